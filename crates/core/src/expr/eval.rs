//! The one walk: an expression read in any [`Number`] system.

use super::op::{Binary, Unary};
use super::{Expr, Node};
use crate::Number;

/// One piece of work: what to compute into a slot from earlier slots.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Work {
    Constant(f64),
    Variable(usize),
    Unary(Unary, usize),
    Binary(Binary, usize, usize),
    Powi(usize, i32),
    Powf(usize, f64),
}

/// An expression prepared for reading: constants folded, one step a place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Plan {
    steps: Vec<Work>,
}

impl Plan {
    pub(crate) fn new(nodes: &[Node]) -> Self {
        let mut steps: Vec<Work> = Vec::with_capacity(nodes.len());
        for node in nodes {
            let constant = |index: usize| match steps[index] {
                Work::Constant(value) => Some(value),
                _ => None,
            };
            let step = match *node {
                Node::Literal(value) => Work::Constant(value),
                Node::Pi => Work::Constant(std::f64::consts::PI),
                Node::E => Work::Constant(std::f64::consts::E),
                Node::Variable(index) => Work::Variable(index),
                Node::Unary(op, a) => match constant(a) {
                    Some(a) => Work::Constant(op.apply(&a)),
                    None => Work::Unary(op, a),
                },
                Node::Binary(op, a, b) => match (constant(a), constant(b)) {
                    (Some(a), Some(b)) => Work::Constant(op.apply(&a, &b)),
                    (None, Some(exponent)) if op == Binary::Pow => {
                        #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
                        if exponent.fract() == 0.0 && exponent.abs() <= 64.0 {
                            Work::Powi(a, exponent as i32)
                        } else {
                            Work::Powf(a, exponent)
                        }
                    }
                    _ => Work::Binary(op, a, b),
                },
            };
            steps.push(step);
        }
        Self { steps }
    }
}

impl Expr {
    /// The value at `at`, one number a variable in the order of [`variables`](Self::variables).
    ///
    /// # Panics
    ///
    /// Panics if `at` has fewer numbers than the expression has variables.
    pub fn read<N: Number>(&self, at: &[N]) -> N {
        let mut slots: Vec<N> = Vec::with_capacity(self.plan().steps.len());
        for step in &self.plan().steps {
            let value = match *step {
                Work::Constant(value) => N::constant(value),
                Work::Variable(index) => at[index].clone(),
                Work::Unary(op, a) => op.apply(&slots[a]),
                Work::Binary(op, a, b) => op.apply(&slots[a], &slots[b]),
                Work::Powi(a, exponent) => slots[a].powi(exponent),
                Work::Powf(a, exponent) => slots[a].powf(exponent),
            };
            slots.push(value);
        }
        slots.pop().expect("an expression has at least one place")
    }
}
