//! The gradient's Lipschitz constant over a box against the independent reference.

#![allow(clippy::unwrap_used, reason = "data that is not as described is a failed test")]

use hillside_core::{
    Descent, DescentSettings, Expr, LipschitzSearch, SymmetricEigen2, curvature, gradient, hessian, lipschitz,
};
use serde_json::Value;

fn reference() -> Value {
    serde_json::from_str(include_str!("golden/lipschitz.json")).unwrap()
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

#[test]
fn the_enclosure_holds_the_reference() {
    for surface in reference()["surfaces"].as_array().unwrap() {
        let name = surface["name"].as_str().unwrap();
        let expr = Expr::parse(surface["expr"].as_str().unwrap()).unwrap();
        let area: [f64; 4] = numbers(&surface["box"]).try_into().unwrap();
        let got = lipschitz(&expr, area, 1e-3);
        let [low, high] = ["L_lower", "L_upper"].map(|key| surface[key].as_f64().unwrap());
        assert!(got.upper >= low, "{name}: {got:?} is below {low}");
        assert!(got.lower <= high, "{name}: {got:?} is above {high}");
        assert!(got.upper <= got.lower * (1.0 + 1e-3), "{name}: {got:?} is too wide");
    }
}

#[test]
fn a_run_of_the_reference_descends_as_promised() {
    for surface in reference()["surfaces"].as_array().unwrap() {
        let name = surface["name"].as_str().unwrap();
        let expr = Expr::parse(surface["expr"].as_str().unwrap()).unwrap();
        let area: [f64; 4] = numbers(&surface["box"]).try_into().unwrap();
        let proved = lipschitz(&expr, area, 1e-3).upper;
        let first = &surface["descent"]["rows"][0];
        if first.is_null() {
            continue;
        }
        let start = [first[1].as_f64().unwrap(), first[2].as_f64().unwrap()];
        let mut descent = Descent::new(&expr, DescentSettings::new(start, 1.0 / proved));
        let mut before = descent.last();
        for _ in 0..50 {
            let next = descent.step();
            if !(area[0]..=area[1]).contains(&next.x) || !(area[2]..=area[3]).contains(&next.y) {
                break;
            }
            let [gx, gy] = before.gradient;
            let bound = before.value - (gx * gx + gy * gy) / (2.0 * proved);
            assert!(next.value <= bound + 1e-12 * (1.0 + bound.abs()), "{name}: {next:?} above {bound}");
            before = next;
        }
    }
}

#[test]
fn nothing_is_promised_where_the_gradient_jumps_or_does_not_exist() {
    for text in ["abs(x)+y^2", "1/x", "sqrt(x)", "sqrt(x^2+y^2)", "tan(2*x)", "ln(x)", "abs(x*y)*x", "1/0"] {
        let got = lipschitz(&Expr::parse(text).unwrap(), [-1.0, 1.0, -1.0, 1.0], 1e-3);
        assert_eq!(got.upper, f64::INFINITY, "{text}");
        assert!(got.lower.is_finite() && got.lower >= 0.0, "{text}: {got:?}");
    }
    for area in [[f64::NAN, 1.0, 0.0, 1.0], [0.0, f64::INFINITY, 0.0, 1.0]] {
        assert_eq!(lipschitz(&Expr::parse("x^2").unwrap(), area, 1e-3).upper, f64::INFINITY);
    }
}

#[test]
fn flat_ground_and_thin_boxes() {
    let plane = lipschitz(&Expr::parse("2*x-y").unwrap(), [-1.0, 1.0, -1.0, 1.0], 1e-3);
    assert_eq!((plane.lower, plane.upper), (0.0, 0.0));
    let segment = lipschitz(&Expr::parse("x^3").unwrap(), [2.0, 0.0, 1.0, 1.0], 1e-6);
    assert!(segment.lower <= 12.0 && 12.0 <= segment.upper && segment.upper < 12.001, "{segment:?}");
    let point = lipschitz(&Expr::parse("x^3*y").unwrap(), [1.0, 1.0, 0.0, 0.0], 1e-6);
    assert!(point.lower <= 3.0 && 3.0 <= point.upper && point.upper < 3.001, "{point:?}");
}

#[test]
fn slices_only_tighten() {
    let expr = Expr::parse("sin(3*x)*exp(y)+x*y^3").unwrap();
    let mut search = LipschitzSearch::new(&expr, [-2.0, 2.0, -2.0, 2.0], 1e-4);
    let mut before = search.enclosure();
    assert_eq!((before.lower, before.upper), (0.0, f64::INFINITY));
    for _ in 0..10_000 {
        let progress = search.step(5);
        let now = search.enclosure();
        assert!(now.lower >= before.lower && now.upper <= before.upper && now.lower <= now.upper);
        before = now;
        if progress.finished {
            break;
        }
    }
    assert!(before.upper <= before.lower * 1.0001, "{before:?}");
}

#[test]
fn no_point_bends_more_than_proved() {
    for text in ["x^3*y-y^2*x", "sin(x*y)+exp(x-y)", "atan(x)*tanh(y)", "exp(-x^2-y^2)", "x*ln(3+y)/(4+x)"] {
        let expr = Expr::parse(text).unwrap();
        let proved = lipschitz(&expr, [-1.0, 1.5, -1.2, 1.0], 1e-2);
        let mut steepest = 0.0f64;
        for (i, j) in (0..=60).flat_map(|i| (0..=60).map(move |j| (i, j))) {
            let at = [-1.0 + 2.5 * f64::from(i) / 60.0, -1.2 + 2.2 * f64::from(j) / 60.0];
            let [a, b, c] = hessian(&expr, at);
            let [low, high] = SymmetricEigen2::new(a, b, c).eigenvalues;
            steepest = steepest.max(high.max(-low));
        }
        assert!(steepest <= proved.upper * (1.0 + 1e-12), "{text}: {steepest} beyond {proved:?}");
        assert!(steepest >= proved.lower * 0.98, "{text}: {steepest} far from {proved:?}");
        assert!(proved.upper <= proved.lower * 1.01, "{text}: {proved:?}");
    }
}

/// One eigenvalue is 4 everywhere, the other moves: seen along the diagonals, one look is enough.
#[test]
fn an_eigenvalue_that_stays_is_seen_to_stay() {
    let expr = Expr::parse("sin(x+y)+(x-y)^2-1.5*x+2.5*y+1").unwrap();
    let mut search = LipschitzSearch::new(&expr, [-1.5, 4.0, -3.0, 4.0], 1e-9);
    let progress = search.step(10);
    let proved = search.enclosure();
    assert!(progress.finished, "{proved:?} after {progress:?}");
    assert!(proved.lower <= 4.0 && 4.0 <= proved.upper && proved.upper < 4.0 + 1e-13, "{proved:?}");
}

/// Nobody waits for ever: of a long formula fewer cells are looked at, and what is said still holds.
#[test]
fn a_page_long_formula_ends() {
    let term = |k: u32| format!("sin({k}*x+cos({}*y*x))*exp(-(x-{k}/40)^2)", 41 - k);
    let text = (1..40).map(term).collect::<Vec<_>>().join("+");
    let expr = Expr::parse(&text).unwrap();
    let area = [-1.0, 1.0, -1.0, 1.0];
    let mut search = LipschitzSearch::new(&expr, area, 1e-9);
    let mut progress = search.step(500);
    while !progress.finished {
        progress = search.step(500);
    }
    assert!(progress.cells < 20_000, "{progress:?}");
    let proved = search.enclosure();
    for (i, j) in (0..=20).flat_map(|i| (0..=20).map(move |j| (i, j))) {
        let [a, b, c] = hessian(&expr, [-1.0 + 0.1 * f64::from(i), -1.0 + 0.1 * f64::from(j)]);
        let [low, high] = SymmetricEigen2::new(a, b, c).eigenvalues;
        assert!(high.max(-low) <= proved.upper, "{low}, {high} beyond {proved:?}");
    }
}

#[test]
fn pairs_of_the_reference_turn_the_gradient_no_faster() {
    for surface in reference()["surfaces"].as_array().unwrap() {
        let name = surface["name"].as_str().unwrap();
        let expr = Expr::parse(surface["expr"].as_str().unwrap()).unwrap();
        let area: [f64; 4] = numbers(&surface["box"]).try_into().unwrap();
        let proved = lipschitz(&expr, area, 1e-3);
        let pairs = surface["gradient_pairs"].as_array().unwrap();
        assert!(!pairs.is_empty(), "{name}");
        for pair in pairs {
            let [x, y, u, v, turned, apart, ratio] = numbers(pair)[..] else { panic!("{name}: {pair}") };
            let (g, h) = (gradient(&expr, [x, y]), gradient(&expr, [u, v]));
            let got = ((g[0] - h[0]) * (g[0] - h[0]) + (g[1] - h[1]) * (g[1] - h[1])).sqrt();
            assert!((got - turned).abs() <= 1e-10 * (1.0 + turned), "{name} {pair}: {got}");
            assert!((got / apart - ratio).abs() <= 1e-9 * (1.0 + ratio), "{name} {pair}: {}", got / apart);
            assert!(ratio <= proved.upper * (1.0 + 1e-12), "{name} {pair}: beyond {proved:?}");
        }
        // Where the reference found its maximum, so do we.
        let at: [f64; 2] = numbers(&surface["argmax"]).try_into().unwrap();
        let here = curvature(&expr, at);
        for (got, want) in here.eigenvalues.iter().zip(numbers(&surface["eig_at_argmax"])) {
            assert!((got - want).abs() <= 1e-9 * here.spectral_radius, "{name} at {at:?}: {got}, not {want}");
        }
        assert!(here.spectral_radius <= proved.upper * (1.0 + 1e-12), "{name} at {at:?}: beyond {proved:?}");
    }
}

/// One over the largest eigenvalue of a saddle, 2 and not -1000, runs away along the other.
#[test]
fn the_naive_step_at_a_saddle_runs_away() {
    let runs = reference()["naive_saddle_step"].as_array().unwrap().clone();
    assert!(!runs.is_empty());
    for run in runs {
        let start: [f64; 2] = numbers(&run["start"]).try_into().unwrap();
        let expr = Expr::parse("x^2-500*y^2").unwrap();
        let mut descent = Descent::new(&expr, DescentSettings::new(start, run["alpha"].as_f64().unwrap()));
        for row in run["rows"].as_array().unwrap() {
            let row = numbers(row);
            while (descent.length() - 1) as f64 != row[0] {
                descent.step();
            }
            let step = descent.last();
            for (got, want) in [step.x, step.y, step.value].iter().zip(&row[1..]) {
                assert!((got - want).abs() <= 1e-9 * want.abs().max(1e-9), "{row:?}: {got}, not {want}");
            }
        }
    }
}
