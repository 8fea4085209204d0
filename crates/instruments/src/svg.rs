//! [`Picture`]: drawings on top of each other as one SVG file.

use std::fmt::Write;

use plotters_svg::SVGBackend;

use crate::fine::{Fine, UNITS, units};
use crate::map::Map;
use crate::pen::Drawn;
use crate::relief::Raster;
use crate::theme::{Colour, Theme};
use crate::view::Frame;

/// An SVG file in the making: paper, then what is added, each over what is there.
#[derive(Debug)]
pub struct Picture {
    width: f64,
    height: f64,
    text: String,
}

impl Picture {
    /// Paper of a size in CSS pixels, with a title and a description for whoever opens it.
    #[must_use]
    pub fn new(width: f64, height: f64, theme: &Theme, title: &str, description: &str) -> Self {
        let Colour(r, g, b) = theme.paper;
        let mut picture = Self { width, height, text: String::new() };
        picture.add(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\">\n<title>{}</title>\n<desc>{}</desc>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#{r:02x}{g:02x}{b:02x}\"/>\n",
            escaped(title),
            escaped(description)
        ));
        picture
    }

    /// A map on paper of its size: ground and lines. `pixels` turns the ground's image into an address, such
    /// as a `data:` one; an empty address leaves the tints out.
    pub(crate) fn of_map(
        map: &Map,
        [width, height]: [f64; 2],
        theme: &Theme,
        [title, description]: [&str; 2],
        pixels: impl FnOnce(&Raster) -> String,
    ) -> Self {
        let mut picture = Self::new(width, height, theme, title, description);
        let raster = map.ground(theme);
        let href = pixels(&raster);
        if !href.is_empty() {
            picture.lay(&raster, map.frame(), &href);
        }
        picture.draw(|backend| map.draw(backend, theme));
        picture
    }

    fn add(&mut self, text: &str) {
        // Writing to a String cannot fail.
        let _ = self.text.write_str(text);
    }

    /// Lays the ground in its frame: `href` is where its pixels are, such as a `data:` address. As on a
    /// canvas, the middles of the outermost pixels lie on the frame, and what is beyond is cut.
    pub fn lay(&mut self, raster: &Raster, frame: Frame, href: &str) {
        if raster.columns < 2 || raster.rows < 2 {
            return;
        }
        let Frame { left, top, width, height, .. } = frame;
        let (across, up) = (width / (raster.columns - 1) as f64, height / (raster.rows - 1) as f64);
        self.add(&format!(
            "<svg x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"><image x=\"{}\" y=\"{}\" \
             width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" href=\"{}\"/></svg>\n",
            -across / 2.0,
            -up / 2.0,
            width + across,
            height + up,
            escaped(href)
        ));
    }

    /// Draws a layer over what is there.
    pub fn draw<'a>(&mut self, layer: impl FnOnce(Fine<SVGBackend<'_>>) -> Drawn<SVGBackend<'a>>) {
        let mut text = String::new();
        let size = (units(self.width).unsigned_abs(), units(self.height).unsigned_abs());
        let backend = Fine::new(SVGBackend::with_string(&mut text, size), self.width, self.height, 1.0);
        // A text cannot refuse to be drawn on.
        let _ = layer(backend.with_letters(SVG_LETTERS));
        self.add(&format!(
            "<g transform=\"scale({})\" stroke-linejoin=\"round\" stroke-linecap=\"round\">\n",
            1.0 / f64::from(UNITS)
        ));
        self.add(&text);
        self.add("</g>\n");
    }

    /// The whole file.
    #[must_use]
    pub fn finish(mut self) -> String {
        self.add("</svg>\n");
        self.text
    }
}

/// How finely the ground of a picture is sampled, in CSS pixels.
pub(crate) const GRAIN: f64 = 1.0;

/// The SVG backend writes letters by so much smaller than it is asked to.
const SVG_LETTERS: f64 = 1.24;

/// A text as it may stand in XML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
