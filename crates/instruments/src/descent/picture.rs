//! The map with its descent as a picture to keep.

use super::DescentInstrument;
use crate::svg::Picture;
use crate::theme::Theme;

/// How finely the ground of a picture is sampled, in CSS pixels.
const GRAIN: f64 = 1.0;

impl DescentInstrument {
    /// The map with the descent as an SVG file. `pixels` turns the ground's image into an address, such as
    /// a `data:` one; an empty address leaves the tints out.
    #[must_use]
    pub fn picture(&mut self, theme: &Theme, pixels: impl FnOnce(&crate::Raster) -> String) -> String {
        let [width, height] = self.ground.size();
        let title = format!("f(x, y) = {}", self.settings.site.formula);
        let sentence = self.readout().sentence;
        let mut picture = Picture::new(width, height, theme, &title, &sentence);
        let map = self.ground(GRAIN);
        let raster = map.ground(theme);
        let href = pixels(&raster);
        if !href.is_empty() {
            picture.lay(&raster, map.frame(), &href);
        }
        picture.draw(|backend| map.draw(backend, theme));
        picture.draw(|backend| self.draw_trail(backend, theme));
        picture.finish()
    }
}
