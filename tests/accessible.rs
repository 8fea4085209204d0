//! axe-core finds nothing to object to.

use hillside_page_tests::{Device, Page, Scheme};

fn no_violations(device: Device, scheme: Scheme) {
    let page = Page::open(device);
    page.prefer(scheme);
    page.screenshot(&format!("accessible-{device:?}-{scheme:?}"));
    let violations = page.violations();
    assert!(violations.is_empty(), "{violations:#?}");
}

#[test]
fn in_light() {
    no_violations(Device::Desk, Scheme::Light);
}

#[test]
fn in_dark() {
    no_violations(Device::Desk, Scheme::Dark);
}

#[test]
fn on_a_telephone() {
    no_violations(Device::Phone, Scheme::Light);
    no_violations(Device::Phone, Scheme::Dark);
}
