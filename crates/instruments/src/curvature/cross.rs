//! The point on the map: its eigenvectors as a cross, the quadratic model's level curves, the line of
//! the dial, and steps of a safe length.

use hillside_core::{Curvature, Descent, DescentSettings};

use super::{CurvatureInstrument, Reading};
use crate::digits;
use crate::sheet::{Ink, Sheet};
use crate::theme::Theme;
use crate::trail::{arrow, clip, dashed, handle, visible};
use crate::view::Frame;

/// How long the arm of an eigenvalue is, in CSS pixels: of none, and what the largest adds.
const ARM: [f64; 2] = [22.0, 40.0];
/// How far the model's curves reach from the point, in CSS pixels.
const REACH: f64 = 150.0;
/// How they fade on the way: from, to, and how opaque.
const FADING: [(f64, f64, f64); 4] =
    [(0.0, 80.0, 1.0), (80.0, 105.0, 0.7), (105.0, 128.0, 0.45), (128.0, REACH, 0.2)];
/// Steps of the trail.
const STEPS: usize = 60;
/// How much of the smaller side of the map a slice reaches either way.
const SLICE: f64 = 0.26;

pub(super) fn draw(instrument: &CurvatureInstrument, sheet: &mut Sheet, theme: &Theme) {
    let frame = instrument.frame();
    let point = instrument.settings.point;
    let at = frame.to_pixel(point);
    let seen = frame.contains_pixel(at);
    let reading = instrument.read();
    if seen {
        curves(sheet, instrument, &reading, frame, theme);
        line_of_dial(sheet, instrument, &reading, frame, theme);
        if instrument.settings.trail {
            trail(sheet, instrument, &reading, frame, theme);
        }
        cross(sheet, &reading, at, frame, theme);
        if instrument.selected().is_some() {
            // The sign it stands on stays visible within.
            sheet.ring(at, 14.5, Ink::new(theme.rim, 0.95, 6.0));
            sheet.ring(at, 14.5, Ink::new(theme.trail, 1.0, if instrument.held { 4.5 } else { 3.0 }));
            return;
        }
    }
    handle(sheet, at, instrument.held, frame, theme)
}

/// The level curves of the quadratic model: through the point, and on the map's levels next to it.
fn curves(
    sheet: &mut Sheet,
    instrument: &CurvatureInstrument,
    reading: &Reading,
    frame: Frame,
    theme: &Theme,
) {
    let [px, py] = instrument.settings.point;
    let at = frame.to_pixel([px, py]);
    let unit = frame.pixel();
    let reach = REACH * unit[0].max(unit[1]);
    let value = reading.model.value;
    let around = instrument.ground.drawn().map_or([None; 2], |map| map.levels_around(value));
    // Without contour lines, the levels of a curve some 40 pixels away.
    let step = 0.5
        * reading.curvature.spectral_radius
        * (40.0 * unit[0].min(unit[1]))
        * (40.0 * unit[0].min(unit[1]));
    let levels = [around[0].unwrap_or(value - step), value, around[1].unwrap_or(value + step)];
    for (index, level) in levels.into_iter().enumerate() {
        let width = if index == 1 { 1.9 } else { 1.3 };
        for piece in reading.model.level_curve(level).pieces(reach, 96) {
            let pixels: Vec<[f64; 2]> =
                piece.into_iter().map(|[dx, dy]| frame.to_pixel([px + dx, py + dy])).collect();
            // All rims first, or one part's would cut the next part's line.
            for rim in [true, false] {
                for stretch in visible(&pixels, frame) {
                    for (near, far, strength) in FADING {
                        let ink = if rim {
                            Ink::new(theme.rim, 0.55 * strength, width + 2.2)
                        } else {
                            Ink::new(theme.model, strength, width)
                        };
                        for part in within(&stretch, at, near, far) {
                            sheet.line(part, ink);
                        }
                    }
                }
            }
        }
    }
}

/// The parts of a line whose segments begin between `near` and `far` CSS pixels from a place.
fn within(line: &[[f64; 2]], [x, y]: [f64; 2], near: f64, far: f64) -> Vec<Vec<[f64; 2]>> {
    let mut parts: Vec<Vec<[f64; 2]>> = Vec::new();
    let mut inside = false;
    for pair in line.windows(2) {
        let [mx, my] = [0, 1].map(|k| f64::midpoint(pair[0][k], pair[1][k]));
        let square = (mx - x) * (mx - x) + (my - y) * (my - y);
        if square < near * near || square >= far * far {
            inside = false;
            continue;
        }
        match parts.last_mut() {
            Some(part) if inside => part.push(pair[1]),
            _ => parts.push(vec![pair[0], pair[1]]),
        }
        inside = true;
    }
    parts
}

/// How far a slice reaches either way from the point along `v`, in the units of x and y.
pub(super) fn extent(frame: Frame, v: [f64; 2]) -> f64 {
    let unit = frame.pixel();
    let (dx, dy) = (v[0] / unit[0], v[1] / unit[1]);
    // A unit of length is so many pixels on the map.
    SLICE * frame.width.min(frame.height) / (dx * dx + dy * dy).sqrt()
}

/// The stretch of the slice along the dial, with its direction at one end.
fn line_of_dial(
    sheet: &mut Sheet,
    instrument: &CurvatureInstrument,
    reading: &Reading,
    frame: Frame,
    theme: &Theme,
) {
    let [px, py] = instrument.settings.point;
    let v = instrument.line(2, reading);
    let reach = extent(frame, v);
    let end = |side: f64| frame.to_pixel([px + side * reach * v[0], py + side * reach * v[1]]);
    let (back, tip) = (end(-1.0), end(1.0));
    if let Some([from, to]) = clip([back, tip], frame) {
        for dash in dashed(&[from, to]) {
            sheet.line(dash.iter().copied(), Ink::new(theme.rim, 0.8, 3.6));
            sheet.line(dash, Ink::new(theme.sign, 1.0, 1.6));
        }
    }
    if frame.contains_pixel(tip) {
        sheet.disc(tip, 6.0, Ink::new(theme.rim, 0.95, 1.0));
        sheet.disc(tip, 4.2, Ink::new(theme.sign, 1.0, 1.0));
    }
}

/// Steps of a safe length from the point down, and where they lead: 1/L where that is proved, 1/ρ of
/// the point until then.
pub(super) fn walk(instrument: &CurvatureInstrument, reading: &Reading) -> Vec<[f64; 2]> {
    let proved = instrument
        .proofs
        .bound(&instrument.about())
        .filter(|(bound, stale)| !stale && bound.upper.is_finite());
    let rate = proved.map_or(reading.curvature.safe_step, |(bound, _)| 1.0 / bound.upper);
    let point = instrument.settings.point;
    let steps = if rate.is_finite() && rate > 0.0 {
        Descent::new(instrument.function(), DescentSettings::new(point, rate)).run(STEPS)
    } else {
        Vec::new()
    };
    std::iter::once(point)
        .chain(steps.iter().map(|step| [step.x, step.y]))
        .take_while(|at| at[0].is_finite() && at[1].is_finite())
        .collect()
}

/// The walk of safe steps, and the one step that the ground under the point allows.
fn trail(
    sheet: &mut Sheet,
    instrument: &CurvatureInstrument,
    reading: &Reading,
    frame: Frame,
    theme: &Theme,
) {
    let point = instrument.settings.point;
    let walked = walk(instrument, reading);
    if walked.len() > 1 {
        let pixels: Vec<[f64; 2]> = walked.into_iter().map(|at| frame.to_pixel(at)).collect();
        for stretch in visible(&pixels, frame) {
            sheet.line(stretch.iter().copied(), Ink::new(theme.rim, 0.7, 3.4));
            sheet.line(stretch, Ink::new(theme.trail, 0.9, 1.5));
        }
        let mut last = frame.to_pixel(point);
        for pixel in pixels.iter().skip(1).filter(|pixel| frame.contains_pixel(**pixel)) {
            let (dx, dy) = (pixel[0] - last[0], pixel[1] - last[1]);
            // Footprints nearer than that would hide one another.
            if dx * dx + dy * dy >= 16.0 {
                sheet.disc(*pixel, 2.1, Ink::new(theme.trail, 1.0, 1.0));
                last = *pixel;
            }
        }
    }
    // The one step that the ground under the point allows.
    let safe = reading.curvature.safe_step;
    let landing = [0, 1].map(|k| point[k] - safe * reading.model.gradient[k]);
    if landing.iter().all(|v| v.is_finite()) {
        let (from, to) = (frame.to_pixel(point), frame.to_pixel(landing));
        let far = (to[0] - from[0]).abs() + (to[1] - from[1]).abs() > 26.0;
        if far && frame.contains_pixel(to) {
            arrow(sheet, from, to, Ink::new(theme.rim, 0.9, 4.6));
            arrow(sheet, from, to, Ink::new(theme.trail, 1.0, 2.0));
        }
    }
}

/// The eigenvectors: an arm's length tells the size of its eigenvalue, arrowheads outwards that the
/// ground bends up along it, bars inwards that it bends down, plain ends that it does not bend.
fn cross(sheet: &mut Sheet, reading: &Reading, at: [f64; 2], frame: Frame, theme: &Theme) {
    let unit = frame.pixel();
    let radius = reading.curvature.spectral_radius;
    let Curvature { eigenvalues, eigenvectors, signs, .. } = reading.curvature;
    for (index, (value, [x, y])) in eigenvalues.into_iter().zip(eigenvectors).enumerate() {
        let (dx, dy) = (x / unit[0], -y / unit[1]);
        let length = (dx * dx + dy * dy).sqrt();
        if !(length > 0.0 && length.is_finite()) {
            continue;
        }
        let (ux, uy) = (dx / length, dy / length);
        let share = if radius > 0.0 { (value.abs() / radius).sqrt() } else { 0.0 };
        let arm = ARM[0] + ARM[1] * share;
        let flat = signs[index] == 0;
        let colour = if flat {
            theme.sign
        } else if value > 0.0 {
            theme.bowl
        } else {
            theme.hill
        };
        for side in [1.0, -1.0] {
            let tip = [at[0] + side * ux * arm, at[1] + side * uy * arm];
            for ink in [Ink::new(theme.rim, 0.95, 6.4), Ink::new(colour, 1.0, 3.2)] {
                if flat {
                    sheet.line([at, tip], ink);
                } else if value > 0.0 {
                    arrow(sheet, at, tip, ink);
                } else {
                    sheet.line([at, tip], ink);
                    // Two bars across, as where a way is barred.
                    for back in [0.0, 6.0] {
                        let [cx, cy] = [tip[0] - side * ux * back, tip[1] - side * uy * back];
                        let half = 6.5;
                        sheet.line([[cx - uy * half, cy + ux * half], [cx + uy * half, cy - ux * half]], ink);
                    }
                }
            }
        }
        let text = format!("λ{} = {}", ["₁", "₂"][index], digits::short(value, 4));
        // Beside the arm's upper end, away from the line.
        let side = if uy > 0.0 || (uy == 0.0 && ux < 0.0) { -1.0 } else { 1.0 };
        let half = 3.4 * text.chars().count() as f64;
        let beyond = arm + 14.0 + half * ux.abs();
        // Off the line of a level arm, along which others may run.
        let off = if uy.abs() < 0.4 { 11.0 } else { 0.0 };
        let place = [at[0] + side * ux * beyond, at[1] + side * uy * beyond - off];
        let place = [
            place[0].clamp(
                frame.left + half + 4.0,
                (frame.left + frame.width - half - 4.0).max(frame.left + half + 4.0),
            ),
            place[1].clamp(frame.top + 10.0, frame.top + frame.height - 10.0),
        ];
        sheet.word(&text, place, 12.5, colour, Some(theme.rim));
    }
}
