//! [`Patch`]: the Taylor coefficients of a function about every point of a cell.

use std::f64::consts::{FRAC_2_SQRT_PI, LN_2, LN_10};

use super::ends::Ends;
use crate::{Interval, Number, Unary};

/// The highest degree.
pub(super) const DEGREE: usize = 5;
/// Where the coefficients of each degree begin, and how many there are in all.
const START: [usize; DEGREE + 2] = [0, 1, 3, 6, 10, 15, 21];
const COUNT: usize = START[DEGREE + 1];

/// Enclosures of the Taylor coefficients of a function of two variables about every point of a
/// cell: its partial derivatives up to the fifth, each over the factorials of its orders.
///
/// They are ordered by degree, then by the power of the second variable, as those of a
/// [`Jet`](crate::Jet). Those of a degree above `order` are left out and read as 0. The variables may
/// be measured along any axes and in any units, see [`variable`](Self::variable).
///
/// Like a [`Hyper`](crate::Hyper) a patch knows which coefficients can differ from 0; the others
/// cost nothing. A function of a patch is put together from the function's own Taylor coefficients
/// about all values of the patch,
///
/// ```text
/// f(u) = f_0 + f_1 d + f_2 d^2 + f_3 d^3 + f_4 d^4 + f_5 d^5,     d = u - u_0
/// ```
///
/// which are enclosed each for itself, and not from each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patch {
    coefficients: [Ends; COUNT],
    /// Bit `k` is set where the coefficient `k` may differ from 0.
    known: u32,
    order: usize,
    sound: bool,
}

/// The Taylor coefficients of a function of one variable about every point of an interval.
type Series = [Interval; DEGREE + 1];

impl Patch {
    /// A variable over `value` that changes by `slopes` with the two directions in which the cell is
    /// measured.
    pub(super) fn variable(value: Interval, slopes: [Ends; 2], order: usize) -> Self {
        let mut patch = Self::zero(order);
        patch.set(0, &value);
        for (i, slope) in slopes.into_iter().enumerate() {
            if slope != Ends::ZERO {
                patch.put(1 + i, slope);
            }
        }
        patch
    }

    fn zero(order: usize) -> Self {
        Self { coefficients: [Ends::ZERO; COUNT], known: 0, order, sound: true }
    }

    /// Whether the function has all these derivatives all over the cell, and they are finite. If
    /// not, the coefficients say nothing.
    pub(super) fn is_sound(&self) -> bool {
        self.sound
    }

    /// The coefficients of a degree.
    pub(super) fn part(&self, degree: usize) -> &[Ends] {
        &self.coefficients[START[degree]..START[degree + 1]]
    }

    fn value(&self) -> Interval {
        self.coefficients[0].interval()
    }

    #[inline]
    fn at(&self, k: usize) -> Option<Ends> {
        (self.known >> k & 1 == 1).then(|| self.coefficients[k])
    }

    #[inline]
    fn put(&mut self, k: usize, ends: Ends) {
        self.sound &= ends.is_finite();
        self.coefficients[k] = ends;
        self.known |= 1 << k;
    }

    fn set(&mut self, k: usize, value: &Interval) {
        self.sound &= value.is_continuous();
        self.put(k, Ends::of(value));
    }

    /// Adds to the coefficient `k`.
    #[inline]
    fn gain(&mut self, k: usize, term: Ends) {
        let sum = self.at(k).map_or(term, |known| known.plus(term));
        self.put(k, sum);
    }

    /// Adds the product of part `d` of `a` and part `e` of `b`.
    #[inline(never)]
    fn gain_product(&mut self, a: &Self, d: usize, b: &Self, e: usize) {
        for i in 0..=d {
            let Some(left) = a.at(START[d] + i) else { continue };
            for j in 0..=e {
                let Some(right) = b.at(START[e] + j) else { continue };
                self.gain(START[d + e] + i + j, left.times(right));
            }
        }
    }

    /// Adds the square of part `d` of `a`, whose squares are never negative.
    fn gain_square(&mut self, a: &Self, d: usize) {
        for i in 0..=d {
            let Some(left) = a.at(START[d] + i) else { continue };
            self.gain(START[2 * d] + 2 * i, left.squared());
            for j in i + 1..=d {
                let Some(right) = a.at(START[d] + j) else { continue };
                self.gain(START[2 * d] + i + j, left.times(right).doubled());
            }
        }
    }

    /// Adds a multiple of the parts of `a` from `d` on.
    fn gain_multiple(&mut self, factor: &Interval, a: &Self, d: usize) {
        self.sound &= factor.is_continuous() && a.sound;
        if factor.magnitude() == 0.0 {
            return;
        }
        let factor = Ends::of(factor);
        for k in START[d]..START[self.order + 1] {
            if let Some(coefficient) = a.at(k) {
                self.gain(k, factor.times(coefficient));
            }
        }
    }

    /// `d^2`: of each degree twice the products of parts that differ, and the square of a part.
    fn square(&self) -> Self {
        let mut square = Self::zero(self.order);
        for degree in 2..=self.order {
            let mut half = Self::zero(self.order);
            for d in 1..degree.div_ceil(2) {
                half.gain_product(self, d, self, degree - d);
            }
            for k in START[degree]..START[degree + 1] {
                if let Some(product) = half.at(k) {
                    square.put(k, product.doubled());
                }
            }
            if degree % 2 == 0 {
                square.gain_square(self, degree / 2);
            }
        }
        square
    }

    /// A function of it, from that function's Taylor coefficients about all its values.
    #[inline(never)]
    fn through(&self, series: &Series) -> Self {
        let mut sum = Self::zero(self.order);
        sum.set(0, &series[0]);
        sum.sound &= self.sound;
        if self.known <= 1 {
            return sum;
        }
        sum.gain_multiple(&series[1], self, 1);
        let square = self.square();
        let mut power = square;
        for (k, factor) in series.iter().enumerate().take(self.order + 1).skip(2) {
            if k > 2 {
                // The powers of d begin with the part of their own degree.
                let mut next = Self::zero(self.order);
                for degree in k..=self.order {
                    if (k, degree) == (4, 4) {
                        next.gain_square(&square, 2);
                        continue;
                    }
                    for d in k - 1..degree {
                        next.gain_product(&power, d, self, degree - d);
                    }
                }
                power = next;
            }
            sum.gain_multiple(factor, &power, k);
        }
        sum
    }

    /// An empty one to hold what is made of both.
    fn meet(&self, other: &Self) -> Self {
        Self { sound: self.sound && other.sound, ..Self::zero(self.order.min(other.order)) }
    }

    fn with_value(mut self, value: &Interval) -> Self {
        self.set(0, value);
        self
    }
}

fn whole(value: f64) -> Interval {
    Interval::point(value)
}

/// Of a power of `u` that is no whole one, from its value and its slope.
fn root(u: &Interval, value: Interval, slope: Interval, exponent: &Interval) -> Series {
    // f_k = (exponent + 1 - k) / (k u) f_(k-1)
    let mut last = slope;
    std::array::from_fn(|k| match k {
        0 => value,
        1 => slope,
        _ => {
            let k = k as f64;
            last = last.mul(&exponent.sub(&whole(k - 1.0))).div(&whole(k)).div(u);
            last
        }
    })
}

/// Of an inverse sine or cosine, circular or hyperbolic, with `s` for its slope. Up to signs they are, with `u^2` for
/// `q` (`-u^2` for the inverse of the hyperbolic sine),
///
/// ```text
/// s, u s^3 / 2, (1 + 2 q) s^5 / 6, u (3 + 2 q) s^7 / 8, (3 + 24 q + 8 q^2) s^9 / 40
/// ```
///
/// `turns` are the signs of the second and the third; that of the fourth is their product.
fn arc(u: &Interval, value: Interval, slope: Interval, q: &Interval, turns: [f64; 2]) -> Series {
    let [second_turn, third_turn] = turns.map(whole);
    let (second, twice) = (slope.powi(2), q.add(q));
    let third = slope.mul(&second);
    let fifth = third.mul(&second);
    let seventh = fifth.mul(&second);
    [
        value,
        slope,
        u.mul(&third).div(&whole(2.0)).mul(&second_turn),
        twice.add(&whole(1.0)).mul(&fifth).div(&whole(6.0)).mul(&third_turn),
        u.mul(&twice.add(&whole(3.0))).mul(&seventh).div(&whole(8.0)).mul(&second_turn.mul(&third_turn)),
        q.add(&whole(3.0))
            .mul(q)
            .mul(&whole(8.0))
            .add(&whole(3.0))
            .mul(&seventh)
            .mul(&second)
            .div(&whole(40.0)),
    ]
}

/// Of an inverse tangent, with `w = 1/(1 + q)` for its slope and, up to signs,
///
/// ```text
/// w, u w^2, (q - 1/3) w^3, u (1 - q) w^4, (q^2 - 2 q + 1/5) w^5
/// ```
///
/// `turn` is 1 for the circular one, where `q` is `u^2`, and -1 for the hyperbolic one, where it is `-u^2`.
fn arc_tangent(u: &Interval, value: Interval, slope: Interval, q: &Interval, turn: f64) -> Series {
    let (one, turn) = (whole(1.0), whole(turn));
    let second = slope.powi(2);
    let third = second.mul(&slope);
    [
        value,
        slope,
        u.neg().mul(&second).mul(&turn),
        q.sub(&one.div(&whole(3.0))).mul(&third).mul(&turn),
        u.mul(&one.sub(q)).mul(&second.powi(2)),
        q.mul(&q.sub(&whole(2.0))).add(&one.div(&whole(5.0))).mul(&second).mul(&third),
    ]
}

/// Of the hyperbolic tangent. With `t' = 1 - t^2`: -t t', t' (3 t^2 - 1)/3, t t' (2 - 3 t^2)/3,
/// t' (2 - 15 t^2 + 15 t^4)/15.
fn tanh(u: &Interval) -> Series {
    let (tanh, cosh) = (u.tanh(), u.cosh());
    let (one, square) = (whole(1.0), tanh.powi(2));
    let slope = one.div(&cosh).div(&cosh);
    let (turn, third) = (tanh.mul(&slope), one.div(&whole(3.0)));
    [
        tanh,
        slope,
        turn.neg(),
        slope.mul(&square.sub(&third)),
        turn.mul(&third.add(&third).sub(&square)),
        slope.mul(&whole(2.0).div(&whole(15.0)).sub(&square.mul(&one.sub(&square)))),
    ]
}

/// Of the logistic function, which is half of 1 more than the hyperbolic tangent of half its argument.
fn sigmoid(u: &Interval) -> Series {
    let half = whole(0.5);
    let mut series = tanh(&u.mul(&half));
    let mut scale = half;
    for term in &mut series {
        *term = term.mul(&scale);
        scale = scale.mul(&half);
    }
    series[0] = u.sigmoid();
    series
}

/// Of two functions with `f' = g` and `g' = turn f`, where `turn` is 1 or -1, the series of `f`.
fn pair(f: Interval, g: Interval, turn: f64) -> Series {
    let over = |a: &Interval, factorial: f64| a.div(&whole(factorial));
    [f, g, over(&f, 2.0 * turn), over(&g, 6.0 * turn), over(&f, 24.0), over(&g, 120.0)]
}

impl Number for Patch {
    fn constant(value: f64) -> Self {
        Self::zero(DEGREE).with_value(&Interval::constant(value))
    }
    #[inline(never)]
    fn add(&self, other: &Self) -> Self {
        let mut sum = self.meet(other);
        for k in 0..START[sum.order + 1] {
            for side in [self, other] {
                if let Some(term) = side.at(k) {
                    sum.gain(k, term);
                }
            }
        }
        sum
    }
    fn sub(&self, other: &Self) -> Self {
        self.add(&other.neg())
    }
    #[inline(never)]
    fn mul(&self, other: &Self) -> Self {
        let mut product = self.meet(other);
        for degree in 0..=product.order {
            for d in 0..=degree {
                product.gain_product(self, d, other, degree - d);
            }
        }
        product
    }
    #[inline(never)]
    fn div(&self, other: &Self) -> Self {
        // a_d = sum of b_k q_(d-k); q_d stands at k = 0.
        let mut quotient = self.meet(other);
        let divisor = other.value();
        for degree in 0..=quotient.order {
            let mut rest = Self::zero(DEGREE);
            for d in 1..=degree {
                rest.gain_product(other, d, &quotient, degree - d);
            }
            rest = rest.neg();
            for k in START[degree]..START[degree + 1] {
                if let Some(term) = self.at(k) {
                    rest.gain(k, term);
                }
                if let Some(rest) = rest.at(k) {
                    quotient.set(k, &rest.interval().div(&divisor));
                }
            }
            quotient.sound &= rest.sound;
        }
        quotient
    }
    fn neg(&self) -> Self {
        Self { coefficients: self.coefficients.map(Ends::negative), ..*self }
    }
    fn abs(&self) -> Self {
        let zero = whole(0.0);
        self.through(&[self.value().abs(), self.value().signum(), zero, zero, zero, zero])
    }
    fn signum(&self) -> Self {
        // Flat on either side of its jump.
        let sign = Self { sound: self.sound, ..Self::zero(self.order) };
        sign.with_value(&self.value().signum())
    }
    fn relu(&self) -> Self {
        let (u, zero) = (self.value(), whole(0.0));
        self.through(&[u.relu(), u.signum().relu(), zero, zero, zero, zero])
    }
    fn max(&self, other: &Self) -> Self {
        let (own, others) = (self.value(), other.value());
        let apart = own.sub(&others);
        let mut larger = if apart.lower() > 0.0 { *self } else { *other };
        larger.sound = self.sound && other.sound && (apart.lower() > 0.0 || apart.upper() < 0.0);
        larger.with_value(&own.max(&others))
    }
    fn powi(&self, exponent: i32) -> Self {
        if exponent == 1 {
            return *self;
        }
        let u = self.value();
        // The binomial coefficients, which are whole and of few digits.
        let (mut factor, mut left) = (1.0, exponent);
        let mut k = 0.0;
        self.through(&std::array::from_fn(|_| {
            let term = if factor == 0.0 { whole(0.0) } else { whole(factor).mul(&u.powi(left)) };
            k += 1.0;
            factor = factor * f64::from(left) / k;
            left = left.saturating_sub(1);
            term
        }))
    }
    fn powf(&self, exponent: f64) -> Self {
        let u = self.value();
        let (mut factor, mut k) = (whole(1.0), 0.0);
        self.through(&std::array::from_fn(|_| {
            // The exponent less k, and whether rounding takes anything from that.
            let left = exponent - k;
            let back = left - exponent;
            let exact = (exponent - (left - back)) - (k + back) == 0.0;
            let between = if exact { whole(left) } else { whole(exponent).sub(&whole(k)) };
            let term = factor.mul(&if exact { u.powf(left) } else { u.pow(&between) });
            k += 1.0;
            factor = factor.mul(&between).div(&whole(k));
            term
        }))
    }
    fn pow(&self, exponent: &Self) -> Self {
        let value = self.value().pow(&exponent.value());
        exponent.mul(&self.ln()).exp().with_value(&value)
    }
    fn sqrt(&self) -> Self {
        let u = self.value();
        let value = u.sqrt();
        self.through(&root(&u, value, whole(0.5).div(&value), &whole(0.5)))
    }
    fn hypot(&self, other: &Self) -> Self {
        let squares = self.powi(2).add(&other.powi(2));
        squares.sqrt().with_value(&self.value().hypot(&other.value()))
    }
    fn exp(&self) -> Self {
        let power = self.value().exp();
        self.through(&pair(power, power, 1.0))
    }
    fn ln(&self) -> Self {
        let u = self.value();
        let slope = whole(1.0).div(&u);
        let (mut power, mut k) = (whole(-1.0), 0.0);
        self.through(&std::array::from_fn(|index| {
            if index == 0 {
                return u.ln();
            }
            k += 1.0;
            power = power.mul(&slope).neg();
            power.div(&whole(k))
        }))
    }
    fn log10(&self) -> Self {
        self.ln().div(&Self::constant(LN_10)).with_value(&self.value().log10())
    }
    fn sin(&self) -> Self {
        let (sin, cos) = self.value().sin_cos();
        self.through(&pair(sin, cos, -1.0))
    }
    fn cos(&self) -> Self {
        let (sin, cos) = self.value().sin_cos();
        self.through(&pair(cos, sin.neg(), -1.0))
    }
    fn tan(&self) -> Self {
        // With t' = 1 + t^2: t t', t' (1 + 3 t^2)/3, t t' (2 + 3 t^2)/3, t' (2 + 15 t^2 + 15 t^4)/15.
        let tan = self.value().tan();
        let (one, square) = (whole(1.0), tan.powi(2));
        let slope = square.add(&one);
        let (turn, third) = (tan.mul(&slope), one.div(&whole(3.0)));
        self.through(&[
            tan,
            slope,
            turn,
            slope.mul(&square.add(&third)),
            turn.mul(&square.add(&third).add(&third)),
            slope.mul(&square.mul(&slope).add(&whole(2.0).div(&whole(15.0)))),
        ])
    }
    fn asin(&self) -> Self {
        let (u, one) = (self.value(), whole(1.0));
        let slope = one.div(&one.sub(&u).mul(&one.add(&u)).sqrt());
        self.through(&arc(&u, u.asin(), slope, &u.powi(2), [1.0, 1.0]))
    }
    fn acos(&self) -> Self {
        self.asin().neg().with_value(&self.value().acos())
    }
    fn atan(&self) -> Self {
        let (u, one) = (self.value(), whole(1.0));
        let square = u.powi(2);
        self.through(&arc_tangent(&u, u.atan(), one.div(&square.add(&one)), &square, 1.0))
    }
    fn atan2(&self, x: &Self) -> Self {
        // Up to a quarter turn or two it is the angle to either axis.
        let (own, other) = (self.value(), x.value());
        let turned =
            if own.mignitude() > other.mignitude() { x.div(self).atan().neg() } else { self.div(x).atan() };
        turned.with_value(&own.atan2(&other))
    }
    fn sinh(&self) -> Self {
        self.through(&pair(self.value().sinh(), self.value().cosh(), 1.0))
    }
    fn cosh(&self) -> Self {
        self.through(&pair(self.value().cosh(), self.value().sinh(), 1.0))
    }
    fn tanh(&self) -> Self {
        self.through(&tanh(&self.value()))
    }
    fn special(&self, function: Unary) -> Self {
        match function {
            Unary::Cbrt => {
                let u = self.value();
                let (value, third) = (u.cbrt(), whole(1.0).div(&whole(3.0)));
                self.through(&root(&u, value, third.div(&value.powi(2)), &third))
            }
            Unary::Expm1 => self.exp().with_value(&self.value().exp_m1()),
            Unary::Log1p => self.add(&Self::constant(1.0)).ln().with_value(&self.value().ln_1p()),
            Unary::Log2 => self.ln().div(&Self::constant(LN_2)).with_value(&self.value().log2()),
            Unary::Asinh => {
                let (u, one) = (self.value(), whole(1.0));
                let slope = one.div(&u.hypot(&one));
                self.through(&arc(&u, u.asinh(), slope, &u.powi(2).neg(), [-1.0, -1.0]))
            }
            Unary::Acosh => {
                let (u, one) = (self.value(), whole(1.0));
                let slope = one.div(&u.sub(&one).mul(&u.add(&one)).sqrt());
                self.through(&arc(&u, u.acosh(), slope, &u.powi(2), [-1.0, 1.0]))
            }
            Unary::Atanh => {
                let (u, one) = (self.value(), whole(1.0));
                let slope = one.div(&one.sub(&u).mul(&one.add(&u)));
                self.through(&arc_tangent(&u, u.atanh(), slope, &u.powi(2).neg(), -1.0))
            }
            Unary::Sigmoid => self.through(&sigmoid(&self.value())),
            Unary::Softplus => {
                let u = self.value();
                let [slope, second, third, fourth, fifth, _] = sigmoid(&u);
                let over = |a: &Interval, order: f64| a.div(&whole(order));
                self.through(&[
                    u.softplus(),
                    slope,
                    over(&second, 2.0),
                    over(&third, 3.0),
                    over(&fourth, 4.0),
                    over(&fifth, 5.0),
                ])
            }
            Unary::Erf => {
                // With b = 2/sqrt(pi) e^(-u^2): -u b, (2 u^2 - 1) b/3, u (3 - 2 u^2) b/6, (4 u^4 - 12 u^2 + 3) b/30.
                let u = self.value();
                let square = u.powi(2);
                let bell = Interval::constant(FRAC_2_SQRT_PI).mul(&square.neg().exp());
                let twice = square.add(&square);
                let times = |factor: &Interval, divisor: f64| factor.mul(&bell).div(&whole(divisor));
                self.through(&[
                    u.erf(),
                    bell,
                    u.mul(&bell).neg(),
                    times(&twice.sub(&whole(1.0)), 3.0),
                    times(&u.mul(&whole(3.0).sub(&twice)), 6.0),
                    times(&square.sub(&whole(3.0)).mul(&square).mul(&whole(4.0)).add(&whole(3.0)), 30.0),
                ])
            }
            _ => Self::constant(f64::NAN),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Expr, Jet};

    fn parse(text: &str) -> Expr {
        Expr::parse(text).unwrap()
    }

    /// x and y over the cell about a point, in units of x and y.
    fn over(expr: &Expr, [x, y]: [f64; 2], half: f64, order: usize) -> Patch {
        let side = |at: f64| Interval::new(at - half, at + half);
        let (one, none) = (Ends::point(1.0), Ends::ZERO);
        expr.read(&[
            Patch::variable(side(x), [one, none], order),
            Patch::variable(side(y), [none, one], order),
        ])
    }

    fn coefficients(patch: &Patch) -> Vec<Ends> {
        (0..=DEGREE).flat_map(|degree| patch.part(degree).to_vec()).collect()
    }

    /// The coefficients of jets at points of a cell lie in the patch over it, and those of the
    /// patch of a point are as narrow as rounding leaves them.
    #[track_caller]
    fn check(text: &str, at: [f64; 2]) {
        let expr = parse(text);
        let jet_at = |[x, y]: [f64; 2]| {
            let point = [Jet::variable(x, 0, 2, DEGREE), Jet::variable(y, 1, 2, DEGREE)];
            let mut jet = expr.read(&point).coefficients().to_vec();
            jet.resize(COUNT, 0.0);
            jet
        };
        let point = over(&expr, at, 0.0, DEGREE);
        assert!(point.is_sound(), "{text} at {at:?}");
        for (k, (got, want)) in coefficients(&point).iter().zip(jet_at(at)).enumerate() {
            let slack = 1e-11 * (1.0 + want.abs());
            assert!((got.middle() - want).abs() <= slack, "{text} at {at:?}, {k}: {got:?}, not {want}");
            assert!(got.upper - got.lower <= slack, "{text} at {at:?}, {k}: {got:?} is wide");
        }
        let half = 0.05;
        let cell = over(&expr, at, half, DEGREE);
        assert!(cell.is_sound(), "{text} about {at:?}");
        for (i, j) in (-2..=2).flat_map(|i| (-2..=2).map(move |j| (i, j))) {
            let near = [at[0] + 0.5 * half * f64::from(i), at[1] + 0.5 * half * f64::from(j)];
            for (k, (got, want)) in coefficients(&cell).iter().zip(jet_at(near)).enumerate() {
                let slack = 1e-12 * (1.0 + want.abs());
                assert!(
                    got.lower - slack <= want && want <= got.upper + slack,
                    "{text} at {near:?}, {k}: {want} is not in {got:?}"
                );
            }
        }
    }

    #[test]
    fn every_operation_holds_what_jets_find() {
        for op in Unary::ALL.map(Unary::name) {
            let more = if op == "acosh" { "1+" } else { "" };
            for inner in ["0.4+0.2*x-0.1*y", "0.5+0.3*x*y-0.2*x^2", "0.3*y^2+0.2"] {
                check(&format!("{op}({more}{inner})"), [0.3, 0.6]);
            }
        }
        for text in [
            "x+y",
            "x-y",
            "x*y",
            "x*x*y",
            "x/y",
            "y/(1+x^2)",
            "(x-y)/(x+y)",
            "x^y",
            "(1+x*y)^(x-y)",
            "2^(x*y)",
            "x^2",
            "x^3",
            "x^4",
            "x^5",
            "x^7",
            "(x-y)^6",
            "x^-1",
            "(x+y)^-3",
            "x^2.5",
            "(x*y)^0.3",
            "x^-1.7",
            "(1+x)^70",
            "(x-0.3)^3*(y-0.6)^3",
            "x^64*y",
            "3",
            "pi*x",
            "sin(x+cos(y))*exp(x*y)",
            "x^0.1",
            "hypot(x,y)",
            "hypot(x*y,x-2*y)",
            "atan2(x,y)",
            "atan2(x*y,x-3*y)",
            "max(x,y^2+x,x*y)",
            "min(x-1,y^2+x)",
            "max(sin(x),relu(y))-relu(-y)",
        ] {
            check(text, [0.3, 0.6]);
            check(text, [1.3, 0.7]);
        }
        for text in [
            "x^2*y",
            "(x+y)^3",
            "sin(x)*cos(y)",
            "x^4",
            "atan(x*y)",
            "exp(x)-y",
            "abs(x)*abs(y)",
            "cbrt(x)",
            "relu(x)-y",
            "sigmoid(9*x)",
            "softplus(x*y)",
            "erf(2*x)",
            "atan2(y,x)",
            "atan2(-y,x)",
            "atan2(x,y)",
            "asinh(4*x)",
            "acosh(3-x)",
            "atanh(x*y)",
        ] {
            check(text, [-0.4, 0.9]);
        }
    }

    #[test]
    fn where_a_derivative_does_not_exist_nothing_is_said() {
        for text in [
            "abs(x)",
            "sqrt(x)",
            "ln(x)",
            "1/x",
            "tan(pi/2+x)",
            "x^2.5",
            "x^4.5",
            "asin(1+x)",
            "x^y",
            "0*abs(x)",
            "relu(x)",
            "sign(x)",
            "step(x)",
            "max(x,y)",
            "min(x^2,y^2)",
            "cbrt(x)",
            "hypot(x,y)",
            "atan2(y,x)",
            "atan2(y,x-1)",
            "acosh(1+x)",
            "atanh(1+x)",
        ] {
            let expr = parse(text);
            assert!(!over(&expr, [0.0, 0.0], 0.1, DEGREE).is_sound(), "{text}");
        }
        // The fifth derivative of this one exists nowhere at 0, the fourth does.
        assert!(over(&parse("x^4.5"), [0.0, 0.0], 0.0, 4).is_sound());
        assert!(!over(&parse("x^4.5"), [0.0, 0.0], 0.0, 5).is_sound());
        for text in ["1e200*x*1e200*y", "exp(1000*x)", "x^60*1e300*x", "1e200*(x-1e200)^2*0"] {
            assert!(!over(&parse(text), [1.0, 1.0], 0.1, DEGREE).is_sound(), "{text}");
        }
    }

    #[test]
    fn what_is_left_out_is_zero() {
        let patch = over(&parse("exp(x*y)"), [0.3, 0.6], 0.1, 2);
        assert!(patch.is_sound());
        assert!(patch.part(2).iter().all(|ends| *ends != Ends::ZERO));
        assert!((3..=DEGREE).flat_map(|degree| patch.part(degree)).all(|ends| *ends == Ends::ZERO));
        let flat = over(&parse("exp(x)+y"), [0.3, 0.6], 0.1, DEGREE);
        assert_eq!(flat.part(2)[1..], [Ends::ZERO; 2]);
    }

    /// Even powers are not negative: else a quartic would seem to bend both ways.
    #[test]
    fn squares_are_not_negative() {
        for text in ["x^4", "x^2+y^2", "(x+y)^2", "cosh(x)", "(x*y)^2"] {
            let patch = over(&parse(text), [0.0, 0.0], 0.5, 2);
            assert!(patch.part(2)[0].lower >= -1e-300, "{text}: {:?}", patch.part(2));
        }
    }
}
