//! Refusals: what is wrong where a formula cannot be read on, and what may have been meant.

use super::error::{Advice, Problem, shortened};
use super::lex::{Edit, Fault, Kind, Lexer, Token};
use super::names;
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

impl Lexer<'_> {
    /// The refusal of a name with letters of another alphabet, which begins at character `first`.
    pub(super) fn foreign(&self, first: usize) -> Box<Fault> {
        let inside =
            |c: char| c.is_alphabetic() && names::raised(c).is_none() || c.is_ascii_digit() || c == '_';
        let length = self.chars[first..].iter().take_while(|(_, c)| inside(*c)).count();
        let start = self.chars[first].0;
        let end = self.chars.get(first + length).map_or(self.end, |(byte, _)| *byte);
        let name = &self.text[start..end];
        let plain = name.chars().all(|c| names::look_alike(c).is_some());
        let advice = if plain { Advice::LookAlike } else { Advice::Letters };
        let fault = Fault::new(Problem::UnknownName { name: shortened(name), advice }, start..end);
        if !plain {
            return fault;
        }
        let letters = self.text.char_indices().filter(|(_, c)| !c.is_ascii());
        fault.or(letters
            .filter_map(|(at, c)| Some((at..at + c.len_utf8(), names::look_alike(c)?.to_string())))
            .collect())
    }

    /// The refusal of a character that no formula has.
    pub(super) fn stray(&self, c: char) -> Box<Fault> {
        let span = self.byte(0)..self.byte(1);
        let everywhere = |replaced: &dyn Fn(char) -> Option<String>| -> Vec<Edit> {
            let ends = self.chars.iter().map(|(at, _)| *at).skip(1).chain([self.end]);
            self.chars.iter().zip(ends).filter_map(|((at, c), end)| Some((*at..end, replaced(*c)?))).collect()
        };
        let same = |new: &'static str| move |other: char| (other == c).then(|| new.to_owned());
        match c {
            '[' | ']' => Fault::new(Problem::Square(c), span).or(everywhere(&|c| {
                Some(match c {
                    '[' => "(".to_owned(),
                    ']' => ")".to_owned(),
                    _ => return None,
                })
            })),
            '$' | '`' | '"' => Fault::new(Problem::Character(c), span).or(everywhere(&same(""))),
            '\u{2010}'..='\u{2015}' => {
                Fault::new(Problem::Sign { sign: "–", meant: "-" }, span).or(everywhere(&same("-")))
            }
            '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2063}'..='\u{206f}' => {
                Fault::new(Problem::Character(c), span).or(everywhere(&same("")))
            }
            _ if names::without_sign(c).is_some() => Fault::new(
                Problem::Instead { sign: c, text: names::without_sign(c).unwrap_or_default() },
                span,
            ),
            _ => {
                let problem = if c.is_numeric() { Problem::Digit(c) } else { Problem::Character(c) };
                let fault = Fault::new(problem, span);
                match names::look_alike(c) {
                    Some(plain) if plain != c => fault.or(everywhere(&|c| {
                        names::look_alike(c).filter(|plain| *plain != c).map(String::from)
                    })),
                    _ => fault,
                }
            }
        }
    }
}
