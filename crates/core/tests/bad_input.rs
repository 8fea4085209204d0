//! What people type and paste, right or wrong: every case gives an allowed outcome, quickly.

#![allow(clippy::unwrap_used, reason = "data that is not as described is a failed test")]

use std::time::{Duration, Instant};

use hillside_core::Expr;
use proptest::prelude::*;
use serde_json::Value;

/// What comes of a text: a kind of refusal, or the kind of number at a point.
fn outcome(text: &str, at: [f64; 2]) -> (&'static str, f64) {
    match Expr::parse(text) {
        Err(error) => (error.kind().name(), f64::NAN),
        Ok(formula) => {
            let value = formula.read(&at);
            let kind = match value {
                _ if value.is_nan() => "nan",
                f64::INFINITY => "posinf",
                f64::NEG_INFINITY => "neginf",
                _ => "finite",
            };
            (kind, value)
        }
    }
}

/// A refusal says what to do, points into the text, and offers only formulas that parse.
#[track_caller]
fn check_refusal(text: &str) {
    let Err(error) = Expr::parse(text) else { return };
    let span = error.span();
    assert!(span.start <= span.end && text.get(span.clone()).is_some(), "{text:?}: span {span:?}");
    let utf16 = error.utf16_span(text);
    assert!(utf16.start <= utf16.end && utf16.end <= text.encode_utf16().count(), "{text:?}: span {utf16:?}");
    let message = error.to_string();
    assert!(!message.is_empty() && message.len() < 300, "{text:?}: {message}");
    assert!(!message.contains(char::is_control), "{text:?}: {message:?}");
    assert!(error.suggestions().len() <= 4, "{text:?}: {:?}", error.suggestions());
    for formula in error.suggestions() {
        assert!(Expr::parse(formula).is_ok(), "{text:?} suggests {formula:?}: {:?}", Expr::parse(formula));
    }
}

fn built(pieces: &Value) -> String {
    let pieces = pieces.as_array().unwrap().iter();
    pieces
        .map(|piece| piece[0].as_str().unwrap().repeat(usize::try_from(piece[1].as_u64().unwrap()).unwrap()))
        .collect()
}

#[test]
fn every_published_case_gives_an_allowed_outcome() {
    let data: Value = serde_json::from_str(include_str!("golden/bad_input.json")).unwrap();
    for case in data["cases"].as_array().unwrap() {
        let text = case["input"].as_str().map_or_else(|| built(&case["build"]), str::to_owned);
        let at = [0, 1].map(|i| case["at"][i].as_f64().unwrap_or(0.0));
        let started = Instant::now();
        let (kind, value) = outcome(&text, at);
        check_refusal(&text);
        assert!(started.elapsed() < Duration::from_secs(1), "{case} took {:?}", started.elapsed());
        let allowed = case["allow"].as_array().unwrap().iter().any(|name| name == kind);
        assert!(allowed, "{case} gave {kind} {value}");
        if let (Some(want), "finite") = (case["value"].as_f64(), kind) {
            assert!((value - want).abs() <= 1e-14 * (1.0 + want.abs()), "{case} gave {value}");
        }
    }
}

/// Texts and what they are read as (`=`, in canonical text) or refused with: the kind, and after
/// `->` the suggestions.
const CASES: &str = include_str!("formulas.txt");

#[test]
fn every_case_of_our_own_is_read_or_refused_as_said() {
    let mut failed = Vec::new();
    for line in CASES.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
        let (text, want) = line.split_once(" \u{21d2} ").unwrap_or_else(|| panic!("no arrow in {line:?}"));
        let text = text.replace("\\n", "\n").replace("\\0", "\0").replace("\\u200b", "\u{200b}");
        let got = match Expr::parse(&text) {
            Ok(formula) => format!("= {formula}"),
            Err(error) if error.suggestions().is_empty() => error.kind().name().to_owned(),
            Err(error) => format!("{} -> {}", error.kind().name(), error.suggestions().join(" or ")),
        };
        check_refusal(&text);
        if got != want {
            failed.push(format!("{text} \u{21d2} {got}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_at_all_is_too_much(text in any::<String>()) {
        check_refusal(&text);
    }

    #[test]
    fn no_mixture_of_the_pieces_of_formulas_is_too_much(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..14)
    ) {
        check_refusal(&pieces.concat());
    }
}

const PIECES: &[&str] = &[
    "x", "y", "e", "pi", "π", "sin", "ln", "sqrt", "log", "abs", "(", ")", "|", "+", "-", "*", "/", "^", "²",
    "⁻¹", "√", "2", "3.5", ".", "1e3", "e5", ",", " ", "=", "[", "]", "{", "}", "−", "·", "×", "z", "xy",
    "_", "\u{200b}", "х", "½", "😀", "$", "\\", ";", "Sin", "2e", "sin ", "cos^2",
];
