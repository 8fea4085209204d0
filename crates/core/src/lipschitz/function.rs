//! [`Function`]: what is searched, and the ways to look at it.

use super::frame::Frame;
use crate::{Expr, SymmetricEigen2};

/// A function as it was written, and with its waves apart.
#[derive(Clone, Debug)]
pub(super) struct Function {
    written: Expr,
    /// With products of waves as sums, if it has any.
    apart: Option<Expr>,
    /// The directions of its shortest waves.
    directions: Vec<[f64; 2]>,
}

impl Function {
    /// How many directions of waves are looked along.
    const DIRECTIONS: usize = 2;

    /// How many ways there are to look at it, beside along x and y as it was written.
    pub(super) const VIEWS: usize = Self::DIRECTIONS + 2;

    pub(super) fn new(expr: &Expr) -> Self {
        let apart = expr.waves_apart();
        let directions = apart.as_ref().unwrap_or(expr).wave_directions(Self::DIRECTIONS);
        Self { written: expr.clone(), apart, directions }
    }

    /// The function as it was written, or with its waves apart where that makes a difference.
    pub(super) fn expr(&self, apart: bool) -> &Expr {
        self.apart.as_ref().filter(|_| apart).unwrap_or(&self.written)
    }

    pub(super) fn has_products_of_waves(&self) -> bool {
        self.apart.is_some()
    }

    /// The axes of a way to look at it with its waves apart, near where the Hessian has a
    /// spectrum; `None` if that is no other way.
    ///
    /// Along a wave its second derivatives beside the diagonal are 0, and stay 0 however the wave goes
    /// up and down; so they are for a wave at right angles to it.
    pub(super) fn view(&self, number: usize, near: &SymmetricEigen2) -> Option<Frame> {
        let frame = match number {
            0 => return self.apart.as_ref().map(|_| Frame::UPRIGHT),
            number if number <= Self::DIRECTIONS => Frame(*self.directions.get(number - 1)?),
            _ => Frame(near.eigenvectors[0]),
        };
        frame.is_oblique().then_some(frame)
    }

    /// How many places the longest way to write it has.
    pub(super) fn places(&self) -> usize {
        self.written.nodes().len().max(self.expr(true).nodes().len())
    }
}
