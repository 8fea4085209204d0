//! Values, gradients, Hessians, spectra and Taylor coefficients against the independent reference.

#![allow(clippy::disallowed_methods, reason = "a check is to be computed by other means than what it checks")]
#![allow(clippy::unwrap_used, reason = "data that is not as described is a failed test")]

use hillside_core::{Curvature, Expr, Hyper, curvature, derivatives, gradient, hessian, taylor};
use serde_json::Value;

fn reference() -> Value {
    serde_json::from_str(include_str!("golden/surfaces.json")).unwrap()
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

#[track_caller]
fn near(surface: &str, at: [f64; 2], what: &str, got: f64, want: f64, scale: f64) {
    assert!(
        (got - want).abs() <= 1e-12 * want.abs() + 1e-13 * scale,
        "{surface} at {at:?}: {what} is {got}, not {want}"
    );
}

/// Every point of every surface.
fn points(mut check: impl FnMut(&str, &Expr, [f64; 2], &Value)) {
    for surface in reference()["surfaces"].as_array().unwrap() {
        let expr = Expr::parse(surface["expr"].as_str().unwrap()).unwrap();
        for point in surface["points"].as_array().unwrap() {
            let at = [point["x"].as_f64().unwrap(), point["y"].as_f64().unwrap()];
            check(surface["name"].as_str().unwrap(), &expr, at, point);
        }
    }
}

#[test]
fn values_gradients_and_hessians() {
    let names = [["f", "", ""], ["fx", "fy", ""], ["fxx", "fxy", "fyy"]];
    points(|surface, expr, at, point| {
        let scale = numbers(&point["scale"]);
        let read = expr.read(&[Hyper::variable(at[0], 0), Hyper::variable(at[1], 1)]);
        for (got, from) in [(*read.value(), "curvature"), (expr.read(&at), "height")] {
            near(surface, at, &format!("f by {from}"), got, point["f"].as_f64().unwrap(), scale[0]);
        }
        for (i, &want) in numbers(&point["g"]).iter().enumerate() {
            near(surface, at, names[1][i], gradient(expr, at)[i], want, scale[1]);
            near(surface, at, names[1][i], read.slopes()[i], want, scale[1]);
        }
        for (i, &want) in numbers(&point["h"]).iter().enumerate() {
            near(surface, at, names[2][i], hessian(expr, at)[i], want, scale[2]);
        }
    });
}

#[test]
fn derivatives_of_many_points_are_those_of_each() {
    for surface in reference()["surfaces"].as_array().unwrap() {
        let expr = Expr::parse(surface["expr"].as_str().unwrap()).unwrap();
        let points = surface["points"].as_array().unwrap();
        let [xs, ys] =
            ["x", "y"].map(|key| points.iter().map(|p| p[key].as_f64().unwrap()).collect::<Vec<_>>());
        let all = derivatives(&expr, &xs, &ys);
        assert_eq!(all.len(), 5 * points.len());
        for (got, (&x, &y)) in all.chunks(5).zip(xs.iter().zip(&ys)) {
            let ([fx, fy], [fxx, fxy, fyy]) = (gradient(&expr, [x, y]), hessian(&expr, [x, y]));
            assert_eq!(got, [fx, fy, fxx, fxy, fyy], "{} at {x}, {y}", surface["name"]);
        }
    }
}

#[test]
fn spectra() {
    points(|surface, expr, at, point| {
        let scale = point["scale"][2].as_f64().unwrap();
        let Curvature { eigenvalues, eigenvectors, spectral_radius, safe_step, .. } = curvature(expr, at);
        for (got, want) in eigenvalues.into_iter().zip(numbers(&point["eig"])) {
            near(surface, at, "eigenvalue", got, want, scale);
        }
        near(surface, at, "spectral radius", spectral_radius, point["rho"].as_f64().unwrap(), scale);
        assert_eq!(safe_step, 1.0 / spectral_radius);
        let Some(vectors) = point["vec"].as_array() else { return };
        for (got, want) in eigenvectors.into_iter().zip(vectors) {
            let want = numbers(want);
            let apart = |sign: f64| (got[0] - sign * want[0]).abs().max((got[1] - sign * want[1]).abs());
            assert!(apart(1.0).min(apart(-1.0)) <= 1e-6, "{surface} at {at:?}: axis {got:?}, not {want:?}");
        }
    });
}

#[test]
fn taylor_polynomials() {
    for surface in reference()["surfaces"].as_array().unwrap() {
        let name = surface["name"].as_str().unwrap();
        let expr = Expr::parse(surface["expr"].as_str().unwrap()).unwrap();
        for expansion in surface["taylor"].as_array().unwrap() {
            let at = [expansion["x"].as_f64().unwrap(), expansion["y"].as_f64().unwrap()];
            let scale = expansion["scale"].as_f64().unwrap();
            let got = taylor(&expr, &at, 4);
            let rows = expansion["c"].as_array().unwrap();
            assert_eq!(got.len(), rows.len());
            for (row, &got) in rows.iter().zip(&got) {
                near(name, at, &format!("coefficient {row}"), got, row[2].as_f64().unwrap(), scale);
            }
            for step in expansion["along_0.6_0.8"].as_array().unwrap() {
                let d = step["d"].as_f64().unwrap();
                let mut sum = 0.0;
                let mut rest = got.iter();
                for (order, want) in numbers(&step["partial"]).into_iter().enumerate() {
                    let degree = i32::try_from(order).unwrap();
                    for (j, coefficient) in (0..=degree).zip(rest.by_ref()) {
                        sum += coefficient * (0.6 * d).powi(degree - j) * (0.8 * d).powi(j);
                    }
                    near(name, at, &format!("order {order} at distance {d}"), sum, want, scale);
                }
            }
        }
    }
}

#[test]
fn no_gradient_where_there_is_none() {
    for surface in reference()["surfaces"].as_array().unwrap() {
        let expr = Expr::parse(surface["expr"].as_str().unwrap()).unwrap();
        for point in surface["nonsmooth"].as_array().unwrap() {
            let at = [point["x"].as_f64().unwrap(), point["y"].as_f64().unwrap()];
            near(
                surface["name"].as_str().unwrap(),
                at,
                "f",
                expr.read(&at),
                point["f"].as_f64().unwrap(),
                1.0,
            );
            assert!(gradient(&expr, at).iter().all(|slope| slope.is_nan()), "{} at {at:?}", surface["name"]);
            assert_eq!(curvature(&expr, at).critical, None);
        }
    }
}
