//! [`Levels`]: the heights that have a contour line, and their labels; [`Contours`]: the lines themselves.

use std::borrow::Cow;

use hillside_core::{ContourLines, contour_levels, contour_lines_around, even_levels};

use crate::digits;
use crate::field::{Field, Scale};
use crate::jumps::{Jump, Jumps};
use crate::view::Frame;

/// Every so many contour lines one is heavier and labelled.
const HEAVY: usize = 5;

/// The most points all contour lines of a map may have together: more are a grey veil that takes
/// longer to draw than a hand waits.
const MOST_POINTS: f64 = 80_000.0;
/// How far apart they lie where the map has come to rest, in CSS pixels.
const APART: f64 = 1.5;

/// The most labels on a map.
const MOST_LABELS: usize = 14;
/// A line that rises less than this for each pixel across runs level.
const LEVEL: f64 = 0.6;

/// The heights that have a contour line, ascending.
#[derive(Debug)]
pub(crate) struct Levels(Vec<f64>);

impl Levels {
    /// Good levels, up to `count`. Where the ground is so rough that their lines would cover it, fewer.
    pub(crate) fn of(field: &Field, frame: Frame, scale: Option<&Scale>, count: usize) -> Self {
        let mut levels = match scale.and_then(Scale::range) {
            Some([low, high]) => even_levels(low, high, count),
            None => contour_levels(&common(&field.values), count),
        };
        if let Some(&middle) = levels.get(levels.len() / 2) {
            let (columns, rows) = (field.columns, field.rows);
            let traced = contour_lines_around(&field.values, columns, rows, &[middle], &[]).points.len() / 2;
            let points = traced as f64 * frame.width / (APART * (columns - 1) as f64);
            if points > 3.0 * MOST_POINTS {
                levels.clear();
            } else {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "a short list's length"
                )]
                let every = (points * levels.len() as f64 / MOST_POINTS).ceil().max(1.0) as usize;
                levels = levels.into_iter().skip((every - 1) / 2).step_by(every).collect();
            }
        }
        Self(levels)
    }

    /// These heights.
    pub(crate) fn heights(&self) -> &[f64] {
        &self.0
    }

    /// The levels next to a height, below and above it; a level at that height is neither.
    pub(crate) fn around(&self, height: f64) -> [Option<f64>; 2] {
        let below = self.0.iter().rev().find(|level| **level < height);
        let above = self.0.iter().find(|level| **level > height);
        [below, above].map(|level| level.copied())
    }

    /// Whether a level is one of the heavier ones.
    pub(crate) fn is_heavy(&self, level: f64) -> bool {
        self.0.iter().position(|&l| l == level).is_some_and(|index| index % HEAVY == HEAVY / 2)
    }

    /// A level's height with the fewest digits, from four, that tell it from its neighbours.
    pub(crate) fn label(&self, level: f64) -> String {
        let index = self.0.partition_point(|&l| l < level);
        let neighbours = [index.checked_sub(1), Some(index + 1)];
        (4..=12)
            .map(|digits| digits::short(level, digits))
            .find(|text| {
                let alike = |i: usize| {
                    self.0.get(i).is_some_and(|&l| digits::short(l, text.chars().count().max(4)) == *text)
                };
                !neighbours.iter().flatten().any(|&i| alike(i))
            })
            .unwrap_or_else(|| digits::short(level, 12))
    }

    /// Labels of heavy lines and their places in CSS pixels: where a line runs level and no other label stands. Where
    /// none runs level, as on a plane of x, they stand on steep ones: a map without a number tells no height.
    pub(crate) fn labels(&self, field: &Field, contours: &Contours, frame: Frame) -> Vec<(String, [f64; 2])> {
        let level = self.labels_up_to(LEVEL, field, contours, frame);
        if level.is_empty() { self.labels_up_to(f64::INFINITY, field, contours, frame) } else { level }
    }

    /// Labels on lines that rise no more than so much for each pixel across.
    fn labels_up_to(
        &self,
        steepest: f64,
        field: &Field,
        contours: &Contours,
        frame: Frame,
    ) -> Vec<(String, [f64; 2])> {
        let mut labels: Vec<(String, [f64; 2])> = Vec::new();
        let pixels = field.pixels(frame);
        for (level, line) in contours.lines.iter() {
            if !self.is_heavy(level) || labels.len() >= MOST_LABELS {
                continue;
            }
            let points: Vec<[f64; 2]> = line.chunks_exact(2).map(&pixels).collect();
            let length: f64 = points.windows(2).map(|w| distance(w[0], w[1])).sum();
            if length < 130.0 {
                continue;
            }
            let text = self.label(level);
            let half = 3.6 * text.chars().count() as f64;
            let reach = (points.len() / 24).max(1);
            let place = (reach..points.len().saturating_sub(reach))
                .step_by(reach)
                .filter(|&i| {
                    let [x, y] = points[i];
                    x > frame.left + half + 6.0
                        && x < frame.left + frame.width - half - 6.0
                        && y > frame.top + 12.0
                        && y < frame.top + frame.height - 12.0
                        // The corner of the buttons stays free.
                        && (x < frame.left + frame.width - half - 52.0 || y > frame.top + 174.0)
                        && labels.iter().all(|(_, other)| distance(*other, points[i]) > 90.0)
                })
                .map(|i| {
                    let ([ax, ay], [bx, by]) = (points[i - reach], points[i + reach]);
                    (i, (by - ay).abs() / ((bx - ax).abs() + 1e-9))
                })
                .min_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((i, steepness)) = place
                && steepness < steepest
            {
                labels.push((text, points[i]));
            }
        }
        labels
    }
}

/// The lines of levels on one field, in its columns and rows.
#[derive(Debug)]
pub(crate) struct Contours {
    pub(crate) lines: ContourLines,
    /// The edges of cliffs, cell by cell: from and to.
    pub(crate) cliffs: Vec<f64>,
}

impl Contours {
    /// The lines of levels; none where the ground jumps, for a cliff is no bundle of lines.
    pub(crate) fn trace(field: &Field, levels: &Levels, mut jumps: Jumps<'_>) -> Self {
        let levels = levels.heights();
        let (columns, rows) = (field.columns, field.rows);
        let (mut broken, mut cliffs) = (Vec::new(), Vec::new());
        if !jumps.is_continuous() {
            broken = vec![false; field.values.len()];
            for (index, broken) in broken.iter_mut().enumerate().take((rows - 1) * columns) {
                let (column, row) = (index % columns, index / columns);
                if column + 1 == columns {
                    continue;
                }
                let corners =
                    [index, index + 1, index + columns, index + columns + 1].map(|i| field.values[i]);
                let [a, b, c, d] = corners;
                let (lowest, highest) = (a.min(b).min(c.min(d)), a.max(b).max(c.max(d)));
                let next = levels.partition_point(|level| *level <= lowest);
                if (a + b + c + d).is_finite()
                    && levels.get(next).is_some_and(|level| *level <= highest)
                    && let Some(jump) = jumps.unproved(column, row)
                    && jumps.leaps(column, row)
                {
                    *broken = true;
                    if jump == Jump::Cliff {
                        let middle = f64::midpoint(lowest, highest);
                        cliffs.extend(edge(corners, middle, [column as f64, row as f64]));
                    }
                }
            }
        }
        let lines = contour_lines_around(&field.values, columns, rows, levels, &broken);
        Self { lines, cliffs }
    }
}

/// Where the corners of a cell above its middle height are parted from those below, from and to, in columns and rows.
fn edge(corners: [f64; 4], middle: f64, [column, row]: [f64; 2]) -> [f64; 4] {
    // One segment, or the first of two where the corners lie crosswise.
    let points = contour_lines_around(&corners, 2, 2, &[middle], &[]).points;
    match points[..] {
        [x0, y0, x1, y1, ..] => [column + x0, row + y0, column + x1, row + y1],
        _ => [column, row, column, row],
    }
}

/// The values levels are chosen for: all of them, or where a few round a pole are far beyond the
/// rest, those that are not.
fn common(values: &[f64]) -> Cow<'_, [f64]> {
    let step = (values.len() / 4096).max(1) | 1;
    let mut seen: Vec<f64> = values.iter().copied().step_by(step).filter(|v| v.is_finite()).collect();
    seen.sort_unstable_by(f64::total_cmp);
    let Some(last) = seen.len().checked_sub(1) else { return Cow::Borrowed(values) };
    let (low, high) = (seen[last / 20], seen[last - last / 20]);
    let reach = high - low;
    if reach > 0.0 && seen[last] - seen[0] > 30.0 * reach {
        Cow::Owned(values.iter().copied().filter(|v| (low - reach..=high + reach).contains(v)).collect())
    } else {
        Cow::Borrowed(values)
    }
}

fn distance([ax, ay]: [f64; 2], [bx, by]: [f64; 2]) -> f64 {
    ((ax - bx) * (ax - bx) + (ay - by) * (ay - by)).sqrt()
}
