//! Drawings on a canvas: plotters' canvas backend at any device pixel ratio.

use hillside_instruments::{Drawn, Fine, Frame, Raster, UNITS};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::error;

/// A canvas ready to be drawn on: cleared, with `ratio` device pixels a CSS pixel.
pub(crate) struct Sheet {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    ratio: f64,
}

impl Sheet {
    /// Clears the canvas, whose backing store the page has sized.
    pub(crate) fn new(canvas: HtmlCanvasElement, ratio: f64) -> Result<Self, JsValue> {
        let ratio = if ratio.is_finite() { ratio.clamp(0.25, 8.0) } else { 1.0 };
        let context: CanvasRenderingContext2d = canvas
            .get_context("2d")?
            .and_then(|context| context.dyn_into().ok())
            .ok_or_else(|| error::kind("this canvas has no 2d context"))?;
        context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)?;
        context.clear_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
        Ok(Self { canvas, context, ratio })
    }

    /// Lays an image over the frame: pixel middles on the sampled nodes, so it overlaps the frame
    /// by half a pixel all round and is cut there. `scratch` is a canvas nobody sees.
    #[cfg(any(feature = "descent", feature = "curvature"))]
    pub(crate) fn lay(
        &self,
        raster: &Raster,
        frame: Frame,
        scratch: &HtmlCanvasElement,
    ) -> Result<(), JsValue> {
        let (columns, rows) =
            (u32::try_from(raster.columns).unwrap_or(0), u32::try_from(raster.rows).unwrap_or(0));
        if columns < 2 || rows < 2 {
            return Ok(());
        }
        scratch.set_width(columns);
        scratch.set_height(rows);
        let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&raster.pixels), columns, rows)?;
        let hidden: CanvasRenderingContext2d = scratch
            .get_context("2d")?
            .and_then(|context| context.dyn_into().ok())
            .ok_or_else(|| error::kind("this canvas has no 2d context"))?;
        hidden.put_image_data(&image, 0.0, 0.0)?;
        let context = &self.context;
        let across = frame.width / f64::from(columns - 1);
        let up = frame.height / f64::from(rows - 1);
        context.save();
        context.set_transform(self.ratio, 0.0, 0.0, self.ratio, 0.0, 0.0)?;
        context.begin_path();
        context.rect(frame.left, frame.top, frame.width, frame.height);
        context.clip();
        context.set_image_smoothing_enabled(true);
        let drawn = context.draw_image_with_html_canvas_element_and_dw_and_dh(
            scratch,
            frame.left - across / 2.0,
            frame.top - up / 2.0,
            across * f64::from(columns),
            up * f64::from(rows),
        );
        context.restore();
        drawn
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

/// An image as the address of a PNG. `scratch` is a canvas nobody sees; without room for it, an empty text.
#[cfg(all(feature = "svg", any(feature = "descent", feature = "curvature")))]
pub(crate) fn address(raster: &Raster, scratch: &HtmlCanvasElement) -> String {
    let (columns, rows) =
        (u32::try_from(raster.columns).unwrap_or(0), u32::try_from(raster.rows).unwrap_or(0));
    scratch.set_width(columns);
    scratch.set_height(rows);
    let put = || -> Result<String, JsValue> {
        let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&raster.pixels), columns, rows)?;
        let context: CanvasRenderingContext2d = scratch
            .get_context("2d")?
            .and_then(|context| context.dyn_into().ok())
            .ok_or_else(|| error::kind("this canvas has no 2d context"))?;
        context.put_image_data(&image, 0.0, 0.0)?;
        scratch.to_data_url()
    };
    put().unwrap_or_default()
}
