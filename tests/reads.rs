//! A formula is read as people write it, and whatever was read differently is shown as it was read.

use std::f64::consts::{LN_2, LOG10_2};

use hillside_page_tests::{Device, Figure, Key, Page, Part};
use serde_json::json;

/// The formula a reader is shown, without spaces, and whether it has a fraction, a power and a root.
fn reading(figure: &Figure<'_>) -> (String, [bool; 3]) {
    figure.evaluate(
        "const math = root.querySelector('#reading math');
        const has = ['mfrac', 'msup', 'msqrt'].map((name) => math.querySelector(name) !== null);
        return [math.textContent.replace(/[\\s\\u2061\\u2062]/g, ''), has];",
        &[],
    )
}

#[test]
fn each_notation_is_read_and_shown_as_mathematics() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.call("reset", &[]);
    figure.set(&json!({ "start": [0.5, -1.5] }));
    let (formula, shown) = (figure.part(Part::Formula), figure.part(Part::Reading));
    // Exponential and sine worked out elsewhere.
    let (x, y) = (0.5_f64, -1.5_f64);
    for (text, value, words, [fraction, power, root]) in [
        (r"\frac{x}{y}", x / y, "xy", [true, false, false]),
        (r"$\sqrt{x^2+1}\cdot y$", (x * x + 1.0).sqrt() * y, "x2+1y", [false, true, true]),
        ("np.exp(-x**2-y**2)", 0.082_084_998_623_898_8, "e−x2−y2", [false, true, false]),
        ("def f(x, y): return x**2+y**2", x * x + y * y, "x2+y2", [false, true, false]),
        ("f(x,y) = sin^2 x", 0.229_848_847_065_930_14, "(sin(x))2", [false, true, false]),
        ("x²", x * x, "x2", [false, true, false]),
        ("2xy", 2.0 * x * y, "2xy", [false, false, false]),
        ("2 × x² − ½y", 2.0 * x * x - y / 2.0, "2x2−12y", [true, true, false]),
    ] {
        formula.paste(text);
        let problem = figure.part(Part::FormulaProblem);
        assert!(!problem.is_shown(), "{text}: {}", problem.text());
        page.until("the reading is shown", || shown.is_shown() && !shown.text().is_empty());
        let mathematics = (words.to_owned(), [fraction, power, root]);
        page.until("it is of this formula", || reading(&figure) == mathematics);
        let got = figure.readout()["value"].as_f64().unwrap();
        assert!((got - value).abs() <= 1e-14 * value.abs().max(1.0), "{text}: f is {got}, not {value}");
        assert_eq!((formula.value().as_str(), figure.settings()["formula"].as_str()), (text, Some(text)));
        // It is told to those who hear the page.
        let told = formula.attribute("aria-describedby").unwrap();
        assert!(told.split(' ').any(|id| id == "reading"), "{told}");
    }
    // What is written as it is read needs no such line.
    formula.paste("x^2+2*x*y");
    page.until("there is nothing to show", || !shown.is_shown());
    assert_eq!(figure.readout()["value"], -1.25);
    page.assert_quiet();
}

#[test]
fn each_meaning_is_a_button() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    let (formula, problem) = (figure.part(Part::Formula), figure.part(Part::FormulaProblem));
    // Logarithms, angle and sine worked out elsewhere.
    let (x, y) = (2.0_f64, -3.0_f64);
    for (text, meanings) in [
        ("1/2x", &[1.0 / (2.0 * x), x / 2.0][..]),
        ("log(x)", &[LN_2, LOG10_2]),
        ("sin^-1(x/4)", &[0.523_598_775_598_298_8, 2.085_829_642_933_488]),
        ("x^2+y^2 = 1", &[x * x + y * y - 1.0]),
        ("3,5*x", &[3.5 * x]),
    ] {
        for (index, value) in meanings.iter().enumerate() {
            formula.paste(text);
            let offers = problem.offers();
            assert_eq!(offers.len(), meanings.len(), "{text}: {offers:?}");
            problem.take_offer_number(index);
            let offer = offers[index].as_str();
            assert!(!problem.is_shown(), "{offer}: {}", problem.text());
            assert_eq!((formula.value().as_str(), formula.has_focus()), (offer, true));
            assert_eq!(figure.settings()["formula"], offer);
            figure.set(&json!({ "start": [x, y] }));
            let got = figure.readout()["value"].as_f64().unwrap();
            assert!(
                (got - value).abs() <= 1e-14 * value.abs(),
                "{offer} for {text}: f is {got}, not {value}"
            );
        }
    }
    page.assert_quiet();
}

#[test]
fn the_curvature_reads_alike() {
    let page = Page::open(Device::Desk);
    let figure = page.curvature();
    figure.part(Part::Formula).paste(r"\frac{x^3}{3} - x + y²");
    page.until("the reading is shown", || figure.part(Part::Reading).is_shown());
    assert_eq!(reading(&figure), ("x33−x+y2".to_owned(), [true, true, false]));
    page.until("both points are proved", || {
        figure.part(Part::Found).text() == "2 found, and there are no others in [−5, 5] × [−5, 5]: proved."
    });
    page.assert_quiet();
}

#[test]
fn the_drawing_of_the_map_is_chosen_in_either_instrument() {
    let page = Page::open(Device::Desk);
    for (figure, more, problem) in [
        (page.descent(), Part::MoreSettings, Part::SettingsProblem),
        (page.curvature(), Part::MoreDrawing, Part::LevelsProblem),
    ] {
        figure.show();
        figure.part(more).click();
        let mut pictures = vec![figure.part(Part::Ground).picture()];
        for heights in ["linear", "compressed"] {
            figure.part(Part::Heights).choose(heights);
            assert_eq!(figure.settings()["heights"], heights);
            assert_eq!(figure.part(Part::Heights).value(), heights);
            pictures.push(figure.part(Part::Ground).picture());
        }
        assert_ne!(pictures[1], pictures[2]);
        figure.part(Part::Heights).choose("auto");
        assert_eq!(figure.part(Part::Ground).picture(), pictures[0]);
        assert!(pictures[1..].contains(&pictures[0]), "automatic is one of both");
        figure.part(Part::Levels).fill("3");
        page.press(Key::Enter);
        assert_eq!(figure.settings()["levels"], 3);
        assert!(!pictures.contains(&figure.part(Part::Ground).picture()));
        figure.part(Part::Levels).fill("many");
        page.press(Key::Enter);
        assert!(figure.part(problem).is_shown() && figure.part(problem).text().len() > 10);
        assert_eq!(
            (figure.part(Part::Levels).value().as_str(), &figure.settings()["levels"]),
            ("many", &json!(3))
        );
    }
    page.assert_quiet();
}

/// Somebody's page without a figure yet, in which what reads formulas comes only when it is let through.
fn slow() -> Page {
    let page = Page::open_foreign(
        Device::Desk,
        r#"<!doctype html><html lang="en"><meta charset="utf-8"><title>An article</title>
        <script type="module" src="/hillside/hillside.js"></script><h1>An article</h1></html>"#,
    );
    let () = page.evaluate(
        "const fetched = globalThis.fetch;
        const gate = new Promise((open, shut) => Object.assign(globalThis, { open, shut: () => shut(new TypeError('offline')) }));
        gate.catch(() => null);
        globalThis.fetch = async (address) => {
            if (globalThis.gated !== false && String(address).includes('split_reading')) await gate;
            return fetched(address);
        };
        await customElements.whenDefined('hillside-descent');
        document.body.append(document.createElement('hillside-descent'));
        return null;",
        &[],
    );
    page
}

#[test]
fn what_is_typed_last_counts_however_late_it_can_be_read() {
    let page = slow();
    let figure = page.descent();
    figure.set(&json!({ "start": [1, 1], "rate": 0.01 }));
    figure.part(Part::Formula).fill("sin x + y");
    assert!(figure.part(Part::FormulaProblem).text().contains("still being loaded"));
    assert_eq!(figure.part(Part::Formula).value(), "sin x + y", "it stays as typed");
    figure.part(Part::Formula).fill("x^2+3*y^2");
    assert!(!figure.part(Part::FormulaProblem).is_shown());
    let () = page.evaluate("open(); return null;", &[]);
    let () = figure.evaluate("await figure.ready; return null;", &[]);
    assert_eq!(figure.settings()["formula"], "x^2+3*y^2");
    // And what waits is taken once it can be.
    let page = slow();
    let figure = page.descent();
    let given = json!({ "formula": "sin x + 2y", "start": [0.5, -1], "rate": 0.125, "step": 3 });
    let () = figure.evaluate("figure.settings = rest[0]; return null;", &[given]);
    let () = page.evaluate("open(); return null;", &[]);
    let () = figure.evaluate("await figure.ready; return null;", &[]);
    let settings = figure.settings();
    assert_eq!(
        (&settings["formula"], &settings["step"], &settings["rate"]),
        (&json!("sin x + 2y"), &json!(3), &json!(0.125))
    );
    assert!(!figure.part(Part::FormulaProblem).is_shown());
    page.assert_quiet();
}

#[test]
fn what_could_not_be_loaded_is_said_and_asked_for_again() {
    let page = slow();
    let figure = page.descent();
    figure.part(Part::Formula).fill("sin x + y");
    let () = page.evaluate("shut(); return null;", &[]);
    page.until("it says so", || figure.part(Part::FormulaProblem).text().contains("could not be loaded"));
    let () = page.evaluate("globalThis.gated = false; return null;", &[]);
    figure.part(Part::Formula).fill("sin x + 2y");
    page.until("it is read", || figure.settings()["formula"] == "sin x + 2y");
    assert!(!figure.part(Part::FormulaProblem).is_shown());
}
