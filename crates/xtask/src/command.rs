//! Running other programs: said aloud, with an environment of their own, and never for ever.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::workspace;

/// Cargo as the person who called `cargo xtask` would call it, in the workspace's root.
///
/// A program started by `cargo run` inherits the description of its own package. A second cargo
/// must not see that: build scripts would take it for theirs, and `cargo` would rebuild.
#[must_use]
pub fn cargo() -> Command {
    clean("cargo")
}

/// A program in the workspace's root, without what `cargo run` added to the environment.
pub fn clean(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace::root());
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(belongs_to_this_package) {
            command.env_remove(&name);
        }
    }
    if let Some(path) = env::var_os("LD_LIBRARY_PATH") {
        command.env("LD_LIBRARY_PATH", without_toolchain(&path));
    }
    command
}

fn belongs_to_this_package(name: &str) -> bool {
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|prefix| name.starts_with(prefix))
        || matches!(name, "CARGO" | "CARGO_CRATE_NAME" | "CARGO_PRIMARY_PACKAGE" | "RUST_RECURSION_COUNT")
}

/// `cargo run` puts the libraries of its compiler first, where another compiler would find them.
fn without_toolchain(path: &OsStr) -> OsString {
    let target = workspace::target();
    let kept = env::split_paths(path).filter(|entry| {
        let toolchain = entry.components().any(|part| part.as_os_str() == "toolchains");
        !toolchain && !entry.starts_with(&target)
    });
    env::join_paths(kept).unwrap_or_default()
}

/// Runs to the end, with its output passed through.
///
/// # Errors
///
/// If it cannot be started, or says that it failed.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", describe(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", describe(command));
    }
    Ok(())
}

/// Runs to the end and gives what it printed, without the last line break.
///
/// # Errors
///
/// If it cannot be started, says that it failed (with what it printed to standard error), or
/// prints something that is not UTF-8.
pub fn read(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start {}", describe(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{} failed ({}): {}", describe(command), output.status, said.trim());
    }
    let text = String::from_utf8(output.stdout).with_context(|| describe(command))?;
    Ok(text.trim_end().to_owned())
}

/// Runs for `limit` at most; `None` where it had to be ended.
///
/// # Errors
///
/// If it cannot be started or waited for.
pub fn run_within(command: &mut Command, limit: Duration) -> Result<Option<ExitStatus>> {
    let mut child = command
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {}", describe(command)))?;
    let end = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= end {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// Where a program lies on the path.
#[must_use]
pub fn find(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|entry| entry.join(program)).find(|path| is_program(path))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// The line one would type, without the environment.
#[must_use]
pub fn describe(command: &Command) -> String {
    let mut line = format!("`{}", command.get_program().to_string_lossy());
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line.push('`');
    line
}
