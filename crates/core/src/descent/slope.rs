//! Height and slope of a function of x and y, read again and again.

use crate::sample::Readings;

/// Height and slope at one point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slope {
    pub(super) value: f64,
    pub(super) gradient: [f64; 2],
}

impl Slope {
    /// `‖∇f‖²`.
    pub(super) fn square(&self) -> f64 {
        self.gradient[0] * self.gradient[0] + self.gradient[1] * self.gradient[1]
    }

    /// Whether there is a height and a slope.
    #[inline]
    pub(super) fn is_finite(&self) -> bool {
        self.value.is_finite() && self.gradient[0].is_finite() && self.gradient[1].is_finite()
    }
}

/// A function of x and y ready to be read again and again.
pub(super) type Ground = Readings;

/// Height and slope at `[x, y]`.
#[inline]
pub(super) fn slope(ground: &mut Ground, at: [f64; 2]) -> Slope {
    let [value, fx, fy] = ground.at(at);
    Slope { value, gradient: [fx, fy] }
}
