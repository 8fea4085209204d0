//! What must be true of a formula over a box, whatever both are.

use hillside_core::{
    Critical, CriticalPoint, CriticalSearch, Descent, DescentSettings, Dual, Expr, Hyper, Interval,
    Lipschitz, LipschitzSearch, Method, Shape, SymmetricEigen2, curvature, derivatives, height, sample,
    sample_slopes, taylor, taylor_errors,
};

use crate::printed::check_printed;
use crate::twofold::Twofold;

/// Takes a text through everything there is.
///
/// # Panics
///
/// Panics where a claim is false, which is what the fuzzer looks for.
pub fn check(text: &str, area: [f64; 4]) {
    let expr = match Expr::parse(text) {
        Ok(expr) => expr,
        Err(error) => {
            let span = error.span();
            assert!(text.get(span).is_some(), "{text:?}: the place of {error} is none");
            let _ = (error.utf16_span(text), error.suggestions().len(), error.to_string());
            return;
        }
    };
    written(&expr);
    let [x0, x1, y0, y1] = area;
    let area = [x0.min(x1), x0.max(x1), y0.min(y1), y0.max(y1)];
    read(&expr, area);
    curved(&expr, area);
    critical(&expr, area);
    walked(&expr, area);
}

/// What is printed is read as the same formula, and there are formulas of its derivatives.
fn written(expr: &Expr) {
    let printed = expr.to_string();
    match Expr::parse(&printed) {
        Ok(again) => assert!(again == *expr, "{printed} is read as {again}"),
        Err(error) => panic!("{printed} is not read: {error}"),
    }
    assert!(
        !expr.mathml().is_empty() && !expr.gradient_mathml().is_empty() && !expr.hessian_mathml().is_empty()
    );
}

/// Points of a box, its border among them.
fn grid([x0, x1, y0, y1]: [f64; 4], n: u32) -> impl Iterator<Item = [f64; 2]> {
    let at = move |low: f64, high: f64, i: u32| {
        let share = f64::from(i) / f64::from(n);
        let at = low * (1.0 - share) + high * share;
        if low <= high { at.clamp(low, high) } else { at }
    };
    (0..=n).flat_map(move |i| (0..=n).map(move |j| [at(x0, x1, i), at(y0, y1, j)]))
}

/// The same number; denormal ones may be rounded twice.
fn same(a: f64, b: f64) -> bool {
    a == b || a.is_nan() && b.is_nan() || a.abs() < 1e-300 && b.abs() < 1e-300
}

/// All readings agree on the value, and intervals hold it.
fn read(expr: &Expr, area: [f64; 4]) {
    let bounded = area.iter().all(|end| end.is_finite());
    let lanes = sample(expr, area, 5, 5);
    let (values, ..) = sample_slopes(expr, area, 5, 5);
    for (k, (one, other)) in lanes.iter().zip(&values).enumerate() {
        let [x0, x1, y0, y1] = area;
        let at = [hillside_core::node(x0, x1, 5, k % 5), hillside_core::node(y0, y1, 5, k / 5)];
        let value = height(expr, at);
        // To the last digit, unless a number overflows or all but vanishes on the way: then the one may have been
        // read more carefully than the other.
        let tiny = at.iter().any(|x| *x != 0.0 && x.abs() < 1e-150)
            || ["e-320", "^400"].iter().any(|part| expr.to_string().contains(part));
        let near = |got: f64| same(got, value) || (got - value).abs() <= 1e-6 * value.abs();
        assert!(near(*one) || tiny, "{expr} at {at:?}: {value:e} alone, {one:e} in lanes");
        assert!(near(*other) || tiny, "{expr} at {at:?}: {value:e} alone, {other:e} with slopes");
    }
    let [x, y] = [Interval::new(area[0], area[1]), Interval::new(area[2], area[3])];
    let over = expr.read(&[x, y]);
    for at in grid(area, 3) {
        let value = expr.read(&at);
        let dual = expr.read(&at_variables(at));
        let hyper = expr.read(&[Hyper::variable(at[0], 0), Hyper::variable(at[1], 1)]);
        assert!(same(*dual.value(), value) && same(*hyper.value(), value), "{expr} at {at:?}: {value}");
        let jet = taylor(expr, &at, 3);
        assert_eq!(jet.len(), 10);
        shaped(expr, at);
        let value = height(expr, at);
        if bounded && value.is_finite() {
            let here = expr.read(&at.map(Interval::point));
            // IEEE 754 has it that what is no number to the power of 0 is 1, and 1 to such a power.
            if here.is_empty() && expr.to_string().contains('^') {
                continue;
            }
            // A point of a box has no values that the box has not.
            let slack = here.width();
            let inside = over.lower() - slack <= value && value <= over.upper() + slack;
            assert!(inside && !over.is_empty(), "{expr} at {at:?}: {value} is not in {over:?} of {area:?}");
        }
        if bounded && value.is_nan() && over.is_continuous() {
            // Some scalar overflow on the way (inf - inf) has no counterpart in exact numbers.
            let here = expr.read(&at.map(Interval::point));
            let large = here.magnitude() == f64::INFINITY || over.magnitude() > 1e300 || overflows(expr, at);
            assert!(large, "{expr} at {at:?} has no value, yet {over:?} is said to be everywhere");
        }
    }
    let _ = taylor_errors(expr, [area[0], area[2]], [1.0, -0.5], 2);
}

/// A shape and a kind that are claimed are so.
fn shaped(expr: &Expr, at: [f64; 2]) {
    let here = curvature(expr, at);
    let many = derivatives(expr, &[at[0]], &[at[1]]);
    let [low, high] = here.eigenvalues;
    let off = 4.0 * rounding(expr, at);
    // An eigenvalue well clear of rounding has the sign that is claimed.
    let right = match here.shape {
        Shape::Bowl => high > -off && low > -off,
        Shape::Hill => high < off && low < off,
        Shape::Saddle => low < off && high > -off,
        Shape::Degenerate => true,
    };
    assert!(right || low.is_nan(), "{expr} at {at:?}: {here:?}");
    if here.critical.is_some() {
        // As far as doubles can say: the slope is rounding, or gone within a digit of the coordinates.
        let bend = here.spectral_radius;
        let digit = 4.0 * f64::EPSILON * at[0].abs().max(at[1].abs()) + 1e-320;
        let size = many[0].abs().max(many[1].abs());
        assert!(
            size <= off + 2.0 * bend * digit || !bend.is_finite(),
            "{expr} at {at:?}: {many:?} is called critical"
        );
    }
}

/// A word about a walk follows from where it is.
fn walked(expr: &Expr, area: [f64; 4]) {
    let start = [0.75 * area[0] + 0.25 * area[1], 0.25 * area[2] + 0.75 * area[3]];
    for (name, rate) in [("gradient", 0.05), ("adam", 0.1), ("momentum", 1e-3), ("rmsprop", 10.0)] {
        let Some(method) = Method::named(name) else { continue };
        let settings = DescentSettings { method, ..DescentSettings::new(start, rate) };
        let mut before = Descent::new(expr, settings).last();
        let mut largest = before.gradient[0].abs().max(before.gradient[1].abs());
        for step in Descent::new(expr, settings).run(60) {
            let size = step.gradient[0].abs().max(step.gradient[1].abs());
            largest = largest.max(size);
            let what = format!("{expr}: {name} from {start:?}, step {step:?} after {before:?}");
            match step.status.name() {
                "diverged" => {
                    let slope = step.gradient.iter().all(|slope| slope.is_finite());
                    let falls = slope && step.value.is_finite() && step.value < before.value;
                    assert!(!falls || largest > 1e150, "{what}");
                }
                "converged" => {
                    let at = [step.x, step.y];
                    let bend = curvature(expr, at).spectral_radius;
                    let digits = 3e-9 * at[0].abs().max(at[1].abs()) + 1e-310;
                    assert!(
                        size <= 4.0 * rounding(expr, at) + 2.0 * bend * digits || !bend.is_finite(),
                        "{what}"
                    );
                }
                _ => {}
            }
            before = step;
        }
    }
}

fn at_variables(at: [f64; 2]) -> [Dual<f64, 2>; 2] {
    [Dual::variable(at[0], 0), Dual::variable(at[1], 1)]
}

/// Whether NaN at a point may come of an overflow on the way; nothing cheaper is known than that
/// no nearby number of half the size has a value either.
fn overflows(expr: &Expr, at: [f64; 2]) -> bool {
    let printed = expr.to_string();
    at.iter().any(|x| x.abs() > 1e9 || *x != 0.0 && x.abs() < 1e-9)
        || ["exp", "sinh", "cosh", "^", "e300", "e-320", "/"].iter().any(|part| printed.contains(part))
}

/// What rounding may have done to each entry of gradient and Hessian at a point: the widths of
/// their enclosures.
fn rounding(expr: &Expr, [x, y]: [f64; 2]) -> f64 {
    let here = expr.read(&[Hyper::variable(Interval::point(x), 0), Hyper::variable(Interval::point(y), 1)]);
    here.slopes().iter().chain(here.hessian()).map(Interval::width).fold(0.0, f64::max)
}

/// No point bends more than is proved.
fn curved(expr: &Expr, area: [f64; 4]) {
    let mut search = LipschitzSearch::new(expr, area, 1e-3);
    search.step(40);
    let proved = search.enclosure();
    assert!(proved.lower <= proved.upper && proved.lower >= 0.0, "{expr} over {area:?}: {proved:?}");
    let Lipschitz { lower, upper } = proved;
    check_printed(expr, area, lower, upper);
    if proved.upper == f64::INFINITY {
        return;
    }
    for at in grid(area, 6) {
        let here = expr.read(&[Hyper::variable(at[0], 0), Hyper::variable(at[1], 1)]);
        let [a, b, c] = *here.hessian();
        let [low, high] = SymmetricEigen2::new(a, b, c).eigenvalues;
        let slack = 1e-12 * proved.upper + 4.0 * rounding(expr, at);
        let beyond = high.max(-low) > proved.upper + slack;
        assert!(!beyond, "{expr} at {at:?}: {low}, {high} beyond {proved:?} over {area:?}");
    }
}

fn has([x0, x1, y0, y1]: &[f64; 4], [x, y]: [f64; 2]) -> bool {
    (*x0..=*x1).contains(&x) && (*y0..=*y1).contains(&y)
}

/// Points that are claimed are there, and none is missed.
fn critical(expr: &Expr, area: [f64; 4]) {
    let mut search = CriticalSearch::new(expr, area);
    let mut progress = search.step(20);
    assert!(progress.finished || !search.found().complete);
    if !progress.finished {
        progress = search.step(180);
    }
    let found = search.found();
    assert!(progress.finished || !found.complete);
    assert_eq!(found.complete, found.undecided.is_empty());
    for (i, point) in found.points.iter().enumerate() {
        assert!(has(&area, [point.x, point.y]), "{expr}: {point:?} is not in {area:?}");
        let [x, y] = [point.x, point.y].map(|at| Interval::new(at - point.error, at + point.error));
        let about = expr.read(&[Dual::<Interval, 2>::variable(x, 0), Dual::variable(y, 1)]);
        let zero = about.slopes().iter().all(|slope| slope.contains(0.0));
        assert!(zero, "{expr} over {area:?}: {point:?} has the slopes {:?}", about.slopes());
        placed(expr, point);
        // The signs of a Hessian far from singular are the kind.
        let [low, high] = point.eigenvalues;
        let sure = low.abs().min(high.abs())
            > 1e-6 * low.abs().max(high.abs()) + 8.0 * rounding(expr, [point.x, point.y]);
        let kind = match [low > 0.0, high > 0.0] {
            [true, true] => Critical::Minimum,
            [false, false] => Critical::Maximum,
            _ => Critical::Saddle,
        };
        let right = !sure || point.kind == kind || point.kind == Critical::Degenerate;
        assert!(right, "{expr} over {area:?}: {point:?} is a {}", kind.name());
        for other in &found.points[i + 1..] {
            let apart = (point.x - other.x).abs().max((point.y - other.y).abs());
            assert!(apart > point.error.min(other.error), "{expr}: {point:?} twice");
        }
    }
    if !area.iter().all(|end| end.is_finite()) {
        return;
    }
    let extent = [area[1] - area[0], area[3] - area[2]];
    for start in grid(area, 4) {
        let Some((at, near)) = newton(expr, start, extent) else { continue };
        let reach = [0, 1].map(|k| 1e-9 * extent[k] + near);
        let [rx, ry] = reach;
        if !has(&[area[0] + rx, area[1] - rx, area[2] + ry, area[3] - ry], at) {
            continue;
        }
        let known = found.points.iter().any(|point| {
            (point.x - at[0]).abs() <= rx + point.error && (point.y - at[1]).abs() <= ry + point.error
        });
        let admitted = found
            .undecided
            .iter()
            .flat_map(|region| &region.cells)
            .any(|cell| has(&[cell[0] - rx, cell[1] + rx, cell[2] - ry, cell[3] + ry], at));
        assert!(known || admitted, "{expr} over {area:?}: nothing is said of {at:?}");
    }
}

/// A proved point is where it is said to be, to the last digits that rounding leaves.
fn placed(expr: &Expr, point: &CriticalPoint) {
    let at = [point.x, point.y];
    let [low, high] = point.eigenvalues.map(f64::abs);
    let (small, large) = (low.min(high), low.max(high));
    let digit = f64::EPSILON * at[0].abs().max(at[1].abs());
    if small > 1e-3 * large && large.is_normal() && large < 1e290 {
        let off = 4.0 * rounding(expr, at) / small;
        assert!(
            point.error <= 64.0 * (digit + off) + 1e-300,
            "{expr}: {point:?} could be narrower, rounding is {off:e}"
        );
    }
    // Newton's method with twice the digits, for formulas of sums and products.
    let mut exact = at.map(Twofold::from);
    for _ in 0..6 {
        let [x, y] = exact;
        let here = expr.read(&[Hyper::variable(x, 0), Hyper::variable(y, 1)]);
        let ([fx, fy], [a, b, c]) = (*here.slopes(), *here.hessian());
        let Some(step) = Twofold::solve([a, b, c], [fx, fy]) else { return };
        exact = [exact[0].minus(step[0]), exact[1].minus(step[1])];
    }
    for axis in 0..2 {
        let apart = exact[axis].minus(Twofold::from(at[axis])).to_f64().abs();
        let reach = 1.001 * point.error + 1e-300;
        // Newton's method may have gone to another point.
        assert!(
            apart <= reach || apart > 1e3 * reach + 1e-6 || !apart.is_finite(),
            "{expr}: {point:?} is off by {apart:e}"
        );
    }
}

/// Newton's method in plain doubles: where it comes to rest at a zero of the gradient whose Hessian
/// is far from singular and whose digits can be trusted, and how far off that may be.
fn newton(expr: &Expr, mut at: [f64; 2], extent: [f64; 2]) -> Option<([f64; 2], f64)> {
    for _ in 0..40 {
        let here = expr.read(&[Hyper::variable(at[0], 0), Hyper::variable(at[1], 1)]);
        let ([gx, gy], [a, b, c]) = (*here.slopes(), *here.hessian());
        let determinant = a * c - b * b;
        let step = [(c * gx - b * gy) / determinant, (a * gy - b * gx) / determinant];
        at = [at[0] - step[0], at[1] - step[1]];
        if !(at[0].is_finite() && at[1].is_finite() && here.value().is_finite()) {
            return None;
        }
        if (0..2).all(|k| step[k].abs() <= 1e-12 * extent[k]) {
            let [low, high] = SymmetricEigen2::new(a, b, c).eigenvalues.map(f64::abs);
            let (small, large) = (low.min(high), low.max(high));
            let off = rounding(expr, at);
            let sure = small > 1e-4 * large && large > 1e-30 && off < 1e-9 * small;
            // Even so only a zero of the exact gradient counts: one whose enclosure holds 0.
            let [x, y] = at.map(Interval::point);
            let slopes = *expr.read(&[Dual::<Interval, 2>::variable(x, 0), Dual::variable(y, 1)]).slopes();
            let near = slopes.iter().map(Interval::magnitude).fold(0.0, f64::max) / small;
            return (sure && near < 1e-6 * extent[0].min(extent[1])).then_some((at, near));
        }
    }
    None
}
