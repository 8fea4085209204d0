//! The rows of a walk in steps, the same in every figure that has one: where it is, and how it is played and drawn.

use super::{Problem, Setting, Settings, Value, whole, word};

/// Where a walk is, and how it is played and drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Walk {
    /// The step looked at.
    pub(crate) step: usize,
    /// How far it has been walked.
    pub(crate) length: usize,
    /// Steps a second while playing.
    pub(crate) speed: f64,
    /// Whether the loss curve is logarithmic.
    pub(crate) logarithmic: bool,
}

impl Walk {
    /// One that has not begun, at so many steps a second.
    pub(crate) const fn new(speed: f64) -> Self {
        Self { step: 0, length: 0, speed, logarithmic: true }
    }
}

/// Settings among which there is a walk.
pub(crate) trait HasWalk: Settings {
    /// The most steps it may have.
    const MOST_STEPS: usize;
    /// The most steps a second it is played at.
    const FASTEST: f64;

    /// The walk.
    fn walk(&self) -> &Walk;
    /// The walk, to be changed.
    fn walk_mut(&mut self) -> &mut Walk;

    /// A number of steps.
    fn steps(name: &str, value: &Value) -> Result<usize, Problem> {
        Ok(usize::try_from(value.count(name, Self::MOST_STEPS as u64)?).unwrap_or(0))
    }

    /// Where it is.
    const PLACE: &'static [Setting<Self>] = &[
        Setting::new(
            "step",
            |s, _| Some(whole(s.walk().step as u64)),
            |s, name, value| {
                let step = Self::steps(name, value)?;
                (s.walk_mut().step, s.walk_mut().length) = (step, step);
                Ok(())
            },
        ),
        // A history ends where one looks, unless somebody has gone back.
        Setting::<Self>::new(
            "length",
            |s, _| Some(whole(s.walk().length as u64)),
            |s, name, value| {
                s.walk_mut().length = Self::steps(name, value)?.max(s.walk().step);
                Ok(())
            },
        )
        .usually(|s, _| Some(whole(s.walk().step as u64))),
    ];

    /// How it is played and drawn.
    const PLAYED: &'static [Setting<Self>] = &[
        Setting::new(
            "speed",
            |s, _| Some(Value::Number(s.walk().speed)),
            |s, name, value| value.number_in(name, 0.5, Self::FASTEST).map(|it| s.walk_mut().speed = it),
        ),
        Setting::new(
            "scale",
            |s, _| Some(word(if s.walk().logarithmic { "log" } else { "linear" })),
            |s, name, value| {
                value.is_first_of(name, ["log", "linear"]).map(|it| s.walk_mut().logarithmic = it)
            },
        ),
    ];
}
