//! A rate that is too large is told so, and no slider loses the run.

use hillside_page_tests::{Device, Figure, Key, Page, Part};
use serde_json::json;

fn type_in(page: &Page, figure: &Figure<'_>, field: Part, text: &str) {
    figure.part(field).fill(text);
    page.press(Key::Enter);
}

#[test]
fn steps_that_grow_are_named() {
    let page = Page::open_at(Device::Desk, "/#descent.start=1,1&descent.step=0");
    let figure = page.descent();
    figure.part(Part::Reset).click();
    type_in(&page, &figure, Part::Formula, "x^2+10*y^2");
    type_in(&page, &figure, Part::Rate, "0.11");
    for _ in 0..8 {
        figure.part(Part::Step).click();
    }
    // y is multiplied by 1 − 0.11·20 = −1.2 at each step.
    let y = figure.readout()["y"].as_f64().unwrap();
    assert!((y - 4.299_816_96).abs() < 1e-12, "{y}");
    let notice = figure.part(Part::Notice).text();
    assert!(notice.contains("f has risen") && notice.contains("rate is too large"), "{notice}");
    assert!(figure.part(Part::Spoken).text().contains("rate is too large"));
    assert!(figure.part(Part::Verdict).text().contains("rose by"), "{}", figure.part(Part::Verdict).text());
    figure.part(Part::Speed).choose("120");
    figure.part(Part::Play).click();
    page.until("it stops by itself", || figure.part(Part::Play).text() == "Play");
    let readout = figure.readout();
    assert_eq!(readout["status"], "diverged");
    assert!(figure.part(Part::Spoken).text().contains("Diverged"));
    page.assert_quiet();
}

#[test]
fn overflow_is_named() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.part(Part::Reset).click();
    type_in(&page, &figure, Part::Formula, "exp(x^2+y^2)");
    figure.set(&json!({ "start": [1, 1], "rate": 1 }));
    figure.call("step", &[50.into()]);
    let readout = figure.readout();
    assert_eq!((&readout["status"], &readout["goesOn"]), (&"diverged".into(), &false.into()), "{readout}");
    for part in [Part::Notice, Part::Spoken] {
        let said = figure.part(part).text();
        assert!(said.contains("overflowed") && said.contains("too large"), "{said}");
    }
    assert!(figure.part(Part::Step).is_disabled());
    assert!(figure.index() < 50);
    page.assert_quiet();
}

#[test]
fn the_rate_slider_keeps_the_run() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.part(Part::Reset).click();
    for _ in 0..7 {
        figure.part(Part::Step).click();
    }
    figure.part(Part::Back).click();
    let (home, rate) = (figure.digits(), figure.part(Part::Rate).value());
    for place in ["0.45", "0.2", "0.55"] {
        figure.part(Part::RateSlider).choose(place);
        let readout = figure.readout();
        assert_eq!((&readout["index"], &readout["length"]), (&6.into(), &7.into()), "at {place}");
        assert_ne!(figure.digits(), home);
        let rate = figure.settings()["rate"].as_f64().unwrap();
        assert_eq!(figure.part(Part::Rate).value().parse::<f64>().unwrap(), rate);
    }
    // Even through a rate at which the run is lost, and back.
    figure.part(Part::RateSlider).choose("1");
    assert_eq!(figure.readout()["status"], "diverged");
    type_in(&page, &figure, Part::Rate, &rate);
    assert_eq!(figure.digits(), home, "the run came back as it was");
    assert_eq!(figure.readout()["length"], 7);
    page.assert_quiet();
}
