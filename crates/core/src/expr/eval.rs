//! The one walk: an expression read in any [`Number`] system.

use super::Expr;
use super::op::{Binary, Unary};
use crate::number::{Wide, elementary};
use crate::{Lanes, Number};

/// One piece of work: what to compute from earlier places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Work<P = usize> {
    Constant(f64),
    Variable(usize),
    Unary(Unary, P),
    Binary(Binary, P, P),
    Powi(P, i32),
    Powf(P, f64),
    /// `a`, or 0 where `b` is, see [`Number::gated`].
    Gated(P, P),
    /// `a^b ln(a)^times`, see [`Number::pow_ln`].
    PowLn(P, P, u8),
}

impl<P: Copy> Work<P> {
    /// The places of the arguments.
    fn arguments(self) -> [Option<P>; 2] {
        match self {
            Self::Constant(_) | Self::Variable(_) => [None, None],
            Self::Unary(_, a) | Self::Powi(a, _) | Self::Powf(a, _) => [Some(a), None],
            Self::Binary(_, a, b) | Self::PowLn(a, b, _) | Self::Gated(a, b) => [Some(a), Some(b)],
        }
    }

    /// The work done on what `find` finds; a leaf is `leaf`.
    #[inline(always)]
    pub(super) fn done<'n, N: Number + 'n>(self, find: impl Fn(P) -> &'n N, leaf: impl Fn() -> N) -> N {
        match self {
            Self::Unary(op, a) => op.apply_row(find(a)),
            Self::Binary(op, a, b) => op.apply(find(a), find(b)),
            Self::Powi(a, exponent) => find(a).powi(exponent),
            Self::Powf(a, exponent) => find(a).powf(exponent),
            Self::Gated(a, gate) => find(a).gated(find(gate)),
            Self::PowLn(a, b, times) => find(a).pow_ln(find(b), times),
            Self::Constant(_) | Self::Variable(_) => leaf(),
        }
    }

    /// The arguments of which it makes a number even where they are infinite, so that nobody would see from
    /// the result that they have overflowed.
    fn hidden(self) -> [Option<P>; 2] {
        match self {
            Self::Unary(
                Unary::Exp
                | Unary::Expm1
                | Unary::Tanh
                | Unary::Atan
                | Unary::Erf
                | Unary::Sign
                | Unary::Step
                | Unary::Relu
                | Unary::Sigmoid
                | Unary::Softplus,
                a,
            ) => [Some(a), None],
            Self::Powi(a, exponent) if exponent < 0 => [Some(a), None],
            Self::Powf(a, exponent) if exponent < 0.0 => [Some(a), None],
            Self::Binary(Binary::Div, _, b) => [Some(b), None],
            Self::Binary(Binary::Pow | Binary::Max | Binary::Min | Binary::Atan2, ..) | Self::PowLn(..) => {
                self.arguments()
            }
            _ => [None, None],
        }
    }

    /// Of a sine or a cosine the other one, which is had with it at little cost.
    fn companion(self) -> Option<Self> {
        match self {
            Self::Unary(Unary::Sin, a) => Some(Self::Unary(Unary::Cos, a)),
            Self::Unary(Unary::Cos, a) => Some(Self::Unary(Unary::Sin, a)),
            _ => None,
        }
    }

    /// Whether it is a power that varies, which may be anything where its base has vanished.
    fn is_power(&self) -> bool {
        matches!(self, Self::Binary(Binary::Pow, ..) | Self::PowLn(..))
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
            Self::Gated(a, b) => Work::Gated(to(a), to(b)),
            Self::PowLn(a, b, times) => Work::PowLn(to(a), to(b), times),
        }
    }
}

/// A bit for every variable a step depends on; the last bit stands for all from 63 on.
fn reach(steps: &[Work]) -> Vec<u64> {
    let mut reach: Vec<u64> = Vec::with_capacity(steps.len());
    for step in steps {
        let own = match *step {
            Work::Variable(index) => 1 << index.min(63),
            _ => 0,
        };
        reach.push(step.arguments().into_iter().flatten().fold(own, |all, argument| all | reach[argument]));
    }
    reach
}

/// Where a step finds an argument.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Place {
    /// In the working slots.
    Slot(usize),
    /// Among the values kept for the present column.
    Column(usize),
    /// Among the variables.
    Variable(usize),
}

impl Place {
    /// What lies there; a variable without a value is in the slot of NaN.
    #[inline]
    fn find<'a, B>(self, slots: &'a [B], columns: &'a [B], at: &'a [B]) -> &'a B {
        match self {
            Self::Slot(index) => &slots[index],
            Self::Column(index) => &columns[index],
            Self::Variable(index) => at.get(index).unwrap_or(&slots[NOTHING]),
        }
    }
}

/// A step and the slot its result goes to, which is not the slot of an argument.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Task {
    work: Work<Place>,
    slot: usize,
    /// Where the result of [`Work::companion`] goes, if that is needed too.
    companion: Option<usize>,
    /// See [`Work::hidden`].
    hidden: [Option<Place>; 2],
}

/// An order of work with few slots: a slot is used again once its value has been used for the last
/// time, so that the working set stays in the nearest cache.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Schedule {
    slots: usize,
    /// Constants stand in slots of their own, filled once.
    constants: Vec<(usize, f64)>,
    stages: Vec<Vec<Task>>,
    /// For each stage the slots whose values later stages need.
    kept: Vec<Vec<usize>>,
    results: Vec<Place>,
}

/// The slot that holds NaN, for a variable without a value.
const NOTHING: usize = 0;

impl Schedule {
    /// The steps that lead to `results`, in an order of `stages` stages, repeated at different rates:
    /// a step that depends on the variables of `reach` is work of stage `stage(reach)`. A stage may
    /// use results of earlier ones; those of stage `columns` are kept by the caller, one set a column.
    pub(super) fn new(
        steps: &[Work],
        results: &[usize],
        stages: usize,
        stage: fn(u64) -> usize,
        columns: Option<usize>,
    ) -> Self {
        let leaf = |index: usize| matches!(steps[index], Work::Constant(_) | Work::Variable(_));
        let stage_of: Vec<usize> = reach(steps).into_iter().map(stage).collect();
        // Results are needed after the last stage, as if by a stage of their own.
        let mut needed = vec![false; steps.len()];
        let mut kept = vec![false; steps.len()];
        let mut last_use = vec![0; steps.len()];
        for &result in results {
            needed[result] = true;
            kept[result] = true;
        }
        for index in (0..steps.len()).rev() {
            if !needed[index] {
                continue;
            }
            for argument in steps[index].arguments().into_iter().flatten() {
                needed[argument] = true;
                kept[argument] |= stage_of[argument] != stage_of[index];
                last_use[argument] = last_use[argument].max(index);
            }
        }

        let mut constants = vec![(NOTHING, f64::NAN)];
        let mut places: Vec<Place> = steps
            .iter()
            .zip(&needed)
            .map(|(step, needed)| match *step {
                Work::Variable(index) => Place::Variable(index),
                Work::Constant(value) if *needed => {
                    constants.push((constants.len(), value));
                    Place::Slot(constants.len() - 1)
                }
                _ => Place::Slot(NOTHING),
            })
            .collect();
        let mut slots = constants.len();
        let mut fresh = || {
            slots += 1;
            slots - 1
        };
        let mut free: Vec<usize> = Vec::new();
        let mut kept_slots = Vec::with_capacity(stages);
        let mut work = Vec::with_capacity(stages);
        for present in 0..stages {
            let mut tasks = Vec::new();
            let mut stays = Vec::new();
            let mut companions = Vec::new();
            let here: Vec<usize> = (0..steps.len())
                .filter(|&index| needed[index] && !leaf(index) && stage_of[index] == present)
                .collect();
            for (position, &index) in here.iter().enumerate() {
                let mut place = |index: usize| {
                    let slot = if kept[index] { fresh() } else { free.pop().unwrap_or_else(&mut fresh) };
                    places[index] = Place::Slot(slot);
                    if kept[index] {
                        stays.push((index, slot));
                    }
                    slot
                };
                if !companions.contains(&index) {
                    let slot = place(index);
                    let companion = steps[index].companion().and_then(|companion| {
                        here[position + 1..].iter().find(|later| steps[**later] == companion)
                    });
                    let companion = companion.map(|later| {
                        companions.push(*later);
                        place(*later)
                    });
                    let work = steps[index].moved(|argument| places[argument]);
                    tasks.push(Task { work, slot, companion, hidden: work.hidden() });
                }
                for argument in steps[index].arguments().into_iter().flatten() {
                    if let Place::Slot(slot) = places[argument]
                        && !leaf(argument)
                        && !kept[argument]
                        && last_use[argument] == index
                    {
                        // Both arguments may be the same place: give it back once.
                        last_use[argument] = usize::MAX;
                        free.push(slot);
                    }
                }
            }
            work.push(tasks);
            if columns == Some(present) {
                for (column, (index, _)) in stays.iter().enumerate() {
                    places[*index] = Place::Column(column);
                }
            }
            kept_slots.push(stays.into_iter().map(|(_, slot)| slot).collect());
        }
        Self {
            slots,
            constants,
            stages: work,
            kept: kept_slots,
            results: results.iter().map(|&result| places[result]).collect(),
        }
    }

    /// Working slots of what `filled` makes of a number, with the constants in their places.
    pub(crate) fn slots<B: Clone>(&self, filled: impl Fn(f64) -> B) -> Vec<B> {
        let mut slots = vec![filled(0.0); self.slots];
        for &(slot, value) in &self.constants {
            slots[slot] = filled(value);
        }
        slots
    }

    /// Does the work of one stage at one point: `at` has the variables. A variable that has no value is NaN. Not
    /// for stages after that of columns.
    pub(crate) fn read<N: Number>(&self, stage: usize, slots: &mut [N], at: &[N]) {
        self.read_watched(stage, slots, at, |_, _| {});
    }

    /// As [`read`](Self::read) the first stage, in doubles; whether an infinity went into a result that does not show it.
    pub(crate) fn read_hides_overflow(&self, slots: &mut [f64], at: &[f64]) -> bool {
        let mut hides = false;
        self.read_watched(0, slots, at, |hidden, work| {
            hides |= hidden.is_infinite() || work.is_power() && *hidden == 0.0;
        });
        hides
    }

    /// As [`read`](Self::read) the first stage; whether a pole went into a result that does not show it.
    pub(crate) fn read_hides_pole(&self, slots: &mut [Wide], at: &[Wide]) -> bool {
        let mut hides = false;
        self.read_watched(0, slots, at, |hidden, _| hides |= hidden.is_pole());
        hides
    }

    #[inline(always)]
    fn read_watched<N: Number>(
        &self,
        stage: usize,
        slots: &mut [N],
        at: &[N],
        mut watch: impl FnMut(&N, Work<Place>),
    ) {
        for task in &self.stages[stage] {
            let find = |place: Place| place.find(slots, &[], at);
            for hidden in task.hidden.into_iter().flatten() {
                watch(find(hidden), task.work);
            }
            if let (Work::Unary(op, a), Some(companion)) = (task.work, task.companion) {
                (slots[task.slot], slots[companion]) = op.waves(find(a));
                continue;
            }
            // Leaves are places, not work.
            slots[task.slot] = task.work.done(find, || slots[NOTHING].clone());
        }
    }

    /// Does the work of one stage at a block of points: `at` has the variables, `columns` the values
    /// kept for a column. A variable that has no value is NaN. Whether an infinity went into a result that
    /// does not show it.
    pub(crate) fn run<const W: usize>(
        &self,
        stage: usize,
        slots: &mut [[Lanes; W]],
        columns: &[[Lanes; W]],
        at: &[[Lanes; W]],
    ) -> bool {
        let mut hides = false;
        for task in &self.stages[stage] {
            if let (Work::Unary(op, a), Some(companion)) = (task.work, task.companion) {
                for lane in 0..W {
                    let waves = op.waves(&a.find(slots, columns, at)[lane]);
                    (slots[task.slot][lane], slots[companion][lane]) = waves;
                }
                continue;
            }
            // No argument lies in the slot of the result, so the rest can be read while it is written.
            let (before, rest) = slots.split_at_mut(task.slot);
            let Some((into, after)) = rest.split_first_mut() else { continue };
            let find = |place: Place| match place {
                Place::Slot(index) if index > task.slot => &after[index - task.slot - 1],
                place => place.find(before, columns, at),
            };
            for hidden in task.hidden.into_iter().flatten() {
                hides |= Lanes::any_infinite(find(hidden))
                    || task.work.is_power() && Lanes::any_zero(find(hidden));
            }
            match task.work {
                Work::Unary(op, a) => op.apply_each(find(a), into),
                Work::Binary(op, a, b) => op.apply_each(find(a), find(b), into),
                Work::Powi(a, exponent) => each(find(a), into, |a| a.powi(exponent)),
                Work::Powf(a, exponent) => each(find(a), into, |a| a.powf(exponent)),
                Work::Gated(a, gate) => each_pair(find(a), find(gate), into, Lanes::gated),
                Work::PowLn(a, b, times) => each_pair(find(a), find(b), into, |a, b| a.pow_ln(b, times)),
                Work::Constant(_) | Work::Variable(_) => {}
            }
        }
        hides
    }

    /// The slots whose values are needed after `stage`; of the stage of columns, in the order of
    /// [`Place::Column`].
    pub(crate) fn kept(&self, stage: usize) -> &[usize] {
        &self.kept[stage]
    }

    /// How many results there are.
    pub(crate) fn results(&self) -> usize {
        self.results.len()
    }

    /// The result number `index` once all stages have run.
    pub(crate) fn result<'a, B>(&self, index: usize, slots: &'a [B], columns: &'a [B], at: &'a [B]) -> &'a B {
        self.results[index].find(slots, columns, at)
    }
}

/// `f` of each number of `a`, into `into`.
#[inline]
fn each<const W: usize>(a: &[Lanes; W], into: &mut [Lanes; W], f: impl Fn(&Lanes) -> Lanes) {
    for (into, a) in into.iter_mut().zip(a) {
        *into = f(a);
    }
}

/// `f` of each pair of numbers of `a` and `b`, into `into`.
#[inline]
fn each_pair<const W: usize>(
    a: &[Lanes; W],
    b: &[Lanes; W],
    into: &mut [Lanes; W],
    f: impl Fn(&Lanes, &Lanes) -> Lanes,
) {
    for (into, (a, b)) in into.iter_mut().zip(a.iter().zip(b)) {
        *into = f(a, b);
    }
}

impl Unary {
    /// Of a sine the sine and the cosine, of a cosine the cosine and the sine.
    #[inline]
    fn waves<N: Number>(self, a: &N) -> (N, N) {
        let (sin, cos) = a.sin_cos();
        if self == Self::Sin { (sin, cos) } else { (cos, sin) }
    }
}

/// As `apply_row`, for many numbers: the operation is told apart once for all of them.
impl Unary {
    #[inline]
    fn apply_each<const W: usize>(self, a: &[Lanes; W], into: &mut [Lanes; W]) {
        match self {
            Self::Neg => each(a, into, Lanes::neg),
            Self::Abs => each(a, into, Lanes::abs),
            Self::Sqrt => each(a, into, Lanes::sqrt),
            Self::Exp => each(a, into, Lanes::exp),
            Self::Ln => each(a, into, Lanes::ln),
            Self::Sin => each(a, into, Lanes::sin),
            Self::Cos => each(a, into, Lanes::cos),
            Self::Tanh => each(a, into, Lanes::tanh),
            Self::Sign => each(a, into, Lanes::signum),
            Self::Step => each(a, into, Lanes::step),
            Self::Relu => each(a, into, Lanes::relu),
            Self::Sigmoid => each(a, into, Lanes::sigmoid),
            // Number by number, whatever it is.
            _ => {
                let f = elementary::scalar(self);
                each(a, into, |a| a.each(f));
            }
        }
    }
}

impl Binary {
    #[inline]
    fn apply_each<const W: usize>(self, a: &[Lanes; W], b: &[Lanes; W], into: &mut [Lanes; W]) {
        match self {
            Self::Add => each_pair(a, b, into, Lanes::add),
            Self::Sub => each_pair(a, b, into, Lanes::sub),
            Self::Mul => each_pair(a, b, into, Lanes::mul),
            Self::Div => each_pair(a, b, into, Lanes::div),
            Self::Pow => each_pair(a, b, into, Lanes::pow),
            Self::Max => each_pair(a, b, into, Lanes::max),
            Self::Min => each_pair(a, b, into, Lanes::min),
            Self::Hypot => each_pair(a, b, into, Lanes::hypot),
            Self::Atan2 => each_pair(a, b, into, Lanes::atan2),
        }
    }
}

/// An expression ready to be read at many points, one after the other: it holds the working slots,
/// so that reading allocates nothing. Made by [`Expr::reader`].
#[derive(Clone, Debug)]
pub struct Reader<'e, N> {
    schedule: &'e Schedule,
    slots: Vec<N>,
}

impl<N: Number> Reader<'_, N> {
    /// The value at `at`, one number a variable in the order of [`Expr::variables`]; a variable
    /// that is given no value is NaN.
    pub fn read(&mut self, at: &[N]) -> N {
        self.schedule.read(0, &mut self.slots, at);
        self.schedule.result(0, &self.slots, &[], at).clone()
    }
}

impl Expr {
    /// The value at `at`, one number a variable in the order of [`variables`](Self::variables); a
    /// variable that is given no value is NaN.
    #[must_use]
    pub fn read<N: Number>(&self, at: &[N]) -> N {
        self.reader().read(at)
    }

    /// The expression ready to be read at many points, one after the other.
    #[must_use]
    pub fn reader<N: Number>(&self) -> Reader<'_, N> {
        let schedule = self.schedule();
        Reader { schedule, slots: schedule.slots(N::constant) }
    }
}
