//! [`Nature`]: what a critical point is where the second derivatives cannot tell.

use serde::Serialize;

use crate::bounds::{Bounds, Depth};
use crate::enclosure::signs;
use crate::ridge::Ridge;
use crate::{Critical, Expr, Interval, Number, taylor_bounds};

/// The orders looked at: the second only where all terms up to the first are silent.
const HIGHEST: [usize; 2] = [6, 12];
/// Into how many arcs the half-circle is cut to prove that a form keeps its sign, and how often an arc is halved whose sign
/// is not sure.
const ARCS: u32 = 12;
const HALVINGS: u32 = 17;
/// In how many directions a form is looked at for both signs.
const DIRECTIONS: u32 = 360;

/// What a point without slope is, and what tells.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Nature {
    /// What it is; degenerate where every point near is alike.
    pub kind: Critical,
    /// Whether no other point near is as low, or as high.
    pub strict: bool,
    /// What tells.
    pub ground: Ground,
    /// Whether all that was passed over is 0 exactly, and not only within its own rounding: then it is a theorem.
    pub proved: bool,
}

/// What tells the nature of a point where the second derivatives do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Ground {
    /// H is 0: the terms of this order, the first that are not, in all directions at once.
    Terms(usize),
    /// One eigenvalue is 0: the first term along the curve on which f does not rise or fall across, its order.
    Valley(usize),
    /// f is level along straight lines, and across them the first term is of this order.
    Level(usize),
    /// f is constant.
    Constant,
    /// Nothing in a box about it is lower, or nothing is higher: read in intervals.
    Neighbourhood,
}

/// What a point without slope is where some eigenvalue of the Hessian is 0; `None` where nothing tells, and where
/// the second derivatives do.
///
/// - Where H is 0, the terms of the first order that are not decide: an odd order rises one way and falls the
///   other; an even one decides by its signs all round, found in arcs, in intervals.
/// - Where one eigenvalue is 0, f is followed along the curve on which it does not rise across the axis: with
///   `y = φ(x)` from `f_y(x, φ(x)) = 0`, the first term of `f(x, φ(x))` decides together with the other
///   eigenvalue. No curve can tell otherwise.
/// - A function of one linear form, such as `(x+y)^2`, is level along lines: what is across them decides.
/// - Else a box about the point is read in intervals: `x^2*y^2` is nowhere lower than at 0.
///
/// Source: the splitting lemma, D. Gromoll and W. Meyer, On differentiable functions with isolated critical points,
/// Topology 8, 1969; here for two variables, in power series.
///
/// ```
/// use hillside_core::{Critical, Expr, Ground, nature};
/// let quartic = nature(&Expr::parse("x^4+y^4")?, [0.0, 0.0]).expect("the fourth order tells");
/// assert_eq!((quartic.kind, quartic.ground, quartic.proved), (Critical::Minimum, Ground::Terms(4), true));
/// # Ok::<(), hillside_core::FormulaError>(())
/// ```
#[must_use]
pub fn nature(expr: &Expr, at: [f64; 2]) -> Option<Nature> {
    let here = at.map(Interval::point);
    let mut low = Terms::of(expr, &here, 2)?;
    if low.of_degree(1).iter().any(|slope| sign(slope) != 0) {
        return None;
    }
    let ridge = Ridge::of(expr);
    if ridge == Some(Ridge::Constant) {
        return Some(Nature {
            kind: Critical::Degenerate,
            strict: false,
            ground: Ground::Constant,
            proved: true,
        });
    }
    let hessian = [low.of_degree(2)[0].add(&low.of_degree(2)[0]), low.of_degree(2)[1], {
        let yy = low.of_degree(2)[2];
        yy.add(&yy)
    }];
    let (known, unsure) = signs(&hessian);
    if ridge.is_none() && unsure.is_none() {
        return None;
    }
    for highest in HIGHEST {
        let Some(terms) = Terms::of(expr, &here, highest) else { break };
        low = terms;
        let told = match (ridge, known) {
            (Some(Ridge::Along(direction)), _) => low.across_lines(usize::from(direction[0] == 0.0)),
            (_, [0, 0]) => low.of_all(),
            _ => low.along_valley(),
        };
        match told {
            Told::Nature(nature) => return Some(nature),
            Told::Undecided => break,
            Told::Silent => {}
        }
    }
    neighbourhood(expr, at)
}

/// Whether a point of that `nature` is the only one without slope in an `area` about it: proved.
///
/// By Taylor's theorem the slopes at `p + d` are those of the first terms that are not 0, with coefficients as they are
/// somewhere on the way; if in no direction both vanish for any coefficients over the area, there is no other.
/// Along a valley the same is said of `f(x, φ(x))`.
pub(crate) fn is_alone(expr: &Expr, nature: &Nature, area: &[Interval; 2]) -> bool {
    let over = |order: usize| Terms::of(expr, area, order).filter(|_| nature.proved);
    match nature.ground {
        Ground::Terms(order) => over(order).is_some_and(|terms| {
            let coefficients = terms.of_degree(order);
            let times = |count: usize, c: &Interval| Interval::point(count as f64).mul(c);
            let fx: Vec<Interval> = (0..order).map(|j| times(order - j, &coefficients[j])).collect();
            let fy: Vec<Interval> = (1..=order).map(|j| times(j, &coefficients[j])).collect();
            all_round(&|direction| i8::from([&fx, &fy].iter().any(|f| sign(&form(f, direction)) != 0)))
        }),
        Ground::Valley(order) => over(order).is_some_and(|terms| {
            terms.reduced().is_some_and(|(_, along)| along.get(order).is_some_and(|term| sign(term) != 0))
        }),
        Ground::Level(_) | Ground::Constant | Ground::Neighbourhood => false,
    }
}

/// What terms up to some order say.
enum Told {
    /// All of them are silent.
    Silent,
    /// Those that speak leave it open, and higher ones do not help.
    Undecided,
    Nature(Nature),
}

/// Whether nothing in a box about a point is lower, or nothing higher.
fn neighbourhood(expr: &Expr, at: [f64; 2]) -> Option<Nature> {
    let mut bounds = Bounds::new(expr, Depth::Slopes);
    let [here, ..] = bounds.over::<3>(&at.map(Interval::point));
    [6, 14, 24].into_iter().find_map(|halvings| {
        let reach = Number::powi(&0.5, halvings);
        let around = at.map(|v| {
            let reach = reach * v.abs().max(1.0);
            Interval::new(v - reach, v + reach)
        });
        let [all, ..] = bounds.over::<3>(&around);
        let kind = match all.is_continuous() {
            true if all.lower() >= here.upper() => Critical::Minimum,
            true if all.upper() <= here.lower() => Critical::Maximum,
            _ => return None,
        };
        Some(Nature { kind, strict: false, ground: Ground::Neighbourhood, proved: true })
    })
}

/// Whether the numbers within bounds are all positive (1), all negative (-1), or may be 0 (0).
fn sign(bounds: &Interval) -> i8 {
    i8::from(bounds.lower() > 0.0) - i8::from(bounds.upper() < 0.0)
}

fn is_zero(bounds: &Interval) -> bool {
    bounds.magnitude() == 0.0
}

/// The form of the given coefficients, by y's power, at `[x, y]`.
fn form(coefficients: &[Interval], [x, y]: [Interval; 2]) -> Interval {
    let degree = coefficients.len() - 1;
    let power = |base: &Interval, exponent: usize| base.powi(i32::try_from(exponent).unwrap_or(0));
    let term = |(j, c): (usize, &Interval)| c.mul(&power(&x, degree - j)).mul(&power(&y, j));
    coefficients.iter().enumerate().map(term).fold(Interval::point(0.0), |sum, term| sum.add(&term))
}

/// The directions between two angles.
fn directions(from: f64, to: f64) -> [Interval; 2] {
    let (sin, cos) = Interval::new(from, to).sin_cos();
    [cos, sin]
}

/// The angle that so many of `parts` of a half-circle make.
fn angle(index: u32, parts: u32) -> f64 {
    f64::from(index) * (std::f64::consts::PI / f64::from(parts))
}

/// Whether a sign, found for all directions of an arc at once, is sure and the same on each of the half-circle's arcs,
/// in parts if need be.
fn all_round(sign: &dyn Fn([Interval; 2]) -> i8) -> bool {
    // The last goes a little beyond the half-circle; what they share makes their signs the same.
    (0..ARCS)
        .all(|index| sign_between(sign, angle(index, ARCS), angle(index + 1, ARCS) + 1e-9, HALVINGS) != 0)
}

/// The sign in all directions between two angles; 0 where it is not sure, even if the arc is halved so often.
fn sign_between(sign: &dyn Fn([Interval; 2]) -> i8, from: f64, to: f64, halvings: u32) -> i8 {
    let found = sign(directions(from, to));
    if found != 0 || halvings == 0 {
        return found;
    }
    let middle = 0.5 * (from + to);
    match sign_between(sign, from, middle, halvings - 1) {
        0 => 0,
        first if first == sign_between(sign, middle, to, halvings - 1) => first,
        _ => 0,
    }
}

/// Bounds of a function's Taylor coefficients, ordered by degree, then by y's power.
struct Terms {
    coefficients: Vec<Interval>,
    order: usize,
}

impl Terms {
    /// Those about a place; `None` unless all exist and are bounded.
    fn of(expr: &Expr, at: &[Interval; 2], order: usize) -> Option<Self> {
        let coefficients = taylor_bounds(expr, at, order);
        let bounded = |c: &Interval| c.is_continuous() && c.magnitude() < f64::INFINITY;
        coefficients.iter().all(bounded).then_some(Self { coefficients, order })
    }

    /// The coefficients of one degree, by y's power.
    fn of_degree(&self, degree: usize) -> &[Interval] {
        let start = degree * (degree + 1) / 2;
        &self.coefficients[start..=start + degree]
    }

    /// Whether all terms from the first order to below `degree` are 0 exactly.
    fn are_zero_below(&self, degree: usize) -> bool {
        (1..degree).all(|degree| self.of_degree(degree).iter().all(is_zero))
    }

    /// Where H is 0: the lowest terms that speak, in all directions at once.
    fn of_all(&self) -> Told {
        let speaks = |degree: &usize| self.of_degree(*degree).iter().any(|c| sign(c) != 0);
        let Some(order) = (3..=self.order).find(speaks) else { return Told::Silent };
        let proved = self.are_zero_below(order);
        let kind = if order % 2 == 1 {
            Critical::Saddle
        } else {
            let at = |direction| sign(&form(self.of_degree(order), direction));
            let towards = |index: u32| at(directions(angle(index, DIRECTIONS), angle(index, DIRECTIONS)));
            let found = |wanted: i8| (0..DIRECTIONS).any(|index| towards(index) == wanted);
            match towards(0) {
                1 if all_round(&at) => Critical::Minimum,
                -1 if all_round(&at) => Critical::Maximum,
                _ if found(1) && found(-1) => Critical::Saddle,
                _ => return Told::Undecided,
            }
        };
        Told::Nature(Nature { kind, strict: true, ground: Ground::Terms(order), proved })
    }

    /// Where f depends on one linear form alone: the first term along an axis that crosses its lines.
    fn across_lines(&self, axis: usize) -> Told {
        let term = |degree: usize| self.of_degree(degree)[axis * degree];
        let Some(order) = (2..=self.order).find(|&degree| sign(&term(degree)) != 0) else {
            return Told::Silent;
        };
        let kind = match (order % 2, sign(&term(order))) {
            (1, _) => Critical::Saddle,
            (_, 1) => Critical::Minimum,
            _ => Critical::Maximum,
        };
        let proved = (1..order).all(|degree| is_zero(&term(degree)));
        Told::Nature(Nature { kind, strict: false, ground: Ground::Level(order), proved })
    }

    /// Where one eigenvalue is 0: the first term along the curve on which f neither rises nor falls across.
    fn along_valley(&self) -> Told {
        let Some((across, along)) = self.reduced() else { return Told::Undecided };
        let speaks = |order: &usize| sign(&along[*order]) != 0;
        let Some(order) = (3..=self.order).find(speaks) else { return Told::Silent };
        let kind = match (order % 2, sign(&along[order]) * across, across) {
            (0, 1, 1) => Critical::Minimum,
            (0, 1, _) => Critical::Maximum,
            _ => Critical::Saddle,
        };
        let proved = self.are_zero_below(2) && along[1..order].iter().all(is_zero);
        Told::Nature(Nature { kind, strict: true, ground: Ground::Valley(order), proved })
    }

    /// The sign of the second derivative across, and the coefficients of `g(s) = f(s, φ(s))` where f does not
    /// change to the first order across: `f_y(s, φ(s)) = 0`; with x and y exchanged where fxx is the surer.
    /// `None` where neither is sure.
    ///
    /// With `a_j(s)` the terms of y's power j, `f_y = Σ (j+1) a_{j+1} φ^j`. Its coefficient of `s^k` is
    /// `2 c φ_k` and what the earlier coefficients of φ make, so φ follows one by one.
    fn reduced(&self) -> Option<(i8, Vec<Interval>)> {
        let [xx, _, yy] = [0, 1, 2].map(|j| self.of_degree(2)[j]);
        let turned = xx.mignitude() > yy.mignitude();
        let across = sign(if turned { &xx } else { &yy });
        if across == 0 {
            return None;
        }
        let zero = Interval::point(0.0);
        let size = self.order + 1;
        let coefficient = |i: usize, j: usize| match i + j {
            degree if degree > self.order => zero,
            // The slope across is 0 where this is used.
            1 if j == 1 => zero,
            degree => self.of_degree(degree)[if turned { i } else { j }],
        };
        let row = |j: usize, factor: f64| -> Vec<Interval> {
            (0..size).map(|i| Interval::point(factor).mul(&coefficient(i, j))).collect()
        };
        let times = |a: &[Interval], b: &[Interval]| -> Vec<Interval> {
            let product = |k: usize| (0..=k).fold(zero, |sum, i| sum.add(&a[i].mul(&b[k - i])));
            (0..size).map(product).collect()
        };
        // A polynomial in φ with series for coefficients, by Horner's rule.
        let read = |rows: &[Vec<Interval>], phi: &[Interval]| {
            rows.iter().rev().fold(vec![zero; size], |sum, row| {
                times(&sum, phi).iter().zip(row).map(|(a, b)| a.add(b)).collect()
            })
        };
        let slopes: Vec<_> = (1..size).map(|j| row(j, j as f64)).collect();
        let bend = coefficient(0, 2).add(&coefficient(0, 2));
        let mut phi = vec![zero; size];
        for k in 1..size - 1 {
            phi[k] = read(&slopes, &phi)[k].neg().div(&bend);
        }
        let heights: Vec<_> = (0..size).map(|j| row(j, 1.0)).collect();
        Some((across, read(&heights, &phi)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Critical::{Degenerate, Maximum, Minimum, Saddle};

    fn at(text: &str, point: [f64; 2]) -> Option<Nature> {
        nature(&Expr::parse(text).unwrap(), point)
    }

    #[test]
    fn higher_orders_tell_what_the_hessian_cannot() {
        for (text, kind, ground) in [
            ("x^4+y^4", Minimum, Ground::Terms(4)),
            ("-x^4-3*y^4", Maximum, Ground::Terms(4)),
            ("x^4-y^4", Saddle, Ground::Terms(4)),
            ("x^3-3*x*y^2", Saddle, Ground::Terms(3)),
            ("x^3*y^2", Saddle, Ground::Terms(5)),
            ("x^4-2*x^2*y^2+y^4+10^-4*(x^4+y^4)", Minimum, Ground::Terms(4)),
            ("10^14*x^4+y^4", Minimum, Ground::Terms(4)),
            ("x^8+y^8", Minimum, Ground::Terms(8)),
            ("x^2+y^4", Minimum, Ground::Valley(4)),
            ("x^2-y^4", Saddle, Ground::Valley(4)),
            ("-x^2-y^4", Maximum, Ground::Valley(4)),
            ("-x^2+y^4", Saddle, Ground::Valley(4)),
            ("x^2+y^3", Saddle, Ground::Valley(3)),
            ("x^2+y^6", Minimum, Ground::Valley(6)),
            ("x^2-y^10", Saddle, Ground::Valley(10)),
            ("x^2+10^14*y^4-y^3", Saddle, Ground::Valley(3)),
            ("x^2+10^-14*y^4", Minimum, Ground::Valley(4)),
            // Peano's second: up along every line through 0, down between the two parabolas.
            ("(y-x^2)*(y-3*x^2)", Saddle, Ground::Valley(4)),
            ("(y-x^2)^2+x^4", Minimum, Ground::Valley(4)),
            ("(y-x^2)^2+x^7", Saddle, Ground::Valley(7)),
            ("(x-2*y)^2+y^4", Minimum, Ground::Valley(4)),
            ("x^2", Minimum, Ground::Level(2)),
            ("-(x-2*y)^4", Maximum, Ground::Level(4)),
            ("y^3", Saddle, Ground::Level(3)),
            ("7", Degenerate, Ground::Constant),
            ("x^2*y^2", Minimum, Ground::Neighbourhood),
            ("3-(y-x^2)^2", Maximum, Ground::Neighbourhood),
        ] {
            let got = at(text, [0.0, 0.0]).unwrap_or_else(|| panic!("{text}: nothing is told"));
            assert_eq!((got.kind, got.ground, got.proved), (kind, ground, true), "{text}");
            let strict = matches!(ground, Ground::Terms(_) | Ground::Valley(_));
            assert_eq!(got.strict, strict, "{text}");
        }
    }

    #[test]
    fn elsewhere_and_where_nothing_tells() {
        assert_eq!(at("(x-3)^4+(y+0.25)^4", [3.0, -0.25]).unwrap().kind, Minimum);
        // The second derivatives tell, there is a slope, or nothing is known.
        for (text, point) in [
            ("x^2+y^2", [0.0, 0.0]),
            ("x^4+y^4", [1.0, 0.0]),
            ("x^2*y^2+x^5", [0.0, 0.0]),
            ("sqrt(x^2+y^2)", [0.0, 0.0]),
            ("x^20+sin(y)^21", [0.0, 0.0]),
        ] {
            assert_eq!(at(text, point), None, "{text}");
        }
    }

    #[test]
    fn what_is_0_but_for_rounding_is_no_theorem() {
        let near = at("cos(x)^4+y^4", [std::f64::consts::FRAC_PI_2, 0.0]);
        assert!(near.is_none_or(|nature| !nature.proved), "{near:?}");
    }

    #[test]
    fn a_point_is_alone_where_its_terms_keep_speaking() {
        for (text, alone) in [
            ("x^4+y^4", true),
            ("x^3-3*x*y^2", true),
            ("x^2+y^3", true),
            ("(y-x^2)*(y-3*x^2)", true),
            ("x^4+y^4+x^3*y^3", true),
            ("x^3*y", false),
        ] {
            let expr = Expr::parse(text).unwrap();
            let area = [Interval::new(-0.01, 0.011), Interval::new(-0.01, 0.02)];
            let nature = nature(&expr, [0.0, 0.0]).unwrap();
            assert_eq!(is_alone(&expr, &nature, &area), alone, "{text}");
        }
        // Another minimum lies at y = 0.75.
        let expr = Expr::parse("x^2+y^4-y^3").unwrap();
        let nature = nature(&expr, [0.0, 0.0]).unwrap();
        assert!(!is_alone(&expr, &nature, &[Interval::new(-1.0, 1.0), Interval::new(-1.0, 1.0)]));
    }
}
