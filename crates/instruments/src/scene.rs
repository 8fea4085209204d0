//! [`Scene`]: the ground in three dimensions, as numbers for a graphics card.
//!
//! What stays while a point moves (surface, contour lines, box) is made once a view; what moves with it (two small
//! sheets, a path) is made anew each time and is a few hundred corners. Heights are pressed as on the map, tints and the light are
//! the map's, so both show the same ground.

mod camera;
mod ground;
mod labels;
mod lines;
mod mesh;
mod patch;
mod space;

#[cfg(test)]
mod tests;

use hillside_core::{Expr, QuadraticModel};

pub use camera::Camera;
pub use lines::Path;
pub use mesh::Mesh;
pub use patch::Patch;

use crate::field::Field;
use crate::map::Map;
use crate::sheet::Sheet;
use crate::theme::Theme;
use ground::Ground;
use labels::{Labels, Tick};
use space::Space;

/// The ground of a map in three dimensions, in a box about the origin: x and y from -1/2 to 1/2 (less along
/// the shorter side), z from 0 to 1/2.
#[derive(Debug)]
pub struct Scene {
    space: Space,
    ground: Ground,
    contours: [Vec<f32>; 2],
    frame: [Vec<f32>; 2],
    labels: Labels,
}

impl Scene {
    /// The scene of what `map` shows of `function`, on `nodes` by `nodes` places (2 to 512).
    #[must_use]
    pub fn new(function: &Expr, map: &Map, theme: &Theme, nodes: usize) -> Self {
        let view = map.frame().view;
        let nodes = nodes.clamp(2, 512);
        let field = Field::sample(function, view, nodes, nodes);
        let space = Space::new(view, map.scale(), &field.values);
        let ground = Ground::new(function, &field, &space, theme);
        let levels: Vec<(f64, bool)> =
            map.levels().iter().map(|&level| (space.height(level), map.is_heavy(level))).collect();
        let contours = lines::contours(&ground, &levels);
        let labels = Labels::new(&space, map.levels().iter().map(|&level| (level, map.label(level))));
        let places = |ticks: &[Tick]| -> Vec<f64> { ticks.iter().map(|tick| tick.place).collect() };
        let [x, y, z] = [&labels.x, &labels.y, &labels.z].map(|ticks| places(ticks));
        let frame = lines::frame(space.half, [&x, &y, &z]);
        Self { space, ground, contours, frame, labels }
    }

    /// The surface. Where the function has no value, or may have a pole, there are no triangles; where it jumps there is
    /// a wall.
    #[must_use]
    pub fn surface(&self) -> &Mesh {
        &self.ground.mesh
    }

    /// The contour lines on it, the light ones and the heavy ones: six numbers a segment, from and to.
    #[must_use]
    pub fn contours(&self) -> &[Vec<f32>; 2] {
        &self.contours
    }

    /// The edges of the box with their ticks, and the graticule on its floor: six numbers a segment.
    #[must_use]
    pub fn frame(&self) -> &[Vec<f32>; 2] {
        &self.frame
    }

    /// A way through points of the plane, laid on the surface.
    #[must_use]
    pub fn path(&self, points: &[[f64; 2]]) -> Path {
        Path::over(&self.ground, &self.space, points)
    }

    /// The place on the floor below a point of the plane, and the place of the point itself where the function
    /// is `value`, kept in the box; `None` out of view, or where there is no value.
    #[must_use]
    pub fn stand(&self, at: [f64; 2], value: f64) -> Option<[[f64; 3]; 2]> {
        let [x, y] = self.space.ground(at);
        let z = self.space.height(value);
        let z = z.is_finite().then(|| z.clamp(0.0, space::TALL))?;
        self.space.view.contains(at).then_some([[x, y, 0.0], [x, y, z]])
    }

    /// The tangent plane and the quadratic model about a point, as small sheets; nothing where the point stands
    /// on no ground.
    #[must_use]
    pub fn patches(&self, at: [f64; 2], model: &QuadraticModel, theme: &Theme) -> Option<[Patch; 2]> {
        self.stand(at, model.value)?;
        let plane = QuadraticModel { hessian: [0.0; 3], ..*model };
        Some([
            Patch::new(&self.space, at, &plane, theme.gradient),
            Patch::new(&self.space, at, model, theme.model),
        ])
    }

    /// Writes the numbers at the axes, for a picture of `size` CSS pixels.
    pub fn draw_labels(&self, sheet: &mut Sheet, camera: &Camera, size: [f64; 2], theme: &Theme) {
        self.labels.draw(sheet, camera, self.space.half, size, theme)
    }
}
