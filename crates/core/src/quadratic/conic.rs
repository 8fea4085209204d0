//! [`Conic`]: the level curve of a quadratic model, and its points.

use std::f64::consts::{PI, TAU};

use crate::Number;

/// The curve on which a quadratic model has one height, as displacements from the model's point.
///
/// Axes and directions are unit vectors, the two axes of a curve at right angles.
#[derive(Clone, Debug, PartialEq)]
pub enum Conic {
    /// The model is that high nowhere.
    Empty,
    /// The model is that high everywhere.
    Everything,
    /// The bottom of a bowl or the top of a hill.
    Point {
        /// Where it is.
        at: [f64; 2],
    },
    /// One line, two parallel ones, or two that cross.
    Lines {
        /// Of each a point and the direction.
        lines: Vec<[[f64; 2]; 2]>,
    },
    /// A bowl's or a hill's.
    Ellipse {
        /// Its middle, where the model has no slope.
        centre: [f64; 2],
        /// How far it reaches along each axis; the longer first.
        half_axes: [f64; 2],
        /// Its axes: eigenvectors of the Hessian.
        axes: [[f64; 2]; 2],
    },
    /// A saddle's: two branches, `centre ± a cosh(t) u + b sinh(t) v`.
    Hyperbola {
        /// Its middle, where the model has no slope.
        centre: [f64; 2],
        /// From the middle to a branch, then the one across: its diagonals are the asymptotes.
        half_axes: [f64; 2],
        /// Its axes: first the one that the branches cross.
        axes: [[f64; 2]; 2],
    },
    /// A trough's that also slopes along itself: `vertex + bend t^2 u + t v`.
    Parabola {
        /// Where it turns.
        vertex: [f64; 2],
        /// The axis it opens along, or against, then the one across.
        axes: [[f64; 2]; 2],
        /// How sharply it turns; negative if it opens against the axis.
        bend: f64,
    },
}

impl Conic {
    /// Points of the curve for drawing, in pieces without gaps: of each piece `count` points (at
    /// least 2; a straight line needs no more) at equal steps of its parameter, both ends among
    /// them.
    ///
    /// Clipped to the square that reaches `reach` either way along the curve's axes from the
    /// model's point, so that a circle of that radius is covered. An ellipse within it is closed:
    /// its last point is its first.
    #[must_use]
    pub fn pieces(&self, reach: f64, count: usize) -> Vec<Vec<[f64; 2]>> {
        let count = count.max(2);
        match self {
            Self::Empty | Self::Everything | Self::Point { .. } => Vec::new(),
            Self::Lines { lines } => {
                lines.iter().filter_map(|&[through, along]| chord(through, along, reach)).collect()
            }
            Self::Ellipse { centre, half_axes: [a, b], axes } => {
                let frame = Frame::new(*centre, *axes, reach);
                let point = |t: f64| {
                    let (sin, cos) = Number::sin_cos(&t);
                    [frame.start[0] + a * cos, frame.start[1] + b * sin]
                };
                let [across, up] = [0, 1].map(|k| frame.ends(k));
                let mut cuts: Vec<f64> = Vec::new();
                for side in across {
                    let turn = Number::acos(&(side / a));
                    cuts.extend([turn, -turn]);
                }
                for side in up {
                    let turn = Number::asin(&(side / b));
                    cuts.extend([turn, PI - turn]);
                }
                cuts.retain(|cut| cut.is_finite());
                for cut in &mut cuts {
                    // All in one turn, to be sorted.
                    *cut -= if *cut > PI { TAU } else { 0.0 };
                }
                cuts.sort_by(f64::total_cmp);
                match cuts.first() {
                    Some(first) => cuts.push(first + TAU),
                    None => cuts.extend([0.0, TAU]),
                }
                frame.drawn(&cuts, count, point)
            }
            Self::Hyperbola { centre, half_axes: [a, b], axes } => {
                let frame = Frame::new(*centre, *axes, reach);
                let mut drawn = Vec::new();
                for sign in [1.0, -1.0] {
                    let point = |t: f64| {
                        [frame.start[0] + sign * a * Number::cosh(&t), frame.start[1] + b * Number::sinh(&t)]
                    };
                    let mut cuts: Vec<f64> = frame.ends(1).map(|side| area_sine(side / b)).to_vec();
                    for side in frame.ends(0) {
                        let cosine = sign * side / a;
                        if cosine > 1.0 {
                            // The hyperbolic sine that belongs to it, without squaring what is large.
                            let turn = area_sine((cosine - 1.0).sqrt() * (cosine + 1.0).sqrt());
                            cuts.extend([turn, -turn]);
                        }
                    }
                    cuts.sort_by(f64::total_cmp);
                    drawn.extend(frame.drawn(&cuts, count, point));
                }
                drawn
            }
            Self::Parabola { vertex, axes, bend } => {
                let frame = Frame::new(*vertex, *axes, reach);
                let point = |t: f64| [frame.start[0] + bend * t * t, frame.start[1] + t];
                let mut cuts: Vec<f64> = frame.ends(1).to_vec();
                for side in frame.ends(0) {
                    let turn = (side / bend).sqrt();
                    if turn.is_finite() {
                        cuts.extend([turn, -turn]);
                    }
                }
                cuts.sort_by(f64::total_cmp);
                frame.drawn(&cuts, count, point)
            }
        }
    }
}

/// The inverse of the hyperbolic sine.
fn area_sine(x: f64) -> f64 {
    let size = x.abs();
    // Beyond 1e8 the 1 under the root is lost anyway, and the square might overflow.
    let root = if size < 1e8 { (size * size + 1.0).sqrt() } else { size };
    Number::ln(&(size + root)).copysign(x)
}

/// The part of a line within `reach` of the model's point.
fn chord(through: [f64; 2], along: [f64; 2], reach: f64) -> Option<Vec<[f64; 2]>> {
    let middle = -(through[0] * along[0] + through[1] * along[1]);
    let at = |t: f64| [through[0] + t * along[0], through[1] + t * along[1]];
    let [x, y] = at(middle);
    let square = reach * reach - (x * x + y * y);
    (square > 0.0).then(|| vec![at(middle - square.sqrt()), at(middle + square.sqrt())])
}

/// The axes of a curve with the model's point at the origin.
struct Frame {
    axes: [[f64; 2]; 2],
    /// The curve's middle or vertex, along the axes.
    start: [f64; 2],
    reach: f64,
}

impl Frame {
    fn new([x, y]: [f64; 2], axes: [[f64; 2]; 2], reach: f64) -> Self {
        Self { axes, start: axes.map(|[p, q]| p * x + q * y), reach }
    }

    /// The sides of the square across axis number `k`, seen from the curve's middle.
    fn ends(&self, k: usize) -> [f64; 2] {
        [-self.reach - self.start[k], self.reach - self.start[k]]
    }

    /// The pieces between `cuts`, ascending, where the curve enters or leaves the square.
    fn drawn(&self, cuts: &[f64], count: usize, point: impl Fn(f64) -> [f64; 2]) -> Vec<Vec<[f64; 2]>> {
        let inside = |[s, t]: [f64; 2]| s.abs() <= self.reach && t.abs() <= self.reach;
        let [u, v] = self.axes;
        let mut pieces: Vec<Vec<[f64; 2]>> = Vec::new();
        for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
            if from < to && inside(point(0.5 * from + 0.5 * to)) {
                let step = (to - from) / (count - 1) as f64;
                let along = (0..count).map(|k| {
                    let [s, t] = point(if k + 1 == count { *to } else { from + step * k as f64 });
                    [u[0] * s + v[0] * t, u[1] * s + v[1] * t]
                });
                pieces.push(along.collect());
            }
        }
        pieces
    }
}
