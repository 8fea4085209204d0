//! The map with its descent as a picture to keep.

use super::DescentInstrument;
use crate::map::GRAIN;
use crate::sheet::{Picture, Sheet};
use crate::theme::Theme;

impl DescentInstrument {
    /// The map with the descent, as it is to be kept.
    #[must_use]
    pub fn picture(&mut self, theme: &Theme) -> Picture {
        let title = self.settings.site.title();
        let (size, description) = (self.ground.size(), self.readout().sentence);
        let mut sheet = Sheet::new(size[0], size[1]);
        self.ground(GRAIN).draw(&mut sheet, theme);
        self.draw_trail(&mut sheet, theme);
        Picture { sheets: vec![sheet], paper: theme.paper, title, description }
    }
}
