//! What the page weighs.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

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
    let page = || weights.iter().filter(|weight| !weight.path.ends_with(".d.ts"));
    let gzip: usize = page().map(|weight| weight.gzip).sum();
    let (whole, tenth) = (gzip / 1024, gzip % 1024 * 10 / 1024);
    println!(
        "{:>10}  {gzip:>10}  the page in full ({whole}.{tenth} KiB), types apart",
        page().map(|w| w.raw).sum::<usize>()
    );
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

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
