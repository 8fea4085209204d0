//! [`Pen`]: lines, shapes and words in CSS pixels on any plotters backend.

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
};

use crate::fine::{Fine, UNITS, units};
use crate::theme::Colour;

/// What drawing returns: an error is the backend's own, such as a canvas that is gone.
pub type Drawn<B> = Result<(), DrawingErrorKind<<B as DrawingBackend>::ErrorType>>;

/// The font of everything on a map; the figures of system fonts line up.
const FONT: FontFamily<'static> = FontFamily::Name("system-ui, sans-serif");

/// A stroke: a colour, how opaque (0 to 1), how wide in CSS pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ink {
    pub(crate) colour: Colour,
    pub(crate) opacity: f64,
    pub(crate) width: f64,
}

impl Ink {
    pub(crate) fn new(colour: Colour, opacity: f64, width: f64) -> Self {
        Self { colour, opacity, width }
    }
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

/// Draws in CSS pixels.
#[derive(Debug)]
pub(crate) struct Pen<'a, B> {
    backend: &'a mut Fine<B>,
}

impl<'a, B: DrawingBackend> Pen<'a, B> {
    pub(crate) fn on(backend: &'a mut Fine<B>) -> Self {
        Self { backend }
    }

    /// A line through points in CSS pixels; nothing for fewer than two.
    pub(crate) fn line(&mut self, points: impl IntoIterator<Item = [f64; 2]>, ink: Ink) -> Drawn<B> {
        self.path(places(points), ink)
    }

    /// Compiled once, whatever points come from.
    #[inline(never)]
    fn path(&mut self, places: Vec<BackendCoord>, ink: Ink) -> Drawn<B> {
        self.backend.draw_path(places, &ink)
    }

    /// A filled shape.
    pub(crate) fn shape(&mut self, points: impl IntoIterator<Item = [f64; 2]>, ink: Ink) -> Drawn<B> {
        self.backend.fill_polygon(places(points), &ink)
    }

    /// A disc of a radius in CSS pixels.
    pub(crate) fn disc(&mut self, [x, y]: [f64; 2], radius: f64, ink: Ink) -> Drawn<B> {
        self.backend.draw_circle((units(x), units(y)), units(radius).unsigned_abs(), &ink, true)
    }

    /// A ring: the rim of a disc.
    pub(crate) fn ring(&mut self, [x, y]: [f64; 2], radius: f64, ink: Ink) -> Drawn<B> {
        self.backend.draw_circle((units(x), units(y)), units(radius).unsigned_abs(), &ink, false)
    }

    /// A filled rectangle with its sides along the axes, by two opposite corners.
    pub(crate) fn block(&mut self, from: [f64; 2], to: [f64; 2], ink: Ink) -> Drawn<B> {
        let place = |[x, y]: [f64; 2]| (units(x), units(y));
        self.backend.draw_rect(place(from), place(to), &ink, true)
    }

    /// The rim of such a rectangle.
    pub(crate) fn frame(&mut self, [x0, y0]: [f64; 2], [x1, y1]: [f64; 2], ink: Ink) -> Drawn<B> {
        self.line([[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]], ink)
    }

    /// A word of `size` CSS pixels with its middle at a point, with a halo that keeps it apart from the lines under it.
    pub(crate) fn word(
        &mut self,
        text: &str,
        [x, y]: [f64; 2],
        size: f64,
        colour: Colour,
        halo: Option<Colour>,
    ) -> Drawn<B> {
        let centre = Pos::new(HPos::Center, VPos::Center);
        let style = |colour| Lettering { size, colour, place: centre };
        let (ink, paper) = (style(colour), halo.map(style));
        if let Some(paper) = paper {
            for (dx, dy) in [
                (-1.2, 0.0),
                (1.2, 0.0),
                (0.0, -1.2),
                (0.0, 1.2),
                (-0.9, -0.9),
                (0.9, -0.9),
                (-0.9, 0.9),
                (0.9, 0.9),
            ] {
                self.backend.draw_text(text, &paper, (units(x + dx), units(y + dy)))?;
            }
        }
        self.backend.draw_text(text, &ink, (units(x), units(y)))
    }

    /// A word of `size` CSS pixels placed by an edge or its middle.
    pub(crate) fn label(
        &mut self,
        text: &str,
        [x, y]: [f64; 2],
        size: f64,
        colour: Colour,
        place: Pos,
    ) -> Drawn<B> {
        self.backend.draw_text(text, &Lettering { size, colour, place }, (units(x), units(y)))
    }
}

/// How a word is written.
#[derive(Clone, Copy)]
struct Lettering {
    /// In CSS pixels.
    size: f64,
    colour: Colour,
    place: Pos,
}

impl BackendTextStyle for Lettering {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        let Colour(r, g, b) = self.colour;
        BackendColor { alpha: 1.0, rgb: (r, g, b) }
    }

    fn size(&self) -> f64 {
        self.size * f64::from(UNITS)
    }

    fn anchor(&self) -> Pos {
        self.place
    }

    fn family(&self) -> FontFamily<'_> {
        FONT
    }

    /// Canvases and SVG lay words out themselves; nobody else asks.
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

/// Points in CSS pixels as plotters counts them.
fn places(points: impl IntoIterator<Item = [f64; 2]>) -> Vec<BackendCoord> {
    points.into_iter().map(|[x, y]| (units(x), units(y))).collect()
}
