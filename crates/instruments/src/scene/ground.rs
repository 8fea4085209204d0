//! [`Ground`]: the surface of a function over a view, as triangles.

use hillside_core::{Expr, node};

use crate::field::Field;
use crate::jumps::{Jump, Jumps};
use crate::scene::mesh::{Mesh, Vertex, rises};
use crate::scene::space::{Space, TALL, normal};
use crate::theme::Theme;
use crate::view::View;

/// How often the way to the shore is halved: to less than anyone sees.
const SHORE: usize = 14;
/// A cell that rises by this part of the box, or more, may hide a pole.
const STEEP: f64 = 0.12;

/// The surface, and what is needed to lay things on it.
#[derive(Debug)]
pub(crate) struct Ground {
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    /// Heights in the box at the nodes, row-major, row 0 in front; NaN where there is no ground,
    /// outside the box where it is cut.
    pub(crate) heights: Vec<f64>,
    /// Whether the function jumps in a cell, row-major by its lower left node, as many as nodes.
    pub(crate) broken: Vec<bool>,
    /// Whether there is no ground in such a cell, because it may have a pole: a cliff has a wall.
    torn: Vec<bool>,
    half: [f64; 2],
    pub(crate) mesh: Mesh,
}

impl Ground {
    pub(crate) fn new(function: &Expr, field: &Field, space: &Space, theme: &Theme) -> Self {
        let (columns, rows) = (field.columns, field.rows);
        let heights: Vec<f64> = field.values.iter().map(|value| space.height(*value)).collect();
        let place = |index: usize, count: usize, half: f64| node(-half, half, count, index);
        let colour = |value: f64| theme.tint(space.tint(value)).map(|channel| channel / 255.0);
        let nodes: Vec<Option<Vertex>> = (0..heights.len())
            .map(|index| {
                let (column, row) = (index % columns, index / columns);
                let height = heights[index];
                let value = field.values[index];
                let slopes = space.slopes(value, [field.slopes_x[index], field.slopes_y[index]]);
                height.is_finite().then(|| Vertex {
                    place: [place(column, columns, space.half[0]), place(row, rows, space.half[1]), height],
                    normal: normal(slopes)
                        .or_else(|| {
                            normal([
                                across(&heights, index, 1, column, columns, 2.0 * space.half[0]),
                                across(&heights, index, columns, row, rows, 2.0 * space.half[1]),
                            ])
                        })
                        .unwrap_or([0.0, 0.0, 1.0]),
                    colour: colour(value),
                })
            })
            .collect();
        let mut jumps = Jumps::new(function, space.view, columns, rows);
        let (mut broken, mut torn) = (vec![false; heights.len()], vec![false; heights.len()]);
        let is_torn = |column: usize, row: usize| {
            let index = row * columns + column;
            let corners = [index, index + 1, index + columns, index + columns + 1].map(|i| heights[i]);
            let rise = spread(corners);
            let jump = if rise > 0.0 { jumps.unproved(column, row) } else { None };
            torn[index] = jump == Some(Jump::Pole) && rise > STEEP * TALL;
            broken[index] = torn[index] || jump == Some(Jump::Cliff) && jumps.leaps(column, row);
            torn[index]
        };
        let mut reader = function.reader::<f64>();
        let View { x0, x1, y0, y1 } = space.view;
        let world =
            |index: usize| [node(x0, x1, columns, index % columns), node(y0, y1, rows, index / columns)];
        let shore = |from: usize, to: usize| {
            let (start, end, inland) = (world(from), world(to), nodes[from]?);
            let (mut dry, mut wet) = (0.0, 1.0);
            let mut value = field.values[from];
            for _ in 0..SHORE {
                let part = f64::midpoint(dry, wet);
                let here = reader.read(&[0, 1].map(|axis| start[axis] + (end[axis] - start[axis]) * part));
                if space.height(here).is_finite() { (dry, value) = (part, here) } else { wet = part }
            }
            let [x, y] = space.ground([0, 1].map(|axis| start[axis] + (end[axis] - start[axis]) * dry));
            Some(Vertex { place: [x, y, space.height(value)], normal: inland.normal, colour: colour(value) })
        };
        let mesh = Mesh::weave(&nodes, columns, is_torn, shore);
        Self { columns, rows, heights, broken, torn, half: space.half, mesh }
    }

    /// The cell of a place in columns and rows, and what part of the way across it and up it lies.
    fn cell(&self, [column, row]: [f64; 2]) -> (usize, usize, f64, f64) {
        let part = |at: f64, count: usize| {
            let at = at.clamp(0.0, (count - 1) as f64);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped first")]
            let cell = (at as usize).min(count - 2);
            (cell, at - cell as f64)
        };
        let ((column, across), (row, up)) = (part(column, self.columns), part(row, self.rows));
        (column, row, across, up)
    }

    /// Half the sides of the ground.
    pub(crate) fn half(&self) -> [f64; 2] {
        self.half
    }

    /// The place on the triangles above a place of the floor; `None` where there are none.
    pub(crate) fn lift(&self, [x, y]: [f64; 2]) -> Option<[f64; 3]> {
        let inside = x.abs() <= self.half[0] && y.abs() <= self.half[1];
        if !inside || self.columns < 2 || self.rows < 2 {
            return None;
        }
        let steps = |at: f64, half: f64, count: usize| (at / half + 1.0) / 2.0 * (count - 1) as f64;
        let (column, row, s, t) =
            self.cell([steps(x, self.half[0], self.columns), steps(y, self.half[1], self.rows)]);
        let index = row * self.columns + column;
        if self.torn[index] {
            return None;
        }
        let corners = [index, index + 1, index + self.columns, index + self.columns + 1];
        let heights = corners.map(|corner| self.heights[corner]);
        let [a, b, c, d] = heights;
        // Linear on the triangle of the cell that the place is in, as it is drawn. With a corner
        // missing, the diagonal joins its neighbours.
        let missing = |height: f64| !height.is_finite();
        let rising =
            if missing(a) || missing(d) { false } else { missing(b) || missing(c) || rises(heights) };
        let z = match (rising, if rising { s >= t } else { s + t <= 1.0 }) {
            (true, true) => a + (b - a) * s + (d - b) * t,
            (true, false) => a + (d - c) * s + (c - a) * t,
            (false, true) => a + (b - a) * s + (c - a) * t,
            (false, false) => d + (c - d) * (1.0 - s) + (b - d) * (1.0 - t),
        };
        (0.0..=TALL).contains(&z).then_some([x, y, z])
    }
}

/// How far apart four heights are; NaN, which is not above anything, at the shore.
fn spread(heights: [f64; 4]) -> f64 {
    let [a, b, c, d] = heights;
    let (low, high) = (a.min(b).min(c.min(d)), a.max(b).max(c.max(d)));
    if heights.iter().all(|height| height.is_finite()) { high - low } else { f64::NAN }
}

/// The slope by the neighbours of a node along one axis, where the gradient is unknown: at a kink,
/// or where it is infinite. Only for the light on it.
fn across(heights: &[f64], index: usize, step: usize, place: usize, count: usize, length: f64) -> f64 {
    let here = heights[index];
    let finite = |height: f64| if height.is_finite() { height } else { here };
    let before = if place > 0 { finite(heights[index - step]) } else { here };
    let after = if place + 1 < count { finite(heights[index + step]) } else { here };
    (after - before) / (2.0 * length) * (count - 1) as f64
}
