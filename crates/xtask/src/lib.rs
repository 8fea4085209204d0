//! What cargo alone cannot say.
//!
//! ```text
//! cargo xtask wasm             fill dist/ with the page and its WebAssembly module
//! cargo xtask serve [--port N] the same, then serve it on loopback
//! cargo xtask test [--only S]  everything that must hold before a change is accepted
//! ```
//!
//! It is a library too, because the page tests start the same [`server`] that a reader starts.

pub mod command;
pub mod debian;
pub mod serve;
pub mod server;
pub mod size;
pub mod toolchain;
pub mod wasm;
pub mod workspace;

use anyhow::{Result, bail};

/// How to call it, printed on `--help` and after a command that is not known.
const USAGE: &str = "\
cargo xtask wasm             fill dist/ with the page and its WebAssembly module
cargo xtask serve [--port N] the same, then serve it on loopback (8080, or the next free port)
cargo xtask test [--only S]  everything that must hold before a change is accepted";

/// Runs the command named by the first argument.
///
/// # Errors
///
/// Whatever stopped the command, as a sentence for the person who called it.
pub fn run(arguments: &[String]) -> Result<()> {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("--help", arguments),
    };
    match command {
        "wasm" => {
            no_more(rest)?;
            wasm::run()
        }
        "serve" => serve::run(rest),
        "--help" | "-h" | "help" => {
            println!("{USAGE}");
            Ok(())
        }
        unknown => bail!("`{unknown}` is not a command; these are:\n{USAGE}"),
    }
}

/// Refuses arguments that a command does not read, rather than ignoring a misspelt one.
fn no_more(rest: &[String]) -> Result<()> {
    match rest.first() {
        None => Ok(()),
        Some(extra) => bail!("`{extra}` is not understood here; these are the commands:\n{USAGE}"),
    }
}
