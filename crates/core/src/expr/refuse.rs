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
                    .or_write(span.start, span.end, meant);
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
                Fault::new(Problem::DecimalComma, span).or_write(next.start, next.end, ".")
            }
            (Kind::Comma, _) => Fault::new(Problem::Comma, span),
            (Kind::End, Some(&(open, close))) => {
                let closing: String = self.opened.iter().rev().map(|(_, close)| *close).collect();
                let end = self.behind();
                let problem = if close == '|' { Problem::UnclosedBar } else { Problem::UnclosedBracket };
                Fault::new(problem, open.start..open.end).or_write(end, end, &closing)
            }
            (_, Some(&(open, '|'))) => Fault::new(Problem::UnclosedBar, open.start..open.end),
            (Kind::Close(_), None) => {
                let fault = Fault::new(Problem::UnopenedBracket, span);
                match self.tokens[self.at + 1].kind {
                    Kind::End => fault.or_write(next.start, next.end, ""),
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
        if plain { fault.or(self.latin()) } else { fault }
    }

    /// The edits that write `new` for each of those characters.
    pub(super) fn replaced(&self, pairs: &[(char, &str)]) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (index, (at, c)) in self.chars.iter().enumerate() {
            if let Some((_, new)) = pairs.iter().find(|(old, _)| old == c) {
                let end = self.chars.get(index + 1).map_or(self.end, |(next, _)| *next);
                edits.push((*at..end, (*new).to_owned()));
            }
        }
        edits
    }

    /// The edits that write every character as the plain one it looks like.
    fn latin(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (at, c) in self.text.char_indices() {
            if let Some(plain) = names::look_alike(c).filter(|plain| *plain != c) {
                edits.push((at..at + c.len_utf8(), plain.to_string()));
            }
        }
        edits
    }

    /// The refusal of a character that no formula has.
    #[cold]
    pub(super) fn stray(&self, c: char) -> Box<Fault> {
        let span = self.byte(0)..self.byte(1);
        let (problem, edits) = match c {
            '[' | ']' => (Problem::Square(c), self.replaced(&[('[', "("), (']', ")")])),
            '$'
            | '`'
            | '"'
            | '\u{ad}'
            | '\u{200c}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2063}'..='\u{206f}' => (Problem::Character(c), self.replaced(&[(c, "")])),
            '\u{2010}'..='\u{2015}' => (Problem::Sign { sign: "–", meant: "-" }, self.replaced(&[(c, "-")])),
            _ => match names::without_sign(c) {
                Some(text) => (Problem::Instead { sign: c, text }, Vec::new()),
                None if names::look_alike(c).is_some_and(|plain| plain != c) => {
                    (Problem::Digit(c), self.latin())
                }
                None if c.is_numeric() => (Problem::Digit(c), Vec::new()),
                None => (Problem::Character(c), Vec::new()),
            },
        };
        let fault = Fault::new(problem, span);
        if edits.is_empty() { fault } else { fault.or(edits) }
    }
}
