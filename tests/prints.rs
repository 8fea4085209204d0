//! On paper a map has its true shape, and a figure that nobody has come to is there, or says why not.

use hillside_page_tests::{Device, Page, Part, Scheme};
use serde::Deserialize;

/// A picture on the sheet: its own shape, that of its box, and whether it is fitted into the box as it is.
#[derive(Debug, Deserialize)]
struct Picture {
    id: String,
    own: f64,
    shown: f64,
    whole: bool,
    painted: bool,
}

#[test]
fn a_map_keeps_its_shape_on_a4() {
    for (device, scheme) in [(Device::Desk, Scheme::Dark), (Device::Phone, Scheme::Light)] {
        let page = Page::open(device);
        page.prefer(scheme);
        let figures = [page.descent(), page.curvature(), page.detector()];
        page.detector().call("pause", &[]);
        page.lay_out_for_print();
        for figure in figures {
            let pictures: Vec<Picture> = figure.evaluate(
                "return [...root.querySelectorAll('canvas')].filter((canvas) => canvas.checkVisibility() && canvas.clientHeight > 0).map((canvas) => ({
                    id: canvas.id, own: canvas.width / canvas.height, shown: canvas.clientWidth / canvas.clientHeight,
                    whole: getComputedStyle(canvas).objectFit === 'contain',
                    painted: canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value),
                }));",
                &[],
            );
            for picture in &pictures {
                assert!(picture.whole, "{picture:?} is stretched");
                assert!(picture.painted || picture.id == "signs", "{picture:?} is empty");
            }
            // The map fills its width, so that no strip of the sheet is left blank.
            let main = pictures.iter().find(|one| one.id == "ground" || one.id == "network").unwrap();
            assert!((main.own / main.shown - 1.0).abs() < 0.02, "{main:?}");
            assert!(!figure.part(Part::Keep).is_shown(), "a button is of no use on paper");
            // Ink is for light paper.
            let scheme: String =
                figure.evaluate("return root.querySelector('.instrument').dataset.scheme;", &[]);
            assert_eq!(scheme, "light");
        }
        assert!(page.print() > 50_000, "nothing is printed");
        page.assert_quiet();
    }
}

#[test]
fn nothing_on_paper_is_loading() {
    let page = Page::open(Device::Desk);
    // At once, while nobody has come to the figures further down.
    page.lay_out_for_print();
    let said: String = page.evaluate("return document.body.innerText;", &[]);
    assert!(!said.contains("Loading"), "{said}");
    // And they are fetched, for who prints once more.
    page.all_ready();
    assert!(page.print() > 50_000);
    page.assert_quiet();
}
