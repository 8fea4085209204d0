//! Formulas that feed each other: a knob is turned, a path is lit, a stream is closed, and the sum over all paths is seen.

use hillside_page_tests::{Device, Figure, Key, Page, Part, Pointer, Scheme};
use serde_json::json;

/// Somebody's page with formulas in it.
fn article(device: Device, attributes: &str) -> Page {
    Page::open_article(device, "hillside-paths", attributes)
}

fn paths(page: &Page) -> Figure<'_> {
    page.figure("hillside-paths", 0)
}

fn number(figure: &Figure<'_>, name: &str) -> f64 {
    figure.readout()[name].as_f64().unwrap_or(f64::NAN)
}

#[test]
fn two_paths_are_said_untouched_and_follow_a_knob() {
    let page = article(Device::Desk, "");
    let figure = paths(&page);
    let said = || figure.part(Part::Said("sentence")).text();
    assert!(said().contains("12·1 = 12 over x and 9·2 = 18 over y: together ∂z/∂u = 30"), "{}", said());
    let before = figure.part(Part::Layer("paths")).picture();
    // Up turns a knob further.
    let from = figure.part(Part::Hold(0)).middle();
    page.drag(Pointer::Mouse, from, from.by(0.0, -24.0));
    let settings = figure.settings();
    assert_eq!(settings["at"], "u=2,v=2");
    // (u+v)²uv has the slope 2(u+v)uv + (u+v)²v in u.
    assert_eq!((number(&figure, "total"), number(&figure, "direct")), (64.0, 64.0));
    assert!(figure.part(Part::Layer("paths")).picture() != before);
    // The other knob, and with it the other input is poked.
    figure.part(Part::Hold(1)).focus();
    page.press(Key::Right);
    assert_eq!((&figure.settings()["at"], &figure.settings()["input"]), (&json!("u=2,v=2.2"), &json!("v")));
    page.assert_quiet();
}

#[test]
fn a_path_is_lit_and_a_stream_closed_by_buttons_and_taps() {
    let page = article(Device::Desk, r#"show="streams""#);
    let figure = paths(&page);
    page.evaluate::<()>(
        "document.querySelector('hillside-paths').shadowRoot.querySelectorAll('.paths button')[1].focus();",
        &[],
    );
    page.press(Key::Enter);
    assert_eq!(figure.settings()["lit"], "u-y-z");
    let said = figure.part(Part::Said("sentence")).text();
    assert!(
        said.contains("how much z changes with y (9) times how much y changes with u (2) = 18"),
        "{said}"
    );
    page.press(Key::Enter);
    assert_eq!(figure.settings()["lit"], "");
    // The first gate of the upper stream, halfway from the source to x.
    let stage = figure.part(Part::Layer("paths")).edges();
    let gate = stage.at((104.0 + (stage.width() - 196.0) / 4.0) / stage.width(), 0.25);
    page.tap(Pointer::Mouse, gate);
    assert_eq!(figure.settings()["closed"], "u-x");
    assert_eq!((number(&figure, "total"), number(&figure, "direct")), (18.0, 30.0));
    assert!(
        figure.part(Part::Said("sentence")).text().contains("18 while u → x is closed, and 30 otherwise")
    );
    page.tap(Pointer::Mouse, gate);
    assert_eq!(number(&figure, "total"), 30.0);
    page.assert_quiet();
}

#[test]
fn fingers_and_keys_turn_knobs_and_draw_out_steps() {
    let page = article(Device::Phone, r#"formulas="y=sin(x); x=t^2" at="t=1" step="0.1" show="lines""#);
    let figure = paths(&page);
    let from = figure.part(Part::Hold(1)).middle();
    page.drag(Pointer::Touch, from, from.by(30.0, 0.0));
    let step = figure.settings()["step"].as_f64().unwrap();
    assert!(step > 0.12, "{step}");
    figure.part(Part::Hold(0)).focus();
    page.press(Key::Right);
    let once = figure.settings()["at"].clone();
    page.press_with(&[Key::Shift], Key::Right);
    assert_eq!((once, &figure.settings()["at"]), (json!("t=1.2"), &json!("t=2.2")));
    assert!(page.excess_width() <= 0.0);
    page.screenshot("paths-Phone");
    page.assert_quiet();
}

#[test]
fn what_cannot_be_is_said_and_nothing_is_lost() {
    let page = article(Device::Desk, r#"formulas="z = x*y; x = u+v; y = u" at="u=3,v=4""#);
    let figure = paths(&page);
    for (name, text) in [("formulas", "z = x; x = z"), ("step", "1e308")] {
        figure.part(Part::Field(name)).fill(text);
        page.press(Key::Enter);
        page.until("it is said", || figure.part(Part::Wrong(name)).is_shown());
        assert_eq!(figure.part(Part::Field(name)).value(), text);
    }
    assert!(figure.part(Part::Wrong("formulas")).text().contains("none of them can be worked out"));
    assert_eq!((number(&figure, "total"), &figure.settings()["step"]), (10.0, &json!(0.01)));
    // An input is a slider here, too.
    figure.part(Part::Letter("v")).focus();
    page.press(Key::Home);
    assert_eq!((&figure.settings()["at"], number(&figure, "total")), (&json!("u=3,v=-5"), 1.0));
    page.assert_quiet();
}

#[test]
fn a_network_has_as_many_paths_as_its_layers_multiply_to() {
    let page = article(Device::Desk, r#"formulas="9-4-3-1""#);
    let figure = paths(&page);
    assert_eq!(number(&figure, "pathCount"), 12.0);
    assert!((number(&figure, "total") - number(&figure, "direct")).abs() < 1e-12);
    page.screenshot("paths-network");
    page.assert_quiet();
}

#[test]
fn paths_are_accessible_in_both_schemes_and_kept_as_seen() {
    for (scheme, show) in [(Scheme::Light, "graph"), (Scheme::Dark, "rectangle")] {
        let formulas =
            if show == "graph" { "z = x^2*y; x = u+v; y = u*v" } else { "A = f*g; f = t^2; g = sin(t)" };
        let page = article(Device::Desk, &format!(r#"show="{show}" formulas="{formulas}" step="0.2""#));
        page.prefer(scheme);
        page.frame();
        page.screenshot(&format!("paths-{show}-{scheme:?}"));
        let violations = page.violations();
        assert!(violations.is_empty(), "{violations:#?}");
        let kept: String = paths(&page).evaluate("return (await figure.picture('svg')).text();", &[]);
        assert!(kept.starts_with("<svg") && kept.contains(formulas), "{kept}");
        let png: u64 = paths(&page).evaluate("return (await figure.picture('png')).size;", &[]);
        assert!(png > 3000);
        page.assert_quiet();
    }
}
