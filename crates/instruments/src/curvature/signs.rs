//! What is known of the whole box: critical points as map signs, told apart by shape as well as colour,
//! and hatched what is undecided.

use hillside_core::Critical;

use super::CurvatureInstrument;
use crate::proof::border;
use crate::sheet::{Ink, Sheet};
use crate::theme::Theme;
use crate::trail::clip;
use crate::view::Frame;

/// From the middle of a sign to its edge, in CSS pixels.
const SIZE: f64 = 8.5;
/// Where there are more than this, signs are smaller.
const MANY: usize = 60;
/// From one hatching line to the next, in CSS pixels.
const HATCH: f64 = 7.0;
/// What is undecided is hatched at least this wide, in CSS pixels.
const SMALLEST: f64 = 9.0;

pub(super) fn draw(instrument: &CurvatureInstrument, sheet: &mut Sheet, theme: &Theme) {
    let frame = instrument.frame();
    let stale = instrument.proofs.found(&instrument.about()).is_some_and(|(_, stale)| stale);
    let opacity = if stale { 0.45 } else { 1.0 };
    if instrument.proofs.has_begun() {
        border(sheet, instrument.settings.site.area(), frame, theme);
    }
    hatch(sheet, instrument, frame, opacity, theme);
    lines(sheet, instrument, frame, opacity, theme);
    let points = instrument.ordered();
    let size = if points.len() > MANY { 0.6 * SIZE } else { SIZE };
    for (point, _) in points {
        let at = frame.to_pixel([point.x, point.y]);
        if frame.contains_pixel(at) {
            sign(sheet, at, point.kind, size, opacity, theme);
        }
    }
}

/// A sign with a rim that keeps it apart from any ground.
pub(super) fn sign(
    sheet: &mut Sheet,
    [x, y]: [f64; 2],
    kind: Critical,
    size: f64,
    opacity: f64,
    theme: &Theme,
) {
    let rim = |width: f64| Ink::new(theme.rim, 0.92 * opacity, width);
    let place = |points: &[[f64; 2]]| -> Vec<[f64; 2]> {
        points.iter().map(|[dx, dy]| [x + dx * size, y + dy * size]).collect()
    };
    match kind {
        // A summit's triangle.
        Critical::Maximum => {
            let corners = place(&[[0.0, -1.05], [1.0, 0.75], [-1.0, 0.75], [0.0, -1.05]]);
            sheet.line(corners.iter().copied(), rim(5.0));
            sheet.shape(corners, Ink::new(theme.hill, opacity, 1.0))
        }
        // A tarn: a lake in its hollow.
        Critical::Minimum => {
            sheet.disc([x, y], size + 2.0, rim(1.0));
            sheet.disc([x, y], size, Ink::new(theme.bowl, opacity, 1.0));
            for height in [-0.25, 0.3] {
                let wave = [[-0.55, 0.08], [-0.28, -0.1], [0.0, 0.08], [0.28, -0.1], [0.55, 0.08]]
                    .map(|[dx, dy]| [dx, dy + height]);
                sheet.line(place(&wave), rim(1.4));
            }
        }
        // A pass between two flanks.
        Critical::Saddle => {
            let flank = |side: f64| -> Vec<[f64; 2]> {
                let bow = [[1.0, -1.0], [0.55, -0.6], [0.36, 0.0], [0.55, 0.6], [1.0, 1.0]];
                place(&bow.map(|[dx, dy]| [side * dx, dy]))
            };
            for ink in [rim(6.4), Ink::new(theme.sign, opacity, 3.0)] {
                sheet.line(flank(1.0), ink);
                sheet.line(flank(-1.0), ink);
            }
        }
        // A hollow square: nothing is told.
        Critical::Degenerate => {
            let corners = place(&[[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8], [-0.8, -0.8]]);
            for ink in [rim(5.6), Ink::new(theme.sign, opacity, 2.4)] {
                // Not a rectangle's path, whose sides along the axes would be moved apart.
                sheet.line(corners.iter().copied(), ink);
            }
        }
    }
}

/// Draws lines of critical points, in the colour of what they are.
fn lines(sheet: &mut Sheet, instrument: &CurvatureInstrument, frame: Frame, opacity: f64, theme: &Theme) {
    for line in instrument.proofs.lines() {
        let colour = match line.kind {
            Critical::Minimum => theme.bowl,
            Critical::Maximum => theme.hill,
            Critical::Saddle | Critical::Degenerate => theme.sign,
        };
        if let Some(way) = clip(line.ends.map(|end| frame.to_pixel(end)), frame) {
            sheet.line(way, Ink::new(theme.rim, 0.92 * opacity, 6.4));
            sheet.line(way, Ink::new(colour, opacity, 3.0));
        }
    }
}

/// Hatches what is undecided, from lower left to upper right.
fn hatch(sheet: &mut Sheet, instrument: &CurvatureInstrument, frame: Frame, opacity: f64, theme: &Theme) {
    let mut squares = Squares::over(frame);
    for region in instrument.proofs.doubtful() {
        for cell in &region.cells {
            squares.mark(*cell, frame);
        }
    }
    let lines = squares.lines();
    for ink in [Ink::new(theme.rim, 0.7 * opacity, 3.0), Ink::new(theme.sign, 0.9 * opacity, 1.2)] {
        for line in &lines {
            if let Some(line) = clip(*line, frame) {
                sheet.line(line, ink);
            }
        }
    }
}

/// The squares of a raster over the map that some undecided cell touches. However many cells there
/// are, the hatching has no more lines than the raster has diagonals.
struct Squares {
    columns: usize,
    rows: usize,
    marked: Vec<bool>,
    origin: [f64; 2],
}

impl Squares {
    fn over(frame: Frame) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a map's pixels are few")]
        let [columns, rows] = [frame.width, frame.height].map(|side| (side / HATCH).ceil() as usize + 1);
        Self { columns, rows, marked: vec![false; columns * rows], origin: [frame.left, frame.top] }
    }

    fn mark(&mut self, [x0, x1, y0, y1]: [f64; 4], frame: Frame) {
        let [left, top] = frame.to_pixel([x0, y1]);
        let [right, bottom] = frame.to_pixel([x1, y0]);
        let range = |low: f64, high: f64, origin: f64, count: usize| {
            // A cell too small to see is widened until it can be.
            let missing = (SMALLEST - (high - low)).max(0.0) / 2.0;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to the raster"
            )]
            let square = |at: f64| ((at - origin) / HATCH).floor().clamp(0.0, (count - 1) as f64) as usize;
            square(low - missing)..=square(high + missing)
        };
        let outside = right < frame.left
            || left > frame.left + frame.width
            || bottom < frame.top
            || top > frame.top + frame.height;
        if outside {
            return;
        }
        let columns = range(left, right, self.origin[0], self.columns);
        for row in range(top, bottom, self.origin[1], self.rows) {
            for column in columns.clone() {
                self.marked[row * self.columns + column] = true;
            }
        }
    }

    /// A line along each run of marked squares on each diagonal, in CSS pixels.
    fn lines(&self) -> Vec<[[f64; 2]; 2]> {
        let mut lines = Vec::new();
        for diagonal in 0..self.columns + self.rows - 1 {
            let columns = diagonal.saturating_sub(self.rows - 1)..self.columns.min(diagonal + 1);
            let mut first = None;
            for column in columns.clone().chain([columns.end]) {
                let marked = column < columns.end && self.marked[(diagonal - column) * self.columns + column];
                match (marked, first) {
                    (true, None) => first = Some(column),
                    (false, Some(start)) => {
                        let at = |column: usize| {
                            let [x, y] = self.origin;
                            // The lower left corner of a square is the upper right one of the last.
                            let row = diagonal as f64 - column as f64 + 1.0;
                            [x + HATCH * column as f64, y + HATCH * row]
                        };
                        lines.push([at(start), at(column)]);
                        first = None;
                    }
                    _ => {}
                }
            }
        }
        lines
    }
}
