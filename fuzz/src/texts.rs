//! Texts as people type and paste them, and what must be true of each.

use std::time::{Duration, Instant};

use hillside_core::{Expr, Hyper};

/// What formulas are made of, as they are written here and elsewhere.
const PIECES: &[&str] = &[
    "x",
    "y",
    "a",
    "b",
    "e",
    "pi",
    "π",
    "2",
    "3.5",
    "1/2",
    "½",
    ".",
    "1e3",
    "i",
    "+",
    "-",
    "−",
    "*",
    "**",
    "·",
    "/",
    "÷",
    "^",
    "^2",
    "²",
    "⁻¹",
    "ˣ",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "|",
    "√",
    "∛",
    ",",
    "=",
    " ",
    "\n",
    ";",
    "#",
    "sin",
    "cos",
    "ln",
    "log",
    "log_2",
    "log_",
    "exp ",
    "sqrt",
    "max",
    "relu",
    "atan2",
    "Sin",
    "tg",
    "arcsin",
    "sigmoid",
    "σ",
    "α",
    "w_1",
    "w₂",
    "x_1",
    "x_2",
    "x[0]",
    "x(1)",
    "x(2)",
    "X",
    "u",
    "v",
    "f",
    "(x,y)",
    "f(x,y)=",
    "z=",
    "y=",
    "lambda x, y:",
    "lambda",
    "def f(x, y):",
    "return ",
    "=>",
    "np.",
    "math.",
    "torch.",
    "pow",
    "square",
    ".^",
    ".*",
    "\\frac",
    "\\sqrt",
    "\\sqrt[3]",
    "\\left|",
    "\\right|",
    "\\left(",
    "\\right)",
    "\\sin",
    "\\pi",
    "\\alpha",
    "\\cdot",
    "\\,",
    "\\operatorname{relu}",
    "$",
    "\\[",
    "\\]",
    "xy",
    "ab",
    "xsin",
    "sinx",
    "mux",
    "dx",
    "mod",
    "!",
    "%",
    "<",
    "∞",
    "х",
    "𝑥",
    "\u{200b}",
    "１",
    "（",
    "😀",
    "_",
    "\\",
];

/// A text of pieces, or the bytes themselves.
#[must_use]
pub fn text(bytes: &[u8]) -> String {
    match bytes.split_first() {
        Some((kind, rest)) if kind % 4 > 0 => {
            rest.iter().map(|byte| PIECES[usize::from(*byte) % PIECES.len()]).collect()
        }
        Some((_, rest)) => String::from_utf8_lossy(rest).into_owned(),
        None => String::new(),
    }
}

/// Reads a text and holds what comes of it to what is promised.
///
/// # Panics
///
/// Panics where a promise is broken, which is what the fuzzer looks for.
pub fn check_text(text: &str) {
    let started = Instant::now();
    let outcome = Expr::parse(text);
    let taken = started.elapsed();
    assert!(text.len() > 4096 || taken < Duration::from_secs(1), "{text:?} takes {taken:?}");
    match outcome {
        Ok(expr) => check_formula(text, &expr),
        Err(error) => {
            assert!(text.get(error.span()).is_some(), "{text:?}: the place of {error} is none");
            let sentence = error.to_string();
            assert!(!sentence.is_empty() && sentence.len() < 400, "{text:?}: {sentence}");
            for (index, formula) in error.suggestions().iter().enumerate() {
                match Expr::parse(formula) {
                    Ok(expr) => check_formula(formula, &expr),
                    Err(error) => panic!("{text:?} offers {formula:?}: {error}"),
                }
                assert!(!error.suggestions()[..index].contains(formula), "{text:?} offers {formula:?} twice");
            }
        }
    }
}

/// What is printed is read as the same formula; letters may have any value.
fn check_formula(text: &str, expr: &Expr) {
    let printed = expr.to_string();
    match Expr::parse(&printed) {
        // A letter may appear in another order than in the text, but not in the formula.
        Ok(again) => assert!(again.to_string() == printed, "{text:?} is {printed:?}, read as {again}"),
        Err(error) => panic!("{text:?} is {printed:?}, which is not read: {error}"),
    }
    let at = [Hyper::<f64>::variable(0.75, 0), Hyper::variable(-1.5, 1)];
    for value in [-2.0, 0.0, f64::NAN, f64::INFINITY] {
        let _ = expr.with_parameters(|_| Some(value)).read(&at);
    }
    let names: Vec<&str> = expr.parameters().iter().map(|parameter| &*parameter.name).collect();
    let free = expr.with_variables(&[&["x", "y"], &names[..]].concat());
    assert!(free.parameters().is_empty() && free.to_string() == printed, "{text:?}: {free}");
    assert!(!expr.mathml().is_empty());
}
