//! Formulas in plain notation, read at once: what most formulas of a page are.
//!
//! ```text
//! sum     = product { ("+" | "-") product }
//! product = signed { ("*" | "/") signed }
//! signed  = { "-" } power
//! power   = primary [ "^" signed ]                to the right
//! primary = number | variable | letter | "pi" | "e" | name "(" sum [ "," sum ] ")" | "(" sum ")"
//! ```
//!
//! It is the part of the grammar of `parse` in which no text has two meanings, and reads to the same places; a test holds
//! the two together. What it does not know is no error: `parse` reads it, or says what is wrong with it.

use super::op::{Binary, Unary};
use super::parameter::FormulaParameter;
use super::parse::Names;
use super::{Arena, Expr, Node};
use crate::nearest_double;

/// How deep brackets, powers and signs may stand inside one another here.
const DEPTH: usize = 64;

/// How long a text may be here, in bytes.
const LENGTH: usize = 1000;

/// The formula, if it is in plain notation.
pub(super) fn read(text: &str, names: &Names<'_>) -> Option<Expr> {
    if text.len() > LENGTH || !text.is_ascii() {
        return None;
    }
    let mut reader = Reader {
        text: text.as_bytes(),
        at: 0,
        depth: 0,
        arena: Arena::default(),
        names,
        parameters: Vec::new(),
        plain: true,
    };
    reader.skip();
    let root = reader.sum()?;
    if reader.at < reader.text.len() {
        return None;
    }
    let variables = names.variables.iter().map(|name| (*name).to_owned()).collect();
    let mut expr = reader.arena.finish(root, &variables, &reader.parameters.into());
    // Letters alone may be meant to be x and y.
    let is_variable = |node: &Node| matches!(node, Node::Variable(_));
    if names.coordinates()
        && !expr.nodes.iter().any(is_variable)
        && text.bytes().any(|c| c.is_ascii_alphabetic())
    {
        return None;
    }
    expr.plain = reader.plain;
    Some(expr)
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
    depth: usize,
    arena: Arena,
    names: &'a Names<'a>,
    parameters: Vec<FormulaParameter>,
    /// Whether it is written as it would be printed, but for spaces and brackets.
    plain: bool,
}

impl Reader<'_> {
    fn next(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    /// Goes past spaces.
    fn skip(&mut self) {
        while self.next() == b' ' {
            self.at += 1;
        }
    }

    /// Goes past a sign and the spaces behind it, if it stands here.
    fn take(&mut self, sign: u8) -> bool {
        let here = self.next() == sign;
        if here {
            self.at += 1;
            self.skip();
        }
        here
    }

    fn sum(&mut self) -> Option<usize> {
        let mut left = self.product()?;
        loop {
            let op = if self.take(b'+') {
                Binary::Add
            } else if self.take(b'-') {
                Binary::Sub
            } else {
                return Some(left);
            };
            let right = self.product()?;
            left = self.arena.push(Node::Binary(op, left, right));
        }
    }

    fn product(&mut self) -> Option<usize> {
        let mut left = self.signed()?;
        loop {
            let op = if self.take(b'*') {
                Binary::Mul
            } else if self.take(b'/') {
                Binary::Div
            } else {
                return Some(left);
            };
            let right = self.signed()?;
            left = self.arena.push(Node::Binary(op, left, right));
        }
    }

    fn signed(&mut self) -> Option<usize> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let node = if self.take(b'-') {
            let operand = self.signed()?;
            self.arena.push(Node::Unary(Unary::Neg, operand))
        } else {
            self.power()?
        };
        self.depth -= 1;
        Some(node)
    }

    fn power(&mut self) -> Option<usize> {
        let base = self.primary()?;
        if !self.take(b'^') {
            return Some(base);
        }
        let from = self.at;
        let exponent = self.signed()?;
        let unsigned = self.text[from..self.at].iter().find(|c| !b"- ".contains(c));
        // `x^1/2` is shown as it is read.
        self.plain &= self.next() != b'/' || unsigned == Some(&b'(') || !self.is_number(exponent);
        Some(self.arena.push(Node::Binary(Binary::Pow, base, exponent)))
    }

    /// Whether a place is a number, with signs or without.
    fn is_number(&self, mut place: usize) -> bool {
        while let Node::Unary(Unary::Neg, inner) = self.arena.node(place) {
            place = inner;
        }
        matches!(self.arena.node(place), Node::Literal(_))
    }

    fn primary(&mut self) -> Option<usize> {
        let from = self.at;
        let node = match self.next() {
            b'(' => {
                self.take(b'(');
                let inner = self.sum()?;
                return self.take(b')').then_some(inner);
            }
            b'0'..=b'9' | b'.' => Node::Literal(self.number()?),
            c if c.is_ascii_alphabetic() => {
                while self.next().is_ascii_alphanumeric() || self.next() == b'_' {
                    self.at += 1;
                }
                let word = std::str::from_utf8(&self.text[from..self.at]).ok()?;
                match self.names.variables.iter().position(|name| *name == word) {
                    _ if word == "e" => Node::E,
                    _ if word == "pi" => Node::Pi,
                    Some(index) => Node::Variable(index),
                    None if word.len() == 1 => self.letter(word)?,
                    None => return self.function(from),
                }
            }
            _ => return None,
        };
        self.skip();
        Some(self.arena.push(node))
    }

    /// A letter that can be no other's: not that of a constant, nor of a variable written large.
    fn letter(&mut self, word: &str) -> Option<Node> {
        if !self.names.parameters || ["i", "I", "E", "X", "Y"].contains(&word) {
            return None;
        }
        let known = self.parameters.iter().position(|parameter| parameter.name == word);
        Some(Node::Parameter(known.unwrap_or_else(|| {
            self.parameters.push(FormulaParameter { name: word.to_owned(), value: 1.0 });
            self.parameters.len() - 1
        })))
    }

    /// A number, and nothing that would be a factor behind it.
    fn number(&mut self) -> Option<f64> {
        let from = self.at;
        let digits = |reader: &mut Self| {
            let from = reader.at;
            while reader.next().is_ascii_digit() {
                reader.at += 1;
            }
            reader.at > from
        };
        digits(self);
        if self.next() == b'.' {
            self.at += 1;
            // `2.*x` may be Matlab's.
            if !digits(self) {
                return None;
            }
        }
        if self.next() == b'e' {
            self.at += 1;
            if matches!(self.next(), b'+' | b'-') {
                self.at += 1;
            }
            if !digits(self) {
                return None;
            }
        }
        if self.next().is_ascii_alphanumeric() || matches!(self.next(), b'.' | b'_' | b'(') {
            return None;
        }
        let text = std::str::from_utf8(&self.text[from..self.at]).ok()?;
        nearest_double(text).filter(|number| number.is_finite())
    }

    /// A function by its one name, with its arguments in brackets.
    fn function(&mut self, from: usize) -> Option<usize> {
        let word = std::str::from_utf8(&self.text[from..self.at]).ok()?;
        let unary = Unary::ALL.into_iter().find(|op| op.name() == word && *op != Unary::Neg);
        let binary = Binary::ALL.into_iter().find(|op| op.name() == word);
        if !self.take(b'(') {
            return None;
        }
        let first = self.sum()?;
        let node = match (unary, binary) {
            (Some(op), _) => Node::Unary(op, first),
            (None, Some(op)) => {
                if !self.take(b',') {
                    return None;
                }
                Node::Binary(op, first, self.sum()?)
            }
            (None, None) => return None,
        };
        let node = self.arena.push(node);
        self.take(b')').then_some(node)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::landscapes;

    const NAMES: Names<'static> = Names { variables: &["x", "y"], parameters: true };

    /// What is read here is read by the whole grammar, to the same places.
    #[track_caller]
    fn agree(text: &str) -> bool {
        let Some(plain) = read(text, &NAMES) else { return false };
        let full = Expr::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(plain.nodes(), full.nodes(), "{text}");
        assert_eq!(plain.is_plain(), full.is_plain(), "{text}");
        assert_eq!(plain.variables(), full.variables(), "{text}");
        assert_eq!(plain.parameters(), full.parameters(), "{text}");
        true
    }

    #[test]
    fn landscapes_are_plain() {
        for landscape in landscapes() {
            // A menu takes them before the other reader has come.
            assert!(agree(landscape.formula), "{}", landscape.formula);
            assert!(landscape.family().is_none_or(|family| agree(family.formula)), "{}", landscape.name);
        }
        assert!(agree("(a-x)^2+b*(y-x^2)^2") && agree("b*x+a*y-b*a"));
        assert!(agree("(x^2+y-11)^2+(x+y^2-7)^2") && agree("(1-x)^2+100*(y-x^2)^2"));
    }

    /// Every text of a few pieces, so that no two of them stand side by side untried.
    #[test]
    fn both_readers_agree() {
        let pieces = [
            "x", "y", "2", "2.5", "1e3", ".5", "2.", "pi", "e", "+", "-", "*", "/", "^", "(", ")", ",", " ",
            "sin(", "max(", "ln(", "hypot(", "a", "A", "E", "i", "=", "log(",
        ];
        let mut read = 0;
        let mut tried = 0;
        let mut texts: Vec<String> = vec![String::new()];
        for _ in 0..4 {
            let longer = |text: &String| pieces.map(|piece| format!("{text}{piece}")).to_vec();
            texts = texts.iter().flat_map(longer).collect();
            for text in &texts {
                tried += 1;
                read += usize::from(agree(text));
            }
            // Longer texts begin as short ones that could go on.
            texts.retain(|text| text.len() < 3 || !text.starts_with([')', ',', '*', '/', '^', '=']));
        }
        assert!(read > 2000 && tried > 300_000, "{read} of {tried}");
    }

    /// A text of the grammar, by chance.
    fn grown(state: &mut u64, depth: u32) -> String {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let chance = (*state >> 33) % if depth == 0 { 5 } else { 13 };
        let mut inner = || grown(state, depth - 1);
        match chance {
            0 => "x".to_owned(),
            1 => "y".to_owned(),
            2 => "2".to_owned(),
            3 => "0.5e-3".to_owned(),
            4 => ["pi", "k"][usize::from(depth.is_multiple_of(2))].to_owned(),
            5 => format!("{}+{}", inner(), inner()),
            6 => format!("{}-{}", inner(), inner()),
            7 => format!("{} * {}", inner(), inner()),
            8 => format!("{}/{}", inner(), inner()),
            9 => format!("{}^{}", inner(), inner()),
            10 => format!("({})", inner()),
            11 => format!("-{}", inner()),
            _ => format!("atan2({},exp({}))", inner(), inner()),
        }
    }

    #[test]
    fn grown_formulas_are_read_alike() {
        let mut state = 7;
        let read = (0..20_000).filter(|_| agree(&grown(&mut state, 4))).count();
        assert!(read > 12_000, "{read}");
    }

    #[test]
    fn printed_formulas_are_plain() {
        for text in
            ["sin 2x", "-x^2", "2^3^2", "x^-2", "1e-300*x^2", "x y/(x+y)", "atan2(y,x)", "max(x,y,2)", "x²y³"]
        {
            let printed = Expr::parse(text).unwrap().to_string();
            let plain = read(&printed, &NAMES);
            assert!(agree(&printed) || printed.contains("max("), "{printed}: {plain:?}");
        }
    }

    #[test]
    fn nothing_is_too_deep_or_too_long() {
        for text in
            ["(".repeat(100_000), "-".repeat(100_000), format!("x{}", "^x".repeat(900)), "sin(".repeat(300)]
        {
            assert!(read(&text, &NAMES).is_none());
        }
    }
}
