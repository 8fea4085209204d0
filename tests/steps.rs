//! Steps lead on and back over the same digits.

use hillside_page_tests::{Device, Figure, Key, Page, Part, Pointer};

/// What stands in the read-out, as it is written.
fn written(figure: &Figure<'_>) -> Vec<String> {
    let parts = [Part::X, Part::Y, Part::Value, Part::Norm, Part::SlopeX, Part::SlopeY, Part::Predicted];
    parts.into_iter().map(|part| figure.part(part).text()).collect()
}

#[test]
fn back_returns_the_same_digits() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.part(Part::Reset).click();
    assert!(figure.part(Part::Back).is_disabled() && figure.part(Part::Scrubber).is_disabled());
    let mut went = vec![(figure.digits(), written(&figure), figure.part(Part::Trail).picture())];
    for _ in 0..5 {
        let happens = figure.readout()["next"]["value"].clone();
        figure.part(Part::Step).click();
        assert_eq!(figure.readout()["value"], happens, "the step does what it said");
        went.push((figure.digits(), written(&figure), figure.part(Part::Trail).picture()));
    }
    assert_eq!(figure.index(), 5);
    assert_eq!(figure.part(Part::Place).text(), "step 5");
    for index in (0..5).rev() {
        figure.part(Part::Back).click();
        assert_eq!(figure.digits(), went[index].0);
        assert_eq!(written(&figure), went[index].1);
    }
    assert!(figure.part(Part::Back).is_disabled());
    // On again, over what was already walked.
    for step in &went[1..] {
        figure.part(Part::Step).click();
        assert_eq!((figure.digits(), written(&figure)), (step.0.clone(), step.1.clone()));
    }
    assert_eq!(figure.part(Part::Trail).picture(), went[5].2);
    page.assert_quiet();
}

#[test]
fn the_scrubber_looks_at_any_step() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.part(Part::Reset).click();
    let mut went = vec![figure.digits()];
    for _ in 0..6 {
        figure.part(Part::Step).click();
        went.push(figure.digits());
    }
    for index in [0, 4, 2, 6, 1] {
        figure.part(Part::Scrubber).choose(&index.to_string());
        assert_eq!(figure.digits(), went[index]);
        let place = figure.part(Part::Place).text();
        assert!(place == format!("step {index} of 6") || index == 6 && place == "step 6", "{place}");
    }
    // By hand: at its right end lies the last step.
    let slider = figure.part(Part::Scrubber).edges();
    page.tap(Pointer::Mouse, slider.at(0.99, 0.5));
    assert_eq!(figure.index(), 6);
    figure.part(Part::Reset).click();
    assert_eq!((figure.digits(), figure.part(Part::Place).text()), (went[0].clone(), "step 0".to_owned()));
    assert!(figure.part(Part::Scrubber).is_disabled());
    page.assert_quiet();
}

#[test]
fn a_random_start_follows_from_the_seed() {
    let starts = |seed: &str| {
        let page = Page::open(Device::Desk);
        let figure = page.descent();
        figure.part(Part::MoreSettings).click();
        figure.part(Part::Seed).fill(seed);
        page.press(Key::Enter);
        let starts: Vec<[f64; 2]> = (0..4)
            .map(|_| {
                figure.part(Part::RandomStart).click();
                let [x, y] = figure.start();
                let (spot, map) = (figure.to_client(x, y), figure.part(Part::Ground).edges());
                assert!(
                    map.left < spot.x && spot.x < map.right && map.top < spot.y && spot.y < map.bottom,
                    "{spot:?} is not on the map"
                );
                [x, y]
            })
            .collect();
        for start in &starts {
            assert_eq!(starts.iter().filter(|other| *other == start).count(), 1, "{starts:?}");
        }
        page.assert_quiet();
        starts
    };
    let seven = starts("7");
    assert_eq!(starts("7"), seven);
    assert_ne!(starts("8"), seven);
}

#[test]
fn the_promise_stands_beside_what_happens() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.part(Part::Reset).click();
    figure.part(Part::Formula).fill("x^2+10*y^2");
    figure.set(&serde_json::json!({ "start": [1, 1], "rate": 0.01 }));
    // f = 11, ∇f = (2, 20): 11 − 0.01·404 = 6.96, and at (0.98, 0.8) f = 0.9604 + 6.4.
    let readout = figure.readout();
    assert!((readout["predicted"].as_f64().unwrap() - 6.96).abs() < 1e-13);
    assert!((readout["next"]["value"].as_f64().unwrap() - 7.3604).abs() < 1e-13);
    assert_eq!(figure.part(Part::Predicted).text(), "6.96000");
    assert_eq!(figure.part(Part::Happened).text(), "7.36040");
    assert_eq!(figure.part(Part::Verdict).text(), "90.1 % of what was promised");
    let rule = figure.part(Part::Rule).text();
    for number in ["0.98", "0.8", "0.01", "20"] {
        assert!(rule.contains(number), "{number} in {rule}");
    }
    page.assert_quiet();
}
