//! A slice: f along a line through the point, beside the parabola that gradient and Hessian promise
//! and the Taylor model of the order chosen.

use hillside_core::taylor;

use super::CurvatureInstrument;
use super::cross::extent;
use crate::plot::{Axis, Plot, Scale};
use crate::sheet::{Ink, Sheet};
use crate::theme::Theme;

/// Places along a slice at which f is read.
const PLACES: u32 = 120;
/// Room for numbers at the left, in CSS pixels.
const ROOM: f64 = 46.0;

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
    let values = || ground.iter().map(|at| at[1]).filter(|value| value.is_finite());
    let (low, high) = values().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
    if low > high {
        let middle = [width / 2.0, height / 2.0];
        return sheet.word("no values along this line", middle, 12.0, theme.ink, None);
    }
    let across = Axis::new(-reach, reach, Scale::Linear, MOST[0]);
    let up = Axis::around(low, high, Scale::Linear, MOST[1], 0.12);
    let mut plot = Plot::new([across, up], [width, height], SIZE, ROOM);
    let slope = reading.model.gradient[0] * v[0] + reading.model.gradient[1] * v[1];
    let bend = reading.model.curvature_along(v);
    let terms = along(&taylor(function, &[px, py], instrument.settings.order), v);
    let series = |t: f64| crate::series::value(&terms, t);
    let parabola = |t: f64| reading.model.value + t * (slope + 0.5 * bend * t);
    let ink = |colour, opacity, width| Ink::new(colour, opacity, width);
    if instrument.settings.order != 2 {
        plot.curve(places().map(|t| [t, series(t)]), ink(theme.sign, 0.9, 1.5), true);
    }
    plot.curve(places().map(|t| [t, parabola(t)]), ink(theme.model, 1.0, 2.0), false);
    plot.curve(ground, ink(theme.ink, 1.0, 2.0), false);
    let (frame, [x, y]) = (plot.frame(), plot.to_pixel([0.0, reading.model.value]));
    plot.show(sheet, theme);
    sheet.line([[x, frame.top], [x, frame.top + frame.height]], ink(theme.ink, 0.3, 1.0));
    if frame.contains_pixel([x, y]) {
        sheet.disc([x, y], 4.5, ink(theme.trail, 1.0, 1.0));
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
