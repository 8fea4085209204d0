//! What the page weighs.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::still;

/// One file of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Its path inside the folder, with forward slashes.
    pub path: String,
    /// Its length in bytes.
    pub raw: usize,
    /// Its length in bytes after `gzip -9`, which is what a server sends.
    pub gzip: usize,
}

/// Weighs every file of a folder, in alphabetical order.
///
/// # Errors
///
/// If a file cannot be read.
pub fn weigh(folder: &Path) -> Result<Vec<Weight>> {
    files(folder)?
        .into_iter()
        .map(|path| {
            let bytes = fs::read(folder.join(&path))?;
            let path = path.to_string_lossy().replace('\\', "/");
            Ok(Weight { path, raw: bytes.len(), gzip: gzip(&bytes)?.len() })
        })
        .collect()
}

/// What a browser fetches of the page in `folder` before the first picture is drawn: what its HTML
/// names, what its scripts import at once, and the first instrument with its module.
///
/// # Errors
///
/// If a file cannot be read.
pub fn before_first_picture(folder: &Path) -> Result<Vec<Weight>> {
    let html = fs::read_to_string(folder.join("index.html")).context("cannot read index.html")?;
    let named = html.lines().filter(|line| !line.contains("data-trunk")).flat_map(|line| {
        ["src=\"", "href=\""]
            .into_iter()
            .flat_map(|attribute| quoted(line, attribute, '"'))
            .collect::<Vec<_>>()
    });
    // Stills are seen before, and nothing waits for them.
    let waited = |path: &String| folder.join(path).is_file() && !path.starts_with(still::FOLDER);
    let mut paths: BTreeSet<String> = named.filter(waited).collect();
    paths.insert("index.html".to_owned());
    let mut left: Vec<String> = paths.iter().cloned().collect();
    left.push(FIRST.to_owned());
    while let Some(path) = left.pop() {
        paths.insert(path.clone());
        if !path.ends_with(".js") {
            continue;
        }
        let text = fs::read_to_string(folder.join(&path)).with_context(|| format!("cannot read {path}"))?;
        let inside = Path::new(&path).parent().unwrap_or(Path::new(""));
        for import in imports(&text) {
            let target = resolved(inside, &import);
            if !paths.contains(&target) {
                left.push(target);
            }
        }
    }
    Ok(weigh(folder)?.into_iter().filter(|weight| paths.contains(&weight.path)).collect())
}

/// The first instrument of the page; its HTML names the module it loads.
const FIRST: &str = "elements/descent.js";

/// What a script imports at once: the texts behind `from` and `import`, in quotes of either kind.
fn imports(text: &str) -> Vec<String> {
    let begins = ["from", "import"].into_iter().flat_map(|word| text.match_indices(word));
    begins
        .filter_map(|(at, word)| {
            let rest = text[at + word.len()..].trim_start();
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            rest[1..].split(quote).next().filter(|path| path.starts_with('.')).map(str::to_owned)
        })
        .collect()
}

/// What stands between `before` and `after` in a line.
fn quoted(line: &str, before: &str, after: char) -> Vec<String> {
    let mut parts = line.split(before);
    parts.next();
    let step = if before.ends_with(after) && before.len() == 1 { 2 } else { 1 };
    parts.step_by(step).filter_map(|part| Some(part.split(after).next()?.to_owned())).collect()
}

/// A relative address as a path in the folder.
fn resolved(inside: &Path, address: &str) -> String {
    let mut path: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => {
                path.pop();
            }
            part => path.push(part.to_owned()),
        }
    }
    path.join("/")
}

/// Prints the table of a folder. Types are for editors: a browser never fetches them, so the sum
/// leaves them out.
///
/// # Errors
///
/// If a file cannot be read.
pub fn print_table(folder: &Path) -> Result<()> {
    let weights = weigh(folder)?;
    println!("\n{:>10}  {:>10}  file", "bytes", "gzip -9");
    for weight in &weights {
        println!("{:>10}  {:>10}  {}", weight.raw, weight.gzip, weight.path);
    }
    let all: Vec<Weight> = weights.into_iter().filter(|weight| !weight.path.ends_with(".d.ts")).collect();
    for (list, what) in [
        (all, "all instruments, types apart"),
        (before_first_picture(folder)?, "fetched before the first picture"),
    ] {
        let gzip: usize = list.iter().map(|weight| weight.gzip).sum();
        let (whole, tenth) = (gzip / 1024, gzip % 1024 * 10 / 1024);
        let raw: usize = list.iter().map(|weight| weight.raw).sum();
        println!("{raw:>10}  {gzip:>10}  {what} ({whole}.{tenth} KiB)");
    }
    Ok(())
}

/// Every file below a folder, as sorted paths inside it.
///
/// # Errors
///
/// If a folder cannot be read.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut left = vec![PathBuf::new()];
    while let Some(inside) = left.pop() {
        let here = folder.join(&inside);
        for entry in fs::read_dir(&here).with_context(|| format!("cannot read {}", here.display()))? {
            let entry = entry?;
            let path = inside.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                left.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// What a server sends of a file to whoever takes it compressed.
///
/// # Errors
///
/// If there is no memory for it.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_followed() {
        assert_eq!(imports("import { a } from './b.js';\nimport('./c.js');"), ["./b.js"]);
        assert_eq!(imports("import\"./hillside.js\";import{a}from\"./b.js\";"), ["./b.js", "./hillside.js"]);
        assert_eq!(quoted("<link rel=\"icon\" href=\"icon.svg\">", "href=\"", '"'), ["icon.svg"]);
        assert_eq!(resolved(Path::new("elements"), "../core.js"), "core.js");
        assert_eq!(resolved(Path::new("elements"), "./hand.js"), "elements/hand.js");
    }
}
