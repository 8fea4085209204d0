//! Chapter 6: the machine that answers with numbers, and the arrow painted on the ground.

use std::f64::consts::{FRAC_1_SQRT_2, SQRT_2, TAU};

use super::Row;
use super::evidence::{
    Evidence, apart, at_least, at_most, chance, count, dot, exact, formula, largest, length, near,
};
use crate::{
    Activation, Critical, Dual, Expr, LinearFunctional, Loss, Metric, Network, Number, critical_points,
    gradient, slopes,
};

pub(super) const ROWS: &[Row] = &[
    (
        "S6.1",
        "Machine and arrow hold the same numbers, but when an axis is measured in another unit the one's grow where the other's shrink.",
        two_homes,
    ),
    ("S6.2", "Where everything ends in one loss the Jacobian is one row: of a 9-4-1 network 1×45.", one_row),
    ("S6.3", "The row times a step foretells how much the one output changes.", foretold),
    (
        "S6.4",
        "The row is a machine that eats a step and gives a number, is linear, and counts the level lines that the step crosses.",
        functional,
    ),
    (
        "S6.5",
        "Two answers of the hillside machine, northeast 3 up and south 1.5 down, fix all the others.",
        hillside,
    ),
    (
        "S6.6",
        "Ask the machine in every direction and paint the one with the best answer: that is the arrow, and the answers are its length times a cosine.",
        painted,
    ),
    (
        "S6.7",
        "The gradient is the row stood on end, and its inner product with a step is the machine's answer.",
        on_end,
    ),
    (
        "S6.8",
        "With the usual inner product nothing changes numerically; with another one the arrow's numbers change and the machine's do not.",
        nothing_changed,
    ),
    (
        "S6.9",
        "With an arrow there are angles: along it the ground rises, across it it is level, against it it falls.",
        angles,
    ),
    (
        "S6.10",
        "Choose another inner product: the machine answers as before, and the arrow turns to M⁻¹Jᵀ.",
        other_metric,
    ),
    (
        "S6.11",
        "The inner product of gradient and step is the product of their lengths and the cosine between them.",
        cosine_law,
    ),
    ("S6.12", "Of all steps of one small length the one along the gradient climbs most.", steepest),
    ("S6.13", "The length of the gradient is how steep the ground is along it.", how_steep),
    (
        "S6.14",
        "Where the gradient is 0 the ground is level in every direction: on Himmelblau's surface at 4 minima, 4 saddles and 1 maximum.",
        level,
    ),
];

/// x²y at (1, 2), where the gradient is (4, 1).
fn ground() -> (Expr, [f64; 2]) {
    (formula("x^2*y"), [1.0, 2.0])
}

fn answer(machine: &LinearFunctional, step: &[f64]) -> f64 {
    machine.answer(step).unwrap_or(f64::NAN)
}

fn arrow(machine: &LinearFunctional, metric: &Metric) -> Vec<f64> {
    machine.arrow(metric).unwrap_or_default()
}

fn stretched() -> Metric {
    Metric::diagonal(&[1.0, 4.0]).expect("1 and 4 are positive")
}

/// The direction `turns` of a full turn from east to north.
fn direction(turns: f64) -> [f64; 2] {
    let (sin, cos) = Number::sin_cos(&(TAU * turns));
    [cos, sin]
}

/// Of so many directions the one with the largest value, in degrees from east to north, and that value.
fn best(directions: u32, value: impl Fn([f64; 2]) -> f64) -> (f64, f64) {
    let turns = (0..directions).map(|k| f64::from(k) / f64::from(directions));
    let asked = turns.map(|turns| (360.0 * turns, value(direction(turns))));
    asked.fold((f64::NAN, f64::NEG_INFINITY), |best, next| if next.1 > best.1 { next } else { best })
}

/// The change of height after a step.
fn change(f: &Expr, at: [f64; 2], step: [f64; 2]) -> f64 {
    f.read(&[at[0] + step[0], at[1] + step[1]]) - f.read(&at)
}

fn two_homes() -> Vec<Evidence> {
    let (f, at) = ground();
    let machine = LinearFunctional::of(&f, &at);
    let [fx, fy] = gradient(&f, at);
    // The same ground, with x = 2s.
    let halves = Expr::parse_with("(2*s)^2*y", &["s", "y"]).expect("a formula of s and y");
    let (_, row) = slopes(&halves, &[at[0] / 2.0, at[1]]);
    // A step of the reader is the same step in either unit, and so is the arrow.
    let same_step = |step: [f64; 2]| [step[0] / 2.0, step[1]];
    let in_halves = same_step([fx, fy]);
    vec![
        exact(
            "row of x²y at (1, 2) against its arrow, entry by entry",
            apart(&arrow(&machine, &Metric::usual(2)), machine.row()),
            0.0,
        ),
        exact("first entry of the row once x is measured in twos", row[0], 2.0 * machine.row()[0]),
        near(
            "answer to the arrow itself in that unit, against the square of its length",
            dot(&row, &in_halves),
            fx * fx + fy * fy,
            1e-14,
        ),
        near(
            "the answer to one and the same step, in either unit",
            dot(&row, &same_step([0.3, -0.5])),
            answer(&machine, &[0.3, -0.5]),
            1e-15,
        ),
        at_least("how far row and arrow are apart in that unit", apart(&row, &in_halves), 1.0),
    ]
}

fn one_row() -> Vec<Evidence> {
    let network = Network::new(&[9, 4, 1], Activation::Tanh).expect("9-4-1 is a network");
    let weights = chance(21, network.weight_count());
    let cells = chance(22, 9);
    let row = network.backward(&weights, &cells, Loss::Squared, true).gradient;
    // One weight at a time, as a machine is asked.
    let asked: Vec<f64> = (0..weights.len())
        .map(|index| {
            let poked = |(at, &weight): (usize, &f64)| match at == index {
                true => Dual::<f64, 1>::variable(weight, 0),
                false => Dual::constant(weight),
            };
            let poked: Vec<_> = weights.iter().enumerate().map(poked).collect();
            let inputs: Vec<_> = cells.iter().map(|&cell| Dual::constant(cell)).collect();
            let away = network.output(&poked, &inputs).sub(&Dual::constant(1.0));
            *away.mul(&away).slope(0)
        })
        .collect();
    vec![
        count("columns of the Jacobian of the loss of a 9-4-1 network", row.len(), 45),
        near(
            "the row from one sweep backwards, against one weight at a time",
            apart(&row, &asked),
            0.0,
            1e-15,
        ),
    ]
}

fn foretold() -> Vec<Evidence> {
    let (f, at) = ground();
    let machine = LinearFunctional::of(&f, &at);
    let step = [0.1, 0.2];
    vec![
        near(
            "x²y at (1, 2) and what the row foretells for the step (0.1, 0.2)",
            f.read(&at) + answer(&machine, &step),
            2.6,
            1e-15,
        ),
        near("x²y at (1.1, 2.2)", f.read(&[1.1, 2.2]), 2.662, 1e-15),
        near(
            "the change foretold, against the sum written out",
            answer(&machine, &step),
            4.0 * 0.1 + 1.0 * 0.2,
            1e-15,
        ),
    ]
}

fn functional() -> Vec<Evidence> {
    let (f, at) = ground();
    let machine = LinearFunctional::of(&f, &at);
    let numbers = chance(24, 6);
    let (h, k, a, b) = ([numbers[0], numbers[1]], [numbers[2], numbers[3]], numbers[4], numbers[5]);
    let both = [a * h[0] + b * k[0], a * h[1] + b * k[1]];
    // Walk the step and count how often the answer so far passes a whole number.
    let step = [2.0, 3.0];
    let level = |share: f64| (4.0 * step[0] * share + 1.0 * step[1] * share).floor();
    let walked =
        (1..=1024).filter(|&k| level(f64::from(k) / 1024.0) > level(f64::from(k - 1) / 1024.0)).count();
    vec![
        near(
            "answer to ah + bk, against a and b times the answers",
            answer(&machine, &both),
            a * answer(&machine, &h) + b * answer(&machine, &k),
            1e-15,
        ),
        exact("answer to the step (2, 3)", answer(&machine, &step), 11.0),
        exact("lines of whole heights met on the way", walked as f64, answer(&machine, &step)),
        exact(
            "lines counted by the figure",
            machine.lines_crossed(&step, 1.0).unwrap_or(f64::NAN),
            walked as f64,
        ),
    ]
}

/// The machine of the hillside: northeast 3 m up, south 1.5 m down, steps of 1 east and north.
fn compass() -> LinearFunctional {
    let answers: [(&[f64], f64); 2] = [(&[FRAC_1_SQRT_2, FRAC_1_SQRT_2], 3.0), (&[0.0, -1.0], -1.5)];
    LinearFunctional::from_answers(&answers).expect("northeast and south are two directions")
}

fn hillside() -> Vec<Evidence> {
    let machine = compass();
    let half = FRAC_1_SQRT_2;
    let mut evidence = vec![
        near("first number of the row, against 3√2 - 1.5", machine.row()[0], 3.0 * SQRT_2 - 1.5, 1e-15),
        near("second number", machine.row()[1], 1.5, 1e-15),
        near("northeast, as it was told", answer(&machine, &[half, half]), 3.0, 1e-15),
    ];
    for (name, step, want) in [
        ("north", [0.0, 1.0], 1.5),
        ("east", [1.0, 0.0], 2.7426),
        ("west", [-1.0, 0.0], -2.7426),
        ("southeast", [half, -half], 0.8787),
        ("southwest", [-half, -half], -3.0),
    ] {
        evidence.push(near(format!("answer to a step {name}"), answer(&machine, &step), want, 5e-5));
    }
    evidence
}

fn painted() -> Vec<Evidence> {
    let machine = compass();
    let (angle, most) = best(36_000, |step| answer(&machine, &step));
    let arrow = arrow(&machine, &Metric::usual(2));
    let towards = Number::atan2(&arrow[1], &arrow[0]);
    let off = (0..3600).map(|k| {
        let turns = f64::from(k) / 3600.0;
        let curve = length(&arrow) * Number::cos(&(TAU * turns - towards));
        (answer(&machine, &direction(turns)) - curve).abs()
    });
    vec![
        near("the best answer of 36000 directions", most, 3.126_03, 5e-6),
        near("its direction, in degrees north of east", angle, 28.675, 0.01),
        near("the length of the arrow, against the best answer", length(&arrow), most, 1e-7),
        near("its direction, in degrees", towards.to_degrees(), angle, 0.006),
        at_most("how far any answer is from length times cosine", largest(off), 1e-14),
    ]
}

fn on_end() -> Vec<Evidence> {
    let (f, at) = ground();
    let machine = LinearFunctional::of(&f, &at);
    let usual = Metric::usual(2);
    let arrow = arrow(&machine, &usual);
    let step = [0.01, -0.02];
    let inner = usual.inner(&arrow, &step).unwrap_or(f64::NAN);
    vec![
        exact("the arrow against the row, entry by entry", apart(&arrow, machine.row()), 0.0),
        near("the arrow against the slopes by the rules, 2xy and x²", apart(&arrow, &[4.0, 1.0]), 0.0, 0.0),
        near(
            "its inner product with a step, against the machine's answer",
            inner,
            answer(&machine, &step),
            1e-16,
        ),
        near(
            "against the true change of height, up to the square of the step",
            inner,
            change(&f, at, step),
            4e-4,
        ),
    ]
}

fn nothing_changed() -> Vec<Evidence> {
    let machine = LinearFunctional::new(vec![2.0, 4.0]);
    let inner = Metric::usual(2);
    let [usual, other] = [inner.clone(), stretched()].map(|metric| arrow(&machine, &metric));
    let mut evidence = Vec::new();
    for step in chance(28, 6).chunks(2) {
        evidence.push(exact(
            format!("answer less inner product for the step ({:.3}, {:.3})", step[0], step[1]),
            answer(&machine, step) - inner.inner(&usual, step).unwrap_or(f64::NAN),
            0.0,
        ));
    }
    evidence.push(exact(
        "the arrow of the metric diag(1, 4) against (2, 1)",
        apart(&other, &[2.0, 1.0]),
        0.0,
    ));
    evidence.push(at_least("how far its numbers are from the machine's", apart(&other, machine.row()), 1.0));
    evidence
}

fn angles() -> Vec<Evidence> {
    let (f, at) = ground();
    let machine = LinearFunctional::of(&f, &at);
    let [fx, fy] = gradient(&f, at);
    let mut evidence = Vec::new();
    for (name, step, cosine) in
        [("along", [fx, fy], 1.0), ("across", [-fy, fx], 0.0), ("against", [-fx, -fy], -1.0)]
    {
        let found = machine.cosine(&step, &Metric::usual(2)).ok().flatten().unwrap_or(f64::NAN);
        evidence.push(near(format!("cosine of a step {name} the gradient"), found, cosine, 1e-15));
        // The true change of height after a short step, over the most it could be.
        let short = step.map(|entry| entry * 1e-5);
        let share = change(&f, at, short) / (length(&short) * length(&[fx, fy]));
        evidence.push(near(
            format!("true change after a short step {name}, over its length and that of the gradient"),
            share,
            cosine,
            1e-4,
        ));
    }
    evidence
}

fn other_metric() -> Vec<Evidence> {
    let machine = LinearFunctional::new(vec![2.0, 4.0]);
    let metric = stretched();
    let turned = arrow(&machine, &metric);
    let mut evidence =
        vec![exact("the arrow of (2, 4) under diag(1, 4), against (2, 1)", apart(&turned, &[2.0, 1.0]), 0.0)];
    for step in chance(30, 6).chunks(2) {
        let inner = metric.inner(&turned, step).unwrap_or(f64::NAN);
        evidence.push(near(
            format!("its inner product with ({:.3}, {:.3}), against the answer 2h + 4k", step[0], step[1]),
            inner,
            2.0 * step[0] + 4.0 * step[1],
            1e-15,
        ));
    }
    // Ask all steps whose length is 1 in this metric: x² + 4y² = 1.
    let unit = |[cos, sin]: [f64; 2]| [cos, sin / 2.0];
    let (turn, most) = best(36_000, |towards| answer(&machine, &unit(towards)));
    let found = unit(direction(turn / 360.0));
    let towards = |step: &[f64]| Number::atan2(&step[1], &step[0]).to_degrees();
    evidence.push(near(
        "direction of the best of 36000 steps of length 1 in this metric, in degrees",
        towards(&found),
        towards(&turned),
        0.01,
    ));
    let long = metric.length(&turned).unwrap_or(f64::NAN);
    evidence.push(near("its answer, against the arrow's length in this metric", most, long, 1e-7));
    evidence
}

fn cosine_law() -> Vec<Evidence> {
    chance(31, 20)
        .chunks(4)
        .map(|numbers| {
            let (g, h) = ([numbers[0], numbers[1]], [numbers[2], numbers[3]]);
            // The angle from where each of them points.
            let between = Number::atan2(&g[1], &g[0]) - Number::atan2(&h[1], &h[0]);
            near(
                format!("gradient ({:.2}, {:.2}), step ({:.2}, {:.2})", g[0], g[1], h[0], h[1]),
                answer(&LinearFunctional::new(g.to_vec()), &h),
                length(&g) * length(&h) * Number::cos(&between),
                1e-12,
            )
        })
        .collect()
}

fn steepest() -> Vec<Evidence> {
    let (f, at) = ground();
    let machine = LinearFunctional::of(&f, &at);
    let (foretold, _) = best(3600, |step| answer(&machine, &step));
    let ring = |radius: f64| best(36_000, |step| change(&f, at, step.map(|entry| entry * radius))).0;
    let [far, near_by, close] = [0.1, 0.01, 0.001].map(|radius| (ring(radius) - 14.036).abs());
    vec![
        near("of 3600 directions the one foretold to climb most, in degrees", foretold, 14.036, 0.1),
        near("of a ring of true steps of length 0.001", ring(0.001), 14.036, 0.1),
        at_least("how far the best of a ring of 0.1 is off, over that of 0.01", far / near_by, 5.0),
        at_least("of 0.01 over 0.001", near_by / close, 1.5),
    ]
}

fn how_steep() -> Vec<Evidence> {
    let (f, at) = ground();
    let slope = gradient(&f, at);
    let long = length(&slope);
    let unit = slope.map(|entry| entry / long);
    // The ground along the arrow, as a function of the way gone.
    let way = Dual::<f64, 1>::variable(0.0, 0);
    let along = [0, 1].map(|i| way.mul(&Dual::constant(unit[i])).add(&Dual::constant(at[i])));
    vec![
        near("length of the gradient of x²y at (1, 2)", long, 4.123_11, 5e-6),
        near("its square", long * long, 17.0, 1e-14),
        near("slope of the ground along it", *f.read(&along).slope(0), long, 1e-14),
        near(
            "height gained by 0.0001 along it, over 0.0001",
            change(&f, at, unit.map(|entry| entry * 1e-4)) / 1e-4,
            long,
            5e-4,
        ),
    ]
}

fn level() -> Vec<Evidence> {
    let f = formula("(x^2+y-11)^2+(x+y^2-7)^2");
    let found = critical_points(&f, [-5.0, 5.0, -5.0, 5.0]);
    let of = |kind: Critical| found.points.iter().filter(move |point| point.kind == kind);
    let steep = found.points.iter().flat_map(|point| {
        let machine = LinearFunctional::of(&f, &[point.x, point.y]);
        (0..8).map(move |k| answer(&machine, &direction(f64::from(k) / 8.0)).abs()).collect::<Vec<_>>()
    });
    let top = of(Critical::Maximum).next().map_or([f64::NAN; 2], |point| [point.x, point.y]);
    let at_3_2 = of(Critical::Minimum).find(|point| (point.x - 3.0).abs() < 0.1);
    let eigenvalues = at_3_2.map_or([f64::NAN; 2], |point| point.eigenvalues);
    // At (3, 2) both brackets vanish, so the Hessian is twice the square of their slopes: [[74, 20], [20, 34]].
    let (middle, apart) = (54.0, (400.0f64 + 400.0).sqrt());
    vec![
        count("critical points in the square from -5 to 5", found.points.len(), 9),
        exact("proved that there are no others (1 if so)", f64::from(u8::from(found.complete)), 1.0),
        count("minima", of(Critical::Minimum).count(), 4),
        count("saddles", of(Critical::Saddle).count(), 4),
        count("maxima", of(Critical::Maximum).count(), 1),
        at_most("the steepest of 8 directions at any of them", largest(steep), 1e-10),
        near("where the maximum is, x", top[0], -0.2708, 5e-5),
        near("y", top[1], -0.9230, 5e-5),
        near("smaller eigenvalue at (3, 2), against 54 - √800", eigenvalues[0], middle - apart, 1e-9),
        near("larger eigenvalue, against 54 + √800", eigenvalues[1], middle + apart, 1e-9),
        near("the same against its known decimals", eigenvalues[1], 82.284, 5e-4),
    ]
}
