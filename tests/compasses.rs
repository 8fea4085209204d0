//! A slope as a machine that is asked on a dial, and as the arrow that stands for it.

use hillside_page_tests::{Device, Figure, Key, Page, Part, Pointer, Scheme};
use serde_json::json;

/// Somebody's page with a compass in it.
fn article(device: Device, attributes: &str) -> Page {
    Page::open_article(device, "hillside-compass", attributes)
}

fn compass(page: &Page) -> Figure<'_> {
    page.figure("hillside-compass", 0)
}

fn number(figure: &Figure<'_>, name: &str) -> f64 {
    figure.readout()[name].as_f64().unwrap_or(f64::NAN)
}

/// The button that says so.
fn press(figure: &Figure<'_>, word: &str) {
    let () = figure.evaluate(
        "[...root.querySelectorAll('button')].find((button) => button.textContent === rest[0]).click();
        await figure.ready;
        return null;",
        &[json!(word)],
    );
}

#[test]
fn untouched_the_machine_has_answered_and_a_hand_asks_on() {
    let page = article(Device::Desk, "");
    let figure = compass(&page);
    assert_eq!((number(&figure, "answer"), number(&figure, "actual")), (4.0, 6.0));
    let said = figure.part(Part::Said("sentence")).text();
    assert!(said.contains("is answered 4") && said.contains("14.036°"), "{said}");
    let picture = || figure.part(Part::Layer("dial")).picture();
    let before = picture();
    // From the east round to the north: the knob is outside the rim, as far above the middle as it was right of it.
    let middle = figure.part(Part::Map).middle();
    let knob = figure.part(Part::Hold(0)).middle();
    page.drag(Pointer::Mouse, knob, middle.by(0.0, middle.x - knob.x));
    assert_eq!(figure.settings()["angle"], 90);
    assert_eq!(number(&figure, "answer"), 1.0);
    assert_ne!(picture(), before);
    let after = figure.part(Part::Hold(0)).middle();
    assert!((after.x - middle.x).abs() < 1.0 && after.y < middle.y - 50.0, "{after:?} {middle:?}");
    page.assert_quiet();
}

#[test]
fn two_questions_fix_the_row() {
    let page = article(Device::Desk, r#"formula="(3*sqrt(2)-1.5)*x+1.5*y" point="0,0" angle="45""#);
    let figure = compass(&page);
    press(&figure, "Ask this way");
    let asked = figure.part(Part::Said("words.asked"));
    assert!(
        asked.text().contains("answer +3") && asked.text().contains("leaves the row open"),
        "{}",
        asked.text()
    );
    figure.part(Part::Field("angle")).fill("270");
    page.press(Key::Enter);
    press(&figure, "Ask this way");
    assert!(asked.text().contains("[ 2.74264 1.5 ]"), "{}", asked.text());
    assert_eq!(figure.settings()["asked"], json!([45, 270]));
    press(&figure, "Forget");
    assert!(asked.text().contains("Nothing has been asked"), "{}", asked.text());
    page.assert_quiet();
}

#[test]
fn along_across_and_against_have_three_cosines() {
    let page = article(Device::Desk, r#"show="radar,lines,cosine,slope""#);
    let figure = compass(&page);
    for (word, cosine) in [("Across", 0.0), ("Against", -1.0), ("Along", 1.0)] {
        press(&figure, word);
        assert!((number(&figure, "cosine") - cosine).abs() < 1e-14, "{word}: {}", figure.readout());
    }
    assert!((number(&figure, "answer") - 17f64.sqrt()).abs() < 1e-14);
    assert!(figure.part(Part::Layer("cosine")).is_shown() && figure.part(Part::Layer("slope")).is_shown());
    assert!(!figure.part(Part::Said("words.asked")).is_shown());
    // What is shown later is drawn at once, and what is hidden is gone.
    press(&figure, "cosine");
    assert!(!figure.part(Part::Layer("cosine")).is_shown());
    let shown = figure.part(Part::Layer("slope")).picture();
    press(&figure, "cosine");
    assert!(figure.part(Part::Layer("cosine")).is_shown());
    assert_ne!(figure.part(Part::Layer("cosine")).picture(), shown);
    page.assert_quiet();
}

#[test]
fn a_stretched_axis_turns_the_arrow_and_leaves_the_answers() {
    let page = article(Device::Desk, r#"formula="2x+4y" point="0,0" angle="30" show="machine,metric""#);
    let figure = compass(&page);
    let answer = number(&figure, "answer");
    figure.part(Part::Field("metric")).fill("1,4");
    page.press(Key::Enter);
    assert_eq!(figure.readout()["arrow"], json!([2, 1]));
    assert_eq!(number(&figure, "answer"), answer);
    // By hand: the lower end of the ring, half-way out, is drawn to the rim.
    figure.part(Part::Map).show();
    page.frame();
    let (middle, end) =
        (figure.part(Part::Map).edges().at(0.5, 0.5), figure.part(Part::Hold(2)).edges().at(0.5, 0.5));
    page.drag(Pointer::Mouse, end, end.by(0.0, end.y - middle.y));
    let metric = figure.settings()["metric"][1].as_f64().unwrap();
    assert!((metric - 1.0).abs() < 0.02, "{metric}");
    assert_eq!((number(&figure, "answer"), figure.settings()["angle"].as_f64()), (answer, Some(30.0)));
    // Without a metric on show there is nothing of it to hold.
    press(&figure, "metric");
    assert!(!figure.part(Part::Hold(2)).is_shown() && figure.part(Part::Hold(0)).is_shown());
    page.assert_quiet();
}

#[test]
fn keys_and_fingers_turn_the_knob() {
    let page = article(Device::Phone, r#"show="machine,radar,lines,ring" radius="0.1""#);
    let figure = compass(&page);
    figure.part(Part::Hold(0)).focus();
    for (shift, want) in [(false, 1), (true, 16)] {
        if shift {
            page.press_with(&[Key::Shift], Key::Up);
        } else {
            page.press(Key::Up);
        }
        assert_eq!(figure.settings()["angle"], want);
    }
    let [knob, middle] = [Part::Hold(0), Part::Map].map(|part| figure.part(part).middle());
    page.drag(Pointer::Touch, knob, middle.by(-120.0, 0.0));
    assert_eq!(figure.settings()["angle"], 180);
    assert!(number(&figure, "answer") < 0.0);
    let apart = figure.readout()["ring"]["apart"].as_f64().unwrap();
    assert!(apart < 2.0, "{apart}");
    page.type_text("+");
    assert!(number(&figure, "answer") > -0.4 && figure.settings()["radius"].as_f64().unwrap() < 0.1);
    assert!(page.excess_width() <= 0.0);
    page.screenshot("compass-Phone");
    page.assert_quiet();
}

#[test]
fn what_cannot_be_is_said_and_nothing_is_lost() {
    let page = article(Device::Desk, r#"formula="a*x*y" parameters="a=2" point="3,4""#);
    let figure = compass(&page);
    figure.part(Part::Formula).fill("(x*");
    page.until("it is said", || figure.part(Part::FormulaProblem).is_shown());
    for (name, text) in [("point", "here"), ("metric", "0,1"), ("radius", "-1"), ("angle", "1e308")] {
        figure.part(Part::Field(name)).fill(text);
        page.press(Key::Enter);
        page.until("it is said", || figure.part(Part::Wrong(name)).is_shown());
        assert_eq!(figure.part(Part::Field(name)).value(), text);
    }
    assert_eq!(figure.readout()["gradient"], json!([8, 6]));
    figure.part(Part::Letter("a")).focus();
    page.press(Key::Home);
    assert_eq!(figure.readout()["gradient"], json!([-20, -15]));
    page.assert_quiet();
}

#[test]
fn a_compass_is_accessible_in_both_schemes_and_kept_as_seen() {
    for scheme in [Scheme::Light, Scheme::Dark] {
        let everything = r#"angle="60" asked="120" show="machine,radar,lines,ring,metric,cosine,slope""#;
        let page = article(Device::Desk, everything);
        page.prefer(scheme);
        page.frame();
        page.screenshot(&format!("compass-{scheme:?}"));
        let violations = page.violations();
        assert!(violations.is_empty(), "{violations:#?}");
        let kept: String = compass(&page).evaluate("return (await figure.picture('svg')).text();", &[]);
        assert!(
            kept.starts_with("<svg") && kept.contains("f(x, y) = x^2*y") && kept.contains(">J·h = +2.866<"),
            "{kept}"
        );
        let png: u64 = compass(&page).evaluate("return (await figure.picture('png')).size;", &[]);
        assert!(png > 5000);
        page.assert_quiet();
    }
}
