//! On a telephone what belongs together is seen together, and nothing is out of a finger's reach.

use hillside_page_tests::{Device, Figure, Page, Part, Pointer};

#[test]
fn rate_and_map_are_seen_together() {
    let page = Page::open(Device::Phone);
    let figure = page.descent();
    let (map, rate) = (figure.part(Part::Map).edges(), figure.part(Part::RateSlider).edges());
    assert!(rate.bottom - map.top < 700.0, "the rate at {rate:?} is far from the map at {map:?}");
    for part in [Part::Step, Part::Play, Part::Scrubber] {
        let edges = figure.part(part).edges();
        assert!(edges.top >= map.bottom && edges.bottom <= rate.top, "{part:?} at {edges:?}");
    }
}

#[test]
fn no_field_is_so_small_that_the_page_is_zoomed_for_it() {
    let page = Page::open(Device::Phone);
    for figure in [page.descent(), page.curvature(), page.detector()] {
        let small: Vec<String> = figure.evaluate(
            "return [...root.querySelectorAll('input, select')]
                .filter((field) => parseFloat(getComputedStyle(field).fontSize) < 16).map((field) => field.id);",
            &[],
        );
        assert!(small.is_empty(), "{figure:?}: {small:?}");
    }
}

#[test]
fn a_row_of_keys_stands_above_the_keyboard() {
    let page = Page::open(Device::Phone);
    let figure = page.descent();
    assert!(!figure.part(Part::Keys).is_shown());
    figure.part(Part::Formula).tap(Pointer::Touch);
    page.until("the row is shown", || figure.part(Part::Keys).is_shown());
    let edges = figure.part(Part::Keys).edges();
    assert!((edges.bottom - 844.0).abs() <= 1.0 && edges.width() >= 389.0, "{edges:?}");
    let () = figure.evaluate("root.querySelector('#formula').setSelectionRange(0, 99); return null;", &[]);
    page.type_text("x");
    for at in 0..3 {
        // ^, then an opening and a closing bracket.
        figure.part(Part::KeyNumber([1, 3, 4][at])).tap(Pointer::Touch);
        assert!(figure.part(Part::Formula).has_focus(), "the keyboard would go away");
        if at < 2 {
            page.type_text("2");
        }
    }
    assert_eq!(figure.part(Part::Formula).value(), "x^2(2)");
    assert_eq!(figure.settings()["formula"], "x^2(2)");
    let () = figure.evaluate("root.activeElement.blur(); return null;", &[]);
    assert!(!figure.part(Part::Keys).is_shown());
    // With a mouse there is a keyboard that has them.
    let page = Page::open(Device::Desk);
    page.descent().part(Part::Formula).click();
    assert!(!page.descent().part(Part::Keys).is_shown());
}

#[test]
fn who_tries_with_one_finger_is_told_once() {
    let page = Page::open(Device::Phone);
    let figure = page.descent();
    let try_it = || {
        figure.part(Part::Map).show();
        let at = figure.part(Part::Ground).edges().at(0.4, 0.85);
        page.drag(Pointer::Touch, at, at.by(-60.0, -10.0));
    };
    try_it();
    page.until("it is said", || figure.part(Part::Hint).is_shown());
    assert!(figure.part(Part::Hint).text().contains("Two fingers"), "{}", figure.part(Part::Hint).text());
    page.until("it goes again", || !figure.part(Part::Hint).is_shown());
    try_it();
    page.frame();
    assert!(!figure.part(Part::Hint).is_shown(), "it was said before");
}

/// Every control that can be seen, by the name or text it has.
#[track_caller]
fn controls(figure: &Figure<'_>) -> Vec<String> {
    figure.evaluate(
        "return [...root.querySelectorAll('input, select, button, summary, [tabindex=\"0\"]')]
            .filter((part) => part.checkVisibility({ visibilityProperty: true, opacityProperty: true })
                && part.getBoundingClientRect().width > 0)
            .map((part) => part.id || part.getAttribute('aria-label') || part.textContent);",
        &[],
    )
}

#[test]
fn no_control_vanishes_in_a_narrow_column() {
    let page = Page::open(Device::Desk);
    for figure in [page.descent(), page.curvature(), page.detector()] {
        if figure.readout()["goesOn"] == true {
            figure.call("pause", &[]);
        }
        page.take_to_screen(1280, 800, 1.0);
        let wide = controls(&figure);
        // As wide as four hundred per cent leave of 1280 pixels, and as high.
        for (width, height) in [(320, 640), (320, 256)] {
            page.take_to_screen(width, height, 4.0);
            page.frame();
            let narrow = controls(&figure);
            let gone: Vec<&String> = wide.iter().filter(|name| !narrow.contains(name)).collect();
            assert!(gone.is_empty(), "{figure:?} at {width} × {height} has lost {gone:?}");
            assert_eq!(page.excess_width(), 0.0, "{figure:?} at {width} × {height}");
        }
    }
    page.assert_quiet();
}
