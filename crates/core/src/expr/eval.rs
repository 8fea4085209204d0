//! The one walk: an expression read in any [`Number`] system.

use super::op::{Binary, Unary};
use super::{Expr, Node};
use crate::Number;

/// One piece of work: what to compute from earlier places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Work<P = usize> {
    Constant(f64),
    Variable(usize),
    Unary(Unary, P),
    Binary(Binary, P, P),
    Powi(P, i32),
    Powf(P, f64),
}

impl<P: Copy> Work<P> {
    /// The places of the arguments.
    fn arguments(self) -> [Option<P>; 2] {
        match self {
            Self::Constant(_) | Self::Variable(_) => [None, None],
            Self::Unary(_, a) | Self::Powi(a, _) | Self::Powf(a, _) => [Some(a), None],
            Self::Binary(_, a, b) => [Some(a), Some(b)],
        }
    }

    /// The same work with its arguments elsewhere.
    fn moved<Q>(self, to: impl Fn(P) -> Q) -> Work<Q> {
        match self {
            Self::Constant(value) => Work::Constant(value),
            Self::Variable(index) => Work::Variable(index),
            Self::Unary(op, a) => Work::Unary(op, to(a)),
            Self::Binary(op, a, b) => Work::Binary(op, to(a), to(b)),
            Self::Powi(a, exponent) => Work::Powi(to(a), exponent),
            Self::Powf(a, exponent) => Work::Powf(to(a), exponent),
        }
    }
}

/// The largest whole exponent read with [`Number::powi`]: what that computes by squaring.
const LARGEST_WHOLE: f64 = 64.0;

/// An expression prepared for reading: constants folded, powers told apart, and for every step the
/// variables it depends on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Plan {
    steps: Vec<Work>,
    /// A bit for every variable a step depends on; the last bit stands for all from 63 on.
    reach: Vec<u64>,
    /// The order for one point after another.
    pointwise: Schedule,
}

impl Plan {
    pub(crate) fn new(nodes: &[Node]) -> Self {
        let mut steps: Vec<Work> = Vec::with_capacity(nodes.len());
        for node in nodes {
            let constant = |index: usize| match steps[index] {
                Work::Constant(value) => Some(value),
                _ => None,
            };
            let step = match *node {
                Node::Literal(value) => Work::Constant(value),
                Node::Pi => Work::Constant(std::f64::consts::PI),
                Node::E => Work::Constant(std::f64::consts::E),
                Node::Variable(index) => Work::Variable(index),
                Node::Unary(op, a) => match constant(a) {
                    Some(a) => Work::Constant(op.apply(&a)),
                    None => Work::Unary(op, a),
                },
                Node::Binary(op, a, b) => match (op, constant(a), constant(b)) {
                    (Binary::Pow, base, Some(exponent)) => {
                        #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
                        let power = if exponent.fract() == 0.0 && exponent.abs() <= LARGEST_WHOLE {
                            Work::Powi(a, exponent as i32)
                        } else {
                            Work::Powf(a, exponent)
                        };
                        match (base, power) {
                            (Some(base), Work::Powi(_, exponent)) => {
                                Work::Constant(Number::powi(&base, exponent))
                            }
                            (Some(base), _) => Work::Constant(Number::powf(&base, exponent)),
                            (None, power) => power,
                        }
                    }
                    (op, Some(a), Some(b)) => Work::Constant(op.apply(&a, &b)),
                    _ => Work::Binary(op, a, b),
                },
            };
            steps.push(step);
        }
        let mut reach: Vec<u64> = Vec::with_capacity(steps.len());
        for step in &steps {
            let own = match *step {
                Work::Variable(index) => 1 << index.min(63),
                _ => 0,
            };
            reach.push(
                step.arguments().into_iter().flatten().fold(own, |all, argument| all | reach[argument]),
            );
        }
        let pointwise = Schedule::new(&steps, &reach, 1, |_| 0, None);
        Self { steps, reach, pointwise }
    }

    /// The steps in an order of `stages` stages, repeated at different rates: a step that depends
    /// on the variables of `reach` is work of stage `stage(reach)`. A stage may use results of
    /// earlier ones; those of stage `columns` are kept by the caller, one set a column.
    pub(crate) fn schedule(
        &self,
        stages: usize,
        stage: impl Fn(u64) -> usize,
        columns: Option<usize>,
    ) -> Schedule {
        Schedule::new(&self.steps, &self.reach, stages, stage, columns)
    }
}

/// Where a step finds an argument.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Place {
    /// In the working slots.
    Slot(usize),
    /// Among the values kept for the present column.
    Column(usize),
}

/// A step and the slot its result goes to.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Task {
    work: Work<Place>,
    slot: usize,
}

/// An order of work with few slots: a slot is used again once its value has been used for the last
/// time, so that the working set stays in the nearest cache.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Schedule {
    slots: usize,
    /// Constants stand in slots of their own, filled once.
    constants: Vec<(usize, f64)>,
    stages: Vec<Vec<Task>>,
    /// The slots whose values are to be kept for a column, in the order of [`Place::Column`].
    columns: Vec<usize>,
    root: Place,
}

impl Schedule {
    fn new(
        steps: &[Work],
        reach: &[u64],
        stages: usize,
        stage: impl Fn(u64) -> usize,
        columns: Option<usize>,
    ) -> Self {
        let root = steps.len() - 1;
        let constant = |index: usize| matches!(steps[index], Work::Constant(_));
        let stage_of: Vec<usize> = reach.iter().map(|&reach| stage(reach)).collect();
        // The root is needed after the last stage, as if by a stage of its own.
        let mut needed = vec![false; steps.len()];
        let mut kept = vec![false; steps.len()];
        let mut last_use = vec![0; steps.len()];
        needed[root] = true;
        kept[root] = true;
        for index in (0..=root).rev().filter(|&index| !constant(index)) {
            if !needed[index] {
                continue;
            }
            for argument in steps[index].arguments().into_iter().flatten() {
                needed[argument] = true;
                kept[argument] |= stage_of[argument] != stage_of[index];
                last_use[argument] = last_use[argument].max(index);
            }
        }

        let mut slots = 0;
        let mut fresh = || {
            slots += 1;
            slots - 1
        };
        let mut constants = Vec::new();
        let mut slot_of = vec![0; steps.len()];
        for (index, step) in steps.iter().enumerate() {
            if let (true, Work::Constant(value)) = (needed[index], step) {
                slot_of[index] = fresh();
                constants.push((slot_of[index], *value));
            }
        }
        let mut free: Vec<usize> = Vec::new();
        let mut column_of: Vec<Option<usize>> = vec![None; steps.len()];
        let mut kept_slots = Vec::new();
        let mut place = Place::Slot(slot_of[root]);
        let mut work = Vec::with_capacity(stages);
        for present in 0..stages {
            let mut tasks = Vec::new();
            for index in 0..=root {
                if !needed[index] || constant(index) || stage_of[index] != present {
                    continue;
                }
                let here = |argument: usize| match column_of[argument] {
                    Some(column) if stage_of[argument] != present => Place::Column(column),
                    _ => Place::Slot(slot_of[argument]),
                };
                let moved = steps[index].moved(here);
                for argument in steps[index].arguments().into_iter().flatten() {
                    if !constant(argument) && !kept[argument] && last_use[argument] == index {
                        // Both arguments may be the same place: give it back once.
                        last_use[argument] = usize::MAX;
                        free.push(slot_of[argument]);
                    }
                }
                slot_of[index] = if kept[index] { fresh() } else { free.pop().unwrap_or_else(&mut fresh) };
                tasks.push(Task { work: moved, slot: slot_of[index] });
                if kept[index] && columns == Some(present) {
                    column_of[index] = Some(kept_slots.len());
                    kept_slots.push(slot_of[index]);
                }
            }
            work.push(tasks);
        }
        if !constant(root) {
            place = column_of[root].map_or(Place::Slot(slot_of[root]), Place::Column);
        }
        Self { slots, constants, stages: work, columns: kept_slots, root: place }
    }

    /// Working slots with the constants in their places.
    pub(crate) fn slots<N: Number>(&self) -> Vec<N> {
        let mut slots = vec![N::constant(0.0); self.slots];
        for &(slot, value) in &self.constants {
            slots[slot] = N::constant(value);
        }
        slots
    }

    /// Does the work of one stage at the point `at`; a variable that has no value there is NaN.
    #[inline(never)]
    pub(crate) fn run<N: Number>(&self, stage: usize, slots: &mut [N], columns: &[N], at: &[N]) {
        for task in &self.stages[stage] {
            let value = {
                let find = |place: Place| match place {
                    Place::Slot(index) => &slots[index],
                    Place::Column(index) => &columns[index],
                };
                match task.work {
                    Work::Constant(value) => N::constant(value),
                    Work::Variable(index) => at.get(index).cloned().unwrap_or_else(|| N::constant(f64::NAN)),
                    Work::Unary(op, a) => op.apply(find(a)),
                    Work::Binary(op, a, b) => op.apply(find(a), find(b)),
                    Work::Powi(a, exponent) => find(a).powi(exponent),
                    Work::Powf(a, exponent) => find(a).powf(exponent),
                }
            };
            slots[task.slot] = value;
        }
    }

    /// The slots whose values the caller keeps for a column.
    pub(crate) fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// The value of the whole expression once all stages have run.
    pub(crate) fn root<'a, N>(&self, slots: &'a [N], columns: &'a [N]) -> &'a N {
        match self.root {
            Place::Slot(index) => &slots[index],
            Place::Column(index) => &columns[index],
        }
    }
}

/// An expression ready to be read at many points: it holds the working slots, so that reading a
/// point allocates nothing. Made by [`Expr::reader`].
#[derive(Clone, Debug)]
pub struct Reader<'e, N> {
    schedule: &'e Schedule,
    slots: Vec<N>,
}

impl<N: Number> Reader<'_, N> {
    /// The value at `at`, one number a variable in the order of [`Expr::variables`]; a variable
    /// that is given no value is NaN.
    pub fn read(&mut self, at: &[N]) -> &N {
        self.schedule.run(0, &mut self.slots, &[], at);
        self.schedule.root(&self.slots, &[])
    }
}

impl Expr {
    /// The value at `at`, one number a variable in the order of [`variables`](Self::variables); a
    /// variable that is given no value is NaN.
    #[must_use]
    pub fn read<N: Number>(&self, at: &[N]) -> N {
        self.reader().read(at).clone()
    }

    /// The expression ready to be read at many points.
    #[must_use]
    pub fn reader<N: Number>(&self) -> Reader<'_, N> {
        let schedule = &self.plan().pointwise;
        Reader { schedule, slots: schedule.slots() }
    }
}
