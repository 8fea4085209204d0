//! Play walks by itself, at a speed, until there is nothing left to do or nobody looks.

use std::thread;
use std::time::Duration;

use hillside_page_tests::{Device, Page, Part};
use serde_json::json;

fn wait(milliseconds: u64) {
    thread::sleep(Duration::from_millis(milliseconds));
}

#[test]
fn it_plays_and_pauses() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.part(Part::Reset).click();
    figure.part(Part::Speed).choose("30");
    let play = figure.part(Part::Play);
    assert_eq!((play.text().as_str(), play.attribute("aria-pressed").as_deref()), ("Play", Some("false")));
    play.click();
    page.until("ten steps", || figure.index() >= 10);
    assert_eq!((play.text().as_str(), play.attribute("aria-pressed").as_deref()), ("Pause", Some("true")));
    play.click();
    let (index, digits) = (figure.index(), figure.digits());
    wait(400);
    assert_eq!((figure.index(), figure.digits()), (index, digits.clone()), "it goes on while it pauses");
    assert_eq!(play.text(), "Play");
    // What was played is what would have been stepped.
    figure.call("reset", &[]);
    figure.call("step", &[index.into()]);
    assert_eq!(figure.digits(), digits);
    // A hand on the scrubber stops it.
    play.click();
    figure.part(Part::Scrubber).choose("3");
    wait(300);
    assert_eq!(figure.index(), 3);
    page.assert_quiet();
}

#[test]
fn it_keeps_the_speed() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.part(Part::Reset).click();
    figure.set(&json!({ "rate": 0.0001, "speed": 30 }));
    let (begin, end): (f64, f64) = figure.evaluate(
        "figure.play();
        const wait = (time) => new Promise((done) => setTimeout(done, time));
        await wait(500);
        const begin = figure.readout.index, time = performance.now();
        await wait(2000);
        return [begin, (figure.readout.index - begin) / (performance.now() - time) * 1000];",
        &[],
    );
    assert!(begin > 3.0 && (20.0..=36.0).contains(&end), "{end} steps a second, not 30");
}

#[test]
fn it_stops_where_there_is_nowhere_to_go() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    for (formula, rate, status, word) in
        [("x^2+y^2", 0.4, "converged", "Converged"), ("x^4+y^4", 1.0, "diverged", "Diverged")]
    {
        figure.part(Part::Reset).click();
        figure.part(Part::Formula).fill(formula);
        figure.set(&json!({ "start": [3, 2], "rate": rate, "speed": 120 }));
        figure.part(Part::Play).click();
        page.until("it stops by itself", || figure.part(Part::Play).text() == "Play");
        let readout = figure.readout();
        assert_eq!(readout["status"], status, "{formula}: {readout}");
        let said = figure.part(Part::Spoken).text();
        assert!(said.contains(word), "{formula}: {said}");
        assert!(figure.part(Part::Notice).text().len() > 20);
        let index = figure.index();
        wait(200);
        assert_eq!(figure.index(), index);
    }
    // Where a number no longer holds the position, there is no step to take.
    figure.set(&json!({ "formula": "x^4+y^4", "start": [2, 2], "rate": 1, "step": 50 }));
    assert!(figure.part(Part::Step).is_disabled() && figure.part(Part::Play).is_disabled());
    figure.part(Part::Back).click();
    assert!(!figure.part(Part::Step).is_disabled());
    page.assert_quiet();
}

#[test]
fn it_rests_while_nobody_sees_it() {
    let text = "<p>Much is said before and after the figure.</p>".repeat(150);
    let page = Page::open_foreign(
        Device::Desk,
        &format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>An article</title>
            <script type=module src=/hillside/hillside.js></script>
            <hillside-descent rate=0.0001 speed=30></hillside-descent>{text}</html>"
        ),
    );
    let figure = page.descent();
    figure.part(Part::Play).click();
    page.until("it plays", || figure.index() > 2);
    let scroll = |to: &str| {
        let () = page.evaluate(
            "scrollTo({ top: arguments[0] === 'end' ? 1e6 : 0, behavior: 'instant' });
            await new Promise((done) => setTimeout(done, 200)); return null;",
            &[to.into()],
        );
    };
    scroll("end");
    let index = figure.index();
    wait(1000);
    assert_eq!(figure.index(), index, "it walks off screen");
    scroll("top");
    page.until("it goes on", || figure.index() > index + 2);
    assert!(figure.index() < index + 30, "it makes up for its rest: {} after {index}", figure.index());
    page.assert_quiet();
}
