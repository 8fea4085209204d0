//! From tokens to places: what a formula may be, and what it may not.
//!
//! ```text
//! sum     = product { ("+" | "-") product }
//! product = chain { ("*" | "/") chain }
//! chain   = signed { power }              side by side: a product without a sign
//! signed  = { "-" | "+" } power
//! power   = primary [ "^" signed | superscript ]
//! primary = number | name | name "(" sum ")" | "(" sum ")" | "|" sum "|" | "√" primary
//! ```
//!
//! What people write side by side is read where it has one meaning. A chain after `/`, after an
//! exponent without brackets, or after a root without brackets has two, and is refused with both.

use std::str::FromStr;
use std::sync::Arc;

use super::error::{FormulaError, Problem, shortened};
use super::lex::{self, Edit, Fault, Kind, Token};
use super::names::{Meaning, Names};
use super::op::{Binary, Unary};
use super::{Arena, Expr, Node};

/// How deep brackets, powers and signs may stand inside one another. It bounds the stack.
const DEPTH: usize = 200;
/// The longest text, in bytes, for which corrections are worked out.
const CORRECTED: usize = 4096;

impl FromStr for Expr {
    type Err = FormulaError;

    /// A formula of `x` and `y`; see [`Expr::parse`].
    fn from_str(text: &str) -> Result<Self, FormulaError> {
        Self::parse(text)
    }
}

impl Expr {
    /// Reads a formula of `x` and `y`.
    ///
    /// `+ - * / ^`, brackets, decimal numbers, `pi`, `e` and the functions of [`Unary`]. `^`
    /// associates to the right and binds tighter than a sign: `-x^2` is `-(x^2)`. Also read: `2x`,
    /// `3sin(x)`, `(x+1)(y-1)`, `x y`, `|x|`, `x²`, `√x`, `·`, `×`, `÷`, `−`, `π`.
    ///
    /// # Errors
    ///
    /// A text that is not a formula, or that has two readings (`1/2x`), is refused with the place,
    /// what to do, and where possible the corrected formula. So is a formula of more than 4096
    /// signs or more than 200 brackets, powers and signs inside one another.
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        Self::parse_with(text, &["x", "y"])
    }

    /// Reads a formula of the named variables, which [`read`](Self::read) then takes in this
    /// order. A variable cannot take the name of a constant or function: `e` stays the number.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    pub fn parse_with(text: &str, variables: &[&str]) -> Result<Self, FormulaError> {
        let names = Names { variables };
        match read(text, &names) {
            Ok((arena, root)) => {
                let variables: Arc<[String]> = variables.iter().map(|name| (*name).to_owned()).collect();
                Ok(arena.finish(root, &variables))
            }
            Err(fault) => {
                let mut suggestions: Vec<String> = Vec::new();
                if text.len() <= CORRECTED {
                    for edits in fault.corrections.iter().take(2) {
                        if let Some(formula) = corrected(text, edits, &names)
                            && !suggestions.contains(&formula)
                        {
                            suggestions.push(formula);
                        }
                    }
                }
                Err(FormulaError::new(fault.problem, fault.span, suggestions))
            }
        }
    }
}

/// `text` after `edits`, and after the further corrections it then needs as long as each is
/// clear. `None` if no formula comes of it.
fn corrected(text: &str, edits: &[Edit], names: &Names<'_>) -> Option<String> {
    let mut formula = edited(text, edits);
    for _ in 0..6 {
        match read(&formula, names) {
            Ok(_) => return Some(formula.trim().to_owned()),
            Err(fault) => match &fault.corrections[..] {
                [edits] => formula = edited(&formula, edits),
                _ => return None,
            },
        }
    }
    None
}

/// `text` with each range replaced; the ranges are in order and do not overlap.
fn edited(text: &str, edits: &[Edit]) -> String {
    let mut new = String::with_capacity(text.len() + 8);
    let mut at = 0;
    for (range, replacement) in edits {
        new.push_str(&text[at..range.start]);
        new.push_str(replacement);
        at = range.end;
    }
    new.push_str(&text[at..]);
    new
}

/// The places of `text`, and the one that is its value.
fn read(text: &str, names: &Names<'_>) -> Result<(Arena, usize), Box<Fault>> {
    let tokens = lex::tokens(text, names)?;
    let mut parser =
        Parser { text, names, tokens, at: 0, arena: Arena::default(), depth: 0, bars: 0, opened: Vec::new() };
    if parser.kind() == Kind::End {
        return Err(Fault::new(Problem::Empty, text.len()..text.len()));
    }
    let root = parser.sum()?;
    match parser.kind() {
        Kind::End => Ok((parser.arena, root)),
        _ => Err(parser.unexpected()),
    }
}

/// A factor as it was read, and whether what follows side by side may belong inside it.
#[derive(Clone, Copy)]
struct Factor {
    node: usize,
    open: Option<Open>,
}

/// An operand without brackets that may go on.
#[derive(Clone, Copy)]
struct Open {
    /// Where it begins, in bytes.
    start: usize,
    root: bool,
}

pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) names: &'a Names<'a>,
    pub(super) tokens: Vec<Token>,
    pub(super) at: usize,
    arena: Arena,
    depth: usize,
    /// How many bars are open inside the innermost bracket.
    bars: usize,
    /// Where brackets and bars were opened that are not closed yet, and what closes each.
    pub(super) opened: Vec<(usize, char)>,
}

impl Parser<'_> {
    pub(super) fn token(&self) -> Token {
        self.tokens[self.at]
    }

    pub(super) fn kind(&self) -> Kind {
        self.token().kind
    }

    /// The token read last.
    pub(super) fn previous(&self) -> Option<Token> {
        self.at.checked_sub(1).map(|at| self.tokens[at])
    }

    /// The end of the token read last, in bytes.
    pub(super) fn behind(&self) -> usize {
        self.previous().map_or(0, |token| token.end)
    }

    fn advance(&mut self) -> Token {
        let token = self.token();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    pub(super) fn written(&self, token: Token) -> &str {
        &self.text[token.start..token.end]
    }

    /// Runs `inner` one level deeper.
    fn deeper<T>(&mut self, inner: impl FnOnce(&mut Self) -> Result<T, Box<Fault>>) -> Result<T, Box<Fault>> {
        if self.depth == DEPTH {
            let token = self.token();
            return Err(Fault::new(Problem::TooDeep, token.start..token.end));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    fn sum(&mut self) -> Result<usize, Box<Fault>> {
        let mut left = self.product()?;
        loop {
            let op = match self.kind() {
                Kind::Plus => Binary::Add,
                Kind::Minus => Binary::Sub,
                _ => return Ok(left),
            };
            self.advance();
            let right = self.product()?;
            left = self.arena.push(Node::Binary(op, left, right));
        }
    }

    fn product(&mut self) -> Result<usize, Box<Fault>> {
        let mut left = self.chain(None, false)?;
        loop {
            let divided = match self.kind() {
                Kind::Times => false,
                Kind::Divide => true,
                _ => return Ok(left),
            };
            self.advance();
            left = self.chain(Some(left), divided)?;
        }
    }

    /// Factors side by side, each multiplied to `left`; only the first divides it.
    fn chain(&mut self, left: Option<usize>, divided: bool) -> Result<usize, Box<Fault>> {
        let start = self.token().start;
        let mut factor = self.signed(false)?;
        let mut node = match left {
            Some(left) => {
                let op = if divided { Binary::Div } else { Binary::Mul };
                self.arena.push(Node::Binary(op, left, factor.node))
            }
            None => factor.node,
        };
        let mut unclear = None;
        let mut gaps: Vec<Edit> = Vec::new();
        while self.another_follows()? {
            unclear = unclear.or(factor.open);
            gaps.push((self.behind()..self.token().start, "*".to_owned()));
            factor = self.power(false)?;
            node = self.arena.push(Node::Binary(Binary::Mul, node, factor.node));
        }
        if gaps.is_empty() {
            return Ok(node);
        }
        let (problem, from) = match unclear {
            _ if divided => (Problem::ProductInDivisor, start),
            Some(Open { start, root: true }) => (Problem::ProductUnderRoot, start),
            Some(Open { start, root: false }) => (Problem::ProductInExponent, start),
            None => return Ok(node),
        };
        let end = self.behind();
        let mut together = vec![(from..from, "(".to_owned())];
        together.extend(gaps.iter().filter(|(range, _)| range.start > from).cloned());
        together.push((end..end, ")".to_owned()));
        // A gap before the operand that may go on has one meaning.
        let mut inside: Vec<Edit> = gaps.iter().filter(|(range, _)| range.start <= from).cloned().collect();
        inside.append(&mut together);
        let fault = Fault::new(problem, start..end);
        // A divisor of several factors is meant whole more often than not; an exponent is not.
        Err(if divided { fault.or(inside).or(gaps) } else { fault.or(gaps).or(inside) })
    }

    /// Whether another factor follows side by side.
    fn another_follows(&self) -> Result<bool, Box<Fault>> {
        let (Some(last), next) = (self.previous(), self.token()) else { return Ok(false) };
        let begins = match next.kind {
            Kind::Number(_) | Kind::Name | Kind::Open | Kind::Root => true,
            // Inside bars a bar after an operand closes them.
            Kind::Bar => self.bars == 0,
            _ => false,
        };
        if !begins {
            return Ok(false);
        }
        let times = vec![(last.end..next.start, "*".to_owned())];
        match (last.kind, next.kind) {
            (Kind::Number(_), Kind::Number(_)) => {
                let touching = last.end == next.start;
                let problem = if touching { Problem::TwoPoints } else { Problem::TwoNumbers };
                Err(Fault::new(problem, last.start..next.end))
            }
            (Kind::Close, Kind::Number(_)) => {
                Err(Fault::new(Problem::NumberAfter, next.start..next.end).or(times))
            }
            (_, Kind::Number(_)) => Err(Fault::new(Problem::NumberAfter, next.start..next.end)),
            (Kind::Bar, _) => Err(Fault::new(Problem::AfterBar, last.start..last.end).or(times)),
            _ => Ok(true),
        }
    }

    /// A power after any signs. In an exponent, what raises it further is refused.
    fn signed(&mut self, in_exponent: bool) -> Result<Factor, Box<Fault>> {
        match self.kind() {
            Kind::Minus => {
                self.advance();
                let inner = self.deeper(|parser| parser.signed(in_exponent))?;
                Ok(Factor { node: self.arena.push(Node::Unary(Unary::Neg, inner.node)), ..inner })
            }
            Kind::Plus => {
                self.advance();
                self.deeper(|parser| parser.signed(in_exponent))
            }
            _ => self.power(in_exponent),
        }
    }

    fn power(&mut self, in_exponent: bool) -> Result<Factor, Box<Fault>> {
        let start = self.token().start;
        let base = self.primary()?;
        let raised = match self.kind() {
            Kind::Superscript { .. } => self.superscript(base.node, in_exponent)?,
            Kind::Caret => self.exponent(base.node)?,
            _ => return Ok(base),
        };
        if let Some(Open { start: operand, root: true }) = base.open {
            // `√x^2` or `√x²`: the power may be under the root.
            let end = self.behind();
            let after = self.operand_end(operand);
            return Err(Fault::new(Problem::PowerUnderRoot, start..end)
                .or(vec![(operand..operand, "(".to_owned()), (end..end, ")".to_owned())])
                .or(vec![(operand..operand, "(".to_owned()), (after..after, ")".to_owned())]));
        }
        Ok(raised)
    }

    /// The end of the root's operand that begins at `start`: the token before its power.
    fn operand_end(&self, start: usize) -> usize {
        let mut depth = 0_usize;
        let mut end = start;
        for token in self.tokens.iter().filter(|token| token.start >= start) {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close => depth = depth.saturating_sub(1),
                Kind::Caret | Kind::Superscript { .. } if depth == 0 => break,
                _ => {}
            }
            end = token.end;
        }
        end
    }

    /// `base` raised to the superscript that follows.
    fn superscript(&mut self, base: usize, in_exponent: bool) -> Result<Factor, Box<Fault>> {
        let token = self.advance();
        let next = self.token();
        let stacked = matches!(next.kind, Kind::Caret | Kind::Superscript { .. });
        if in_exponent || stacked {
            let end = if stacked { next.end } else { token.end };
            return Err(Fault::new(Problem::StackedPowers, token.start..end));
        }
        let Kind::Superscript { negative, size } = token.kind else {
            return Err(self.unexpected());
        };
        let mut exponent = self.arena.push(Node::Literal(size));
        if negative {
            exponent = self.arena.push(Node::Unary(Unary::Neg, exponent));
        }
        Ok(Factor { node: self.arena.push(Node::Binary(Binary::Pow, base, exponent)), open: None })
    }

    /// `base` raised to what follows the `^`.
    fn exponent(&mut self, base: usize) -> Result<Factor, Box<Fault>> {
        self.advance();
        let first = self.at;
        let start = self.token().start;
        let exponent = self.deeper(|parser| parser.signed(true))?;
        if matches!(self.kind(), Kind::Superscript { .. } | Kind::Caret) {
            let token = self.token();
            return Err(Fault::new(Problem::StackedPowers, token.start..token.end));
        }
        let open = if self.is_bracketed(first) { None } else { Some(Open { start, root: false }) };
        Ok(Factor { node: self.arena.push(Node::Binary(Binary::Pow, base, exponent.node)), open })
    }

    /// Whether the tokens from `first` to here are one bracket, after signs.
    fn is_bracketed(&self, first: usize) -> bool {
        let mut tokens = self.tokens[first..self.at]
            .iter()
            .skip_while(|token| matches!(token.kind, Kind::Minus | Kind::Plus));
        if tokens.next().is_none_or(|token| token.kind != Kind::Open) {
            return false;
        }
        let mut depth = 1_usize;
        for token in tokens {
            match token.kind {
                _ if depth == 0 => return false,
                Kind::Open => depth += 1,
                Kind::Close => depth -= 1,
                _ => {}
            }
        }
        depth == 0
    }

    fn primary(&mut self) -> Result<Factor, Box<Fault>> {
        let token = self.token();
        let node = match token.kind {
            Kind::Number(value) => {
                self.advance();
                self.arena.push(Node::Literal(value))
            }
            Kind::Name => self.name()?,
            Kind::Open => self.bracketed(None)?,
            Kind::Bar => self.barred()?,
            Kind::Root => return self.root(),
            _ => return Err(self.missing()),
        };
        Ok(Factor { node, open: None })
    }

    /// `( … )`, the argument of `function` if there is one.
    fn bracketed(&mut self, function: Option<Unary>) -> Result<usize, Box<Fault>> {
        let open = self.advance();
        if self.kind() == Kind::Close {
            let problem = match function {
                Some(function) => Problem::NoArgument { function: function.name() },
                None => Problem::EmptyBrackets,
            };
            return Err(Fault::new(problem, open.start..self.token().end));
        }
        self.opened.push((open.start, ')'));
        let bars = std::mem::take(&mut self.bars);
        let node = self.deeper(Self::sum)?;
        match self.kind() {
            Kind::Close => {}
            Kind::Comma if function.is_some() && !self.decimal_comma() => {
                let comma = self.token();
                let function = function.map_or("", Unary::name);
                return Err(Fault::new(Problem::TwoArguments { function }, comma.start..comma.end));
            }
            _ => return Err(self.unexpected()),
        }
        self.advance();
        self.opened.pop();
        self.bars = bars;
        Ok(node)
    }

    /// `( …, … )`, the arguments of a function of two; of more, it is of that of the first ones and of the last.
    fn joined(&mut self, name: Token, join: Binary) -> Result<usize, Box<Fault>> {
        let count =
            |end: usize| Fault::new(Problem::ArgumentCount { function: join.name() }, name.start..end);
        if self.kind() != Kind::Open {
            return Err(count(name.end));
        }
        let open = self.advance();
        self.opened.push((open.start, ')'));
        let bars = std::mem::take(&mut self.bars);
        let mut joined = None;
        for argument in 1.. {
            if self.kind() == Kind::Close || argument > 2 && !matches!(join, Binary::Max | Binary::Min) {
                return Err(count(self.token().end));
            }
            let next = self.deeper(Self::sum)?;
            joined = Some(match joined {
                Some(before) => self.arena.push(Node::Binary(join, before, next)),
                None => next,
            });
            match self.kind() {
                Kind::Comma => self.advance(),
                Kind::Close if argument > 1 => break,
                Kind::Close => return Err(count(self.token().end)),
                _ => return Err(self.unexpected()),
            };
        }
        self.advance();
        self.opened.pop();
        self.bars = bars;
        joined.ok_or_else(|| count(name.end))
    }

    /// `| … |`
    fn barred(&mut self) -> Result<usize, Box<Fault>> {
        let open = self.advance();
        self.opened.push((open.start, '|'));
        self.bars += 1;
        if matches!(self.kind(), Kind::Bar)
            && self.tokens[self.at + 1..].iter().all(|token| token.kind != Kind::Bar)
        {
            return Err(Fault::new(Problem::EmptyBars, open.start..self.token().end));
        }
        let node = self.deeper(Self::sum)?;
        if self.kind() != Kind::Bar {
            return Err(self.unexpected());
        }
        self.advance();
        self.opened.pop();
        self.bars -= 1;
        Ok(self.arena.push(Node::Unary(Unary::Abs, node)))
    }

    /// `√(…)`, or `√` before one operand.
    fn root(&mut self) -> Result<Factor, Box<Fault>> {
        let sign = self.advance();
        let (node, open) = match self.kind() {
            Kind::Open => (self.bracketed(Some(Unary::Sqrt))?, None),
            Kind::Minus | Kind::Plus => {
                return Err(Fault::new(Problem::RootOperand, sign.start..self.token().end));
            }
            _ => {
                let start = self.token().start;
                (self.deeper(Self::primary)?.node, Some(Open { start, root: true }))
            }
        };
        Ok(Factor { node: self.arena.push(Node::Unary(Unary::Sqrt, node)), open })
    }

    /// A variable, a constant, or a function and its argument.
    fn name(&mut self) -> Result<usize, Box<Fault>> {
        let token = self.advance();
        let called = self.kind() == Kind::Open;
        let node = match self.names.meaning(self.written(token)) {
            None => return Err(self.unknown(token, called)),
            Some(Meaning::Function(function)) => {
                if !called {
                    return Err(self.without_brackets(token, function));
                }
                let argument = self.bracketed(Some(function))?;
                return Ok(self.arena.push(Node::Unary(function, argument)));
            }
            Some(Meaning::Join(join)) => return self.joined(token, join),
            Some(Meaning::Pi) => Node::Pi,
            Some(Meaning::E) => Node::E,
            Some(Meaning::Variable(index)) => Node::Variable(index),
        };
        if called {
            let name = shortened(self.written(token));
            let next = self.token();
            return Err(Fault::new(Problem::NotAFunction { name }, token.start..next.end)
                .or(vec![(token.end..next.start, "*".to_owned())]));
        }
        Ok(self.arena.push(node))
    }
}

#[cfg(test)]
mod tests {
    use crate::Expr;

    #[test]
    fn other_variables_are_read_in_the_order_they_are_named() {
        let formula = Expr::parse_with("u/v + 2t", &["u", "v", "t"]).unwrap();
        assert_eq!(formula.read(&[6.0, 3.0, 5.0]), 12.0);
        assert!(Expr::parse_with("x", &["u"]).is_err());
        assert!(Expr::parse_with("u", &[]).is_err());
        assert_eq!(Expr::parse_with("uv", &["u", "v"]).unwrap_err().suggestion(), Some("u*v"));
    }

    #[test]
    fn constants_keep_their_names() {
        let formula = Expr::parse_with("e+x", &["e", "x"]).unwrap();
        assert_eq!(formula.read(&[0.0, 1.0]), std::f64::consts::E + 1.0);
    }

    #[test]
    fn errors_say_where_in_the_units_of_the_page() {
        let text = "π²+😀";
        let error = Expr::parse(text).unwrap_err();
        assert_eq!((error.span(), error.utf16_span(text)), (5..9, 3..5));
    }

    #[test]
    fn what_goes_too_deep_or_on_too_long_is_refused() {
        let kind = |text: &str| Expr::parse(text).map_err(|error| error.kind().name());
        assert!(kind(&("(".repeat(200) + "x" + &")".repeat(200))).is_ok());
        assert_eq!(kind(&("(".repeat(201) + "x" + &")".repeat(201))).unwrap_err(), "too_deep");
        assert!(kind(&("x+".repeat(2047) + "x")).is_ok());
        assert_eq!(kind(&("x+".repeat(2048) + "x")).unwrap_err(), "too_deep");
    }
}
