//! The loss curve: f at every step, linear or logarithmic.

use hillside_core::Number;

use crate::axes::{Axes, room};
use crate::digits;
use crate::map::tick;
use crate::sheet::{Ink, Sheet};
use crate::theme::Theme;
use crate::view::{Frame, View};

/// f over the steps of a run.
#[derive(Debug)]
pub(crate) struct LossCurve<'a> {
    /// Step numbers and values of f, in order; values that are not finite are left out.
    pub(crate) points: &'a [(f64, f64)],
    /// The step looked at.
    pub(crate) here: (f64, f64),
    /// Whether the values are drawn by their logarithm.
    pub(crate) logarithmic: bool,
}

impl LossCurve<'_> {
    /// What the logarithm is taken of: f itself where it is positive throughout, else its height
    /// above the lowest value of the run.
    fn floor(&self) -> f64 {
        let lowest = self.points.iter().map(|p| p.1).fold(f64::INFINITY, f64::min);
        if lowest > 0.0 { 0.0 } else { lowest }
    }

    pub(crate) fn draw(&self, sheet: &mut Sheet, theme: &Theme) {
        let [width, height] = sheet.size();
        let floor = self.floor();
        let logarithmic = self.logarithmic;
        // The lowest point has no logarithm: it is drawn at the foot, as high as the next one.
        let least =
            self.points.iter().map(|p| p.1 - floor).filter(|v| *v > 0.0).fold(f64::INFINITY, f64::min);
        let place = move |(step, value): (f64, f64)| {
            [step, if logarithmic { Number::log10(&(value - floor).max(least)) } else { value }]
        };
        let points: Vec<[f64; 2]> =
            self.points.iter().map(|&p| place(p)).filter(|p| p[1].is_finite()).collect();
        let (mut low, mut high) =
            points.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), p| (l.min(p[1]), h.max(p[1])));
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        let (spread, size) = (high - low, low.abs().max(high.abs()));
        // A level curve still needs some height to be drawn in.
        let margin = if spread > 1e-12 * size { 0.06 * spread } else { (0.1 * size).max(1e-9) };
        let last = self.points.iter().map(|p| p.0).fold(1.0, f64::max);
        let label = |y: f64| label(y, [low - margin, high + margin], logarithmic);
        let left = room([low - margin, high + margin], MOST[1], &label, SIZE, 58.0);
        let frame = Frame {
            view: View { x0: 0.0, x1: last, y0: low - margin, y1: high + margin },
            left,
            top: 8.0,
            width: (width - left - 10.0).max(16.0),
            height: (height - 32.0).max(16.0),
        };
        Axes {
            frame,
            most: MOST,
            label_x: &|x| if x.fract() == 0.0 { tick(x, last) } else { String::new() },
            label_y: &label,
            size: SIZE,
            graticule: 0.1,
        }
        .draw(sheet, theme);
        sheet.line(points.into_iter().map(|at| frame.to_pixel(at)), Ink::new(theme.trail, 1.0, 2.0));
        let here = place(self.here);
        if here[1].is_finite() {
            sheet.disc(frame.to_pixel(here), 4.5, Ink::new(theme.trail, 1.0, 1.0));
        }
        if logarithmic && floor != 0.0 {
            sheet.word("f − lowest", [width - 52.0, 16.0], 11.0, theme.ink, None);
        }
    }
}

/// The most numbers along either axis, and their size in CSS pixels.
const MOST: [usize; 2] = [6, 5];
const SIZE: f64 = 11.0;

/// The number at a place of the vertical axis, which shows `low` to `high`: as many digits as tell it from the next.
fn label(y: f64, [low, high]: [f64; 2], logarithmic: bool) -> String {
    if !logarithmic {
        return tick(y, high - low);
    }
    let height = |y: f64| Number::pow(&10.0, &y);
    if high - low < 0.7 { tick(height(y), height(high) - height(low)) } else { digits::short(height(y), 2) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::axes::ticks;

    #[test]
    fn no_two_numbers_of_an_axis_are_written_alike() {
        for (low, high) in [
            (-0.202_400, -0.202_380),
            (Number::log10(&0.627_5), Number::log10(&0.627_500_1)),
            (-8.0, 2.0),
            (-0.3, 0.2),
            (-30.0, -29.9999),
        ] {
            for logarithmic in [true, false] {
                let written: Vec<String> = ticks(low, high, MOST[1])
                    .into_iter()
                    .map(|at| label(at, [low, high], logarithmic))
                    .collect();
                assert!(written.windows(2).all(|pair| pair[0] != pair[1]), "{low} {high}: {written:?}");
            }
        }
    }
}
