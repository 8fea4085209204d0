//! The page asks no one else for anything, and could not if it wanted to.

use hillside_page_tests::{Device, Key, Page, Pointer, Scheme, Spot};
use xtask::server::CONTENT_SECURITY_POLICY;

#[test]
fn every_request_goes_to_its_own_origin() {
    let page = Page::open(Device::Desk);
    let origin = page.origin();
    let requests = page.requests();
    assert!(requests.iter().any(|url| url.ends_with("/pkg/figures_bg.wasm")), "{requests:#?}");
    for url in requests {
        assert!(url.starts_with(&origin), "{url} is not of {origin}");
    }
}

#[test]
fn the_policy_is_sent_and_holds() {
    let page = Page::open(Device::Desk);
    let policy: String =
        page.evaluate("return (await fetch('.')).headers.get('content-security-policy');", &[]);
    assert_eq!(policy, CONTENT_SECURITY_POLICY);
    let refused: String = page.evaluate(
        "const element = document.createElement('script');
        element.textContent = 'globalThis.intruder = true';
        document.head.append(element);
        return String(globalThis.intruder);",
        &[],
    );
    assert_eq!(refused, "undefined", "a script in the page itself ran");
}

#[test]
fn it_works_below_any_path() {
    let html = r#"<!doctype html><html lang="en"><meta charset="utf-8"><title>An article</title>
        <script type="module" src="/hillside/hillside.js"></script>
        <h1>An article</h1><hillside-descent formula="x^2 + 3*y^2" start="1,1" rate="0.1"></hillside-descent></html>"#;
    let page = Page::open_foreign(Device::Desk, html);
    let readout = page.descent().readout();
    assert_eq!((readout["x"].as_f64(), readout["y"].as_f64()), (Some(1.0), Some(1.0)), "{readout}");
    page.go("/hillside/");
    page.ready();
    page.assert_quiet();
}

/// Pages take turns with a browser; none may find what another has left.
#[test]
fn nothing_is_left_of_the_page_before() {
    for _ in 0..2 {
        let page = Page::open(Device::Desk);
        let found: [f64; 5] = page.evaluate(
            "const found = [localStorage.length + sessionStorage.length, history.length, innerWidth, devicePixelRatio, matchMedia('(prefers-color-scheme: dark)').matches];
            localStorage.left = sessionStorage.left = 'behind';
            history.pushState(null, '', '#left');
            return found.map(Number);",
            &[],
        );
        // A tab begins with a page of its own.
        assert!(found[1] <= 2.0, "{} pages in the history", found[1]);
        assert_eq!((found[0], [found[2], found[3], found[4]]), (0.0, [1280.0, 1.0, 0.0]));
        page.take_to_screen(500, 500, 2.0);
        page.prefer(Scheme::Dark);
        page.press(Key::Tab);
        page.hold(Pointer::Mouse, Spot { x: 10.0, y: 10.0 }, Spot { x: 30.0, y: 30.0 });
    }
}
