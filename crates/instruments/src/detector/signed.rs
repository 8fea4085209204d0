//! How a number with a sign is drawn: by colour, by strength, and by a mark for those who do not see the colour.

use crate::sheet::{Ink, Sheet};
use crate::theme::{Colour, Theme};

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
pub(super) fn cell(sheet: &mut Sheet, [x, y]: [f64; 2], side: f64, value: f64, largest: f64, theme: &Theme) {
    let share = share(value, largest);
    sheet.block([x, y], [x + side, y + side], Ink::new(theme.void, 1.0, 1.0));
    if share > 0.004 {
        let ink = Ink::new(colour(value, theme), 0.06 + 0.86 * share, 1.0);
        sheet.block([x, y], [x + side, y + side], ink);
    }
    if side >= 8.0 && share > 0.12 {
        let at = [x + side / 2.0, y + side / 2.0];
        mark(
            sheet,
            at,
            (side * 0.22).min(4.5),
            value,
            Ink::new(theme.rim, 1.0, (side * 0.09).clamp(1.0, 1.8)),
        );
    }
}

/// A plus or a minus of that reach about a point.
pub(super) fn mark(sheet: &mut Sheet, [x, y]: [f64; 2], reach: f64, value: f64, ink: Ink) {
    sheet.line([[x - reach, y], [x + reach, y]], ink);
    if value > 0.0 {
        sheet.line([[x, y - reach], [x, y + reach]], ink);
    }
}
