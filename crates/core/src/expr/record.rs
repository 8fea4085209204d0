//! [`Recorded`]: a number that is written down instead of computed.
//!
//! Reading an expression in `Hyper<Recorded>` writes down all the arithmetic of its gradient and
//! Hessian. What is known beforehand (factors 0 and 1, constants, what occurs twice) is gone from the
//! record, and what is left is done for many points at once, to the same bits as `Hyper<f64>` one by
//! one.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::eval::{Schedule, Work};
use super::op::{Binary, Unary};
use crate::Number;
use crate::number::elementary;

/// The steps written down so far, each once.
///
/// A tape for doubles writes whole powers out as products, so that `x^3` and `x^5` share what they have in common. One
/// for intervals does not: that `x^2` has no sign would be lost.
#[derive(Debug, Default)]
pub(crate) struct Tape {
    written: RefCell<Written>,
    keeps_powers: bool,
}

#[derive(Debug, Default)]
struct Written {
    steps: Vec<Work>,
    known: BTreeMap<(u8, u8, u64, u64), usize>,
}

/// A number on a [`Tape`], or one known already.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Recorded<'t> {
    Constant(f64),
    Step(&'t Tape, usize),
}

impl Tape {
    /// A tape for intervals.
    pub(crate) fn for_intervals() -> Self {
        Self { keeps_powers: true, ..Self::default() }
    }

    /// The variable number `index`.
    pub(crate) fn variable(&self, index: usize) -> Recorded<'_> {
        self.write(Work::Variable(index))
    }

    /// The steps in an order of stages (see [`Schedule`]) that leads to `results`.
    pub(crate) fn schedule(
        &self,
        results: &[Recorded<'_>],
        stages: usize,
        stage: fn(u64) -> usize,
        columns: Option<usize>,
    ) -> Schedule {
        let results: Vec<usize> = results.iter().map(|result| self.place(*result)).collect();
        Schedule::new(&self.written.borrow().steps, &results, stages, stage, columns)
    }

    /// The place of a number, which for a constant is made here.
    fn place(&self, number: Recorded<'_>) -> usize {
        match number {
            Recorded::Constant(value) => self.index(Work::Constant(value)),
            Recorded::Step(_, index) => index,
        }
    }

    fn write(&self, step: Work) -> Recorded<'_> {
        Recorded::Step(self, self.index(step))
    }

    /// The place of `step`, new or already known.
    #[inline(never)]
    fn index(&self, step: Work) -> usize {
        let key = match step {
            Work::Constant(value) => (0, 0, value.to_bits(), 0),
            Work::Variable(index) => (1, 0, index as u64, 0),
            Work::Unary(op, a) => (2, op as u8, a as u64, 0),
            Work::Binary(op, a, b) => (3, op as u8, a as u64, b as u64),
            Work::Powi(a, exponent) => (4, 0, a as u64, f64::from(exponent).to_bits()),
            Work::Powf(a, exponent) => (5, 0, a as u64, exponent.to_bits()),
            Work::Gated(a, b) => (6, 0, a as u64, b as u64),
            Work::PowLn(a, b, times) => (7, times, a as u64, b as u64),
        };
        let Written { steps, known } = &mut *self.written.borrow_mut();
        *known.entry(key).or_insert_with(|| {
            steps.push(step);
            steps.len() - 1
        })
    }
}

impl<'t> Recorded<'t> {
    fn unary(self, op: Unary) -> Self {
        match self {
            Self::Constant(value) => Self::Constant(op.apply_row(&value)),
            Self::Step(tape, a) => tape.write(Work::Unary(op, a)),
        }
    }

    /// The tape and the places of two numbers, or both as they are known already.
    fn places(self, other: Self) -> Result<(&'t Tape, usize, usize), (f64, f64)> {
        let tape = match (self, other) {
            (Self::Constant(a), Self::Constant(b)) => return Err((a, b)),
            (Self::Step(tape, _), _) | (_, Self::Step(tape, _)) => tape,
        };
        Ok((tape, tape.place(self), tape.place(other)))
    }

    #[inline(never)]
    fn binary(self, op: Binary, other: Self) -> Self {
        let (tape, a, b) = match self.places(other) {
            Ok(places) => places,
            Err((a, b)) => return Self::Constant(op.apply(&a, &b)),
        };
        // What does not depend on the order is written in one order, to be recognised.
        let swap = matches!(op, Binary::Add | Binary::Mul) && a > b;
        let (a, b) = if swap { (b, a) } else { (a, b) };
        tape.write(Work::Binary(op, a, b))
    }

    fn is_one(&self) -> bool {
        matches!(self, Self::Constant(1.0))
    }
}

impl Number for Recorded<'_> {
    fn constant(value: f64) -> Self {
        Self::Constant(value)
    }
    fn add(&self, other: &Self) -> Self {
        self.binary(Binary::Add, *other)
    }
    fn sub(&self, other: &Self) -> Self {
        self.binary(Binary::Sub, *other)
    }
    fn mul(&self, other: &Self) -> Self {
        if self.is_one() {
            *other
        } else if other.is_one() {
            *self
        } else {
            self.binary(Binary::Mul, *other)
        }
    }
    fn div(&self, other: &Self) -> Self {
        if other.is_one() { *self } else { self.binary(Binary::Div, *other) }
    }
    fn neg(&self) -> Self {
        self.unary(Unary::Neg)
    }
    fn abs(&self) -> Self {
        self.unary(Unary::Abs)
    }
    fn signum(&self) -> Self {
        self.unary(Unary::Sign)
    }
    fn step(&self) -> Self {
        self.unary(Unary::Step)
    }
    fn relu(&self) -> Self {
        self.unary(Unary::Relu)
    }
    fn max(&self, other: &Self) -> Self {
        self.binary(Binary::Max, *other)
    }
    fn min(&self, other: &Self) -> Self {
        self.binary(Binary::Min, *other)
    }
    fn gated(&self, gate: &Self) -> Self {
        match (self, gate) {
            (_, Self::Constant(1.0)) => *self,
            (_, Self::Constant(0.0)) => *gate,
            _ => match self.places(*gate) {
                Ok((tape, a, b)) => tape.write(Work::Gated(a, b)),
                Err((a, b)) => Self::Constant(a.gated(&b)),
            },
        }
    }
    fn powi(&self, exponent: i32) -> Self {
        match *self {
            Self::Step(tape, a) if tape.keeps_powers => tape.write(Work::Powi(a, exponent)),
            _ => elementary::by_squaring(self, exponent).unwrap_or_else(|| self.powf(f64::from(exponent))),
        }
    }
    fn powf(&self, exponent: f64) -> Self {
        match *self {
            Self::Constant(value) => Self::Constant(Number::powf(&value, exponent)),
            Self::Step(tape, a) => tape.write(Work::Powf(a, exponent)),
        }
    }
    fn pow(&self, exponent: &Self) -> Self {
        self.binary(Binary::Pow, *exponent)
    }
    fn pow_ln(&self, exponent: &Self, times: u8) -> Self {
        match self.places(*exponent) {
            Ok((tape, a, b)) => tape.write(Work::PowLn(a, b, times)),
            Err((a, b)) => Self::Constant(a.pow_ln(&b, times)),
        }
    }
    fn sqrt(&self) -> Self {
        self.unary(Unary::Sqrt)
    }
    fn hypot(&self, other: &Self) -> Self {
        self.binary(Binary::Hypot, *other)
    }
    fn exp(&self) -> Self {
        self.unary(Unary::Exp)
    }
    fn ln(&self) -> Self {
        self.unary(Unary::Ln)
    }
    fn log10(&self) -> Self {
        self.unary(Unary::Log10)
    }
    fn sin(&self) -> Self {
        self.unary(Unary::Sin)
    }
    fn cos(&self) -> Self {
        self.unary(Unary::Cos)
    }
    fn tan(&self) -> Self {
        self.unary(Unary::Tan)
    }
    fn asin(&self) -> Self {
        self.unary(Unary::Asin)
    }
    fn acos(&self) -> Self {
        self.unary(Unary::Acos)
    }
    fn atan(&self) -> Self {
        self.unary(Unary::Atan)
    }
    fn atan2(&self, x: &Self) -> Self {
        self.binary(Binary::Atan2, *x)
    }
    fn sinh(&self) -> Self {
        self.unary(Unary::Sinh)
    }
    fn cosh(&self) -> Self {
        self.unary(Unary::Cosh)
    }
    fn tanh(&self) -> Self {
        self.unary(Unary::Tanh)
    }
    fn special(&self, function: Unary) -> Self {
        self.unary(function)
    }
}
