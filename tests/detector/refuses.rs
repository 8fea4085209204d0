//! What makes no sense is refused with a sentence, and nothing is lost.

use super::{alone, part};
use hillside_page_tests::{DetectorPart, Device, Part};
use serde_json::json;

#[test]
fn bad_settings_are_explained() {
    let page = alone(Device::Desk, r#"step="40" pattern="17""#);
    let figure = page.detector();
    let (digits, settings) = (figure.digits(), figure.settings());
    for (name, values) in [
        (
            "layers",
            vec![json!(""), json!("9"), json!("8,4,1"), json!("9,0,1"), json!("9,99,1"), json!("9,4,2")],
        ),
        ("rate", vec![json!(0), json!(-1), json!("NaN"), json!(1e308)]),
        ("target", vec![json!(vec![0; 512]), json!(vec![1; 512]), json!("y")]),
        ("weights", vec![json!([1, 2, 3]), json!("x")]),
        ("batch", vec![json!(0)]),
    ] {
        for value in values {
            figure.set(&json!({ name: value }));
            assert_eq!(figure.digits(), digits, "{name} = {value}");
            assert_eq!(figure.settings(), settings, "{name} = {value}");
            let shown = if name == "rate" { Part::RateProblem } else { Part::SettingsProblem };
            assert!(figure.part(shown).text().ends_with('.'), "{name} = {value}");
        }
        figure.set(&json!({ name: settings[name].clone() }));
    }
    page.assert_quiet();
}

#[test]
fn the_last_x_cannot_be_taken_from_the_target() {
    let page = alone(Device::Desk, r#"step="40""#);
    let figure = page.detector();
    part(&figure, DetectorPart::More).click();
    part(&figure, DetectorPart::Counts).click();
    page.frame();
    assert!(figure.part(Part::SettingsProblem).text().contains("nothing to tell apart"));
    assert_eq!(figure.readout()["label"], true);
    part(&figure, DetectorPart::Invert).click();
    part(&figure, DetectorPart::Counts).click();
    page.frame();
    assert_eq!(figure.settings()["target"], "either");
    assert!(!figure.part(Part::SettingsProblem).is_shown());
}
