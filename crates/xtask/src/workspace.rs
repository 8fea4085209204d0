//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

/// The root of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.ancestors().nth(2).unwrap_or(manifest).to_path_buf()
}

/// What `cargo xtask wasm` fills: a static folder that is the whole deployment.
#[must_use]
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The page as it is written.
#[must_use]
pub fn www() -> PathBuf {
    root().join("www")
}

/// The page tests, and the manifest of the npm packages that only tests use.
#[must_use]
pub fn tests() -> PathBuf {
    root().join("tests")
}

/// Cargo's target directory.
#[must_use]
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(directory) => root().join(directory),
        None => root().join("target"),
    }
}
