//! How a derivative comes about, rule by rule, for JavaScript.

use hillside_core::Expr;
use js_sys::{Object, Reflect};
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{error, value};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r"
/** One step of a derivation, after those whose results it uses. The formulas are MathML. */
export interface DerivationStep {
  /** What a textbook calls the rule, and what it says. */
  rule: string; sentence: string;
  /** What was differentiated, and what came out. */
  of: string; gives: string;
  /** What that is where the letters are; NaN where it is nothing. */
  value: number;
  /** Of an outer function: the letter that stands for the inner value, and that value. */
  inner: { letter: string; is: string } | null;
}
";

#[derive(Serialize)]
struct Inner {
    letter: String,
    is: String,
}

#[derive(Serialize)]
struct StepRecord {
    rule: &'static str,
    sentence: &'static str,
    of: String,
    gives: String,
    value: f64,
    inner: Option<Inner>,
}

/// The derivative of a formula along one of its letters, the others frozen: `derivation('x^2*y', 'x', { x: 3, y: 2 })`. The
/// last step is on the whole formula; there is none where it is too long to be read. Throws a `FormulaError` of a text that
/// is no formula of these letters, and a `RangeError` of a letter that is not among them.
#[wasm_bindgen(unchecked_return_type = "DerivationStep[]")]
pub fn derivation(
    formula: &str,
    along: &str,
    #[wasm_bindgen(unchecked_param_type = "Record<string, number>")] letters: &Object,
) -> Result<JsValue, JsValue> {
    let given = |key: JsValue| {
        let value = Reflect::get(letters, &key)?.as_f64().unwrap_or(f64::NAN);
        Ok((key.as_string().unwrap_or_default(), value))
    };
    let given: Vec<(String, f64)> =
        Object::keys(letters).iter().map(given).collect::<Result<_, JsValue>>()?;
    let letters: Vec<(&str, f64)> = given.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let names: Vec<&str> = letters.iter().map(|(name, _)| *name).collect();
    let expr = Expr::parse_with(formula, &names).map_err(|error| error::formula(formula, &error))?;
    let Some(variable) = expr.variables().iter().position(|name| name == along) else {
        return Err(error::range(&format!("{along} is no letter of this formula")));
    };
    let Some(derivation) = expr.derivation(variable) else {
        return value::object(&Vec::<StepRecord>::new());
    };
    let values = derivation.values(&letters);
    let record = |(step, value): (&hillside_core::DerivationStep, f64)| StepRecord {
        rule: step.rule.name(),
        sentence: step.rule.sentence(),
        of: step.of.mathml(),
        gives: step.gives.mathml(),
        value,
        inner: step.inner.as_ref().map(|(letter, is)| Inner { letter: letter.clone(), is: is.mathml() }),
    };
    let steps: Vec<StepRecord> = derivation.steps().iter().zip(values).map(record).collect();
    value::object(&steps)
}
