//! The browser's driver, which ends when nobody needs it any more.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};
use xtask::command;

/// A driver that finds its port taken by another in the same moment ends: it may choose so often.
const CHOICES: usize = 4;

/// A driver with the browsers it starts. They end when it is dropped, and when this process ends in whatever way: tests
/// hand browsers on to each other, and nobody is told which test is the last.
#[derive(Debug)]
pub(crate) struct Driver {
    address: String,
    keeper: Child,
}

/// Starts a driver in a group of its own, and ends the group once the pipe it listens to is closed; then removes what the
/// browser has written. Two signals: a driver that has ended leaves its browser to itself.
const KEEP: &str = r#"
    trap : TERM
    "$1" --port=0 &
    cat > /dev/null
    kill -TERM 0
    wait
    rm -rf "$2" 2> /dev/null || { sleep 1; rm -rf "$2"; }
    kill -KILL 0
"#;

impl Driver {
    /// Starts one whose browser writes into `profile`.
    pub(crate) fn start(profile: &Path) -> Result<Self> {
        let Some(program) = command::find("chromedriver") else {
            bail!("there is no chromedriver on the path; `cargo xtask test` installs it");
        };
        let mut driver = Self::choose(&program, profile);
        for _ in 1..CHOICES {
            if driver.is_ok() {
                break;
            }
            driver = Self::choose(&program, profile);
        }
        driver
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Starts it on a port of its choice.
    fn choose(program: &PathBuf, profile: &Path) -> Result<Self> {
        let mut keep = Command::new("sh");
        keep.args(["-c", KEEP, "keeper"]).arg(program).arg(profile);
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut keep, 0);
        let mut keeper = keep
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let output = keeper.stdout.take().context("the driver's output is piped")?;
        // From here on, whatever happens, it is ended.
        let mut driver = Self { address: String::new(), keeper };
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let port = lines.find_map(|line| {
            let (_, rest) = line.split_once("started successfully on port ")?;
            rest.trim_end_matches('.').parse::<u16>().ok()
        });
        // Read on, or the driver would stop when the pipe is full.
        thread::spawn(move || lines.for_each(drop));
        let port = port.with_context(|| format!("{} ended before it said its port", program.display()))?;
        driver.address = format!("http://127.0.0.1:{port}");
        Ok(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The end of its input is the end of it.
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}
