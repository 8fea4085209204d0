//! Where the system forces its colours upon the page, what colour said is still said.

use hillside_page_tests::{DetectorPart, Device, Page, Part, Pointer, Scheme};
use serde_json::json;

/// Whether two colours are told apart by anybody.
fn apart(a: [u8; 3], b: [u8; 3]) -> bool {
    a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b))).sum::<u32>() > 200
}

#[test]
fn the_nine_cells_show_what_is_drawn_and_the_bar_how_sure_it_is() {
    for scheme in [Scheme::Light, Scheme::Dark] {
        let page = Page::open(Device::Desk);
        page.prefer(scheme);
        let figure = page.detector();
        figure.call("pause", &[]);
        figure.set(&json!({ "step": 900 }));
        page.force_colours();
        let part = |part| figure.part(Part::Detector(part));
        let seen = |which: DetectorPart, across: f64| {
            page.hover(Pointer::Mouse, hillside_page_tests::Spot { x: 2.0, y: 2.0 });
            part(which).show();
            page.colour_at(part(which).edges().at(across, 0.5))
        };
        part(DetectorPart::X).click();
        let (on, off) = (seen(DetectorPart::Cell(0), 0.5), seen(DetectorPart::Cell(1), 0.5));
        assert!(apart(on, off), "{scheme:?}: drawn is {on:?}, not drawn {off:?}");
        let edges = part(DetectorPart::Cell(1)).edges();
        let edge = page.colour_at(hillside_page_tests::Spot { x: edges.at(0.5, 0.0).x, y: edges.top + 1.0 });
        assert!(apart(edge, off), "{scheme:?}: a cell that is off has no edge");
        let full = seen(DetectorPart::Meter, 0.25);
        part(DetectorPart::Clear).click();
        let empty = seen(DetectorPart::Meter, 0.25);
        assert!(apart(full, empty), "{scheme:?}: the bar is {full:?} when full and {empty:?} when empty");
        page.assert_quiet();
    }
}

#[test]
fn lamps_are_lit_or_not_and_marks_are_there() {
    let page = Page::open(Device::Desk);
    let figure = page.curvature();
    figure.set(&json!({ "formula": "x^2+y^2", "point": [1, 1] }));
    page.force_colours();
    let [lit, dark] = [Part::LampBowl, Part::LampStill].map(|lamp| {
        figure.part(lamp).show();
        let edges = figure.part(lamp).edges();
        // The bulb stands at the left, 20 pixels wide.
        page.colour_at(hillside_page_tests::Spot { x: edges.left + 10.0, y: edges.top + 12.0 })
    });
    assert!(apart(lit, dark), "lit is {lit:?}, dark {dark:?}");
    let figure = page.descent();
    figure.show();
    page.until("1/L is proved", || figure.part(Part::OneOverL).is_shown());
    figure.part(Part::RateSlider).show();
    for mark in [Part::OneOverL, Part::TwoOverL] {
        let edges = figure.part(mark).edges();
        let x = if mark == Part::OneOverL { edges.right - 0.5 } else { edges.left };
        let column: Vec<[u8; 3]> = [-1.0, 0.0, 1.0]
            .map(|beside| page.colour_at(hillside_page_tests::Spot { x: x + beside, y: edges.top + 3.0 }))
            .into();
        let paper = page.colour_at(hillside_page_tests::Spot { x: x + 6.0, y: edges.top - 1.0 });
        assert!(column.iter().any(|colour| apart(*colour, paper)), "{mark:?}: {column:?} on {paper:?}");
    }
    page.assert_quiet();
}
