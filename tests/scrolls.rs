//! The map leaves the page its scroll, and takes two fingers, or Ctrl and the wheel, for itself.

use hillside_page_tests::{Device, Figure, Key, Page, Part, Pointer, Spot};

/// A place on the ground, away from the start and from every button.
#[track_caller]
fn ground(figure: &Figure<'_>) -> Spot {
    figure.part(Part::Map).show();
    let (map, start) = (figure.part(Part::Ground).edges(), figure.part(Part::Handle).edges().at(0.5, 0.5));
    let spots = [map.at(0.6, 0.6), map.at(0.3, 0.8)];
    let away = |spot: &&Spot| (spot.x - start.x).abs().max((spot.y - start.y).abs()) > 60.0;
    *spots.iter().find(away).unwrap()
}

#[test]
fn one_finger_on_the_ground_scrolls_the_page() {
    let page = Page::open(Device::Phone);
    let figure = page.descent();
    let at = ground(&figure);
    let (scrolled, start, view) = (page.scrolled(), figure.start(), figure.view());
    page.drag(Pointer::Touch, at, at.by(0.0, -220.0));
    page.until("the page scrolls", || page.scrolled() > scrolled + 100.0);
    assert_eq!(figure.start(), start, "a scroll is no tap");
    for (now, before) in figure.view().iter().zip(view) {
        assert!((now - before).abs() < 1e-6, "the ground moved too: {:?} was {view:?}", figure.view());
    }
    page.assert_quiet();
}

#[test]
fn one_finger_on_the_start_does_not() {
    let page = Page::open(Device::Phone);
    let figure = page.descent();
    figure.part(Part::Map).show();
    let from = figure.part(Part::Handle).middle();
    let (scrolled, start) = (page.scrolled(), figure.start());
    page.drag(Pointer::Touch, from, from.by(0.0, -100.0));
    assert_eq!(page.scrolled(), scrolled);
    assert_ne!(figure.start(), start);
}

#[test]
fn two_fingers_zoom_the_map_and_not_the_page() {
    let page = Page::open(Device::Phone);
    let figure = page.descent();
    let at = ground(&figure);
    let (start, scrolled) = (figure.start(), page.scrolled());
    let [x0, x1, y0, y1] = figure.view();
    page.pinch(at, 60.0, 180.0);
    let [u0, u1, v0, v1] = figure.view();
    let (across, up) = ((x1 - x0) / (u1 - u0), (y1 - y0) / (v1 - v0));
    assert!((across - 3.0).abs() < 0.35 && (up - across).abs() < 1e-6, "nearer by {across} and {up}");
    let scale: f64 = page.evaluate("return visualViewport.scale;", &[]);
    assert_eq!((scale, page.scrolled()), (1.0, scrolled), "the page moved");
    assert_eq!(figure.start(), start, "a finger of two set the start");
    page.pinch(at, 180.0, 60.0);
    let [u0, u1, ..] = figure.view();
    assert!(((x1 - x0) / (u1 - u0) - 1.0).abs() < 0.15, "back by the same");
    page.assert_quiet();
}

#[test]
fn the_wheel_scrolls_and_with_ctrl_it_zooms() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    let at = ground(&figure);
    let (scrolled, [x0, x1, ..]) = (page.scrolled(), figure.view());
    assert!(!figure.part(Part::Hint).is_shown());
    page.wheel(at, 120.0);
    page.until("the page scrolls", || page.scrolled() > scrolled + 50.0);
    assert!(figure.part(Part::Hint).text().contains("scroll zooms the map"));
    assert_eq!(figure.view()[1] - figure.view()[0], x1 - x0);
    let at = ground(&figure);
    let scrolled = page.scrolled();
    page.wheel_with(&[Key::Control], at, -120.0);
    let [u0, u1, ..] = figure.view();
    assert!((x1 - x0) / (u1 - u0) > 1.1, "{} became {}", x1 - x0, u1 - u0);
    assert_eq!(page.scrolled(), scrolled);
    page.until("the hint goes again", || !figure.part(Part::Hint).is_shown());
    page.assert_quiet();
}
