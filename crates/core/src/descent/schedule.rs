//! [`Schedule`]: how the rate changes from step to step.

use super::Parameter;
use crate::Number;

/// How the rate of step `k` follows from the rate `α` the reader set.
///
/// Every schedule begins at `α`: `k` counts from 0, the step away from the start.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum Schedule {
    /// `α`, always.
    #[default]
    Constant,
    /// `α · factor^⌊k / every⌋`: a staircase.
    Step {
        /// What the rate is multiplied by at each stair.
        factor: f64,
        /// How many steps a stair is long; what is less than 1 counts as 1.
        every: f64,
    },
    /// `α · factor^k`.
    Exponential {
        /// What the rate is multiplied by at each step.
        factor: f64,
    },
    /// `α / (1 + decay · k)`: with a decay above 0 its sum is infinite and the sum of its squares
    /// is not, the condition of H. Robbins and S. Monro, "A stochastic approximation method"
    /// (1951), equation (6), under which noise averages out.
    Inverse {
        /// How fast the rate falls.
        decay: f64,
    },
    /// `α · (floor + (1 - floor) · (1 + cos(π k / period)) / 2)` until `k` reaches `period`, then
    /// `α · floor`: half a wave. I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent
    /// with warm restarts" (2017), equation (5), without the restart.
    Cosine {
        /// How many steps it takes to come down; what is less than 1 counts as 1.
        period: f64,
        /// What is left at the end, as a share of `α`.
        floor: f64,
    },
}

/// What is known of a schedule before it runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScheduleKind {
    /// What settings call it, such as `cosine`.
    pub name: &'static str,
    /// What a menu calls it.
    pub title: &'static str,
    /// The rate of step k, as a formula to read.
    pub formula: &'static str,
    /// Its own numbers.
    pub parameters: &'static [Parameter],
}

const STEP_FACTOR: Parameter =
    Parameter { name: "factor", title: "Factor", symbol: "γ", default: 0.5, range: [0.0, 1.0] };
const EVERY: Parameter =
    Parameter { name: "every", title: "Steps a stair", symbol: "s", default: 30.0, range: [1.0, 1e6] };
const FACTOR: Parameter =
    Parameter { name: "factor", title: "Factor", symbol: "γ", default: 0.99, range: [0.0, 1.0] };
const DECAY: Parameter =
    Parameter { name: "decay", title: "Decay", symbol: "d", default: 0.1, range: [0.0, 1e3] };
const PERIOD: Parameter =
    Parameter { name: "period", title: "Steps to come down", symbol: "T", default: 200.0, range: [1.0, 1e6] };
const FLOOR: Parameter =
    Parameter { name: "floor", title: "Share left", symbol: "η", default: 0.0, range: [0.0, 1.0] };

static KINDS: [ScheduleKind; 5] = [
    ScheduleKind { name: "constant", title: "Constant", formula: "α", parameters: &[] },
    ScheduleKind {
        name: "step",
        title: "Staircase",
        formula: "α γ^⌊k/s⌋",
        parameters: &[STEP_FACTOR, EVERY],
    },
    ScheduleKind { name: "exponential", title: "Exponential", formula: "α γ^k", parameters: &[FACTOR] },
    ScheduleKind { name: "inverse", title: "1/k", formula: "α / (1 + d k)", parameters: &[DECAY] },
    ScheduleKind {
        name: "cosine",
        title: "Cosine",
        formula: "α (η + (1 − η) (1 + cos(π k/T))/2)",
        parameters: &[PERIOD, FLOOR],
    },
];

impl Schedule {
    /// Every schedule there is, in the order of a menu.
    #[must_use]
    pub fn kinds() -> &'static [ScheduleKind] {
        &KINDS
    }

    /// The schedule of that name with its parameters at their defaults.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "constant" => Self::Constant,
            "step" => Self::Step { factor: STEP_FACTOR.default, every: EVERY.default },
            "exponential" => Self::Exponential { factor: FACTOR.default },
            "inverse" => Self::Inverse { decay: DECAY.default },
            "cosine" => Self::Cosine { period: PERIOD.default, floor: FLOOR.default },
            _ => return None,
        })
    }

    /// Names, formula and parameters of this schedule.
    #[must_use]
    pub fn kind(&self) -> &'static ScheduleKind {
        &KINDS[match self {
            Self::Constant => 0,
            Self::Step { .. } => 1,
            Self::Exponential { .. } => 2,
            Self::Inverse { .. } => 3,
            Self::Cosine { .. } => 4,
        }]
    }

    /// The value of the parameter `name`, if this schedule has it.
    #[must_use]
    pub fn parameter(mut self, name: &str) -> Option<f64> {
        self.place(name).map(|value| *value)
    }

    /// This schedule with the parameter `name` at `value`; `None` if it has no such parameter or
    /// the value is outside the parameter's range.
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
            (Self::Step { factor, .. } | Self::Exponential { factor }, "factor") => Some(factor),
            (Self::Step { every, .. }, "every") => Some(every),
            (Self::Inverse { decay }, "decay") => Some(decay),
            (Self::Cosine { period, .. }, "period") => Some(period),
            (Self::Cosine { floor, .. }, "floor") => Some(floor),
            _ => None,
        }
    }

    /// The rate of the step from position `k` to position `k + 1`, where `rate` is `α`.
    #[must_use]
    #[inline]
    pub fn rate_at(&self, rate: f64, k: usize) -> f64 {
        if matches!(self, Self::Constant) {
            return rate;
        }
        let k = k as f64;
        match *self {
            Self::Constant => rate,
            Self::Step { factor, every } => rate * Number::powf(&factor, (k / every.max(1.0)).floor()),
            Self::Exponential { factor } => rate * Number::powf(&factor, k),
            Self::Inverse { decay } => rate / (1.0 + decay * k),
            Self::Cosine { period, floor } => {
                let share = (k / period.max(1.0)).min(1.0);
                let wave = (1.0 + Number::cos(&(std::f64::consts::PI * share))) / 2.0;
                rate * (floor + (1.0 - floor) * wave)
            }
        }
    }
}
