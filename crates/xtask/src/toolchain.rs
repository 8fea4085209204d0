//! A compiler for WebAssembly, and the sources of its standard library: rustup's where they can be
//! fetched, otherwise Debian's.
//!
//! The library is compiled here, for size and without the words of panics that a page has nobody to
//! tell: that takes a tenth off the module. Where there are no sources, the library as it was
//! compiled for everyone does too.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{command, debian, workspace};

/// What everything here compiles for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// What the module is compiled with besides: no source places in panics, no `Debug` texts.
pub const LEAN: &str = "-Zlocation-detail=none -Zfmt-debug=none";

/// A panic stops the module at once, without words.
const LEAN_PANIC: &str = "immediate-abort";

/// rustup has this long to fetch the standard library (some 20 MB).
const PATIENCE: Duration = Duration::from_secs(150);

const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CLIPPY: &str = "/usr/bin/cargo-clippy";

/// Who compiles for [`TARGET`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toolchain {
    /// The compiler that also compiled this program, with the standard library's sources.
    Own,
    /// The same, with the target's standard library as it came.
    OwnPrebuilt,
    /// Debian's `rustc-web`, with the sources of `rust-web-src`.
    Debian,
}

impl Toolchain {
    /// Finds a compiler, installing what is missing where that is possible.
    ///
    /// # Errors
    ///
    /// If nothing works here, with what to do.
    pub fn find() -> Result<Self> {
        let lean = own_can_be_lean();
        if lean && is_complete(own_sources()) {
            return Ok(Self::Own);
        }
        let failed_before = is_marked_as_failed();
        if !failed_before && lean && rustup_adds("component", "rust-src") && is_complete(own_sources()) {
            return Ok(Self::Own);
        }
        if is_complete(debian_sources()) {
            return Ok(Self::Debian);
        }
        // What cannot fetch sources cannot fetch the compiled library either.
        if own_has_target() || (!failed_before && !lean && rustup_adds("target", TARGET) && own_has_target())
        {
            println!("Without the standard library's sources the module is a tenth larger than it could be.");
            return Ok(Self::OwnPrebuilt);
        }
        if !failed_before {
            mark_as_failed()?;
        }
        debian::install(&["rustc-web", "rust-web-src"], "the WebAssembly compiler")?;
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
            Self::Own | Self::OwnPrebuilt => {
                let mut cargo = self.cargo();
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
        match self {
            Self::Own => own_sources(),
            Self::OwnPrebuilt => None,
            Self::Debian => debian_sources(),
        }
    }

    /// Flags of the compiler that make the module smaller.
    #[must_use]
    pub fn lean_flags(self) -> &'static str {
        if self == Self::OwnPrebuilt { "" } else { LEAN }
    }

    /// Where its artefacts go. The compilers differ, so they must not meet in one directory.
    #[must_use]
    pub fn target_directory(self) -> PathBuf {
        workspace::target().join(match self {
            Self::Own => "wasm",
            Self::OwnPrebuilt => "wasm-prebuilt",
            Self::Debian => "wasm-debian",
        })
    }

    /// A line that changes when the compiler does.
    #[must_use]
    pub fn version(self) -> String {
        match self {
            Self::Own | Self::OwnPrebuilt => command::read(command::clean("rustc").arg("--version")),
            Self::Debian => command::read(command::clean(DEBIAN_RUSTC).arg("--version")),
        }
        .unwrap_or_default()
    }

    fn with_environment(self, mut command: Command) -> Command {
        if self != Self::OwnPrebuilt {
            command
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
                .env("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true")
                .env("CARGO_PROFILE_RELEASE_PANIC", LEAN_PANIC);
        }
        if self == Self::Debian {
            command.env("RUSTC", DEBIAN_RUSTC);
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

/// Whether the compiler on the path takes what makes the module small; older ones do not.
fn own_can_be_lean() -> bool {
    let panic = format!("-Cpanic={LEAN_PANIC}");
    let mut rustc = command::clean("rustc");
    rustc
        .args(["-Zunstable-options", &panic])
        .args(LEAN.split(' '))
        .args(["--print", "cfg", "--target", TARGET]);
    command::read(rustc.env("RUSTC_BOOTSTRAP", "1")).is_ok()
}

/// Has rustup add a part to the toolchain: `rustup <kind> add <name>`.
fn rustup_adds(kind: &str, name: &str) -> bool {
    if command::find("rustup").is_none() {
        println!("There is no rustup here to add {name} with.");
        return false;
    }
    println!(
        "Installing the Rust {kind} {name}: `rustup {kind} add` (given up after {} s)",
        PATIENCE.as_secs()
    );
    // Where the network is closed rustup tells of every retry; one sentence of ours is enough.
    let result = command::run_within(
        command::clean("rustup").args([kind, "add", name]).stdout(Stdio::null()).stderr(Stdio::null()),
        PATIENCE,
    );
    let added = matches!(result, Ok(Some(status)) if status.success());
    if !added {
        println!("rustup cannot fetch it here.");
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

/// Whether the standard library's sources are there.
fn is_complete(sources: Option<PathBuf>) -> bool {
    sources.is_some_and(|sources| sources.join("library/std/Cargo.toml").is_file())
}

fn own_sources() -> Option<PathBuf> {
    sources(command::clean("rustc"))
}

fn debian_sources() -> Option<PathBuf> {
    sources(command::clean(DEBIAN_RUSTC))
}

fn sources(mut rustc: Command) -> Option<PathBuf> {
    let sysroot = command::read(rustc.args(["--print", "sysroot"])).ok()?;
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
