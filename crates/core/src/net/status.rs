//! [`TrainingStatus`]: whether a training goes on, stands still, swings or is lost; and why.

/// Whether there is a point in going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrainingStatus {
    /// The next step goes somewhere.
    Running,
    /// The steps go nowhere.
    Stalled(Stall),
    /// Each step leaps across the valley, and the loss does not fall.
    Oscillating,
    /// The weights are lost.
    Diverged(Lost),
}

/// Why a training stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stall {
    /// The gradient is exactly 0: a critical point. No method that follows the gradient ever leaves it.
    Critical,
    /// The gradient is 0 within rounding.
    Flat,
    /// All patterns are right and the gradient is 0 within rounding: there is nothing left to learn.
    Learnt,
}

/// How a training was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The gradient is too large for a number, or none.
    Gradient,
    /// The next step would make weights too large for a number; it was not taken.
    Weights,
    /// Some weight is larger than a million; the steps go on.
    RanAway,
}

impl TrainingStatus {
    /// `running`, `stalled`, `oscillating` or `diverged`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Stalled(_) => "stalled",
            Self::Oscillating => "oscillating",
            Self::Diverged(_) => "diverged",
        }
    }

    /// Whether further steps exist.
    #[must_use]
    pub const fn goes_on(self) -> bool {
        !matches!(self, Self::Diverged(Lost::Gradient | Lost::Weights))
    }

    /// Why, in one plain sentence; `None` while it runs.
    #[must_use]
    pub const fn reason(self) -> Option<&'static str> {
        Some(match self {
            Self::Running => return None,
            Self::Stalled(Stall::Critical) => {
                "The gradient is exactly zero: this is a critical point, and no method that follows the gradient leaves it."
            }
            Self::Stalled(Stall::Flat) => {
                "The gradient is zero to more digits than count: the loss is flat here in every direction."
            }
            Self::Stalled(Stall::Learnt) => {
                "All patterns are right and the gradient is as good as zero: there is nothing left to learn."
            }
            Self::Oscillating => {
                "The gradient turns round at every step and the loss does not fall: the steps leap across the valley. Choose a smaller rate."
            }
            Self::Diverged(Lost::Gradient) => {
                "The gradient is no number any more: the weights have grown too large. Go back, or choose a smaller rate."
            }
            Self::Diverged(Lost::Weights) => {
                "The next step would make weights too large for any number, so it was not taken. Choose a smaller rate."
            }
            Self::Diverged(Lost::RanAway) => {
                "Some weight is larger than a million: the steps are far too long. Choose a smaller rate."
            }
        })
    }
}
