//! The gradient's Lipschitz constant over a box against the independent reference.

#![allow(clippy::unwrap_used, reason = "data that is not as described is a failed test")]

use hillside_core::{
    Descent, DescentSettings, Expr, Lipschitz, LipschitzSearch, Number, SymmetricEigen2, curvature, gradient,
    hessian, lipschitz,
};
use serde_json::Value;

fn reference() -> Value {
    serde_json::from_str(include_str!("golden/lipschitz.json")).unwrap()
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

#[test]
fn the_enclosure_holds_the_reference() {
    for surface in reference()["surfaces"].as_array().unwrap() {
        let name = surface["name"].as_str().unwrap();
        let expr = Expr::parse(surface["expr"].as_str().unwrap()).unwrap();
        let area: [f64; 4] = numbers(&surface["box"]).try_into().unwrap();
        let got = lipschitz(&expr, area, 1e-3);
        let [low, high] = ["L_lower", "L_upper"].map(|key| surface[key].as_f64().unwrap());
        assert!(got.upper >= low, "{name}: {got:?} is below {low}");
        assert!(got.lower <= high, "{name}: {got:?} is above {high}");
        assert!(got.upper <= got.lower * (1.0 + 1e-3), "{name}: {got:?} is too wide");
    }
}

#[test]
fn a_run_of_the_reference_descends_as_promised() {
    for surface in reference()["surfaces"].as_array().unwrap() {
        let name = surface["name"].as_str().unwrap();
        let expr = Expr::parse(surface["expr"].as_str().unwrap()).unwrap();
        let area: [f64; 4] = numbers(&surface["box"]).try_into().unwrap();
        let proved = lipschitz(&expr, area, 1e-3).upper;
        let first = &surface["descent"]["rows"][0];
        if first.is_null() {
            continue;
        }
        let start = [first[1].as_f64().unwrap(), first[2].as_f64().unwrap()];
        let mut descent = Descent::new(&expr, DescentSettings::new(start, 1.0 / proved));
        let mut before = descent.last();
        for _ in 0..50 {
            let next = descent.step();
            if !(area[0]..=area[1]).contains(&next.x) || !(area[2]..=area[3]).contains(&next.y) {
                break;
            }
            let [gx, gy] = before.gradient;
            let bound = before.value - (gx * gx + gy * gy) / (2.0 * proved);
            assert!(next.value <= bound + 1e-12 * (1.0 + bound.abs()), "{name}: {next:?} above {bound}");
            before = next;
        }
    }
}

#[test]
fn nothing_is_promised_where_the_gradient_jumps_or_does_not_exist() {
    for text in [
        "abs(x)+y^2",
        "1/x",
        "sqrt(x)",
        "sqrt(x^2+y^2)",
        "tan(2*x)",
        "ln(x)",
        "abs(x*y)*x",
        "1/0",
        "relu(x)",
        "relu(x)^2",
        "max(x,y)",
        "min(x^2,y)",
        "sign(x)",
        "step(x)*x^2",
        "cbrt(x)",
        "hypot(x,y)",
        "atan2(y,x)",
        "acosh(1+x)",
        "atanh(x)",
        "0*sign(x)",
        "csc(x)",
    ] {
        let got = lipschitz(&Expr::parse(text).unwrap(), [-1.0, 1.0, -1.0, 1.0], 1e-3);
        assert_eq!(got.upper, f64::INFINITY, "{text}");
        assert!(got.lower.is_finite() && got.lower >= 0.0, "{text}: {got:?}");
    }
    for area in [[f64::NAN, 1.0, 0.0, 1.0], [0.0, f64::INFINITY, 0.0, 1.0]] {
        assert_eq!(lipschitz(&Expr::parse("x^2").unwrap(), area, 1e-3).upper, f64::INFINITY);
    }
}

#[test]
fn flat_ground_and_thin_boxes() {
    let plane = lipschitz(&Expr::parse("2*x-y").unwrap(), [-1.0, 1.0, -1.0, 1.0], 1e-3);
    assert_eq!((plane.lower, plane.upper), (0.0, 0.0));
    let segment = lipschitz(&Expr::parse("x^3").unwrap(), [2.0, 0.0, 1.0, 1.0], 1e-6);
    assert!(segment.lower <= 12.0 && 12.0 <= segment.upper && segment.upper < 12.001, "{segment:?}");
    let point = lipschitz(&Expr::parse("x^3*y").unwrap(), [1.0, 1.0, 0.0, 0.0], 1e-6);
    assert!(point.lower <= 3.0 && 3.0 <= point.upper && point.upper < 3.001, "{point:?}");
}

#[test]
fn slices_only_tighten() {
    let expr = Expr::parse("sin(3*x)*exp(y)+x*y^3").unwrap();
    let mut search = LipschitzSearch::new(&expr, [-2.0, 2.0, -2.0, 2.0], 1e-4);
    let mut before = search.enclosure();
    assert_eq!((before.lower, before.upper), (0.0, f64::INFINITY));
    for _ in 0..10_000 {
        let progress = search.step(5);
        let now = search.enclosure();
        assert!(now.lower >= before.lower && now.upper <= before.upper && now.lower <= now.upper);
        before = now;
        if progress.finished {
            break;
        }
    }
    assert!(before.upper <= before.lower * 1.0001, "{before:?}");
}

#[test]
fn no_point_bends_more_than_proved() {
    for text in [
        "x^3*y-y^2*x",
        "sin(x*y)+exp(x-y)",
        "atan(x)*tanh(y)",
        "exp(-x^2-y^2)",
        "x*ln(3+y)/(4+x)",
        // Steeper just outside of the box.
        "sin(4*x)*sin(4*y)*(1+x/2)",
        "(x+y)^4-(x-2*y)^3",
        "cos(3*(x+y))*exp(x-y)",
        "cosh(x+2*y)*cos(x)^2",
    ] {
        let expr = Expr::parse(text).unwrap();
        let proved = lipschitz(&expr, [-1.0, 1.5, -1.2, 1.0], 1e-2);
        let mut steepest = 0.0f64;
        for (i, j) in (0..=60).flat_map(|i| (0..=60).map(move |j| (i, j))) {
            let at = [-1.0 + 2.5 * f64::from(i) / 60.0, -1.2 + 2.2 * f64::from(j) / 60.0];
            let [a, b, c] = hessian(&expr, at);
            let [low, high] = SymmetricEigen2::new(a, b, c).eigenvalues;
            steepest = steepest.max(high.max(-low));
        }
        assert!(steepest <= proved.upper * (1.0 + 1e-12), "{text}: {steepest} beyond {proved:?}");
        assert!(steepest >= proved.lower * 0.98, "{text}: {steepest} far from {proved:?}");
        assert!(proved.upper <= proved.lower * 1.01, "{text}: {proved:?}");
    }
}

/// Searches to the end: what was proved, and how many cells that took.
fn search(text: &str, area: [f64; 4], tolerance: f64) -> (Lipschitz, usize) {
    let expr = Expr::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let mut search = LipschitzSearch::new(&expr, area, tolerance);
    let mut progress = search.step(500);
    while !progress.finished {
        progress = search.step(500);
    }
    (search.enclosure(), progress.cells)
}

#[track_caller]
fn check(text: &str, area: [f64; 4], tolerance: f64, want: f64, most_cells: usize) {
    let (Lipschitz { lower, upper }, cells) = search(text, area, tolerance);
    let slack = 1e-11 * want;
    assert!(
        lower <= want + slack && want <= upper + slack,
        "{text}: {want:e} is not in {lower:e}..{upper:e}"
    );
    assert!(upper <= lower * (1.0 + tolerance), "{text} to {tolerance:e}: {lower:e}..{upper:e} is too wide");
    assert!(cells <= most_cells, "{text} to {tolerance:e}: {cells} cells, not {most_cells}");
}

/// The greatest value of a function of one variable: the best of many points, and what is about it.
fn greatest(f: impl Fn(f64) -> f64, from: f64, to: f64) -> f64 {
    let at = |i: usize, low: f64, high: f64| low + (high - low) * i as f64 / 2000.0;
    let (mut low, mut high) = (from, to);
    for _ in 0..4 {
        let (a, b) = (low, high);
        let best = (0..=2000).max_by(|i, j| f(at(*i, a, b)).total_cmp(&f(at(*j, a, b)))).unwrap();
        (low, high) = (at(best.saturating_sub(1), a, b), at((best + 1).min(2000), a, b));
    }
    f(0.5 * (low + high)).max(f(from)).max(f(to))
}

/// Where the Hessian is greatest at hundreds of points or all along lines, straight or curved.
#[test]
fn maximisers_without_number() {
    let area = [-2.0, 2.0, -2.0, 2.0];
    let beside = [-1.7, 2.3, -1.9, 2.2];
    let pi = std::f64::consts::PI;
    let e = std::f64::consts::E;
    for (text, want, cells) in [
        // Lines: products and sums of waves, upright and slanted.
        ("cos(12*x)*cos(12*y)", 144.0, [10, 10]),
        ("sin(30*x)*sin(30*y)", 900.0, [20, 20]),
        ("cos(8*(x+y))", 128.0, [10, 10]),
        ("sin(20*x)+sin(20*y)", 400.0, [10, 10]),
        ("sin(9*x)^2+sin(9*y)^2", 162.0, [10, 10]),
        ("sin(10*(x+y))+sin(10*(x-y))", 200.0, [10, 10]),
        ("cos(12*x)*cos(12*y)*cos(12*(x+y))", 432.0, [20, 20]),
        ("(2-cos(11.3*x)*sin(11.3*y))/3", 11.3 * 11.3 / 3.0, [10, 10]),
        // Points: (12, 2) and (2, -4) are the waves, and (15 ± 19.74, 18 ∓ 8).
        ("cos(5*x+3*y)*sin(7*x-y)", 42.0 + 1088.0f64.sqrt(), [100, 100]),
        ("cos(15*x+18*y)*sin(19.74*x-8*y)", 660.727_892_179, [100, 100]),
        ("cos(12*x)*cos(7*y)", 144.0, [20, 20]),
        ("cos(12*x)*cos(11*y)", 144.0, [20, 20]),
        ("sin(10*x)*sin(10*y)+x^2", 102.0, [200, 200]),
        ("20+x^2+y^2-10*(cos(6*pi*x)+cos(6*pi*y))", 2.0 + 360.0 * pi * pi, [20, 20]),
        ("exp(-x^2)*cos(20*y)", 400.0, [1000, 2000]),
        ("exp(cos(5*x)+cos(5*y))", 25.0 * e * e, [4000, 5000]),
        ("(2+cos(10*x))*(2+cos(10*y))", 300.0, [12000, 18000]),
        ("sin(7*x)/(2+cos(7*y))", 49.0, [7000, 9000]),
        ("sqrt(1+sin(8*x)^2+sin(8*y)^2)", 64.0, [22000, 28000]),
    ] {
        for (area, scale) in [(area, 1), (beside, 2)] {
            check(text, area, 1e-3, want, scale * cells[0]);
            check(text, area, 1e-6, want, scale * cells[1]);
        }
    }
}

/// Of a function of `s = x^2 + y^2` the eigenvalues are `4 s f'' + 2 f'` and `2 f'`: they are
/// greatest along circles.
#[test]
fn circles_of_maximisers() {
    type Slopes = fn(f64) -> [f64; 2];
    let area = [-2.0, 2.0, -2.0, 2.0];
    let waves: Slopes = |s| [-Number::sin(&s), -Number::cos(&s)];
    let ring: Slopes = |s| {
        let (u, f) = (s - 1.0, Number::exp(&(-4.0 * (s - 1.0) * (s - 1.0))));
        [-8.0 * u * f, (64.0 * u * u - 8.0) * f]
    };
    let bank: Slopes = |s| {
        let tanh = Number::tanh(&(3.0 * (s - 2.0)));
        let slope = 3.0 * (1.0 - tanh * tanh);
        [slope, -6.0 * tanh * slope]
    };
    let ripples: Slopes = |s| {
        let root = (s + 1.0).sqrt();
        let (sin, cos) = Number::sin_cos(&(4.0 * root));
        [-2.0 * sin / root, sin / (root * root * root) - 4.0 * cos / (root * root)]
    };
    for (text, slopes, cells) in [
        ("cos(x^2+y^2)", waves, [2000, 8000]),
        ("exp(-4*(x^2+y^2-1)^2)", ring, [9000, 40_000]),
        ("tanh(3*(x^2+y^2-2))", bank, [18_000, 100_000]),
        ("cos(4*sqrt(x^2+y^2+1))", ripples, [4000, 15_000]),
    ] {
        let radius = |s: f64| {
            let [first, second] = slopes(s);
            (4.0 * s * second + 2.0 * first).abs().max((2.0 * first).abs())
        };
        let want = greatest(radius, 0.0, 8.0);
        check(text, area, 1e-3, want, cells[0]);
        check(text, area, 1e-6, want, cells[1]);
    }
}

/// The formulas of the scale law, which take one cell and thousands.
const SCALED: [(&str, f64); 6] = [
    ("2*x^2+y^2", 1e-6),
    ("x^3*y-y^2*x", 1e-6),
    ("sin(x*y)*exp(x)", 1e-4),
    ("cos(12*x)*cos(12*y)", 1e-6),
    ("exp(-x^2)*cos(7*y)+x^4/10", 1e-3),
    ("(2+cos(5*x))*(2+cos(5*y))", 1e-3),
];

/// A multiple of a function has that multiple of the constant, and takes as long.
#[test]
fn heights_of_any_scale() {
    let area = [-1.0, 1.5, -1.2, 1.0];
    for (text, tolerance) in SCALED {
        let (plain, cells) = search(&format!("1*({text})"), area, tolerance);
        for exponent in (-300..=300).step_by(60) {
            let scale: f64 = format!("1e{exponent}").parse().unwrap();
            let (got, took) = search(&format!("{scale:e}*({text})"), area, tolerance);
            let context = format!("{scale:e}*({text}): {got:?} in {took} cells, {plain:?} in {cells}");
            assert!(got.upper <= got.lower * (1.0 + tolerance), "{context}");
            assert!(got.lower <= plain.upper * scale && plain.lower * scale <= got.upper, "{context}");
            assert!(took.abs_diff(cells) <= 4 + cells / 20, "{context}");
        }
        // Powers of two to the last bit, as long as nothing is too small or, because that rounds
        // nothing, once something.
        let power = |exponent: i32| Number::powi(&2.0, exponent);
        let (large, cells) = search(&format!("{:e}*({text})", power(77)), area, tolerance);
        for exponent in [-333, -50, 50, 200] {
            let scale = power(exponent);
            let (got, took) = search(&format!("{scale:e}*({text})"), area, tolerance);
            assert_eq!(
                (got.lower / scale, got.upper / scale),
                (large.lower / power(77), large.upper / power(77)),
                "{text}: 2^{exponent}"
            );
            assert_eq!(took, cells, "{text}: 2^{exponent}");
        }
    }
}

/// Nor do the units of x and y matter.
#[test]
fn lengths_of_any_scale() {
    let square = |side: f64| [-side, side, -side, side];
    for (text, area, want) in [
        ("1e250*(2*x^2+y^2)", square(1.0), 4e250),
        ("1e-200*(x^2+3*y^2)", square(1.0), 6e-200),
        ("cos(1e-150*x)*cos(1e-150*y)", square(1e150), 1e-300),
        ("(1e-150*x)^2+3*(1e-150*y)^2", square(1e150), 6e-300),
        ("sin(1e100*x)*sin(1e100*y)", square(4e-100), 1e200),
        ("cos(1e-100*x)+y^2*1e-200", square(1e100), 2e-200),
        ("x^4+y^4", square(1e70), 12e140),
        ("exp(-(1e80*x)^2-(1e80*y)^2)", square(1e-80), 2e160),
        ("exp(cos(5e-90*x)+cos(5e-90*y))", square(2e90), 25e-180 * std::f64::consts::E * std::f64::consts::E),
        ("cos(1e-60*x)*(2+cos(3e60*y))", [-2e60, 2e60, -1e-60, 1e-60], 9e120),
    ] {
        check(text, area, 1e-3, want, 5000);
    }
    let area = [-1.0, 1.5, -1.2, 1.0];
    for (text, tolerance) in SCALED {
        let measured = |unit: f64| {
            let text = text.replace("exp", "EXP").replace('x', &format!("(x*{unit:e})"));
            text.replace('y', &format!("(y*{unit:e})")).replace("EXP", "exp")
        };
        let (half, cells) = search(&measured(2.0), area.map(|end| end / 2.0), tolerance);
        for exponent in [-100, -7, 30, 150] {
            let unit = Number::powi(&2.0, exponent);
            let text = measured(unit);
            let (got, took) = search(&text, area.map(|end| end / unit), tolerance);
            let square = unit * unit;
            assert_eq!(
                (got.lower / square, got.upper / square),
                (half.lower / 4.0, half.upper / 4.0),
                "{text}"
            );
            assert_eq!(took, cells, "{text}");
        }
    }
}

/// One eigenvalue is 4 everywhere, the other moves: seen along the diagonals, one look is enough.
#[test]
fn an_eigenvalue_that_stays_is_seen_to_stay() {
    let expr = Expr::parse("sin(x+y)+(x-y)^2-1.5*x+2.5*y+1").unwrap();
    let mut search = LipschitzSearch::new(&expr, [-1.5, 4.0, -3.0, 4.0], 1e-9);
    let progress = search.step(10);
    let proved = search.enclosure();
    assert!(progress.finished, "{proved:?} after {progress:?}");
    assert!(proved.lower <= 4.0 && 4.0 <= proved.upper && proved.upper < 4.0 + 1e-13, "{proved:?}");
}

/// Nobody waits for ever: of a long formula fewer cells are looked at, and what is said still holds.
#[test]
fn a_page_long_formula_ends() {
    let term = |k: u32| format!("sin({k}*x+cos({}*y*x))*exp(-(x-{k}/40)^2)", 41 - k);
    let text = (1..40).map(term).collect::<Vec<_>>().join("+");
    let expr = Expr::parse(&text).unwrap();
    let area = [-1.0, 1.0, -1.0, 1.0];
    let mut search = LipschitzSearch::new(&expr, area, 1e-9);
    let mut progress = search.step(500);
    while !progress.finished {
        progress = search.step(500);
    }
    assert!(progress.cells < 20_000, "{progress:?}");
    let proved = search.enclosure();
    for (i, j) in (0..=20).flat_map(|i| (0..=20).map(move |j| (i, j))) {
        let [a, b, c] = hessian(&expr, [-1.0 + 0.1 * f64::from(i), -1.0 + 0.1 * f64::from(j)]);
        let [low, high] = SymmetricEigen2::new(a, b, c).eigenvalues;
        assert!(high.max(-low) <= proved.upper, "{low}, {high} beyond {proved:?}");
    }
}

#[test]
fn pairs_of_the_reference_turn_the_gradient_no_faster() {
    for surface in reference()["surfaces"].as_array().unwrap() {
        let name = surface["name"].as_str().unwrap();
        let expr = Expr::parse(surface["expr"].as_str().unwrap()).unwrap();
        let area: [f64; 4] = numbers(&surface["box"]).try_into().unwrap();
        let proved = lipschitz(&expr, area, 1e-3);
        let pairs = surface["gradient_pairs"].as_array().unwrap();
        assert!(!pairs.is_empty(), "{name}");
        for pair in pairs {
            let [x, y, u, v, turned, apart, ratio] = numbers(pair)[..] else { panic!("{name}: {pair}") };
            let (g, h) = (gradient(&expr, [x, y]), gradient(&expr, [u, v]));
            let got = ((g[0] - h[0]) * (g[0] - h[0]) + (g[1] - h[1]) * (g[1] - h[1])).sqrt();
            assert!((got - turned).abs() <= 1e-10 * (1.0 + turned), "{name} {pair}: {got}");
            assert!((got / apart - ratio).abs() <= 1e-9 * (1.0 + ratio), "{name} {pair}: {}", got / apart);
            assert!(ratio <= proved.upper * (1.0 + 1e-12), "{name} {pair}: beyond {proved:?}");
        }
        // Where the reference found its maximum, so do we.
        let at: [f64; 2] = numbers(&surface["argmax"]).try_into().unwrap();
        let here = curvature(&expr, at);
        for (got, want) in here.eigenvalues.iter().zip(numbers(&surface["eig_at_argmax"])) {
            assert!((got - want).abs() <= 1e-9 * here.spectral_radius, "{name} at {at:?}: {got}, not {want}");
        }
        assert!(here.spectral_radius <= proved.upper * (1.0 + 1e-12), "{name} at {at:?}: beyond {proved:?}");
    }
}

/// One over the largest eigenvalue of a saddle, 2 and not -1000, runs away along the other.
#[test]
fn the_naive_step_at_a_saddle_runs_away() {
    let runs = reference()["naive_saddle_step"].as_array().unwrap().clone();
    assert!(!runs.is_empty());
    for run in runs {
        let start: [f64; 2] = numbers(&run["start"]).try_into().unwrap();
        let expr = Expr::parse("x^2-500*y^2").unwrap();
        let mut descent = Descent::new(&expr, DescentSettings::new(start, run["alpha"].as_f64().unwrap()));
        for row in run["rows"].as_array().unwrap() {
            let row = numbers(row);
            while (descent.length() - 1) as f64 != row[0] {
                descent.step();
            }
            let step = descent.last();
            for (got, want) in [step.x, step.y, step.value].iter().zip(&row[1..]) {
                assert!((got - want).abs() <= 1e-9 * want.abs().max(1e-9), "{row:?}: {got}, not {want}");
            }
        }
    }
}
