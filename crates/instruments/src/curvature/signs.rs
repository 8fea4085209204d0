//! What is known of the whole view: critical points as map signs, told apart by shape as well as colour,
//! and hatched what is undecided.

use hillside_core::Critical;
use plotters_backend::DrawingBackend;

use super::CurvatureInstrument;
use crate::fine::Fine;
use crate::pen::{Drawn, Ink, Pen};
use crate::theme::Theme;
use crate::trail::clip;
use crate::view::Frame;

/// From the middle of a sign to its edge, in CSS pixels.
const SIZE: f64 = 8.5;
/// Where there are more than this, signs are smaller.
const MANY: usize = 60;
/// From one hatching line to the next, in CSS pixels.
const HATCH: f64 = 7.0;
/// A region is drawn at least this large, in CSS pixels.
const SMALLEST: f64 = 10.0;
/// No more cells of undecided regions are drawn than this.
const MOST_CELLS: usize = 3000;

pub(super) fn draw<B: DrawingBackend>(
    instrument: &CurvatureInstrument,
    mut backend: Fine<B>,
    theme: &Theme,
) -> Drawn<B> {
    let mut pen = Pen::on(&mut backend);
    let frame = instrument.frame();
    let stale = instrument.proofs.found(&instrument.about()).is_some_and(|(_, stale)| stale);
    let opacity = if stale { 0.45 } else { 1.0 };
    let mut room = MOST_CELLS;
    for region in instrument.proofs.doubtful() {
        // A region of many cells is drawn cell by cell, so that a circle looks like one.
        if region.cells.len() < 8 {
            hatched(&mut pen, region.bounds, frame, opacity, theme)?;
            continue;
        }
        for cell in region.cells.iter().take(room) {
            hatched(&mut pen, *cell, frame, opacity, theme)?;
        }
        room = room.saturating_sub(region.cells.len());
    }
    let points = instrument.ordered();
    let size = if points.len() > MANY { 0.6 * SIZE } else { SIZE };
    for (point, _) in points {
        let at = frame.to_pixel([point.x, point.y]);
        if frame.contains_pixel(at) {
            sign(&mut pen, at, point.kind, size, opacity, theme)?;
        }
    }
    Ok(())
}

/// A sign with a rim that keeps it apart from any ground.
pub(super) fn sign<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    [x, y]: [f64; 2],
    kind: Critical,
    size: f64,
    opacity: f64,
    theme: &Theme,
) -> Drawn<B> {
    let rim = |width: f64| Ink::new(theme.rim, 0.92 * opacity, width);
    let place = |points: &[[f64; 2]]| -> Vec<[f64; 2]> {
        points.iter().map(|[dx, dy]| [x + dx * size, y + dy * size]).collect()
    };
    match kind {
        // A summit's triangle.
        Critical::Maximum => {
            let corners = place(&[[0.0, -1.05], [1.0, 0.75], [-1.0, 0.75], [0.0, -1.05]]);
            pen.line(corners.iter().copied(), rim(5.0))?;
            pen.shape(corners, Ink::new(theme.hill, opacity, 1.0))
        }
        // A tarn: a lake in its hollow.
        Critical::Minimum => {
            pen.disc([x, y], size + 2.0, rim(1.0))?;
            pen.disc([x, y], size, Ink::new(theme.bowl, opacity, 1.0))?;
            for height in [-0.25, 0.3] {
                let wave = [[-0.55, 0.08], [-0.28, -0.1], [0.0, 0.08], [0.28, -0.1], [0.55, 0.08]]
                    .map(|[dx, dy]| [dx, dy + height]);
                pen.line(place(&wave), rim(1.4))?;
            }
            Ok(())
        }
        // A pass between two flanks.
        Critical::Saddle => {
            let flank = |side: f64| -> Vec<[f64; 2]> {
                let bow = [[1.0, -1.0], [0.55, -0.6], [0.36, 0.0], [0.55, 0.6], [1.0, 1.0]];
                place(&bow.map(|[dx, dy]| [side * dx, dy]))
            };
            for ink in [rim(6.4), Ink::new(theme.sign, opacity, 3.0)] {
                pen.line(flank(1.0), ink)?;
                pen.line(flank(-1.0), ink)?;
            }
            Ok(())
        }
        // A hollow square: nothing is told.
        Critical::Degenerate => {
            let corners = place(&[[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8], [-0.8, -0.8]]);
            for ink in [rim(5.6), Ink::new(theme.sign, opacity, 2.4)] {
                // Not a rectangle's path, whose sides along the axes would be moved apart.
                pen.line(corners.iter().copied(), ink)?;
            }
            Ok(())
        }
    }
}

/// A box hatched from lower left to upper right.
fn hatched<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    [x0, x1, y0, y1]: [f64; 4],
    frame: Frame,
    opacity: f64,
    theme: &Theme,
) -> Drawn<B> {
    let [left, top] = frame.to_pixel([x0, y1]);
    let [right, bottom] = frame.to_pixel([x1, y0]);
    let widen = |low: f64, high: f64| {
        let missing = (SMALLEST - (high - low)).max(0.0) / 2.0;
        (low - missing, high + missing)
    };
    let ((left, right), (top, bottom)) = (widen(left, right), widen(top, bottom));
    let (edge_left, edge_top) = (frame.left, frame.top);
    let (left, right) = (left.max(edge_left), right.min(edge_left + frame.width));
    let (top, bottom) = (top.max(edge_top), bottom.min(edge_top + frame.height));
    if !(left < right && top < bottom) {
        return Ok(());
    }
    let field = Frame { view: frame.view, left, top, width: right - left, height: bottom - top };
    // Lines x + y = k, on one raster for all boxes, so that neighbours join.
    let mut k = ((left + top) / HATCH).ceil() * HATCH;
    while k < right + bottom {
        let (from, to) = ([k - bottom, bottom], [k - top, top]);
        if let Some(line) = clip([from, to], field) {
            pen.line(line, Ink::new(theme.sign, 0.55 * opacity, 1.1))?;
        }
        k += HATCH;
    }
    if field.width <= 4.0 * SMALLEST && field.height <= 4.0 * SMALLEST {
        let outline = [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
        pen.line(outline, Ink::new(theme.sign, 0.6 * opacity, 1.0))?;
    }
    Ok(())
}
