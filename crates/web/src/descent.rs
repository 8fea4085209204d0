//! `Descent`: a walk downhill for JavaScript.

use hillside_core::Descent as Walk;
use hillside_core::Step;
use hillside_instruments::descent_settings;
use js_sys::Array;
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::surface::Surface;
use crate::{error, value};

/// The most steps `run` tells in one call.
const MOST_TOLD: f64 = 1e6;
/// The most steps `advance` takes in one call: some minutes of work.
pub(crate) const MOST_STEPS: f64 = 1e9;

/// A whole number from 0 to `most`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be whole and in range"
)]
pub(crate) fn count(given: f64, most: f64) -> Result<usize, JsValue> {
    if given.fract() == 0.0 && (0.0..=most).contains(&given) {
        Ok(given as usize)
    } else {
        Err(error::range(&format!("a number of steps is whole, from 0 to {most}")))
    }
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r"
/** A position of a descent, and what its next step promises. */
export interface Step {
  index: number; x: number; y: number; value: number; gradient: [number, number]; rate: number;
  /** f - rate |g|^2 */ predicted: number;
  /** f - |g|^2 / (2L), where an L is known */ bound: number | null;
  status: 'running' | 'converged' | 'diverged'; reason: string | null;
}
/** What a descent depends on; a method's own numbers default to PyTorch's. */
export interface DescentSettings {
  start: [number, number]; method: 'gradient' | 'momentum' | 'nesterov' | 'adagrad' | 'rmsprop' | 'adam' | 'adamw'; rate: number;
  momentum?: number; decay?: number; beta1?: number; beta2?: number; epsilon?: number; weightDecay?: number;
  /** such as 'cosine period=100 floor=0.1' */ schedule?: string; noise?: number; seed?: number;
}
";

/// A walk downhill on a surface.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Descent {
    walk: Walk,
}

#[derive(Serialize)]
struct StepRecord {
    index: usize,
    x: f64,
    y: f64,
    value: f64,
    gradient: [f64; 2],
    rate: f64,
    predicted: f64,
    bound: Option<f64>,
    status: &'static str,
    reason: Option<String>,
}

fn record(step: &Step) -> Result<JsValue, JsValue> {
    value::object(&StepRecord {
        index: step.index,
        x: step.x,
        y: step.y,
        value: step.value,
        gradient: step.gradient,
        rate: step.rate,
        predicted: step.predicted,
        bound: step.bound,
        status: step.status.name(),
        reason: step.reason(),
    })
}

#[wasm_bindgen]
impl Descent {
    /// A descent that has not taken a step yet. Throws a `RangeError` that names the setting that
    /// cannot be taken.
    #[wasm_bindgen(constructor)]
    pub fn new(
        surface: &Surface,
        #[wasm_bindgen(unchecked_param_type = "DescentSettings")] settings: JsValue,
    ) -> Result<Descent, JsValue> {
        let given = value::settings(&settings)?;
        let settings = descent_settings(&given).map_err(|problem| error::range(&problem.message))?;
        Ok(Self { walk: Walk::new(surface.expr(), settings) })
    }

    /// One step on.
    #[wasm_bindgen(unchecked_return_type = "Step")]
    pub fn step(&mut self) -> Result<JsValue, JsValue> {
        record(&self.walk.step())
    }

    /// `n` steps on, all told.
    #[wasm_bindgen(unchecked_return_type = "Step[]")]
    pub fn run(&mut self, n: f64) -> Result<Array, JsValue> {
        self.walk.run(count(n, MOST_TOLD)?).iter().map(record).collect()
    }

    /// `n` steps on, the last told.
    #[wasm_bindgen(unchecked_return_type = "Step")]
    pub fn advance(&mut self, n: f64) -> Result<JsValue, JsValue> {
        record(&self.walk.advance(count(n, MOST_STEPS)?))
    }

    /// The position after `k` steps, if the descent has been there; `at(0)` is the start.
    #[wasm_bindgen(unchecked_return_type = "Step | undefined")]
    pub fn at(&self, k: f64) -> Result<JsValue, JsValue> {
        self.walk.at(count(k, f64::from(u32::MAX))?).map_or(Ok(JsValue::UNDEFINED), |step| record(&step))
    }

    /// The number of positions reached, the start included.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.walk.length()
    }
}
