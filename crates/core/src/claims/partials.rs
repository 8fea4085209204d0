//! Chapter 3: one slope at a time, the rest frozen.

use super::Row;
use super::evidence::{Evidence, alike, count, exact, formula, near, quotient};
use crate::{Activation, Expr, Matrix, Network, Number, Rule, gradient, slopes, taylor};

pub(super) const ROWS: &[Row] = &[
    ("S3.1", "With one knob and one dial the slope says how the dial answers the knob.", one_knob),
    (
        "S3.2",
        "An area of two sides has two slopes: along each side the length of the other.",
        area_of_two_sides,
    ),
    (
        "S3.3",
        "Freeze all letters but one, and the partial derivative is the plain slope of the slice that is left.",
        frozen,
    ),
    (
        "S3.4",
        "Of x²y the partial derivatives are 2xy, with y taken for a number, and x², with x taken for one.",
        x_squared_y,
    ),
    (
        "S3.5",
        "Partial derivatives need no new rule: of x²y the power rule and a constant factor are all.",
        no_new_rules,
    ),
    (
        "S3.6",
        "A partial derivative is how the loudness answers one knob while the other is held, up to the size of the turn.",
        two_knobs,
    ),
    (
        "S3.7",
        "Networks have many knobs: a 9-4-1 network has 45, one layer from 128 units to 64 has 8256.",
        many_knobs,
    ),
];

fn one_knob() -> Vec<Evidence> {
    let square = formula("x^2");
    let (value, slope) = slopes(&square, &[3.0, 0.0]);
    let sine = slopes(&formula("sin(x)"), &[0.0, 0.0]).1[0];
    vec![
        exact("x² at 3", value, 9.0),
        exact("its slope there", slope[0], 6.0),
        near(
            "the same measured by a small step",
            quotient(|x| square.read(&[x, 0.0]), 3.0, 1e-3),
            slope[0],
            1e-9,
        ),
        exact("slope of sin x at 0", sine, 1.0),
        near("the same measured by a small step", quotient(|x| Number::sin(&x), 0.0, 1e-4), sine, 1e-8),
    ]
}

fn area_of_two_sides() -> Vec<Evidence> {
    let area = Expr::parse_letters("l*w", &[]).expect("a product of two letters can be read");
    let (_, slope) = slopes(&area, &[5.0, 3.0]);
    let grown = |l: f64, w: f64| area.read(&[5.0 + l, 3.0 + w]) - area.read(&[5.0, 3.0]);
    vec![
        exact("slope of the area 5·3 along the side of 5", slope[0], 3.0),
        exact("along the side of 3", slope[1], 5.0),
        exact("what 1 more of the first side adds", grown(1.0, 0.0), slope[0]),
        exact("what 1 more of the second side adds", grown(0.0, 1.0), slope[1]),
    ]
}

fn frozen() -> Vec<Evidence> {
    let mut evidence = Vec::new();
    for (text, in_x, in_y) in [
        ("sin(x*y)+x^2*y", "sin(x*1.3)+x^2*1.3", "sin(0.8*x)+0.8^2*x"),
        ("exp(-x^2-y^2)/(1+y^2)", "exp(-x^2-1.3^2)/(1+1.3^2)", "exp(-0.8^2-x^2)/(1+x^2)"),
    ] {
        let [fx, fy] = gradient(&formula(text), [0.8, 1.3]);
        // The slices are functions of one letter, read as series.
        let slice = |text: &str, at: f64| {
            let slice = Expr::parse_with(text, &["x"]).expect("a slice is a formula");
            taylor(&slice, &[at], 1)[1]
        };
        evidence.push(near(
            format!("{text}: partial in x at (0.8, 1.3) against the slice y = 1.3"),
            fx,
            slice(in_x, 0.8),
            1e-12,
        ));
        evidence.push(near(
            format!("{text}: partial in y against the slice x = 0.8"),
            fy,
            slice(in_y, 1.3),
            1e-12,
        ));
    }
    evidence
}

fn x_squared_y() -> Vec<Evidence> {
    let f = formula("x^2*y");
    let mut evidence = vec![
        alike("the partial derivative in x", &f.derivative(0).to_string(), "2*x*y"),
        alike("the partial derivative in y", &f.derivative(1).to_string(), "x^2"),
    ];
    for (at, want) in [([3.0, 2.0], [12.0, 9.0]), ([1.0, 2.0], [4.0, 1.0])] {
        let slope = gradient(&f, at);
        for (name, got, want) in [("x", slope[0], want[0]), ("y", slope[1], want[1])] {
            evidence.push(exact(format!("slope in {name} at ({}, {})", at[0], at[1]), got, want));
        }
    }
    evidence
}

fn no_new_rules() -> Vec<Evidence> {
    let f = formula("x^2*y");
    let rules =
        |variable: usize| f.derivation(variable).map(|derivation| derivation.rules()).unwrap_or_default();
    let (in_x, in_y) = (rules(0), rules(1));
    let used = |rule: Rule| usize::from(in_x.contains(&rule));
    let others =
        in_x.iter().chain(&in_y).filter(|rule| !matches!(rule, Rule::Power | Rule::ConstantFactor)).count();
    let [fx, fy] = gradient(&f, [3.0, 2.0]);
    vec![
        count("uses of the power rule in the derivation of ∂(x²y)/∂x", used(Rule::Power), 1),
        count("uses of a constant factor there", used(Rule::ConstantFactor), 1),
        count("other rules, in x and in y", others, 0),
        exact("what the two rules give in x at (3, 2), against the dual numbers", 2.0 * 3.0 * 2.0, fx),
        exact("what they give in y, against the dual numbers", 3.0 * 3.0, fy),
    ]
}

fn two_knobs() -> Vec<Evidence> {
    let loudness = Expr::parse_letters("v^2*b", &[]).expect("a product of letters can be read");
    let (before, slope) = slopes(&loudness, &[3.0, 2.0]);
    let change = loudness.read(&[3.001, 2.0]) - before;
    vec![
        near("change of v²b at v = 3, b = 2 when v alone is turned by 0.001", change, 0.012_002, 1e-12),
        near("that change over the turn", change / 0.001, 12.002, 1e-9),
        exact("the partial derivative along v", slope[0], 12.0),
        near("what the turn adds to it: b times the turn", change / 0.001 - slope[0], 2.0 * 0.001, 1e-9),
        near(
            "the change when b alone is turned by 0.001, over the turn",
            (loudness.read(&[3.0, 2.001]) - before) / 0.001,
            slope[1],
            1e-9,
        ),
    ]
}

fn many_knobs() -> Vec<Evidence> {
    let network = Network::new(&[9, 4, 1], Activation::Tanh).expect("9-4-1 is a network");
    // One weight a pair of units and one bias a unit, counted by their places.
    let places = (0..).map_while(|index| network.place(index));
    let biases = places.clone().filter(|place| place.from.is_none()).count();
    // A bias is the weight of an input that is always 1.
    let layer = Matrix::from_fn(64, 128 + 1, |_, _| 1.0);
    let wide = Network::new(&[64, 16, 1], Activation::Tanh).expect("64-16-1 is a network");
    vec![
        count("weights and biases of a 9-4-1 network", network.weight_count(), 45),
        count("the same counted one by one", places.count(), 9 * 4 + 4 + 4 + 1),
        count("biases among them", biases, 5),
        count("weights and biases of a layer from 128 to 64", layer.entries().len(), 8256),
        count("the same way of counting for 64-16-1, against the network", wide.weight_count(), 16 * 65 + 17),
    ]
}
