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
/// - Whole powers are told apart, and a product of two equal factors is a square; `e^u` is `exp(u)`.
/// - Bars go where they do nothing, so that they leave no kink: round what has one sign wherever it has
///   a value (`|x^2+1|`), and within even functions (`|x|^2`, `cos(|x|)`). So do `relu`, `max`, `min`, `sign` and
///   `step` of what is known to lie on one side.
/// - What is written out of an operation is that operation: `1/(1+exp(-u))` is `sigmoid(u)`, and neither overflows nor
///   loses its tail; likewise `ln(1+exp(u))` is `softplus(u)` and `sqrt(u^2+v^2)` is `hypot(u,v)`.
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

    fn is(&self, step: usize, value: f64) -> bool {
        self.known(step).is_some_and(|known| known.to_f64() == value)
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
            Unary::Ln => match self.steps[a] {
                Work::Binary(Binary::Add, one, power) | Work::Binary(Binary::Add, power, one)
                    if self.is(one, 1.0) && self.exponent(power).is_some() =>
                {
                    Work::Unary(Unary::Softplus, self.exponent(power).unwrap_or(a))
                }
                _ => Work::Unary(op, a),
            },
            Unary::Log1p => self.exponent(a).map_or(Work::Unary(op, a), |u| Work::Unary(Unary::Softplus, u)),
            Unary::Sqrt => match self.steps[a] {
                Work::Binary(Binary::Add, u, v) => match (self.steps[u], self.steps[v]) {
                    (Work::Powi(u, 2), Work::Powi(v, 2)) => Work::Binary(Binary::Hypot, u, v),
                    _ => Work::Unary(op, a),
                },
                _ => Work::Unary(op, a),
            },
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
            (Binary::Pow, Some(_), None) if self.is(a, std::f64::consts::E) => self.unary_step(Unary::Exp, b),
            (Binary::Mul, ..) if a == b => self.power(a, None, 2.0),
            (Binary::Div, ..) => match self.logistic(a, b) {
                Some(share) => share,
                None => self.push(Work::Binary(op, a, b)),
            },
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

    /// The argument of an exponential.
    fn exponent(&self, step: usize) -> Option<usize> {
        match self.steps[step] {
            Work::Unary(Unary::Exp, u) => Some(u),
            _ => None,
        }
    }

    /// `1/(1+exp(u))` or `exp(u)/(1+exp(u))`, if the quotient is one of these.
    fn logistic(&mut self, above: usize, below: usize) -> Option<usize> {
        let Work::Binary(Binary::Add, p, q) = self.steps[below] else { return None };
        let power = if self.is(p, 1.0) { q } else { p };
        let one = if power == q { p } else { q };
        let u = self.exponent(power).filter(|_| self.is(one, 1.0))?;
        if above == power {
            return Some(self.push(Work::Unary(Unary::Sigmoid, u)));
        }
        if !self.is(above, 1.0) {
            return None;
        }
        let opposite = match self.steps[u] {
            Work::Unary(Unary::Neg, v) => v,
            _ => self.push(Work::Unary(Unary::Neg, u)),
        };
        Some(self.push(Work::Unary(Unary::Sigmoid, opposite)))
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
