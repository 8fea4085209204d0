//! [`Status`]: whether a descent goes on, has arrived, or is lost; and why.

use super::Step;
use crate::superscript;

/// Whether there is a point in going on: what the present position, its slope and their rounding say.
///
/// The rules, in their order; the first that holds decides:
///
/// - **diverged** where the position, f, its slope or the method's memory is no finite number; and where f has
///   risen [`RISES`](Self::RISES) steps in a row, is higher than at the start, and the point is
///   [`FAR`](Self::FAR) times as far out as it began. However far out, a point whose f falls is not diverged.
/// - **running** while a step moves the point by more than 4 units in its last place.
/// - **converged** where the gradient is 0 as far as doubles can say ([`is_critical`](crate::is_critical)); or the
///   steps change no digit any more and nothing tells the gradient from 0 within
///   [`NEAR`](Self::NEAR) units in the last place.
/// - **stalled** where the steps change no digit although there is a slope, or a kink: that is no arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The next step goes somewhere.
    Running,
    /// The point is where the slope is zero, as near as doubles go.
    Converged(Convergence),
    /// The point stays where it is, and has not arrived anywhere.
    Stalled(Standstill),
    /// The point is lost.
    Diverged(Divergence),
}

/// How a descent has arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Convergence {
    /// The slope is 0 within its own rounding error.
    Flat,
    /// The steps are too small to change any digit of the position, and the slope vanishes within
    /// [`Status::NEAR`] units in the last place.
    Still,
}

/// Why a descent stays where it has no reason to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standstill {
    /// The steps are too small to change any digit of the position.
    Short,
    /// There is a kink: f has no slope here, and 0 is taken for it.
    Kink,
    /// The function jumps here, so there is no slope either.
    Jump,
}

/// How a descent was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Divergence {
    /// The position is too large for a number.
    Position,
    /// f is too large for a number.
    Overflow,
    /// f is infinite here: a pole, or so large that nobody can tell.
    Infinite,
    /// f has no value here.
    Undefined,
    /// f has a value here but no slope, or an infinite one.
    NoSlope,
    /// The squares of slopes that the method remembers are too large for a number, so that its steps are no
    /// longer what they should be.
    Memory,
    /// f has risen step after step, and the position is a million times as far out as the start: the
    /// numbers still hold, and the steps go on.
    RanAway,
}

impl Status {
    /// So many times as far out as the start, or as 1, is far.
    pub const FAR: f64 = 1e6;
    /// So many rises of f in a row are no accident.
    pub const RISES: usize = 16;
    /// A place without slope this near, in units in the last place, is as good as reached by steps that can
    /// no longer move the point: some ten digits of it are right.
    pub const NEAR: f64 = 1_048_576.0;

    /// `running`, `converged` or `diverged`; a stalled descent has done neither of the latter and counts as
    /// running.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Running | Self::Stalled(_) => "running",
            Self::Converged(_) => "converged",
            Self::Diverged(_) => "diverged",
        }
    }

    /// Whether further steps exist: not after a position, height or slope that is no number.
    #[must_use]
    pub const fn goes_on(&self) -> bool {
        match self {
            Self::Running | Self::Converged(_) | Self::Stalled(_) => true,
            Self::Diverged(why) => matches!(why, Divergence::RanAway | Divergence::Memory),
        }
    }
}

impl Step {
    /// Why the descent has converged, stalled or diverged, in one plain sentence; `None` while it runs.
    #[must_use]
    pub fn reason(&self) -> Option<String> {
        let here = format!("({}, {})", brief(self.x), brief(self.y));
        Some(match self.status {
            Status::Running => return None,
            Status::Converged(Convergence::Flat) => {
                format!("The slope is zero at {here}: there is nowhere to go.")
            }
            Status::Converged(Convergence::Still) => {
                format!(
                    "The step no longer changes any digit of {here}, and the slope vanishes within ten digits of it."
                )
            }
            Status::Stalled(Standstill::Short) => {
                format!(
                    "The step no longer changes any digit of {here}: it is too small. There is a slope still."
                )
            }
            Status::Stalled(Standstill::Jump) => {
                format!("f jumps at {here} and has no slope: 0 is taken for it, and the point stays.")
            }
            Status::Stalled(Standstill::Kink) => {
                format!("f has a kink at {here} and no slope: 0 is taken for it, and the point stays.")
            }
            Status::Diverged(Divergence::Position) => {
                "The position has overflowed: the steps grew until no number could hold them.".to_owned()
            }
            Status::Diverged(Divergence::Overflow) => {
                format!("f has overflowed at {here}: it is too large for a number there.")
            }
            Status::Diverged(Divergence::Infinite) => {
                format!("f is infinite at {here}: it has a pole there, or is far too large for a number.")
            }
            Status::Diverged(Divergence::Undefined) => format!("f is undefined at {here}."),
            Status::Diverged(Divergence::NoSlope) => format!("f has no slope at {here}, or too large a one."),
            Status::Diverged(Divergence::Memory) => {
                format!(
                    "The square of the slope at {here} is too large for a number, and the method cannot step without it."
                )
            }
            Status::Diverged(Divergence::RanAway) => {
                format!(
                    "The point has run away to {here}: f has risen {} steps in a row and more.",
                    Status::RISES
                )
            }
        })
    }
}

/// A number short enough for a sentence: about four digits, written as the read-outs write them.
pub(super) fn brief(value: f64) -> String {
    if value.is_nan() {
        return "undefined".to_owned();
    }
    let size = value.abs();
    let trimmed = |text: &str| text.trim_end_matches('0').trim_end_matches('.').to_owned();
    let text = if size.is_infinite() {
        "∞".to_owned()
    } else if size != 0.0 && !(1e-4..1e6).contains(&size) {
        let text = format!("{size:.3e}");
        let (mantissa, power) = text.split_once('e').unwrap_or((&text, "0"));
        let power = superscript(power.parse().unwrap_or(0));
        match trimmed(mantissa).as_str() {
            "1" => format!("10{power}"),
            mantissa => format!("{mantissa}×10{power}"),
        }
    } else if size < 1e-3 && size != 0.0 {
        // Four places would leave one digit.
        trimmed(&format!("{size:.7}"))
    } else {
        trimmed(&format!("{size:.4}"))
    };
    if value < 0.0 && text != "0" { format!("−{text}") } else { text }
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

#[cfg(test)]
mod tests {
    use super::brief;

    #[test]
    fn numbers_in_a_sentence_are_written_like_all_others() {
        for (value, want) in [
            (0.25, "0.25"),
            (-1.5, "−1.5"),
            (3.0, "3"),
            (1.5e-8, "1.5×10⁻⁸"),
            (-2e17, "−2×10¹⁷"),
            (123_456.0, "123456"),
            (0.0, "0"),
            (-1e-5, "−10⁻⁵"),
            (2.5e-4, "0.00025"),
            (1e6, "10⁶"),
            (f64::NEG_INFINITY, "−∞"),
            (f64::NAN, "undefined"),
        ] {
            assert_eq!(brief(value), want, "{value}");
        }
    }
}
