//! Every claim of the essay, worked out; and that no row of its chapters is missing.

#![allow(clippy::unwrap_used, reason = "a row that is not there is a failed test")]

use hillside_core::{Evidence, check_claim, claims};

/// How many rows each chapter has, the first chapter first.
const ROWS: [usize; 7] = [6, 5, 7, 9, 8, 14, 15];

/// Rows that say nothing a number can hold for or against, with the reason; none of these chapters.
const LEFT_OUT: [(&str, &str); 0] = [];

#[test]
fn every_claim_holds() {
    let mut failed = Vec::new();
    for claim in claims() {
        let checked = claim.check();
        assert!(!checked.evidence.is_empty(), "{}: nothing was compared", claim.id);
        for evidence in checked.evidence.iter().filter(|evidence| !evidence.holds()) {
            let Evidence { what, got, want, tolerance } = evidence;
            failed.push(format!("{}: {what}: {got}, not {want} within {tolerance:e}", claim.id));
        }
        assert_eq!(checked.holds, checked.evidence.iter().all(Evidence::holds), "{}", claim.id);
    }
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}

#[test]
fn every_row_of_the_chapters_is_there_once() {
    let wanted: Vec<String> = (1..)
        .zip(ROWS)
        .flat_map(|(chapter, rows)| (1..=rows).map(move |row| format!("S{chapter}.{row}")))
        .filter(|id| !LEFT_OUT.iter().any(|(left, _)| left == id))
        .collect();
    let there: Vec<&str> = claims().iter().map(|claim| claim.id).collect();
    assert_eq!(there, wanted);
    for claim in claims() {
        assert!(claim.id.starts_with(&format!("S{}.", claim.chapter)), "{}", claim.id);
        assert!(claim.statement.ends_with('.') && claim.statement.len() > 40, "{}", claim.id);
    }
}

#[test]
fn a_claim_is_worked_out_anew_and_alike() {
    for claim in claims() {
        let again = check_claim(claim.id).unwrap();
        let numbers = |evidence: &[Evidence]| evidence.iter().map(|e| e.got.to_bits()).collect::<Vec<_>>();
        assert_eq!(numbers(&again.evidence), numbers(&claim.check().evidence), "{}", claim.id);
    }
    assert!(check_claim("S0.0").is_none() && check_claim("").is_none());
}

#[test]
fn no_evidence_is_a_number_that_is_not() {
    let of =
        |got: f64, want: f64, tolerance: f64| Evidence { what: String::new(), got, want, tolerance }.holds();
    assert!(of(1.0, 1.0, 0.0) && of(1.5, 1.0, 0.5) && !of(1.6, 1.0, 0.5));
    assert!(!of(f64::NAN, 1.0, 1e300) && !of(1.0, f64::NAN, 1e300) && !of(1.0, 1.0, f64::NAN));
    assert!(!of(f64::INFINITY, f64::INFINITY, 1.0));
}
