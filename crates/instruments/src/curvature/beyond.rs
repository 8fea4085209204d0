//! What is left to say where the second derivatives are silent: terms of higher order, and limits.

use hillside_core::{Curvature, Expr, Interval, Number, hessian, taylor_bounds};

use crate::digits;

/// The highest order looked at.
const HIGHEST: usize = 6;
/// Into how many arcs the half-circle is cut to show whether a form keeps its sign.
const ARCS: u32 = 360;
/// How often an arc is halved whose sign is not sure.
const HALVINGS: u32 = 12;

/// What the terms above the second order say at a point without slope where some eigenvalue is 0.
///
/// A coefficient counts as 0 where its bounds have 0 between them: where it is 0 within its own rounding. One that
/// speaks is proved to be none.
pub(super) fn higher_orders(expr: &Expr, at: [f64; 2], curvature: &Curvature) -> Option<String> {
    let terms = Terms { coefficients: taylor_bounds(expr, &at.map(Interval::point), HIGHEST) };
    if !terms.coefficients.iter().all(|c| c.is_continuous() && c.magnitude() < f64::INFINITY) {
        return None;
    }
    let flat = match curvature.signs {
        [0, 0] => return Some(terms.of_all()),
        [0, _] => 0,
        _ => 1,
    };
    // No axis but x and y is known to the last digit.
    let axes = curvature
        .eigenvectors
        .map(|axis| axis.map(|part| if part.fract() == 0.0 { Interval::point(part) } else { about(part) }));
    Some(terms.along(flat, axes, Interval::point(curvature.eigenvalues[1 - flat])))
}

/// A component of a unit vector, with more room than rounding has taken.
fn about(part: f64) -> Interval {
    Interval::new(part - 1e-14, part + 1e-14)
}

/// Whether the numbers within bounds are all positive (1), all negative (-1), or may be 0 (0).
fn sign(bounds: &Interval) -> i8 {
    i8::from(bounds.lower() > 0.0) - i8::from(bounds.upper() < 0.0)
}

/// Bounds of a function's Taylor coefficients up to order [`HIGHEST`], ordered by degree, then by y's power.
struct Terms {
    coefficients: Vec<Interval>,
}

impl Terms {
    /// The coefficients of one degree, by y's power.
    fn of(&self, degree: usize) -> &[Interval] {
        let start = degree * (degree + 1) / 2;
        &self.coefficients[start..=start + degree]
    }

    /// The terms of one degree at `[x, y]`.
    fn at(&self, degree: usize, [x, y]: [Interval; 2]) -> Interval {
        let power = |base: &Interval, exponent: usize| base.powi(i32::try_from(exponent).unwrap_or(0));
        let term = |(j, c): (usize, &Interval)| c.mul(&power(&x, degree - j)).mul(&power(&y, j));
        self.of(degree).iter().enumerate().map(term).fold(Interval::point(0.0), |sum, term| sum.add(&term))
    }

    /// Where H is 0: the lowest terms that speak, in all directions at once.
    fn of_all(&self) -> String {
        let speaking = (3..=HIGHEST).find(|&degree| self.of(degree).iter().any(|c| sign(c) != 0));
        let Some(degree) = speaking else {
            return format!("All terms up to order {HIGHEST} are silent here.");
        };
        let opening = format!("The first terms that speak are those of order {degree}");
        if degree % 2 == 1 {
            return format!(
                "{opening}, an odd one: where they rise, the opposite way they fall. Neither minimum nor maximum."
            );
        }
        let step = std::f64::consts::PI / f64::from(ARCS);
        // At the ends of the arcs a sign is found; over all of them together it is proved. The last goes a
        // little beyond the half-circle.
        let (mut up, mut down, mut all) = (false, false, true);
        for arc in 0..ARCS {
            let from = f64::from(arc) * step;
            let found = self.sign_between(degree, from, from, 0);
            (up, down) = (up | (found > 0), down | (found < 0));
            all = all && self.sign_between(degree, from, from + step + 1e-9, HALVINGS) != 0;
        }
        match (up, down, all) {
            (true, true, _) => format!("{opening}: up some ways, down others. Neither minimum nor maximum."),
            (true, false, true) => format!("{opening}: up every way. A minimum."),
            (false, true, true) => format!("{opening}: down every way. A maximum."),
            _ => format!("{opening}, and some way they may be silent, too."),
        }
    }

    /// The sign of the terms of one degree in all directions between two angles; 0 where it is not sure, even if
    /// the arc is halved so often.
    fn sign_between(&self, degree: usize, from: f64, to: f64, halvings: u32) -> i8 {
        let (sin, cos) = Interval::new(from, to).sin_cos();
        let found = sign(&self.at(degree, [cos, sin]));
        if found != 0 || halvings == 0 {
            return found;
        }
        let middle = 0.5 * (from + to);
        match self.sign_between(degree, from, middle, halvings - 1) {
            0 => 0,
            first if first == self.sign_between(degree, middle, to, halvings - 1) => first,
            _ => 0,
        }
    }

    /// Where one eigenvalue is 0: the terms along its axis `axes[flat]`, with `other` across.
    fn along(&self, flat: usize, axes: [[Interval; 2]; 2], other: Interval) -> String {
        let name = ["v₁", "v₂"][flat];
        let (u, w) = (axes[flat], axes[1 - flat]);
        let speaking =
            (3..=HIGHEST).map(|degree| (degree, sign(&self.at(degree, u)))).find(|(_, sign)| *sign != 0);
        let across = sign(&other);
        let (extremum, against) = if across > 0 { ("minimum", "falls") } else { ("maximum", "rises") };
        // Across the axis the ground may bend away from a straight slice: with s along it and t across,
        // f = a s^4 + b s^2 t + other t^2 / 2 + ... follows the curve t = -b s^2 / other to a - b^2 / (2 other).
        let cross = self.slope_across(u, w);
        let bent = sign(&self.at(4, u).sub(&cross.powi(2).div(&other.add(&other))));
        if !matches!(speaking, Some((3, _))) && bent * across < 0 {
            return format!(
                "Along {name} H is silent; to the fourth order f {against} along it, or along a curve that touches it. No {extremum}."
            );
        }
        match speaking {
            Some((degree, _)) if degree % 2 == 1 => format!(
                "Along {name} H is silent; the first term that speaks is of order {degree}, an odd one: f rises one way and \
                 falls the other. Neither minimum nor maximum."
            ),
            Some((4, _)) if bent * across > 0 => format!(
                "Along {name} H is silent; the first term that speaks is of order 4 and has the sign of the other \
                 eigenvalue. A {extremum}."
            ),
            Some((degree, sign)) if sign * across < 0 => format!(
                "Along {name} H is silent; the first term that speaks is of order {degree}: f {against} along it. No {extremum}."
            ),
            Some((degree, _)) => format!(
                "Along {name} H is silent; the first term that speaks is of order {degree} and has the sign of the other \
                 eigenvalue. On every straight line a {extremum}; a curve might tell otherwise."
            ),
            None => format!(
                "Along {name} all terms up to order {HIGHEST} are silent: f is as good as level there."
            ),
        }
    }

    /// The coefficient of `s^2 t` with s along `u` and t along `w`: the slope across of the terms of order 3.
    fn slope_across(&self, [x, y]: [Interval; 2], [p, q]: [Interval; 2]) -> Interval {
        let times = |factor: f64, number: &Interval| Interval::point(factor).mul(number);
        let [a, b, c, d] = [0, 1, 2, 3].map(|j| self.of(3)[j]);
        let (xx, xy, yy) = (x.powi(2), x.mul(&y), y.powi(2));
        let along_x = times(3.0, &a).mul(&xx).add(&times(2.0, &b).mul(&xy)).add(&c.mul(&yy));
        let along_y = b.mul(&xx).add(&times(2.0, &c).mul(&xy)).add(&times(3.0, &d).mul(&yy));
        along_x.mul(&p).add(&along_y.mul(&q))
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
        "The formula has no value here, but readings ever nearer settle: up the line of the same x at f_xy = {first}, along \
         the line of the same y at f_yx = {second}. {verdict}."
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
        // However large another term, one that is there speaks.
        said("x^2+10^14*y^4-y^3", "Neither minimum nor maximum.");
        said("x^2+10^-14*y^4", "A minimum.");
        said("10^14*x^4+y^4", "A minimum.");
        said("x^4-2*x^2*y^2+y^4+10^-4*(x^4+y^4)", "A minimum.");
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
