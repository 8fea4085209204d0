//! Where the reader of formulas is a part of its own, which comes later than the rest.

use std::sync::OnceLock;

use super::Expr;
use super::error::FormulaError;
use super::parse::Names;

/// What reads a formula: a text, its variables, and whether other letters are parameters.
pub type FormulaReader = fn(&str, &[&str], bool) -> Result<Expr, FormulaError>;

static READER: OnceLock<FormulaReader> = OnceLock::new();

/// Gives all formulas the reader that has come.
pub fn set_reader(reader: FormulaReader) {
    // A second one is the same.
    let _ = READER.set(reader);
}

/// Reads a formula that is not in plain notation.
pub(super) fn read(text: &str, names: &Names<'_>) -> Result<Expr, FormulaError> {
    match READER.get() {
        Some(reader) => reader(text, names.variables, names.parameters),
        None => Err(FormulaError::unread()),
    }
}
