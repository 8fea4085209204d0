//! Drawings on a canvas: plotters' canvas backend at any device pixel ratio.

use hillside_instruments::{Drawn, Fine, UNITS};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::error;

/// A canvas ready to be drawn on: cleared, with `ratio` device pixels a CSS pixel.
pub(crate) struct Sheet {
    canvas: HtmlCanvasElement,
    pub(crate) context: CanvasRenderingContext2d,
    pub(crate) ratio: f64,
}

impl Sheet {
    /// Clears the canvas, whose backing store the page has sized.
    pub(crate) fn new(canvas: HtmlCanvasElement, ratio: f64) -> Result<Self, JsValue> {
        let ratio = if ratio.is_finite() { ratio.clamp(0.25, 8.0) } else { 1.0 };
        let context = context(&canvas)?;
        context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)?;
        context.clear_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
        Ok(Self { canvas, context, ratio })
    }

    /// Draws with plotters in fractions of a pixel.
    pub(crate) fn draw(
        &self,
        drawing: impl FnOnce(Fine<CanvasBackend>) -> Drawn<CanvasBackend>,
    ) -> Result<(), JsValue> {
        let backend = CanvasBackend::with_canvas_object(self.canvas.clone())
            .ok_or_else(|| error::kind("this canvas has no 2d context"))?;
        let scale = self.ratio / f64::from(UNITS);
        self.context.save();
        self.context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0)?;
        self.context.set_line_join("round");
        self.context.set_line_cap("round");
        let (width, height) = (f64::from(self.canvas.width()), f64::from(self.canvas.height()));
        let fine = Fine::new(backend, width / self.ratio, height / self.ratio, self.ratio);
        let drawn = drawing(fine);
        self.context.restore();
        drawn.map_err(|error| error::kind(&error.to_string()))
    }
}

/// What a canvas is drawn with.
pub(crate) fn context(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, JsValue> {
    canvas
        .get_context("2d")?
        .and_then(|context| context.dyn_into().ok())
        .ok_or_else(|| error::kind("this canvas has no 2d context"))
}
