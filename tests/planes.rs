//! A map of the plane with its table of slopes: point, corner, rows and columns under the hand; layers; shapes.

use hillside_page_tests::{Device, Figure, Key, Page, Part, Pointer, Scheme};
use serde_json::json;

/// Somebody's page with a map of the plane in it.
fn article(device: Device, attributes: &str) -> Page {
    Page::open_article(device, "hillside-plane", attributes)
}

fn plane(page: &Page) -> Figure<'_> {
    page.figure("hillside-plane", 0)
}

fn sentence(figure: &Figure<'_>) -> String {
    figure.part(Part::Said("sentence")).text()
}

/// The numbers of a setting.
fn setting(figure: &Figure<'_>, name: &str) -> Vec<f64> {
    figure.settings()[name].as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

/// Presses a button of the table.
fn pick(page: &Page, figure: &Figure<'_>, text: &str) {
    let () = figure.evaluate(
        "const wanted = [...root.querySelectorAll('.slopes button')].find((button) => button.textContent === rest[0]);
        wanted.scrollIntoView({ block: 'nearest', behavior: 'instant' });
        wanted.click();
        return null;",
        &[json!(text)],
    );
    page.frame();
}

#[test]
fn point_and_corner_move_the_parallelogram() {
    let page = article(Device::Desk, r#"point="1,0.5" step="0.3,0""#);
    let figure = plane(&page);
    assert_eq!(figure.readout()["jacobian"], json!([[2, -1], [1, 2]]));
    assert!(sentence(&figure).contains("multiplies areas by 5."), "{}", sentence(&figure));
    let before = figure.part(Part::Layer("plane")).picture();
    // The corner lies above the point, so it is what a hand takes where both are.
    let from = figure.part(Part::Hold(1)).middle();
    page.drag(Pointer::Mouse, from, from.by(20.0, -30.0));
    let step = setting(&figure, "step");
    assert!(step[0] > 0.3 && step[1] > 0.1, "{step:?}");
    assert_eq!(setting(&figure, "point"), [1.0, 0.5]);
    let error = figure.readout()["error"].as_f64().unwrap();
    assert!((error - (step[0] * step[0] + step[1] * step[1])).abs() < 1e-12, "{error}");
    assert!(figure.part(Part::Layer("plane")).picture() != before);
    let from = figure.part(Part::Hold(0)).middle();
    page.drag(Pointer::Mouse, from, from.by(-120.0, 40.0));
    let point = setting(&figure, "point");
    assert!(point[0] < 0.5 && point[1] < 0.4, "{point:?}");
    assert_eq!(setting(&figure, "step"), step);
    let four = 4.0 * (point[0] * point[0] + point[1] * point[1]);
    assert!((figure.readout()["determinant"].as_f64().unwrap() - four).abs() < 1e-12);
    page.assert_quiet();
}

#[test]
fn rows_columns_and_entries_are_picked_in_the_table() {
    let page = article(Device::Desk, r#"formulas="x^2*y; sin(x*y)" point="0.7,-0.4""#);
    let figure = plane(&page);
    let picture = || figure.part(Part::Layer("plane")).picture();
    let plain = picture();
    pick(&page, &figure, "f₂");
    assert_eq!(figure.settings()["pick"], "row 2");
    assert!(sentence(&figure).contains("is how f₂ answers to x, y"), "{}", sentence(&figure));
    let row = picture();
    pick(&page, &figure, "x");
    assert!(sentence(&figure).contains("a small poke of x"), "{}", sentence(&figure));
    let column = picture();
    assert!(plain != row && row != column && plain != column);
    assert!(!figure.part(Part::Layer("slice")).is_shown());
    pick(&page, &figure, "0.49");
    assert_eq!(figure.settings()["pick"], "entry 1 2");
    assert!(figure.part(Part::Layer("slice")).is_shown());
    assert!((figure.readout()["quotient"].as_f64().unwrap() - 0.49).abs() < 1e-9);
    // Picked again, it is left; and a formula with another shape has another table.
    pick(&page, &figure, "0.49");
    assert_eq!(figure.settings()["pick"], "");
    assert!(!figure.part(Part::Layer("slice")).is_shown() && picture() == plain);
    figure.part(Part::Field("formulas")).fill("x^2*y; sin(x*y); exp(x-y)");
    page.press(Key::Enter);
    page.until("the table has three rows", || figure.readout()["shape"] == json!([3, 2]));
    page.frame();
    let rows: u32 = figure.evaluate("return root.querySelectorAll('.slopes tbody tr').length;", &[]);
    assert_eq!(rows, 3);
    page.assert_quiet();
}

#[test]
fn letters_are_a_matrix_to_be_turned() {
    let page = article(Device::Desk, r#"formulas="a*x+b*y; c*x+d*y""#);
    let figure = plane(&page);
    for (name, determinant, said) in [
        ("Turn", 1.0, "turns by 36.87°"),
        ("Mirror", -1.0, "turned over"),
        ("Shear", 1.0, "shears by 0.75"),
        ("Stretch", 0.75, "multiplies areas by 0.75"),
        ("Keep", 1.0, "leaves everything as it is"),
    ] {
        let () = figure.evaluate(
            "[...root.querySelectorAll('.makes button')].find((button) => button.textContent === rest[0]).click(); return null;",
            &[json!(name)],
        );
        page.frame();
        assert!((figure.readout()["determinant"].as_f64().unwrap() - determinant).abs() < 1e-15, "{name}");
        assert!(sentence(&figure).contains(said), "{name}: {}", sentence(&figure));
    }
    figure.part(Part::Letter("b")).focus();
    page.press(Key::End);
    assert!(sentence(&figure).contains("shears by 5"), "{}", sentence(&figure));
    page.assert_quiet();
}

#[test]
fn a_bend_between_the_layers_bends_the_line() {
    let page = article(Device::Desk, r#"layers="8""#);
    let figure = plane(&page);
    assert!(sentence(&figure).contains("a straight line of the line"), "{}", sentence(&figure));
    assert!(figure.readout()["line"]["apart"].as_f64().unwrap() < 1e-12);
    let before = figure.part(Part::Layer("plane")).picture();
    figure.part(Part::Field("bend")).choose("tanh");
    assert!(sentence(&figure).contains("make a curve of the line"), "{}", sentence(&figure));
    assert!(figure.part(Part::Layer("plane")).picture() != before);
    let from = figure.part(Part::Hold(1)).middle();
    page.drag(Pointer::Mouse, from, from.by(0.0, -40.0));
    assert!(setting(&figure, "step")[1] > 1.7);
    page.assert_quiet();
}

#[test]
fn keys_and_fingers_move_both_points() {
    let page = article(Device::Phone, "");
    let figure = plane(&page);
    for (which, name) in [(0, "point"), (1, "step")] {
        let before = setting(&figure, name);
        figure.part(Part::Hold(which)).focus();
        page.press(Key::Left);
        let once = setting(&figure, name);
        page.press_with(&[Key::Shift], Key::Left);
        let more = setting(&figure, name);
        assert!(once[0] < before[0] && once[0] - more[0] > 4.0 * (before[0] - once[0]), "{name}: {more:?}");
    }
    // Where the corner lies over the point, a hand takes the corner.
    figure.set(&json!({ "step": [0.6, 0] }));
    let before = figure.settings();
    let from = figure.part(Part::Hold(0)).middle();
    page.drag(Pointer::Touch, from, from.by(-40.0, 20.0));
    assert!(setting(&figure, "point")[0] < before["point"][0].as_f64().unwrap());
    assert_eq!(figure.settings()["step"], before["step"]);
    assert!(page.excess_width() <= 0.0);
    page.screenshot("plane-Phone");
    page.assert_quiet();
}

#[test]
fn what_cannot_be_is_said_and_nothing_is_lost() {
    let page = article(Device::Desk, "");
    let figure = plane(&page);
    let before = figure.settings();
    for (name, text) in [("formulas", "x; ("), ("point", "1"), ("step", "1e308,0"), ("slot", "1,2,3;4,5,6")] {
        figure.part(Part::Field(name)).fill(text);
        page.press(Key::Enter);
        page.until("it is said", || figure.part(Part::Wrong(name)).is_shown());
        assert_eq!(figure.part(Part::Field(name)).value(), text);
    }
    let said = figure.part(Part::Wrong("slot")).text();
    assert!(said.contains("it takes 3 numbers, and the function has 2 inputs"), "{said}");
    assert_eq!(figure.settings(), before);
    page.assert_quiet();
}

#[test]
fn a_plane_is_accessible_in_both_schemes_and_kept_as_seen() {
    for scheme in [Scheme::Light, Scheme::Dark] {
        let page =
            article(Device::Desk, r#"formulas="a*x+b*y; c*x+d*y" parameters="b=0.5" pick="entry 1 2""#);
        page.prefer(scheme);
        page.frame();
        page.screenshot(&format!("plane-{scheme:?}"));
        let figure = plane(&page);
        for (settings, when) in [
            (json!({}), "as it opens"),
            (json!({ "layers": 3, "bend": "tanh", "pick": "" }), "layers"),
            (json!({ "layers": 0, "inputs": "x,y,z", "formulas": "x*y; x+z; y^2*z" }), "a table"),
            (json!({ "show": "shapes", "sizes": "9,4,1" }), "shapes"),
        ] {
            figure.set(&settings);
            page.screenshot(&format!("plane-{scheme:?}-{}", when.replace(' ', "-")));
            let violations = page.violations();
            assert!(violations.is_empty(), "{when}: {violations:#?}");
        }
        let kept: String = figure.evaluate("return (await figure.picture('svg')).text();", &[]);
        assert!(kept.starts_with("<svg") && kept.contains("1×45") && kept.contains("4×9"), "{kept}");
        figure.set(&json!({ "show": "grid", "formulas": "x^2-y^2; 2*x*y", "inputs": "x,y" }));
        let kept: String = figure.evaluate("return (await figure.picture('svg')).text();", &[]);
        assert!(kept.contains("(x, y) ↦ (x^2-y^2, 2*x*y)") && kept.contains(">before: x, y<"), "{kept}");
        page.assert_quiet();
    }
}
