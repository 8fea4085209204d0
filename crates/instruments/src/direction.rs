//! Directions in the plane: from an angle in degrees to a unit vector and back.

use std::f64::consts::FRAC_1_SQRT_2;

use hillside_core::Number;

/// An angle in degrees, brought to 0 up to below 360.
pub(crate) fn turned(degrees: f64) -> f64 {
    let turned = degrees.rem_euclid(360.0);
    // A tiny negative angle rounds up to the full turn; adding 0 makes -0 a plain 0.
    if turned >= 360.0 { 0.0 } else { turned + 0.0 }
}

/// The unit vector at an angle in degrees; exact along the axes, and alike in both entries half-way.
pub(crate) fn direction(degrees: f64) -> [f64; 2] {
    let turned = turned(degrees);
    let quarter = (turned / 90.0).floor();
    let rest = turned - 90.0 * quarter;
    let (sin, cos) =
        if rest == 45.0 { (FRAC_1_SQRT_2, FRAC_1_SQRT_2) } else { Number::sin_cos(&rest.to_radians()) };
    match quarter {
        1.0 => [-sin, cos],
        2.0 => [-cos, -sin],
        3.0 => [sin, -cos],
        _ => [cos, sin],
    }
}

/// The angle of a vector in degrees, from 0 to below 360; `None` where it has no direction.
pub(crate) fn angle([x, y]: [f64; 2]) -> Option<f64> {
    if !(x.is_finite() && y.is_finite()) || (x == 0.0 && y == 0.0) {
        return None;
    }
    // Within 45 degrees of an axis the tangent, or its inverse, is at most 1.
    let degrees = if x.abs() >= y.abs() {
        Number::atan(&(y / x)).to_degrees() + if x < 0.0 { 180.0 } else { 0.0 }
    } else {
        90.0_f64.copysign(y) - Number::atan(&(x / y)).to_degrees()
    };
    Some(turned(degrees))
}

/// How far two directions are apart that lie at these angles, in degrees from 0 to 180.
pub(crate) fn between(a: f64, b: f64) -> f64 {
    let apart = turned(a - b);
    apart.min(360.0 - apart)
}

/// How far two lines are apart that lie at these angles, in degrees from 0 to 90.
pub(crate) fn between_lines(a: f64, b: f64) -> f64 {
    let apart = (a - b).rem_euclid(180.0);
    apart.min(180.0 - apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for degrees in [0.0, 1.0, 30.0, 44.9, 45.0, 46.0, 90.0, 135.0, 180.0, 200.0, 270.0, 315.0, 359.0] {
            let back = angle(direction(degrees)).unwrap();
            assert!((back - degrees).abs() < 1e-12, "{degrees}: {back}");
        }
        assert_eq!(direction(90.0), [-0.0, 1.0]);
        assert_eq!(direction(-90.0), [0.0, -1.0]);
        assert_eq!(direction(45.0)[0], direction(45.0)[1]);
        assert_eq!(turned(-1e-300), 0.0);
    }

    #[test]
    fn what_has_no_direction_has_no_angle() {
        for vector in [[0.0, 0.0], [f64::NAN, 1.0], [f64::INFINITY, 1.0]] {
            assert_eq!(angle(vector), None, "{vector:?}");
        }
    }

    #[test]
    fn lines_have_no_sense() {
        assert_eq!(between_lines(10.0, 190.0), 0.0);
        assert_eq!(between_lines(0.0, 90.0), 90.0);
        assert_eq!(between_lines(179.0, 1.0), 2.0);
        assert_eq!((between(179.0, 1.0), between(10.0, 190.0), between(350.0, 20.0)), (178.0, 180.0, 30.0));
    }
}
