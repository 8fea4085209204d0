//! From characters to tokens.

use std::ops::Range;

use super::Keys;
use super::error::{Advice, Problem, shortened};
use super::names::{self, Function};
use super::paste;
use crate::nearest_double;

/// The most tokens a formula may have, so that every pass over it stays quick.
pub(super) const TOKENS: usize = 4096;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Number(f64),
    /// `½`: above and below the line.
    Fraction(u8, u8),
    /// Letters and digits, by their index among the words; told apart before the tokens are parsed.
    Word(usize),
    Function(Function),
    Variable(usize),
    Parameter(usize),
    /// `x_1` or `x[1]`: which coordinate of a point.
    Coordinate(u8),
    Pi,
    E,
    Plus,
    Minus,
    Times,
    Divide,
    Caret,
    /// A bracket, by what closes it; [`RAISED`] stands round an exponent above the line.
    Open(char),
    Close(char),
    /// A bar that may open or close.
    Bar,
    /// `√` or `∛`.
    Root(u8),
    /// `\sqrt` and `\frac`, whose arguments follow.
    Sqrt,
    Frac,
    Comma,
    Equals,
    End,
}

/// What closes an exponent written above the line.
pub(super) const RAISED: char = '⁾';

/// A token and the bytes of the text it was read from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// One change of the text: what is written in place of a range of bytes.
pub(super) type Edit = (Range<usize>, String);

/// A refusal: what, where, and what may be offered.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) problem: Problem,
    pub(super) span: Range<usize>,
    /// How many meanings the text has here, each to be offered.
    pub(super) meanings: u8,
    /// Corrections of what has none, each a list of edits.
    pub(super) corrections: Vec<Vec<Edit>>,
}

impl Fault {
    // Refusals are made at many places, and seldom: code that stands there once is less to fetch.
    #[cold]
    #[inline(never)]
    pub(super) fn new(problem: Problem, span: Range<usize>) -> Box<Self> {
        Box::new(Self { problem, span, meanings: 0, corrections: Vec::new() })
    }

    /// The same refusal, with one more correction to offer.
    #[inline(never)]
    pub(super) fn or(mut self: Box<Self>, edits: Vec<Edit>) -> Box<Self> {
        self.corrections.push(edits);
        self
    }

    /// The same refusal; what is written from byte `start` to `end` instead would mend it.
    #[inline(never)]
    pub(super) fn or_write(self: Box<Self>, start: usize, end: usize, text: &str) -> Box<Self> {
        self.or(vec![(start..end, text.to_owned())])
    }
}

/// A text in tokens.
#[derive(Debug)]
pub(super) struct Lexed {
    /// The last of them is [`Kind::End`].
    pub(super) tokens: Vec<Token>,
    /// Each word once.
    pub(super) words: Vec<String>,
    known: Keys,
    /// The names in brackets of a function's head: `u`, `v` of `f(u,v) = …`.
    pub(super) arguments: Vec<String>,
    /// Whether every sign is the one this program itself writes.
    pub(super) plain: bool,
}

/// The longest word that may stand for something.
pub(super) const LONGEST: usize = 16;

/// The number of `word` among `words`, where it is put if it is new. One that is too long to mean anything is always
/// new.
pub(super) fn number(words: &mut Vec<String>, known: &mut Keys, word: String) -> usize {
    let next = words.len();
    let mut index = next;
    if word.len() <= LONGEST {
        let mut bytes = [0; LONGEST];
        bytes[..word.len()].copy_from_slice(word.as_bytes());
        let [low, high] =
            [0, 8].map(|first| (first..first + 8).fold(0, |key, at| key << 8 | u64::from(bytes[at])));
        index = *known.entry((7, 0, low, high)).or_insert(next);
    }
    if index == next {
        words.push(word);
    }
    index
}

/// Reads characters one after the other.
pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    /// The byte at which each character begins, and the plain one it stands for.
    pub(super) chars: Vec<(usize, char)>,
    pub(super) at: usize,
    /// Where the formula ends in the text.
    pub(super) end: usize,
    /// How many square brackets are open that `\sqrt` opened.
    pub(super) squares: usize,
    pub(super) lexed: Lexed,
}

/// The tokens of `text`.
pub(super) fn tokens(text: &str) -> Result<Lexed, Box<Fault>> {
    let piece = paste::formula(text)?;
    let range = piece.range;
    let mut plain = range.len() == text.trim().len();
    let mut chars = Vec::with_capacity(range.len());
    for (at, c) in text[range.clone()].char_indices() {
        let meant = names::plain(c);
        plain &= meant == c || meant == ' ';
        chars.push((range.start + at, meant));
    }
    let lexed = Lexed {
        tokens: Vec::new(),
        words: Vec::new(),
        known: Keys::new(),
        arguments: piece.arguments,
        plain,
    };
    let mut lexer = Lexer { text, chars, at: 0, end: range.end, squares: 0, lexed };
    while lexer.at < lexer.chars.len() {
        lexer.next()?;
        if lexer.lexed.tokens.len() > TOKENS {
            let last = lexer.lexed.tokens[TOKENS];
            return Err(Fault::new(Problem::TooLong, last.start..last.end));
        }
    }
    lexer.token(Kind::End, range.end, range.end);
    Ok(lexer.lexed)
}

impl Lexer<'_> {
    /// The character `ahead` of the present one; NUL beyond the end.
    #[inline(never)]
    pub(super) fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).map_or('\0', |(_, c)| *c)
    }

    /// The byte at which the character `ahead` begins.
    #[inline(never)]
    pub(super) fn byte(&self, ahead: usize) -> usize {
        self.chars.get(self.at + ahead).map_or(self.end, |(byte, _)| *byte)
    }

    /// A token of the next `length` characters.
    #[inline(never)]
    pub(super) fn push(&mut self, kind: Kind, length: usize) {
        let (start, end) = (self.byte(0), self.byte(length));
        self.token(kind, start, end);
        self.at += length;
    }

    #[inline(never)]
    fn token(&mut self, kind: Kind, start: usize, end: usize) {
        self.lexed.tokens.push(Token { kind, start, end });
    }

    /// A word that stands in the text from the byte `start` to here.
    pub(super) fn push_word(&mut self, word: String, start: usize) {
        let kind = Kind::Word(number(&mut self.lexed.words, &mut self.lexed.known, word));
        self.token(kind, start, self.byte(0));
    }
    pub(super) fn skip_spaces(&mut self) {
        while self.peek(0).is_whitespace() {
            self.at += 1;
        }
    }

    fn next(&mut self) -> Result<(), Box<Fault>> {
        let c = self.peek(0);
        let kind = match c {
            '+' => Kind::Plus,
            '-' => Kind::Minus,
            '*' if self.peek(1) == '*' => {
                self.lexed.plain = false;
                self.push(Kind::Caret, 2);
                return Ok(());
            }
            '*' => Kind::Times,
            '/' => Kind::Divide,
            '^' => Kind::Caret,
            '(' | ')' => {
                if c == '(' {
                    Kind::Open(')')
                } else {
                    Kind::Close(')')
                }
            }
            '{' | '}' => {
                self.lexed.plain = false;
                if c == '{' { Kind::Open('}') } else { Kind::Close('}') }
            }
            ']' if self.squares > 0 => {
                self.squares -= 1;
                Kind::Close(']')
            }
            '|' => Kind::Bar,
            '√' => Kind::Root(2),
            '∛' => Kind::Root(3),
            ',' => Kind::Comma,
            '=' => Kind::Equals,
            ':' if self.peek(1) == '=' => {
                self.at += 1;
                Kind::Equals
            }
            '½' => Kind::Fraction(1, 2),
            '¼' => Kind::Fraction(1, 4),
            '¾' => Kind::Fraction(3, 4),
            '⅓' => Kind::Fraction(1, 3),
            '⅔' => Kind::Fraction(2, 3),
            _ if c.is_whitespace() => {
                self.at += 1;
                return Ok(());
            }
            // `x.^2`, element by element where x is an array.
            '.' if matches!(self.peek(1), '*' | '/' | '^') => {
                self.lexed.plain = false;
                self.at += 1;
                return Ok(());
            }
            '.' | '0'..='9' => return self.number(),
            _ if names::raised(c).is_some() => return self.superscript(),
            _ if c.is_ascii_alphabetic() || c == '_' => return self.word(),
            _ if names::greek(c).is_some() => return self.greek(),
            _ if c.is_alphabetic() => return Err(self.foreign(self.at)),
            '\\' => return paste::command(self),
            '~' if self.text.contains(['\\', '$']) => {
                self.at += 1;
                return Ok(());
            }
            _ => return Err(self.stray(c)),
        };
        self.lexed.plain &= kind != Kind::Bar;
        self.push(kind, 1);
        Ok(())
    }

    /// The number that begins here with a digit or a point.
    fn number(&mut self) -> Result<(), Box<Fault>> {
        let digits = |lexer: &Self, mut at: usize| {
            while lexer.peek(at).is_ascii_digit() {
                at += 1;
            }
            at
        };
        let start = self.byte(0);
        let mut end = digits(self, 0);
        if self.peek(end) == '.' && !matches!(self.peek(end + 1), '*' | '/' | '^') {
            end = digits(self, end + 1);
        }
        if end == 1 && self.peek(0) == '.' {
            return Err(Fault::new(Problem::Point, start..self.byte(1)));
        }
        // What must be told from a name that follows: an unfinished number may look like a product.
        let mut unclear = self.peek(end - 1) == '.';
        if matches!(self.peek(end), 'e' | 'E') {
            let first = end + 1 + usize::from(matches!(self.peek(end + 1), '+' | '-'));
            let last = digits(self, first);
            if last > first {
                unclear = true;
                end = last;
            } else {
                self.unfinished(end, first)?;
            }
        }
        let mut plain = String::new();
        for ahead in 0..end {
            plain.push(self.peek(ahead));
        }
        match self.peek(end) {
            '_' => {
                return Err(Fault::new(Problem::Underscore, self.byte(end)..self.byte(end + 1))
                    .or(self.replaced(&[('_', "")])));
            }
            '.' if !matches!(self.peek(end + 1), '*' | '/' | '^') => {
                return Err(Fault::new(Problem::TwoPoints, self.byte(end)..self.byte(end + 1)));
            }
            c if unclear && (c.is_alphabetic() || matches!(c, '(' | '√')) => {
                let end = self.byte(end);
                return Err(Fault::new(Problem::NumberThenName, start..end).or_write(end, end, "*"));
            }
            _ => {}
        }
        match nearest_double(&plain) {
            Some(value) if value.is_finite() => self.push(Kind::Number(value), end),
            _ => return Err(Fault::new(Problem::TooLarge, start..self.byte(end))),
        }
        Ok(())
    }

    /// A number that is followed by an `e` and no exponent, which would begin at `first`: `2e^x` is a
    /// product, and so is `2exp(x)`, but `2e` may be unfinished.
    fn unfinished(&self, end: usize, first: usize) -> Result<(), Box<Fault>> {
        let mut word = String::new();
        while self.peek(end + word.len()).is_ascii_alphanumeric() {
            word.push(self.peek(end + word.len()));
        }
        let mut after = end + word.len();
        while self.peek(after).is_whitespace() {
            after += 1;
        }
        let raises = self.peek(after) == '^'
            || self.peek(after) == '*' && self.peek(after + 1) == '*'
            || names::raised(self.peek(after)).is_some();
        if word == "e" && raises || word.len() > 1 && names::function(&word).is_some() {
            return Ok(());
        }
        let fault = Fault::new(Problem::Exponent, self.byte(0)..self.byte(end + word.len()));
        // `2e+ 5` is rather an exponent torn apart than a product with e.
        let mut next = first;
        while self.peek(next).is_whitespace() {
            next += 1;
        }
        let torn = first > end + 1 && self.peek(next).is_ascii_digit();
        let at = self.byte(end);
        Err(if torn { fault } else { fault.or_write(at, at, "*") })
    }

    /// The raised signs that begin here, as a power with its exponent in brackets.
    fn superscript(&mut self) -> Result<(), Box<Fault>> {
        self.lexed.plain = false;
        let here = self.byte(0);
        for kind in [Kind::Caret, Kind::Open(RAISED)] {
            self.token(kind, here, here);
        }
        while let Some(c) = names::raised(self.peek(0)) {
            match c {
                '+' => self.push(Kind::Plus, 1),
                '-' => self.push(Kind::Minus, 1),
                '(' => self.push(Kind::Open(')'), 1),
                ')' => self.push(Kind::Close(')'), 1),
                _ if c.is_ascii_digit() => {
                    let mut digits = String::new();
                    while let Some(c) = names::raised(self.peek(digits.len()))
                        && c.is_ascii_digit()
                    {
                        digits.push(c);
                    }
                    match nearest_double(&digits) {
                        Some(value) if value.is_finite() => self.push(Kind::Number(value), digits.len()),
                        _ => return Err(Fault::new(Problem::TooLarge, here..self.byte(digits.len()))),
                    }
                }
                _ => {
                    let start = self.byte(0);
                    self.at += 1;
                    self.push_word(c.to_string(), start);
                }
            }
        }
        self.push(Kind::Close(RAISED), 0);
        Ok(())
    }

    /// The Latin letters and digits that begin here, with subscripts: `a_1`, `a_{1}`, `a₁`, `a[1]`.
    fn word(&mut self) -> Result<(), Box<Fault>> {
        let (start, first) = (self.byte(0), self.at);
        let mut word = String::new();
        loop {
            let c = self.peek(0);
            if c.is_ascii_alphanumeric() || c == '_' {
                word.push(c);
                self.at += 1;
            } else {
                // What is below the line ends the name.
                self.subscript(&mut word);
                break;
            }
        }
        if self.peek(0) == '.' && self.peek(1).is_ascii_alphabetic() {
            if !paste::is_module(&word) {
                return Err(Fault::new(Problem::Point, self.byte(0)..self.byte(1)));
            }
            self.at += 1;
            return self.member();
        }
        if names::is_foreign(self.peek(0)) {
            return Err(self.foreign(first));
        }
        self.index(&mut word);
        self.push_word(word, start);
        Ok(())
    }

    /// What a module has: `sin` of `np.sin`.
    fn member(&mut self) -> Result<(), Box<Fault>> {
        self.lexed.plain = false;
        let start = self.byte(0);
        let mut word = String::new();
        while matches!(self.peek(0), 'a'..='z' | 'A'..='Z' | '0'..='9' | '_') {
            word.push(self.peek(0));
            self.at += 1;
        }
        if self.peek(0) == '.' && self.peek(1).is_ascii_alphabetic() && paste::is_module(&word) {
            self.at += 1;
            return self.member();
        }
        let end = self.byte(0);
        let Some(kind) = paste::member(&word) else {
            let advice = names::instead(&word).unwrap_or(Advice::Functions);
            return Err(Fault::new(Problem::UnknownName { name: shortened(&word), advice }, start..end));
        };
        self.token(kind, start, end);
        Ok(())
    }

    /// A Greek letter, by its name.
    fn greek(&mut self) -> Result<(), Box<Fault>> {
        let start = self.byte(0);
        let Some(name) = names::greek(self.peek(0)) else { return Ok(()) };
        self.at += 1;
        self.lexed.plain = false;
        if name == "pi" {
            self.token(Kind::Pi, start, self.byte(0));
            return Ok(());
        }
        self.subscripted(name, start);
        Ok(())
    }

    /// The word `name`, with the subscript that may follow.
    pub(super) fn subscripted(&mut self, name: String, start: usize) {
        let mut word = name;
        if self.peek(0) == '_' && self.peek(1).is_ascii_digit() {
            word.push('_');
            self.at += 1;
            while self.peek(0).is_ascii_digit() {
                word.push(self.peek(0));
                self.at += 1;
            }
        }
        self.subscript(&mut word);
        self.index(&mut word);
        self.push_word(word, start);
    }

    /// Takes `₁` or `_{1}` as `_1`.
    fn subscript(&mut self, word: &mut String) {
        let lowered = |c: char| char::from_digit(u32::from(c).wrapping_sub(u32::from('₀')), 10);
        let length = word.len();
        while let Some(digit) = lowered(self.peek(0)) {
            if word.len() == length {
                word.push('_');
            }
            word.push(digit);
            self.at += 1;
        }
        if word.len() > length {
            self.lexed.plain = false;
            return;
        }
        let ahead = usize::from(self.peek(0) == '_');
        if !(ahead == 1 || word.ends_with('_')) || self.peek(ahead) != '{' {
            return;
        }
        let mut inner = String::new();
        while self.peek(ahead + 1 + inner.len()).is_ascii_alphanumeric() {
            inner.push(self.peek(ahead + 1 + inner.len()));
        }
        if inner.is_empty() || self.peek(ahead + 1 + inner.len()) != '}' {
            return;
        }
        if ahead == 1 {
            word.push('_');
        }
        word.push_str(&inner);
        self.at += ahead + inner.len() + 2;
        self.lexed.plain = false;
    }

    /// Takes `[1]` right after a name as its subscript.
    fn index(&mut self, word: &mut String) {
        if self.peek(0) == '[' && self.peek(1).is_ascii_digit() && self.peek(2) == ']' {
            word.push('_');
            word.push(self.peek(1));
            self.at += 3;
            self.lexed.plain = false;
        }
    }
}
