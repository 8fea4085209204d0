//! How a number with a sign is drawn: by colour, by strength, and by a mark for those who do not see the colour.

use plotters_backend::DrawingBackend;
use plotters_backend::text_anchor::{HPos, Pos, VPos};

use crate::pen::{Drawn, Ink, Pen};
use crate::theme::{Colour, Theme};

/// A word with its middle at its place, or its end.
pub(super) const CENTRE: Pos = Pos { h_pos: HPos::Center, v_pos: VPos::Center };
pub(super) const RIGHT: Pos = Pos { h_pos: HPos::Right, v_pos: VPos::Center };

/// The colour of numbers above 0, or of those below.
pub(super) fn colour(value: f64, theme: &Theme) -> Colour {
    if value < 0.0 { theme.trail } else { theme.gradient }
}

/// How large `value` is beside `largest`, from 0 to 1; a NaN counts as nothing.
pub(super) fn share(value: f64, largest: f64) -> f64 {
    let share = value.abs() / largest;
    if share.is_nan() { 0.0 } else { share.min(1.0) }
}

/// The largest size among `values`; 1 where all are 0, so that nothing looks large.
pub(super) fn largest(values: impl IntoIterator<Item = f64>) -> f64 {
    let largest = values.into_iter().map(f64::abs).filter(|v| v.is_finite()).fold(0.0, f64::max);
    if largest > 0.0 { largest } else { 1.0 }
}

/// A square cell of a picture of numbers: the fuller, the larger beside `largest`; a bar tells the sign.
pub(super) fn cell<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    [x, y]: [f64; 2],
    side: f64,
    value: f64,
    largest: f64,
    theme: &Theme,
) -> Drawn<B> {
    let share = share(value, largest);
    pen.block([x, y], [x + side, y + side], Ink::new(theme.void, 1.0, 1.0))?;
    if share > 0.004 {
        let ink = Ink::new(colour(value, theme), 0.06 + 0.86 * share, 1.0);
        pen.block([x, y], [x + side, y + side], ink)?;
    }
    if side >= 8.0 && share > 0.12 {
        let at = [x + side / 2.0, y + side / 2.0];
        mark(
            pen,
            at,
            (side * 0.22).min(4.5),
            value,
            Ink::new(theme.rim, 1.0, (side * 0.09).clamp(1.0, 1.8)),
        )?;
    }
    Ok(())
}

/// A plus or a minus of that reach about a point.
pub(super) fn mark<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    [x, y]: [f64; 2],
    reach: f64,
    value: f64,
    ink: Ink,
) -> Drawn<B> {
    pen.line([[x - reach, y], [x + reach, y]], ink)?;
    if value > 0.0 {
        pen.line([[x, y - reach], [x, y + reach]], ink)?;
    }
    Ok(())
}
