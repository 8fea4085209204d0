//! `CurvatureInstrument`: what `<hillside-curvature>` operates.

use hillside_core::Landscape;
use hillside_instruments::{CURVATURE_SETTINGS, CurvatureInstrument as Instrument, Theme, examples};
use js_sys::Float64Array;
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlCanvasElement;

use crate::canvas::Sheet;
#[cfg(feature = "svg")]
use crate::ground;
use crate::scene::SceneView;
use crate::value;

#[derive(Serialize)]
struct Choice {
    name: &'static str,
    title: &'static str,
    /// A landscape's group, or what there is to see in an example.
    note: &'static str,
}

#[derive(Serialize)]
struct Menu {
    settings: [&'static str; CURVATURE_SETTINGS.len()],
    landscapes: Vec<Choice>,
    examples: Vec<Choice>,
}

/// The curvature instrument.
#[wasm_bindgen]
#[derive(Debug)]
pub struct CurvatureInstrument {
    instrument: Instrument,
}

#[wasm_bindgen]
impl CurvatureInstrument {
    /// With every setting at its default.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "JavaScript has no default")]
    pub fn new() -> Self {
        Self { instrument: Instrument::new() }
    }

    /// What its menus and buttons offer.
    pub fn menu() -> Result<JsValue, JsValue> {
        value::object(&Menu {
            settings: CURVATURE_SETTINGS,
            landscapes: Landscape::offered()
                .map(|l| Choice { name: l.name, title: l.title, note: l.group.title() })
                .collect(),
            examples: examples()
                .iter()
                .map(|e| Choice { name: e.name, title: e.title, note: e.see })
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

    /// Every number on screen and the sentence of state, but for the list of critical points.
    pub fn readout(&self) -> Result<JsValue, JsValue> {
        value::object(&self.instrument.readout())
    }

    /// What is known of the critical points in view.
    pub fn critical(&self) -> Result<JsValue, JsValue> {
        value::object(&self.instrument.critical())
    }

    /// Takes a landscape of the menu.
    pub fn choose(&mut self, name: &str) {
        self.instrument.choose(name);
    }

    /// Takes an example.
    pub fn show(&mut self, name: &str) {
        self.instrument.show(name);
    }

    /// Puts the point at a place in CSS pixels of the map.
    pub fn place(&mut self, x: f64, y: f64) {
        self.instrument.place([x, y]);
    }

    /// Moves the point by a stride.
    pub fn nudge(&mut self, across: f64, up: f64, large: bool, fine: bool) {
        self.instrument.nudge(across, up, large, fine);
    }

    /// Puts the point on a critical point of the list.
    pub fn select(&mut self, index: u32) {
        self.instrument.select(index as usize);
    }

    /// Goes on in the list of critical points, or back.
    pub fn visit(&mut self, by: i32) {
        self.instrument.visit(by);
    }

    /// Orders the list of critical points by a column.
    pub fn sort(&mut self, column: &str) {
        self.instrument.sort(column);
    }

    /// Turns the dial by degrees.
    pub fn turn(&mut self, by: f64) {
        self.instrument.turn(by);
    }

    /// Turns the dial to a hand, in CSS pixels right of and below its middle.
    pub fn aim(&mut self, right: f64, below: f64) {
        self.instrument.aim(right, below);
    }

    /// Turns the dial along an eigenvector, 0 or 1.
    pub fn align(&mut self, index: u32) {
        self.instrument.align(index as usize);
    }

    /// Whether a hand at this place holds the point.
    pub fn grabs(&self, x: f64, y: f64) -> bool {
        self.instrument.grabs([x, y])
    }

    /// Shows that the point is held.
    pub fn hold(&mut self, held: bool) {
        self.instrument.hold(held);
    }

    /// Where the point is drawn: `[x, y]` in CSS pixels of the map.
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

    /// What is in view: `[x0, x1, y0, y1]`.
    pub fn area(&self) -> Float64Array {
        value::doubles(&<[f64; 4]>::from(self.instrument.frame().view))
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

    /// Looks at some cells of the view more; whether there is more to do.
    pub fn prove(&mut self, cells: u32) -> bool {
        self.instrument.prove(cells as usize)
    }

    /// Whether there is nothing to prove, or somebody has stopped it.
    #[wasm_bindgen(js_name = isSettled)]
    pub fn is_settled(&self) -> bool {
        self.instrument.is_settled()
    }

    /// Stops proving.
    pub fn cancel(&mut self) {
        self.instrument.cancel();
    }

    /// Begins to prove anew.
    #[wasm_bindgen(js_name = proveAgain)]
    pub fn prove_again(&mut self) {
        self.instrument.prove_again();
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

    /// Draws what is known of the whole view.
    #[wasm_bindgen(js_name = paintSigns)]
    pub fn paint_signs(&self, canvas: HtmlCanvasElement, ratio: f64, theme: &str) -> Result<(), JsValue> {
        let theme = Theme::named(theme);
        Sheet::new(canvas, ratio)?.draw(|backend| self.instrument.draw_signs(backend, theme))
    }

    /// Draws the point and what is read there.
    #[wasm_bindgen(js_name = paintPoint)]
    pub fn paint_point(&self, canvas: HtmlCanvasElement, ratio: f64, theme: &str) -> Result<(), JsValue> {
        let theme = Theme::named(theme);
        Sheet::new(canvas, ratio)?.draw(|backend| self.instrument.draw_point(backend, theme))
    }

    /// Draws the dial.
    #[wasm_bindgen(js_name = paintDial)]
    pub fn paint_dial(&self, canvas: HtmlCanvasElement, ratio: f64, theme: &str) -> Result<(), JsValue> {
        let theme = Theme::named(theme);
        Sheet::new(canvas, ratio)?.draw(|backend| self.instrument.draw_dial(backend, theme))
    }

    /// Draws a slice: along an eigenvector (0 or 1) or the dial (2).
    #[wasm_bindgen(js_name = paintSlice)]
    pub fn paint_slice(
        &self,
        which: u32,
        canvas: HtmlCanvasElement,
        ratio: f64,
        theme: &str,
    ) -> Result<(), JsValue> {
        let theme = Theme::named(theme);
        let which = which as usize;
        Sheet::new(canvas, ratio)?.draw(|backend| self.instrument.draw_slice(which, backend, theme))
    }

    /// The map with what is drawn over it as an SVG file; `scratch` is a canvas nobody sees.
    #[cfg(feature = "svg")]
    pub fn picture(&mut self, scratch: HtmlCanvasElement, theme: &str) -> String {
        self.instrument.picture(Theme::named(theme), |raster| ground::address(raster, &scratch))
    }

    /// Hands the ground over to a view in three dimensions, on so many nodes a side.
    #[wasm_bindgen(js_name = showGround)]
    pub fn show_ground(&mut self, scene: &mut SceneView, theme: &str, nodes: u32) {
        let theme = Theme::named(theme);
        scene.set_ground(self.instrument.scene(theme, nodes as usize), theme);
    }

    /// Hands over the point with the model about it, and its safe steps.
    #[wasm_bindgen(js_name = showPoint)]
    pub fn show_point(&self, scene: &mut SceneView) {
        scene.set_point(Some(self.instrument.model()));
        scene.set_path(self.instrument.walk());
    }
}
