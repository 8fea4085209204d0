//! Packages of Debian and its relatives, for what rustup and npm cannot fetch.

use std::process::Command;

use anyhow::{Result, bail};

use crate::command;

/// Installs packages with `apt-get`, saying so first.
///
/// `purpose` completes the sentence "… is needed for".
///
/// # Errors
///
/// Without `apt-get`, and for anyone but root: then with the one line to run.
pub fn install(packages: &[&str], purpose: &str) -> Result<()> {
    let list = packages.join(" ");
    let line = format!("apt-get update && apt-get install --yes --no-install-recommends {list}");
    if command::find("apt-get").is_none() {
        bail!("{purpose} needs what Debian calls {list}; there is no apt-get here to install it with");
    }
    if !is_root() {
        bail!(
            "{purpose} needs Debian packages, which only root can install; please run\n    sudo sh -c '{line}'\nand try again"
        );
    }
    println!("Installing for {purpose}: {list}");
    command::run(apt_get().arg("update"))?;
    command::run(apt_get().args(["install", "--yes", "--no-install-recommends"]).args(packages))
}

/// Whether this runs as the system's owner, who may install, and whom browsers refuse a sandbox.
#[must_use]
pub fn is_root() -> bool {
    command::read(Command::new("id").arg("-u")).is_ok_and(|number| number == "0")
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.arg("--quiet").env("DEBIAN_FRONTEND", "noninteractive");
    command
}
