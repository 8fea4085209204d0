//! A headless Chromium behind its driver. Pages take turns with one: each has a tab of its own, and nothing of the page
//! before is left. So there are as many browsers as pages are open at once, and not one for each that is ever opened.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Context, Result, anyhow};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::{self, Runtime};
use xtask::{command, debian};

use crate::driver::Driver;

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

/// A browser with one tab.
#[derive(Debug)]
pub(crate) struct Browser {
    device: Device,
    runtime: Runtime,
    client: Client,
    /// Ends the browser with itself; dropped after what talks to it.
    _driver: Driver,
}

/// Browsers nobody has a page in.
static IDLE: Mutex<Vec<Browser>> = Mutex::new(Vec::new());

/// What is idle. A test that failed elsewhere has not broken it.
fn idle() -> std::sync::MutexGuard<'static, Vec<Browser>> {
    IDLE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Browser {
    /// A browser that nobody uses and that knows of no page yet.
    pub(crate) fn lend(device: Device) -> Result<Self> {
        let found = {
            let mut idle = idle();
            idle.iter().position(|browser| browser.device == device).map(|index| idle.swap_remove(index))
        };
        // One that does not answer has died; another is started in its place.
        match found.and_then(|browser| browser.fresh_tab().ok().map(|()| browser)) {
            Some(browser) => Ok(browser),
            None => Self::start(device),
        }
    }

    /// Lets the next page have it. Of an origin nothing is kept: its port may come again.
    pub(crate) fn give_back(self, origin: &str) {
        let parameters = json!({ "origin": origin, "storageTypes": "all" });
        let forgotten = self.developer("Storage.clearDataForOrigin", parameters).is_ok()
            && self.developer("Network.clearBrowserCache", json!({})).is_ok();
        // After a failure nobody knows in what state it is.
        if forgotten && !thread::panicking() {
            idle().push(self);
        }
    }

    /// Opens a tab, with nothing emulated and no history, and closes the others.
    fn fresh_tab(&self) -> Result<()> {
        self.wait(async |client| {
            // Which pointers there are, and what they hold, is the driver's to remember.
            client.release_actions().await?;
            let others = client.windows().await?;
            let tab = client.new_window(true).await?.handle;
            for other in others {
                client.switch_to_window(other).await?;
                client.close_window().await?;
            }
            client.switch_to_window(tab).await
        })?;
        Ok(())
    }

    fn start(device: Device) -> Result<Self> {
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        let profile = fresh_profile()?;
        let driver = Driver::start(&profile)?;
        let client = runtime
            .block_on(
                ClientBuilder::new(HttpConnector::new())
                    .capabilities(capabilities(device, &profile))
                    .connect(driver.address()),
            )
            .map_err(|error| {
                anyhow!(error).context("Chromium does not start; `cargo xtask test` installs it")
            })?;
        Ok(Self { device, runtime, client, _driver: driver })
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
