//! Chapter 1: straight maps, and why they are not enough.

use super::Row;
use super::evidence::{Evidence, apart, at_least, chance, formula, graph, largest, length, letter, near};
use crate::{
    Activation, Descent, DescentSettings, LinearFunctional, Matrix, Metric, Network, Number, Training,
    TrainingSettings, gradient, hessian, slopes, taylor,
};

pub(super) const ROWS: &[Row] = &[
    (
        "S1.1",
        "A 2×2 matrix turns, stretches, mirrors or shears a drawing, and its determinant is what becomes of areas.",
        kinds_of_maps,
    ),
    (
        "S1.2",
        "Straight maps stacked stay straight, however many, and are one map; a bend between them changes that.",
        stacked,
    ),
    (
        "S1.3",
        "What grows to a ceiling, as the effect of a dose does, has a slope that no straight line has everywhere.",
        curved,
    ),
    (
        "S1.4",
        "Two nudges of the same size can lower a loss by very different amounts, and the slopes foretell which lowers it faster.",
        nudges,
    ),
    (
        "S1.5",
        "From the partial derivative to the downhill step every tool hands the next the same numbers, so no bridge is missing.",
        bridges,
    ),
    (
        "S1.6",
        "An untrained network already answers the blank screen with a number, made of its biases and its last weights alone.",
        blank_screen,
    ),
];

/// The corners of an F, in order round it.
const F: [[f64; 2]; 10] = [
    [0.0, 0.0],
    [0.5, 0.0],
    [0.5, 1.0],
    [1.2, 1.0],
    [1.2, 1.5],
    [0.5, 1.5],
    [0.5, 2.0],
    [1.5, 2.0],
    [1.5, 2.5],
    [0.0, 2.5],
];

/// What a polygon encloses, negative if it is gone round clockwise: the shoelace formula.
fn area(corners: &[Vec<f64>]) -> f64 {
    let next = corners.iter().cycle().skip(1);
    corners.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<f64>() / 2.0
}

fn applied(matrix: &Matrix, v: &[f64]) -> Vec<f64> {
    matrix.apply(v).unwrap_or_default()
}

fn square(entries: [f64; 4]) -> Matrix {
    Matrix::from_fn(2, 2, |i, j| entries[2 * i + j])
}

fn kinds_of_maps() -> Vec<Evidence> {
    let (sin, cos) = Number::sin_cos(&0.7);
    let mut evidence = Vec::new();
    let drawing: Vec<Vec<f64>> = F.map(|corner| corner.to_vec()).to_vec();
    for (name, entries, want) in [
        ("a turn", [cos, -sin, sin, cos], 1.0),
        ("a shear", [1.0, 1.7, 0.0, 1.0], 1.0),
        ("a mirror", [cos, sin, sin, -cos], -1.0),
        ("a stretch by 2 and 3", [2.0, 0.0, 0.0, 3.0], 6.0),
    ] {
        let matrix = square(entries);
        let determinant = matrix.determinant().unwrap_or(f64::NAN);
        let image: Vec<Vec<f64>> = drawing.iter().map(|corner| applied(&matrix, corner)).collect();
        evidence.push(near(format!("determinant of {name}"), determinant, want, 1e-15));
        let grown = area(&image) / area(&drawing);
        evidence.push(near(
            format!("area of the F after {name}, over that before"),
            grown,
            determinant,
            1e-14,
        ));
    }
    let turned = applied(&square([cos, -sin, sin, cos]), &[3.0, -4.0]);
    evidence.push(near("length of (3, -4) after a turn", length(&turned), 5.0, 1e-14));
    evidence
}

fn stacked() -> Vec<Evidence> {
    let entries: Vec<f64> = chance(1, 32).iter().map(|entry| 1.5 * entry).collect();
    let matrices: Vec<Matrix> = entries.chunks(4).map(|e| square([e[0], e[1], e[2], e[3]])).collect();
    let through = |count: usize, bend: fn(f64) -> f64, v: &[f64]| {
        matrices[..count]
            .iter()
            .fold(v.to_vec(), |v, matrix| applied(matrix, &v).into_iter().map(bend).collect())
    };
    let (a, b) = ([2.0, 1.0], [0.0, -0.5]);
    let middle = [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0];
    let off = |count: usize, bend: fn(f64) -> f64| {
        let (a, b) = (through(count, bend, &a), through(count, bend, &b));
        let between: Vec<f64> = a.iter().zip(&b).map(|(a, b)| (a + b) / 2.0).collect();
        apart(&through(count, bend, &middle), &between)
    };
    let mut evidence = Vec::new();
    let mut product = Matrix::identity(2);
    for count in 1..=8 {
        product = matrices[count - 1].after(&product).unwrap_or(product);
        evidence.push(near(
            format!("{count} maps: how far the middle of a line is from the middle of its ends"),
            off(count, |sum| sum),
            0.0,
            1e-12,
        ));
        let one = apart(&applied(&product, &a), &through(count, |sum| sum, &a));
        evidence.push(near(format!("{count} maps one by one against their product"), one, 0.0, 1e-12));
    }
    let bent = largest((1..=8).map(|count| off(count, |sum| Number::tanh(&sum))));
    evidence.push(at_least("the largest such distance with tanh after each map", bent, 0.01));
    evidence
}

fn curved() -> Vec<Evidence> {
    let dose = formula("x/(1+x)");
    let slope = |d: f64| slopes(&dose, &[d, 0.0]).1[0];
    let circle = formula("x^2+y^2");
    vec![
        near("slope of the effect d/(1+d) at dose 0", slope(0.0), 1.0, 1e-15),
        near("slope at dose 1", slope(1.0), 0.25, 1e-15),
        at_least(
            "how far the effect at dose 1 is from half of that at dose 0 and dose 2 together",
            dose.read(&[1.0, 0.0]) - (dose.read(&[0.0, 0.0]) + dose.read(&[2.0, 0.0])) / 2.0,
            0.1,
        ),
        at_least(
            "how far the middle of two points of a round boundary is from it, in x² + y²",
            1.0 - circle.read(&[0.5, 0.5]),
            0.5,
        ),
    ]
}

fn nudges() -> Vec<Evidence> {
    let loss = formula("x^2+10*y^2");
    let before = loss.read(&[1.0, 1.0]);
    let (in_x, in_y) = (loss.read(&[0.99, 1.0]) - before, loss.read(&[1.0, 0.99]) - before);
    let [fx, fy] = gradient(&loss, [1.0, 1.0]);
    vec![
        near("change of x² + 10y² at (1,1) when x goes down by 0.01", in_x, -0.0199, 1e-13),
        near("change when y goes down by 0.01", in_y, -0.199, 1e-13),
        near("how many times more the second lowers it, against the slopes", in_y / in_x, fy / fx, 1e-10),
    ]
}

fn bridges() -> Vec<Evidence> {
    let at = [0.7, -1.2];
    let f = formula("x^2*y+sin(x)");
    // By the rules, on paper: 2xy + cos x, and x².
    let want = [2.0 * at[0] * at[1] + Number::cos(&at[0]), at[0] * at[0]];
    let formulas = graph("f = p+q; p = x^2*y; q = sin(x)");
    let reverse = formulas.at(&at).reverse(letter(&formulas, "f"));
    let machine = LinearFunctional::of(&f, &at);
    let series = taylor(&f, &at, 1);
    let rate = 0.125;
    let step = Descent::new(&f, DescentSettings::new(at, rate)).step();
    let pairs = [
        ("partial derivatives", gradient(&f, at).to_vec()),
        ("sums over paths", vec![reverse[letter(&formulas, "x")], reverse[letter(&formulas, "y")]]),
        ("row of the Jacobian", machine.row().to_vec()),
        ("gradient arrow", machine.arrow(&Metric::usual(2)).unwrap_or_default()),
        ("first-order Taylor coefficients", series[1..].to_vec()),
        ("downhill step over the learning rate", vec![(at[0] - step.x) / rate, (at[1] - step.y) / rate]),
    ];
    let mut evidence: Vec<Evidence> = pairs
        .into_iter()
        .map(|(name, got)| near(format!("{name} against the rules on paper"), apart(&got, &want), 0.0, 1e-14))
        .collect();
    // The Hessian is the Jacobian of the gradient: the last bridge.
    let [fxx, fxy, _] = hessian(&f, at);
    let slope = f.derivative(0);
    let turn = slopes(&slope, &at).1;
    evidence.push(near(
        "first row of the Hessian against the slopes of the slope in x",
        apart(&turn, &[fxx, fxy]),
        0.0,
        1e-14,
    ));
    evidence
}

fn blank_screen() -> Vec<Evidence> {
    let settings = TrainingSettings::default();
    let network = Network::new(&settings.layers, Activation::Tanh).expect("the usual layers make a network");
    let training = Training::new(settings).expect("the usual settings can be trained");
    let weights = training.weights();
    // Cells that are off carry nothing, so each hidden sum is its bias.
    let last = network.depth();
    let carried = (0..network.layers()[1])
        .map(|unit| weights[network.weight(last, 0, unit)] * Number::tanh(&weights[network.bias(1, unit)]));
    let logit = weights[network.bias(last, 0)] + carried.sum::<f64>();
    let want = 1.0 / (1.0 + Number::exp(&-logit));
    let blank = training.output(0);
    vec![
        near("answer to the blank screen, against biases and last weights", blank, want, 1e-14),
        near("the same, one pattern by itself", network.output(weights, &training.inputs(0)), blank, 1e-14),
        at_least("its distance from a sure no", blank, 0.01),
        at_least("its distance from a sure yes", 1.0 - blank, 0.01),
    ]
}
