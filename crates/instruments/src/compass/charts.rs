//! The charts beside the dial: the answers over the angle from the arrow, and the ground along the arrow.

use super::readout::{short, signed};
use super::slope::Slope;
use crate::plot::{Axis, LETTERS, Plot, ROOM, Scale};
use crate::sheet::{Anchor, Ink, Sheet};
use crate::theme::Theme;

/// Places at which a curve is looked at.
const PLACES: i32 = 180;

/// From where to where the ground along the arrow is drawn, in runs: with room for words at the right.
const ALONG: [f64; 2] = [-1.2, 2.0];

/// Places from -1 to 1.
fn places() -> impl Iterator<Item = f64> + Clone {
    (-PLACES / 2..=PLACES / 2).map(|k| f64::from(2 * k) / f64::from(PLACES))
}

/// The smallest and the largest of what is a number.
fn span<'a>(curves: impl IntoIterator<Item = &'a [f64; 2]>) -> [f64; 2] {
    let values = curves.into_iter().map(|at| at[1]).filter(|y| y.is_finite());
    values.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], y| [low.min(y), high.max(y)])
}

fn nothing(sheet: &mut Sheet, theme: &Theme) {
    let [width, height] = sheet.size();
    sheet.word("There is no arrow here.", [width / 2.0, height / 2.0], 12.0, theme.ink, None);
}

/// The answers to steps as long as the one asked, and what f really does, over the angle from the arrow.
pub(super) fn cosine(slope: &Slope<'_>, sheet: &mut Sheet, theme: &Theme) {
    let (step, long) = (slope.step(), slope.length(slope.step()));
    let at = |quarters: f64| slope.off_by(90.0 * quarters).map(|way| way.map(|part| part * long));
    let curve = |of: &dyn Fn([f64; 2]) -> f64| -> Vec<[f64; 2]> {
        places().filter_map(|place| at(2.0 * place).map(|step| [2.0 * place, of(step)])).collect()
    };
    let (answers, truth) = (curve(&|step| slope.answer(step)), curve(&|step| slope.actual(step)));
    let (Some(off), false) = (slope.off_arrow(step), answers.is_empty()) else {
        return nothing(sheet, theme);
    };
    let [low, high] = span(answers.iter().chain(&truth));
    let axis = Axis::new(-2.0, 2.0, Scale::Linear, 5).labelled(|quarters| short(90.0 * quarters, 3));
    let mut plot =
        Plot::new([axis, Axis::around(low, high, Scale::Linear, 5, 0.08)], sheet.size(), LETTERS, ROOM);
    plot.curve([[-2.0, 0.0], [2.0, 0.0]], Ink::new(theme.ink, 0.4, 1.0), false);
    plot.curve(truth, Ink::new(theme.ink, 0.8, 1.4), true);
    plot.curve(answers, Ink::new(theme.gradient, 1.0, 2.2), false);
    let places = [slope.actual(step), slope.answer(step)].map(|y| (y, plot.to_pixel([off / 90.0, y])));
    plot.curve(places.map(|(y, _)| [off / 90.0, y]), Ink::new(theme.trail, 0.8, 1.4), false);
    plot.show(sheet, theme);
    for ((y, place), radius) in places.into_iter().zip([3.6, 5.4]) {
        if y.is_finite() {
            sheet.disc(place, radius + 1.4, Ink::fill(theme.rim, 1.0));
            sheet.disc(place, radius, Ink::fill(theme.trail, 1.0));
        }
    }
}

/// The ground along the arrow with its tangent at the point: a triangle of run and rise.
pub(super) fn slope(slope: &Slope<'_>, sheet: &mut Sheet, theme: &Theme) {
    let Some((way, steep)) = slope.best else { return nothing(sheet, theme) };
    let (run, value) = (slope.settings.radius, slope.value);
    let along = |of: &dyn Fn(f64) -> f64| -> Vec<[f64; 2]> {
        let [from, to] = ALONG.map(|end| run * end);
        places()
            .map(|place| f64::midpoint(from, to) + 0.5 * (to - from) * place)
            .map(|s| [s, of(s)])
            .collect()
    };
    let ground = along(&|s| value + slope.actual(way.map(|part| part * s)));
    let tangent = along(&|s| value + steep * s);
    let [low, high] = span(ground.iter().chain(&tangent));
    let axes = [
        Axis::new(ALONG[0] * run, ALONG[1] * run, Scale::Linear, 5),
        Axis::around(low, high, Scale::Linear, 5, 0.08),
    ];
    let mut plot = Plot::new(axes, sheet.size(), LETTERS, ROOM);
    let corners = [[0.0, value], [run, value], [run, value + steep * run]];
    plot.area(corners, Ink::fill(theme.gradient, 0.16));
    plot.curve(ground, Ink::new(theme.ink, 1.0, 2.0), false);
    plot.curve(tangent, Ink::new(theme.gradient, 1.0, 2.0), false);
    plot.curve(corners, Ink::new(theme.gradient, 0.9, 1.4), true);
    let [foot, corner, top] = corners.map(|at| plot.to_pixel(at));
    plot.show(sheet, theme);
    sheet.disc(foot, 4.4, Ink::fill(theme.sign, 1.0));
    let middle = |a: [f64; 2], b: [f64; 2]| [f64::midpoint(a[0], b[0]), f64::midpoint(a[1], b[1])];
    let [x, y] = middle(foot, corner);
    sheet.word(&format!("run {}", short(run, 3)), [x, y + 12.0], 12.0, theme.ink, Some(theme.paper));
    let [x, y] = middle(corner, top);
    sheet.label(&format!("rise {}", signed(steep * run, 4)), [x + 7.0, y], 12.0, theme.ink, Anchor::Left);
}
