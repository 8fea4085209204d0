//! `Detector`: the network that sees an X, for JavaScript; and the spectrum of a symmetric matrix.

use hillside_core::{
    Activation, CELLS, Encoding, Loss, Method, PATTERNS, Start, SymmetricEigen, Target, Training,
    TrainingSettings,
};
use hillside_instruments::Value;
use js_sys::Float64Array;
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::descent::{MOST_STEPS, count};
use crate::{error, value};

/// The largest matrix whose spectrum is computed in one call: some seconds of work.
const LARGEST_MATRIX: u32 = 1000;
/// The largest whole number a double holds without gaps below it.
const LARGEST_SEED: f64 = 9_007_199_254_740_991.0;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r"
/** What a training depends on; what is not given is as in Hillside's own instrument, except where noted. */
export interface DetectorSettings {
  /** such as [9, 4, 1]: nine inputs, none to three hidden layers, one output */ layers: number[];
  loss: 'cross-entropy' | 'squared';
  /** exactly X, at most one or two cells wrong, X or its negative, or 512 labels 0 and 1 */
  target: 'exact' | 'near' | 'loose' | 'either' | Float64Array | number[];
  method: 'gradient' | 'momentum' | 'nesterov' | 'adagrad' | 'rmsprop' | 'adam' | 'adamw'; rate: number;
  momentum?: number; decay?: number; beta1?: number; beta2?: number; epsilon?: number; weightDecay?: number;
  /** layer after layer, each: matrix row-major (out x in), then biases */ weights?: Float64Array | number[];
  /** without weights: how they begin */ start?: 'random' | 'zero' | 'nudge'; /** the size of the random numbers */ scale?: number;
  activation?: 'tanh' | 'sigmoid' | 'relu' | 'identity'; encoding?: '01' | 'pm1'; seed?: number;
  /** false unless said */ balanced?: boolean; /** examples a step; all unless said */ batch?: number;
}
/** Where a training is. */
export interface DetectorStep {
  step: number; /** over what it is trained on */ loss: number;
  /** of all 512 patterns */ correct: number; confusion: { tp: number; fp: number; tn: number; fn: number };
  status: 'running' | 'stalled' | 'oscillating' | 'diverged'; reason: string | null;
}
";

/// A network being trained.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Detector {
    training: Training,
}

#[derive(Serialize)]
struct ConfusionRecord {
    tp: usize,
    fp: usize,
    tn: usize,
    r#fn: usize,
}

#[derive(Serialize)]
struct StepRecord {
    step: usize,
    loss: f64,
    correct: usize,
    confusion: ConfusionRecord,
    status: &'static str,
    reason: Option<&'static str>,
}

#[wasm_bindgen]
impl Detector {
    /// A network that has not taken a step yet. Throws a `RangeError` that says which setting cannot be taken and why.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "DetectorSettings")] settings: JsValue,
    ) -> Result<Detector, JsValue> {
        let given = value::settings(&settings)?;
        let settings = training_settings(&given).map_err(|message| error::range(&message))?;
        let training = Training::new(settings).map_err(|problem| error::range(&problem.to_string()))?;
        Ok(Self { training })
    }

    /// `n` steps on, fewer where no further step exists; then where it is.
    #[wasm_bindgen(unchecked_return_type = "DetectorStep")]
    pub fn step(&mut self, n: f64) -> Result<JsValue, JsValue> {
        self.training.step(count(n, MOST_STEPS)?);
        let (confusion, status) = (self.training.confusion(), self.training.status());
        value::object(&StepRecord {
            step: self.training.steps(),
            loss: self.training.loss(),
            correct: confusion.correct(),
            confusion: ConfusionRecord {
                tp: confusion.tp,
                fp: confusion.fp,
                tn: confusion.tn,
                r#fn: confusion.fn_,
            },
            status: status.name(),
            reason: status.reason(),
        })
    }

    /// How sure the network is that a pattern is to be answered yes: a number from 0 to 511 (bit 0 the top left
    /// cell), or nine cells row by row, each from 0 (off) to 1 (on).
    pub fn predict(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number | ArrayLike<number>")] pattern: JsValue,
    ) -> Result<f64, JsValue> {
        if let Some(number) = pattern.as_f64() {
            let pattern = things(number).filter(|pattern| *pattern < PATTERNS).ok_or_else(|| {
                error::range("a pattern is a whole number from 0 to 511: bit i is cell i, row by row")
            })?;
            return Ok(self.training.output(pattern));
        }
        let cells = value::numbers(&pattern)
            .and_then(|cells| <[f64; CELLS]>::try_from(cells).ok())
            .filter(|cells| cells.iter().all(|cell| (0.0..=1.0).contains(cell)))
            .ok_or_else(|| {
                error::range("a pattern is nine numbers from 0 to 1, row by row, or one from 0 to 511")
            })?;
        Ok(self.training.answer(cells))
    }

    /// The outputs for all 512 patterns, pattern 0 first.
    #[wasm_bindgen(js_name = truthTable)]
    pub fn truth_table(&self) -> Float64Array {
        value::doubles(&self.training.truth_table())
    }

    /// Layer after layer, each: its matrix row-major (out × in), then its biases.
    pub fn weights(&self) -> Float64Array {
        value::doubles(self.training.weights())
    }

    /// The gradient of the loss, in the order of the weights.
    pub fn gradient(&self) -> Float64Array {
        value::doubles(&self.training.gradient())
    }

    /// The eigenvalues of the Hessian of the loss, ascending.
    #[wasm_bindgen(js_name = hessianEigenvalues)]
    pub fn hessian_eigenvalues(&self) -> Float64Array {
        value::doubles(&self.training.hessian_eigenvalues())
    }
}

/// Eigenvalues and eigenvectors of a symmetric matrix (row-major, `n` rows): the `n` values ascending, then the unit
/// vectors in the same order, row by row.
#[wasm_bindgen(js_name = symmetricEigen)]
pub fn symmetric_eigen(matrix: &[f64], n: u32) -> Result<Float64Array, JsValue> {
    if n > LARGEST_MATRIX {
        return Err(error::range(&format!("n is at most {LARGEST_MATRIX}")));
    }
    if matrix.len() as u64 != u64::from(n) * u64::from(n) {
        return Err(error::range("the matrix must have n * n entries, row by row"));
    }
    let SymmetricEigen { mut eigenvalues, eigenvectors } = SymmetricEigen::new(matrix, n as usize);
    eigenvalues.extend(eigenvectors);
    Ok(value::doubles(&eigenvalues))
}

/// What a training depends on, from settings a program gives. An error is a sentence about the first setting that
/// is missing, unknown or cannot be taken.
fn training_settings(given: &[(String, Value)]) -> Result<TrainingSettings, String> {
    for needed in ["layers", "loss", "target", "method", "rate"] {
        if !given.iter().any(|(name, _)| name == needed) {
            return Err(format!("a detector needs {needed}"));
        }
    }
    // Half the weight for the class of the X would surprise who compares with a plain mean.
    let mut settings = TrainingSettings { balanced: false, ..TrainingSettings::default() };
    let mut scale = None;
    let (first, rest): (Vec<_>, Vec<_>) =
        given.iter().partition(|(name, _)| matches!(name.as_str(), "method" | "start"));
    for (name, value) in first.into_iter().chain(rest) {
        match name.as_str() {
            "layers" => {
                settings.layers = list(name, value)?
                    .iter()
                    .map(|units| {
                        things(*units).ok_or_else(|| "layers are whole numbers, such as 9,4,1".to_owned())
                    })
                    .collect::<Result<_, _>>()?;
            }
            "loss" => settings.loss = one_of(name, value, Loss::named, &Loss::ALL.map(Loss::name))?,
            "target" => {
                settings.target = match value {
                    Value::Text(_) => one_of(name, value, Target::named, &Target::NAMES)?,
                    _ => Target::from_labels(&list(name, value)?)
                        .ok_or("the labels are 512 numbers, each 0 or 1, that of pattern 0 first")?,
                }
            }
            "method" => {
                let names: Vec<&str> = Method::kinds().iter().map(|kind| kind.name).collect();
                settings.method = one_of(name, value, Method::named, &names)?;
            }
            "rate" => settings.rate = number(name, value)?,
            "activation" => {
                let names = Activation::ALL.map(Activation::name);
                settings.activation = one_of(name, value, Activation::named, &names)?;
            }
            "encoding" => {
                settings.encoding = one_of(name, value, Encoding::named, &Encoding::ALL.map(Encoding::name))?;
            }
            "balanced" => {
                settings.balanced = one_of(name, value, |text| text.parse().ok(), &["true", "false"])?
            }
            "start" => settings.start = one_of(name, value, Start::named, &["random", "zero", "nudge"])?,
            "weights" => settings.start = Start::Weights(list(name, value)?),
            "scale" => scale = Some(number(name, value)?),
            "seed" => {
                settings.seed = whole(number(name, value)?, LARGEST_SEED)
                    .ok_or("the seed is a whole number, 0 or more")?;
            }
            "batch" => {
                let size = things(number(name, value)?).ok_or("batch is a whole number of examples")?;
                settings.batch = Some(size);
            }
            _ => {
                let known = settings.method.kind().parameters.iter().find(|known| known.name == name);
                let known = known.ok_or_else(|| format!("{name} is no setting of this detector"))?;
                settings.method = settings.method.with(name, number(name, value)?).ok_or_else(|| {
                    let [low, high] = known.range;
                    format!("{} ({name}) must lie between {low} and {high}", known.title)
                })?;
            }
        }
    }
    if let Some(size) = scale {
        settings.start = match settings.start {
            Start::Random { .. } => Start::Random { scale: size },
            Start::Nudge { .. } => Start::Nudge { size },
            other => other,
        };
    }
    Ok(settings)
}

/// What the words of a setting name.
fn one_of<T>(
    name: &str,
    value: &Value,
    named: impl Fn(&str) -> Option<T>,
    names: &[&str],
) -> Result<T, String> {
    let known = match value {
        Value::Text(text) => named(text.trim()),
        _ => None,
    };
    known.ok_or_else(|| format!("{name} is one of {}", names.join(", ")))
}

fn number(name: &str, value: &Value) -> Result<f64, String> {
    match value {
        Value::Number(number) => Ok(*number),
        _ => Err(format!("{name} is a number")),
    }
}

fn list(name: &str, value: &Value) -> Result<Vec<f64>, String> {
    match value {
        Value::List(list) => Ok(list.clone()),
        _ => Err(format!("{name} is a list of numbers")),
    }
}

/// A whole number from 0 to `most`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be whole and in range"
)]
fn whole(given: f64, most: f64) -> Option<u64> {
    (given.fract() == 0.0 && (0.0..=most).contains(&given)).then_some(given as u64)
}

/// A whole number of things, from 0 to as many as anybody could want.
fn things(given: f64) -> Option<usize> {
    whole(given, 1e9).and_then(|count| usize::try_from(count).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(changes: &[(&str, Value)]) -> Vec<(String, Value)> {
        let text = |text: &str| Value::Text(text.to_owned());
        let mut list = vec![
            ("layers".to_owned(), Value::List(vec![9.0, 4.0, 1.0])),
            ("loss".to_owned(), text("squared")),
            ("target".to_owned(), text("near")),
            ("method".to_owned(), text("adam")),
            ("rate".to_owned(), Value::Number(0.1)),
        ];
        for (name, value) in changes {
            list.retain(|(known, _)| known != name);
            list.push(((*name).to_owned(), value.clone()));
        }
        list
    }

    #[track_caller]
    fn refused(name: &str, value: Value, part: &str) {
        let outcome = training_settings(&given(&[(name, value)]))
            .and_then(|settings| Training::new(settings).map_err(|problem| problem.to_string()));
        let message = outcome.expect_err(name);
        assert!(message.contains(part), "{name}: {message}");
    }

    #[test]
    fn every_setting_is_taken() {
        let settings = training_settings(&given(&[
            ("beta1", Value::Number(0.5)),
            ("balanced", Value::Text("true".to_owned())),
            ("scale", Value::Number(0.25)),
            ("start", Value::Text("nudge".to_owned())),
            ("seed", Value::Number(7.0)),
            ("batch", Value::Number(32.0)),
            ("encoding", Value::Text("pm1".to_owned())),
            ("activation", Value::Text("relu".to_owned())),
        ]))
        .unwrap();
        assert_eq!(settings.method.parameter("beta1"), Some(0.5));
        assert_eq!((settings.balanced, settings.seed, settings.batch), (true, 7, Some(32)));
        assert_eq!(settings.start, Start::Nudge { size: 0.25 });
        assert_eq!((settings.encoding, settings.activation), (Encoding::PlusMinus, Activation::Relu));
        assert_eq!((settings.target, settings.loss), (Target::Near, Loss::Squared));
        assert!(!training_settings(&given(&[])).unwrap().balanced, "a plain mean unless said");
    }

    #[test]
    fn whatever_cannot_be_taken_is_refused_with_a_sentence() {
        let text = |text: &str| Value::Text(text.to_owned());
        for rate in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            refused("rate", Value::Number(rate), "rate");
        }
        refused("rate", Value::Number(1e308), "at most");
        refused("rate", text("fast"), "number");
        refused("layers", Value::List(vec![]), "two layers");
        refused("layers", Value::List(vec![9.0, 0.0, 1.0]), "units");
        refused("layers", Value::List(vec![9.0, 17.0, 1.0]), "16");
        refused("layers", Value::List(vec![9.0, 1.5, 1.0]), "whole");
        refused("layers", Value::List(vec![9.0, f64::NAN, 1.0]), "whole");
        refused("layers", Value::List(vec![9.0, 4.0, 2.0]), "output");
        refused("layers", Value::List(vec![4.0, 1.0]), "nine cells");
        refused("layers", Value::List(vec![9.0, 1.0, 1.0, 1.0, 1.0, 1.0]), "3 hidden layers");
        refused("loss", text("hinge"), "cross-entropy, squared");
        refused("target", text("y"), "exact, near");
        refused("target", Value::List(vec![1.0; 512]), "all 512 labels are 1");
        refused("target", Value::List(vec![0.0; 512]), "all 512 labels are 0");
        refused("target", Value::List(vec![0.0; 511]), "512 numbers");
        refused("target", Value::List(vec![0.5; 512]), "0 or 1");
        refused("method", text("newton"), "gradient, momentum");
        refused("momentum", Value::Number(0.5), "no setting");
        refused("beta1", Value::Number(2.0), "between 0");
        refused("weights", Value::List(vec![0.0; 44]), "45 weights");
        refused("weights", Value::List([vec![0.0; 44], vec![f64::NAN]].concat()), "weight 44");
        refused("seed", Value::Number(-1.0), "whole");
        refused("batch", Value::Number(0.0), "mini-batch");
        refused("scale", Value::Number(-1.0), "size");
        refused("colour", text("red"), "no setting");
        for missing in ["layers", "loss", "target", "method", "rate"] {
            let mut list = given(&[]);
            list.retain(|(name, _)| name != missing);
            assert_eq!(training_settings(&list).unwrap_err(), format!("a detector needs {missing}"));
        }
    }
}
