//! A long proof goes on in slices, says how far it has come, and can be stopped.

use hillside_page_tests::{Device, Page, Part, Pointer};
use serde_json::json;

/// So many waves that their points are not found at once.
const WAVES: &str = "sin(3*x)*cos(4*y)+sin(x*y)*cos(x-y)+sin(x^2+y)";

#[test]
fn a_long_proof_is_stopped_and_taken_up_again() {
    let page = Page::open(Device::Desk);
    let figure = page.curvature();
    figure.set(&json!({ "formula": WAVES, "view": [-30, 30, -30, 30], "point": [1, 1] }));
    figure.part(Part::Map).show();
    page.until("it says how far it has come", || {
        figure.part(Part::Found).text().starts_with("Looked at") && figure.part(Part::Cancel).is_shown()
    });
    assert!(figure.part(Part::Progress).is_shown());
    // Meanwhile the page has its turns: in one piece the proof would take many seconds. A busy machine
    // and the ground, drawn finely once it rests, take some of them.
    let turns: f64 = figure.evaluate(
        "const start = performance.now();
        for (let turn = 0; turn < 40; turn += 1) await new Promise((done) => setTimeout(done));
        return performance.now() - start;",
        &[],
    );
    assert!(turns < 3000.0, "forty turns took {turns} ms");
    assert_eq!(figure.readout()["proof"]["running"], true, "it was over too soon to tell");
    let from = figure.part(Part::Handle).middle();
    page.drag(Pointer::Mouse, from, from.by(60.0, 40.0));
    let moved = figure.settings()["point"].clone();
    assert_ne!(moved, json!([1, 1]));
    figure.part(Part::Cancel).click();
    let said = figure.part(Part::Found).text();
    assert!(said.starts_with("Stopped.") && said.contains("there may be more"), "{said}");
    assert!(!figure.part(Part::Cancel).is_shown() && !figure.part(Part::Progress).is_shown());
    let cells = figure.readout()["proof"]["cells"].clone();
    let signs = figure.part(Part::Signs).picture();
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(figure.readout()["proof"]["cells"], cells, "it goes on all the same");
    assert_eq!(figure.part(Part::Signs).picture(), signs);
    figure.part(Part::Again).click();
    page.until("it begins anew", || figure.readout()["proof"]["running"] == true);
    // Another formula ends it by itself.
    figure.part(Part::Formula).paste("x^2+y^2");
    page.until("the bowl is proved", || figure.part(Part::Found).text().starts_with("1 found, and"));
    page.assert_quiet();
}

#[test]
fn what_cannot_be_decided_ends_and_is_said() {
    let page = Page::open(Device::Desk);
    let figure = page.curvature();
    figure.part(Part::Formula).paste("(x^2+y^2-1)^2");
    // The sentence and not the stage: until the page has its turn, the proof of the function before stands.
    page.until("it ends", || figure.part(Part::Found).text().contains("undecided, so there may be more"));
    assert_eq!(figure.readout()["proof"]["stage"], "finished");
    assert_eq!(figure.readout()["complete"], false);
    assert!(!figure.readout()["undecided"].as_array().unwrap().is_empty());
    page.assert_quiet();
}
