//! The ground of a map, which is pixels, on a canvas and as an address.

use hillside_instruments::{Frame, Raster};
use wasm_bindgen::{Clamped, JsValue};
use web_sys::{HtmlCanvasElement, ImageData};

use crate::canvas::{Sheet, context};

impl Sheet {
    /// Lays an image over the frame: pixel middles on the sampled nodes, so it overlaps the frame
    /// by half a pixel all round and is cut there. `scratch` is a canvas nobody sees.
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
        put(raster, columns, rows, scratch)?;
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
}

/// Puts an image on a canvas of its size.
fn put(raster: &Raster, columns: u32, rows: u32, canvas: &HtmlCanvasElement) -> Result<(), JsValue> {
    canvas.set_width(columns);
    canvas.set_height(rows);
    let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&raster.pixels), columns, rows)?;
    context(canvas)?.put_image_data(&image, 0.0, 0.0)
}

/// An image as the address of a PNG. `scratch` is a canvas nobody sees; without room for it, an empty text.
#[cfg(feature = "svg")]
pub(crate) fn address(raster: &Raster, scratch: &HtmlCanvasElement) -> String {
    let (columns, rows) =
        (u32::try_from(raster.columns).unwrap_or(0), u32::try_from(raster.rows).unwrap_or(0));
    put(raster, columns, rows, scratch).and_then(|()| scratch.to_data_url()).unwrap_or_default()
}
