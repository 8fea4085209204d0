//! Chapter 2: power rule, product rule, chain rule.

use super::Row;
use super::evidence::{Evidence, apart, at_least, at_most, formula, graph, letter, near, quotient};
use crate::{Activation, Dual, Expr, Loss, Network, Number, slopes};

pub(super) const ROWS: &[Row] = &[
    (
        "S2.1",
        "The slope of a power: the exponent comes down as a factor and drops by one, whole, broken, negative or 0.",
        power_rule,
    ),
    (
        "S2.2",
        "A product grows by two strips, one a factor, and a corner that shrinks like the square of the step.",
        product_rule,
    ),
    (
        "S2.3",
        "The slope of a function of a function is the outer slope at the inner value times the inner slope.",
        chain_rule,
    ),
    ("S2.4", "In a relay of rates the rates multiply: neither of them alone and not their sum.", relay),
    (
        "S2.5",
        "A network with one hidden unit is a chain of functions, and backpropagation gives what the chain rule gives.",
        one_unit,
    ),
];

/// The slope of a function of x alone.
fn slope(expr: &Expr, x: f64) -> f64 {
    slopes(expr, &[x, 0.0]).1[0]
}

fn power_rule() -> Vec<Evidence> {
    let mut evidence = Vec::new();
    for (n, x, want) in [("3", 2.0, 12.0), ("0.5", 4.0, 0.25), ("0", 2.0, 0.0), ("(-1)", 2.0, -0.25)] {
        let power = formula(&format!("x^{n}+0*x"));
        evidence.push(near(format!("slope of x^{n} at {x}"), slope(&power, x), want, 1e-15));
        let measured = quotient(|x| power.read(&[x, 0.0]), x, 1e-4);
        evidence.push(near(
            format!("the same measured by a small step, of x^{n} at {x}"),
            measured,
            want,
            1e-7,
        ));
    }
    evidence
}

fn product_rule() -> Vec<Evidence> {
    let product = formula("x^2*sin(x)");
    let (sin, cos) = Number::sin_cos(&1.0);
    let corner = |h: f64| ((1.0 + h) * (1.0 + h) - 1.0) * (Number::sin(&(1.0 + h)) - sin);
    let h = 0.1;
    let strips = ((1.0 + h) * (1.0 + h) - 1.0) * sin + (Number::sin(&(1.0 + h)) - sin);
    let grown = product.read(&[1.0 + h, 0.0]) - product.read(&[1.0, 0.0]);
    vec![
        near("slope of x² sin x at 1, against 2 sin 1 + cos 1", slope(&product, 1.0), 2.0 * sin + cos, 1e-15),
        near("the same against its known decimals", slope(&product, 1.0), 2.223_24, 5e-6),
        near("two strips and a corner, for a step of 0.1", strips + corner(h), grown, 1e-15),
        at_most("the corner over the step, for a step of 0.000001", corner(1e-6) / 1e-6, 1e-5),
        near(
            "how many times smaller the corner is for a tenth of the step",
            corner(1e-3) / corner(1e-4),
            100.0,
            0.2,
        ),
    ]
}

fn chain_rule() -> Vec<Evidence> {
    let chain = graph("z = sin(y); y = x^2");
    let pass = chain.at(&[1.0]);
    let direct = slope(&formula("sin(x^2)"), 1.0);
    vec![
        near("slope of sin(x²) at 1, against 2 cos 1", direct, 2.0 * Number::cos(&1.0), 1e-15),
        near("outer slope times inner slope", pass.partials().iter().product(), direct, 1e-15),
        near("the same against its known decimals", direct, 1.080_60, 5e-6),
    ]
}

fn relay() -> Vec<Evidence> {
    let relay = graph("z = 3*y; y = 2*x");
    let pass = relay.at(&[1.0]);
    let (from, to) = (letter(&relay, "x"), letter(&relay, "z"));
    let whole = pass.forward(from)[to];
    let travelled = relay.at(&[2.0]).value(to) - pass.value(to);
    vec![
        near(
            "both rates together, against how far the end goes when the beginning goes by 1",
            whole,
            travelled,
            0.0,
        ),
        near("rates 3 and 2 together", whole, 6.0, 0.0),
        at_least("how far that is from the sum of the rates", (whole - 5.0).abs(), 1.0),
        at_least("how far that is from the faster rate alone", (whole - 3.0).abs(), 3.0),
    ]
}

fn one_unit() -> Vec<Evidence> {
    let network = Network::new(&[1, 1, 1], Activation::Tanh).expect("one unit a layer is a network");
    // w, b, c, d of z = c tanh(w x + b) + d, and x.
    let weights = [0.8, -0.3, 1.7, 0.2];
    let x = 0.6;
    let swept = network.backward(&weights, &[x], Loss::Squared, true);
    let chain = graph("L = (s-1)^2; s = 1/(1+exp(-z)); z = c*h+d; h = tanh(a); a = w*x+b");
    let [w, b, c, d] = weights;
    let value = |name: &str| match name {
        "w" => w,
        "b" => b,
        "c" => c,
        "d" => d,
        _ => x,
    };
    let at: Vec<f64> = chain.inputs().into_iter().map(|input| value(&chain.letters()[input].name)).collect();
    let slopes = chain.at(&at).reverse(letter(&chain, "L"));
    let nested: Vec<f64> = ["w", "b", "c", "d"].iter().map(|name| slopes[letter(&chain, name)]).collect();
    // Written out on paper for the first weight.
    let h = Number::tanh(&(w * x + b));
    let s = 1.0 / (1.0 + Number::exp(&-(c * h + d)));
    let by_hand = 2.0 * (s - 1.0) * s * (1.0 - s) * c * (1.0 - h * h) * x;
    let dual = network.logit(&weights.map(Dual::<f64, 1>::constant), &[Dual::variable(x, 0)]);
    vec![
        near(
            "backpropagation against the nested chain rule, all four weights",
            apart(&swept.gradient, &nested),
            0.0,
            1e-12,
        ),
        near("the first weight against the product written out", swept.gradient[0], by_hand, 1e-12),
        near("slope of the sum z along the input", *dual.slope(0), c * (1.0 - h * h) * w, 1e-12),
    ]
}
