//! Chapter 5: the matrix of all partial derivatives.

use super::Row;
use super::evidence::{
    Evidence, apart, chance, count, dot, exact, function, graph, length, letter, near, quotient,
};
use crate::{Expr, Matrix, Number, VectorFunction, slopes, taylor};

pub(super) const ROWS: &[Row] = &[
    ("S5.1", "A layer that takes 128 numbers and gives 64 has 64·128 = 8192 slopes.", layer),
    (
        "S5.2",
        "With one variable, the value there plus the slope times the step is close to the value after the step.",
        one_variable,
    ),
    (
        "S5.3",
        "What stands in place of the slope must take what the inputs are and give what the outputs are, so its shape is outputs by inputs and no other.",
        slot,
    ),
    (
        "S5.4",
        "With that matrix as slope, a small square goes over into nearly a parallelogram.",
        parallelogram,
    ),
    (
        "S5.5",
        "Each entry of the matrix is one partial derivative: that of one output along one input.",
        entries,
    ),
    ("S5.6", "A row holds how one output answers all inputs: it is the gradient of that output.", rows),
    ("S5.7", "A column holds how all outputs answer one input that is poked.", columns),
    (
        "S5.8",
        "A row times a step is the sum over the paths, so the Jacobian keeps the books, and of a chain the Jacobians multiply.",
        bookkeeping,
    ),
];

/// A map from two numbers to three.
fn sample() -> VectorFunction {
    function(&["x^2*y", "sin(x*y)", "exp(x-y)"], &["x", "y"])
}

const AT: [f64; 2] = [0.7, -0.4];

fn jacobian(function: &VectorFunction, at: &[f64]) -> Matrix {
    function.jacobian(at).unwrap_or_else(|_| Matrix::from_fn(0, 0, |_, _| 0.0))
}

fn value(function: &VectorFunction, at: &[f64]) -> Vec<f64> {
    function.value(at).unwrap_or_default()
}

fn layer() -> Vec<Evidence> {
    let (outputs, inputs) = (64, 128);
    let names: Vec<String> = (0..inputs).map(|j| format!("u_{j}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    // Three inputs a unit are enough to tell them apart.
    let weights = chance(5, outputs * 3);
    let from = |i: usize, k: usize| (i + 41 * k) % inputs;
    let units: Vec<String> = (0..outputs)
        .map(|i| {
            let terms = (0..3).map(|k| format!("({})*{}", weights[3 * i + k], names[from(i, k)]));
            format!("tanh({})", terms.collect::<Vec<_>>().join("+"))
        })
        .collect();
    let units: Vec<&str> = units.iter().map(String::as_str).collect();
    let layer = function(&units, &names);
    let at = chance(6, inputs);
    let jacobian = jacobian(&layer, &at);
    let [rows, columns] = jacobian.shape();
    let sum: f64 = (0..3).map(|k| weights[3 * 5 + k] * at[from(5, k)]).sum();
    let tanh = Number::tanh(&sum);
    vec![
        count("rows, one an output", rows, 64),
        count("columns, one an input", columns, 128),
        count("entries", jacobian.entries().len(), 8192),
        near(
            "an entry against weight times 1 - tanh²",
            jacobian.entry(5, from(5, 1)),
            weights[16] * (1.0 - tanh * tanh),
            1e-15,
        ),
        count("numbers it makes of a step of 128", jacobian.apply(&at).map_or(0, |given| given.len()), 64),
    ]
}

fn one_variable() -> Vec<Evidence> {
    let sine = function(&["sin(x)"], &["x"]);
    let linear = sine.linear(&[0.0], &[0.1]).map_or(f64::NAN, |given| given[0]);
    let truth = value(&sine, &[0.1])[0];
    vec![
        near("sin at 0 plus its slope times 0.1", linear, 0.1, 0.0),
        near("sin 0.1", truth, 0.099_833_4, 5e-8),
        near("what is missed, against the next term 0.1³/6", linear - truth, 0.001 / 6.0, 1e-7),
    ]
}

fn slot() -> Vec<Evidence> {
    let map = function(&["u*v*w", "u^2+v^2-w"], &["u", "v", "w"]);
    let (at, step) = ([1.0, 2.0, 3.0], [0.1, 0.0, -0.1]);
    let outputs = value(&map, &at);
    let (mut fitting, mut working, mut reasons) = (0, 0, 0);
    for rows in 1..=4 {
        for columns in 1..=4 {
            let matrix = Matrix::from_fn(rows, columns, |_, _| 1.0);
            match map.fits(&matrix) {
                Ok(()) => fitting += 1,
                Err(reason) => reasons += usize::from(reason.to_string().contains("the function has")),
            }
            // It takes the step and gives what can be added to the outputs.
            working += usize::from(matrix.apply(&step).is_ok_and(|given| given.len() == outputs.len()));
        }
    }
    vec![
        count("of the shapes from 1×1 to 4×4, those the slot of a map from 3 numbers to 2 takes", fitting, 1),
        count("those that take a step of 3 and give what can be added to 2 outputs", working, fitting),
        count("refusals that say why", reasons, 15),
        exact(
            "the shape of the Jacobian fits (1 if so)",
            f64::from(u8::from(map.fits(&jacobian(&map, &at)).is_ok())),
            1.0,
        ),
    ]
}

fn parallelogram() -> Vec<Evidence> {
    let map = function(&["x^2-y^2", "2*x*y"], &["x", "y"]);
    let at = [1.0, 0.5];
    let matrix = jacobian(&map, &at);
    let truth = value(&map, &[1.1, 0.5]);
    let linear = map.linear(&at, &[0.1, 0.0]).unwrap_or_default();
    let error: Vec<f64> = truth.iter().zip(&linear).map(|(truth, linear)| truth - linear).collect();
    // The image of a small square, its corners gone round: the shoelace formula.
    let side = 1e-4;
    let corners = [[0.0, 0.0], [side, 0.0], [side, side], [0.0, side]]
        .map(|[dx, dy]| value(&map, &[at[0] + dx, at[1] + dy]));
    let turned = |i: usize| {
        let (a, b) = (&corners[i], &corners[(i + 1) % 4]);
        // From the first corner, so that no digits are lost.
        (a[0] - corners[0][0]) * (b[1] - corners[0][1]) - (b[0] - corners[0][0]) * (a[1] - corners[0][1])
    };
    let area = (0..4).map(turned).sum::<f64>() / 2.0;
    let determinant = matrix.determinant().unwrap_or(f64::NAN);
    vec![
        near(
            "the matrix of (x²-y², 2xy) at (1, 0.5), against [[2, -1], [1, 2]]",
            apart(matrix.entries(), &[2.0, -1.0, 1.0, 2.0]),
            0.0,
            0.0,
        ),
        near("its determinant, against 4(x² + y²)", determinant, 4.0 * (1.0 + 0.25), 1e-15),
        near("after the step (0.1, 0): the map against (0.96, 1.1)", apart(&truth, &[0.96, 1.1]), 0.0, 1e-15),
        near("the linear map against (0.95, 1.1)", apart(&linear, &[0.95, 1.1]), 0.0, 1e-15),
        near("the error, against the square of the step", length(&error), 0.01, 1e-15),
        near(
            "area of the image of a square of side 0.0001, over that of the square",
            area / (side * side),
            determinant,
            1e-3,
        ),
    ]
}

fn entries() -> Vec<Evidence> {
    let map = sample();
    let matrix = jacobian(&map, &AT);
    let mut evidence = Vec::new();
    for (i, formula) in map.formulas().iter().enumerate() {
        for (j, name) in ["x", "y"].iter().enumerate() {
            let along = |to: f64| {
                let mut at = AT;
                at[j] = to;
                formula.read(&at)
            };
            let measured = quotient(along, AT[j], 1e-4);
            evidence.push(near(
                format!("{formula} along {name}: the entry against a difference quotient"),
                matrix.entry(i, j),
                measured,
                1e-6,
            ));
        }
    }
    evidence
}

fn rows() -> Vec<Evidence> {
    let map = sample();
    let matrix = jacobian(&map, &AT);
    let names = ["first", "second", "third"];
    map.formulas()
        .iter()
        .enumerate()
        .map(|(i, formula)| {
            let series = taylor(formula, &AT, 1);
            near(
                format!("the {} row, against the first-order terms of the {} output", names[i], names[i]),
                apart(matrix.row(i), &series[1..]),
                0.0,
                1e-15,
            )
        })
        .collect()
}

fn columns() -> Vec<Evidence> {
    let map = sample();
    let matrix = jacobian(&map, &AT);
    let mut evidence = Vec::new();
    for (j, poke) in [[1.0, 0.0], [0.0, 1.0]].into_iter().enumerate() {
        let column = matrix.column(j);
        let applied = matrix.apply(&poke).unwrap_or_default();
        evidence.push(exact(
            format!("column {} against what the matrix makes of a step of 1 there", j + 1),
            apart(&applied, &column),
            0.0,
        ));
        let moved: Vec<f64> = map
            .formulas()
            .iter()
            .map(|formula| quotient(|t| formula.read(&[AT[0] + t * poke[0], AT[1] + t * poke[1]]), 0.0, 1e-4))
            .collect();
        evidence.push(near(
            format!("against how all outputs move when input {} is poked", j + 1),
            apart(&moved, &column),
            0.0,
            1e-7,
        ));
    }
    evidence
}

fn bookkeeping() -> Vec<Evidence> {
    let texts = ["x^2*y", "sin(x*y)", "exp(x-y)"];
    let feeding = graph("p = x^2*y; q = sin(x*y); r = exp(x-y)");
    let pass = feeding.at(&AT);
    let matrix = jacobian(&sample(), &AT);
    let step = chance(8, 2);
    let product = matrix.apply(&step).unwrap_or_default();
    let over_paths = |output: &str| {
        let slopes = pass.reverse(letter(&feeding, output));
        let along = [slopes[letter(&feeding, "x")], slopes[letter(&feeding, "y")]];
        dot(&along, &step)
    };
    let mut evidence: Vec<Evidence> = ["p", "q", "r"]
        .into_iter()
        .zip(product)
        .zip(texts)
        .map(|((output, row), text)| {
            exact(
                format!("{text}: row times step, against paths times step, to the last bit"),
                row,
                over_paths(output),
            )
        })
        .collect();
    let inner = function(&["u+v", "u*v"], &["u", "v"]);
    let outer = sample();
    let at = [1.0, 2.0];
    let middle = value(&inner, &at);
    let multiplied = jacobian(&outer, &middle).after(&jacobian(&inner, &at));
    let through = outer.jacobian_after(&inner, &at);
    let difference = match (&multiplied, &through) {
        (Ok(multiplied), Ok(through)) => apart(multiplied.entries(), through.entries()),
        _ => f64::NAN,
    };
    evidence.push(near(
        "a chain: product of the Jacobians against slopes carried through both",
        difference,
        0.0,
        1e-14,
    ));
    let whole = Expr::parse_with("(u+v)^2*(u*v)", &["u", "v"]).expect("a formula of u and v");
    let (_, slope) = slopes(&whole, &at);
    let first = multiplied.map_or_else(|_| Vec::new(), |matrix| matrix.row(0).to_vec());
    evidence.push(near("its first row against the formula put together", apart(&first, &slope), 0.0, 1e-13));
    evidence
}
