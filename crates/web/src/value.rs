//! Between JavaScript values and the instruments' settings.

use hillside_instruments::Value;
use js_sys::{Array, ArrayBuffer, Float64Array, Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};

use crate::error;

/// A record as a plain object; what is missing is `null`.
pub(crate) fn object<T: Serialize>(record: &T) -> Result<JsValue, JsValue> {
    record
        .serialize(&Serializer::new().serialize_maps_as_objects(true).serialize_missing_as_null(true))
        .map_err(|error| error::kind(&error.to_string()))
}

/// A plain object of numbers and words as `name=value` pairs, such as the letters of a formula; `None` of anything else.
fn plain(given: &JsValue) -> Option<String> {
    if !given.is_object() || Array::is_array(given) || ArrayBuffer::is_view(given) {
        return None;
    }
    let pair = |key: JsValue| {
        let item = Reflect::get(given, &key).ok()?;
        let text = item.as_string().or_else(|| item.as_f64().map(|number| number.to_string()))?;
        Some(format!("{}={text}", key.as_string()?))
    };
    let record: &Object = given.dyn_ref()?;
    let pairs: Option<Vec<String>> = Object::keys(record).iter().map(pair).collect();
    pairs.map(|pairs| pairs.join(","))
}

/// Numbers as an array of doubles.
pub(crate) fn doubles(values: &[f64]) -> Float64Array {
    Float64Array::from(values)
}

/// A setting's value; `None` for what no setting is made of.
fn value(given: &JsValue) -> Option<Value> {
    if let Some(number) = given.as_f64() {
        return Some(Value::Number(number));
    }
    if let Some(text) = given.as_string() {
        return Some(Value::Text(text));
    }
    if let Some(flag) = given.as_bool() {
        // As an attribute would say it.
        return Some(Value::Text(flag.to_string()));
    }
    if let Some(record) = plain(given) {
        return Some(Value::Text(record));
    }
    let list = if let Some(array) = given.dyn_ref::<Float64Array>() {
        array.to_vec()
    } else if Array::is_array(given) || ArrayBuffer::is_view(given) {
        let item = |item: JsValue| item.as_f64().or(item.as_bool().map(f64::from)).unwrap_or(f64::NAN);
        Array::from(given).iter().map(item).collect()
    } else {
        return None;
    };
    Some(Value::List(list))
}

/// The numbers of a list or a typed array; `None` of anything else.
#[cfg(feature = "mathematics")]
pub(crate) fn numbers(given: &JsValue) -> Option<Vec<f64>> {
    match value(given) {
        Some(Value::List(list)) => Some(list),
        _ => None,
    }
}

/// The settings in a plain object, in its order; `null` and `undefined` are not given.
pub(crate) fn settings(given: &JsValue) -> Result<Vec<(String, Value)>, JsValue> {
    let given: &Object = given.dyn_ref().ok_or_else(|| error::kind("settings are a plain object"))?;
    let mut list = Vec::new();
    for key in Object::keys(given).iter() {
        let item = Reflect::get(given, &key)?;
        if item.is_null() || item.is_undefined() {
            continue;
        }
        let name = key.as_string().unwrap_or_default();
        let known =
            value(&item).ok_or_else(|| error::kind(&format!("{name} must be a number, a text or a list")))?;
        list.push((name, known));
    }
    Ok(list)
}
