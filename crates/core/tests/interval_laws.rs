//! The law of intervals: whatever value a function takes at a point of a box, it lies inside.

#![allow(clippy::unwrap_used, reason = "a table that is not as described is a failed test")]

use std::f64::consts::PI;

use hillside_core::{Binary, Decoration, Expr, Hyper, Interval, Number, Unary};

const INF: f64 = f64::INFINITY;

/// Numbers that go wrong as the ends of an interval.
fn nasty() -> Vec<f64> {
    let mut all =
        vec![0.0, 5e-324, 1e-310, f64::MIN_POSITIVE, 1e-200, 1e-9, 1e9, 1.1e9, 1e100, f64::MAX, INF];
    let edges = [0.1, 0.5, 0.9, 1.0, 2.0, 3.0, 10.0, 22.0, 64.0, 709.78, 745.13, 1e6];
    let quarters = (1..=9).chain([100, 1001, 65_535, 600_000, 630_000_000]).map(|k| f64::from(k) * PI / 2.0);
    for edge in edges.into_iter().chain(quarters) {
        all.extend([edge, edge.next_up(), edge.next_down(), edge.next_up().next_up()]);
    }
    let opposite: Vec<f64> = all.iter().map(|x| -x).collect();
    all.extend(opposite);
    all.sort_by(f64::total_cmp);
    all
}

/// Points of an interval: its ends and their neighbours, zero of both signs, turns, and some between.
fn samples(lower: f64, upper: f64) -> Vec<f64> {
    let (low, high) = (lower.max(f64::MIN), upper.min(f64::MAX));
    let mut all = vec![low, high, low.next_up(), high.next_down(), 0.0, -0.0, 1.0, -1.0, 5e-324, -5e-324];
    all.extend((1..16).map(|k| low + (high * 0.5 - low * 0.5) * (f64::from(k) / 8.0)));
    let turn = (low / (PI / 2.0)).floor();
    all.extend((0..6).map(|k| (turn + f64::from(k)) * (PI / 2.0)));
    all.retain(|x| x.is_finite() && lower <= *x && *x <= upper);
    all
}

#[track_caller]
fn holds(what: impl Fn() -> String, got: &Interval, value: f64) {
    if value.is_nan() {
        assert!(got.decoration() < Decoration::Defined, "{}: no value, yet {got:?}", what());
    } else if value.is_finite() {
        assert!(got.contains(value), "{}: {value:e} is not in {got:?}", what());
    } else {
        let admitted = got.decoration() < Decoration::Continuous || got.contains(value);
        assert!(admitted, "{}: {value:e} is not in {got:?}", what());
    }
}

/// All pairs of neighbours, and many pairs further apart.
fn intervals() -> Vec<Interval> {
    let ends = nasty();
    let mut all = Vec::new();
    for (i, &lower) in ends.iter().enumerate() {
        let near = ends[i..].iter().take(4);
        let far = ends[i..].iter().skip(4 + i % 7).step_by(9);
        all.extend(near.chain(far).map(|&upper| Interval::new(lower, upper)));
    }
    all
}

#[test]
fn every_value_of_one_argument_lies_inside() {
    for x in intervals() {
        let points = samples(x.lower(), x.upper());
        for op in Unary::ALL {
            let got = op.apply(&x);
            for point in &points {
                holds(|| format!("{}({point:e}) over {x:?}", op.name()), &got, op.apply(point));
            }
        }
        for point in &points {
            holds(|| format!("signum({point:e}) over {x:?}"), &Number::signum(&x), Number::signum(point));
            let (sin, cos) = (x.sin_cos(), Number::sin_cos(point));
            holds(|| format!("sine of the pair at {point:e}"), &sin.0, cos.0);
            holds(|| format!("cosine of the pair at {point:e}"), &sin.1, cos.1);
        }
    }
}

#[test]
fn every_value_of_two_arguments_lies_inside() {
    let all = intervals();
    // Pairs in no order: the second runs through the list by steps that share no factor with it.
    for (i, a) in all.iter().enumerate() {
        for k in 0..12 {
            let b = &all[(i * 7919 + k * 104_729 + k) % all.len()];
            let points = samples(a.lower(), a.upper());
            let others = samples(b.lower(), b.upper());
            for op in Binary::ALL {
                let got = op.apply(a, b);
                for (j, x) in points.iter().enumerate() {
                    for y in [j, j + 3].map(|j| others[j % others.len()]) {
                        holds(
                            || format!("{x:e} {} {y:e} over {a:?}, {b:?}", op.name()),
                            &got,
                            op.apply(x, &y),
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn every_value_of_a_power_lies_inside() {
    let whole = [i32::MIN, -1_000_001, -65, -64, -7, -2, -1, 0, 1, 2, 3, 4, 5, 31, 63, 64, 65, 100, i32::MAX];
    let real = [0.5, -0.5, 1.5, 1.0 / 3.0, 2.5, -1.7, 2.0, 3.0, -3.0, 1e20, -1e300, INF, f64::NAN, 0.0];
    for x in intervals() {
        for point in samples(x.lower(), x.upper()) {
            for n in whole {
                holds(|| format!("({point:e})^{n} over {x:?}"), &x.powi(n), Number::powi(&point, n));
            }
            for p in real {
                holds(|| format!("({point:e})^{p} over {x:?}"), &x.powf(p), Number::powf(&point, p));
            }
        }
    }
}

#[test]
fn a_smaller_box_has_no_other_values() {
    for x in intervals() {
        let half = Interval::new(x.lower(), x.midpoint());
        for op in Unary::ALL {
            let (part, all) = (op.apply(&half), op.apply(&x));
            let inside = part.is_within(&all) || part.is_empty();
            assert!(inside, "{} over {half:?}: {part:?} is not within {all:?}", op.name());
            assert!(part.decoration() >= all.decoration() || part.is_empty(), "{} over {half:?}", op.name());
        }
    }
}

#[test]
fn one_point_gives_a_thin_interval() {
    for x in [-0.7, -0.1, 0.3, 0.99, 1e-5] {
        for op in Unary::ALL {
            let got = op.apply(&Interval::point(x));
            let value = op.apply(&x);
            if value.is_nan() {
                assert!(got.is_empty(), "{}({x}) is {got:?}", op.name());
            } else {
                assert!(got.is_continuous(), "{}({x}) is {got:?}", op.name());
                let thin = got.width() <= 4e-15 * value.abs();
                assert!(thin, "{}({x}) is {got:?}: {:e} wide", op.name(), got.width());
            }
        }
    }
}

#[test]
fn the_edge_of_a_domain_is_said() {
    let over = |text: &str, lower: f64, upper: f64| {
        Expr::parse(text).unwrap().read(&[Interval::new(lower, upper), Interval::point(0.0)]).decoration()
    };
    for (text, lower, upper, want) in [
        ("sqrt(x)", 0.0, 1.0, Decoration::Continuous),
        ("sqrt(x)", -1e-300, 1.0, Decoration::Partial),
        ("sqrt(x)", -2.0, -1.0, Decoration::Nowhere),
        ("ln(x)", 5e-324, 1.0, Decoration::Continuous),
        ("ln(x)", 0.0, 1.0, Decoration::Partial),
        ("log10(x)", -1.0, 0.0, Decoration::Nowhere),
        ("asin(x)", -1.0, 1.0, Decoration::Continuous),
        ("acos(x)", 0.0, 1.0f64.next_up(), Decoration::Partial),
        ("asin(x)", 1.0f64.next_up(), 2.0, Decoration::Nowhere),
        ("tan(x)", -1.57, 1.57, Decoration::Continuous),
        ("tan(x)", 1.5, 1.6, Decoration::Partial),
        ("1/x", 0.0, 1.0, Decoration::Partial),
        ("1/x", 1.0, 2.0, Decoration::Continuous),
        ("1/(x-x)", 1.0, 1.0, Decoration::Nowhere),
        ("x^-2", -1.0, 1.0, Decoration::Partial),
        ("x^0.5", -1.0, 1.0, Decoration::Partial),
        ("x^0", -1.0, 1.0, Decoration::Continuous),
        ("x^1.5", 0.0, 1.0, Decoration::Continuous),
        ("x^y", 0.0, 1.0, Decoration::Defined),
        ("abs(x)", -1.0, 1.0, Decoration::Continuous),
        ("sqrt(x)+y", -2.0, -1.0, Decoration::Nowhere),
        ("0*sqrt(x)", -1.0, 1.0, Decoration::Partial),
    ] {
        assert_eq!(over(text, lower, upper), want, "{text} over [{lower}, {upper}]");
    }
}

#[test]
fn no_interval_from_no_number() {
    assert!(Interval::new(1.0, 0.0).is_empty());
    assert!(Interval::new(f64::NAN, 0.0).is_empty());
    assert!(Interval::constant(f64::NAN).is_empty());
    assert!(Expr::parse("z").is_err());
    assert!(Expr::parse("x*y").unwrap().read(&[Interval::point(1.0)]).is_empty());
    let beyond = Interval::constant(INF);
    assert!(beyond.contains(INF) && beyond.lower() == f64::MAX && !beyond.is_continuous());
    assert!(!Interval::new(1.0, 2.0).contains(f64::NAN));
    assert_eq!(Interval::new(-INF, INF).midpoint(), 0.0);
    assert!(Interval::new(1.0, 2.0).intersection(&Interval::new(3.0, 4.0)).is_none());
}

#[test]
fn a_kink_is_a_jump_of_the_slope() {
    let kink = Expr::parse("abs(x)*y").unwrap();
    let over = |lower, upper| {
        kink.read(&[
            Hyper::variable(Interval::new(lower, upper), 0),
            Hyper::variable(Interval::new(1.0, 2.0), 1),
        ])
    };
    let across = over(-1.0, 2.0);
    assert!(across.value().is_continuous());
    assert_eq!(across.slopes()[0].decoration(), Decoration::Defined);
    assert!(across.slopes()[0].contains(-2.0) && across.slopes()[0].contains(2.0));
    assert!(over(0.5, 2.0).slopes()[0].is_continuous());
}

#[test]
fn slopes_and_curvature_of_every_point_lie_inside() {
    // What does not depend on y has exactly no slope along it.
    let texts = [
        "x^3*y - y^2*x",
        "sin(x*y)+exp(x-y)",
        "x^y",
        "ln(2+x*y)/(3+x)",
        "tan(x/3)*atan(y)",
        "sqrt(4+x)*tanh(x-y)",
        "log10(5+x+y)",
        "asin(x/9)+acos(y/9)",
        "cosh(x)-sinh(y)",
        "(2+x)^2.5+(2+y)^-3",
    ];
    for text in texts {
        let expr = Expr::parse(text).unwrap();
        for (i, j) in (0..6).flat_map(|i| (0..6).map(move |j| (i, j))) {
            let corner = [0.1 + 0.21 * f64::from(i), 0.07 + 0.23 * f64::from(j)];
            let [x, y] = corner.map(|at| Interval::new(at, at + 0.2));
            let over = expr.read(&[Hyper::variable(x, 0), Hyper::variable(y, 1)]);
            for k in 0..25 {
                let at = [corner[0] + 0.05 * f64::from(k % 5), corner[1] + 0.05 * f64::from(k / 5)];
                if !x.contains(at[0]) || !y.contains(at[1]) {
                    continue;
                }
                let here = expr.read(&[Hyper::variable(at[0], 0), Hyper::variable(at[1], 1)]);
                // The scalar reading has rounding errors of its own, over several operations.
                let near = |what: &str, got: &Interval, value: f64| {
                    let slack = 1e-13 * (1.0 + value.abs());
                    let inside = got.lower() - slack <= value && value <= got.upper() + slack;
                    assert!(inside, "{what} of {text} at {at:?}: {value} is not in {got:?}");
                };
                holds(|| format!("{text} at {at:?}"), over.value(), *here.value());
                for (got, want) in over.slopes().iter().zip(here.slopes()) {
                    near("slope", got, *want);
                }
                for (got, want) in over.hessian().iter().zip(here.hessian()) {
                    near("curvature", got, *want);
                }
            }
        }
    }
    let alone = Expr::parse("exp(x)").unwrap();
    let over = alone
        .read(&[Hyper::variable(Interval::new(0.0, 900.0), 0), Hyper::variable(Interval::new(0.0, 1.0), 1)]);
    assert_eq!((over.slopes()[1].lower(), over.slopes()[1].upper()), (0.0, 0.0));
}
