//! [`lipschitz`]: how fast the gradient of a function may turn over a box, with a proof.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::sync::Arc;

use serde::Serialize;

use crate::{Expr, Number, Progress};

mod bound;
mod ends;
mod form;
mod frame;
mod function;
mod hessian;
mod lens;
mod patch;
mod record;
mod spectrum;

use bound::{Question, Readings};
use function::Function;
use record::Record;

/// Bounds of the supremum, over a box, of the Hessian's spectral radius: of the best Lipschitz
/// constant `L` of the gradient there.
///
/// A gradient step of at most `1 / upper` that stays in the box is sure to descend.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Lipschitz {
    /// Proved: the spectral radius is at least this somewhere in the box.
    pub lower: f64,
    /// Proved: it is nowhere more than this. Infinite where nothing is proved, as it must be where
    /// the gradient jumps, has a pole, or does not exist in a part of the box.
    pub upper: f64,
}

/// The best Lipschitz constant of the gradient over the box `[x0, x1, y0, y1]`, enclosed to a
/// relative `tolerance`: `upper <= lower * (1 + tolerance)`, unless
/// [`LipschitzSearch::LIMIT`] cells did not suffice. The enclosure is sound in any case.
///
/// ```
/// use hillside_core::{Expr, lipschitz};
/// let valley = Expr::parse("(1-x)^2+100*(y-x^2)^2")?;
/// let proved = lipschitz(&valley, [-2.0, 2.0, -1.0, 3.0], 1e-3);
/// assert!(proved.lower <= 5326.84 && 5326.82 <= proved.upper && proved.upper < 5333.0);
/// # Ok::<(), hillside_core::FormulaError>(())
/// ```
#[must_use]
pub fn lipschitz(expr: &Expr, area: [f64; 4], tolerance: f64) -> Lipschitz {
    let mut search = LipschitzSearch::new(expr, area, tolerance);
    while !search.step(1000).finished {}
    search.enclosure()
}

/// A part of the box and the bound proved for it.
#[derive(Clone, Copy, Debug)]
struct Cell {
    upper: f64,
    area: [f64; 4],
    /// How fast the Hessian changes along x and y in it, or in a cell it is part of.
    slopes: [f64; 2],
    /// The axis along which to cut it.
    axis: usize,
    depth: u32,
}

/// The cell with the largest bound comes first; of equal ones the deeper, so that a cell nothing
/// can be proved for is found out soon.
impl Ord for Cell {
    fn cmp(&self, other: &Self) -> Ordering {
        self.upper.total_cmp(&other.upper).then(self.depth.cmp(&other.depth))
    }
}

impl PartialOrd for Cell {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Cell {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Cell {}

/// The search behind [`lipschitz`], in slices: it can be watched, cancelled, and asked at any time
/// for what is proved so far.
///
/// Branch and bound: of the cells of the box the one with the largest bound is cut in two, until
/// that bound meets what some point is proved to reach. Such points are found by climbing.
///
/// A cell's Hessian is enclosed in intervals, along x and y and along other axes (the eigenvectors,
/// the directions of waves): an eigenvalue that stays while the other moves is seen to stay, and a
/// wave to be no higher than its crest. Products of waves are read as sums of waves. If that is not
/// enough, each eigenvalue is bounded by a parabola about the centre, with fifth derivatives over
/// the cell for what is left: near a point or along a line where it is greatest, cells need only be
/// as small as the cube root of the tolerance, or its fourth root where the crest is as steep on
/// either side.
///
/// Everything is measured in the size of the cell and the size of the function, so that a multiple of a
/// function, or other units of x and y, take as long as the function itself. What has not been worth
/// its time for a formula is seldom tried again.
///
/// Source: R. E. Moore, R. B. Kearfott and M. J. Cloud, *Introduction to Interval Analysis*, SIAM
/// 2009, sections 6.4 and 11.6; A. Neumaier, Taylor forms, use and limits, Reliable Computing 9,
/// 2003.
#[derive(Clone, Debug)]
pub struct LipschitzSearch {
    function: Arc<Function>,
    area: [f64; 4],
    tolerance: f64,
    cells: BinaryHeap<Cell>,
    /// The largest bound of cells that are too small to cut.
    settled: f64,
    lower: f64,
    looked_at: usize,
    limit: usize,
    /// The relative gap the search began with, for an estimate of progress.
    first_gap: Option<f64>,
    record: Record,
    finished: bool,
}

impl LipschitzSearch {
    /// The most cells looked at; fewer of a long formula, lest it take longer than anybody waits.
    pub const LIMIT: usize = 200_000;

    /// The most cells, times the places of the formula: some seconds' work.
    const WORK: usize = 5_000_000;

    /// A cell cut so often without any bound will not get one.
    const HOPELESS: u32 = 56;

    /// A search over the box `[x0, x1, y0, y1]`, to a relative `tolerance`.
    ///
    /// The ends may be given in either order. Over a box with an end that is not finite nothing is
    /// proved. A tolerance below 1e-12 (or NaN) is taken as that.
    #[must_use]
    pub fn new(expr: &Expr, [x0, x1, y0, y1]: [f64; 4], tolerance: f64) -> Self {
        let area = [x0.min(x1), x0.max(x1), y0.min(y1), y0.max(y1)];
        let bounded = [x0, x1, y0, y1].iter().all(|end| end.is_finite());
        let function = Function::new(expr);
        let mut search = Self {
            area,
            tolerance: tolerance.max(1e-12),
            cells: BinaryHeap::new(),
            settled: if bounded { 0.0 } else { f64::INFINITY },
            lower: 0.0,
            looked_at: 0,
            limit: Self::LIMIT.min(Self::WORK / function.places()),
            function: Arc::new(function),
            first_gap: None,
            record: Record::default(),
            finished: !bounded,
        };
        if bounded {
            let axis = usize::from(area[3] - area[2] > area[1] - area[0]);
            search.cells.push(Cell { upper: f64::INFINITY, area, slopes: [f64::NAN; 2], axis, depth: 0 });
        }
        search
    }

    /// What is proved so far.
    #[must_use]
    pub fn enclosure(&self) -> Lipschitz {
        let open = self.cells.peek().map_or(0.0, |cell| cell.upper);
        Lipschitz { lower: self.lower, upper: open.max(self.settled).max(self.lower) }
    }

    /// Looks at some `budget` cells more, or fewer if that is enough.
    pub fn step(&mut self, budget: usize) -> Progress {
        let function = Arc::clone(&self.function);
        let mut readings = Readings::new(&function, std::mem::take(&mut self.record));
        let until = self.looked_at.saturating_add(budget.max(1));
        while !self.finished && self.looked_at < until {
            self.cut(&mut readings);
        }
        self.record = readings.record;
        self.progress()
    }

    fn progress(&self) -> Progress {
        let gap = self.gap();
        let share = match self.first_gap {
            _ if self.finished => 1.0,
            Some(first) if first > self.tolerance && gap.is_finite() => {
                Number::ln(&(first / gap)) / Number::ln(&(first / self.tolerance))
            }
            _ => 0.0,
        };
        Progress { cells: self.looked_at, share: share.clamp(0.0, 1.0), finished: self.finished }
    }

    /// The width of the enclosure relative to its lower end.
    fn gap(&self) -> f64 {
        let Lipschitz { lower, upper } = self.enclosure();
        if upper <= lower { 0.0 } else { upper / lower - 1.0 }
    }

    /// Cuts the cell with the largest bound in two.
    fn cut(&mut self, readings: &mut Readings<'_>) {
        let gap = self.gap();
        if self.first_gap.is_none() && gap.is_finite() {
            self.first_gap = Some(gap);
        }
        let enough = self.looked_at > 0 && gap <= self.tolerance || self.looked_at + 2 > self.limit;
        let Some(cell) = self.cells.peek().copied().filter(|_| !enough) else {
            self.finished = true;
            return;
        };
        if cell.upper == f64::INFINITY && cell.depth >= Self::HOPELESS {
            self.finished = true;
            return;
        }
        self.cells.pop();
        if self.looked_at == 0 {
            self.look(cell, readings);
            return;
        }
        let (low, high) = (cell.area[2 * cell.axis], cell.area[2 * cell.axis + 1]);
        let middle = 0.5 * low + 0.5 * high;
        if !(low < middle && middle < high) {
            self.settled = self.settled.max(cell.upper);
            return;
        }
        for (end, at) in [(2 * cell.axis + 1, middle), (2 * cell.axis, middle)] {
            let mut half = cell;
            half.area[end] = at;
            half.depth += 1;
            self.look(half, readings);
        }
    }

    /// Bounds the spectral radius over a cell and at points of it, and keeps the cell if it matters.
    fn look(&mut self, mut cell: Cell, readings: &mut Readings<'_>) {
        let first = self.looked_at == 0;
        self.looked_at += 1;
        let [x0, x1, y0, y1] = cell.area;
        let centre = [0.5 * x0 + 0.5 * x1, 0.5 * y0 + 0.5 * y1];
        let halves = [0.5 * x1 - 0.5 * x0, 0.5 * y1 - 0.5 * y0];
        let mut best = centre;
        if first {
            // Often it is a corner.
            for at in [[x0, y0], [x1, y0], [x0, y1], [x1, y1]] {
                if readings.guess(at) > readings.guess(best) {
                    best = at;
                }
            }
            self.lower = readings.least(best);
        }
        let enough = self.lower * (1.0 + self.tolerance);
        let found = readings.look(&Question { area: cell.area, centre, enough, first });
        if first && found.upper > enough {
            // With strides so short that they do not lead from one wave to another.
            self.climb(best, halves.map(|half| half / 8.0), readings);
        }
        let peak = found.peak.map_or((0.0, centre), |peak| (readings.guess(peak), peak));
        for (height, at) in [(found.centre, centre), peak] {
            // Proving costs more than guessing: only what would be news is proved.
            if height > self.lower * (1.0 + 1e-12) {
                self.climb(at, halves, readings);
            }
        }
        cell.upper = found.upper.min(cell.upper);
        cell.slopes = found.slopes.unwrap_or(cell.slopes);
        let [along_x, along_y] = [cell.slopes[0] * halves[0], cell.slopes[1] * halves[1]];
        // Without third derivatives the sides take turns, whatever the units of x and y.
        let told = along_x.is_finite() && along_y.is_finite() && along_x + along_y > 0.0;
        cell.axis = if told { usize::from(along_y > along_x) } else { 1 - cell.axis };
        if [x0 == x1, y0 == y1][cell.axis] {
            cell.axis = 1 - cell.axis;
        }
        if cell.upper > self.lower {
            self.cells.push(cell);
        }
    }

    /// Proves what the spectral radius is at the top of the rise that a point is on.
    fn climb(&mut self, from: [f64; 2], reach: [f64; 2], readings: &mut Readings<'_>) {
        let top = readings.climb(from, &self.area, reach);
        self.lower = self.lower.max(readings.least(top));
    }
}
