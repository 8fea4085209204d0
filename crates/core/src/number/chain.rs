//! The derivatives of the elementary functions, written once for every system that carries them.
//!
//! Each rule takes `u` and gives `f(u)` and `f'(u)` in the same base system; the second derivative
//! is a rule of its own, told what the first has found, so that slopes alone do not pay for it.
//! Where `f(u)` is NaN the derivatives are NaN too.

use std::f64::consts::{FRAC_2_SQRT_PI, LN_2, LN_10};

use super::Number;
use crate::Unary;

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

/// `1 / (3 f^2)`, infinite at 0, where the graph stands upright.
fn cbrt<S: Number>(u: &S) -> First<S> {
    let root = u.cbrt();
    let slope = S::constant(1.0).div(&S::constant(3.0)).div(&root.powi(2));
    (root, slope)
}

fn cbrt_second<S: Number>(u: &S, _: &S, slope: &S) -> S {
    slope.mul(&S::constant(-2.0)).div(&S::constant(3.0)).div(u)
}

pub(crate) fn exp<S: Number>(u: &S) -> First<S> {
    let power = u.exp();
    (power.clone(), power)
}

pub(crate) fn exp_second<S: Number>(_: &S, power: &S, _: &S) -> S {
    power.clone()
}

fn exp_m1<S: Number>(u: &S) -> First<S> {
    (u.exp_m1(), u.exp())
}

fn exp_m1_second<S: Number>(_: &S, _: &S, slope: &S) -> S {
    slope.clone()
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

fn log2<S: Number>(u: &S) -> First<S> {
    (u.log2(), reciprocal_of_positive(u).div(&S::constant(LN_2)))
}

fn ln_1p<S: Number>(u: &S) -> First<S> {
    (u.ln_1p(), reciprocal_of_positive(&S::constant(1.0).add(u)))
}

/// `f'' = -f'^2`
fn ln_1p_second<S: Number>(_: &S, _: &S, slope: &S) -> S {
    slope.powi(2).neg()
}

/// The logarithms of `u`: `f'' = -f' / u`.
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

/// `1 / sqrt(u^2 + 1)`
fn asinh<S: Number>(u: &S) -> First<S> {
    let one = S::constant(1.0);
    (u.asinh(), one.div(&u.hypot(&one)))
}

/// `1 / sqrt(u^2 - 1)`, and NaN where `u` is below -1, too.
fn acosh<S: Number>(u: &S) -> First<S> {
    let one = S::constant(1.0);
    (u.acosh(), one.div(&u.sub(&one).sqrt()).div(&u.add(&one).sqrt()))
}

/// Both inverses: `f'' = -u f'^3`.
fn arc_hyperbolic_second<S: Number>(u: &S, _: &S, slope: &S) -> S {
    u.mul(slope).mul(slope).mul(slope).neg()
}

/// `1 / (1 - u^2)`, as the square of a root, for that is NaN where there is no value.
fn atanh<S: Number>(u: &S) -> First<S> {
    (u.atanh(), arc_slope(u).powi(2))
}

fn atanh_second<S: Number>(u: &S, _: &S, slope: &S) -> S {
    u.add(u).mul(slope).mul(slope)
}

/// The slope `f (1 - f)` is a quarter of `1 / cosh(u/2)^2`: that is as exact where `f` is nearly 1 as where it is
/// nearly 0.
fn logistic_slope<S: Number>(u: &S) -> S {
    let half = S::constant(0.5);
    half.div(&half.mul(u).cosh()).powi(2)
}

fn sigmoid<S: Number>(u: &S) -> First<S> {
    (u.sigmoid(), logistic_slope(u))
}

/// `f'' = -f' tanh(u/2)`
fn sigmoid_second<S: Number>(u: &S, _: &S, slope: &S) -> S {
    slope.mul(&S::constant(-0.5).mul(u).tanh())
}

fn softplus<S: Number>(u: &S) -> First<S> {
    (u.softplus(), u.sigmoid())
}

fn softplus_second<S: Number>(u: &S, _: &S, _: &S) -> S {
    logistic_slope(u)
}

/// `2 / sqrt(pi) e^(-u^2)`
fn erf<S: Number>(u: &S) -> First<S> {
    (u.erf(), S::constant(FRAC_2_SQRT_PI).mul(&u.powi(2).neg().exp()))
}

fn erf_second<S: Number>(u: &S, _: &S, slope: &S) -> S {
    u.mul(&S::constant(-2.0)).mul(slope)
}

/// One of the functions of [`Number::special`].
#[inline(never)]
pub(crate) fn special<S: Number>(function: Unary, u: &S) -> First<S> {
    match function {
        Unary::Cbrt => cbrt(u),
        Unary::Log2 => log2(u),
        Unary::Log1p => ln_1p(u),
        Unary::Expm1 => exp_m1(u),
        Unary::Asinh => asinh(u),
        Unary::Acosh => acosh(u),
        Unary::Atanh => atanh(u),
        Unary::Sigmoid => sigmoid(u),
        Unary::Softplus => softplus(u),
        Unary::Erf => erf(u),
        _ => (u.special(function), S::constant(f64::NAN)),
    }
}

/// The second derivative of [`special`].
#[inline(never)]
pub(crate) fn special_second<S: Number>(function: Unary, u: &S, value: &S, slope: &S) -> S {
    let second = match function {
        Unary::Cbrt => cbrt_second,
        Unary::Log2 => log_second,
        Unary::Log1p => ln_1p_second,
        Unary::Expm1 => exp_m1_second,
        Unary::Asinh | Unary::Acosh => arc_hyperbolic_second,
        Unary::Atanh => atanh_second,
        Unary::Sigmoid => sigmoid_second,
        Unary::Softplus => softplus_second,
        _ => erf_second,
    };
    second(u, value, slope)
}

/// The gate of [`Number::relu`]: 0 at 0 and below, 1 above.
pub(crate) fn relu_gate<S: Number>(u: &S) -> S {
    u.signum().relu()
}

/// The gates of the two arguments of [`Number::max`]: 1 and 0, or both 1/2.
pub(crate) fn max_gates<S: Number>(u: &S, v: &S) -> [S; 2] {
    let apart = u.sub(v);
    [apart.step(), apart.neg().step()]
}

/// The value, the slopes along both arguments, and the second derivatives uu, uv, vv.
pub(crate) struct Pair<S> {
    pub(crate) value: S,
    pub(crate) slopes: [S; 2],
    pub(crate) seconds: [S; 3],
}

/// The slopes are the cosine and the sine of the vector's angle, and the second derivatives their products over the
/// length.
pub(crate) fn hypot<S: Number>(u: &S, v: &S) -> Pair<S> {
    let length = u.hypot(v);
    let (cos, sin) = (u.div(&length), v.div(&length));
    let across = |a: &S, b: &S| a.mul(b).div(&length);
    let seconds = [across(&sin, &sin), across(&sin, &cos).neg(), across(&cos, &cos)];
    Pair { value: length, slopes: [cos, sin], seconds }
}

/// Of the point `(v, u)`: the slopes are `v / r^2` and `-u / r^2`, of which the second derivatives are products.
pub(crate) fn atan2<S: Number>(u: &S, v: &S) -> Pair<S> {
    let length = u.hypot(v);
    let (cos, sin) = (v.div(&length).div(&length), u.div(&length).div(&length));
    let twice = cos.add(&cos).mul(&sin);
    let seconds = [twice.neg(), sin.sub(&cos).mul(&sin.add(&cos)), twice];
    Pair { value: u.atan2(v), slopes: [cos, sin.neg()], seconds }
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
