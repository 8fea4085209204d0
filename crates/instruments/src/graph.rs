//! A formula of one variable on a plot: what is seen of it, and its curve.

use hillside_core::Interval;

use crate::plot::{Axis, LETTERS, Plot, ROOM, Scale};
use crate::settings::formula::Formula;

/// What is seen of a function nobody knows.
const USUAL: [f64; 2] = [-4.0, 4.0];
/// Places at which heights are looked at to choose what is seen, and CSS pixels between those that are joined.
const LOOKS: u32 = 240;
const GRAIN: f64 = 1.5;
/// A curve leaps where it goes this part of the view's height from one place to the next.
const LEAP: f64 = 0.2;

/// As a function of one variable.
impl Formula {
    /// The height at a place.
    pub(crate) fn at(&self, x: f64) -> f64 {
        self.function().read(&[x])
    }

    /// The empty plot of what is seen, on a sheet of a size in CSS pixels; what is not chosen suits formula and `marks`,
    /// places that must be seen.
    pub(crate) fn plot(&self, marks: &[f64], size: [f64; 2]) -> Plot {
        let axis = |low, high, most| Axis::new(low, high, Scale::Linear, most);
        let axes = if let Some(view) = self.view {
            [axis(view.x0, view.x1, 9), axis(view.y0, view.y1, 6)]
        } else {
            let [x0, x1] = across(marks);
            let [low, high] = self.bulk([x0, x1], marks);
            [axis(x0, x1, 9), Axis::around(low, high, Scale::Linear, 6, 0.12)]
        };
        Plot::new(axes, size, LETTERS, ROOM)
    }

    /// From where to where most heights lie: all of them, unless a pole or a steep end would leave the rest no room.
    /// Those at `marks` are among them.
    fn bulk(&self, [x0, x1]: [f64; 2], marks: &[f64]) -> [f64; 2] {
        let place = |k: u32| x0 + (x1 - x0) * f64::from(k) / f64::from(LOOKS);
        let mut heights: Vec<f64> =
            (0..=LOOKS).map(|k| self.at(place(k))).filter(|y| y.is_finite()).collect();
        heights.sort_by(f64::total_cmp);
        let [Some(&low), Some(&high)] = [heights.first(), heights.last()] else { return [-1.0, 1.0] };
        let [some, most] = [heights[heights.len() / 12], heights[heights.len() * 11 / 12]];
        let most = if high - low <= 1.6 * (most - some) { [low, high] } else { [some, most] };
        let marks = marks.iter().map(|x| self.at(*x)).filter(|y| y.is_finite());
        marks.fold(most, |[low, high], y| [low.min(y), high.max(y)])
    }

    /// The curve over what is seen; where it leaps and is not proved continuous, it is torn.
    pub(crate) fn points(&self, plot: &Plot) -> Vec<[f64; 2]> {
        let ([x0, x1], [y0, y1]) = (plot.x.bounds(), plot.y.bounds());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width in pixels")]
        let count = (plot.frame().width / GRAIN).ceil().clamp(16.0, 8192.0) as u32;
        let mut enclosing = self.function().reader::<Interval>();
        let mut points: Vec<[f64; 2]> = Vec::new();
        for k in 0..=count {
            let x = x0 + (x1 - x0) * f64::from(k) / f64::from(count);
            let at = [x, self.at(x)];
            if let Some(&[before, y]) = points.last()
                && (at[1] - y).abs() > LEAP * (y1 - y0)
                && !enclosing.read(&[Interval::new(before, x)]).is_continuous()
            {
                points.push([f64::NAN; 2]);
            }
            points.push(at);
        }
        points
    }
}

/// What is seen from left to right: the usual, grown to hold the marks.
fn across(marks: &[f64]) -> [f64; 2] {
    let ends = marks.iter().fold(USUAL, |[low, high], x| [low.min(*x), high.max(*x)]);
    let room = 0.12 * (ends[1] - ends[0]);
    [0, 1].map(|side| if ends[side] == USUAL[side] { ends[side] } else { ends[side] + [-room, room][side] })
}
