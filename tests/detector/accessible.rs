//! axe-core finds nothing to object to.

use super::{alone, part};
use hillside_page_tests::{DetectorPart, Device, Key, Page, Scheme};
use serde_json::json;

#[track_caller]
fn no_violations(page: &Page, when: &str) {
    let violations = page.violations();
    assert!(violations.is_empty(), "{when}: {violations:#?}");
}

fn look(device: Device, scheme: Scheme) {
    let page = alone(device, r#"step="300""#);
    page.prefer(scheme);
    let figure = page.detector();
    no_violations(&page, "as it opens");
    for room in [
        DetectorPart::More,
        DetectorPart::BackwardRoom,
        DetectorPart::TableRoom,
        DetectorPart::SpectrumRoom,
        DetectorPart::FileRoom,
    ] {
        part(&figure, room).click();
    }
    part(&figure, DetectorPart::NextPhase).click();
    part(&figure, DetectorPart::Stage).focus();
    page.press(Key::Right);
    figure.set(&json!({ "rate": -1, "layers": "" }));
    page.frame();
    page.screenshot(&format!("detector-{device:?}-{scheme:?}"));
    no_violations(&page, "with errors, everything open");
    figure.set(&json!({ "start": "zero", "step": 50 }));
    no_violations(&page, "where it stalls");
}

#[test]
fn in_light() {
    look(Device::Desk, Scheme::Light);
}

#[test]
fn in_dark() {
    look(Device::Desk, Scheme::Dark);
}

#[test]
fn on_a_telephone() {
    look(Device::Phone, Scheme::Light);
    look(Device::Phone, Scheme::Dark);
}
