//! One instrument on the page, and the controls in it.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::page::Page;
use crate::pointer::{Pointer, Spot};

/// A custom element such as `<hillside-descent>`.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'a> {
    page: &'a Page,
    element: &'static str,
    index: usize,
}

impl<'a> Figure<'a> {
    pub(crate) fn new(page: &'a Page, element: &'static str, index: usize) -> Self {
        Self { page, element, index }
    }

    /// Everything a link to it must carry.
    #[track_caller]
    #[must_use]
    pub fn settings(&self) -> Value {
        self.evaluate("return figure.settings;", &[])
    }

    /// Changes some of the settings, as a program in the page would, and waits until they are drawn.
    #[track_caller]
    pub fn set(&self, settings: &Value) {
        let () = self.evaluate(
            "figure.settings = { ...figure.settings, ...rest[0] }; await figure.ready; return null;",
            std::slice::from_ref(settings),
        );
    }

    /// Every number it shows.
    #[track_caller]
    #[must_use]
    pub fn readout(&self) -> Value {
        self.evaluate("return figure.readout;", &[])
    }

    /// Where a point of the world lies on the screen.
    #[track_caller]
    #[must_use]
    pub fn to_client(&self, x: f64, y: f64) -> Spot {
        self.evaluate("const { x, y } = figure.toClient(...rest); return { x, y };", &[json!(x), json!(y)])
    }

    /// Calls a method of the element, such as `step` with 3, and waits until the result is drawn.
    #[track_caller]
    pub fn call(&self, method: &str, arguments: &[Value]) {
        let mut all = vec![json!(method)];
        all.extend_from_slice(arguments);
        let () = self.evaluate(
            "const [method, ...values] = rest; await figure[method](...values); await figure.ready; return null;",
            &all,
        );
    }

    /// Scrolls it into the window.
    #[track_caller]
    pub fn show(&self) {
        let () = self
            .evaluate("figure.scrollIntoView({ block: 'center', behavior: 'instant' }); return null;", &[]);
        self.page.frame();
    }

    /// One of its controls.
    #[must_use]
    pub fn part(&self, part: Part) -> Control<'a> {
        Control { figure: *self, part }
    }

    /// Runs the body of an asynchronous function in the page, which has the element as `figure`,
    /// its shadow root as `root` and the arguments as `rest`.
    #[track_caller]
    pub fn evaluate<T: DeserializeOwned>(&self, body: &str, arguments: &[Value]) -> T {
        let body = format!(
            "const [name, index, ...rest] = arguments;
            const figure = document.querySelectorAll(name)[index];
            if (!figure) throw new Error(`there is no ${{name}} number ${{index}}`);
            const root = figure.shadowRoot;
            {body}"
        );
        let mut all = vec![json!(self.element), json!(self.index)];
        all.extend_from_slice(arguments);
        self.page.evaluate(&body, &all)
    }
}

/// A control or a read-out inside an instrument.
///
/// This is the one place that knows how the page marks them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What a hand grabs: the map.
    Map,
}

impl Part {
    fn selector(self) -> &'static str {
        match self {
            Self::Map => "canvas",
        }
    }
}

/// A control of a figure, found anew for every action, for the page may draw it anew.
#[derive(Clone, Copy, Debug)]
pub struct Control<'a> {
    figure: Figure<'a>,
    part: Part,
}

impl Control<'_> {
    /// Whether it is there and not hidden.
    #[track_caller]
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.figure.evaluate(
            "const part = root.querySelector(rest[0]);
            return part !== null && part.checkVisibility({ visibilityProperty: true });",
            &[json!(self.part.selector())],
        )
    }

    /// What it says.
    #[track_caller]
    #[must_use]
    pub fn text(&self) -> String {
        self.evaluate("return part.innerText;", &[])
    }

    /// What is entered in it.
    #[track_caller]
    #[must_use]
    pub fn value(&self) -> String {
        self.evaluate("return part.value;", &[])
    }

    /// One of its attributes.
    #[track_caller]
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.evaluate("return part.getAttribute(rest[0]);", &[json!(name)])
    }

    /// Whether it does not answer at present.
    #[track_caller]
    #[must_use]
    pub fn is_disabled(&self) -> bool {
        self.evaluate("return part.matches(':disabled');", &[])
    }

    /// Its middle, after scrolling it into the window.
    #[track_caller]
    #[must_use]
    pub fn middle(&self) -> Spot {
        self.evaluate(
            "part.scrollIntoView({ block: 'nearest', behavior: 'instant' });
            const box = part.getBoundingClientRect();
            return { x: box.x + box.width / 2, y: box.y + box.height / 2 };",
            &[],
        )
    }

    /// A click of the mouse on its middle.
    #[track_caller]
    pub fn click(&self) {
        self.tap(Pointer::Mouse);
    }

    /// A click or a tap on its middle.
    #[track_caller]
    pub fn tap(&self, pointer: Pointer) {
        let middle = self.middle();
        self.figure.page.tap(pointer, middle);
    }

    /// Gives it the focus.
    #[track_caller]
    pub fn focus(&self) {
        let () = self.evaluate("part.focus(); return null;", &[]);
    }

    /// Replaces what is entered in a text field by typing.
    #[track_caller]
    pub fn fill(&self, text: &str) {
        let () = self.evaluate("part.focus(); part.select(); return null;", &[]);
        self.figure.page.type_text(text);
    }

    /// Chooses an option of a menu, or sets a slider, as if by hand: the value, then the events.
    #[track_caller]
    pub fn choose(&self, value: &str) {
        let () = self.evaluate(
            "part.focus();
            part.value = rest[0];
            if (part.value !== rest[0]) throw new Error(`it cannot be ${rest[0]}`);
            for (const type of ['input', 'change']) part.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
            return null;",
            &[json!(value)],
        );
        self.figure.page.frame();
    }

    #[track_caller]
    fn evaluate<T: DeserializeOwned>(&self, body: &str, arguments: &[Value]) -> T {
        let body = format!(
            "const part = root.querySelector(rest.shift());
            if (!part) throw new Error('the {:?} of the figure is not there');
            {body}",
            self.part
        );
        let mut all = vec![json!(self.part.selector())];
        all.extend_from_slice(arguments);
        self.figure.evaluate(&body, &all)
    }
}
