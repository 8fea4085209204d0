//! The claims of the essay for JavaScript: listed, and worked out where the reader is.

use hillside_core::Evidence;
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{error, value};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r"
/** One sentence of the essay that can be checked. */
export interface Claim { /** chapter and number: 'S6.5' */ id: string; chapter: number; statement: string }
/** Two numbers that should differ by no more than `tolerance`: what was worked out, and what it was held against. */
export interface Evidence { what: string; got: number; want: number; tolerance: number }
/** What became of a claim: it holds when all its evidence does. */
export interface CheckedClaim { holds: boolean; evidence: Evidence[] }
";

#[derive(Serialize)]
struct ClaimRecord {
    id: &'static str,
    chapter: u8,
    statement: &'static str,
}

#[derive(Serialize)]
struct EvidenceRecord {
    what: String,
    got: f64,
    want: f64,
    tolerance: f64,
}

#[derive(Serialize)]
struct CheckedRecord {
    holds: bool,
    evidence: Vec<EvidenceRecord>,
}

/// What the essay says, by chapter and number.
#[wasm_bindgen(unchecked_return_type = "Claim[]")]
pub fn claims() -> Result<JsValue, JsValue> {
    let record = |claim: &hillside_core::Claim| ClaimRecord {
        id: claim.id,
        chapter: claim.chapter,
        statement: claim.statement,
    };
    value::object(&hillside_core::claims().iter().map(record).collect::<Vec<_>>())
}

/// Works out one claim, anew at each call. Throws a `RangeError` where there is none of that name.
#[wasm_bindgen(js_name = checkClaim, unchecked_return_type = "CheckedClaim")]
pub fn check_claim(id: &str) -> Result<JsValue, JsValue> {
    let checked = hillside_core::check_claim(id).ok_or_else(|| {
        error::range(&format!("there is no claim `{id}`: claims() lists all, the first of them `S1.1`"))
    })?;
    let record = |evidence: Evidence| EvidenceRecord {
        what: evidence.what,
        got: evidence.got,
        want: evidence.want,
        tolerance: evidence.tolerance,
    };
    value::object(&CheckedRecord {
        holds: checked.holds,
        evidence: checked.evidence.into_iter().map(record).collect(),
    })
}
