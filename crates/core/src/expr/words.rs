//! What words stand for: `xsin` is a variable and a function, `ab` two letters if both are in use.

use super::Keys;
use super::error::{Advice, Problem, shortened};
use super::lex::{Fault, Kind, LONGEST, Lexed, Token, number};
use super::names::{self, Function};
use super::parse::Names;

/// The most letters that stand side by side as a product.
const RUN: usize = 3;

/// What the words of a formula have in common.
struct Words<'a> {
    names: &'a Names<'a>,
    /// The letters that are parameters, each once.
    letters: Vec<String>,
    known: Keys,
    /// Whether each letter stands for itself somewhere in the formula.
    used: Vec<bool>,
    /// Whether coordinates are numbered, `x_1`: then `x2` is one too.
    numbered: bool,
}

/// Puts what each word stands for in its place; gives the letters.
pub(super) fn tell_apart(
    text: &str,
    lexed: &mut Lexed,
    names: &Names<'_>,
) -> Result<Vec<String>, Box<Fault>> {
    let mut words = Words::of(names);
    for word in &lexed.words {
        words.numbered |=
            word == "x1" || ["x_0", "x_1", "x_2", "x1x"].iter().any(|first| word.contains(first));
    }
    // What each word stands for, once it is known.
    let mut told: Vec<Option<Vec<Kind>>> = Vec::with_capacity(lexed.words.len());
    for word in &lexed.words {
        let whole = words.whole(word).map(|kind| vec![kind]);
        let run = if whole.is_none() { words.run(word, true) } else { None };
        for kind in whole.iter().chain(&run).flatten() {
            if let Kind::Parameter(index) = *kind {
                words.used[index] = true;
            }
        }
        told.push(whole);
    }
    let mut tokens = Vec::with_capacity(lexed.tokens.len());
    for (at, token) in lexed.tokens.iter().enumerate() {
        let Kind::Word(index) = token.kind else {
            tokens.push(*token);
            continue;
        };
        let word = &lexed.words[index];
        let called = lexed.tokens[at + 1].kind == Kind::Open(')');
        if told[index].is_none() {
            told[index] = words.split(word);
        }
        let Some(kinds) =
            told[index].as_ref().filter(|kinds| !called || words.may_be_called(text, *token, word, kinds))
        else {
            // A product in place of a name is one factor there.
            let before = at.checked_sub(1).map(|before| lexed.tokens[before].kind);
            let factor = matches!(before, Some(Kind::Caret | Kind::Divide | Kind::Root(_) | Kind::Word(_)));
            return Err(words.unknown(*token, word, called, factor && !called));
        };
        lexed.plain &= match kinds[..] {
            [Kind::Function(function)] => names::is_canonical(word, function),
            [Kind::Parameter(index)] => words.letters[index] == *word,
            [_] => !matches!(word.as_str(), "Pi" | "PI"),
            _ => false,
        };
        for kind in kinds {
            tokens.push(Token { kind: *kind, ..*token });
        }
    }
    lexed.tokens = tokens;
    Ok(words.letters)
}

/// Whether `word` is the name of what stands behind `=`: no function, variable, number or product.
pub(super) fn is_name(word: &str, names: &Names<'_>) -> bool {
    let mut words = Words::of(names);
    match words.whole(word) {
        Some(kind) => matches!(kind, Kind::Parameter(_)),
        None => word.as_bytes()[0].is_ascii_alphabetic() && words.split(word).is_none(),
    }
}

impl<'a> Words<'a> {
    fn of(names: &'a Names<'a>) -> Self {
        Self { names, letters: Vec::new(), known: Keys::new(), used: Vec::new(), numbered: false }
    }

    /// The parameter of that name.
    fn parameter(&mut self, name: String) -> Kind {
        let index = number(&mut self.letters, &mut self.known, name);
        self.used.resize(self.letters.len(), false);
        Kind::Parameter(index)
    }

    fn stands_for(&mut self, word: &str) -> Option<Vec<Kind>> {
        match self.whole(word) {
            Some(kind) => Some(vec![kind]),
            None => self.split(word),
        }
    }

    /// What `word` stands for as a whole.
    fn whole(&mut self, word: &str) -> Option<Kind> {
        match word {
            "pi" | "Pi" | "PI" => return Some(Kind::Pi),
            "e" => return Some(Kind::E),
            _ => {}
        }
        if let Some(function) = names::function(word) {
            return Some(Kind::Function(function));
        }
        if let Some(index) = self.names.variables.iter().position(|name| *name == word) {
            return Some(Kind::Variable(index));
        }
        if let Some(base) = base_of(word) {
            let known = match base {
                "2" => "log2",
                "10" => "log10",
                "e" => "ln",
                _ => return None,
            };
            return names::function(known).map(Kind::Function);
        }
        if !self.names.parameters {
            return None;
        }
        if !self.names.coordinates() {
            return names::any_letter(word).map(|name| self.parameter(name));
        }
        match *word.as_bytes() {
            [b'x', b'_', digit @ b'0'..=b'9'] => return Some(Kind::Coordinate(digit - b'0')),
            // `x2` alone is rather a power or a product.
            [b'x', digit @ b'0'..=b'9'] => return self.numbered.then_some(Kind::Coordinate(digit - b'0')),
            _ => {}
        }
        names::letter(word).map(|name| self.parameter(name))
    }

    /// The factors of a product of single letters, each with its subscript. At most [`RUN`] of them, and either a
    /// variable among them or none that is not in use; `first` while it is not known yet what is.
    fn run(&mut self, word: &str, first: bool) -> Option<Vec<Kind>> {
        let mut found = None;
        for factors in self.products(word, RUN) {
            let (mut variable, mut letter, mut unused) = (false, false, false);
            for kind in &factors {
                match *kind {
                    Kind::Variable(_) | Kind::Coordinate(_) => variable = true,
                    Kind::Parameter(index) => {
                        letter = true;
                        unused |= !self.used[index];
                    }
                    _ => {}
                }
            }
            if variable || !first && letter && !unused {
                // Two ways of taking it apart are none.
                if found.is_some() {
                    return None;
                }
                found = Some(factors);
            }
        }
        found
    }

    /// All products of at most so many letters that `word` may be.
    fn products(&mut self, word: &str, most: usize) -> Vec<Vec<Kind>> {
        let mut found = Vec::new();
        if word.len() <= LONGEST && word.is_ascii() {
            self.factors(word, most, &mut Vec::new(), &mut found);
        }
        found
    }

    /// As [`products`](Self::products), after the factors in `before`.
    fn factors(&mut self, word: &str, most: usize, before: &mut Vec<Kind>, found: &mut Vec<Vec<Kind>>) {
        if word.is_empty() {
            found.push(before.clone());
            return;
        }
        if before.len() == most {
            return;
        }
        let below = word[1..].bytes().take_while(|c| c.is_ascii_digit() || *c == b'_').count();
        // `mu` is a letter, and so are m and u.
        for length in [2, 1 + below] {
            let Some(name) = word.get(..length) else { continue };
            let kind = match name {
                "pi" | "mu" | "nu" | "xi" => self.whole(name),
                _ if length == 1 + below => self.whole(name),
                _ => None,
            };
            if let Some(
                kind @ (Kind::Parameter(_) | Kind::Variable(_) | Kind::Coordinate(_) | Kind::E | Kind::Pi),
            ) = kind
            {
                before.push(kind);
                self.factors(&word[length..], most, before, found);
                before.pop();
                if below == 1 {
                    return;
                }
            }
        }
    }

    /// A word that is several: a product of letters, and functions among them.
    fn split(&mut self, word: &str) -> Option<Vec<Kind>> {
        // `sech` is not the secant of h, nor `dx` a product.
        if word.len() > LONGEST || !word.is_ascii() || names::instead(word).is_some() {
            return None;
        }
        if let Some(base) = base_of(word) {
            return self.logarithm(base);
        }
        let letters = self.run(word, false);
        // `tgx` is a tangent or three factors.
        if letters.is_some() && self.is_short_function(word) {
            return None;
        }
        for (start, end, function) in functions_in(word) {
            let mut kinds = match start {
                0 => Vec::new(),
                _ => match self.run(&word[..start], false) {
                    Some(kinds) => kinds,
                    None => continue,
                },
            };
            kinds.push(Kind::Function(function));
            let rest = &word[end..];
            if rest.is_empty() {
                return Some(kinds);
            }
            let (number, rest) = digits(rest);
            if !number.is_empty() {
                // `log2x` is a logarithm to the base 2 or of 2x.
                if function == Function::Log {
                    return None;
                }
                kinds.push(Kind::Number(crate::nearest_double(number)?));
            }
            let argument = match self.whole(rest) {
                Some(kind @ (Kind::Variable(_) | Kind::Pi)) => Some(vec![kind]),
                Some(kind @ Kind::Parameter(index)) if self.used[index] => Some(vec![kind]),
                Some(_) => None,
                None => self.split(rest),
            };
            if let Some(argument) = argument {
                kinds.extend(argument);
                return Some(kinds);
            }
        }
        letters
    }

    /// A logarithm to the base that `word` begins with, and what it is of if that follows at once: `log_3`, `log_2x`.
    fn logarithm(&mut self, word: &str) -> Option<Vec<Kind>> {
        let (number, _) = digits(word);
        let (base, rest) = word.split_at(number.len().max(1).min(word.len()));
        let mut kinds = match self.whole(&["log_", base].concat()) {
            Some(known) => vec![known],
            None if number.is_empty() => vec![Kind::Function(Function::LogTo), self.whole(base)?],
            None => vec![Kind::Function(Function::LogTo), Kind::Number(crate::nearest_double(number)?)],
        };
        if !rest.is_empty() {
            kinds.extend(self.stands_for(rest)?);
        }
        Some(kinds)
    }

    /// Whether `word` begins with a function of two letters, which would be of the variable that follows.
    fn is_short_function(&mut self, word: &str) -> bool {
        word.get(..2).is_some_and(|name| names::function(name).is_some() && !name.eq_ignore_ascii_case("ln"))
            && self.is_variable(&word[2..])
    }

    fn is_variable(&mut self, word: &str) -> bool {
        matches!(self.whole(word), Some(Kind::Variable(_)))
    }

    /// Whether what `word` ends in may stand before a bracket.
    fn may_be_called(&self, text: &str, token: Token, word: &str, kinds: &[Kind]) -> bool {
        let Some(Kind::Parameter(index)) = kinds.last() else { return true };
        match self.letters[*index].as_str() {
            "f" | "g" | "h" | "zeta" | "Gamma" => false,
            // Spelt out they are the names of functions.
            "gamma" | "beta" => &text[token.start..token.end] != word,
            _ => true,
        }
    }

    /// The refusal of a word that stands for nothing.
    #[cold]
    fn unknown(&mut self, token: Token, word: &str, called: bool, factor: bool) -> Box<Fault> {
        let (advice, texts) = self.advise(word, called);
        let problem = Problem::UnknownName { name: shortened(word), advice };
        let mut fault = Fault::new(problem, token.start..token.end);
        for text in texts {
            let bracketed = ["(", &text, ")"].concat();
            let text = if factor && text.contains('*') { &bracketed } else { &text };
            fault = fault.or_write(token.start, token.end, text);
        }
        fault
    }

    /// What to write for an unknown word, and the texts that may replace it.
    fn advise(&mut self, word: &str, called: bool) -> (Advice, Vec<String>) {
        let letter = names::letter(word).is_some();
        let product = if called && letter { vec![[word, "*"].concat()] } else { Vec::new() };
        if let Some(advice) = names::instead(word) {
            return (advice, product);
        }
        if called && letter {
            return (Advice::Product, product);
        }
        let texts = self.meant(word, called);
        if !texts.is_empty() {
            return (Advice::Write(texts.clone()), texts);
        }
        let advice = match (called, self.names.parameters) {
            (true, _) => Advice::Functions,
            (false, true) if self.names.coordinates() => Advice::Letters,
            (false, true) => Advice::Instead("single letters, and `*` for a product"),
            _ => Advice::Variables(
                self.names.variables.iter().take(8).map(|name| (*name).to_owned()).collect(),
            ),
        };
        (advice, Vec::new())
    }

    /// What an unknown word may be meant for, one or two texts.
    fn meant(&mut self, word: &str, called: bool) -> Vec<String> {
        let mut texts = Vec::new();
        if word.len() > LONGEST || !word.is_ascii() {
            return texts;
        }
        if called {
            if let Some(name) = names::slip(word) {
                texts.push(name.to_owned());
                return texts;
            }
            // `kexp(x)`
            for (start, end, function) in functions_in(word) {
                if end == word.len()
                    && let [factors] = &self.products(&word[..start], RUN)[..]
                {
                    texts.push([&self.spelt(factors), "*", function.name()].concat());
                    return texts;
                }
            }
        } else {
            // `tgx` is a tangent or three factors, `log2x` a logarithm to the base 2 or of 2x.
            for end in (2..word.len()).rev() {
                let (name, rest) = word.split_at(end);
                if names::function(name).is_some() && self.is_variable(rest) {
                    texts.push([name, "(", rest, ")"].concat());
                    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
                    if bare.len() < end {
                        texts.push([bare, "(", &name[bare.len()..], "*", rest, ")"].concat());
                    }
                    break;
                }
            }
            // `x2` is a power or a product.
            let (name, digit) = word.split_at(word.len() - 1);
            if matches!(digit.as_bytes(), [b'2'..=b'9']) && self.is_variable(name) {
                texts.push([name, "^", digit].concat());
                texts.push([name, "*", digit].concat());
            }
        }
        let variable = self.names.variables.iter().any(|name| word.contains(name));
        for factors in self.products(word, if variable { 5 } else { RUN }) {
            // Without a variable it is rather a word.
            if factors.len() > 1 && texts.len() < 2 && (variable || !called && factors.len() == 2) {
                texts.push(self.spelt(&factors));
            }
        }
        texts
    }

    /// A product in plain text.
    fn spelt(&self, factors: &[Kind]) -> String {
        let mut text = String::new();
        for kind in factors {
            if !text.is_empty() {
                text.push('*');
            }
            text.push_str(match *kind {
                Kind::Parameter(index) => &self.letters[index],
                Kind::Variable(index) => self.names.variables[index],
                Kind::Pi => "pi",
                _ => "e",
            });
        }
        text
    }
}

/// What stands below the line of `log_3`.
fn base_of(word: &str) -> Option<&str> {
    word.strip_prefix("log_").or_else(|| word.strip_prefix("Log_"))
}

/// The digits with which `word` begins, and the rest.
fn digits(word: &str) -> (&str, &str) {
    word.split_at(word.bytes().take_while(u8::is_ascii_digit).count())
}

/// Where in a word functions are named: begin, end and which, the earliest and longest first.
fn functions_in(word: &str) -> Vec<(usize, usize, Function)> {
    let mut found = Vec::new();
    for start in 0..word.len().min(5) {
        for end in (start + 2..=word.len().min(start + 10)).rev() {
            let name = &word[start..end];
            if let Some(function) = names::function(name)
                && names::runs_on(name, function)
            {
                found.push((start, end, function));
            }
        }
    }
    found
}
