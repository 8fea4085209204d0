//! A drawing by mouse, finger, pen and keys, and the verdict that follows every stroke.

use super::{alone, cells, part};
use hillside_page_tests::{DetectorPart, Device, Figure, Key, Page, Pointer};

fn trained(device: Device) -> Page {
    alone(device, r#"step="900" pattern="0""#)
}

/// Both diagonals, the second without its middle, which the first has painted.
fn diagonals(page: &Page, figure: &Figure<'_>, pointer: Pointer) {
    page.drag(pointer, figure.to_client(0.0, 0.0), figure.to_client(2.0, 2.0));
    page.drag(pointer, figure.to_client(2.0, 0.0), figure.to_client(1.0, 1.0));
    page.drag(pointer, figure.to_client(0.0, 2.0), figure.to_client(1.0, 1.0));
    page.frame();
}

fn an_x_is_seen(device: Device, pointer: Pointer) {
    let page = trained(device);
    let figure = page.detector();
    assert!(part(&figure, DetectorPart::Verdict).text().starts_with("Not an X"));
    part(&figure, DetectorPart::Grid).show();
    let scrolled = page.scrolled();
    diagonals(&page, &figure, pointer);
    assert_eq!(cells(&figure), "#.#.#.#.#");
    assert!(part(&figure, DetectorPart::Verdict).text().starts_with("An X"));
    assert!(part(&figure, DetectorPart::Probability).text().ends_with('%'));
    assert_eq!(part(&figure, DetectorPart::Judgement).text(), "Right: the target counts it as an X.");
    assert_eq!(part(&figure, DetectorPart::Distance).text(), "This is the X, cell for cell.");
    assert_eq!(page.scrolled(), scrolled, "drawing does not scroll the page");
    // Begun on a lit cell, a stroke wipes.
    page.drag(pointer, figure.to_client(0.0, 0.0), figure.to_client(2.0, 2.0));
    page.frame();
    assert_eq!(cells(&figure), "..#...#..");
    page.assert_quiet();
}

#[test]
fn by_mouse() {
    an_x_is_seen(Device::Desk, Pointer::Mouse);
}

#[test]
fn by_finger() {
    an_x_is_seen(Device::Phone, Pointer::Touch);
}

#[test]
fn by_pen() {
    an_x_is_seen(Device::Desk, Pointer::Pen);
}

#[test]
fn by_keys() {
    let page = trained(Device::Desk);
    let figure = page.detector();
    part(&figure, DetectorPart::Cell(0)).focus();
    page.press(Key::Space);
    for (keys, toggle) in [
        ([Key::Right, Key::Right], Key::Enter),
        ([Key::Down, Key::Left], Key::Space),
        ([Key::Down, Key::Left], Key::Space),
        ([Key::Right, Key::Right], Key::Enter),
    ] {
        for key in keys {
            page.press(key);
        }
        page.press(toggle);
    }
    page.frame();
    assert_eq!(cells(&figure), "#.#.#.#.#");
    assert!(part(&figure, DetectorPart::Verdict).text().starts_with("An X"));
    page.assert_quiet();
}

#[test]
fn a_tap_turns_one_cell_over() {
    let page = trained(Device::Phone);
    let figure = page.detector();
    for (tapped, want) in [("on", "....#...."), ("off", ".........")] {
        part(&figure, DetectorPart::Cell(4)).tap(Pointer::Touch);
        page.frame();
        assert_eq!(cells(&figure), want, "{tapped}");
    }
}

#[test]
fn the_buttons_draw() {
    let page = trained(Device::Desk);
    let figure = page.detector();
    for (button, want) in [
        (DetectorPart::X, "#.#.#.#.#"),
        (DetectorPart::Invert, ".#.#.#.#."),
        (DetectorPart::Clear, "........."),
    ] {
        part(&figure, button).click();
        page.frame();
        assert_eq!(cells(&figure), want);
    }
    part(&figure, DetectorPart::Random).click();
    page.frame();
    assert_ne!(cells(&figure), ".........");
    // The answer on screen is the truth table's.
    let same: bool = figure.evaluate(
        "const { pattern, probability } = figure.readout;
        figure.settings = { pattern }; return figure.readout.probability === probability && pattern > 0;",
        &[],
    );
    assert!(same);
}
