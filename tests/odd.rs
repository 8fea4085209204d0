//! Functions with holes, poles, plains and cliffs are drawn and walked sensibly, or say why not.

use hillside_page_tests::{Device, Page, Part};
use serde_json::json;

/// Something is drawn, a sentence is there, and the controls still answer.
#[track_caller]
fn alive(page: &Page, formula: &str) {
    let figure = page.descent();
    let readout = figure.readout();
    assert!(!readout["sentence"].as_str().unwrap().is_empty(), "{formula}");
    assert_eq!(figure.part(Part::Spoken).text(), readout["sentence"].as_str().unwrap(), "{formula}");
    for part in [Part::X, Part::Y, Part::Value] {
        assert!(!figure.part(part).text().is_empty(), "{formula}: no {part:?}");
    }
    let painted: bool = figure.evaluate(
        "await figure.ready;
        const canvas = root.querySelector('#ground');
        return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value !== 0);",
        &[],
    );
    assert!(painted, "{formula}: nothing is drawn");
    page.assert_quiet();
}

#[test]
fn each_is_told_as_it_is() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.call("reset", &[]);
    // Where it starts, at which rate, what becomes of 20 steps, and a word of why.
    for (formula, start, rate, status, why) in [
        ("ln(x)", [-1.0, 1.0], 0.01, "diverged", "undefined"),
        ("ln(x)", [2.0, 1.0], 0.01, "running", ""),
        ("ln(x)", [0.5, 1.0], 0.5, "diverged", "undefined"),
        ("sqrt(x-1)", [0.0, 0.0], 0.01, "diverged", "undefined"),
        ("sqrt(x-1)", [3.0, 0.0], 0.01, "running", ""),
        ("sqrt(x-1)", [1.0, 0.0], 0.01, "diverged", "slope"),
        ("1/x", [1.0, 0.0], 0.01, "running", ""),
        ("1/x", [0.0, 0.0], 0.01, "diverged", "at (0, 0)"),
        ("5", [1.0, 1.0], 0.1, "converged", "slope is zero"),
        ("x^2", [1.0, 1.0], 0.1, "running", ""),
        ("exp(exp(x))", [7.0, 0.0], 0.01, "diverged", "overflow"),
        ("exp(exp(x))", [0.0, 0.0], 0.01, "running", ""),
        ("abs(x)+abs(y)", [0.5, 0.25], 0.01, "running", ""),
        ("0/0", [1.0, 1.0], 0.1, "diverged", "no value"),
        ("x^y", [-1.0, 0.5], 0.1, "diverged", "undefined"),
        ("1e300*x^2", [1.0, 1.0], 0.1, "diverged", "overflow"),
        ("1e-300*x^2", [1.0, 1.0], 0.1, "running", "too small"),
    ] {
        figure.call("reset", &[]);
        figure.part(Part::Formula).paste(formula);
        figure.set(&json!({ "start": start, "rate": rate, "view": "auto" }));
        alive(&page, formula);
        figure.call("step", &[20.into()]);
        alive(&page, formula);
        let readout = figure.readout();
        assert_eq!(readout["status"], status, "{formula} from {start:?}: {}", readout["sentence"]);
        let notice = figure.part(Part::Notice).text();
        assert!(notice.contains(why), "{formula} from {start:?}: {notice}");
        if status == "running" && why.is_empty() {
            assert_eq!(readout["index"], 20);
            let fell = readout["value"].as_f64().unwrap();
            figure.call("back", &[20.into()]);
            assert!(
                fell < figure.readout()["value"].as_f64().unwrap(),
                "{formula} from {start:?} does not descend"
            );
        }
    }
}

#[test]
fn a_function_without_ground_in_view_says_so() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    for formula in ["sqrt(-1-x^2)", "0/0", "ln(-1-y^2)"] {
        figure.part(Part::Formula).paste(formula);
        let notice = figure.part(Part::Notice).text();
        assert!(notice.contains("no value anywhere in view"), "{formula}: {notice:?}");
        alive(&page, formula);
    }
}

#[test]
fn one_variable_walks_straight() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.call("reset", &[]);
    figure.part(Part::Formula).paste("x^2");
    figure.set(&json!({ "start": [1, 1], "rate": 0.25 }));
    figure.call("step", &[3.into()]);
    let readout = figure.readout();
    assert_eq!((readout["x"].as_f64(), readout["y"].as_f64()), (Some(0.125), Some(1.0)));
    page.assert_quiet();
}
