//! What keeps the house in order: which crate may know what, and what the page must not hold.

#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};

use xtask::{command, size, workspace};

/// The names of everything a crate is built from, itself included; what only its tests use is apart.
fn dependencies(package: &str, which: &[&str]) -> Vec<String> {
    let arguments = ["tree", "--package", package, "--edges", "normal", "--prefix", "none"];
    let tree = command::read(command::cargo().args(arguments).args(which)).unwrap();
    let names = tree.lines().filter_map(|line| line.split_whitespace().next());
    names.map(str::to_owned).collect()
}

#[track_caller]
fn has_none(found: &[String], strangers: &[&str]) {
    for stranger in strangers {
        assert!(!found.iter().any(|name| name == stranger), "{} depends on {stranger}", found[0]);
    }
}

/// Every file below a folder of the workspace whose name ends so, with what is in it.
fn sources(folder: &str, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let root = workspace::root().join(folder);
    let files = size::files(&root).unwrap();
    let wanted =
        files.into_iter().filter(|path| endings.iter().any(|end| path.to_string_lossy().ends_with(end)));
    wanted.map(|path| (Path::new(folder).join(&path), fs::read_to_string(root.join(path)).unwrap())).collect()
}

/// Fails with every line for which `is_wrong` holds.
#[track_caller]
fn no_line(files: &[(PathBuf, String)], why: &str, is_wrong: impl Fn(&str) -> bool) {
    let wrong: Vec<String> = files
        .iter()
        .flat_map(|(path, text)| text.lines().enumerate().map(move |line| (path, line)))
        .filter(|(_, (_, line))| is_wrong(line))
        .map(|(path, (index, line))| format!("{}:{}: {}", path.display(), index + 1, line.trim()))
        .collect();
    assert!(wrong.is_empty(), "{why}:\n{}", wrong.join("\n"));
}

/// Whether a line holds a word that is not part of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    let part_of_name = |character: char| character.is_alphanumeric() || character == '_';
    line.match_indices(word).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        let after = line[start + word.len()..].chars().next();
        !before.is_some_and(part_of_name) && !after.is_some_and(part_of_name)
    })
}

#[test]
fn the_core_knows_neither_instruments_nor_the_web() {
    let strangers = ["hillside-instruments", "hillside-web", "plotters", "wasm-bindgen", "js-sys", "web-sys"];
    has_none(&dependencies("hillside-core", &["--target", "all"]), &strangers);
}

#[test]
fn the_instruments_know_no_browser() {
    let strangers = ["hillside-web", "plotters-canvas", "wasm-bindgen", "js-sys", "web-sys"];
    // What they name themselves, wherever they are compiled, and all that follows from it here. Compiled for a browser,
    // plotters brings web-sys along; they cannot name it.
    has_none(&dependencies("hillside-instruments", &["--target", "all", "--depth", "1"]), &strangers);
    has_none(&dependencies("hillside-instruments", &[]), &strangers);
}

#[test]
fn unsafe_code_is_forbidden_where_the_mathematics_is() {
    for file in ["crates/core/src/lib.rs", "crates/instruments/src/lib.rs"] {
        let text = fs::read_to_string(workspace::root().join(file)).unwrap();
        assert!(text.contains("#![forbid(unsafe_code)]"), "{file} does not forbid unsafe code");
    }
}

/// clippy.toml refuses the platform's own; this keeps the portable ones in one place.
#[test]
fn only_numbers_call_elementary_functions() {
    let mut files = sources("crates/core/src", &[".rs"]);
    files.retain(|(path, _)| !path.starts_with("crates/core/src/number"));
    files.extend(sources("crates/instruments/src", &[".rs"]));
    files.extend(sources("crates/web/src", &[".rs"]));
    no_line(&files, "elementary functions belong into crates/core/src/number", |line| {
        let code = line.split("//").next().unwrap_or_default();
        code.contains("libm::") || code.contains("use libm") || code.contains("wide::")
    });
}

#[test]
fn the_page_computes_nothing() {
    let functions = [
        "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh",
        "atanh", "exp", "expm1", "log", "log2", "log10", "log1p", "pow", "cbrt", "hypot",
    ];
    no_line(&sources("www", &[".js", ".html"]), "mathematics belongs into a crate", |line| {
        functions.iter().any(|function| has_word(line, &format!("Math.{function}")))
    });
}

#[test]
fn the_page_names_no_other_origin() {
    no_line(
        &sources("www", &[".js", ".html", ".css", ".svg"]),
        "the page asks no one else, and lies under any path",
        |line| {
            let line = line
                .replace("http://www.w3.org/2000/svg", "")
                .replace("http://www.w3.org/1998/Math/MathML", "")
                .replace("http://www.w3.org/1999/xhtml", "")
                .replace("http://www.w3.org/1999/xlink", "");
            let absolute = ["src=\"/", "href=\"/", "url(/", "from '/", "import('/", "fetch('/"];
            line.contains("http://")
                || line.contains("https://")
                || absolute.iter().any(|start| line.contains(start))
        },
    );
}

#[test]
fn lock_and_settings_name_no_registry() {
    for folder in [workspace::tests(), workspace::root().join("bench")] {
        let lock = fs::read_to_string(folder.join("package-lock.json")).unwrap();
        let here = folder.display();
        assert!(!lock.contains("\"resolved\""), "`npm install` in {here} without its .npmrc");
    }
}
