//! The truth table: all 512 patterns at once, those most like the X first.

use hillside_core::{PATTERNS, Target, pattern_cells, wrong_cells};

use super::chart::real;
use crate::sheet::{Anchor, Ink, Sheet};
use crate::theme::Theme;

/// The space between two bands, in CSS pixels.
const GAP: f64 = 7.0;

/// An answer so near to no that its colour is the ground's.
const UNSEEN: f64 = 2e-4;

/// A row of squares.
#[derive(Debug)]
struct Row {
    /// How many cells of its patterns are wrong.
    wrong: u32,
    top: f64,
    patterns: Vec<usize>,
}

/// Where every pattern lies: a band for each number of wrong cells, from 0 at the top to 9, in it the patterns by
/// number, row after row.
#[derive(Debug)]
pub(super) struct Layout {
    side: f64,
    left: f64,
    rows: Vec<Row>,
}

impl Layout {
    pub(super) fn new(width: f64) -> Self {
        // 42 and 21 divide the largest bands of 126 and 84 patterns evenly.
        let (columns, left) = if width >= 620.0 { (42, 62.0) } else { (21, 20.0) };
        let side = ((width - left - 2.0) / real(columns)).clamp(6.0, 26.0);
        let mut rows = Vec::new();
        let mut top = 3.0;
        for wrong in 0..10 {
            let band: Vec<usize> = (0..PATTERNS).filter(|pattern| wrong_cells(*pattern) == wrong).collect();
            for patterns in band.chunks(columns) {
                rows.push(Row { wrong, top, patterns: patterns.to_vec() });
                top += side;
            }
            top += GAP;
        }
        Self { side, left, rows }
    }

    pub(super) fn height(&self) -> f64 {
        self.rows.last().map_or(0.0, |row| row.top + self.side + 3.0)
    }

    /// Every pattern with the upper left corner of its square.
    fn squares(&self) -> impl Iterator<Item = (usize, [f64; 2])> {
        self.rows.iter().flat_map(move |row| {
            let corner = move |(column, pattern): (usize, &usize)| {
                (*pattern, [self.left + self.side * real(column), row.top])
            };
            row.patterns.iter().enumerate().map(corner)
        })
    }

    pub(super) fn at(&self, [x, y]: [f64; 2]) -> Option<usize> {
        let inside = |from: f64, at: f64| (from..from + self.side).contains(&at);
        self.squares()
            .find(|(_, [left, top])| inside(*left, x) && inside(*top, y))
            .map(|(pattern, _)| pattern)
    }

    /// The next pattern (`across`), or the nearest in the row below or above (`down`); at the border the same.
    pub(super) fn beside(&self, pattern: usize, across: i32, down: i32) -> usize {
        let order: Vec<usize> = self.squares().map(|(pattern, _)| pattern).collect();
        let (Some(at), Some(row)) = (
            order.iter().position(|known| *known == pattern),
            self.rows.iter().position(|row| row.patterns.contains(&pattern)),
        ) else {
            return pattern;
        };
        let moved = |place: usize, by: i32| place.saturating_add_signed(by.signum() as isize);
        if across != 0 {
            return order[moved(at, across).min(PATTERNS - 1)];
        }
        let column = self.rows[row].patterns.iter().position(|known| *known == pattern).unwrap_or(0);
        let patterns = &self.rows[moved(row, down).min(self.rows.len() - 1)].patterns;
        patterns[column.min(patterns.len() - 1)]
    }

    /// The squares under the answers; they stay the same while the answers change.
    pub(super) fn draw_squares(&self, sheet: &mut Sheet, theme: &Theme) {
        let ink = Ink::new(theme.void, 1.0, 1.0);
        for (_, [left, top]) in self.squares() {
            sheet.block([left + 0.5, top + 0.5], [left + self.side - 0.5, top + self.side - 0.5], ink);
        }
    }

    /// The patterns themselves, small, over the answers; they stay the same, too.
    pub(super) fn draw_patterns(&self, sheet: &mut Sheet, theme: &Theme) {
        let dot = (self.side - 5.0).max(3.0) / 3.0;
        let ink = Ink::new(theme.ink, 0.62, 1.0);
        for (pattern, [left, top]) in self.squares() {
            let (left, top) = (left + (self.side - 3.0 * dot) / 2.0, top + (self.side - 3.0 * dot) / 2.0);
            for (cell, _) in pattern_cells(pattern).iter().enumerate().filter(|(_, on)| **on) {
                let (x, y) = (left + dot * real(cell % 3), top + dot * real(cell / 3));
                sheet.block([x, y], [x + dot - 0.4, y + dot - 0.4], ink);
            }
        }
        let mut named = None;
        for row in &self.rows {
            if named != Some(row.wrong) {
                named = Some(row.wrong);
                let text = match (row.wrong, self.left > 40.0) {
                    (0, true) => "the X".to_owned(),
                    (wrong, true) => format!("{wrong} wrong"),
                    (wrong, false) => wrong.to_string(),
                };
                sheet.label(
                    &text,
                    [self.left - 7.0, row.top + self.side / 2.0],
                    11.0,
                    theme.ink,
                    Anchor::Right,
                );
            }
        }
    }
}

/// The answers to all patterns.
#[derive(Debug)]
pub(super) struct Table<'a> {
    pub(super) outputs: &'a [f64],
    pub(super) target: &'a Target,
    /// The pattern on the grid.
    pub(super) drawn: usize,
    /// The pattern the keyboard is at.
    pub(super) looked_at: Option<usize>,
}

impl Table<'_> {
    /// How sure of a yes, and what is wrong: between the squares and the patterns.
    pub(super) fn draw(&self, sheet: &mut Sheet, width: f64, theme: &Theme) {
        let layout = Layout::new(width);
        let side = layout.side;
        for (pattern, [left, top]) in layout.squares() {
            let output = self.outputs.get(pattern).copied().unwrap_or(f64::NAN);
            let (from, to) = ([left + 0.5, top + 0.5], [left + side - 0.5, top + side - 0.5]);
            // The root makes seen how the answers near the X rise before they are right. What would not be seen
            // is not drawn: most answers, once the network has learnt to refuse.
            if output > UNSEEN {
                sheet.block(from, to, Ink::new(theme.gradient, 0.78 * output.sqrt(), 1.0));
            }
        }
        for (pattern, [left, top]) in layout.squares() {
            let output = self.outputs.get(pattern).copied().unwrap_or(f64::NAN);
            let label = self.target.label(pattern);
            let (from, to) = ([left + 1.0, top + 1.0], [left + side - 1.0, top + side - 1.0]);
            if label {
                sheet.frame(from, to, Ink::new(theme.gradient, 1.0, 2.0));
            }
            if (output > 0.5) != label {
                // Wrong: framed and struck through, for those who do not see the colour.
                sheet.frame(from, to, Ink::new(theme.trail, 1.0, 2.4));
                sheet.line([from, to], Ink::new(theme.trail, 1.0, 1.8));
            }
        }
        for (pattern, [left, top]) in layout.squares() {
            let (from, to) = ([left - 1.0, top - 1.0], [left + side + 1.0, top + side + 1.0]);
            if self.looked_at == Some(pattern) {
                sheet.frame(from, to, Ink::new(theme.rim, 1.0, 5.0));
                sheet.frame(from, to, Ink::new(theme.trail, 1.0, 2.6));
            } else if self.drawn == pattern {
                sheet.frame(from, to, Ink::new(theme.rim, 1.0, 4.0));
                sheet.frame(from, to, Ink::new(theme.ink, 1.0, 2.0));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_lies_where_a_hand_finds_it() {
        for width in [300.0, 390.0, 700.0, 1400.0] {
            let layout = Layout::new(width);
            assert_eq!(layout.squares().count(), PATTERNS);
            for (pattern, [left, top]) in layout.squares() {
                let middle = [left + layout.side / 2.0, top + layout.side / 2.0];
                assert_eq!(layout.at(middle), Some(pattern), "{width}");
                assert!(middle[0] < width && middle[1] < layout.height(), "{width}");
            }
            assert_eq!(layout.at([-5.0, 10.0]), None);
            assert_eq!(layout.at([f64::NAN, 10.0]), None);
        }
    }

    #[test]
    fn arrow_keys_reach_all_patterns_and_stay_inside() {
        let layout = Layout::new(800.0);
        let mut pattern = layout.rows[0].patterns[0];
        assert_eq!(wrong_cells(pattern), 0);
        for _ in 0..PATTERNS {
            pattern = layout.beside(pattern, 1, 0);
        }
        assert_eq!(wrong_cells(pattern), 9);
        assert_eq!(layout.beside(pattern, 1, 0), pattern);
        assert_eq!(layout.beside(pattern, 0, 1), pattern);
        for _ in 0..layout.rows.len() {
            pattern = layout.beside(pattern, 0, -1);
        }
        assert_eq!(wrong_cells(pattern), 0);
    }
}
