//! What is left to say where the second derivatives are silent: terms of higher order, and limits.

use hillside_core::{Curvature, Expr, Number, hessian, taylor};

use super::direction::direction;
use crate::digits;

/// The highest order looked at.
const HIGHEST: usize = 6;
/// A coefficient this small beside the largest of its degree and below is what rounding left of 0.
const FLAT: f64 = 1e-10;
/// How many directions show whether a form keeps its sign: every degree of the half-circle.
const DIRECTIONS: u32 = 180;

/// What the terms above the second order say at a point without slope where some eigenvalue is 0.
pub(super) fn higher_orders(expr: &Expr, at: [f64; 2], curvature: &Curvature) -> Option<String> {
    let terms = Terms { coefficients: taylor(expr, &at, HIGHEST) };
    if !terms.coefficients.iter().all(|c| c.is_finite()) {
        return None;
    }
    let [low, high] = curvature.eigenvalues;
    if curvature.spectral_radius == 0.0 {
        return Some(terms.of_all());
    }
    let (flat, other) = if low.abs() < high.abs() { (0, high) } else { (1, low) };
    Some(terms.along(flat, curvature.eigenvectors, other))
}

/// A function's Taylor coefficients up to order [`HIGHEST`], ordered by degree, then by y's power.
struct Terms {
    coefficients: Vec<f64>,
}

impl Terms {
    /// The coefficients of one degree, by y's power.
    fn of(&self, degree: usize) -> &[f64] {
        let start = degree * (degree + 1) / 2;
        &self.coefficients[start..=start + degree]
    }

    /// The terms of one degree at `[x, y]`.
    fn at(&self, degree: usize, [x, y]: [f64; 2]) -> f64 {
        let power = |base: f64, exponent: usize| (0..exponent).fold(1.0, |product, _| product * base);
        self.of(degree).iter().enumerate().map(|(j, c)| c * power(x, degree - j) * power(y, j)).sum()
    }

    /// Where H is 0: the lowest terms that speak, in all directions at once.
    fn of_all(&self) -> String {
        let largest = self.coefficients[3..].iter().fold(0.0, |largest: f64, c| largest.max(c.abs()));
        let speaking = (3..=HIGHEST).find(|&degree| self.of(degree).iter().any(|c| c.abs() > FLAT * largest));
        let Some(degree) = speaking else {
            return format!("All terms up to order {HIGHEST} are silent here.");
        };
        let opening = format!("The first terms that speak are those of order {degree}");
        if degree % 2 == 1 {
            return format!(
                "{opening}, an odd one: where they rise, the opposite way they fall. Neither minimum nor maximum."
            );
        }
        let size = self.of(degree).iter().fold(0.0, |size: f64, c| size.max(c.abs()));
        let signs: Vec<f64> =
            (0..DIRECTIONS).map(|degrees| self.at(degree, direction(f64::from(degrees)))).collect();
        let (up, down) = (signs.iter().any(|s| *s > FLAT * size), signs.iter().any(|s| *s < -FLAT * size));
        let sure = signs.iter().all(|s| s.abs() > FLAT * size);
        match (up, down, sure) {
            (true, true, _) => format!("{opening}: up some ways, down others. Neither minimum nor maximum."),
            (true, false, true) => format!("{opening}: up every way. A minimum."),
            (false, true, true) => format!("{opening}: down every way. A maximum."),
            _ => format!("{opening}, and some way they are silent, too."),
        }
    }

    /// Where one eigenvalue is 0: the terms along its axis `axes[flat]`, with `other` across.
    fn along(&self, flat: usize, axes: [[f64; 2]; 2], other: f64) -> String {
        let name = ["v₁", "v₂"][flat];
        let (u, w) = (axes[flat], axes[1 - flat]);
        let largest = self.coefficients[1..].iter().fold(0.0, |largest: f64, c| largest.max(c.abs()));
        let speaking = (3..=HIGHEST).find(|&degree| self.at(degree, u).abs() > FLAT * largest);
        let (extremum, against) = if other > 0.0 { ("minimum", "falls") } else { ("maximum", "rises") };
        // Across the axis the ground may bend away from a straight slice: with s along it and t across,
        // f = a s^4 + b s^2 t + other t^2 / 2 + ... follows the curve t = -b s^2 / other to a - b^2 / (2 other).
        let cross = self.slope_across(u, w);
        let bent = self.at(4, u) - cross * cross / (2.0 * other);
        let straight_third = speaking == Some(3);
        if !straight_third && bent * other < -FLAT * largest * other.abs() {
            return format!(
                "Along {name} H is silent; to the fourth order f {against} along it, or along a curve that touches it. No {extremum}."
            );
        }
        match speaking {
            Some(degree) if degree % 2 == 1 => format!(
                "Along {name} H is silent; the first term that speaks is of order {degree}, an odd one: f rises one way and \
                 falls the other. Neither minimum nor maximum."
            ),
            Some(4) if bent * other > FLAT * largest * other.abs() => format!(
                "Along {name} H is silent; the first term that speaks is of order 4 and has the sign of the other \
                 eigenvalue. A {extremum}."
            ),
            Some(degree) if self.at(degree, u) * other < 0.0 => format!(
                "Along {name} H is silent; the first term that speaks is of order {degree}: f {against} along it. No {extremum}."
            ),
            Some(degree) => format!(
                "Along {name} H is silent; the first term that speaks is of order {degree} and has the sign of the other \
                 eigenvalue. On every straight line a {extremum}; a curve might tell otherwise."
            ),
            None => format!(
                "Along {name} all terms up to order {HIGHEST} are silent: f is as good as level there."
            ),
        }
    }

    /// The coefficient of `s^2 t` with s along `u` and t along `w`: the slope across of the terms of order 3.
    fn slope_across(&self, [x, y]: [f64; 2], [p, q]: [f64; 2]) -> f64 {
        let [a, b, c, d] = [0, 1, 2, 3].map(|j| self.of(3)[j]);
        (3.0 * a * x * x + 2.0 * b * x * y + c * y * y) * p
            + (b * x * x + 2.0 * c * x * y + 3.0 * d * y * y) * q
    }
}

/// The mixed partial derivatives `[∂/∂y ∂f/∂x, ∂/∂x ∂f/∂y]` as limits, where the formula has no value
/// at the point itself.
///
/// If f_x goes to its limit along the line x = x₀ and its slope along that line, f_xy, goes to one
/// too, then that is the slope of f_x at the point (the mean value theorem); and likewise for f_y
/// along y = y₀. So each is read, exactly, from nearer and nearer on both sides, and counts where
/// all readings agree. `None` where they do not.
pub(super) fn mixed_limits(expr: &Expr, [x, y]: [f64; 2]) -> Option<[f64; 2]> {
    let limit = |to: &dyn Fn(f64) -> [f64; 2]| {
        let read = |step: i32| {
            let h = Number::powi(&0.5, step);
            [h, -h].map(|h| hessian(expr, to(h))[1])
        };
        let [first, last] = [10, 20].map(read);
        let settled = first.iter().chain(&last).all(|v| (v - last[0]).abs() <= 1e-6 * last[0].abs().max(1.0));
        settled.then_some(last[0])
    };
    Some([limit(&|h| [x, y + h])?, limit(&|h| [x + h, y])?])
}

/// The two limits as a sentence.
pub(super) fn mixed_sentence([xy, yx]: [f64; 2]) -> String {
    let (first, second) = (digits::short(xy, 4), digits::short(yx, 4));
    let verdict = if (xy - yx).abs() > 1e-6 {
        "The order matters here, for the second derivatives do not settle as one comes near: Schwarz's theorem asks that they do"
    } else {
        "Both orders agree"
    };
    format!(
        "The formula has no value here, but limits do: up the line of the same x, f_xy = {first} however near; along the \
         line of the same y, f_yx = {second}. {verdict}."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use hillside_core::curvature;

    #[track_caller]
    fn said(formula: &str, ending: &str) {
        let expr = Expr::parse(formula).unwrap();
        let said = higher_orders(&expr, [0.0, 0.0], &curvature(&expr, [0.0, 0.0])).unwrap();
        assert!(said.ends_with(ending), "{formula}: {said}");
    }

    #[test]
    fn s10_14_the_same_hessian_and_three_verdicts() {
        said("x^2+y^4", "A minimum.");
        said("x^2-y^4", "No minimum.");
        said("x^2+y^3", "Neither minimum nor maximum.");
        said("-x^2-y^4", "A maximum.");
        said("-x^2+y^4", "No maximum.");
        said("x^3-3*x*y^2", "Neither minimum nor maximum.");
        said("x^4+y^4", "A minimum.");
        said("x^4-y^4", "Neither minimum nor maximum.");
        said("x^2*y^2", "silent, too.");
        said("x^2+y^6", "a curve might tell otherwise.");
        said("x^2", "as good as level there.");
        said("7", "silent here.");
    }

    #[test]
    fn a_curve_may_fall_where_every_line_rises() {
        // Peano's second: up along every line through 0, down between the two parabolas.
        said("(y-x^2)*(y-3*x^2)", "No minimum.");
        said("(y-x^2)^2+x^4", "A minimum.");
        said("(y-x^2)^2", "a curve might tell otherwise.");
    }

    #[test]
    fn s10_5_mixed_partials_by_limits() {
        let peano = Expr::parse("x*y*(x^2-y^2)/(x^2+y^2)").unwrap();
        let agree = |expr: &Expr, [xy, yx]: [f64; 2]| {
            let found = mixed_limits(expr, [0.0, 0.0]).unwrap();
            assert!((found[0] - xy).abs() < 1e-12 && (found[1] - yx).abs() < 1e-12, "{found:?}");
        };
        agree(&peano, [-1.0, 1.0]);
        agree(&Expr::parse("x*y*(x^2+y^2)/(x^2+y^2)").unwrap(), [1.0, 1.0]);
        assert_eq!(mixed_limits(&Expr::parse("ln(x)*y").unwrap(), [0.0, 0.0]), None);
    }
}
