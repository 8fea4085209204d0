//! What went wrong in other tools and must not here: cases made after bug reports, with their right answers.

#![allow(clippy::unwrap_used, reason = "data that is not as described is a failed test")]

use hillside_core::{
    Descent, DescentSettings, Expr, Method, contour_lines, critical_points, curvature, gradient, height,
    hessian, lipschitz,
};
use serde_json::Value;

fn cases(op: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(include_str!("golden/reports.json")).unwrap();
    let cases: Vec<Value> =
        all["cases"].as_array().unwrap().iter().filter(|case| case["op"] == op).cloned().collect();
    assert!(!cases.is_empty(), "no case of {op}");
    cases
}

fn formula(case: &Value) -> Expr {
    Expr::parse(case["input"]["formula"].as_str().unwrap()).unwrap()
}

fn numbers<const N: usize>(list: &Value) -> [f64; N] {
    let list: Vec<f64> = list.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect();
    list.try_into().unwrap()
}

/// Whether an honest "no number" is as good an answer.
fn may_be_missing(case: &Value) -> bool {
    case["or"].as_array().is_some_and(|or| or.iter().any(|outcome| outcome == "not finite"))
}

/// `got` and `want` agree to the case's tolerance, relative to `size`; what is wanted as `null` is not compared.
#[track_caller]
fn agree(case: &Value, what: &str, got: f64, want: &Value, size: f64) {
    let Some(want) = want.as_f64() else { return };
    let tolerance = |key: &str| case["tol"][key].as_f64().unwrap_or(0.0);
    let near = (got - want).abs() <= tolerance("abs") + tolerance("rel") * size.max(want.abs());
    let id = &case["id"];
    assert!(near || may_be_missing(case) && !got.is_finite(), "{id}: {what} is {got:e}, not {want:e}");
}

#[test]
fn values_and_derivatives() {
    for case in cases("all") {
        let (expr, at) = (formula(&case), numbers::<2>(&case["input"]["at"]));
        agree(&case, "f", height(&expr, at), &case["want"]["value"], 0.0);
        for (i, got) in gradient(&expr, at).into_iter().enumerate() {
            agree(&case, "slope", got, &case["want"]["gradient"][i], 0.0);
        }
        for (i, got) in hessian(&expr, at).into_iter().enumerate() {
            agree(&case, "second derivative", got, &case["want"]["hessian"][i], 0.0);
        }
    }
}

#[test]
fn shapes_and_kinds() {
    for case in cases("curvature") {
        let got = curvature(&formula(&case), numbers(&case["input"]["at"]));
        let (id, want) = (&case["id"], &case["want"]);
        if let Some(shapes) = want["shape"].as_array() {
            assert!(shapes.iter().any(|shape| shape == got.shape.name()), "{id}: {:?}", got.shape);
        }
        let kind = got.critical.map(|kind| Value::from(kind.name())).unwrap_or_default();
        assert!(want["critical"].as_array().unwrap().contains(&kind), "{id}: {kind}");
        let larger = got.spectral_radius;
        for (i, eigenvalue) in got.eigenvalues.into_iter().enumerate() {
            agree(&case, "eigenvalue", eigenvalue, &want["eigenvalues"][i], larger);
        }
    }
}

#[test]
fn critical_points_stand_where_they_are_said_to() {
    for case in cases("criticalPoints") {
        let (id, want) = (&case["id"], case["want"]["points"].as_array().unwrap());
        let found = critical_points(&formula(&case), numbers(&case["input"]["box"]));
        assert_eq!(found.complete, case["want"]["complete"], "{id}");
        assert_eq!(found.points.len(), want.len(), "{id}: {:?}", found.points);
        let tolerance = &case["tol"];
        for want in want {
            let [x, y] = ["x", "y"].map(|key| want[key].as_f64().unwrap());
            let apart = |point: &hillside_core::CriticalPoint| (point.x - x).abs().max((point.y - y).abs());
            let point = found.points.iter().min_by(|a, b| apart(a).total_cmp(&apart(b))).unwrap();
            assert!(apart(point) <= tolerance["position"].as_f64().unwrap(), "{id}: {point:?}");
            assert!(apart(point) <= 2.0 * point.error + 1e-15, "{id}: off by more than its error: {point:?}");
            assert_eq!(point.kind.name(), want["kind"], "{id}");
            let (value, height) = (&tolerance["value"], want["value"].as_f64().unwrap());
            let allowed = value["abs"].as_f64().unwrap() + value["rel"].as_f64().unwrap() * height.abs();
            assert!((point.value - height).abs() <= allowed, "{id}: {point:?}");
            let eigenvalues = numbers::<2>(&want["eigenvalues"]);
            let larger = eigenvalues.into_iter().fold(0.0f64, |larger, value| larger.max(value.abs()));
            for (got, want) in point.eigenvalues.into_iter().zip(eigenvalues) {
                assert!(
                    (got - want).abs() <= tolerance["eigenvalue"].as_f64().unwrap() * larger,
                    "{id}: {point:?}"
                );
            }
        }
    }
}

#[test]
fn lipschitz_constants_are_enclosed() {
    for case in cases("lipschitz") {
        let tolerance = case["input"]["tolerance"].as_f64().unwrap();
        let got = lipschitz(&formula(&case), numbers(&case["input"]["box"]), tolerance);
        let (id, want) = (&case["id"], case["want"].as_f64().unwrap());
        let rounding = case["tol"]["rel"].as_f64().unwrap() * want;
        assert!(got.lower <= want + rounding && want - rounding <= got.upper, "{id}: {got:?}");
        assert!(got.upper <= got.lower * (1.0 + tolerance) + rounding, "{id}: {got:?}");
    }
}

#[test]
fn descents() {
    for case in cases("descent") {
        let settings = &case["input"]["settings"];
        let method = Method::named(settings["method"].as_str().unwrap()).unwrap();
        let mut descent = Descent::new(
            &formula(&case),
            DescentSettings {
                method,
                ..DescentSettings::new(numbers(&settings["start"]), settings["rate"].as_f64().unwrap())
            },
        );
        let steps = usize::try_from(case["input"]["steps"].as_u64().unwrap()).unwrap();
        descent.advance(steps);
        let told = descent.steps(0..steps + 1);
        let never = case["want"]["never"].as_array().unwrap();
        for step in &told {
            assert!(!never.iter().any(|word| word == step.status.name()), "{}: {step:?}", case["id"]);
        }
        let lost = told.iter().position(|step| step.status.name() == "diverged").unwrap_or(usize::MAX);
        let may_be_lost = case["or"].as_array().is_some_and(|or| or.iter().any(|word| word == "diverged"));
        for want in case["want"]["positions"].as_array().unwrap() {
            let index = usize::try_from(want[0].as_u64().unwrap()).unwrap();
            if may_be_lost && index >= lost {
                continue;
            }
            let step = told.get(index).unwrap_or_else(|| panic!("{}: no step {index}", case["id"]));
            agree(&case, "x", step.x, &want[1], 0.0);
            agree(&case, "y", step.y, &want[2], 0.0);
        }
    }
}

#[test]
fn contours() {
    for case in cases("contourLines") {
        let list = |key: &str| -> Vec<f64> {
            case["input"][key].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
        };
        let size = |key: &str| usize::try_from(case["input"][key].as_u64().unwrap()).unwrap();
        let lines = contour_lines(&list("values"), size("nx"), size("ny"), &list("levels"));
        let want = case["want"]["paths"].as_array().unwrap();
        assert_eq!(lines.starts.len(), want.len(), "{}: {lines:?}", case["id"]);
        let mut got: Vec<[f64; 2]> = lines.points.chunks(2).map(|p| [p[0], p[1]]).collect();
        let mut want: Vec<[f64; 2]> =
            want.iter().flat_map(|p| p.as_array().unwrap()).map(numbers::<2>).collect();
        for points in [&mut got, &mut want] {
            points.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
        }
        assert_eq!(got.len(), want.len(), "{}", case["id"]);
        for (got, want) in got.iter().zip(&want) {
            assert!(
                (0..2).all(|k| (got[k] - want[k]).abs() <= 1e-12),
                "{}: {got:?}, not {want:?}",
                case["id"]
            );
        }
    }
}
