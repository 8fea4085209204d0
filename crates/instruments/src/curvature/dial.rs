//! The dial: the curvature `vᵀHv` in every direction, and the one it points to.

use super::CurvatureInstrument;
use crate::direction::direction;
use crate::sheet::{Ink, Sheet};
use crate::theme::Theme;

/// Directions looked at all round.
const ALL: u32 = 120;
/// Room outside the ring, in CSS pixels.
const MARGIN: f64 = 18.0;

pub(super) fn draw(instrument: &CurvatureInstrument, sheet: &mut Sheet, theme: &Theme) {
    let [width, height] = sheet.size();
    let middle = [width / 2.0, height / 2.0];
    let radius = (width.min(height) / 2.0 - MARGIN).max(8.0);
    let at = |[x, y]: [f64; 2], r: f64| [middle[0] + r * x, middle[1] - r * y];
    let circle = |r: f64| (0..=ALL).map(move |k| at(direction(3.0 * f64::from(k)), r));
    sheet.line(circle(radius), Ink::new(theme.ink, 0.55, 1.0));
    sheet.line(circle(radius / 2.0), Ink::new(theme.ink, 0.15, 1.0));
    for tick in 0..24 {
        let v = direction(15.0 * f64::from(tick));
        let length = if tick % 6 == 0 { 7.0 } else { 4.0 };
        sheet.line([at(v, radius), at(v, radius - length)], Ink::new(theme.ink, 0.55, 1.0));
    }
    let reading = instrument.read();
    let size = reading.curvature.spectral_radius;
    if size.is_finite() && size > 0.0 {
        // Pressed by the square root, so that 2 is seen beside 1000.
        let length = |v: [f64; 2]| {
            let share = (reading.model.curvature_along(v) / size).clamp(-1.0, 1.0);
            (share.abs().sqrt() * radius, share > 0.0)
        };
        let mut lobe: Vec<[f64; 2]> = Vec::new();
        let mut positive = true;
        for k in 0..=ALL {
            let v = direction(3.0 * f64::from(k));
            let (r, up) = length(v);
            if up != positive && r > 0.0 {
                fill(sheet, &lobe, positive, middle, theme);
                lobe.clear();
                positive = up;
            }
            lobe.push(at(v, r));
        }
        fill(sheet, &lobe, positive, middle, theme);
        for (value, axis) in reading.curvature.eigenvalues.into_iter().zip(reading.curvature.eigenvectors) {
            let (r, up) = length(axis);
            let (mark, colour) = if up { ("+", theme.bowl) } else { ("−", theme.hill) };
            if r > 0.3 * radius && value != 0.0 {
                for side in [1.0, -1.0] {
                    sheet.word(mark, at(axis.map(|c| side * c), 0.62 * r), 15.0, colour, None);
                }
            }
        }
    }
    let v = direction(instrument.settings.angle);
    for (name, axis) in ["v₁", "v₂"].into_iter().zip(reading.curvature.eigenvectors) {
        if axis.iter().all(|c| c.is_finite()) {
            sheet.line([at(axis, radius), at(axis.map(|c| -c), radius)], Ink::new(theme.ink, 0.25, 1.0));
            // Where the knob is not: an axis has two ends.
            let end = if axis[0] * v[0] + axis[1] * v[1] > 0.9 { -1.0 } else { 1.0 };
            sheet.word(name, at(axis, end * (radius + 10.0)), 11.5, theme.ink, None);
        }
    }
    sheet.line([at(v, -radius), at(v, radius)], Ink::new(theme.sign, 1.0, 2.0));
    sheet.disc(middle, 3.0, Ink::new(theme.sign, 1.0, 1.0));
    let knob = at(v, radius);
    sheet.disc(knob, 9.5, Ink::new(theme.sign, 1.0, 1.0));
    sheet.disc(knob, 6.0, Ink::new(theme.rim, 1.0, 1.0))
}

/// A lobe of one sign, closed through the middle.
fn fill(sheet: &mut Sheet, edge: &[[f64; 2]], positive: bool, middle: [f64; 2], theme: &Theme) {
    if edge.len() < 2 {
        return;
    }
    let colour = if positive { theme.bowl } else { theme.hill };
    sheet.shape(edge.iter().copied().chain([middle]), Ink::new(colour, 0.2, 1.0));
    sheet.line(edge.iter().copied(), Ink::new(colour, 0.9, 1.6))
}
