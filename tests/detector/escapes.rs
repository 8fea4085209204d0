//! From zero nothing moves, and the spectrum says why; a nudge escapes along the X.

use super::{alone, part};
use hillside_page_tests::{DetectorPart, Device, Part};
use serde_json::json;

#[test]
fn nothing_moves_from_zero() {
    let page = alone(Device::Desk, r#"start="zero""#);
    let figure = page.detector();
    part(&figure, DetectorPart::Hundred).click();
    page.frame();
    let readout = figure.readout();
    assert_eq!((&readout["index"], &readout["status"]), (&json!(100), &json!("stalled")));
    assert_eq!(readout["loss"], json!(std::f64::consts::LN_2));
    assert!(figure.part(Part::Notice).text().contains("critical point"));
    part(&figure, DetectorPart::SpectrumRoom).click();
    page.until("the spectrum is told", || {
        part(&figure, DetectorPart::SpectrumSaid).text().starts_with("4 negative, 36 near zero, 5 positive")
    });
    part(&figure, DetectorPart::Mode).choose("0");
    assert!(part(&figure, DetectorPart::ModeSaid).text().ends_with("On the cells it is the X."));
    page.assert_quiet();
}

#[test]
fn a_nudge_escapes() {
    let page = alone(Device::Desk, "");
    let figure = page.detector();
    part(&figure, DetectorPart::Start).choose("nudge");
    figure.call("step", &[json!(30)]);
    assert!(figure.readout()["loss"].as_f64().unwrap() > 0.69);
    figure.call("step", &[json!(1500)]);
    assert_eq!(figure.readout()["correct"], 512);
    assert!(part(&figure, DetectorPart::Score).text().starts_with("512 of 512 right: 1 X found"));
    page.assert_quiet();
}
