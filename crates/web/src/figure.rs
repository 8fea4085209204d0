//! `Figure`: what an element operates, whichever it is.

use hillside_instruments::{Answer, DescentInstrument, Figure as Instrument, Listed, Numbers, OnMap, Theme};
use js_sys::Float64Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlCanvasElement;

use crate::{canvas, error, parts, value};

/// The figures, by name.
fn named(name: &str) -> Option<Box<dyn Instrument>> {
    match name {
        "descent" => Some(Box::new(DescentInstrument::new())),
        "compass" => Some(parts::compass(())),
        "curve" => Some(parts::curve(())),
        "paths" => Some(parts::formula_paths(())),
        "curvature" => Some(parts::curvature(())),
        "detector" => Some(parts::detector(())),
        "plane" => Some(parts::plane(())),
        _ => None,
    }
}

/// A figure. Places are CSS pixels of its main drawing.
#[wasm_bindgen]
pub struct Figure {
    figure: Box<dyn Instrument>,
}

#[wasm_bindgen]
impl Figure {
    /// A figure with every setting at its default. Its part must have been fetched.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str) -> Result<Figure, JsValue> {
        let figure = named(name).ok_or_else(|| error::kind(&format!("there is no figure {name}")))?;
        Ok(Self { figure })
    }

    /// What its menus and controls offer.
    pub fn menu(&self) -> Result<JsValue, JsValue> {
        value::object(&self.figure.menu())
    }

    /// Every setting.
    pub fn settings(&self) -> Result<JsValue, JsValue> {
        value::object(&Listed(self.figure.settings()))
    }

    /// The settings that are not at their defaults.
    pub fn changed(&self) -> Result<JsValue, JsValue> {
        value::object(&Listed(self.figure.changed()))
    }

    /// Takes settings; returns the problems with those it could not take.
    #[wasm_bindgen(
        unchecked_return_type = "{ setting: string, message: string, start: number | null, end: number | null, suggestions: string[], unread: boolean }[]"
    )]
    pub fn assign(&mut self, settings: JsValue) -> Result<JsValue, JsValue> {
        let given = value::settings(&settings)?;
        value::object(&self.figure.assign(&given))
    }

    /// Puts one setting back to its default.
    pub fn unset(&mut self, name: &str) {
        self.figure.unset(name);
    }

    /// Puts every setting back to its default.
    pub fn forget(&mut self) {
        self.figure.forget();
    }

    /// Every number on screen and the sentence of state, or a part that is shown on demand.
    #[wasm_bindgen(unchecked_return_type = "any")]
    pub fn readout(&self, part: Option<String>) -> Result<JsValue, JsValue> {
        let part = part.unwrap_or_default();
        let readout = self.figure.readout(&part);
        value::object(&readout.ok_or_else(|| error::kind(&format!("there is no part {part} to read")))?)
    }

    /// Does what a button, a key or a hand asks for. Throws for what it cannot do.
    #[wasm_bindgen(unchecked_return_type = "any")]
    pub fn act(
        &mut self,
        action: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "ArrayLike<number>")] numbers: Option<Vec<f64>>,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] text: Option<String>,
    ) -> Result<JsValue, JsValue> {
        let answer =
            self.figure.act(action, Numbers(&numbers.unwrap_or_default()), &text.unwrap_or_default());
        match answer.ok_or_else(|| error::kind(&format!("there is no action {action}")))? {
            Answer::Done(()) => Ok(JsValue::NULL),
            answer => value::object(&answer),
        }
    }

    /// Draws a layer on a canvas, whose backing store the page has sized for `ratio` device pixels a CSS pixel.
    pub fn paint(
        &mut self,
        layer: &str,
        canvas: HtmlCanvasElement,
        ratio: f64,
        theme: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "ArrayLike<number>")] numbers: Option<Vec<f64>>,
    ) -> Result<(), JsValue> {
        let (theme, numbers) = (Theme::named(theme), numbers.unwrap_or_default());
        let mut known = true;
        canvas::show(canvas, ratio, |sheet| {
            known = self.figure.draw(layer, Numbers(&numbers), sheet, theme)
        })?;
        if known { Ok(()) } else { Err(error::kind(&format!("there is no layer {layer}"))) }
    }

    /// Its main drawing as an SVG file; `canvas` is any canvas of the page. In the part `extras`.
    pub fn picture(&mut self, canvas: HtmlCanvasElement, theme: &str) -> String {
        parts::file((self.figure.picture(Theme::named(theme)), canvas))
    }

    /// The function it is about as MathML, and its gradient (order 1) or its Hessian (order 2); nothing where it is about
    /// no function. In the part `extras`.
    pub fn formulas(&mut self, order: u32) -> Vec<String> {
        self.figure
            .function()
            .map_or_else(Vec::new, |function| parts::formulas((function.clone(), order)).into())
    }

    /// The size of its main drawing in CSS pixels.
    pub fn resize(&mut self, width: f64, height: f64) {
        self.figure.resize(width, height);
    }

    /// World to CSS pixels: `[x, y]`.
    #[wasm_bindgen(js_name = toPixel)]
    pub fn to_pixel(&mut self, x: f64, y: f64) -> Float64Array {
        value::doubles(&self.figure.to_pixel([x, y]))
    }

    /// Lets it prove bounds of the gradient's Lipschitz constant. In the part `proofs`.
    pub fn equip(&mut self) {
        self.figure.equip(|function, area| parts::search((function.clone(), area)));
    }

    /// Whether there is nothing to work on, or somebody has stopped it.
    #[wasm_bindgen(js_name = isSettled)]
    pub fn is_settled(&self) -> bool {
        self.figure.is_settled()
    }

    /// Works on what takes long; whether there is more to do.
    pub fn work(&mut self, budget: u32) -> bool {
        self.figure.work(budget as usize)
    }
}

/// What a hand does to a figure on a map. Without one nothing happens.
#[wasm_bindgen]
impl Figure {
    /// What is in view: `[x0, x1, y0, y1]`.
    pub fn area(&mut self) -> Result<Float64Array, JsValue> {
        self.map().map(|map| value::doubles(&<[f64; 4]>::from(map.frame().view)))
    }

    /// Which of its points, counted from 0, the hand means from now on.
    pub fn select(&mut self, point: u32) -> Result<(), JsValue> {
        self.map().map(|map| map.select(point as usize))
    }

    /// Puts the point at a place.
    pub fn place(&mut self, x: f64, y: f64) -> Result<(), JsValue> {
        self.map().map(|map| map.place([x, y]))
    }

    /// Moves the point by a stride.
    pub fn nudge(&mut self, across: f64, up: f64, large: bool, fine: bool) -> Result<(), JsValue> {
        self.map().map(|map| map.nudge(across, up, large, fine))
    }

    /// Whether a hand at this place holds a point, counted from 0.
    pub fn grabs(&mut self, point: u32, x: f64, y: f64) -> Result<bool, JsValue> {
        self.of(point, |map| map.grabs([x, y]))
    }

    /// Shows that the point is held.
    pub fn hold(&mut self, held: bool) -> Result<(), JsValue> {
        self.map().map(|map| map.hold(held))
    }

    /// Where a point, counted from 0, is drawn: `[x, y]`.
    pub fn handle(&mut self, point: u32) -> Result<Float64Array, JsValue> {
        self.of(point, |map| value::doubles(&map.handle()))
    }

    /// Moves the ground.
    pub fn pan(&mut self, dx: f64, dy: f64) -> Result<(), JsValue> {
        self.map().map(|map| map.pan(dx, dy))
    }

    /// Zooms about a place.
    pub fn zoom(&mut self, factor: f64, x: f64, y: f64) -> Result<(), JsValue> {
        self.map().map(|map| map.zoom(factor, [x, y]))
    }

    /// Zooms as a wheel turned by `delta` asks, in pixels (mode 0), lines (1) or pages (2).
    pub fn wheel(&mut self, delta: f64, mode: u32, x: f64, y: f64) -> Result<(), JsValue> {
        self.map().map(|map| map.wheel(delta, mode, [x, y]))
    }

    /// Moves and zooms the ground as two fingers do: x, y, x, y before and after.
    pub fn pinch(&mut self, before: &[f64], after: &[f64]) -> Result<(), JsValue> {
        let map = self.map()?;
        if let (&[ax, ay, bx, by], &[cx, cy, dx, dy]) = (before, after) {
            map.pinch([[ax, ay], [bx, by]], [[cx, cy], [dx, dy]]);
        }
        Ok(())
    }

    /// The view the formula began with.
    #[wasm_bindgen(js_name = resetView)]
    pub fn reset_view(&mut self) -> Result<(), JsValue> {
        self.map().map(|map| map.look(None))
    }
}

impl Figure {
    /// Itself, for a view in three dimensions.
    pub(crate) fn shown(&mut self) -> &mut dyn Instrument {
        &mut *self.figure
    }

    /// What is so of one of the points; a hand means the same one afterwards.
    fn of<T>(&mut self, point: u32, read: impl FnOnce(&mut dyn OnMap) -> T) -> Result<T, JsValue> {
        let map = self.map()?;
        let before = map.selected();
        map.select(point as usize);
        let found = read(map);
        map.select(before);
        Ok(found)
    }

    fn map(&mut self) -> Result<&mut dyn OnMap, JsValue> {
        self.figure.map().ok_or_else(|| error::kind("this figure does not lie on a map"))
    }
}
