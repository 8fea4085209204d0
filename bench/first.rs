//! How long a reader with a slow machine and a slow line waits for the first figure.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use hillside_page_tests::{Device, Page, Strain};
use xtask::server::Site;
use xtask::{size, workspace};

use crate::report::{Case, Contestant, Spread};

/// A telephone of some years on a line that was good some years ago.
const STRAIN: Strain = Strain { processor: 4.0, latency: 150.0, bits: 1.6e6 };

/// It is opened so often.
const RUNS: usize = 5;

/// Notes when the still is painted and when a hand can operate the figure.
const WATCHING: &str = "
    customElements.whenDefined('hillside-descent').then(async () => {
        await document.querySelector('hillside-descent').ready;
        globalThis.operable = performance.now();
    });
    new PerformanceObserver((list) => {
        for (const { element, startTime } of list.getEntries()) if (element?.closest('.still')) globalThis.still ??= startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });";

/// Opens the page as a server sends it that compresses, each time in a browser that knows nothing of it.
pub(crate) fn measure() -> Result<Case> {
    let folder = compressed()?;
    let (mut operable, mut still) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let page = Page::open_strained(Device::Phone, Site::new(&folder).gzipped(), "/", STRAIN, WATCHING);
        page.until("the figure can be operated", || page.evaluate("return 'operable' in globalThis;", &[]));
        operable.push(page.evaluate("return operable;", &[]));
        still.extend(page.evaluate::<Option<f64>>("return globalThis.still ?? null;", &[]));
    }
    let seen = still.len();
    let ours = Contestant {
        name: "hillside".to_owned(),
        parts: BTreeMap::from([
            ("time".to_owned(), Spread::of(operable)),
            ("still".to_owned(), Spread::of(still)),
        ]),
        wrong: (seen < RUNS).then(|| format!("its still was painted first in {seen} of {RUNS} runs only")),
        note: None,
    };
    let Strain { processor, latency, bits } = STRAIN;
    let name = format!("{processor} times as slow, {:.1} Mbit/s, {latency} ms", bits / 1e6);
    Ok(Case { name, contestants: vec![ours] })
}

/// `dist/` with every file compressed, under its own name.
fn compressed() -> Result<PathBuf> {
    let (dist, folder) = (workspace::dist(), workspace::target().join("gzip"));
    let _ = fs::remove_dir_all(&folder);
    for path in size::files(&dist)? {
        let target = folder.join(&path);
        let parent = target.parent().context("a file has a folder")?;
        fs::create_dir_all(parent)?;
        fs::write(target, size::gzip(&fs::read(dist.join(path))?)?)?;
    }
    Ok(folder)
}
