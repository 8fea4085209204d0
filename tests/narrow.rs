//! A telephone shows the page without scrolling sideways, with everything within a finger's reach.

use hillside_page_tests::{Device, Key, Page, Part, Pointer};

#[test]
fn nothing_is_wider_than_a_telephone() {
    let page = Page::open(Device::Phone);
    let figure = page.descent();
    let fits = |when: &str| assert_eq!(page.excess_width(), 0.0, "CSS pixels too wide {when}");
    fits("as it opens");
    for more in [Part::MoreFormulas, Part::MoreSettings] {
        figure.part(more).tap(Pointer::Touch);
    }
    fits("with everything open");
    for method in ["adam", "adamw", "rmsprop"] {
        figure.part(Part::Method).choose(method);
        fits(method);
    }
    figure.part(Part::Schedule).choose("cosine");
    fits("with a schedule");
    let long = "exp(x*y)*sin(x^2+y^2)/(1+x^4*y^4)+".repeat(6) + "x";
    figure.part(Part::Formula).paste(&long);
    assert!(!figure.part(Part::FormulaProblem).is_shown());
    fits("with a long formula");
    figure.part(Part::Formula).paste(&format!("{long}+{}", "abcdefgh".repeat(40)));
    assert!(figure.part(Part::FormulaProblem).is_shown());
    fits("with a long word that is not known");
    figure.part(Part::Formula).paste(&format!(r"\alpha x^2 + w_1y^2 + bx + \frac{{{long}}}{{1+x^2}}"));
    page.until("it is read", || figure.part(Part::Reading).is_shown());
    fits("with letters and a long reading");
    figure.part(Part::LetterNumber("alpha")).fill("-1.234567890123e-200");
    page.press(Key::Enter);
    fits("with a long number of a letter");
    figure.part(Part::LetterNumber("alpha")).fill(&"abcdefgh".repeat(40));
    page.press(Key::Enter);
    assert!(figure.part(Part::LettersProblem).is_shown());
    fits("with a letter that cannot be so");
    figure.call("reset", &[]);
    figure
        .set(&serde_json::json!({ "formula": "1e200*x^3", "start": [1.234_567_89, -1e-7], "rate": 1e-210 }));
    figure.call("step", &[3.into()]);
    fits("with long numbers");
    page.screenshot("narrow-all-open");
    page.assert_quiet();
}

#[test]
fn every_control_is_within_reach_of_a_finger() {
    let page = Page::open(Device::Phone);
    let figure = page.descent();
    figure.call("reset", &[]);
    figure.call("step", &[2.into()]);
    figure.part(Part::MoreSettings).tap(Pointer::Touch);
    for part in [
        Part::Formula,
        Part::Landscapes,
        Part::ZoomIn,
        Part::ZoomOut,
        Part::ZoomReset,
        Part::Reset,
        Part::Back,
        Part::Step,
        Part::Play,
        Part::Speed,
        Part::RandomStart,
        Part::Scrubber,
        Part::RateSlider,
        Part::Rate,
        Part::Method,
        Part::Schedule,
        Part::Noise,
        Part::Seed,
        Part::Levels,
        Part::Heights,
        Part::Scale,
        Part::Handle,
    ] {
        figure.part(part).show();
        let edges = figure.part(part).edges();
        assert!(edges.left >= 0.0 && edges.right <= 390.0, "{part:?} lies at {edges:?}");
        assert!(
            edges.width() >= 24.0 && edges.height() >= 24.0,
            "{part:?} is too small for a finger: {edges:?}"
        );
        // Nothing lies over it.
        let middle = edges.at(0.5, 0.5);
        let hit: bool = figure.evaluate(
            "const [x, y] = rest;
            const part = root.elementFromPoint(x, y);
            return part !== null && part.closest('input, select, button, .handle') !== null;",
            &[middle.x.into(), middle.y.into()],
        );
        assert!(hit, "something covers {part:?}");
    }
    let handle = figure.part(Part::Handle).edges();
    assert!(handle.width() >= 44.0 && handle.height() >= 44.0, "{handle:?}");
    for (part, want) in [(Part::Step, 3), (Part::Back, 2), (Part::Reset, 0)] {
        figure.part(part).tap(Pointer::Touch);
        assert_eq!(figure.index(), want, "{part:?}");
    }
    page.assert_quiet();
}

#[test]
fn a_finger_turns_and_plays_a_letter() {
    let page = Page::open(Device::Phone);
    for figure in [page.descent(), page.curvature()] {
        figure.show();
        figure.set(&serde_json::json!({ "formula": r"\alpha x^2 + \frac{w_1}{2} y^2" }));
        page.until("it is read", || figure.part(Part::Reading).is_shown());
        let reading = figure.part(Part::Reading).edges();
        let mut above = reading.bottom;
        for name in ["alpha", "w_1"] {
            let [slider, number, play] =
                [Part::Letter(name), Part::LetterNumber(name), Part::LetterPlay(name)]
                    .map(|part| figure.part(part).edges());
            for edges in [slider, number, play] {
                assert!(
                    edges.left >= 0.0 && edges.right <= 390.0 && edges.top >= above,
                    "{edges:?} under {above}"
                );
                assert!(edges.width() >= 44.0 && edges.height() >= 44.0, "too small for a finger: {edges:?}");
            }
            assert!(slider.width() > 120.0 && slider.right <= number.left && number.right <= play.left);
            above = slider.bottom;
        }
        assert!(figure.part(Part::Map).edges().top >= above);
        let slider = figure.part(Part::Letter("w_1"));
        slider.show();
        let edges = slider.edges();
        page.tap(Pointer::Touch, edges.at(0.75, 0.5));
        let value =
            || figure.part(Part::LetterNumber("w_1")).value().replace('−', "-").parse::<f64>().unwrap();
        assert!((2.0..3.0).contains(&value()), "w₁ = {}", value());
        figure.part(Part::LetterPlay("w_1")).tap(Pointer::Touch);
        page.until("it plays", || value() > 3.5);
        figure.part(Part::LetterPlay("w_1")).tap(Pointer::Touch);
    }
    page.assert_quiet();
}

#[test]
fn a_finger_that_misses_by_a_little_still_holds_the_start() {
    let page = Page::open(Device::Phone);
    let figure = page.descent();
    let middle = figure.part(Part::Handle).middle();
    let from = middle.by(14.0, -14.0);
    page.drag(Pointer::Touch, from, from.by(40.0, 25.0));
    let [x, y] = figure.start();
    let spot = figure.to_client(x, y);
    // It keeps its distance from the finger.
    assert!(
        (spot.x - middle.x - 40.0).abs() < 2.0 && (spot.y - middle.y - 25.0).abs() < 2.0,
        "{spot:?} from {middle:?}"
    );
}

#[test]
fn the_curvature_fits_a_telephone_and_a_finger() {
    let page = Page::open(Device::Phone);
    let figure = page.curvature();
    page.until("all is proved", || figure.readout()["proof"]["stage"] == "finished");
    let fits = |when: &str| assert_eq!(page.excess_width(), 0.0, "CSS pixels too wide {when}");
    fits("as it opens");
    for more in [Part::MoreFormulas, Part::MoreMatrix, Part::MoreDrawing] {
        figure.part(more).tap(Pointer::Touch);
    }
    fits("with everything open");
    figure.set(&serde_json::json!({ "formula": "1e200*x^3-1e-7*y^2*x", "point": [1.234_567_89, -1e-7] }));
    fits("with long numbers");
    figure.set(&serde_json::json!({ "formula": "(x^2+y-11)^2+(x+y^2-7)^2", "point": [1, 1] }));
    page.until("all is proved", || figure.part(Part::Found).text().starts_with("9 found, and"));
    for part in [
        Part::Formula,
        Part::Handle,
        Part::ZoomIn,
        Part::Previous,
        Part::Next,
        Part::Again,
        Part::PointRow(1),
        Part::Sort("value"),
        Part::Dial,
        Part::AlongSecond,
        Part::Order,
        Part::Levels,
        Part::Heights,
    ] {
        figure.part(part).show();
        let edges = figure.part(part).edges();
        assert!(edges.left >= 0.0 && edges.right <= 390.0, "{part:?} lies at {edges:?}");
        assert!(edges.width() >= 24.0 && edges.height() >= 24.0, "{part:?} is too small: {edges:?}");
    }
    figure.part(Part::PointRow(2)).tap(Pointer::Touch);
    assert!(figure.readout()["critical"].is_string());
    page.assert_quiet();
}
