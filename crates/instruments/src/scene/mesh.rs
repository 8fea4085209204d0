//! [`Mesh`]: triangles as the graphics card wants them, woven from a grid and cut at the box.

use crate::scene::space::TALL;

/// Triangles with shared corners.
///
/// `vertices` has [`Mesh::STRIDE`] numbers a corner: place (x, y, z), unit normal (x, y, z), colour
/// (red, green, blue from 0 to 1). `triangles` has three indices of corners a triangle,
/// anticlockwise seen from above.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mesh {
    /// The corners.
    pub vertices: Vec<f32>,
    /// The triangles.
    pub triangles: Vec<u32>,
}

/// A corner of a mesh.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Vertex {
    pub(crate) place: [f64; 3],
    pub(crate) normal: [f64; 3],
    pub(crate) colour: [f64; 3],
}

impl Vertex {
    /// The corner a part of the way to another.
    fn towards(&self, other: &Self, part: f64) -> Self {
        let mix = |a: [f64; 3], b: [f64; 3]| std::array::from_fn(|i| a[i] + (b[i] - a[i]) * part);
        Self {
            place: mix(self.place, other.place),
            normal: mix(self.normal, other.normal),
            colour: mix(self.colour, other.colour),
        }
    }
}

/// Whether the diagonal of a cell runs from its lower left to its upper right corner: along the
/// fold, where its ends differ less in height. Corners: lower left, lower right, upper left, upper right.
pub(crate) fn rises([a, b, c, d]: [f64; 4]) -> bool {
    (a - d).abs() <= (b - c).abs()
}

impl Mesh {
    /// How many numbers a corner has.
    pub const STRIDE: usize = 9;

    /// The mesh of a grid of `columns`, row-major, row 0 in front. There are no triangles at a node
    /// that is `None`, nor in a cell that is `torn` (column and row of its lower left node). Where
    /// the ground ends between two nodes, `shore` may say where: it is given the node on the ground and the one
    /// beyond. What lies above or below the box is cut off.
    pub(crate) fn weave(
        nodes: &[Option<Vertex>],
        columns: usize,
        mut torn: impl FnMut(usize, usize) -> bool,
        mut shore: impl FnMut(usize, usize) -> Option<Vertex>,
    ) -> Self {
        let mut mesh = Self::default();
        let rows = nodes.len().checked_div(columns).unwrap_or(0);
        mesh.vertices.reserve(nodes.len() * Self::STRIDE);
        mesh.triangles.reserve(nodes.len() * 6);
        for node in nodes {
            // A node without ground keeps its number; no triangle touches it.
            mesh.push(&node.unwrap_or(Vertex { place: [0.0; 3], normal: [0.0, 0.0, 1.0], colour: [0.0; 3] }));
        }
        for row in 1..rows {
            for column in 1..columns {
                let (low, high) = ((row - 1) * columns + column - 1, row * columns + column - 1);
                let [a, b, c, d] = [low, low + 1, high, high + 1];
                let corners = [nodes[a], nodes[b], nodes[c], nodes[d]];
                if corners == [None; 4] || torn(column - 1, row - 1) {
                    continue;
                }
                if let [Some(p), Some(q), Some(r), Some(s)] = corners {
                    if rises([p, q, r, s].map(|vertex| vertex.place[2])) {
                        mesh.add([a, b, d], [p, q, s]);
                        mesh.add([a, d, c], [p, s, r]);
                    } else {
                        mesh.add([a, b, c], [p, q, r]);
                        mesh.add([b, d, c], [q, s, r]);
                    }
                } else {
                    mesh.add_coast([a, b, d, c].map(|node| (node, nodes[node])), &mut shore);
                }
            }
        }
        mesh
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "a pixel needs no more than single precision, and no mesh has four thousand million corners"
    )]
    fn push(&mut self, vertex: &Vertex) -> u32 {
        let index = (self.vertices.len() / Self::STRIDE) as u32;
        let Vertex { place, normal, colour } = vertex;
        self.vertices.extend([place, normal, colour].into_iter().flatten().map(|number| *number as f32));
        index
    }

    /// What there is of a cell that has not all of its corners, which are given anticlockwise.
    fn add_coast(
        &mut self,
        corners: [(usize, Option<Vertex>); 4],
        shore: &mut impl FnMut(usize, usize) -> Option<Vertex>,
    ) {
        // Each stretch of corners on the ground, with the shore before and behind it, is a piece.
        for first in 0..4 {
            let before = corners[(first + 3) % 4];
            if corners[first].1.is_none() || before.1.is_some() {
                continue;
            }
            let mut piece: Vec<(usize, Vertex)> = Vec::with_capacity(5);
            let landing = |mesh: &mut Self, vertex: Vertex| (mesh.push(&vertex) as usize, vertex);
            piece.extend(shore(corners[first].0, before.0).map(|vertex| landing(self, vertex)));
            for step in first..first + 4 {
                let ((node, vertex), next) = (corners[step % 4], corners[(step + 1) % 4]);
                let Some(vertex) = vertex else { break };
                piece.push((node, vertex));
                if next.1.is_none() {
                    piece.extend(shore(node, next.0).map(|vertex| landing(self, vertex)));
                }
            }
            for pair in piece.windows(2).skip(1) {
                let [(a, p), (b, q), (c, r)] = [piece[0], pair[0], pair[1]];
                self.add([a, b, c], [p, q, r]);
            }
        }
    }

    /// A triangle, or what of it lies in the box.
    fn add(&mut self, nodes: [usize; 3], corners: [Vertex; 3]) {
        let above = corners.iter().filter(|corner| corner.place[2] > TALL).count();
        let below = corners.iter().filter(|corner| corner.place[2] < 0.0).count();
        if above == 3 || below == 3 {
            return;
        }
        if above + below == 0 {
            #[expect(clippy::cast_possible_truncation, reason = "no mesh has four thousand million corners")]
            self.triangles.extend(nodes.map(|node| node as u32));
            return;
        }
        let polygon = cut(&cut(&corners, 0.0, 1.0), TALL, -1.0);
        let places: Vec<u32> = polygon.iter().map(|vertex| self.push(vertex)).collect();
        for pair in places.windows(2).skip(1) {
            self.triangles.extend([places[0], pair[0], pair[1]]);
        }
    }
}

/// What of a polygon lies on the side of the level `z` that `sign` says: above (1) or below (-1).
///
/// Source: I. E. Sutherland and G. W. Hodgman, "Reentrant polygon clipping", Communications of the
/// ACM 17 (1974).
fn cut(polygon: &[Vertex], z: f64, sign: f64) -> Vec<Vertex> {
    let mut kept = Vec::with_capacity(polygon.len() + 1);
    for (index, corner) in polygon.iter().enumerate() {
        let next = &polygon[(index + 1) % polygon.len()];
        let (here, there) = (sign * (corner.place[2] - z), sign * (next.place[2] - z));
        if here >= 0.0 {
            kept.push(*corner);
        }
        if (here > 0.0 && there < 0.0) || (here < 0.0 && there > 0.0) {
            let mut crossing = corner.towards(next, here / (here - there));
            // Exactly on the level, whatever rounding says.
            crossing.place[2] = z;
            kept.push(crossing);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vertex(x: f64, y: f64, z: f64) -> Vertex {
        Vertex { place: [x, y, z], normal: [0.0, 0.0, 1.0], colour: [1.0; 3] }
    }

    fn area(mesh: &Mesh) -> f64 {
        let at = |index: u32| {
            let start = index as usize * Mesh::STRIDE;
            [f64::from(mesh.vertices[start]), f64::from(mesh.vertices[start + 1])]
        };
        mesh.triangles
            .chunks_exact(3)
            .map(|t| {
                let [a, b, c] = [at(t[0]), at(t[1]), at(t[2])];
                0.5 * ((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
            })
            .sum()
    }

    #[test]
    fn a_grid_is_covered_once_and_anticlockwise() {
        let nodes: Vec<Option<Vertex>> =
            (0..12).map(|i| Some(vertex(f64::from(i % 4), f64::from(i / 4), 0.2))).collect();
        let mesh = Mesh::weave(&nodes, 4, |_, _| false, |_, _| None);
        assert_eq!(mesh.triangles.len(), 3 * 2 * 6);
        assert_eq!(area(&mesh), 6.0);
        let torn = Mesh::weave(&nodes, 4, |column, row| (column, row) == (1, 1), |_, _| None);
        assert_eq!(area(&torn), 5.0);
    }

    #[test]
    fn a_missing_corner_costs_half_a_cell() {
        for missing in 0..4 {
            let mut nodes: Vec<Option<Vertex>> = (0..4)
                .map(|i| Some(vertex(f64::from(i % 2), f64::from(i / 2), 0.1 * f64::from(i))))
                .collect();
            nodes[missing] = None;
            let mesh = Mesh::weave(&nodes, 2, |_, _| false, |_, _| None);
            assert_eq!(area(&mesh), 0.5, "corner {missing}");
            assert!(mesh.triangles.iter().all(|&corner| corner as usize != missing));
        }
    }

    #[test]
    fn the_ground_reaches_to_its_shore() {
        // Of four nodes, each stands on the ground or not; it ends half-way.
        for case in 1..15u8 {
            let all: Vec<Vertex> = (0..4).map(|i| vertex(f64::from(i % 2), f64::from(i / 2), 0.2)).collect();
            let nodes: Vec<Option<Vertex>> =
                all.iter().enumerate().map(|(i, v)| (case >> i & 1 == 1).then_some(*v)).collect();
            let mesh =
                Mesh::weave(&nodes, 2, |_, _| false, |from, to| Some(all[from].towards(&all[to], 0.5)));
            let want = match (case.count_ones(), case) {
                (1, _) => 0.125,
                // Two opposite corners are two pieces.
                (2, 0b0110 | 0b1001) => 0.25,
                (2, _) => 0.5,
                _ => 0.875,
            };
            assert_eq!(area(&mesh), want, "case {case:04b}");
        }
    }

    #[test]
    fn what_leaves_the_box_is_cut_at_its_faces() {
        // A ramp from under the floor to over the lid: three quarters of it lie inside.
        let nodes: Vec<Option<Vertex>> = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]
            .map(|[x, y]| Some(vertex(x, y, TALL * (-1.0 / 6.0 + x * 4.0 / 3.0))))
            .to_vec();
        let mesh = Mesh::weave(&nodes, 2, |_, _| false, |_, _| None);
        assert!((area(&mesh) - 0.75).abs() < 1e-6, "{}", area(&mesh));
        for corner in &mesh.triangles {
            let z = f64::from(mesh.vertices[*corner as usize * Mesh::STRIDE + 2]);
            assert!((0.0..=TALL).contains(&z), "{z}");
        }
    }
}
