//! The loss over the steps, from the run's checkpoints.

use super::run::Run;
use crate::loss::LossCurve;
use crate::sheet::Sheet;
use crate::theme::Theme;

/// Draws the loss of a run that began at step `origin`.
pub(super) fn loss(run: &Run, origin: usize, logarithmic: bool, sheet: &mut Sheet, theme: &Theme) {
    let step = |index: usize| real(origin + index);
    let here = (step(run.index()), run.training().loss());
    let mut points: Vec<(f64, f64)> =
        run.curve().map(|(index, loss)| (step(index), loss)).filter(|point| point.1.is_finite()).collect();
    // The curve reaches as far as the run, also between checkpoints.
    if points.last().is_none_or(|last| last.0 < here.0) && here.1.is_finite() {
        points.push(here);
    }
    LossCurve { points: &points, here, logarithmic }.draw(sheet, theme)
}

#[expect(clippy::cast_precision_loss, reason = "steps are at most a billion")]
pub(super) fn real(count: usize) -> f64 {
    count as f64
}
