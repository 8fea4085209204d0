//! What the browser noted: its console, and every request it made.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::browser::Browser;

/// How grave a message on the console is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// `console.log` and below.
    Note,
    /// `console.warn`, and what the browser warns of.
    Warning,
    /// `console.error`, an exception nobody caught, a file that is missing, a policy violated.
    Error,
}

/// One message on the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How grave it is.
    pub level: Level,
    /// Where it came from and what it says.
    pub text: String,
}

/// Everything noted so far. The browser forgets what it has told, so this remembers.
#[derive(Debug, Default)]
pub(crate) struct Log {
    pub(crate) messages: Vec<Message>,
    pub(crate) requests: Vec<String>,
}

impl Log {
    /// Fetches what is new.
    pub(crate) fn update(&mut self, browser: &Browser) -> Result<()> {
        for entry in entries(browser, "browser")? {
            let level = match entry["level"].as_str() {
                Some("SEVERE") => Level::Error,
                Some("WARNING") => Level::Warning,
                _ => Level::Note,
            };
            let text = entry["message"].as_str().unwrap_or_default().to_owned();
            self.messages.push(Message { level, text });
        }
        for entry in entries(browser, "performance")? {
            let text = entry["message"].as_str().unwrap_or_default();
            let event: Value = serde_json::from_str(text).context("a network event that is not JSON")?;
            let event = &event["message"];
            let of_ours = event["params"]["documentURL"].as_str().is_some_and(|url| url.starts_with("http"));
            // The browser's own first tab is a page too.
            if event["method"] == "Network.requestWillBeSent" && of_ours {
                let url = event["params"]["request"]["url"].as_str().unwrap_or_default();
                self.requests.push(url.to_owned());
            }
        }
        Ok(())
    }
}

fn entries(browser: &Browser, kind: &str) -> Result<Vec<Value>> {
    let answer = browser.command("se/log", json!({ "type": kind }))?;
    Ok(answer.as_array().cloned().unwrap_or_default())
}
