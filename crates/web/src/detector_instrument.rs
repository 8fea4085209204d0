//! `DetectorInstrument`: what `<hillside-detector>` operates.

use hillside_core::{Activation, Encoding, Loss, Method, Target};
use hillside_instruments::{
    DETECTOR_SETTINGS, DetectorInstrument as Instrument, FULL_SPEED, Part, Theme, Value,
};
use js_sys::Float64Array;
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlCanvasElement;

use crate::canvas;
use crate::value;

#[derive(Serialize)]
struct ParameterRecord {
    name: &'static str,
    title: &'static str,
    symbol: &'static str,
    range: [f64; 2],
}

#[derive(Serialize)]
struct MethodRecord {
    name: &'static str,
    title: &'static str,
    note: &'static str,
    parameters: Vec<ParameterRecord>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Menu {
    settings: [&'static str; DETECTOR_SETTINGS.len()],
    methods: Vec<MethodRecord>,
    targets: [&'static str; Target::NAMES.len()],
    activations: Vec<&'static str>,
    losses: Vec<&'static str>,
    encodings: Vec<&'static str>,
    full_speed: f64,
}

/// A part as the page names it: `weight 3`, `input 4`, `unit 1 2`.
fn part(kind: &str, first: u32, second: u32) -> Option<Part> {
    match kind {
        "weight" => Some(Part::Weight(first as usize)),
        "input" => Some(Part::Input(first as usize)),
        "unit" => Some(Part::Unit(first as usize, second as usize)),
        _ => None,
    }
}

/// The detector instrument.
#[wasm_bindgen]
#[derive(Debug)]
pub struct DetectorInstrument {
    instrument: Instrument,
}

#[wasm_bindgen]
impl DetectorInstrument {
    /// With every setting at its default.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "JavaScript has no default")]
    pub fn new() -> Self {
        Self { instrument: Instrument::new() }
    }

    /// What its menus and controls offer.
    pub fn menu() -> Result<JsValue, JsValue> {
        let methods = Method::kinds().iter().map(|kind| MethodRecord {
            name: kind.name,
            title: kind.title,
            note: kind.source,
            parameters: kind
                .parameters
                .iter()
                .map(|p| ParameterRecord { name: p.name, title: p.title, symbol: p.symbol, range: p.range })
                .collect(),
        });
        value::object(&Menu {
            settings: DETECTOR_SETTINGS,
            methods: methods.collect(),
            targets: Target::NAMES,
            activations: Activation::ALL.map(Activation::name).to_vec(),
            losses: Loss::ALL.map(Loss::name).to_vec(),
            encodings: Encoding::ALL.map(Encoding::name).to_vec(),
            full_speed: FULL_SPEED,
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

    /// The same with the weights themselves in place of the steps that led to them.
    #[wasm_bindgen(js_name = changedWithWeights)]
    pub fn changed_with_weights(&self) -> Result<JsValue, JsValue> {
        value::record(&self.instrument.changed_with_weights())
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

    /// What is selected, with its numbers and paths.
    pub fn inspect(&self) -> Result<JsValue, JsValue> {
        value::object(&self.instrument.inspect())
    }

    /// The phase of the backward pass that is shown.
    pub fn backward(&self) -> Result<JsValue, JsValue> {
        value::object(&self.instrument.backward())
    }

    /// The spectrum of the Hessian now.
    pub fn spectrum(&self) -> Result<JsValue, JsValue> {
        value::object(&self.instrument.spectrum())
    }

    /// What the network answers to a pattern, as a sentence.
    pub fn describe(&self, pattern: u32) -> String {
        self.instrument.describe(pattern as usize)
    }

    /// A hand comes down on a cell.
    pub fn press(&mut self, cell: u32) {
        self.instrument.press(cell as usize);
    }

    /// The hand moves over a cell.
    pub fn over(&mut self, cell: u32) {
        self.instrument.paint(cell as usize);
    }

    /// The hand is lifted.
    pub fn lift(&mut self) {
        self.instrument.lift();
    }

    /// Turns a cell on or off.
    pub fn toggle(&mut self, cell: u32) {
        self.instrument.toggle(cell as usize);
    }

    /// Puts a pattern on the grid.
    pub fn draw(&mut self, pattern: u32) {
        self.instrument.draw(pattern as usize);
    }

    /// All cells off.
    pub fn clear(&mut self) {
        self.instrument.clear();
    }

    /// The X.
    #[wasm_bindgen(js_name = drawX)]
    pub fn draw_x(&mut self) {
        self.instrument.draw_x();
    }

    /// A pattern by chance.
    #[wasm_bindgen(js_name = drawRandom)]
    pub fn draw_random(&mut self) {
        self.instrument.draw_random();
    }

    /// Every cell turned over.
    pub fn invert(&mut self) {
        self.instrument.invert();
    }

    /// Says whether the target shall count the drawing as an X; the problem if it cannot.
    pub fn label(&mut self, counts: bool) -> Result<JsValue, JsValue> {
        value::object(&self.instrument.label(counts).err())
    }

    /// Steps on.
    pub fn step(&mut self, count: u32) {
        self.instrument.step(count as usize);
    }

    /// A slice of a long training.
    pub fn train(&mut self, count: u32) {
        self.instrument.train(count as usize);
    }

    /// How many steps are still to be taken to where the run was asked to go.
    pub fn owed(&self) -> f64 {
        self.instrument.owed() as f64
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

    /// Takes the rate at a place of its slider, 0 to 1.
    #[wasm_bindgen(js_name = slideRate)]
    pub fn slide_rate(&mut self, place: f64) {
        self.instrument.slide_rate(place);
    }

    /// Sets a weight by hand; the problem if it cannot be.
    pub fn edit(&mut self, weight: u32, text: String) -> Result<JsValue, JsValue> {
        value::object(&self.instrument.edit(weight as usize, &Value::Text(text)).err())
    }

    /// The next phase of the backward pass.
    #[wasm_bindgen(js_name = nextPhase)]
    pub fn next_phase(&mut self) {
        self.instrument.next_phase();
    }

    /// Shows the backward pass as far as a phase.
    #[wasm_bindgen(js_name = goToPhase)]
    pub fn go_to_phase(&mut self, phase: u32) {
        self.instrument.go_to_phase(phase as usize);
    }

    /// Selects `weight` i, `input` i or `unit` layer, i; any other kind nothing.
    pub fn select(&mut self, kind: &str, first: u32, second: u32) {
        self.instrument.select(part(kind, first, second));
    }

    /// Selects what lies at a place of the network's drawing.
    #[wasm_bindgen(js_name = selectAt)]
    pub fn select_at(&mut self, x: f64, y: f64) -> bool {
        self.instrument.select_at([x, y])
    }

    /// Whether anything lies at a place of the network's drawing.
    #[wasm_bindgen(js_name = hasPart)]
    pub fn has_part(&self, x: f64, y: f64) -> bool {
        self.instrument.part_at([x, y]).is_some()
    }

    /// Selects the next part in the order of the weights, or the one before.
    #[wasm_bindgen(js_name = selectNext)]
    pub fn select_next(&mut self, back: bool) {
        self.instrument.select_next(back);
    }

    /// Where a part is drawn: `[x, y]` in CSS pixels of the network's drawing; nothing for what is not there.
    #[wasm_bindgen(js_name = placeOf)]
    pub fn place_of(&self, kind: &str, first: u32, second: u32) -> Option<Float64Array> {
        let place = part(kind, first, second).and_then(|part| self.instrument.place_of(part))?;
        Some(value::doubles(&place))
    }

    /// The size of the network's drawing in CSS pixels.
    pub fn resize(&mut self, width: f64, height: f64) {
        self.instrument.resize(width, height);
    }

    /// A cell, by column and row, in CSS pixels of the network's drawing: `[x, y]`.
    #[wasm_bindgen(js_name = toPixel)]
    pub fn to_pixel(&self, x: f64, y: f64) -> Float64Array {
        value::doubles(&self.instrument.cell_place(x, y))
    }

    /// The pattern at a place of the truth table on a canvas of that width; -1 where there is none.
    #[wasm_bindgen(js_name = patternAt)]
    pub fn pattern_at(&self, x: f64, y: f64, width: f64) -> i32 {
        self.instrument
            .pattern_at([x, y], width)
            .and_then(|pattern| i32::try_from(pattern).ok())
            .unwrap_or(-1)
    }

    /// The pattern beside another in the truth table.
    #[wasm_bindgen(js_name = patternBeside)]
    pub fn pattern_beside(&self, pattern: u32, across: i32, down: i32, width: f64) -> u32 {
        let beside = self.instrument.pattern_beside(pattern as usize, across, down, width);
        u32::try_from(beside).unwrap_or(0)
    }

    /// How high the truth table is on a canvas of that width.
    #[wasm_bindgen(js_name = tableHeight)]
    pub fn table_height(&self, width: f64) -> f64 {
        self.instrument.table_height(width)
    }

    /// Finds the spectrum of a few more steps of the history; tells how many are left.
    pub fn deepen(&self, count: u32) -> u32 {
        u32::try_from(self.instrument.deepen(count as usize)).unwrap_or(0)
    }

    /// Whether the spectrum can be followed while the training goes on.
    #[wasm_bindgen(js_name = hasQuickSpectrum)]
    pub fn has_quick_spectrum(&self) -> bool {
        self.instrument.has_quick_spectrum()
    }

    /// Chooses an eigenvector.
    #[wasm_bindgen(js_name = chooseMode)]
    pub fn choose_mode(&mut self, mode: u32) {
        self.instrument.choose_mode(mode as usize);
    }

    /// Chooses the eigenvector whose eigenvalue lies nearest to a place of the spectrum's drawing.
    #[wasm_bindgen(js_name = chooseModeAt)]
    pub fn choose_mode_at(&mut self, x: f64, y: f64, width: f64, height: f64) {
        if let Some(mode) = self.instrument.mode_at([x, y], [width, height]) {
            self.instrument.choose_mode(mode);
        }
    }

    /// The run as the text of a file.
    pub fn save(&self) -> String {
        self.instrument.save()
    }

    /// Takes a run from the text of a file; the problem if it cannot.
    pub fn load(&mut self, text: &str) -> Result<JsValue, JsValue> {
        value::object(&self.instrument.load(text).err())
    }

    /// Draws the network.
    #[wasm_bindgen(js_name = paintNetwork)]
    pub fn paint_network(&self, canvas: HtmlCanvasElement, ratio: f64, theme: &str) -> Result<(), JsValue> {
        let theme = Theme::named(theme);
        canvas::show(canvas, ratio, |sheet| self.instrument.draw_network(sheet, theme))
    }

    /// The network as an SVG file.
    pub fn picture(&self, theme: &str) -> String {
        self.instrument.picture(Theme::named(theme))
    }

    /// Draws the loss over the steps.
    #[wasm_bindgen(js_name = paintLoss)]
    pub fn paint_loss(&self, canvas: HtmlCanvasElement, ratio: f64, theme: &str) -> Result<(), JsValue> {
        let theme = Theme::named(theme);
        canvas::show(canvas, ratio, |sheet| self.instrument.draw_loss(sheet, theme))
    }

    /// Draws the answers to all patterns; `looked_at` is where the keyboard is, if it is there.
    #[wasm_bindgen(js_name = paintTable)]
    pub fn paint_table(
        &self,
        canvas: HtmlCanvasElement,
        ratio: f64,
        theme: &str,
        width: f64,
        looked_at: Option<u32>,
    ) -> Result<(), JsValue> {
        let theme = Theme::named(theme);
        let looked_at = looked_at.map(|pattern| pattern as usize);
        canvas::show(canvas, ratio, |sheet| self.instrument.draw_table(sheet, width, looked_at, theme))
    }

    /// Draws what stays the same of the truth table: the squares, and the patterns over the answers.
    #[wasm_bindgen(js_name = paintPatterns)]
    pub fn paint_patterns(
        &self,
        squares: HtmlCanvasElement,
        patterns: HtmlCanvasElement,
        ratio: f64,
        theme: &str,
        width: f64,
    ) -> Result<(), JsValue> {
        let theme = Theme::named(theme);
        canvas::show(squares, ratio, |sheet| self.instrument.draw_table_squares(sheet, width, theme))?;
        canvas::show(patterns, ratio, |sheet| self.instrument.draw_table_patterns(sheet, width, theme))
    }

    /// Draws all eigenvalues over the steps.
    #[wasm_bindgen(js_name = paintSpectrum)]
    pub fn paint_spectrum(
        &self,
        canvas: HtmlCanvasElement,
        ratio: f64,
        theme: &str,
        width: f64,
        height: f64,
    ) -> Result<(), JsValue> {
        let theme = Theme::named(theme);
        canvas::show(canvas, ratio, |sheet| self.instrument.draw_spectrum(sheet, [width, height], theme))
    }

    /// Draws the chosen eigenvector.
    #[wasm_bindgen(js_name = paintMode)]
    pub fn paint_mode(
        &self,
        canvas: HtmlCanvasElement,
        ratio: f64,
        theme: &str,
        width: f64,
        height: f64,
    ) -> Result<(), JsValue> {
        let theme = Theme::named(theme);
        canvas::show(canvas, ratio, |sheet| self.instrument.draw_mode(sheet, [width, height], theme))
    }
}
