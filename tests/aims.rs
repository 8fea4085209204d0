//! A link leads where it says, the focus goes along, and the place stays where it is.

use hillside_page_tests::{Device, Key, Page, Spot};

/// The part of the page with the figure lies at the top of the window, or as near to it as the page's end allows.
#[track_caller]
fn is_aimed_at(page: &Page, id: &str) {
    let [top, least] = page.top_of(id);
    assert!((top - least).abs() <= 1.5, "{id} lies at {top}, and not at {least}");
}

#[test]
fn a_link_of_the_header_leads_to_its_figure_before_it_is_there() {
    for device in [Device::Desk, Device::Phone] {
        for (link, id) in [("Detector", "detector"), ("Curvature", "curvature")] {
            let page = Page::open(device);
            page.follow(link);
            page.all_ready();
            is_aimed_at(&page, id);
            page.press(Key::Tab);
            assert_eq!(page.focused(), id, "{device:?}: the focus stayed behind");
            page.assert_quiet();
        }
    }
}

#[test]
fn a_link_leaves_the_address_and_the_settings_alone() {
    let page = Page::open(Device::Desk);
    page.descent().set(&serde_json::json!({ "start": [2, 1] }));
    let link = page.link();
    page.follow("Curvature");
    page.all_ready();
    assert_eq!((page.link(), page.descent().start()), (link, [2.0, 1.0]));
}

#[test]
fn the_first_link_skips_the_header() {
    let page = Page::open(Device::Desk);
    page.follow("Skip to the content");
    page.press(Key::Tab);
    assert_eq!(page.focused(), "descent");
    page.assert_quiet();
}

#[test]
fn a_link_with_settings_of_one_figure_opens_there() {
    for (address, id) in [("/#curvature.formula=x^2-y^2", "curvature"), ("/#detector.rate=0.5", "detector")] {
        let page = Page::open_at(Device::Desk, address);
        page.all_ready();
        is_aimed_at(&page, id);
        page.assert_quiet();
    }
    // The first of those it speaks of.
    let page = Page::open_at(Device::Desk, "/#curvature.formula=x^2-y^2&descent.rate=0.01");
    page.all_ready();
    assert_eq!(page.scrolled(), 0.0);
    let () = page.evaluate("location.hash = '#curvature.point=1,1'; return null;", &[]);
    page.all_ready();
    is_aimed_at(&page, "curvature");
}

#[test]
fn a_reader_who_scrolls_on_is_not_brought_back() {
    let page = Page::open_at(Device::Desk, "/#detector.rate=0.5");
    page.wheel(Spot { x: 40.0, y: 400.0 }, -900.0);
    page.all_ready();
    let [top, _] = page.top_of("detector");
    assert!(top > 500.0, "the detector was brought back to {top}");
}
