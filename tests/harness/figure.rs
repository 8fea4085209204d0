//! One instrument on the page, and the controls in it.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::axe::Violation;
use crate::page::{Page, or_panic};
use crate::part::Part;
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

    /// Changes some of the settings, as a program in the page would, and waits until they are
    /// drawn; those not given stay.
    #[track_caller]
    pub fn set(&self, settings: &Value) {
        let () = self.evaluate(
            "figure.settings = rest[0]; await figure.ready; return null;",
            std::slice::from_ref(settings),
        );
    }

    /// Every number it shows.
    #[track_caller]
    #[must_use]
    pub fn readout(&self) -> Value {
        self.evaluate("return figure.readout;", &[])
    }

    /// Every number it shows, to the last digit, but how far the history goes, what is not shown as a number, what is
    /// proved of the view a moment later, and how the view is drawn.
    #[track_caller]
    #[must_use]
    pub fn digits(&self) -> String {
        self.evaluate(
            "const { length, goesOn, bound, lipschitz, statements, heights, ...numbers } = figure.readout; return JSON.stringify(numbers, null, 1);",
            &[],
        )
    }

    /// The start point.
    #[track_caller]
    #[must_use]
    pub fn start(&self) -> [f64; 2] {
        self.evaluate("return figure.settings.start;", &[])
    }

    /// The step looked at.
    #[track_caller]
    #[must_use]
    pub fn index(&self) -> u64 {
        self.evaluate("return figure.readout.index;", &[])
    }

    /// The box of the world that the map shows: `[x0, x1, y0, y1]`.
    #[track_caller]
    #[must_use]
    pub fn view(&self) -> [f64; 4] {
        // From two points, since the view may follow from the formula.
        self.evaluate(
            "const o = figure.toClient(0, 0), e = figure.toClient(1, 1);
            const box = root.querySelector('#ground').getBoundingClientRect();
            return [(box.left - o.x) / (e.x - o.x), (box.right - o.x) / (e.x - o.x),
                (box.bottom - o.y) / (e.y - o.y), (box.top - o.y) / (e.y - o.y)];",
            &[],
        )
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

    /// Keeps the hands off the keys until what cannot be read has been said.
    #[track_caller]
    pub fn rest(&self) {
        let () = self.evaluate(
            "if (figure.problems.length) await new Promise((done) => setTimeout(done, 800));
            return null;",
            &[],
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

    /// What axe-core finds in the figure as it is, whatever else is on the page.
    #[track_caller]
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        or_panic(self.page.find_violations(&[json!(self.element), json!(self.index)]))
    }

    /// Counts from here on how often the ground in three dimensions is drawn, and its colours.
    #[track_caller]
    pub fn watch_solid(&self) {
        let () = self.evaluate(
            "const gl = root.querySelector('.scene-stage .ground').getContext('webgl2');
            const draw = gl.drawElements.bind(gl);
            const seen = (figure.solid = { frames: 0, colours: 0, gl });
            let reading = false;
            gl.drawElements = (...what) => {
                draw(...what);
                if (reading) return;
                reading = true;
                // When the whole picture is drawn, and before the browser takes it away.
                queueMicrotask(() => {
                    reading = false;
                    seen.frames += 1;
                    const [w, h] = [gl.drawingBufferWidth, gl.drawingBufferHeight], pixels = new Uint32Array(w * h);
                    gl.readPixels(0, 0, w, h, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(pixels.buffer));
                    seen.colours = new Set(pixels).size;
                });
            };
            return null;",
            &[],
        );
    }

    /// How often it was drawn since, and how many colours it had the last time.
    #[track_caller]
    #[must_use]
    pub fn solid(&self) -> [u32; 2] {
        self.evaluate("return [figure.solid.frames, figure.solid.colours];", &[])
    }

    /// Takes the graphics card away from the page, or gives it back.
    #[track_caller]
    pub fn take_card(&self, away: bool) {
        let () = self.evaluate(
            "const solid = figure.solid;
            solid.card ??= solid.gl.getExtension('WEBGL_lose_context');
            if (rest[0]) solid.card.loseContext(); else solid.card.restoreContext();
            return null;",
            &[json!(away)],
        );
    }
}

/// Where something lies in the viewport, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Edges {
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// The right edge.
    pub right: f64,
    /// The lower edge.
    pub bottom: f64,
}

impl Edges {
    /// From the left edge to the right.
    #[must_use]
    pub fn width(self) -> f64 {
        self.right - self.left
    }

    /// From the upper edge to the lower.
    #[must_use]
    pub fn height(self) -> f64 {
        self.bottom - self.top
    }

    /// The place at a share of the way across and of the way down: `at(0.5, 0.5)` is the middle.
    #[must_use]
    pub fn at(self, across: f64, down: f64) -> Spot {
        Spot { x: self.left + across * self.width(), y: self.top + down * self.height() }
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

    /// What it says; of what is spoken, what was said when the words of the last second are over.
    #[track_caller]
    #[must_use]
    pub fn text(&self) -> String {
        self.evaluate(
            "if (part.id === 'spoken') await new Promise((done) => setTimeout(done, 1050));
            return part.innerText;",
            &[],
        )
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

    /// Where it lies, without scrolling.
    #[track_caller]
    #[must_use]
    pub fn edges(&self) -> Edges {
        self.evaluate(
            "const { left, top, right, bottom } = part.getBoundingClientRect();
            return { left, top, right, bottom };",
            &[],
        )
    }

    /// What is painted on a canvas, as a number that differs where any pixel does.
    #[track_caller]
    #[must_use]
    pub fn picture(&self) -> String {
        self.evaluate(
            "const look = async () => {
                await figure.ready;
                const data = part.getContext('2d').getImageData(0, 0, part.width, part.height).data;
                const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
                return `${part.width} × ${part.height} ${[...hash].map((byte) => byte.toString(16)).join(' ')}`;
            };
            // The ground is drawn roughly while it moves, and finely when it has rested; the others at once.
            if (part.id !== 'ground') return look();
            for (let last = '', rounds = 0; rounds < 20; rounds += 1) {
                await new Promise((done) => setTimeout(done, 160));
                const now = await look();
                if (now === last) return now;
                last = now;
            }
            throw new Error('the picture does not come to rest');",
            &[],
        )
    }

    /// Whether it has the focus.
    #[track_caller]
    #[must_use]
    pub fn has_focus(&self) -> bool {
        self.evaluate("return document.activeElement === figure && root.activeElement === part;", &[])
    }

    /// What is marked in the text it shows, such as the character where a formula is wrong.
    #[track_caller]
    #[must_use]
    pub fn marked(&self) -> Option<String> {
        self.evaluate("return part.querySelector('mark')?.textContent ?? null;", &[])
    }

    /// The texts offered instead, each a button.
    #[track_caller]
    #[must_use]
    pub fn offers(&self) -> Vec<String> {
        self.evaluate("return [...part.querySelectorAll('button')].map((button) => button.textContent);", &[])
    }

    /// Takes the first of them with the mouse.
    #[track_caller]
    pub fn take_offer(&self) {
        self.take_offer_number(0);
    }

    /// Takes one of them, counted from 0, with the mouse.
    #[track_caller]
    pub fn take_offer_number(&self, index: usize) {
        let middle: Spot = self.evaluate(
            "const button = part.querySelectorAll('button')[rest[0]];
            button.scrollIntoView({ block: 'nearest', behavior: 'instant' });
            const box = button.getBoundingClientRect();
            return { x: box.x + box.width / 2, y: box.y + box.height / 2 };",
            &[json!(index)],
        );
        self.figure.page.tap(Pointer::Mouse, middle);
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

    /// Scrolls it to the middle of the window.
    #[track_caller]
    pub fn show(&self) {
        let () =
            self.evaluate("part.scrollIntoView({ block: 'center', behavior: 'instant' }); return null;", &[]);
        self.figure.page.frame();
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

    /// Replaces what is entered in a text field by typing, and rests for as long as what is wrong waits to be said.
    #[track_caller]
    pub fn fill(&self, text: &str) {
        let () = self.evaluate("part.focus(); part.select(); return null;", &[]);
        self.figure.page.type_text(text);
        self.figure.rest();
    }

    /// Replaces what is entered in a text field by pasting, and rests likewise.
    #[track_caller]
    pub fn paste(&self, text: &str) {
        let () = self.evaluate("part.focus(); part.select(); return null;", &[]);
        self.figure.page.paste_text(text);
        self.figure.rest();
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
