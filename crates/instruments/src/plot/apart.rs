//! Where what draws plots is a part of its own, which comes later than the rest.

use std::sync::OnceLock;

use super::Plot;
use crate::sheet::Sheet;
use crate::theme::Theme;

/// What draws a plot on a sheet; gives the sheet back.
type Plotter = fn(Plot, Sheet, &Theme) -> Sheet;

static PLOTTER: OnceLock<Plotter> = OnceLock::new();

/// Gives all figures what draws plots, which has come.
pub fn set_plotter(plotter: Plotter) {
    // A second one is the same.
    let _ = PLOTTER.set(plotter);
}

/// What draws plots, once it is there.
pub(super) fn plotter() -> Option<Plotter> {
    PLOTTER.get().copied()
}
