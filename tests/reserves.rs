//! A figure has its room before it is there: nothing that is read moves when one comes.

use hillside_page_tests::{Device, Page};
use serde::Deserialize;

/// What moved while the page was read, and how much of the window that was by how far.
#[derive(Debug, Deserialize)]
struct Shifts {
    sum: f64,
    worst: Vec<String>,
}

/// Reads the page from its top to its end, and gives what moved since it was opened.
const READ: &str = "
    const moved = [];
    new PerformanceObserver((list) => moved.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
    const pause = (time) => new Promise((done) => setTimeout(done, time));
    for (let y = 0; y < document.documentElement.scrollHeight; y += 240) {
        scrollTo({ top: y, behavior: 'instant' });
        await pause(120);
    }
    await pause(1500);
    const name = (node) => node?.id || node?.className || node?.localName || '?';
    const told = ({ value, sources }) => `${value.toFixed(4)}: ${sources.map(({ node }) => name(node)).join(' ')}`;
    return { sum: moved.reduce((sum, { value }) => sum + value, 0), worst: moved.filter(({ value }) => value > 0.001).map(told) };";

#[test]
fn nothing_moves_while_the_page_is_read() {
    let page = Page::open(Device::Desk);
    for (width, height) in
        [(320, 640), (390, 844), (600, 800), (768, 1024), (1024, 768), (1280, 800), (1920, 1080)]
    {
        page.take_to_screen(width, height, 1.0);
        page.go(&format!("/?{width}"));
        let shifts: Shifts = page.evaluate(READ, &[]);
        assert!(shifts.sum <= 0.02, "at {width} × {height}: {} by {:#?}", shifts.sum, shifts.worst);
    }
    page.assert_quiet();
}

#[test]
fn the_room_is_not_much_more_than_a_figure_takes() {
    let page = Page::open(Device::Desk);
    page.all_ready();
    for (width, height) in [(390, 844), (768, 1024), (1280, 800), (1920, 1080)] {
        page.take_to_screen(width, height, 1.0);
        // What is proved is told, which takes room.
        let curvature = page.curvature();
        page.until("all is proved", || curvature.readout()["proof"]["stage"] == "finished");
        page.all_ready();
        let spare: Vec<(String, f64)> = page.evaluate(
            "return [...document.querySelectorAll('[data-instrument]')].map((figure) =>
                [figure.id, figure.offsetHeight - figure.shadowRoot.firstElementChild.offsetHeight]);",
            &[],
        );
        for (id, spare) in spare {
            assert!((0.0..140.0).contains(&spare), "{id} has {spare} pixels to spare at {width} × {height}");
        }
    }
}
