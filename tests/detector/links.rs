//! The address holds what the reader changed: opened elsewhere it gives the same last digit.

use super::part;
use hillside_page_tests::{DetectorPart, Device, Page};
use serde_json::json;

#[test]
fn a_link_gives_the_same_digits() {
    let page = Page::open(Device::Desk);
    let figure = page.detector();
    page.until("the first lesson ends", || part(&figure, DetectorPart::Invitation).is_shown());
    figure.set(&json!({ "layers": "9,3,1", "target": "near", "seed": 12, "step": 200, "pattern": 21 }));
    figure.set(&json!({ "rate": 0.3 }));
    figure.call("step", &[json!(50)]);
    figure.call("back", &[json!(20)]);
    let digits = figure.digits();
    page.until("the address is written", || page.address().contains("detector.step=230"));
    let link = page.link();
    let other = Page::open_at(Device::Desk, &format!("/{link}"));
    assert_eq!(other.detector().digits(), digits);
    assert_eq!(other.detector().settings(), figure.settings());
    other.assert_quiet();
}

#[test]
fn a_link_may_carry_the_weights() {
    let page = Page::open_at(Device::Desk, "/#detector.step=150&detector.seed=5");
    let figure = page.detector();
    let loss = figure.readout()["loss"].clone();
    let weights: String = figure.evaluate("return JSON.parse(figure.save()).weights.join(',');", &[]);
    let other = Page::open_at(
        Device::Desk,
        &format!("/#detector.weights={weights}&detector.start=weights&detector.origin=150"),
    );
    assert_eq!(other.detector().readout()["loss"], loss);
    assert_eq!(other.detector().readout()["origin"], 150);
}
