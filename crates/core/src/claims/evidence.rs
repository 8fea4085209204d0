//! [`Evidence`]: one comparison of two numbers, and what rows make theirs of.

use crate::descent::add_uniform;
use crate::{Expr, FormulaGraph, Number, VectorFunction};

/// Two numbers that should be equal: what was worked out, and what was to come out.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// What was compared.
    pub what: String,
    /// What was worked out.
    pub got: f64,
    /// What it was held against.
    pub want: f64,
    /// By how much they may differ.
    pub tolerance: f64,
}

impl Evidence {
    /// Whether the two differ by no more than they may. What is not a number never does.
    #[must_use]
    pub fn holds(&self) -> bool {
        (self.got - self.want).abs() <= self.tolerance
    }
}

/// `got` is to be within `tolerance` of `want`.
pub(super) fn near(what: impl Into<String>, got: f64, want: f64, tolerance: f64) -> Evidence {
    Evidence { what: what.into(), got, want, tolerance }
}

/// `got` is to be exactly `want`.
pub(super) fn exact(what: impl Into<String>, got: f64, want: f64) -> Evidence {
    near(what, got, want, 0.0)
}

/// As many of one thing as of another.
pub(super) fn count(what: impl Into<String>, got: usize, want: usize) -> Evidence {
    exact(what, got as f64, want as f64)
}

/// Two texts are to be alike.
pub(super) fn alike(what: &str, got: &str, want: &str) -> Evidence {
    exact(format!("{what} is `{got}`, to be `{want}` (1 if alike)"), f64::from(u8::from(got == want)), 1.0)
}

/// `value` is to be `bound` or more: what it lacks is to be 0.
pub(super) fn at_least(what: impl Into<String>, value: f64, bound: f64) -> Evidence {
    let lacks = if value >= bound { 0.0 } else { bound - value };
    exact(format!("{} is {value:.6}: what it lacks of {bound}", what.into()), lacks, 0.0)
}

/// `value` is to be `bound` or less: what it has more is to be 0.
pub(super) fn at_most(what: impl Into<String>, value: f64, bound: f64) -> Evidence {
    let more = if value <= bound { 0.0 } else { value - bound };
    exact(format!("{} is {value:.3e}: what it exceeds {bound:e} by", what.into()), more, 0.0)
}

/// The largest of some numbers that are not negative; NaN where one of them is.
pub(super) fn largest(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let larger = |most: f64, next: f64| if next > most || next.is_nan() { next } else { most };
    numbers.into_iter().fold(0.0, larger)
}

/// The largest difference between two lists of the same length; NaN of lists that are not, or have NaN in them.
pub(super) fn apart(a: &[f64], b: &[f64]) -> f64 {
    if a.len() != b.len() {
        return f64::NAN;
    }
    largest(a.iter().zip(b).map(|(a, b)| (a - b).abs()))
}

/// So many numbers by chance from -1 to 1, the same at every call.
pub(super) fn chance(seed: u64, count: usize) -> Vec<f64> {
    let mut numbers = vec![0.0; count];
    add_uniform(seed, 11 << 37, 1.0, &mut numbers);
    numbers
}

/// A formula of x and y.
pub(super) fn formula(text: &str) -> Expr {
    Expr::parse(text).expect("the formulas of the claims can be read")
}

/// A function of the named inputs.
pub(super) fn function(formulas: &[&str], inputs: &[&str]) -> VectorFunction {
    VectorFunction::parse(formulas, inputs).expect("the formulas of the claims can be read")
}

/// Formulas that feed each other.
pub(super) fn graph(text: &str) -> FormulaGraph {
    FormulaGraph::parse(text).expect("the formulas of the claims can be read")
}

/// The letter of that name.
pub(super) fn letter(graph: &FormulaGraph, name: &str) -> usize {
    graph.letter(name).expect("the letters of the claims are in their formulas")
}

/// The slope of a function of one number between two neighbours: a difference quotient, in the middle of which the
/// derivative lies up to the square of the step.
pub(super) fn quotient(f: impl Fn(f64) -> f64, at: f64, step: f64) -> f64 {
    (f(at + step) - f(at - step)) / (2.0 * step)
}

/// The power of the step that an error goes with, from its sizes after a step and after one a tenth as long.
pub(super) fn power(longer: f64, shorter: f64) -> f64 {
    Number::log10(&(longer / shorter).abs())
}

/// The sum of the products.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The length by Pythagoras.
pub(super) fn length(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}
