//! Errors as JavaScript values: made here and nowhere else.

#[cfg(feature = "mathematics")]
use hillside_core::FormulaError;
use js_sys::TypeError;
#[cfg(feature = "mathematics")]
use js_sys::{Array, Error, RangeError, Reflect};
use wasm_bindgen::JsValue;

/// Sets a property of an object just made, which cannot fail.
#[cfg(feature = "mathematics")]
fn set(object: &JsValue, key: &str, value: &JsValue) {
    let _ = Reflect::set(object, &JsValue::from_str(key), value);
}

#[cfg(feature = "mathematics")]
#[expect(clippy::cast_precision_loss, reason = "offsets into a text are far below 2^53")]
fn offset(at: usize) -> JsValue {
    JsValue::from_f64(at as f64)
}

/// `FormulaError { name, kind, message, start, end, suggestions }`, offsets in UTF-16 as
/// JavaScript counts.
#[cfg(feature = "mathematics")]
pub(crate) fn formula(text: &str, error: &FormulaError) -> JsValue {
    let value = Error::new(&error.to_string());
    value.set_name("FormulaError");
    let value = JsValue::from(value);
    let span = error.utf16_span(text);
    set(&value, "kind", &JsValue::from_str(error.kind().name()));
    set(&value, "start", &offset(span.start));
    set(&value, "end", &offset(span.end));
    let suggestions: Array = error.suggestions().iter().map(|s| JsValue::from_str(s)).collect();
    set(&value, "suggestions", &suggestions);
    value
}

/// An argument of the wrong kind.
pub(crate) fn kind(message: &str) -> JsValue {
    TypeError::new(message).into()
}

/// A number that makes no sense here.
#[cfg(feature = "mathematics")]
pub(crate) fn range(message: &str) -> JsValue {
    RangeError::new(message).into()
}
