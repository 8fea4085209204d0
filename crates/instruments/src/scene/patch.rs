//! [`Patch`]: the tangent plane or the quadratic model at a point, as a small sheet.

use hillside_core::{QuadraticModel, node};

use crate::scene::lines::{Segments, add};
use crate::scene::mesh::{Mesh, Vertex};
use crate::scene::space::{Space, TALL, normal};
use crate::theme::Colour;

/// Half the side of a sheet, in units of the box.
const HALF: f64 = 0.14;
/// Nodes along a side of a sheet: odd, so that one lies at the point.
const NODES: usize = 17;
/// Every so many nodes a line is drawn on the sheet.
const LINE: usize = 4;

/// A model as a small sheet round its point, pressed by the same scale as the ground, so that its heights
/// are read off the same axis, and cut at the box.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Patch {
    /// The sheet.
    pub mesh: Mesh,
    /// Its border and a few lines across it: six numbers a segment, from and to.
    pub lines: Vec<f32>,
}

impl Patch {
    /// The sheet of the model about `at` in one colour.
    pub(crate) fn new(space: &Space, at: [f64; 2], model: &QuadraticModel, Colour(r, g, b): Colour) -> Self {
        let colour = [r, g, b].map(|channel| f64::from(channel) / 255.0);
        let middle = space.ground(at);
        let world = [space.view.width() / (2.0 * space.half[0]), space.view.height() / (2.0 * space.half[1])];
        // Kept within the view, so that it hangs over no edge.
        let range = [0, 1].map(|axis| {
            let half = space.half[axis];
            [(middle[axis] - HALF).max(-half), (middle[axis] + HALF).min(half)]
        });
        // A node stands exactly on the point, wherever the border cuts the sheet.
        let along = |axis: usize, index: usize| {
            let [start, end] = range[axis];
            let middle_node = NODES / 2;
            if index <= middle_node {
                node(start, middle[axis], middle_node + 1, index)
            } else {
                node(middle[axis], end, middle_node + 1, index - middle_node)
            }
        };
        let nodes: Vec<Option<Vertex>> = (0..NODES * NODES)
            .map(|index| {
                let [x, y] = [along(0, index % NODES), along(1, index / NODES)];
                let delta = [(x - middle[0]) * world[0], (y - middle[1]) * world[1]];
                let value = model.value_at(delta);
                let z = space.height(value);
                z.is_finite().then(|| Vertex {
                    place: [x, y, z],
                    normal: normal(space.slopes(value, model.gradient_at(delta))).unwrap_or([0.0, 0.0, 1.0]),
                    colour,
                })
            })
            .collect();
        Self { mesh: Mesh::weave(&nodes, NODES, |_, _| false, |_, _| None), lines: lines(&nodes) }
    }
}

/// The border of a sheet and a few lines across, as far as they lie in the box.
fn lines(nodes: &[Option<Vertex>]) -> Segments {
    let mut segments = Segments::new();
    for line in (0..NODES).step_by(LINE) {
        for index in 1..NODES {
            for pair in [
                [line * NODES + index - 1, line * NODES + index],
                [(index - 1) * NODES + line, index * NODES + line],
            ] {
                if let [Some(a), Some(b)] = pair.map(|node| nodes[node])
                    && let Some([from, to]) = between_faces(a.place, b.place)
                {
                    add(&mut segments, from, to);
                }
            }
        }
    }
    segments
}

/// What of a segment lies between the floor and the lid.
fn between_faces(a: [f64; 3], b: [f64; 3]) -> Option<[[f64; 3]; 2]> {
    let (low, high) = (a[2].min(b[2]), a[2].max(b[2]));
    if high < 0.0 || low > TALL {
        return None;
    }
    let at = |z: f64| {
        let part = (z - a[2]) / (b[2] - a[2]);
        [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, z]
    };
    let end = |own: [f64; 3]| if (0.0..=TALL).contains(&own[2]) { own } else { at(own[2].clamp(0.0, TALL)) };
    Some([end(a), end(b)])
}
