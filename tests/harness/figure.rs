//! One instrument on the page, and the controls in it.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::detector::DetectorPart;
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

    /// Every number it shows, to the last digit, but how far the history goes, what is not shown as a number, and what is
    /// proved of the view a moment later.
    #[track_caller]
    #[must_use]
    pub fn digits(&self) -> String {
        self.evaluate(
            "const { length, goesOn, bound, lipschitz, statements, ...numbers } = figure.readout; return JSON.stringify(numbers, null, 1);",
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

/// A control or a read-out inside `<hillside-descent>` or another instrument; they mark alike what they share.
///
/// This is the one place that knows how the page marks them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The map, with everything on it.
    Map,
    /// The picture of the ground.
    Ground,
    /// The picture of the trail.
    Trail,
    /// What a hand grabs: the start point.
    Handle,
    /// What the map says to a hand that means to zoom and scrolls.
    Hint,
    /// f(x, y).
    Formula,
    /// Why the formula cannot be read.
    FormulaProblem,
    /// The menu of landscapes.
    Landscapes,
    /// Nearer.
    ZoomIn,
    /// Further away.
    ZoomOut,
    /// The view the formula began with.
    ZoomReset,
    /// To the start.
    Reset,
    /// One step back.
    Back,
    /// One step on.
    Step,
    /// Play, or pause.
    Play,
    /// How many steps a second.
    Speed,
    /// Another start.
    RandomStart,
    /// The step looked at, on a slider.
    Scrubber,
    /// The step looked at, in words.
    Place,
    /// What those who hear the page are told.
    Spoken,
    /// x of the point.
    X,
    /// y of the point.
    Y,
    /// f there.
    Value,
    /// ‖∇f‖ there.
    Norm,
    /// ∂f/∂x there.
    SlopeX,
    /// ∂f/∂y there.
    SlopeY,
    /// The promise.
    Predicted,
    /// What becomes of it.
    Happened,
    /// How the two compare.
    Verdict,
    /// What deserves attention.
    Notice,
    /// The update rule with its numbers.
    Rule,
    /// α on a slider.
    RateSlider,
    /// α as a number.
    Rate,
    /// Why the rate cannot be taken.
    RateProblem,
    /// The menu of methods.
    Method,
    /// A number of the present method or schedule.
    Parameter(&'static str),
    /// The menu of schedules.
    Schedule,
    /// The noise on ∇f.
    Noise,
    /// The seed of all chance.
    Seed,
    /// How many contour lines.
    Levels,
    /// Why another setting cannot be taken.
    SettingsProblem,
    /// How the curve is scaled.
    Scale,
    /// The curve of f over the steps.
    Loss,
    /// Whether the promise turns out true.
    PromiseHolds,
    /// Whether the bound at the present rate does.
    DescentHolds,
    /// Whether the bound at the rate 1/L does.
    BestHolds,
    /// What is proved of the step.
    Lipschitz,
    /// The mark of 1/L on the rate's slider.
    OneOverL,
    /// The mark of 2/L.
    TwoOverL,
    /// What opens the choice of pictures to keep.
    Keep,
    /// Hands out the picture as SVG.
    KeepSvg,
    /// Hands it out as PNG.
    KeepPng,
    /// What opens the formulas of f and its gradient.
    MoreFormulas,
    /// What opens schedule, noise and seed.
    MoreSettings,
    /// Something that only the detector has.
    Detector(DetectorPart),
    /// Of the curvature: the picture of the point, its axes and the model's curves.
    Point,
    /// The picture of what is known of the whole view.
    Signs,
    /// "The ground is a bowl", lit or not.
    LampBowl,
    /// "The slope is zero", lit or not.
    LampStill,
    /// What is said where the second derivatives are silent.
    Beyond,
    /// What is known of the critical points.
    Found,
    /// How far the proof has come.
    Progress,
    /// Stops the proof.
    Cancel,
    /// Begins it anew.
    Again,
    /// The critical point before.
    Previous,
    /// The critical point after.
    Next,
    /// The table of critical points.
    Points,
    /// A row of it, from 1; what takes the focus.
    PointRow(usize),
    /// The head of one of its columns; what takes the focus.
    Sort(&'static str),
    /// An example to take.
    Example(&'static str),
    /// The dial.
    Dial,
    /// Turns it along the second eigenvector.
    AlongSecond,
    /// The curvature along it.
    Bend,
    /// What tells 1/ρ and 1/L apart.
    Bound,
    /// Whether safe steps are drawn.
    SafeSteps,
    /// The order of the Taylor model.
    Order,
    /// What opens H with its numbers.
    MoreMatrix,
    /// What opens the ground in three dimensions.
    MoreDepth,
    /// The ground in three dimensions, with everything on it.
    Solid,
    /// The numbers at its axes, a picture.
    SolidWords,
    /// Comes nearer to it.
    SolidNearer,
    /// Why there is none.
    SolidProblem,
}

impl Part {
    fn selector(self) -> String {
        let fixed = match self {
            Self::Parameter(name) => return format!("#parameter-{name}"),
            Self::Detector(part) => return part.selector(),
            Self::PointRow(row) => return format!("#points tr:nth-child({row}) button"),
            Self::Sort(column) => return format!("[data-sort='{column}']"),
            Self::Example(name) => return format!("[data-example='{name}']"),
            Self::Map => "#stage",
            Self::Ground => "#ground",
            Self::Trail => "#trail",
            Self::Handle => "#handle",
            Self::Hint => "#hint",
            Self::Formula => "#formula",
            Self::FormulaProblem => "#formula-problem",
            Self::Landscapes => "#landscape",
            Self::ZoomIn => "#zoom-in",
            Self::ZoomOut => "#zoom-out",
            Self::ZoomReset => "#zoom-reset",
            Self::Reset => "#reset",
            Self::Back => "#back",
            Self::Step => "#step",
            Self::Play => "#play",
            Self::Speed => "#speed",
            Self::RandomStart => "#random",
            Self::Scrubber => "#scrubber",
            Self::Place => "#place",
            Self::Spoken => "#spoken",
            Self::X => "#x",
            Self::Y => "#y",
            Self::Value => "#value",
            Self::Norm => "#norm",
            Self::SlopeX => "#fx",
            Self::SlopeY => "#fy",
            Self::Predicted => "#predicted",
            Self::Happened => "#happened",
            Self::Verdict => "#verdict",
            Self::Notice => "#notice",
            Self::Rule => "#rule",
            Self::RateSlider => "#rate-slider",
            Self::Rate => "#rate",
            Self::RateProblem => "#rate-problem",
            Self::Method => "#method",
            Self::Schedule => "#schedule",
            Self::Noise => "#noise",
            Self::Seed => "#seed",
            Self::Levels => "#levels",
            Self::SettingsProblem => "#settings-problem",
            Self::Scale => "#scale",
            Self::Loss => "#loss",
            Self::PromiseHolds => "#promise-holds",
            Self::DescentHolds => "#descent-holds",
            Self::BestHolds => "#best-holds",
            Self::Lipschitz => "#lipschitz",
            Self::OneOverL => "#one-over-l",
            Self::TwoOverL => "#two-over-l",
            Self::Keep => ".keep > summary",
            Self::KeepSvg => "#keep-svg",
            Self::KeepPng => "#keep-png",
            Self::MoreFormulas => "details:has(#function) > summary",
            Self::MoreDepth => "#scene > summary",
            Self::Solid => ".scene-stage",
            Self::SolidWords => ".scene-stage .words",
            Self::SolidNearer => ".scene-stage .nearer",
            Self::SolidProblem => "#scene .problem",
            Self::MoreSettings => "details:has(#schedule) > summary",
            Self::Point => "#point",
            Self::Signs => "#signs",
            Self::LampBowl => "#lamp-0",
            Self::LampStill => "#lamp-1",
            Self::Beyond => "#beyond",
            Self::Found => "#found",
            Self::Progress => "#progress",
            Self::Cancel => "#cancel",
            Self::Again => "#again",
            Self::Previous => "#previous",
            Self::Next => "#next",
            Self::Points => "#points",
            Self::Dial => "#dial",
            Self::AlongSecond => "#along-1",
            Self::Bend => "#bend",
            Self::Bound => "#bound",
            Self::SafeSteps => "#trail",
            Self::Order => "#order",
            Self::MoreMatrix => "details:has(#matrix) > summary",
        };
        fixed.to_owned()
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
        let middle: Spot = self.evaluate(
            "const button = part.querySelector('button');
            button.scrollIntoView({ block: 'nearest', behavior: 'instant' });
            const box = button.getBoundingClientRect();
            return { x: box.x + box.width / 2, y: box.y + box.height / 2 };",
            &[],
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

    /// Replaces what is entered in a text field by typing.
    #[track_caller]
    pub fn fill(&self, text: &str) {
        let () = self.evaluate("part.focus(); part.select(); return null;", &[]);
        self.figure.page.type_text(text);
    }

    /// Replaces what is entered in a text field by pasting.
    #[track_caller]
    pub fn paste(&self, text: &str) {
        let () = self.evaluate("part.focus(); part.select(); return null;", &[]);
        self.figure.page.paste_text(text);
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
