//! `f64` as a [`Number`]: heights.

use super::Number;

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
    fn powi(&self, exponent: i32) -> Self {
        libm::pow(*self, f64::from(exponent))
    }
    fn powf(&self, exponent: f64) -> Self {
        libm::pow(*self, exponent)
    }
    fn pow(&self, exponent: &Self) -> Self {
        libm::pow(*self, *exponent)
    }
    fn sqrt(&self) -> Self {
        f64::sqrt(*self)
    }
    fn exp(&self) -> Self {
        libm::exp(*self)
    }
    fn ln(&self) -> Self {
        libm::log(*self)
    }
    fn log10(&self) -> Self {
        libm::log10(*self)
    }
    fn sin(&self) -> Self {
        libm::sin(*self)
    }
    fn cos(&self) -> Self {
        libm::cos(*self)
    }
    fn tan(&self) -> Self {
        libm::tan(*self)
    }
    fn asin(&self) -> Self {
        libm::asin(*self)
    }
    fn acos(&self) -> Self {
        libm::acos(*self)
    }
    fn atan(&self) -> Self {
        libm::atan(*self)
    }
    fn sinh(&self) -> Self {
        libm::sinh(*self)
    }
    fn cosh(&self) -> Self {
        libm::cosh(*self)
    }
    fn tanh(&self) -> Self {
        libm::tanh(*self)
    }
}
