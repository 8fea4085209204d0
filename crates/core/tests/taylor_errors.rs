//! The measured order of the error of Taylor polynomials.

#![allow(clippy::disallowed_methods, reason = "a check is to be computed by other means than what it checks")]
#![allow(clippy::unwrap_used, reason = "data that is not as described is a failed test")]

use hillside_core::{Expr, QuadraticModel, TaylorModel, taylor, taylor_errors};
use serde_json::Value;

fn reference() -> Vec<(Expr, f64)> {
    let file: Value = serde_json::from_str(include_str!("golden/taylor.json")).unwrap();
    let row = |row: &Value| (Expr::parse(row["expr"].as_str().unwrap()).unwrap(), row["p"].as_f64().unwrap());
    file["expansions"].as_array().unwrap().iter().map(row).collect()
}

/// The degree of the first term left out that is not 0 but for rounding.
fn next_term(expr: &Expr, p: f64, order: usize) -> Option<usize> {
    let c = taylor(expr, &[p], 12);
    (order + 1..=12).find(|&k| c[k].abs() > 1e-12)
}

#[test]
fn s7_9_a_model_of_order_n_has_an_error_of_order_n_plus_one() {
    let mut fitted = 0;
    for (expr, p) in reference() {
        for order in 0..=6 {
            let found = taylor_errors(&expr, [p, 0.0], [1.0, 0.0], order);
            let want = next_term(&expr, p, order);
            match (found.slope, want) {
                (Some(slope), Some(want)) => {
                    let want = f64::from(u32::try_from(want).unwrap());
                    assert!(
                        (slope - want).abs() <= 0.05,
                        "{expr} about {p}, order {order}: {slope}, not {want}"
                    );
                    fitted += 1;
                }
                (None, None) => {}
                (got, want) => panic!("{expr} about {p}, order {order}: {got:?}, not {want:?}"),
            }
        }
    }
    assert!(fitted > 200, "{fitted}");
}

#[test]
fn in_any_direction_and_however_long() {
    let expr = Expr::parse("exp(x)*sin(y)+x*y^3").unwrap();
    for degrees in (0..360).step_by(15) {
        let angle = f64::from(degrees).to_radians();
        for length in [1e-200, 1.0, 1e200] {
            let direction = [length * angle.cos(), length * angle.sin()];
            for order in 0..=5 {
                let found = taylor_errors(&expr, [0.4, 0.7], direction, order);
                let want = f64::from(u32::try_from(order).unwrap() + 1);
                let slope = found.slope.unwrap();
                // Near a direction in which the next coefficient vanishes the one after it takes over.
                let c = taylor(&expr, &[0.4, 0.7], order + 1);
                let [dx, dy] = [angle.cos(), angle.sin()];
                let leading: f64 = (0..=order + 1)
                    .map(|j| {
                        let [i, j] = [order + 1 - j, j].map(|power| i32::try_from(power).unwrap());
                        c[c.len() - 1 - (order + 1) + usize::try_from(j).unwrap()] * dx.powi(i) * dy.powi(j)
                    })
                    .sum();
                if leading.abs() > 1e-3 {
                    assert!((slope - want).abs() <= 0.05, "{degrees} degrees, order {order}: {slope}");
                }
            }
        }
    }
}

#[test]
fn errors_are_those_of_the_model() {
    let expr = Expr::parse("exp(x)*cos(y)").unwrap();
    let at = [0.25, 0.5];
    let found = taylor_errors(&expr, at, [0.0, -2.0], 2);
    let model = TaylorModel::of(&expr, at, 2);
    assert_eq!((found.steps.len(), found.errors.len()), (41, 41));
    assert_eq!(found.steps[0], 1.0);
    assert!(found.steps.windows(2).all(|pair| pair[1] < pair[0]));
    for (&step, &error) in found.steps.iter().zip(&found.errors) {
        let off = (expr.read(&[at[0], at[1] - step]) - model.value_at([0.0, -step])).abs();
        assert!((off - error).abs() <= 1e-15, "{step}: {error}, not {off}");
    }
}

#[test]
fn no_slope_where_there_is_no_error_or_no_series() {
    let none = |text: &str, at: [f64; 2], order: usize| {
        taylor_errors(&Expr::parse(text).unwrap(), at, [1.0, 1.0], order).slope
    };
    assert_eq!(none("x^2+10*y^2", [1.0, 1.0], 2), None);
    assert_eq!(none("7", [1.0, 1.0], 0), None);
    assert_eq!(none("sqrt(x)", [0.0, 0.0], 1), None);
    assert_eq!(none("ln(x)", [-1.0, 0.0], 1), None);
    assert_eq!(none("1/x", [0.0, 0.0], 3), None);
    assert_eq!(taylor_errors(&Expr::parse("x^3").unwrap(), [0.0; 2], [0.0; 2], 1).slope, None);
    assert_eq!(taylor_errors(&Expr::parse("x^3").unwrap(), [f64::NAN; 2], [1.0; 2], 1).slope, None);
}

#[test]
fn the_order_is_cut_to_the_highest() {
    let model = TaylorModel::of(&Expr::parse("exp(x-y)").unwrap(), [0.0; 2], 1000);
    assert_eq!(model.order(), 64);
    assert!((model.value_at([1.0, -1.0]) - 2f64.exp()).abs() < 1e-14);
}

#[test]
fn s10_22_the_quadratic_model_is_the_polynomial_of_second_order() {
    let expr = Expr::parse("exp(x)*sin(y)+x*y^3").unwrap();
    let at = [0.4, 0.7];
    let (quadratic, second) = (QuadraticModel::of(&expr, at), TaylorModel::of(&expr, at, 2));
    let plane = TaylorModel::of(&expr, at, 1);
    for by in [[0.0, 0.0], [0.1, -0.2], [3.0, 2.0], [-1.0, 0.5]] {
        assert!((quadratic.value_at(by) - second.value_at(by)).abs() < 1e-13);
        assert!((quadratic.plane_at(by) - plane.value_at(by)).abs() < 1e-13);
    }
}

#[test]
fn a_function_of_one_variable_is_measured_along_it() {
    let curve = Expr::parse_of("a*exp(x)", &["x"]).unwrap();
    for side in [1.0, -1.0] {
        let errors = taylor_errors(&curve, [0.0, 0.0], [side, 0.0], 2);
        assert!((errors.slope.unwrap() - 3.0).abs() < 0.01, "{errors:?}");
    }
}
