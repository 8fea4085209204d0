//! [`Network`]: the shape of a multilayer perceptron, and its forward pass.

use std::fmt;

use super::activation::{Activation, sigmoid};
use crate::Number;

/// The most hidden layers a network may have.
pub const MOST_HIDDEN_LAYERS: usize = 3;
/// The most units a hidden layer may have.
pub const MOST_UNITS: usize = 16;
/// The most inputs a network may have.
pub const MOST_INPUTS: usize = 64;

/// Why a list of layers makes no network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetworkError {
    /// Fewer than two layers: there must be inputs and an output.
    TooFew(usize),
    /// More than [`MOST_HIDDEN_LAYERS`] hidden layers.
    TooDeep(usize),
    /// No inputs, or more than [`MOST_INPUTS`].
    Inputs(usize),
    /// A hidden layer, counted from 1, without units or with more than [`MOST_UNITS`].
    Units {
        /// Which hidden layer.
        layer: usize,
        /// How many units it was to have.
        units: usize,
    },
    /// Another number of outputs than one.
    Outputs(usize),
}

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFew(count) => write!(
                f,
                "a network has at least two layers, such as 9,1 (inputs and output) or 9,4,1; this has {count}"
            ),
            Self::TooDeep(count) => {
                write!(f, "at most {MOST_HIDDEN_LAYERS} hidden layers; this has {count}: leave some out")
            }
            Self::Inputs(count) => write!(f, "the inputs are from 1 to {MOST_INPUTS}, not {count}"),
            Self::Units { layer, units } => {
                write!(f, "hidden layer {layer} must have from 1 to {MOST_UNITS} units, not {units}")
            }
            Self::Outputs(count) => write!(f, "the last layer is the one output: 1, not {count}"),
        }
    }
}

impl std::error::Error for NetworkError {}

/// Where a weight stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The layer it leads into, from 1; the inputs are layer 0.
    pub layer: usize,
    /// The unit of that layer it leads into, from 0.
    pub unit: usize,
    /// The unit of the layer before it comes from; `None` for a bias.
    pub from: Option<usize>,
}

/// The shape of a multilayer perceptron: how many units each layer has, and what bends their sums.
///
/// A unit's sum is `a_u = Σ_i w_ui h_i + b_u` over the layer before; its output is `h_u = φ(a_u)` in a
/// hidden layer. The last layer is one unit, whose sum `z` is the *logit* and whose output `s = 1/(1+e^-z)`
/// says how sure the network is of a yes.
///
/// The weights are one flat list, layer after layer: each layer's matrix row-major (the weights into its
/// first unit, then those into its second), then its biases.
///
/// ```
/// use hillside_core::{Activation, Dual, Network, Number};
///
/// let network = Network::new(&[2, 1, 1], Activation::Tanh)?;
/// assert_eq!(network.weight_count(), 5);
/// // z = 3 tanh(x - y) + 1
/// let weights = [1.0, -1.0, 0.0, 3.0, 1.0];
/// assert_eq!(network.logit(&weights, &[0.5, 0.5]), 1.0);
/// // In dual numbers the same pass has slopes.
/// let dual = weights.map(Dual::<f64, 1>::constant);
/// let z = network.logit(&dual, &[Dual::variable(0.5, 0), Dual::constant(0.5)]);
/// assert_eq!(z.slopes(), &[3.0]);
/// # Ok::<(), hillside_core::NetworkError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    layers: Vec<usize>,
    activation: Activation,
}

impl Network {
    /// A network of so many units a layer, inputs first, such as `[9, 4, 1]`.
    ///
    /// # Errors
    ///
    /// Where there are no such layers; see [`NetworkError`].
    pub fn new(layers: &[usize], activation: Activation) -> Result<Self, NetworkError> {
        let &[inputs, ref hidden @ .., outputs] = layers else {
            return Err(NetworkError::TooFew(layers.len()));
        };
        if hidden.len() > MOST_HIDDEN_LAYERS {
            return Err(NetworkError::TooDeep(hidden.len()));
        }
        if !(1..=MOST_INPUTS).contains(&inputs) {
            return Err(NetworkError::Inputs(inputs));
        }
        if let Some((layer, &units)) = (1..).zip(hidden).find(|(_, units)| !(1..=MOST_UNITS).contains(*units))
        {
            return Err(NetworkError::Units { layer, units });
        }
        if outputs != 1 {
            return Err(NetworkError::Outputs(outputs));
        }
        Ok(Self { layers: layers.to_vec(), activation })
    }

    /// How many units each layer has, inputs first.
    #[must_use]
    pub fn layers(&self) -> &[usize] {
        &self.layers
    }

    /// What bends the sums of the hidden units.
    #[must_use]
    pub const fn activation(&self) -> Activation {
        self.activation
    }

    /// How many layers of weights there are: one more than hidden layers.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.layers.len() - 1
    }

    /// How many weights there are, biases included.
    #[must_use]
    pub fn weight_count(&self) -> usize {
        self.first_weight(self.layers.len())
    }

    /// The index of the first weight that leads into `layer`.
    fn first_weight(&self, layer: usize) -> usize {
        (1..layer).map(|layer| (self.layers[layer - 1] + 1) * self.layers[layer]).sum()
    }

    /// The index of the weight into `unit` of `layer` (from 1) out of unit `from` of the layer before.
    ///
    /// # Panics
    ///
    /// Panics if there is no such layer.
    #[must_use]
    pub fn weight(&self, layer: usize, unit: usize, from: usize) -> usize {
        self.first_weight(layer) + unit * self.layers[layer - 1] + from
    }

    /// The index of the bias of `unit` of `layer` (from 1).
    ///
    /// # Panics
    ///
    /// Panics if there is no such layer.
    #[must_use]
    pub fn bias(&self, layer: usize, unit: usize) -> usize {
        self.weight(layer, self.layers[layer], 0) + unit
    }

    /// Where the weight of that index stands; `None` past the last.
    #[must_use]
    pub fn place(&self, index: usize) -> Option<Place> {
        let mut rest = index;
        for layer in 1..self.layers.len() {
            let [inputs, units] = [self.layers[layer - 1], self.layers[layer]];
            if rest < inputs * units {
                return Some(Place { layer, unit: rest / inputs, from: Some(rest % inputs) });
            }
            rest -= inputs * units;
            if rest < units {
                return Some(Place { layer, unit: rest, from: None });
            }
            rest -= units;
        }
        None
    }

    /// The sums of `layer` (from 1) for the outputs `before` of the layer before.
    pub(super) fn sums<N: Number>(&self, weights: &[N], layer: usize, before: &[N]) -> Vec<N> {
        let first = self.first_weight(layer);
        let (inputs, units) = (self.layers[layer - 1], self.layers[layer]);
        let (matrix, biases) = weights[first..first + (inputs + 1) * units].split_at(inputs * units);
        matrix
            .chunks_exact(inputs)
            .zip(biases)
            .map(|(row, bias)| row.iter().zip(before).fold(bias.clone(), |sum, (w, h)| sum.add(&w.mul(h))))
            .collect()
    }

    /// The logit: the sum of the output unit.
    ///
    /// # Panics
    ///
    /// Panics unless there are [`weight_count`](Self::weight_count) weights and as many inputs as layer 0 has.
    #[must_use]
    pub fn logit<N: Number>(&self, weights: &[N], inputs: &[N]) -> N {
        self.check(weights, inputs);
        let mut outputs = inputs.to_vec();
        for layer in 1..self.depth() {
            let sums = self.sums(weights, layer, &outputs);
            outputs = sums.iter().map(|sum| self.activation.output(sum)).collect();
        }
        self.sums(weights, self.depth(), &outputs).swap_remove(0)
    }

    /// The output: how sure the network is of a yes, between 0 and 1.
    ///
    /// # Panics
    ///
    /// As [`logit`](Self::logit).
    #[must_use]
    pub fn output<N: Number>(&self, weights: &[N], inputs: &[N]) -> N {
        sigmoid(&self.logit(weights, inputs))
    }

    #[track_caller]
    pub(super) fn check<N>(&self, weights: &[N], inputs: &[N]) {
        assert_eq!(weights.len(), self.weight_count(), "one number a weight");
        assert_eq!(inputs.len(), self.layers[0], "one number an input");
    }
}
