//! [`Jet`]: a truncated Taylor series, its order chosen at run time.

use std::f64::consts::{FRAC_2_SQRT_PI, LN_2, LN_10};
use std::ops::RangeInclusive;

use super::{Number, chain, elementary};
use crate::Unary;

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
/// Coefficients are of any base system: doubles for numbers to read, [`Interval`](crate::Interval)s for
/// their bounds.
///
/// A constant is exact to every order and takes on the shape of what it meets; series of different
/// orders meet at the lower one.
///
/// Source: A. Griewank and A. Walther, *Evaluating Derivatives*, 2nd ed., SIAM 2008, table 13.2,
/// there for one variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Jet<S = f64> {
    shape: Shape,
    coefficients: Vec<S>,
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

impl<S: Number> Jet<S> {
    /// The variable number `index` of `variables` (1 or 2) near `value`, to the given order.
    ///
    /// # Panics
    ///
    /// Panics unless `index < variables`, `variables <= 2` and `order <= MAX_ORDER`.
    #[must_use]
    pub fn variable(value: S, index: usize, variables: usize, order: usize) -> Self {
        assert!(index < variables && variables <= 2, "variable {index} of {variables}: a jet has at most 2");
        assert!(order <= MAX_ORDER, "order {order} is more than {MAX_ORDER}");
        let mut jet = Self::from_value(Shape { variables, order }, value);
        if order > 0 {
            jet.coefficients[1 + index] = S::constant(1.0);
        }
        jet
    }

    /// A number that does not depend on the variables.
    pub(crate) fn fixed(value: S) -> Self {
        Self::from_value(Shape::CONSTANT, value)
    }

    /// The coefficients of so many variables up to an order, whatever the number's own shape.
    pub(crate) fn into_coefficients(mut self, variables: usize, order: usize) -> Vec<S> {
        self.coefficients.resize(Shape { variables, order }.start(order + 1), S::constant(0.0));
        self.coefficients
    }

    /// The value at the point itself.
    #[must_use]
    pub fn value(&self) -> &S {
        &self.coefficients[0]
    }

    /// The coefficients: of `dx^k` for one variable, by k; of `dx^i dy^j` for two, by i + j, then j.
    #[must_use]
    pub fn coefficients(&self) -> &[S] {
        &self.coefficients
    }

    fn from_value(shape: Shape, value: S) -> Self {
        let mut coefficients = vec![S::constant(0.0); shape.start(shape.order + 1)];
        coefficients[0] = value;
        Self { shape, coefficients }
    }

    /// The coefficients of degree `d`; none beyond what is kept, where a constant has only zeros.
    fn part(&self, d: usize) -> &[S] {
        if d > self.shape.order {
            &[]
        } else {
            &self.coefficients[self.shape.start(d)..self.shape.start(d + 1)]
        }
    }

    fn set_part(&mut self, d: usize, part: &[S]) {
        self.coefficients[self.shape.start(d)..self.shape.start(d + 1)].clone_from_slice(part);
    }

    /// How many coefficients part `d` has.
    fn width(&self, d: usize) -> usize {
        self.shape.start(d + 1) - self.shape.start(d)
    }

    /// As many zeros as part `d` has coefficients.
    fn zeros(&self, d: usize) -> Vec<S> {
        vec![S::constant(0.0); self.width(d)]
    }

    /// Adds to `part` the sum over `ks` of `weight(k)` times part `k` of `a` times part `d - k` of `b`.
    #[inline(never)]
    fn convolve(
        mut part: Vec<S>,
        d: usize,
        ks: RangeInclusive<usize>,
        weight: &dyn Fn(f64) -> S,
        a: &Self,
        b: &Self,
    ) -> Vec<S> {
        for k in ks {
            let weight = weight(k as f64);
            for (i, a) in a.part(k).iter().enumerate() {
                for (j, b) in b.part(d - k).iter().enumerate() {
                    part[i + j] = part[i + j].add(&weight.mul(a).mul(b));
                }
            }
        }
        part
    }

    /// Part `d` of Euler's rule: that of the series whose slope in `self` is `slope`.
    fn euler(&self, d: usize, slope: &Self) -> Vec<S> {
        let sum = Self::convolve(self.zeros(d), d, 1..=d, &S::constant, self, slope);
        divided(sum, &S::constant(d as f64))
    }

    /// The series of value `value` and of slope `slope` in `self`.
    fn integrate(&self, value: S, slope: &Self) -> Self {
        let mut sum = Self::from_value(self.shape, value);
        for d in 1..=self.shape.order {
            sum.set_part(d, &self.euler(d, slope));
        }
        sum
    }

    /// The series that is its own slope in `self`.
    fn exponential(&self, value: S) -> Self {
        let mut power = Self::from_value(self.shape, value);
        for d in 1..=self.shape.order {
            power.set_part(d, &self.euler(d, &power));
        }
        power
    }

    /// Two series in `self` with `f' = g` and `g' = turn f`, from the values of both.
    fn pair(&self, f: S, g: S, turn: f64) -> (Self, Self) {
        let turn = S::constant(turn);
        let mut f = Self::from_value(self.shape, f);
        let mut g = Self::from_value(self.shape, g);
        for d in 1..=self.shape.order {
            let (rise, bend) = (self.euler(d, &g), self.euler(d, &f));
            f.set_part(d, &rise);
            g.set_part(d, &bend.iter().map(|bend| turn.mul(bend)).collect::<Vec<S>>());
        }
        (f, g)
    }

    /// The series `f` in `self` with `f' = w` and `w = 1 + turn f^2`, from the values of both.
    fn riccati(&self, f: S, w: S, turn: f64) -> Self {
        let mut f = Self::from_value(self.shape, f);
        let mut w = Self::from_value(self.shape, w);
        for d in 1..=self.shape.order {
            f.set_part(d, &self.euler(d, &w));
            w.set_part(d, &Self::convolve(self.zeros(d), d, 0..=d, &|_| S::constant(turn), &f, &f));
        }
        f
    }

    /// The series to a power `p / q`, from its value: `q g f' = p f g'`, so `q d g_0 f_d` is `p` times the sum of
    /// `k g_k f_(d-k)` less `q` times that of `(d - k) g_k f_(d-k)`.
    fn raised(&self, [p, q]: [&S; 2], value: S) -> Self {
        let mut power = Self::from_value(self.shape, value);
        for d in 1..=self.shape.order {
            let sum =
                |weight: &dyn Fn(f64) -> S| Self::convolve(self.zeros(d), d, 1..=d, weight, self, &power);
            let (rise, fall) = (sum(&S::constant), sum(&|k| S::constant(d as f64 - k)));
            let sum: Vec<S> =
                rise.iter().zip(&fall).map(|(rise, fall)| p.mul(rise).sub(&q.mul(fall))).collect();
            power.set_part(d, &divided(sum, &S::constant(d as f64).mul(self.value()).mul(q)));
        }
        power
    }

    /// The same series with another value at the point.
    fn with_value(mut self, value: S) -> Self {
        self.coefficients[0] = value;
        self
    }

    fn scaled(&self, factor: &S) -> Self {
        Self { shape: self.shape, coefficients: self.coefficients.iter().map(|c| factor.mul(c)).collect() }
    }

    /// Every coefficient let through by `gate` or not.
    fn gated_by(&self, gate: &S) -> Self {
        Self { shape: self.shape, coefficients: self.coefficients.iter().map(|c| c.gated(gate)).collect() }
    }

    /// One of both series, or a mean of them, by the gate of each.
    fn chosen(&self, other: &Self, value: S, [own, others]: [S; 2]) -> Self {
        self.gated_by(&own).add(&other.gated_by(&others)).with_value(value)
    }

    /// What the Euler operator makes of the series: part `d` times `d`.
    fn stretched(&self) -> Self {
        let mut stretched = Self::from_value(self.shape, S::constant(0.0));
        for d in 1..=self.shape.order {
            let part: Vec<S> = self.part(d).iter().map(|c| S::constant(d as f64).mul(c)).collect();
            stretched.set_part(d, &part);
        }
        stretched
    }

    /// The series of value `value` that the Euler operator makes this of.
    fn relaxed(&self, value: S) -> Self {
        let mut relaxed = Self::from_value(self.shape, value);
        for d in 1..=self.shape.order {
            relaxed.set_part(d, &divided(self.part(d).to_vec(), &S::constant(d as f64)));
        }
        relaxed
    }

    fn divided(self, divisor: f64) -> Self {
        Self { coefficients: divided(self.coefficients, &S::constant(divisor)), ..self }
    }

    /// The slope of a logarithm of `self`, times `scale`; none where there is no value: the root is NaN there.
    fn reciprocal(&self, scale: &S) -> Self {
        let there = scale.add(&self.value().sqrt().mul(&S::constant(0.0)));
        Self::constant(1.0).div(self).scaled(&there)
    }

    fn is_constant(&self) -> bool {
        self.shape.variables == 0
    }

    fn zip(&self, other: &Self, f: fn(&S, &S) -> S) -> Self {
        let shape = self.shape.meet(other.shape);
        let none = S::constant(0.0);
        let at = |jet: &Self, i: usize| jet.coefficients.get(i).cloned().unwrap_or_else(|| none.clone());
        let count = shape.start(shape.order + 1);
        Self { shape, coefficients: (0..count).map(|i| f(&at(self, i), &at(other, i))).collect() }
    }
}

fn divided<S: Number>(part: Vec<S>, divisor: &S) -> Vec<S> {
    part.into_iter().map(|coefficient| coefficient.div(divisor)).collect()
}

/// The whole number equal to `exponent`, if there is one that [`Number::powi`] takes.
#[expect(clippy::cast_possible_truncation, reason = "checked to be whole and in range")]
fn whole(exponent: f64) -> Option<i32> {
    (exponent.fract() == 0.0 && exponent.abs() < f64::from(i32::MAX)).then_some(exponent as i32)
}

impl<S: Number> Number for Jet<S> {
    fn constant(value: f64) -> Self {
        Self::from_value(Shape::CONSTANT, S::constant(value))
    }
    fn add(&self, other: &Self) -> Self {
        self.zip(other, S::add)
    }
    fn sub(&self, other: &Self) -> Self {
        self.zip(other, S::sub)
    }
    fn mul(&self, other: &Self) -> Self {
        let value = self.value().mul(other.value());
        let mut product = Self::from_value(self.shape.meet(other.shape), value);
        for d in 1..=product.shape.order {
            let zeros = product.zeros(d);
            product.set_part(d, &Self::convolve(zeros, d, 0..=d, &|_| S::constant(1.0), self, other));
        }
        product
    }
    fn div(&self, other: &Self) -> Self {
        let divisor = other.value();
        let mut quotient = Self::from_value(self.shape.meet(other.shape), self.value().div(divisor));
        for d in 1..=quotient.shape.order {
            // a_d = sum of b_k q_(d-k); q_d stands at k = 0.
            let mut rest = self.part(d).to_vec();
            rest.resize(quotient.width(d), S::constant(0.0));
            let rest = Self::convolve(rest, d, 1..=d, &|_| S::constant(-1.0), other, &quotient);
            quotient.set_part(d, &divided(rest, divisor));
        }
        quotient
    }
    fn neg(&self) -> Self {
        Self { shape: self.shape, coefficients: self.coefficients.iter().map(S::neg).collect() }
    }
    fn abs(&self) -> Self {
        let sign = self.value().signum();
        // At the kink, where the slope jumps, nothing beyond it exists: 0/0.
        let beyond = sign.add(&S::constant(0.0).div(&sign));
        let mut size = self.scaled(&sign).with_value(self.value().abs());
        let first = size.shape.start(size.shape.order.min(1) + 1);
        for (size, own) in size.coefficients.iter_mut().zip(&self.coefficients).skip(first) {
            *size = beyond.mul(own);
        }
        size
    }
    fn signum(&self) -> Self {
        Self::from_value(self.shape, self.value().signum())
    }
    fn relu(&self) -> Self {
        self.gated_by(&chain::relu_gate(self.value())).with_value(self.value().relu())
    }
    fn max(&self, other: &Self) -> Self {
        let (u, v) = (self.value(), other.value());
        self.chosen(other, u.max(v), chain::max_gates(u, v))
    }
    fn min(&self, other: &Self) -> Self {
        let (u, v) = (self.value(), other.value());
        self.chosen(other, u.min(v), chain::max_gates(v, u))
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
        power.with_value(self.value().powi(exponent))
    }
    fn powf(&self, exponent: f64) -> Self {
        let value = self.value().powf(exponent);
        if self.is_constant() {
            return Self::from_value(Shape::CONSTANT, value);
        }
        if let Some(exponent) = whole(exponent) {
            return self.powi(exponent).with_value(value);
        }
        self.raised([&S::constant(exponent), &S::constant(1.0)], value)
    }
    fn pow(&self, exponent: &Self) -> Self {
        if exponent.is_constant() {
            return self.raised([exponent.value(), &S::constant(1.0)], self.value().pow(exponent.value()));
        }
        exponent.mul(&self.ln()).exponential(self.value().pow(exponent.value()))
    }
    fn sqrt(&self) -> Self {
        let value = self.value().sqrt();
        let mut root = Self::from_value(self.shape, value.clone());
        for d in 1..=self.shape.order {
            // g_d = sum of f_k f_(d-k); f_d stands twice, with f_0.
            let own = self.part(d).to_vec();
            let rest = Self::convolve(own, d, 1..=d - 1, &|_| S::constant(-1.0), &root, &root);
            root.set_part(d, &divided(rest, &S::constant(2.0).mul(&value)));
        }
        root
    }
    fn hypot(&self, other: &Self) -> Self {
        // As for the root of the squares, all of it over the length, lest squares overflow.
        let value = self.value().hypot(other.value());
        let over = |jet: &Self| Self { coefficients: divided(jet.coefficients.clone(), &value), ..*jet };
        let squares = over(self).mul(self).add(&over(other).mul(other));
        let mut length = Self::from_value(squares.shape, value.clone());
        for d in 1..=length.shape.order {
            let own = squares.part(d).to_vec();
            let rest = Self::convolve(own, d, 1..=d - 1, &|_| S::constant(-1.0), &over(&length), &length);
            length.set_part(d, &divided(rest, &S::constant(2.0)));
        }
        length
    }
    fn exp(&self) -> Self {
        self.exponential(self.value().exp())
    }
    fn ln(&self) -> Self {
        self.integrate(self.value().ln(), &self.reciprocal(&S::constant(1.0)))
    }
    fn log10(&self) -> Self {
        self.ln().divided(LN_10).with_value(self.value().log10())
    }
    fn sin(&self) -> Self {
        self.sin_cos().0
    }
    fn cos(&self) -> Self {
        self.sin_cos().1
    }
    fn sin_cos(&self) -> (Self, Self) {
        let (sin, cos) = self.value().sin_cos();
        self.pair(sin, cos, -1.0)
    }
    fn tan(&self) -> Self {
        let tan = self.value().tan();
        let slope = S::constant(1.0).add(&tan.mul(&tan));
        self.riccati(tan, slope, 1.0)
    }
    fn asin(&self) -> Self {
        let one = Self::constant(1.0);
        let slope = one.div(&one.sub(self).mul(&one.add(self)).sqrt());
        self.integrate(self.value().asin(), &slope)
    }
    fn acos(&self) -> Self {
        self.asin().neg().with_value(self.value().acos())
    }
    fn atan(&self) -> Self {
        let one = Self::constant(1.0);
        let slope = one.div(&one.add(&self.mul(self)));
        self.integrate(self.value().atan(), &slope)
    }
    fn atan2(&self, x: &Self) -> Self {
        // r^2 E f = x E y - y E x
        let turn = x.mul(&self.stretched()).sub(&self.mul(&x.stretched()));
        turn.div(&x.mul(x).add(&self.mul(self))).relaxed(self.value().atan2(x.value()))
    }
    fn sinh(&self) -> Self {
        self.pair(self.value().sinh(), self.value().cosh(), 1.0).0
    }
    fn cosh(&self) -> Self {
        self.pair(self.value().sinh(), self.value().cosh(), 1.0).1
    }
    fn tanh(&self) -> Self {
        let cosh = self.value().cosh();
        let slope = S::constant(1.0).div(&cosh).div(&cosh);
        self.riccati(self.value().tanh(), slope, -1.0)
    }
    fn special(&self, function: Unary) -> Self {
        match function {
            Unary::Cbrt => {
                let three = S::constant(3.0);
                let mut root = self.raised([&S::constant(1.0), &three], self.value().cbrt());
                if root.shape.order > 0 {
                    // Upright at 0: g_1 over 0, not 0 over 0.
                    root.set_part(1, &divided(self.part(1).to_vec(), &three.mul(&root.value().powi(2))));
                }
                root
            }
            Unary::Expm1 => self.exponential(self.value().exp()).with_value(self.value().exp_m1()),
            Unary::Log1p => {
                let more = Self::constant(1.0).add(self);
                more.integrate(self.value().ln_1p(), &more.reciprocal(&S::constant(1.0)))
            }
            Unary::Log2 => self.ln().divided(LN_2).with_value(self.value().log2()),
            Unary::Asinh => {
                let one = Self::constant(1.0);
                let slope = one.div(&self.mul(self).add(&one).sqrt());
                self.integrate(self.value().asinh(), &slope)
            }
            Unary::Acosh => {
                let one = Self::constant(1.0);
                let slope = one.div(&self.sub(&one).sqrt()).div(&self.add(&one).sqrt());
                self.integrate(self.value().acosh(), &slope)
            }
            Unary::Atanh => {
                let one = Self::constant(1.0);
                let slope = one.sub(self).mul(&one.add(self)).reciprocal(&S::constant(1.0));
                self.integrate(self.value().atanh(), &slope)
            }
            Unary::Sigmoid => {
                // (1 + tanh(u/2)) / 2
                let half = S::constant(0.5);
                self.scaled(&half).tanh().scaled(&half).with_value(self.value().sigmoid())
            }
            Unary::Softplus => self.integrate(self.value().softplus(), &self.sigmoid()),
            Unary::Erf => {
                let bell = self.mul(self).neg().exp().scaled(&S::constant(FRAC_2_SQRT_PI));
                self.integrate(self.value().erf(), &bell)
            }
            _ => Self::constant(f64::NAN),
        }
    }
}
