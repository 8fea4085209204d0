//! axe-core finds nothing to object to.

use hillside_page_tests::{Device, Figure, Key, Page, Part, Scheme};
use serde_json::json;

#[track_caller]
fn no_violations(figure: &Figure<'_>, when: &str) {
    let violations = figure.violations();
    assert!(violations.is_empty(), "{when}: {violations:#?}");
}

/// A formula read otherwise than it is written, with letters, one of which cannot be so.
fn turn_letters(page: &Page, figure: &Figure<'_>) {
    figure.part(Part::Formula).paste(r"\alpha x^2 + \frac{w_1}{2} y^2");
    page.until("it is read", || figure.part(Part::Reading).is_shown());
    figure.part(Part::LetterNumber("w_1")).fill("wide");
    page.press(Key::Enter);
    assert!(figure.part(Part::LettersProblem).is_shown());
}

fn look(device: Device, scheme: Scheme) {
    let page = Page::open(device);
    page.prefer(scheme);
    let figure = page.descent();
    page.screenshot(&format!("accessible-{device:?}-{scheme:?}"));
    // The page as a whole, then the figure that changes in it.
    let violations = page.violations();
    assert!(violations.is_empty(), "as it opens: {violations:#?}");
    turn_letters(&page, &figure);
    page.screenshot(&format!("accessible-{device:?}-{scheme:?}-letters"));
    no_violations(&figure, "with letters");
    for more in [Part::MoreFormulas, Part::MoreSettings] {
        figure.part(more).click();
    }
    figure.part(Part::Method).choose("adamw");
    figure.part(Part::Schedule).choose("cosine");
    figure.part(Part::Formula).paste("log(x)+y");
    figure.set(&json!({ "rate": -1, "noise": -1 }));
    for part in [Part::FormulaProblem, Part::RateProblem, Part::SettingsProblem] {
        assert!(figure.part(part).is_shown(), "{part:?}");
    }
    page.screenshot(&format!("accessible-{device:?}-{scheme:?}-open"));
    no_violations(&figure, "with errors, everything open");
    figure.call("reset", &[]);
    figure.part(Part::Formula).paste("x^2+10*y^2");
    figure.set(
        &json!({ "rate": 10, "noise": 0, "method": "gradient", "schedule": "constant", "start": [1, 1] }),
    );
    figure.call("step", &[40.into()]);
    assert!(!figure.part(Part::Notice).text().is_empty());
    no_violations(&figure, "where the descent is lost");
    page.assert_quiet();
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

/// The curvature instrument with everything open, with an error, and where nothing is defined.
fn look_at_curvature(device: Device, scheme: Scheme) {
    let page = Page::open(device);
    page.prefer(scheme);
    let figure = page.curvature();
    page.until("all is proved", || figure.readout()["proof"]["stage"] == "finished");
    figure.call("step", &[1.into()]);
    for more in [Part::MoreFormulas, Part::MoreMatrix, Part::MoreDepth, Part::MoreDrawing] {
        figure.part(more).click();
    }
    page.screenshot(&format!("accessible-curvature-{device:?}-{scheme:?}"));
    no_violations(&figure, "the curvature with everything open");
    turn_letters(&page, &figure);
    figure.set(&json!({ "levels": "many" }));
    no_violations(&figure, "the curvature with letters");
    figure.part(Part::Example("mixed")).click();
    figure.part(Part::Formula).paste("log(x)+y");
    figure.set(&json!({ "order": 9 }));
    assert!(figure.part(Part::FormulaProblem).is_shown() && figure.part(Part::SettingsProblem).is_shown());
    no_violations(&figure, "the curvature with errors");
    figure.set(&json!({ "formula": "sin(9*x)*cos(9*y)+x*y", "view": [-40, 40, -40, 40], "order": 3 }));
    page.until("a proof goes on", || figure.part(Part::Cancel).is_shown());
    no_violations(&figure, "the curvature while it proves");
    page.assert_quiet();
}

#[test]
fn the_curvature_in_light() {
    look_at_curvature(Device::Desk, Scheme::Light);
}

#[test]
fn the_curvature_in_dark() {
    look_at_curvature(Device::Desk, Scheme::Dark);
}

#[test]
fn the_curvature_on_a_telephone() {
    look_at_curvature(Device::Phone, Scheme::Light);
}
