//! [`critical_points`]: where a function has no slope, all such points of a box, with a proof.

use std::collections::VecDeque;

use serde::Serialize;

use crate::enclosure::signs;
use crate::nature::is_alone;
use crate::{Critical, Expr, Interval, Nature, Progress, Shape, nature};

mod lines;
mod newton;
mod region;

use newton::{Newton, Readings};

use lines::Across;
pub use lines::{CriticalLine, CriticalLines};
use region::Part;
pub use region::{Doubt, Region};

/// A point where the gradient vanishes: proved, or suspected, as the list says that it is in.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CriticalPoint {
    /// Where it is, along x, to within [`error`](Self::error).
    pub x: f64,
    /// Where it is, along y.
    pub y: f64,
    /// The height there.
    pub value: f64,
    /// What it is, proved by the signs of the Hessian's eigenvalues over the enclosure of the
    /// point; degenerate where rounding hides a sign.
    pub kind: Critical,
    /// The eigenvalues of the Hessian there, ascending.
    pub eigenvalues: [f64; 2],
    /// How far the true point can be from `(x, y)` along either axis: a few units in the last place, unless
    /// rounding leaves more of the gradient open.
    pub error: f64,
    /// How far the height of the true point can be from `value`.
    pub value_error: f64,
    /// Of a suspect, what it is by its higher orders: then it is proved to be a critical point, exactly there, and the
    /// only one in its region.
    pub nature: Option<Nature>,
}

/// What is known of the critical points of a box.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CriticalPoints {
    /// Each is proved to exist, and to be the only one near it. Ordered by x, then y.
    pub points: Vec<CriticalPoint>,
    /// What looks like one degenerate point, in the middle of an undecided region too small to see. Its kind, by the
    /// second derivatives, is always degenerate; its [`nature`](CriticalPoint::nature) may be proved.
    pub suspects: Vec<CriticalPoint>,
    /// Proved: the ground is level there, and every point is critical.
    pub flat: Vec<Region>,
    /// Where nothing could be proved: any further critical points are in these.
    pub undecided: Vec<Region>,
    /// Whether it is proved that there are no others than these points and those of flat regions.
    pub complete: bool,
    /// Of a function that depends on one linear form alone, such as `x^2` or `(x+y)^2`: its lines of critical points.
    /// For whoever looks for points they are undecided regions, too.
    pub lines: Option<CriticalLines>,
}

impl CriticalPoints {
    /// Whether all is known, though it took higher orders: what is in each undecided region is settled.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.undecided.iter().all(|region| region.settled)
    }
}

/// All critical points of a function in the closed box `[x0, x1, y0, y1]`.
///
/// A point on the border counts, and one so near that its enclosure, some 1e-15 of its size, meets
/// the border. What cannot be decided is a [`Region`]: points where the Hessian is singular, whole
/// lines of critical points, kinks, jumps and poles. Where the gradient is 0 all over a part of the box, as on a
/// unit of a network that is off, that part is [`flat`](CriticalPoints::flat). Ends after [`CriticalSearch::LIMIT`] cells at the
/// latest.
///
/// ```
/// use hillside_core::{Critical, Expr, critical_points};
/// let folium = Expr::parse("x^3+y^3-3*x*y")?;
/// let found = critical_points(&folium, [-3.0, 3.0, -3.0, 3.0]);
/// assert!(found.complete);
/// assert_eq!(found.points.iter().map(|point| point.kind).collect::<Vec<_>>(), [Critical::Saddle, Critical::Minimum]);
/// # Ok::<(), hillside_core::FormulaError>(())
/// ```
#[must_use]
pub fn critical_points(expr: &Expr, area: [f64; 4]) -> CriticalPoints {
    let mut search = CriticalSearch::new(expr, area);
    while !search.step(1000).finished {}
    search.found()
}

/// Whether the gradient of a function is 0 at `[x, y]` as far as doubles can say.
///
/// It is where it is 0 within its own rounding error, and where nothing tells it from 0 within a unit in the last
/// place of the coordinates: no double is the minimum of `cos(x)` at pi, and the slope at the nearest is
/// known to 16 digits. Neither the function's scale matters nor what its curvature is one way beside the
/// other. Where there is no gradient, or nothing bounds it, it is not 0.
///
/// ```
/// use hillside_core::{Expr, is_critical};
/// let valley = Expr::parse("x^2+10^9*y^2")?;
/// assert!(is_critical(&valley, [0.0, 0.0]) && !is_critical(&valley, [1e-12, 0.0]));
/// assert!(is_critical(&Expr::parse("cos(x)")?, [std::f64::consts::PI, 0.0]));
/// # Ok::<(), hillside_core::FormulaError>(())
/// ```
#[must_use]
pub fn is_critical(expr: &Expr, at: [f64; 2]) -> bool {
    may_vanish_within(1.0, expr, at)
}

/// As [`is_critical`], within so many units in the last place.
pub(crate) fn may_vanish_within(ulps: f64, expr: &Expr, at: [f64; 2]) -> bool {
    let mut readings = Readings::new(expr);
    at.iter().all(|v| v.is_finite()) && (readings.is_still_at(at) || readings.may_vanish_within(ulps, at))
}

/// A box: the intervals of x and y.
type Area = [Interval; 2];

/// A part of the box: number `index` of `2^depth` along each axis.
#[derive(Clone, Copy, Debug)]
struct Cell {
    depth: [u32; 2],
    index: [u32; 2],
    /// Why the cell it was cut from could not be decided.
    doubt: Doubt,
    /// No slope was larger there.
    reach: f64,
}

/// A critical point and where it is the only one.
#[derive(Clone, Debug)]
struct Found {
    zero: Area,
    alone_in: Area,
    point: CriticalPoint,
}

/// What is to be done about a cell.
enum Verdict {
    /// Whatever is in it is known.
    Settled,
    /// It is to be cut along this axis.
    Cut(usize),
    /// Cutting it would not help.
    Stuck(Doubt),
}

/// The search behind [`critical_points`], in slices: it can be watched, cancelled, and asked at
/// any time for what is known so far.
///
/// The box is cut into cells, the largest first, until each is decided. A cell has no critical
/// point if an enclosure of the gradient over it (the plain interval reading, the mean value form,
/// the Krawczyk operator) misses 0. It, widened by a tenth so that a point on a border is in the
/// interior of some cell, has exactly one if the Krawczyk operator maps the widened cell into its
/// interior. Both are theorems, not samples.
///
/// Source: R. Krawczyk, Newton-Algorithmen zur Bestimmung von Nullstellen mit Fehlerschranken,
/// Computing 4, 1969; R. E. Moore, A test for existence of solutions to nonlinear systems, SIAM J.
/// Numer. Anal. 14, 1977.
#[derive(Clone, Debug)]
pub struct CriticalSearch {
    /// The function that is asked about, and its lines, where it depends on one linear form alone.
    across: Option<(Expr, Across)>,
    /// The function that is searched.
    expr: Expr,
    /// How its derivatives are had, once they have been asked for.
    readings: Option<Readings>,
    area: [f64; 4],
    waiting: VecDeque<Cell>,
    /// Cells on ground so flat that others come first.
    plains: VecDeque<Cell>,
    /// The largest slope met at a point.
    steepest: f64,
    found: Vec<Found>,
    flat: Vec<Cell>,
    undecided: Vec<(Cell, Doubt)>,
    looked_at: usize,
    limit: usize,
    /// The share of the box that is decided, or undecidable.
    done: f64,
}

impl CriticalSearch {
    /// The most cells looked at; fewer of a long formula, lest it take longer than anybody waits.
    pub const LIMIT: usize = 50_000;

    /// The most cells, times the places of the formula: some seconds' work.
    const WORK: usize = 10_000_000;

    /// Ground whose slope is nowhere more than this, relative to the largest met, is a plain: it is
    /// looked at when there is no other left. Its points matter least, and to tell how flat
    /// `exp(-x^2)` is far out takes more cells than there may be.
    const PLAIN: f64 = 1e-9;

    /// A cell whose side is this share of the box, two to the minus tenth, is seen as a dot: what
    /// kept its parent undecided is what will keep it undecided.
    const FINE: u32 = 10;

    /// A region this small, relative to the box, is seen as a dot.
    const DOT: f64 = 0.002;

    /// Of so many suspects at most the higher orders are asked.
    const MOST_NATURES: usize = 16;

    /// A side is cut no more often than this: a billionth of the box.
    const DEEPEST: u32 = 30;

    /// A search over the closed box `[x0, x1, y0, y1]`, whose ends may be given in either order.
    ///
    /// A box with an end that is not finite, or one without any extent along an axis, stays
    /// undecided.
    #[must_use]
    pub fn new(expr: &Expr, [x0, x1, y0, y1]: [f64; 4]) -> Self {
        let asked = [x0.min(x1), x0.max(x1), y0.min(y1), y0.max(y1)];
        let has_extent = |area: [f64; 4]| {
            let extent = [area[1] - area[0], area[3] - area[2]];
            extent.iter().all(|side| side.is_finite() && *side > 0.0)
        };
        let across = if has_extent(asked) { Across::of(expr, asked) } else { None };
        let instead = across.as_ref().and_then(|across| across.instead(expr));
        let all_known = across.is_some() && instead.is_none();
        let (function, area) = instead.unwrap_or_else(|| (expr.clone(), asked));
        let all = Cell { depth: [0; 2], index: [0; 2], doubt: Doubt::Unfinished, reach: f64::INFINITY };
        let mut search = Self {
            across: across.map(|across| (expr.clone(), across)),
            limit: Self::LIMIT.min(Self::WORK / function.nodes().len()),
            expr: function,
            readings: None,
            area,
            waiting: VecDeque::new(),
            plains: VecDeque::new(),
            steepest: 0.0,
            found: Vec::new(),
            flat: Vec::new(),
            undecided: Vec::new(),
            looked_at: 0,
            done: 0.0,
        };
        if all_known {
            search.undecided.push((all, Doubt::Degenerate));
        } else if has_extent(area) {
            search.waiting.push_back(all);
        } else {
            search.undecided.push((all, Doubt::Unfinished));
        }
        search
    }

    /// Looks at `budget` cells more, or fewer if that is enough.
    pub fn step(&mut self, budget: usize) -> Progress {
        let mut readings = self.readings.take().unwrap_or_else(|| Readings::new(&self.expr));
        let until = self.looked_at.saturating_add(budget.max(1)).min(self.limit);
        while self.looked_at < until
            && let Some(mut cell) = self.waiting.pop_front().or_else(|| self.plains.pop_front())
        {
            self.looked_at += 1;
            match self.judge(&mut cell, &mut readings) {
                Verdict::Settled => self.done += share(cell),
                Verdict::Stuck(doubt) => {
                    self.done += share(cell);
                    self.undecided.push((cell, doubt));
                }
                Verdict::Cut(axis) => {
                    let plain = cell.reach < Self::PLAIN * self.steepest;
                    for side in 0..2 {
                        let mut half = cell;
                        half.depth[axis] += 1;
                        half.index[axis] = 2 * cell.index[axis] + side;
                        if plain { &mut self.plains } else { &mut self.waiting }.push_back(half);
                    }
                }
            }
        }
        self.readings = Some(readings);
        let finished = self.is_finished();
        Progress { cells: self.looked_at, share: if finished { 1.0 } else { self.done.min(1.0) }, finished }
    }

    fn is_finished(&self) -> bool {
        self.waiting.is_empty() && self.plains.is_empty() || self.looked_at >= self.limit
    }

    /// What is known so far; cells nobody has looked at yet are undecided.
    #[must_use]
    pub fn found(&self) -> CriticalPoints {
        let found = self.searched();
        match &self.across {
            Some((expr, across)) => across.lines(expr, found),
            None => found,
        }
    }

    /// What is known of the function that is searched.
    fn searched(&self) -> CriticalPoints {
        let mut points: Vec<CriticalPoint> = self.found.iter().map(|found| found.point).collect();
        points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
        let finished = self.is_finished();
        let part = |cell: Cell, doubt: Doubt, seen: bool| {
            let [x, y] = self.bounds(cell);
            Part { bounds: [x.lower(), x.upper(), y.lower(), y.upper()], doubt, seen }
        };
        let stuck = self.undecided.iter().map(|&(cell, doubt)| part(cell, doubt, true));
        let waiting = self.waiting.iter().chain(&self.plains).map(|&cell| {
            let fine = finished && cell.depth.iter().any(|depth| *depth >= Self::FINE);
            part(cell, if fine { cell.doubt } else { Doubt::Unfinished }, false)
        });
        let doubtful: Vec<Part> = stuck.chain(waiting).collect();
        let complete = doubtful.is_empty();
        let mut undecided = region::merged(self.area, doubtful);
        let level = self.flat.iter().map(|&cell| part(cell, Doubt::Degenerate, true));
        let flat = region::merged(self.area, level.collect());
        let mut suspects: Vec<CriticalPoint> = Vec::new();
        for region in &mut undecided {
            if let Some(mut suspect) = self.suspect(region) {
                if finished && suspects.len() < Self::MOST_NATURES {
                    suspect.nature = self.nature(&suspect, region);
                    region.settled = suspect.nature.is_some();
                }
                suspects.push(suspect);
            }
        }
        CriticalPoints { points, suspects, flat, undecided, complete, lines: None }
    }

    /// The degenerate point that a region the size of a dot on a map seems to be.
    fn suspect(&self, region: &Region) -> Option<CriticalPoint> {
        let sides = [0, 1].map(|axis| Interval::new(region.bounds[2 * axis], region.bounds[2 * axis + 1]));
        let dot = (0..2)
            .all(|axis| sides[axis].width() <= Self::DOT * (self.area[2 * axis + 1] - self.area[2 * axis]));
        let [x, y] = sides.map(|side| simplest(&side));
        (dot && region.seen && region.doubt == Doubt::Degenerate)
            .then(|| Readings::new(&self.expr).point([x, y], &sides, Critical::Degenerate))
    }

    /// What a suspect is by its higher orders, if that is proved, and that there is no other in its region.
    fn nature(&self, suspect: &CriticalPoint, region: &Region) -> Option<Nature> {
        let at = [suspect.x, suspect.y];
        let area = [0, 1].map(|axis| {
            let [low, high] = [0, 1].map(|end| region.bounds[2 * axis + end]);
            Interval::new(low.min(at[axis]), high.max(at[axis]))
        });
        nature(&self.expr, at).filter(|nature| is_alone(&self.expr, nature, &area))
    }

    /// The sides of a cell. Neighbours have the same double for the side between them.
    fn bounds(&self, cell: Cell) -> Area {
        std::array::from_fn(|axis| {
            let (low, high) = (self.area[2 * axis], self.area[2 * axis + 1]);
            let parts = 1u32 << cell.depth[axis];
            let at = |index: u32| match index {
                0 => low,
                index if index == parts => high,
                index => low + (high - low) * (f64::from(index) / f64::from(parts)),
            };
            Interval::new(at(cell.index[axis]), at(cell.index[axis] + 1).min(high))
        })
    }

    fn judge(&mut self, cell: &mut Cell, readings: &mut Readings) -> Verdict {
        let sides = self.bounds(*cell);
        if self.found.iter().any(|found| within(&sides, &found.alone_in)) {
            return Verdict::Settled;
        }
        let [flat, slopes @ ..] = readings.slopes(&sides);
        // Where the rule for a slope has no value, as the root's at 0, the slope may have one: only ends
        // prove anything.
        if flat.is_empty() || slopes.iter().any(|slope| slope.mignitude() > 0.0) {
            return Verdict::Settled;
        }
        cell.reach = slopes.iter().map(Interval::magnitude).fold(0.0, f64::max);
        if cell.reach == 0.0 && slopes.iter().all(Interval::is_continuous) {
            self.flat.push(*cell);
            return Verdict::Settled;
        }
        let wider = sides.map(widened);
        let Some((hessian, alone_in)) = [wider, sides]
            .into_iter()
            .find_map(|area| readings.hessian(&area).map(|hessian| (hessian, area)))
        else {
            return self.cut_or(cell, relative_longest(*cell), Doubt::Rough);
        };
        let centre = sides.map(|side| side.midpoint());
        let slope = readings.slope_at(centre);
        self.steepest = slope.iter().map(Interval::mignitude).fold(self.steepest, f64::max);
        let newton = Newton::new(centre, slope, hessian);
        let empty = |area: Option<Area>| area.is_none();
        if newton.slopes_over(&sides).iter().any(|slope| slope.mignitude() > 0.0)
            || newton.krawczyk(&sides).is_some_and(|image| empty(meet(&image, &sides)))
        {
            return Verdict::Settled;
        }
        if let Some(image) = newton.krawczyk(&alone_in)
            && (0..2).all(|axis| image[axis].is_interior_to(&alone_in[axis]))
        {
            // Narrowing takes long; neighbours meet the same point.
            let is_known = self.found.iter().any(|found| within(&found.zero, &alone_in));
            return if is_known {
                Verdict::Settled
            } else {
                self.note(readings.refined(image), alone_in, readings)
            };
        }
        // Cut where the gradient varies most; where that is less than rounding, cutting is in vain.
        let variation = newton.variation(&sides);
        let [xx, xy, yx, yy] = variation;
        let noise = slope.map(|slope| slope.width());
        if noise[0] >= xx + xy && noise[1] >= yx + yy {
            return Verdict::Stuck(Doubt::Degenerate);
        }
        self.cut_or(cell, usize::from(xy + yy > xx + yx), Doubt::Degenerate)
    }

    /// A cut along `axis` or, if that has been cut enough, the other; else the doubt.
    fn cut_or(&self, cell: &mut Cell, axis: usize, doubt: Doubt) -> Verdict {
        cell.doubt = doubt;
        let sides = self.bounds(*cell);
        let divisible = |axis: &usize| {
            let side = &sides[*axis];
            let middle = side.midpoint();
            cell.depth[*axis] < Self::DEEPEST && side.lower() < middle && middle < side.upper()
        };
        // One side cut to the end says the critical set lies along the other.
        match divisible(&axis) {
            true => Verdict::Cut(axis),
            false => match doubt {
                Doubt::Rough if divisible(&(1 - axis)) => Verdict::Cut(1 - axis),
                doubt => Verdict::Stuck(doubt),
            },
        }
    }

    /// The doubles to give for a point within `zero`: the simplest, or else the nearest to where it seems to be,
    /// at which the gradient is 0 within its own rounding error.
    fn place(&self, zero: &Area, root: &Area, readings: &mut Readings) -> [f64; 2] {
        let inside = |at: [f64; 2]| [0, 1].map(|axis| at[axis].clamp(root[axis].lower(), root[axis].upper()));
        let simple = inside(zero.map(|side| simplest(&side)));
        if readings.is_still_at(simple) {
            return simple;
        }
        let nearest = readings.nearest(zero);
        let middle = inside([0, 1].map(|axis| if zero[axis].contains(0.0) { 0.0 } else { nearest[axis] }));
        if readings.is_still_at(middle) || readings.may_vanish_within(1.0, middle) {
            return middle;
        }
        let near = |axis: usize, ulps: i32| {
            let towards = if ulps < 0 { f64::next_down } else { f64::next_up };
            (0..ulps.abs()).fold(middle[axis], |number, _| towards(number))
        };
        let mut around: Vec<[i32; 2]> = (-2..=2).flat_map(|i| (-2..=2).map(move |j| [i, j])).collect();
        around.sort_by_key(|[i, j]| i * i + j * j);
        around
            .into_iter()
            .map(|[i, j]| inside([near(0, i), near(1, j)]))
            .find(|at| (0..2).all(|axis| zero[axis].contains(at[axis])) && readings.is_still_at(*at))
            .unwrap_or(middle)
    }

    /// Writes down a point that is proved, unless it is known or outside the box.
    fn note(&mut self, zero: Area, alone_in: Area, readings: &mut Readings) -> Verdict {
        let root = [Interval::new(self.area[0], self.area[1]), Interval::new(self.area[2], self.area[3])];
        let is_known = |found: &Found| within(&zero, &found.alone_in);
        if meet(&zero, &root).is_none() || self.found.iter().any(is_known) {
            return Verdict::Settled;
        }
        if self.found.iter().any(|found| meet(&zero, &found.zero).is_some()) {
            // Perhaps the same, perhaps not.
            return Verdict::Stuck(Doubt::Unfinished);
        }
        let Some(hessian) = readings.hessian(&zero) else { return Verdict::Stuck(Doubt::Rough) };
        let at = self.place(&zero, &root, readings);
        let zero = if readings.is_exactly_at(at) { at.map(Interval::point) } else { zero };
        let point = readings.point(at, &zero, Shape::of(signs(&hessian).0).into());
        self.found.push(Found { zero, alone_in, point });
        Verdict::Settled
    }
}

/// The double a reader would call a narrow interval: the one with the fewest decimal places, if they are few; else the
/// middle.
fn simplest(narrow: &Interval) -> f64 {
    let middle = narrow.midpoint();
    if narrow.contains(0.0) {
        return 0.0;
    }
    let written = [1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6].map(|places| (middle * places).round() / places);
    written.into_iter().find(|number| narrow.contains(*number)).unwrap_or(middle)
}

/// The side and a twentieth of its length beyond either end, at least a few units in the last place.
fn widened(side: Interval) -> Interval {
    let beyond = 0.05 * (side.upper() - side.lower()) + 4.0 * f64::EPSILON * side.magnitude();
    Interval::new(side.lower() - beyond, side.upper() + beyond)
}

/// The side that has been cut less.
fn relative_longest(cell: Cell) -> usize {
    usize::from(cell.depth[1] < cell.depth[0])
}

/// The share of the box a cell is.
fn share(cell: Cell) -> f64 {
    let side = |axis: usize| 1.0 / f64::from(1u32 << cell.depth[axis]);
    side(0) * side(1)
}

fn within(inner: &Area, outer: &Area) -> bool {
    (0..2).all(|axis| inner[axis].is_within(&outer[axis]))
}

fn meet(a: &Area, b: &Area) -> Option<Area> {
    a[0].intersection(&b[0]).zip(a[1].intersection(&b[1])).map(|(x, y)| [x, y])
}
