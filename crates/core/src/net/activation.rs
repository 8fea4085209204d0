//! [`Activation`]: what a hidden unit makes of its sum.

use crate::Number;
use crate::number::chain;

/// What a hidden unit makes of its sum: the bend without which all layers would be one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Activation {
    /// The hyperbolic tangent: from -1 to 1.
    #[default]
    Tanh,
    /// `1 / (1 + e^-a)`: from 0 to 1.
    Sigmoid,
    /// The sum where it is positive, 0 elsewhere. Its slope at the kink is taken as 1/2, the middle
    /// of the slopes on either side.
    Relu,
    /// The sum itself: no bend, so that the whole network is one linear score.
    Identity,
}

impl Activation {
    /// Every activation there is, in the order of a menu.
    pub const ALL: [Self; 4] = [Self::Tanh, Self::Sigmoid, Self::Relu, Self::Identity];

    /// What settings call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tanh => "tanh",
            Self::Sigmoid => "sigmoid",
            Self::Relu => "relu",
            Self::Identity => "identity",
        }
    }

    /// The activation of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    /// The unit's output for the sum `a`.
    #[must_use]
    pub fn output<N: Number>(self, a: &N) -> N {
        match self {
            Self::Tanh => a.tanh(),
            Self::Sigmoid => sigmoid(a),
            Self::Relu => {
                let half = N::constant(0.5);
                a.mul(&half).add(&a.abs().mul(&half))
            }
            Self::Identity => a.clone(),
        }
    }

    /// The slope of [`output`](Self::output) at `a`. It stays above 0 as long as a number can hold it: a
    /// saturated unit learns slowly, but it learns.
    #[must_use]
    pub fn slope<N: Number>(self, a: &N) -> N {
        match self {
            Self::Tanh => chain::tanh(a).1,
            Self::Sigmoid => sigmoid(a).mul(&sigmoid(&a.neg())),
            Self::Relu => {
                let half = N::constant(0.5);
                half.add(&a.signum().mul(&half))
            }
            Self::Identity => N::constant(1.0),
        }
    }
}

/// `1 / (1 + e^-a)`.
pub(super) fn sigmoid<N: Number>(a: &N) -> N {
    let one = N::constant(1.0);
    one.div(&one.add(&a.neg().exp()))
}
