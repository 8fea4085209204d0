//! The network as a picture to keep.

use super::DetectorInstrument;
use crate::sheet::{Sheet, svg};
use crate::theme::Theme;

impl DetectorInstrument {
    /// The network, as it answers the drawing, as an SVG file.
    #[must_use]
    pub fn picture(&self, theme: &Theme) -> String {
        let layers: Vec<String> = self.settings.layers.iter().map(ToString::to_string).collect();
        let title = format!("A {} network that looks for an X", layers.join("-"));
        let [width, height] = self.size;
        let mut sheet = Sheet::new(width, height);
        self.draw_network(&mut sheet, theme);
        svg(&[sheet], theme.paper, &title, &self.readout().sentence, |_| String::new())
    }
}
