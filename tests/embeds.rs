//! One tag puts the figure into anybody's page.

use hillside_page_tests::{Device, Page, Part, Pointer};
use serde_json::{Value, json};

/// Somebody's page with these elements in it.
fn article(elements: &str) -> Page {
    Page::open_foreign(
        Device::Desk,
        &format!(
            r#"<!doctype html><html lang="en"><meta charset="utf-8"><title>An article</title>
            <script type="module" src="/hillside/hillside.js"></script>
            <h1>An article</h1>{elements}<p>And so on.</p></html>"#
        ),
    )
}

const TAG: &str =
    r#"<hillside-descent formula="x^2+10*y^2" start="1,1" rate="0.05" method="gradient"></hillside-descent>"#;

#[test]
fn attributes_are_settings_both_ways() {
    let page = article(TAG);
    let figure = page.descent();
    let settings = figure.settings();
    assert_eq!(settings["formula"], "x^2+10*y^2");
    assert_eq!((&settings["start"], &settings["rate"]), (&json!([1, 1]), &json!(0.05)));
    assert_eq!(settings["method"], "gradient");
    let readout = figure.readout();
    for (name, want) in [("index", json!(0)), ("x", json!(1)), ("y", json!(1)), ("value", json!(11))] {
        assert_eq!(readout[name].as_f64(), want.as_f64(), "{name}: {readout}");
    }
    assert_eq!((&readout["gradient"], &readout["status"]), (&json!([2, 20]), &json!("running")));

    // From the attribute to the instrument.
    let () = figure.evaluate("figure.setAttribute('rate', '0.01'); await figure.ready; return null;", &[]);
    assert_eq!(figure.settings()["rate"], 0.01);
    assert_eq!(figure.part(Part::Rate).value(), "0.01");
    // From the hand to the attribute.
    let attribute = |name: &str| -> Option<String> {
        figure.evaluate("return figure.getAttribute(rest[0]);", &[json!(name)])
    };
    let from = figure.part(Part::Handle).middle();
    page.drag(Pointer::Mouse, from, from.by(50.0, -40.0));
    let [x, y] = figure.start();
    assert_eq!(attribute("start"), Some(format!("{x},{y}")));
    figure.part(Part::Method).choose("adam");
    assert_eq!(attribute("method").as_deref(), Some("adam"));
    figure.part(Part::Step).click();
    assert_eq!(attribute("step").as_deref(), Some("1"));
    // From `.settings` to both; what is not given stays.
    let () = figure.evaluate(
        "figure.settings = { formula: 'x^2+y^2', beta1: 0.5 }; await figure.ready; return null;",
        &[],
    );
    assert_eq!(attribute("formula").as_deref(), Some("x^2+y^2"));
    assert_eq!(attribute("beta1").as_deref(), Some("0.5"));
    assert_eq!((figure.start(), &figure.settings()["method"]), ([x, y], &json!("adam")));
    page.assert_quiet();
}

#[test]
fn the_order_of_attributes_does_not_matter() {
    let page = article(
        r#"<hillside-descent step="3" momentum="0.5" method="momentum" start="1,1" formula="x^2+10*y^2" rate="0.01"></hillside-descent>
        <hillside-descent method="momentum" momentum="0.5" formula="x^2+10*y^2" start="1,1" rate="0.01" step="3"></hillside-descent>"#,
    );
    let (first, second) = (page.figure("hillside-descent", 0), page.figure("hillside-descent", 1));
    assert_eq!(second.settings()["momentum"], 0.5);
    assert_eq!(first.settings(), second.settings());
    assert_eq!(first.digits(), second.digits());
}

#[test]
fn methods_do_what_the_buttons_do() {
    let page = article(TAG);
    let figure = page.descent();
    figure.call("step", &[json!(3)]);
    // y is multiplied by 1 − 0.05·20 = 0 and x by 0.9.
    let readout = figure.readout();
    assert_eq!((&readout["index"], readout["y"].as_f64()), (&json!(3), Some(0.0)));
    assert!((readout["x"].as_f64().unwrap() - 0.729).abs() < 1e-15);
    figure.call("back", &[json!(2)]);
    assert_eq!(figure.index(), 1);
    figure.call("step", &[]);
    figure.call("step", &[]);
    figure.call("back", &[]);
    assert_eq!(figure.index(), 2);
    figure.call("reset", &[]);
    assert_eq!((figure.index(), &figure.readout()["length"]), (0, &json!(0)));
    figure.call("play", &[]);
    page.until("it plays", || figure.index() >= 2);
    figure.call("pause", &[]);
    let index = figure.index();
    page.frame();
    assert_eq!((figure.index(), figure.part(Part::Play).text()), (index, "Play".to_owned()));
    for odd in [json!(-1), json!(0), json!("x"), json!(1e300), json!(2.7), Value::Null] {
        figure.call("back", std::slice::from_ref(&odd));
    }
    assert!(figure.index() <= index);
    page.assert_quiet();
}

#[test]
fn the_start_is_where_to_client_says() {
    let page = article(TAG);
    let figure = page.descent();
    for (x, y) in [(1.0, 1.0), (-2.0, 0.5)] {
        let spot = figure.to_client(x, y);
        page.tap(Pointer::Mouse, spot);
        let [u, v] = figure.start();
        assert!((u - x).abs() < 0.02 && (v - y).abs() < 0.02, "({u}, {v}) at {spot:?}, not ({x}, {y})");
    }
}

#[test]
fn change_tells_of_every_change() {
    let page = article(TAG);
    let figure = page.descent();
    let () = figure.evaluate(
        "globalThis.told = []; figure.addEventListener('change', () => told.push(figure.readout.index)); return null;",
        &[],
    );
    let told = || -> Vec<u64> { page.evaluate("return told.splice(0);", &[]) };
    figure.part(Part::Step).click();
    assert_eq!(told().last(), Some(&1));
    figure.part(Part::RateSlider).choose("0.4");
    assert!(!told().is_empty());
    let from = figure.part(Part::Handle).middle();
    page.drag(Pointer::Mouse, from, from.by(30.0, 30.0));
    assert!(told().len() >= 2, "it follows a drag");
    let () = figure.evaluate("figure.settings = { rate: 0.02 }; await figure.ready; return null;", &[]);
    assert!(!told().is_empty());
    page.frame();
    told();
    page.frame();
    assert!(told().is_empty(), "nothing changed");
}

#[test]
fn two_on_a_page_do_not_disturb_each_other() {
    let page = article(&format!("{TAG}{TAG}"));
    let (first, second) = (page.figure("hillside-descent", 0), page.figure("hillside-descent", 1));
    let before = (second.settings(), second.digits(), second.part(Part::Ground).picture());
    first.part(Part::Formula).fill("x^2-y^2");
    let from = first.part(Part::Handle).middle();
    page.drag(Pointer::Mouse, from, from.by(-40.0, 30.0));
    first.part(Part::Step).click();
    first.part(Part::Method).choose("adam");
    assert_eq!((second.settings(), second.digits(), second.part(Part::Ground).picture()), before);
    let other = (first.settings(), first.digits());
    second.part(Part::Play).click();
    page.until("the second plays", || second.index() > 2);
    assert_eq!((first.settings(), first.digits()), other);
    assert_eq!(first.part(Part::Play).text(), "Play");
    page.assert_quiet();
}

#[test]
fn it_may_be_taken_out_and_put_back() {
    let page = article(TAG);
    let figure = page.descent();
    figure.call("step", &[json!(2)]);
    let (digits, trail) = (figure.digits(), figure.part(Part::Trail).picture());
    figure.call("play", &[]);
    let () = figure.evaluate(
        "const { parentNode, nextSibling } = figure;
        figure.remove();
        await new Promise((done) => setTimeout(done, 300));
        figure.pause();
        figure.back(figure.readout.index - 2);
        figure.settings = { rate: 0.05 };
        await figure.ready;
        parentNode.insertBefore(figure, nextSibling);
        await figure.ready;
        return null;",
        &[],
    );
    assert_eq!((figure.digits(), figure.part(Part::Trail).picture()), (digits, trail));
    figure.part(Part::Step).click();
    assert_eq!(figure.index(), 3);
    let () =
        figure.evaluate("document.querySelector('h1').before(figure); await figure.ready; return null;", &[]);
    figure.part(Part::Back).click();
    assert_eq!(figure.index(), 2);
    page.assert_quiet();
}

#[test]
fn twenty_come_and_go() {
    let page = article("");
    let () = page.evaluate(
        "await customElements.whenDefined('hillside-descent');
        for (let count = 0; count < 20; count += 1) {
            const figure = document.createElement('hillside-descent');
            figure.settings = { formula: `x^2+${count}*y^2`, start: [1, 1], rate: 0.01 };
            figure.play();
            document.body.append(figure);
            await figure.ready;
            await new Promise(requestAnimationFrame);
            if (figure.readout.value !== 1 + count) throw new Error(`${count} shows ${figure.readout.value}`);
            figure.remove();
        }
        await new Promise((done) => setTimeout(done, 500));
        return null;",
        &[],
    );
    page.assert_quiet();
}
