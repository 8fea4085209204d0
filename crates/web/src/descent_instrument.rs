//! `DescentInstrument`: what `<hillside-descent>` operates.

use hillside_core::{Landscape, Method, Schedule};
use hillside_instruments::{DESCENT_SETTINGS, DescentInstrument as Instrument, Theme};
use js_sys::Float64Array;
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlCanvasElement;

use crate::canvas::Sheet;
#[cfg(feature = "svg")]
use crate::ground;
use crate::value;

#[derive(Serialize)]
struct ParameterRecord {
    name: &'static str,
    title: &'static str,
    symbol: &'static str,
    default: f64,
    range: [f64; 2],
}

#[derive(Serialize)]
struct Choice {
    name: &'static str,
    title: &'static str,
    /// A schedule's formula, a method's source or a landscape's group.
    note: &'static str,
    parameters: Vec<ParameterRecord>,
}

#[derive(Serialize)]
struct Menu {
    settings: [&'static str; DESCENT_SETTINGS.len()],
    methods: Vec<Choice>,
    schedules: Vec<Choice>,
    landscapes: Vec<Choice>,
}

fn parameters(list: &'static [hillside_core::Parameter]) -> Vec<ParameterRecord> {
    list.iter()
        .map(|p| ParameterRecord {
            name: p.name,
            title: p.title,
            symbol: p.symbol,
            default: p.default,
            range: p.range,
        })
        .collect()
}

/// The descent instrument.
#[wasm_bindgen]
#[derive(Debug)]
pub struct DescentInstrument {
    instrument: Instrument,
}

#[wasm_bindgen]
impl DescentInstrument {
    /// With every setting at its default.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "JavaScript has no default")]
    pub fn new() -> Self {
        Self { instrument: Instrument::new() }
    }

    /// What its menus and controls offer.
    pub fn menu() -> Result<JsValue, JsValue> {
        value::object(&Menu {
            settings: DESCENT_SETTINGS,
            methods: Method::kinds()
                .iter()
                .map(|k| Choice {
                    name: k.name,
                    title: k.title,
                    note: k.source,
                    parameters: parameters(k.parameters),
                })
                .collect(),
            schedules: Schedule::kinds()
                .iter()
                .map(|k| Choice {
                    name: k.name,
                    title: k.title,
                    note: k.formula,
                    parameters: parameters(k.parameters),
                })
                .collect(),
            landscapes: Landscape::offered()
                .map(|l| Choice {
                    name: l.name,
                    title: l.title,
                    note: l.group.title(),
                    parameters: Vec::new(),
                })
                .collect(),
        })
    }

    /// Every setting.
    pub fn settings(&self) -> Result<JsValue, JsValue> {
        value::record(&self.instrument.settings())
    }

    /// The settings that are not at their defaults.
    pub fn changed(&self) -> Result<JsValue, JsValue> {
        value::record(&self.instrument.changed())
    }

    /// Takes settings; returns the problems with those it could not take.
    #[wasm_bindgen(
        unchecked_return_type = "{ setting: string, message: string, start: number | null, end: number | null, suggestions: string[] }[]"
    )]
    pub fn assign(&mut self, settings: JsValue) -> Result<JsValue, JsValue> {
        let given = value::settings(&settings)?;
        value::object(&self.instrument.assign(&given))
    }

    /// Puts one setting back to its default.
    pub fn unset(&mut self, name: &str) {
        self.instrument.unset(name);
    }

    /// Puts every setting back to its default.
    pub fn forget(&mut self) {
        self.instrument.forget();
    }

    /// Every number on screen and the sentence of state.
    pub fn readout(&self) -> Result<JsValue, JsValue> {
        value::object(&self.instrument.readout())
    }

    /// Takes a landscape of the menu.
    pub fn choose(&mut self, name: &str) {
        self.instrument.choose(name);
    }

    /// Steps on.
    pub fn step(&mut self, count: u32) {
        self.instrument.step(count as usize);
    }

    /// Steps back.
    pub fn back(&mut self, count: u32) {
        self.instrument.back(count as usize);
    }

    /// Looks at a step of the history.
    #[wasm_bindgen(js_name = goTo)]
    pub fn go_to(&mut self, index: u32) {
        self.instrument.go_to(index as usize);
    }

    /// Back to the start.
    pub fn reset(&mut self) {
        self.instrument.reset();
    }

    /// Puts the start at a place in CSS pixels of the map.
    pub fn place(&mut self, x: f64, y: f64) {
        self.instrument.place([x, y]);
    }

    /// Moves the start by a stride.
    pub fn nudge(&mut self, across: f64, up: f64, large: bool, fine: bool) {
        self.instrument.nudge(across, up, large, fine);
    }

    /// Another start by chance.
    #[wasm_bindgen(js_name = randomStart)]
    pub fn random_start(&mut self) {
        self.instrument.random_start();
    }

    /// Whether a hand at this place holds the trailhead.
    pub fn grabs(&self, x: f64, y: f64) -> bool {
        self.instrument.grabs([x, y])
    }

    /// Shows that the trailhead is held.
    pub fn hold(&mut self, held: bool) {
        self.instrument.hold(held);
    }

    /// Where the trailhead is drawn: `[x, y]` in CSS pixels of the map.
    pub fn handle(&self) -> Float64Array {
        value::doubles(&self.instrument.handle())
    }

    /// World to CSS pixels of the map: `[x, y]`.
    #[wasm_bindgen(js_name = toPixel)]
    pub fn to_pixel(&self, x: f64, y: f64) -> Float64Array {
        value::doubles(&self.instrument.frame().to_pixel([x, y]))
    }

    /// CSS pixels of the map to world: `[x, y]`.
    #[wasm_bindgen(js_name = toWorld)]
    pub fn to_world(&self, x: f64, y: f64) -> Float64Array {
        value::doubles(&self.instrument.frame().to_world([x, y]))
    }

    /// The size of the map in CSS pixels.
    pub fn resize(&mut self, width: f64, height: f64) {
        self.instrument.resize(width, height);
    }

    /// Moves the ground by CSS pixels.
    pub fn pan(&mut self, dx: f64, dy: f64) {
        self.instrument.pan(dx, dy);
    }

    /// Zooms about a place in CSS pixels.
    pub fn zoom(&mut self, factor: f64, x: f64, y: f64) {
        self.instrument.zoom(factor, [x, y]);
    }

    /// Zooms as a wheel turned by `delta` asks, in pixels (mode 0), lines (1) or pages (2).
    pub fn wheel(&mut self, delta: f64, mode: u32, x: f64, y: f64) {
        self.instrument.wheel(delta, mode, [x, y]);
    }

    /// Moves and zooms the ground as two fingers do: x, y, x, y before and after.
    pub fn pinch(&mut self, before: &[f64], after: &[f64]) {
        if let (&[ax, ay, bx, by], &[cx, cy, dx, dy]) = (before, after) {
            self.instrument.pinch([[ax, ay], [bx, by]], [[cx, cy], [dx, dy]]);
        }
    }

    /// The view the formula began with.
    #[wasm_bindgen(js_name = resetView)]
    pub fn reset_view(&mut self) {
        self.instrument.reset_view();
    }

    /// Takes the rate at a place of its slider, 0 to 1.
    #[wasm_bindgen(js_name = slideRate)]
    pub fn slide_rate(&mut self, place: f64) {
        self.instrument.slide_rate(place);
    }

    /// The box in view, which bounds are proved for: `[x0, x1, y0, y1]`.
    pub fn area(&self) -> Float64Array {
        value::doubles(&<[f64; 4]>::from(self.instrument.frame().view))
    }

    /// Gives what is proved of the gradient's Lipschitz constant over a box `[x0, x1, y0, y1]`.
    #[wasm_bindgen(js_name = setLipschitz)]
    pub fn set_lipschitz(&mut self, area: &[f64], lower: f64, upper: f64) {
        if let &[x0, x1, y0, y1] = area {
            self.instrument.set_lipschitz([x0, x1, y0, y1], lower, upper);
        }
    }

    /// Draws the ground with its contour lines and axes, sampled about every `grain` CSS pixels.
    #[wasm_bindgen(js_name = paintGround)]
    pub fn paint_ground(
        &mut self,
        canvas: HtmlCanvasElement,
        scratch: HtmlCanvasElement,
        ratio: f64,
        theme: &str,
        grain: f64,
    ) -> Result<(), JsValue> {
        let theme = Theme::named(theme);
        let map = self.instrument.ground(grain);
        let sheet = Sheet::new(canvas, ratio)?;
        sheet.lay(&map.ground(theme), map.frame(), &scratch)?;
        sheet.draw(|backend| map.draw(backend, theme))
    }

    /// Draws the trail.
    #[wasm_bindgen(js_name = paintTrail)]
    pub fn paint_trail(&self, canvas: HtmlCanvasElement, ratio: f64, theme: &str) -> Result<(), JsValue> {
        let theme = Theme::named(theme);
        Sheet::new(canvas, ratio)?.draw(|backend| self.instrument.draw_trail(backend, theme))
    }

    /// Draws f over the steps.
    #[wasm_bindgen(js_name = paintLoss)]
    pub fn paint_loss(&self, canvas: HtmlCanvasElement, ratio: f64, theme: &str) -> Result<(), JsValue> {
        let theme = Theme::named(theme);
        Sheet::new(canvas, ratio)?.draw(|backend| self.instrument.draw_loss(backend, theme))
    }

    /// The map with the descent as an SVG file; `scratch` is a canvas nobody sees.
    #[cfg(feature = "svg")]
    pub fn picture(&mut self, scratch: HtmlCanvasElement, theme: &str) -> String {
        self.instrument.picture(Theme::named(theme), |raster| ground::address(raster, &scratch))
    }
}
