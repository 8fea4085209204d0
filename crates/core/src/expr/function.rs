//! Functions: their powers, and their arguments with brackets and without.

use super::Node;
use super::bars::begins_factor;
use super::error::Problem;
use super::lex::{Fault, Kind, Token};
use super::names::{self, Function};
use super::op::{Binary, Unary};
use super::parse::Parser;

impl Parser<'_> {
    /// A function with its power and its arguments.
    pub(super) fn function(&mut self, mut function: Function) -> Result<usize, Box<Fault>> {
        let token = self.advance();
        let span = token.start..token.end;
        let base = match function {
            Function::LogTo => Some(self.primary()?),
            _ => None,
        };
        let (mut power, mut reciprocal) = (None, false);
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
            power = None;
            match (self.choose(problem, token.start, meanings)?, inverse) {
                (0, Some(inverse)) => function = Function::Unary(inverse),
                _ => reciprocal = true,
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
        let node = match (base, &arguments[..]) {
            (Some(base), [argument]) => {
                self.plain = false;
                self.logarithm(*argument, base)
            }
            _ => self.applied(token, function, &arguments)?,
        };
        if reciprocal {
            let one = self.arena.push(Node::Literal(1.0));
            return Ok(self.binary(Binary::Div, one, node));
        }
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
        if self.kind() == Kind::Minus {
            self.advance();
            self.enter()?;
            let inner = self.argument(token, function)?;
            self.leave();
            return Ok(self.unary(Unary::Neg, inner));
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
