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
//! argument = { "-" } { number | "π" } [ power ]     ends before another function
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
use super::letters::{self, Numbering};
use super::lex::{self, Fault, Kind, Lexed, RAISED, Token};
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

    /// Reads a formula of the named variables; every other letter is a parameter, as in [`parse`](Self::parse).
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    pub fn parse_of(text: &str, variables: &[&str]) -> Result<Self, FormulaError> {
        Self::parsed(text, &Names { variables, parameters: true })
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

    /// Reads a formula of whatever letters it has, `x` and `y` among others: they become its
    /// [`variables`](Self::variables), in the order in which the printed formula names them. Those of `known` may also
    /// stand side by side as a product, `uv`.
    ///
    /// ```
    /// use hillside_core::Expr;
    /// let area = Expr::parse_letters("wl", &["l", "w"])?;
    /// assert_eq!((area.to_string().as_str(), area.variables()), ("w*l", &["w".to_owned(), "l".to_owned()][..]));
    /// # Ok::<(), hillside_core::FormulaError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    pub fn parse_letters(text: &str, known: &[&str]) -> Result<Self, FormulaError> {
        // The two letters of a point, in their order, would be taken for coordinates.
        let known = if known == ["x", "y"] { &["y", "x"] } else { known };
        Ok(Self::parsed(text, &Names { variables: known, parameters: true })?.of_its_letters())
    }

    #[cfg(not(feature = "apart"))]
    fn parsed(text: &str, names: &Names<'_>) -> Result<Self, FormulaError> {
        Self::read_fully(text, names)
    }

    #[cfg(feature = "apart")]
    fn parsed(text: &str, names: &Names<'_>) -> Result<Self, FormulaError> {
        super::plain::read(text, names).map_or_else(|| super::apart::read(text, names), Ok)
    }

    /// Reads a formula of the named variables, whatever it takes; with `parameters` other letters are parameters.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    #[cfg(feature = "apart")]
    pub fn read_apart(text: &str, variables: &[&str], parameters: bool) -> Result<Self, FormulaError> {
        Self::read_fully(text, &Names { variables, parameters })
    }

    fn read_fully(text: &str, names: &Names<'_>) -> Result<Self, FormulaError> {
        match read(text, names, &Choices::default()) {
            Ok(reading) => Ok(reading.expr(names)),
            Err(fault) => {
                let suggestions = super::suggest::suggestions(text, names, &fault);
                Err(FormulaError::new(&fault.problem, fault.span, suggestions))
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

impl Names<'_> {
    /// Whether it is a formula of a point of the plane: then coordinates may be numbered or written large, and letters
    /// alone may be meant for them.
    pub(super) fn coordinates(&self) -> bool {
        self.parameters && self.variables == ["x", "y"]
    }
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
    pub(super) arena: Arena,
    pub(super) root: usize,
    pub(super) parameters: Vec<String>,
    plain: bool,
    /// How deep brackets, powers and signs stand inside one another.
    deepest: usize,
}

impl Reading {
    pub(super) fn expr(&self, names: &Names<'_>) -> Expr {
        let variables: Arc<[String]> = names.variables.iter().map(|name| (*name).to_owned()).collect();
        let parameters =
            self.parameters.iter().map(|name| FormulaParameter { name: name.clone(), value: 1.0 }).collect();
        let mut expr = self.arena.finish(self.root, &variables, &parameters);
        expr.plain = self.plain;
        expr
    }

    /// The formula in canonical text.
    pub(super) fn written(&self, names: &Names<'_>) -> String {
        self.expr(names).to_string()
    }
}

/// The places of `text`, and the one that is its value.
pub(super) fn read(text: &str, names: &Names<'_>, choices: &Choices) -> Result<Reading, Box<Fault>> {
    let reading = read_once(text, names, choices)?;
    // Printed, it has brackets that it was written without, and must be read all the same.
    if reading.deepest > DEPTH / 4 && read_once(&reading.written(names), names, &Choices::default()).is_err()
    {
        return Err(Fault::new(Problem::TooDeep, 0..text.len()));
    }
    Ok(reading)
}

fn read_once(text: &str, names: &Names<'_>, choices: &Choices) -> Result<Reading, Box<Fault>> {
    let mut lexed = lex::tokens(text)?;
    letters::strip_head(&mut lexed, names);
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
        deepest: 0,
        opened: Vec::new(),
        plain,
        numbering: None,
    };
    if parser.kind() == Kind::End {
        return Err(Fault::new(Problem::Empty, text.len()..text.len()));
    }
    parser.numbering = parser.numbering();
    let root = parser.equation()?;
    let mut reading =
        Reading { arena: parser.arena, root, parameters, plain: parser.plain, deepest: parser.deepest };
    if names.coordinates() {
        letters::settle(&mut reading, &arguments, text.len(), choices)?;
    }
    Ok(reading)
}

pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) choices: &'a Choices,
    pub(super) tokens: Vec<Token>,
    pub(super) at: usize,
    pub(super) arena: Arena,
    depth: usize,
    deepest: usize,
    /// Where brackets and bars were opened that are not closed yet, and what closes each.
    pub(super) opened: Vec<(Token, char)>,
    /// Whether the formula is written as it would be printed, but for spaces and brackets.
    pub(super) plain: bool,
    numbering: Option<Numbering>,
}

impl Parser<'_> {
    #[inline(never)]
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

    #[inline(never)]
    pub(super) fn advance(&mut self) -> Token {
        let token = self.token();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    pub(super) fn written(&self, token: Token) -> &str {
        &self.text[token.start..token.end]
    }

    /// The meaning to be taken of so many, of what stands between `start` and here.
    #[inline(never)]
    pub(super) fn choose(&self, problem: Problem, start: usize, meanings: u8) -> Result<u8, Box<Fault>> {
        let end = self.behind().max(start);
        self.choices.choose(problem, start..end, meanings)
    }

    /// Goes one level deeper.
    #[inline(never)]
    pub(super) fn enter(&mut self) -> Result<(), Box<Fault>> {
        if self.depth == DEPTH {
            let token = self.token();
            return Err(Fault::new(Problem::TooDeep, token.start..token.end));
        }
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
        Ok(())
    }

    /// Comes back from there.
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Runs `inner` one level deeper.
    #[inline(never)]
    pub(super) fn deeper(
        &mut self,
        inner: fn(&mut Self) -> Result<usize, Box<Fault>>,
    ) -> Result<usize, Box<Fault>> {
        self.enter()?;
        let node = inner(self)?;
        self.leave();
        Ok(node)
    }

    #[inline(never)]
    pub(super) fn unary(&mut self, op: Unary, a: usize) -> usize {
        self.arena.push(Node::Unary(op, a))
    }

    #[inline(never)]
    pub(super) fn binary(&mut self, op: Binary, a: usize, b: usize) -> usize {
        self.arena.push(Node::Binary(op, a, b))
    }

    pub(super) fn times(&mut self, a: Option<usize>, b: usize) -> usize {
        match a {
            Some(a) => self.binary(Binary::Mul, a, b),
            None => b,
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

    pub(super) fn sum(&mut self) -> Result<usize, Box<Fault>> {
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
    pub(super) fn another_follows(&mut self) -> Result<bool, Box<Fault>> {
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
                let fault = Fault::new(Problem::NumberAfter, next.start..next.end);
                Err(fault.or_write(last.end, next.start, "*"))
            }
            // `2^{x}3^{y}`: a brace says where the exponent ends.
            (Kind::Close('}'), next_kind) if number(next_kind) => Ok(true),
            (_, next_kind) if number(next_kind) => {
                Err(Fault::new(Problem::NumberAfter, next.start..next.end))
            }
            _ => Ok(true),
        }
    }

    pub(super) fn function_follows(&self) -> bool {
        matches!(self.kind(), Kind::Function(_))
    }

    /// `node` times the factors that follow side by side, up to a function.
    pub(super) fn with_factors(&mut self, mut node: usize) -> Result<usize, Box<Fault>> {
        let mut first = true;
        while self.another_follows()? && (first || !self.function_follows()) {
            let factor = self.power()?;
            node = self.binary(Binary::Mul, node, factor);
            first = false;
        }
        Ok(node)
    }

    /// A power after any signs.
    pub(super) fn signed(&mut self) -> Result<usize, Box<Fault>> {
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

    pub(super) fn power(&mut self) -> Result<usize, Box<Fault>> {
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
                self.enter()?;
                exponent = self.raised(exponent)?;
                self.leave();
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

    pub(super) fn primary(&mut self) -> Result<usize, Box<Fault>> {
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
    pub(super) fn bracketed(&mut self) -> Result<usize, Box<Fault>> {
        let close = self.open()?;
        let node = self.deeper(Self::sum)?;
        self.close(close)?;
        Ok(if close == '|' { self.unary(Unary::Abs, node) } else { node })
    }

    /// Goes into the bracket that opens here; what closes it.
    pub(super) fn open(&mut self) -> Result<char, Box<Fault>> {
        let open = self.advance();
        let Kind::Open(close) = open.kind else { return Err(self.missing()) };
        if self.kind() == Kind::Close(close) {
            let problem = if close == '|' { Problem::EmptyBars } else { Problem::EmptyBrackets };
            return Err(Fault::new(problem, open.start..self.token().end));
        }
        self.opened.push((open, close));
        Ok(close)
    }

    pub(super) fn close(&mut self, close: char) -> Result<(), Box<Fault>> {
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
