//! Lines in the box: contour lines and paths laid on the ground, and the box's own edges.

use hillside_core::contour_lines_around;

use crate::scene::ground::Ground;
use crate::scene::space::{Space, TALL};

/// How much contour lines and paths float above the ground, in units of the box, so as not to
/// sink into its facets.
const RAISED: f64 = 0.0015;
/// The most segments a path is drawn with: what a graphics card takes in one gulp.
const MOST_SEGMENTS: usize = 20_000;

/// Line segments: six numbers each, from (x, y, z) to (x, y, z).
pub(crate) type Segments = Vec<f32>;

#[expect(clippy::cast_possible_truncation, reason = "a pixel needs no more than single precision")]
pub(crate) fn add(segments: &mut Segments, from: [f64; 3], to: [f64; 3]) {
    segments.extend(from.into_iter().chain(to).map(|number| number as f32));
}

/// The lines where the ground reaches `levels`, heights in the box, each with whether it is heavy:
/// the light ones and the heavy ones.
///
/// They are traced on the heights that are drawn, so they lie on the edges of the triangles.
pub(crate) fn contours(ground: &Ground, levels: &[(f64, bool)]) -> [Segments; 2] {
    let heights: Vec<f64> = levels.iter().map(|(level, _)| *level).collect();
    // At a jump there is no height in between.
    let lines = contour_lines_around(&ground.heights, ground.columns, ground.rows, &heights, &ground.broken);
    let mut segments = [Segments::new(), Segments::new()];
    let [across, up] = [ground.columns, ground.rows].map(|count| (count - 1) as f64);
    for (level, line) in lines.iter() {
        if !(0.0..=TALL).contains(&level) {
            continue;
        }
        let heavy = levels.iter().any(|(known, heavy)| *heavy && *known == level);
        let place = |column: f64, row: f64| {
            [
                (column / across - 0.5) * 2.0 * ground.half()[0],
                (row / up - 0.5) * 2.0 * ground.half()[1],
                level + RAISED,
            ]
        };
        for (from, to) in line.chunks_exact(2).zip(line.chunks_exact(2).skip(1)) {
            add(&mut segments[usize::from(heavy)], place(from[0], from[1]), place(to[0], to[1]));
        }
    }
    segments
}

/// A way over the ground.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// The line from step to step, laid on the ground: six numbers a segment, from and to.
    pub segments: Vec<f32>,
    /// The steps: three numbers each.
    pub steps: Vec<f32>,
}

impl Path {
    /// The path through `points` of the plane. Where there is no ground, or it is out of view, the line is broken.
    pub(crate) fn over(ground: &Ground, space: &Space, points: &[[f64; 2]]) -> Self {
        let mut path = Self::default();
        let cell = 2.0 * ground.half()[0].max(ground.half()[1]) / ground.columns.max(ground.rows) as f64;
        let mut last: Option<[f64; 2]> = None;
        for (index, point) in points.iter().enumerate() {
            let at = space.ground(*point);
            let Some(from) = last else {
                path.step(ground, at);
                last = Some(at);
                continue;
            };
            // Steps much smaller than a facet cannot be told apart.
            let length = distance(from, at);
            if length < 0.2 * cell && index + 1 < points.len() {
                continue;
            }
            if path.segments.len() >= 6 * MOST_SEGMENTS {
                break;
            }
            path.line(ground, from, at, cell);
            path.step(ground, at);
            last = Some(at);
        }
        path
    }

    fn step(&mut self, ground: &Ground, at: [f64; 2]) {
        if let Some([x, y, z]) = ground.lift(at) {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a pixel needs no more than single precision"
            )]
            self.steps.extend([x, y, z + RAISED].map(|number| number as f32));
        }
    }

    /// A straight step, seen from above, laid on the ground piece by piece.
    fn line(&mut self, ground: &Ground, from: [f64; 2], to: [f64; 2], cell: f64) {
        let Some([start, end]) = inside(from, to, ground.half()) else { return };
        let pieces = (distance(from, to) * (end - start) / (0.5 * cell)).ceil().clamp(1.0, 400.0);
        let lifted = |piece: f64| {
            let part = start + (end - start) * piece / pieces;
            // Rounding must not put an end outside by a hair.
            let at = [0, 1].map(|axis| {
                let half = ground.half()[axis];
                (from[axis] + (to[axis] - from[axis]) * part).clamp(-half, half)
            });
            ground.lift(at).map(|[x, y, z]| [x, y, z + RAISED])
        };
        let mut piece = 0.0;
        let mut last = lifted(0.0);
        while piece < pieces {
            piece += 1.0;
            let next = lifted(piece);
            if let (Some(a), Some(b)) = (last, next) {
                add(&mut self.segments, a, b);
            }
            last = next;
        }
    }
}

fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    ((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])).sqrt()
}

/// Which part of a segment, from 0 to 1, lies over the ground; `None` where none does.
fn inside(from: [f64; 2], to: [f64; 2], half: [f64; 2]) -> Option<[f64; 2]> {
    let (mut start, mut end) = (0.0f64, 1.0f64);
    for axis in 0..2 {
        let (way, half) = (to[axis] - from[axis], half[axis]);
        if !(way.is_finite() && from[axis].is_finite()) || (way == 0.0 && from[axis].abs() > half) {
            return None;
        }
        if way != 0.0 {
            let (a, b) = ((-half - from[axis]) / way, (half - from[axis]) / way);
            start = start.max(a.min(b));
            end = end.min(a.max(b));
        }
    }
    (start <= end).then_some([start, end])
}

/// The edges of the box: the floor's border and the posts at its corners, then the floor's
/// graticule at the places `x` and `y`, then the ticks at the heights `z`.
pub(crate) fn frame([a, b]: [f64; 2], [x, y, z]: [&[f64]; 3]) -> [Segments; 2] {
    let mut edges = Segments::new();
    let corners = [[-a, -b], [a, -b], [a, b], [-a, b]];
    for (index, [x, y]) in corners.into_iter().enumerate() {
        let [next_x, next_y] = corners[(index + 1) % 4];
        add(&mut edges, [x, y, 0.0], [next_x, next_y, 0.0]);
        add(&mut edges, [x, y, 0.0], [x, y, TALL]);
        // Ticks point away from the middle, so they are seen from wherever the eye stands.
        let tick = |along: f64| along + along.signum() * TICK;
        for &z in z {
            add(&mut edges, [x, y, z], [tick(x), tick(y), z]);
        }
    }
    let mut graticule = Segments::new();
    for &x in x {
        add(&mut graticule, [x, -b, 0.0], [x, b, 0.0]);
    }
    for &y in y {
        add(&mut graticule, [-a, y, 0.0], [a, y, 0.0]);
    }
    [edges, graticule]
}

/// The length of a tick at a post, in units of the box.
const TICK: f64 = 0.011;
