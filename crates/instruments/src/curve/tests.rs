use crate::figure::{Figure, Numbers, OnMap};
use crate::settings::Value;
use crate::sheet::Sheet;
use crate::theme::Theme;

use super::Curve;

fn curve(given: &[(&str, &str)]) -> Curve {
    let mut curve = Curve::default();
    let given: Vec<(String, Value)> =
        given.iter().map(|(name, text)| ((*name).to_owned(), Value::Text((*text).to_owned()))).collect();
    let problems = curve.assign(&given);
    assert!(problems.is_empty(), "{problems:?}");
    curve
}

#[test]
fn the_gap_of_the_tangent_to_the_exponential_is_what_it_leaves_out() {
    for (step, gap) in [("0.1", 0.005_170_918), ("1", 0.718_281_828)] {
        let readout = curve(&[("point", "0"), ("step", step)]).read();
        assert!((readout.gap - gap).abs() < 1e-8, "{readout:?}");
    }
}

#[test]
fn each_order_buys_one_power_of_the_error() {
    for order in 0..7 {
        let readout = curve(&[("point", "0.3"), ("order", &order.to_string())]).read();
        assert!((readout.power.unwrap() - f64::from(order + 1)).abs() < 0.05, "{readout:?}");
        assert!(readout.sentence.contains("one above the order"), "{}", readout.sentence);
    }
    let sine = curve(&[("formula", "sin(x)"), ("point", "0"), ("order", "3")]).read();
    assert_eq!(sine.coefficients, [0.0, 1.0, 0.0, -1.0 / 6.0]);
    assert!((sine.power.unwrap() - 5.0).abs() < 0.05 && sine.sentence.contains("the next term is 0"));
}

#[test]
fn a_hand_leads_point_and_step_along_the_curve() {
    let mut curve = curve(&[("formula", "a*x^2"), ("parameters", "a=2"), ("point", "1"), ("step", "1")]);
    curve.fit(600.0, 400.0);
    for (which, x, y) in [(0, 1.0, 2.0), (1, 2.0, 8.0)] {
        curve.select(which);
        let [px, py] = curve.frame().to_pixel([x, y]);
        assert_eq!(curve.handle(), [px, py]);
        assert!(curve.grabs([px + 10.0, py]) && !curve.grabs([px + 30.0, py]));
    }
    let [x, y] = curve.handle();
    curve.place([x + 50.0, y - 300.0]);
    assert!(curve.settings.step > 1.0 && curve.settings.point == 1.0);
    curve.nudge(-1.0, 0.0, true, false);
    curve.select(0);
    curve.nudge(1.0, 0.0, false, false);
    assert!(curve.settings.point > 1.0 && curve.settings.step.to_string().len() < 8);
}

#[test]
fn nonsense_is_refused_in_words_and_nothing_is_lost() {
    let mut curve = curve(&[("formula", "x^3"), ("point", "2")]);
    for (name, text) in [
        ("formula", "x^"),
        ("formula", ""),
        ("formula", "1/2x"),
        ("point", "1/0"),
        ("step", "1e308"),
        ("order", "99"),
        ("order", "1.5"),
        ("view", "1,0,0,1"),
        ("color", "red"),
    ] {
        let problems = curve.assign(&[(name.to_owned(), Value::Text(text.to_owned()))]);
        assert!(
            problems.len() == 1 && problems[0].message.ends_with(['.', '?']),
            "{name}={text}: {problems:?}"
        );
    }
    assert_eq!((curve.read().actual, curve.settings.formula.text()), (42.875, "x^3"));
}

#[test]
fn every_function_is_drawn_or_said_to_have_nothing() {
    let odd = [
        "1/x",
        "ln(x)",
        "sqrt(-1-x^2)",
        "tan(x)",
        "abs(x)",
        "step(x)",
        "5",
        "exp(exp(exp(x)))",
        "1e300*x^9",
        "e^(-1/x^2)",
        "0/0",
    ];
    for formula in odd {
        for (point, step) in [("0", "0"), ("-3", "1e12"), ("1", "-1"), ("1e-12", "1e-12")] {
            for order in ["0", "1", "20"] {
                let mut curve =
                    curve(&[("formula", formula), ("point", point), ("step", step), ("order", order)]);
                for layer in ["curve", "error"] {
                    let mut sheet = Sheet::new(320.0, 240.0);
                    assert!(curve.draw(layer, Numbers(&[]), &mut sheet, &Theme::LIGHT));
                    let printed = sheet.to_string();
                    assert!(
                        printed.contains("text") && !printed.contains("NaN"),
                        "{formula} {layer}: {printed}"
                    );
                }
                assert!(!curve.read().sentence.contains("NaN"), "{}", curve.read().sentence);
            }
        }
    }
}

#[test]
fn nothing_is_drawn_along_the_edge_where_the_polynomial_leaves() {
    let mut curve = curve(&[("formula", "sin(x)"), ("point", "0"), ("step", "2"), ("order", "3")]);
    curve.fit(600.0, 400.0);
    let mut sheet = Sheet::new(600.0, 400.0);
    curve.draw("curve", Numbers(&[]), &mut sheet, &Theme::LIGHT);
    let frame = curve.frame();
    let model = format!("line {}", Theme::LIGHT.model);
    let printed = sheet.to_string();
    let line = printed.lines().find(|line| line.starts_with(&model)).expect("the polynomial is drawn");
    let x = |at: Option<&str>| at.and_then(|at| at.split(',').next()?.parse::<f64>().ok()).unwrap();
    let ends =
        [x(line.split(' ').nth(4)), x(line.split(' ').rev().find(|at| at.contains('.') && at.contains(',')))];
    assert!(ends[0] > frame.left + 20.0 && ends[1] < frame.left + frame.width - 20.0, "{line} in {frame:?}");
}
