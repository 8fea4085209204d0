//! [`Hyper`]: a value, its two slopes and its curvature, carried together.

use super::{Number, chain};
use crate::Unary;

/// The pairs of variables of the second derivatives, in the order they are kept: xx, xy, yy.
const PAIRS: [(usize, usize); 3] = [(0, 0), (0, 1), (1, 1)];

/// A value of any base system with its gradient and Hessian in two variables.
///
/// Reading an expression in hyper-dual numbers gives both exactly, up to the rounding of the
/// arithmetic. Like [`Dual`](crate::Dual) a number knows which variables it depends on, and also
/// which of its second derivatives can differ from 0 (its *bend*); the others are exactly 0 and
/// cost nothing.
///
/// The Hessian is symmetric by construction. Where the two mixed partials of a function differ (it
/// happens only where they are not continuous) there is no right answer, and NaN is usual.
///
/// Source: J. A. Fike and J. J. Alonso, The development of hyper-dual numbers for exact
/// second-derivative calculations, AIAA paper 2011-886, 2011.
///
/// ```
/// use hillside_core::{Hyper, Number};
/// let (x, y) = (Hyper::<f64>::variable(3.0, 0), Hyper::variable(5.0, 1));
/// let product = x.mul(&x).mul(&y); // x^2 y
/// assert_eq!(product.slopes(), &[30.0, 9.0]);
/// assert_eq!(product.hessian(), &[10.0, 6.0, 0.0]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Hyper<S> {
    value: S,
    slope: [S; 2],
    /// The second derivatives xx, xy, yy.
    second: [S; 3],
    /// Bit `i` is set where the value depends on variable `i`.
    reach: u8,
    /// Bit `k` is set where the second derivative of the `k`th of [`PAIRS`] may differ from 0.
    bend: u8,
}

impl<S: Number> Hyper<S> {
    /// The variable `x` (`index` 0) or `y` (`index` 1).
    ///
    /// # Panics
    ///
    /// Panics unless `index < 2`.
    #[must_use]
    pub fn variable(value: S, index: usize) -> Self {
        assert!(index < 2, "variable {index} of 2");
        let slope = std::array::from_fn(|i| S::constant(if i == index { 1.0 } else { 0.0 }));
        Self { value, slope, second: std::array::from_fn(|_| S::constant(0.0)), reach: 1 << index, bend: 0 }
    }

    /// A number with these slopes along two directions, and no curvature: x or y seen along axes
    /// that are turned.
    ///
    /// ```
    /// use hillside_core::{Expr, Hyper};
    /// // One step along the first axis goes 3 along x and 4 along y.
    /// let (x, y) = (Hyper::with_slopes(1.0, [3.0, -4.0]), Hyper::with_slopes(2.0, [4.0, 3.0]));
    /// assert_eq!(Expr::parse("x*y")?.read(&[x, y]).hessian(), &[24.0, -7.0, -24.0]);
    /// # Ok::<(), hillside_core::FormulaError>(())
    /// ```
    #[must_use]
    pub fn with_slopes(value: S, slopes: [S; 2]) -> Self {
        Self { value, slope: slopes, second: std::array::from_fn(|_| S::constant(0.0)), reach: 0b11, bend: 0 }
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &S {
        &self.value
    }

    /// The gradient: slopes along x and y.
    #[must_use]
    pub fn slopes(&self) -> &[S; 2] {
        &self.slope
    }

    /// The Hessian's distinct entries: xx, xy, yy.
    #[must_use]
    pub fn hessian(&self) -> &[S; 3] {
        &self.second
    }

    /// The slope along variable `i`, `None` where it is 0 because nothing depends on it.
    #[inline]
    fn d(&self, i: usize) -> Option<&S> {
        (self.reach >> i & 1 == 1).then(|| &self.slope[i])
    }

    /// The second derivative of the `k`th pair, `None` where it is known to be 0.
    #[inline]
    fn dd(&self, k: usize) -> Option<&S> {
        (self.bend >> k & 1 == 1).then(|| &self.second[k])
    }

    /// A number of this value and these derivatives; `None` is a derivative known to be 0.
    #[inline]
    fn build(value: S, slope: impl Fn(usize) -> Option<S>, second: impl Fn(usize) -> Option<S>) -> Self {
        let (mut reach, mut bend) = (0, 0);
        Self {
            value,
            slope: std::array::from_fn(|i| keep(slope(i), i, &mut reach)),
            second: std::array::from_fn(|k| keep(second(k), k, &mut bend)),
            reach,
            bend,
        }
    }

    /// `f(self)`, from `f`, its slope and its second derivative at the value.
    #[inline(never)]
    fn curved(&self, value: S, slope: &S, second: &S) -> Self {
        let turn: [Option<S>; 2] = std::array::from_fn(|i| self.d(i).map(|d| second.mul(d)));
        Self::build(
            value,
            |i| self.d(i).map(|d| slope.mul(d)),
            |k| {
                let (i, j) = PAIRS[k];
                let bent = self.dd(k).map(|dd| slope.mul(dd));
                plus(bent, product(turn[i].as_ref(), self.d(j)))
            },
        )
    }

    #[inline(never)]
    fn through(&self, (value, slope): chain::First<S>, second: fn(&S, &S, &S) -> S) -> Self {
        let second = second(&self.value, &value, &slope);
        self.curved(value, &slope, &second)
    }

    /// The number with every derivative let through by `gate` or not.
    #[inline(never)]
    fn gated_by(&self, gate: &S, value: S) -> Self {
        Self::build(value, |i| self.d(i).map(|d| d.gated(gate)), |k| self.dd(k).map(|dd| dd.gated(gate)))
    }

    /// One of both numbers, or a mean of them, by the gate of each.
    #[inline(never)]
    fn chosen(&self, other: &Self, value: S, [own, others]: &[S; 2]) -> Self {
        let (a, b) = (self.gated_by(own, value.clone()), other.gated_by(others, value));
        a.add(&b).with_value(a.value)
    }

    /// `f(self, other)`, from its value and derivatives.
    #[inline(never)]
    fn paired(&self, other: &Self, pair: &chain::Pair<S>) -> Self {
        let chain::Pair { value, slopes: [u, v], seconds: [uu, uv, vv] } = pair;
        let a = self.curved(value.clone(), u, uu);
        let b = other.curved(value.clone(), v, vv);
        Self::build(
            value.clone(),
            |i| plus(a.d(i).cloned(), b.d(i).cloned()),
            |k| {
                let alone = plus(a.dd(k).cloned(), b.dd(k).cloned());
                plus(alone, Self::cross(self, other, k).map(|cross| uv.mul(&cross)))
            },
        )
    }

    fn with_value(self, value: S) -> Self {
        Self { value, ..self }
    }

    /// `a_i b_j + a_j b_i` for the `k`th pair.
    #[inline(never)]
    fn cross(a: &Self, b: &Self, k: usize) -> Option<S> {
        let (i, j) = PAIRS[k];
        let one = product(a.d(i), b.d(j));
        if i == j { one.map(|one| one.add(&one)) } else { plus(one, product(a.d(j), b.d(i))) }
    }
}

/// The derivative to store at place `i`, noting in `mask` whether it can differ from 0.
#[inline]
fn keep<S: Number>(derivative: Option<S>, i: usize, mask: &mut u8) -> S {
    *mask |= u8::from(derivative.is_some()) << i;
    derivative.unwrap_or_else(|| S::constant(0.0))
}

/// The sum of the terms that are there.
#[inline(never)]
fn plus<S: Number>(a: Option<S>, b: Option<S>) -> Option<S> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.add(&b)),
        (a, b) => a.or(b),
    }
}

/// The first term less the second, of those that are there.
#[inline(never)]
fn minus<S: Number>(a: Option<S>, b: Option<S>) -> Option<S> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.sub(&b)),
        (a, b) => a.or_else(|| b.map(|b| b.neg())),
    }
}

/// The product, if both factors are there.
#[inline(never)]
fn product<S: Number>(a: Option<&S>, b: Option<&S>) -> Option<S> {
    a.zip(b).map(|(a, b)| a.mul(b))
}

impl<S: Number> Number for Hyper<S> {
    fn constant(value: f64) -> Self {
        Self::build(S::constant(value), |_| None, |_| None)
    }
    #[inline(never)]
    fn add(&self, other: &Self) -> Self {
        Self::build(
            self.value.add(&other.value),
            |i| plus(self.d(i).cloned(), other.d(i).cloned()),
            |k| plus(self.dd(k).cloned(), other.dd(k).cloned()),
        )
    }
    #[inline(never)]
    fn sub(&self, other: &Self) -> Self {
        Self::build(
            self.value.sub(&other.value),
            |i| minus(self.d(i).cloned(), other.d(i).cloned()),
            |k| minus(self.dd(k).cloned(), other.dd(k).cloned()),
        )
    }
    #[inline(never)]
    fn mul(&self, other: &Self) -> Self {
        let (a, b) = (&self.value, &other.value);
        Self::build(
            a.mul(b),
            |i| plus(self.d(i).map(|d| d.mul(b)), other.d(i).map(|d| a.mul(d))),
            |k| {
                let bent = plus(self.dd(k).map(|dd| dd.mul(b)), other.dd(k).map(|dd| a.mul(dd)));
                plus(bent, Self::cross(self, other, k))
            },
        )
    }
    #[inline(never)]
    fn div(&self, other: &Self) -> Self {
        // a = q b, so a_i = q_i b + q b_i and a_ij = q_ij b + q_i b_j + q_j b_i + q b_ij.
        let b = &other.value;
        let quotient = self.value.div(b);
        let first = Self::build(
            quotient.clone(),
            |i| minus(self.d(i).cloned(), other.d(i).map(|d| quotient.mul(d))).map(|rest| rest.div(b)),
            |_| None,
        );
        let second = |k| {
            let bent = minus(self.dd(k).cloned(), other.dd(k).map(|dd| quotient.mul(dd)));
            minus(bent, Self::cross(&first, other, k)).map(|rest| rest.div(b))
        };
        Self::build(quotient.clone(), |i| first.d(i).cloned(), second)
    }
    fn neg(&self) -> Self {
        Self::build(self.value.neg(), |i| self.d(i).map(S::neg), |k| self.dd(k).map(S::neg))
    }
    fn abs(&self) -> Self {
        self.through(chain::abs(&self.value), chain::abs_second)
    }
    fn signum(&self) -> Self {
        // Flat on either side of its jump.
        Self::build(self.value.signum(), |_| None, |_| None)
    }
    fn relu(&self) -> Self {
        let gate = chain::relu_gate(&self.value);
        self.gated_by(&gate, self.value.relu())
    }
    fn max(&self, other: &Self) -> Self {
        let (u, v) = (&self.value, &other.value);
        self.chosen(other, u.max(v), &chain::max_gates(u, v))
    }
    fn min(&self, other: &Self) -> Self {
        let (u, v) = (&self.value, &other.value);
        self.chosen(other, u.min(v), &chain::max_gates(v, u))
    }
    fn powi(&self, exponent: i32) -> Self {
        match exponent {
            0 => Self::constant(1.0),
            1 => self.clone(),
            _ => {
                let (value, slope) = chain::powi(&self.value, exponent);
                self.curved(value, &slope, &chain::powi_second(&self.value, exponent))
            }
        }
    }
    fn powf(&self, exponent: f64) -> Self {
        if exponent == 0.0 {
            Self::constant(1.0)
        } else if exponent == 1.0 {
            self.clone()
        } else {
            let (value, slope) = chain::powf(&self.value, exponent);
            self.curved(value, &slope, &chain::powf_second(&self.value, exponent))
        }
    }
    #[inline(never)]
    fn pow(&self, exponent: &Self) -> Self {
        let (u, v) = (&self.value, &exponent.value);
        let value = u.pow(v);
        if exponent.reach == 0 {
            return self.curved(value, &chain::pow_base(u, v), &chain::pow_base_second(u, v));
        }
        if self.reach == 0 {
            return exponent.curved(value, &u.pow_ln(v, 1), &u.pow_ln(v, 2));
        }
        // Both vary: what each does alone, and f_uv for what they do together.
        let slopes = [chain::pow_base(u, v), u.pow_ln(v, 1)];
        let seconds = [chain::pow_base_second(u, v), chain::pow_ln_base(u, v, 1), u.pow_ln(v, 2)];
        self.paired(exponent, &chain::Pair { value, slopes, seconds })
    }
    fn sqrt(&self) -> Self {
        self.through(chain::sqrt(&self.value), chain::sqrt_second)
    }
    fn hypot(&self, other: &Self) -> Self {
        self.paired(other, &chain::hypot(&self.value, &other.value))
    }
    fn exp(&self) -> Self {
        self.through(chain::exp(&self.value), chain::exp_second)
    }
    fn ln(&self) -> Self {
        self.through(chain::ln(&self.value), chain::log_second)
    }
    fn log10(&self) -> Self {
        self.through(chain::log10(&self.value), chain::log_second)
    }
    fn sin(&self) -> Self {
        self.through(chain::sin(&self.value), chain::circular_second)
    }
    fn cos(&self) -> Self {
        self.through(chain::cos(&self.value), chain::circular_second)
    }
    fn tan(&self) -> Self {
        self.through(chain::tan(&self.value), chain::tan_second)
    }
    fn asin(&self) -> Self {
        self.through(chain::asin(&self.value), chain::arc_second)
    }
    fn acos(&self) -> Self {
        self.through(chain::acos(&self.value), chain::arc_second)
    }
    fn atan(&self) -> Self {
        self.through(chain::atan(&self.value), chain::atan_second)
    }
    fn atan2(&self, x: &Self) -> Self {
        self.paired(x, &chain::atan2(&self.value, &x.value))
    }
    fn sinh(&self) -> Self {
        self.through(chain::sinh(&self.value), chain::hyperbolic_second)
    }
    fn cosh(&self) -> Self {
        self.through(chain::cosh(&self.value), chain::hyperbolic_second)
    }
    fn tanh(&self) -> Self {
        self.through(chain::tanh(&self.value), chain::tanh_second)
    }
    fn special(&self, function: Unary) -> Self {
        let (value, slope) = chain::special(function, &self.value);
        let second = chain::special_second(function, &self.value, &value, &slope);
        self.curved(value, &slope, &second)
    }
}
