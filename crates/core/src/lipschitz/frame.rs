//! [`Frame`]: two axes along which a Hessian is looked at.

use crate::{Hyper, Interval, Number};

/// Two axes at right angles, the first along a unit vector: second derivatives along the axes in
/// which a Hessian is diagonal tell its eigenvalues apart, and where one of them stays while the
/// other moves, so does its enclosure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame(pub(super) [f64; 2]);

impl Frame {
    /// Those of x and y.
    pub(super) const UPRIGHT: Self = Self([1.0, 0.0]);

    /// Whether it is turned enough for that to make a difference.
    pub(super) fn is_oblique(&self) -> bool {
        self.0.iter().all(|component| component.abs() > 1e-9)
    }

    /// x and y with their slopes along the axes.
    pub(super) fn variables<S: Number>(&self, [x, y]: [S; 2], constant: fn(f64) -> S) -> [Hyper<S>; 2] {
        let [p, q] = self.0;
        if q == 0.0 {
            return [Hyper::variable(x, 0), Hyper::variable(y, 1)];
        }
        [Hyper::with_slopes(x, [p, -q].map(constant)), Hyper::with_slopes(y, [q, p].map(constant))]
    }

    /// The square of the axes' length, which is 1 but for rounding: a matrix along them is larger by
    /// that.
    pub(super) fn stretch(&self) -> Interval {
        if *self == Self::UPRIGHT {
            return Interval::point(1.0);
        }
        let [p, q] = self.0.map(|component| Interval::point(component).powi(2));
        p.add(&q)
    }
}
