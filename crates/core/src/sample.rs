//! Functions of x and y read at many points: on grids and at lists of points.

use std::ops::Range;

use crate::expr::eval::Schedule;
use crate::{Dual, Expr, Hyper, Lanes, Number};

/// A number system that can be read at [`Lanes`] of points in the plane.
pub trait Block: Number {
    /// The coordinates `values` of points: x for `index` 0, y for `index` 1.
    fn coordinate(values: Lanes, index: usize) -> Self;
}

impl Block for Lanes {
    fn coordinate(values: Lanes, _: usize) -> Self {
        values
    }
}

impl Block for Dual<Lanes, 2> {
    fn coordinate(values: Lanes, index: usize) -> Self {
        Self::variable(values, index)
    }
}

impl Block for Hyper<Lanes> {
    fn coordinate(values: Lanes, index: usize) -> Self {
        Self::variable(values, index)
    }
}

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

/// The stages of a grid: what depends on x alone is computed once a column, what depends on y
/// alone once a row, the rest at every node.
const ALONG_X: usize = 0;
const ALONG_Y: usize = 1;
const EVERYWHERE: usize = 2;

/// How many [`Lanes`] go through a step of the expression together: enough for the step's own
/// overhead to vanish among them, few enough for a dozen values to stay in the nearest cache.
const BLOCK: usize = 32;

/// How many points that is.
const POINTS: usize = BLOCK * Lanes::WIDTH;

/// The coordinates of a block of points: x for `index` 0, y for `index` 1.
fn coordinates<N: Block>(index: usize, value: impl Fn(usize) -> f64) -> [N; BLOCK] {
    std::array::from_fn(|k| N::coordinate(Lanes::from_fn(|lane| value(k * Lanes::WIDTH + lane)), index))
}

/// Puts the lanes of a block in order into `into`, as far as it reaches.
fn unpack<N>(into: &mut [f64], block: &[N], lanes: impl Fn(&N) -> &Lanes) {
    for (into, number) in into.chunks_mut(Lanes::WIDTH).zip(block) {
        into.copy_from_slice(&lanes(number).to_array()[..into.len()]);
    }
}

/// A function of x and y on the nodes of a grid.
///
/// The first two variables of the expression are x and y; others are NaN. Rows may be read in
/// slices, so that a picture can grow while the page stays awake; what depends on x alone is
/// computed when the grid is made and serves all of them.
#[derive(Clone, Debug)]
pub struct Grid<N> {
    schedule: Schedule,
    y: [f64; 2],
    nx: usize,
    ny: usize,
    slots: Vec<[N; BLOCK]>,
    /// For each block of columns, x and the values that depend on x alone.
    columns: Vec<([N; BLOCK], Vec<[N; BLOCK]>)>,
}

impl<N: Block> Grid<N> {
    /// The grid of `nx` columns and `ny` rows over the box `[x0, x1, y0, y1]`, nodes at both ends.
    #[must_use]
    pub fn new(expr: &Expr, [x0, x1, y0, y1]: [f64; 4], nx: usize, ny: usize) -> Self {
        let stage = |reach| match reach {
            1 => ALONG_X,
            2 => ALONG_Y,
            _ => EVERYWHERE,
        };
        let schedule = expr.plan().schedule(3, stage, Some(ALONG_X));
        let mut slots = schedule.slots();
        let columns = (0..nx)
            .step_by(POINTS)
            .map(|first| {
                let x: [N; BLOCK] = coordinates(0, |point| node(x0, x1, nx, (first + point).min(nx - 1)));
                schedule.run(ALONG_X, &mut slots, &[], std::slice::from_ref(&x));
                (x, schedule.columns().iter().map(|&slot| slots[slot].clone()).collect())
            })
            .collect();
        Self { schedule, y: [y0, y1], nx, ny, slots, columns }
    }

    /// Reads the rows of `rows`, in order, and hands each block to `visit`: the range it takes in a
    /// row-major array of these rows alone, and its values, of which the last may lie beyond it.
    pub fn read(&mut self, rows: Range<usize>, mut visit: impl FnMut(Range<usize>, &[N])) {
        let rows = rows.start.min(self.ny)..rows.end.min(self.ny);
        for (done, row) in rows.enumerate() {
            let y = node(self.y[0], self.y[1], self.ny, row);
            let mut at = [coordinates(0, |_| f64::NAN), coordinates(1, |_| y)];
            self.schedule.run(ALONG_Y, &mut self.slots, &[], &at);
            for (block, (x, kept)) in self.columns.iter().enumerate() {
                at[0].clone_from(x);
                self.schedule.run(EVERYWHERE, &mut self.slots, kept, &at);
                let first = block * POINTS;
                let count = POINTS.min(self.nx - first);
                let start = done * self.nx + first;
                visit(start..start + count, self.schedule.root(&self.slots, kept, &at));
            }
        }
    }

    /// How many nodes the rows of `rows` have.
    fn size(&self, rows: &Range<usize>) -> usize {
        rows.end.min(self.ny).saturating_sub(rows.start) * self.nx
    }
}

impl Grid<Lanes> {
    /// The values on the rows of `rows`, row-major.
    #[must_use]
    pub fn values(&mut self, rows: Range<usize>) -> Vec<f64> {
        let mut values = vec![0.0; self.size(&rows)];
        self.read(rows, |range, block| unpack(&mut values[range], block, |lanes| lanes));
        values
    }
}

impl Grid<Dual<Lanes, 2>> {
    /// The values, the slopes along x and the slopes along y on the rows of `rows`, each row-major.
    #[must_use]
    pub fn slopes(&mut self, rows: Range<usize>) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
        let empty = vec![0.0; self.size(&rows)];
        let (mut values, mut along_x, mut along_y) = (empty.clone(), empty.clone(), empty);
        self.read(rows, |range, block| {
            unpack(&mut values[range.clone()], block, Dual::value);
            unpack(&mut along_x[range.clone()], block, |dual| dual.slope(0));
            unpack(&mut along_y[range], block, |dual| dual.slope(1));
        });
        (values, along_x, along_y)
    }
}

/// The values of a function of x and y on the nodes of a grid over the box `[x0, x1, y0, y1]`:
/// row-major, `nx` to a row, row 0 at `y0`, nodes at both ends of each side.
#[must_use]
pub fn sample(expr: &Expr, area: [f64; 4], nx: usize, ny: usize) -> Vec<f64> {
    Grid::<Lanes>::new(expr, area, nx, ny).values(0..ny)
}

/// The values, the slopes along x and the slopes along y of a function on the nodes of a grid, each
/// as for [`sample`].
#[must_use]
pub fn sample_slopes(expr: &Expr, area: [f64; 4], nx: usize, ny: usize) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    Grid::<Dual<Lanes, 2>>::new(expr, area, nx, ny).slopes(0..ny)
}

/// The derivatives of a function of x and y at the points `(xs[i], ys[i])`, five numbers a point:
/// fx, fy, fxx, fxy, fyy. Where one list is longer its rest is left out.
#[must_use]
pub fn derivatives(expr: &Expr, xs: &[f64], ys: &[f64]) -> Vec<f64> {
    let count = xs.len().min(ys.len());
    let mut reader = expr.block_reader::<Hyper<Lanes>, BLOCK>();
    let mut all = vec![0.0; 5 * count];
    for (block, into) in all.chunks_mut(5 * POINTS).enumerate() {
        let first = block * POINTS;
        let last = count - 1;
        let at = [
            coordinates(0, |point| xs[(first + point).min(last)]),
            coordinates(1, |point| ys[(first + point).min(last)]),
        ];
        for (into, hyper) in into.chunks_mut(5 * Lanes::WIDTH).zip(reader.read_block(&at)) {
            let ([fx, fy], [fxx, fxy, fyy]) = (hyper.slopes(), hyper.hessian());
            for (i, lanes) in [fx, fy, fxx, fxy, fyy].into_iter().enumerate() {
                for (into, value) in into[i..].iter_mut().step_by(5).zip(lanes.to_array()) {
                    *into = value;
                }
            }
        }
    }
    all
}
