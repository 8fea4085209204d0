//! Functions of x and y read at many points: on grids and at lists of points.

use std::ops::Range;

use crate::expr::eval::Schedule;
use crate::expr::record::Tape;
use crate::number::Wide;
use crate::{Expr, Hyper, Lanes, Number};

/// Node `index` of `count` nodes from `start` to `end`, exact at both ends; a single node stands
/// at `start`.
#[must_use]
pub fn node(start: f64, end: f64, count: usize, index: usize) -> f64 {
    if index == 0 || count < 2 {
        start
    } else if index + 1 == count {
        end
    } else {
        // Written so that no difference of the ends can overflow.
        let fraction = index as f64 / (count - 1) as f64;
        let whole = end - start;
        if whole.is_finite() { start + fraction * whole } else { start * (1.0 - fraction) + end * fraction }
    }
}

/// What of a function can be read: f, fx, fy, fxx, fxy, fyy. The height always, for it says whether the
/// others are slopes of anything.
const VALUE: usize = 1;
const VALUE_AND_SLOPES: usize = 3;
const DERIVATIVES: usize = 6;

/// The arithmetic of the first `count` readings of a function of x and y, in stages (see [`Schedule`]).
/// What the others alone would need is left out.
fn readings(
    expr: &Expr,
    count: usize,
    stages: usize,
    stage: fn(u64) -> usize,
    columns: Option<usize>,
) -> Schedule {
    let tape = Tape::default();
    let read = expr.read(&[Hyper::variable(tape.variable(0), 0), Hyper::variable(tape.variable(1), 1)]);
    let ([fx, fy], [fxx, fxy, fyy]) = (*read.slopes(), *read.hessian());
    tape.schedule(&[*read.value(), fx, fy, fxx, fxy, fyy][..count], stages, stage, columns)
}

/// Some of the readings of a function, ready to be taken at one point after the other.
///
/// Where a double overflows on the way, or has vanished at the end, they are taken once more in [`Wide`]
/// numbers, so that only what is itself too large for a double is infinite. Where there is no height, finite
/// slopes would be slopes of nothing: they are NaN.
#[derive(Clone, Debug)]
pub(crate) struct Readings {
    expr: Expr,
    schedule: Schedule,
    slots: Vec<f64>,
}

impl Readings {
    /// f, fx and fy.
    pub(crate) fn value_and_slopes(expr: &Expr) -> Self {
        Self::new(expr, VALUE_AND_SLOPES)
    }

    /// f, fx, fy, fxx, fxy and fyy.
    pub(crate) fn derivatives(expr: &Expr) -> Self {
        Self::new(expr, DERIVATIVES)
    }

    fn new(expr: &Expr, count: usize) -> Self {
        let schedule = readings(expr, count, 1, |_| 0, None);
        let slots = schedule.slots(|value| value);
        Self { expr: expr.clone(), schedule, slots }
    }

    /// The readings at `(x, y)`, which are `N`.
    #[inline]
    pub(crate) fn at<const N: usize>(&mut self, at: [f64; 2]) -> [f64; N] {
        let hides = self.schedule.read_hides_overflow(&mut self.slots, &at);
        let mut found = std::array::from_fn(|index| *self.schedule.result(index, &self.slots, &[], &at));
        if hides || found[0] == 0.0 || !found.iter().all(|number| number.is_finite()) {
            carefully(&self.expr, &self.schedule, &at, &mut found);
        }
        found
    }
}

/// The height of a function at a point: its value, also where a double overflows on the way to it.
///
/// ```
/// use hillside_core::{Expr, height};
/// assert_eq!(height(&Expr::parse("ln(1+exp(x))")?, [1000.0, 0.0]), 1000.0);
/// # Ok::<(), hillside_core::FormulaError>(())
/// ```
#[must_use]
pub fn height(expr: &Expr, at: [f64; 2]) -> f64 {
    let schedule = expr.schedule();
    let mut slots = schedule.slots(|value| value);
    let hides = schedule.read_hides_overflow(&mut slots, &at);
    let mut found = [*schedule.result(0, &slots, &[], &at)];
    if hides || found[0] == 0.0 || !found[0].is_finite() {
        carefully(expr, schedule, &at, &mut found);
    }
    found[0]
}

/// Whether the height of a function at `at` does not show that a double has overflowed on the way to it.
pub(crate) fn hides_overflow(expr: &Expr, at: &[f64]) -> bool {
    let schedule = expr.schedule();
    schedule.read_hides_overflow(&mut schedule.slots(|value| value), at)
}

/// Whether an infinite height is that of a number too large for a double, and not of a pole.
pub(crate) fn is_overflow(expr: &Expr, [x, y]: [f64; 2]) -> bool {
    let height = expr.read(&[Wide::constant(x), Wide::constant(y)]);
    !height.is_nan() && !height.is_pole()
}

/// The results of a schedule of one stage in [`Wide`] numbers, the height first. Where a pole on the way would be made a
/// number, as in `exp(-1/x^2)` at 0, there is none.
#[cold]
#[inline(never)]
fn carefully(expr: &Expr, schedule: &Schedule, at: &[f64], found: &mut [f64]) {
    let at: Vec<Wide> = at.iter().map(|&value| Wide::constant(value)).collect();
    let height = expr.schedule();
    if height.read_hides_pole(&mut height.slots(Wide::constant), &at) {
        found.fill(f64::NAN);
        return;
    }
    let mut slots = schedule.slots(Wide::constant);
    schedule.read(0, &mut slots, &at);
    for (index, found) in found.iter_mut().enumerate() {
        *found = schedule.result(index, &slots, &[], &at).to_f64();
    }
    let Some((height, slopes)) = found.split_first_mut() else { return };
    if !height.is_finite() {
        slopes.iter_mut().filter(|slope| slope.is_finite()).for_each(|slope| *slope = f64::NAN);
    }
}

/// Readings of many points that are to be taken [`carefully`] where the numbers ask for it.
///
/// Where a function has no value, as the logarithm on half of the plane, every point asks and none
/// gains by it: so some are tried before all are.
#[derive(Clone, Debug)]
struct Mender {
    expr: Expr,
    /// The places of the results that somebody asks about.
    suspects: Vec<usize>,
}

impl Mender {
    /// How many points are tried.
    const TRIALS: usize = 64;

    /// Writes what a schedule has found for the points of `range` into the results, and suspects those
    /// whose height is 0 or who have no number among their readings, or all if an overflow `hides`.
    fn keep<'a>(
        &mut self,
        hides: bool,
        range: Range<usize>,
        results: &mut [Vec<f64>],
        found: impl Fn(usize) -> &'a Block,
    ) {
        let mut plain = !Lanes::any_zero(found(0));
        for (index, values) in results.iter_mut().enumerate() {
            let found = found(index);
            plain &= Lanes::all_finite(found);
            unpack(found, &mut values[range.clone()]);
        }
        if hides || !plain {
            let odd = |place: &usize| {
                hides || results[0][*place] == 0.0 || results.iter().any(|values| !values[*place].is_finite())
            };
            self.suspects.extend(range.filter(odd));
        }
    }

    /// Reads the suspects again, each at its point.
    fn mend(&mut self, results: &mut [Vec<f64>], at: impl Fn(usize) -> [f64; 2]) {
        let suspects = std::mem::take(&mut self.suspects);
        if suspects.is_empty() {
            return;
        }
        let schedule = readings(&self.expr, results.len(), 1, |_| 0, None);
        let mut found = vec![0.0; results.len()];
        let mut reread = |place: usize, results: &mut [Vec<f64>]| {
            carefully(&self.expr, &schedule, &at(place), &mut found);
            let mut changed = false;
            for (values, &found) in results.iter_mut().zip(&found) {
                changed |= values[place] != found && !(values[place].is_nan() && found.is_nan());
                values[place] = found;
            }
            changed
        };
        let stride = suspects.len().div_ceil(Self::TRIALS);
        let tried = suspects.iter().step_by(stride);
        if tried.fold(false, |changed, &place| changed | reread(place, results)) && stride > 1 {
            for &place in &suspects {
                reread(place, results);
            }
        }
    }
}

/// The stages of a grid: what depends on x alone is computed once a column, what depends on y
/// alone once a row, the rest at every node.
const ALONG_X: usize = 0;
const ALONG_Y: usize = 1;
const EVERYWHERE: usize = 2;

/// How many [`Lanes`] go through a step of the expression together: enough for the step's own
/// overhead to vanish among them, few enough for a dozen values to stay in the nearest cache.
const BLOCK: usize = 128;

/// How many points that is.
const POINTS: usize = BLOCK * Lanes::WIDTH;

/// So many numbers that go through a step together.
type Block = [Lanes; BLOCK];

/// The numbers `value(0)`, `value(1)` and so on.
fn block(value: impl Fn(usize) -> f64) -> Block {
    std::array::from_fn(|k| Lanes::from_fn(|lane| value(k * Lanes::WIDTH + lane)))
}

/// The number `value` at all points.
fn constant(value: f64) -> Block {
    [Lanes::constant(value); BLOCK]
}

/// The number of one point of a block, for all points.
fn repeated(block: &Block, point: usize) -> Block {
    constant(block[point / Lanes::WIDTH].to_array()[point % Lanes::WIDTH])
}

/// The numbers of a block in order into `into`, as far as it reaches.
fn unpack(block: &Block, into: &mut [f64]) {
    let (pairs, rest) = into.as_chunks_mut();
    for (into, lanes) in pairs.iter_mut().zip(block) {
        *into = lanes.to_array();
    }
    if let ([last], Some(lanes)) = (rest, block.get(pairs.len())) {
        *last = lanes.to_array()[0];
    }
}

/// A function of x and y, or its height and slopes, on the nodes of a grid.
///
/// The first two variables of the expression are x and y; others are NaN. Rows may be read in
/// slices, so that a picture can grow while the page stays awake; what depends on x alone is
/// computed when the grid is made and serves all of them.
#[derive(Clone, Debug)]
pub struct Grid {
    schedule: Schedule,
    area: [f64; 4],
    nx: usize,
    ny: usize,
    slots: Vec<Block>,
    columns: Vec<Column>,
    mender: Mender,
}

/// A block of columns.
#[derive(Clone, Debug)]
struct Column {
    x: Block,
    /// The values that depend on x alone.
    kept: Vec<Block>,
    /// Whether an overflow hides in them.
    hides: bool,
}

impl Grid {
    /// The heights on `nx` columns and `ny` rows over the box `[x0, x1, y0, y1]`, nodes at both ends.
    #[must_use]
    pub fn heights(expr: &Expr, area: [f64; 4], nx: usize, ny: usize) -> Self {
        Self::new(expr, VALUE, area, nx, ny)
    }

    /// As [`heights`](Self::heights), and after the height the slopes along x and along y.
    #[must_use]
    pub fn slopes(expr: &Expr, area: [f64; 4], nx: usize, ny: usize) -> Self {
        Self::new(expr, VALUE_AND_SLOPES, area, nx, ny)
    }

    fn new(expr: &Expr, count: usize, area: [f64; 4], nx: usize, ny: usize) -> Self {
        let schedule = readings(expr, count, 3, stage, Some(ALONG_X));
        let mut slots = schedule.slots(constant);
        let columns = (0..nx)
            .step_by(POINTS)
            .map(|first| {
                let x = block(|point| node(area[0], area[1], nx, (first + point).min(nx - 1)));
                let hides = schedule.run(ALONG_X, &mut slots, &[], &[x]);
                Column { x, kept: schedule.kept(ALONG_X).iter().map(|&slot| slots[slot]).collect(), hides }
            })
            .collect();
        let mender = Mender { expr: expr.clone(), suspects: Vec::new() };
        Self { schedule, area, nx, ny, slots, columns, mender }
    }

    /// What is read on the rows of `rows`, row-major: the heights first, then the slopes, if any.
    #[must_use]
    pub fn read(&mut self, rows: Range<usize>) -> Vec<Vec<f64>> {
        let rows = rows.start.min(self.ny)..rows.end.min(self.ny);
        let [x0, x1, y0, y1] = self.area;
        let (nx, ny) = (self.nx, self.ny);
        let mut results = vec![vec![0.0; rows.len() * nx]; self.schedule.results()];
        let mut done = 0;
        for first in rows.clone().step_by(POINTS) {
            // What depends on y alone, for as many rows at once as a block has points.
            let y = block(|point| node(y0, y1, ny, (first + point).min(rows.end - 1)));
            let hides = self.schedule.run(ALONG_Y, &mut self.slots, &[], &[constant(f64::NAN), y]);
            let kept: Vec<(usize, Block)> =
                self.schedule.kept(ALONG_Y).iter().map(|&slot| (slot, self.slots[slot])).collect();
            for point in 0..POINTS.min(rows.end - first) {
                for (slot, values) in &kept {
                    self.slots[*slot] = repeated(values, point);
                }
                let into = done..done + nx;
                done = into.end;
                self.read_row(repeated(&y, point), hides, into, &mut results);
            }
        }
        self.mender.mend(&mut results, |place| {
            [node(x0, x1, nx, place % nx), node(y0, y1, ny, rows.start + place / nx)]
        });
        results
    }

    /// What is read on one row into the places `into` of the results, once what depends on y is known, and
    /// whether an overflow `hides` in that.
    fn read_row(&mut self, y: Block, hides: bool, into: Range<usize>, results: &mut [Vec<f64>]) {
        for (i, column) in self.columns.iter().enumerate() {
            let at = [column.x, y];
            let hides =
                self.schedule.run(EVERYWHERE, &mut self.slots, &column.kept, &at) | hides | column.hides;
            let start = into.start + i * POINTS;
            let end = into.end.min(start + POINTS);
            self.mender.keep(hides, start..end, results, |index| {
                self.schedule.result(index, &self.slots, &column.kept, &at)
            });
        }
    }
}

/// The stage of what depends on the variables of `reach`.
fn stage(reach: u64) -> usize {
    match reach {
        1 => ALONG_X,
        2 => ALONG_Y,
        _ => EVERYWHERE,
    }
}

/// The values of a function of x and y on the nodes of a grid over the box `[x0, x1, y0, y1]`:
/// row-major, `nx` to a row, row 0 at `y0`, nodes at both ends of each side.
#[must_use]
pub fn sample(expr: &Expr, area: [f64; 4], nx: usize, ny: usize) -> Vec<f64> {
    Grid::heights(expr, area, nx, ny).read(0..ny).swap_remove(0)
}

/// The values, the slopes along x and the slopes along y of a function on the nodes of a grid, each
/// as for [`sample`].
#[must_use]
pub fn sample_slopes(expr: &Expr, area: [f64; 4], nx: usize, ny: usize) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let mut results = Grid::slopes(expr, area, nx, ny).read(0..ny).into_iter();
    let mut next = || results.next().unwrap_or_default();
    (next(), next(), next())
}

/// The derivatives of a function of x and y at the points `(xs[i], ys[i])`, five numbers a point:
/// fx, fy, fxx, fxy, fyy. Where one list is longer its rest is left out.
#[must_use]
pub fn derivatives(expr: &Expr, xs: &[f64], ys: &[f64]) -> Vec<f64> {
    let count = xs.len().min(ys.len());
    let schedule = readings(expr, DERIVATIVES, 1, |_| 0, None);
    let mut slots = schedule.slots(constant);
    let mut mender = Mender { expr: expr.clone(), suspects: Vec::new() };
    let mut results = vec![vec![0.0; count]; DERIVATIVES];
    for start in (0..count).step_by(POINTS) {
        let end = count.min(start + POINTS);
        let at = [xs, ys].map(|list| block(|point| list[(start + point).min(count - 1)]));
        let hides = schedule.run(0, &mut slots, &[], &at);
        mender.keep(hides, start..end, &mut results, |index| schedule.result(index, &slots, &[], &at));
    }
    mender.mend(&mut results, |place| [xs[place], ys[place]]);
    let mut all = vec![0.0; 5 * count];
    for (into, place) in all.chunks_exact_mut(5).zip(0..) {
        for (into, values) in into.iter_mut().zip(&results[1..]) {
            *into = values[place];
        }
    }
    all
}
