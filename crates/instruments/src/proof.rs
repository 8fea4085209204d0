//! Searches whose code may come later than the figure that uses them.

use std::fmt::Debug;

use hillside_core::{Expr, Lipschitz, LipschitzSearch, Progress};

/// How closely the Lipschitz constant is enclosed, relative to its size.
pub(crate) const TOLERANCE: f64 = 1e-3;

/// A search for bounds of the gradient's Lipschitz constant over a box.
pub trait BoundSearch: Debug {
    /// Looks at so many parts of the box more.
    fn step(&mut self, cells: usize) -> Progress;
    /// What is proved so far.
    fn enclosure(&self) -> Lipschitz;
}

impl BoundSearch for LipschitzSearch {
    fn step(&mut self, cells: usize) -> Progress {
        self.step(cells)
    }

    fn enclosure(&self) -> Lipschitz {
        self.enclosure()
    }
}

/// What begins a search, of a function over a box `[x0, x1, y0, y1]`.
pub type NewBoundSearch = fn(&Expr, [f64; 4]) -> Box<dyn BoundSearch>;

/// A search that has not looked at anything yet.
#[must_use]
pub fn bound_search(function: &Expr, area: [f64; 4]) -> Box<dyn BoundSearch> {
    Box::new(LipschitzSearch::new(function, area, TOLERANCE))
}
