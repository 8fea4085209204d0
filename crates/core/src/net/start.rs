//! [`Start`]: the weights a training begins with.

use crate::descent::{add_gaussian, add_uniform};

/// The weights a training begins with.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// Every weight and bias by chance, spread evenly from `-scale` to `scale`.
    Random {
        /// The largest size of a weight.
        scale: f64,
    },
    /// All zero: an exact critical point of a network with hidden layers whose activation is 0 at 0.
    Zero,
    /// Zero but for Gaussian noise.
    Nudge {
        /// The noise's standard deviation.
        size: f64,
    },
    /// These.
    Weights(Vec<f64>),
}

impl Default for Start {
    /// Spread from -1/2 to 1/2: small enough for no unit to be saturated, large enough for all to differ.
    fn default() -> Self {
        Self::Random { scale: 0.5 }
    }
}

impl Start {
    /// What settings call it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Random { .. } => "random",
            Self::Zero => "zero",
            Self::Nudge { .. } => "nudge",
            Self::Weights(_) => "weights",
        }
    }

    /// The start of that name: `random`, `zero` or `nudge`, of the usual size.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "random" => Self::default(),
            "zero" => Self::Zero,
            "nudge" => Self::Nudge { size: 1e-8 },
            _ => return None,
        })
    }

    /// The `count` weights, the same for the same seed; [`Start::Weights`] gives what it has.
    #[must_use]
    pub fn weights(&self, count: usize, seed: u64) -> Vec<f64> {
        let mut weights = vec![0.0; count];
        match self {
            Self::Random { scale } => add_uniform(seed, STREAM, *scale, &mut weights),
            Self::Zero => {}
            Self::Nudge { size } => add_gaussian(seed, STREAM, *size, &mut weights),
            Self::Weights(given) => weights.clone_from(given),
        }
        weights
    }
}

/// Where the chance of weights begins.
const STREAM: u64 = 7 << 37;
