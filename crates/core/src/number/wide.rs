//! [`Wide`]: a double with an exponent that does not run out.

use std::f64::consts::{LN_2, LOG10_2};

use super::{Number, elementary};

/// A number `mantissa * 2^exponent`, for what is too large or too small for a double on the way to a
/// result that is not.
///
/// `1/(1+exp(x))` at `x = 900` is 0 in doubles, and its slope is 0 times infinity over infinity; here
/// `exp(900)` is a number like any other. It has the digits of a double, and its elementary functions
/// those of the doubles wherever their argument is one.
///
/// - Exponentials of more than [`LARGEST_POWER`] in size are infinite or 0: beyond it the argument
///   has not digits enough to tell the result's.
/// - An angle beyond the largest double has no sine, cosine or tangent.
/// - Results agree with exact ones to some units in the last place, powers `u^v` to some units times
///   the size of `v ln u`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wide {
    /// 0, infinite, NaN, or at least 1 and less than 2 in size.
    mantissa: f64,
    /// 0 where the mantissa is not between 1 and 2.
    exponent: i64,
}

/// The largest exponent of `e` in size: a whole number of `ln 2` that is exact in two doubles.
const LARGEST_POWER: f64 = 700_000.0;

/// Where the exponential of a double is one with all its digits, and so is its inverse.
const TAME_POWER: f64 = 700.0;

/// `ln 2` in two parts, the first with zeros enough to be multiplied by any count below 2^20.
const LN_2_HIGH: f64 = 0.693_147_180_369_123_8;
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// Two to the power `exponent`, which must be that of a normal double.
fn power_of_two(exponent: i64) -> f64 {
    f64::from_bits(u64::try_from(exponent + 1023).unwrap_or(0) << 52)
}

impl Wide {
    /// The number `mantissa * 2^exponent` for any double.
    fn new(mantissa: f64, exponent: i64) -> Self {
        if mantissa == 0.0 || !mantissa.is_finite() {
            return Self { mantissa, exponent: 0 };
        }
        // A denormal number is made a normal one first.
        let (mantissa, exponent) = if mantissa.abs() < f64::MIN_POSITIVE {
            (mantissa * power_of_two(60), exponent - 60)
        } else {
            (mantissa, exponent)
        };
        let own = i64::try_from(mantissa.to_bits() >> 52 & 0x7ff).unwrap_or(0) - 1023;
        Self { mantissa: mantissa * power_of_two(-own), exponent: exponent.saturating_add(own) }
    }

    /// The nearest double; infinite where it is too large for one, 0 where it is too small.
    pub(crate) fn to_f64(self) -> f64 {
        match self.exponent {
            -1022..=1023 => self.mantissa * power_of_two(self.exponent),
            1024.. => self.mantissa * f64::INFINITY,
            // Rounded once, into a denormal number.
            -1080..=-1023 => self.mantissa * power_of_two(-1022) * power_of_two(self.exponent + 1022),
            _ => self.mantissa * 0.0,
        }
    }

    pub(crate) fn is_finite(self) -> bool {
        self.mantissa.is_finite()
    }

    fn is_zero_or_no_number(self) -> bool {
        self.mantissa == 0.0 || !self.mantissa.is_finite()
    }

    /// `f` of the nearest double where that is a number other than 0, else `beyond`.
    fn by(self, f: fn(f64) -> f64, beyond: impl Fn(bool) -> Self) -> Self {
        let value = self.to_f64();
        if self.is_zero_or_no_number() || (value != 0.0 && value.is_finite()) {
            Self::new(f(value), 0)
        } else {
            beyond(value != 0.0)
        }
    }

    /// A function whose slope at 0 is 1: a number too small for a double is its own value.
    fn straight_at_zero(self, f: fn(f64) -> f64) -> Self {
        self.by(f, |large| if large { Self::new(f(self.to_f64()), 0) } else { self })
    }

    /// The logarithm, given that of the mantissa and that of 2.
    fn logarithm(self, f: fn(f64) -> f64, of_two: f64) -> Self {
        if self.exponent.abs() < 1000 || self.mantissa <= 0.0 {
            return Self::new(f(self.to_f64()), 0);
        }
        Self::new(f(self.mantissa) + self.exponent as f64 * of_two, 0)
    }
}

impl Number for Wide {
    fn constant(value: f64) -> Self {
        Self::new(value, 0)
    }
    fn add(&self, other: &Self) -> Self {
        if self.is_zero_or_no_number() || other.is_zero_or_no_number() {
            return if self.mantissa == 0.0 {
                *other
            } else if other.mantissa == 0.0 {
                *self
            } else {
                // One of them is infinite or NaN, and decides.
                Self::new(
                    if self.mantissa.is_finite() {
                        other.mantissa
                    } else if other.mantissa.is_finite() {
                        self.mantissa
                    } else {
                        self.mantissa + other.mantissa
                    },
                    0,
                )
            };
        }
        let (large, small) = if self.exponent >= other.exponent { (self, other) } else { (other, self) };
        let apart = large.exponent - small.exponent;
        if apart > 100 {
            return *large;
        }
        Self::new(large.mantissa + small.mantissa * power_of_two(-apart), large.exponent)
    }
    fn sub(&self, other: &Self) -> Self {
        self.add(&other.neg())
    }
    fn mul(&self, other: &Self) -> Self {
        Self::new(self.mantissa * other.mantissa, self.exponent.saturating_add(other.exponent))
    }
    fn div(&self, other: &Self) -> Self {
        Self::new(self.mantissa / other.mantissa, self.exponent.saturating_sub(other.exponent))
    }
    fn neg(&self) -> Self {
        Self { mantissa: -self.mantissa, ..*self }
    }
    fn abs(&self) -> Self {
        Self { mantissa: self.mantissa.abs(), ..*self }
    }
    fn signum(&self) -> Self {
        Self::new(Number::signum(&self.mantissa), 0)
    }
    fn powi(&self, exponent: i32) -> Self {
        elementary::by_squaring(self, exponent).unwrap_or_else(|| self.powf(f64::from(exponent)))
    }
    fn powf(&self, exponent: f64) -> Self {
        let power = elementary::pow(self.to_f64(), exponent);
        if self.is_zero_or_no_number() || exponent.is_nan() || (power != 0.0 && power.is_finite()) {
            return Self::new(power, 0);
        }
        // The sign, or NaN for a negative base without a whole exponent.
        let sign = elementary::pow(Number::signum(&self.mantissa), exponent);
        let part = self.exponent as f64 * exponent;
        let size = if exponent.abs() <= 1000.0 && part.abs() < 1e15 {
            let whole = part.floor();
            #[expect(clippy::cast_possible_truncation, reason = "whole, and below 1e15 in size")]
            let shift = whole as i64;
            let rest = elementary::pow(2.0, part - whole);
            Self::new(elementary::pow(self.mantissa.abs(), exponent), 0).mul(&Self::new(rest, shift))
        } else {
            Self::new(exponent, 0).mul(&self.abs().ln()).exp()
        };
        size.mul(&Self::new(sign, 0))
    }
    fn pow(&self, exponent: &Self) -> Self {
        self.powf(exponent.to_f64())
    }
    fn pow_ln(&self, exponent: &Self, times: u8) -> Self {
        elementary::pow_ln(self, exponent, times, self.mantissa == 0.0 && exponent.mantissa > 0.0)
    }
    fn sqrt(&self) -> Self {
        let odd = self.exponent & 1;
        Self::new((self.mantissa * power_of_two(odd)).sqrt(), (self.exponent - odd) / 2)
    }
    fn exp(&self) -> Self {
        let power = self.to_f64();
        if power.is_nan() || power.abs() <= TAME_POWER || power.abs() > LARGEST_POWER {
            return Self::new(elementary::exp(power), 0);
        }
        let count = (power / LN_2).round();
        let rest = (power - count * LN_2_HIGH) - count * LN_2_LOW;
        #[expect(clippy::cast_possible_truncation, reason = "whole, and about a million at most")]
        let shift = count as i64;
        Self::new(elementary::exp(rest), shift)
    }
    fn ln(&self) -> Self {
        self.logarithm(elementary::ln, LN_2)
    }
    fn log10(&self) -> Self {
        self.logarithm(elementary::log10, LOG10_2)
    }
    fn sin(&self) -> Self {
        self.straight_at_zero(elementary::sin)
    }
    fn cos(&self) -> Self {
        Self::new(elementary::cos(self.to_f64()), 0)
    }
    fn tan(&self) -> Self {
        self.straight_at_zero(elementary::tan)
    }
    fn asin(&self) -> Self {
        self.straight_at_zero(elementary::asin)
    }
    fn acos(&self) -> Self {
        Self::new(elementary::acos(self.to_f64()), 0)
    }
    fn atan(&self) -> Self {
        self.straight_at_zero(elementary::atan)
    }
    fn sinh(&self) -> Self {
        if self.to_f64().abs() <= TAME_POWER {
            return self.straight_at_zero(elementary::sinh);
        }
        self.abs().exp().mul(&Self::new(0.5, 0)).mul(&self.signum())
    }
    fn cosh(&self) -> Self {
        let value = self.to_f64();
        if value.abs() <= TAME_POWER {
            return Self::new(elementary::cosh(value), 0);
        }
        self.abs().exp().mul(&Self::new(0.5, 0))
    }
    fn tanh(&self) -> Self {
        self.straight_at_zero(elementary::tanh)
    }
}
