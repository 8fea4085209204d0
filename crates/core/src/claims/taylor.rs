//! Chapter 7: each order buys one power of the error.

use super::Row;
use super::evidence::{
    Evidence, alike, apart, at_least, at_most, count, dot, exact, formula, largest, near, power, quotient,
};
use crate::{
    Expr, Number, QuadraticModel, SymmetricEigen2, TaylorModel, gradient, hessian, slopes, taylor,
    taylor_errors,
};

pub(super) const ROWS: &[Row] = &[
    ("S7.1", "A tangent is good close by and parts from the curve further out.", tangent),
    ("S7.2", "The k-th coefficient of the series is the k-th derivative over k factorial.", coefficients),
    ("S7.3", "About 0 the series is Maclaurin's: there, and only there, the step is x itself.", maclaurin),
    ("S7.4", "Written in x - p or in the step δ it is the same polynomial.", two_notations),
    ("S7.5", "A level line, order 0, is poor: its error goes with the step itself.", order_0),
    ("S7.6", "The tangent, order 1, has an error that goes with the square of the step.", order_1),
    (
        "S7.7",
        "The parabola, order 2, bends as the curve does, up or down, and its error goes with the cube of the step.",
        order_2,
    ),
    (
        "S7.8",
        "Each term more is a stronger lens: order 3 buys a fourth power, and ten times nearer the tangent's gap is a hundred times smaller.",
        order_3,
    ),
    (
        "S7.9",
        "An n-th-order expansion has an error of order n + 1: first-order speaks of what is kept, O(δ²) of what is missed.",
        measured_orders,
    ),
    (
        "S7.10",
        "In two variables there are a value, two first-order terms and three of second order.",
        two_variables,
    ),
    ("S7.11", "The first-order part is the inner product of gradient and step.", first_order_part),
    (
        "S7.12",
        "f_xx says how the slope in x changes along x, f_yy the same for y, and the mixed one how either slope changes along the other way.",
        second_derivatives,
    ),
    (
        "S7.13",
        "The mixed term counts twice, as in the square of a sum; leave the 2 out and one power of the error is lost.",
        the_two,
    ),
    (
        "S7.14",
        "In vectors: the slope is in the gradient, the bend in the Hessian, and the sum is the same.",
        vector_form,
    ),
    (
        "S7.15",
        "Being smooth is not enough for the whole series: that of e^(-1/x²) about 0 is 0, and the function is not.",
        smooth_is_not_enough,
    ),
];

/// e^x and its Taylor polynomial about 0 of this order, at a step: the difference.
fn gap(order: usize, step: f64) -> f64 {
    let series = taylor(&formula("exp(x)"), &[0.0], order);
    let polynomial = series.iter().rev().fold(0.0, |sum, c| sum * step + c);
    Number::exp(&step) - polynomial
}

fn tangent() -> Vec<Evidence> {
    let written_out = |step: f64| Number::exp(&step) - (1.0 + step);
    vec![
        near("gap between e^x and its tangent at 0, a step of 0.1 away", gap(1, 0.1), 0.005_170_9, 5e-8),
        near("a step of 1 away", gap(1, 1.0), 0.718_28, 5e-6),
        near("the same with the tangent 1 + δ written out", written_out(1.0), gap(1, 1.0), 1e-15),
    ]
}

/// The derivatives of a function of x at a point, from the formulas of the derivatives.
fn derivatives(text: &str, at: f64, most: usize) -> Vec<f64> {
    let mut next: Expr = formula(text);
    let mut found = Vec::new();
    for _ in 0..=most {
        found.push(next.read(&[at, 0.0]));
        next = next.derivative(0);
    }
    found
}

fn over_factorials(derivatives: &[f64]) -> Vec<f64> {
    let mut factorial = 1.0;
    let over = |(k, derivative): (usize, &f64)| {
        factorial *= (k as f64).max(1.0);
        derivative / factorial
    };
    derivatives.iter().enumerate().map(over).collect()
}

fn coefficients() -> Vec<Evidence> {
    let series = |text: &str| taylor(&formula(text), &[0.0], 3);
    vec![
        near(
            "e^x about 0, against 1, 1, 1/2, 1/6",
            apart(&series("exp(x)"), &[1.0, 1.0, 0.5, 1.0 / 6.0]),
            0.0,
            1e-16,
        ),
        near(
            "sin x about 0, against 0, 1, 0, -1/6",
            apart(&series("sin(x)"), &[0.0, 1.0, 0.0, -1.0 / 6.0]),
            0.0,
            1e-16,
        ),
        near(
            "x² e^x sin x about 0.6, against derivative after derivative over k factorial",
            apart(
                &taylor(&formula("x^2*exp(x)*sin(x)"), &[0.6], 5),
                &over_factorials(&derivatives("x^2*exp(x)*sin(x)", 0.6, 5)),
            ),
            0.0,
            1e-13,
        ),
    ]
}

fn maclaurin() -> Vec<Evidence> {
    let f = formula("exp(x)");
    let in_powers_of_x = |p: f64| taylor(&f, &[p], 6).iter().rev().fold(0.0, |sum, c| sum * 0.3 + c);
    let about = |p: f64| TaylorModel::of(&f, [p, 0.0], 6).value_at([0.3 - p, 0.0]);
    vec![
        near("about 0: powers of x = 0.3 against powers of the step", in_powers_of_x(0.0), about(0.0), 1e-15),
        near("against e^0.3", about(0.0), Number::exp(&0.3), 1e-7),
        near("about 0.5, powers of the step, against e^0.3", about(0.5), Number::exp(&0.3), 1e-7),
        at_least(
            "how far powers of x are from that about 0.5",
            (in_powers_of_x(0.5) - about(0.5)).abs(),
            0.1,
        ),
        at_least("about 0.01", (in_powers_of_x(0.01) - about(0.01)).abs(), 0.01),
    ]
}

fn two_notations() -> Vec<Evidence> {
    let (text, p) = ("sin(x)+x^3", 0.8);
    let values = derivatives(text, p, 3);
    let model = TaylorModel::of(&formula(text), [p, 0.0], 3);
    [0.9, 1.3, -0.5]
        .into_iter()
        .map(|x| {
            let away = x - p;
            let written = values[0]
                + values[1] * away
                + values[2] * away * away / 2.0
                + values[3] * away * away * away / 6.0;
            near(
                format!("x = {x}: derivatives with 1/2 and 1/6, against coefficients of δ"),
                written,
                model.value_at([away, 0.0]),
                1e-14,
            )
        })
        .collect()
}

/// The power that the error of e^x goes with, between steps of 0.1 and 0.01 and by a fit to many steps, and what came of
/// it before.
fn order(order: usize, known: f64) -> Vec<Evidence> {
    let fitted = taylor_errors(&formula("exp(x)"), [0.0, 0.0], [1.0, 0.0], order).slope;
    vec![
        near(
            "slope of the error between steps of 0.1 and 0.01",
            power(gap(order, 0.1), gap(order, 0.01)),
            known,
            0.005,
        ),
        near("slope fitted to the shortest steps", fitted.unwrap_or(f64::NAN), order as f64 + 1.0, 0.05),
    ]
}

fn order_0() -> Vec<Evidence> {
    let mut evidence = order(0, 1.02);
    evidence.push(near(
        "error over the step, close by: the slope that is left out",
        gap(0, 1e-6) / 1e-6,
        1.0,
        1e-6,
    ));
    evidence
}

fn order_1() -> Vec<Evidence> {
    let mut evidence = order(1, 2.01);
    evidence.push(near(
        "error over the square of the step, close by: half the bend",
        gap(1, 1e-4) / 1e-8,
        0.5,
        1e-4,
    ));
    evidence
}

fn order_2() -> Vec<Evidence> {
    let mut evidence = order(2, 3.01);
    for (text, at) in [("exp(x)", 0.3), ("sin(x)", 1.0), ("x^3", -0.5)] {
        let bend = derivatives(text, at, 2)[2];
        let f = formula(text);
        let (height, slope) = slopes(&f, &[at, 0.0]);
        let above = f.read(&[at + 0.01, 0.0]) - (height + 0.01 * slope[0]);
        evidence.push(exact(
            format!(
                "{text} at {at}: the side of the tangent on which the curve lies, against the sign of f''"
            ),
            Number::signum(&above),
            Number::signum(&bend),
        ));
    }
    evidence
}

fn order_3() -> Vec<Evidence> {
    let mut evidence = order(3, 4.01);
    evidence.push(near(
        "how many times smaller the tangent's gap is ten times nearer",
        gap(1, 1e-2) / gap(1, 1e-3),
        100.0,
        0.5,
    ));
    let gaps: Vec<f64> = (0..5).map(|order| gap(order, 0.1)).collect();
    let smaller = gaps.windows(2).filter(|pair| pair[1].abs() < pair[0].abs() / 10.0).count();
    evidence.push(count("terms that make the gap at 0.1 ten times smaller or more, of 4", smaller, 4));
    evidence
}

fn measured_orders() -> Vec<Evidence> {
    let mut evidence = Vec::new();
    for (text, at) in [("exp(x)*cos(y)", [0.3, -0.2]), ("ln(2+x+y^2)", [0.4, 0.5])] {
        for order in 0..=3 {
            let slope = taylor_errors(&formula(text), at, [3.0, 4.0], order).slope.unwrap_or(f64::NAN);
            evidence.push(near(
                format!("{text}: fitted slope of the error of order {order}"),
                slope,
                order as f64 + 1.0,
                0.05,
            ));
        }
    }
    evidence
}

/// x²y at (1, 2) and the step (0.1, 0.2) of several rows.
fn example() -> (Expr, [f64; 2], [f64; 2]) {
    (formula("x^2*y"), [1.0, 2.0], [0.1, 0.2])
}

fn two_variables() -> Vec<Evidence> {
    let (f, at, step) = example();
    let mut evidence = Vec::new();
    for (order, want) in [(0, 2.0), (1, 2.6), (2, 2.66), (3, 2.662)] {
        evidence.push(near(
            format!("the sum up to order {order}"),
            TaylorModel::of(&f, at, order).value_at(step),
            want,
            1e-14,
        ));
    }
    let truth = f.read(&[1.1, 2.2]);
    let second = TaylorModel::of(&f, at, 2);
    evidence.push(near("x²y at (1.1, 2.2)", truth, 2.662, 1e-14));
    evidence.push(near(
        "what order 2 misses, against δx²·δy",
        truth - second.value_at(step),
        step[0] * step[0] * step[1],
        1e-15,
    ));
    evidence.push(count("coefficients up to order 2", second.coefficients().len(), 1 + 2 + 3));
    evidence
}

fn first_order_part() -> Vec<Evidence> {
    let mut evidence = Vec::new();
    for (text, at) in [("x^2*y", [1.0, 2.0]), ("sin(x*y)+exp(y)", [0.4, -0.7])] {
        let f = formula(text);
        let step = [0.1, 0.2];
        let [level, plane] = [0, 1].map(|order| TaylorModel::of(&f, at, order).value_at(step));
        let inner = dot(&gradient(&f, at), &step);
        evidence.push(near(
            format!("{text}: first-order terms against gradient times step"),
            plane - level,
            inner,
            1e-12,
        ));
    }
    evidence
}

fn second_derivatives() -> Vec<Evidence> {
    let (f, at, _) = example();
    let bends = hessian(&f, at);
    let rows = f.hessian();
    let mut evidence = vec![
        alike("f_xx of x²y", &rows[0][0].to_string(), "2*y"),
        alike("f_xy", &rows[0][1].to_string(), "2*x"),
        alike("f_yy", &rows[1][1].to_string(), "0"),
    ];
    // How each slope, by its formula, changes along each way: for the mixed one in both orders.
    let along = |first: usize, second: usize| slopes(&f.derivative(first), &at).1[second];
    for (name, got, want, known) in [
        ("slope in x along x, against f_xx", along(0, 0), bends[0], 4.0),
        ("slope in x along y, against f_xy", along(0, 1), bends[1], 2.0),
        ("slope in y along x, against f_xy", along(1, 0), bends[1], 2.0),
        ("slope in y along y, against f_yy", along(1, 1), bends[2], 0.0),
    ] {
        evidence.push(exact(format!("at (1, 2) the {name}"), got, want));
        evidence.push(exact(format!("at (1, 2) the {name}, and its known value"), want, known));
    }
    evidence
}

fn the_two() -> Vec<Evidence> {
    let f = formula("exp(x)*sin(y)");
    let at = [0.2, 0.5];
    let [fxx, fxy, fyy] = hessian(&f, at);
    let [fx, fy] = gradient(&f, at);
    let missed = |h: f64, twice: f64| {
        let (dx, dy) = (0.6 * h, 0.8 * h);
        let second = (fxx * dx * dx + twice * fxy * dx * dy + fyy * dy * dy) / 2.0;
        f.read(&[at[0] + dx, at[1] + dy]) - (f.read(&at) + fx * dx + fy * dy + second)
    };
    let slope = |twice: f64| power(missed(0.01, twice), missed(0.001, twice));
    let (dx, dy) = (3.0, 5.0);
    vec![
        near("slope of the error with the mixed term twice", slope(2.0), 3.0, 0.05),
        near("with the mixed term once", slope(1.0), 2.0, 0.05),
        exact(
            "square of 3 + 5, against its four tiles",
            (dx + dy) * (dx + dy),
            dx * dx + dx * dy + dy * dx + dy * dy,
        ),
        near(
            "coefficient of δx δy in the series, against twice f_xy over 2",
            taylor(&f, &at, 2)[4],
            2.0 * fxy / 2.0,
            1e-15,
        ),
        // The mixed derivative, measured by the corners of a small square.
        near(
            "f_xy, against a difference of differences",
            quotient(|dy| quotient(|dx| f.read(&[at[0] + dx, at[1] + dy]), 0.0, 1e-3), 0.0, 1e-3),
            fxy,
            1e-5,
        ),
    ]
}

fn vector_form() -> Vec<Evidence> {
    let (f, at, step) = example();
    let model = QuadraticModel::of(&f, at);
    let [fxx, fxy, fyy] = model.hessian;
    let bend = dot(&step, &[fxx * step[0] + fxy * step[1], fxy * step[0] + fyy * step[1]]);
    let written = model.value + dot(&model.gradient, &step) + bend / 2.0;
    let [low, high] = SymmetricEigen2::new(fxx, fxy, fyy).eigenvalues;
    vec![
        near("f + ∇fᵀδ + ½δᵀHδ at (1, 2) for δ = (0.1, 0.2)", written, 2.66, 1e-15),
        near("against the series term by term", written, TaylorModel::of(&f, at, 2).value_at(step), 1e-15),
        near("the Hessian against [[4, 2], [2, 0]]", apart(&[fxx, fxy, fyy], &[4.0, 2.0, 0.0]), 0.0, 0.0),
        near("its smaller eigenvalue, against 2 - 2√2", low, 2.0 - 2.0 * 2.0f64.sqrt(), 1e-15),
        near("its larger, against 2 + 2√2", high, 2.0 + 2.0 * 2.0f64.sqrt(), 1e-15),
        near("the same against its known decimals", high, 4.828_43, 5e-6),
        near("their product, against the determinant", low * high, -4.0, 1e-14),
    ]
}

fn smooth_is_not_enough() -> Vec<Evidence> {
    let f = formula("exp(-1/x^2)");
    let mut evidence = Vec::new();
    for order in [0, 1, 2, 4, 8] {
        // It vanishes faster than any power, so every coefficient about 0 is 0.
        let share = f.read(&[0.04, 0.0]) / Number::powi(&0.04, order);
        evidence.push(at_most(format!("the function at 0.04 over 0.04 to the power {order}"), share, 1e-100));
    }
    let close = taylor(&f, &[0.04], 8);
    let most = largest(close.iter().map(|c| c.abs()));
    evidence.push(at_most("the largest coefficient up to order 8 about 0.04", most, 1e-100));
    let there = f.read(&[0.5, 0.0]);
    evidence.push(near("the function at 0.5, where the series about 0 says 0", there, 0.018_315_6, 5e-8));
    evidence.push(near("against e^-4", there, Number::exp(&-4.0), 1e-17));
    // The series of e^x, for once, does reach it.
    evidence.push(near(
        "the series of e^x about 0 at 0.5, 20 terms, against e^0.5",
        TaylorModel::of(&formula("exp(x)"), [0.0, 0.0], 20).value_at([0.5, 0.0]),
        Number::exp(&0.5),
        1e-15,
    ));
    evidence
}
