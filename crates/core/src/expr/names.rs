//! What names mean in a formula, and what was probably meant by those that mean nothing.

use super::error::Advice;
use super::op::{Binary, Unary};

/// What a known name stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    Pi,
    E,
    Function(Unary),
    /// A function of two arguments, or of more.
    Join(Binary),
    Variable(usize),
}

/// The names a formula may use: constants and functions, then its variables.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names<'a> {
    pub(super) variables: &'a [&'a str],
}

impl Names<'_> {
    /// What `word` stands for. Constants and functions come before variables of the same name,
    /// so `e` and `pi` are the same numbers in every formula.
    pub(super) fn meaning(&self, word: &str) -> Option<Meaning> {
        match word {
            "pi" | "π" => return Some(Meaning::Pi),
            "e" => return Some(Meaning::E),
            _ => {}
        }
        if let Some(function) = function(word) {
            return Some(Meaning::Function(function));
        }
        if let Some(join) = Binary::ALL.into_iter().find(|op| op.is_function() && op.name() == word) {
            return Some(Meaning::Join(join));
        }
        self.variables.iter().position(|name| *name == word).map(Meaning::Variable)
    }

    /// Whether `word` stands for anything.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.meaning(word).is_some()
    }

    /// What to write for the unknown `word`: advice, and the texts that may replace it. `called`
    /// says that a bracket follows.
    pub(super) fn advise(&self, word: &str, called: bool) -> (Advice, Vec<String>) {
        let write = |texts: &[&str]| {
            let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
            (Advice::Write(texts.clone()), texts)
        };
        if !word.is_ascii() {
            let plain: Option<String> =
                word.chars().map(|c| if c.is_ascii() { Some(c) } else { latin(c) }).collect();
            return match plain {
                Some(plain) => (Advice::LookAlike, vec![plain]),
                None if called => (Advice::Functions, Vec::new()),
                None => self.list_variables(),
            };
        }
        let lower = word.to_ascii_lowercase();
        if lower != word && self.fits(&lower, called) {
            return write(&[&lower]);
        }
        if let Some(names) = other_names(&lower) {
            return write(names);
        }
        if let Some(text) = other_functions(&lower) {
            return (Advice::Instead(text), Vec::new());
        }
        if called && let Some(name) = Unary::ALL.iter().map(|op| op.name()).find(|name| slipped(name, &lower))
        {
            return write(&[name]);
        }
        if let Some(text) = self.split(word, called).or_else(|| self.split(&lower, called)) {
            return write(&[&text]);
        }
        // `x2`, but not `x1`, which is a name of some variable elsewhere, nor the exponent `e5`.
        if let Some((name, digit)) = word.split_at_checked(word.len() - 1)
            && matches!(digit.as_bytes(), [b'2'..=b'9'])
            && !called
            && name != "e"
            && self.fits(name, false)
        {
            return write(&[&[name, "^", digit].concat(), &[name, "*", digit].concat()]);
        }
        if called { (Advice::Functions, Vec::new()) } else { self.list_variables() }
    }

    fn list_variables(&self) -> (Advice, Vec<String>) {
        (
            Advice::Variables(self.variables.iter().take(8).map(|name| (*name).to_owned()).collect()),
            Vec::new(),
        )
    }

    /// Whether `word` is known as what its place asks for: a function before a bracket.
    fn fits(&self, word: &str, called: bool) -> bool {
        let function = |meaning| matches!(meaning, Meaning::Function(_) | Meaning::Join(_));
        self.meaning(word).is_some_and(|meaning| function(meaning) == called)
    }

    /// `word` as a product of known names (`xy`, `pix`, and `xsin` before a bracket), or as a
    /// function of what follows its name (`sinx`, `sin2x`).
    fn split(&self, word: &str, called: bool) -> Option<String> {
        // Longer words are words, not products.
        if word.len() > 12 {
            return None;
        }
        for op in &Unary::ALL[1..] {
            let Some(argument) = word.strip_prefix(op.name()) else { continue };
            let digits = argument.bytes().take_while(u8::is_ascii_digit).count();
            let (factor, name) = argument.split_at(digits);
            if !called && self.fits(name, false) {
                let sign = if digits > 0 { "*" } else { "" };
                return Some([op.name(), "(", factor, sign, name, ")"].concat());
            }
        }
        let mut parts = Vec::new();
        let mut rest = word;
        while !rest.is_empty() {
            let last = called && self.fits(rest, true);
            let length = match last {
                true => rest.len(),
                false => (1..=rest.len())
                    .rev()
                    .find(|end| rest.is_char_boundary(*end) && self.fits(&rest[..*end], false))?,
            };
            parts.push(&rest[..length]);
            rest = &rest[length..];
        }
        (parts.len() > 1).then(|| parts.join("*"))
    }
}

/// The function called `word`.
fn function(word: &str) -> Option<Unary> {
    // The first is the sign, which is no name.
    Unary::ALL[1..].iter().copied().find(|op| op.name() == word)
}

/// Names in use elsewhere for what is known here.
fn other_names(word: &str) -> Option<&'static [&'static str]> {
    Some(match word {
        "log" => &["ln", "log10"],
        "lg" => &["log10"],
        "loge" | "nl" => &["ln"],
        "sine" | "sen" => &["sin"],
        "cosine" => &["cos"],
        "tangent" | "tg" => &["tan"],
        "arcsin" | "arcsine" => &["asin"],
        "arccos" | "arccosine" => &["acos"],
        "arctan" | "arctangent" | "arctg" | "atg" => &["atan"],
        "sh" => &["sinh"],
        "ch" => &["cosh"],
        "th" | "tgh" => &["tanh"],
        "root" | "squareroot" => &["sqrt"],
        "absolute" | "fabs" => &["abs"],
        "cosec" => &["csc"],
        "ctg" | "cotan" => &["cot"],
        "lb" => &["log2"],
        "arsinh" | "arcsinh" => &["asinh"],
        "arcosh" | "arccosh" => &["acosh"],
        "artanh" | "arctanh" => &["atanh"],
        "sgn" => &["sign"],
        "exponential" => &["exp"],
        _ => return None,
    })
}

/// Functions that are not known here, and how to write them.
fn other_functions(word: &str) -> Option<&'static str> {
    Some(match word {
        "sech" => "`1/cosh(x)`",
        "csch" => "`1/sinh(x)`",
        "coth" => "`1/tanh(x)`",
        "pow" | "power" => "a power as `x^2`",
        "inf" | "infinity" => "a finite number",
        _ => return None,
    })
}

/// Whether `word` is `name` with two neighbours exchanged or one letter doubled.
fn slipped(name: &str, word: &str) -> bool {
    let (name, word) = (name.as_bytes(), word.as_bytes());
    let same = name.iter().zip(word).take_while(|(a, b)| a == b).count();
    if word.len() == name.len() + 1 {
        return same > 0 && word[same] == word[same - 1] && name[same..] == word[same + 1..];
    }
    word.len() == name.len()
        && same + 1 < name.len()
        && (name[same], name[same + 1]) == (word[same + 1], word[same])
        && name[same + 2..] == word[same + 2..]
}

/// Whether a name may begin with `c`; letters of every alphabet, so that a name is refused whole.
pub(super) fn begins_name(c: char) -> bool {
    (c == '_' || c.is_alphabetic()) && c != 'π'
}

/// The end of the name that begins at `start`.
pub(super) fn end_of_name(text: &str, start: usize) -> usize {
    let length: usize =
        text[start..].chars().take_while(|c| begins_name(*c) || c.is_ascii_digit()).map(char::len_utf8).sum();
    start + length
}

/// The plain character that `c`, of another alphabet or typeset otherwise, looks like.
pub(super) fn latin(c: char) -> Option<char> {
    let code = u32::from(c);
    let nth = |first: char, index: u32| char::from_u32(u32::from(first) + index);
    match code {
        // Full width, as East Asian keyboards write it.
        0xFF01..=0xFF5E => nth('!', code - 0xFF01),
        // Mathematical letters and digits, as word processors and printed formulas have them.
        0x1D400..=0x1D6A3 => {
            let index = (code - 0x1D400) % 52;
            if index < 26 { nth('A', index) } else { nth('a', index - 26) }
        }
        0x1D7CE..=0x1D7FF => nth('0', (code - 0x1D7CE) % 10),
        0x0660..=0x0669 => nth('0', code - 0x0660),
        0x06F0..=0x06F9 => nth('0', code - 0x06F0),
        _ => Some(match c {
            'ℎ' | 'һ' => 'h',
            'ℯ' | 'е' => 'e',
            'х' | 'Х' => 'x',
            'у' | 'У' => 'y',
            'а' => 'a',
            'с' => 'c',
            'о' | 'ο' => 'o',
            'р' => 'p',
            'ѕ' => 's',
            'і' => 'i',
            'т' => 't',
            'ν' => 'v',
            _ => return None,
        }),
    }
}
