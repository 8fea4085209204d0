//! The start point follows the hand, and the whole path follows the start.

use hillside_core::{Descent, DescentSettings, Expr};
use hillside_page_tests::{Device, Figure, Page, Part, Pointer, Spot};

const HANDS: [(Pointer, Device); 3] =
    [(Pointer::Mouse, Device::Desk), (Pointer::Pen, Device::Desk), (Pointer::Touch, Device::Phone)];

/// The start lies under the hand, to a pixel.
#[track_caller]
fn start_is_at(figure: &Figure<'_>, hand: Spot) {
    let [x, y] = figure.start();
    let drawn = figure.to_client(x, y);
    assert!(
        (drawn.x - hand.x).abs() <= 1.0 && (drawn.y - hand.y).abs() <= 1.0,
        "the start is at {drawn:?}, the hand at {hand:?}"
    );
    let handle = figure.part(Part::Handle).edges().at(0.5, 0.5);
    assert!(
        (drawn.x - handle.x).abs() <= 1.0 && (drawn.y - handle.y).abs() <= 1.0,
        "the handle is at {handle:?}, not at {drawn:?}"
    );
}

/// The read-out is that of three steps from the present start.
#[track_caller]
fn reads_out_three_steps(figure: &Figure<'_>) {
    let formula = Expr::parse("(x^2+y-11)^2+(x+y^2-7)^2").unwrap();
    let rate = figure.settings()["rate"].as_f64().unwrap();
    let third = Descent::new(&formula, DescentSettings::new(figure.start(), rate)).advance(3);
    let readout = figure.readout();
    assert_eq!(readout["index"], 3);
    for (name, want) in [("x", third.x), ("y", third.y), ("value", third.value)] {
        let got = readout[name].as_f64().unwrap();
        assert!((got - want).abs() <= 1e-14 * want.abs(), "{name} is {got}, not {want}");
    }
}

#[test]
fn a_drag_moves_start_path_and_numbers_with_it() {
    for (pointer, device) in HANDS {
        let page = Page::open(device);
        let figure = page.descent();
        figure.call("reset", &[]);
        figure.call("step", &[3.into()]);
        let from = figure.part(Part::Handle).middle();
        let (half, end) = (from.by(40.0, -30.0), from.by(70.0, -70.0));
        let (trail, ground) = (figure.part(Part::Trail).picture(), figure.part(Part::Ground).picture());
        let shown = figure.part(Part::Value).text();
        page.hold(pointer, from, half);
        start_is_at(&figure, half);
        reads_out_three_steps(&figure);
        assert_ne!(figure.part(Part::Value).text(), shown, "{pointer:?}: the read-out waits");
        let midway = figure.part(Part::Trail).picture();
        assert_ne!(midway, trail, "{pointer:?}: the path waits");
        page.carry(pointer, half, end);
        page.release(pointer);
        start_is_at(&figure, end);
        reads_out_three_steps(&figure);
        assert_ne!(figure.part(Part::Trail).picture(), midway);
        assert_eq!(figure.part(Part::Ground).picture(), ground, "{pointer:?}: the ground moved");
        page.hover(pointer, half);
        start_is_at(&figure, end);
        page.assert_quiet();
    }
}

#[test]
fn the_ground_lies_still_under_the_hand_to_its_very_border() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    let view = figure.view();
    let (from, map) = (figure.part(Part::Handle).middle(), figure.part(Part::Ground).edges());
    let border = Spot { x: map.at(0.9, 0.0).x, y: from.y };
    page.hold(Pointer::Mouse, from, border);
    start_is_at(&figure, border);
    let outside = Spot { x: map.right + 100.0, y: from.y };
    page.carry(Pointer::Mouse, border, outside);
    page.release(Pointer::Mouse);
    let [x, y] = figure.start();
    assert!(figure.to_client(x, y).x < map.right && x < view[1], "the start is off the map");
    for (now, before) in figure.view().iter().zip(view) {
        assert!((now - before).abs() < 1e-9, "the ground moved from {view:?} to {:?}", figure.view());
    }
    // Let go outside, it is let go.
    page.hover(Pointer::Mouse, map.at(0.5, 0.5));
    assert_eq!(figure.start(), [x, y]);
    page.assert_quiet();
}

#[test]
fn a_click_or_a_tap_sets_the_start() {
    for (pointer, device) in HANDS {
        let page = Page::open(device);
        let figure = page.descent();
        figure.part(Part::Map).show();
        figure.call("reset", &[]);
        figure.call("step", &[3.into()]);
        for (across, down) in [(0.7, 0.3), (0.3, 0.8), (0.9, 0.5)] {
            let spot = figure.part(Part::Ground).edges().at(across, down);
            page.tap(pointer, spot);
            start_is_at(&figure, spot);
            reads_out_three_steps(&figure);
        }
        page.assert_quiet();
    }
}

#[test]
fn a_drag_of_the_ground_moves_the_ground() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    let (start, digits) = (figure.start(), figure.digits());
    let ground = figure.part(Part::Ground).picture();
    let from = figure.part(Part::Ground).edges().at(0.75, 0.25);
    let before = figure.to_client(1.0, 1.0);
    page.drag(Pointer::Mouse, from, from.by(-90.0, 60.0));
    let after = figure.to_client(1.0, 1.0);
    assert!((after.x - before.x + 90.0).abs() < 1.0 && (after.y - before.y - 60.0).abs() < 1.0, "{after:?}");
    assert_eq!((figure.start(), figure.digits()), (start, digits), "the run is not the view's");
    assert_ne!(figure.part(Part::Ground).picture(), ground);
    page.assert_quiet();
}
