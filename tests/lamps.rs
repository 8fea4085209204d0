//! Two lamps tell what a minimum needs: the ground is a bowl, and the slope is zero.

use hillside_page_tests::{Device, Figure, Page, Part, Pointer};

/// Whether the lamps are lit, as a reader sees it: the word beside each.
fn lit(figure: &Figure<'_>) -> [bool; 2] {
    [Part::LampBowl, Part::LampStill].map(|lamp| {
        let text = figure.part(lamp).text();
        let words: Vec<&str> = text.split_whitespace().collect();
        assert!(words.contains(&"yes") != words.contains(&"no"), "{lamp:?} says {text:?}");
        words.contains(&"yes")
    })
}

#[test]
fn the_point_is_dragged_down_a_wall_to_the_bottom() {
    for (pointer, device) in
        [(Pointer::Mouse, Device::Desk), (Pointer::Pen, Device::Desk), (Pointer::Touch, Device::Phone)]
    {
        let page = Page::open(device);
        let figure = page.curvature();
        figure.part(Part::Example("bowl")).tap(pointer);
        page.frame();
        figure.part(Part::Map).show();
        // On the wall it is a bowl all the same.
        assert_eq!(lit(&figure), [true, false], "{pointer:?}");
        page.until("the bottom is found", || figure.readout()["complete"] == true);
        let picture = figure.part(Part::Point).picture();
        let (from, to) = (figure.part(Part::Handle).middle(), figure.to_client(0.0, 0.0));
        page.drag(pointer, from, to.by(2.0, -3.0));
        // A hand that is near comes to stand on it exactly.
        let readout = figure.readout();
        assert_eq!((readout["x"].as_f64(), readout["y"].as_f64()), (Some(0.0), Some(0.0)), "{pointer:?}");
        assert_eq!(lit(&figure), [true, true], "{pointer:?}");
        assert!(figure.part(Part::Verdict).text().starts_with("A minimum"), "{pointer:?}");
        assert_ne!(figure.part(Part::Point).picture(), picture);
        page.assert_quiet();
    }
}

#[test]
fn a_saddle_lights_one_and_a_slope_none() {
    let page = Page::open(Device::Desk);
    let figure = page.curvature();
    figure.part(Part::Example("horse")).click();
    page.frame();
    assert_eq!(lit(&figure), [false, true]);
    assert!(figure.part(Part::Verdict).text().starts_with("A saddle point"));
    figure.part(Part::Handle).focus();
    page.press(hillside_page_tests::Key::Right);
    assert_eq!(lit(&figure), [false, false]);
    page.assert_quiet();
}

#[test]
fn where_second_derivatives_are_silent_higher_orders_speak() {
    let page = Page::open(Device::Desk);
    let figure = page.curvature();
    for (example, ending) in [
        ("quartic-min", "A minimum."),
        ("quartic-saddle", "Neither minimum nor maximum."),
        ("cubic-edge", "Neither minimum nor maximum."),
        ("monkey", "Neither minimum nor maximum."),
    ] {
        figure.part(Part::Example(example)).click();
        page.frame();
        let said = figure.part(Part::Beyond).text();
        assert!(said.ends_with(ending), "{example}: {said}");
        assert_eq!(figure.part(Part::Example(example)).attribute("aria-pressed").as_deref(), Some("true"));
    }
    figure.part(Part::Example("mixed")).click();
    page.until("Peano's function is shown", || figure.readout()["example"] == "mixed");
    page.frame();
    let said = figure.part(Part::Beyond).text();
    assert!(said.contains("f_xy = −1") && said.contains("f_yx = 1"), "{said}");
    page.assert_quiet();
}
