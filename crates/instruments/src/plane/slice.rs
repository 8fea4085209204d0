//! The picked entry as a chart: one output along one input, all others held, with the entry as the slope of its tangent.

use super::Plane;
use super::pick::Pick;
use super::reading::{Reading, output};
use crate::plot::{Axis, LETTERS, Plot, ROOM, Scale};
use crate::sheet::{Ink, Sheet};
use crate::theme::Theme;

/// How far the slice reaches either side of the point, unless the step is longer, and how many places it has.
const REACH: f64 = 1.0;
const PLACES: u32 = 160;

impl Plane {
    /// The layer `slice`.
    pub(super) fn draw_slice(&self, sheet: &mut Sheet, theme: &Theme) {
        let reading = Reading::new(&self.settings);
        let Some(Pick::Entry(row, column)) = self.settings.pick else {
            let [width, height] = sheet.size();
            let say = "Pick an entry of the table to see its slope.";
            return sheet.word(say, [width / 2.0, height / 2.0], 12.0, theme.ink, None);
        };
        let at = self.settings.point[column];
        let reach = REACH.max(1.2 * self.settings.step[column].abs()).max(1e-6 * at.abs());
        let height = |x: f64| {
            let mut point = self.settings.point.clone();
            point[column] = x;
            reading.transform.value(&point)[row]
        };
        let places = (0..=PLACES).map(|k| at - reach + 2.0 * reach * f64::from(k) / f64::from(PLACES));
        let curve: Vec<[f64; 2]> = places.map(|x| [x, height(x)]).collect();
        let (here, slope) = (reading.value[row], reading.matrix.entry(row, column));
        let mut seen: Vec<f64> = curve.iter().map(|at| at[1]).filter(|y| y.is_finite()).collect();
        seen.sort_by(f64::total_cmp);
        // A pole must not leave the rest no room.
        let [low, high] = [0.04, 0.96].map(|part| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a count")]
            seen.get((part * seen.len() as f64) as usize).copied().unwrap_or(here)
        });
        let y = Axis::around(low.min(here), high.max(here), Scale::Linear, 4, 0.2);
        let x = Axis::new(at - reach, at + reach, Scale::Linear, 6);
        let mut plot = Plot::new([x, y], sheet.size(), LETTERS, ROOM);
        let tangent = [-reach, reach].map(|way| [at + way, here + slope * way]);
        let place = plot.to_pixel([at, here]);
        let frame = plot.frame();
        plot.curve(curve, Ink::new(theme.ink, 1.0, 2.0), false);
        plot.curve(tangent, Ink::new(theme.model, 1.0, 2.2), true);
        plot.show(sheet, theme);
        if frame.contains_pixel(place) {
            sheet.disc(place, 4.5, Ink::fill(theme.trail, 1.0));
        }
        let name = format!("{} along {}", output(row, reading.value.len()), reading.inputs[column]);
        let [left, top] = [frame.left + frame.width / 2.0, frame.top + 10.0];
        sheet.word(&name, [left, top], 12.0, theme.ink, Some(theme.paper));
    }
}
