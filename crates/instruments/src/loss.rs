//! The loss curve: f at every step, linear or logarithmic.

use hillside_core::Number;

use crate::axes::Axes;
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
        let margin = ((high - low) * 0.06).max(low.abs().max(high.abs()) * 1e-9).max(1e-9);
        let last = self.points.iter().map(|p| p.0).fold(1.0, f64::max);
        let frame = Frame {
            view: View { x0: 0.0, x1: last, y0: low - margin, y1: high + margin },
            left: 58.0,
            top: 8.0,
            width: (width - 68.0).max(16.0),
            height: (height - 32.0).max(16.0),
        };
        let span = high - low;
        let label = |y: f64| {
            if logarithmic {
                digits::short(Number::pow(&10.0, &y), if span < 0.7 { 4 } else { 2 })
            } else {
                tick(y, span)
            }
        };
        Axes {
            frame,
            most: [6, 5],
            label_x: &|x| if x.fract() == 0.0 { tick(x, last) } else { String::new() },
            label_y: &label,
            size: 11.0,
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
