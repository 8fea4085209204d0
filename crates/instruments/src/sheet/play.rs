//! A sheet played back on a plotters backend.

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
};

use super::{Anchor, Ink, Mark, Sheet, Text};
use crate::relief::Raster;
use crate::theme::Colour;
use crate::view::Frame;

/// Plotters units in a CSS pixel. plotters counts in whole units, and a curve drawn on whole
/// pixels looks like a staircase; sixteenths of a pixel are finer than antialiasing shows.
pub const UNITS: i32 = 16;

/// The font of everything drawn; the figures of system fonts line up.
pub(super) const FONT: &str = "system-ui, sans-serif";

/// CSS pixels to plotters units.
fn units(pixels: f64) -> i32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "`as` saturates, and a frame keeps pixels within a million"
    )]
    let units = (pixels * f64::from(UNITS)).round() as i32;
    units
}

fn place([x, y]: [f64; 2]) -> BackendCoord {
    (units(x), units(y))
}

impl BackendStyle for Ink {
    fn color(&self) -> BackendColor {
        let Colour(r, g, b) = self.colour;
        BackendColor { alpha: self.opacity, rgb: (r, g, b) }
    }

    fn stroke_width(&self) -> u32 {
        units(self.width).unsigned_abs().max(1)
    }
}

impl BackendTextStyle for Text {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        let Colour(r, g, b) = self.colour;
        BackendColor { alpha: 1.0, rgb: (r, g, b) }
    }

    fn size(&self) -> f64 {
        self.size * f64::from(UNITS)
    }

    fn anchor(&self) -> Pos {
        match self.anchor {
            Anchor::Middle => Pos::new(HPos::Center, VPos::Center),
            Anchor::Top => Pos::new(HPos::Center, VPos::Top),
            Anchor::Right => Pos::new(HPos::Right, VPos::Center),
            Anchor::Left => Pos::new(HPos::Left, VPos::Center),
        }
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(FONT)
    }

    /// A canvas lays words out itself; nobody else asks.
    fn layout_box(&self, _: &str) -> Result<((i32, i32), (i32, i32)), Infallible> {
        Ok(((0, 0), (0, 0)))
    }

    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _: &str,
        _: BackendCoord,
        _: F,
    ) -> Result<Result<(), E>, Infallible> {
        Ok(Ok(()))
    }
}

/// What a plotters backend has no word for.
pub trait Beyond {
    /// Lays an image over a frame.
    fn image(&mut self, raster: &Raster, frame: Frame);
    /// Draws the halo of a text, before the text itself. `x` and `y` are in plotters units.
    fn halo(&mut self, text: &Text, x: i32, y: i32, halo: Colour);
}

impl Sheet {
    /// Draws everything on a backend that counts in sixteenths of a CSS pixel, `ratio` device pixels to each of these:
    /// a canvas context must be scaled by `ratio / UNITS`. Lines along an axis are moved to the nearest row of device
    /// pixels, so that a graticule stays crisp at any ratio.
    ///
    /// # Errors
    ///
    /// Passes on the backend's own error, such as that a canvas is gone.
    pub fn play<B: DrawingBackend>(
        &self,
        backend: &mut B,
        beyond: &mut impl Beyond,
        ratio: f64,
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        for mark in &self.marks {
            match mark {
                Mark::Line(points, ink) => {
                    let mut path: Vec<BackendCoord> =
                        self.points[points.clone()].iter().map(|&at| place(at)).collect();
                    if let [from, to] = &mut path[..] {
                        snap(from, to, ratio);
                    }
                    backend.draw_path(path, ink)?;
                }
                Mark::Area(points, ink) => {
                    backend.fill_polygon(self.points[points.clone()].iter().map(|&at| place(at)), ink)?;
                }
                Mark::Disc(at, radius, ink) => {
                    backend.draw_circle(place(*at), units(*radius).unsigned_abs(), ink, true)?;
                }
                Mark::Ring(at, radius, ink) => {
                    backend.draw_circle(place(*at), units(*radius).unsigned_abs(), ink, false)?;
                }
                Mark::Block(from, to, ink) => backend.draw_rect(place(*from), place(*to), ink, true)?,
                Mark::Text(text) => {
                    let at = place(text.at);
                    if let Some(halo) = text.halo {
                        beyond.halo(text, at.0, at.1, halo);
                    }
                    backend.draw_text(&text.text, text, at)?;
                }
                Mark::Image(raster, frame) => beyond.image(raster, *frame),
            }
        }
        Ok(())
    }
}

/// Moves a line along an axis to the middle of the device pixels in which it lies.
fn snap(from: &mut BackendCoord, to: &mut BackendCoord, ratio: f64) {
    let middle = |unit: i32| {
        let device = f64::from(UNITS) / ratio;
        #[expect(clippy::cast_possible_truncation, reason = "`as` saturates")]
        let middle = (((f64::from(unit) / device).floor() + 0.5) * device).round() as i32;
        middle
    };
    if from.0 == to.0 {
        from.0 = middle(from.0);
        to.0 = from.0;
    }
    if from.1 == to.1 {
        from.1 = middle(from.1);
        to.1 = from.1;
    }
}
