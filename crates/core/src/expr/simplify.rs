//! Putting formulas together so that they are short enough to read.
//!
//! Products gather one numeric factor and one power a base, sums one coefficient a term. Nothing is
//! multiplied out, so nothing grows. Values are kept wherever the plain formula has one; where it
//! has none (`x/x` at 0) the shorter one may.

use std::collections::BTreeMap;

use super::op::{Binary, Builder, Unary};
use super::ratio::{Ratio, double};
use super::{Arena, Node};

/// The longest formula, in written places, that is looked into; longer ones are put together as
/// they are, so that the work is at most this much a place.
const LOOKED_INTO: u32 = 256;
/// A product taken apart: a number, and bases with their exponents.
#[derive(Debug)]
struct Product {
    number: Ratio,
    factors: Vec<(usize, Ratio)>,
}

/// An [`Arena`] that simplifies what is put into it.
#[derive(Debug, Default)]
pub(super) struct Simplifier {
    arena: Arena,
    /// Written places of each node, counted no further than `u32::MAX`.
    sizes: Vec<u32>,
}

impl Simplifier {
    pub(super) fn into_arena(self) -> Arena {
        self.arena
    }

    pub(super) fn node(&self, index: usize) -> Node {
        self.arena.node(index)
    }

    /// `node` as it is.
    pub(super) fn push(&mut self, node: Node) -> usize {
        let index = self.arena.push(node);
        if index == self.sizes.len() {
            self.sizes.push(match node {
                Node::Unary(_, a) => self.sizes[a].saturating_add(1),
                Node::Binary(_, a, b) => self.sizes[a].saturating_add(self.sizes[b]).saturating_add(1),
                _ => 1,
            });
        }
        index
    }

    fn is_long(&self, index: usize) -> bool {
        self.sizes[index] > LOOKED_INTO
    }

    /// The place of a number.
    pub(super) fn number(&mut self, value: Ratio) -> usize {
        if value.is_negative() {
            let size = self.number(value.negated());
            return self.push(Node::Unary(Unary::Neg, size));
        }
        if value.is_written_decimal() {
            return self.push(Node::Literal(double(value.numerator) / double(value.denominator)));
        }
        let numerator = self.push(Node::Literal(double(value.numerator)));
        if value.is_whole() {
            return numerator;
        }
        let denominator = self.push(Node::Literal(double(value.denominator)));
        self.push(Node::Binary(Binary::Div, numerator, denominator))
    }

    /// The number that a place is, if it is one that is reckoned with exactly.
    pub(super) fn ratio(&self, index: usize) -> Option<Ratio> {
        match self.arena.node(index) {
            Node::Literal(value) => Ratio::of(value),
            Node::Unary(Unary::Neg, a) => match self.arena.node(a) {
                Node::Literal(value) => Ratio::of(value).map(Ratio::negated),
                Node::Binary(Binary::Div, ..) => self.ratio(a).map(Ratio::negated),
                _ => None,
            },
            Node::Binary(Binary::Div, a, b) => match (self.arena.node(a), self.arena.node(b)) {
                (Node::Literal(a), Node::Literal(b)) => Ratio::of(a)?.over(Ratio::of(b)?),
                _ => None,
            },
            _ => None,
        }
    }

    /// `op(a)`, simplified.
    pub(super) fn unary(&mut self, op: Unary, a: usize) -> usize {
        match op {
            Unary::Neg => self.scaled(Ratio::MINUS_ONE, a),
            _ => self.push(Node::Unary(op, a)),
        }
    }

    /// `a op b`, simplified.
    pub(super) fn binary(&mut self, op: Binary, a: usize, b: usize) -> usize {
        match op {
            Binary::Add => self.sum(a, b, Ratio::ONE),
            Binary::Sub => self.sum(a, b, Ratio::MINUS_ONE),
            Binary::Mul => self.product(a, b, Ratio::ONE),
            Binary::Div => self.product(a, b, Ratio::MINUS_ONE),
            Binary::Pow => self.power(a, b),
            Binary::Max | Binary::Min | Binary::Hypot | Binary::Atan2 => self.push(Node::Binary(op, a, b)),
        }
    }

    /// `number * a`; a minus sign before a sum goes into its terms.
    pub(super) fn scaled(&mut self, number: Ratio, a: usize) -> usize {
        if number == Ratio::ONE {
            return a;
        }
        if number == Ratio::MINUS_ONE && self.is_sum(a) && !self.is_long(a) {
            let zero = self.number(Ratio::ZERO);
            return self.sum(zero, a, number);
        }
        let number = self.number(number);
        self.product(number, a, Ratio::ONE)
    }

    fn is_sum(&self, index: usize) -> bool {
        matches!(self.arena.node(index), Node::Binary(Binary::Add | Binary::Sub, ..))
    }

    /// `a + sign * b`
    fn sum(&mut self, a: usize, b: usize, sign: Ratio) -> usize {
        if self.is_long(a) || self.is_long(b) {
            let op = if sign.is_negative() { Binary::Sub } else { Binary::Add };
            return match (self.ratio(a), self.ratio(b)) {
                (_, right) if right == Some(Ratio::ZERO) => a,
                (left, _) if left == Some(Ratio::ZERO) => self.scaled(sign, b),
                _ => self.push(Node::Binary(op, a, b)),
            };
        }
        // Terms in the order they are met, each with its number; `None` is the bare number.
        let mut terms: Vec<(Option<usize>, Ratio)> = Vec::new();
        let mut places: BTreeMap<Option<usize>, usize> = BTreeMap::new();
        let mut waiting = vec![(b, sign), (a, Ratio::ONE)];
        while let Some((index, sign)) = waiting.pop() {
            match self.arena.node(index) {
                Node::Binary(op @ (Binary::Add | Binary::Sub), a, b) => {
                    let right = if op == Binary::Sub { sign.negated() } else { sign };
                    waiting.extend([(b, right), (a, sign)]);
                }
                Node::Unary(Unary::Neg, a) if self.is_sum(a) => waiting.push((a, sign.negated())),
                _ => {
                    let (number, term) = self.split(index);
                    let number = if sign.is_negative() { number.negated() } else { number };
                    let place = *places.entry(term).or_insert(terms.len());
                    match terms.get_mut(place) {
                        None => terms.push((term, number)),
                        Some((_, known)) => match known.plus(number) {
                            Some(total) => *known = total,
                            // Numbers too long to add exactly stay side by side.
                            None => terms.push((term, number)),
                        },
                    }
                }
            }
        }
        terms.retain(|(_, number)| number.numerator != 0);
        // `y-1` rather than `-1+y`.
        if let [(_, first), (_, second), ..] = terms[..]
            && first.is_negative()
            && !second.is_negative()
        {
            terms.swap(0, 1);
        }
        let mut total: Option<usize> = None;
        for (term, number) in terms {
            let size = if number.is_negative() { number.negated() } else { number };
            let written = |this: &mut Self, number: Ratio| match term {
                None => this.number(number),
                Some(term) => this.scaled(number, term),
            };
            total = Some(match total {
                None => written(self, number),
                Some(left) => {
                    let right = written(self, size);
                    let op = if number.is_negative() { Binary::Sub } else { Binary::Add };
                    self.push(Node::Binary(op, left, right))
                }
            });
        }
        total.unwrap_or_else(|| self.number(Ratio::ZERO))
    }

    /// A term as a number times the rest; no rest if it is a number.
    fn split(&mut self, index: usize) -> (Ratio, Option<usize>) {
        if let Some(number) = self.ratio(index) {
            return (number, None);
        }
        let Some(product) = self.factors(index) else { return (Ratio::ONE, Some(index)) };
        if product.number == Ratio::ONE {
            return (Ratio::ONE, Some(index));
        }
        let number = product.number;
        if product.factors.is_empty() {
            return (number, None);
        }
        (number, Some(self.multiplied(Product { number: Ratio::ONE, factors: product.factors })))
    }

    /// The factors of a place; `None` if its numbers are too long to reckon with.
    fn factors(&self, index: usize) -> Option<Product> {
        let mut product = Product { number: Ratio::ONE, factors: Vec::new() };
        let mut waiting = vec![(index, Ratio::ONE)];
        while let Some((index, exponent)) = waiting.pop() {
            if let Some(number) = self.ratio(index)
                && exponent.is_whole()
                && let Some(number) =
                    number.power(exponent.numerator).and_then(|number| product.number.times(number))
            {
                product.number = number;
                continue;
            }
            match self.arena.node(index) {
                Node::Binary(Binary::Mul, a, b) if exponent.is_whole() => {
                    waiting.extend([(b, exponent), (a, exponent)]);
                }
                Node::Binary(Binary::Div, a, b) if exponent.is_whole() => {
                    waiting.extend([(b, exponent.negated()), (a, exponent)]);
                }
                Node::Unary(Unary::Neg, a) if exponent.is_whole() => {
                    if exponent.numerator % 2 != 0 {
                        product.number = product.number.negated();
                    }
                    waiting.push((a, exponent));
                }
                // Only whole powers of powers multiply: `(x^2)^0.5` is not `x`.
                Node::Binary(Binary::Pow, base, inner) if exponent.is_whole() => match self.ratio(inner) {
                    Some(inner) => {
                        let exponent = inner.times(exponent)?;
                        match exponent.is_whole() && inner.is_whole() {
                            true if self.ratio(base).is_none() => waiting.push((base, exponent)),
                            _ => join(&mut product.factors, base, exponent)?,
                        }
                    }
                    None => join(&mut product.factors, index, exponent)?,
                },
                _ => join(&mut product.factors, index, exponent)?,
            }
        }
        Some(product)
    }

    /// `a * b^exponent`, the exponent 1 or -1.
    fn product(&mut self, a: usize, b: usize, exponent: Ratio) -> usize {
        let op = if exponent.is_negative() { Binary::Div } else { Binary::Mul };
        let (left, right) = (self.ratio(a), self.ratio(b));
        let zero = Some(Ratio::ZERO);
        if left == zero || (right == zero && op == Binary::Mul) {
            return self.number(Ratio::ZERO);
        }
        if self.is_long(a) || self.is_long(b) {
            return match (left, right) {
                (left, _) if left == Some(Ratio::ONE) && op == Binary::Mul => b,
                (_, right) if right == Some(Ratio::ONE) => a,
                _ => self.push(Node::Binary(op, a, b)),
            };
        }
        let joined = self.factors(a).and_then(|mut product| {
            let other = self.factors(b)?;
            let number = if op == Binary::Div {
                product.number.over(other.number)?
            } else {
                product.number.times(other.number)?
            };
            for (base, power) in other.factors {
                join(&mut product.factors, base, power.times(exponent)?)?;
            }
            product.number = number;
            self.settle(&mut product)?;
            Some(product)
        });
        match joined {
            Some(product) => self.multiplied(product),
            None => self.push(Node::Binary(op, a, b)),
        }
    }

    /// Writes even powers of roots and of absolute values without them: `√u^2` is `u`, and
    /// `|u|^3` is `u^2 |u|`.
    fn settle(&self, product: &mut Product) -> Option<()> {
        let mut at = 0;
        while let Some(&(base, exponent)) = product.factors.get(at) {
            at += 1;
            if !exponent.is_whole() || exponent.numerator.abs() < 2 {
                continue;
            }
            let odd = exponent.numerator % 2;
            let (inner, kept, moved) = match self.arena.node(base) {
                Node::Unary(Unary::Sqrt, inner) if odd == 0 => (inner, 0, exponent.numerator / 2),
                Node::Unary(Unary::Abs, inner) => (inner, odd, exponent.numerator - odd),
                _ => continue,
            };
            product.factors[at - 1].1 = Ratio::whole(kept);
            let inner = self.factors(inner)?;
            product.number = product.number.times(inner.number.power(moved)?)?;
            for (base, power) in inner.factors {
                join(&mut product.factors, base, power.times(Ratio::whole(moved))?)?;
            }
        }
        Some(())
    }

    /// The place of a product, its factors in the order they are usually written: number,
    /// constants, variables, sums, functions; what has a negative power goes below the line.
    fn multiplied(&mut self, product: Product) -> usize {
        let Product { number, mut factors } = product;
        factors.retain(|(_, exponent)| exponent.numerator != 0);
        factors.sort_by_key(|&(base, exponent)| match self.arena.node(base) {
            Node::Variable(index) => (2, index, base),
            // Functions in the order of what they are of.
            Node::Unary(_, a) => (self.rank(base, exponent), a, base),
            _ => (self.rank(base, exponent), base, base),
        });
        let written = number.is_written_decimal();
        let size = if number.is_negative() { number.negated() } else { number };
        let (over, under) = if written {
            (size, Ratio::ONE)
        } else {
            (Ratio::whole(size.numerator), Ratio::whole(size.denominator))
        };
        let (above, below): (Vec<_>, Vec<_>) =
            factors.into_iter().partition(|(_, exponent)| !exponent.is_negative());
        let top = self.side(over, number.is_negative(), &above);
        let below: Vec<_> = below.into_iter().map(|(base, exponent)| (base, exponent.negated())).collect();
        if below.is_empty() && under == Ratio::ONE {
            return top;
        }
        let bottom = self.side(under, false, &below);
        self.push(Node::Binary(Binary::Div, top, bottom))
    }

    /// One side of the fraction line: `±number * factors`, the number left out if it is 1.
    fn side(&mut self, number: Ratio, negative: bool, factors: &[(usize, Ratio)]) -> usize {
        let mut places: Vec<usize> = Vec::with_capacity(factors.len() + 1);
        if number != Ratio::ONE || factors.is_empty() {
            places.push(self.number(number));
        }
        for &(base, exponent) in factors {
            places.push(self.raised(base, exponent));
        }
        let mut product: Option<usize> = None;
        for place in places {
            product = Some(match product {
                None if negative => self.push(Node::Unary(Unary::Neg, place)),
                None => place,
                Some(left) => self.push(Node::Binary(Binary::Mul, left, place)),
            });
        }
        product.unwrap_or_else(|| self.number(Ratio::ONE))
    }

    fn raised(&mut self, base: usize, exponent: Ratio) -> usize {
        if exponent == Ratio::ONE {
            return base;
        }
        let exponent = self.number(exponent);
        self.push(Node::Binary(Binary::Pow, base, exponent))
    }

    fn rank(&self, base: usize, exponent: Ratio) -> u8 {
        match self.arena.node(base) {
            Node::Literal(_) => 0,
            Node::Pi | Node::E | Node::Parameter(_) if exponent.is_whole() => 1,
            Node::Binary(Binary::Pow, base, _) if matches!(self.arena.node(base), Node::Variable(_)) => 3,
            Node::Binary(Binary::Add | Binary::Sub, ..) => 4,
            Node::Unary(Unary::Ln | Unary::Log10 | Unary::Log2, a)
                if matches!(self.arena.node(a), Node::Literal(_)) =>
            {
                1
            }
            Node::Unary(Unary::Exp, _) | Node::Binary(Binary::Pow, ..) => 6,
            _ => 5,
        }
    }

    /// The factors of `base ^ power`, the power whole. Large numbers stay as they were written.
    fn whole_power(&self, base: usize, power: Ratio) -> Option<Product> {
        const LARGE: i64 = 1_000_000;
        let inner = self.factors(base)?;
        let number = inner.number.power(power.numerator)?;
        if number.numerator.abs() > LARGE || number.denominator > LARGE {
            return None;
        }
        let mut product = Product { number, factors: Vec::with_capacity(inner.factors.len()) };
        for (base, exponent) in inner.factors {
            product.factors.push((base, exponent.times(power)?));
        }
        self.settle(&mut product)?;
        Some(product)
    }

    /// The factors of a place whose derivative is one of a product, when they are few: each with
    /// its exponent and with the product of what is left when one of its powers is taken away.
    pub(super) fn taken_away(&mut self, index: usize) -> Option<Vec<(usize, usize)>> {
        if self.is_long(index) {
            return None;
        }
        let product = self.factors(index)?;
        if product.factors.len() > 16 {
            return None;
        }
        let mut rest = Vec::with_capacity(product.factors.len());
        for (at, &(base, exponent)) in product.factors.iter().enumerate() {
            if base == index {
                return None;
            }
            let mut left =
                Product { number: product.number.times(exponent)?, factors: product.factors.clone() };
            left.factors[at].1 = exponent.plus(Ratio::MINUS_ONE)?;
            self.settle(&mut left)?;
            rest.push((base, self.multiplied(left)));
        }
        Some(rest)
    }

    /// `base ^ exponent`
    fn power(&mut self, base: usize, exponent: usize) -> usize {
        let Some(power) = self.ratio(exponent) else {
            return self.push(Node::Binary(Binary::Pow, base, exponent));
        };
        if power == Ratio::ONE {
            return base;
        }
        if power.numerator == 0 {
            return self.number(Ratio::ONE);
        }
        if power.is_whole()
            && !self.is_long(base)
            && let Some(product) = self.whole_power(base, power)
        {
            return self.multiplied(product);
        }
        self.raised(base, power)
    }
}

impl Builder for Simplifier {
    type Place = usize;

    fn whole(&mut self, value: u8) -> usize {
        self.number(Ratio::whole(value.into()))
    }
    fn unary(&mut self, op: Unary, a: &usize) -> usize {
        Self::unary(self, op, *a)
    }
    fn binary(&mut self, op: Binary, a: &usize, b: &usize) -> usize {
        Self::binary(self, op, *a, *b)
    }
}

/// Multiplies `base ^ exponent` into `factors`.
fn join(factors: &mut Vec<(usize, Ratio)>, base: usize, exponent: Ratio) -> Option<()> {
    match factors.iter_mut().find(|(known, _)| *known == base) {
        Some((_, known)) => *known = known.plus(exponent)?,
        None => factors.push((base, exponent)),
    }
    Some(())
}
