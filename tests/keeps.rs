//! The map can be kept as a picture, and opened again.

use hillside_page_tests::{Device, Figure, Page, Part};
use serde_json::{Value, json};

/// What a picture that is saved as SVG holds once it is opened again.
fn reopened(figure: &Figure<'_>) -> Value {
    figure.evaluate(
        "const text = await (await figure.picture('svg')).text();
        const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
        const { width, height } = root.querySelector('#stage').getBoundingClientRect();
        const count = (selector) => picture.querySelectorAll(selector).length;
        return {
            broken: picture.querySelector('parsererror')?.textContent ?? null,
            title: picture.querySelector('title').textContent,
            description: picture.querySelector('desc').textContent,
            box: picture.documentElement.getAttribute('viewBox'),
            stage: `0 0 ${width} ${height}`,
            lines: count('path'), words: count('text'), discs: count('circle'),
            ground: picture.querySelector('image')?.getAttribute('href').slice(0, 22) ?? null,
            again: text === await (await figure.picture('svg')).text(),
        };",
        &[],
    )
}

#[test]
fn an_svg_opens_again() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    figure.set(&json!({ "formula": "x^2+10*y^2", "start": [1, 1], "rate": 0.02, "step": 5 }));
    let picture = reopened(&figure);
    assert_eq!(picture["broken"], Value::Null);
    assert_eq!(picture["title"], "f(x, y) = x^2+10*y^2");
    assert!(picture["description"].as_str().unwrap().starts_with("Step 5:"), "{}", picture["description"]);
    assert_eq!(picture["box"], picture["stage"]);
    assert_eq!(picture["ground"], "data:image/png;base64,");
    for what in ["lines", "words", "discs"] {
        assert!(picture[what].as_u64().unwrap() > 5, "{what}: {}", picture[what]);
    }
    assert_eq!(picture["again"], true, "the same picture twice is the same to the letter");
    page.assert_quiet();
}

#[test]
fn the_other_instruments_keep_their_pictures_too() {
    let page = Page::open(Device::Desk);
    let figure = page.curvature();
    page.until("all points are proved", || figure.readout()["proof"]["running"] == false);
    let picture = reopened(&figure);
    assert_eq!((&picture["broken"], &picture["again"]), (&Value::Null, &true.into()));
    assert_eq!(picture["ground"], "data:image/png;base64,");
    assert!(picture["title"].as_str().unwrap().starts_with("f(x, y) = "), "{picture}");
    assert!(picture["words"].as_u64().unwrap() > 5 && picture["lines"].as_u64().unwrap() > 20, "{picture}");

    let figure = page.detector();
    figure.call("pause", &[]);
    let picture = reopened(&figure);
    assert_eq!((&picture["broken"], &picture["again"]), (&Value::Null, &true.into()));
    assert_eq!(picture["title"], "A 9-4-1 network that looks for an X");
    assert!(picture["words"].as_u64().unwrap() > 10 && picture["lines"].as_u64().unwrap() > 40, "{picture}");
    page.assert_quiet();
}

#[test]
fn a_png_shows_the_map_twice_as_fine() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    let [width, height, wide, high, colours] = figure.evaluate::<[f64; 5]>(
        "const bitmap = await createImageBitmap(await figure.picture('png'));
        const { width, height } = root.querySelector('#stage').getBoundingClientRect();
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height), context = canvas.getContext('2d');
        context.drawImage(bitmap, 0, 0);
        const pixels = new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
        return [width, height, bitmap.width, bitmap.height, new Set(pixels).size];",
        &[],
    );
    assert_eq!([wide, high], [(2.0 * width).round(), (2.0 * height).round()]);
    assert!(colours > 1000.0, "{colours} colours are no landscape");
    page.assert_quiet();
}

#[test]
fn the_buttons_hand_out_files() {
    let page = Page::open(Device::Desk);
    let figure = page.descent();
    let () = page.evaluate(
        "globalThis.kept = [];
        HTMLAnchorElement.prototype.click = function () { kept.push(this.download); };
        return null;",
        &[],
    );
    figure.part(Part::Keep).click();
    for part in [Part::KeepSvg, Part::KeepPng] {
        figure.part(part).click();
    }
    page.until("both files are handed out", || {
        let mut kept: Vec<String> = page.evaluate("return kept;", &[]);
        kept.sort();
        kept == ["hillside-descent.png", "hillside-descent.svg"]
    });
    page.assert_quiet();
}
