//! The map with its descent as a picture to keep.

use super::DescentInstrument;
use crate::relief::Raster;
use crate::svg::{GRAIN, Picture};
use crate::theme::Theme;

impl DescentInstrument {
    /// The map with the descent as an SVG file. `pixels` turns the ground's image into an address, such as a
    /// `data:` one; an empty address leaves the tints out.
    #[must_use]
    pub fn picture(&mut self, theme: &Theme, pixels: impl FnOnce(&Raster) -> String) -> String {
        let title = format!("f(x, y) = {}", self.settings.site.formula);
        let (size, sentence) = (self.ground.size(), self.readout().sentence);
        let mut picture = Picture::of_map(self.ground(GRAIN), size, theme, [&title, &sentence], pixels);
        picture.draw(|backend| self.draw_trail(backend, theme));
        picture.finish()
    }
}
