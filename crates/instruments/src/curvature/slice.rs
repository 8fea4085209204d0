//! A slice: f along a line through the point, beside the parabola that gradient and Hessian promise
//! and the Taylor model of the order chosen.

use hillside_core::taylor;

use super::CurvatureInstrument;
use super::cross::extent;
use crate::axes::{Axes, room};
use crate::map::tick;
use crate::sheet::{Ink, Sheet};
use crate::theme::Theme;
use crate::trail::visible;
use crate::view::{Frame, View};

/// Places along a slice at which f is read.
const PLACES: u32 = 120;
/// Room for labels, in CSS pixels: left, right, above, below.
const ROOM: [f64; 4] = [46.0, 10.0, 8.0, 20.0];

/// The most numbers along either axis, and their size in CSS pixels.
const MOST: [usize; 2] = [5, 4];
const SIZE: f64 = 10.5;

pub(super) fn draw(instrument: &CurvatureInstrument, which: usize, sheet: &mut Sheet, theme: &Theme) {
    let [width, height] = sheet.size();
    let reading = instrument.read();
    let v = instrument.line(which, &reading);
    let reach = extent(instrument.frame(), v);
    let [px, py] = instrument.settings.point;
    let function = instrument.function();
    let places = || (0..=PLACES).map(|k| reach * (f64::from(k) / f64::from(PLACES) * 2.0 - 1.0));
    let at = |t: f64| hillside_core::height(function, [px + t * v[0], py + t * v[1]]);
    let ground: Vec<[f64; 2]> = places().map(|t| [t, at(t)]).collect();
    let Some(frame) = frame(&ground, reach, width, height) else {
        let middle = [width / 2.0, height / 2.0];
        return sheet.word("no values along this line", middle, 12.0, theme.ink, None);
    };
    let axes = Axes {
        frame,
        most: MOST,
        label_x: &|t| tick(t, frame.view.width()),
        label_y: &|value| tick(value, frame.view.height()),
        size: SIZE,
        graticule: 0.1,
    };
    axes.draw(sheet, theme);
    let [[x, top], [_, bottom]] = [[0.0, frame.view.y1], [0.0, frame.view.y0]].map(|at| frame.to_pixel(at));
    sheet.line([[x, top], [x, bottom]], Ink::new(theme.ink, 0.3, 1.0));
    let slope = reading.model.gradient[0] * v[0] + reading.model.gradient[1] * v[1];
    let bend = reading.model.curvature_along(v);
    let terms = along(&taylor(function, &[px, py], instrument.settings.order), v);
    let series = |t: f64| terms.iter().rev().fold(0.0, |sum, term| sum * t + term);
    let parabola = |t: f64| reading.model.value + t * (slope + 0.5 * bend * t);
    if instrument.settings.order != 2 {
        curve(sheet, places().map(|t| [t, series(t)]), frame, Ink::new(theme.sign, 0.9, 1.5), true);
    }
    curve(sheet, places().map(|t| [t, parabola(t)]), frame, Ink::new(theme.model, 1.0, 2.0), false);
    curve(sheet, ground.iter().copied(), frame, Ink::new(theme.ink, 1.0, 2.0), false);
    let here = frame.to_pixel([0.0, reading.model.value]);
    if frame.contains_pixel(here) {
        sheet.disc(here, 4.5, Ink::new(theme.trail, 1.0, 1.0));
    }
}

/// The Taylor coefficients of `t` along `v`, from those of x and y ordered by degree, then by y's power.
fn along(coefficients: &[f64], [x, y]: [f64; 2]) -> Vec<f64> {
    let mut terms = Vec::new();
    let mut start = 0;
    while start < coefficients.len() {
        let degree = terms.len();
        let power = |base: f64, exponent: usize| (0..exponent).fold(1.0, |product, _| product * base);
        let of = coefficients[start..].iter().take(degree + 1).enumerate();
        terms.push(of.map(|(j, c)| c * power(x, degree - j) * power(y, j)).sum());
        start += degree + 1;
    }
    terms
}

/// Where a slice lies, and which heights it shows: those of f, and a little room.
fn frame(ground: &[[f64; 2]], reach: f64, width: f64, height: f64) -> Option<Frame> {
    let finite = || ground.iter().map(|at| at[1]).filter(|value| value.is_finite());
    let (low, high) = finite().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
    if low > high {
        return None;
    }
    let (spread, size) = (high - low, low.abs().max(high.abs()));
    let air = if spread > 1e-12 * size {
        0.12 * spread
    } else {
        // Level ground still needs some height to be drawn in.
        if size > 0.0 { 0.1 * size } else { 1.0 }
    };
    let view = View::new(-reach, reach, low - air, high + air)?;
    let [least, right, top, bottom] = ROOM;
    let left = room([view.y0, view.y1], MOST[1], &|value| tick(value, view.height()), SIZE, least);
    let (width, height) = ((width - left - right).max(16.0), (height - top - bottom).max(16.0));
    Some(Frame { view, left, top, width, height })
}

/// A curve, broken where it has no value or leaves the frame.
fn curve(sheet: &mut Sheet, points: impl Iterator<Item = [f64; 2]>, frame: Frame, ink: Ink, dashed: bool) {
    let mut piece: Vec<[f64; 2]> = Vec::new();
    let mut pieces = Vec::new();
    for point in points {
        if point[1].is_finite() {
            piece.push(frame.to_pixel(point));
        } else if !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece));
        }
    }
    pieces.push(piece);
    for stretch in pieces.iter().flat_map(|piece| visible(piece, frame)) {
        if dashed {
            // Three places drawn, two left out.
            for dash in stretch.chunks(4) {
                sheet.line(dash.iter().take(3).copied(), ink);
            }
        } else {
            sheet.line(stretch, ink);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slice_of_the_series_is_the_series_of_the_slice() {
        let surface = hillside_core::Expr::parse("exp(x)*cos(y)+x^3*y^2").unwrap();
        let v = [0.6, 0.8];
        let terms = along(&taylor(&surface, &[0.3, -0.2], 5), v);
        let line = hillside_core::Expr::parse("exp(0.3+0.6*x)*cos(-0.2+0.8*x)+(0.3+0.6*x)^3*(-0.2+0.8*x)^2")
            .unwrap();
        for (term, want) in terms.iter().zip(taylor(&line, &[0.0], 5)) {
            assert!((term - want).abs() < 1e-12, "{term} {want}");
        }
    }
}
