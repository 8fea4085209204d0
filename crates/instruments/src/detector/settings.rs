//! The settings of the detector.

use hillside_core::{
    Activation, Data, Encoding, Loss, Network, PATTERNS, Start, Target, TrainingError, TrainingSettings,
    X_PATTERN,
};

use super::run::Change;
use super::text;
use crate::settings::method::{HasMethod, MethodSettings};
use crate::settings::walk::{HasWalk, Walk};
use crate::settings::{self, LARGEST_SEED, Problem, Setting, Slider, Value, one_of, sentence, whole, word};

/// The most steps a run may have: what a machine takes in hours.
pub const MOST_TRAINING_STEPS: usize = 1_000_000_000;

/// A speed that means as fast as the machine goes, in steps a second.
pub const FULL_SPEED: f64 = 1e6;

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
    pub(super) method: MethodSettings,
    pub(super) rate: f64,
    pub(super) batch: Option<usize>,
    /// What was changed on the way, by step; at step 0 what it began with.
    pub(super) history: Vec<(usize, Change)>,
    /// Where the walk is, counted from the origin, and how it is played.
    pub(super) walk: Walk,
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
            method: usual.method.into(),
            rate: usual.rate,
            batch: usual.batch,
            history: Vec::new(),
            walk: Walk::new(150.0),
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
            method: self.method.method,
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
            walk: Walk { step: 0, length: 0, ..self.walk.clone() },
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

    fn set_start(&mut self, value: &Value) -> Result<(), Problem> {
        // The weights themselves are a setting of their own.
        if value.text().trim() != "weights" || !matches!(self.start, Start::Weights(_)) {
            self.start = text::start(&value.text())?;
            self.origin = 0;
        }
        Ok(())
    }
}

/// One of a list, by its name.
fn named<T: Copy>(
    setting: &str,
    value: &Value,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Result<T, Problem> {
    let text = value.text();
    let found = all.iter().copied().find(|one| name(*one) == text.trim());
    found.ok_or_else(|| one_of(setting, &all.iter().map(|one| name(*one)).collect::<Vec<_>>()))
}

impl HasWalk for Settings {
    const MOST_STEPS: usize = MOST_TRAINING_STEPS;
    const FASTEST: f64 = FULL_SPEED;

    fn walk(&self) -> &Walk {
        &self.walk
    }

    fn walk_mut(&mut self) -> &mut Walk {
        &mut self.walk
    }
}

impl HasMethod for Settings {
    fn method(&self) -> &MethodSettings {
        &self.method
    }

    fn method_mut(&mut self) -> &mut MethodSettings {
        &mut self.method
    }
}

impl settings::Settings for Settings {
    const ROWS: &'static [&'static [Setting<Self>]] = &[
        &[
            Setting::new(
                "pattern",
                |s, _| Some(whole(s.pattern as u64)),
                |s, name, value| {
                    s.pattern = usize::try_from(value.count(name, PATTERNS as u64 - 1)?).unwrap_or(0);
                    Ok(())
                },
            ),
            Setting::new(
                "target",
                |s, _| Some(Value::Text(text::target_text(&s.target))),
                |s, _, value| text::target(value).map(|it| s.target = it),
            ),
            Setting::new(
                "layers",
                |s, _| Some(Value::Text(s.layers.iter().map(usize::to_string).collect::<Vec<_>>().join(","))),
                |s, _, value| layers(value, s.activation).map(|it| s.layers = it),
            ),
            Setting::new(
                "activation",
                |s, _| Some(word(s.activation.name())),
                |s, name, value| {
                    named(name, value, &Activation::ALL, Activation::name).map(|it| s.activation = it)
                },
            ),
            Setting::new(
                "loss",
                |s, _| Some(word(s.loss.name())),
                |s, name, value| named(name, value, &Loss::ALL, Loss::name).map(|it| s.loss = it),
            ),
            Setting::new(
                "balanced",
                |s, _| Some(word(if s.balanced { "yes" } else { "no" })),
                |s, name, value| {
                    s.balanced = match value.text().trim() {
                        "yes" | "true" | "1" => true,
                        "no" | "false" | "0" => false,
                        _ => return Err(one_of(name, &["yes", "no"])),
                    };
                    Ok(())
                },
            ),
            Setting::new(
                "encoding",
                |s, _| Some(word(s.encoding.name())),
                |s, name, value| named(name, value, &Encoding::ALL, Encoding::name).map(|it| s.encoding = it),
            ),
            Setting::new(
                "data",
                |s, _| Some(Value::Text(text::data_text(&s.data))),
                |s, _, value| text::data(&value.text()).map(|it| s.data = it),
            ),
            Setting::new(
                "seed",
                |s, _| Some(whole(s.seed)),
                |s, name, value| value.count(name, LARGEST_SEED).map(|it| s.seed = it),
            ),
            // Given, not drawn.
            Setting::new(
                "weights",
                |s, _| match &s.start {
                    Start::Weights(weights) => Some(Value::List(weights.clone())),
                    _ => None,
                },
                |s, name, value| {
                    s.start = Start::Weights(text::numbers(name, value)?);
                    Ok(())
                },
            ),
            Setting::new(
                "start",
                |s, _| Some(Value::Text(text::start_text(&s.start))),
                |s, _, value| s.set_start(value),
            ),
            Setting::new(
                "origin",
                |s, _| Some(whole(s.origin as u64)),
                |s, name, value| Self::steps(name, value).map(|it| s.origin = it),
            ),
        ],
        Self::METHOD,
        &[Setting::new(
            "rate",
            |s, _| Some(Value::Number(s.rate)),
            |s, _, value| rate(value).map(|it| s.rate = it),
        )],
        Self::PARAMETERS,
        &[
            Setting::new(
                "batch",
                |s, _| Some(Value::Text(text::batch_text(s.batch))),
                |s, _, value| text::batch(value).map(|it| s.batch = it),
            ),
            Setting::new(
                "history",
                |s, _| Some(Value::Text(text::history_text(&s.history))),
                |s, _, value| text::history(&value.text()).map(|it| s.history = it),
            ),
        ],
        Self::PLACE,
        Self::PLAYED,
    ];
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

/// The rate's slider.
pub(super) const SLIDER: Slider = Slider { ends: [-4.0, 2.0], digits: 2 };
