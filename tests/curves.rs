//! A function of one variable, its polynomial at a point and the gap after a step, all under the hand.

use hillside_page_tests::{Device, Figure, Key, Page, Part, Pointer, Scheme};
use serde_json::json;

/// Somebody's page with a curve in it.
fn article(device: Device, attributes: &str) -> Page {
    Page::open_article(device, "hillside-curve", attributes)
}

fn curve(page: &Page) -> Figure<'_> {
    page.figure("hillside-curve", 0)
}

fn number(figure: &Figure<'_>, name: &str) -> f64 {
    figure.readout()[name].as_f64().unwrap_or(f64::NAN)
}

#[test]
fn the_gap_of_the_tangent_grows_under_the_hand() {
    let page = article(Device::Desk, r#"formula="exp(x)" point="0" step="0.1""#);
    let figure = curve(&page);
    assert!((number(&figure, "gap") - 0.005_170_918).abs() < 1e-8, "{}", figure.readout());
    let pictures = || ["curve", "error"].map(|layer| figure.part(Part::Layer(layer)).picture());
    let before = pictures();
    // The step lies above the point, so it is what a hand takes.
    let from = figure.part(Part::Hold(1)).middle();
    page.drag(Pointer::Mouse, from, from.by(120.0, 0.0));
    let settings = figure.settings();
    let step = settings["step"].as_f64().unwrap();
    assert!(step > 1.0 && settings["point"] == 0, "{settings}");
    let leaves: f64 = page.evaluate("return Math.exp(arguments[0]) - 1 - arguments[0];", &[json!(step)]);
    assert!((number(&figure, "gap") - leaves).abs() < 1e-12);
    assert!(pictures().iter().zip(&before).all(|(after, before)| after != before));
    // And the point by itself.
    let from = figure.part(Part::Hold(0)).middle();
    page.drag(Pointer::Mouse, from, from.by(-60.0, 0.0));
    assert!(figure.settings()["point"].as_f64().unwrap() < -0.5, "{}", figure.settings());
    assert_eq!(figure.settings()["step"].as_f64(), Some(step));
    page.assert_quiet();
}

#[test]
fn each_order_buys_a_power_and_the_slope_says_so() {
    let page = article(Device::Desk, r#"formula="sin(x)" point="0.4" step="1" order="0""#);
    let figure = curve(&page);
    figure.part(Part::Field("order")).focus();
    for order in 0..=4u32 {
        assert_eq!(figure.settings()["order"], order);
        let power = number(&figure, "power");
        assert!((power - f64::from(order + 1)).abs() < 0.05, "order {order}: {power}");
        page.press(Key::Right);
    }
    let series = figure.part(Part::Said("words.series")).text();
    assert!(series.contains("h⁵"), "{series}");
    let said = figure.part(Part::Said("sentence")).text();
    assert!(
        said.contains("the polynomial of order 5 says") && said.contains("one above the order"),
        "{said}"
    );
}

#[test]
fn keys_and_fingers_move_both_points() {
    let page = article(Device::Phone, r#"formula="x^2" point="1" step="1""#);
    let figure = curve(&page);
    for (which, setting) in [(0, "point"), (1, "step")] {
        let before = figure.settings()[setting].as_f64().unwrap();
        figure.part(Part::Hold(which)).focus();
        page.press(Key::Right);
        let once = figure.settings()[setting].as_f64().unwrap();
        page.press_with(&[Key::Shift], Key::Right);
        let more = figure.settings()[setting].as_f64().unwrap();
        assert!(
            before < once && (more - once) > 4.0 * (once - before),
            "{setting}: {before}, {once}, {more}"
        );
    }
    let before = figure.settings();
    let from = figure.part(Part::Hold(0)).middle();
    page.drag(Pointer::Touch, from, from.by(-40.0, 0.0));
    let after = figure.settings();
    assert!(after["point"].as_f64() < before["point"].as_f64() && after["step"] == before["step"], "{after}");
    assert!(page.excess_width() <= 0.0);
    page.screenshot("curve-Phone");
    page.assert_quiet();
}

#[test]
fn what_cannot_be_is_said_and_nothing_is_lost() {
    let page = article(Device::Desk, r#"formula="a*x^3" parameters="a=2" point="1" step="0.5""#);
    let figure = curve(&page);
    figure.part(Part::Formula).fill("(x^");
    page.until("it is said", || figure.part(Part::FormulaProblem).is_shown());
    for (name, text) in [("point", "here"), ("step", "1e308")] {
        figure.part(Part::Field(name)).fill(text);
        page.press(Key::Enter);
        page.until("it is said", || figure.part(Part::Wrong(name)).is_shown());
        assert_eq!(figure.part(Part::Field(name)).value(), text);
    }
    let settings = figure.settings();
    assert_eq!(
        (&settings["formula"], &settings["point"], &settings["step"]),
        (&json!("a*x^3"), &json!(1), &json!(0.5))
    );
    assert_eq!(number(&figure, "actual"), 6.75);
    // A letter is a slider here, too.
    figure.part(Part::Letter("a")).focus();
    page.press(Key::Home);
    assert_eq!(number(&figure, "actual"), -16.875);
    page.assert_quiet();
}

#[test]
fn a_curve_is_accessible_in_both_schemes_and_kept_as_seen() {
    for scheme in [Scheme::Light, Scheme::Dark] {
        let page = article(Device::Desk, r#"formula="sin(x)" point="0" step="2" order="3""#);
        page.prefer(scheme);
        page.frame();
        page.screenshot(&format!("curve-{scheme:?}"));
        let violations = page.violations();
        assert!(violations.is_empty(), "{violations:#?}");
        let kept: String = curve(&page).evaluate("return (await figure.picture('svg')).text();", &[]);
        assert!(
            kept.starts_with("<svg") && kept.contains("f(x) = sin(x)") && kept.contains(">x + h<"),
            "{kept}"
        );
        let png: u64 = curve(&page).evaluate("return (await figure.picture('png')).size;", &[]);
        assert!(png > 5000);
        page.assert_quiet();
    }
}
