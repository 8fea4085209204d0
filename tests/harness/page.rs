//! The page as a person has it.

use std::cell::RefCell;
use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fantoccini::actions::{Actions, InputSource, KeyAction, KeyActions, WheelAction, WheelActions};
use fantoccini::key::Key;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use xtask::server::{Server, Site};
use xtask::workspace;

use crate::axe::{self, Violation};
use crate::browser::{Browser, Device};
use crate::figure::{Control, Figure};
use crate::log::{Level, Log, Message};
use crate::part::Part;
use crate::pointer::{self, Pointer, Spot};

/// What is waited for comes within this, or not at all.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the reader's system prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// A reader's machine and line, where they are slower than this one's.
#[derive(Clone, Copy, Debug)]
pub struct Strain {
    /// So many times as long a script takes.
    pub processor: f64,
    /// So many milliseconds pass before the first byte of an answer comes.
    pub latency: f64,
    /// So many bits a second come.
    pub bits: f64,
}

/// A page in a tab of its own, with a server of its own.
#[derive(Debug)]
pub struct Page {
    /// There until the page is dropped.
    lent: Option<Browser>,
    server: Server,
    log: RefCell<Log>,
}

impl Page {
    /// Opens our page and waits until its figures are drawn.
    #[track_caller]
    #[must_use]
    pub fn open(device: Device) -> Self {
        Self::open_at(device, "/")
    }

    /// Opens our page with something behind its address, such as `/#formula=x`.
    #[track_caller]
    #[must_use]
    pub fn open_at(device: Device, address: &str) -> Self {
        Self::open_site(device, Site::new(built()), address)
    }

    /// Opens somebody's article with one figure in it, and waits until that is drawn.
    #[track_caller]
    #[must_use]
    pub fn open_article(device: Device, element: &str, attributes: &str) -> Self {
        let page = Self::open_foreign(
            device,
            &format!(
                r#"<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark"><title>An article</title>
                <script type="module" src="/hillside/hillside.js"></script>
                <main><h1>An article</h1><{element} {attributes}></{element}><p>And so on.</p></main></html>"#
            ),
        );
        page.until("the figure is there", || {
            page.evaluate("return !!document.querySelector(arguments[0]).model;", &[json!(element)])
        });
        page.frame();
        page
    }

    /// Opens somebody else's page, given as HTML, which finds ours under `/hillside/`:
    /// `<script type="module" src="/hillside/hillside.js"></script>`.
    #[track_caller]
    #[must_use]
    pub fn open_foreign(device: Device, html: &str) -> Self {
        let site = Site::at("/hillside/", built())
            .and_text("/article.html", html)
            // A browser asks for it unbidden, and complains where it is missing.
            .and_text("/favicon.ico", "");
        Self::open_site(device, site, "/article.html")
    }

    /// Opens an address of a site and waits until the figures on it are drawn.
    #[track_caller]
    #[must_use]
    pub fn open_site(device: Device, site: Site, address: &str) -> Self {
        let page = or_panic(Self::start(device, site));
        page.go(address);
        page
    }

    /// Opens an address of a site whose figures need not come to be.
    #[track_caller]
    #[must_use]
    pub fn open_unready(device: Device, site: Site, address: &str) -> Self {
        let page = or_panic(Self::start(device, site));
        page.load(address);
        page
    }

    /// Opens an address of a site on a slow machine behind a slow line. The script `watching` runs before all others.
    #[track_caller]
    #[must_use]
    pub fn open_strained(device: Device, site: Site, address: &str, strain: Strain, watching: &str) -> Self {
        let page = or_panic(Self::start(device, site));
        let Strain { processor, latency, bits } = strain;
        let line = json!({
            "offline": false, "latency": latency, "downloadThroughput": bits / 8.0, "uploadThroughput": bits / 8.0,
        });
        for (command, parameters) in [
            ("Network.enable", json!({})),
            ("Network.emulateNetworkConditions", line),
            ("Emulation.setCPUThrottlingRate", json!({ "rate": processor })),
            ("Page.addScriptToEvaluateOnNewDocument", json!({ "source": watching })),
        ] {
            or_panic(page.browser().developer(command, parameters));
        }
        page.load(address);
        page
    }

    fn start(device: Device, site: Site) -> Result<Self> {
        let server = Server::start(site, 0).context("the page cannot be served")?;
        let browser = Browser::lend(device)?;
        // What the browser noted before it was lent is no news of this page.
        Log::default().update(&browser)?;
        Ok(Self { lent: Some(browser), server, log: RefCell::default() })
    }

    fn browser(&self) -> &Browser {
        self.lent.as_ref().expect("a page has its browser until it is dropped")
    }

    /// Opens an address of the same site in the same window, and waits until its figures are drawn.
    #[track_caller]
    pub fn go(&self, address: &str) {
        self.load(address);
        self.ready();
    }

    #[track_caller]
    fn load(&self, address: &str) {
        let url = format!("{}{address}", self.server.origin());
        or_panic(self.browser().wait(async |client| client.goto(&url).await).context(url));
    }

    /// Loads the present address again, and waits until its figures are drawn.
    #[track_caller]
    pub fn reload(&self) {
        or_panic(self.browser().wait(async |client| client.refresh().await).context("reload"));
        self.ready();
    }

    /// Waits until the figures are drawn with their present settings: of our page, which fetches what is further down a
    /// moment later, those in the window; of another, all.
    #[track_caller]
    pub fn ready(&self) {
        let () = self.evaluate(
            "const seen = (figure) => !('instrument' in figure.dataset) || figure.getBoundingClientRect().top < innerHeight;
            const figures = [...document.querySelectorAll('*')].filter((node) => node.localName.startsWith('hillside-') && seen(node));
            await Promise.all(figures.map(async (figure) => {
                await customElements.whenDefined(figure.localName);
                await figure.ready;
            }));
            return null;",
            &[],
        );
    }

    /// The first `<hillside-descent>`.
    #[must_use]
    pub fn descent(&self) -> Figure<'_> {
        self.figure("hillside-descent", 0)
    }

    /// The first `<hillside-detector>`, in the window and drawn.
    #[track_caller]
    #[must_use]
    pub fn detector(&self) -> Figure<'_> {
        let figure = self.figure("hillside-detector", 0);
        figure.show();
        self.ready();
        figure
    }

    /// The first `<hillside-curvature>`, in the window and drawn.
    #[track_caller]
    #[must_use]
    pub fn curvature(&self) -> Figure<'_> {
        let figure = self.figure("hillside-curvature", 0);
        figure.show();
        self.ready();
        figure.part(Part::Map).show();
        figure
    }

    /// The figure of that element which comes after so many others of its kind.
    #[must_use]
    pub fn figure(&self, element: &'static str, index: usize) -> Figure<'_> {
        Figure::new(self, element, index)
    }

    // What a hand does.

    /// Presses at one place, moves to another and lets go.
    #[track_caller]
    pub fn drag(&self, pointer: Pointer, from: Spot, to: Spot) {
        self.perform(pointer.drag(from, to));
    }

    /// Presses at one place, moves to another and holds on.
    #[track_caller]
    pub fn hold(&self, pointer: Pointer, from: Spot, to: Spot) {
        if pointer == Pointer::Touch {
            self.touch("touchStart", &[from]);
            self.carry(pointer, from, to);
        } else {
            self.perform(pointer.hold(from, to));
        }
    }

    /// Moves on what holds on.
    #[track_caller]
    pub fn carry(&self, pointer: Pointer, from: Spot, to: Spot) {
        if pointer == Pointer::Touch {
            pointer::places(from, to).for_each(|place| self.touch("touchMove", &[place]));
        } else {
            self.perform(pointer.carry(from, to));
        }
    }

    /// Lets go what holds on.
    #[track_caller]
    pub fn release(&self, pointer: Pointer) {
        if pointer == Pointer::Touch {
            self.touch("touchEnd", &[]);
        } else {
            self.perform(pointer.release());
        }
    }

    /// The fingers on the screen from now on: the driver forgets them between its actions.
    #[track_caller]
    fn touch(&self, kind: &str, fingers: &[Spot]) {
        let points: Vec<Value> = fingers.iter().map(|spot| json!({ "x": spot.x, "y": spot.y })).collect();
        let parameters = json!({ "type": kind, "touchPoints": points });
        or_panic(self.browser().developer("Input.dispatchTouchEvent", parameters));
        self.frame();
    }

    /// A click of the mouse, a tap of finger or pen.
    #[track_caller]
    pub fn tap(&self, pointer: Pointer, at: Spot) {
        self.perform(pointer.tap(at));
    }

    /// Brings the mouse or pen over a place without pressing.
    #[track_caller]
    pub fn hover(&self, pointer: Pointer, at: Spot) {
        self.perform(pointer.hover(at));
    }

    /// Two fingers on a level line go from one distance to another around a place.
    #[track_caller]
    pub fn pinch(&self, around: Spot, from: f64, to: f64) {
        let finger = |name, side: f64| {
            Pointer::Touch.drag_as(name, around.by(side * from / 2.0, 0.0), around.by(side * to / 2.0, 0.0))
        };
        let both = Actions::from(finger("thumb", -1.0)).and(finger("finger", 1.0));
        self.perform(both);
    }

    /// Turns the wheel over a place; downwards is positive.
    #[track_caller]
    pub fn wheel(&self, at: Spot, down: f64) {
        self.wheel_with(&[], at, down);
    }

    /// Turns the wheel over a place while keys are held.
    #[track_caller]
    pub fn wheel_with(&self, held: &[Key], at: Spot, down: f64) {
        #[expect(clippy::cast_possible_truncation, reason = "the protocol counts whole pixels")]
        let scroll = WheelAction::Scroll {
            duration: None,
            x: at.x.round() as i64,
            y: at.y.round() as i64,
            delta_x: 0,
            delta_y: down.round() as i64,
        };
        let keys = |action: fn(char) -> KeyAction| {
            held.iter()
                .map(move |key| action(char::from(*key)))
                .fold(KeyActions::new("keys".to_owned()), InputSource::then)
        };
        self.perform(keys(|value| KeyAction::Down { value }));
        self.perform(WheelActions::new("wheel".to_owned()).then(scroll));
        self.perform(keys(|value| KeyAction::Up { value }));
    }

    /// Presses a key in whatever has the focus.
    #[track_caller]
    pub fn press(&self, key: Key) {
        self.press_with(&[], key);
    }

    /// Presses a key while others, such as [`Key::Shift`], are held.
    #[track_caller]
    pub fn press_with(&self, held: &[Key], key: Key) {
        let down = |key: &Key| KeyAction::Down { value: char::from(*key) };
        let up = |key: &Key| KeyAction::Up { value: char::from(*key) };
        let mut actions: Vec<KeyAction> = held.iter().map(down).collect();
        actions.extend([down(&key), up(&key)]);
        actions.extend(held.iter().rev().map(up));
        self.perform(actions.into_iter().fold(KeyActions::new("keys".to_owned()), InputSource::then));
    }

    /// Presses Tab until a part of a figure has the focus, as a person without a pointer does.
    #[track_caller]
    pub fn tab_to(&self, part: &Control<'_>) {
        for _ in 0..300 {
            if part.has_focus() {
                return;
            }
            self.press(Key::Tab);
        }
        panic!("no number of tabs leads to {part:?}");
    }

    /// Types a text into whatever has the focus.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        let actions = text.chars().flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]);
        self.perform(actions.fold(KeyActions::new("keys".to_owned()), InputSource::then));
    }

    /// Inserts a text at once into whatever has the focus.
    #[track_caller]
    pub fn paste_text(&self, text: &str) {
        or_panic(self.browser().developer("Input.insertText", json!({ "text": text })));
        self.frame();
    }

    #[track_caller]
    fn perform(&self, actions: impl Into<Actions>) {
        let actions = actions.into();
        or_panic(
            self.browser().wait(async |client| client.perform_actions(actions).await).context("an action"),
        );
        self.frame();
    }

    /// Waits until the page has drawn what it was told so far.
    #[track_caller]
    pub fn frame(&self) {
        let () = self.evaluate(
            "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))); return null;",
            &[],
        );
    }

    // What the page is like.

    /// Runs the body of an asynchronous function in the page, with `arguments` as they are given,
    /// and gives what it returns.
    #[track_caller]
    pub fn evaluate<T: DeserializeOwned>(&self, body: &str, arguments: &[Value]) -> T {
        or_panic(self.try_evaluate(body, arguments))
    }

    pub(crate) fn try_evaluate<T: DeserializeOwned>(&self, body: &str, arguments: &[Value]) -> Result<T> {
        // The driver waits for the promise, and reports its failure.
        let script = format!("return (async function () {{ {body}\n}}).apply(null, arguments);");
        let answer = self.browser().wait(async |client| client.execute(&script, arguments.to_vec()).await);
        let value = answer.with_context(|| format!("in the page: {body}"))?;
        serde_json::from_value(value).with_context(|| format!("from the page: {body}"))
    }

    /// Waits until something holds. `what` completes the sentence "did not come about: …".
    #[track_caller]
    pub fn until(&self, what: &str, mut holds: impl FnMut() -> bool) {
        let end = Instant::now() + PATIENCE;
        while !holds() {
            assert!(Instant::now() < end, "did not come about within {} s: {what}", PATIENCE.as_secs());
            thread::sleep(Duration::from_millis(30));
        }
    }

    /// What is in the address line.
    #[track_caller]
    #[must_use]
    pub fn address(&self) -> String {
        self.evaluate("return location.href;", &[])
    }

    /// What is behind the `#` of the address, with it, once the page has written it.
    #[track_caller]
    #[must_use]
    pub fn link(&self) -> String {
        // The page waits before it writes, for browsers refuse addresses that change too often.
        self.evaluate("await new Promise((done) => setTimeout(done, 700)); return location.hash;", &[])
    }

    /// How far the page is scrolled down, in CSS pixels.
    #[track_caller]
    #[must_use]
    pub fn scrolled(&self) -> f64 {
        self.evaluate("return scrollY;", &[])
    }

    /// Where the page comes from: scheme, host and port.
    #[must_use]
    pub fn origin(&self) -> String {
        self.server.origin()
    }

    /// By how many CSS pixels the page is wider than the window: more than none is a sideways scroll.
    #[track_caller]
    #[must_use]
    pub fn excess_width(&self) -> f64 {
        self.evaluate(
            "const root = document.documentElement;
            return Math.max(root.scrollWidth, document.body.scrollWidth) - root.clientWidth;",
            &[],
        )
    }

    /// Lets the reader's system prefer light or dark.
    #[track_caller]
    pub fn prefer(&self, scheme: Scheme) {
        let value = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        self.emulate("prefers-color-scheme", value);
    }

    /// Takes the window to a screen of other size and density: CSS pixels, and device pixels to each.
    #[track_caller]
    pub fn take_to_screen(&self, width: u32, height: u32, ratio: f64) {
        let parameters =
            json!({ "width": width, "height": height, "deviceScaleFactor": ratio, "mobile": false });
        or_panic(self.browser().developer("Emulation.setDeviceMetricsOverride", parameters));
        self.frame();
    }

    /// Lets the reader's system ask for little motion.
    #[track_caller]
    pub fn prefer_reduced_motion(&self) {
        self.emulate("prefers-reduced-motion", "reduce");
    }

    #[track_caller]
    pub(crate) fn emulate(&self, feature: &str, value: &str) {
        let parameters = json!({ "features": [{ "name": feature, "value": value }] });
        or_panic(self.browser().developer("Emulation.setEmulatedMedia", parameters));
        self.frame();
    }

    /// A command of the developer tools' protocol, and its answer.
    #[track_caller]
    pub(crate) fn developer(&self, command: &str, parameters: Value) -> Value {
        or_panic(self.browser().developer(command, parameters))
    }

    /// What axe-core finds in the page as it is.
    #[track_caller]
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        or_panic(self.find_violations(&[]))
    }

    pub(crate) fn find_violations(&self, inside: &[Value]) -> Result<Vec<Violation>> {
        if !self.try_evaluate::<bool>("return 'axe' in globalThis;", &[])? {
            // As a program, for a script element would break the page's policy.
            self.browser().developer("Runtime.evaluate", json!({ "expression": axe::program()? }))?;
        }
        self.try_evaluate(axe::RUN, inside)
    }

    /// Everything on the console since the page was opened.
    #[track_caller]
    #[must_use]
    pub fn console(&self) -> Vec<Message> {
        or_panic(self.log.borrow_mut().update(self.browser()));
        self.log.borrow().messages.clone()
    }

    /// The address of every request since the page was opened.
    #[track_caller]
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        or_panic(self.log.borrow_mut().update(self.browser()));
        self.log.borrow().requests.clone()
    }

    /// No error on the console, and no request to another origin: true of every page at any time.
    #[track_caller]
    pub fn assert_quiet(&self) {
        let console = self.console();
        let errors: Vec<&Message> = console.iter().filter(|message| message.level == Level::Error).collect();
        assert!(errors.is_empty(), "errors on the console: {errors:#?}");
        let origin = format!("{}/", self.origin());
        let requests = self.requests();
        let foreign: Vec<&String> = requests
            .iter()
            // What carries its content in itself asks no one.
            .filter(|url| !url.starts_with(&origin) && !url.starts_with("data:") && !url.starts_with("blob:"))
            .collect();
        assert!(foreign.is_empty(), "requests to elsewhere: {foreign:#?}");
    }

    /// Keeps a picture of the whole page as `shots/NAME.png` in the target directory.
    #[track_caller]
    pub fn screenshot(&self, name: &str) -> PathBuf {
        or_panic(self.take_screenshot(name))
    }

    fn take_screenshot(&self, name: &str) -> Result<PathBuf> {
        let parameters = json!({ "format": "png", "captureBeyondViewport": true });
        let answer = self.browser().developer("Page.captureScreenshot", parameters)?;
        let picture = STANDARD.decode(answer["data"].as_str().context("a screenshot without data")?)?;
        let folder = workspace::target().join("shots");
        fs::create_dir_all(&folder)?;
        let file = folder.join(name).with_extension("png");
        fs::write(&file, picture)?;
        Ok(file)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if let Some(browser) = self.lent.take() {
            browser.give_back(&self.server.origin());
        }
    }
}

/// The page as it is deployed, which has to be built before it can be tested.
#[track_caller]
fn built() -> PathBuf {
    let dist = workspace::dist();
    assert!(dist.join("index.html").is_file(), "there is no page in dist/; `cargo xtask wasm` builds it");
    dist
}

/// Tests want a value or a reason, at the line where they asked.
#[track_caller]
pub(crate) fn or_panic<T>(result: Result<T>) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("{:#}", anyhow!(error)),
    }
}
