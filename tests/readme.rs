//! What the README tells people to write works as it stands; what it says of Rust and Node is tested with those.

use std::fs;

use hillside_page_tests::{Device, Page};
use xtask::server::Site;
use xtask::workspace;

/// The snippets of the README in a language.
fn snippets(language: &str) -> Vec<String> {
    let readme = fs::read_to_string(workspace::root().join("README.md")).unwrap();
    let opening = format!("```{language}\n");
    let parts = readme.split(&opening).skip(1);
    parts.map(|part| part.split("```").next().unwrap_or_default().to_owned()).collect()
}

/// The README's folder as a site, with a page of its own in it.
fn open(body: &str, script: &str) -> Page {
    let page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>As it stands</title>\
         <link rel=icon href=/icon.svg><h1>As it stands</h1>{body}</html>"
    );
    let site = Site::new(workspace::dist())
        .and("/dist/", workspace::dist())
        .and_text("/page.html", page)
        .and_text("/snippet.js", script);
    Page::open_site(Device::Desk, site, "/page.html")
}

#[test]
fn its_tags_are_figures() {
    let tags = snippets("html");
    assert_eq!(tags.len(), 1);
    let page = open(&tags[0], "");
    assert_eq!(page.descent().readout()["index"], 3);
    for name in ["hillside-curvature", "hillside-detector"] {
        let () = page.evaluate(
            "const [name] = arguments; await document.querySelector(name).ready; return null;",
            &[name.into()],
        );
    }
    page.assert_quiet();
}

#[test]
fn its_scripts_for_a_page_run() {
    let scripts: Vec<String> = snippets("js").into_iter().filter(|text| !text.contains("node:")).collect();
    assert_eq!(scripts.len(), 1);
    let page = open("", &scripts[0]);
    let () = page.evaluate("await import('/snippet.js'); return null;", &[]);
    page.assert_quiet();
}
