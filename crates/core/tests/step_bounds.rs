//! Promises and bounds of steps against the independent reference: runs at `1/L`, sweeps of the rate.

#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails its test")]

use hillside_core::{Descent, DescentSettings, Expr};
use serde_json::Value;

fn reference() -> Value {
    serde_json::from_str(include_str!("golden/lipschitz.json")).unwrap()
}

fn numbers(row: &Value) -> Vec<f64> {
    row.as_array().unwrap().iter().map(|number| number.as_f64().unwrap_or(f64::NAN)).collect()
}

fn walk(surface: &Value, start: &Value, rate: f64) -> Descent {
    let expr = Expr::parse(surface["expr"].as_str().unwrap()).unwrap();
    let start = numbers(start);
    Descent::new(&expr, DescentSettings::new([start[0], start[1]], rate))
}

#[test]
fn runs_at_one_over_l_stay_below_the_bound() {
    for surface in reference()["surfaces"].as_array().unwrap() {
        let (name, run) = (&surface["name"], &surface["descent"]);
        if run.is_null() {
            continue;
        }
        let mut descent = walk(surface, &run["start"], run["alpha"].as_f64().unwrap());
        descent.set_lipschitz(run["L_used"].as_f64());
        descent.advance(250);
        let leaves = run["leaves_box_at_step"].as_u64();
        for row in run["rows"].as_array().unwrap() {
            let index =
                (0..descent.length()).find(|index| *index as f64 == row[0].as_f64().unwrap()).unwrap();
            let row = numbers(row);
            let step = descent.at(index).unwrap();
            let tolerance = if index <= 20 { 1e-9 } else { 1e-6 };
            let square = step.gradient[0] * step.gradient[0] + step.gradient[1] * step.gradient[1];
            let after = descent.at(index + 1).unwrap().value;
            let got = [step.x, step.y, step.value, square, after, step.bound.unwrap()];
            for (got, want) in got.iter().zip(&row[1..]) {
                assert!(
                    (got - want).abs() <= tolerance * (1.0 + want.abs()),
                    "{name} at {index}: {got}, not {want}"
                );
            }
            if leaves.is_none_or(|leaves| (index as u64) < leaves) {
                for inequality in descent.inequalities(index) {
                    assert!(inequality.holds || !inequality.proved, "{name} at {index}: {inequality:?}");
                }
            }
        }
    }
}

#[test]
fn promise_and_outcome_of_one_step_of_any_size() {
    for surface in reference()["surfaces"].as_array().unwrap() {
        let sweep = &surface["step_sweep"];
        if sweep.is_null() {
            continue;
        }
        for row in sweep["rows"].as_array().unwrap() {
            let decreased = row[5].as_bool().unwrap();
            let row = numbers(row);
            let mut descent = walk(surface, &sweep["at"], row[1]);
            let (before, after) = (descent.last(), descent.step().value);
            let largest = row[2..5].iter().fold(0.0, |size: f64, number| size.max(number.abs()));
            for (what, got, want) in [("promise", before.predicted, row[2]), ("outcome", after, row[4])] {
                assert!(
                    (got - want).abs() <= 1e-10 * largest || want.is_nan(),
                    "{}: {what} of {} is {got}, not {want}",
                    surface["name"],
                    row[1]
                );
            }
            assert_eq!(after < before.value, decreased, "{} {}", surface["name"], row[1]);
        }
    }
}
