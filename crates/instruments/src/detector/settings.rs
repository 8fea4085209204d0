//! The settings of the detector: one table for links, attributes, fields, files and programs.

use hillside_core::{
    Activation, Data, Encoding, Loss, Method, Network, Number, PATTERNS, Parameter, Start, Target,
    TrainingError, TrainingSettings, X_PATTERN, nearest_double,
};

use super::run::Change;
use super::text;
use crate::setting::{Problem, Value, sentence};

/// The names of all settings, in the order a link writes them.
pub const NAMES: [&str; 26] = [
    "pattern",
    "target",
    "layers",
    "activation",
    "loss",
    "balanced",
    "encoding",
    "data",
    "seed",
    "weights",
    "start",
    "origin",
    "method",
    "rate",
    "momentum",
    "decay",
    "beta1",
    "beta2",
    "epsilon",
    "weightDecay",
    "batch",
    "history",
    "step",
    "length",
    "speed",
    "scale",
];

/// The most steps a run may have: what a machine takes in hours.
pub const MOST_TRAINING_STEPS: usize = 1_000_000_000;

/// A speed that means as fast as the machine goes, in steps a second.
pub const FULL_SPEED: f64 = 1e6;

/// The largest whole number every link writes without loss.
const LARGEST_SEED: u64 = 1 << 53;

/// What the reader set. Rate, method and batch are those of the step looked at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Settings {
    /// The pattern on the grid.
    pub(super) pattern: usize,
    pub(super) target: Target,
    pub(super) layers: Vec<usize>,
    pub(super) activation: Activation,
    pub(super) loss: Loss,
    pub(super) balanced: bool,
    pub(super) encoding: Encoding,
    pub(super) data: Data,
    pub(super) seed: u64,
    pub(super) start: Start,
    /// How many steps had led to the weights it starts with, where such are given.
    pub(super) origin: usize,
    pub(super) method: Method,
    /// Parameters by name as last given, also those of methods that are not running.
    parameters: Vec<(&'static str, f64)>,
    pub(super) rate: f64,
    pub(super) batch: Option<usize>,
    /// What was changed on the way, by step; at step 0 what it began with.
    pub(super) history: Vec<(usize, Change)>,
    /// The step looked at, counted from the origin.
    pub(super) step: usize,
    /// How far the run has been walked.
    pub(super) length: usize,
    /// Steps a second while playing.
    pub(super) speed: f64,
    /// Whether the loss curve is logarithmic.
    pub(super) logarithmic: bool,
}

impl Default for Settings {
    fn default() -> Self {
        let usual = TrainingSettings::default();
        Self {
            pattern: X_PATTERN,
            target: usual.target,
            layers: usual.layers,
            activation: usual.activation,
            loss: usual.loss,
            balanced: usual.balanced,
            encoding: usual.encoding,
            data: usual.data,
            seed: usual.seed,
            start: usual.start,
            origin: 0,
            method: usual.method,
            parameters: Vec::new(),
            rate: usual.rate,
            batch: usual.batch,
            history: Vec::new(),
            step: 0,
            length: 0,
            speed: 150.0,
            logarithmic: true,
        }
    }
}

impl Settings {
    /// What a run begins with: the present settings, with what the history says of its beginning.
    pub(super) fn base(&self) -> TrainingSettings {
        let mut base = TrainingSettings {
            layers: self.layers.clone(),
            activation: self.activation,
            loss: self.loss,
            balanced: self.balanced,
            target: self.target.clone(),
            data: self.data,
            encoding: self.encoding,
            method: self.method,
            rate: self.rate,
            batch: self.batch,
            start: self.start.clone(),
            seed: self.seed,
            ..TrainingSettings::default()
        };
        for (at, change) in &self.history {
            match *change {
                Change::Rate(rate) if *at == 0 => base.rate = rate,
                Change::Method(method) if *at == 0 => base.method = method,
                Change::Batch(batch) if *at == 0 => base.batch = batch,
                _ => {}
            }
        }
        base
    }

    /// What was changed on the way, without what the run began with.
    pub(super) fn changes(&self) -> Vec<(usize, Change)> {
        let begins = |(at, change): &&(usize, Change)| *at > 0 || matches!(change, Change::Weight(..));
        self.history.iter().filter(begins).copied().collect()
    }

    /// The settings of a run that begins with weights to which `steps` of the present run have led.
    pub(super) fn settled(&self, weights: Vec<f64>, steps: usize) -> Self {
        Self {
            start: Start::Weights(weights),
            origin: self.origin.saturating_add(steps).min(MOST_TRAINING_STEPS),
            history: Vec::new(),
            step: 0,
            length: 0,
            ..self.clone()
        }
    }

    /// Whether a run of `other` would begin elsewhere, whatever its rate and method.
    pub(super) fn rests_elsewhere(&self, other: &Self) -> bool {
        self.layers != other.layers
            || self.activation != other.activation
            || self.loss != other.loss
            || self.balanced != other.balanced
            || self.target != other.target
            || self.data != other.data
            || self.encoding != other.encoding
            || self.seed != other.seed
            || self.start != other.start
            || self.origin != other.origin
    }

    /// Takes one setting.
    pub(super) fn set(&mut self, name: &str, value: &Value) -> Result<(), Problem> {
        let known = |list: &[&str]| Problem::new(name, format!("{name} is one of {}.", list.join(", ")));
        let count = |most: usize| -> Result<usize, Problem> {
            Ok(usize::try_from(value.count(name, most as u64)?).unwrap_or(0))
        };
        match name {
            "pattern" => self.pattern = count(PATTERNS - 1)?,
            "target" => self.target = text::target(value)?,
            "layers" => self.layers = layers(value, self.activation)?,
            "activation" => {
                self.activation = Activation::named(value.text().trim())
                    .ok_or_else(|| known(&Activation::ALL.map(Activation::name)))?;
            }
            "loss" => {
                self.loss =
                    Loss::named(value.text().trim()).ok_or_else(|| known(&Loss::ALL.map(Loss::name)))?;
            }
            "balanced" => {
                self.balanced = match value.text().trim() {
                    "yes" | "true" | "1" => true,
                    "no" | "false" | "0" => false,
                    _ => return Err(known(&["yes", "no"])),
                };
            }
            "encoding" => {
                self.encoding = Encoding::named(value.text().trim())
                    .ok_or_else(|| known(&Encoding::ALL.map(Encoding::name)))?;
            }
            "data" => self.data = text::data(&value.text())?,
            "seed" => self.seed = value.count(name, LARGEST_SEED)?,
            "start" => {
                // The weights themselves are a setting of their own.
                if value.text().trim() != "weights" || !matches!(self.start, Start::Weights(_)) {
                    self.start = text::start(&value.text())?;
                    self.origin = 0;
                }
            }
            "weights" => self.start = Start::Weights(text::numbers(name, value)?),
            "origin" => self.origin = count(MOST_TRAINING_STEPS)?,
            "method" => {
                let text = value.text();
                let method = Method::named(text.trim()).ok_or_else(|| {
                    known(&Method::kinds().iter().map(|kind| kind.name).collect::<Vec<_>>())
                })?;
                // Choosing the method that runs already keeps its parameters.
                if method.kind() != self.method.kind() {
                    self.method = self
                        .parameters
                        .iter()
                        .fold(method, |method, (name, number)| method.with(name, *number).unwrap_or(method));
                }
            }
            "rate" => self.rate = rate(value)?,
            "momentum" | "decay" | "beta1" | "beta2" | "epsilon" | "weightDecay" => {
                let number = value.number(name)?;
                if let Some(known) = self.method.kind().parameters.iter().find(|known| known.name == name) {
                    self.method = self.method.with(name, number).ok_or_else(|| out_of_range(known))?;
                }
                // A parameter of another method waits for it: attributes come in any order.
                if let Some(name) = NAMES.iter().find(|known| **known == name) {
                    self.parameters.retain(|(known, _)| known != name);
                    self.parameters.push((name, number));
                }
            }
            "batch" => self.batch = text::batch(value)?,
            "history" => self.history = text::history(&value.text())?,
            "step" => {
                self.step = count(MOST_TRAINING_STEPS)?;
                self.length = self.step;
            }
            "length" => self.length = count(MOST_TRAINING_STEPS)?.max(self.step),
            "speed" => self.speed = value.number_in(name, 0.5, FULL_SPEED)?,
            "scale" => {
                self.logarithmic = match value.text().trim() {
                    "log" => true,
                    "linear" => false,
                    _ => return Err(known(&["log", "linear"])),
                };
            }
            _ => {
                return Err(Problem::new(
                    name,
                    format!("{name} is no setting. There are: {}.", NAMES.join(", ")),
                ));
            }
        }
        Ok(())
    }

    /// One setting; `None` for a parameter that the present method does not have, and for weights that are
    /// not given but drawn.
    pub(super) fn get(&self, name: &str) -> Option<Value> {
        let word = |word: &str| Value::Text(word.to_owned());
        Some(match name {
            "pattern" => whole(self.pattern as u64),
            "target" => Value::Text(text::target_text(&self.target)),
            "layers" => Value::Text(self.layers.iter().map(usize::to_string).collect::<Vec<_>>().join(",")),
            "activation" => word(self.activation.name()),
            "loss" => word(self.loss.name()),
            "balanced" => word(if self.balanced { "yes" } else { "no" }),
            "encoding" => word(self.encoding.name()),
            "data" => Value::Text(text::data_text(&self.data)),
            "seed" => whole(self.seed),
            "start" => Value::Text(text::start_text(&self.start)),
            "weights" => match &self.start {
                Start::Weights(weights) => Value::List(weights.clone()),
                _ => return None,
            },
            "origin" => whole(self.origin as u64),
            "method" => word(self.method.kind().name),
            "rate" => Value::Number(self.rate),
            "batch" => Value::Text(text::batch_text(self.batch)),
            "history" => Value::Text(text::history_text(&self.history)),
            "step" => whole(self.step as u64),
            "length" => whole(self.length as u64),
            "speed" => Value::Number(self.speed),
            "scale" => word(if self.logarithmic { "log" } else { "linear" }),
            _ => Value::Number(self.method.parameter(name)?),
        })
    }

    /// What a setting is before anybody sets it; a parameter, of the method that runs.
    pub(super) fn usual_value(&self, name: &str) -> Option<Value> {
        let parameter = self.method.kind().parameters.iter().find(|known| known.name == name);
        parameter.map(|known| Value::Number(known.default)).or_else(|| Self::default().get(name))
    }

    /// All settings there are at present.
    pub(super) fn list(&self) -> Vec<(&'static str, Value)> {
        NAMES.iter().filter_map(|&name| Some((name, self.get(name)?))).collect()
    }

    /// The settings that differ from the defaults; a method's parameters from the method's own.
    pub(super) fn changed(&self) -> Vec<(&'static str, Value)> {
        let plain =
            Self { method: Method::named(self.method.kind().name).unwrap_or(self.method), ..Self::default() };
        let mut list = self.list();
        list.retain(|(name, value)| match *name {
            "method" => self.method.kind() != Self::default().method.kind(),
            // A history ends where one looks, unless somebody has gone back.
            "length" => self.length != self.step,
            name => plain.get(name).as_ref() != Some(value),
        });
        list
    }
}

/// What is wrong with a training, as a problem with the setting it lies in.
pub(super) fn problem(error: &TrainingError) -> Problem {
    let setting = match error {
        TrainingError::Network(_) | TrainingError::Inputs(_) => "layers",
        TrainingError::Rate(_) => "rate",
        TrainingError::OneClass(_) => "target",
        TrainingError::WeightCount { .. } | TrainingError::Weight(_) => "weights",
        TrainingError::Examples(_) | TrainingError::Noise(_) => "data",
        TrainingError::Batch(_) => "batch",
        TrainingError::Scale(_) => "start",
    };
    Problem::new(setting, sentence(&error.to_string()))
}

/// Layers as people write them: `9-4-1`, `9 4 1` and `9 → 4 → 1` are `9,4,1`.
fn separated(value: &Value) -> Value {
    match value {
        Value::Text(text) if text.chars().all(|c| c.is_ascii_digit() || " ;-–—/→>×x".contains(c)) => {
            let parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
            Value::Text(parts.collect::<Vec<_>>().join(","))
        }
        value => value.clone(),
    }
}

fn layers(value: &Value, activation: Activation) -> Result<Vec<usize>, Problem> {
    let numbers = text::numbers("layers", &separated(value))?;
    let whole = |number: &f64| number.fract() == 0.0 && (0.0..=1e6).contains(number);
    if !numbers.iter().all(whole) {
        return Err(Problem::new(
            "layers",
            "layers are whole numbers of units, inputs first, such as 9,4,1.",
        ));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, from 0 to a million")]
    let layers: Vec<usize> = numbers.iter().map(|number| *number as usize).collect();
    Network::new(&layers, activation).map_err(|error| problem(&error.into()))?;
    if layers[0] == hillside_core::CELLS {
        Ok(layers)
    } else {
        Err(problem(&TrainingError::Inputs(layers[0])))
    }
}

/// A rate that steps can be taken with.
pub(super) fn rate(value: &Value) -> Result<f64, Problem> {
    let rate = value.number("rate")?;
    if rate > 0.0 && rate <= hillside_core::LARGEST_RATE {
        Ok(rate)
    } else {
        Err(problem(&TrainingError::Rate(rate)))
    }
}

/// The ends of the rate's slider, as powers of ten.
const SLIDER: [f64; 2] = [-4.0, 2.0];

/// The rate's place on its slider, 0 to 1.
pub(super) fn rate_place(rate: f64) -> f64 {
    ((Number::log10(&rate) - SLIDER[0]) / (SLIDER[1] - SLIDER[0])).clamp(0.0, 1.0)
}

/// The rate at a place of the slider, to two digits.
pub(super) fn rate_at(place: f64) -> f64 {
    let rate = Number::pow(&10.0, &(SLIDER[0] + place * (SLIDER[1] - SLIDER[0])));
    nearest_double(&format!("{rate:.1e}")).unwrap_or(rate)
}

#[expect(clippy::cast_precision_loss, reason = "counts and seeds are at most 2^53")]
fn whole(count: u64) -> Value {
    Value::Number(count as f64)
}

pub(super) fn out_of_range(known: &Parameter) -> Problem {
    let [low, high] = known.range;
    Problem::new(known.name, format!("{} ({}) must lie between {low} and {high}.", known.title, known.symbol))
}
