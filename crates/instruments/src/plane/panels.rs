//! Where the plane before and the plane after lie on a sheet, and what of each is seen.

use super::reading::Reading;
use super::settings::Settings;
use super::transform::square;
use crate::axes::ticks;
use crate::view::{Frame, View};

/// Room round each plane for numbers, and for its title with the buttons that zoom, in CSS pixels: left, top, right,
/// bottom.
const ROOM: [f64; 4] = [42.0, 42.0, 10.0, 26.0];
/// What is seen of the plane before, either side of 0, unless point or step lie further out.
const USUAL: f64 = 1.5;
/// How much further than what is seen before, what is seen after may reach and still have its middle.
const REACHES: [f64; 6] = [1.0, 1.5, 2.0, 3.0, 4.0, 6.0];
/// Which part of the images of all that is seen before must be seen after.
const BULK: [f64; 2] = [0.15, 0.85];
/// How many places along each side have their images looked at for that.
const LOOKS: u32 = 12;
/// The height of the strip of small planes, as a part of the sheet's.
const STRIP: f64 = 0.24;

/// The planes on a sheet.
#[derive(Debug)]
pub(super) struct Panels {
    pub(super) before: Frame,
    pub(super) after: Frame,
    /// Where the line is after each layer, if there are layers.
    pub(super) between: Vec<Frame>,
}

/// A part of the sheet, without the room for numbers; what it shows is to be said.
fn frame([left, top, width, height]: [f64; 4], [l, t, r, b]: [f64; 4], view: View) -> Frame {
    let (width, height) = ((width - l - r).max(16.0), (height - t - b).max(16.0));
    Frame { view: view.with_aspect(width / height), left: left + l, top: top + t, width, height }
}

/// The view of equal scale that holds a box.
fn around(low: [f64; 2], high: [f64; 2]) -> Option<View> {
    let half = 0.54 * (high[0] - low[0]).max(high[1] - low[1]);
    let half = if half > 0.0 { half } else { 1.0 };
    let [x, y] = [0, 1].map(|axis| f64::midpoint(low[axis], high[axis]));
    View::new(x - half, x + half, y - half, y + half)
}

/// What suits the plane before: the usual, doubled until it holds the step.
fn usual(marks: &[[f64; 2]]) -> View {
    let far = marks.iter().flatten().fold(0.0f64, |far, value| far.max(value.abs()));
    let mut half = USUAL;
    while half < 1.04 * far {
        half *= 2.0;
    }
    View { x0: -half, x1: half, y0: -half, y1: half }
}

/// What suits images: as much of them as matters, with the marks, drawn to the scale of the view before where it can be
/// and they are not smaller than the part `least` of that.
fn suiting(images: &[[f64; 2]], marks: &[[f64; 2]], before: View, least: f64) -> View {
    let mut ends = [[f64::INFINITY, f64::NEG_INFINITY]; 2];
    for (axis, [low, high]) in ends.iter_mut().enumerate() {
        let mut values: Vec<f64> =
            images.iter().map(|at| at[axis]).filter(|value| value.is_finite()).collect();
        values.sort_by(f64::total_cmp);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a count")]
        let at = |part: f64| values.get((part * values.len() as f64) as usize).copied();
        let seen = |value: &&f64| value.is_finite();
        let marks: Vec<f64> = marks.iter().map(|at| at[axis]).collect();
        for value in BULK.map(at).iter().flatten().chain(&marks).filter(seen) {
            (*low, *high) = (low.min(*value), high.max(*value));
        }
    }
    let [[x0, x1], [y0, y1]] = ends;
    if !(x0 <= x1 && y0 <= y1) {
        return before;
    }
    let middle = [f64::midpoint(before.x0, before.x1), f64::midpoint(before.y0, before.y1)];
    let small = (x1 - x0).max(y1 - y0) < least * before.width();
    let reaching = |reach: &f64| before.zoomed(1.0 / reach, middle);
    let same = REACHES.iter().map(reaching).find(|view| view.contains([x0, y0]) && view.contains([x1, y1]));
    same.filter(|_| !small).or_else(|| around([x0, y0], [x1, y1])).unwrap_or(before)
}

/// What must be seen of the plane before.
fn marks(settings: &Settings, [at, step]: [[f64; 2]; 2]) -> Vec<[f64; 2]> {
    let end = [at[0] + step[0], at[1] + step[1]];
    if settings.layers > 0 { vec![at, end] } else { square(at, step, 1) }
}

impl Panels {
    /// Those on a sheet of a size: side by side, or one above the other where it is narrow.
    pub(super) fn new(settings: &Settings, reading: &Reading<'_>, size: [f64; 2]) -> Self {
        let [width, whole] = size;
        let height = if settings.layers > 0 { whole * (1.0 - STRIP) } else { whole };
        let places = if width > 1.1 * height {
            [[0.0, 0.0, width / 2.0, height], [width / 2.0, 0.0, width / 2.0, height]]
        } else {
            [[0.0, 0.0, width, height / 2.0], [0.0, height / 2.0, width, height / 2.0]]
        };
        let planar = reading.planar().unwrap_or([[0.0; 2]; 2]);
        let marks = marks(settings, planar);
        let before = frame(places[0], ROOM, settings.view.unwrap_or_else(|| usual(&marks)));
        let View { x0, x1, y0, y1 } = before.view;
        let share = |k: u32| f64::from(k) / f64::from(LOOKS);
        let looks: Vec<[f64; 2]> = (0..=LOOKS)
            .flat_map(|i| (0..=LOOKS).map(move |j| [x0 + share(i) * (x1 - x0), y0 + share(j) * (y1 - y0)]))
            .collect();
        let images: Vec<[f64; 2]> = looks.iter().map(|at| reading.transform.image(*at)).collect();
        let mut seen: Vec<[f64; 2]> = marks.iter().map(|at| reading.transform.image(*at)).collect();
        if let &[u, v] = &reading.linear()[..] {
            seen.push([u, v]);
        }
        let after = frame(
            places[1],
            ROOM,
            suiting(&images, &seen, before.view, if settings.layers > 0 { 0.45 } else { 0.15 }),
        );
        let strip = [0.0, height, width, whole - height];
        Self { before, after, between: between(reading, planar, strip) }
    }

    /// Where grid lines are drawn: values of x and of y.
    pub(super) fn grid(&self) -> [Vec<f64>; 2] {
        let View { x0, x1, y0, y1 } = self.before.view;
        [ticks(x0, x1, 17), ticks(y0, y1, 17)]
    }
}

/// The small planes of a strip: one a layer, with the line.
fn between(
    reading: &Reading<'_>,
    [at, step]: [[f64; 2]; 2],
    [left, top, width, height]: [f64; 4],
) -> Vec<Frame> {
    let count = reading.transform.way(at).len().saturating_sub(1);
    let side = width / count.max(1) as f64;
    (0..count)
        .map(|layer| {
            let ends = [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| {
                let way = reading.transform.way([at[0] + share * step[0], at[1] + share * step[1]]);
                way.get(layer + 1).copied().unwrap_or([0.0; 2])
            });
            let far = ends.iter().flatten().fold(0.0f64, |far, value| far.max(value.abs()));
            let view = usual(&[[far, far]]);
            frame([left + side * layer as f64, top, side, height], [4.0, 4.0, 4.0, 20.0], view)
        })
        .collect()
}
