//! [`Twofold`]: a number with twice a double's digits, for sums, products and whole powers.

use hillside_core::{Number, Unary};

/// The sum of two doubles that do not overlap. Operations other than `+ - * /` and whole powers are NaN: nothing is
/// claimed of a formula that has them.
///
/// Source: T. J. Dekker, A floating-point technique for extending the available precision, Numer. Math. 18, 1971.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Twofold(f64, f64);

const NONE: Twofold = Twofold(f64::NAN, f64::NAN);

fn sum(a: f64, b: f64) -> Twofold {
    let s = a + b;
    let part = s - a;
    Twofold(s, (a - (s - part)) + (b - part))
}

fn product(a: f64, b: f64) -> Twofold {
    let p = a * b;
    Twofold(p, a.mul_add(b, -p))
}

impl From<f64> for Twofold {
    fn from(value: f64) -> Self {
        Self(value, 0.0)
    }
}

impl Twofold {
    pub(crate) fn to_f64(self) -> f64 {
        self.0 + self.1
    }

    pub(crate) fn minus(self, other: Self) -> Self {
        self.sub(&other)
    }

    /// The step that Newton's method takes: the solution of `[[a, b], [b, c]] step = slope`.
    pub(crate) fn solve([a, b, c]: [Self; 3], [fx, fy]: [Self; 2]) -> Option<[Self; 2]> {
        let determinant = a.mul(&c).sub(&b.mul(&b));
        let steps = [c.mul(&fx).sub(&b.mul(&fy)), a.mul(&fy).sub(&b.mul(&fx))];
        let steps = steps.map(|step| step.div(&determinant));
        steps.iter().all(|step| step.0.is_finite() && step.1.is_finite()).then_some(steps)
    }
}

impl Number for Twofold {
    fn constant(value: f64) -> Self {
        value.into()
    }
    fn add(&self, other: &Self) -> Self {
        let (high, low) = (sum(self.0, other.0), sum(self.1, other.1));
        let middle = sum(high.0, high.1 + low.0);
        sum(middle.0, middle.1 + low.1)
    }
    fn sub(&self, other: &Self) -> Self {
        self.add(&other.neg())
    }
    fn mul(&self, other: &Self) -> Self {
        let high = product(self.0, other.0);
        sum(high.0, high.1 + (self.0 * other.1 + self.1 * other.0))
    }
    fn div(&self, other: &Self) -> Self {
        let first = self.0 / other.0;
        let rest = self.sub(&other.mul(&first.into()));
        let second = rest.0 / other.0;
        let rest = rest.sub(&other.mul(&second.into()));
        sum(first, second).add(&(rest.0 / other.0).into())
    }
    fn neg(&self) -> Self {
        Self(-self.0, -self.1)
    }
    fn powi(&self, exponent: i32) -> Self {
        let power = (0..exponent.unsigned_abs()).fold(Self(1.0, 0.0), |power, _| power.mul(self));
        if exponent < 0 { Self(1.0, 0.0).div(&power) } else { power }
    }
    fn powf(&self, exponent: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
        if exponent.fract() == 0.0 && exponent.abs() < 1e3 { self.powi(exponent as i32) } else { NONE }
    }
    fn abs(&self) -> Self {
        NONE
    }
    fn signum(&self) -> Self {
        NONE
    }
    fn pow(&self, _: &Self) -> Self {
        NONE
    }
    fn sqrt(&self) -> Self {
        NONE
    }
    fn exp(&self) -> Self {
        NONE
    }
    fn ln(&self) -> Self {
        NONE
    }
    fn log10(&self) -> Self {
        NONE
    }
    fn sin(&self) -> Self {
        NONE
    }
    fn cos(&self) -> Self {
        NONE
    }
    fn tan(&self) -> Self {
        NONE
    }
    fn asin(&self) -> Self {
        NONE
    }
    fn acos(&self) -> Self {
        NONE
    }
    fn atan(&self) -> Self {
        NONE
    }
    fn sinh(&self) -> Self {
        NONE
    }
    fn cosh(&self) -> Self {
        NONE
    }
    fn tanh(&self) -> Self {
        NONE
    }
    fn relu(&self) -> Self {
        NONE
    }
    fn max(&self, _: &Self) -> Self {
        NONE
    }
    fn hypot(&self, _: &Self) -> Self {
        NONE
    }
    fn atan2(&self, _: &Self) -> Self {
        NONE
    }
    fn special(&self, _: Unary) -> Self {
        NONE
    }
}
