//! [`Enclosure`]: what is sure of a function's derivatives at a point, whatever was rounded.

use serde::Serialize;

use crate::bounds::{Bounds, Depth};
use crate::{Expr, Interval, Number, Shape};

/// Height, slopes and second derivatives at a point, each between two doubles.
///
/// Read in intervals, so a slope whose bounds have 0 between them is 0 within its own rounding error, and one
/// whose bounds have not is none, however small it is beside anything else.
#[derive(Clone, Copy, Debug)]
pub struct Enclosure {
    /// f.
    pub value: Interval,
    /// fx and fy.
    pub gradient: [Interval; 2],
    /// fxx, fxy and fyy.
    pub hessian: [Interval; 3],
}

/// Why second derivatives do not tell a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Degeneracy {
    /// An eigenvalue is 0, exactly.
    Flat,
    /// An eigenvalue is so small that rounding hides its sign.
    Rounding,
    /// There are no second derivatives, or no bounds of them.
    Missing,
}

impl Degeneracy {
    /// `flat`, `rounding` or `missing`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Flat => "flat",
            Self::Rounding => "rounding",
            Self::Missing => "missing",
        }
    }
}

impl Enclosure {
    /// The enclosure of a function of x and y at the doubles `x` and `y`.
    #[must_use]
    pub fn of(expr: &Expr, at: [f64; 2]) -> Self {
        let [value, fx, fy, fxx, fxy, fyy] =
            Bounds::new(expr, Depth::Curvature).over(&at.map(Interval::point));
        Self { value, gradient: [fx, fy], hessian: [fxx, fxy, fyy] }
    }

    /// Whether the gradient jumps here, as at the kink of `|x|`: what a reading in doubles gives for it is a
    /// convention.
    #[must_use]
    pub fn has_kink(&self) -> bool {
        use crate::Decoration::{Continuous, Defined};
        self.value.decoration() == Continuous
            && self.gradient.iter().any(|slope| slope.decoration() == Defined)
    }

    /// Whether the function jumps here, as `sign(x)` does at 0: what a reading in doubles gives for its slope is a
    /// convention, too.
    #[must_use]
    pub fn has_jump(&self) -> bool {
        self.value.decoration() == crate::Decoration::Defined
    }

    /// The signs of the Hessian's eigenvalues, ascending: -1 or 1 where they are sure, else 0; and why they
    /// are not, if they are not.
    #[must_use]
    pub fn signs(&self) -> ([i8; 2], Option<Degeneracy>) {
        signs(&self.hessian)
    }
}

/// The signs of the eigenvalues of all matrices `[[a, b], [b, c]]` within bounds; see [`Enclosure::signs`].
///
/// Both are positive, or both negative, where the determinant is positive; one of each where it is negative.
/// Where it may be 0 the sign of the trace is that of the eigenvalue that is not.
pub(crate) fn signs(entries: &[Interval; 3]) -> ([i8; 2], Option<Degeneracy>) {
    let sure = |entry: &Interval| entry.is_continuous() && entry.magnitude() < f64::INFINITY;
    if !entries.iter().all(sure) {
        return ([0, 0], Some(Degeneracy::Missing));
    }
    // Multiples of the largest entry: the same signs, and a determinant that is never lost.
    let size = Interval::point(entries.iter().map(Interval::magnitude).fold(0.0, f64::max));
    if size.upper() == 0.0 {
        return ([0, 0], Some(Degeneracy::Flat));
    }
    let [a, b, c] = entries.map(|entry| entry.div(&size));
    let determinant = a.mul(&c).sub(&b.powi(2));
    let sign = |number: &Interval| i8::from(number.lower() > 0.0) - i8::from(number.upper() < 0.0);
    match (sign(&determinant), sign(&a.add(&c))) {
        (-1, _) => ([-1, 1], None),
        (1, 1) => ([1, 1], None),
        (1, -1) => ([-1, -1], None),
        (_, trace) => {
            let exact = determinant.lower() == 0.0 && determinant.upper() == 0.0;
            let why = if exact { Degeneracy::Flat } else { Degeneracy::Rounding };
            ([trace.min(0), trace.max(0)], Some(why))
        }
    }
}

impl Shape {
    /// The shape that eigenvalues of these signs make; see [`Enclosure::signs`].
    #[must_use]
    pub const fn of(signs: [i8; 2]) -> Self {
        match signs {
            [1, 1] => Self::Bowl,
            [-1, -1] => Self::Hill,
            [-1, 1] => Self::Saddle,
            _ => Self::Degenerate,
        }
    }
}
