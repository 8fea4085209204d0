//! Embedded in another's page: attributes in any order, programs that step, play and pause.

use super::{alone, part};
use hillside_page_tests::{DetectorPart, Device, Part};
use serde_json::json;

#[test]
fn attributes_come_in_any_order() {
    let page = alone(Device::Desk, r#"step="80" seed="9" rate="0.5" layers="9,2,1" method="momentum""#);
    let one = page.detector().digits();
    let other = alone(Device::Desk, r#"method="momentum" layers="9,2,1" rate="0.5" seed="9" step="80""#);
    assert_eq!(other.detector().digits(), one);
    assert_eq!(page.detector().index(), 80);
    assert!(page.detector().settings()["history"] == json!(""));
    page.assert_quiet();
}

#[test]
fn it_plays_and_pauses_and_goes_back() {
    let page = alone(Device::Desk, "");
    let figure = page.detector();
    figure.part(Part::Play).click();
    page.until("it trains", || figure.index() > 20);
    assert_eq!(figure.part(Part::Play).text(), "Pause");
    figure.part(Part::Play).click();
    page.frame();
    let (index, digits) = (figure.index(), figure.digits());
    figure.part(Part::Back).click();
    page.frame();
    assert_eq!(figure.index(), index - 1);
    part(&figure, DetectorPart::Ten).click();
    figure.call("back", &[json!(9)]);
    assert_eq!(figure.digits(), digits);
    figure.part(Part::Reset).click();
    page.frame();
    assert_eq!(figure.index(), 0);
    page.assert_quiet();
}

#[test]
fn a_rate_or_method_changed_on_the_way_loses_nothing() {
    let page = alone(Device::Desk, r#"step="200""#);
    let figure = page.detector();
    let loss = figure.readout()["loss"].clone();
    figure.part(Part::Rate).fill("0.25");
    page.press(hillside_page_tests::Key::Tab);
    figure.part(Part::Method).choose("adam");
    let readout = figure.readout();
    assert_eq!((&readout["loss"], &readout["index"]), (&loss, &json!(200)));
    page.assert_quiet();
}

#[test]
fn a_thousand_steps_of_a_large_network_do_not_freeze_the_page() {
    let page = alone(Device::Desk, r#"layers="9,16,4,1""#);
    let figure = page.detector();
    let longest: f64 = figure.evaluate(
        "figure.step(1000);
        let longest = 0, before = performance.now();
        while (figure.readout.owed > 0) {
            for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
            const now = performance.now();
            longest = Math.max(longest, now - before);
            before = now;
        }
        return longest;",
        &[],
    );
    assert_eq!(figure.index(), 1000);
    // Generous: the machine that tests may be busy. Taken at once, the steps would last for seconds.
    assert!(longest < 700.0, "{longest} ms for five frames");
}
