//! A formula that cannot be read explains itself at its character, and nothing is lost.

use std::fs;

use hillside_page_tests::{Device, Figure, Key, Page, Part};
use serde::Deserialize;
use serde_json::Value;
use xtask::workspace;

/// What must stay while a formula is wrong: both pictures, the run, and every setting.
fn kept(figure: &Figure<'_>) -> (String, String, String, Value) {
    (
        figure.part(Part::Ground).picture(),
        figure.part(Part::Trail).picture(),
        figure.digits(),
        figure.settings(),
    )
}

#[test]
fn each_kind_explains_itself_and_loses_nothing() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.call("reset", &[]);
    let (formula, problem) = (figure.part(Part::Formula), figure.part(Part::FormulaProblem));
    formula.fill("x^2+x*y+3*y^2");
    for _ in 0..4 {
        figure.part(Part::Step).click();
    }
    let before = kept(&figure);
    assert!(!problem.is_shown());
    let deep = format!("{}x{}", "(".repeat(300), ")".repeat(300));
    for (text, mark, words) in [
        ("x+*y", "*", vec![]),
        ("x^2+(y", "(", vec!["bracket"]),
        ("x^2+hello", "hello", vec!["hello"]),
        ("log(x)", "log", vec!["ln", "log10"]),
        ("sin x y", "sin x y", vec!["sin"]),
        ("x^2+y^2 = 3", "=", vec![]),
        ("x + 2½y", "2½", vec![]),
        (deep.as_str(), "(", vec!["300", "deep", "nest"]),
    ] {
        formula.paste(text);
        assert!(problem.is_shown(), "{text}: nothing is said");
        let said = problem.text();
        let sentence = said.lines().find(|line| line.trim_end().ends_with(['.', '?', ':']));
        assert!(sentence.is_some(), "{text}: no sentence in {said:?}");
        assert!(
            words.is_empty() || words.iter().any(|word| said.to_lowercase().contains(word)),
            "{text}: {said}"
        );
        let marked = problem.marked().unwrap_or_default();
        assert!(
            marked.contains(mark) || mark.contains(&marked) && !marked.is_empty(),
            "{text}: marks {marked:?}"
        );
        assert_eq!(formula.attribute("aria-invalid").as_deref(), Some("true"));
        assert_eq!(formula.value(), text, "what was typed stays");
        assert_eq!(kept(&figure), before, "{text}: something was lost");
        // Its place is under the field.
        let (field, under) = (formula.edges(), problem.edges());
        assert!(under.top >= field.bottom && under.top < field.bottom + 120.0, "{under:?} under {field:?}");
    }
    formula.paste("x^2+x*y+3*y^2");
    assert!(!problem.is_shown());
    assert_eq!(formula.attribute("aria-invalid").as_deref(), Some("false"));
    assert_eq!(kept(&figure), before);
    page.assert_quiet();
}

#[test]
fn who_types_is_left_alone_until_the_hand_rests() {
    for device in [Device::Desk, Device::Phone] {
        let page = Page::open(device);
        let figure = page.descent();
        let (formula, problem) = (figure.part(Part::Formula), figure.part(Part::FormulaProblem));
        let map = figure.part(Part::Map).edges();
        let () = figure.evaluate(
            "globalThis.alerts = 0;
            const box = root.querySelector('#formula-problem');
            new MutationObserver(() => (alerts += !box.hidden)).observe(box, { attributes: true, childList: true });
            return null;",
            &[],
        );
        let () = figure.evaluate("root.querySelector('#formula').select(); return null;", &[]);
        for key in "sin(x)^2+y*y".chars() {
            page.type_text(&key.to_string());
            assert!(!problem.is_shown(), "{}: it is not typed to its end", formula.value());
        }
        assert_eq!(page.evaluate::<u32>("return alerts;", &[]), 0);
        assert_eq!(figure.settings()["formula"], "sin(x)^2+y*y");
        // When the hand rests, it is said once; it pushes nothing and covers nothing.
        page.type_text("+)");
        page.until("it is said", || problem.is_shown());
        let (field, said) = (formula.edges(), problem.edges());
        assert!(said.top >= field.bottom && said.bottom <= map.top, "{said:?} between {field:?} and {map:?}");
        assert!((figure.part(Part::Map).edges().top - map.top).abs() <= 1.0, "the map was moved");
        // The next key takes it away.
        page.type_text("1");
        assert!(!problem.is_shown());
        // Who leaves the field is told at once.
        page.press(Key::Tab);
        assert!(problem.is_shown());
        page.assert_quiet();
    }
}

#[test]
fn a_program_is_told_at_once() {
    let page = Page::open(Device::Desk);
    let settings: Vec<String> = page.descent().evaluate(
        "figure.settings = { formula: 'x+*y' }; return figure.problems.map((problem) => problem.setting);",
        &[],
    );
    assert_eq!(settings, ["formula"]);
    page.frame();
    assert!(page.descent().part(Part::FormulaProblem).is_shown());
}

#[test]
fn the_instruments_go_on_beside_a_wrong_formula() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.call("reset", &[]);
    figure.part(Part::Formula).fill("x^2+*");
    figure.part(Part::Step).click();
    assert_eq!(figure.index(), 1);
    assert!(figure.part(Part::FormulaProblem).is_shown());
    assert_eq!(figure.part(Part::Formula).value(), "x^2+*");
    page.assert_quiet();
}

#[test]
fn a_correction_is_one_click_away() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    let (formula, problem) = (figure.part(Part::Formula), figure.part(Part::FormulaProblem));
    for (wrong, first) in [("log(x)", "ln(x)"), ("sin x/2", "sin(x)/2"), ("(x+1", "(x+1)")] {
        formula.fill(wrong);
        let ground = figure.part(Part::Ground).picture();
        let offers = problem.offers();
        assert_eq!(offers.first().map(String::as_str), Some(first), "{wrong}: {offers:?}");
        problem.take_offer();
        assert!(!problem.is_shown());
        assert_eq!((formula.value().as_str(), formula.has_focus()), (first, true));
        assert_eq!(figure.settings()["formula"], first);
        assert_ne!(figure.part(Part::Ground).picture(), ground);
    }
    page.assert_quiet();
}

#[test]
fn numbers_that_make_no_sense_are_refused_beside_their_field() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    let rate = figure.part(Part::Rate).value();
    let (settings, digits) = (figure.settings(), figure.digits());
    let refused = |field: Part, text: &str, under: Part| {
        figure.part(field).fill(text);
        page.press(Key::Enter);
        let said = figure.part(under).text();
        assert!(figure.part(under).is_shown() && said.len() > 10, "{text} as {field:?}: {said:?}");
        assert_eq!(
            (figure.settings(), figure.digits()),
            (settings.clone(), digits.clone()),
            "{text} was taken"
        );
    };
    for text in ["-0.1", "0", "abc", "", "1e999"] {
        refused(Part::Rate, text, Part::RateProblem);
    }
    figure.part(Part::Rate).fill(&rate);
    page.press(Key::Enter);
    assert!(!figure.part(Part::RateProblem).is_shown());
    figure.part(Part::MoreSettings).click();
    for (field, text) in [(Part::Noise, "-1"), (Part::Seed, "1.5"), (Part::Levels, "many")] {
        refused(field, text, Part::SettingsProblem);
    }
    page.assert_quiet();
}

/// What became of a text in the field.
#[derive(Debug, Deserialize)]
struct Outcome {
    shown: bool,
    said: String,
    invalid: bool,
    sentence: String,
    changed: Vec<String>,
    milliseconds: f64,
}

/// Pastes a text into the field and tells what came of it; then the formula is as before.
const PASTE: &str = "
    const field = root.getElementById('formula'), problem = root.getElementById('formula-problem');
    const pixels = (id) => {
        const canvas = root.getElementById(id);
        return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    };
    const paste = async (text) => {
        field.value = text;
        field.dispatchEvent(new Event('input'));
        field.dispatchEvent(new Event('change'));
        await figure.ready;
    };
    const same = (a, b) => a.length === b.length && indexedDB.cmp(a, b) === 0;
    const text = field.value, outcomes = [];
    await new Promise((done) => setTimeout(done, 300));
    for (const input of rest[0]) {
        const before = { ground: pixels('ground'), trail: pixels('trail') };
        const numbers = JSON.stringify([figure.readout, figure.settings]);
        const start = performance.now();
        await paste(input);
        const milliseconds = performance.now() - start;
        const changed = Object.entries(before).filter(([id, old]) => !same(pixels(id), old)).map(([id]) => id);
        if (JSON.stringify([figure.readout, figure.settings]) !== numbers) changed.push('numbers');
        outcomes.push({
            shown: problem.checkVisibility(), said: problem.textContent, changed, milliseconds,
            invalid: field.getAttribute('aria-invalid') === 'true', sentence: figure.readout.sentence,
        });
        if (!problem.checkVisibility()) await paste(text);
    }
    return outcomes;";

#[test]
fn every_published_case_is_survived() {
    let file = workspace::root().join("crates/core/tests/golden/bad_input.json");
    let data: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let cases = data["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 174);
    let texts: Vec<String> = cases
        .iter()
        .map(|case| {
            let pieces = case["build"].as_array().into_iter().flatten();
            let built = pieces.map(|piece| {
                piece[0].as_str().unwrap().repeat(usize::try_from(piece[1].as_u64().unwrap()).unwrap())
            });
            case["input"].as_str().map_or_else(|| built.collect(), str::to_owned)
        })
        .collect();
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.part(Part::Formula).fill("x^2+x*y+3*y^2");
    for (cases, texts) in cases.chunks(30).zip(texts.chunks(30)) {
        let outcomes: Vec<Outcome> = figure.evaluate(PASTE, &[texts.into()]);
        for (case, outcome) in cases.iter().zip(outcomes) {
            let allowed = |kinds: &[&str]| {
                case["allow"].as_array().unwrap().iter().any(|kind| kinds.contains(&kind.as_str().unwrap()))
            };
            assert_eq!(outcome.shown, outcome.invalid, "{case}: {outcome:?}");
            // Far above what a busy machine needs, and far below a page that hangs.
            assert!(outcome.milliseconds < 10_000.0 && !outcome.sentence.is_empty(), "{case}: {outcome:?}");
            if outcome.shown {
                assert!(allowed(&["parse_error", "unknown_name", "too_deep"]), "{case}: {outcome:?}");
                assert!(outcome.said.len() > 10, "{case}: {outcome:?}");
                assert!(outcome.changed.is_empty(), "{case}: something was lost: {outcome:?}");
            } else {
                assert!(allowed(&["finite", "nan", "posinf", "neginf"]), "{case}: {outcome:?}");
            }
        }
    }
    page.assert_quiet();
}
