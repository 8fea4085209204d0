//! The laws of the number systems: one table of all operations, checked in every one of them.
//!
//! An operation that is missing from the table fails a test, and so does a system that disagrees
//! with the plain formula beside the operation, with the other systems, or with what slopes are.

#![allow(clippy::disallowed_methods, reason = "a check is to be computed by other means than what it checks")]
#![allow(clippy::unwrap_used, reason = "a table that is not as described is a failed test")]

use std::f64::consts::PI;
use std::ops::RangeInclusive;

use hillside_core::{
    Binary, Dual, Expr, Hyper, Jet, Lanes, Number, Unary, derivatives, node, sample, sample_slopes,
};

/// An operation of one argument.
struct Row {
    op: Unary,
    /// The operation by the standard library, which is not the one Hillside uses.
    plain: fn(f64) -> f64,
    /// Where the function is defined.
    domain: RangeInclusive<f64>,
    /// Where it has no slope, or an infinite one.
    kinks: &'static [f64],
    /// The values at the edges of the domain and elsewhere where they are known exactly.
    exact: &'static [(f64, f64)],
    /// By how much the plain formula may be off, relative to the value and altogether.
    slack: [f64; 2],
}

impl Row {
    /// A plain formula less exact than the function itself.
    fn off_by(self, relative: f64, absolute: f64) -> Self {
        Self { slack: [relative, absolute], ..self }
    }
}

const ALL: RangeInclusive<f64> = f64::NEG_INFINITY..=f64::INFINITY;
const INF: f64 = f64::INFINITY;

fn table() -> Vec<Row> {
    let row = |op, plain, domain, kinks, exact| Row { op, plain, domain, kinks, exact, slack: [1e-15, 0.0] };
    vec![
        row(Unary::Neg, |x| -x, ALL, &[], &[(0.0, -0.0), (INF, -INF)]),
        row(Unary::Abs, f64::abs, ALL, &[0.0], &[(-0.0, 0.0), (-INF, INF), (-2.5, 2.5)]),
        row(Unary::Sqrt, f64::sqrt, 0.0..=INF, &[0.0], &[(-0.0, -0.0), (4.0, 2.0), (INF, INF)]),
        row(
            Unary::Exp,
            f64::exp,
            ALL,
            &[],
            &[(0.0, 1.0), (-INF, 0.0), (INF, INF), (-746.0, 0.0), (710.0, INF)],
        ),
        row(Unary::Ln, f64::ln, 0.0..=INF, &[0.0], &[(0.0, -INF), (-0.0, -INF), (1.0, 0.0), (INF, INF)]),
        row(
            Unary::Log10,
            f64::log10,
            0.0..=INF,
            &[0.0],
            &[(0.0, -INF), (1.0, 0.0), (1000.0, 3.0), (INF, INF)],
        ),
        row(Unary::Sin, f64::sin, -f64::MAX..=f64::MAX, &[], &[(0.0, 0.0), (-0.0, -0.0)]),
        row(Unary::Cos, f64::cos, -f64::MAX..=f64::MAX, &[], &[(0.0, 1.0)]),
        row(Unary::Tan, f64::tan, -f64::MAX..=f64::MAX, &[], &[(0.0, 0.0), (-0.0, -0.0)]),
        row(
            Unary::Asin,
            f64::asin,
            -1.0..=1.0,
            &[-1.0, 1.0],
            &[(1.0, PI / 2.0), (-1.0, -PI / 2.0), (0.0, 0.0)],
        ),
        row(Unary::Acos, f64::acos, -1.0..=1.0, &[-1.0, 1.0], &[(1.0, 0.0), (-1.0, PI), (0.0, PI / 2.0)]),
        row(Unary::Atan, f64::atan, ALL, &[], &[(0.0, 0.0), (INF, PI / 2.0), (-INF, -PI / 2.0)]),
        row(Unary::Sinh, f64::sinh, ALL, &[], &[(0.0, 0.0), (-0.0, -0.0), (INF, INF), (-INF, -INF)]),
        row(Unary::Cosh, f64::cosh, ALL, &[], &[(0.0, 1.0), (INF, INF), (-INF, INF)]),
        row(Unary::Tanh, f64::tanh, ALL, &[], &[(0.0, 0.0), (-0.0, -0.0), (INF, 1.0), (-INF, -1.0)]),
        row(Unary::Asinh, f64::asinh, ALL, &[], &[(0.0, 0.0), (-0.0, -0.0), (INF, INF), (-INF, -INF)])
            .off_by(2e-15, 0.0),
        row(
            Unary::Acosh,
            |x| 2.0 * (0.5 * (x - 1.0)).sqrt().asinh(),
            1.0..=INF,
            &[1.0],
            &[(1.0, 0.0), (INF, INF)],
        )
        .off_by(2e-15, 0.0),
        row(
            Unary::Atanh,
            |x| 0.5 * (2.0 * x.abs() / (1.0 - x.abs())).ln_1p().copysign(x),
            -1.0..=1.0,
            &[-1.0, 1.0],
            &[(0.0, 0.0), (-0.0, -0.0), (1.0, INF), (-1.0, -INF)],
        )
        .off_by(2e-15, 0.0),
        row(
            Unary::Cbrt,
            f64::cbrt,
            ALL,
            &[0.0],
            &[(0.0, 0.0), (-0.0, -0.0), (27.0, 3.0), (-64e300, -4e100), (1e-300, 1e-100), (INF, INF)],
        ),
        row(
            Unary::Log2,
            f64::log2,
            0.0..=INF,
            &[0.0],
            &[(0.0, -INF), (-0.0, -INF), (1.0, 0.0), (8.0, 3.0), (0.5, -1.0), (5e-324, -1074.0), (INF, INF)],
        ),
        row(
            Unary::Log1p,
            f64::ln_1p,
            -1.0..=INF,
            &[-1.0],
            &[(0.0, 0.0), (-1.0, -INF), (1e-20, 1e-20), (5e-324, 5e-324), (INF, INF)],
        ),
        row(
            Unary::Expm1,
            f64::exp_m1,
            ALL,
            &[],
            &[(0.0, 0.0), (1e-20, 1e-20), (-5e-324, -5e-324), (-INF, -1.0), (INF, INF)],
        ),
        row(
            Unary::Sign,
            |x| if x == 0.0 { 0.0 } else { x.signum() },
            ALL,
            &[0.0],
            &[(0.0, 0.0), (-0.0, 0.0), (5e-324, 1.0), (-5e-324, -1.0), (INF, 1.0)],
        ),
        row(
            Unary::Step,
            |x| {
                if x.is_nan() {
                    x
                } else {
                    f64::from(u8::from(x > 0.0)) + 0.5 * f64::from(u8::from(x == 0.0))
                }
            },
            ALL,
            &[0.0],
            &[(0.0, 0.5), (-0.0, 0.5), (5e-324, 1.0), (-5e-324, 0.0), (-INF, 0.0)],
        ),
        row(
            Unary::Relu,
            |x| if x > 0.0 || x.is_nan() { x } else { 0.0 },
            ALL,
            &[0.0],
            &[(0.0, 0.0), (5e-324, 5e-324), (-5e-324, 0.0), (INF, INF), (-INF, 0.0)],
        ),
        row(
            Unary::Sigmoid,
            |x| 1.0 / (1.0 + (-x).exp()),
            ALL,
            &[],
            &[(0.0, 0.5), (INF, 1.0), (-INF, 0.0), (-745.0, 5e-324), (800.0, 1.0)],
        )
        .off_by(1e-15, 1e-300),
        row(
            Unary::Softplus,
            |x| if x.is_nan() { x } else { x.max(0.0) + (-x.abs()).exp().ln_1p() },
            ALL,
            &[],
            &[(0.0, std::f64::consts::LN_2), (800.0, 800.0), (-745.0, 5e-324), (INF, INF), (-INF, 0.0)],
        )
        .off_by(1e-15, 5e-324),
        row(Unary::Erf, erf, ALL, &[], &[(0.0, 0.0), (-0.0, -0.0), (6.0, 1.0), (INF, 1.0), (-INF, -1.0)])
            .off_by(3e-15, 5e-324),
        row(Unary::Sec, |x| 1.0 / x.cos(), -f64::MAX..=f64::MAX, &[], &[(0.0, 1.0)]),
        row(
            Unary::Csc,
            |x| 1.0 / x.sin(),
            -f64::MAX..=f64::MAX,
            &[0.0],
            &[(0.0, INF), (1e-300, 1.0 / 1e-300)],
        ),
        row(
            Unary::Cot,
            |x| 1.0 / x.tan(),
            -f64::MAX..=f64::MAX,
            &[0.0],
            &[(0.0, INF), (1e-300, 1.0 / 1e-300)],
        ),
        row(
            Unary::Silu,
            |x| x / (1.0 + (-x).exp()),
            -f64::MAX..=INF,
            &[],
            &[(0.0, 0.0), (800.0, 800.0), (INF, INF)],
        )
        .off_by(1e-15, 1e-300),
        row(
            Unary::Gelu,
            |x| 0.5 * x * (1.0 + erf(x * std::f64::consts::FRAC_1_SQRT_2)),
            -f64::MAX..=INF,
            &[],
            &[(0.0, 0.0), (10.0, 10.0), (INF, INF)],
        )
        .off_by(4e-15, 4e-15),
    ]
}

/// The error function by its series of positive terms, and by its continued fraction where it is nearly 1.
///
/// Source: M. Abramowitz and I. A. Stegun, *Handbook of Mathematical Functions*, 1964, 7.1.6 and 7.1.14.
fn erf(x: f64) -> f64 {
    let bell = (-x * x).exp();
    if x.abs() < 3.0 {
        let (mut term, mut sum) = (x, 0.0);
        for n in 1..100 {
            sum += term;
            term *= 2.0 * x * x / f64::from(2 * n + 1);
        }
        return std::f64::consts::FRAC_2_SQRT_PI * bell * sum;
    }
    let fraction = (1..60).rev().fold(x.abs(), |below, k| x.abs() + 0.5 * f64::from(k) / below);
    if x.is_nan() { x } else { x.signum() * (1.0 - bell / fraction / PI.sqrt()) }
}

/// A formula of the standard library.
type Plain = fn(f64, f64) -> f64;

/// An operation of two arguments, with the standard library's formula.
fn binary_table() -> Vec<(Binary, Plain)> {
    vec![
        (Binary::Add, |a, b| a + b),
        (Binary::Sub, |a, b| a - b),
        (Binary::Mul, |a, b| a * b),
        (Binary::Div, |a, b| a / b),
        (Binary::Pow, f64::powf),
        (Binary::Max, |a, b| if a.is_nan() || b.is_nan() { f64::NAN } else { a.max(b) }),
        (Binary::Min, |a, b| if a.is_nan() || b.is_nan() { f64::NAN } else { a.min(b) }),
        (Binary::Hypot, |a, b| if a.is_nan() || b.is_nan() { f64::NAN } else { a.hypot(b) }),
        (Binary::Atan2, |a, b| if a == 0.0 && b == 0.0 { f64::NAN } else { (a + 0.0).atan2(b) }),
    ]
}

/// An operation of two arguments as a formula writes it.
fn written(op: Binary, a: &str, b: &str) -> String {
    if op.is_function() { format!("{}({a},{b})", op.name()) } else { format!("{a}{}{b}", op.name()) }
}

/// Numbers that go wrong, and some that should not.
fn nasty() -> Vec<f64> {
    let mut all =
        vec![0.0, f64::MIN_POSITIVE, 5e-324, 1e-310, 1e-200, 1e-30, 1e-9, 1e100, 1e200, f64::MAX, INF];
    // Where the scalar functions change their method, and their neighbours.
    let ln2 = std::f64::consts::LN_2;
    let edges = [
        2f64.powi(-26),
        2f64.powi(-27),
        2f64.powi(-28),
        0.5,
        1.0,
        2.0,
        10.0,
        0.5 * ln2,
        1.5 * ln2,
        22.0,
        708.0,
        708.4,
        709.78,
        709.79,
        744.4,
        745.2,
        746.0,
        0.5f64.sqrt(),
        2f64.sqrt(),
        1e6,
        1_647_099.0,
        1e16,
        0.625,
        2.4375,
    ];
    let quarters = (1..40).chain([100, 1001, 65_535, 600_000]).map(|k| f64::from(k) * PI / 4.0);
    let halves = (1..30).map(|k| (f64::from(k) + 0.5) * ln2);
    for edge in edges.into_iter().chain(quarters).chain(halves) {
        all.extend([edge, edge.next_up(), edge.next_down(), edge * (1.0 + 1e-6), edge * (1.0 - 1e-6)]);
        all.push(edge * (1.0 - 1e-9));
    }
    // Points without any order, over decades.
    for k in 0..4000 {
        let fraction = (f64::from(k) * 0.618_033_988_749_894_8).fract();
        let decade = (f64::from(k) * 0.754_877_666_246_692_8).fract();
        all.push((0.1 + fraction) * 10f64.powf(12.0 * decade - 6.0));
    }
    let opposite: Vec<f64> = all.iter().map(|x| -x).collect();
    all.extend(opposite);
    all.push(f64::NAN);
    all
}

/// Inputs where the slope is to be met by differences: tame ones inside the domain.
fn tame(row: &Row) -> Vec<f64> {
    let candidates = (-60..=60).map(|k| f64::from(k) * 0.0491 + 0.003);
    let inside = |x: &f64| row.domain.contains(&(x - 0.05)) && row.domain.contains(&(x + 0.05));
    let smooth = |x: &f64| row.kinks.iter().all(|kink| (x - kink).abs() > 0.05);
    // Their own steepness near their poles is no reason to doubt the slope of tangent and secant.
    let gentle = |x: &f64| match row.op {
        Unary::Tan | Unary::Sec => x.cos().abs() > 0.3,
        Unary::Csc | Unary::Cot => x.sin().abs() > 0.3,
        _ => true,
    };
    candidates.filter(inside).filter(smooth).filter(gentle).collect()
}

/// The same number: the same bits, or both NaN.
#[track_caller]
fn same(what: &str, got: f64, want: f64) {
    assert!(
        got.to_bits() == want.to_bits() || got.is_nan() && want.is_nan(),
        "{what}: {got:e}, not {want:e}"
    );
}

/// Equal up to `relative` of the larger, and up to `absolute`.
#[track_caller]
fn close(what: &str, got: f64, want: f64, relative: f64, absolute: f64) {
    assert!(
        got == want || (got - want).abs() <= relative * got.abs().max(want.abs()) + absolute,
        "{what}: {got:e}, not {want:e}"
    );
}

/// The derivative of `f` by central differences extrapolated to step 0 (L. F. Richardson, 1911).
fn difference(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    let central = |h: f64| (f(x + h) - f(x - h)) / (2.0 * h);
    let (a, b, c) = (central(4e-3), central(2e-3), central(1e-3));
    let (ab, bc) = (b + (b - a) / 3.0, c + (c - b) / 3.0);
    bc + (bc - ab) / 15.0
}

/// Every way a power is written: as an expression of `x`.
fn powers() -> Vec<String> {
    let whole = [-1_000_000, -65, -64, -7, -2, -1, 0, 1, 2, 3, 4, 5, 7, 10, 31, 63, 64, 65, 1_000_000];
    let real = ["0.5", "-0.5", "1.5", "(1/3)", "2.5", "(-1.7)", "99999999999999999999", "(10^400)"];
    whole.iter().map(|n| format!("x^({n})")).chain(real.iter().map(|p| format!("x^{p}"))).collect()
}

fn dual(x: f64) -> Dual<f64, 1> {
    Dual::variable(x, 0)
}

/// A hyper-dual number that goes through `x` in a direction that is neither axis.
fn slanted(x: f64) -> Hyper<f64> {
    let (a, b) = (Hyper::variable(0.0, 0), Hyper::variable(0.0, 1));
    Hyper::constant(x).add(&a).add(&b.mul(&Hyper::constant(-0.5)))
}

#[test]
fn every_operation_is_in_the_table() {
    let table: Vec<Unary> = table().iter().map(|row| row.op).collect();
    assert_eq!(table, Unary::ALL, "a new operation needs a row in `table`");
    let table: Vec<Binary> = binary_table().iter().map(|row| row.0).collect();
    assert_eq!(table, Binary::ALL, "a new operation needs a row in `binary_table`");
}

#[test]
fn values_are_those_of_the_standard_library() {
    for row in table() {
        for x in nasty() {
            let (got, want) = (row.op.apply(&x), (row.plain)(x));
            let what = format!("{}({x:e})", row.op.name());
            assert_eq!(got.is_nan(), want.is_nan(), "{what}: {got:e}, not {want:e}");
            if !want.is_nan() {
                close(&what, got, want, row.slack[0], row.slack[1]);
                assert!(row.domain.contains(&x), "{what} is outside the domain yet {got}");
            }
        }
        for &(x, want) in row.exact {
            same(&format!("{}({x:e})", row.op.name()), row.op.apply(&x), want);
        }
    }
    let nasty = nasty();
    for (op, plain) in binary_table() {
        for (&a, &b) in nasty.iter().zip(nasty.iter().rev()).chain(nasty.iter().zip(nasty.iter().skip(7))) {
            let (got, want) = (op.apply(&a, &b), plain(a, b));
            let what = format!("{a:e} {} {b:e}", op.name());
            assert_eq!(got.is_nan(), want.is_nan(), "{what}: {got:e}, not {want:e}");
            if !want.is_nan() {
                close(&what, got, want, 1e-15, 5e-324);
            }
        }
    }
}

#[test]
fn values_are_the_same_in_every_system() {
    for row in table() {
        for x in nasty() {
            let what = format!("{}({x:e})", row.op.name());
            let want = row.op.apply(&x);
            same(&format!("{what} by dual"), *row.op.apply(&dual(x)).value(), want);
            same(&format!("{what} by hyper"), *row.op.apply(&Hyper::variable(x, 1)).value(), want);
            for (variables, order) in [(1, 3), (2, 2)] {
                let jet = Jet::variable(x, 0, variables, order);
                same(&format!("{what} by jet"), *row.op.apply(&jet).value(), want);
            }
        }
    }
    let nasty = nasty();
    for (op, _) in binary_table() {
        for (&a, &b) in nasty.iter().zip(nasty.iter().rev()).chain(nasty.iter().zip(nasty.iter().skip(7))) {
            let what = format!("{a:e} {} {b:e}", op.name());
            let want = op.apply(&a, &b);
            let (x, y) = (Dual::<f64, 2>::variable(a, 0), Dual::variable(b, 1));
            same(&format!("{what} by dual"), *op.apply(&x, &y).value(), want);
            let (x, y) = (Hyper::variable(a, 0), Hyper::variable(b, 1));
            same(&format!("{what} by hyper"), *op.apply(&x, &y).value(), want);
            let (x, y) = (Jet::<f64>::variable(a, 0, 2, 2), Jet::variable(b, 1, 2, 2));
            same(&format!("{what} by jet"), *op.apply(&x, &y).value(), want);
        }
    }
    for text in powers() {
        let power = Expr::parse(&text).unwrap();
        for &x in &nasty {
            let what = format!("{text} at {x:e}");
            let want = power.read(&[x]);
            same(&format!("{what} by dual"), *power.read(&[dual(x)]).value(), want);
            same(&format!("{what} by hyper"), *power.read(&[Hyper::variable(x, 0)]).value(), want);
            same(&format!("{what} by jet"), *power.read(&[Jet::variable(x, 0, 1, 3)]).value(), want);
        }
    }
}

#[test]
fn lanes_are_the_scalars_to_the_last_bit() {
    let nasty = nasty();
    let check = |what: &str, lanes: &dyn Fn(&Lanes) -> Lanes, scalar: &dyn Fn(f64) -> f64| {
        for chunk in nasty.chunks_exact(Lanes::WIDTH) {
            let got = lanes(&Lanes::from_fn(|lane| chunk[lane])).to_array();
            for (&x, &got) in chunk.iter().zip(&got) {
                same(&format!("{what} at {x:e}"), got, scalar(x));
            }
            // The same beside another neighbour, and in the other lane.
            let got = lanes(&Lanes::from_fn(|lane| [0.7, chunk[0]][lane])).to_array();
            same(&format!("{what} at 0.7"), got[0], scalar(0.7));
            same(&format!("{what} at {:e}", chunk[0]), got[1], scalar(chunk[0]));
        }
    };
    for row in table() {
        check(row.op.name(), &|x| row.op.apply(x), &|x| row.op.apply(&x));
    }
    check("sine of the pair", &|x| x.sin_cos().0, &|x| Number::sin(&x));
    check("cosine of the pair", &|x| x.sin_cos().1, &|x| Number::cos(&x));
    check("signum", &Number::signum, &|x| Number::signum(&x));
    for text in powers() {
        let power = Expr::parse(&text).unwrap();
        check(&text, &|x| power.read(&[*x]), &|x| power.read(&[x]));
    }
    for (op, _) in binary_table() {
        for pairs in [nasty.iter().rev().collect::<Vec<_>>(), nasty.iter().skip(7).collect()] {
            let pairs: Vec<(f64, f64)> = nasty.iter().zip(pairs).map(|(a, b)| (*a, *b)).collect();
            for chunk in pairs.chunks(Lanes::WIDTH) {
                let lane = |i: usize| chunk[i.min(chunk.len() - 1)];
                let got = op.apply(&Lanes::from_fn(|i| lane(i).0), &Lanes::from_fn(|i| lane(i).1)).to_array();
                for (&(a, b), &got) in chunk.iter().zip(&got) {
                    same(&format!("{a:e} {} {b:e}", op.name()), got, op.apply(&a, &b));
                }
            }
        }
    }
}

#[test]
fn slopes_are_limits_of_differences() {
    for row in table() {
        for x in tame(&row) {
            let what = format!("slope of {} at {x}", row.op.name());
            let got = *row.op.apply(&dual(x)).slope(0);
            close(&what, got, difference(|x| row.op.apply(&x), x), 1e-8, 1e-9);
        }
    }
    for (op, _) in binary_table() {
        for k in 0..60 {
            let (a, b) = (0.3 + 0.05 * f64::from(k), 2.7 - 0.04 * f64::from(k));
            let read = op.apply(&Dual::<f64, 2>::variable(a, 0), &Dual::variable(b, 1));
            let what = format!("slope of {a} {} {b}", op.name());
            close(&what, *read.slope(0), difference(|a| op.apply(&a, &b), a), 1e-8, 1e-9);
            close(&what, *read.slope(1), difference(|b| op.apply(&a, &b), b), 1e-8, 1e-9);
        }
    }
    for text in powers() {
        let power = Expr::parse(&text).unwrap();
        for x in [0.93, 0.99, 1.02] {
            let (got, want) = (*power.read(&[dual(x)]).slope(0), difference(|x| power.read(&[x]), x));
            // Where the power is too steep for a difference, there is nothing to compare.
            let steep = ["000", "999", "400"].iter().any(|steep| text.contains(steep));
            if !steep {
                close(&format!("slope of {text} at {x}"), got, want, 1e-6, 1e-9);
            }
        }
    }
}

#[test]
fn second_derivatives_are_limits_of_differences_of_slopes() {
    for row in table() {
        for x in tame(&row) {
            let read = row.op.apply(&slanted(x));
            let slope = |x: f64| *row.op.apply(&dual(x)).slope(0);
            let second = difference(slope, x);
            let what = format!("{} at {x}", row.op.name());
            close(&format!("fx of {what}"), read.slopes()[0], slope(x), 1e-15, 0.0);
            close(&format!("fy of {what}"), read.slopes()[1], -0.5 * slope(x), 1e-15, 0.0);
            for (got, factor) in read.hessian().iter().zip([1.0, -0.5, 0.25]) {
                close(&format!("second derivative of {what}"), *got, factor * second, 1e-8, 1e-8);
            }
        }
    }
    // Both arguments bend with both variables.
    let (a, b) = ("(1.2+0.3*x*x-0.2*x*y+0.1*y)", "(0.9-0.4*x*y+0.2*y*y+0.3*x)");
    let mut texts: Vec<String> = binary_table().iter().map(|(op, _)| written(*op, a, b)).collect();
    texts.extend(powers().iter().map(|power| power.replace('x', "(1+0.01*x*y-0.01*x)")));
    texts.extend([format!("{a}^x"), format!("2^{b}"), format!("x/{b}"), format!("{a}/y"), "x^y".into()]);
    for text in texts {
        let function = Expr::parse(&text).unwrap();
        for [x, y] in [[0.4, 0.7], [0.9, 0.2], [0.6, 1.3]] {
            let slopes = |x: f64, y: f64| {
                *function.read(&[Dual::<f64, 2>::variable(x, 0), Dual::variable(y, 1)]).slopes()
            };
            let read = function.read(&[Hyper::variable(x, 0), Hyper::variable(y, 1)]);
            let [xx, xy, yy] = *read.hessian();
            let value = *read.value();
            if !value.is_finite() || value == 0.0 || text.contains("000") {
                continue;
            }
            let what = format!("{text} at {x}, {y}");
            for (got, want) in read.slopes().iter().zip(slopes(x, y)) {
                close(&format!("slope of {what}"), *got, want, 1e-14, 0.0);
            }
            close(&format!("fxx of {what}"), xx, difference(|x| slopes(x, y)[0], x), 1e-7, 1e-8);
            close(&format!("fxy of {what}"), xy, difference(|y| slopes(x, y)[0], y), 1e-7, 1e-8);
            close(&format!("fyx of {what}"), xy, difference(|x| slopes(x, y)[1], x), 1e-7, 1e-8);
            close(&format!("fyy of {what}"), yy, difference(|y| slopes(x, y)[1], y), 1e-7, 1e-8);
        }
    }
}

#[test]
fn jets_are_hyper_dual_numbers_along_a_line() {
    let along =
        |function: &dyn Fn(&Hyper<f64>) -> Hyper<f64>, line: &dyn Fn(&Jet) -> Jet, x: f64, what: &str| {
            let hyper = function(&slanted(x));
            // x + a - b/2 is the jet of slope 1 along a and of slope -1/2 along b.
            let (a, b) = (Jet::variable(0.0, 0, 2, 2), Jet::variable(0.0, 1, 2, 2));
            let plane = line(&Jet::constant(x).add(&a).add(&b.mul(&Jet::constant(-0.5))));
            let [fx, fy] = *hyper.slopes();
            let [fxx, fxy, fyy] = *hyper.hessian();
            let want = [*hyper.value(), fx, fy, 0.5 * fxx, fxy, 0.5 * fyy];
            for (got, want) in plane.coefficients().iter().zip(want) {
                close(what, *got, want, 1e-12, 1e-15 * (1.0 + fxx.abs()));
            }
            let single = line(&Jet::variable(x, 0, 1, 2));
            for (got, want) in single.coefficients().iter().zip([want[0], fx, 0.5 * fxx]) {
                close(what, *got, want, 1e-12, 1e-15 * (1.0 + fxx.abs()));
            }
        };
    for row in table() {
        for x in tame(&row) {
            along(&|x| row.op.apply(x), &|x| row.op.apply(x), x, &format!("{} at {x}", row.op.name()));
        }
    }
    for text in
        powers().into_iter().chain(["2^x".into(), "x^x".into(), "(x^2+1)/(x-3)".into(), "x^3/x".into()])
    {
        let function = Expr::parse(&text).unwrap();
        for x in [0.2, 0.97, 1.4] {
            if function.read(&[x]).is_normal() {
                let read = |at: &Hyper<f64>| function.read(&[*at]);
                along(&read, &|x| function.read(std::slice::from_ref(x)), x, &format!("{text} at {x}"));
            }
        }
    }
}

#[test]
fn slopes_at_kinks_and_edges() {
    let slope = |text: &str, x: f64| *Expr::parse(text).unwrap().read(&[dual(x)]).slope(0);
    for (text, x, want) in [
        ("abs(x)", 0.0, 0.0),
        ("abs(x)", -0.0, 0.0),
        ("abs(x)", 5e-324, 1.0),
        ("abs(x)", -5e-324, -1.0),
        ("sqrt(x)", 0.0, INF),
        ("ln(x)", 0.0, INF),
        ("asin(x)", 1.0, INF),
        ("acos(x)", -1.0, -INF),
        ("x^0", 0.0, 0.0),
        ("x^1", 0.0, 1.0),
        ("x^2", 0.0, 0.0),
        ("x^0.5", 0.0, INF),
        ("x^1.5", 0.0, 0.0),
        ("(-2)^x", 1.0, f64::NAN),
        ("x^x", -1.0, f64::NAN),
        ("tanh(x)", 20.0, 4.0 * (-40f64).exp()),
        ("tanh(x)", 1000.0, 0.0),
    ] {
        close_or_both_nan(&format!("slope of {text} at {x:e}"), slope(text, x), want);
    }
    // Where there is no value there is no slope.
    for row in table() {
        for x in nasty() {
            if row.op.apply(&x).is_nan() {
                let (read, jet) =
                    (row.op.apply(&Hyper::variable(x, 0)), row.op.apply(&Jet::variable(x, 0, 1, 2)));
                let what = format!("{} at {x:e}", row.op.name());
                assert!(row.op == Unary::Neg || read.slopes()[0].is_nan() || x.is_nan(), "{what}: {read:?}");
                assert!(
                    row.op == Unary::Neg || jet.coefficients()[1].is_nan() || x.is_nan(),
                    "{what}: {jet:?}"
                );
            }
        }
    }
}

#[track_caller]
fn close_or_both_nan(what: &str, got: f64, want: f64) {
    if !(got.is_nan() && want.is_nan()) {
        close(what, got, want, 1e-15, 0.0);
    }
}

/// What a number does not depend on has derivative 0, even next to an infinite one.
#[test]
fn reach() {
    for text in ["sqrt(x)", "ln(x)", "1/x", "x^-1", "x^0.5", "sqrt(x)*exp(x)", "x^x", "abs(x)/x", "asin(x+1)"]
    {
        let read = Expr::parse(text).unwrap().read(&[Hyper::variable(0.0, 0), Hyper::variable(0.0, 1)]);
        assert!(!read.slopes()[0].is_finite(), "{text}: {read:?}");
        assert_eq!((read.slopes()[1], read.hessian()[1], read.hessian()[2]), (0.0, 0.0, 0.0), "{text}");
        let read =
            Expr::parse(text).unwrap().read(&[Dual::<f64, 2>::variable(0.0, 0), Dual::variable(0.0, 1)]);
        assert_eq!(*read.slope(1), 0.0, "{text}");
    }
    let bilinear = Expr::parse("x*y+3*x").unwrap().read(&[Hyper::variable(INF, 0), Hyper::variable(2.0, 1)]);
    assert_eq!(bilinear.hessian(), &[0.0, 1.0, 0.0]);
}

#[test]
fn powers_at_their_edges() {
    for (text, at, want) in [
        ("0^0", [0.0, 0.0], 1.0),
        ("x^0", [0.0, 0.0], 1.0),
        ("x^0", [f64::NAN, 0.0], 1.0),
        ("x^1000000", [1.0, 0.0], 1.0),
        ("x^1000000", [2.0, 0.0], INF),
        ("x^-1000000", [2.0, 0.0], 0.0),
        ("x^99999999999999999999", [2.0, 0.0], INF),
        ("(-8)^3", [0.0, 0.0], -512.0),
        ("x^3", [-8.0, 0.0], -512.0),
        ("x^(1/3)", [-8.0, 0.0], f64::NAN),
        ("x^y", [-2.0, 0.5], f64::NAN),
        ("x^y", [-2.0, 3.0], -8.0),
        ("x^-1", [0.0, 0.0], INF),
    ] {
        same(&format!("{text} at {at:?}"), Expr::parse(text).unwrap().read(&at), want);
    }
}

#[test]
fn grids_are_the_points_one_by_one() {
    let surfaces = [
        "20+x^2-10*cos(2*pi*x)+y^2-10*cos(2*pi*y)",
        "3*(1-x)^2*exp(-x^2-(y+1)^2)-10*(x/5-x^3-y^5)*exp(-x^2-y^2)-1/3*exp(-(x+1)^2-y^2)",
        "ln(x)*sqrt(y)+x^y",
        "x^2",
        "y",
        "sin(y)",
        "7",
        "1/x",
        "abs(x)*abs(y)",
        "cos(x)*y+cos(x)^2+exp(y)*exp(y)",
    ];
    for text in surfaces {
        let surface = Expr::parse(text).unwrap();
        for (nx, ny) in [(1, 1), (2, 3), (31, 5), (32, 4), (33, 2), (100, 7)] {
            let (area, mut xs, mut ys) = ([-1.5, 2.1, -0.7, 1.3], Vec::new(), Vec::new());
            let values = sample(&surface, area, nx, ny);
            let (heights, along_x, along_y) = sample_slopes(&surface, area, nx, ny);
            assert_eq!((values.len(), along_x.len(), along_y.len()), (nx * ny, nx * ny, nx * ny));
            for i in 0..nx * ny {
                let at = [node(area[0], area[1], nx, i % nx), node(area[2], area[3], ny, i / nx)];
                let what = format!("{text} at {at:?}");
                let read = surface.read(&[Dual::<f64, 2>::variable(at[0], 0), Dual::variable(at[1], 1)]);
                same(&what, values[i], surface.read(&at));
                same(&what, heights[i], values[i]);
                same(&what, along_x[i], *read.slope(0));
                same(&what, along_y[i], *read.slope(1));
                xs.push(at[0]);
                ys.push(at[1]);
            }
            for (got, (x, y)) in derivatives(&surface, &xs, &ys).chunks(5).zip(xs.iter().zip(&ys)) {
                let read = surface.read(&[Hyper::variable(*x, 0), Hyper::variable(*y, 1)]);
                let ([fx, fy], [fxx, fxy, fyy]) = (*read.slopes(), *read.hessian());
                for (got, want) in got.iter().zip([fx, fy, fxx, fxy, fyy]) {
                    same(&format!("derivatives of {text} at {x}, {y}"), *got, want);
                }
            }
        }
    }
}

#[test]
fn nodes_end_where_they_should() {
    for (start, end) in [(-3.0, 3.0), (0.1, 0.7), (-1e308, 1e308), (5.0, -5.0), (1.0, 1.0)] {
        for count in [2, 3, 10, 1023, 1024] {
            assert_eq!(node(start, end, count, 0), start);
            assert_eq!(node(start, end, count, count - 1), end);
            for i in 1..count {
                let (before, here) = (node(start, end, count, i - 1), node(start, end, count, i));
                let in_order = if start <= end { before <= here } else { before >= here };
                assert!(here.is_finite() && in_order, "{start:e} to {end:e}, node {i} of {count}: {here:e}");
            }
        }
    }
    assert_eq!(node(2.0, 3.0, 1, 0), 2.0);
}
