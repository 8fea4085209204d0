//! [`Jumps`]: where a function jumps between neighbouring nodes of a grid.

use hillside_core::{Decoration, Expr, Interval, Reader, node};

use crate::view::View;

/// How a function is torn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Jump {
    /// It has a value everywhere, on either side another: a cliff.
    Cliff,
    /// It may have a pole, or no value at all in between.
    Pole,
}

/// How often the way over a jump is halved.
const HALVINGS: usize = 12;

/// Tells jumps from steep ground: no interval proves a function continuous where it jumps.
pub(crate) struct Jumps<'e> {
    bounds: Reader<'e, Interval>,
    heights: Reader<'e, f64>,
    view: View,
    columns: usize,
    rows: usize,
    /// Proved all over the view, so that no cell is asked about.
    continuous: bool,
}

impl<'e> Jumps<'e> {
    /// In the cells of a grid over a view, nodes on all four edges.
    pub(crate) fn new(function: &'e Expr, view: View, columns: usize, rows: usize) -> Self {
        let View { x0, x1, y0, y1 } = view;
        let mut bounds = function.reader::<Interval>();
        let continuous = bounds.read(&[Interval::new(x0, x1), Interval::new(y0, y1)]).is_continuous();
        Self { bounds, heights: function.reader(), view, columns, rows, continuous }
    }

    /// Whether nothing jumps anywhere in view.
    pub(crate) fn is_continuous(&self) -> bool {
        self.continuous
    }

    fn node(&self, column: usize, row: usize) -> [f64; 2] {
        let View { x0, x1, y0, y1 } = self.view;
        [node(x0, x1, self.columns, column), node(y0, y1, self.rows, row)]
    }

    /// What there may be in a cell that is not proved continuous; `None` where it is.
    pub(crate) fn unproved(&mut self, column: usize, row: usize) -> Option<Jump> {
        if self.continuous {
            return None;
        }
        let ([x0, y0], [x1, y1]) = (self.node(column, row), self.node(column + 1, row + 1));
        match self.bounds.read(&[Interval::new(x0, x1), Interval::new(y0, y1)]).decoration() {
            Decoration::Continuous => None,
            Decoration::Defined => Some(Jump::Cliff),
            _ => Some(Jump::Pole),
        }
    }

    /// Whether a difference of heights along a side of a cell stays when the way is halved time and again.
    pub(crate) fn leaps(&mut self, column: usize, row: usize) -> bool {
        let mut last = self.node(column, row + 1);
        for (i, j) in [(0, 0), (1, 0), (1, 1), (0, 1)] {
            let next = self.node(column + i, row + j);
            if self.leaps_between(last, next) {
                return true;
            }
            last = next;
        }
        false
    }

    fn leaps_between(&mut self, mut from: [f64; 2], mut to: [f64; 2]) -> bool {
        let (mut low, mut high) = (self.heights.read(&from), self.heights.read(&to));
        let rise = (high - low).abs();
        for _ in 0..HALVINGS {
            let middle = [f64::midpoint(from[0], to[0]), f64::midpoint(from[1], to[1])];
            let height = self.heights.read(&middle);
            if !height.is_finite() {
                return true;
            }
            if (height - low).abs() > (high - height).abs() {
                (to, high) = (middle, height);
            } else {
                (from, low) = (middle, height);
            }
        }
        // A point on the jump itself may be half-way up.
        (high - low).abs() > 0.25 * rise
    }
}
