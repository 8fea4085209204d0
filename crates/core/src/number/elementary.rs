//! The elementary functions of one double: the one place that calls `libm`.
//!
//! One portable implementation makes the same digits on every machine and in every browser; the
//! platform's own `sin` does not. `libm` is musl's translation of the FreeBSD (Sun) library, whose
//! functions stay within 1 unit in the last place of the true value (0.86 is the most found among
//! 12 000 arguments each), and within 2 where they are made of two: `sinh` and `cosh` (1.59). `exp` and `tanh`, within 1
//! and 3, are a lane of ours; ours are also, within 2, `cbrt` (0.66 is the most found among some 6 000 arguments), `hypot`
//! (1.15), `log2` (1.44), `sigmoid` (1.79), `softplus` (1.43) and `atan2` (1.25), and within 3 `asinh` (1.46), `acosh`
//! (2.05) and `atanh` (1.41).
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
//! | `asinh` | all | all |
//! | `acosh` | `[1, inf]` | `[0, inf]` |
//! | `atanh` | `[-1, 1]` | `[-inf, inf]`, infinite at the ends |
//! | `cbrt` | all | all |
//! | `hypot` | all | `[0, inf]` |
//! | `atan2` | not both 0 | `(-pi, pi]` |
//! | `log2` | `[0, inf]` | `[-1074, inf]`, -inf at either zero |
//! | `ln_1p` | `[-1, inf]` | `[-inf, inf]`, -inf at -1 |
//! | `exp_m1` | all | `[-1, inf]` |
//! | `sigmoid` | all | `[0, 1]` |
//! | `softplus` | all | `[0, inf]` |
//! | `erf` | all | `[-1, 1]` |
//! | `pow` | base >= 0, or a whole exponent | `[-inf, inf]`; 1 where the exponent is 0 |
//!
//! Outside the domain the answer is NaN, and NaN gives NaN (only `pow(1, NaN)` and `pow(NaN, 0)`
//! are 1, as IEEE 754 has it).

use super::{Number, lanes};
use crate::Unary;

pub(crate) use libm::{
    acos, asin, atan, cos, cosh, erf, expm1 as exp_m1, log as ln, log1p as ln_1p, log10, pow, sin,
    sincos as sin_cos, sinh, tan,
};

/// The function of an operation that is done number by number; of others NaN.
pub(crate) fn scalar(function: Unary) -> fn(f64) -> f64 {
    match function {
        Unary::Ln => ln,
        Unary::Log10 => log10,
        Unary::Tan => tan,
        Unary::Asin => asin,
        Unary::Acos => acos,
        Unary::Atan => atan,
        Unary::Sinh => sinh,
        Unary::Cosh => cosh,
        Unary::Asinh => asinh,
        Unary::Acosh => acosh,
        Unary::Atanh => atanh,
        Unary::Cbrt => cbrt,
        Unary::Log2 => log2,
        Unary::Log1p => ln_1p,
        Unary::Expm1 => exp_m1,
        Unary::Sigmoid => sigmoid,
        Unary::Softplus => softplus,
        Unary::Erf => erf,
        _ => |_| f64::NAN,
    }
}

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

/// The logarithm to base 2: that of the power of two that is nearest, exactly, and that of the rest.
pub(crate) fn log2(x: f64) -> f64 {
    const PLACES: u64 = 0x7ff << 52;
    const ONE: u64 = 1023 << 52;
    // A denormal number is made a normal one first. Zero, infinite and negative numbers are as for any logarithm.
    let (x, before) = if x < f64::MIN_POSITIVE { (x * 18_014_398_509_481_984.0, 54.0) } else { (x, 0.0) };
    if !(x > 0.0 && x < f64::INFINITY) {
        return ln(x);
    }
    let bits = x.to_bits();
    // The rest is to lie on either side of 1, so that no small logarithm is a difference of large ones.
    let rest = f64::from_bits(bits & !PLACES | ONE);
    let (rest, up) = if rest > std::f64::consts::SQRT_2 { (0.5 * rest, 1.0) } else { (rest, 0.0) };
    let power = (bits >> 52) as f64 - 1023.0 + up - before;
    power + ln(rest) * std::f64::consts::LOG2_E
}

/// The cube root: a guess from a third of the exponent, made better by Halley's method (E. Halley, 1694), which
/// triples the digits that are right. The last round begins from half of the digits, so that their square is exact.
pub(crate) fn cbrt(x: f64) -> f64 {
    /// A third of the bits is taken of them beyond those of 1.
    const THIRD: u64 = (1023 << 52) / 3 * 2;
    let size = x.abs();
    if size == 0.0 || !size.is_finite() {
        return x;
    }
    // 2^54 is the cube of 2^18: what is denormal is made larger by it, what might overflow smaller.
    const CUBE: f64 = 18_014_398_509_481_984.0;
    const SIDE: f64 = 262_144.0;
    let (size, scale) = if size < f64::MIN_POSITIVE {
        (size * CUBE, 1.0 / SIDE)
    } else if size > 1e300 {
        (size / CUBE, SIDE)
    } else {
        (size, 1.0)
    };
    let mut root = f64::from_bits(size.to_bits() / 3 + THIRD);
    for _ in 0..2 {
        let cube = root * root * root;
        root -= root * ((cube - size) / (2.0 * cube + size));
    }
    let root = f64::from_bits(root.to_bits() & !((1 << 28) - 1));
    let next = size / (root * root);
    let root = root + root * ((next - root) / (root + root + next));
    (root * scale).copysign(x)
}

/// The squares whose sum is a double with all its digits.
pub(super) const TAME_SQUARES: [f64; 2] = [1e-290, 1e300];

/// The length of a vector. Where the squares neither overflow nor vanish it is their plain root.
pub(crate) fn hypot(a: f64, b: f64) -> f64 {
    let squares = a * a + b * b;
    if (TAME_SQUARES[0]..=TAME_SQUARES[1]).contains(&squares) {
        return squares.sqrt();
    }
    // 2^600 and one over it.
    const LARGE: f64 = 4.149_515_568_880_993e180;
    const SMALL: f64 = 1.0 / LARGE;
    let (a, b) = (a.abs(), b.abs());
    let (up, down) = if a.max(b) < 1.0 { (LARGE, SMALL) } else { (SMALL, LARGE) };
    if a == f64::INFINITY || b == f64::INFINITY {
        return a + b;
    }
    let (a, b) = (a * up, b * up);
    (a * a + b * b).sqrt() * down
}

/// The inverse hyperbolic sine.
pub(crate) fn asinh(x: f64) -> f64 {
    let size = x.abs();
    let inverse = if size < 1e8 {
        ln_1p(size + size * size / (1.0 + (1.0 + size * size).sqrt()))
    } else {
        ln(size) + std::f64::consts::LN_2
    };
    inverse.copysign(x)
}

/// The inverse hyperbolic cosine.
pub(crate) fn acosh(x: f64) -> f64 {
    let beyond = x - 1.0;
    if beyond < 0.0 {
        f64::NAN
    } else if x < 1e8 {
        ln_1p(beyond + (beyond * (x + 1.0)).sqrt())
    } else {
        ln(x) + std::f64::consts::LN_2
    }
}

/// The inverse hyperbolic tangent.
pub(crate) fn atanh(x: f64) -> f64 {
    let size = x.abs();
    (0.5 * ln_1p(2.0 * size / (1.0 - size))).copysign(x)
}

/// The angle from the axis of `x` to `(x, y)`; from either zero of `y` it is the one from above.
pub(crate) fn atan2(y: f64, x: f64) -> f64 {
    let half = if y < 0.0 { -std::f64::consts::FRAC_PI_2 } else { std::f64::consts::FRAC_PI_2 };
    if x == 0.0 {
        return if y == 0.0 { f64::NAN } else { half + 0.0 * y.signum() };
    }
    let size = if x.is_infinite() && y.is_infinite() { x.signum() * y.signum() } else { (y + 0.0) / x };
    if x < 0.0 { atan(size) + (half + half) } else { atan(size) }
}

/// The logistic function.
pub(crate) fn sigmoid(x: f64) -> f64 {
    let power = exp(-x.abs());
    let whole = 1.0 + power;
    if x < 0.0 { power / whole } else { 1.0 / whole }
}

/// The logarithm of `1 + e^x`: what is above 0, and the bend.
pub(crate) fn softplus(x: f64) -> f64 {
    relu(x) + ln_1p(exp(-x.abs()))
}

/// The larger of a number and 0; NaN stays NaN.
pub(crate) fn relu(x: f64) -> f64 {
    if x <= 0.0 { 0.0 } else { x }
}

/// The larger of two numbers, the first of equal ones; NaN if one is.
pub(crate) fn max(a: f64, b: f64) -> f64 {
    if a >= b {
        a
    } else if a < b {
        b
    } else {
        a + b
    }
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
