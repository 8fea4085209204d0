//! What a network is trained on: all patterns of the screen, or a sample of them under noise.

use super::pattern::{CELLS, PATTERNS, Target, pattern_cells};
use crate::descent::{add_uniform, whole_numbers};

/// How a cell becomes an input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// On is 1, off is 0.
    #[default]
    ZeroOne,
    /// On is 1, off is -1.
    PlusMinus,
}

impl Encoding {
    /// Every encoding there is, in the order of a menu.
    pub const ALL: [Self; 2] = [Self::ZeroOne, Self::PlusMinus];

    /// What settings call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ZeroOne => "01",
            Self::PlusMinus => "pm1",
        }
    }

    /// The encoding of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    /// The inputs of a cell that is off and of one that is on.
    #[must_use]
    pub const fn levels(self) -> [f64; 2] {
        match self {
            Self::ZeroOne => [0.0, 1.0],
            Self::PlusMinus => [-1.0, 1.0],
        }
    }

    /// The nine inputs of a pattern.
    #[must_use]
    pub fn inputs(self, pattern: usize) -> [f64; CELLS] {
        pattern_cells(pattern).map(|on| self.levels()[usize::from(on)])
    }
}

/// What a network is trained on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Data {
    /// Each of the 512 patterns once.
    #[default]
    All,
    /// A seeded sample, drawn once: patterns by chance, under noise. With few of the right patterns among
    /// them, or with noise as large as what it covers, there is little to learn from.
    Sample {
        /// How many examples there are.
        count: usize,
        /// Each input is moved by a number spread evenly from `-noise` to `noise`. With 1/2 the inputs
        /// 0 and 1 meet in the middle and every grey in between occurs.
        noise: f64,
        /// Whether every second example is drawn from the patterns labelled yes; otherwise all patterns
        /// are equally likely, and the X comes once in 512.
        balanced: bool,
    },
}

/// Inputs and labels to train on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Examples {
    /// The inputs, example after example.
    pub inputs: Vec<f64>,
    /// The labels, one an example.
    pub labels: Vec<bool>,
}

impl Examples {
    /// The examples that `data` stands for: for [`Data::All`] pattern 0 first.
    #[must_use]
    pub fn new(data: Data, target: &Target, encoding: Encoding, seed: u64) -> Self {
        let mut made = Self::default();
        match data {
            Data::All => {
                for pattern in 0..PATTERNS {
                    made.inputs.extend(encoding.inputs(pattern));
                    made.labels.push(target.label(pattern));
                }
            }
            Data::Sample { count, noise, balanced } => {
                let positives: Vec<usize> = (0..PATTERNS).filter(|pattern| target.label(*pattern)).collect();
                for example in 0..count {
                    let stream = STREAM + example as u64;
                    let from_positives = balanced && example % 2 == 1 && !positives.is_empty();
                    let below = if from_positives { positives.len() } else { PATTERNS };
                    let drawn = whole_numbers(seed, PICKS + example as u64, below).next().unwrap_or(0);
                    let pattern = if from_positives { positives[drawn] } else { drawn };
                    let mut inputs = encoding.inputs(pattern);
                    if noise != 0.0 {
                        add_uniform(seed, stream, noise, &mut inputs);
                    }
                    made.inputs.extend(inputs);
                    made.labels.push(target.label(pattern));
                }
            }
        }
        made
    }
}

/// Where the chance of noise and of the choice of patterns begin: far from that of mini-batches and weights.
const STREAM: u64 = 3 << 37;
const PICKS: u64 = 5 << 37;
