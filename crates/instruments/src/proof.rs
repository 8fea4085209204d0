//! Searches whose code may come later than the figure that uses them, and the border of what they are about.

use std::fmt::Debug;

use hillside_core::{Expr, Lipschitz, LipschitzSearch, Progress};

use crate::sheet::{Ink, Sheet};
use crate::theme::Theme;
use crate::trail::{clip, dashed};
use crate::view::{Frame, View};

/// How closely the Lipschitz constant is enclosed, relative to its size.
pub(crate) const TOLERANCE: f64 = 1e-3;

/// A search for bounds of the gradient's Lipschitz constant over a box.
pub trait BoundSearch: Debug {
    /// Looks at so many parts of the box more.
    fn step(&mut self, cells: usize) -> Progress;
    /// What is proved so far.
    fn enclosure(&self) -> Lipschitz;
}

impl BoundSearch for LipschitzSearch {
    fn step(&mut self, cells: usize) -> Progress {
        self.step(cells)
    }

    fn enclosure(&self) -> Lipschitz {
        self.enclosure()
    }
}

/// What begins a search, of a function over a box `[x0, x1, y0, y1]`.
pub type NewBoundSearch = fn(&Expr, [f64; 4]) -> Box<dyn BoundSearch>;

/// A search that has not looked at anything yet.
#[must_use]
pub fn bound_search(function: &Expr, area: [f64; 4]) -> Box<dyn BoundSearch> {
    Box::new(LipschitzSearch::new(function, area, TOLERANCE))
}

/// How far inside the map a side of the box must lie to be drawn, in CSS pixels.
const INSIDE: f64 = 1.5;

/// Draws the sides of the box that is proved of which lie inside the map, dashed: beyond them nothing is proved.
pub(crate) fn border(sheet: &mut Sheet, area: View, frame: Frame, theme: &Theme) {
    let [left, top] = frame.to_pixel([area.x0, area.y1]);
    let [right, bottom] = frame.to_pixel([area.x1, area.y0]);
    let (across, down) = ([frame.left, frame.left + frame.width], [frame.top, frame.top + frame.height]);
    let inside = |at: f64, [low, high]: [f64; 2]| at > low + INSIDE && at < high - INSIDE;
    let sides = [
        (inside(left, across), [[left, bottom], [left, top]]),
        (inside(right, across), [[right, bottom], [right, top]]),
        (inside(top, down), [[left, top], [right, top]]),
        (inside(bottom, down), [[left, bottom], [right, bottom]]),
    ];
    for (_, side) in sides.into_iter().filter(|(drawn, _)| *drawn) {
        let Some([from, to]) = clip(side, frame) else { continue };
        for dash in dashed(&[from, to]) {
            sheet.line(dash.iter().copied(), Ink::new(theme.rim, 0.5, 2.6));
            sheet.line(dash, Ink::new(theme.contour, 0.9, 1.0));
        }
    }
}
