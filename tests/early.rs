//! A program may speak to a tag before its figure has come, and is told of changes of settings alone.

use hillside_page_tests::{Device, Page, Part};
use serde_json::json;
use xtask::server::Site;
use xtask::workspace;

/// A page whose figure lies so far down that its file is not fetched yet.
const FAR: &str = r#"<!doctype html><html lang="en"><meta charset="utf-8"><title>An article</title>
    <link rel="stylesheet" href="/far.css"><script type="module" src="/hillside/hillside.js"></script>
    <h1>An article</h1><p>A long one.</p>
    <hillside-descent data-instrument formula="x^2+y^2" start="2,1" rate="0.1"></hillside-descent>
    <hillside-detector data-instrument></hillside-detector></html>"#;

fn far(policy: Option<&str>) -> Page {
    let site = Site::at("/hillside/", workspace::dist())
        .and_text("/article.html", FAR)
        .and_text("/far.css", "p { height: 6000px }")
        .and_text("/favicon.ico", "");
    let site = policy.map_or_else(|| site.clone(), |policy| site.clone().with_policy(policy));
    Page::open_site(Device::Desk, site, "/article.html")
}

#[test]
fn what_is_said_before_it_comes_is_done_when_it_has_come() {
    let page = far(None);
    let figure = page.descent();
    let known: bool = figure.evaluate(
        "const known = customElements.get('hillside-descent') !== undefined;
        figure.settings = { rate: 0.25 };
        figure.settings = { method: 'momentum', momentum: 0 };
        figure.step(3);
        figure.back();
        globalThis.drawn = figure.ready.then((it) => [it === figure, it.readout.index]);
        globalThis.kept = figure.picture('svg').then((picture) => picture.size);
        return known;",
        &[],
    );
    assert!(!known, "it was there already, and nothing is tested");
    figure.show();
    let drawn: (bool, u32) = page.evaluate("return drawn;", &[]);
    assert_eq!(drawn, (true, 2));
    let size: u32 = page.evaluate("return kept;", &[]);
    assert!(size > 1000, "a picture of {size} bytes");
    let settings = figure.settings();
    assert_eq!((&settings["rate"], &settings["method"]), (&json!(0.25), &json!("momentum")));
    assert_eq!((&settings["formula"], figure.start()), (&json!("x^2+y^2"), [2.0, 1.0]));
    // And it is itself from then on.
    figure.call("step", &[]);
    assert_eq!(figure.index(), 3);
    page.assert_quiet();
}

#[test]
fn change_is_for_settings_alone() {
    let page = Page::open(Device::Desk);
    let () = page.evaluate(
        "globalThis.told = [];
        for (const figure of document.querySelectorAll('[data-instrument]')) {
            figure.addEventListener('change', () => told.push(JSON.stringify(figure.settings)));
        }
        return null;",
        &[],
    );
    let figure = page.curvature();
    page.until("all is proved", || figure.readout()["proof"]["stage"] == "finished");
    let told = || -> Vec<String> { page.evaluate("return told.splice(0);", &[]) };
    page.detector().call("pause", &[]);
    page.frame();
    told();
    // Another screen, another theme, a window of another size, a proof that goes on: no setting is another.
    page.take_to_screen(900, 700, 2.0);
    page.prefer(hillside_page_tests::Scheme::Dark);
    figure.show();
    figure.part(Part::Again).click();
    page.until("it is proved again", || figure.readout()["proof"]["stage"] == "finished");
    assert_eq!(told(), Vec::<String>::new());
    figure.set(&json!({ "point": [0.5, 0.25] }));
    let told = told();
    assert!(told.len() == 1 && told[0].contains("0.25"), "{told:?}");
    page.assert_quiet();
}

#[test]
fn a_page_may_require_trusted_types() {
    let page = far(Some(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types hillside",
    ));
    for figure in [page.descent(), page.detector()] {
        figure.show();
        page.all_ready();
        assert!(!figure.part(Part::Play).text().is_empty());
    }
    let figure = page.descent();
    figure.show();
    figure.part(Part::Formula).paste(r"\alpha x^2 + \frac{y^2}{2}");
    page.until("it is read", || figure.part(Part::Reading).is_shown());
    figure.part(Part::MoreFormulas).click();
    page.assert_quiet();
}
