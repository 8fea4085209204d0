//! `f64` as a [`Number`]: heights.

use super::{Number, elementary};
use crate::Unary;

impl Number for f64 {
    fn constant(value: f64) -> Self {
        value
    }
    fn add(&self, other: &Self) -> Self {
        self + other
    }
    fn sub(&self, other: &Self) -> Self {
        self - other
    }
    fn mul(&self, other: &Self) -> Self {
        self * other
    }
    fn div(&self, other: &Self) -> Self {
        self / other
    }
    fn neg(&self) -> Self {
        -self
    }
    fn abs(&self) -> Self {
        f64::abs(*self)
    }
    fn signum(&self) -> Self {
        if *self == 0.0 { 0.0 } else { f64::signum(*self) }
    }
    fn relu(&self) -> Self {
        elementary::relu(*self)
    }
    fn max(&self, other: &Self) -> Self {
        elementary::max(*self, *other)
    }
    fn gated(&self, gate: &Self) -> Self {
        if *gate == 0.0 { 0.0 } else { self * gate }
    }
    fn powi(&self, exponent: i32) -> Self {
        elementary::by_squaring(self, exponent).unwrap_or_else(|| elementary::pow(*self, f64::from(exponent)))
    }
    fn powf(&self, exponent: f64) -> Self {
        elementary::pow(*self, exponent)
    }
    fn pow(&self, exponent: &Self) -> Self {
        elementary::pow(*self, *exponent)
    }
    fn pow_ln(&self, exponent: &Self, times: u8) -> Self {
        elementary::pow_ln(self, exponent, times, *self == 0.0 && *exponent > 0.0)
    }
    fn sqrt(&self) -> Self {
        // IEEE 754 defines its every bit, so the machine's own is as portable as any.
        f64::sqrt(*self)
    }
    fn hypot(&self, other: &Self) -> Self {
        elementary::hypot(*self, *other)
    }
    fn exp(&self) -> Self {
        elementary::exp(*self)
    }
    fn ln(&self) -> Self {
        elementary::ln(*self)
    }
    fn log10(&self) -> Self {
        elementary::log10(*self)
    }
    fn sin(&self) -> Self {
        elementary::sin(*self)
    }
    fn cos(&self) -> Self {
        elementary::cos(*self)
    }
    fn sin_cos(&self) -> (Self, Self) {
        elementary::sin_cos(*self)
    }
    fn tan(&self) -> Self {
        elementary::tan(*self)
    }
    fn asin(&self) -> Self {
        elementary::asin(*self)
    }
    fn acos(&self) -> Self {
        elementary::acos(*self)
    }
    fn atan(&self) -> Self {
        elementary::atan(*self)
    }
    fn atan2(&self, x: &Self) -> Self {
        elementary::atan2(*self, *x)
    }
    fn sinh(&self) -> Self {
        elementary::sinh(*self)
    }
    fn cosh(&self) -> Self {
        elementary::cosh(*self)
    }
    fn tanh(&self) -> Self {
        elementary::tanh(*self)
    }
    fn special(&self, function: Unary) -> Self {
        elementary::scalar(function)(*self)
    }
}
