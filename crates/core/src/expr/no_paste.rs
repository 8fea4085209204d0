//! In the place of what reads LaTeX and program text, in a build without it.

use std::ops::Range;

use super::error::Problem;
use super::lex::{Fault, Kind, Lexer};

pub(super) struct Piece {
    pub(super) range: Range<usize>,
    pub(super) arguments: Vec<String>,
}

/// The whole text is the formula.
#[expect(clippy::unnecessary_wraps, reason = "the other one refuses some")]
pub(super) fn formula(text: &str) -> Result<Piece, Box<Fault>> {
    Ok(Piece { range: 0..text.len(), arguments: Vec::new() })
}

pub(super) fn is_module(_word: &str) -> bool {
    false
}

pub(super) fn member(_word: &str) -> Option<Kind> {
    None
}

/// No command is known.
pub(super) fn command(lexer: &mut Lexer<'_>) -> Result<(), Box<Fault>> {
    Err(Fault::new(Problem::Character('\\'), lexer.byte(0)..lexer.byte(1)))
}
