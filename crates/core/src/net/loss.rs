//! [`Loss`]: how wrong an answer is.

use super::activation::sigmoid;
use crate::Number;

/// How wrong the answer to one pattern is.
///
/// With the logit `z`, the output `s = 1 / (1 + e^-z)` and the label `y`, 1 for yes and 0 for no, both
/// losses are functions of one number: `u = z` where the answer should be no, `u = -z` where it should
/// be yes. It says how far the network leans to the wrong side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loss {
    /// `-(y ln s + (1-y) ln(1-s)) = ln(1 + e^u)`. Its slope in `z` is `s - y`: it never goes out
    /// while the answer is wrong.
    #[default]
    CrossEntropy,
    /// `(s-y)² = σ(u)²`, without a factor 1/2. Its slope in `z` is `2 (s-y) s (1-s)`, which vanishes where the network is
    /// sure, right or wrong.
    Squared,
}

impl Loss {
    /// Every loss there is, in the order of a menu.
    pub const ALL: [Self; 2] = [Self::CrossEntropy, Self::Squared];

    /// What settings call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CrossEntropy => "cross-entropy",
            Self::Squared => "squared",
        }
    }

    /// The loss of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    /// The loss of one pattern from its logit, also where the output would round to 0 or 1.
    #[must_use]
    pub fn value(self, logit: f64, label: bool) -> f64 {
        self.of_wrongness(&if label { -logit } else { logit })
    }

    /// The slope of the loss of one pattern along its logit.
    #[must_use]
    pub fn slope<N: Number>(self, logit: &N, label: bool) -> N {
        let sign = N::constant(if label { -1.0 } else { 1.0 });
        let u = logit.mul(&sign);
        self.slope_of_wrongness(&sigmoid(&u), &sigmoid(&u.neg())).mul(&sign)
    }

    /// The loss as a function of `u`, for numbers that carry no slopes: the absolute value in it has a kink
    /// where the loss has none.
    #[inline(always)]
    pub(super) fn of_wrongness<N: Number>(self, u: &N) -> N {
        let (one, half) = (N::constant(1.0), N::constant(0.5));
        match self {
            Self::CrossEntropy => {
                // ln(1 + e^u) = max(u, 0) + ln(1 + e), where e = e^-|u| cannot overflow. What 1 + e loses of
                // a small e by rounding is given back to first order.
                let e = u.abs().neg().exp();
                let sum = one.add(&e);
                let lost = e.sub(&sum.sub(&one)).div(&sum);
                let positive = u.mul(&half).add(&u.abs().mul(&half));
                positive.add(&sum.ln().add(&lost))
            }
            Self::Squared => {
                let sigmoid = sigmoid(u);
                sigmoid.mul(&sigmoid)
            }
        }
    }

    /// The slope of the loss along `u`, from `s = σ(u)` and `rest = 1 - s`.
    #[inline(always)]
    pub(super) fn slope_of_wrongness<N: Number>(self, s: &N, rest: &N) -> N {
        match self {
            Self::CrossEntropy => s.clone(),
            Self::Squared => s.mul(s).mul(rest).mul(&N::constant(2.0)),
        }
    }

    /// The slope of that slope.
    #[inline(always)]
    pub(super) fn bend_of_wrongness<N: Number>(self, s: &N, rest: &N) -> N {
        let slope = s.mul(rest);
        match self {
            Self::CrossEntropy => slope,
            // σ² has the slope 2σ² (1-σ), and that the slope (4σ - 6σ²) σ (1-σ).
            Self::Squared => s.mul(&slope).mul(&N::constant(4.0).sub(&s.mul(&N::constant(6.0)))),
        }
    }
}
