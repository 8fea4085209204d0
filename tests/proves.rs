//! All critical points of a typed function are found, proved, listed, and reached by keyboard.

use hillside_page_tests::{Device, Figure, Key, Page, Part};
use serde_json::json;

/// The cells of a row of the table, as a reader sees them.
fn row(figure: &Figure<'_>, number: usize) -> Vec<String> {
    figure.evaluate(
        "return [...root.querySelector(`#points tr:nth-child(${rest[0]})`).cells].map((cell) => cell.innerText.trim());",
        &[json!(number)],
    )
}

/// Which rows are marked as the one the point stands on.
fn marked(figure: &Figure<'_>) -> Vec<usize> {
    figure.evaluate(
        "return [...root.querySelectorAll('#points button')].flatMap((button, index) =>
            button.getAttribute('aria-pressed') === 'true' ? [index + 1] : []);",
        &[],
    )
}

#[test]
fn the_points_of_a_typed_function_are_found_and_selected_by_keyboard() {
    let page = Page::open(Device::Desk);
    let figure = page.curvature();
    // A saddle at 0, a minimum at (1, 1): the folium of Descartes.
    figure.part(Part::Formula).fill("x^3 + y^3 - 3*x*y");
    page.until("both points are found", || {
        figure.part(Part::Found).text() == "2 found, and there are no others in [−5, 5] × [−5, 5]: proved."
    });
    assert_eq!(row(&figure, 1), ["saddle", "0", "0", "0", "−3", "3", "✓ yes"]);
    assert_eq!(row(&figure, 2), ["minimum", "1", "1", "−1", "3", "9", "✓ yes"]);
    assert_eq!(marked(&figure), [0_usize; 0]);
    let point = figure.part(Part::Point).picture();
    page.tab_to(&figure.part(Part::PointRow(1)));
    page.press(Key::Down);
    assert!(figure.part(Part::PointRow(2)).has_focus());
    page.press(Key::Enter);
    let readout = figure.readout();
    assert_eq!((readout["x"].as_f64(), readout["y"].as_f64()), (Some(1.0), Some(1.0)));
    assert_eq!(readout["critical"], "minimum");
    assert_eq!(marked(&figure), [2]);
    assert_ne!(figure.part(Part::Point).picture(), point, "the sign is not ringed");
    assert!(figure.part(Part::PointRow(2)).has_focus(), "the focus is lost");
    let scrolled = page.scrolled();
    figure.call("back", &[1.into()]);
    assert_eq!((marked(&figure), page.scrolled()), (vec![1], scrolled), "the page jumps");
    figure.call("step", &[1.into()]);
    figure.part(Part::Next).click();
    assert_eq!(marked(&figure), [1]);
    figure.part(Part::Previous).click();
    assert_eq!(marked(&figure), [2]);
    page.assert_quiet();
}

#[test]
fn the_table_is_sorted_by_its_heads() {
    let page = Page::open(Device::Desk);
    let figure = page.curvature();
    page.until("nine points are found", || figure.part(Part::Found).text().starts_with("9 found, and"));
    let column = |number: usize| -> Vec<f64> {
        (1..=9).map(|at| row(&figure, at)[number].replace('−', "-").parse().unwrap()).collect()
    };
    assert!(column(1).is_sorted(), "by x at first");
    let value = figure.part(Part::Sort("value"));
    let order = || -> Option<String> {
        figure.evaluate("return root.querySelector('[data-column=value]').getAttribute('aria-sort');", &[])
    };
    assert_eq!(order().as_deref(), Some("none"));
    value.click();
    assert!(column(3).is_sorted());
    assert_eq!(order().as_deref(), Some("ascending"));
    value.focus();
    page.press(Key::Enter);
    assert!(column(3).is_sorted_by(|a, b| a >= b));
    assert_eq!(order().as_deref(), Some("descending"));
    assert_eq!(row(&figure, 1)[0], "maximum");
    // A click anywhere in a row selects it.
    let cell: hillside_page_tests::Spot = figure.evaluate(
        "const cell = root.querySelector('#points tr:nth-child(1)').cells[3];
        cell.scrollIntoView({ block: 'center', behavior: 'instant' });
        const box = cell.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };",
        &[],
    );
    page.tap(hillside_page_tests::Pointer::Mouse, cell);
    assert_eq!(marked(&figure), [1]);
    assert_eq!(figure.readout()["critical"], "maximum");
    page.assert_quiet();
}

#[test]
fn another_view_is_proved_anew_when_it_rests() {
    let page = Page::open(Device::Desk);
    let figure = page.curvature();
    page.until("nine points are found", || figure.part(Part::Found).text().starts_with("9 found, and"));
    for _ in 0..3 {
        figure.part(Part::ZoomIn).click();
    }
    page.until("fewer are in the box", || {
        let readout = figure.readout();
        readout["complete"] == true && readout["proof"]["count"].as_u64().unwrap() < 9
    });
    let bound = figure.readout()["lipschitz"]["upper"].as_f64().unwrap();
    figure.part(Part::ZoomReset).click();
    page.until("nine again", || figure.part(Part::Found).text().starts_with("9 found, and"));
    page.until("L is larger over more", || {
        figure.readout()["lipschitz"]["upper"].as_f64().is_some_and(|upper| upper > 1.5 * bound)
    });
    assert!(figure.part(Part::Bound).text().contains("proved for every step inside [−6, 6] × [−6, 6]"));
    page.assert_quiet();
}
