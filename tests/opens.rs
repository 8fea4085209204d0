//! The page opens.

use hillside_page_tests::{Device, Page, Part};

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
    let figure = page.descent();
    for part in [Part::Formula, Part::Map, Part::Step, Part::Value] {
        let edges = figure.part(part).edges();
        assert!(
            figure.part(part).is_shown() && edges.top >= 0.0 && edges.bottom <= 800.0,
            "{part:?} lies at {edges:?} in a window of 800 pixels"
        );
    }
}

#[test]
fn every_control_is_there() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    for part in [
        Part::Handle,
        Part::Landscapes,
        Part::Back,
        Part::Play,
        Part::Reset,
        Part::RandomStart,
        Part::Scrubber,
    ] {
        assert!(figure.part(part).is_shown(), "{part:?}");
    }
    figure.part(Part::Step).click();
    page.until("a step after a click on Step", || {
        figure.readout()["index"].as_u64().is_some_and(|index| index >= 1)
    });
    page.assert_quiet();
}
