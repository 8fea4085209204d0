//! A function nobody prepared becomes a map, and so do the landscapes of the menu.

use hillside_page_tests::{Device, Page, Part};
use serde_json::json;

#[test]
fn a_typed_function_replaces_the_map() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.call("reset", &[]);
    figure.set(&json!({ "start": [-0.5, -1.5] }));
    let formula = figure.part(Part::Formula);
    let mut ground = figure.part(Part::Ground).picture();
    // Heights and slopes at (-1/2, -3/2), worked out to sixteen digits elsewhere.
    for (text, value, slope_x, slope_y) in [
        ("x^2 + 3*x*y + sin(y)", 1.502_505_013_395_945_6, -5.5, -1.429_262_798_332_297_1),
        ("exp(x)/(1+y^2)", 0.186_624_818_373_118, 0.186_624_818_373_118, 0.172_269_063_113_647_36),
        ("2x² − |y|·x", 1.25, -3.5, -0.5),
    ] {
        formula.fill(text);
        assert!(
            !figure.part(Part::FormulaProblem).is_shown(),
            "{}",
            figure.part(Part::FormulaProblem).text()
        );
        let readout = figure.readout();
        for (name, got, want) in [
            ("f", &readout["value"], value),
            ("∂f/∂x", &readout["gradient"][0], slope_x),
            ("∂f/∂y", &readout["gradient"][1], slope_y),
        ] {
            let got = got.as_f64().unwrap();
            assert!((got - want).abs() <= 1e-14 * want.abs().max(1.0), "{text}: {name} is {got}, not {want}");
        }
        let shown = figure.part(Part::Value).text();
        let read: f64 = shown.replace('−', "-").parse().unwrap();
        assert!((read - value).abs() < 1e-4, "{text}: shows {shown} for {value}");
        let picture = figure.part(Part::Ground).picture();
        assert_ne!(picture, ground, "{text}: the map is the old one");
        ground = picture;
        // The walk is the new function's too; it begins at a rate that suits it, until another is asked for.
        assert_eq!(figure.settings()["start"], json!([-0.5, -1.5]), "{text}");
        figure.set(&json!({ "rate": 0.01 }));
        figure.part(Part::Step).click();
        let after = figure.readout();
        let x = after["x"].as_f64().unwrap();
        assert!((x - (-0.5 - 0.01 * slope_x)).abs() <= 1e-14, "{text}: stepped to {x}");
        figure.part(Part::Reset).click();
    }
    page.assert_quiet();
}

#[test]
fn a_formula_grows_under_the_hand() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    let formula = figure.part(Part::Formula);
    formula.fill("x^2");
    let first = figure.part(Part::Ground).picture();
    page.type_text("+");
    assert_eq!(figure.part(Part::Ground).picture(), first, "half a formula is no reason to lose the map");
    assert_eq!(formula.value(), "x^2+");
    page.type_text("y^2");
    assert!(!figure.part(Part::FormulaProblem).is_shown());
    assert_eq!((formula.value(), formula.has_focus()), ("x^2+y^2".to_owned(), true));
    assert_ne!(figure.part(Part::Ground).picture(), first);
    page.assert_quiet();
}

#[test]
fn the_menu_has_landscapes_with_their_own_views() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    let names: Vec<String> = figure.evaluate(
        "return [...root.querySelector('#landscape').options].map((option) => option.value).filter(Boolean);",
        &[],
    );
    assert!(names.len() >= 15, "{names:?}");
    let mut pictures = vec![figure.part(Part::Ground).picture()];
    for name in &names {
        figure.part(Part::Landscapes).choose(name);
        let readout = figure.readout();
        assert_eq!(readout["landscape"], name.as_str());
        assert_eq!(figure.part(Part::Landscapes).value(), *name);
        assert_eq!(figure.part(Part::Formula).value(), figure.settings()["formula"].as_str().unwrap());
        assert!(readout["value"].is_number(), "{name} has no height at its start: {readout}");
        assert_ne!(readout["status"], "diverged", "{name}: {}", readout["sentence"]);
        let picture = figure.part(Part::Ground).picture();
        let himmelblau = figure.settings()["formula"] == "(x^2+y-11)^2+(x+y^2-7)^2";
        assert!(himmelblau || !pictures.contains(&picture), "{name} looks like another");
        pictures.push(picture);
    }
    page.assert_quiet();
}
