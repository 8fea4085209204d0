//! Hillside measured against others: in one browser, in one run, taking turns.
//!
//! What is told is ratios, never times of one machine. `cargo xtask bench` starts it;
//! `cargo xtask bench --only 1,3` measures some of the figures.

mod figure;
mod first;
mod measure;
mod report;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};
use hillside_page_tests::{Device, Page};
use serde_json::json;
use xtask::server::Site;
use xtask::{npm, size, test, wasm, workspace};

use crate::figure::{Figure, Way};
use crate::report::{Case, Contestant, Outcome, Spread};

/// `new Function` is what a formula is measured against, so this page may do what ours may not;
/// it asks no one else for anything either.
const POLICY: &str = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:";

/// The environment variable that names a folder with TensorFlow Playground's `nn.js`, compiled from its
/// `src/nn.ts`. It is not in any registry, so whoever wants the comparison brings it.
const PLAYGROUND: &str = "PLAYGROUND_NN";
const PLAYGROUND_FIGURE: u32 = 13;

fn playground() -> Option<PathBuf> {
    std::env::var_os(PLAYGROUND).map(PathBuf::from).filter(|folder| folder.join("nn.js").is_file())
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nbench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let figures = figure::chosen(arguments)?;
    npm::install()?;
    npm::install_in(&folder(), "what Hillside is measured against")?;
    wasm::build()?;
    test::need_browser()?;

    println!("\nMeasuring");
    let start = Instant::now();
    let mut outcomes = Vec::new();
    for figure in figures {
        if figure.number == PLAYGROUND_FIGURE && playground().is_none() {
            println!("  {}: left out, for {PLAYGROUND} names no folder with its nn.js", figure.number);
            continue;
        }
        let before = load();
        let cases = match figure.way {
            Way::Module(module) => in_browser(figure, module),
            Way::Weight => vec![weigh()?],
            Way::First => vec![first::measure()?],
        };
        let outcome = Outcome::new(figure, cases, [before, load()]);
        outcome.print();
        outcomes.push(outcome);
    }

    println!(
        "\n{:.0} s; load average now {}",
        start.elapsed().as_secs_f64(),
        load().map_or("unknown".to_owned(), |load| load.to_string())
    );
    outcomes.iter().for_each(Outcome::print_verdict);
    let file = workspace::target().join("bench.json");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let text = serde_json::to_string_pretty(&json!({ "cores": cores, "figures": outcomes }))?;
    fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    println!("All of it is in {}", file.display());
    Ok(())
}

/// This folder: the bench's page and what it is measured against.
fn folder() -> PathBuf {
    workspace::root().join("bench")
}

/// Each figure has a browser of its own, so that no library slows down another's figure.
fn in_browser(figure: &Figure, module: &str) -> Vec<Case> {
    for peer in figure.peers {
        println!("  against {peer} {}", version(peer).unwrap_or_default());
    }
    let mut site = Site::new(folder().join("page"))
        .and("/hillside/", workspace::dist())
        .and("/peers/", folder().join("node_modules"))
        .and("/golden/", workspace::root().join("crates/core/tests/golden"))
        .isolated()
        .with_policy(POLICY);
    if let Some(folder) = playground() {
        site = site.and("/playground/", folder);
    }
    let page = Page::open_site(Device::Desk, site, "/");
    measure::figure(&page, figure, module)
}

fn version(peer: &str) -> Option<String> {
    let manifest = fs::read(folder().join("node_modules").join(peer).join("package.json")).ok()?;
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).ok()?;
    manifest["version"].as_str().map(str::to_owned)
}

/// What a visitor downloads before the first picture.
fn weigh() -> Result<Case> {
    let weights = size::before_first_picture(&workspace::dist())?;
    #[expect(clippy::cast_precision_loss, reason = "a page of 2^52 bytes would have other troubles")]
    let sum =
        |part: fn(&size::Weight) -> usize| Spread::of(vec![weights.iter().map(part).sum::<usize>() as f64]);
    let parts = BTreeMap::from([
        ("gzip".to_owned(), sum(|weight| weight.gzip)),
        ("raw".to_owned(), sum(|weight| weight.raw)),
    ]);
    let ours = Contestant { name: "hillside".to_owned(), parts, wrong: None, note: None };
    Ok(Case { name: "bytes before the first picture".to_owned(), contestants: vec![ours] })
}

/// How many processes want the machine, on average over a minute, where the system says so.
fn load() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split_whitespace().next()?.parse().ok()
}
