//! Functions of x and y read at many points: on grids and at lists of points.

use std::ops::Range;

use crate::expr::eval::Schedule;
use crate::expr::record::Tape;
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

/// What of a function can be read: f, fx, fy, fxx, fxy, fyy.
const VALUE: Range<usize> = 0..1;
const VALUE_AND_SLOPES: Range<usize> = 0..3;
const DERIVATIVES: Range<usize> = 1..6;

/// The arithmetic of some of the readings of a function of x and y, in stages (see [`Schedule`]).
/// What the others alone would need is left out.
fn readings(
    expr: &Expr,
    which: Range<usize>,
    stages: usize,
    stage: fn(u64) -> usize,
    columns: Option<usize>,
) -> Schedule {
    let tape = Tape::default();
    let read = expr.read(&[Hyper::variable(tape.variable(0), 0), Hyper::variable(tape.variable(1), 1)]);
    let ([fx, fy], [fxx, fxy, fyy]) = (*read.slopes(), *read.hessian());
    tape.schedule(&[*read.value(), fx, fy, fxx, fxy, fyy][which], stages, stage, columns)
}

/// Some of the readings of a function, ready to be taken at one point after the other.
#[derive(Clone, Debug)]
pub(crate) struct Readings {
    schedule: Schedule,
    slots: Vec<f64>,
}

impl Readings {
    /// f, fx and fy.
    pub(crate) fn value_and_slopes(expr: &Expr) -> Self {
        Self::new(expr, VALUE_AND_SLOPES)
    }

    /// fx, fy, fxx, fxy and fyy.
    pub(crate) fn derivatives(expr: &Expr) -> Self {
        Self::new(expr, DERIVATIVES)
    }

    fn new(expr: &Expr, which: Range<usize>) -> Self {
        let schedule = readings(expr, which, 1, |_| 0, None);
        let slots = schedule.slots(|value| value);
        Self { schedule, slots }
    }

    /// The readings at `(x, y)`, which are `N`.
    pub(crate) fn at<const N: usize>(&mut self, at: [f64; 2]) -> [f64; N] {
        self.schedule.read(&mut self.slots, &at);
        std::array::from_fn(|index| *self.schedule.result(index, &self.slots, &[], &at))
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
    y: [f64; 2],
    nx: usize,
    ny: usize,
    slots: Vec<Block>,
    /// For each block of columns, x and the values that depend on x alone.
    columns: Vec<(Block, Vec<Block>)>,
}

impl Grid {
    /// The heights on `nx` columns and `ny` rows over the box `[x0, x1, y0, y1]`, nodes at both ends.
    #[must_use]
    pub fn heights(expr: &Expr, area: [f64; 4], nx: usize, ny: usize) -> Self {
        Self::new(readings(expr, VALUE, 3, stage, Some(ALONG_X)), area, nx, ny)
    }

    /// As [`heights`](Self::heights), and after the height the slopes along x and along y.
    #[must_use]
    pub fn slopes(expr: &Expr, area: [f64; 4], nx: usize, ny: usize) -> Self {
        Self::new(readings(expr, VALUE_AND_SLOPES, 3, stage, Some(ALONG_X)), area, nx, ny)
    }

    fn new(schedule: Schedule, [x0, x1, y0, y1]: [f64; 4], nx: usize, ny: usize) -> Self {
        let mut slots = schedule.slots(constant);
        let columns = (0..nx)
            .step_by(POINTS)
            .map(|first| {
                let x = block(|point| node(x0, x1, nx, (first + point).min(nx - 1)));
                schedule.run(ALONG_X, &mut slots, &[], &[x]);
                (x, schedule.kept(ALONG_X).iter().map(|&slot| slots[slot]).collect())
            })
            .collect();
        Self { schedule, y: [y0, y1], nx, ny, slots, columns }
    }

    /// What is read on the rows of `rows`, row-major: the heights first, then the slopes, if any.
    #[must_use]
    pub fn read(&mut self, rows: Range<usize>) -> Vec<Vec<f64>> {
        let rows = rows.start.min(self.ny)..rows.end.min(self.ny);
        let mut results = vec![vec![0.0; rows.len() * self.nx]; self.schedule.results()];
        let mut done = 0;
        for first in rows.clone().step_by(POINTS) {
            // What depends on y alone, for as many rows at once as a block has points.
            let y = block(|point| node(self.y[0], self.y[1], self.ny, (first + point).min(rows.end - 1)));
            self.schedule.run(ALONG_Y, &mut self.slots, &[], &[constant(f64::NAN), y]);
            let kept: Vec<(usize, Block)> =
                self.schedule.kept(ALONG_Y).iter().map(|&slot| (slot, self.slots[slot])).collect();
            for point in 0..POINTS.min(rows.end - first) {
                for (slot, values) in &kept {
                    self.slots[*slot] = repeated(values, point);
                }
                let into = done..done + self.nx;
                done = into.end;
                self.read_row(repeated(&y, point), into, &mut results);
            }
        }
        results
    }

    /// What is read on one row into the places `into` of the results, once what depends on y is known.
    fn read_row(&mut self, y: Block, into: Range<usize>, results: &mut [Vec<f64>]) {
        for (i, (x, kept)) in self.columns.iter().enumerate() {
            let at = [*x, y];
            self.schedule.run(EVERYWHERE, &mut self.slots, kept, &at);
            let start = into.start + i * POINTS;
            let end = into.end.min(start + POINTS);
            for (index, values) in results.iter_mut().enumerate() {
                unpack(self.schedule.result(index, &self.slots, kept, &at), &mut values[start..end]);
            }
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
    let schedule = readings(expr, DERIVATIVES, 1, |_| 0, None);

    let mut slots = schedule.slots(constant);
    let count = xs.len().min(ys.len());
    let mut all = vec![0.0; 5 * count];
    for (i, into) in all.chunks_mut(5 * POINTS).enumerate() {
        let at = [xs, ys].map(|list| block(|point| list[(i * POINTS + point).min(count - 1)]));
        schedule.run(0, &mut slots, &[], &at);
        for index in 0..5 {
            let found = schedule.result(index, &slots, &[], &at);
            for (into, lanes) in into[index..].chunks_mut(5 * Lanes::WIDTH).zip(found) {
                for (into, value) in into.iter_mut().step_by(5).zip(lanes.to_array()) {
                    *into = value;
                }
            }
        }
    }
    all
}
