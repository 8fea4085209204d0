//! The page opens.

use hillside_page_tests::{Device, Page};

#[test]
fn figures_are_drawn_and_nothing_is_wrong() {
    for device in [Device::Desk, Device::Phone] {
        let page = Page::open(device);
        page.ready();
        page.screenshot(&format!("opens-{device:?}"));
        page.assert_quiet();
    }
}

#[test]
fn the_first_screen_shows_the_working_instrument() {
    let page = Page::open(Device::Desk);
    let (top, bottom): (f64, f64) = page.descent().evaluate(
        "const map = root.querySelector('canvas').getBoundingClientRect(); return [map.top, map.bottom];",
        &[],
    );
    assert!(
        top >= 0.0 && top < bottom && bottom <= 800.0,
        "the map lies from {top} to {bottom} of 800 pixels"
    );
}
