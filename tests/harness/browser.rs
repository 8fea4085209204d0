//! A fresh headless Chromium behind its driver.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use anyhow::{Context, Result, anyhow, bail};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::{self, Runtime};
use xtask::{command, debian};

/// What the page is looked at with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// A window of 1280 × 800 CSS pixels, one device pixel each, with a mouse.
    Desk,
    /// A telephone held upright: 390 × 844 CSS pixels, three device pixels each way, with fingers.
    Phone,
}

impl Device {
    /// Width and height of the viewport in CSS pixels.
    #[must_use]
    pub fn size(self) -> (u32, u32) {
        match self {
            Self::Desk => (1280, 800),
            Self::Phone => (390, 844),
        }
    }

    fn emulation(self) -> Value {
        let (width, height) = self.size();
        let phone = self == Self::Phone;
        let ratio = if phone { 3 } else { 1 };
        json!({ "deviceMetrics": {
            "width": width, "height": height, "pixelRatio": ratio, "touch": phone, "mobile": phone,
        } })
    }
}

/// A browser with one window. It ends when it is dropped.
#[derive(Debug)]
pub(crate) struct Browser {
    runtime: Runtime,
    client: Client,
    driver: Child,
    profile: PathBuf,
}

impl Browser {
    pub(crate) fn start(device: Device) -> Result<Self> {
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        let profile = fresh_profile()?;
        let (mut driver, address) = start_driver()?;
        let connected = runtime.block_on(
            ClientBuilder::new(HttpConnector::new())
                .capabilities(capabilities(device, &profile))
                .connect(&address),
        );
        match connected {
            Ok(client) => Ok(Self { runtime, client, driver, profile }),
            Err(error) => {
                let _ = driver.kill();
                let _ = driver.wait();
                Err(anyhow!(error).context("Chromium does not start; `cargo xtask test` installs it"))
            }
        }
    }

    /// Does something with the client, waiting until it is done.
    pub(crate) fn wait<F: Future>(&self, action: impl FnOnce(Client) -> F) -> F::Output {
        self.runtime.block_on(action(self.client.clone()))
    }

    /// A command of the driver that the standard does not have, such as `goog/cdp/execute`.
    pub(crate) fn command(&self, path: &'static str, body: Value) -> Result<Value> {
        let answer = self.wait(async |client| client.issue_cmd(Vendor { path, body }).await);
        answer.with_context(|| path.to_owned())
    }

    /// A command of the developer tools' protocol.
    pub(crate) fn developer(&self, command: &str, parameters: Value) -> Result<Value> {
        self.command("goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
            .with_context(|| command.to_owned())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver ends the browser it started only where it is asked to.
        let _ = self.runtime.block_on(self.client.clone().close());
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = fs::remove_dir_all(&self.profile);
    }
}

fn capabilities(device: Device, profile: &std::path::Path) -> serde_json::Map<String, Value> {
    let mut arguments = vec![
        "--headless".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        // The shared memory of a container is often too small for a page.
        "--disable-dev-shm-usage".to_owned(),
        format!("--user-data-dir={}", profile.display()),
    ];
    if debian::is_root() {
        // Chromium's sandbox does not work for root.
        arguments.push("--no-sandbox".to_owned());
    }
    let mut options = json!({
        "args": arguments,
        "mobileEmulation": device.emulation(),
        "perfLoggingPrefs": { "enableNetwork": true, "enablePage": false },
    });
    if let Some(binary) = command::find("chromium") {
        options["binary"] = json!(binary);
    }
    let mut capabilities = serde_json::Map::new();
    capabilities.insert("browserName".to_owned(), json!("chrome"));
    capabilities.insert("goog:chromeOptions".to_owned(), options);
    capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL", "performance": "ALL" }));
    capabilities
        .insert("timeouts".to_owned(), json!({ "script": 30_000, "pageLoad": 30_000, "implicit": 0 }));
    capabilities
}

fn fresh_profile() -> Result<PathBuf> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("hillside-browser-{}-{number}", std::process::id());
    let profile = std::env::temp_dir().join(name);
    fs::create_dir_all(&profile).with_context(|| format!("cannot create {}", profile.display()))?;
    Ok(profile)
}

/// A driver that finds its port taken by another in the same moment ends: it may choose so often.
const CHOICES: usize = 4;

/// Starts the driver on a port of its choice and gives its address.
fn start_driver() -> Result<(Child, String)> {
    let mut chosen = try_driver();
    for _ in 1..CHOICES {
        if chosen.is_ok() {
            break;
        }
        chosen = try_driver();
    }
    chosen
}

fn try_driver() -> Result<(Child, String)> {
    let Some(program) = command::find("chromedriver") else {
        bail!("there is no chromedriver on the path; `cargo xtask test` installs it");
    };
    let mut driver = Command::new(&program)
        .arg("--port=0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {}", program.display()))?;
    let output = driver.stdout.take().context("the driver's output is piped")?;
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let port = lines.find_map(|line| {
        let (_, rest) = line.split_once("started successfully on port ")?;
        rest.trim_end_matches('.').parse::<u16>().ok()
    });
    // Read on, or the driver would stop when the pipe is full.
    thread::spawn(move || lines.for_each(drop));
    match port {
        Some(port) => Ok((driver, format!("http://127.0.0.1:{port}"))),
        None => {
            let _ = driver.kill();
            let _ = driver.wait();
            bail!("{} ended before it said its port", program.display())
        }
    }
}

/// A `POST` below the session.
#[derive(Debug)]
struct Vendor {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
