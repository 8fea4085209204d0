//! What the instrument shows in three dimensions.

use hillside_core::QuadraticModel;

use super::{CurvatureInstrument, cross};
use crate::map::ROUGH;
use crate::scene::Scene;
use crate::theme::Theme;

impl CurvatureInstrument {
    /// The ground of the map in three dimensions, on `nodes` by `nodes` places.
    pub fn scene(&mut self, theme: &Theme, nodes: usize) -> Scene {
        let (function, map) = self.ground.function_and_map(&self.settings.site, self.settings.point, ROUGH);
        Scene::new(function, map, theme, nodes)
    }

    /// The point, and the quadratic model about it.
    #[must_use]
    pub fn model(&self) -> ([f64; 2], QuadraticModel) {
        (self.settings.point, self.read().model)
    }

    /// The steps of a safe length, if they are to be drawn.
    #[must_use]
    pub fn walk(&self) -> Vec<[f64; 2]> {
        if self.settings.trail { cross::walk(self, &self.read()) } else { Vec::new() }
    }
}
