//! The ground of a map as pixels: hypsometric tints, shaded by the exact gradient.

use crate::field::{Field, Scale};
use crate::theme::{Colour, Theme};

/// An image, 4 bytes a pixel (red, green, blue, opaque), row-major from the top as a canvas wants it.
#[derive(Debug)]
pub struct Raster {
    /// Pixels a row.
    pub columns: usize,
    /// Rows.
    pub rows: usize,
    /// `4 * columns * rows` bytes.
    pub pixels: Vec<u8>,
}

/// The direction to the light: from the upper left, half-way up, as on every printed map. Unit length.
pub const LIGHT: [f64; 3] = [-0.5, 0.5, std::f64::consts::FRAC_1_SQRT_2];

/// The slope of the middling ground after exaggeration: about 35 degrees.
const MIDDLING_SLOPE: f64 = 0.7;

/// The ground of `field`, whose nodes lie `spacing` world units apart.
///
/// The shading is calculus: the surface normal is (-∂h/∂x, -∂h/∂y, 1), the brightness its dot
/// product with the direction to the light (Lambert 1760), h the height as it is drawn.
pub(crate) fn paint(field: &Field, scale: Option<Scale>, spacing: [f64; 2], theme: &Theme) -> Raster {
    let (columns, rows) = (field.columns, field.rows);
    let mut pixels = Vec::with_capacity(4 * columns * rows);
    let Some(scale) = scale else {
        for row in 0..rows {
            for column in 0..columns {
                pixels.extend(void(column, row, theme));
            }
        }
        return Raster { columns, rows, pixels };
    };
    let tints: Vec<[f32; 3]> = (0..=TINTS).map(|i| theme.tint(i as f64 / TINTS as f64).map(narrow)).collect();
    let exaggeration = exaggeration(field, &scale, spacing);
    let (across, up) = (exaggeration * spacing[0], exaggeration * spacing[1]);
    for row in (0..rows).rev() {
        let start = row * columns;
        for column in 0..columns {
            let value = field.values[start + column];
            if value.is_nan() {
                pixels.extend(void(column, row, theme));
                continue;
            }
            let height = scale.height(value).clamp(0.0, 1.0);
            let slope = scale.slope(value);
            let (x, y) = (
                across * slope * field.slopes_x[start + column],
                up * slope * field.slopes_y[start + column],
            );
            let lambert = (LIGHT[2] - LIGHT[0] * x - LIGHT[1] * y) / (1.0 + x * x + y * y).sqrt();
            // No slope is known at a kink or a pole: there the ground is drawn unshaded.
            let lambert = if lambert.is_nan() { LIGHT[2] } else { lambert };
            let factor = if lambert < LIGHT[2] {
                1.0 + (theme.shade - 1.0) * ((LIGHT[2] - lambert) / LIGHT[2]).min(1.0)
            } else {
                1.0 + (theme.light - 1.0) * ((lambert - LIGHT[2]) / (1.0 - LIGHT[2])).min(1.0)
            };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "height is in 0..=1")]
            let tint = tints[(height * TINTS as f64) as usize];
            let factor = narrow(factor);
            pixels.extend([byte(tint[0] * factor), byte(tint[1] * factor), byte(tint[2] * factor), 255]);
        }
    }
    Raster { columns, rows, pixels }
}

/// How many tints a ramp is cut into: more than 8 bits can tell apart.
const TINTS: usize = 1024;

#[expect(clippy::cast_possible_truncation, reason = "colour channels need no more than single precision")]
fn narrow(value: f64) -> f32 {
    value as f32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates at 0 and 255")]
fn byte(value: f32) -> u8 {
    (value + 0.5) as u8
}

/// The factor on the heights that gives the middling ground its slope, so that a plain and a
/// mountain range are both seen.
fn exaggeration(field: &Field, scale: &Scale, spacing: [f64; 2]) -> f64 {
    let step = (field.values.len() / 2048).max(1) | 1;
    let mut slopes: Vec<f64> = (0..field.values.len())
        .step_by(step)
        .map(|i| {
            let slope = scale.slope(field.values[i]);
            let (x, y) = (slope * spacing[0] * field.slopes_x[i], slope * spacing[1] * field.slopes_y[i]);
            (x * x + y * y).sqrt()
        })
        .filter(|slope| slope.is_finite() && *slope > 0.0)
        .collect();
    if slopes.is_empty() {
        return 0.0;
    }
    slopes.sort_unstable_by(f64::total_cmp);
    let (middle, steep) = (slopes[slopes.len() / 2], slopes[slopes.len() - 1 - slopes.len() / 10]);
    // On a plain with a hill the hill is what there is to see: its tail is no cliff.
    MIDDLING_SLOPE / middle.max(steep / 4.0)
}

/// Ground without a value: a quiet hatching, unlike any height.
fn void(column: usize, row: usize, theme: &Theme) -> [u8; 4] {
    let Colour(r, g, b) = theme.void;
    let dim = if (column + row).is_multiple_of(8) { 16 } else { 0 };
    [r.saturating_sub(dim), g.saturating_sub(dim), b.saturating_sub(dim), 255]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heights::Heights;
    use crate::view::View;
    use hillside_core::Expr;

    fn ground(formula: &str) -> Raster {
        let view = View::new(-1.0, 1.0, -1.0, 1.0).unwrap();
        let field = Field::sample(&Expr::parse(formula).unwrap(), view, 21, 21);
        paint(&field, Scale::of(&field, Heights::Auto), [0.1, 0.1], &Theme::LIGHT)
    }

    fn brightness(raster: &Raster, column: usize, row_from_top: usize) -> u32 {
        raster.pixels[4 * (row_from_top * raster.columns + column)..][..3].iter().map(|&c| u32::from(c)).sum()
    }

    #[test]
    fn the_side_towards_the_light_is_brighter() {
        // On a cone the height is the same all round, so only the light differs.
        let raster = ground("-sqrt(x^2+y^2)");
        assert!(brightness(&raster, 5, 5) > brightness(&raster, 15, 15) + 60);
    }

    #[test]
    fn high_ground_is_paler_than_low() {
        let raster = ground("x^2+y^2");
        assert!(brightness(&raster, 1, 1) > brightness(&raster, 10, 10));
    }

    #[test]
    fn ground_without_value_is_void_and_poles_do_not_spoil_the_rest() {
        let raster = ground("ln(x)");
        let Colour(r, _, _) = Theme::LIGHT.void;
        assert!(raster.pixels[0] <= r && raster.pixels[0] >= r - 16);
        let raster = ground("1/x");
        assert_ne!(brightness(&raster, 4, 4), brightness(&raster, 16, 4));
        assert_eq!(ground("0/0").pixels.len(), 4 * 21 * 21);
        assert_eq!(ground("5").pixels.len(), 4 * 21 * 21);
        assert_eq!(ground("exp(exp(9*x))").pixels.len(), 4 * 21 * 21);
    }

    #[test]
    fn a_long_tail_is_no_cliff() {
        let view = View::new(-5.0, 5.0, -5.0, 5.0).unwrap();
        let field = Field::sample(&Expr::parse("exp(-(x^2+y^2))").unwrap(), view, 101, 101);
        let raster = paint(&field, Scale::of(&field, Heights::Auto), [0.1, 0.1], &Theme::LIGHT);
        // Far out, where f is 1e-6 and less, all is one plain.
        let plain = brightness(&raster, 2, 2);
        for column in (0..=12).chain(88..=100) {
            for row in 0..=100 {
                assert!(brightness(&raster, column, row).abs_diff(plain) <= 3, "at {column}, {row}");
            }
        }
        assert!(brightness(&raster, 50, 50) > plain + 200, "the hill stands out");
    }
}
