//! A compiler for WebAssembly: rustup's where it can fetch the standard library, otherwise Debian's
//! with the library built from its sources.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{command, debian, workspace};

/// What everything here compiles for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// rustup has this long to fetch the standard library (some 20 MB).
const PATIENCE: Duration = Duration::from_secs(150);

const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CLIPPY: &str = "/usr/bin/cargo-clippy";

/// Who compiles for [`TARGET`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toolchain {
    /// The compiler that also compiled this program, with the target's standard library beside it.
    Own,
    /// Debian's `rustc-web`, which builds the standard library from `rust-web-src`.
    Debian,
}

impl Toolchain {
    /// Finds a compiler, installing what is missing where that is possible.
    ///
    /// # Errors
    ///
    /// If nothing works here, with what to do.
    pub fn find() -> Result<Self> {
        if own_has_target() {
            return Ok(Self::Own);
        }
        let failed_before = is_marked_as_failed();
        if !failed_before && rustup_adds_target() && own_has_target() {
            return Ok(Self::Own);
        }
        if !failed_before {
            mark_as_failed()?;
        }
        if !debian_is_complete() {
            debian::install(&["rustc-web", "rust-web-src"], "the WebAssembly compiler")?;
        }
        Ok(Self::Debian)
    }

    /// `cargo` for this toolchain; the subcommand and [`TARGET`] are yet to be said.
    #[must_use]
    pub fn cargo(self) -> Command {
        self.with_environment(command::cargo())
    }

    /// `cargo clippy` for this toolchain, ready for its arguments.
    ///
    /// # Errors
    ///
    /// If Debian's clippy is needed and cannot be installed.
    pub fn clippy(self) -> Result<Command> {
        match self {
            Self::Own => {
                let mut cargo = command::cargo();
                cargo.arg("clippy");
                Ok(cargo)
            }
            Self::Debian => {
                if !Path::new(DEBIAN_CLIPPY).is_file() {
                    debian::install(&["rust-web-clippy"], "lints of the WebAssembly crate")?;
                }
                // rustup's clippy does not fit the other compiler.
                let mut clippy = command::clean(DEBIAN_CLIPPY);
                clippy.arg("clippy");
                Ok(self.with_environment(clippy))
            }
        }
    }

    /// Where the standard library's sources lie, if it is built from them here.
    #[must_use]
    pub fn library_sources(self) -> Option<PathBuf> {
        (self == Self::Debian).then(debian_sources).flatten()
    }

    /// Where its artefacts go. The compilers differ, so they must not meet in one directory.
    #[must_use]
    pub fn target_directory(self) -> PathBuf {
        workspace::target().join(match self {
            Self::Own => "wasm",
            Self::Debian => "wasm-debian",
        })
    }

    /// A line that changes when the compiler does.
    #[must_use]
    pub fn version(self) -> String {
        match self {
            Self::Own => command::read(command::clean("rustc").arg("--version")),
            Self::Debian => command::read(command::clean(DEBIAN_RUSTC).arg("--version")),
        }
        .unwrap_or_default()
    }

    fn with_environment(self, mut command: Command) -> Command {
        if self == Self::Debian {
            command
                .env("RUSTC", DEBIAN_RUSTC)
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
            // Unset, the Debian compiler looks for a linker of this name on the path.
            if let Some(linker) = own_linker() {
                command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
            }
        }
        command
    }
}

/// Sees to it that a subcommand of cargo that rustup may have left out is there.
///
/// # Errors
///
/// If it is missing and rustup cannot add it.
pub fn need_component(subcommand: &str, component: &str) -> Result<()> {
    if command::read(command::cargo().args([subcommand, "--version"])).is_ok() {
        return Ok(());
    }
    println!("Installing the Rust component {component}: `rustup component add`");
    let added =
        command::run_within(command::clean("rustup").args(["component", "add", component]), PATIENCE)?;
    if !added.is_some_and(|status| status.success()) {
        bail!("`cargo {subcommand}` is missing, and rustup cannot fetch {component} here");
    }
    Ok(())
}

/// Whether the compiler on the path has the target's standard library.
fn own_has_target() -> bool {
    let directory =
        command::read(command::clean("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    let Ok(entries) = directory.and_then(|path| fs::read_dir(path).context("no such target")) else {
        return false;
    };
    entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
}

fn rustup_adds_target() -> bool {
    if command::find("rustup").is_none() {
        println!("There is no rustup here to add {TARGET} with; trying Debian's compiler.");
        return false;
    }
    println!(
        "Installing the Rust target {TARGET}: `rustup target add` (given up after {} s)",
        PATIENCE.as_secs()
    );
    // Where the network is closed rustup tells of every retry; one sentence of ours is enough.
    let result = command::run_within(
        command::clean("rustup").args(["target", "add", TARGET]).stdout(Stdio::null()).stderr(Stdio::null()),
        PATIENCE,
    );
    let added = matches!(result, Ok(Some(status)) if status.success());
    if !added {
        println!("rustup cannot fetch it here; using Debian's compiler instead.");
    }
    added
}

/// Remembers for which compiler rustup failed, so that the next run does not wait again.
fn marker() -> PathBuf {
    workspace::target().join("no-wasm-target-from-rustup")
}

fn is_marked_as_failed() -> bool {
    fs::read_to_string(marker()).is_ok_and(|version| version == Toolchain::Own.version())
}

fn mark_as_failed() -> Result<()> {
    fs::create_dir_all(workspace::target())?;
    fs::write(marker(), Toolchain::Own.version()).context("cannot write into the target directory")
}

fn debian_is_complete() -> bool {
    debian_sources().is_some_and(|sources| sources.join("library/std/Cargo.toml").is_file())
}

fn debian_sources() -> Option<PathBuf> {
    let sysroot = command::read(command::clean(DEBIAN_RUSTC).args(["--print", "sysroot"])).ok()?;
    Some(Path::new(&sysroot).join("lib/rustlib/src/rust"))
}

/// The linker inside rustup's toolchain.
fn own_linker() -> Option<PathBuf> {
    let sysroot = command::read(command::clean("rustc").args(["--print", "sysroot"])).ok()?;
    let version = command::read(command::clean("rustc").arg("-vV")).ok()?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "))?;
    let linker = Path::new(&sysroot).join("lib/rustlib").join(host).join("bin/rust-lld");
    linker.is_file().then_some(linker)
}
