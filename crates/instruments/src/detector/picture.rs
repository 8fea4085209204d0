//! The network as a picture to keep.

use super::DetectorInstrument;
use crate::svg::Picture;
use crate::theme::Theme;

impl DetectorInstrument {
    /// The network, as it answers the drawing, as an SVG file.
    #[must_use]
    pub fn picture(&self, theme: &Theme) -> String {
        let layers: Vec<String> = self.settings.layers.iter().map(ToString::to_string).collect();
        let title = format!("A {} network that looks for an X", layers.join("-"));
        let [width, height] = self.size;
        let mut picture = Picture::new(width, height, theme, &title, &self.readout().sentence);
        picture.draw(|backend| self.draw_network(backend, theme));
        picture.finish()
    }
}
