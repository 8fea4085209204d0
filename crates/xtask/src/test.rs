//! `cargo xtask test`: everything that must hold before a change is accepted.
//!
//! The stages run from quick to slow, and the first that fails ends the run.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};

use crate::toolchain::{self, TARGET, Toolchain};
use crate::{command, debian, npm, size, wasm, workspace};

/// One thing that must hold.
struct Stage {
    name: &'static str,
    what: &'static str,
    run: Run,
}

/// How a stage is run.
#[derive(Clone, Copy)]
enum Run {
    Whole(fn() -> Result<Count>),
    /// The tests whose names contain one of these words; without words all.
    Parts(fn(&[String]) -> Result<Count>),
}

const STAGES: [Stage; 8] = [
    Stage { name: "format", what: "every file is formatted", run: Run::Whole(format) },
    Stage {
        name: "clippy",
        what: "no lint objects, for this machine and for WebAssembly",
        run: Run::Whole(clippy),
    },
    Stage { name: "unit", what: "unit, property, golden and documentation tests", run: Run::Parts(unit) },
    Stage { name: "docs", what: "the documentation builds without a warning", run: Run::Whole(docs) },
    Stage { name: "wasm", what: "the page builds", run: Run::Whole(build) },
    Stage {
        name: "types",
        what: "the page's scripts agree with their types, and no lint objects",
        run: Run::Whole(types),
    },
    Stage {
        name: "node",
        what: "the module works without a browser, and so do the page's scripts that need none",
        run: Run::Whole(node),
    },
    Stage { name: "page", what: "the page works in a browser", run: Run::Parts(page) },
];

/// How many tests did what they should.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    passed: u32,
    failed: u32,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Runs all stages, those named by `--only`, as in `--only unit,page`, or one, as in `unit`, of which only the tests
/// whose names contain a word, as in `page links`.
///
/// # Errors
///
/// If a stage fails, with its name.
pub fn run(arguments: &[String]) -> Result<()> {
    let (stages, names) = chosen(arguments)?;
    let start = Instant::now();
    let mut count = Count::default();
    let mut failure = None;
    for stage in stages {
        println!("\n== {}: {} ==", stage.name, stage.what);
        let begin = Instant::now();
        let result = match stage.run {
            Run::Whole(run) => run(),
            Run::Parts(run) => run(names),
        };
        let seconds = begin.elapsed().as_secs_f64();
        match result {
            Ok(found) => {
                count.add(found);
                if found.failed == 0 {
                    println!("== {}: passed in {seconds:.1} s ==", stage.name);
                    continue;
                }
                failure = Some((stage.name, anyhow!("{} tests failed", found.failed)));
            }
            Err(error) => {
                count.failed += 1;
                failure = Some((stage.name, error));
            }
        }
        println!("== {}: FAILED after {seconds:.1} s ==", stage.name);
        break;
    }
    println!("\n{:.0} s in all", start.elapsed().as_secs_f64());
    if let Some((name, error)) = &failure {
        println!("stage `{name}` failed: {error:#} (again with `cargo xtask test --only {name}`)");
    }
    println!("{} passed, {} failed", count.passed, count.failed);
    match failure {
        None => Ok(()),
        Some((name, _)) => bail!("stage `{name}` failed"),
    }
}

/// The stages that are asked for, and which of their tests.
fn chosen(arguments: &[String]) -> Result<(Vec<&'static Stage>, &[String])> {
    let find = |name: &str| {
        STAGES.iter().find(|stage| stage.name == name).with_context(|| {
            let known: Vec<&str> = STAGES.iter().map(|stage| stage.name).collect();
            format!("`{name}` is not a stage; these are: {}", known.join(", "))
        })
    };
    let names = match arguments {
        [] => return Ok((STAGES.iter().collect(), &[])),
        [option, names] if option == "--only" => names.as_str(),
        [option] if option.starts_with("--only=") => &option["--only=".len()..],
        [stage, names @ ..] if !stage.starts_with('-') => {
            let stage = find(stage)?;
            if matches!(stage.run, Run::Whole(_)) && !names.is_empty() {
                bail!("`{}` has no parts to choose from; `unit` and `page` have", stage.name);
            }
            return Ok((vec![stage], names));
        }
        _ => bail!("`test` reads `--only STAGE,…`, or a stage and, of `unit` and `page`, names of tests"),
    };
    Ok((names.split(',').map(find).collect::<Result<_>>()?, &[]))
}

fn format() -> Result<Count> {
    toolchain::need_component("fmt", "rustfmt")?;
    command::run(command::cargo().args(["fmt", "--all", "--check"]))?;
    Ok(Count::default())
}

fn clippy() -> Result<Count> {
    toolchain::need_component("clippy", "clippy")?;
    command::run(command::cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--quiet",
        "--",
        "--deny",
        "warnings",
    ]))?;
    let toolchain = Toolchain::find()?;
    for feature in wasm::features() {
        let mut clippy = toolchain.clippy()?;
        wasm::with_flags(&mut clippy, toolchain)
            .args(["--release", "--package", "hillside-web", "--no-default-features", "--features", feature])
            .args(["--quiet", "--target", TARGET, "--target-dir"])
            .arg(toolchain.target_directory())
            .args(["--", "--deny", "warnings"]);
        command::run(&mut clippy)?;
    }
    Ok(Count::default())
}

/// What property tests draw their cases from, unless the environment says otherwise: the same
/// tree gives the same verdict. Another number looks further.
const SEED: (&str, &str) = ("PROPTEST_RNG_SEED", "1847");

fn unit(names: &[String]) -> Result<Count> {
    let seed = std::env::var(SEED.0).unwrap_or_else(|_| SEED.1.to_owned());
    let tests = ["test", "--quiet", "--no-fail-fast"];
    let mut count = counted(command::cargo().args(tests).arg("--").args(names).env(SEED.0, seed))?;
    // Apart, or the features of its dependencies would differ from those it was just built with.
    count.add(counted(command::cargo().args(tests).args(["--package", "xtask", "--"]).args(names))?);
    some(count, names)
}

/// A count of no test at all where some were asked for by name would be a success by mistake.
fn some(count: Count, names: &[String]) -> Result<Count> {
    if !names.is_empty() && count == Count::default() {
        bail!("no test has {} in its name", names.join(" or "));
    }
    Ok(count)
}

fn docs() -> Result<Count> {
    command::run(
        command::cargo()
            .args([
                "doc",
                "--no-deps",
                "--quiet",
                "--package",
                "hillside-core",
                "--package",
                "hillside-instruments",
            ])
            .env("RUSTDOCFLAGS", "--deny warnings"),
    )?;
    Ok(Count::default())
}

fn build() -> Result<Count> {
    // It brings wasm-opt, with which the page weighs what a reader downloads.
    npm::install()?;
    wasm::run()?;
    Ok(Count::default())
}

fn types() -> Result<Count> {
    npm::install()?;
    wasm::build()?;
    let mut tsc = command::clean("node");
    command::run(tsc.arg(npm::program("tsc")).args(["--project", "tsconfig.json"]))?;
    let mut eslint = command::clean("node");
    let scripts = ["--config", "tests/eslint.config.mjs", "www", "tests", "bench/page"];
    command::run(eslint.arg(npm::program("eslint")).args(scripts))?;
    Ok(Count::default())
}

fn node() -> Result<Count> {
    npm::install()?;
    wasm::build()?;
    let mut files = vec!["tests/module.test.mjs".to_owned()];
    for file in size::files(&workspace::tests().join("www"))? {
        files.push(format!("tests/www/{}", file.display()));
    }
    counted(command::clean("node").args(["--test", "--test-reporter=tap"]).args(files))
}

fn page(names: &[String]) -> Result<Count> {
    npm::install()?;
    wasm::build()?;
    need_browser()?;
    // Together with what else drives a browser, so that what both are made of is compiled once.
    let page = ["--package", "hillside-page-tests", "--test", "page"];
    let bench = ["--package", "hillside-bench", "--bin", "hillside-bench"];
    let programs = page.iter().chain(&bench);
    let threads = ["--", "--test-threads=2"];
    let count =
        counted(command::cargo().args(["test", "--no-fail-fast"]).args(programs).args(threads).args(names))?;
    some(count, names)
}

/// Installs Chromium and its driver where they are missing.
///
/// # Errors
///
/// If they cannot be installed.
pub fn need_browser() -> Result<()> {
    let browsers = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    if command::find("chromedriver").is_some() && browsers.iter().any(|name| command::find(name).is_some()) {
        return Ok(());
    }
    debian::install(&["chromium", "chromium-driver"], "the page tests")
}

/// Runs a program that runs tests, passing its output on and counting in it. Tests that failed are
/// no error here: they are in the count.
fn counted(command: &mut Command) -> Result<Count> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", command::describe(command)))?;
    let output = child.stdout.take().context("its output is piped")?;
    let mut count = Count::default();
    let mut here = std::io::stdout();
    for line in BufReader::new(output).split(b'\n') {
        let line = line?;
        here.write_all(&line)?;
        here.write_all(b"\n")?;
        count.add(count_in(&String::from_utf8_lossy(&line)));
    }
    let status = child.wait()?;
    if !status.success() && count.failed == 0 {
        bail!("{} failed ({status})", command::describe(command));
    }
    Ok(count)
}

/// What a line says of tests that passed and failed: cargo's summary of a test program, or Node's.
fn count_in(line: &str) -> Count {
    let number = |text: &str| text.trim().parse().unwrap_or(0);
    if let Some(summary) = line.strip_prefix("test result: ") {
        let found = |word: &str| {
            let parts = summary.split([';', '.']);
            parts.filter_map(|part| part.trim().strip_suffix(word)).map(number).sum()
        };
        return Count { passed: found(" passed"), failed: found(" failed") };
    }
    match line.strip_prefix("# ").and_then(|rest| rest.split_once(' ')) {
        Some(("pass", text)) => Count { passed: number(text), failed: 0 },
        Some(("fail", text)) => Count { passed: 0, failed: number(text) },
        _ => Count::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_counted() {
        let cargo = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(count_in(cargo), Count { passed: 12, failed: 3 });
        assert_eq!(count_in("# pass 4"), Count { passed: 4, failed: 0 });
        assert_eq!(count_in("# fail 2"), Count { passed: 0, failed: 2 });
        assert_eq!(count_in("test descent ... ok"), Count::default());
    }

    #[test]
    fn stages_are_chosen_by_name() {
        let names = |arguments: &[&str]| -> Result<Vec<String>> {
            let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
            let (stages, tests) = chosen(&arguments)?;
            Ok(stages.iter().map(|stage| stage.name.to_owned()).chain(tests.iter().cloned()).collect())
        };
        assert_eq!(names(&[]).unwrap().len(), STAGES.len());
        assert_eq!(names(&["--only", "unit,page"]).unwrap(), ["unit", "page"]);
        assert_eq!(names(&["--only=docs"]).unwrap(), ["docs"]);
        let message = names(&["--only", "pages"]).unwrap_err().to_string();
        assert!(message.contains("`pages` is not a stage") && message.contains("page"), "{message}");
        assert_eq!(names(&["unit"]).unwrap(), ["unit"]);
        assert_eq!(names(&["page", "links", "keys"]).unwrap(), ["page", "links", "keys"]);
        for wrong in [&["--fast"][..], &["--only"], &["docs", "links"], &["pages"]] {
            assert!(names(wrong).is_err(), "{wrong:?}");
        }
        let none = some(Count::default(), &["nothing".to_owned()]).unwrap_err().to_string();
        assert_eq!(none, "no test has nothing in its name");
    }
}
