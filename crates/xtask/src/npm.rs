//! npm packages, which only tests and benchmarks use.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{command, debian, workspace};

/// Installs what `tests/package-lock.json` names, unless it is installed already.
///
/// # Errors
///
/// If there is no npm and none can be installed, or it fails.
pub fn install() -> Result<()> {
    install_in(&workspace::tests(), "type checking and accessibility tests")
}

/// Installs what the lock file in a folder names, unless it is installed already.
///
/// # Errors
///
/// If there is no lock file, no npm and none can be installed, or it fails.
pub fn install_in(folder: &Path, purpose: &str) -> Result<()> {
    let file = folder.join("package-lock.json");
    let lock = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    // Written last, so that an installation cut short does not count.
    let stamp = folder.join("node_modules/.hillside-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    if command::find("npm").is_none() {
        debian::install(&["nodejs", "npm"], purpose)?;
    }
    println!("Installing npm packages in {} for {purpose}", folder.display());
    let mut npm = command::clean("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder);
    command::run(&mut npm)?;
    fs::write(stamp, lock)?;
    Ok(())
}

/// The path of an installed package's program.
#[must_use]
pub fn program(name: &str) -> PathBuf {
    workspace::tests().join("node_modules/.bin").join(name)
}
