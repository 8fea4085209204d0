//! [`CriticalLine`]: where a function of one linear form has no slope.

use serde::Serialize;

use super::{CriticalPoint, CriticalPoints, Doubt, Region};
use crate::ridge::Ridge;
use crate::{Critical, Expr, Interval, Number, nature};

/// A line of critical points, all of which are alike.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CriticalLine {
    /// `[p, q]` of `p x + q y = offset`.
    pub normal: [f64; 2],
    /// The form's value on the line, to within [`error`](Self::error).
    pub offset: f64,
    /// How far the true offset can be from that.
    pub error: f64,
    /// The height.
    pub value: f64,
    /// What its points are, though none of them strictly: a minimum, a maximum, or neither (a saddle).
    pub kind: Critical,
    /// Where it enters the box and where it leaves it.
    pub ends: [[f64; 2]; 2],
}

/// What is known of the lines without slope of a function that depends on one linear form alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CriticalLines {
    /// Each is proved to exist, and to be the only one near it.
    pub lines: Vec<CriticalLine>,
    /// Whether the function is constant, so that every point is critical.
    pub everywhere: bool,
}

/// The question about a function of `p x + q y` as one about another function, which is that of one variable and a
/// square.
#[derive(Clone, Debug)]
pub(super) struct Across {
    /// `None` for a constant.
    form: Option<[f64; 2]>,
    /// The whole box.
    area: [f64; 4],
}

/// Into how many boxes an oblique strip is cut.
const PIECES: usize = 64;

impl Across {
    /// The lines of a function over a box; `None` of one that is not known to depend on one form alone.
    pub(super) fn of(expr: &Expr, area: [f64; 4]) -> Option<Self> {
        // Of a function of one variable with level pieces or jumps the points are no lines.
        if expr.has_pieces() {
            return None;
        }
        let form = match Ridge::of(expr)? {
            Ridge::Constant => {
                // A formula without a value, such as 0/0, is none.
                let [x, y] = [0, 1].map(|axis| Interval::new(area[2 * axis], area[2 * axis + 1]));
                let value = expr.read(&[x, y]);
                if !(value.is_continuous() && value.magnitude() < f64::INFINITY) {
                    return None;
                }
                None
            }
            // x alone, whatever it is multiplied with.
            Ridge::Along([_, 0.0]) => Some([1.0, 0.0]),
            Ridge::Along([0.0, _]) => Some([0.0, 1.0]),
            Ridge::Along(form) => Some(form),
        };
        Some(Self { form, area })
    }

    /// The function and the box to search instead; `None` for a constant.
    pub(super) fn instead(&self, expr: &Expr) -> Option<(Expr, [f64; 4])> {
        let form = self.form?;
        let axis = Ridge::axis(form);
        let range = self.side(axis).add(&self.side(1 - axis).mul(&slant(form)));
        let [low, high] = [range.lower(), range.upper()];
        let area = if axis == 0 { [low, high, -1.0, 1.0] } else { [-1.0, 1.0, low, high] };
        Some((Ridge::with_square(expr, axis), area))
    }

    fn side(&self, axis: usize) -> Interval {
        Interval::new(self.area[2 * axis], self.area[2 * axis + 1])
    }

    /// Where the line that meets the crossing axis at `at` enters the box and leaves it; `None` if it misses it.
    fn ends(&self, form: [f64; 2], at: f64) -> Option<[[f64; 2]; 2]> {
        let axis = Ridge::axis(form);
        let slant = form[1 - axis] / form[axis];
        let (along, other) = (self.side(axis), self.side(1 - axis));
        let inside = [along.lower(), along.upper()].map(|end| (at - end) / slant);
        let (from, to) = if slant == 0.0 {
            if !along.contains(at) {
                return None;
            }
            (other.lower(), other.upper())
        } else {
            (other.lower().max(inside[0].min(inside[1])), other.upper().min(inside[0].max(inside[1])))
        };
        let point = |u: f64| {
            let v = (at - slant * u).clamp(along.lower(), along.upper());
            if axis == 0 { [v, u] } else { [u, v] }
        };
        (from <= to).then(|| [point(from), point(to)])
    }

    /// The boxes that the lines of a strip go through, as a region.
    fn strip(&self, form: [f64; 2], at: &Interval, doubt: Doubt, settled: bool) -> Option<Region> {
        let axis = Ridge::axis(form);
        let (along, other) = (self.side(axis), self.side(1 - axis));
        let pieces = if form[1 - axis] == 0.0 { 1 } else { PIECES };
        let node = |index: usize| match index {
            0 => other.lower(),
            index if index == pieces => other.upper(),
            index => other.lower() + (other.upper() - other.lower()) * (index as f64 / pieces as f64),
        };
        let cells: Vec<[f64; 4]> = (0..pieces)
            .filter_map(|index| {
                let piece = Interval::new(node(index), node(index + 1));
                let part = at.sub(&piece.mul(&slant(form))).intersection(&along)?;
                let [a, b] = [part, piece].map(|side| [side.lower(), side.upper()]);
                Some(if axis == 0 { [a[0], a[1], b[0], b[1]] } else { [b[0], b[1], a[0], a[1]] })
            })
            .collect();
        let bounds = cells
            .iter()
            .copied()
            .reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].max(b[3])])?;
        Some(Region { bounds, cells, doubt, seen: true, settled })
    }

    /// What is said of the function `expr` by what was `found` of that of one variable.
    pub(super) fn lines(&self, expr: &Expr, found: CriticalPoints) -> CriticalPoints {
        let Some(form) = self.form else {
            // Every point: the whole box is level ground.
            let lines = Some(CriticalLines { everywhere: true, lines: Vec::new() });
            let settled = |region: Region| Region { settled: true, ..region };
            let flat = found.undecided.into_iter().map(settled).collect();
            return CriticalPoints { lines, flat, undecided: Vec::new(), complete: true, ..found };
        };
        let axis = Ridge::axis(form);
        let mut known = CriticalLines::default();
        let mut undecided = Vec::new();
        let settled = found.suspects.iter().filter(|point| point.nature.is_some());
        for point in found.points.iter().chain(settled) {
            let at = if axis == 0 { point.x } else { point.y };
            let error = point.error;
            let here = Interval::new(at - error, at + error);
            // A line outside that touches a corner, but for rounding.
            let Some(ends) = self.ends(form, at) else { continue };
            known.lines.push(CriticalLine {
                normal: form,
                // No −0.
                offset: at * form[axis] + 0.0,
                error: error * form[axis].abs(),
                value: point.value,
                kind: kind(expr, point, axis),
                ends,
            });
            undecided.extend(self.strip(form, &here, Doubt::Degenerate, true));
        }
        for region in found.undecided.iter().filter(|region| !region.settled) {
            let at = Interval::new(region.bounds[2 * axis], region.bounds[2 * axis + 1]);
            undecided.extend(self.strip(form, &at, region.doubt, false));
        }
        known.lines.sort_by(|a, b| a.offset.total_cmp(&b.offset));
        CriticalPoints {
            points: Vec::new(),
            suspects: Vec::new(),
            flat: Vec::new(),
            complete: undecided.is_empty(),
            undecided,
            lines: Some(known),
        }
    }
}

/// By how much a line comes nearer along the crossing axis for each unit of the other.
fn slant(form: [f64; 2]) -> Interval {
    let axis = Ridge::axis(form);
    Interval::point(form[1 - axis]).div(&Interval::point(form[axis]))
}

/// What a critical point of the function of one variable is along its axis.
fn kind(expr: &Expr, point: &CriticalPoint, axis: usize) -> Critical {
    if point.nature.is_some() {
        let at = if axis == 0 { [point.x, 0.0] } else { [0.0, point.y] };
        return nature(expr, at).map_or(Critical::Degenerate, |nature| nature.kind);
    }
    // The square beside it bends upward.
    match point.kind {
        Critical::Saddle => Critical::Maximum,
        kind => kind,
    }
}
