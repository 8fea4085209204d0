//! [`Fine`]: plotters on fractions of a pixel.

use plotters_backend::text_anchor::Pos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle, FontTransform,
};

/// Plotters units in a CSS pixel. plotters counts in whole units, and a curve drawn on whole
/// pixels looks like a staircase; sixteenths of a pixel are finer than antialiasing shows.
pub const UNITS: i32 = 16;

/// A plotters backend that counts in sixteenths of a CSS pixel.
///
/// The backend inside must be scaled by the caller: a canvas context by `ratio / 16`, an SVG by
/// its `viewBox`. Lines along an axis are moved to the nearest row of device pixels, so the
/// graticule stays crisp at any ratio.
#[derive(Debug)]
pub struct Fine<B> {
    inside: B,
    size: (u32, u32),
    ratio: f64,
    /// How much larger letters are asked for than they are to be.
    letters: f64,
}

impl<B: DrawingBackend> Fine<B> {
    /// `width` and `height` are in CSS pixels, `ratio` is device pixels a CSS pixel.
    pub fn new(inside: B, width: f64, height: f64, ratio: f64) -> Self {
        Self {
            inside,
            size: (units(width).unsigned_abs(), units(height).unsigned_abs()),
            ratio,
            letters: 1.0,
        }
    }

    /// For a backend that writes letters smaller than it is asked to, by a factor.
    #[must_use]
    pub fn with_letters(self, letters: f64) -> Self {
        Self { letters, ..self }
    }

    /// The middle of the device pixel in which `unit` lies, in units.
    fn snap(&self, unit: i32) -> i32 {
        let device = f64::from(UNITS) / self.ratio;
        units_of((((f64::from(unit) / device).floor() + 0.5) * device).round())
    }
}

/// CSS pixels to plotters units.
#[must_use]
pub(crate) fn units(pixels: f64) -> i32 {
    units_of((pixels * f64::from(UNITS)).round())
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "`as` saturates, and a frame keeps pixels within a million"
)]
fn units_of(rounded: f64) -> i32 {
    rounded as i32
}

impl<B: DrawingBackend> DrawingBackend for Fine<B> {
    type ErrorType = B::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        self.inside.ensure_prepared()
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        self.inside.present()
    }

    fn draw_pixel(
        &mut self,
        at: BackendCoord,
        colour: BackendColor,
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        self.inside.draw_pixel(at, colour)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        mut from: BackendCoord,
        mut to: BackendCoord,
        style: &S,
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        if from.0 == to.0 {
            from.0 = self.snap(from.0);
            to.0 = from.0;
        }
        if from.1 == to.1 {
            from.1 = self.snap(from.1);
            to.1 = from.1;
        }
        self.inside.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        self.inside.draw_rect(from, to, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        // plotters draws ticks and graticule as paths of two points.
        let mut path = path.into_iter();
        match (path.next(), path.next(), path.next()) {
            (Some(from), Some(to), None) => self.draw_line(from, to, style),
            (Some(a), Some(b), Some(c)) => self.inside.draw_path([a, b, c].into_iter().chain(path), style),
            _ => Ok(()),
        }
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        self.inside.draw_circle(centre, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        outline: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        self.inside.fill_polygon(outline, style)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        self.inside.draw_text(text, &Enlarged { style, by: self.letters }, at)
    }

    /// Measured by the usual widths of a sans-serif face and not by asking the page: the same
    /// layout comes out on every machine, and nothing is added to the document to be measured,
    /// which a strict content security policy would forbid.
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<B::ErrorType>> {
        let ems: f64 = text.chars().map(ems).sum();
        Ok((
            units_of((ems * style.size()).ceil()).unsigned_abs(),
            units_of(style.size().ceil()).unsigned_abs(),
        ))
    }
}

/// Letters by a factor larger than a style says.
struct Enlarged<'a, S> {
    style: &'a S,
    by: f64,
}

impl<S: BackendTextStyle> BackendTextStyle for Enlarged<'_, S> {
    type FontError = S::FontError;

    fn color(&self) -> BackendColor {
        self.style.color()
    }
    fn size(&self) -> f64 {
        self.style.size() * self.by
    }
    fn transform(&self) -> FontTransform {
        self.style.transform()
    }
    fn style(&self) -> FontStyle {
        self.style.style()
    }
    fn anchor(&self) -> Pos {
        self.style.anchor()
    }
    fn family(&self) -> FontFamily<'_> {
        self.style.family()
    }
    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), S::FontError> {
        self.style.layout_box(text)
    }
    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        text: &str,
        at: BackendCoord,
        draw: F,
    ) -> Result<Result<(), E>, S::FontError> {
        self.style.draw(text, at, draw)
    }
}

/// The usual width of a character, in parts of the font's size.
fn ems(c: char) -> f64 {
    match c {
        '.' | ',' | ':' | '|' | 'i' | 'l' | ' ' => 0.28,
        '\u{2070}'..='\u{209f}' | '\u{b2}' | '\u{b3}' | '\u{b9}' => 0.36,
        _ => 0.57,
    }
}
