//! [`taylor`]: the coefficients of a function's Taylor series, and bounds of them.

use crate::expr::eval::Schedule;
use crate::expr::record::Tape;
use crate::number::Wide;
use crate::sample::hides_overflow;
use crate::{Expr, Interval, Jet, MAX_ORDER, Number};

/// The highest order whose arithmetic is written down: that of a long series in two variables fills the memory.
const MAX_RECORDED: usize = 12;

/// The Taylor coefficients of a function about `at`, up to `order` (at most [`MAX_ORDER`]; more is
/// cut to that).
///
/// - One number in `at`: the series in the first variable; `c[k]` belongs to `dx^k`.
/// - Two: the series in the first two; the coefficients of `dx^i dy^j` with `i + j <= order`,
///   ordered by `i + j`, then `j`.
/// - More: those beyond the second stand still. None at all gives the value alone.
///
/// Where a function is not smooth, coefficients are infinite or NaN; at the kink of `abs` the
/// slope is the one between its two sides, 0, and what is beyond it NaN. Where a double overflows on the
/// way, coefficients up to order 12 are found in numbers that do not.
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
    let plain = series(expr, at, order);
    if order > MAX_RECORDED || plain.iter().all(|number| number.is_finite()) && !hides_overflow(expr, at) {
        return plain;
    }
    let at: Vec<Wide> = at.iter().map(|&value| Wide::constant(value)).collect();
    read(&recorded(Tape::default(), expr, at.len(), order), &at).into_iter().map(Wide::to_f64).collect()
}

/// Bounds of the Taylor coefficients of a function about a place in intervals, as ordered by [`taylor`], up to `order`
/// (at most 12; more is cut to that).
///
/// ```
/// use hillside_core::{Expr, Interval, taylor_bounds};
/// let third = &taylor_bounds(&Expr::parse("y^3+x^2")?, &[Interval::point(0.0); 2], 3)[9];
/// assert!(third.contains(1.0) && !third.contains(0.0));
/// # Ok::<(), hillside_core::FormulaError>(())
/// ```
#[must_use]
pub fn taylor_bounds(expr: &Expr, at: &[Interval], order: usize) -> Vec<Interval> {
    read(&recorded(Tape::for_intervals(), expr, at.len(), order.min(MAX_RECORDED)), at)
}

/// The coefficients in any number system.
fn series<S: Number>(expr: &Expr, at: &[S], order: usize) -> Vec<S> {
    let variables = at.len().min(2);
    let variable = |(index, value): (usize, &S)| {
        if index < 2 {
            Jet::variable(value.clone(), index, variables, order)
        } else {
            Jet::fixed(value.clone())
        }
    };
    let jets: Vec<Jet<S>> = at.iter().enumerate().map(variable).collect();
    let read = expr.read(&jets);
    if variables > 0 { read.into_coefficients(variables, order) } else { read.coefficients().to_vec() }
}

/// The arithmetic of the coefficients of a function of so many arguments.
fn recorded(tape: Tape, expr: &Expr, arguments: usize, order: usize) -> Schedule {
    let at: Vec<_> = (0..arguments).map(|index| tape.variable(index)).collect();
    tape.schedule(&series(expr, &at, order), 1, |_| 0, None)
}

fn read<N: Number>(schedule: &Schedule, at: &[N]) -> Vec<N> {
    let mut slots = schedule.slots(N::constant);
    schedule.read(0, &mut slots, at);
    (0..schedule.results()).map(|index| schedule.result(index, &slots, &[], at).clone()).collect()
}
