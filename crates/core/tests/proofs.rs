//! No false proof: what is claimed of random formulas over random boxes against what is found by
//! other means.

#![allow(clippy::disallowed_methods, reason = "a check is to be computed by other means than what it checks")]
#![allow(clippy::neg_cmp_op_on_partial_ord, reason = "where there is no number, nothing is refuted")]
#![allow(clippy::unwrap_used, reason = "a formula that does not parse is a failed test")]

use hillside_core::{
    Critical, CriticalSearch, Dual, Expr, Hyper, Interval, LipschitzSearch, SymmetricEigen2, Unary,
};
use proptest::prelude::*;

/// A plane wave, of which products are read as sums.
fn wave() -> impl Strategy<Value = String> {
    (prop::sample::select(vec!["sin", "cos"]), 1_u32..90, 0_u32..90)
        .prop_map(|(op, a, b)| format!("{op}({}*x-{}*y)", f64::from(a) / 10.0, f64::from(b) / 10.0))
}

/// Texts of random formulas with moderate numbers.
fn formula() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        2 => wave(),
        6 => Just("x".to_owned()),
        6 => Just("y".to_owned()),
        2 => (1_u32..40).prop_map(|n| format!("{}", f64::from(n) / 10.0)),
    ];
    leaf.prop_recursive(4, 14, 2, |inner| {
        prop_oneof![
            2 => (prop::sample::select(&Unary::ALL[..]), inner.clone())
                .prop_map(|(op, a)| format!("({}({a}))", op.name())),
            5 => (prop::sample::select(vec!['+', '-', '*', '*', '/']), inner.clone(), inner.clone())
                .prop_map(|(op, a, b)| format!("(({a}){op}({b}))")),
            2 => (inner.clone(), -2_i32..5).prop_map(|(a, n)| format!("(({a})^({n}))")),
            1 => (inner.clone(), inner).prop_map(|(a, b)| format!("(({a})^({b}))")),
        ]
    })
}

/// Boxes about and beside the origin, some with round ends.
fn area() -> impl Strategy<Value = [f64; 4]> {
    let side = || {
        (-30_i32..30, 1_u32..40, 0_u32..2).prop_map(|(low, length, shift)| {
            let low = f64::from(low) / 10.0 + f64::from(shift) * 0.0123;
            (low, low + f64::from(length) / 10.0)
        })
    };
    (side(), side()).prop_map(|((x0, x1), (y0, y1))| [x0, x1, y0, y1])
}

/// Points of a box, its border among them.
fn grid([x0, x1, y0, y1]: [f64; 4], n: u32) -> impl Iterator<Item = [f64; 2]> {
    let at = move |low: f64, high: f64, i: u32| {
        (low + (high - low) * (f64::from(i) / f64::from(n))).clamp(low, high)
    };
    (0..=n).flat_map(move |i| (0..=n).map(move |j| [at(x0, x1, i), at(y0, y1, j)]))
}

/// What rounding may have done to each entry of gradient and Hessian at a point: the widths of
/// their enclosures.
fn rounding(expr: &Expr, [x, y]: [f64; 2]) -> f64 {
    let here = expr.read(&[Hyper::variable(Interval::point(x), 0), Hyper::variable(Interval::point(y), 1)]);
    here.slopes().iter().chain(here.hessian()).map(Interval::width).fold(0.0, f64::max)
}

/// Newton's method in plain doubles: where it comes to rest at a zero of the gradient whose Hessian
/// is far from singular and whose digits can be trusted.
fn descend(expr: &Expr, mut at: [f64; 2]) -> Option<[f64; 2]> {
    for _ in 0..40 {
        let here = expr.read(&[Hyper::variable(at[0], 0), Hyper::variable(at[1], 1)]);
        let ([gx, gy], [a, b, c]) = (*here.slopes(), *here.hessian());
        let determinant = a * c - b * b;
        let step = [(c * gx - b * gy) / determinant, (a * gy - b * gx) / determinant];
        at = [at[0] - step[0], at[1] - step[1]];
        if !(at[0].abs() < 1e3 && at[1].abs() < 1e3) {
            return None;
        }
        if step[0].abs().max(step[1].abs()) < 1e-11 {
            let [low, high] = SymmetricEigen2::new(a, b, c).eigenvalues.map(f64::abs);
            let (small, large) = (low.min(high), low.max(high));
            let sure = small > 1e-4 * large && large > 1e-30 && rounding(expr, at) < 1e-9 * small;
            return sure.then_some(at);
        }
    }
    None
}

fn has([x0, x1, y0, y1]: &[f64; 4], [x, y]: [f64; 2]) -> bool {
    (*x0..=*x1).contains(&x) && (*y0..=*y1).contains(&y)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_point_bends_more_than_the_proof_allows(text in formula(), area in area()) {
        let expr = Expr::parse(&text).unwrap();
        let mut search = LipschitzSearch::new(&expr, area, 1e-3);
        search.step(150);
        let proved = search.enclosure();
        prop_assert!(proved.lower <= proved.upper, "{text} over {area:?}: {proved:?}");
        if proved.upper == f64::INFINITY {
            return Ok(());
        }
        for at in grid(area, 14) {
            let here = expr.read(&[Hyper::variable(at[0], 0), Hyper::variable(at[1], 1)]);
            let [a, b, c] = *here.hessian();
            prop_assert!(!(a + b + c).is_nan(), "{text} has no curvature at {at:?}, yet {proved:?}");
            let [low, high] = SymmetricEigen2::new(a, b, c).eigenvalues;
            let slack = 1e-12 * proved.upper + 4.0 * rounding(&expr, at);
            prop_assert!(
                !(high.max(-low) > proved.upper + slack),
                "{text} at {at:?}: {low}, {high} beyond {proved:?}"
            );
        }
    }

    #[test]
    fn slopes_differ_no_more_than_the_proof_allows(text in formula(), area in area()) {
        let expr = Expr::parse(&text).unwrap();
        let mut search = LipschitzSearch::new(&expr, area, 1e-3);
        search.step(60);
        let proved = search.enclosure();
        if proved.upper == f64::INFINITY {
            return Ok(());
        }
        let read = |at: [f64; 2]| {
            *expr.read(&[Dual::<f64, 2>::variable(at[0], 0), Dual::variable(at[1], 1)]).slopes()
        };
        let points: Vec<[f64; 2]> = grid(area, 5).collect();
        for (p, q) in points.iter().zip(points.iter().rev()).chain(points.iter().zip(&points[1..])) {
            let ([gx, gy], [hx, hy]) = (read(*p), read(*q));
            let turned = (gx - hx).hypot(gy - hy);
            let apart = (p[0] - q[0]).hypot(p[1] - q[1]);
            let slack = 1e-9 * proved.upper * apart + 4.0 * (rounding(&expr, *p) + rounding(&expr, *q));
            prop_assert!(
                !(turned > proved.upper * apart + slack),
                "{text} from {p:?} to {q:?}: {turned} over {apart} beyond {proved:?}"
            );
        }
    }

    #[test]
    fn no_critical_point_is_missed_or_invented(text in formula(), area in area()) {
        let expr = Expr::parse(&text).unwrap();
        let mut search = CriticalSearch::new(&expr, area);
        let progress = search.step(600);
        let found = search.found();
        prop_assert!(progress.finished || !found.complete);
        prop_assert_eq!(found.complete, found.undecided.is_empty());
        for point in &found.points {
            prop_assert!(has(&area, [point.x, point.y]), "{text}: {point:?} is not in {area:?}");
            let [x, y] = [point.x, point.y].map(|at| Interval::new(at - point.error, at + point.error));
            let about = expr.read(&[Dual::<Interval, 2>::variable(x, 0), Dual::variable(y, 1)]);
            prop_assert!(about.slopes().iter().all(|slope| slope.contains(0.0)), "{text}: {point:?}");
            // Round a minimum or maximum nothing is lower or higher.
            let reach = 1e-4;
            for k in 0..8 {
                let angle = f64::from(k) * std::f64::consts::PI / 4.0;
                let [cos, sin] = [hillside_core::Number::cos(&angle), hillside_core::Number::sin(&angle)];
                let rise = expr.read(&[point.x + reach * cos, point.y + reach * sin]) - point.value;
                let [low, high] = point.eigenvalues;
                // Of second order, if that is not lost in what is of third or in rounding.
                if low.abs().min(high.abs()) > 1e-2 * high.abs().max(low.abs()) && low.abs() > 1e-3 * (1.0 + point.value.abs()) && high.abs().max(low.abs()) < 1e2 {
                    match point.kind {
                        Critical::Minimum => prop_assert!(!(rise < 0.0), "{text}: {point:?} falls by {rise}"),
                        Critical::Maximum => prop_assert!(!(rise > 0.0), "{text}: {point:?} rises by {rise}"),
                        _ => {}
                    }
                }
            }
        }
        for (i, one) in found.points.iter().enumerate() {
            for other in &found.points[i + 1..] {
                let apart = (one.x - other.x).abs().max((one.y - other.y).abs());
                prop_assert!(apart > one.error.min(other.error), "{text}: {one:?} twice");
            }
        }
        for start in grid(area, 7) {
            let Some(at) = descend(&expr, start) else { continue };
            let inside = [area[0] + 1e-9, area[1] - 1e-9, area[2] + 1e-9, area[3] - 1e-9];
            if !has(&inside, at) {
                continue;
            }
            let known = found.points.iter().any(|point| {
                (point.x - at[0]).abs() < 1e-8 + point.error && (point.y - at[1]).abs() < 1e-8 + point.error
            });
            let admitted = found.undecided.iter().flat_map(|region| &region.cells).any(|cell| {
                has(&[cell[0] - 1e-9, cell[1] + 1e-9, cell[2] - 1e-9, cell[3] + 1e-9], at)
            });
            prop_assert!(known || admitted, "{text} over {area:?}: nothing is said of {at:?}");
        }
    }
}
