//! Taylor series of one variable against the independent reference.

#![allow(clippy::disallowed_methods, reason = "a check is to be computed by other means than what it checks")]
#![allow(clippy::unwrap_used, reason = "data that is not as described is a failed test")]

use hillside_core::{Expr, taylor};
use serde_json::Value;

fn reference() -> Vec<(Expr, f64, Value)> {
    let file: Value = serde_json::from_str(include_str!("golden/taylor.json")).unwrap();
    let expansions = file["expansions"].as_array().unwrap().clone();
    let expansion =
        |row: Value| (Expr::parse(row["expr"].as_str().unwrap()).unwrap(), row["p"].as_f64().unwrap(), row);
    expansions.into_iter().map(expansion).collect()
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

#[test]
fn coefficients_and_derivatives() {
    for (expr, p, row) in reference() {
        let got = taylor(&expr, &[p], 12);
        let want = numbers(&row["c"]);
        let largest = want.iter().fold(1.0f64, |largest, c| largest.max(c.abs()));
        assert_eq!(got.len(), want.len());
        let mut factorial = 1.0;
        for (k, (got, want)) in got.iter().zip(&want).enumerate() {
            factorial *= (k as f64).max(1.0);
            assert!((got - want).abs() <= 1e-10 * largest, "{expr} about {p}: c[{k}] is {got}, not {want}");
            let derivative = row["derivatives"][k].as_f64().unwrap();
            assert!(
                (got * factorial - derivative).abs() <= 1e-10 * largest * factorial,
                "{expr} about {p}: derivative {k} is {}, not {derivative}",
                got * factorial
            );
        }
    }
}

#[test]
fn errors_of_the_polynomials() {
    for (expr, p, row) in reference() {
        let c = taylor(&expr, &[p], 12);
        for step in row["steps"].as_array().unwrap() {
            let (d, truth) = (step["d"].as_f64().unwrap(), step["true"].as_f64().unwrap());
            let mut sum = 0.0;
            for (n, want) in numbers(&step["error"]).into_iter().enumerate() {
                sum += c[n] * d.powi(i32::try_from(n).unwrap());
                let got = truth - sum;
                assert!(
                    (got - want).abs() <= 1e-13 * (1.0 + truth.abs()) + 1e-9 * want.abs(),
                    "{expr} about {p}, step {d}, order {n}: error {got}, not {want}"
                );
            }
        }
    }
}

/// The same function in two variables has the same coefficients along the axis, whatever the order.
#[test]
fn one_variable_within_two() {
    for (expr, p, row) in reference() {
        for order in [0, 1, 5, 20] {
            let (line, plane) = (taylor(&expr, &[p], order), taylor(&expr, &[p, 0.7], order));
            assert_eq!(plane.len(), (order + 1) * (order + 2) / 2);
            let mut start = 0;
            for (k, c) in line.iter().enumerate() {
                assert_eq!(plane[start], *c, "{} about {p}: c[{k}] of order {order}", row["expr"]);
                assert!(
                    plane[start + 1..start + k + 1].iter().all(|&c| c == 0.0),
                    "{} depends on y",
                    row["expr"]
                );
                start += k + 1;
            }
        }
    }
}

#[test]
fn high_orders() {
    let geometric = Expr::parse("1/(1-x*y)").unwrap();
    let c = taylor(&geometric, &[0.0, 0.0], 64);
    for degree in 0..=64 {
        for j in 0..=degree {
            let want = if 2 * j == degree { 1.0 } else { 0.0 };
            assert_eq!(c[degree * (degree + 1) / 2 + j], want, "degree {degree}, j {j}");
        }
    }
    assert_eq!(taylor(&geometric, &[0.0, 0.0], 1000).len(), c.len(), "cut to the highest order");
}

#[test]
fn powers_of_what_is_0() {
    for power in [2, 5, 64, 65, 1_000_000] {
        let c = taylor(&Expr::parse(&format!("x^{power}")).unwrap(), &[0.0], 64);
        for (k, &c) in c.iter().enumerate() {
            assert_eq!(c, if k == power { 1.0 } else { 0.0 }, "x^{power}: c[{k}]");
        }
    }
}

#[test]
fn constants_and_no_variables() {
    let seven = Expr::parse("7").unwrap();
    assert_eq!(taylor(&seven, &[1.0], 3), [7.0, 0.0, 0.0, 0.0]);
    assert_eq!(taylor(&seven, &[1.0, 2.0], 1), [7.0, 0.0, 0.0]);
    assert_eq!(taylor(&seven, &[], 5), [7.0]);
    let three = Expr::parse_with("u*v*w", &["u", "v", "w"]).unwrap();
    assert_eq!(taylor(&three, &[2.0, 3.0, 5.0], 2), [30.0, 15.0, 10.0, 0.0, 5.0, 0.0]);
}
