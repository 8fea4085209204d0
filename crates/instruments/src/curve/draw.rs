//! A curve with its polynomial and the gap between them.

use super::Curve;
use crate::plot::Plot;
use crate::series;
use crate::sheet::{Ink, Sheet};
use crate::theme::Theme;
use crate::trail::handle;

impl Curve {
    /// What is seen, without the curves.
    pub(super) fn plot(&self) -> Plot {
        self.settings.formula.plot(&self.ends(), self.grip.size)
    }

    pub(super) fn draw_curve(&self, sheet: &mut Sheet, theme: &Theme) {
        let (readout, [from, to], mut plot) = (self.read(), self.ends(), self.plot());
        let curve = self.settings.formula.points(&plot);
        let model = |x: f64| [x, series::value(&readout.coefficients, x - from)];
        let (first, last) = (from.min(to), from.max(to));
        let end = |x: f64| [x, self.settings.formula.at(x)];
        let inside = curve.iter().copied().filter(|at| first < at[0] && at[0] < last);
        let over: Vec<[f64; 2]> = [end(first)].into_iter().chain(inside).chain([end(last)]).collect();
        let under: Vec<[f64; 2]> = over.iter().rev().map(|at| model(at[0])).collect();
        if over.iter().chain(&under).all(|at| at[1].is_finite()) {
            plot.area(over.into_iter().chain(under), Ink::fill(theme.model, 0.16));
        }
        plot.curve([end(to), model(to)], Ink::new(theme.trail, 1.0, 2.0), false);
        let whole: Vec<[f64; 2]> = curve.iter().map(|at| model(at[0])).collect();
        plot.curve(whole, Ink::new(theme.model, 1.0, 2.0), false);
        plot.curve(curve, Ink::new(theme.ink, 1.0, 2.2), false);
        let frame = plot.frame();
        let places = [end(from), end(to), model(to)].map(|at| plot.to_pixel(at));
        plot.show(sheet, theme);
        if frame.contains_pixel(places[2]) {
            sheet.disc(places[2], 4.0, Ink::fill(theme.model, 1.0));
        }
        for (which, name) in [(1, "x + h"), (0, "x")] {
            let [x, y] = places[which];
            if y.is_finite() {
                handle(sheet, [x, y], self.grip.held && self.grip.selected == which, frame, theme);
                let below = if places[which][1] < places[2][1] { -24.0 } else { 24.0 };
                sheet.word(name, [x, y + below], 12.0, theme.ink, Some(theme.paper));
            }
        }
    }
}
