//! Who hears the page is told what an act did: in one place of each figure, once a second at most.

use hillside_page_tests::{DetectorPart, Device, Figure, Key, Page, Part};

/// Writes down from here on what is said, when and where; gives how many places could speak.
#[track_caller]
fn listen(figure: &Figure<'_>) -> u32 {
    figure.evaluate(
        "const places = root.querySelectorAll('[role=status], [role=log], [aria-live], output');
        globalThis.spoken = [];
        for (const place of places) {
            const write = () => spoken.push([performance.now(), place.textContent]);
            new MutationObserver(write).observe(place, { childList: true, characterData: true, subtree: true });
        }
        return places.length;",
        &[],
    )
}

/// What was said since, and when, in milliseconds.
#[track_caller]
fn heard(page: &Page) -> Vec<(f64, String)> {
    page.evaluate("return spoken;", &[])
}

/// Waits for so many milliseconds, as somebody who listens.
#[track_caller]
fn wait(page: &Page, milliseconds: u32) {
    let () = page.evaluate(
        "await new Promise((done) => setTimeout(done, arguments[0])); return null;",
        &[milliseconds.into()],
    );
}

#[test]
fn each_figure_speaks_in_one_place() {
    let page = Page::open(Device::Desk);
    for figure in [page.descent(), page.curvature(), page.detector()] {
        assert_eq!(listen(&figure), 1, "{figure:?}");
    }
}

#[test]
fn what_plays_is_told_once_a_second() {
    let page = Page::open(Device::Desk);
    let (detector, descent) = (page.detector(), page.descent());
    detector.call("pause", &[]);
    for (figure, settings) in [
        (detector, serde_json::json!({ "speed": 150 })),
        (descent, serde_json::json!({ "formula": "x^2+y^2", "rate": 0.0001, "start": [1, 1], "speed": 30 })),
    ] {
        figure.show();
        figure.set(&settings);
        wait(&page, 1100);
        listen(&figure);
        figure.call("play", &[]);
        wait(&page, 3400);
        figure.call("pause", &[]);
        wait(&page, 1100);
        let heard = heard(&page);
        assert!((3..=5).contains(&heard.len()), "{heard:#?}");
        for pair in heard.windows(2) {
            assert!(pair[1].0 - pair[0].0 > 900.0, "sooner than a second: {pair:#?}");
        }
        // And the last word is true.
        assert_eq!(heard.last().unwrap().1, figure.readout()["sentence"].as_str().unwrap());
    }
    page.assert_quiet();
}

#[test]
fn an_arrow_tells_where_the_point_is() {
    let page = Page::open(Device::Desk);
    for (figure, first) in [(page.descent(), "Start point, x = "), (page.curvature(), "Point: x = ")] {
        figure.part(Part::Handle).show();
        wait(&page, 1500);
        listen(&figure);
        figure.part(Part::Handle).focus();
        page.press(Key::Right);
        wait(&page, 1500);
        let heard = heard(&page);
        assert_eq!(heard.len(), 1, "{heard:#?}");
        assert!(heard[0].1.starts_with(first), "{heard:?}");
        let [start] = [figure.part(Part::Handle).attribute("aria-label").unwrap()];
        let x = start.split_once("x = ").unwrap().1.split([',', '0']).next().unwrap().to_owned();
        assert!(heard[0].1.contains(&format!("x = {x}")), "{start} in {heard:?}");
        // The map tells what it shows.
        listen(&figure);
        page.type_text("+");
        wait(&page, 1500);
        let heard = self::heard(&page);
        assert!(heard.last().unwrap().1.starts_with("The map shows x from"), "{heard:#?}");
    }
    page.assert_quiet();
}

#[test]
fn the_truth_table_tells_the_pattern() {
    let page = Page::open(Device::Desk);
    let figure = page.detector();
    figure.call("pause", &[]);
    let part = |part| figure.part(Part::Detector(part));
    part(DetectorPart::TableRoom).click();
    part(DetectorPart::Table).focus();
    wait(&page, 1200);
    listen(&figure);
    page.press(Key::Right);
    wait(&page, 1200);
    let heard = heard(&page);
    assert_eq!((heard.len(), &heard[0].1), (1, &part(DetectorPart::TableSaid).text()), "{heard:#?}");
    page.assert_quiet();
}
