//! [`Surface`]: a sheet as plotters draws on it, in sixteenths of a CSS pixel.

use std::cell::Cell;
use std::convert::Infallible;

use plotters::prelude::DrawingBackend;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};

use crate::sheet::{Anchor, Ink, Sheet, UNITS};
use crate::theme::Colour;
use crate::trail::dashed;

/// A sheet that plotters draws on.
pub(super) struct Surface<'a> {
    pub(super) sheet: &'a mut Sheet,
    /// Whether lines are dashed at present.
    pub(super) dashes: &'a Cell<bool>,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

fn pixel((x, y): BackendCoord) -> [f64; 2] {
    [x, y].map(|units| f64::from(units) / f64::from(UNITS))
}

fn colour(BackendColor { rgb: (r, g, b), .. }: BackendColor) -> Colour {
    Colour(r, g, b)
}

fn ink<S: BackendStyle>(style: &S) -> Ink {
    let color = style.color();
    Ink::new(colour(color), color.alpha, f64::from(style.stroke_width()) / f64::from(UNITS))
}

impl DrawingBackend for Surface<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
        let [width, height] = self.sheet.size().map(|side| (side * f64::from(UNITS)) as u32);
        (width, height)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    /// Charts put no single pixels.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let ink = ink(style);
        if ink.opacity == 0.0 {
            return Ok(());
        }
        let points = path.into_iter().map(pixel);
        if self.dashes.get() {
            dashed(&points.collect::<Vec<_>>()).for_each(|dash| self.sheet.line(dash, ink));
        } else {
            self.sheet.line(points, ink);
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<[f64; 2]> = path.into_iter().map(pixel).collect();
        self.sheet.shape(points, ink(style));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        if text.is_empty() {
            return Ok(());
        }
        let anchor = match (style.anchor().h_pos, style.anchor().v_pos) {
            (HPos::Left, _) => Anchor::Left,
            (HPos::Right, _) => Anchor::Right,
            (HPos::Center, VPos::Top) => Anchor::Top,
            (HPos::Center, _) => Anchor::Middle,
        };
        self.sheet.label(text, pixel(at), style.size() / f64::from(UNITS), colour(style.color()), anchor);
        Ok(())
    }

    /// Words stand where they are put; nothing is moved for their size.
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        _: &str,
        _: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((0, 0))
    }
}
