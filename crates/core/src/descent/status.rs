//! [`Status`]: whether a descent goes on, has arrived, or is lost; and why.

use super::Step;

/// Whether there is a point in going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The next step goes somewhere.
    Running,
    /// The point stays where it is.
    Converged(Convergence),
    /// The point is lost.
    Diverged(Divergence),
}

/// Why a descent stays where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Convergence {
    /// The slope is 0, or 16 digits smaller than at the start while the steps are 16 digits
    /// smaller than the position: 0 within rounding.
    Flat,
    /// There is a slope, but the steps are too small to change any digit of the position.
    Still,
}

/// How a descent was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Divergence {
    /// The position is too large for a number.
    Position,
    /// f is too large for a number.
    Overflow,
    /// f has no value here.
    Undefined,
    /// f has a value here but no slope, or an infinite one.
    NoSlope,
    /// The position is a million times as far out as the start and the slope is growing: the
    /// numbers still hold, and the steps go on.
    RanAway,
}

impl Status {
    /// `running`, `converged` or `diverged`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Converged(_) => "converged",
            Self::Diverged(_) => "diverged",
        }
    }

    /// Whether further steps exist: not after a position, height or slope that is no number.
    #[must_use]
    pub const fn goes_on(&self) -> bool {
        match self {
            Self::Running | Self::Converged(_) | Self::Diverged(Divergence::RanAway) => true,
            Self::Diverged(_) => false,
        }
    }
}

impl Step {
    /// Why the descent has converged or diverged, in one plain sentence; `None` while it runs.
    #[must_use]
    pub fn reason(&self) -> Option<String> {
        let here = format!("({}, {})", brief(self.x), brief(self.y));
        Some(match self.status {
            Status::Running => return None,
            Status::Converged(Convergence::Flat) => {
                format!("The slope is zero at {here}: there is nowhere to go.")
            }
            Status::Converged(Convergence::Still) => {
                format!("The step no longer changes any digit of {here}: it is too small.")
            }
            Status::Diverged(Divergence::Position) => {
                "The position has overflowed: the steps grew until no number could hold them.".to_owned()
            }
            Status::Diverged(Divergence::Overflow) => {
                format!("f has overflowed at {here}: it is too large for a number there.")
            }
            Status::Diverged(Divergence::Undefined) => format!("f is undefined at {here}."),
            Status::Diverged(Divergence::NoSlope) => format!("f has no slope at {here}."),
            Status::Diverged(Divergence::RanAway) => {
                format!("The point has run away to {here}, and the slope is still growing.")
            }
        })
    }
}

/// A number short enough for a sentence: about four digits.
pub(super) fn brief(value: f64) -> String {
    let size = value.abs();
    let text = if size != 0.0 && !(1e-3..1e6).contains(&size) {
        format!("{value:.3e}")
    } else {
        let text = format!("{value:.4}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    match text.strip_prefix('-') {
        Some("0") => "0".to_owned(),
        Some(digits) => format!("−{digits}"),
        None => text,
    }
}

/// What the last few steps have in common: counted backwards from the latest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trend {
    /// How many steps in a row f has fallen.
    pub falls: usize,
    /// How many steps in a row f has risen.
    pub rises: usize,
    /// How many steps in a row the slope has turned round: each step leapt across the valley.
    pub turns: usize,
}

impl Trend {
    /// The trend at the last of `steps`, which follow each other.
    #[must_use]
    pub fn of(steps: &[Step]) -> Self {
        let count = |holds: fn(&Step, &Step) -> bool| {
            steps.windows(2).rev().take_while(|pair| holds(&pair[0], &pair[1])).count()
        };
        Self {
            falls: count(|before, after| after.value < before.value),
            rises: count(|before, after| after.value > before.value),
            turns: count(|before, after| {
                let product = |axis: usize| before.gradient[axis] * after.gradient[axis];
                product(0) + product(1) < 0.0
            }),
        }
    }

    /// What it means for the rate, in one plain sentence; `None` while nothing is remarkable.
    #[must_use]
    pub fn sentence(&self) -> Option<String> {
        if self.rises >= 3 {
            Some(format!("f has risen {} steps in a row: the rate is too large.", self.rises))
        } else if self.turns >= 4 {
            Some(format!(
                "The slope has turned round {} steps in a row: each step leaps across the valley.",
                self.turns
            ))
        } else {
            None
        }
    }
}
