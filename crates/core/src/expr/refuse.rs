//! Refusals: what is wrong where a formula cannot be read on, and what may have been meant.

use super::error::{Problem, shortened};
use super::lex::{Fault, Kind, Token};
use super::parse::Parser;

impl Parser<'_> {
    /// The refusal of what stands where a factor should begin.
    pub(super) fn missing(&self) -> Box<Fault> {
        let next = self.token();
        let previous = self.previous();
        let after = previous.map_or(String::new(), |token| shortened(self.written(token)));
        if next.kind == Kind::End {
            return Fault::new(Problem::MissingAtEnd { after }, next.start..next.end);
        }
        let found = shortened(self.written(next));
        if let Some(last) = previous {
            let span = last.start..next.end;
            let doubled = match (last.kind, next.kind) {
                (Kind::Divide, Kind::Divide) => Some(("//", "/")),
                (Kind::Caret, Kind::Caret) => Some(("^^", "^")),
                (Kind::Open(_), Kind::Close(_)) => return Fault::new(Problem::EmptyBrackets, span),
                _ => None,
            };
            if let Some((sign, meant)) = doubled {
                return Fault::new(Problem::Sign { sign, meant }, span.clone())
                    .or(vec![(span, meant.to_owned())]);
            }
        }
        if matches!(next.kind, Kind::Close(_)) && self.opened.is_empty() && previous.is_none() {
            return Fault::new(Problem::UnopenedBracket, next.start..next.end);
        }
        Fault::new(Problem::Missing { after, found }, next.start..next.end)
    }

    /// Whether the comma here stands between digits.
    pub(super) fn decimal_comma(&self) -> bool {
        let comma = self.token();
        self.previous().is_some_and(|token| matches!(token.kind, Kind::Number(_)) && token.end == comma.start)
            && matches!(self.tokens[self.at + 1], Token { kind: Kind::Number(_), start, .. } if start == comma.end)
    }

    /// The refusal of what stands after a whole operand.
    pub(super) fn unexpected(&self) -> Box<Fault> {
        let next = self.token();
        let span = next.start..next.end;
        match (next.kind, self.opened.last()) {
            (Kind::Comma, _) if self.decimal_comma() => {
                Fault::new(Problem::DecimalComma, span.clone()).or(vec![(span, ".".to_owned())])
            }
            (Kind::Comma, _) => Fault::new(Problem::Comma, span),
            (Kind::End, Some(&(start, close))) => {
                let closing: String = self.opened.iter().rev().map(|(_, close)| *close).collect();
                let end = self.behind();
                let problem = if close == '|' { Problem::UnclosedBar } else { Problem::UnclosedBracket };
                Fault::new(problem, start..start + 1).or(vec![(end..end, closing)])
            }
            (_, Some(&(start, '|'))) => Fault::new(Problem::UnclosedBar, start..start + 1),
            (Kind::Close(_), None) => {
                let fault = Fault::new(Problem::UnopenedBracket, span.clone());
                match self.tokens[self.at + 1].kind {
                    Kind::End => fault.or(vec![(span, String::new())]),
                    _ => fault,
                }
            }
            (Kind::Caret, _) => Fault::new(Problem::StackedPowers, span),
            (Kind::Equals, _) => Fault::new(Problem::Equations, span),
            _ => self.missing(),
        }
    }
}
