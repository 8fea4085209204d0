//! Formulas as people write them, against the independent reference: read, refused with every meaning, letters.

#![allow(clippy::unwrap_used, reason = "data that is not as described is a failed test")]

use std::time::{Duration, Instant};

use hillside_core::{Dual, Expr, Hyper, Number};
use proptest::prelude::*;
use serde_json::Value;

fn reference() -> Value {
    serde_json::from_str(include_str!("golden/formulas.json")).unwrap()
}

fn list<'a>(data: &'a Value, key: &str) -> &'a [Value] {
    data[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(data: &'a Value, key: &str) -> &'a str {
    data[key].as_str().unwrap()
}

/// `|got - want| <= 1e-12 |want| + 1e-13 scale`; null is undefined.
fn near(got: f64, want: &Value, scale: &Value) -> bool {
    match want.as_f64() {
        Some(want) => (got - want).abs() <= 1e-12 * want.abs() + 1e-13 * scale.as_f64().unwrap(),
        None => got.is_nan() || want.is_string() && got.is_infinite(),
    }
}

/// What differs from the reference at a point: value, gradient, Hessian.
fn differences(expr: &Expr, point: &Value) -> Vec<String> {
    let at = ["x", "y"].map(|name| point[name].as_f64().unwrap());
    let read = expr.read(&[Hyper::<f64>::variable(at[0], 0), Hyper::variable(at[1], 1)]);
    let mut found = Vec::new();
    let mut check = |what: &str, got: f64, want: &Value, scale: usize| {
        if !near(got, want, &point["scale"][scale]) {
            found.push(format!("{what} at {at:?} is {got}, not {want}"));
        }
    };
    check("the value", expr.read(&at), &point["f"], 0);
    check("the value", *read.value(), &point["f"], 0);
    for (got, want) in read.slopes().iter().zip(list(point, "g")) {
        check("a slope", *got, want, 1);
    }
    for (got, want) in read.hessian().iter().zip(list(point, "h")) {
        check("a curvature", *got, want, 2);
    }
    found
}

/// The formula with the values of a case for its parameters.
fn valued(expr: &Expr, values: &Value) -> Expr {
    expr.with_parameters(|name| values[name].as_f64())
}

#[test]
fn what_is_read_means_what_it_should() {
    let mut failed = Vec::new();
    for case in list(&reference(), "accepted") {
        for key in ["input", "means"] {
            let formula = match Expr::parse(text(case, key)) {
                Ok(formula) => valued(&formula, &case["parameters"]),
                Err(error) => {
                    failed.push(format!("{} is refused: {error} {:?}", text(case, key), error.suggestions()));
                    continue;
                }
            };
            for point in list(case, "points") {
                failed.extend(
                    differences(&formula, point)
                        .iter()
                        .map(|what| format!("{} read {formula}: {what}", text(case, key))),
                );
            }
            let printed = formula.to_string();
            let again = Expr::parse(&printed).map(|again| valued(&again, &case["parameters"]));
            if again.as_ref() != Ok(&formula) {
                failed.push(format!("{} is printed as {printed}", text(case, key)));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn what_has_several_meanings_is_refused_with_each() {
    let mut failed = Vec::new();
    for case in list(&reference(), "refused") {
        let input = text(case, "input");
        let Err(error) = Expr::parse(input) else {
            failed.push(format!("{input} is read as {}", Expr::parse(input).unwrap()));
            continue;
        };
        let offered = error.suggestions();
        let wanted = list(case, "suggestions");
        if offered.len() != wanted.len() {
            failed.push(format!("{input}: {error}: {offered:?}, not {wanted:?}"));
            continue;
        }
        let values: Vec<Vec<f64>> = offered
            .iter()
            .map(|formula| {
                let formula = Expr::parse(formula).unwrap();
                let points = list(case, "points").iter();
                points.map(|at| formula.read(&[at[0].as_f64().unwrap(), at[1].as_f64().unwrap()])).collect()
            })
            .collect();
        for (meaning, wanted) in list(case, "meanings").iter().zip(wanted) {
            let same = |values: &Vec<f64>| {
                values.iter().zip(meaning.as_array().unwrap()).all(|(got, want)| match want.as_f64() {
                    Some(want) => (got - want).abs() <= 1e-12 * (1.0 + want.abs()),
                    None => got.is_nan(),
                })
            };
            if !values.iter().any(same) {
                failed.push(format!("{input}: {wanted} is not among {offered:?}"));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn letters_are_parameters() {
    let mut failed = Vec::new();
    for case in list(&reference(), "parameters") {
        let input = text(case, "input");
        let formula = match (Expr::parse(input), case["word"].as_str()) {
            (Ok(formula), None) => formula,
            (Err(error), Some(word)) => {
                if error.kind().name() != "unknown_name" || !error.to_string().contains(&format!("`{word}`"))
                {
                    failed.push(format!("{input}: {error}"));
                }
                continue;
            }
            (outcome, _) => {
                failed.push(format!("{input} gives {outcome:?}"));
                continue;
            }
        };
        let names: Vec<&str> = formula.parameters().iter().map(|parameter| &*parameter.name).collect();
        if names != list(case, "names").iter().map(|name| name.as_str().unwrap()).collect::<Vec<_>>() {
            failed.push(format!("{input} has {names:?}"));
            continue;
        }
        assert!(formula.parameters().iter().all(|parameter| parameter.value == 1.0), "{input}");
        for point in list(case, "cases") {
            let formula = valued(&formula, &point["values"]);
            failed.extend(differences(&formula, point).iter().map(|what| format!("{input}: {what}")));
            // The slope in each, once it is a variable.
            for name in &names {
                let free = formula.with_variables(&["x", "y", name]);
                let at = [&point["x"], &point["y"], &point["values"][*name]]
                    .map(|number| number.as_f64().unwrap());
                let at = [Dual::<f64, 1>::constant(at[0]), Dual::constant(at[1]), Dual::variable(at[2], 0)];
                let slope = free.read(&at).slopes()[0];
                if !near(slope, &point["d"][*name], &point["scale"][1]) {
                    failed
                        .push(format!("{input}: the slope in {name} is {slope}, not {}", point["d"][*name]));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// How long it takes to read or refuse the text.
fn time(text: &str) -> Duration {
    (0..3)
        .map(|_| {
            let started = Instant::now();
            let _ = Expr::parse(text);
            started.elapsed()
        })
        .min()
        .unwrap()
}

#[test]
fn no_text_takes_long() {
    let letter = |first: char, at: u32| char::from_u32(u32::from(first) + at).unwrap();
    let words = (0..800_u32).map(|i| format!("{}{}x ", letter('j', i % 17), letter('A', i % 23)));
    let many: String = words.collect();
    for piece in [
        "|x",
        "|x|",
        "||",
        "|x|y",
        "x",
        "xy ",
        "sin ",
        "sin x ",
        "sinx",
        "xsiny ",
        "a_1",
        "(",
        "-",
        "x^",
        "1/2x+",
        "√",
        "√2x+",
        "x²",
        "\\frac",
        "\\frac12",
        "\\sqrt[",
        "\\left|",
        "{",
        "$",
        "log(x)+",
        "e^2x+",
        "σ(x)+",
        "x_1+",
        "x(1)+x(2)+",
        "np.",
        "np.sin(",
        "max(x,",
        "lambda x:",
        "f(x)=",
        "=",
        "return ",
        "\n",
        "x\n",
        "1,5+",
        "mux+",
        "½",
        "abx ",
        ",",
        "sin^-1(x)+",
        "sin x/2+",
        "u+",
        "X+",
        "e(x)+",
        "x[0]+",
        "~",
        "[",
        "]",
        "2e",
        "1_0",
        "–",
        "𝑥",
        "х",
        "\u{ad}",
        "#",
        &many,
    ] {
        let text: String = piece.chars().cycle().take(4096).collect();
        // Unoptimised and with others beside it; a browser is told apart elsewhere.
        assert!(time(&text) < Duration::from_millis(400), "{piece} takes {:?}", time(&text));
    }
}

/// A random formula twice: in plain text with every bracket, and as somebody may write it.
fn spelt() -> impl Strategy<Value = [String; 2]> {
    let leaf = prop::sample::select(
        &[
            ["x", "x"],
            ["y", "y"],
            ["pi", "π"],
            ["2", "２"],
            ["(1/2)", "½"],
            ["a", "a"],
            ["alpha", "\\alpha "],
            ["w_1", "w₁"],
            ["omega_2", "ω_2"],
            ["0.5", ".5"],
        ][..],
    );
    let leaf = leaf.prop_map(|pair| pair.map(str::to_owned));
    leaf.prop_recursive(5, 30, 3, |inner| {
        let both = |plain: &'static str, spelt: &'static str, a: [String; 2], b: [String; 2]| {
            let put = |form: &str, a: &str, b: &str| form.replace('A', a).replace('B', b);
            [put(plain, &a[0], &b[0]), put(spelt, &a[1], &b[1])]
        };
        (prop::sample::select(FORMS), inner.clone(), inner)
            .prop_map(move |([plain, spelt], a, b)| both(plain, spelt, a, b))
    })
}

/// How an operation on `A` and `B` is written plainly, and otherwise.
const FORMS: &[[&str; 2]] = &[
    ["((A)+(B))", "{(A)+(B)}"],
    ["((A)-(B))", "((A)−{B})"],
    ["((A)*(B))", "((A)(B))"],
    ["((A)*(B))", "((A)\\cdot(B))"],
    ["((A)*(B))", "({A}{B})"],
    ["((A)/(B))", "\\frac{A}{B}"],
    ["((A)/(B))", "((A)÷(B))"],
    ["((A)^(B))", "((A)**(B))"],
    ["((A)^2)", "(A)²"],
    ["((A)^(B))", "{A}^{B}"],
    ["(abs(A)*(B))", "(|A|(B))"],
    ["(abs(A)*(B))", "(\\left|A\\right|(B))"],
    ["(sin(A)*cos(B))", "(\\sin(A)\\cos{B})"],
    ["(sin(A)^3)", "(sin³(A))"],
    ["(tan(A)^(2))", "(tg^2(A))"],
    ["ln(A)", "np.log(A)"],
    ["max(A,B)", "Math.max(A, B)"],
    ["((A)^(B))", "pow(A,B)"],
    ["sqrt(A)", "√(A)"],
    ["cbrt(A)", "\\sqrt[3]{A}"],
    ["relu(A)", "\\operatorname{ReLU}\\left(A\\right)"],
    ["(-(A))", "(–(A))"],
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn however_it_is_spelt_a_formula_is_the_same(pair in spelt()) {
        let [plain, spelt] = pair.map(|text| text + "+0*x");
        let want = Expr::parse(&plain).unwrap();
        match Expr::parse(&spelt) {
            Ok(got) => prop_assert_eq!(got.to_string(), want.to_string(), "{}", spelt),
            // Bars inside bars may pair otherwise.
            Err(error) => prop_assert!(spelt.matches('|').count() > 2, "{}: {}", spelt, error),
        }
        prop_assert_eq!(Expr::parse(&want.to_string()).unwrap(), want);
    }
}

/// Printing writes brackets where signs, powers and functions stood inside one another without any: what is read can be
/// printed and read again, however deep it is.
#[test]
fn what_is_deep_is_printed_or_refused() {
    for (begin, end) in [
        ("-", "x"),
        ("y^-", "x"),
        ("y^", "x"),
        ("sin ", "x"),
        ("√", "x"),
        ("sin -", "x"),
        ("-(", "x"),
        ("2^-", "x"),
    ] {
        let mut read = 0;
        for count in 1..=260 {
            let closing = ")".repeat(if begin.ends_with('(') { count } else { 0 });
            let text = format!("{}{end}{closing}+y", begin.repeat(count));
            if let Ok(formula) = Expr::parse(&text) {
                read += 1;
                assert_eq!(Expr::parse(&formula.to_string()).as_ref(), Ok(&formula), "{count} times {begin}");
            }
        }
        assert!((50..260).contains(&read), "{begin} {read}");
    }
}
