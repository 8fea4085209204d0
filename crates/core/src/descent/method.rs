//! [`Method`]: how a gradient becomes a step.

use super::{Parameter, adagrad, adam, gradient, momentum, rmsprop};

/// A way of descending: a pure step from weights, gradient and memory to new weights and memory.
///
/// The update rules and defaults are those of PyTorch, written out at each step function.
/// Weights are any number of any dimension: a point of the plane, or all the weights of a network.
///
/// ```
/// use hillside_core::{Memory, Method};
///
/// let mut weights = [1.0, 1.0];
/// let mut memory = Memory::new();
/// Method::Gradient.step(0.05, &mut weights, &[2.0, 20.0], &mut memory);
/// assert_eq!(weights, [0.9, 0.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Method {
    /// Against the gradient, as far as it is long.
    Gradient,
    /// The heavy ball: velocity is kept and added to.
    Momentum {
        /// The share of the velocity kept each step.
        momentum: f64,
    },
    /// Momentum that looks one step ahead.
    Nesterov {
        /// The share of the velocity kept each step.
        momentum: f64,
    },
    /// Slopes divided by the root of all their squares so far.
    Adagrad {
        /// Added to the divisor, so that it is never 0.
        epsilon: f64,
    },
    /// Slopes divided by the root of a running average of their squares.
    RmsProp {
        /// The share of the average kept each step.
        decay: f64,
        /// Added to the divisor, so that it is never 0.
        epsilon: f64,
    },
    /// Averages of slopes divided by the root of averages of their squares.
    Adam {
        /// The share of the average slope kept each step.
        beta1: f64,
        /// The share of the average square kept each step.
        beta2: f64,
        /// Added to the divisor, so that it is never 0.
        epsilon: f64,
    },
    /// Adam, with all weights drawn a little towards 0 each step.
    AdamW {
        /// The share of the average slope kept each step.
        beta1: f64,
        /// The share of the average square kept each step.
        beta2: f64,
        /// Added to the divisor, so that it is never 0.
        epsilon: f64,
        /// How strongly weights are drawn to 0, times the rate.
        weight_decay: f64,
    },
}

/// What is known of a method before it runs: its names, numbers and origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MethodKind {
    /// What settings call it, such as `adam`.
    pub name: &'static str,
    /// What a menu calls it.
    pub title: &'static str,
    /// The rate it is usually begun with.
    pub rate: f64,
    /// Its own numbers, in the order of the formula.
    pub parameters: &'static [Parameter],
    /// Authors, title and year of where it comes from.
    pub source: &'static str,
}

const MOMENTUM: Parameter =
    Parameter { name: "momentum", title: "Momentum", symbol: "μ", default: 0.9, range: [0.0, 1.0] };
const DECAY: Parameter =
    Parameter { name: "decay", title: "Decay", symbol: "ρ", default: 0.99, range: [0.0, 1.0] };
const BETA1: Parameter = Parameter {
    name: "beta1",
    title: "Memory of slopes",
    symbol: "β₁",
    default: 0.9,
    range: [0.0, 0.999_999],
};
const BETA2: Parameter = Parameter {
    name: "beta2",
    title: "Memory of squares",
    symbol: "β₂",
    default: 0.999,
    range: [0.0, 0.999_999],
};
const EPSILON: Parameter =
    Parameter { name: "epsilon", title: "Smallest divisor", symbol: "ε", default: 1e-8, range: [0.0, 1.0] };
const WEIGHT_DECAY: Parameter =
    Parameter { name: "weightDecay", title: "Weight decay", symbol: "λ", default: 0.01, range: [0.0, 1.0] };

static KINDS: [MethodKind; 7] = [
    MethodKind {
        name: "gradient",
        title: "Gradient descent",
        rate: 1e-3,
        parameters: &[],
        source: "A. Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées, 1847",
    },
    MethodKind {
        name: "momentum",
        title: "Momentum",
        rate: 1e-3,
        parameters: &[MOMENTUM],
        source: "B. T. Polyak, Some methods of speeding up the convergence of iteration methods, 1964",
    },
    MethodKind {
        name: "nesterov",
        title: "Nesterov momentum",
        rate: 1e-3,
        parameters: &[MOMENTUM],
        source: "Y. Nesterov, A method of solving a convex programming problem with convergence rate O(1/k²), 1983",
    },
    MethodKind {
        name: "adagrad",
        title: "Adagrad",
        rate: 1e-2,
        parameters: &[Parameter { default: 1e-10, ..EPSILON }],
        source: "J. Duchi, E. Hazan, Y. Singer, Adaptive subgradient methods for online learning and stochastic optimization, 2011",
    },
    MethodKind {
        name: "rmsprop",
        title: "RMSProp",
        rate: 1e-2,
        parameters: &[DECAY, EPSILON],
        source: "T. Tieleman, G. Hinton, Lecture 6.5: RMSProp, 2012",
    },
    MethodKind {
        name: "adam",
        title: "Adam",
        rate: 1e-3,
        parameters: &[BETA1, BETA2, EPSILON],
        source: "D. P. Kingma, J. Ba, Adam: a method for stochastic optimization, 2015",
    },
    MethodKind {
        name: "adamw",
        title: "AdamW",
        rate: 1e-3,
        parameters: &[BETA1, BETA2, EPSILON, WEIGHT_DECAY],
        source: "I. Loshchilov, F. Hutter, Decoupled weight decay regularization, 2019",
    },
];

impl Method {
    /// Every method there is, in the order of a menu.
    #[must_use]
    pub fn kinds() -> &'static [MethodKind] {
        &KINDS
    }

    /// The method of that name with its parameters at their defaults.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let (epsilon, beta1, beta2) = (EPSILON.default, BETA1.default, BETA2.default);
        Some(match name {
            "gradient" => Self::Gradient,
            "momentum" => Self::Momentum { momentum: MOMENTUM.default },
            "nesterov" => Self::Nesterov { momentum: MOMENTUM.default },
            "adagrad" => Self::Adagrad { epsilon: 1e-10 },
            "rmsprop" => Self::RmsProp { decay: DECAY.default, epsilon },
            "adam" => Self::Adam { beta1, beta2, epsilon },
            "adamw" => Self::AdamW { beta1, beta2, epsilon, weight_decay: WEIGHT_DECAY.default },
            _ => return None,
        })
    }

    /// Names, parameters and origin of this method.
    #[must_use]
    pub fn kind(&self) -> &'static MethodKind {
        &KINDS[match self {
            Self::Gradient => 0,
            Self::Momentum { .. } => 1,
            Self::Nesterov { .. } => 2,
            Self::Adagrad { .. } => 3,
            Self::RmsProp { .. } => 4,
            Self::Adam { .. } => 5,
            Self::AdamW { .. } => 6,
        }]
    }

    /// The value of the parameter `name`, if this method has it.
    #[must_use]
    pub fn parameter(mut self, name: &str) -> Option<f64> {
        self.place(name).map(|value| *value)
    }

    /// This method with the parameter `name` at `value`; `None` if it has no such parameter or the
    /// value is outside the parameter's range.
    #[must_use]
    pub fn with(mut self, name: &str, value: f64) -> Option<Self> {
        let known = self.kind().parameters.iter().find(|known| known.name == name)?;
        if !known.admits(value) {
            return None;
        }
        *self.place(name)? = value;
        Some(self)
    }

    /// Where the parameter `name` is kept.
    fn place(&mut self, name: &str) -> Option<&mut f64> {
        match (self, name) {
            (Self::Momentum { momentum } | Self::Nesterov { momentum }, "momentum") => Some(momentum),
            (Self::RmsProp { decay, .. }, "decay") => Some(decay),
            (Self::Adam { beta1, .. } | Self::AdamW { beta1, .. }, "beta1") => Some(beta1),
            (Self::Adam { beta2, .. } | Self::AdamW { beta2, .. }, "beta2") => Some(beta2),
            (
                Self::Adagrad { epsilon }
                | Self::RmsProp { epsilon, .. }
                | Self::Adam { epsilon, .. }
                | Self::AdamW { epsilon, .. },
                "epsilon",
            ) => Some(epsilon),
            (Self::AdamW { weight_decay, .. }, "weightDecay") => Some(weight_decay),
            _ => None,
        }
    }

    /// One step: `weights` move, by `gradient` (taken where they are) and `rate`, and `memory` with them.
    ///
    /// - `weights` and `gradient` have one number a weight; the shorter of the two is what moves.
    /// - A memory that has seen another number of weights begins anew.
    /// - Total: numbers that overflow become infinite or NaN, as in IEEE 754.
    #[inline]
    pub fn step(&self, rate: f64, weights: &mut [f64], gradient: &[f64], memory: &mut Memory) {
        if !matches!(self, Self::Gradient) {
            memory.fit(weights.len());
        }
        memory.steps += 1;
        let Memory { first, second, powers, .. } = memory;
        self.apply(rate, weights, gradient, Moments { first, second, powers });
    }

    /// The step itself, on borrowed memory; inlined, so that it unrolls where the weights are two.
    #[inline(always)]
    pub(super) fn apply(&self, rate: f64, weights: &mut [f64], gradient: &[f64], moments: Moments<'_>) {
        match *self {
            Self::Gradient => gradient::step(rate, weights, gradient),
            Self::Momentum { momentum } => {
                momentum::heavy_ball(rate, weights, gradient, moments.first, momentum);
            }
            Self::Nesterov { momentum } => {
                momentum::nesterov(rate, weights, gradient, moments.first, momentum);
            }
            Self::Adagrad { epsilon } => adagrad::step(rate, weights, gradient, moments.second, epsilon),
            Self::RmsProp { decay, epsilon } => {
                rmsprop::step(rate, weights, gradient, moments.second, decay, epsilon);
            }
            Self::Adam { beta1, beta2, epsilon } => {
                adam::step(rate, weights, gradient, moments, [beta1, beta2], epsilon);
            }
            Self::AdamW { beta1, beta2, epsilon, weight_decay } => {
                adam::shrink(rate, weights, weight_decay);
                adam::step(rate, weights, gradient, moments, [beta1, beta2], epsilon);
            }
        }
    }
}

/// The numbers a step reads and renews: `first` and `second` have one a weight.
pub(super) struct Moments<'a> {
    /// Velocity, or the average slope.
    pub(super) first: &'a mut [f64],
    /// Sum or average of squared slopes.
    pub(super) second: &'a mut [f64],
    /// `beta1^t` and `beta2^t`.
    pub(super) powers: &'a mut [f64; 2],
}

/// What a method remembers from step to step.
#[derive(Clone, Debug, PartialEq)]
pub struct Memory {
    /// Velocity, or the average slope: one number a weight.
    pub(super) first: Vec<f64>,
    /// Sum or average of squared slopes: one number a weight.
    pub(super) second: Vec<f64>,
    /// `beta1^t` and `beta2^t`.
    pub(super) powers: [f64; 2],
    /// `t`, the number of steps taken.
    pub(super) steps: u64,
}

impl Memory {
    /// A memory of nothing, for the first step.
    #[must_use]
    pub const fn new() -> Self {
        Self { first: Vec::new(), second: Vec::new(), powers: [1.0; 2], steps: 0 }
    }

    /// The number of steps taken so far.
    #[must_use]
    pub const fn steps(&self) -> u64 {
        self.steps
    }

    /// Velocity (momentum) or average slope (Adam), one number a weight; empty where there is none.
    #[must_use]
    pub fn first(&self) -> &[f64] {
        &self.first
    }

    /// Sum (Adagrad) or average (RMSProp, Adam) of squared slopes, one number a weight; empty
    /// where there is none.
    #[must_use]
    pub fn second(&self) -> &[f64] {
        &self.second
    }

    /// `1 - beta1^t` and `1 - beta2^t`: the shares of the averages that are slopes and not the 0
    /// they began with (Adam); 0 before the first step.
    #[must_use]
    pub fn corrections(&self) -> [f64; 2] {
        [1.0 - self.powers[0], 1.0 - self.powers[1]]
    }

    /// Begins anew unless it is of `count` weights already.
    #[inline]
    fn fit(&mut self, count: usize) {
        if self.first.len() != count {
            *self = Self { first: vec![0.0; count], second: vec![0.0; count], ..Self::new() };
        }
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_every_method_and_its_parameters() {
        for kind in Method::kinds() {
            let method = Method::named(kind.name).unwrap();
            assert_eq!(method.kind().name, kind.name);
            for parameter in kind.parameters {
                assert_eq!(method.parameter(parameter.name), Some(parameter.default), "{}", kind.name);
                assert!(parameter.admits(parameter.default));
                let changed = method.with(parameter.name, 0.5).unwrap();
                assert_eq!(changed.parameter(parameter.name), Some(0.5));
                assert_eq!(method.with(parameter.name, f64::NAN), None);
                assert_eq!(method.with(parameter.name, -1.0), None);
            }
            assert_eq!(method.with("colour", 0.5), None);
        }
        assert_eq!(Method::named("newton"), None);
    }

    #[test]
    fn a_memory_of_other_weights_begins_anew() {
        let adam = Method::named("adam").unwrap();
        let mut memory = Memory::new();
        adam.step(0.1, &mut [1.0; 3], &[1.0; 3], &mut memory);
        adam.step(0.1, &mut [1.0; 2], &[1.0; 2], &mut memory);
        let mut fresh = Memory::new();
        adam.step(0.1, &mut [1.0; 2], &[1.0; 2], &mut fresh);
        assert_eq!(memory, fresh);
    }
}
