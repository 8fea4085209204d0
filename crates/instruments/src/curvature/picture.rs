//! The map with what is read and proved of its curvature as a picture to keep.

use super::CurvatureInstrument;
use crate::map::GRAIN;
use crate::sheet::{Picture, Sheet};
use crate::theme::Theme;

impl CurvatureInstrument {
    /// The map with what is drawn over it, as it is to be kept.
    #[must_use]
    pub fn picture(&mut self, theme: &Theme) -> Picture {
        let title = self.settings.site.title();
        let (size, description) = (self.ground.size(), self.readout().sentence);
        let mut sheet = Sheet::new(size[0], size[1]);
        self.ground(GRAIN).draw(&mut sheet, theme);
        self.draw_signs(&mut sheet, theme);
        self.draw_point(&mut sheet, theme);
        Picture { sheets: vec![sheet], paper: theme.paper, title, description }
    }
}
