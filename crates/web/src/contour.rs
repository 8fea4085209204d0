//! Contour levels and lines for JavaScript.

use js_sys::{Float64Array, Object, Reflect, Uint32Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{error, value};

/// Up to `count` good contour levels for these values, ascending.
#[wasm_bindgen(js_name = contourLevels)]
pub fn contour_levels(values: &[f64], count: u32) -> Float64Array {
    value::doubles(&hillside_core::contour_levels(values, count.min(1000) as usize))
}

/// The contour lines of a grid of values, joined.
#[wasm_bindgen(js_name = contourLines, unchecked_return_type = "{ points: Float64Array, starts: Uint32Array, levels: Float64Array }")]
pub fn contour_lines(values: &[f64], nx: u32, ny: u32, levels: &[f64]) -> Result<JsValue, JsValue> {
    if u64::from(nx) * u64::from(ny) != values.len() as u64 {
        return Err(error::range("there must be nx * ny values"));
    }
    let lines = hillside_core::contour_lines(values, nx as usize, ny as usize, levels);
    let made = Object::new();
    Reflect::set(&made, &"points".into(), &value::doubles(&lines.points))?;
    Reflect::set(&made, &"starts".into(), &Uint32Array::from(&lines.starts[..]))?;
    Reflect::set(&made, &"levels".into(), &value::doubles(&lines.levels))?;
    Ok(made.into())
}
