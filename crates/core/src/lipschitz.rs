//! [`lipschitz`]: how fast the gradient of a function may turn over a box, with a proof.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use serde::Serialize;

use crate::{Dual, Expr, Hyper, Interval, Number, Progress, Reader, SymmetricEigen2};

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
/// that bound meets what some point is proved to reach. A cell's Hessian is enclosed in intervals
/// and, more tightly where the cell is small, about its centre by third derivatives in the axes of
/// the centre's eigenvectors (the mean value theorem; there, an eigenvalue that stays while the
/// other moves is seen to stay). The spectral radius of an interval matrix of order 2 follows
/// exactly from its ends.
///
/// Source: R. E. Moore, R. B. Kearfott and M. J. Cloud, *Introduction to Interval Analysis*, SIAM
/// 2009, sections 6.4 and 11.6; for the spectrum J. Rohn, Bounds on eigenvalues of interval
/// matrices, ZAMM 78, 1998.
#[derive(Clone, Debug)]
pub struct LipschitzSearch {
    expr: Expr,
    tolerance: f64,
    cells: BinaryHeap<Cell>,
    /// The largest bound of cells that are too small to cut.
    settled: f64,
    lower: f64,
    looked_at: usize,
    /// The relative gap the search began with, for an estimate of progress.
    first_gap: Option<f64>,
    finished: bool,
}

impl LipschitzSearch {
    /// The most cells looked at.
    pub const LIMIT: usize = 200_000;

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
        let mut search = Self {
            expr: expr.clone(),
            tolerance: tolerance.max(1e-12),
            cells: BinaryHeap::new(),
            settled: if bounded { 0.0 } else { f64::INFINITY },
            lower: 0.0,
            looked_at: 0,
            first_gap: None,
            finished: !bounded,
        };
        if bounded {
            let axis = usize::from(area[3] - area[2] > area[1] - area[0]);
            search.cells.push(Cell { upper: f64::INFINITY, area, axis, depth: 0 });
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
        let expr = self.expr.clone();
        let mut readings = Readings { steep: expr.reader(), thin: expr.reader(), plain: expr.reader() };
        let until = self.looked_at.saturating_add(budget.max(1));
        while !self.finished && self.looked_at < until {
            self.cut(&mut readings);
        }
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
        let enough = self.looked_at > 0 && gap <= self.tolerance || self.looked_at >= Self::LIMIT;
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
        self.looked_at += 1;
        let [x0, x1, y0, y1] = cell.area;
        let centre = [0.5 * x0 + 0.5 * x1, 0.5 * y0 + 0.5 * y1];
        for at in [centre, [x0, y0], [x1, y0], [x0, y1], [x1, y1]] {
            // Proving costs more than guessing: only what would be news is proved.
            if readings.guess(at) > self.lower {
                self.lower = self.lower.max(readings.least(at));
            }
        }
        let (upper, spread) = readings.most(cell.area, centre);
        cell.upper = upper.min(cell.upper);
        let [along_x, along_y] = [spread[0] * (x1 - x0), spread[1] * (y1 - y0)];
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
}

/// The expression, ready to be read in the ways the search needs.
struct Readings<'e> {
    steep: Reader<'e, Hyper<Dual<Interval, 2>>>,
    thin: Reader<'e, Hyper<Interval>>,
    plain: Reader<'e, Hyper<f64>>,
}

impl Readings<'_> {
    /// The spectral radius at a point, as computed; 0 where it does not exist.
    fn guess(&mut self, [x, y]: [f64; 2]) -> f64 {
        let [a, b, c] = *self.plain.read(&[Hyper::variable(x, 0), Hyper::variable(y, 1)]).hessian();
        let [low, high] = SymmetricEigen2::new(a, b, c).eigenvalues;
        high.max(-low).max(0.0)
    }

    /// The Hessian at a point, enclosed; `None` where it does not exist.
    fn hessian_at(&mut self, [x, y]: [f64; 2]) -> Option<[Interval; 3]> {
        let [x, y] = [Interval::point(x), Interval::point(y)];
        let here = self.thin.read(&[Hyper::variable(x, 0), Hyper::variable(y, 1)]);
        is_smooth(&here).then(|| *here.hessian())
    }

    /// A size the spectral radius is proved to have at a point; 0 where nothing is proved.
    fn least(&mut self, at: [f64; 2]) -> f64 {
        self.hessian_at(at).map_or(0.0, |hessian| {
            let bend = hessian[1].mignitude();
            let high = extreme(hessian[0].lower(), bend, hessian[2].lower()).lower();
            let low = extreme(-hessian[0].upper(), bend, -hessian[2].upper()).lower();
            high.max(low).max(0.0)
        })
    }

    /// A size the spectral radius does not exceed over a cell, and the size of the Hessian's slopes
    /// along x and y.
    fn most(&mut self, [x0, x1, y0, y1]: [f64; 4], centre: [f64; 2]) -> (f64, [f64; 2]) {
        let [x, y] = [Interval::new(x0, x1), Interval::new(y0, y1)];
        let over = self
            .steep
            .read(&[Hyper::variable(Dual::variable(x, 0), 0), Hyper::variable(Dual::variable(y, 1), 1)]);
        let parts = [over.value()].into_iter().chain(over.slopes()).chain(over.hessian());
        if !parts.map(Dual::value).all(Interval::is_continuous) {
            return (f64::INFINITY, [f64::NAN; 2]);
        }
        let whole = over.hessian().map(|entry| *entry.value());
        let slopes: [[Interval; 3]; 2] =
            std::array::from_fn(|j| std::array::from_fn(|k| *over.hessian()[k].slope(j)));
        let spread = slopes.map(|slope| slope.iter().map(Interval::magnitude).sum());
        let direct = greatest(&whole);
        if !slopes.iter().flatten().all(|slope| slope.is_continuous() && slope.magnitude() < f64::INFINITY) {
            return (direct, [f64::NAN; 2]);
        }
        let Some(middle) = self.hessian_at(centre) else { return (direct, spread) };
        let away = [x.sub(&Interval::point(centre[0])), y.sub(&Interval::point(centre[1]))];
        let about = |middle: &[Interval; 3], slopes: &[[Interval; 3]; 2]| -> [Interval; 3] {
            std::array::from_fn(|k| {
                middle[k].add(&slopes[0][k].mul(&away[0])).add(&slopes[1][k].mul(&away[1]))
            })
        };
        let centred = about(&middle, &slopes);
        let both: [Option<Interval>; 3] = std::array::from_fn(|k| centred[k].intersection(&whole[k]));
        let meeting = match both {
            [Some(a), Some(b), Some(c)] => greatest(&[a, b, c]),
            // Two enclosures of the same thing do meet; were they not to, the direct one stands.
            _ => direct,
        };
        let [a, b, c] = middle.map(|entry| entry.midpoint());
        let axis = SymmetricEigen2::new(a, b, c).eigenvectors[0];
        let turned = about(&turn(axis, &middle), &slopes.map(|slope| turn(axis, &slope)));
        // The axes have length 1 but for rounding, which stretches the matrix by its square.
        let [p, q] = axis.map(|component| Interval::point(component).powi(2));
        let aligned = Interval::point(greatest(&turned)).div(&p.add(&q)).upper();
        (direct.min(meeting).min(aligned), spread)
    }
}

/// Whether the function has this Hessian all over the box it was read on.
pub(crate) fn is_smooth(over: &Hyper<Interval>) -> bool {
    let parts = [over.value()].into_iter().chain(over.slopes()).chain(over.hessian());
    parts.clone().all(Interval::is_continuous) && parts.skip(1).all(|part| part.magnitude() < f64::INFINITY)
}

/// The matrix `[[a, b], [b, c]]` in axes turned to `[p, q]` and `[-q, p]`.
fn turn([p, q]: [f64; 2], [a, b, c]: &[Interval; 3]) -> [Interval; 3] {
    let [p, q] = [Interval::point(p), Interval::point(q)];
    let (pp, pq, qq) = (p.powi(2), p.mul(&q), q.powi(2));
    let cross = pq.add(&pq).mul(b);
    [
        pp.mul(a).add(&cross).add(&qq.mul(c)),
        pq.mul(&c.sub(a)).add(&pp.sub(&qq).mul(b)),
        qq.mul(a).sub(&cross).add(&pp.mul(c)),
    ]
}

/// The larger eigenvalue of `[[a, b], [b, c]]`: `(a + c)/2 + sqrt(((a - c)/2)^2 + b^2)`.
fn extreme(a: f64, b: f64, c: f64) -> Interval {
    let [a, b, c] = [a, b, c].map(Interval::point);
    let half = Interval::point(0.5);
    let (mean, apart) = (a.add(&c).mul(&half), a.sub(&c).mul(&half));
    mean.add(&apart.powi(2).add(&b.powi(2)).sqrt())
}

/// The greatest spectral radius of the matrices `[[a, b], [b, c]]`.
///
/// The larger eigenvalue grows with `a`, with `c` and with the size of `b`, so it is greatest where
/// they are; the smaller one likewise, with every sign turned.
fn greatest([a, b, c]: &[Interval; 3]) -> f64 {
    let high = extreme(a.upper(), b.magnitude(), c.upper());
    let low = extreme(-a.lower(), b.magnitude(), -c.lower());
    let sure = [a, b, c].iter().all(|entry| entry.magnitude() < f64::INFINITY);
    if sure { high.upper().max(low.upper()).max(0.0) } else { f64::INFINITY }
}
