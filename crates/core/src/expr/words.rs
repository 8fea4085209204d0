//! What words stand for: `xsin` is a variable and a function, `ab` two letters if both are in use.

use std::collections::{BTreeMap, BTreeSet};

use super::error::{Advice, Problem, shortened};
use super::lex::{Edit, Fault, Kind, Lexed, Token};
use super::names::{self, Function};
use super::parse::Names;

/// The most letters that stand side by side as a product.
const RUN: usize = 3;
/// The longest word that is taken apart.
const LONGEST: usize = 24;

/// A piece of a word.
#[derive(Clone, Debug, PartialEq)]
enum Atom {
    Kind(Kind),
    /// A letter, by its one name.
    Letter(String),
}

/// What the words of a formula have in common.
struct Words<'a> {
    names: &'a Names<'a>,
    /// The letters that stand for themselves somewhere in the formula.
    used: BTreeSet<String>,
    /// Whether coordinates are numbered, `x_1`: then `x2` is one too.
    numbered: bool,
}

/// Puts what each word stands for in its place; gives the letters in order of appearance.
pub(super) fn tell_apart(
    text: &str,
    lexed: &mut Lexed,
    names: &Names<'_>,
) -> Result<Vec<String>, Box<Fault>> {
    let numbered =
        lexed.words.iter().any(|word| ["x1", "x_0", "x_1", "x_2"].iter().any(|first| word.contains(first)));
    let mut words = Words { names, used: BTreeSet::new(), numbered };
    let mut known: BTreeMap<&str, Option<Vec<Atom>>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for word in lexed.words.iter().filter(|word| seen.insert(word.as_str())) {
        match words.whole(word) {
            Some(Atom::Letter(name)) => {
                words.used.insert(name);
            }
            Some(_) => {}
            None => {
                let letters = words.run(word, true).into_iter().flatten();
                let letters: Vec<String> = letters
                    .filter_map(|atom| if let Atom::Letter(name) = atom { Some(name) } else { None })
                    .collect();
                words.used.extend(letters);
            }
        }
    }
    let mut parameters: Vec<String> = Vec::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut tokens = Vec::with_capacity(lexed.tokens.len());
    for (at, token) in lexed.tokens.iter().enumerate() {
        let Kind::Word(index) = token.kind else {
            tokens.push(*token);
            continue;
        };
        let word = &lexed.words[index];
        let called = lexed.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Open(')'));
        let atoms = known
            .entry(word)
            .or_insert_with(|| words.whole(word).map(|atom| vec![atom]).or_else(|| words.split(word)));
        let Some(atoms) =
            atoms.as_ref().filter(|atoms| !called || words.may_be_called(text, *token, word, atoms))
        else {
            // A product in place of a name is one factor there.
            let before = at.checked_sub(1).map(|before| lexed.tokens[before].kind);
            let factor = matches!(before, Some(Kind::Caret | Kind::Divide | Kind::Root(_) | Kind::Word(_)));
            return Err(words.unknown(*token, word, called, factor && !called));
        };
        lexed.plain &= match &atoms[..] {
            [Atom::Kind(Kind::Function(function))] => names::is_canonical(word, *function),
            [Atom::Letter(name)] => name == word,
            [_] => !matches!(word.as_str(), "Pi" | "PI"),
            _ => false,
        };
        for atom in atoms {
            let kind = match atom {
                Atom::Kind(kind) => *kind,
                Atom::Letter(name) => Kind::Parameter(*numbers.entry(name.clone()).or_insert_with(|| {
                    parameters.push(name.clone());
                    parameters.len() - 1
                })),
            };
            tokens.push(Token { kind, ..*token });
        }
    }
    lexed.tokens = tokens;
    Ok(parameters)
}

/// Whether `word` is the name of what stands behind `=`: no function, variable, number or product.
pub(super) fn is_name(word: &str, names: &Names<'_>) -> bool {
    let words = Words { names, used: BTreeSet::new(), numbered: false };
    match words.whole(word) {
        Some(atom) => matches!(atom, Atom::Letter(_)),
        None => !word.starts_with(|c: char| !c.is_ascii_alphabetic()) && words.split(word).is_none(),
    }
}

impl Words<'_> {
    /// What `word` stands for as a whole.
    fn whole(&self, word: &str) -> Option<Atom> {
        match word {
            "pi" | "Pi" | "PI" => return Some(Atom::Kind(Kind::Pi)),
            "e" => return Some(Atom::Kind(Kind::E)),
            _ => {}
        }
        if let Some(function) = names::function(word) {
            return Some(Atom::Kind(Kind::Function(function)));
        }
        if let Some(index) = self.names.variables.iter().position(|name| *name == word) {
            return Some(Atom::Kind(Kind::Variable(index)));
        }
        if let Some(base) = word.strip_prefix("log_").or_else(|| word.strip_prefix("Log_")) {
            let known = match base {
                "2" => "log2",
                "10" => "log10",
                "e" => "ln",
                _ => return None,
            };
            return names::function(known).map(|function| Atom::Kind(Kind::Function(function)));
        }
        if !self.names.parameters {
            return None;
        }
        let coordinate = word.strip_prefix("x_").or_else(|| word.strip_prefix('x'));
        if let Some([digit @ b'0'..=b'9']) = coordinate.map(str::as_bytes) {
            // `x2` alone is rather a power or a product.
            return (word.len() > 2 || self.numbered).then_some(Atom::Kind(Kind::Coordinate(digit - b'0')));
        }
        names::letter(word).map(Atom::Letter)
    }

    /// The factors of a product of single letters, each with its subscript. At most [`RUN`] of them, and either a
    /// variable among them or none that is not in use; `first` while it is not known yet what is.
    fn run(&self, word: &str, first: bool) -> Option<Vec<Atom>> {
        if word.len() > LONGEST {
            return None;
        }
        let mut found = Vec::new();
        self.factors(word, RUN, &mut Vec::new(), &mut found);
        found.retain(|atoms| {
            let variable =
                atoms.iter().any(|atom| matches!(atom, Atom::Kind(Kind::Variable(_) | Kind::Coordinate(_))));
            let mut letters = atoms.iter().filter_map(|atom| match atom {
                Atom::Letter(name) => Some(name),
                Atom::Kind(_) => None,
            });
            variable || !first && letters.clone().count() > 0 && letters.all(|name| self.used.contains(name))
        });
        // Two ways of taking it apart are none.
        if found.len() == 1 { found.pop() } else { None }
    }

    /// All products that `word` may be, after the factors in `before`.
    fn factors(&self, word: &str, most: usize, before: &mut Vec<Atom>, found: &mut Vec<Vec<Atom>>) {
        if word.is_empty() {
            found.push(before.clone());
            return;
        }
        if before.len() == most || !word.is_ascii() {
            return;
        }
        let mut take = |length: usize, atom: Atom| {
            before.push(atom);
            self.factors(&word[length..], most, before, found);
            before.pop();
        };
        for name in ["pi", "mu", "nu", "xi"] {
            if word.starts_with(name) {
                let atom = if name == "pi" { Atom::Kind(Kind::Pi) } else { Atom::Letter(name.to_owned()) };
                if name == "pi" || self.names.parameters {
                    take(2, atom);
                }
            }
        }
        let below = word[1..].bytes().take_while(|c| c.is_ascii_digit() || *c == b'_').count();
        if let Some(
            atom @ (Atom::Letter(_) | Atom::Kind(Kind::Variable(_) | Kind::Coordinate(_) | Kind::E)),
        ) = self.whole(&word[..=below])
        {
            take(1 + below, atom);
        }
    }

    /// A word that is several: a product of letters, and functions among them.
    fn split(&self, word: &str) -> Option<Vec<Atom>> {
        // `sech` is not the secant of h, nor `dx` a product.
        if word.len() > LONGEST || !word.is_ascii() || names::instead(word).is_some() {
            return None;
        }
        if let Some(base) = word.strip_prefix("log_").or_else(|| word.strip_prefix("Log_")) {
            return self.logarithm(base);
        }
        let letters = self.run(word, false);
        // `tgx` is a tangent or three factors.
        if letters.is_some() && self.is_short_function(word) {
            return None;
        }
        let functions = functions_in(word);
        if functions.is_empty() {
            return letters;
        }
        for (start, end, function) in functions {
            let before = if start == 0 { Some(Vec::new()) } else { self.run(&word[..start], false) };
            let Some(mut atoms) = before else { continue };
            atoms.push(Atom::Kind(Kind::Function(function)));
            let rest = &word[end..];
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (number, rest) = rest.split_at(digits);
            if digits > 0 {
                // `log2x` is a logarithm to the base 2 or of 2x.
                if function == Function::Log {
                    return None;
                }
                let value = crate::nearest_double(number).filter(|value| value.is_finite())?;
                atoms.push(Atom::Kind(Kind::Number(value)));
            }
            if rest.is_empty() {
                if digits > 0 {
                    continue;
                }
                return Some(atoms);
            }
            let argument = match self.whole(rest) {
                Some(atom @ Atom::Kind(Kind::Variable(_) | Kind::Pi)) => Some(vec![atom]),
                Some(Atom::Letter(name)) if self.used.contains(&name) => Some(vec![Atom::Letter(name)]),
                Some(_) => None,
                None => self.split(rest),
            };
            if let Some(mut argument) = argument {
                atoms.append(&mut argument);
                return Some(atoms);
            }
        }
        letters
    }

    /// A logarithm to the base that `word` begins with, and what it is of if that follows at once: `log_3`, `log_2x`.
    fn logarithm(&self, word: &str) -> Option<Vec<Atom>> {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (base, rest) = word.split_at(if digits > 0 { digits } else { word.len().min(1) });
        let mut atoms = match self.whole(&["log_", base].concat()) {
            Some(known) => vec![known],
            None => {
                let base = match base.parse() {
                    Ok(value) if base.len() < 16 => Atom::Kind(Kind::Number(value)),
                    _ => self.whole(base)?,
                };
                vec![Atom::Kind(Kind::Function(Function::LogTo)), base]
            }
        };
        if !rest.is_empty() {
            atoms.extend(self.whole(rest).map(|atom| vec![atom]).or_else(|| self.split(rest))?);
        }
        Some(atoms)
    }

    /// Whether `word` begins with a function of two letters, which would be of the variable that follows.
    fn is_short_function(&self, word: &str) -> bool {
        word.get(..2).is_some_and(|name| names::function(name).is_some() && !name.eq_ignore_ascii_case("ln"))
            && matches!(self.whole(&word[2..]), Some(Atom::Kind(Kind::Variable(_))))
    }

    /// Whether what `word` ends in may stand before a bracket.
    fn may_be_called(&self, text: &str, token: Token, word: &str, atoms: &[Atom]) -> bool {
        match atoms.last() {
            Some(Atom::Letter(name)) if self.names.parameters => match name.as_str() {
                "f" | "g" | "h" => false,
                "zeta" | "Gamma" => false,
                // Spelt out they are the names of functions.
                "gamma" | "beta" => &text[token.start..token.end] != word,
                _ => true,
            },
            _ => true,
        }
    }

    /// The refusal of a word that stands for nothing.
    fn unknown(&self, token: Token, word: &str, called: bool, factor: bool) -> Box<Fault> {
        let (advice, mut texts) = self.advise(word, called);
        for text in texts.iter_mut().filter(|text| factor && text.contains('*')) {
            *text = ["(", text, ")"].concat();
        }
        let span = token.start..token.end;
        let mut fault = Fault::new(Problem::UnknownName { name: shortened(word), advice }, span.clone());
        fault.corrections =
            texts.into_iter().map(|text| -> Vec<Edit> { vec![(span.clone(), text)] }).collect();
        fault
    }

    /// What to write for an unknown word, and the texts that may replace it.
    fn advise(&self, word: &str, called: bool) -> (Advice, Vec<String>) {
        let write = |texts: Vec<String>| (Advice::Write(texts.clone()), texts);
        if let Some(advice) = names::instead(word) {
            let product = called && names::letter(word).is_some();
            return (advice, if product { vec![[word, "*"].concat()] } else { Vec::new() });
        }
        if called && names::letter(word).is_some() {
            return (Advice::Product, vec![[word, "*"].concat()]);
        }
        if let Some(name) = names::slip(word).filter(|_| called) {
            return write(vec![name.to_owned()]);
        }
        if word.len() <= 12 && word.is_ascii() {
            let variable = self.names.variables.iter().any(|name| word.contains(name));
            let mut found = Vec::new();
            self.factors(word, if variable { 5 } else { RUN }, &mut Vec::new(), &mut found);
            let mut texts: Vec<String> = found
                .iter()
                .filter(|atoms| atoms.len() > 1)
                .map(|atoms| atoms.iter().map(|atom| self.spelt(atom)).collect::<Vec<_>>().join("*"))
                .take(2)
                .collect();
            for (start, end, function) in functions_in(word) {
                let mut before = Vec::new();
                self.factors(&word[..start], RUN, &mut Vec::new(), &mut before);
                if let ([atoms], true, true) = (&before[..], end == word.len(), called && start > 0) {
                    let factors: Vec<String> = atoms.iter().map(|atom| self.spelt(atom)).collect();
                    texts = vec![[&factors.join("*"), "*", function.name()].concat()];
                    break;
                }
            }
            // `tgx` is a tangent or three factors, `x2` a power or a product.
            if let Some(end) = (2..word.len()).rev().find(|end| names::function(&word[..*end]).is_some())
                && !called
                && matches!(self.whole(&word[end..]), Some(Atom::Kind(Kind::Variable(_))))
            {
                texts.insert(0, [&word[..end], "(", &word[end..], ")"].concat());
                let named = word[..end].trim_end_matches(|c: char| c.is_ascii_digit());
                if named.len() < end {
                    texts.insert(1, [named, "(", &word[named.len()..end], "*", &word[end..], ")"].concat());
                }
            }
            if let Some((name, digit)) = word.split_at_checked(word.len() - 1)
                && matches!(digit.as_bytes(), [b'2'..=b'9'])
                && !called
                && matches!(self.whole(name), Some(Atom::Kind(Kind::Variable(_))))
            {
                texts.extend([[name, "^", digit].concat(), [name, "*", digit].concat()]);
            }
            let is_word = texts.len() == 1 && found.len() == 1 && self.is_word(&found[0], called);
            if !texts.is_empty() && !is_word {
                texts.truncate(2);
                return write(texts);
            }
        }
        if called {
            return (Advice::Functions, Vec::new());
        }
        let names = self.names.variables.iter().take(8).map(|name| (*name).to_owned()).collect();
        (if self.names.parameters { Advice::Letters } else { Advice::Variables(names) }, Vec::new())
    }

    /// Whether a product is rather a word: it is long or called, and no variable is in it.
    fn is_word(&self, atoms: &[Atom], called: bool) -> bool {
        (called || atoms.len() > 2)
            && !atoms.iter().any(|atom| matches!(atom, Atom::Kind(Kind::Variable(_) | Kind::Pi)))
    }

    fn spelt(&self, atom: &Atom) -> String {
        match atom {
            Atom::Letter(name) => name.clone(),
            Atom::Kind(Kind::Variable(index)) => self.names.variables[*index].to_owned(),
            Atom::Kind(Kind::Pi) => "pi".to_owned(),
            Atom::Kind(_) => "e".to_owned(),
        }
    }
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
