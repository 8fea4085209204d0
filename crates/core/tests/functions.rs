//! Every function of formulas and its derivatives, in every number system, against the independent reference.

#![allow(clippy::unwrap_used, reason = "data that is not as described is a failed test")]

use hillside_core::{Dual, Expr, Hyper, Interval, Jet, Lanes, Number};
use serde_json::Value;

/// A number of the reference: infinities are words, and null is undefined.
fn number(value: &Value) -> f64 {
    match value.as_str() {
        Some("inf") => f64::INFINITY,
        Some("-inf") => f64::NEG_INFINITY,
        _ => value.as_f64().unwrap_or(f64::NAN),
    }
}

/// A number or a list of them.
fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().map_or_else(|| vec![number(value)], |list| list.iter().map(number).collect())
}

/// What a series loses that is put together of coefficients of size 1.
const JETS: f64 = 1e-15;

/// A function at a place.
struct Case {
    expr: Expr,
    what: String,
    at: Vec<f64>,
    /// The value, the slopes and the second derivatives.
    want: [Vec<f64>; 3],
    /// What each of them may be off by, relative and absolute.
    tolerance: [[f64; 2]; 3],
    /// Whether an infinity and what is undefined are as good as each other.
    edge: bool,
}

/// Every case but those that are left open.
fn cases() -> Vec<Case> {
    let data: Value = serde_json::from_str(include_str!("golden/formulas.json")).unwrap();
    let mut cases = Vec::new();
    for function in data["functions"].as_array().unwrap() {
        let name = function["name"].as_str().unwrap();
        let has = |list: &str, index: usize| numbers(&function[list]).contains(&(index as f64));
        for (index, at) in function["at"].as_array().unwrap().iter().enumerate() {
            let arguments = if at.is_array() { "(x,y)" } else { "(x)" };
            // What is left open is settled for hypot: it overflows nowhere.
            if has("free", index) && name != "hypot" {
                continue;
            }
            let tolerance = [0, 1, 2].map(|k| {
                let tolerance = numbers(&function["tol"][k]);
                [tolerance[0], tolerance[1]]
            });
            cases.push(Case {
                expr: Expr::parse(&[name, arguments].concat()).unwrap(),
                what: format!("{name} at {at}"),
                at: numbers(at),
                want: ["value", "d1", "d2"].map(|part| numbers(&function[part][index])),
                tolerance,
                edge: has("edge", index),
            });
        }
    }
    assert!(cases.len() > 800, "{}", cases.len());
    cases
}

impl Case {
    fn y(&self) -> f64 {
        self.at.get(1).copied().unwrap_or(0.0)
    }

    /// Of the slopes or second derivatives in x and y those the case has.
    fn check(&self, system: &str, order: usize, got: &[f64]) {
        let want = &self.want[order];
        let largest = want.iter().map(|want| want.abs()).filter(|size| size.is_finite()).fold(0.0, f64::max);
        let slack = self.tolerance[order][0] * largest + self.tolerance[order][1];
        for (got, want) in got.iter().zip(want) {
            let fits = if want.is_finite() {
                (got - want).abs() <= slack
            } else if self.edge && !(self.what.starts_with("cbrt") && order == 1) {
                !got.is_finite()
            } else {
                got == want || got.is_nan() && want.is_nan()
            };
            assert!(fits, "{} by {system}, order {order}: {got:e}, not {want:e}", self.what);
        }
    }

    fn encloses(&self, order: usize, got: &[Interval]) {
        for (got, want) in got.iter().zip(&self.want[order]) {
            let fits = if want.is_finite() {
                got.contains(*want)
            } else if want.is_nan() || self.edge {
                !got.is_continuous() || got.width() == f64::INFINITY
            } else {
                got.lower() <= *want && *want <= got.upper()
            };
            assert!(fits, "{} in intervals, order {order}: {want:e} is not in {got:?}", self.what);
        }
    }
}

#[test]
fn in_doubles() {
    for case in cases() {
        let at = [case.at[0], case.y()];
        case.check("doubles", 0, &[case.expr.read(&at)]);
    }
}

#[test]
fn in_dual_and_hyper_dual_numbers() {
    for case in cases() {
        let (x, y) = (case.at[0], case.y());
        let dual = case.expr.read(&[Dual::<f64, 2>::variable(x, 0), Dual::variable(y, 1)]);
        case.check("dual numbers", 0, &[*dual.value()]);
        case.check("dual numbers", 1, dual.slopes());
        let hyper = case.expr.read(&[Hyper::variable(x, 0), Hyper::variable(y, 1)]);
        case.check("hyper-dual numbers", 0, &[*hyper.value()]);
        case.check("hyper-dual numbers", 1, hyper.slopes());
        case.check("hyper-dual numbers", 2, hyper.hessian());
    }
}

#[test]
fn in_jets() {
    for mut case in cases() {
        let variables = case.at.len();
        let at: Vec<Jet> =
            (0..variables).map(|index| Jet::variable(case.at[index], index, variables, 2)).collect();
        let jet = case.expr.read(&at);
        let coefficients = jet.coefficients();
        case.check("jets", 0, &coefficients[..1]);
        case.check("jets", 1, &coefficients[1..=variables]);
        // The square terms are half of the second derivatives.
        let second: Vec<f64> = match coefficients[1 + variables..] {
            [square] => vec![2.0 * square],
            [xx, xy, yy] => vec![2.0 * xx, xy, 2.0 * yy],
            _ => panic!("{}: {coefficients:?}", case.what),
        };
        // Where a coefficient overflows, those after it are lost.
        if case.want[2].iter().any(|want| want.is_infinite()) {
            assert!(second.iter().all(|second| !second.is_finite()), "{}: {second:?}", case.what);
        } else {
            case.tolerance[2][1] = case.tolerance[2][1].max(JETS);
            case.check("jets", 2, &second);
        }
    }
}

#[test]
fn in_many_lanes() {
    let cases = cases();
    for pair in cases.windows(2) {
        if pair[0].expr != pair[1].expr {
            continue;
        }
        let lanes =
            |axis: usize| Lanes::from_fn(|lane| if axis == 0 { pair[lane].at[0] } else { pair[lane].y() });
        let (x, y) = (Hyper::variable(lanes(0), 0), Hyper::variable(lanes(1), 1));
        let read = pair[0].expr.read(&[x, y]);
        for (lane, case) in pair.iter().enumerate() {
            let of = |numbers: &[Lanes]| -> Vec<f64> {
                numbers.iter().map(|number| number.to_array()[lane]).collect()
            };
            case.check("lanes", 0, &of(&[*read.value()]));
            case.check("lanes", 1, &of(read.slopes()));
            case.check("lanes", 2, &of(read.hessian()));
        }
    }
}

#[test]
fn in_intervals() {
    for case in cases() {
        let [x, y] = [case.at[0], case.y()].map(Interval::point);
        let read = case.expr.read(&[Hyper::variable(x, 0), Hyper::variable(y, 1)]);
        case.encloses(0, &[*read.value()]);
        case.encloses(1, read.slopes());
        case.encloses(2, read.hessian());
        let jet = case.expr.read(&[Jet::variable(x, 0, 2, 1), Jet::variable(y, 1, 2, 1)]);
        case.encloses(0, &jet.coefficients()[..1]);
        case.encloses(1, &jet.coefficients()[1..]);
    }
}

/// What is written with numbers only is worked out beforehand, in numbers that do not overflow.
#[test]
fn of_numbers() {
    for case in cases() {
        let [x, y] = [case.at[0], case.y()].map(|number| format!("({number:e})"));
        let text = case.expr.to_string().replace(",y)", &format!(",{y})"));
        let text = text.replace("(x", &format!("({x}"));
        case.check("numbers", 0, &[Expr::parse(&text).unwrap().read::<f64>(&[])]);
    }
}

/// The formulas of the derivatives, at the places where nothing happens: at a kink they have the mean of both slopes.
#[test]
fn in_formulas() {
    for case in cases() {
        let at = [case.at[0], case.y()];
        let tame = at.iter().all(|v| *v == 0.0 || (0.01..30.0).contains(&v.abs()));
        let kink = at[0] == 0.0 && case.what.starts_with("relu");
        if !tame || kink || case.want.iter().flatten().any(|want| !want.is_finite()) {
            continue;
        }
        let gradient = case.expr.gradient();
        for (slope, want) in gradient.iter().zip(&case.want[1]) {
            let got = slope.read(&at);
            assert!(
                (got - want).abs() <= 1e-9 * (1.0 + want.abs()),
                "{}: {slope} is {got:e}, not {want:e}",
                case.what
            );
        }
    }
}
