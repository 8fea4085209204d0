//! From tokens to places: what a formula may be, and what it may not.
//!
//! ```text
//! formula  = { name "=" } sum                     f(x,y) =, z =, f = lambda x, y:
//! sum      = product { ("+" | "-") product }
//! product  = chain { ("*" | "/") chain }
//! chain    = signed { power }                     side by side: a product without a sign
//! signed   = { "-" | "+" } power
//! power    = primary [ "^" signed | raised ]      to the right
//! primary  = number | letter | bracket | "√" primary | fraction | function
//! bracket  = "(" sum ")" | "{" sum "}" | "|" sum "|"
//! fraction = "\frac" group group | "\sqrt" [ "[" sum "]" ] group
//! group    = "{" sum "}" | digit | letter
//! function = name [ "^" exponent ] ( "(" sum { "," sum } ")" | argument )
//! exponent = [ "-" ] number | letter | bracket
//! argument = { "-" | "+" } { number | "π" } [ power ]     ends before another function
//! ```
//!
//! Words, bars and pasted text are told apart before (see `words`, `bars` and `paste`). What may be read in two ways
//! is not: each such place asks [`Choices`], and without a choice the formula is refused with all its meanings.
//!
//! | place | meanings |
//! |---|---|
//! | a chain after `/` | the first factor divides, or all |
//! | what follows an exponent, root or argument without brackets | inside or outside, but for a number that is raised to from a letter |
//! | `/` after an argument without brackets | inside or outside |
//! | `log`, `sin^-1`, `σ(`, `e(`, bars, `=`, coordinates, letters without x and y | as `Problem` lists them |

use std::mem::{Discriminant, discriminant};
use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

use super::bars::{self, begins_factor};
use super::error::{FormulaError, Problem};
use super::lex::{self, Fault, Kind, Lexed, RAISED, Token};
use super::names::{self, Function};
use super::op::{Binary, Unary};
use super::parameter::FormulaParameter;
use super::{Arena, Expr, Node, words};

/// How deep brackets, powers and signs may stand inside one another. It bounds the stack.
const DEPTH: usize = 200;

impl FromStr for Expr {
    type Err = FormulaError;

    /// A formula of `x` and `y`; see [`Expr::parse`].
    fn from_str(text: &str) -> Result<Self, FormulaError> {
        Self::parse(text)
    }
}

impl Expr {
    /// Reads a formula of `x` and `y`, as people write it.
    ///
    /// `+ - * / ^`, brackets, decimal numbers, `pi`, `e` and the functions of [`Unary`] and [`Binary`]; products
    /// without a sign (`2xy`), functions without brackets (`sin 2x`), bars, powers above the line, LaTeX and program
    /// text. `^` associates to the right and binds tighter than a sign: `-x^2` is `-(x^2)`. Any other single letter,
    /// Latin or Greek, is one of the [`parameters`](Self::parameters), 1 at first.
    ///
    /// # Errors
    ///
    /// A text that is not a formula, or that has two readings (`1/2x`), is refused with the place,
    /// what to do, and where possible every formula that may be meant. So is a formula of more than 4096
    /// signs or more than 200 brackets, powers and signs inside one another.
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        Self::parsed(text, &Names { variables: &["x", "y"], parameters: true })
    }

    /// Reads a formula of the named variables and no other letters, which [`read`](Self::read) then takes in this
    /// order. A variable cannot take the name of a constant or function: `e` stays the number.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    pub fn parse_with(text: &str, variables: &[&str]) -> Result<Self, FormulaError> {
        Self::parsed(text, &Names { variables, parameters: false })
    }

    fn parsed(text: &str, names: &Names<'_>) -> Result<Self, FormulaError> {
        match read(text, names, &Choices::default()) {
            Ok(reading) => Ok(reading.expr(names)),
            Err(fault) => {
                let suggestions = super::suggest::suggestions(text, names, &fault);
                Err(FormulaError::new(fault.problem, fault.span, suggestions))
            }
        }
    }
}

/// The names a formula may use besides constants and functions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names<'a> {
    pub(super) variables: &'a [&'a str],
    /// Whether other letters are parameters.
    pub(super) parameters: bool,
}

/// Which meaning is taken at places that have several; one and the same at all places of a kind.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices(pub(super) Vec<(Discriminant<Problem>, u8)>);

impl Choices {
    /// The meaning, from 0, to be taken of so many; a refusal if none is chosen.
    pub(super) fn choose(
        &self,
        problem: Problem,
        span: Range<usize>,
        meanings: u8,
    ) -> Result<u8, Box<Fault>> {
        match self.0.iter().find(|(kind, _)| *kind == discriminant(&problem)) {
            Some((_, chosen)) => Ok((*chosen).min(meanings - 1)),
            None => {
                let mut fault = Fault::new(problem, span);
                fault.meanings = meanings;
                Err(fault)
            }
        }
    }
}

/// What a text was read as.
pub(super) struct Reading {
    arena: Arena,
    root: usize,
    parameters: Vec<String>,
    plain: bool,
}

impl Reading {
    pub(super) fn expr(self, names: &Names<'_>) -> Expr {
        let variables: Arc<[String]> = names.variables.iter().map(|name| (*name).to_owned()).collect();
        let parameters =
            self.parameters.into_iter().map(|name| FormulaParameter { name, value: 1.0 }).collect();
        let mut expr = self.arena.finish(self.root, &variables, &parameters);
        expr.plain = self.plain;
        expr
    }

    /// The formula in canonical text.
    pub(super) fn written(self, names: &Names<'_>) -> String {
        self.expr(names).to_string()
    }
}

/// The places of `text`, and the one that is its value.
pub(super) fn read(text: &str, names: &Names<'_>, choices: &Choices) -> Result<Reading, Box<Fault>> {
    let mut lexed = lex::tokens(text)?;
    strip_head(&mut lexed, names);
    let parameters = words::tell_apart(text, &mut lexed, names)?;
    if lexed.tokens.len() > lex::TOKENS + 1 {
        let last = lexed.tokens[lex::TOKENS];
        return Err(Fault::new(Problem::TooLong, last.start..last.end));
    }
    bars::pair(&mut lexed.tokens, choices)?;
    let Lexed { tokens, arguments, plain, .. } = lexed;
    let mut parser = Parser {
        text,
        choices,
        tokens,
        at: 0,
        arena: Arena::default(),
        depth: 0,
        opened: Vec::new(),
        plain,
        numbering: None,
    };
    if parser.kind() == Kind::End {
        return Err(Fault::new(Problem::Empty, text.len()..text.len()));
    }
    parser.numbering = parser.numbering();
    let root = parser.equation()?;
    let mut reading = Reading { arena: parser.arena, root, parameters, plain: parser.plain };
    if names.parameters {
        settle_letters(&mut reading, &arguments, text.len(), choices)?;
    }
    Ok(reading)
}

/// Takes `f(x,y) =` and `z =` away from in front of the formula; of `y(x) =` only what is in brackets.
fn strip_head(lexed: &mut Lexed, names: &Names<'_>) {
    loop {
        let tokens = &lexed.tokens;
        let Kind::Word(name) = tokens[0].kind else { return };
        let mut at = 1;
        let mut arguments = Vec::new();
        if tokens[at].kind == Kind::Open(')') {
            // Words between commas.
            while let Kind::Word(argument) = tokens[at + 1].kind
                && matches!(tokens[at + 2].kind, Kind::Comma | Kind::Close(')'))
            {
                arguments.push(lexed.words[argument].clone());
                at += 2;
                if tokens[at].kind != Kind::Comma {
                    break;
                }
            }
            if arguments.is_empty() || tokens[at].kind != Kind::Close(')') {
                return;
            }
            at += 1;
        }
        let equals = tokens[at].kind == Kind::Equals && tokens[at + 1].kind != Kind::Equals;
        let word = &lexed.words[name];
        let is_variable = names.variables.contains(&word.as_str());
        if !equals || !(is_variable && at > 1 || words::is_name(word, names) && !is_variable) {
            return;
        }
        lexed.plain = false;
        lexed.tokens.drain(if is_variable { 1..at } else { 0..at + 1 });
        if !arguments.is_empty() {
            lexed.arguments = arguments;
        }
    }
}

/// What a formula without `x` and `y` is a formula of.
fn settle_letters(
    reading: &mut Reading,
    arguments: &[String],
    end: usize,
    choices: &Choices,
) -> Result<(), Box<Fault>> {
    let has = |index| reading.arena.has(Node::Variable(index));
    let (has_x, has_y) = (has(0), has(1));
    let place = |name: &str, reading: &Reading| reading.parameters.iter().position(|known| known == name);
    let capital = [("X", has_x), ("Y", has_y)].map(|(name, small)| place(name, reading).filter(|_| !small));
    let mut renamed = capital;
    let problem = if capital.iter().any(Option::is_some) {
        Some((Problem::Capitals, 2))
    } else if has_x || has_y || reading.parameters.is_empty() {
        None
    } else {
        let canonical = |name: &String| names::letter(name).unwrap_or_default();
        let named: Vec<Option<usize>> =
            arguments.iter().map(|name| place(&canonical(name), reading)).collect();
        if arguments.iter().any(|name| name == "x" || name == "y") {
            None
        } else if !named.is_empty() && named.len() < 3 && named.iter().any(Option::is_some) {
            renamed = [named[0], named.get(1).copied().flatten()];
            Some((Problem::OtherLetters { first: arguments.join(", ") }, 1))
        } else if reading.parameters.len() > 2 {
            return Err(Fault::new(Problem::WhichLetters, 0..end));
        } else {
            renamed = [Some(0), (reading.parameters.len() > 1).then_some(1)];
            Some((Problem::OtherLetters { first: reading.parameters.join(", ") }, 2))
        }
    };
    let Some((problem, meanings)) = problem else { return Ok(()) };
    if choices.choose(problem, 0..end, meanings)? == 0 {
        for (place, name) in renamed.into_iter().zip(["x", "y"]) {
            if let Some(place) = place {
                name.clone_into(&mut reading.parameters[place]);
            }
        }
    } else {
        // `X+Y+0*x*y` is a formula of x and y in which both are other letters.
        for (index, place) in renamed.into_iter().enumerate() {
            if place.is_some() && (index == 0 || capital[1].is_some()) {
                let zero = reading.arena.push(Node::Literal(0.0));
                let variable = reading.arena.push(Node::Variable(index));
                let nothing = reading.arena.push(Node::Binary(Binary::Mul, zero, variable));
                reading.root = reading.arena.push(Node::Binary(Binary::Add, reading.root, nothing));
            }
        }
    }
    Ok(())
}

/// How the coordinates of a point are numbered.
#[derive(Clone, Copy)]
enum Numbering {
    /// `x_1`, from the given number on.
    From(u8),
    /// `x(1)` and `x(2)`, or products.
    Called,
    /// More than two.
    Many,
}

pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    choices: &'a Choices,
    pub(super) tokens: Vec<Token>,
    pub(super) at: usize,
    arena: Arena,
    depth: usize,
    /// Where brackets and bars were opened that are not closed yet, and what closes each.
    pub(super) opened: Vec<(usize, char)>,
    /// Whether the formula is written as it would be printed, but for spaces and brackets.
    plain: bool,
    numbering: Option<Numbering>,
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

    /// The meaning to be taken of so many, of what stands between `start` and here.
    fn choose(&self, problem: Problem, start: usize, meanings: u8) -> Result<u8, Box<Fault>> {
        let end = self.behind().max(start);
        self.choices.choose(problem, start..end, meanings)
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

    fn unary(&mut self, op: Unary, a: usize) -> usize {
        self.arena.push(Node::Unary(op, a))
    }

    fn binary(&mut self, op: Binary, a: usize, b: usize) -> usize {
        self.arena.push(Node::Binary(op, a, b))
    }

    fn times(&mut self, a: Option<usize>, b: usize) -> usize {
        match a {
            Some(a) => self.binary(Binary::Mul, a, b),
            None => b,
        }
    }

    /// How coordinates are numbered, if they are.
    fn numbering(&self) -> Option<Numbering> {
        let mut numbered: Vec<u8> = Vec::new();
        let mut called = [false; 3];
        for at in 0..self.tokens.len() {
            if let Kind::Coordinate(number) = self.tokens[at].kind {
                numbered.push(number);
            }
            if let Some(number) = self.called_coordinate(at) {
                called[number] = true;
            }
        }
        let (least, most) = (numbered.iter().min(), numbered.iter().max());
        match (least, most) {
            (Some(least), Some(most)) if most - least < 2 => Some(Numbering::From(*least)),
            (Some(_), _) => Some(Numbering::Many),
            _ => (called[1] && called[2]).then_some(Numbering::Called),
        }
    }

    /// The number in brackets after the `x` at token `at`: 1 or 2.
    fn called_coordinate(&self, at: usize) -> Option<usize> {
        let kinds = self.tokens.get(at..at + 4)?;
        match [kinds[0].kind, kinds[1].kind, kinds[2].kind, kinds[3].kind] {
            [Kind::Variable(0), Kind::Open(')'), Kind::Number(number), Kind::Close(')')] => match number {
                1.0 => Some(1),
                2.0 => Some(2),
                _ => None,
            },
            _ => None,
        }
    }

    /// A sum, or two with `=` between them.
    fn equation(&mut self) -> Result<usize, Box<Fault>> {
        let left = self.sum()?;
        if self.kind() == Kind::Equals {
            let equals = self.advance();
            let right = self.sum()?;
            if self.kind() == Kind::Equals {
                let token = self.token();
                return Err(Fault::new(Problem::Equations, token.start..token.end));
            }
            if self.kind() != Kind::End {
                return Err(self.unexpected());
            }
            let named =
                matches!(self.arena.node(left), Node::Variable(_)) && self.tokens[1].kind == Kind::Equals;
            let meanings = if named { 2 } else { 1 };
            let problem = Problem::Equation { named };
            let chosen = self.choices.choose(problem, equals.start..equals.end, meanings)?;
            let alone = self.arena.node(right) == Node::Literal(0.0);
            return Ok(match chosen {
                0 if named => right,
                _ if alone => left,
                _ => self.binary(Binary::Sub, left, right),
            });
        }
        match self.kind() {
            Kind::End => Ok(left),
            _ => Err(self.unexpected()),
        }
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
            left = self.binary(op, left, right);
        }
    }

    fn product(&mut self) -> Result<usize, Box<Fault>> {
        let mut left = self.chain(None, Binary::Mul)?;
        loop {
            let op = match self.kind() {
                Kind::Times => Binary::Mul,
                Kind::Divide => Binary::Div,
                _ => return Ok(left),
            };
            self.advance();
            left = self.chain(Some(left), op)?;
        }
    }

    /// Factors side by side, multiplied to `left`; whether the first of them or all divide it has to be chosen.
    fn chain(&mut self, left: Option<usize>, op: Binary) -> Result<usize, Box<Fault>> {
        let start = self.token().start;
        let mut node = self.signed()?;
        let divides = op == Binary::Div;
        let together =
            divides && self.another_follows()? && self.choose(Problem::ProductInDivisor, start, 2)? == 0;
        if let Some(left) = left.filter(|_| !together) {
            node = self.binary(op, left, node);
        }
        while self.another_follows()? {
            let factor = self.power()?;
            node = self.binary(Binary::Mul, node, factor);
        }
        Ok(match left.filter(|_| together) {
            Some(left) => self.binary(op, left, node),
            None => node,
        })
    }

    /// Whether another factor follows side by side.
    fn another_follows(&mut self) -> Result<bool, Box<Fault>> {
        let (Some(last), next) = (self.previous(), self.token()) else { return Ok(false) };
        if !begins_factor(next.kind) {
            return Ok(false);
        }
        let between = &self.text[last.end.min(next.start)..next.start];
        if between.contains('\n') && self.opened.is_empty() {
            return Err(Fault::new(Problem::Lines, next.start..next.end));
        }
        self.plain = false;
        let number = |kind| matches!(kind, Kind::Number(_) | Kind::Fraction(..));
        let span = last.start..next.end;
        match (last.kind, next.kind) {
            (Kind::Number(_), Kind::Number(_)) => {
                let touching = last.end == next.start;
                let problem = if touching { Problem::TwoPoints } else { Problem::TwoNumbers };
                Err(Fault::new(problem, span))
            }
            (last, Kind::Fraction(..)) if number(last) => Err(Fault::new(Problem::MixedNumber, span)),
            (Kind::Close(')'), next_kind) if number(next_kind) => {
                let times = vec![(last.end..next.start, "*".to_owned())];
                Err(Fault::new(Problem::NumberAfter, next.start..next.end).or(times))
            }
            // `2^{x}3^{y}`: a brace says where the exponent ends.
            (Kind::Close('}'), next_kind) if number(next_kind) => Ok(true),
            (_, next_kind) if number(next_kind) => {
                Err(Fault::new(Problem::NumberAfter, next.start..next.end))
            }
            _ => Ok(true),
        }
    }

    fn function_follows(&self) -> bool {
        matches!(self.kind(), Kind::Function(_))
    }

    /// `node` times the factors that follow side by side, up to a function.
    fn with_factors(&mut self, mut node: usize) -> Result<usize, Box<Fault>> {
        let mut first = true;
        while self.another_follows()? && (first || !self.function_follows()) {
            let factor = self.power()?;
            node = self.binary(Binary::Mul, node, factor);
            first = false;
        }
        Ok(node)
    }

    /// A power after any signs.
    fn signed(&mut self) -> Result<usize, Box<Fault>> {
        match self.kind() {
            Kind::Minus => {
                self.advance();
                let inner = self.deeper(Self::signed)?;
                Ok(self.unary(Unary::Neg, inner))
            }
            Kind::Plus => {
                self.advance();
                self.deeper(Self::signed)
            }
            _ => self.power(),
        }
    }

    fn power(&mut self) -> Result<usize, Box<Fault>> {
        let base = self.primary()?;
        self.raised(base)
    }

    /// `base` raised to what follows, if that is a power.
    fn raised(&mut self, mut base: usize) -> Result<usize, Box<Fault>> {
        while self.kind() == Kind::Caret {
            let start = self.advance().start;
            if self.kind() != Kind::Open(RAISED) {
                return self.exponent(base);
            }
            let mut exponent = self.bracketed()?;
            // `x²^2`
            if self.kind() == Kind::Caret && self.choose(Problem::StackedPowers, start, 2)? == 1 {
                exponent = self.deeper(|parser| parser.raised(exponent))?;
            }
            base = self.binary(Binary::Pow, base, exponent);
        }
        Ok(base)
    }

    /// `base` raised to what stands here, and the end of that exponent.
    fn exponent(&mut self, base: usize) -> Result<usize, Box<Fault>> {
        let (first, start) = (self.at, self.token().start);
        let mut exponent = self.deeper(Self::signed)?;
        let read = &self.tokens[first..self.at];
        let unsigned = read.iter().skip_while(|token| matches!(token.kind, Kind::Minus | Kind::Plus));
        let number = unsigned.clone().count() == 1
            && unsigned.clone().all(|token| matches!(token.kind, Kind::Number(_) | Kind::Fraction(..)));
        // A letter to a number ends with the number, and a function begins a factor of its own.
        let of_letter = !matches!(self.arena.node(base), Node::Literal(_) | Node::Pi | Node::E);
        let ended = if number { of_letter } else { self.is_bracketed(first) || self.function_follows() };
        if !ended && self.another_follows()? && self.choose(Problem::ProductInExponent, start, 2)? == 1 {
            exponent = self.with_factors(exponent)?;
        }
        // `x^1/2` is shown as it is read.
        self.plain &= !(number && self.kind() == Kind::Divide);
        Ok(self.binary(Binary::Pow, base, exponent))
    }

    /// Whether the tokens from `first` to here are one bracket, after signs.
    fn is_bracketed(&self, first: usize) -> bool {
        let mut tokens = self.tokens[first..self.at]
            .iter()
            .skip_while(|token| matches!(token.kind, Kind::Minus | Kind::Plus));
        if tokens.next().is_none_or(|token| !matches!(token.kind, Kind::Open(_))) {
            return false;
        }
        let mut depth = 1_usize;
        for token in tokens {
            match token.kind {
                _ if depth == 0 => return false,
                Kind::Open(_) => depth += 1,
                Kind::Close(_) => depth -= 1,
                _ => {}
            }
        }
        depth == 0
    }

    fn primary(&mut self) -> Result<usize, Box<Fault>> {
        let token = self.token();
        let leaf = match token.kind {
            Kind::Number(value) => Node::Literal(value),
            Kind::Pi => Node::Pi,
            Kind::Variable(index) => {
                if matches!(self.numbering, Some(Numbering::Called))
                    && let Some(number) = self.called_coordinate(self.at)
                    && self.choices.choose(
                        Problem::CalledCoordinates,
                        token.start..self.tokens[self.at + 3].end,
                        2,
                    )? == 0
                {
                    self.at += 4;
                    return Ok(self.arena.push(Node::Variable(number - 1)));
                }
                Node::Variable(index)
            }
            Kind::Coordinate(number) => {
                let from = match self.numbering {
                    Some(Numbering::From(least)) => least,
                    _ => return Err(Fault::new(Problem::ManyCoordinates, token.start..token.end)),
                };
                self.choices.choose(Problem::Coordinates, token.start..token.end, 1)?;
                Node::Variable(usize::from(number - from))
            }
            Kind::E => {
                if self.tokens[self.at + 1].kind == Kind::Open(')')
                    && self.choices.choose(Problem::EulerCalled, token.start..token.end, 2)? == 0
                {
                    self.advance();
                    let argument = self.bracketed()?;
                    return Ok(self.unary(Unary::Exp, argument));
                }
                Node::E
            }
            Kind::Parameter(index) => {
                if self.is_sigma(token)
                    && self.tokens[self.at + 1].kind == Kind::Open(')')
                    && self.choices.choose(Problem::SigmaCalled, token.start..token.end, 2)? == 0
                {
                    self.advance();
                    let argument = self.bracketed()?;
                    return Ok(self.unary(Unary::Sigmoid, argument));
                }
                Node::Parameter(index)
            }
            Kind::Fraction(above, below) => {
                self.advance();
                self.plain = false;
                let [above, below] = [above, below].map(|part| self.arena.push(Node::Literal(part.into())));
                return Ok(self.binary(Binary::Div, above, below));
            }
            Kind::Function(function) => return self.function(function),
            Kind::Open(close) if close != RAISED => return self.bracketed(),
            Kind::Root(degree) => return self.root(degree),
            Kind::Sqrt => return self.latex_root(),
            Kind::Frac => {
                self.advance();
                let above = self.deeper(Self::group)?;
                let below = self.deeper(Self::group)?;
                return Ok(self.binary(Binary::Div, above, below));
            }
            _ => return Err(self.missing()),
        };
        self.advance();
        Ok(self.arena.push(leaf))
    }

    fn is_sigma(&self, token: Token) -> bool {
        matches!(self.written(token).trim_start_matches('\\'), "σ" | "sigma")
    }

    /// `( … )`, `{ … }`, `| … |` or an exponent above the line.
    fn bracketed(&mut self) -> Result<usize, Box<Fault>> {
        let close = self.open()?;
        let node = self.deeper(Self::sum)?;
        self.close(close)?;
        Ok(if close == '|' { self.unary(Unary::Abs, node) } else { node })
    }

    /// Goes into the bracket that opens here; what closes it.
    fn open(&mut self) -> Result<char, Box<Fault>> {
        let open = self.advance();
        let Kind::Open(close) = open.kind else { return Err(self.missing()) };
        if self.kind() == Kind::Close(close) {
            let problem = if close == '|' { Problem::EmptyBars } else { Problem::EmptyBrackets };
            return Err(Fault::new(problem, open.start..self.token().end));
        }
        self.opened.push((open.start, close));
        Ok(close)
    }

    fn close(&mut self, close: char) -> Result<(), Box<Fault>> {
        if self.kind() != Kind::Close(close) {
            return Err(self.unexpected());
        }
        self.advance();
        self.opened.pop();
        Ok(())
    }

    /// `√(…)`, or `√` before one operand.
    fn root(&mut self, degree: u8) -> Result<usize, Box<Fault>> {
        let start = self.advance().start;
        self.plain = false;
        let op = if degree == 2 { Unary::Sqrt } else { Unary::Cbrt };
        if matches!(self.kind(), Kind::Open(_)) {
            let operand = self.bracketed()?;
            return Ok(self.unary(op, operand));
        }
        let sign = self.kind() == Kind::Minus;
        if sign {
            self.advance();
        }
        let mut operand = self.deeper(Self::primary)?;
        if self.kind() == Kind::Caret && self.choose(Problem::PowerUnderRoot, start, 2)? == 0 {
            operand = self.raised(operand)?;
        }
        if self.another_follows()?
            && !self.function_follows()
            && self.choose(Problem::ProductUnderRoot, start, 2)? == 1
        {
            operand = self.with_factors(operand)?;
        }
        if sign {
            operand = self.unary(Unary::Neg, operand);
        }
        Ok(self.unary(op, operand))
    }

    /// `\sqrt{…}` or `\sqrt[n]{…}`.
    fn latex_root(&mut self) -> Result<usize, Box<Fault>> {
        self.advance();
        let mut degree = None;
        if self.kind() == Kind::Open(']') {
            let close = self.open()?;
            degree = Some(self.deeper(Self::sum)?);
            self.close(close)?;
        }
        let operand = self.deeper(Self::group)?;
        let Some(degree) = degree else { return Ok(self.unary(Unary::Sqrt, operand)) };
        Ok(match self.arena.node(degree) {
            Node::Literal(2.0) => self.unary(Unary::Sqrt, operand),
            Node::Literal(3.0) => self.unary(Unary::Cbrt, operand),
            _ => {
                let one = self.arena.push(Node::Literal(1.0));
                let exponent = self.binary(Binary::Div, one, degree);
                self.binary(Binary::Pow, operand, exponent)
            }
        })
    }

    /// What a LaTeX command takes: braces, or the next digit or letter.
    fn group(&mut self) -> Result<usize, Box<Fault>> {
        let token = self.token();
        match token.kind {
            Kind::Number(_) => {
                let written = self.written(token);
                let first = written.chars().next().and_then(|c| c.to_digit(10));
                let (Some(digit), Some(length)) = (first, written.chars().next().map(char::len_utf8)) else {
                    return Err(self.missing());
                };
                match crate::nearest_double(&written[length..]) {
                    // `\frac12`: the rest is the next one's.
                    Some(rest) if written.len() > length => {
                        self.tokens[self.at] =
                            Token { kind: Kind::Number(rest), start: token.start + length, ..token };
                    }
                    _ => {
                        self.advance();
                    }
                }
                Ok(self.arena.push(Node::Literal(digit.into())))
            }
            Kind::Open('}')
            | Kind::Pi
            | Kind::E
            | Kind::Variable(_)
            | Kind::Parameter(_)
            | Kind::Coordinate(_)
            | Kind::Sqrt
            | Kind::Frac => self.primary(),
            _ => Err(self.missing()),
        }
    }

    /// A function with its power and its arguments.
    fn function(&mut self, mut function: Function) -> Result<usize, Box<Fault>> {
        let token = self.advance();
        let span = token.start..token.end;
        let mut power = None;
        if self.kind() == Kind::Caret {
            self.plain = false;
            power = Some(self.function_power(token, function)?);
        }
        if function == Function::Log {
            let chosen = self.choices.choose(Problem::LogBase, span, 2)?;
            function = Function::Unary(if chosen == 0 { Unary::Ln } else { Unary::Log10 });
        }
        if let (Some(exponent), Function::Unary(op)) = (power, function)
            && let Node::Unary(Unary::Neg, one) = self.arena.node(exponent)
            && self.arena.node(one) == Node::Literal(1.0)
        {
            let inverse = names::inverse(op);
            let meanings = if inverse.is_some() { 2 } else { 1 };
            let problem =
                Problem::InverseOrReciprocal { function: op.name(), inverse: inverse.map(Unary::name) };
            if let (0, Some(inverse)) = (self.choose(problem, token.start, meanings)?, inverse) {
                function = Function::Unary(inverse);
                power = None;
            }
        }
        let mut arguments = Vec::new();
        if let Kind::Open(bracket) = self.kind()
            && bracket != '|'
        {
            self.arguments(function, &mut arguments)?;
        } else {
            self.plain = false;
            arguments.push(self.argument(token, function)?);
        }
        let node = self.applied(token, function, &arguments)?;
        let Some(power) = power else { return Ok(node) };
        if self.kind() == Kind::Caret {
            let next = self.token();
            return Err(Fault::new(Problem::StackedPowers, next.start..next.end));
        }
        Ok(self.binary(Binary::Pow, node, power))
    }

    /// The exponent between a function's name and its argument.
    fn function_power(&mut self, token: Token, function: Function) -> Result<usize, Box<Fault>> {
        self.advance();
        let negative = self.kind() == Kind::Minus;
        if negative {
            self.advance();
        }
        match self.kind() {
            Kind::Number(_) | Kind::Variable(_) | Kind::Parameter(_) | Kind::Pi | Kind::Open('}' | ')') => {
                let node = self.primary()?;
                Ok(if negative { self.unary(Unary::Neg, node) } else { node })
            }
            Kind::Open(_) => self.bracketed(),
            _ => Err(Fault::new(
                Problem::FunctionBrackets { function: function.name() },
                token.start..token.end,
            )),
        }
    }

    /// `( …, … )`
    fn arguments(&mut self, function: Function, arguments: &mut Vec<usize>) -> Result<(), Box<Fault>> {
        let open = self.token();
        let Kind::Open(close) = open.kind else { return Err(self.missing()) };
        if self.tokens[self.at + 1].kind == Kind::Close(close) {
            let problem = Problem::NoArgument { function: function.name() };
            return Err(Fault::new(problem, open.start..self.tokens[self.at + 1].end));
        }
        self.open()?;
        loop {
            arguments.push(self.deeper(Self::sum)?);
            let several = matches!(function, Function::Binary(_) | Function::Ln);
            match self.kind() {
                Kind::Comma if several || !self.decimal_comma() => {
                    let comma = self.advance();
                    if !several {
                        let problem = Problem::TwoArguments { function: function.name() };
                        return Err(Fault::new(problem, comma.start..comma.end));
                    }
                }
                _ => return self.close(close),
            }
        }
    }

    /// An argument without brackets: the next factor with the numbers before it and its power.
    fn argument(&mut self, token: Token, function: Function) -> Result<usize, Box<Fault>> {
        if let Function::Binary(_) = function {
            let problem = Problem::ArgumentCount { function: function.name() };
            return Err(Fault::new(problem, token.start..token.end));
        }
        if matches!(self.kind(), Kind::Minus | Kind::Plus) {
            let negative = self.advance().kind == Kind::Minus;
            let inner = self.deeper(|parser| parser.argument(token, function))?;
            return Ok(if negative { self.unary(Unary::Neg, inner) } else { inner });
        }
        let mut node = None;
        let mut another = true;
        while another && matches!(self.kind(), Kind::Number(_) | Kind::Fraction(..) | Kind::Pi) {
            let factor = self.power()?;
            node = Some(self.times(node, factor));
            another = self.another_follows()?;
        }
        let numeric = node.is_some();
        let mut alone = numeric;
        if node.is_none() && !begins_factor(self.kind()) {
            let problem = Problem::FunctionBrackets { function: function.name() };
            return Err(Fault::new(problem, token.start..token.end));
        }
        if another && !(numeric && self.function_follows()) {
            let factor = self.deeper(Self::power)?;
            node = Some(self.times(node, factor));
            alone = false;
        }
        let mut node = node.unwrap_or_default();
        loop {
            // Another function ends it, but `sin 2sqrt(x)` may be of all of that.
            let inside = if self.another_follows()? {
                (alone || !self.function_follows())
                    && self.choose(Problem::ProductInArgument, token.start, 2)? == 0
            } else {
                false
            };
            if inside {
                node = self.with_factors(node)?;
                alone = false;
                continue;
            }
            let op = match self.kind() {
                Kind::Divide => Binary::Div,
                // `sin 2*x`
                Kind::Times if alone => Binary::Mul,
                _ => return Ok(node),
            };
            let next = self.tokens[self.at + 1].kind;
            if matches!(next, Kind::Function(_)) && !alone {
                return Ok(node);
            }
            let problem =
                if op == Binary::Div { Problem::QuotientInArgument } else { Problem::StarInArgument };
            if self.choose(problem, token.start, 2)? == 0 {
                return Ok(node);
            }
            self.advance();
            let factor = self.deeper(Self::signed)?;
            node = self.binary(op, node, factor);
            alone &= matches!(self.previous().map(|token| token.kind), Some(Kind::Number(_) | Kind::Pi));
        }
    }

    /// The function of its arguments.
    fn applied(
        &mut self,
        token: Token,
        function: Function,
        arguments: &[usize],
    ) -> Result<usize, Box<Fault>> {
        self.plain &= match function {
            Function::Unary(_) => true,
            Function::Binary(op) => op != Binary::Pow,
            _ => false,
        };
        match (function, arguments) {
            (Function::Unary(op), [a]) => Ok(self.unary(op, *a)),
            (Function::Binary(op @ (Binary::Max | Binary::Min)), [first, rest @ ..]) if !rest.is_empty() => {
                Ok(rest.iter().fold(*first, |node, next| self.arena.push(Node::Binary(op, node, *next))))
            }
            (Function::Binary(op), [a, b]) => Ok(self.binary(op, *a, *b)),
            (Function::Square, [a]) => {
                let two = self.arena.push(Node::Literal(2.0));
                Ok(self.binary(Binary::Pow, *a, two))
            }
            (Function::Ln, [a]) => Ok(self.unary(Unary::Ln, *a)),
            (Function::Ln, [a, base]) => Ok(self.logarithm(*a, *base)),
            (Function::LogTo(base), [a]) => {
                let base = self.arena.push(Node::Literal(base));
                Ok(self.logarithm(*a, base))
            }
            _ => {
                let problem = Problem::ArgumentCount { function: function.name() };
                Err(Fault::new(problem, token.start..self.behind()))
            }
        }
    }

    fn logarithm(&mut self, a: usize, base: usize) -> usize {
        let above = self.unary(Unary::Ln, a);
        let below = self.unary(Unary::Ln, base);
        self.binary(Binary::Div, above, below)
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
        assert_eq!(Expr::parse_with("uv", &["u", "v"]).unwrap().to_string(), "u*v");
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
