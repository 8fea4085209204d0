//! The map with what is read and proved of its curvature as a picture to keep.

use super::CurvatureInstrument;
use crate::relief::Raster;
use crate::svg::{GRAIN, Picture};
use crate::theme::Theme;

impl CurvatureInstrument {
    /// The map with what is drawn over it as an SVG file. `pixels` turns the ground's image into an address, such as a
    /// `data:` one; an empty address leaves the tints out.
    #[must_use]
    pub fn picture(&mut self, theme: &Theme, pixels: impl FnOnce(&Raster) -> String) -> String {
        let title = format!("f(x, y) = {}", self.settings.site.formula);
        let (size, sentence) = (self.ground.size(), self.readout().sentence);
        let mut picture = Picture::of_map(self.ground(GRAIN), size, theme, [&title, &sentence], pixels);
        picture.draw(|backend| self.draw_signs(backend, theme));
        picture.draw(|backend| self.draw_point(backend, theme));
        picture.finish()
    }
}
