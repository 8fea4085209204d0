//! The command `cargo xtask`.

use std::process::ExitCode;

use anyhow::{Result, bail};
use xtask::{bench, serve, test, wasm};

/// How to call it, printed on `--help` and after a command that is not known.
const USAGE: &str = "\
cargo xtask wasm             fill dist/ with the page and its WebAssembly module
cargo xtask serve [--port N] the same, then serve it on loopback (8080, or the next free port)
cargo xtask test [--only S]  everything that must hold before a change is accepted; S is a stage
cargo xtask test S [NAME]    one stage; of `unit` and `page` the tests with NAME in their names
cargo xtask bench [--only N] Hillside measured against others in one browser; N is a figure";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("--help", arguments),
    };
    match (command, rest) {
        ("wasm", []) => wasm::run(),
        ("serve", _) => serve::run(rest),
        ("test", _) => test::run(rest),
        ("bench", _) => bench::run(rest),
        ("--help" | "-h" | "help", _) => {
            println!("{USAGE}");
            Ok(())
        }
        // A misspelt option is refused rather than ignored.
        ("wasm", [extra, ..]) => bail!("`wasm` does not read `{extra}`:\n{USAGE}"),
        (unknown, _) => bail!("`{unknown}` is not a command; these are:\n{USAGE}"),
    }
}
