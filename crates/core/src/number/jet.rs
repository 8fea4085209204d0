//! [`Jet`]: a truncated Taylor series, its order chosen at run time.

use std::f64::consts::LN_10;
use std::ops::RangeInclusive;

use super::{Number, elementary};
use crate::Expr;

/// A Taylor polynomial about a point, in one or two variables, cut off at some order.
///
/// It is kept by *homogeneous parts*: part `d` holds the terms of degree `d`, one coefficient for
/// one variable, `d + 1` for two. With `E` for the Euler operator (`x d/dx + y d/dy`), which
/// multiplies part `d` by `d`, the chain rule `E f(g) = f'(g) E g` reads
///
/// ```text
/// d f_d = sum over k = 1..d of k g_k h_(d-k),     h = f'(g)
/// ```
///
/// for one variable and for two alike, and gives each part from those before it.
///
/// A constant is exact to every order and takes on the shape of what it meets; series of different
/// orders meet at the lower one.
///
/// Source: A. Griewank and A. Walther, *Evaluating Derivatives*, 2nd ed., SIAM 2008, table 13.2,
/// there for one variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Jet {
    shape: Shape,
    coefficients: Vec<f64>,
}

/// Number of variables (0 for a constant) and order.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shape {
    variables: usize,
    order: usize,
}

impl Shape {
    const CONSTANT: Self = Self { variables: 0, order: 0 };

    /// Where part `d` begins; for `d = order + 1`, how many coefficients there are.
    fn start(self, d: usize) -> usize {
        if self.variables == 2 { d * (d + 1) / 2 } else { d }
    }

    /// The shape in which two series meet.
    fn meet(self, other: Self) -> Self {
        match (self.variables, other.variables) {
            (0, _) => other,
            (_, 0) => self,
            (a, b) => Self { variables: a.max(b), order: self.order.min(other.order) },
        }
    }
}

/// The highest order of a [`Jet`]: in two variables it has 2145 coefficients.
pub const MAX_ORDER: usize = 64;

impl Jet {
    /// The variable number `index` of `variables` (1 or 2) near `value`, to the given order.
    ///
    /// # Panics
    ///
    /// Panics unless `index < variables`, `variables <= 2` and `order <= MAX_ORDER`.
    #[must_use]
    pub fn variable(value: f64, index: usize, variables: usize, order: usize) -> Self {
        assert!(index < variables && variables <= 2, "variable {index} of {variables}: a jet has at most 2");
        assert!(order <= MAX_ORDER, "order {order} is more than {MAX_ORDER}");
        let mut jet = Self::zero(Shape { variables, order });
        jet.coefficients[0] = value;
        if order > 0 {
            jet.coefficients[1 + index] = 1.0;
        }
        jet
    }

    /// The value at the point itself.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.coefficients[0]
    }

    /// The coefficients: of `dx^k` for one variable, by k; of `dx^i dy^j` for two, by i + j, then j.
    #[must_use]
    pub fn coefficients(&self) -> &[f64] {
        &self.coefficients
    }

    fn zero(shape: Shape) -> Self {
        Self { shape, coefficients: vec![0.0; shape.start(shape.order + 1)] }
    }

    fn from_value(shape: Shape, value: f64) -> Self {
        let mut jet = Self::zero(shape);
        jet.coefficients[0] = value;
        jet
    }

    /// The coefficients of degree `d`; none beyond what is kept, where a constant has only zeros.
    fn part(&self, d: usize) -> &[f64] {
        if d > self.shape.order {
            &[]
        } else {
            &self.coefficients[self.shape.start(d)..self.shape.start(d + 1)]
        }
    }

    fn part_mut(&mut self, d: usize) -> &mut [f64] {
        &mut self.coefficients[self.shape.start(d)..self.shape.start(d + 1)]
    }

    /// How many coefficients part `d` has.
    fn width(&self, d: usize) -> usize {
        self.shape.start(d + 1) - self.shape.start(d)
    }

    /// Adds to `part` the sum over `ks` of `weight(k)` times part `k` of `a` times part `d - k` of `b`.
    fn convolve(
        mut part: Vec<f64>,
        d: usize,
        ks: RangeInclusive<usize>,
        weight: impl Fn(f64) -> f64,
        a: &Self,
        b: &Self,
    ) -> Vec<f64> {
        for k in ks {
            let weight = weight(k as f64);
            for (i, a) in a.part(k).iter().enumerate() {
                for (j, b) in b.part(d - k).iter().enumerate() {
                    part[i + j] += weight * a * b;
                }
            }
        }
        part
    }

    /// Part `d` of Euler's rule: that of the series whose slope in `self` is `slope`.
    fn euler(&self, d: usize, slope: &Self) -> Vec<f64> {
        let mut part = Self::convolve(vec![0.0; self.width(d)], d, 1..=d, |k| k, self, slope);
        for coefficient in &mut part {
            *coefficient /= d as f64;
        }
        part
    }

    /// The series of value `value` and of slope `slope` in `self`.
    fn integrate(&self, value: f64, slope: &Self) -> Self {
        let mut sum = Self::from_value(self.shape, value);
        for d in 1..=self.shape.order {
            let part = self.euler(d, slope);
            sum.part_mut(d).copy_from_slice(&part);
        }
        sum
    }

    /// The series that is its own slope in `self`.
    fn exponential(&self, value: f64) -> Self {
        let mut power = Self::from_value(self.shape, value);
        for d in 1..=self.shape.order {
            let part = self.euler(d, &power);
            power.part_mut(d).copy_from_slice(&part);
        }
        power
    }

    /// Two series in `self` with `f' = g` and `g' = turn f`, from the values of both.
    fn pair(&self, f: f64, g: f64, turn: f64) -> (Self, Self) {
        let mut f = Self::from_value(self.shape, f);
        let mut g = Self::from_value(self.shape, g);
        for d in 1..=self.shape.order {
            let (rise, bend) = (self.euler(d, &g), self.euler(d, &f));
            f.part_mut(d).copy_from_slice(&rise);
            for (coefficient, bend) in g.part_mut(d).iter_mut().zip(bend) {
                *coefficient = turn * bend;
            }
        }
        (f, g)
    }

    /// The series `f` in `self` with `f' = w` and `w = 1 + turn f^2`, from the values of both.
    fn riccati(&self, f: f64, w: f64, turn: f64) -> Self {
        let mut f = Self::from_value(self.shape, f);
        let mut w = Self::from_value(self.shape, w);
        for d in 1..=self.shape.order {
            let part = self.euler(d, &w);
            f.part_mut(d).copy_from_slice(&part);
            let part = Self::convolve(vec![0.0; self.width(d)], d, 0..=d, |_| turn, &f, &f);
            w.part_mut(d).copy_from_slice(&part);
        }
        f
    }

    /// The same series with another value at the point.
    fn with_value(mut self, value: f64) -> Self {
        self.coefficients[0] = value;
        self
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { shape: self.shape, coefficients: self.coefficients.iter().map(|c| factor * c).collect() }
    }

    fn is_constant(&self) -> bool {
        self.shape.variables == 0
    }

    fn zip(&self, other: &Self, f: impl Fn(f64, f64) -> f64) -> Self {
        let shape = self.shape.meet(other.shape);
        let mut jet = Self::zero(shape);
        let at = |jet: &Self, i: usize| jet.coefficients.get(i).copied().unwrap_or(0.0);
        for (i, coefficient) in jet.coefficients.iter_mut().enumerate() {
            *coefficient = f(at(self, i), at(other, i));
        }
        jet
    }
}

/// The whole number equal to `exponent`, if there is one that [`Number::powi`] takes.
#[expect(clippy::cast_possible_truncation, reason = "checked to be whole and in range")]
fn whole(exponent: f64) -> Option<i32> {
    (exponent.fract() == 0.0 && exponent.abs() < f64::from(i32::MAX)).then_some(exponent as i32)
}

impl Number for Jet {
    fn constant(value: f64) -> Self {
        Self::from_value(Shape::CONSTANT, value)
    }
    fn add(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a + b)
    }
    fn sub(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a - b)
    }
    fn mul(&self, other: &Self) -> Self {
        let value = self.value() * other.value();
        let mut product = Self::from_value(self.shape.meet(other.shape), value);
        for d in 1..=product.shape.order {
            let part = Self::convolve(vec![0.0; product.width(d)], d, 0..=d, |_| 1.0, self, other);
            product.part_mut(d).copy_from_slice(&part);
        }
        product
    }
    fn div(&self, other: &Self) -> Self {
        let divisor = other.value();
        let mut quotient = Self::from_value(self.shape.meet(other.shape), self.value() / divisor);
        for d in 1..=quotient.shape.order {
            // a_d = sum of b_k q_(d-k); q_d stands at k = 0.
            let mut rest = self.part(d).to_vec();
            rest.resize(quotient.width(d), 0.0);
            let rest = Self::convolve(rest, d, 1..=d, |_| -1.0, other, &quotient);
            for (coefficient, rest) in quotient.part_mut(d).iter_mut().zip(rest) {
                *coefficient = rest / divisor;
            }
        }
        quotient
    }
    fn neg(&self) -> Self {
        Self { shape: self.shape, coefficients: self.coefficients.iter().map(|c| -c).collect() }
    }
    fn abs(&self) -> Self {
        self.scaled(Number::signum(&self.value())).with_value(self.value().abs())
    }
    fn signum(&self) -> Self {
        Self::from_value(self.shape, Number::signum(&self.value()))
    }
    fn powi(&self, exponent: i32) -> Self {
        if let Some(power) = elementary::by_squaring(self, exponent) {
            return power;
        }
        // By multiplication however high the power, for it works where the value is 0; only the
        // value itself is taken as the other systems take it.
        let mut left = exponent.unsigned_abs();
        let mut square = self.clone();
        let mut power = Self::constant(1.0);
        while left > 0 {
            if left & 1 == 1 {
                power = power.mul(&square);
            }
            square = square.mul(&square);
            left >>= 1;
        }
        if exponent < 0 {
            power = Self::constant(1.0).div(&power);
        }
        power.with_value(elementary::pow(self.value(), f64::from(exponent)))
    }
    fn powf(&self, exponent: f64) -> Self {
        let value = elementary::pow(self.value(), exponent);
        if self.is_constant() {
            return Self::constant(value);
        }
        if let Some(exponent) = whole(exponent) {
            return self.powi(exponent).with_value(value);
        }
        // g f' = p f g': d g_0 f_d = sum of (p k - (d - k)) g_k f_(d-k).
        let mut power = Self::from_value(self.shape, value);
        for d in 1..=self.shape.order {
            let weight = |k: f64| exponent * k - (d as f64 - k);
            let part = Self::convolve(vec![0.0; self.width(d)], d, 1..=d, weight, self, &power);
            let divisor = d as f64 * self.value();
            for (coefficient, sum) in power.part_mut(d).iter_mut().zip(part) {
                *coefficient = sum / divisor;
            }
        }
        power
    }
    fn pow(&self, exponent: &Self) -> Self {
        if exponent.is_constant() {
            return self.powf(exponent.value());
        }
        let value = elementary::pow(self.value(), exponent.value());
        let logarithm = exponent.mul(&self.ln());
        logarithm.exponential(value)
    }
    fn sqrt(&self) -> Self {
        let value = self.value().sqrt();
        let mut root = Self::from_value(self.shape, value);
        for d in 1..=self.shape.order {
            // g_d = sum of f_k f_(d-k); f_d stands twice, with f_0.
            let rest = Self::convolve(self.part(d).to_vec(), d, 1..=d - 1, |_| -1.0, &root, &root);
            for (coefficient, rest) in root.part_mut(d).iter_mut().zip(rest) {
                *coefficient = rest / (2.0 * value);
            }
        }
        root
    }
    fn exp(&self) -> Self {
        self.exponential(elementary::exp(self.value()))
    }
    fn ln(&self) -> Self {
        let value = elementary::ln(self.value());
        let slope = Self::constant(1.0).div(self);
        let logarithm = self.integrate(value, &slope);
        // A slope without a value is none.
        if value.is_nan() { logarithm.scaled(f64::NAN) } else { logarithm }
    }
    fn log10(&self) -> Self {
        self.ln().scaled(1.0 / LN_10).with_value(elementary::log10(self.value()))
    }
    fn sin(&self) -> Self {
        self.sin_cos().0
    }
    fn cos(&self) -> Self {
        self.sin_cos().1
    }
    fn sin_cos(&self) -> (Self, Self) {
        let (sin, cos) = elementary::sin_cos(self.value());
        self.pair(sin, cos, -1.0)
    }
    fn tan(&self) -> Self {
        let tan = elementary::tan(self.value());
        self.riccati(tan, 1.0 + tan * tan, 1.0)
    }
    fn asin(&self) -> Self {
        let one = Self::constant(1.0);
        let slope = one.div(&one.sub(self).mul(&one.add(self)).sqrt());
        self.integrate(elementary::asin(self.value()), &slope)
    }
    fn acos(&self) -> Self {
        self.asin().neg().with_value(elementary::acos(self.value()))
    }
    fn atan(&self) -> Self {
        let one = Self::constant(1.0);
        let slope = one.div(&one.add(&self.mul(self)));
        self.integrate(elementary::atan(self.value()), &slope)
    }
    fn sinh(&self) -> Self {
        self.pair(elementary::sinh(self.value()), elementary::cosh(self.value()), 1.0).0
    }
    fn cosh(&self) -> Self {
        self.pair(elementary::sinh(self.value()), elementary::cosh(self.value()), 1.0).1
    }
    fn tanh(&self) -> Self {
        let cosh = elementary::cosh(self.value());
        self.riccati(elementary::tanh(self.value()), 1.0 / cosh / cosh, -1.0)
    }
}

/// The Taylor coefficients of a function about `at`, up to `order` (at most [`MAX_ORDER`]; more is
/// cut to that).
///
/// - One number in `at`: the series in the first variable; `c[k]` belongs to `dx^k`.
/// - Two: the series in the first two; the coefficients of `dx^i dy^j` with `i + j <= order`,
///   ordered by `i + j`, then `j`.
/// - More: those beyond the second stand still. None at all gives the value alone.
///
/// Where a function is not smooth, coefficients are infinite or NaN; at the kink of `abs` the
/// series is that of the slope between its two sides, 0.
///
/// ```
/// use hillside_core::{Expr, taylor};
/// let product = Expr::parse("exp(x) * y")?;
/// assert_eq!(taylor(&product, &[0.0, 0.0], 3), [0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.5, 0.0, 0.0]);
/// # Ok::<(), hillside_core::FormulaError>(())
/// ```
#[must_use]
pub fn taylor(expr: &Expr, at: &[f64], order: usize) -> Vec<f64> {
    let order = order.min(MAX_ORDER);
    let variables = at.len().min(2);
    let jets: Vec<Jet> = at
        .iter()
        .enumerate()
        .map(
            |(index, &value)| {
                if index < 2 { Jet::variable(value, index, variables, order) } else { Jet::constant(value) }
            },
        )
        .collect();
    let mut coefficients = expr.read(&jets).coefficients;
    if variables > 0 {
        coefficients.resize(Shape { variables, order }.start(order + 1), 0.0);
    }
    coefficients
}
