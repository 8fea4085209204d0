//! What may have been meant: every meaning of what has several, and what a small correction makes of the rest.

use std::mem::discriminant;

use super::error::Problem;
use super::lex::{Edit, Fault};
use super::parse::{Choices, Names, read};

/// The longest text, in bytes, for which corrections are worked out.
const CORRECTED: usize = 16_384;
/// The most formulas that are offered.
const OFFERED: usize = 4;
/// How many bytes are read in all to find them.
const READ: usize = 13_000;
/// As how many bytes a short text counts: it has as many meanings as a long one.
const LEAST: usize = 600;
/// How many corrections and choices one formula may need.
const STEPS: usize = 8;

/// The formulas that may be meant by `text`, which was refused; each of them can be read.
pub(super) fn suggestions(text: &str, names: &Names<'_>, fault: &Fault) -> Vec<String> {
    let mut search = Search { names, typed: text, found: Vec::new(), left: READ };
    if text.len() <= CORRECTED {
        search.follow(text, &Choices::default(), fault, STEPS);
    }
    search.found
}

struct Search<'a> {
    names: &'a Names<'a>,
    typed: &'a str,
    found: Vec<String>,
    /// How many bytes may still be read.
    left: usize,
}

impl Search<'_> {
    /// Takes each way out of a refusal.
    fn follow(&mut self, text: &str, choices: &Choices, fault: &Fault, steps: usize) {
        // Which letters are the variables is not asked of what was never typed.
        let corrected = text != self.typed;
        if steps == 0 || corrected && matches!(fault.problem, Problem::OtherLetters { .. }) {
            return;
        }
        for meaning in 0..fault.meanings {
            let mut choices = choices.clone();
            choices.0.push((discriminant(&fault.problem), meaning));
            self.look(text, &choices, steps - 1);
        }
        for edits in fault.corrections.iter().take(2) {
            self.look(&edited(text, edits), choices, steps - 1);
        }
    }

    /// Reads on with a choice or a correction more.
    fn look(&mut self, text: &str, choices: &Choices, steps: usize) {
        let cost = text.len().max(LEAST);
        if self.found.len() == OFFERED || self.left < 2 * cost {
            return;
        }
        self.left -= cost;
        match read(text, self.names, choices) {
            Ok(_) if choices.0.is_empty() => self.offer(text.trim().to_owned()),
            Ok(reading) => {
                let formula = reading.written(self.names);
                if formula.len() <= self.left {
                    self.left -= formula.len();
                    if read(&formula, self.names, &Choices::default()).is_ok() {
                        self.offer(formula);
                    }
                }
            }
            Err(fault) => self.follow(text, choices, &fault, steps),
        }
    }

    fn offer(&mut self, formula: String) {
        if !self.found.contains(&formula) {
            self.found.push(formula);
        }
    }
}

/// `text` with each range replaced; the ranges are in order and do not overlap.
fn edited(text: &str, edits: &[Edit]) -> String {
    let mut new = String::with_capacity(text.len() + 8);
    let mut at = 0;
    for (range, replacement) in edits {
        new.push_str(&text[at..range.start]);
        new.push_str(replacement);
        at = range.end;
    }
    new.push_str(&text[at..]);
    new
}
