//! [`TaylorModel`]: the ground about a point to any order, and how its error grows with the step.

use std::ops::Range;

use crate::{Expr, Interval, MAX_ORDER, Number, height, taylor};

/// The Taylor polynomial of a function of x and y about a point.
///
/// An *n*-th order expansion keeps the terms up to degree *n* and is wrong by what it leaves out,
/// which near the point is of degree *n* + 1: "first-order" speaks of what is kept, and its error
/// is of second order.
#[derive(Clone, Debug, PartialEq)]
pub struct TaylorModel {
    order: usize,
    coefficients: Vec<f64>,
}

impl TaylorModel {
    /// The polynomial of degree `order` (at most [`MAX_ORDER`]; more is cut to that) about `at`.
    ///
    /// ```
    /// use hillside_core::{Expr, TaylorModel};
    /// let model = TaylorModel::of(&Expr::parse("exp(x) * y")?, [0.0, 1.0], 2);
    /// assert_eq!(model.value_at([1.0, 0.0]), 2.5);
    /// # Ok::<(), hillside_core::FormulaError>(())
    /// ```
    #[must_use]
    pub fn of(expr: &Expr, at: [f64; 2], order: usize) -> Self {
        let order = order.min(MAX_ORDER);
        Self { order, coefficients: taylor(expr, &at, order) }
    }

    /// The degree up to which terms are kept.
    #[must_use]
    pub fn order(&self) -> usize {
        self.order
    }

    /// The coefficients of `dx^i dy^j`, ordered by `i + j`, then `j`.
    #[must_use]
    pub fn coefficients(&self) -> &[f64] {
        &self.coefficients
    }

    /// The height of the model at a displacement from its point.
    #[must_use]
    pub fn value_at(&self, by: [f64; 2]) -> f64 {
        self.sum(by, |term| term)
    }

    /// The sum of what `of` makes of each term at a displacement; the highest degrees first, which
    /// are the smallest near the point.
    fn sum(&self, [dx, dy]: [f64; 2], of: impl Fn(f64) -> f64) -> f64 {
        let powers = |d: f64| {
            let mut powers = vec![1.0; self.order + 1];
            for k in 1..powers.len() {
                powers[k] = powers[k - 1] * d;
            }
            powers
        };
        let (along, up) = (powers(dx), powers(dy));
        let mut sum = 0.0;
        for degree in (0..=self.order).rev() {
            let start = degree * (degree + 1) / 2;
            for j in 0..=degree {
                let term = self.coefficients[start + j] * along[degree - j] * up[j];
                sum += of(term);
            }
        }
        sum
    }
}

/// How far a Taylor polynomial is off, at steps of many lengths in one direction, and with which
/// power of the length that grows.
#[derive(Clone, Debug, PartialEq)]
pub struct TaylorErrors {
    /// The lengths of the steps, descending, each about the root of 2 shorter than the one before.
    pub steps: Vec<f64>,
    /// The size of the difference between function and polynomial after each; NaN where the
    /// function has no value.
    pub errors: Vec<f64>,
    /// Which of them the slope was fitted to: the shortest whose errors are not rounding.
    pub fitted: Range<usize>,
    /// The power of the length that the error goes with as steps get short: the slope of its curve
    /// on paper with logarithmic axes, at the left end. `None` where nothing but rounding is left,
    /// as for a polynomial that the model equals.
    pub slope: Option<f64>,
}

/// The longest step, in the units of x and y.
const LONGEST: f64 = 1.0;
/// How many steps; the shortest is 2^-20 long.
const STEPS: usize = 41;
/// The slope is fitted to so many.
const FITTED: usize = 9;
/// It takes at least so many.
const FEWEST: usize = 6;
/// An error is told from rounding if it is so many times as large as what rounding may do.
const CLEAR: f64 = 32.0;

/// The error of the Taylor polynomial of degree `order` about `at` (see [`TaylorModel`]), measured
/// at steps from 1 down to a millionth in the given direction (of any length but 0), and its order.
///
/// The true value is the plain reading of the function. What rounding may have done to it is known
/// from its reading in intervals, and steps at which that might matter are left out of the fit. On
/// those that remain the next terms of the series show; so the fit is, by least squares,
///
/// ```text
/// ln error = a + p ln h + b h + c h^2,     h = length of the step
/// ```
///
/// and `p` is the slope: the error of a polynomial of degree `n` goes with `h^(n+1)`, or a higher
/// power where the coefficient of that one is 0.
///
/// ```
/// use hillside_core::{Expr, taylor_errors};
/// let errors = taylor_errors(&Expr::parse("exp(x+y)")?, [0.3, -0.2], [3.0, 4.0], 1);
/// assert!((errors.slope.unwrap() - 2.0).abs() < 0.01);
/// # Ok::<(), hillside_core::FormulaError>(())
/// ```
#[must_use]
pub fn taylor_errors(expr: &Expr, at: [f64; 2], direction: [f64; 2], order: usize) -> TaylorErrors {
    let model = TaylorModel::of(expr, at, order);
    let largest = direction[0].abs().max(direction[1].abs());
    let [dx, dy] = direction.map(|component| component / largest);
    let length = (dx * dx + dy * dy).sqrt();
    let mut enclosing = expr.reader::<Interval>();
    let mut found = TaylorErrors { steps: Vec::new(), errors: Vec::new(), fitted: 0..0, slope: None };
    let mut clear = Vec::new();
    let mut step = LONGEST;
    let mut before: f64 = 0.0;
    for k in 0..STEPS {
        // Halved every other time, so that the lengths of a direction along an axis are exact.
        let shorter = if k % 2 == 0 { step } else { step * std::f64::consts::FRAC_1_SQRT_2 };
        let to = [at[0] + shorter * dx / length, at[1] + shorter * dy / length];
        // The step that was taken, once its end is rounded to doubles.
        let by = [to[0] - at[0], to[1] - at[1]];
        let error = (height(expr, to) - model.value_at(by)).abs();
        let terms = model.sum(by, f64::abs);
        // Every other step is a power of two, and may happen to be read exactly.
        let width = enclosing.read(&to.map(Interval::point)).width();
        let rounding = width.max(before) + f64::EPSILON * (model.order as f64 + 4.0) * terms;
        before = width;
        found.steps.push((by[0] * by[0] + by[1] * by[1]).sqrt());
        found.errors.push(error);
        clear.push(error > CLEAR * rounding);
        if k % 2 == 1 {
            step *= 0.5;
        }
    }
    // The last run of steps whose errors are clear, and of it the shortest.
    let last = clear.iter().rposition(|clear| *clear).map_or(0, |last| last + 1);
    let run = clear[..last].iter().rev().take_while(|clear| **clear).count().min(FITTED);
    if run >= FEWEST {
        found.fitted = last - run..last;
        found.slope = fit(&found.steps[found.fitted.clone()], &found.errors[found.fitted.clone()]);
    }
    found
}

/// The `p` of `ln error = a + p ln h + b h + c h^2` by least squares.
///
/// What is left of `ln h` when all that the other columns can say of it is taken away (by Gram and
/// Schmidt) is multiplied by `p` alone.
fn fit(steps: &[f64], errors: &[f64]) -> Option<f64> {
    let longest = steps.first()?;
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let mut columns: Vec<Vec<f64>> = Vec::new();
    let powers = (0..3).map(|k| steps.iter().map(|h| Number::powi(&(h / longest), k)).collect());
    let logarithms = steps.iter().map(|h| Number::ln(&(h / longest))).collect();
    for mut column in powers.chain([logarithms]) {
        let column: &mut Vec<f64> = &mut column;
        // Twice, because the first pass leaves rounding of what it takes away.
        for _ in 0..2 {
            for before in &columns {
                let share = dot(column, before) / dot(before, before);
                column.iter_mut().zip(before).for_each(|(entry, before)| *entry -= share * before);
            }
        }
        columns.push(column.clone());
    }
    let rest = columns.last()?;
    let wanted: Vec<f64> = errors.iter().map(Number::ln).collect();
    let slope = dot(rest, &wanted) / dot(rest, rest);
    slope.is_finite().then_some(slope)
}
