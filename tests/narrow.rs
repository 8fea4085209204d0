//! A telephone shows the page without scrolling sideways.

use hillside_page_tests::{Device, Page};

#[test]
fn nothing_is_wider_than_a_telephone() {
    let page = Page::open(Device::Phone);
    assert_eq!(page.excess_width(), 0.0, "CSS pixels too wide");
}
