//! The map with its descent as a picture to keep.

use super::DescentInstrument;
use crate::map::GRAIN;
use crate::relief::Raster;
use crate::sheet::{Sheet, svg};
use crate::theme::Theme;

impl DescentInstrument {
    /// The map with the descent as an SVG file. `address` turns the ground's image into an address, such as a
    /// `data:` one; an empty address leaves the tints out.
    #[must_use]
    pub fn picture(&mut self, theme: &Theme, address: impl FnMut(&Raster) -> String) -> String {
        let title = format!("f(x, y) = {}", self.settings.site.formula);
        let (size, sentence) = (self.ground.size(), self.readout().sentence);
        let mut sheet = Sheet::new(size[0], size[1]);
        self.ground(GRAIN).draw(&mut sheet, theme);
        self.draw_trail(&mut sheet, theme);
        svg(&[sheet], theme.paper, &title, &sentence, address)
    }
}
