//! The dial reads the curvature in any direction; a link keeps all of it; a bad formula loses nothing.

use hillside_page_tests::{Device, Key, Page, Part, Pointer};
use serde_json::json;

#[test]
fn the_dial_is_turned_by_hand_and_by_keys() {
    let page = Page::open(Device::Desk);
    let figure = page.curvature();
    figure.part(Part::Example("horse")).click();
    page.frame();
    let dial = figure.part(Part::Dial);
    assert_eq!(figure.part(Part::Bend).text(), "0", "at 45 degrees a saddle does not bend");
    dial.show();
    let middle = dial.edges().at(0.5, 0.5);
    page.drag(Pointer::Mouse, middle.by(50.0, -50.0), middle.by(60.0, 1.0));
    // It snaps to the axis along which the ground bends up.
    assert_eq!((figure.settings()["angle"].clone(), figure.part(Part::Bend).text()), (json!(0), "2".into()));
    dial.focus();
    for _ in 0..5 {
        page.press(Key::Left);
    }
    assert_eq!(figure.settings()["angle"], json!(5));
    page.press_with(&[Key::Shift], Key::Right);
    assert_eq!(figure.settings()["angle"], json!(350));
    assert!(dial.attribute("aria-valuetext").unwrap().starts_with("350°, curvature 1.8"));
    figure.part(Part::AlongSecond).click();
    assert_eq!(figure.settings()["angle"], json!(0));
    page.assert_quiet();
}

#[test]
fn a_link_restores_every_digit() {
    let page = Page::open(Device::Desk);
    let figure = page.curvature();
    figure.part(Part::Formula).fill("x^4/4 − x^2·y + 2*y^2 + sin(3*x)");
    figure.part(Part::ZoomIn).click();
    let from = figure.part(Part::Handle).middle();
    page.drag(Pointer::Mouse, from, from.by(-37.0, 53.0));
    figure.part(Part::Dial).focus();
    page.press(Key::Up);
    figure.part(Part::Order).choose("5");
    figure.part(Part::SafeSteps).click();
    page.until("all is proved", || figure.readout()["proof"]["stage"] == "finished");
    figure.part(Part::Next).click();
    let (settings, readout) = (figure.settings(), figure.readout());
    let link = page.link();
    page.assert_quiet();

    let other = Page::open_at(Device::Desk, &format!("/{link}"));
    let again = other.curvature();
    assert_eq!(again.settings(), settings, "{link}");
    other.until("all is proved again", || again.readout()["proof"]["stage"] == "finished");
    let mut restored = again.readout();
    // How often the list was drawn is no number anybody sees.
    restored["proof"]["version"] = readout["proof"]["version"].clone();
    assert_eq!(restored, readout, "{link}");
    assert!(readout["selected"].is_number(), "the point stands on a critical point again");
    other.assert_quiet();
}

#[test]
fn a_bad_formula_is_explained_and_the_last_picture_kept() {
    let page = Page::open(Device::Desk);
    let figure = page.curvature();
    page.until("all is proved", || figure.readout()["proof"]["stage"] == "finished");
    let before = || {
        let pictures = [Part::Ground, Part::Signs, Part::Point].map(|part| figure.part(part).picture());
        (pictures, figure.readout(), figure.settings())
    };
    let kept = before();
    figure.part(Part::Formula).paste("log(x)+y");
    assert!(figure.part(Part::FormulaProblem).text().contains("ln"));
    assert_eq!(figure.part(Part::FormulaProblem).marked().as_deref(), Some("log"));
    assert_eq!(before(), kept);
    // An example mends it.
    figure.part(Part::Example("peaks")).click();
    page.frame();
    assert!(!figure.part(Part::FormulaProblem).is_shown());
    assert_eq!(figure.readout()["landscape"], "peaks");
    page.assert_quiet();
}
