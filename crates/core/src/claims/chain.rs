//! Chapter 4: every path counts.
//!
//! Most rows are of z = x²y with x = u + v and y = uv at (u, v) = (1, 2), where x = 3, y = 2 and z = 18.

use super::Row;
use super::evidence::{Evidence, at_most, chance, count, exact, formula, graph, letter, near, quotient};
use crate::{
    Activation, Dual, Expr, FormulaGraph, GraphPass, Loss, Matrix, Network, Number, PathEnd, PathStart,
    paths, slopes,
};

pub(super) const ROWS: &[Row] = &[
    (
        "S4.1",
        "When x and y depend on u and v, and z on x and y, every arrow between them carries a slope of its own.",
        edges,
    ),
    ("S4.2", "From u to z lead two paths, and each carries the product of its two slopes.", two_paths),
    ("S4.3", "The slope of z along u, or along v, is the sum of the products over all paths.", totals),
    ("S4.4", "Close one of two streams, and what is left is what the other carried.", streams),
    ("S4.5", "A product reads: how much z cares for the middle, times how much the middle changes.", reading),
    (
        "S4.6",
        "The total differential foretells the change of z, and what it misses shrinks like the square of the step.",
        differential,
    ),
    (
        "S4.7",
        "Nudges of u and v together make nudges of x and y, and these the nudge of z: put in one way or the other, it is the same.",
        nudges,
    ),
    (
        "S4.8",
        "Put in, multiply out and collect: the four terms before and after are the same four, so the rule assumes nothing.",
        regrouped,
    ),
    (
        "S4.9",
        "For any number of middles and inputs the slope is the sum over all paths, and backpropagation is that sum.",
        any_number,
    ),
];

const WORKED: &str = "z = x^2*y; x = u+v; y = u*v";

/// The slope of `to` along `from` that stands on the edge between them.
fn edge(pass: &GraphPass<'_>, graph: &FormulaGraph, to: &str, from: &str) -> f64 {
    let (from, to) = (letter(graph, from), letter(graph, to));
    let place = graph.edges().iter().position(|edge| (edge.from, edge.to) == (from, to));
    place.map_or(f64::NAN, |place| pass.partials()[place])
}

/// The formula with everything put in, as it is written on paper.
fn direct(u: f64, v: f64) -> f64 {
    (u + v) * (u + v) * u * v
}

fn edges() -> Vec<Evidence> {
    let graph = graph(WORKED);
    let pass = graph.at(&[1.0, 2.0]);
    [("z", "x", 12.0), ("z", "y", 9.0), ("x", "u", 1.0), ("y", "u", 2.0), ("x", "v", 1.0), ("y", "v", 1.0)]
        .into_iter()
        .map(|(to, from, want)| exact(format!("∂{to}/∂{from}"), edge(&pass, &graph, to, from), want))
        .chain([
            exact("x at (1, 2)", pass.value(letter(&graph, "x")), 3.0),
            exact("y", pass.value(letter(&graph, "y")), 2.0),
            exact(
                "z, against the formula with everything put in",
                pass.value(letter(&graph, "z")),
                direct(1.0, 2.0),
            ),
        ])
        .collect()
}

fn two_paths() -> Vec<Evidence> {
    let graph = graph(WORKED);
    let pass = graph.at(&[1.0, 2.0]);
    let (u, z) = (letter(&graph, "u"), letter(&graph, "z"));
    let listed = graph.paths(u, z, 10);
    let product = |path: usize| listed.get(path).map_or(f64::NAN, |path| pass.product(path));
    vec![
        count("paths from u to z", listed.len(), 2),
        exact("product along the path over x, to be 12·1", product(0), 12.0),
        exact("product along the path over y, to be 9·2", product(1), 18.0),
    ]
}

fn totals() -> Vec<Evidence> {
    let graph = graph(WORKED);
    let pass = graph.at(&[1.0, 2.0]);
    let z = letter(&graph, "z");
    let straight = Expr::parse_with("(u+v)^2*u*v", &["u", "v"]).expect("a formula of u and v");
    let (_, direct) = slopes(&straight, &[1.0, 2.0]);
    let mut evidence = Vec::new();
    for (name, want, direct) in [("u", 30.0, direct[0]), ("v", 21.0, direct[1])] {
        let sum = pass.sum_over_paths(letter(&graph, name), z, 10).unwrap_or(f64::NAN);
        evidence.push(exact(format!("sum over the paths from {name}"), sum, want));
        evidence.push(near(
            format!("slope of (u+v)²uv along {name}, differentiated at once"),
            direct,
            sum,
            1e-13,
        ));
        evidence.push(near(
            format!("backwards from z to {name}"),
            pass.reverse(z)[letter(&graph, name)],
            sum,
            1e-13,
        ));
    }
    evidence
}

fn streams() -> Vec<Evidence> {
    let graph = graph(WORKED);
    let (u, z) = (letter(&graph, "u"), letter(&graph, "z"));
    let closed = |to: &str| {
        let mut pass = graph.at(&[1.0, 2.0]);
        let gate = graph.edges().iter().position(|edge| edge.from == u && edge.to == letter(&graph, to));
        if let Some(gate) = gate {
            pass.set_partial(gate, 0.0);
        }
        pass.forward(u)[z]
    };
    // The same with a letter frozen at its value instead.
    let slope = |text: &str| quotient(|u| formula(text).read(&[u, 0.0]), 1.0, 1e-4);
    vec![
        exact("the streams together", closed("z"), 30.0),
        near(
            "with the stream over x closed, against z with x frozen at 3",
            closed("x"),
            slope("3^2*(x*2)"),
            1e-6,
        ),
        near(
            "with the stream over y closed, against z with y frozen at 2",
            closed("y"),
            slope("(x+2)^2*2"),
            1e-6,
        ),
        exact("what the two leave, added up", closed("x") + closed("y"), 30.0),
    ]
}

fn reading() -> Vec<Evidence> {
    let graph = graph(WORKED);
    let pass = graph.at(&[1.0, 2.0]);
    let cares = quotient(|x| x * x * 2.0, 3.0, 1e-3);
    let changes = quotient(|u| u + 2.0, 1.0, 1e-3);
    let path = edge(&pass, &graph, "z", "x") * edge(&pass, &graph, "x", "u");
    vec![
        near(
            "how much z cares for x, measured by nudging x alone",
            cares,
            edge(&pass, &graph, "z", "x"),
            1e-8,
        ),
        near(
            "how much x changes with u, measured by nudging u",
            changes,
            edge(&pass, &graph, "x", "u"),
            1e-8,
        ),
        near("their product, against that of the path", cares * changes, path, 1e-7),
    ]
}

fn differential() -> Vec<Evidence> {
    let graph = graph(WORKED);
    let (u, z) = (letter(&graph, "u"), letter(&graph, "z"));
    let slope = graph.at(&[1.0, 2.0]).forward(u)[z];
    let change = |du: f64| graph.at(&[1.0 + du, 2.0]).value(z) - 18.0;
    let missed = |du: f64| change(du) - slope * du;
    vec![
        near("dz for du = 0.01", slope * 0.01, 0.30, 1e-15),
        near("the true change of z", change(0.01), 0.301_402, 1e-12),
        near("the same by the formula with everything put in", direct(1.01, 2.0) - 18.0, change(0.01), 1e-13),
        at_most("what is missed over the step, for du = 0.00001", missed(1e-5).abs() / 1e-5, 2e-4),
        near("how many times smaller it is for half the step", missed(1e-3) / missed(5e-4), 4.0, 0.01),
    ]
}

fn nudges() -> Vec<Evidence> {
    let graph = graph(WORKED);
    let pass = graph.at(&[1.0, 2.0]);
    let (du, dv) = (0.01, 0.02);
    let through = |to: &str| edge(&pass, &graph, to, "u") * du + edge(&pass, &graph, to, "v") * dv;
    let (dx, dy) = (through("x"), through("y"));
    let dz = edge(&pass, &graph, "z", "x") * dx + edge(&pass, &graph, "z", "y") * dy;
    let totals = pass.reverse(letter(&graph, "z"));
    let straight = totals[letter(&graph, "u")] * du + totals[letter(&graph, "v")] * dv;
    vec![
        near("dx for du = 0.01 and dv = 0.02", dx, 0.03, 1e-16),
        near("dy", dy, 0.04, 1e-16),
        near("dz over dx and dy", dz, 0.72, 1e-15),
        near("dz straight from du and dv", straight, dz, 1e-15),
    ]
}

fn regrouped() -> Vec<Evidence> {
    let graph = graph(WORKED);
    let pass = graph.at(&[1.0, 2.0]);
    let slope = |to: &str, from: &str| edge(&pass, &graph, to, from);
    let mut evidence = Vec::new();
    for pair in chance(4, 6).chunks(2) {
        let (du, dv) = (pair[0], pair[1]);
        let substituted = slope("z", "x") * (slope("x", "u") * du + slope("x", "v") * dv)
            + slope("z", "y") * (slope("y", "u") * du + slope("y", "v") * dv);
        let collected = (slope("z", "x") * slope("x", "u") + slope("z", "y") * slope("y", "u")) * du
            + (slope("z", "x") * slope("x", "v") + slope("z", "y") * slope("y", "v")) * dv;
        let what = format!("du = {du:.3}, dv = {dv:.3}");
        evidence.push(near(format!("{what}: put in, against collected"), substituted, collected, 1e-13));
        // Along the line with this direction, with nothing multiplied out.
        let along = |start: f64, step: f64| {
            Dual::<f64, 1>::variable(0.0, 0).mul(&Dual::constant(step)).add(&Dual::constant(start))
        };
        let whole = graph.composed(letter(&graph, "z"));
        let read = whole.read(&[along(1.0, du), along(2.0, dv)]);
        evidence.push(near(
            format!("{what}: collected, against the slope along the line"),
            collected,
            *read.slope(0),
            1e-13,
        ));
    }
    evidence
}

fn any_number() -> Vec<Evidence> {
    let mut evidence = Vec::new();
    let (middles, inputs) = (3, 4);
    let numbers = chance(9, middles + middles * inputs);
    let outer = Matrix::from_fn(1, middles, |_, i| numbers[i]);
    let inner = Matrix::from_fn(middles, inputs, |i, j| numbers[middles + i * inputs + j]);
    let sum = |row: &[f64], name: &str| {
        let terms: Vec<String> = row.iter().enumerate().map(|(j, a)| format!("({a})*{name}_{j}")).collect();
        terms.join("+")
    };
    let middle = (0..middles).map(|i| format!("; x_{i} = {}", sum(inner.row(i), "u")));
    let linear = graph(&format!("z = {}{}", sum(outer.row(0), "x"), middle.collect::<String>()));
    let pass = linear.at(&vec![0.5; inputs]);
    let product = outer.after(&inner).map_or_else(|_| Vec::new(), |product| product.row(0).to_vec());
    for (j, want) in product.iter().enumerate() {
        let from = letter(&linear, &format!("u_{j}"));
        let total = pass.sum_over_paths(from, letter(&linear, "z"), 100).unwrap_or(f64::NAN);
        evidence.push(near(
            format!("3 middles, 4 inputs: paths from u_{j}, against the product of the matrices"),
            total,
            *want,
            1e-15,
        ));
    }
    for (name, layers, want) in [("9-4-1", &[9, 4, 1][..], 4), ("9-4-3-1", &[9, 4, 3, 1], 12)] {
        let network = Network::new(layers, Activation::Tanh).expect("these layers make a network");
        let weights = chance(12, network.weight_count());
        let cells = chance(13, 9);
        let pass = network.backward(&weights, &cells, Loss::CrossEntropy, true);
        let listed = paths(&network, &weights, &pass, PathStart::Input(2), PathEnd::Loss);
        let total: f64 = listed.iter().map(|path| path.product).sum();
        evidence.push(count(format!("paths of {name} from an input to the loss"), listed.len(), want));
        evidence.push(near("their sum, against the sweep backwards", total, pass.input_slopes[2], 1e-12));
        let loss = |cell: f64| {
            let mut cells = cells.clone();
            cells[2] = cell;
            Loss::CrossEntropy.value(network.logit(&weights, &cells), true)
        };
        evidence.push(near("the same measured by a small step", quotient(loss, cells[2], 1e-4), total, 1e-7));
    }
    evidence
}
