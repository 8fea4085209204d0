//! The elementary functions of one double: the one place that calls `libm`.
//!
//! One portable implementation makes the same digits on every machine and in every browser; the
//! platform's own `sin` does not. `libm` is musl's translation of the FreeBSD (Sun) library, whose
//! functions stay within 1 unit in the last place of the true value (0.85 is the most found among
//! 12 000 arguments each), `sinh` and `cosh` within 2 (1.59). `exp` and `tanh`, within 1 and 3, are a
//! lane of ours.
//!
//! | function | domain | range |
//! |---|---|---|
//! | `sqrt` | `[0, inf]`, and -0 | `[0, inf]`, and -0 |
//! | `exp` | all | `[0, inf]` |
//! | `ln`, `log10` | `[0, inf]` | `[-inf, inf]`, -inf at either zero |
//! | `sin`, `cos` | finite | `[-1, 1]` |
//! | `tan` | finite | finite: no double is a pole |
//! | `asin` | `[-1, 1]` | `[-pi/2, pi/2]` |
//! | `acos` | `[-1, 1]` | `[0, pi]` |
//! | `atan` | all | `[-pi/2, pi/2]` |
//! | `sinh` | all | all |
//! | `cosh` | all | `[1, inf]` |
//! | `tanh` | all | `[-1, 1]` |
//! | `pow` | base >= 0, or a whole exponent | `[-inf, inf]`; 1 where the exponent is 0 |
//!
//! Outside the domain the answer is NaN, and NaN gives NaN (only `pow(1, NaN)` and `pow(NaN, 0)`
//! are 1, as IEEE 754 has it).

use super::{Number, lanes};

pub(crate) use libm::{
    acos, asin, atan, cos, cosh, log as ln, log10, pow, sin, sincos as sin_cos, sinh, tan,
};

/// `e^x`: one lane of what [`Lanes`](crate::Lanes) compute, so that both are the same.
pub(crate) fn exp(x: f64) -> f64 {
    lanes::exp_of_one(x).unwrap_or_else(|| libm::exp(x))
}

/// The hyperbolic tangent: one lane of what [`Lanes`](crate::Lanes) compute.
pub(crate) fn tanh(x: f64) -> f64 {
    lanes::tanh_of_one(x)
}

/// The hyperbolic tangent for the ends of intervals, within 2 units: where the other may step back a unit from
/// one double to the next, this has not been seen to.
pub(crate) fn rising_tanh(x: f64) -> f64 {
    libm::tanh(x)
}

/// The largest whole power computed by repeated squaring.
pub(crate) const SQUARED: u32 = 64;

/// `base^exponent` by repeated squaring, `None` beyond [`SQUARED`].
///
/// Written once for every number system, so that all of them round alike. Each product rounds
/// once: within `exponent` units in the last place of the true power.
pub(crate) fn by_squaring<N: Number>(base: &N, exponent: i32) -> Option<N> {
    let mut left = exponent.unsigned_abs();
    if left > SQUARED {
        return None;
    }
    let mut square = base.clone();
    let mut power: Option<N> = None;
    while left > 0 {
        if left & 1 == 1 {
            power = Some(match power {
                Some(power) => power.mul(&square),
                None => square.clone(),
            });
        }
        left >>= 1;
        if left > 0 {
            square = square.mul(&square);
        }
    }
    let one = N::constant(1.0);
    Some(match power {
        None => one,
        Some(power) if exponent < 0 => one.div(&power),
        Some(power) => power,
    })
}

/// `base^exponent * ln(base)^times`, which is 0 where it `vanishes`: at base 0, for a positive exponent.
pub(super) fn pow_ln<N: Number>(base: &N, exponent: &N, times: u8, vanishes: bool) -> N {
    if vanishes { N::constant(0.0) } else { base.pow(exponent).mul(&base.ln().powi(times.into())) }
}
