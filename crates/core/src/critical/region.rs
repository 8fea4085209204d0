//! [`Region`]: a part of a box about which nothing could be proved.

use serde::Serialize;

/// Why a part of a box is undecided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Doubt {
    /// It was not looked at closely enough before the search ended.
    Unfinished,
    /// The gradient vanishes, or almost, and the Hessian does not tell points apart: a degenerate
    /// point, or a line or an area of critical points.
    Degenerate,
    /// The gradient jumps, has a pole, or does not exist in a part of it.
    Rough,
}

/// A part of a box about which nothing could be proved: cells that touch each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Region {
    /// The smallest box `[x0, x1, y0, y1]` around its cells.
    pub bounds: [f64; 4],
    /// Its cells `[x0, x1, y0, y1]`, which together follow its shape.
    pub cells: Vec<[f64; 4]>,
    /// Why it is undecided: of different reasons the last in the order of [`Doubt`].
    pub doubt: Doubt,
    /// Whether every cell of it was looked at.
    #[serde(skip)]
    pub(super) seen: bool,
    /// Whether it is known all the same what is in it: one point told by higher orders, or a line.
    #[serde(skip)]
    pub settled: bool,
}

/// An undecided cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) bounds: [f64; 4],
    pub(super) doubt: Doubt,
    pub(super) seen: bool,
}

impl Part {
    fn alone(self) -> Region {
        Region {
            bounds: self.bounds,
            cells: vec![self.bounds],
            doubt: self.doubt,
            seen: self.seen,
            settled: false,
        }
    }
}

/// The raster on which neighbours find each other has so many squares a side.
const RASTER: usize = 128;

/// Cells that touch, or share a square of a raster of 128 × 128, are one region.
pub(super) fn merged(area: [f64; 4], cells: Vec<Part>) -> Vec<Region> {
    if !area.iter().all(|end| end.is_finite()) {
        return cells.into_iter().map(Part::alone).collect();
    }
    let square = |axis: usize, at: f64| {
        let (low, high) = (area[2 * axis], area[2 * axis + 1]);
        let share = if high > low { (at - low) / (high - low) } else { 0.0 };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the raster")]
        let square = (share * RASTER as f64).floor().clamp(0.0, (RASTER - 1) as f64) as usize;
        square
    };
    let mut squares = Squares { of: (0..RASTER * RASTER).collect() };
    let mut home = Vec::with_capacity(cells.len());
    for Part { bounds, .. } in &cells {
        let [left, right] = [0, 1].map(|end| square(0, bounds[end]));
        let [low, high] = [2, 3].map(|end| square(1, bounds[end]));
        let first = low * RASTER + left;
        for row in low..=high {
            for column in left..=right {
                squares.join(first, row * RASTER + column);
            }
        }
        home.push(first);
    }
    let mut regions: Vec<Region> = Vec::new();
    let mut place = vec![usize::MAX; RASTER * RASTER];
    for (part, home) in cells.into_iter().zip(home) {
        let root = squares.root(home);
        if place[root] == usize::MAX {
            place[root] = regions.len();
            regions.push(part.alone());
            continue;
        }
        let (region, bounds) = (&mut regions[place[root]], part.bounds);
        region.bounds = [
            region.bounds[0].min(bounds[0]),
            region.bounds[1].max(bounds[1]),
            region.bounds[2].min(bounds[2]),
            region.bounds[3].max(bounds[3]),
        ];
        region.cells.push(bounds);
        region.doubt = region.doubt.max(part.doubt);
        region.seen &= part.seen;
    }
    regions
}

/// Which squares belong together: a forest whose roots stand for their trees.
///
/// Source: R. E. Tarjan, Efficiency of a good but not linear set union algorithm, J. ACM 22, 1975.
struct Squares {
    of: Vec<usize>,
}

impl Squares {
    fn root(&mut self, mut square: usize) -> usize {
        while self.of[square] != square {
            self.of[square] = self.of[self.of[square]];
            square = self.of[square];
        }
        square
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.of[b] = a;
    }
}
