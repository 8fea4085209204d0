//! What is proved of a step stands beside its promise, and what came of either.

use hillside_page_tests::{Device, Figure, Page, Part};
use serde_json::{Value, json};

/// The standard surface: its gradient turns by at most L = 20.
fn ravine<'a>(page: &'a Page, rate: f64) -> Figure<'a> {
    let figure = page.descent();
    figure.set(&json!({ "formula": "x^2+10*y^2", "start": [1, 1], "rate": rate, "step": 0, "length": 0 }));
    page.until("a bound is proved over the view", || {
        figure.readout()["lipschitz"]["upper"].as_f64().is_some_and(|upper| (20.0..20.03).contains(&upper))
    });
    page.frame();
    figure
}

fn holds(figure: &Figure<'_>) -> [String; 3] {
    [Part::PromiseHolds, Part::DescentHolds, Part::BestHolds].map(|part| figure.part(part).text())
}

#[test]
fn a_step_at_one_over_l_keeps_every_bound_but_the_promise() {
    let page = Page::open(Device::Desk);
    let figure = ravine(&page, 0.05);
    assert_eq!(holds(&figure), ["kept to 50.4 %", "✓ true", "✓ true"]);
    assert!(
        figure.part(Part::Lipschitz).text().contains("proved"),
        "{}",
        figure.part(Part::Lipschitz).text()
    );
    let readout = figure.readout();
    let bound = readout["bound"].as_f64().unwrap();
    assert!((bound - 0.9).abs() < 0.02, "11 − 404/(2·20) = 0.9, not {bound}");
    assert!(readout["next"]["value"].as_f64().unwrap() <= bound);
    page.assert_quiet();
}

#[test]
fn beyond_two_over_l_nothing_is_claimed_and_nothing_called_false() {
    let page = Page::open(Device::Desk);
    let figure = ravine(&page, 0.11);
    let [promise, _, best] = holds(&figure);
    assert_eq!([promise.as_str(), best.as_str()], ["f rose", "only at α = 1/L"]);
    assert!(figure.part(Part::Lipschitz).text().ends_with("f may rise."));
}

#[test]
fn the_slider_is_marked_at_one_and_two_over_l() {
    let page = Page::open(Device::Desk);
    let figure = ravine(&page, 0.05);
    let slider = figure.part(Part::RateSlider).edges();
    let [one, two] = [Part::OneOverL, Part::TwoOverL].map(|part| {
        assert!(figure.part(part).is_shown());
        figure.part(part).edges()
    });
    // The rate is 1/L: the mark lies under the thumb, whose place is what it measures against.
    let place = figure.readout()["ratePlace"].as_f64().unwrap();
    let thumb = slider.left + 8.0 + place * (slider.width() - 16.0);
    assert!((one.right - thumb).abs() < 1.5, "the mark at {}, the thumb at {thumb}", one.right);
    assert!(two.left > one.right && two.left - one.right < 20.0);
}

/// However near the ends of the slider, the marks' labels run into nothing beside it.
#[test]
fn the_marks_keep_clear_of_what_is_beside_the_slider() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    for (formula, marked) in [("49000*x^2+y^2", "#one-over-l"), ("x^2/9+y^2/20", "#two-over-l")] {
        figure.set(&json!({ "formula": formula, "start": [1, 1], "rate": 0.01, "view": [-2, 2, -2, 2] }));
        page.until("its place is known", || {
            figure.evaluate("return !root.querySelector(rest[0]).hidden;", &[json!(marked)])
        });
        page.frame();
        let room: [f64; 2] = figure.evaluate(
            "const box = selector => root.querySelector(selector).getBoundingClientRect();
            const mark = box(rest[0]);
            return [mark.left - box('label[for=rate]').right, box('#rate').left - mark.right];",
            &[json!(marked)],
        );
        assert!(room.iter().all(|room| *room >= 3.0), "{formula}: {room:?}");
        // It is near the end, or this says nothing.
        assert!(room.iter().any(|room| *room < 20.0), "{formula}: {room:?}");
    }
}

#[test]
fn a_step_that_leaves_the_box_is_promised_nothing() {
    let page = Page::open(Device::Desk);
    let figure = ravine(&page, 0.05);
    figure.set(&json!({ "view": [0.95, 1.95, 0.5, 1.5] }));
    page.until("a bound is proved over the new box", || {
        figure.readout()["lipschitz"]["leaves"] == Value::Bool(true)
    });
    page.until("and says so", || figure.part(Part::Lipschitz).text().contains("leaves that box"));
}

#[test]
fn a_kink_proves_nothing_and_says_why() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.set(&json!({ "formula": "abs(x)+y^2" }));
    page.until("it says that there is no bound", || {
        figure.part(Part::Lipschitz).text().starts_with("No L is proved")
    });
    assert_eq!(figure.part(Part::BestHolds).text(), "");
    assert!(!figure.part(Part::OneOverL).is_shown());
    page.assert_quiet();
}
