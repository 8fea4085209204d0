//! The map with what is read and proved of its curvature as a picture to keep.

use super::CurvatureInstrument;
use crate::map::GRAIN;
use crate::relief::Raster;
use crate::sheet::{Sheet, svg};
use crate::theme::Theme;

impl CurvatureInstrument {
    /// The map with what is drawn over it as an SVG file. `address` turns the ground's image into an address, such as a
    /// `data:` one; an empty address leaves the tints out.
    #[must_use]
    pub fn picture(&mut self, theme: &Theme, address: impl FnMut(&Raster) -> String) -> String {
        let title = format!("f(x, y) = {}", self.settings.site.formula);
        let (size, sentence) = (self.ground.size(), self.readout().sentence);
        let mut sheet = Sheet::new(size[0], size[1]);
        self.ground(GRAIN).draw(&mut sheet, theme);
        self.draw_signs(&mut sheet, theme);
        self.draw_point(&mut sheet, theme);
        svg(&[sheet], theme.paper, &title, &sentence, address)
    }
}
