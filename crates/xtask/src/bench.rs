//! `cargo xtask bench`: Hillside measured against others in one browser.

use anyhow::Result;

use crate::command;

/// Measures every figure, or those of `--only 1,3`.
///
/// The program that does it is a package of its own, `bench/`: it drives a browser, and whoever
/// only builds the page should not wait for that to compile.
///
/// # Errors
///
/// If a page or a peer cannot be built or installed, or the arguments make no sense. A figure that
/// is missed is no error: it is in the table.
pub fn run(arguments: &[String]) -> Result<()> {
    command::run(
        command::cargo().args(["run", "--quiet", "--package", "hillside-bench", "--"]).args(arguments),
    )
}
