//! [`Plot`]: curves over one axis, linear or logarithmic, drawn by plotters' charts on a [`Sheet`].
//!
//! What is to be drawn is plain data, made by a figure; what draws it may be a part of the page that comes later
//! (`plot/apart.rs`), and where it has not come the sheet says so.

#[cfg(feature = "apart")]
mod apart;
mod axis;
mod chart;
pub(crate) mod convergence;
mod surface;

#[cfg(feature = "apart")]
pub use apart::set_plotter;
pub use chart::draw;

pub(crate) use axis::{Axis, Scale};

use crate::sheet::{Ink, Sheet};
use crate::theme::Theme;
use crate::trail::visible;
use crate::view::{Frame, View};

/// What is drawn over the axes, in their values. A value that is no number breaks a line; what lies outside is cut off.
#[derive(Clone, Debug)]
pub(crate) enum Series {
    /// A curve through points, whole or in dashes.
    Curve { points: Vec<[f64; 2]>, ink: Ink, dashed: bool },
    /// The shape round points.
    Area { points: Vec<[f64; 2]>, ink: Ink },
}

/// Curves over two axes, and where on a sheet these lie.
#[derive(Debug)]
pub struct Plot {
    /// The axis from left to right.
    pub(crate) x: Axis,
    /// The axis upwards.
    pub(crate) y: Axis,
    /// The size of numbers at the axes, in CSS pixels.
    pub(crate) size: f64,
    frame: Frame,
    series: Vec<Series>,
}

/// The length of a tick, and its distance from its number, in CSS pixels.
pub(crate) const TICK: f64 = 5.0;
/// The usual size of numbers at the axes, and the least room for them at the left, in CSS pixels.
pub(crate) const LETTERS: f64 = 11.0;
pub(crate) const ROOM: f64 = 46.0;
/// Room above and at the right of the axes, and below them for numbers, in CSS pixels.
const EDGE: [f64; 3] = [8.0, 10.0, 24.0];

impl Plot {
    /// An empty plot on a sheet of a size in CSS pixels, whose numbers at the left have at least `least` of these.
    pub(crate) fn new([x, y]: [Axis; 2], [width, height]: [f64; 2], size: f64, least: f64) -> Self {
        let [top, right, bottom] = EDGE;
        let left = y.room(size, least);
        let [x0, x1] = x.ends();
        let [y0, y1] = y.ends();
        let frame = Frame {
            view: View { x0, x1, y0, y1 },
            left,
            top,
            width: (width - left - right).max(16.0),
            height: (height - top - bottom).max(16.0),
        };
        Self { x, y, size, frame, series: Vec::new() }
    }

    /// An empty plot of both scales logarithmic that holds some points above 0; `None` for fewer than two.
    pub(crate) fn logarithmic(points: &[[f64; 2]], size: [f64; 2]) -> Option<Self> {
        let axes = [0, 1].map(|axis| {
            let values = || points.iter().map(|at| at[axis]);
            let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(0.0, f64::max));
            Axis::around(low, high, Scale::Logarithmic, 6, 0.03)
        });
        (points.len() > 1).then(|| Self::new(axes, size, LETTERS, ROOM))
    }

    /// Where it lies on the sheet; its view counts in places of the axes (see [`Axis::place`]).
    pub(crate) fn frame(&self) -> Frame {
        self.frame
    }

    /// Where a point is drawn, in CSS pixels.
    pub(crate) fn to_pixel(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        self.frame.to_pixel([self.x.place(x), self.y.place(y)])
    }

    /// Adds a curve.
    pub(crate) fn curve(&mut self, points: impl IntoIterator<Item = [f64; 2]>, ink: Ink, dashed: bool) {
        self.series.push(Series::Curve { points: points.into_iter().collect(), ink, dashed });
    }

    /// Shades the shape round points, all of them numbers.
    pub(crate) fn area(&mut self, points: impl IntoIterator<Item = [f64; 2]>, ink: Ink) {
        self.series.push(Series::Area { points: points.into_iter().collect(), ink });
    }

    /// What of the curves lies between the axes: plotters draws what lies outside along the edge.
    fn seen(&self) -> Vec<Series> {
        let value = |at: [f64; 2]| {
            let [x, y] = self.frame.to_world(at);
            [self.x.value(x), self.y.value(y)]
        };
        let mut seen = Vec::new();
        for one in &self.series {
            let Series::Curve { points, ink, dashed } = one else {
                seen.push(one.clone());
                continue;
            };
            for piece in points.split(|at| !(at[0].is_finite() && at[1].is_finite())) {
                let pixels: Vec<[f64; 2]> = piece.iter().map(|at| self.to_pixel(*at)).collect();
                for stretch in visible(&pixels, self.frame) {
                    let points = stretch.into_iter().map(value).collect();
                    seen.push(Series::Curve { points, ink: *ink, dashed: *dashed });
                }
            }
        }
        seen
    }

    /// Draws axes and curves.
    pub(crate) fn show(self, sheet: &mut Sheet, theme: &Theme) {
        #[cfg(not(feature = "apart"))]
        let plotter = Some(draw);
        #[cfg(feature = "apart")]
        let plotter = apart::plotter();
        if let Some(plotter) = plotter {
            let [width, height] = sheet.size();
            let under = std::mem::replace(sheet, Sheet::new(width, height));
            *sheet = plotter(self, under, theme);
        } else {
            let [width, height] = sheet.size();
            let middle = [width / 2.0, height / 2.0];
            sheet.word("The chart has not been loaded yet.", middle, 12.0, theme.ink, None);
        }
    }
}
