//! Sheets shown on canvases, by plotters' canvas backend, at any device pixel ratio.

use hillside_instruments::{Beyond, Colour, Frame, HALO, Raster, Sheet, Text, UNITS};
use plotters_backend::BackendTextStyle;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::error;

/// Clears a canvas, whose backing store the page has sized for `ratio` device pixels a CSS pixel, and shows what is drawn
/// on a sheet of its size.
pub(crate) fn show(
    canvas: HtmlCanvasElement,
    ratio: f64,
    draw: impl FnOnce(&mut Sheet),
) -> Result<(), JsValue> {
    let ratio = if ratio.is_finite() { ratio.clamp(0.25, 8.0) } else { 1.0 };
    let size = [canvas.width(), canvas.height()].map(f64::from);
    let mut sheet = Sheet::new(size[0] / ratio, size[1] / ratio);
    draw(&mut sheet);
    let context = context(&canvas)?;
    context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)?;
    context.clear_rect(0.0, 0.0, size[0], size[1]);
    let scale = ratio / f64::from(UNITS);
    context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0)?;
    context.set_line_join("round");
    context.set_line_cap("round");
    let mut backend = CanvasBackend::with_canvas_object(canvas.clone())
        .ok_or_else(|| error::kind("this canvas has no 2d context"))?;
    let played = sheet.play(&mut backend, &mut Context { canvas, context }, ratio);
    played.map_err(|error| error::kind(&error.to_string()))
}

/// What plotters does not do is done with the context itself.
struct Context {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl Beyond for Context {
    fn image(&mut self, raster: &Raster, frame: Frame) {
        // Without memory for the image the lines are drawn all the same.
        let _ = self.try_image(raster, frame);
    }

    fn halo(&mut self, text: &Text, x: i32, y: i32, halo: Colour) {
        let context = &self.context;
        let Colour(red, green, blue) = halo;
        context.set_stroke_style_str(&format!("rgb({red},{green},{blue})"));
        context.set_line_width(2.0 * HALO * f64::from(UNITS));
        context.set_font(&format!("{}px {}", text.size(), text.family().as_str()));
        let anchor = text.anchor();
        context.set_text_align(match anchor.h_pos {
            HPos::Left => "start",
            HPos::Right => "end",
            HPos::Center => "center",
        });
        context.set_text_baseline(match anchor.v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        });
        let _ = context.stroke_text(&text.text, f64::from(x), f64::from(y));
    }
}

impl Context {
    /// Lays an image over a frame: the middles of the pixels at its border lie on the frame's edges, so it overlaps the
    /// frame by half a pixel all round and is cut there.
    fn try_image(&self, raster: &Raster, frame: Frame) -> Result<(), JsValue> {
        let scratch = scratch(&self.canvas)?;
        put(raster, &scratch)?;
        let [left, top, width, height] =
            [frame.left, frame.top, frame.width, frame.height].map(|length| length * f64::from(UNITS));
        let (across, up) = (width / (raster.columns - 1) as f64, height / (raster.rows - 1) as f64);
        let context = &self.context;
        context.save();
        context.begin_path();
        context.rect(left, top, width, height);
        context.clip();
        context.set_image_smoothing_enabled(true);
        let drawn = context.draw_image_with_html_canvas_element_and_dw_and_dh(
            &scratch,
            left - across / 2.0,
            top - up / 2.0,
            width + across,
            height + up,
        );
        context.restore();
        drawn
    }
}

/// A canvas nobody sees, in the document of another.
fn scratch(canvas: &HtmlCanvasElement) -> Result<HtmlCanvasElement, JsValue> {
    let document = canvas.owner_document().ok_or_else(|| error::kind("this canvas has no document"))?;
    document.create_element("canvas")?.dyn_into().map_err(JsValue::from)
}

/// Puts an image on a canvas of its size.
fn put(raster: &Raster, canvas: &HtmlCanvasElement) -> Result<(), JsValue> {
    let [columns, rows] = [raster.columns, raster.rows].map(|side| u32::try_from(side).unwrap_or(0));
    canvas.set_width(columns);
    canvas.set_height(rows);
    let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&raster.pixels), columns, rows)?;
    context(canvas)?.put_image_data(&image, 0.0, 0.0)
}

/// An image as the address of a PNG; without memory for it, an empty text. `canvas` is any canvas of the page.
pub(crate) fn address(raster: &Raster, canvas: &HtmlCanvasElement) -> String {
    let scratch = scratch(canvas).and_then(|scratch| put(raster, &scratch).map(|()| scratch));
    scratch.and_then(|scratch| scratch.to_data_url()).unwrap_or_default()
}

/// What a canvas is drawn with.
fn context(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, JsValue> {
    let context = canvas.get_context("2d")?.and_then(|context| context.dyn_into().ok());
    context.ok_or_else(|| error::kind("this canvas has no 2d context"))
}
