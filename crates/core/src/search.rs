//! [`Progress`]: how far a proof has come that is done in slices.

/// How far a search over a box has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// How many cells of the box have been looked at.
    pub cells: usize,
    /// How much of the work is done, from 0 to 1; an estimate, for people who wait.
    pub share: f64,
    /// Whether there is nothing left to do.
    pub finished: bool,
}
