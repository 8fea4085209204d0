//! A new formula begins a new walk, at a rate that suits it.

use hillside_page_tests::{Device, Key, Page, Part};

#[test]
fn typing_another_formula_begins_anew_and_overflows_nowhere() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    // Somebody has walked on gentle ground in long strides.
    figure.set(&serde_json::json!({ "formula": "x^2/50+y^2/40", "start": [1, 1], "rate": 10, "step": 7 }));
    figure.part(Part::Formula).fill("");
    for (typed, walks_on) in [("(900*x^4", true), ("+y^2", true), (")", false)] {
        page.type_text(typed);
        page.frame();
        assert_eq!(figure.index(), if walks_on { 7 } else { 0 }, "after {typed}");
    }
    // L on the box is the Hessian's 12 · 900 · 25.
    page.until("1/L is the rate", || figure.settings()["rate"] == 3.7e-6);
    page.press(Key::Tab);
    assert_eq!((figure.index(), figure.part(Part::Notice).text().as_str()), (0, ""));
    for _ in 0..3 {
        figure.part(Part::Step).click();
    }
    assert_eq!(figure.readout()["status"], "running");
    let (link, digits) = (page.link(), figure.digits());
    page.assert_quiet();
    let other = Page::open_at(Device::Desk, &format!("/{link}"));
    assert_eq!(other.descent().digits(), digits, "{link}");
}

#[test]
fn a_kink_keeps_no_rate_of_another_formula() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.set(&serde_json::json!({ "formula": "x^2/50+y^2/40", "start": [1, 1], "rate": 10 }));
    figure.part(Part::Formula).fill("abs(x)+100*y^2");
    page.until("a rate is suggested", || figure.settings()["rate"] == 0.005);
    page.assert_quiet();
}
