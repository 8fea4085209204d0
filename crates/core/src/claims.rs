//! [`claims`]: what the essay says, each sentence with a function that works it out anew and says what was compared.
//!
//! A row never compares a number with itself: what is worked out in one way is held against another way to the same
//! thing, or against a number that was known before.

use std::sync::LazyLock;

mod arrow;
mod chain;
mod evidence;
mod jacobian;
mod lines;
mod partials;
mod recap;
mod taylor;

pub use evidence::Evidence;

/// One sentence of the essay that can be checked.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// Its name, chapter and number: `S6.5`.
    pub id: &'static str,
    /// The chapter it belongs to.
    pub chapter: u8,
    /// What it says.
    pub statement: &'static str,
    work: fn() -> Vec<Evidence>,
}

/// What became of a claim when it was worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// Whether all the evidence holds, and there is some.
    pub holds: bool,
    /// What was compared with what.
    pub evidence: Vec<Evidence>,
}

impl Claim {
    /// Works it out, anew at each call.
    #[must_use]
    pub fn check(&self) -> Checked {
        let evidence = (self.work)();
        Checked { holds: !evidence.is_empty() && evidence.iter().all(Evidence::holds), evidence }
    }
}

/// All claims, by chapter and number.
///
/// ```
/// use hillside_core::claims;
/// let claim = claims().iter().find(|claim| claim.id == "S4.3").unwrap();
/// assert!(claim.check().holds, "{}", claim.statement);
/// ```
#[must_use]
pub fn claims() -> &'static [Claim] {
    static CLAIMS: LazyLock<Vec<Claim>> = LazyLock::new(|| {
        let chapters = [
            lines::ROWS,
            recap::ROWS,
            partials::ROWS,
            chain::ROWS,
            jacobian::ROWS,
            arrow::ROWS,
            taylor::ROWS,
        ];
        let numbered = |(rows, chapter): (&&[Row], u8)| {
            let claim = move |&(id, statement, work): &Row| Claim { id, chapter, statement, work };
            rows.iter().map(claim).collect::<Vec<_>>()
        };
        chapters.iter().zip(1..).flat_map(numbered).collect()
    });
    &CLAIMS
}

/// Works out the claim of that name, such as `S6.5`; `None` if there is none.
#[must_use]
pub fn check_claim(id: &str) -> Option<Checked> {
    claims().iter().find(|claim| claim.id == id).map(Claim::check)
}

/// A row of a chapter: name, sentence, and what works it out.
type Row = (&'static str, &'static str, fn() -> Vec<Evidence>);
