//! [`TrainingSettings`]: everything a training depends on, and what is wrong with some of it.

use std::fmt;

use super::data::{Data, Encoding};
use super::pattern::{CELLS, PATTERNS, Target};
use super::{Activation, Loss, Network, NetworkError, Start};
use crate::descent::{Method, Schedule};

/// Everything a training depends on: the same settings give the same digits.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingSettings {
    /// How many units each layer has: 9 inputs, none to three hidden layers, 1 output.
    pub layers: Vec<usize>,
    /// What bends the sums of the hidden units.
    pub activation: Activation,
    /// How wrong an answer is.
    pub loss: Loss,
    /// Whether the patterns to say yes to weigh as much together as all others, half and half. Where
    /// there are only such or only others, those weigh the whole. Otherwise all patterns weigh the same.
    pub balanced: bool,
    /// What to say yes to.
    pub target: Target,
    /// What it is trained on.
    pub data: Data,
    /// How a cell becomes an input.
    pub encoding: Encoding,
    /// How a gradient becomes a step.
    pub method: Method,
    /// The rate `α` at the start.
    pub rate: f64,
    /// How the rate changes from step to step.
    pub schedule: Schedule,
    /// How many examples, drawn anew each step, its gradient is taken of; `None` for all of them.
    pub batch: Option<usize>,
    /// The weights to begin with.
    pub start: Start,
    /// What weights, samples and mini-batches are drawn from.
    pub seed: u64,
}

impl Default for TrainingSettings {
    /// A 9-4-1 network of tanh units on all 512 patterns with class-balanced cross-entropy and plain gradient
    /// descent: from each of the seeds 1 to 100 it has all 512 right after [`DEFAULT_STEPS`].
    fn default() -> Self {
        Self {
            layers: vec![CELLS, 4, 1],
            activation: Activation::Tanh,
            loss: Loss::CrossEntropy,
            balanced: true,
            target: Target::Exact,
            data: Data::All,
            encoding: Encoding::ZeroOne,
            method: Method::Gradient,
            rate: 1.0,
            schedule: Schedule::Constant,
            batch: None,
            start: Start::default(),
            seed: 1,
        }
    }
}

/// Why settings make no training, or weights no weights.
#[derive(Clone, Debug, PartialEq)]
pub enum TrainingError {
    /// The layers make no network.
    Network(NetworkError),
    /// The network has other inputs than the nine cells.
    Inputs(usize),
    /// The rate is not a positive finite number.
    Rate(f64),
    /// All labels are equal.
    OneClass(bool),
    /// Another number of weights than the network has.
    WeightCount {
        /// How many the network has.
        expected: usize,
        /// How many were given.
        found: usize,
    },
    /// The weight of this index is no finite number.
    Weight(usize),
    /// A sample of no examples, or of more than [`MOST_EXAMPLES`].
    Examples(usize),
    /// Noise that is negative or no finite number.
    Noise(f64),
    /// A mini-batch of no examples, or of more than [`MOST_EXAMPLES`].
    Batch(usize),
    /// The size of a random start is negative or no finite number.
    Scale(f64),
}

/// How many steps the default settings need to have all 512 patterns right.
pub const DEFAULT_STEPS: usize = 700;

/// The most examples a sample may have.
pub const MOST_EXAMPLES: usize = 1 << 16;

/// The largest rate: beyond it the first step already leaves every number behind.
pub const LARGEST_RATE: f64 = 1e6;

impl fmt::Display for TrainingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network(error) => error.fmt(f),
            Self::Inputs(count) => write!(f, "the first layer is the nine cells: 9, not {count}"),
            Self::Rate(rate) if *rate > LARGEST_RATE => {
                write!(f, "the rate is at most {LARGEST_RATE}: no step that long comes down anywhere")
            }
            Self::Rate(_) => {
                f.write_str("the rate must be a number above 0: a step against the gradient is a step down")
            }
            Self::OneClass(label) => write!(
                f,
                "all 512 labels are {}: label at least one pattern 1 and one 0, or there is nothing to tell apart",
                u8::from(*label)
            ),
            Self::WeightCount { expected, found } => {
                write!(f, "these layers have {expected} weights, biases included; {found} were given")
            }
            Self::Weight(index) => write!(f, "weight {index} (counted from 0) is not a finite number"),
            Self::Examples(_) => write!(f, "a sample has from 1 to {MOST_EXAMPLES} examples"),
            Self::Noise(_) => f.write_str("the noise is a finite number, 0 or more"),
            Self::Batch(_) => write!(f, "a mini-batch has from 1 to {MOST_EXAMPLES} examples"),
            Self::Scale(_) => f.write_str("the size of the starting weights is a finite number, 0 or more"),
        }
    }
}

impl std::error::Error for TrainingError {}

impl From<NetworkError> for TrainingError {
    fn from(error: NetworkError) -> Self {
        Self::Network(error)
    }
}

impl TrainingSettings {
    /// The network of these settings, once all that can be checked before the weights is checked.
    pub(super) fn network(&self) -> Result<Network, TrainingError> {
        let network = Network::new(&self.layers, self.activation)?;
        if self.layers[0] != CELLS {
            return Err(TrainingError::Inputs(self.layers[0]));
        }
        check_rate(self.rate)?;
        check_batch(self.batch)?;
        let positives = self.target.positives();
        if positives == 0 || positives == PATTERNS {
            return Err(TrainingError::OneClass(positives != 0));
        }
        if let Data::Sample { count, noise, .. } = self.data {
            if !(1..=MOST_EXAMPLES).contains(&count) {
                return Err(TrainingError::Examples(count));
            }
            if !(noise >= 0.0 && noise.is_finite()) {
                return Err(TrainingError::Noise(noise));
            }
        }
        if let Start::Random { scale: size } | Start::Nudge { size } = self.start
            && !(size >= 0.0 && size.is_finite())
        {
            return Err(TrainingError::Scale(size));
        }
        Ok(network)
    }
}

pub(super) fn check_rate(rate: f64) -> Result<(), TrainingError> {
    if rate > 0.0 && rate <= LARGEST_RATE { Ok(()) } else { Err(TrainingError::Rate(rate)) }
}

pub(super) fn check_batch(batch: Option<usize>) -> Result<(), TrainingError> {
    match batch {
        Some(size) if !(1..=MOST_EXAMPLES).contains(&size) => Err(TrainingError::Batch(size)),
        _ => Ok(()),
    }
}

pub(super) fn check_weights(network: &Network, weights: &[f64]) -> Result<(), TrainingError> {
    let expected = network.weight_count();
    if weights.len() != expected {
        return Err(TrainingError::WeightCount { expected, found: weights.len() });
    }
    match weights.iter().position(|weight| !weight.is_finite()) {
        Some(index) => Err(TrainingError::Weight(index)),
        None => Ok(()),
    }
}
