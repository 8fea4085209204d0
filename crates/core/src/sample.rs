//! Functions of x and y read at many points: on grids and at lists of points.

use std::ops::Range;

use crate::expr::eval::Schedule;
use crate::{Dual, Expr, Hyper, Lanes, Number};

/// A number system whose numbers are [`Lanes`] of points in the plane.
pub trait Block: Number {
    /// The coordinates `values` of [`Lanes::WIDTH`] points: x for `index` 0, y for `index` 1.
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

/// A function of x and y on the nodes of a grid, read in blocks of [`Lanes::WIDTH`] columns.
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
    slots: Vec<N>,
    /// For each block of columns, x and the values that depend on x alone.
    blocks: Vec<(N, Vec<N>)>,
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
        let mut slots: Vec<N> = schedule.slots();
        let blocks = (0..nx.div_ceil(Lanes::WIDTH))
            .map(|block| {
                let first = block * Lanes::WIDTH;
                let xs = Lanes::from_fn(|lane| node(x0, x1, nx, (first + lane).min(nx - 1)));
                let x = N::coordinate(xs, 0);
                schedule.run(ALONG_X, &mut slots, &[], std::slice::from_ref(&x));
                let kept = schedule.columns().iter().map(|&slot| slots[slot].clone()).collect();
                (x, kept)
            })
            .collect();
        Self { schedule, y: [y0, y1], nx, ny, slots, blocks }
    }

    /// Reads the rows of `rows`, in order, and hands each block to `visit`: where it starts in a
    /// row-major array of these rows alone, how many of its lanes are nodes, and their values.
    pub fn read(&mut self, rows: Range<usize>, mut visit: impl FnMut(usize, usize, &N)) {
        let rows = rows.start.min(self.ny)..rows.end.min(self.ny);
        for (done, row) in rows.enumerate() {
            let y = N::coordinate(Lanes::constant(node(self.y[0], self.y[1], self.ny, row)), 1);
            let mut at = [N::constant(0.0), y];
            self.schedule.run(ALONG_Y, &mut self.slots, &[], &at);
            for (block, (x, kept)) in self.blocks.iter().enumerate() {
                at[0].clone_from(x);
                self.schedule.run(EVERYWHERE, &mut self.slots, kept, &at);
                let first = block * Lanes::WIDTH;
                let count = Lanes::WIDTH.min(self.nx - first);
                visit(done * self.nx + first, count, self.schedule.root(&self.slots, kept));
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
        self.read(rows, |start, count, lanes| {
            values[start..start + count].copy_from_slice(&lanes.to_array()[..count]);
        });
        values
    }
}

impl Grid<Dual<Lanes, 2>> {
    /// The values, the slopes along x and the slopes along y on the rows of `rows`, each row-major.
    #[must_use]
    pub fn slopes(&mut self, rows: Range<usize>) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
        let empty = vec![0.0; self.size(&rows)];
        let (mut values, mut along_x, mut along_y) = (empty.clone(), empty.clone(), empty);
        self.read(rows, |start, count, dual| {
            let [fx, fy] = dual.slopes();
            for (into, lanes) in [(&mut values, dual.value()), (&mut along_x, fx), (&mut along_y, fy)] {
                into[start..start + count].copy_from_slice(&lanes.to_array()[..count]);
            }
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
    let mut reader = expr.reader::<Hyper<Lanes>>();
    let mut all = vec![0.0; 5 * count];
    let blocks = xs[..count].chunks(Lanes::WIDTH).zip(ys[..count].chunks(Lanes::WIDTH));
    for ((xs, ys), into) in blocks.zip(all.chunks_mut(5 * Lanes::WIDTH)) {
        let at = [Hyper::variable(Lanes::from_slice(xs), 0), Hyper::variable(Lanes::from_slice(ys), 1)];
        let hyper = reader.read(&at);
        let ([fx, fy], [fxx, fxy, fyy]) = (hyper.slopes(), hyper.hessian());
        let columns = [fx, fy, fxx, fxy, fyy].map(Lanes::to_array);
        for (lane, point) in into.chunks_exact_mut(5).enumerate() {
            for (value, column) in point.iter_mut().zip(&columns) {
                *value = column[lane];
            }
        }
    }
    all
}
