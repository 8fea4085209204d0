//! The loss curve: f at every step, linear or logarithmic.

use crate::map::tick;
use crate::plot::{Axis, Plot, Scale};
use crate::sheet::{Ink, Sheet};
use crate::theme::Theme;

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
        let floor = self.floor();
        // The lowest point has no logarithm: it is drawn at the foot, as high as the next one.
        let least =
            self.points.iter().map(|p| p.1 - floor).filter(|v| *v > 0.0).fold(f64::INFINITY, f64::min);
        let logarithmic = self.logarithmic && least.is_finite();
        let place =
            |(step, value): (f64, f64)| [step, if logarithmic { (value - floor).max(least) } else { value }];
        let points: Vec<[f64; 2]> =
            self.points.iter().map(|&p| place(p)).filter(|p| p[1].is_finite()).collect();
        let (low, high) =
            points.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), p| (l.min(p[1]), h.max(p[1])));
        let scale = if logarithmic { Scale::Logarithmic } else { Scale::Linear };
        let last = self.points.iter().map(|p| p.0).fold(1.0, f64::max);
        let steps = Axis::new(0.0, last, Scale::Linear, MOST[0])
            .labelled(move |x| if x.fract() == 0.0 { tick(x, last) } else { String::new() });
        let values = Axis::around(low, high, scale, MOST[1], 0.06);
        let mut plot = Plot::new([steps, values], sheet.size(), SIZE, 58.0);
        plot.curve(points, Ink::new(theme.trail, 1.0, 2.0), false);
        let here = place(self.here);
        let at = plot.to_pixel(here);
        plot.show(sheet, theme);
        if here[1].is_finite() {
            sheet.disc(at, 4.5, Ink::new(theme.trail, 1.0, 1.0));
        }
        if logarithmic && floor != 0.0 {
            sheet.word("f − lowest", [sheet.size()[0] - 52.0, 16.0], SIZE, theme.ink, None);
        }
    }
}

/// The most numbers along either axis, and their size in CSS pixels.
const MOST: [usize; 2] = [6, 5];
const SIZE: f64 = 11.0;
