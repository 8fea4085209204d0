//! `cargo xtask serve`: the page on this machine.

use std::io::ErrorKind;

use anyhow::{Context, Result, bail};

use crate::server::{Server, Site};
use crate::{wasm, workspace};

/// Where the page is looked for first.
const PORT: u16 = 8080;

/// So many ports after the first are tried.
const TRIES: u16 = 100;

/// Builds the page and serves it until interrupted. The arguments may name a port: `--port 9000`.
///
/// # Errors
///
/// If the page cannot be built, or the port is taken.
pub fn run(arguments: &[String]) -> Result<()> {
    let wanted = port(arguments)?;
    wasm::run()?;
    let server = match wanted {
        Some(port) => Server::start(site(), port).with_context(|| format!("port {port} cannot be used"))?,
        None => next_free()?,
    };
    println!("\nHillside is at {}/ (Ctrl+C ends it)", server.origin());
    server.wait();
    Ok(())
}

fn site() -> Site {
    Site::new(workspace::dist())
}

fn next_free() -> Result<Server> {
    for port in PORT..PORT + TRIES {
        match Server::start(site(), port) {
            Ok(server) => return Ok(server),
            Err(error) if error.kind() == ErrorKind::AddrInUse => println!("Port {port} is taken."),
            Err(error) => return Err(error).with_context(|| format!("port {port} cannot be used")),
        }
    }
    bail!("no port from {PORT} to {} is free; choose one with --port", PORT + TRIES - 1)
}

fn port(arguments: &[String]) -> Result<Option<u16>> {
    match arguments {
        [] => Ok(None),
        [name, value] if name == "--port" => {
            let port = value
                .parse()
                .with_context(|| format!("`{value}` is not a port; use a number up to 65535"))?;
            Ok(Some(port))
        }
        [option] if option.starts_with("--port=") => {
            port(&["--port".to_owned(), option["--port=".len()..].to_owned()])
        }
        _ => bail!("`serve` reads `--port N` and nothing else"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Option<u16>> {
        port(&arguments.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn the_port_is_read_in_both_spellings() {
        assert_eq!(read(&[]).unwrap(), None);
        assert_eq!(read(&["--port", "9000"]).unwrap(), Some(9000));
        assert_eq!(read(&["--port=9000"]).unwrap(), Some(9000));
        for wrong in [&["--port"][..], &["--port", "99999"], &["--prot", "80"], &["80"]] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
