//! The pictures have as many pixels as the screen shows, whatever screen that is.

use hillside_page_tests::{Device, Figure, Page, Part};

/// Every canvas has a pixel for each device pixel of its box.
#[track_caller]
fn is_crisp(figure: &Figure<'_>, ratio: f64) {
    for part in [Part::Ground, Part::Trail, Part::Loss] {
        let edges = figure.part(part).edges();
        let (width, height): (f64, f64) = figure.evaluate(
            "const canvas = root.getElementById(rest[0]); return [canvas.width, canvas.height];",
            &[match part {
                Part::Ground => "ground",
                Part::Trail => "trail",
                _ => "loss",
            }
            .into()],
        );
        for (what, has, needs) in
            [("wide", width, ratio * edges.width()), ("high", height, ratio * edges.height())]
        {
            assert!((has - needs).abs() <= ratio + 0.5, "{part:?} is {has} pixels {what}, not {needs}");
        }
    }
}

#[test]
fn at_the_density_it_opens_with() {
    is_crisp(&Page::open(Device::Desk).descent(), 1.0);
    is_crisp(&Page::open(Device::Phone).descent(), 3.0);
}

#[test]
fn when_its_box_changes() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    let (start, digits) = (figure.start(), figure.digits());
    for (width, height) in [(900, 700), (500, 900), (1400, 1000)] {
        page.take_to_screen(width, height, 1.0);
        page.until("it is drawn anew", || {
            let edges = figure.part(Part::Ground).edges();
            let drawn: f64 = figure.evaluate("return root.getElementById('ground').width;", &[]);
            (drawn - edges.width()).abs() <= 1.0
        });
        is_crisp(&figure, 1.0);
        assert_eq!((figure.start(), figure.digits()), (start, digits.clone()));
        let drawn = figure.to_client(start[0], start[1]);
        let handle = figure.part(Part::Handle).edges().at(0.5, 0.5);
        assert!(
            (drawn.x - handle.x).abs() < 1.0 && (drawn.y - handle.y).abs() < 1.0,
            "{drawn:?}, {handle:?}"
        );
    }
    page.assert_quiet();
}

#[test]
fn on_another_screen() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    page.take_to_screen(1280, 800, 2.0);
    let ratio: f64 = page.evaluate("return devicePixelRatio;", &[]);
    assert_eq!(ratio, 2.0);
    page.until("it is drawn as finely as the new screen shows", || {
        let edges = figure.part(Part::Ground).edges();
        let drawn: f64 = page.evaluate(
            "return document.querySelector('hillside-descent').shadowRoot.getElementById('ground').width;",
            &[],
        );
        (drawn - 2.0 * edges.width()).abs() <= 2.0
    });
    is_crisp(&figure, 2.0);
}
