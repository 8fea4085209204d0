//! [`draw`]: a plot as a chart of plotters.

use std::cell::Cell;
use std::convert::Infallible;

use plotters::prelude::{
    ChartBuilder, DrawingAreaErrorKind, IntoDrawingArea, IntoFont, LineSeries, Polygon, RGBAColor, RGBColor,
    ShapeStyle, TextStyle,
};

use super::surface::Surface;
use super::{Plot, Series, TICK};
use crate::sheet::{Ink, Sheet, UNITS};
use crate::theme::{Colour, Theme};

/// How strongly lines at round values and axes are drawn, 0 to 1.
const GRATICULE: f64 = 0.1;
const AXIS: f64 = 0.55;

/// CSS pixels to plotters' units.
fn units(pixels: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
    let units = (pixels * f64::from(UNITS)).round() as u32;
    units
}

fn style(ink: Ink) -> ShapeStyle {
    let Colour(r, g, b) = ink.colour;
    ShapeStyle { color: RGBAColor(r, g, b, ink.opacity), filled: false, stroke_width: units(ink.width) }
}

/// Draws a plot on a sheet, over what is there.
#[must_use]
pub fn draw(plot: Plot, mut sheet: Sheet, theme: &Theme) -> Sheet {
    let dashes = Cell::new(false);
    match chart(plot, Surface { sheet: &mut sheet, dashes: &dashes }, theme) {
        Ok(()) => sheet,
        // A sheet refuses nothing.
        Err(DrawingAreaErrorKind::LayoutError | DrawingAreaErrorKind::SharingError) => sheet,
        Err(DrawingAreaErrorKind::BackendError(_)) => sheet,
    }
}

fn chart(plot: Plot, surface: Surface<'_>, theme: &Theme) -> Result<(), DrawingAreaErrorKind<Infallible>> {
    let dashes = surface.dashes;
    let [width, height] = surface.sheet.size();
    let series = plot.seen();
    let Plot { x, y, size, frame, .. } = plot;
    let root = surface.into_drawing_area();
    let mut chart = ChartBuilder::on(&root)
        .margin_top(units(frame.top))
        .margin_right(units(width - frame.left - frame.width))
        .x_label_area_size(units(height - frame.top - frame.height))
        .y_label_area_size(units(frame.left))
        .build_cartesian_2d(x, y)?;
    let Colour(r, g, b) = theme.ink;
    let ink = RGBColor(r, g, b);
    let letters = TextStyle::from(("sans-serif", size * f64::from(UNITS)).into_font()).color(&ink);
    let tick = i32::try_from(units(TICK)).unwrap_or(0);
    chart
        .configure_mesh()
        .bold_line_style(style(Ink::new(theme.graticule, GRATICULE, 1.0)))
        .axis_style(style(Ink::new(theme.ink, AXIS, 1.0)))
        .label_style(letters)
        .set_all_tick_mark_size(tick)
        .draw()?;
    for one in series {
        match one {
            Series::Curve { points, ink, dashed } => {
                dashes.set(dashed);
                chart.draw_series(LineSeries::new(points.into_iter().map(|[x, y]| (x, y)), style(ink)))?;
            }
            Series::Area { points, ink } => {
                let points: Vec<(f64, f64)> = points.into_iter().map(|[x, y]| (x, y)).collect();
                chart.draw_series([Polygon::new(points, ShapeStyle { filled: true, ..style(ink) })])?;
            }
        }
    }
    dashes.set(false);
    Ok(())
}
