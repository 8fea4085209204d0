//! [`Dual`]: a value and its slopes, carried together.

use super::{Number, chain};
use crate::Unary;

/// A value of any base system together with its slopes along `N` variables, `N <= 8`.
///
/// Arithmetic follows the chain rule, so reading an expression in dual numbers gives its exact
/// gradient: no step size, no cancellation, only the rounding of the arithmetic itself.
///
/// Each number knows which variables it depends on (its *reach*). Along the others its slope is
/// exactly 0 and stays so, even where a factor is infinite: the slope of `sqrt(x)` along `y` is 0
/// at `x = 0`, not `inf * 0`. It also means that a constant costs no slope arithmetic.
///
/// At a kink the slope is the one [`Number`] documents; where it does not exist it is NaN.
///
/// Source: W. K. Clifford, Preliminary sketch of biquaternions, 1873; for the use here A. Griewank
/// and A. Walther, *Evaluating Derivatives*, 2nd ed., SIAM 2008, section 3.1.
///
/// ```
/// use hillside_core::{Dual, Number};
/// let x = Dual::<f64, 1>::variable(3.0, 0);
/// let square = x.mul(&x);
/// assert_eq!((*square.value(), *square.slope(0)), (9.0, 6.0));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Dual<S, const N: usize> {
    value: S,
    slope: [S; N],
    /// Bit `i` is set where the value depends on variable `i`.
    reach: u8,
}

impl<S: Number, const N: usize> Dual<S, N> {
    /// The variable number `index`, with slope 1 along itself.
    ///
    /// # Panics
    ///
    /// Panics unless `index < N`.
    #[must_use]
    pub fn variable(value: S, index: usize) -> Self {
        assert!(index < N && N <= 8, "variable {index} of {N}: at most 8 can be told apart");
        let slope = std::array::from_fn(|i| S::constant(if i == index { 1.0 } else { 0.0 }));
        Self { value, slope, reach: 1 << index }
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &S {
        &self.value
    }

    /// The slope along variable `index`.
    ///
    /// # Panics
    ///
    /// Panics unless `index < N`.
    #[must_use]
    pub fn slope(&self, index: usize) -> &S {
        &self.slope[index]
    }

    /// The slopes along all variables: the gradient.
    #[must_use]
    pub fn slopes(&self) -> &[S; N] {
        &self.slope
    }

    fn reaches(&self, index: usize) -> bool {
        self.reach >> index & 1 == 1
    }

    /// A number of this value whose slope along each reached variable is given by `slope`.
    #[inline]
    fn with(value: S, reach: u8, slope: impl Fn(usize) -> S) -> Self {
        let slope = std::array::from_fn(|i| if reach >> i & 1 == 1 { slope(i) } else { S::constant(0.0) });
        Self { value, slope, reach }
    }

    /// `f(self, other)`, from its value and its slope along each argument that depends on anything.
    #[inline(never)]
    fn joined(&self, other: &Self, value: S, along_self: Option<S>, along_other: Option<S>) -> Self {
        let mut reach = 0;
        let mut slope: [S; N] = std::array::from_fn(|_| S::constant(0.0));
        for (side, partial) in [(self, along_self), (other, along_other)] {
            let Some(partial) = partial else { continue };
            for (i, slope) in slope.iter_mut().enumerate() {
                if side.reaches(i) {
                    *slope = slope.add(&partial.mul(&side.slope[i]));
                }
            }
            reach |= side.reach;
        }
        Self { value, slope, reach }
    }

    /// `f(self, other)`, from its value and slopes.
    fn paired(&self, other: &Self, chain::Pair { value, slopes: [u, v], .. }: chain::Pair<S>) -> Self {
        self.joined(other, value, (self.reach != 0).then_some(u), (other.reach != 0).then_some(v))
    }

    /// One of both numbers, or a mean of them, by the gate of each.
    #[inline(never)]
    fn chosen(&self, other: &Self, value: S, [own, others]: [S; 2]) -> Self {
        let along = |side: &Self, gate: &S, i: usize| side.reaches(i).then(|| side.slope[i].gated(gate));
        Self::with(value, self.reach | other.reach, |i| {
            match (along(self, &own, i), along(other, &others, i)) {
                (Some(a), Some(b)) => a.add(&b),
                (a, b) => a.or(b).unwrap_or_else(|| S::constant(0.0)),
            }
        })
    }

    /// `f(self)`, from `f` and its slope at the value.
    #[inline]
    fn through(&self, (value, slope): chain::First<S>) -> Self {
        Self::with(value, self.reach, |i| slope.mul(&self.slope[i]))
    }
}

impl<S: Number, const N: usize> Number for Dual<S, N> {
    fn constant(value: f64) -> Self {
        Self { value: S::constant(value), slope: std::array::from_fn(|_| S::constant(0.0)), reach: 0 }
    }
    fn add(&self, other: &Self) -> Self {
        Self::with(self.value.add(&other.value), self.reach | other.reach, |i| {
            match (self.reaches(i), other.reaches(i)) {
                (true, true) => self.slope[i].add(&other.slope[i]),
                (true, false) => self.slope[i].clone(),
                _ => other.slope[i].clone(),
            }
        })
    }
    fn sub(&self, other: &Self) -> Self {
        Self::with(self.value.sub(&other.value), self.reach | other.reach, |i| {
            match (self.reaches(i), other.reaches(i)) {
                (true, true) => self.slope[i].sub(&other.slope[i]),
                (true, false) => self.slope[i].clone(),
                _ => other.slope[i].neg(),
            }
        })
    }
    fn mul(&self, other: &Self) -> Self {
        Self::with(self.value.mul(&other.value), self.reach | other.reach, |i| {
            match (self.reaches(i), other.reaches(i)) {
                (true, true) => self.slope[i].mul(&other.value).add(&self.value.mul(&other.slope[i])),
                (true, false) => self.slope[i].mul(&other.value),
                _ => self.value.mul(&other.slope[i]),
            }
        })
    }
    fn div(&self, other: &Self) -> Self {
        // q = a / b gives a' = q' b + q b'.
        let quotient = self.value.div(&other.value);
        Self::with(quotient.clone(), self.reach | other.reach, |i| {
            match (self.reaches(i), other.reaches(i)) {
                (true, true) => self.slope[i].sub(&quotient.mul(&other.slope[i])),
                (true, false) => self.slope[i].clone(),
                _ => quotient.mul(&other.slope[i]).neg(),
            }
            .div(&other.value)
        })
    }
    fn neg(&self) -> Self {
        Self::with(self.value.neg(), self.reach, |i| self.slope[i].neg())
    }
    fn abs(&self) -> Self {
        self.through(chain::abs(&self.value))
    }
    fn signum(&self) -> Self {
        // Flat on either side of its jump.
        Self::with(self.value.signum(), 0, |_| S::constant(0.0))
    }
    fn relu(&self) -> Self {
        let gate = chain::relu_gate(&self.value);
        Self::with(self.value.relu(), self.reach, |i| self.slope[i].gated(&gate))
    }
    fn max(&self, other: &Self) -> Self {
        let (u, v) = (&self.value, &other.value);
        self.chosen(other, u.max(v), chain::max_gates(u, v))
    }
    fn min(&self, other: &Self) -> Self {
        let (u, v) = (&self.value, &other.value);
        self.chosen(other, u.min(v), chain::max_gates(v, u))
    }
    fn gated(&self, gate: &Self) -> Self {
        let gated = |slope: &S| slope.gated(&gate.value);
        let along = self.value.clone();
        let slope = |i| {
            if gate.reaches(i) {
                gated(&self.slope[i]).add(&along.mul(&gate.slope[i]))
            } else {
                gated(&self.slope[i])
            }
        };
        Self::with(self.value.gated(&gate.value), self.reach | gate.reach, slope)
    }
    fn powi(&self, exponent: i32) -> Self {
        match exponent {
            0 => Self::constant(1.0),
            1 => self.clone(),
            _ => self.through(chain::powi(&self.value, exponent)),
        }
    }
    fn powf(&self, exponent: f64) -> Self {
        if exponent == 0.0 {
            Self::constant(1.0)
        } else if exponent == 1.0 {
            self.clone()
        } else {
            self.through(chain::powf(&self.value, exponent))
        }
    }
    fn pow(&self, exponent: &Self) -> Self {
        let (u, v) = (&self.value, &exponent.value);
        let along_base = (self.reach != 0).then(|| chain::pow_base(u, v));
        self.joined(exponent, u.pow(v), along_base, (exponent.reach != 0).then(|| u.pow_ln(v, 1)))
    }
    fn pow_ln(&self, exponent: &Self, times: u8) -> Self {
        let (u, v) = (&self.value, &exponent.value);
        let along_base = (self.reach != 0).then(|| chain::pow_ln_base(u, v, times));
        let along_exponent = (exponent.reach != 0).then(|| u.pow_ln(v, times.saturating_add(1)));
        self.joined(exponent, u.pow_ln(v, times), along_base, along_exponent)
    }
    fn sqrt(&self) -> Self {
        self.through(chain::sqrt(&self.value))
    }
    fn hypot(&self, other: &Self) -> Self {
        self.paired(other, chain::hypot(&self.value, &other.value))
    }
    fn exp(&self) -> Self {
        self.through(chain::exp(&self.value))
    }
    fn ln(&self) -> Self {
        self.through(chain::ln(&self.value))
    }
    fn log10(&self) -> Self {
        self.through(chain::log10(&self.value))
    }
    fn sin(&self) -> Self {
        self.through(chain::sin(&self.value))
    }
    fn cos(&self) -> Self {
        self.through(chain::cos(&self.value))
    }
    fn tan(&self) -> Self {
        self.through(chain::tan(&self.value))
    }
    fn asin(&self) -> Self {
        self.through(chain::asin(&self.value))
    }
    fn acos(&self) -> Self {
        self.through(chain::acos(&self.value))
    }
    fn atan(&self) -> Self {
        self.through(chain::atan(&self.value))
    }
    fn atan2(&self, x: &Self) -> Self {
        self.paired(x, chain::atan2(&self.value, &x.value))
    }
    fn sinh(&self) -> Self {
        self.through(chain::sinh(&self.value))
    }
    fn cosh(&self) -> Self {
        self.through(chain::cosh(&self.value))
    }
    fn tanh(&self) -> Self {
        self.through(chain::tanh(&self.value))
    }
    fn special(&self, function: Unary) -> Self {
        self.through(chain::special(function, &self.value))
    }
}
