//! From characters to tokens.

use std::ops::Range;

use super::error::{Problem, shortened};
use super::names::{self, Names};
use crate::nearest_double;

/// The most tokens a formula may have, so that every pass over it stays quick.
const TOKENS: usize = 4096;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Number(f64),
    Name,
    /// An exponent written above the line: `²`, `⁻¹`.
    Superscript {
        negative: bool,
        size: f64,
    },
    Plus,
    Minus,
    Times,
    Divide,
    Caret,
    Open,
    Close,
    Bar,
    Root,
    Comma,
    End,
}

/// A token and the bytes of the text it was read from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// One change of the text: what is written in place of a range of bytes.
pub(super) type Edit = (Range<usize>, String);

/// A refusal: what, where, and the corrections that may be offered, each a list of edits.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) problem: Problem,
    pub(super) span: Range<usize>,
    pub(super) corrections: Vec<Vec<Edit>>,
}

impl Fault {
    pub(super) fn new(problem: Problem, span: Range<usize>) -> Box<Self> {
        Box::new(Self { problem, span, corrections: Vec::new() })
    }

    /// The same refusal, with one more correction to offer.
    pub(super) fn or(mut self: Box<Self>, edits: Vec<Edit>) -> Box<Self> {
        self.corrections.push(edits);
        self
    }
}

/// The tokens of `text`, the last of them [`Kind::End`].
pub(super) fn tokens(text: &str, names: &Names<'_>) -> Result<Vec<Token>, Box<Fault>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        at += c.len_utf8();
        let kind = match c {
            '+' => Kind::Plus,
            '-' | '\u{2212}' => Kind::Minus,
            '*' | '·' | '×' | '⋅' | '∗' | '∙' => Kind::Times,
            '/' | '÷' | '∕' => Kind::Divide,
            '^' => Kind::Caret,
            '(' => Kind::Open,
            ')' => Kind::Close,
            '|' => Kind::Bar,
            '√' => Kind::Root,
            ',' => Kind::Comma,
            'π' => Kind::Name,
            // Pasted text brings spaces without width, and the signs by which MathML says
            // "function of" and "times"; a product without a sign is understood there.
            '\u{feff}' | '\u{200b}' | '\u{2060}'..='\u{2062}' => continue,
            _ if c.is_whitespace() => continue,
            '.' | '0'..='9' => {
                let (end, value) = number(text, start, names)?;
                at = end;
                Kind::Number(value)
            }
            _ if raised(c).is_some() => {
                let (end, kind) = superscript(text, start)?;
                at = end;
                kind
            }
            _ if names::begins_name(c) => {
                at = names::end_of_name(text, start);
                Kind::Name
            }
            _ => return Err(stray(text, start, c)),
        };
        if found.len() == TOKENS {
            return Err(Fault::new(Problem::TooLong, start..at));
        }
        found.push(Token { kind, start, end: at });
    }
    found.push(Token { kind: Kind::End, start: text.len(), end: text.len() });
    Ok(found)
}

/// The end and value of the number that begins at `start` with a digit or a point.
fn number(text: &str, start: usize, names: &Names<'_>) -> Result<(usize, f64), Box<Fault>> {
    let bytes = text.as_bytes();
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let whole = digits(start);
    let mut end = whole;
    if bytes.get(whole) == Some(&b'.') {
        end = digits(whole + 1);
    }
    if end == start + 1 && bytes[start] == b'.' {
        return Err(Fault::new(Problem::Point, start..end));
    }
    let mantissa = start..end;
    // What must be told from a name that follows: an unfinished number may look like a product.
    let mut unclear = bytes[end - 1] == b'.';
    let mut exponent = None;
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = match text[end + 1..].chars().next() {
            Some(c @ ('+' | '-' | '\u{2212}')) => c.len_utf8(),
            _ => 0,
        };
        let first = end + 1 + sign;
        let last = digits(first);
        if last > first {
            let negative = sign > 0 && bytes[end + 1] != b'+';
            exponent = Some((negative, first..last));
            unclear = true;
            end = last;
        } else {
            let word = &text[end..names::end_of_name(text, end)];
            let raised_e = word == "e" && raises(text, end + 1);
            if !(raised_e || word.len() > 1 && names.knows(word)) {
                let fault = Fault::new(Problem::Exponent, start..end + word.len());
                // `2e+ 5` is rather an exponent torn apart than a product with e.
                let torn = sign > 0 && text[first..].trim_start().starts_with(|c: char| c.is_ascii_digit());
                return Err(if torn { fault } else { fault.or(vec![(end..end, "*".to_owned())]) });
            }
        }
    }
    match text[end..].chars().next() {
        Some('_') => {
            let edits = text.match_indices('_').map(|(at, _)| (at..at + 1, String::new())).collect();
            return Err(Fault::new(Problem::Underscore, end..end + 1).or(edits));
        }
        Some('.') => return Err(Fault::new(Problem::TwoPoints, end..end + 1)),
        Some(c) if unclear && (names::begins_name(c) || matches!(c, '(' | 'π' | '√')) => {
            return Err(Fault::new(Problem::NumberThenName, start..end).or(vec![(end..end, "*".to_owned())]));
        }
        _ => {}
    }
    let value = match exponent {
        // The minus sign of typesetting is not one that `f64` reads.
        Some((negative, exponent)) => {
            let sign = if negative { "-" } else { "" };
            nearest_double(&[&text[mantissa], "e", sign, &text[exponent]].concat())
        }
        None => nearest_double(&text[mantissa]),
    };
    match value {
        Some(value) if value.is_finite() => Ok((end, value)),
        _ => Err(Fault::new(Problem::TooLarge, start..end)),
    }
}

/// Whether what stands at `at`, after spaces, is a power.
fn raises(text: &str, at: usize) -> bool {
    text[at..].trim_start().chars().next().is_some_and(|c| c == '^' || raised(c).is_some())
}

/// The ordinary character of a raised digit or sign.
fn raised(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        '⁻' => '-',
        '⁺' => '+',
        _ => return None,
    })
}

/// The end and kind of the raised number that begins at `start`.
fn superscript(text: &str, start: usize) -> Result<(usize, Kind), Box<Fault>> {
    let mut plain = String::new();
    let mut end = start;
    for c in text[start..].chars() {
        let Some(digit) = raised(c) else { break };
        plain.push(digit);
        end += c.len_utf8();
    }
    let negative = plain.starts_with('-');
    let digits = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
    if digits.is_empty() || digits.contains(['-', '+']) {
        let after = shortened(&text[start..end]);
        return Err(Fault::new(Problem::MissingAtEnd { after }, start..end));
    }
    match nearest_double(digits) {
        Some(size) if size.is_finite() => Ok((end, Kind::Superscript { negative, size })),
        _ => Err(Fault::new(Problem::TooLarge, start..end)),
    }
}

/// The refusal of a character that no formula has.
fn stray(text: &str, at: usize, c: char) -> Box<Fault> {
    let span = at..at + c.len_utf8();
    let everywhere = |replaced: &[(char, &str)]| -> Vec<Edit> {
        text.char_indices()
            .filter_map(|(at, c)| {
                let (_, new) = replaced.iter().find(|(old, _)| *old == c)?;
                Some((at..at + c.len_utf8(), (*new).to_owned()))
            })
            .collect()
    };
    match c {
        '=' => {
            let fault = Fault::new(Problem::Equation, span.clone());
            let named = text[..at].trim().split('(').next().unwrap_or_default().trim();
            let is_name = named.chars().next().is_some_and(names::begins_name)
                && names::end_of_name(named, 0) == named.len();
            match is_name && named != "x" {
                true => fault.or(vec![(0..span.end, String::new())]),
                false => fault,
            }
        }
        '[' | ']' | '{' | '}' => Fault::new(Problem::Square(c), span).or(everywhere(&[
            ('[', "("),
            (']', ")"),
            ('{', "("),
            ('}', ")"),
        ])),
        // `\sin(x)` is how it is typeset; `x\y` may be a division.
        '\\' if text[..at].ends_with(char::is_alphabetic) => Fault::new(Problem::Character(c), span),
        '$' | '`' | '"' | '\\' => Fault::new(Problem::Character(c), span).or(everywhere(&[(c, "")])),
        ';' if text[span.end..].trim().is_empty() => {
            Fault::new(Problem::Character(c), span.clone()).or(vec![(span, String::new())])
        }
        '\u{2010}'..='\u{2015}' | '\u{fe63}' | '\u{ff0d}' => {
            Fault::new(Problem::Sign { sign: "–", meant: "-" }, span).or(everywhere(&[(c, "-")]))
        }
        '½' | '¼' | '¾' | '⅓' | '⅔' => {
            let fraction = match c {
                '½' => "(1/2)",
                '¼' => "(1/4)",
                '¾' => "(3/4)",
                '⅓' => "(1/3)",
                _ => "(2/3)",
            };
            Fault::new(Problem::Character(c), span).or(everywhere(&[(c, fraction)]))
        }
        '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2063}'..='\u{206f}' => {
            Fault::new(Problem::Character(c), span).or(everywhere(&[(c, "")]))
        }
        _ => {
            let problem = if c.is_numeric() { Problem::Digit(c) } else { Problem::Character(c) };
            let fault = Fault::new(problem, span.clone());
            match names::latin(c) {
                Some(_) => fault.or(text
                    .char_indices()
                    .filter_map(|(at, c)| Some((at..at + c.len_utf8(), names::latin(c)?.to_string())))
                    .collect()),
                None => fault,
            }
        }
    }
}
