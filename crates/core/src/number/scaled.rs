//! [`Wide`]: a double with an exponent that does not run out.

use std::f64::consts::{FRAC_2_SQRT_PI, FRAC_PI_2, LN_2, LOG10_2};

use super::{Number, elementary};
use crate::Unary;

/// A number `mantissa * 2^exponent`, for what is too large or too small for a double on the way to a
/// result that is not. Where doubles do, it has the same digits.
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
    /// 0 where the mantissa is not between 1 and 2; but [`HUGE`] or so where it is infinite because nothing holds the
    /// number, and not because of a pole.
    exponent: i64,
}

/// The exponent of what is too large to be told.
const HUGE: i64 = 1 << 61;

/// The largest exponent of `e` in size: a whole number of `ln 2` that is exact in two doubles.
const LARGEST_POWER: f64 = 700_000.0;

/// `ln 2` in two parts, the first with zeros enough to be multiplied by any count below 2^20.
const LN_2_HIGH: f64 = 0.693_147_180_369_123_8;
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// Two to the power `exponent`, which must be that of a normal double.
fn power_of_two(exponent: i64) -> f64 {
    f64::from_bits(u64::try_from(exponent + 1023).unwrap_or(0) << 52)
}

impl Wide {
    /// The number `mantissa * 2^exponent` for any double.
    #[inline(never)]
    fn new(mantissa: f64, exponent: i64) -> Self {
        if mantissa == 0.0 || !mantissa.is_finite() {
            let exponent = if mantissa.is_infinite() && exponent > HUGE / 2 { HUGE } else { 0 };
            return Self { mantissa, exponent };
        }
        // A denormal number is made a normal one first.
        let (mantissa, exponent) = if mantissa.abs() < f64::MIN_POSITIVE {
            (mantissa * power_of_two(60), exponent - 60)
        } else {
            (mantissa, exponent)
        };
        let (bits, places) = (mantissa.to_bits(), 0x7ff << 52);
        let own = i64::try_from((bits & places) >> 52).unwrap_or(0) - 1023;
        let mantissa = f64::from_bits(bits & !places | 1023 << 52);
        Self { mantissa, exponent: exponent.saturating_add(own) }
    }

    /// The nearest double; infinite where it is too large for one, 0 where it is too small.
    #[inline(never)]
    pub(crate) fn to_f64(self) -> f64 {
        match self.exponent {
            -1022..=1023 => self.mantissa * power_of_two(self.exponent),
            1024.. => self.mantissa * f64::INFINITY,
            // Rounded once, into a denormal number.
            -1080..=-1023 => self.mantissa * power_of_two(-1022) * power_of_two(self.exponent + 1022),
            _ => self.mantissa * 0.0,
        }
    }

    pub(crate) fn is_nan(self) -> bool {
        self.mantissa.is_nan()
    }

    /// Whether it is infinite because of a division by 0 or a logarithm of it, and not for its size.
    pub(crate) fn is_pole(self) -> bool {
        self.mantissa.is_infinite() && self.exponent == 0
    }

    fn is_zero_or_no_number(self) -> bool {
        self.mantissa == 0.0 || !self.mantissa.is_finite()
    }

    /// `f` of the nearest double where that is a number other than 0, else `beyond`.
    #[inline(never)]
    fn by(self, f: fn(f64) -> f64, beyond: impl Fn(bool) -> Self) -> Self {
        let value = self.to_f64();
        if self.is_zero_or_no_number() || (value != 0.0 && value.is_finite()) {
            Self::new(f(value), 0)
        } else {
            beyond(value != 0.0)
        }
    }

    /// A function whose slope at 0 is 1: a number too small for a double is its own value.
    #[inline(never)]
    fn straight_at_zero(self, f: fn(f64) -> f64) -> Self {
        self.by(f, |large| if large { Self::new(f(self.to_f64()), 0) } else { self })
    }

    /// The logarithm, given that of the mantissa and that of 2.
    #[inline(never)]
    fn logarithm(self, f: fn(f64) -> f64, of_two: f64) -> Self {
        if (-1022..=1023).contains(&self.exponent) || self.mantissa <= 0.0 {
            return Self::new(f(self.to_f64()), 0);
        }
        Self::new(f(self.mantissa) + self.exponent as f64 * of_two, 0)
    }
}

impl Number for Wide {
    fn constant(value: f64) -> Self {
        Self::new(value, 0)
    }
    #[inline(never)]
    fn add(&self, other: &Self) -> Self {
        if self.is_zero_or_no_number() || other.is_zero_or_no_number() {
            return if self.mantissa == 0.0 && other.mantissa == 0.0 {
                // Of both signs it is a plain 0.
                Self::new(self.mantissa + other.mantissa, 0)
            } else if self.mantissa == 0.0 || self.mantissa.is_finite() && !other.mantissa.is_finite() {
                *other
            } else if other.mantissa == 0.0 || other.mantissa.is_finite() {
                *self
            } else {
                // Of a pole and a large number it is no more than a pole.
                Self::new(self.mantissa + other.mantissa, self.exponent.min(other.exponent))
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
    #[inline(never)]
    fn mul(&self, other: &Self) -> Self {
        if self.is_pole() || other.is_pole() {
            return Self::new(self.mantissa * other.mantissa, 0);
        }
        Self::new(self.mantissa * other.mantissa, self.exponent.saturating_add(other.exponent))
    }
    #[inline(never)]
    fn div(&self, other: &Self) -> Self {
        if self.is_pole() || other.mantissa == 0.0 {
            return Self::new(self.mantissa / other.mantissa, 0);
        }
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
    fn relu(&self) -> Self {
        if self.mantissa <= 0.0 { Self::new(0.0, 0) } else { *self }
    }
    fn max(&self, other: &Self) -> Self {
        let apart = self.sub(other).mantissa;
        if self.mantissa.is_nan() || other.mantissa.is_nan() {
            self.add(other)
        } else if apart < 0.0 {
            *other
        } else {
            *self
        }
    }
    fn gated(&self, gate: &Self) -> Self {
        if gate.mantissa == 0.0 { *gate } else { self.mul(gate) }
    }
    fn powi(&self, exponent: i32) -> Self {
        elementary::by_squaring(self, exponent).unwrap_or_else(|| self.powf(f64::from(exponent)))
    }
    #[inline(never)]
    fn powf(&self, exponent: f64) -> Self {
        let power = elementary::pow(self.to_f64(), exponent);
        if self.is_zero_or_no_number() || exponent.is_nan() || power.is_normal() {
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
    fn hypot(&self, other: &Self) -> Self {
        self.mul(self).add(&other.mul(other)).sqrt()
    }
    #[inline(never)]
    fn exp(&self) -> Self {
        let power = self.to_f64();
        if power > LARGEST_POWER && !self.is_pole() {
            return Self { mantissa: f64::INFINITY, exponent: HUGE };
        }
        let value = elementary::exp(power);
        if value.is_normal() || power.is_nan() || power.abs() > LARGEST_POWER {
            return Self::new(value, 0);
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
    fn atan2(&self, x: &Self) -> Self {
        let plain = elementary::atan2(self.to_f64(), x.to_f64());
        if plain.is_normal() && !(plain.abs() < f64::EPSILON || self.to_f64() == 0.0 || x.to_f64() == 0.0) {
            return Self::new(plain, 0);
        }
        let half = Self::new(if self.mantissa < 0.0 { -FRAC_PI_2 } else { FRAC_PI_2 }, 0);
        if x.mantissa > 0.0 {
            self.div(x).atan()
        } else if x.mantissa < 0.0 {
            self.div(x).atan().add(&half).add(&half)
        } else if self.mantissa.abs() > 0.0 {
            half.add(x)
        } else {
            Self::new(f64::NAN, 0)
        }
    }
    fn sinh(&self) -> Self {
        if elementary::sinh(self.to_f64()).is_finite() {
            return self.straight_at_zero(elementary::sinh);
        }
        self.abs().exp().mul(&Self::new(0.5, 0)).mul(&self.signum())
    }
    fn cosh(&self) -> Self {
        let value = elementary::cosh(self.to_f64());
        if value.is_finite() {
            return Self::new(value, 0);
        }
        self.abs().exp().mul(&Self::new(0.5, 0))
    }
    fn tanh(&self) -> Self {
        self.straight_at_zero(elementary::tanh)
    }
    fn special(&self, function: Unary) -> Self {
        let (f, value) = (elementary::scalar(function), self.to_f64());
        let found = f(value);
        match function {
            Unary::Cbrt if !self.is_zero_or_no_number() => {
                let rest = self.exponent.rem_euclid(3);
                Self::new(f(self.mantissa * power_of_two(rest)), (self.exponent - rest) / 3)
            }
            Unary::Log2 => self.logarithm(f, 1.0),
            Unary::Sigmoid | Unary::Softplus => {
                let (power, one) = (self.abs().neg().exp(), Self::new(1.0, 0));
                if function == Unary::Softplus {
                    return self.relu().add(&power.ln_1p());
                }
                let share = if self.mantissa < 0.0 { power } else { one };
                share.div(&one.add(&power))
            }
            Unary::Expm1 if found == f64::INFINITY => self.exp(),
            Unary::Log1p if value == f64::INFINITY => self.ln(),
            Unary::Asinh | Unary::Acosh if found.is_infinite() => {
                self.abs().ln().add(&Self::new(LN_2, 0)).mul(&self.signum())
            }
            Unary::Erf if value == 0.0 => self.mul(&Self::new(FRAC_2_SQRT_PI, 0)),
            Unary::Acosh => Self::new(found, 0),
            _ => self.straight_at_zero(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_double_is_itself() {
        for value in [
            0.0,
            -0.0,
            5e-324,
            1e-310,
            f64::MIN_POSITIVE,
            0.1,
            -1.0,
            1e300,
            f64::MAX,
            f64::MIN,
            f64::INFINITY,
        ] {
            assert_eq!(Wide::constant(value).to_f64().to_bits(), value.to_bits(), "{value:e}");
        }
        assert!(Wide::constant(f64::NAN).to_f64().is_nan());
    }

    #[test]
    fn what_is_too_large_for_a_double_is_a_number() {
        let wide = Wide::constant;
        let close = |got: Wide, want: f64| {
            let got = got.to_f64();
            assert!((got - want).abs() <= 1e-12 * want.abs(), "{got:e}, not {want:e}");
        };
        close(wide(1000.0).exp().ln(), 1000.0);
        close(wide(-9e4).exp().log10(), -9e4 / std::f64::consts::LN_10);
        close(wide(1000.0).exp().div(&wide(999.0).exp()), std::f64::consts::E);
        close(wide(1e200).powi(2).add(&wide(3e200).powi(2)).sqrt(), 10f64.sqrt() * 1e200);
        close(wide(1e-200).powf(3.5).powf(0.25), 1e-175);
        close(wide(2.0).powf(5000.0).mul(&wide(2.0).powf(-4990.5)), Number::powf(&2.0, 9.5));
        close(wide(1e300).mul(&wide(1e300)).atan(), std::f64::consts::FRAC_PI_2);
        close(wide(1e-300).mul(&wide(1e-300)).sin().div(&wide(1e-300)), 1e-300);
        close(wide(800.0).sinh().div(&wide(800.0).cosh()), 1.0);
        close(wide(-800.0).tanh(), -1.0);
    }

    #[test]
    fn what_is_no_number_stays_none() {
        let wide = Wide::constant;
        for none in [
            wide(-1.0).ln(),
            wide(-1.0).sqrt(),
            wide(0.0).div(&wide(0.0)),
            wide(f64::INFINITY).sub(&wide(f64::INFINITY)),
            wide(-2.0).powf(0.5),
            wide(1e300).mul(&wide(1e300)).sin(),
        ] {
            assert!(none.to_f64().is_nan(), "{none:?}");
        }
        assert_eq!(wide(1.0).div(&wide(0.0)).to_f64(), f64::INFINITY);
        assert_eq!(wide(1e9).exp().to_f64(), f64::INFINITY);
    }
}
