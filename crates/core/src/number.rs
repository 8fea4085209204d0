//! [`Number`]: what a value must be able to do for an expression to be read in it.

pub(crate) mod chain;
pub(crate) mod dual;
pub(crate) mod elementary;
pub(crate) mod hyper;
pub(crate) mod interval;
pub(crate) mod jet;
pub(crate) mod lanes;
mod real;
mod scaled;

pub(crate) use scaled::Wide;

use crate::Unary;

/// A number system an expression can be read in.
///
/// Heights are read in `f64`, slopes in [`Dual`](crate::Dual), curvature in
/// [`Hyper`](crate::Hyper), Taylor coefficients in [`Jet`](crate::Jet), many points at once in
/// [`Lanes`](crate::Lanes), what holds all over a box in [`Interval`](crate::Interval). The trait
/// asks for arithmetic and elementary functions and for **no comparison**: an interval cannot
/// answer "less than", and several numbers at once cannot either.
///
/// Every method is total. Outside a function's domain the answer is NaN, as in IEEE 754; at a
/// pole it is an infinity or NaN.
pub trait Number: Clone {
    /// The number whose value is exactly `value` and which depends on nothing.
    fn constant(value: f64) -> Self;

    /// `self + other`.
    #[must_use]
    fn add(&self, other: &Self) -> Self;
    /// `self - other`.
    #[must_use]
    fn sub(&self, other: &Self) -> Self;
    /// `self * other`.
    #[must_use]
    fn mul(&self, other: &Self) -> Self;
    /// `self / other`.
    #[must_use]
    fn div(&self, other: &Self) -> Self;
    /// `-self`.
    #[must_use]
    fn neg(&self) -> Self;

    /// The absolute value. Its slope at the kink is taken as 0, the middle of the slopes -1 and 1
    /// on either side.
    #[must_use]
    fn abs(&self) -> Self;
    /// The sign: -1, 0 or 1 (0 at either zero; NaN stays NaN). It is the slope of [`abs`](Self::abs), and its own
    /// slope is 0 everywhere, also where it jumps.
    #[must_use]
    fn signum(&self) -> Self;
    /// 0 below 0, 1 above it and 1/2 at it: the sign between other ends. Its slope is 0 everywhere.
    #[must_use]
    fn step(&self) -> Self {
        let half = Self::constant(0.5);
        self.signum().mul(&half).add(&half)
    }
    /// The larger of the number and 0. Its slope at the kink is taken as 0, as `PyTorch` and JAX take it.
    #[must_use]
    fn relu(&self) -> Self;
    /// The larger of two numbers. Where they are equal its slope is the mean of theirs, as in `PyTorch`.
    #[must_use]
    fn max(&self, other: &Self) -> Self;
    /// The smaller of two numbers. Where they are equal its slope is the mean of theirs.
    #[must_use]
    fn min(&self, other: &Self) -> Self {
        self.neg().max(&other.neg()).neg()
    }
    /// The product with `gate`, and 0 where the gate is 0 even if the number is infinite: the slope of a function
    /// along what it does not look at.
    #[must_use]
    fn gated(&self, gate: &Self) -> Self {
        self.mul(gate)
    }

    /// `self` to a whole power, defined for negative `self`; `x^0` is 1 everywhere.
    ///
    /// Up to the 64th power by repeated squaring, which `self^2` needs to be `self * self`; beyond
    /// it as [`powf`](Self::powf).
    #[must_use]
    fn powi(&self, exponent: i32) -> Self;
    /// `self` to a constant real power: NaN for negative `self` unless the exponent is whole.
    #[must_use]
    fn powf(&self, exponent: f64) -> Self;
    /// `self` to a power that varies: `exp(exponent * ln(self))`, as IEEE 754 `pow` where it has a
    /// value; `0^0` is 1.
    #[must_use]
    fn pow(&self, exponent: &Self) -> Self;
    /// `self^exponent * ln(self)^times`: the power differentiated `times` times along its exponent.
    ///
    /// At `self = 0` it is 0 for a positive exponent, which the product of the two is not: the power
    /// vanishes faster than the logarithm grows.
    #[must_use]
    fn pow_ln(&self, exponent: &Self, times: u8) -> Self {
        self.pow(exponent).mul(&self.ln().powi(times.into()))
    }

    /// The square root; NaN below 0.
    #[must_use]
    fn sqrt(&self) -> Self;
    /// The cube root, also of negative numbers.
    #[must_use]
    fn cbrt(&self) -> Self {
        self.special(Unary::Cbrt)
    }
    /// The length of the vector of the two numbers, `sqrt(self^2 + other^2)`, whatever their squares overflow to. It has
    /// no slope at the origin.
    #[must_use]
    fn hypot(&self, other: &Self) -> Self;
    /// `e` to the power `self`.
    #[must_use]
    fn exp(&self) -> Self;
    /// `e` to the power `self`, less 1, with all its digits where that is small.
    #[must_use]
    fn exp_m1(&self) -> Self {
        self.special(Unary::Expm1)
    }
    /// The natural logarithm; minus infinity at 0, NaN below.
    #[must_use]
    fn ln(&self) -> Self;
    /// The natural logarithm of 1 more than the number, with all its digits where that is small; minus infinity at -1, NaN
    /// below.
    #[must_use]
    fn ln_1p(&self) -> Self {
        self.special(Unary::Log1p)
    }
    /// The logarithm to base 2; minus infinity at 0, NaN below.
    #[must_use]
    fn log2(&self) -> Self {
        self.special(Unary::Log2)
    }
    /// The logarithm to base 10; minus infinity at 0, NaN below.
    #[must_use]
    fn log10(&self) -> Self;
    /// The sine, `self` in radians.
    #[must_use]
    fn sin(&self) -> Self;
    /// The cosine, `self` in radians.
    #[must_use]
    fn cos(&self) -> Self;
    /// The sine and the cosine together: the slope of one is the other, and both cost little more
    /// than one.
    #[must_use]
    fn sin_cos(&self) -> (Self, Self) {
        (self.sin(), self.cos())
    }
    /// The tangent, `self` in radians.
    #[must_use]
    fn tan(&self) -> Self;
    /// The inverse sine, in radians, in `[-pi/2, pi/2]`; NaN outside `[-1, 1]`.
    #[must_use]
    fn asin(&self) -> Self;
    /// The inverse cosine, in radians, in `[0, pi]`; NaN outside `[-1, 1]`.
    #[must_use]
    fn acos(&self) -> Self;
    /// The inverse tangent, in radians, in `(-pi/2, pi/2)`.
    #[must_use]
    fn atan(&self) -> Self;
    /// The angle, in radians, in `(-pi, pi]`, from the axis of `x` to the point `(x, self)`; NaN at the origin. It jumps
    /// across the negative axis of `x`, where it is pi, and its slopes are those of either side.
    #[must_use]
    fn atan2(&self, x: &Self) -> Self;
    /// The hyperbolic sine.
    #[must_use]
    fn sinh(&self) -> Self;
    /// The hyperbolic cosine.
    #[must_use]
    fn cosh(&self) -> Self;
    /// The hyperbolic tangent.
    #[must_use]
    fn tanh(&self) -> Self;
    /// The inverse hyperbolic sine.
    #[must_use]
    fn asinh(&self) -> Self {
        self.special(Unary::Asinh)
    }
    /// The inverse hyperbolic cosine, not negative; NaN below 1.
    #[must_use]
    fn acosh(&self) -> Self {
        self.special(Unary::Acosh)
    }
    /// The inverse hyperbolic tangent; infinite at -1 and 1, NaN beyond.
    #[must_use]
    fn atanh(&self) -> Self {
        self.special(Unary::Atanh)
    }

    /// The logistic function `1 / (1 + e^-self)`.
    #[must_use]
    fn sigmoid(&self) -> Self {
        self.special(Unary::Sigmoid)
    }
    /// `ln(1 + e^self)`, whose slope is [`sigmoid`](Self::sigmoid).
    #[must_use]
    fn softplus(&self) -> Self {
        self.special(Unary::Softplus)
    }
    /// The error function: the share of a normal distribution of standard deviation `sqrt(1/2)` within `self` of its
    /// mean, negative for a negative `self`.
    #[must_use]
    fn erf(&self) -> Self {
        self.special(Unary::Erf)
    }

    /// One of the operations that are asked for seldom, which no system has a method of its own for: `cbrt`, `exp_m1`,
    /// `ln_1p`, `log2`, `asinh`, `acosh`, `atanh`, `sigmoid`, `softplus` or `erf`. Of any other it is NaN.
    #[must_use]
    fn special(&self, function: Unary) -> Self;
}
