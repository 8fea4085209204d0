//! The npm packages that only tests use, in `tests/node_modules`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{command, debian, workspace};

/// Installs what `tests/package-lock.json` names, unless it is installed already.
///
/// # Errors
///
/// If there is no npm and none can be installed, or it fails.
pub fn install() -> Result<()> {
    let lock = fs::read(workspace::tests().join("package-lock.json")).context("tests/package-lock.json")?;
    // Written last, so that an installation cut short does not count.
    let stamp = workspace::tests().join("node_modules/.hillside-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    if command::find("npm").is_none() {
        debian::install(&["nodejs", "npm"], "type checking and accessibility tests")?;
    }
    println!("Installing the tests' npm packages (typescript, axe-core, binaryen) in tests/node_modules");
    let mut npm = command::clean("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(workspace::tests());
    command::run(&mut npm)?;
    fs::write(stamp, lock)?;
    Ok(())
}

/// The path of an installed package's program.
#[must_use]
pub fn program(name: &str) -> PathBuf {
    workspace::tests().join("node_modules/.bin").join(name)
}
