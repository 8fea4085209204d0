//! From places to steps: an expression in the form in which it is read best.

use super::Node;
use super::eval::{Schedule, Work};
use super::op::{Binary, Builder, Unary};
use super::parameter::FormulaParameter;
use crate::number::Wide;
use crate::{Decoration, Interval, Number};

/// The largest whole exponent read with [`Number::powi`]: what that computes by squaring.
const LARGEST_WHOLE: f64 = 64.0;

/// Puts the steps of an expression down in the form in which they are read best.
///
/// - What depends on nothing is worked out, in [`Wide`] numbers, lest `exp(800)/exp(799)` overflow.
/// - Whole powers are told apart, and a product of two equal factors is a square.
/// - Bars go where they do nothing, so that they leave no kink: round what has one sign wherever it has
///   a value (`|x^2+1|`), and within even functions (`|x|^2`, `cos(|x|)`). So do `relu`, `max`, `min`, `sign` and
///   `step` of what is known to lie on one side.
struct Planner {
    steps: Vec<Work>,
    facts: Vec<Fact>,
}

/// What is known of a step.
#[derive(Clone, Copy)]
struct Fact {
    /// Its value, if it depends on nothing.
    known: Option<Wide>,
    /// All values it has, whatever the variables are.
    range: Interval,
}

impl Planner {
    fn push(&mut self, step: Work) -> usize {
        let anything = Interval::new(f64::NEG_INFINITY, f64::INFINITY);
        let range = step.done(|place: usize| &self.facts[place].range, || anything);
        self.steps.push(step);
        self.facts.push(Fact { known: None, range });
        self.steps.len() - 1
    }

    fn constant(&mut self, value: Wide) -> usize {
        let number = value.to_f64();
        self.steps.push(Work::Constant(number));
        self.facts.push(Fact { known: Some(value), range: Interval::constant(number) });
        self.steps.len() - 1
    }

    fn known(&self, step: usize) -> Option<Wide> {
        self.facts[step].known
    }

    fn unary_step(&mut self, op: Unary, a: usize) -> usize {
        if let Some(pieces) = op.definition() {
            return self.expanded(pieces, &a);
        }
        if let Some(a) = self.known(a) {
            return self.constant(op.apply_row(&a));
        }
        let all = self.facts[a].range;
        let replaced = match op {
            Unary::Abs | Unary::Relu if all.lower() >= 0.0 && !all.is_empty() => return a,
            Unary::Abs if all.upper() <= 0.0 && !all.is_empty() => Work::Unary(Unary::Neg, a),
            Unary::Relu if all.upper() <= 0.0 && all.is_continuous() => Work::Constant(0.0),
            Unary::Sign | Unary::Step if all.lower() > 0.0 && all.is_continuous() => Work::Constant(1.0),
            Unary::Sign if all.upper() < 0.0 && all.is_continuous() => Work::Constant(-1.0),
            Unary::Step if all.upper() < 0.0 && all.is_continuous() => Work::Constant(0.0),
            Unary::Cos | Unary::Cosh => Work::Unary(op, self.without_bars(a)),
            _ => Work::Unary(op, a),
        };
        match replaced {
            Work::Constant(value) => self.constant(Wide::constant(value)),
            step => self.push(step),
        }
    }

    fn binary_step(&mut self, op: Binary, a: usize, b: usize) -> usize {
        match (op, self.known(a), self.known(b)) {
            (Binary::Pow, base, Some(exponent)) => self.power(a, base, exponent.to_f64()),
            (op, Some(a), Some(b)) => self.constant(op.apply(&a, &b)),
            (Binary::Mul, ..) if a == b => self.power(a, None, 2.0),
            (Binary::Max | Binary::Min, ..) => self.larger(op, a, b),
            _ => self.push(Work::Binary(op, a, b)),
        }
    }

    /// The larger of two, or the smaller: one of them, if it is known which.
    fn larger(&mut self, op: Binary, a: usize, b: usize) -> usize {
        let [own, other] = [a, b].map(|step| self.facts[step].range);
        let apart = own.sub(&other);
        // The one that is left out must have a value wherever the other has.
        let sure = |left_out: &Interval| left_out.decoration() >= Decoration::Defined;
        let (first, second) = (apart.lower() >= 0.0, apart.upper() <= 0.0);
        let (first, second) = if op == Binary::Max { (first, second) } else { (second, first) };
        if first && sure(&other) {
            a
        } else if second && sure(&own) {
            b
        } else {
            self.push(Work::Binary(op, a, b))
        }
    }

    /// A constant power.
    fn power(&mut self, a: usize, base: Option<Wide>, exponent: f64) -> usize {
        let whole = exponent.fract() == 0.0 && exponent.abs() <= LARGEST_WHOLE;
        #[expect(clippy::cast_possible_truncation, reason = "used where it is whole and small")]
        let small = exponent as i32;
        if let Some(base) = base {
            return self.constant(if whole { base.powi(small) } else { base.powf(exponent) });
        }
        if exponent == 0.0 {
            return self.constant(Wide::constant(1.0));
        }
        let a = if (0.5 * exponent).fract() == 0.0 { self.without_bars(a) } else { a };
        self.push(if whole { Work::Powi(a, small) } else { Work::Powf(a, exponent) })
    }

    /// What stands between the bars, if `a` is an absolute value.
    fn without_bars(&self, a: usize) -> usize {
        match self.steps[a] {
            Work::Unary(Unary::Abs, inner) => inner,
            _ => a,
        }
    }
}

impl Builder for Planner {
    type Place = usize;

    fn whole(&mut self, value: u8) -> usize {
        self.constant(Wide::constant(value.into()))
    }
    fn unary(&mut self, op: Unary, a: &usize) -> usize {
        self.unary_step(op, *a)
    }
    fn binary(&mut self, op: Binary, a: &usize, b: &usize) -> usize {
        self.binary_step(op, *a, *b)
    }
}

impl Schedule {
    /// The order for one point after another, of the steps that [`Planner`] makes of an expression.
    pub(crate) fn of(nodes: &[Node], parameters: &[FormulaParameter]) -> Self {
        let mut planner = Planner { steps: Vec::new(), facts: Vec::new() };
        let mut places: Vec<usize> = Vec::with_capacity(nodes.len());
        for node in nodes {
            places.push(match *node {
                Node::Literal(value) => planner.constant(Wide::constant(value)),
                Node::Pi => planner.constant(Wide::constant(std::f64::consts::PI)),
                Node::E => planner.constant(Wide::constant(std::f64::consts::E)),
                Node::Parameter(index) => planner.constant(Wide::constant(parameters[index].value)),
                Node::Variable(index) => planner.push(Work::Variable(index)),
                Node::Unary(op, a) => planner.unary_step(op, places[a]),
                Node::Binary(op, a, b) => planner.binary_step(op, places[a], places[b]),
            });
        }
        let root: Vec<usize> = places.last().copied().into_iter().collect();
        Self::new(&planner.steps, &root, 1, |_| 0, None)
    }
}
