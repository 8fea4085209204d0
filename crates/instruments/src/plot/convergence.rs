//! How the error of a Taylor polynomial goes with the step, both logarithmic, with its measured slope.

use hillside_core::TaylorErrors;

use super::{LETTERS, Plot};
use crate::digits;
use crate::sheet::{Anchor, Ink, Sheet};
use crate::theme::Theme;

/// Draws the errors, those the slope was measured at, and the step and error looked at.
pub(crate) fn draw(errors: &TaylorErrors, here: [f64; 2], sheet: &mut Sheet, theme: &Theme) {
    let seen = |at: &[f64; 2]| at.iter().all(|value| *value > 0.0 && value.is_finite());
    let all: Vec<[f64; 2]> = errors.steps.iter().zip(&errors.errors).map(|(h, error)| [*h, *error]).collect();
    let shown: Vec<[f64; 2]> = all.iter().copied().filter(seen).collect();
    let Some(mut plot) = Plot::logarithmic(&shown, sheet.size()) else {
        let [width, height] = sheet.size();
        return sheet.word("no error to draw", [width / 2.0, height / 2.0], 12.0, theme.ink, None);
    };
    let fitted = all[errors.fitted.clone()].to_vec();
    let middle = fitted.get(fitted.len() / 2).map(|at| plot.to_pixel(*at));
    let (frame, at) = (plot.frame(), plot.to_pixel(here));
    plot.curve(shown, Ink::new(theme.ink, 0.55, 1.4), false);
    plot.curve(fitted, Ink::new(theme.model, 1.0, 3.0), false);
    plot.show(sheet, theme);
    if let Some(([x, y], slope)) = middle.zip(errors.slope) {
        let text = format!("slope {}", digits::write(slope, 3));
        sheet.label(&text, [x + 12.0, y + 6.0], LETTERS + 1.0, theme.ink, Anchor::Left);
    }
    if seen(&here) && frame.contains_pixel(at) {
        sheet.disc(at, 4.5, Ink::fill(theme.trail, 1.0));
    }
}
