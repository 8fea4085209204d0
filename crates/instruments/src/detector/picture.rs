//! The network as a picture to keep.

use super::DetectorInstrument;
use crate::sheet::{Picture, Sheet};
use crate::theme::Theme;

impl DetectorInstrument {
    /// The network, as it answers the drawing, as it is to be kept.
    #[must_use]
    pub fn picture(&self, theme: &Theme) -> Picture {
        let layers: Vec<String> = self.settings.layers.iter().map(ToString::to_string).collect();
        let title = format!("A {} network that looks for an X", layers.join("-"));
        let [width, height] = self.size;
        let mut sheet = Sheet::new(width, height);
        self.draw_network(&mut sheet, theme);
        let description = self.readout().sentence;
        Picture { sheets: vec![sheet], paper: theme.paper, title, description }
    }
}
