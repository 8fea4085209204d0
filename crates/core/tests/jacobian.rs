//! Jacobians and directional derivatives against the independent reference.

#![allow(clippy::disallowed_methods, reason = "a check is to be computed by other means than what it checks")]
#![allow(clippy::unwrap_used, reason = "data that is not as described is a failed test")]

use hillside_core::{Expr, LinearFunctional, Metric, VectorFunction, gradient};
use serde_json::Value;

fn reference() -> Value {
    serde_json::from_str(include_str!("golden/jacobian.json")).unwrap()
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

#[track_caller]
fn near(what: &str, got: f64, want: f64) {
    assert!((got - want).abs() <= 1e-12 * (1.0 + want.abs()), "{what}: {got}, not {want}");
}

#[test]
fn vector_functions() {
    for row in reference()["vector"].as_array().unwrap() {
        let inputs = texts(&row["inputs"]);
        let function = VectorFunction::parse(&texts(&row["f"]), &inputs).unwrap();
        let at = numbers(&row["at"]);
        let title = format!("{} at {at:?}", row["title"]);
        let (value, jacobian) = (function.value(&at).unwrap(), function.jacobian(&at).unwrap());
        for (i, want) in numbers(&row["value"]).into_iter().enumerate() {
            near(&format!("{title}: value {i}"), value[i], want);
            for (j, want) in numbers(&row["J"][i]).into_iter().enumerate() {
                near(&format!("{title}: J[{i}][{j}]"), jacobian.entry(i, j), want);
            }
        }
        if let Some(want) = row["det"].as_f64() {
            near(&format!("{title}: determinant"), jacobian.determinant().unwrap(), want);
        }
        for step in row["linear"].as_array().unwrap() {
            let h = numbers(&step["h"]);
            let mut error = 0.0;
            let mut size: f64 = 0.0;
            let there: Vec<f64> = at.iter().zip(&h).map(|(a, h)| a + h).collect();
            let (step_of, linear) = (jacobian.apply(&h).unwrap(), function.linear(&at, &h).unwrap());
            let truth_there = function.value(&there).unwrap();
            for (i, want) in numbers(&step["Jh"]).into_iter().enumerate() {
                let (change, approx, truth) = (step_of[i], linear[i], truth_there[i]);
                let title = format!("{title}, step {h:?}: output {i}");
                near(&title, change, want);
                near(&title, approx, step["approx"][i].as_f64().unwrap());
                near(&title, truth, step["true"][i].as_f64().unwrap());
                error += (truth - approx).powi(2);
                size = size.max(value[i].abs());
            }
            let want = step["error_norm"].as_f64().unwrap();
            assert!(
                (error.sqrt() - want).abs() <= 1e-13 * (1.0 + size),
                "{title}, step {h:?}: error {}, not {want}",
                error.sqrt()
            );
        }
    }
}

#[test]
fn directional_derivatives() {
    for row in reference()["directional"].as_array().unwrap() {
        let expr = Expr::parse(row["expr"].as_str().unwrap()).unwrap();
        let at = numbers(&row["at"]);
        let [fx, fy] = gradient(&expr, [at[0], at[1]]);
        for key in ["jacobian_row", "gradient"] {
            near(key, fx, row[key][0].as_f64().unwrap());
            near(key, fy, row[key][1].as_f64().unwrap());
        }
        let norm = fx.hypot(fy);
        near("norm", norm, row["norm"].as_f64().unwrap());
        // On level ground no way is the steepest.
        if let Some(steepest) = row["steepest_ascent_deg"].as_f64() {
            near("steepest angle", fy.atan2(fx).to_degrees(), steepest);
            for (component, want) in [fx, fy].into_iter().zip(numbers(&row["steepest_unit"])) {
                near("steepest direction", component / norm, want);
            }
        }
        let height = expr.read(&[at[0], at[1]]);
        for direction in row["directions"].as_array().unwrap() {
            let (sin, cos) = direction["deg"].as_f64().unwrap().to_radians().sin_cos();
            let slope = fx * cos + fy * sin;
            let what = format!("towards {} degrees", direction["deg"]);
            near(&what, slope, direction["derivative"].as_f64().unwrap());
            if let Some(cos) = direction["cos_angle_to_gradient"].as_f64() {
                near(&what, slope / norm, cos);
            }
            let change = expr.read(&[at[0] + 0.001 * cos, at[1] + 0.001 * sin]) - height;
            let want = direction["true_change_for_step_0.001"].as_f64().unwrap();
            assert!((change - want).abs() <= 1e-12, "{what}: change {change}, not {want}");
        }
    }
}

/// Two answers fix a linear functional of two variables, and with it all others.
#[test]
fn two_questions() {
    let file = reference();
    let row = &file["hillside"];
    let half = std::f64::consts::FRAC_1_SQRT_2;
    let asked = |name: &str| row[name].as_f64().unwrap();
    let questions: [(&[f64], f64); 2] = [(&[half, half], asked("northeast")), (&[0.0, -1.0], asked("south"))];
    let slope = LinearFunctional::from_answers(&questions).unwrap();
    for (got, want) in slope.row().iter().zip(numbers(&row["jacobian_row"])) {
        near("row", *got, want);
    }
    let answers = [("east", [1.0, 0.0]), ("north", [0.0, 1.0]), ("northwest", [-half, half])];
    let opposite = [("west", [-1.0, 0.0]), ("southwest", [-half, -half]), ("southeast", [half, -half])];
    for (name, [x, y]) in answers.into_iter().chain(opposite) {
        near(name, slope.answer(&[x, y]).unwrap(), row["other_answers"][name].as_f64().unwrap());
    }
    let (best, norm) = slope.best_unit(&Metric::usual(2)).unwrap().unwrap();
    near("norm", norm, asked("norm"));
    let angle = best[1].atan2(best[0]).to_degrees();
    near("steepest", angle, row["steepest_ascent_deg_north_of_east"].as_f64().unwrap());
}
