//! Each letter of a formula has a slider, a number and a button, and everything follows it.

use std::thread;
use std::time::Duration;

use hillside_page_tests::{Device, Figure, Key, Page, Part, Pointer};
use serde_json::json;

/// The value of a letter, as the page tells programs.
fn letter(figure: &Figure<'_>, name: &str) -> f64 {
    figure.evaluate(
        "return figure.readout.letters.find((letter) => letter.name === rest[0]).value;",
        &[json!(name)],
    )
}

/// Slides a letter by the mouse to a share of its slider.
fn slide(page: &Page, figure: &Figure<'_>, name: &'static str, to: f64) {
    let slider = figure.part(Part::Letter(name));
    let from: f64 = slider.value().parse().unwrap();
    let [low, high] = ["min", "max"].map(|end| slider.attribute(end).unwrap().parse::<f64>().unwrap());
    let edges = slider.edges();
    // The thumb stays inside its track.
    let share = (from - low) / (high - low);
    let thumb = edges.at(share, 0.5).by(16.0 * (0.5 - share), 0.0);
    page.drag(Pointer::Mouse, thumb, edges.at(to, 0.5));
}

#[test]
fn a_slider_turns_the_ground() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.call("reset", &[]);
    figure.part(Part::Formula).fill("a*x^2+b*y^2");
    figure.set(&json!({ "start": [1, 2], "rate": 0.01 }));
    let ground = figure.part(Part::Ground).picture();
    assert_eq!(figure.readout()["value"], 5.0);
    figure.call("step", &[json!(3)]);
    let trail = figure.part(Part::Trail).picture();
    slide(&page, &figure, "a", 0.9);
    let a = letter(&figure, "a");
    assert!((3.5..4.5).contains(&a), "a = {a}");
    assert_eq!(letter(&figure, "b"), 1.0);
    // The walk takes as many steps on the new ground.
    assert_eq!((figure.index(), figure.settings()["rate"].as_f64()), (3, Some(0.01)));
    assert_ne!(figure.part(Part::Trail).picture(), trail, "the trail is the old one");
    let x = figure.readout()["x"].as_f64().unwrap();
    let shrinks = 1.0 - 0.02 * a;
    assert!((x - shrinks * shrinks * shrinks).abs() < 1e-12, "x = {x}");
    figure.call("back", &[json!(3)]);
    let readout = figure.readout();
    assert!((readout["value"].as_f64().unwrap() - (a + 4.0)).abs() < 1e-12, "{readout}");
    assert!((readout["gradient"][0].as_f64().unwrap() - 2.0 * a).abs() < 1e-12, "{readout}");
    assert_eq!(figure.part(Part::LetterNumber("a")).value(), a.to_string());
    assert_ne!(figure.part(Part::Ground).picture(), ground, "the map is the old one");
    // What is proved of the view follows: L is twice the larger of both.
    let proved = |want: f64| {
        page.until("L follows", || {
            figure.readout()["lipschitz"]["upper"]
                .as_f64()
                .is_some_and(|bound| (bound / want - 1.0).abs() < 0.01)
        });
    };
    proved(2.0 * a);
    // By keys: a thousandth, and a tenth.
    figure.part(Part::Letter("b")).focus();
    page.press(Key::Right);
    assert_eq!(letter(&figure, "b"), 1.01);
    page.press(Key::PageDown);
    assert_eq!(letter(&figure, "b"), 0.01);
    page.press(Key::Home);
    assert_eq!(letter(&figure, "b"), -5.0);
    page.press(Key::End);
    assert_eq!(letter(&figure, "b"), 5.0);
    let heard = figure.part(Part::Letter("b")).attribute("aria-valuetext");
    assert_eq!(heard.as_deref(), Some("b = 5"));
    proved(10.0);
    page.assert_quiet();
}

#[test]
fn a_number_may_be_typed_and_the_slider_reaches_it() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.call("reset", &[]);
    figure.part(Part::Formula).fill("αx² + w_1*y²");
    figure.set(&json!({ "start": [1, 2], "rate": 0.001 }));
    let (number, slider) = (figure.part(Part::LetterNumber("alpha")), figure.part(Part::Letter("alpha")));
    let labels: Vec<String> = figure
        .evaluate("return [...root.querySelectorAll('.letter label')].map((one) => one.innerText);", &[]);
    assert_eq!(labels, ["α", "w₁"]);
    assert_eq!(
        (slider.attribute("min").as_deref(), slider.attribute("max").as_deref()),
        (Some("-5"), Some("5"))
    );
    for (text, value, reach) in
        [("3", 3.0, "5"), ("120", 120.0, "500"), ("-1/4", -0.25, "0.5"), ("2.5e3", 2500.0, "5000")]
    {
        number.fill(text);
        page.press(Key::Enter);
        assert!(!figure.part(Part::LettersProblem).is_shown(), "{text}");
        assert_eq!((letter(&figure, "alpha"), slider.attribute("max").unwrap().as_str()), (value, reach));
        assert_eq!(figure.readout()["value"], value + 4.0, "{text}");
    }
    page.press(Key::Tab);
    assert_eq!(number.value(), "2500", "when it is left, it is written as it was taken");
    page.assert_quiet();
}

#[test]
fn nonsense_is_refused_beside_its_field() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.call("reset", &[]);
    figure.part(Part::Formula).fill("a*x^2+y^2");
    figure.set(&json!({ "parameters": "a=3", "start": [1, 2] }));
    let (number, problem) = (figure.part(Part::LetterNumber("a")), figure.part(Part::LettersProblem));
    let before = (figure.part(Part::Ground).picture(), figure.part(Part::Trail).picture(), figure.digits());
    let tops = (number.edges().top, figure.part(Part::Map).edges().top);
    for text in ["abc", "", "1e999", "2;3", "1/0"] {
        number.fill(text);
        if text.is_empty() {
            page.press(Key::Backspace);
        }
        page.press(Key::Enter);
        page.press(Key::Tab);
        let said = problem.text();
        assert!(problem.is_shown() && said.len() > 10 && said.trim_end().ends_with('.'), "{text}: {said:?}");
        assert_eq!(number.attribute("aria-invalid").as_deref(), Some("true"), "{text}");
        assert_eq!(number.value(), text, "what was typed stays");
        assert_eq!(letter(&figure, "a"), 3.0);
        // Its place is between the formula and the letters, where room is kept: nothing moves.
        let (formula, said) = (figure.part(Part::Formula).edges(), problem.edges());
        let (field, map) = (number.edges(), figure.part(Part::Map).edges());
        assert!(said.top >= formula.bottom && said.bottom <= field.top, "{said:?} above {field:?}");
        assert!((field.top, map.top) == tops, "{text}: the field or the map has moved");
        let now = (figure.part(Part::Ground).picture(), figure.part(Part::Trail).picture(), figure.digits());
        assert_eq!(now, before, "{text}: something was lost");
    }
    // A hand on the slider has the last word.
    figure.part(Part::Letter("a")).focus();
    page.press(Key::Right);
    assert!(!problem.is_shown());
    assert_eq!(number.value(), "3.01");
    assert_eq!(number.attribute("aria-invalid").as_deref(), Some("false"));
    page.assert_quiet();
}

#[test]
fn a_letter_plays_and_pauses() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.call("reset", &[]);
    figure.part(Part::Formula).fill("a*x^2+b*y^2");
    figure.set(&json!({ "start": [1, 2], "rate": 0.001 }));
    let (play, other) = (figure.part(Part::LetterPlay("a")), figure.part(Part::LetterPlay("b")));
    let says = |pressed: &str, label: &str| {
        assert_eq!(play.attribute("aria-pressed").as_deref(), Some(pressed));
        assert_eq!(play.attribute("aria-label").as_deref(), Some(label));
    };
    says("false", "Play a");
    // By keyboard alone.
    page.tab_to(&play);
    page.press(Key::Enter);
    page.until("it goes up", || letter(&figure, "a") > 1.5);
    says("true", "Pause a");
    page.until("and down again", || letter(&figure, "a") < 0.0);
    assert_eq!(letter(&figure, "b"), 1.0);
    assert!(play.has_focus());
    page.press(Key::Enter);
    let rested = letter(&figure, "a");
    thread::sleep(Duration::from_millis(300));
    assert_eq!(letter(&figure, "a"), rested, "it goes on while it pauses");
    says("false", "Play a");
    // One at a time, and a hand on the slider stops it.
    play.click();
    other.click();
    page.until("the other goes", || letter(&figure, "b") > 1.2);
    says("false", "Play a");
    figure.part(Part::Letter("b")).choose("2");
    thread::sleep(Duration::from_millis(300));
    assert_eq!(letter(&figure, "b"), 2.0);
    assert_eq!(other.attribute("aria-pressed").as_deref(), Some("false"));
    page.assert_quiet();
}

#[test]
fn a_link_restores_the_letters() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.call("reset", &[]);
    figure.part(Part::Formula).fill(r"\alpha x^2 + w_1y^2");
    slide(&page, &figure, "alpha", 0.83);
    figure.part(Part::LetterNumber("w_1")).fill("1/3");
    page.press(Key::Enter);
    figure.call("step", &[json!(3)]);
    let (settings, digits) = (figure.settings(), figure.digits());
    let ground = figure.part(Part::Ground).picture();
    let link = page.link();
    page.assert_quiet();

    let other = Page::open_at(Device::Desk, &format!("/{link}"));
    let again = other.descent();
    assert_eq!(again.settings(), settings, "{link}");
    assert_eq!(again.digits(), digits, "{link}");
    assert_eq!(again.index(), 3);
    assert_eq!(letter(&again, "w_1"), 1.0 / 3.0);
    assert_eq!(again.part(Part::Ground).picture(), ground);
    other.assert_quiet();
}

#[test]
fn letters_are_an_attribute_and_a_setting() {
    let page = Page::open_foreign(
        Device::Desk,
        r#"<!doctype html><html lang="en"><meta charset="utf-8"><title>An article</title>
        <script type="module" src="/hillside/hillside.js"></script>
        <hillside-descent parameters="a=2,b=0.5" formula="a*x^2+b*y^2" start="1,2" rate="0.01"></hillside-descent>
        <hillside-curvature formula="a*x^2+b*y^2" parameters="a=2,b=0.5" point="1,2"></hillside-curvature></html>"#,
    );
    for figure in [page.descent(), page.curvature()] {
        figure.show();
        page.ready();
        assert_eq!((figure.readout()["value"].as_f64(), letter(&figure, "b")), (Some(4.0), 0.5));
        figure.set(&json!({ "parameters": { "a": 3 } }));
        assert_eq!((figure.readout()["value"].as_f64(), letter(&figure, "b")), (Some(5.0), 0.5));
        let attribute: String = figure.evaluate("return figure.getAttribute('parameters');", &[]);
        assert_eq!(attribute, "a=3,b=0.5");
        assert_eq!(figure.settings()["parameters"], "a=3,b=0.5");
        let () = figure
            .evaluate("figure.setAttribute('parameters', 'b=7'); await figure.ready; return null;", &[]);
        assert_eq!(figure.readout()["value"].as_f64(), Some(31.0));
        figure.part(Part::Letter("a")).focus();
        page.press(Key::End);
        let attribute: String = figure.evaluate("return figure.getAttribute('parameters');", &[]);
        assert_eq!(attribute, "a=5,b=7");
    }
    page.assert_quiet();
}

#[test]
fn critical_points_follow_a_letter() {
    let page = Page::open(Device::Desk);
    let figure = page.curvature();
    // A saddle at (-√a, 0) and a minimum at (√a, 0), which meet at a = 0 and are gone below.
    figure.part(Part::Formula).fill("x^3-3*a*x+y^2");
    let found = |sentence: &str| page.until(sentence, || figure.part(Part::Found).text() == sentence);
    let kinds = || -> Vec<String> {
        figure.evaluate(
            "return [...root.querySelectorAll('#points .word')].map((one) => one.textContent);",
            &[],
        )
    };
    found("2 found, and there are no others in [−5, 5] × [−5, 5]: proved.");
    assert_eq!(kinds(), ["saddle", "minimum"]);
    slide(&page, &figure, "a", 0.9);
    let a = letter(&figure, "a");
    assert!(a > 3.0, "a = {a}");
    page.until("the points have moved", || {
        let readout = figure.readout();
        readout["complete"] == true
            && readout["points"][1]["x"].as_f64().is_some_and(|x| (x - a.sqrt()).abs() < 1e-9)
    });
    assert_eq!(kinds(), ["saddle", "minimum"]);
    figure.part(Part::LetterNumber("a")).fill("0");
    page.press(Key::Enter);
    // Both have met: x^3+y^2 goes up and down there, as the third order tells.
    page.until("one is left", || figure.readout()["complete"] == true && kinds() == ["saddle"]);
    found("1 found, and there are no others in [−5, 5] × [−5, 5]: proved.");
    // So near to each other, they cannot be told apart; so nothing is claimed of them.
    figure.part(Part::LetterNumber("a")).fill("1e-10");
    page.press(Key::Enter);
    page.until("it is not decided", || {
        let readout = figure.readout();
        readout["proof"]["stage"] == "finished"
            && readout["proof"]["stale"] == false
            && kinds() == ["degenerate"]
    });
    assert_eq!(figure.readout()["complete"], false);
    figure.part(Part::LetterNumber("a")).fill("-0.5");
    page.press(Key::Enter);
    found("There is none in [−5, 5] × [−5, 5]: proved.");
    assert_eq!(kinds(), [""; 0]);
    page.assert_quiet();
}

#[test]
fn a_landscape_brings_its_letters() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.part(Part::Landscapes).choose("rosenbrock");
    assert_eq!(figure.part(Part::Formula).value(), "(a-x)^2+b*(y-x^2)^2");
    assert_eq!((letter(&figure, "a"), letter(&figure, "b")), (1.0, 100.0));
    assert_eq!(figure.part(Part::LetterNumber("b")).value(), "100");
    figure.part(Part::LetterNumber("b")).fill("10");
    page.press(Key::Enter);
    assert_eq!(figure.readout()["landscape"], "rosenbrock");
    // Chosen again, it is as the literature has it.
    figure.part(Part::Landscapes).choose("himmelblau");
    assert!(!figure.part(Part::Letter("a")).is_shown());
    figure.part(Part::Landscapes).choose("rosenbrock");
    assert_eq!((letter(&figure, "a"), letter(&figure, "b")), (1.0, 100.0));
    page.assert_quiet();
}
