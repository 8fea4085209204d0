//! The loss curve: f at every step, linear or logarithmic.

use std::cell::RefCell;
use std::rc::Rc;

use hillside_core::Number;
use plotters::chart::ChartBuilder;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::Circle;
use plotters::series::LineSeries;
use plotters::style::{Color, RGBAColor, TextStyle};
use plotters_backend::{BackendColor, DrawingBackend};

use crate::digits;
use crate::fine::{Fine, UNITS, units};
use crate::map::{plain, stroke, tick};
use crate::pen::{Drawn, Pen, font};
use crate::theme::{Colour, Theme};

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

    pub(crate) fn draw<B: DrawingBackend>(&self, backend: Fine<B>, theme: &Theme) -> Drawn<B> {
        let backend = Rc::new(RefCell::new(backend));
        self.draw_chart(&backend, theme).map_err(plain)?;
        if self.logarithmic && self.floor() != 0.0 {
            let mut fine = backend.borrow_mut();
            let right = f64::from(fine.get_size().0) / f64::from(UNITS) - 52.0;
            Pen::on(&mut fine).word("f − lowest", [right, 16.0], 11.0, theme.ink, None)?;
        }
        Ok(())
    }

    fn draw_chart<B: DrawingBackend>(
        &self,
        backend: &Rc<RefCell<Fine<B>>>,
        theme: &Theme,
    ) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
        let floor = self.floor();
        let logarithmic = self.logarithmic;
        // The lowest point has no logarithm: it is drawn at the foot, as high as the next one.
        let least =
            self.points.iter().map(|p| p.1 - floor).filter(|v| *v > 0.0).fold(f64::INFINITY, f64::min);
        let place = move |(step, value): (f64, f64)| {
            let y = if logarithmic { Number::log10(&(value - floor).max(least)) } else { value };
            (step, y)
        };
        let points: Vec<(f64, f64)> =
            self.points.iter().map(|&p| place(p)).filter(|p| p.1.is_finite()).collect();
        let (mut low, mut high) =
            points.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), p| (l.min(p.1), h.max(p.1)));
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        let margin = ((high - low) * 0.06).max(low.abs().max(high.abs()) * 1e-9).max(1e-9);
        let last = self.points.iter().map(|p| p.0).fold(1.0, f64::max);
        let root = DrawingArea::from(backend);
        let mut chart = ChartBuilder::on(&root)
            .margin_top(units(8.0))
            .margin_right(units(10.0))
            .x_label_area_size(units(24.0))
            .y_label_area_size(units(58.0))
            .build_cartesian_2d(0.0..last, low - margin..high + margin)?;
        let Colour(r, g, b) = theme.ink;
        let style = TextStyle {
            font: font(11.0),
            color: BackendColor { alpha: 1.0, rgb: (r, g, b) },
            pos: plotters_backend::text_anchor::Pos::default(),
        };
        let span = high - low;
        let label = |y: &f64| {
            if logarithmic {
                digits::short(Number::pow(&10.0, y), if span < 0.7 { 4 } else { 2 })
            } else {
                tick(*y, span)
            }
        };
        chart
            .configure_mesh()
            .x_labels(6)
            .y_labels(5)
            .x_label_formatter(&|x: &f64| if x.fract() == 0.0 { tick(*x, last) } else { String::new() })
            .y_label_formatter(&label)
            .label_style(style)
            .axis_style(stroke(theme.ink, 0.5, 1.0))
            .bold_line_style(stroke(theme.ink, 0.10, 1.0))
            .light_line_style(stroke(theme.ink, 0.0, 1.0))
            .max_light_lines(0)
            .set_all_tick_mark_size(units(4.0))
            .draw()?;
        let Colour(r, g, b) = theme.trail;
        chart.draw_series(LineSeries::new(points, stroke(theme.trail, 1.0, 2.0)))?;
        let here = place(self.here);
        if here.1.is_finite() {
            chart.draw_series([Circle::new(here, units(4.5), RGBAColor(r, g, b, 1.0).filled())])?;
        }
        Ok(())
    }
}
