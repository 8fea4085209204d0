//! Formulas printed, parsed again and derived: the same function each time.

#![allow(clippy::unwrap_used, reason = "data that is not as described is a failed test")]

use hillside_core::{Binary, Expr, Hyper, Unary};
use proptest::prelude::*;
use serde_json::Value;

/// An operation of two arguments, in brackets.
fn written(op: Binary, a: &str, b: &str) -> String {
    if op.is_function() { format!("({}({a},{b}))", op.name()) } else { format!("(({a}){}({b}))", op.name()) }
}

/// Texts of random formulas, fully bracketed so that they say exactly what was drawn.
fn formula() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => Just("x".to_owned()),
        4 => Just("y".to_owned()),
        1 => Just("pi".to_owned()),
        1 => Just("e".to_owned()),
        3 => (0_u32..12).prop_map(|n| n.to_string()),
        2 => (1_u32..400).prop_map(|n| format!("{}", f64::from(n) / 100.0)),
        1 => any::<f64>().prop_filter("a literal is finite", |x| x.is_finite()).prop_map(|x| format!("{:e}", x.abs())),
    ];
    leaf.prop_recursive(6, 40, 2, |inner| {
        prop_oneof![
            (prop::sample::select(&Unary::ALL[..]), inner.clone())
                .prop_map(|(op, a)| format!("({}({a}))", op.name())),
            (prop::sample::select(&Binary::ALL[..]), inner.clone(), inner)
                .prop_map(|(op, a, b)| written(op, &a, &b)),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printed_formulas_parse_back(text in formula()) {
        let formula = Expr::parse(&text).unwrap();
        let printed = formula.to_string();
        prop_assert!(printed.len() <= text.len(), "{text} printed longer: {printed}");
        prop_assert_eq!(Expr::parse(&printed).unwrap(), formula, "{} printed {}", text, printed);
    }

    #[test]
    fn derivatives_print_and_parse_back(text in formula()) {
        for slope in Expr::parse(&text).unwrap().gradient() {
            let printed = slope.to_string();
            if printed != "…" && let Ok(again) = Expr::parse(&printed) {
                prop_assert_eq!(again, slope, "{} gave {}", text, printed);
            }
        }
    }
}

/// Texts of random formulas with moderate numbers.
fn moderate_formula() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        5 => Just("x".to_owned()),
        5 => Just("y".to_owned()),
        1 => Just("pi".to_owned()),
        1 => Just("e".to_owned()),
        3 => (0_u32..5).prop_map(|n| n.to_string()),
        1 => (1_u32..40).prop_map(|n| format!("{}", f64::from(n) / 10.0)),
    ];
    leaf.prop_recursive(4, 16, 2, |inner| {
        prop_oneof![
            2 => (prop::sample::select(&Unary::ALL[..]), inner.clone())
                .prop_map(|(op, a)| format!("({}({a}))", op.name())),
            3 => (prop::sample::select(&Binary::ALL[..]), inner.clone(), inner.clone())
                .prop_map(|(op, a, b)| written(op, &a, &b)),
            1 => (inner, -3_i32..5).prop_map(|(a, n)| format!("(({a})^({n}))")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    /// The law of every rule and every simplification: the formulas have the derivatives' values.
    #[test]
    fn derivative_formulas_agree_with_hyper_dual_numbers(
        text in moderate_formula(), x in -2.0..2.0, y in 0.1..2.0
    ) {
        let formula = Expr::parse(&text).unwrap();
        let read = |x: f64| {
            let reading = formula.read(&[Hyper::<f64>::variable(x, 0), Hyper::variable(y, 1)]);
            (*reading.value(), [reading.slopes().to_vec(), reading.hessian().to_vec()].concat())
        };
        let (value, want) = read(x);
        let size = want.iter().fold(value.abs(), |size, value| size.max(value.abs()));
        // Where numbers are huge, or are not, there is nothing to compare digits of.
        prop_assume!(size < 1e4 && want.iter().all(|value| value.is_finite()));
        // Nor where the last digit of x decides, as in asin(x/x).
        let steady = (1..9).all(|ulps| {
            let near = read(x * (1.0 + f64::from(ulps) * f64::EPSILON)).1;
            near.iter().zip(&want).all(|(near, want)| (near - want).abs() <= 1e-10 * (1.0 + size))
        });
        prop_assume!(steady);
        let slopes = formula.gradient();
        let bends = [slopes[0].derivative(0), slopes[0].derivative(1), slopes[1].derivative(1)];
        for (got, want) in slopes.iter().chain(&bends).zip(want) {
            let value = got.read(&[x, y]);
            // A formula for reading may overflow on the way to a small value: `exp(u)/exp(u)^2`.
            if !value.is_finite() {
                continue;
            }
            prop_assert!(
                (value - want).abs() <= 1e-9 * (1.0 + size),
                "{} at {}, {}: {} gives {}, not {}", formula, x, y, got, value, want
            );
        }
    }
}

fn surfaces() -> Vec<Value> {
    let data: Value = serde_json::from_str(include_str!("golden/surfaces.json")).unwrap();
    data["surfaces"].as_array().unwrap().clone()
}

#[test]
fn the_published_surfaces_are_printed_as_they_are_written() {
    for surface in surfaces() {
        let text = surface["expr"].as_str().unwrap();
        let formula = Expr::parse(text).unwrap();
        assert_eq!(Expr::parse(&formula.to_string()).unwrap(), formula);
        // The one difference is a bracket more than is needed.
        assert_eq!(formula.to_string(), text.replace("e^(-x)", "e^-x"));
    }
}

#[test]
fn derivative_formulas_have_the_published_values() {
    for surface in surfaces() {
        let formula = Expr::parse(surface["expr"].as_str().unwrap()).unwrap();
        let gradient = formula.gradient();
        let hessian = formula.hessian();
        for point in surface["points"].as_array().unwrap() {
            let at = ["x", "y"].map(|name| point[name].as_f64().unwrap());
            let slopes = [&gradient[0], &gradient[1]].map(|slope| slope.read(&at));
            let bends = [&hessian[0][0], &hessian[0][1], &hessian[1][1]].map(|bend| bend.read(&at));
            let scale = |index: usize| point["scale"][index].as_f64().unwrap();
            let pairs = slopes.iter().enumerate().map(|(i, got)| (got, &point["g"][i], scale(1)));
            let pairs = pairs.chain(bends.iter().enumerate().map(|(i, got)| (got, &point["h"][i], scale(2))));
            for (got, want, scale) in pairs {
                let want = want.as_f64().unwrap();
                let error = (got - want).abs();
                assert!(
                    error <= 1e-9 * want.abs() + 1e-10 * scale,
                    "{} at {at:?}: {got}, not {want}",
                    surface["name"]
                );
            }
        }
    }
}
