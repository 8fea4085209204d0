//! Refusals: what is wrong where a formula cannot be read on, and what may have been meant.

use std::ops::Range;

use super::error::{Problem, shortened};
use super::lex::{Edit, Fault, Kind, Token};
use super::names::Meaning;
use super::op::Unary;
use super::parse::Parser;

impl Parser<'_> {
    /// The refusal of a name that means nothing.
    pub(super) fn unknown(&self, token: Token, called: bool) -> Box<Fault> {
        let word = self.written(token);
        let (advice, texts) = self.names.advise(word, called);
        let before = self.at.checked_sub(2).map(|at| self.tokens[at].kind);
        let unclear = matches!(before, Some(Kind::Caret | Kind::Divide | Kind::Root));
        let mut fault =
            Fault::new(Problem::UnknownName { name: shortened(word), advice }, token.start..token.end);
        for text in texts {
            // A product in place of a name is one factor or several, which may not be the same.
            if unclear && text.contains('*') && !text.ends_with(')') && !called {
                fault = fault.or(vec![(token.start..token.end, ["(", &text, ")"].concat())]);
            }
            fault = fault.or(vec![(token.start..token.end, text)]);
        }
        fault
    }

    /// The refusal of a function whose argument has no brackets, with what may have been meant.
    pub(super) fn without_brackets(&self, token: Token, function: Unary) -> Box<Fault> {
        let name = function.name();
        let wrapped = |span: Range<usize>| -> Vec<Edit> {
            vec![(token.end..span.start, "(".to_owned()), (span.end..span.end, ")".to_owned())]
        };
        let first = self.at;
        let next = self.token();
        let plain = |at: usize| match self.tokens[at].kind {
            Kind::Number(_) => true,
            Kind::Name => !matches!(
                self.names.meaning(self.written(self.tokens[at])),
                Some(Meaning::Function(_) | Meaning::Join(_))
            ),
            _ => false,
        };
        let fault = Fault::new(Problem::FunctionBrackets { function: name }, token.start..token.end);
        match next.kind {
            Kind::Caret | Kind::Superscript { .. } => self.function_power(token, function),
            Kind::Bar => {
                let close = self.tokens[first + 1..].iter().find(|token| token.kind == Kind::Bar);
                match close {
                    Some(close) => fault.or(wrapped(next.start..close.end)),
                    None => fault,
                }
            }
            _ if plain(first) => {
                let mut last = first;
                while plain(last + 1) {
                    last += 1;
                }
                let whole = next.start..self.tokens[last].end;
                let after = self.tokens[last + 1];
                match after.kind {
                    // `sin x^2`: the power is inside or outside.
                    Kind::Caret if plain(last + 2) => {
                        fault.or(wrapped(next.start..self.tokens[last + 2].end)).or(wrapped(whole))
                    }
                    Kind::Superscript { .. } => fault.or(wrapped(next.start..after.end)).or(wrapped(whole)),
                    Kind::Caret | Kind::Open => fault,
                    // `sin 2x` is one argument, `sin x y` may be two factors.
                    _ if last > first && !(last == first + 1 && matches!(next.kind, Kind::Number(_))) => {
                        fault.or(wrapped(whole)).or(wrapped(next.start..next.end))
                    }
                    _ => fault.or(wrapped(whole)),
                }
            }
            _ => fault,
        }
    }

    /// The refusal of `sin^2(x)`.
    fn function_power(&self, token: Token, function: Unary) -> Box<Fault> {
        let name = function.name();
        // The exponent: a superscript, or a number after `^` and perhaps a sign.
        let mut at = self.at;
        if self.kind() == Kind::Caret {
            at += 1;
            if self.tokens[at].kind == Kind::Minus {
                at += 1;
            }
        }
        let exponent = self.tokens[at];
        let span = token.start..exponent.end;
        let brackets = Problem::FunctionBrackets { function: name };
        if !matches!(exponent.kind, Kind::Number(_) | Kind::Superscript { .. }) {
            return Fault::new(brackets, token.start..token.end);
        }
        let text = &self.text[token.end..exponent.end];
        if self.tokens[at + 1].kind != Kind::Open {
            return Fault::new(brackets, span);
        }
        let Some(end) = self.closing(at + 1) else {
            return Fault::new(Problem::FunctionPower { function: name }, span);
        };
        let inverse = matches!(text.trim(), "⁻¹" | "^-1");
        if inverse && matches!(function, Unary::Sin | Unary::Cos | Unary::Tan) {
            return Fault::new(Problem::InverseOrReciprocal { function: name }, span)
                .or(vec![(token.start..exponent.end, ["a", name].concat())])
                .or(vec![(token.start..exponent.end, ["1/", name].concat())]);
        }
        Fault::new(Problem::FunctionPower { function: name }, span)
            .or(vec![(token.end..exponent.end, String::new()), (end..end, text.trim().to_owned())])
    }

    /// The end in bytes of the bracket that the token `open` opens.
    fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for token in &self.tokens[open..] {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close if depth == 1 => return Some(token.end),
                Kind::Close => depth -= 1,
                _ => {}
            }
        }
        None
    }

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
                (Kind::Times, Kind::Times) => Some(("**", "^")),
                (Kind::Divide, Kind::Divide) => Some(("//", "/")),
                (Kind::Caret, Kind::Caret) => Some(("^^", "^")),
                (Kind::Open, Kind::Close) => return Fault::new(Problem::EmptyBrackets, span),
                _ => None,
            };
            if let Some((sign, meant)) = doubled {
                return Fault::new(Problem::Sign { sign, meant }, span.clone())
                    .or(vec![(span, meant.to_owned())]);
            }
        }
        if next.kind == Kind::Close && self.opened.is_empty() && previous.is_none() {
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
            (_, Some(&(start, '|'))) => {
                let end = self.behind();
                Fault::new(Problem::UnclosedBar, start..start + 1).or(vec![(end..end, "|".to_owned())])
            }
            (Kind::Close, None) => {
                let fault = Fault::new(Problem::UnopenedBracket, span.clone());
                match self.tokens[self.at + 1].kind {
                    Kind::End => fault.or(vec![(span, String::new())]),
                    _ => fault,
                }
            }
            (Kind::Superscript { .. } | Kind::Caret, _) => Fault::new(Problem::StackedPowers, span),
            _ => self.missing(),
        }
    }
}
