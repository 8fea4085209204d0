//! [`Sheet`]: a drawing as the list of what is on it, in CSS pixels, y downwards.
//!
//! Figures draw on sheets and nothing else, so a trait object can draw; a sheet is then played back on a canvas
//! ([`Sheet::play`]), written as an SVG ([`Sheet::svg`]), or printed as text for a test to compare.

mod play;
mod print;
mod still;
mod svg;

use std::ops::Range;

pub use play::{Beyond, UNITS};
pub use still::still;
pub use svg::{Picture, svg};

use crate::relief::Raster;
use crate::theme::Colour;
use crate::view::Frame;

/// A stroke or a fill: a colour, how opaque (0 to 1), how wide a stroke is in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ink {
    /// The colour.
    pub colour: Colour,
    /// From 0, unseen, to 1.
    pub opacity: f64,
    /// The width of a stroke in CSS pixels; a fill has none.
    pub width: f64,
}

impl Ink {
    /// A stroke.
    #[must_use]
    pub const fn new(colour: Colour, opacity: f64, width: f64) -> Self {
        Self { colour, opacity, width }
    }

    /// A fill.
    #[must_use]
    pub const fn fill(colour: Colour, opacity: f64) -> Self {
        Self { colour, opacity, width: 1.0 }
    }
}

/// Which part of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its middle.
    Middle,
    /// The middle of its upper edge: the text hangs below.
    Top,
    /// The middle of its right edge: the text ends there.
    Right,
    /// The middle of its left edge: the text begins there.
    Left,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub at: [f64; 2],
    /// Which part of it stands there.
    pub anchor: Anchor,
    /// The font's size in CSS pixels.
    pub size: f64,
    /// The colour of its letters.
    pub colour: Colour,
    /// The colour of a rim that keeps it apart from the lines under it.
    pub halo: Option<Colour>,
}

/// Something on a sheet.
#[derive(Debug)]
pub(crate) enum Mark {
    /// A line through points of the sheet.
    Line(Range<usize>, Ink),
    /// The filled shape round points of the sheet.
    Area(Range<usize>, Ink),
    /// A filled circle.
    Disc([f64; 2], f64, Ink),
    /// The rim of a circle.
    Ring([f64; 2], f64, Ink),
    /// A filled rectangle, by two opposite corners.
    Block([f64; 2], [f64; 2], Ink),
    Text(Text),
    /// An image over a frame: the middles of the pixels at its border lie on its edges.
    Image(Raster, Frame),
}

/// How far a halo reaches beyond its letters, in CSS pixels.
pub const HALO: f64 = 1.3;

/// A drawing of a size in CSS pixels.
#[derive(Debug)]
pub struct Sheet {
    size: [f64; 2],
    marks: Vec<Mark>,
    points: Vec<[f64; 2]>,
}

impl Sheet {
    /// An empty sheet of that width and height in CSS pixels.
    #[must_use]
    pub fn new(width: f64, height: f64) -> Self {
        Self { size: [width, height], marks: Vec::new(), points: Vec::new() }
    }

    /// The width and height in CSS pixels.
    #[must_use]
    pub fn size(&self) -> [f64; 2] {
        self.size
    }

    /// The images on it, each with the frame it lies over.
    pub fn images(&self) -> impl Iterator<Item = (&Raster, Frame)> {
        self.marks.iter().filter_map(|mark| match mark {
            Mark::Image(raster, frame) => Some((raster, *frame)),
            _ => None,
        })
    }

    fn keep(&mut self, points: impl IntoIterator<Item = [f64; 2]>) -> Range<usize> {
        let start = self.points.len();
        self.points.extend(points);
        start..self.points.len()
    }

    /// A line through points; nothing for fewer than two.
    pub fn line(&mut self, points: impl IntoIterator<Item = [f64; 2]>, ink: Ink) {
        let points = self.keep(points);
        if points.len() < 2 {
            self.points.truncate(points.start);
        } else {
            self.marks.push(Mark::Line(points, ink));
        }
    }

    /// A filled shape.
    pub fn shape(&mut self, points: impl IntoIterator<Item = [f64; 2]>, ink: Ink) {
        let points = self.keep(points);
        self.marks.push(Mark::Area(points, ink));
    }

    /// A disc of a radius.
    pub fn disc(&mut self, at: [f64; 2], radius: f64, ink: Ink) {
        self.marks.push(Mark::Disc(at, radius, ink));
    }

    /// A ring: the rim of a disc.
    pub fn ring(&mut self, at: [f64; 2], radius: f64, ink: Ink) {
        self.marks.push(Mark::Ring(at, radius, ink));
    }

    /// A filled rectangle with its sides along the axes, by two opposite corners.
    pub fn block(&mut self, from: [f64; 2], to: [f64; 2], ink: Ink) {
        self.marks.push(Mark::Block(from, to, ink));
    }

    /// The rim of such a rectangle.
    pub fn frame(&mut self, [x0, y0]: [f64; 2], [x1, y1]: [f64; 2], ink: Ink) {
        self.line([[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]], ink);
    }

    /// A text with its middle at a point, with a halo that keeps it apart from the lines under it.
    pub fn word(&mut self, text: &str, at: [f64; 2], size: f64, colour: Colour, halo: Option<Colour>) {
        let text = text.to_owned();
        self.marks.push(Mark::Text(Text { text, at, anchor: Anchor::Middle, size, colour, halo }));
    }

    /// A text placed by an edge or its middle.
    pub fn label(&mut self, text: &str, at: [f64; 2], size: f64, colour: Colour, anchor: Anchor) {
        let text = text.to_owned();
        self.marks.push(Mark::Text(Text { text, at, anchor, size, colour, halo: None }));
    }

    /// An image laid over a frame, cut at its edges: the middles of its outer pixels lie on them.
    pub fn image(&mut self, raster: Raster, frame: Frame) {
        if raster.columns >= 2 && raster.rows >= 2 {
            self.marks.push(Mark::Image(raster, frame));
        }
    }
}
