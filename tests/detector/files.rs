//! Weights and run in a file: brought back to the last digit, or refused with nothing lost.

use super::{alone, part};
use hillside_page_tests::{DetectorPart, Device};
use serde_json::{Value, json};

#[test]
fn a_file_brings_the_run_back() {
    let page = alone(Device::Desk, r#"method="adam" rate="0.05" step="120""#);
    let figure = page.detector();
    figure.set(&json!({ "rate": 0.02 }));
    figure.call("step", &[json!(40)]);
    let digits = figure.digits();
    let file: String = figure.evaluate("return figure.save();", &[]);
    figure.call("restore", &[json!({})]);
    assert_ne!(figure.digits(), digits);
    let refused: String = figure.evaluate("return figure.load(rest[0]);", &[json!(file)]);
    assert_eq!(refused, "");
    assert_eq!(figure.digits(), digits);
    page.assert_quiet();
}

#[test]
fn a_broken_file_is_refused_with_a_sentence() {
    let page = alone(Device::Desk, r#"step="60" pattern="17""#);
    let figure = page.detector();
    part(&figure, DetectorPart::FileRoom).click();
    let file: String = figure.evaluate("return figure.save();", &[]);
    let before = figure.digits();
    for broken in [
        "no JSON".to_owned(),
        "{}".to_owned(),
        file.replace("9,4,1", "9,5,1"),
        file.replace("\"weights\": [", "\"weights\": [null, "),
        file[..file.len() - 40].to_owned(),
    ] {
        // As a hand that chooses a file does.
        let _: Value = figure.evaluate(
            "const files = new DataTransfer();
            files.items.add(new File([rest[0]], 'detector.json', { type: 'application/json' }));
            const field = root.querySelector('#file');
            field.files = files.files;
            field.dispatchEvent(new Event('change', { bubbles: true }));
            return null;",
            &[json!(broken)],
        );
        page.until("a sentence says why", || part(&figure, DetectorPart::FileProblem).is_shown());
        assert!(part(&figure, DetectorPart::FileProblem).text().ends_with('.'));
        assert_eq!(figure.digits(), before);
        let refused: String = figure.evaluate("return figure.load(rest[0]);", &[json!(file)]);
        assert_eq!(refused, "");
        page.frame();
        assert!(!part(&figure, DetectorPart::FileProblem).is_shown());
    }
    page.assert_quiet();
}
