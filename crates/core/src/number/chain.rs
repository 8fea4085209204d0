//! The derivatives of the elementary functions, written once for every system that carries them.
//!
//! Each rule takes `u` and gives `f(u)` and `f'(u)` in the same base system; the second derivative
//! is a rule of its own, told what the first has found, so that slopes alone do not pay for it.
//! Where `f(u)` is NaN the derivatives are NaN too.

use std::f64::consts::LN_10;

use super::Number;

/// `f(u)` and `f'(u)`.
pub(crate) type First<S> = (S, S);

pub(crate) fn abs<S: Number>(u: &S) -> First<S> {
    (u.abs(), u.signum())
}

/// 0 on either side of the kink; at the kink, where the slope jumps, NaN.
pub(crate) fn abs_second<S: Number>(_: &S, _: &S, sign: &S) -> S {
    S::constant(0.0).div(sign)
}

/// At 0 the slope is infinite: the graph of the root stands upright there.
pub(crate) fn sqrt<S: Number>(u: &S) -> First<S> {
    let root = u.sqrt();
    let slope = S::constant(0.5).div(&root);
    (root, slope)
}

pub(crate) fn sqrt_second<S: Number>(u: &S, _: &S, slope: &S) -> S {
    slope.mul(&S::constant(-0.5)).div(u)
}

pub(crate) fn exp<S: Number>(u: &S) -> First<S> {
    let power = u.exp();
    (power.clone(), power)
}

pub(crate) fn exp_second<S: Number>(_: &S, power: &S, _: &S) -> S {
    power.clone()
}

/// `1 / u`, but NaN where there is no logarithm to have a slope.
fn reciprocal_of_positive<S: Number>(u: &S) -> S {
    S::constant(1.0).div(u).add(&u.sqrt().mul(&S::constant(0.0)))
}

pub(crate) fn ln<S: Number>(u: &S) -> First<S> {
    (u.ln(), reciprocal_of_positive(u))
}

pub(crate) fn log10<S: Number>(u: &S) -> First<S> {
    (u.log10(), reciprocal_of_positive(u).div(&S::constant(LN_10)))
}

/// Both logarithms: `f'' = -f' / u`.
pub(crate) fn log_second<S: Number>(u: &S, _: &S, slope: &S) -> S {
    slope.neg().div(u)
}

pub(crate) fn sin<S: Number>(u: &S) -> First<S> {
    u.sin_cos()
}

pub(crate) fn cos<S: Number>(u: &S) -> First<S> {
    let (sin, cos) = u.sin_cos();
    (cos, sin.neg())
}

/// Sine and cosine: `f'' = -f`.
pub(crate) fn circular_second<S: Number>(_: &S, value: &S, _: &S) -> S {
    value.neg()
}

pub(crate) fn tan<S: Number>(u: &S) -> First<S> {
    let tan = u.tan();
    let slope = tan.mul(&tan).add(&S::constant(1.0));
    (tan, slope)
}

pub(crate) fn tan_second<S: Number>(_: &S, tan: &S, slope: &S) -> S {
    tan.add(tan).mul(slope)
}

/// `1 / sqrt(1 - u^2)`; the product of `1 - u` and `1 + u` keeps the digits near the ends.
fn arc_slope<S: Number>(u: &S) -> S {
    let one = S::constant(1.0);
    one.div(&one.sub(u).mul(&one.add(u)).sqrt())
}

pub(crate) fn asin<S: Number>(u: &S) -> First<S> {
    (u.asin(), arc_slope(u))
}

pub(crate) fn acos<S: Number>(u: &S) -> First<S> {
    (u.acos(), arc_slope(u).neg())
}

/// Both inverses: `f'' = u f'^3`.
pub(crate) fn arc_second<S: Number>(u: &S, _: &S, slope: &S) -> S {
    u.mul(slope).mul(slope).mul(slope)
}

pub(crate) fn atan<S: Number>(u: &S) -> First<S> {
    let one = S::constant(1.0);
    let slope = one.div(&u.mul(u).add(&one));
    (u.atan(), slope)
}

pub(crate) fn atan_second<S: Number>(u: &S, _: &S, slope: &S) -> S {
    u.mul(&S::constant(-2.0)).mul(slope).mul(slope)
}

pub(crate) fn sinh<S: Number>(u: &S) -> First<S> {
    (u.sinh(), u.cosh())
}

pub(crate) fn cosh<S: Number>(u: &S) -> First<S> {
    (u.cosh(), u.sinh())
}

/// Both hyperbolic functions: `f'' = f`.
pub(crate) fn hyperbolic_second<S: Number>(_: &S, value: &S, _: &S) -> S {
    value.clone()
}

/// The slope is `1 / cosh^2`, not `1 - tanh^2`: a saturated unit's slope is small, not 0, and
/// descent lives on what is left of it.
pub(crate) fn tanh<S: Number>(u: &S) -> First<S> {
    let cosh = u.cosh();
    (u.tanh(), S::constant(1.0).div(&cosh).div(&cosh))
}

pub(crate) fn tanh_second<S: Number>(_: &S, tanh: &S, slope: &S) -> S {
    tanh.mul(&S::constant(-2.0)).mul(slope)
}

/// A whole power other than 0 and 1.
pub(crate) fn powi<S: Number>(u: &S, exponent: i32) -> First<S> {
    let slope = match exponent {
        2 => u.add(u),
        _ => S::constant(f64::from(exponent)).mul(&u.powi(exponent.saturating_sub(1))),
    };
    (u.powi(exponent), slope)
}

pub(crate) fn powi_second<S: Number>(u: &S, exponent: i32) -> S {
    let factor = S::constant(f64::from(exponent) * (f64::from(exponent) - 1.0));
    match exponent {
        2 => factor,
        3 => factor.mul(u),
        _ => factor.mul(&u.powi(exponent.saturating_sub(2))),
    }
}

/// A constant real power other than 0 and 1.
pub(crate) fn powf<S: Number>(u: &S, exponent: f64) -> First<S> {
    (u.powf(exponent), S::constant(exponent).mul(&u.powf(exponent - 1.0)))
}

/// `p (p - 1) u^(p-2)`; the factor of a power that is not whole is left to the system, for it may be no double.
pub(crate) fn powf_second<S: Number>(u: &S, exponent: f64) -> S {
    let (p, power) = (S::constant(exponent), u.powf(exponent - 2.0));
    if exponent.fract() == 0.0 {
        S::constant(exponent * (exponent - 1.0)).mul(&power)
    } else {
        p.mul(&p.mul(&power).sub(&power))
    }
}

/// The slope of `u^v` along `u`: `v u^(v-1)`.
pub(crate) fn pow_base<S: Number>(u: &S, v: &S) -> S {
    v.mul(&u.pow(&v.sub(&S::constant(1.0))))
}

/// The second derivative of `u^v` along `u`: `v (v-1) u^(v-2)`.
pub(crate) fn pow_base_second<S: Number>(u: &S, v: &S) -> S {
    v.mul(&v.sub(&S::constant(1.0))).mul(&u.pow(&v.sub(&S::constant(2.0))))
}

/// The slope of `u^v ln(u)^times` along `u`: `v u^(v-1) ln(u)^times + times u^(v-1) ln(u)^(times-1)`.
pub(crate) fn pow_ln_base<S: Number>(u: &S, v: &S, times: u8) -> S {
    let less = v.sub(&S::constant(1.0));
    let logarithm = match times {
        0 | 1 => u.pow(&less),
        _ => u.pow_ln(&less, times - 1),
    };
    v.mul(&u.pow_ln(&less, times)).add(&S::constant(times.into()).mul(&logarithm))
}
