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
    /// The value of each step that depends on nothing.
    known: Vec<Option<Wide>>,
}

impl Planner {
    fn push(&mut self, step: Work) -> usize {
        self.steps.push(step);
        self.known.push(None);
        self.steps.len() - 1
    }

    fn constant(&mut self, value: Wide) -> usize {
        let step = self.push(Work::Constant(value.to_f64()));
        self.known[step] = Some(value);
        step
    }

    /// All values that a step has, whatever the variables are.
    #[inline(never)]
    fn range(&self, step: usize) -> Interval {
        let anything = Interval::new(f64::NEG_INFINITY, f64::INFINITY);
        let variables = self.steps.iter().fold(0, |count, step| match step {
            Work::Variable(index) => count.max(index + 1),
            _ => count,
        });
        let schedule = Schedule::new(&self.steps[..=step], &[step], 1, |_| 0, None);
        let (mut slots, at) = (schedule.slots(Interval::constant), vec![anything; variables]);
        schedule.read(0, &mut slots, &at);
        *schedule.result(0, &slots, &[], &at)
    }

    fn known(&self, step: usize) -> Option<Wide> {
        self.known[step]
    }

    fn unary_step(&mut self, op: Unary, a: usize) -> usize {
        if let Some(pieces) = op.definition() {
            return self.expanded(pieces, &a);
        }
        if let Some(a) = self.known(a) {
            return self.constant(op.apply_row(&a));
        }
        if matches!(op, Unary::Cos | Unary::Cosh) {
            let a = self.without_bars(a);
            return self.push(Work::Unary(op, a));
        }
        if !matches!(op, Unary::Abs | Unary::Relu | Unary::Sign | Unary::Step) {
            return self.push(Work::Unary(op, a));
        }
        let all = self.range(a);
        let sign = if all.is_empty() || !(all.is_continuous() || op == Unary::Abs) {
            0.0
        } else if all.lower() > 0.0 || all.lower() == 0.0 && matches!(op, Unary::Abs | Unary::Relu) {
            1.0
        } else if all.upper() < 0.0 || all.upper() == 0.0 && matches!(op, Unary::Abs | Unary::Relu) {
            -1.0
        } else {
            0.0
        };
        if sign == 0.0 {
            return self.push(Work::Unary(op, a));
        }
        match op {
            Unary::Abs | Unary::Relu if sign > 0.0 => a,
            Unary::Abs => self.push(Work::Unary(Unary::Neg, a)),
            _ => self.constant(op.apply_row(&Wide::constant(sign))),
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
        let [own, other] = [self.range(a), self.range(b)];
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
        let mut planner = Planner { steps: Vec::new(), known: Vec::new() };
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
