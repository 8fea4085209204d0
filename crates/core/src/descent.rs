//! Walking downhill: a method is a pure step, a descent is its steps on a function.

mod adagrad;
mod adam;
mod gradient;
mod method;
mod momentum;
mod noise;
mod parameter;
mod rmsprop;
mod schedule;
mod slope;
mod status;
mod theorem;
mod trace;

pub use method::{Memory, Method, MethodKind};
pub use noise::{add_gaussian, random_point};
pub(crate) use noise::{add_uniform, whole_numbers};
pub use parameter::Parameter;
pub use schedule::{Schedule, ScheduleKind};
pub use status::{Convergence, Divergence, Standstill, Status, Trend};
pub use theorem::{Inequality, inequalities};

use std::ops::Range;

use crate::critical::may_vanish_within;
use crate::sample::is_overflow;
use crate::{Enclosure, Expr, is_critical};
use method::Moments;
use slope::{Ground, Slope, slope};
use theorem::inequalities_at_scale;
use trace::{State, Trace};

/// Everything a descent depends on besides its function: the same settings give the same digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DescentSettings {
    /// Where it starts, `[x, y]` in world coordinates.
    pub start: [f64; 2],
    /// How a gradient becomes a step.
    pub method: Method,
    /// The rate `α` at the start.
    pub rate: f64,
    /// How the rate changes from step to step.
    pub schedule: Schedule,
    /// The standard deviation of the Gaussian noise added to each slope before a step; 0 for none.
    pub noise: f64,
    /// What the noise is drawn from.
    pub seed: u64,
}

impl DescentSettings {
    /// Plain gradient descent at a constant `rate` without noise.
    #[must_use]
    pub const fn new(start: [f64; 2], rate: f64) -> Self {
        Self { start, method: Method::Gradient, rate, schedule: Schedule::Constant, noise: 0.0, seed: 0 }
    }
}

/// A position of a descent and what its next step promises.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// How many steps it took to get here.
    pub index: usize,
    /// The position's first coordinate.
    pub x: f64,
    /// The position's second coordinate.
    pub y: f64,
    /// f here.
    pub value: f64,
    /// ∇f here, `[fx, fy]`, without noise.
    pub gradient: [f64; 2],
    /// The rate of the next step.
    pub rate: f64,
    /// `f - rate ‖∇f‖²`: what the slope promises of the next step. What happens is the value of
    /// the step after this one.
    pub predicted: f64,
    /// `f - ‖∇f‖² / (2L)`: what a plain step of rate `1/L` is proved to go below; `None` without an `L`.
    pub bound: Option<f64>,
    /// Whether there is a point in going on.
    pub status: Status,
}

/// How many steps at one place show that it is for good: longer than a velocity takes to build up.
const PATIENCE: usize = 64;

/// A walk downhill on a function of x and y.
///
/// Every position ever reached can be asked for again, with the same digits; a long walk is kept
/// as checkpoints (at most 4096) and what lies between is stepped again.
///
/// ```
/// use hillside_core::{Descent, DescentSettings, Expr};
///
/// let ravine = Expr::parse("x^2 + 10*y^2")?;
/// let mut descent = Descent::new(&ravine, DescentSettings::new([1.0, 1.0], 0.05));
/// let step = descent.step();
/// assert_eq!((step.x, step.y, step.value), (0.9, 0.0, 0.81));
/// assert_eq!(descent.at(0).map(|start| start.predicted), Some(11.0 - 0.05 * 404.0));
/// # Ok::<(), hillside_core::FormulaError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Descent {
    expr: Expr,
    /// The function, ready to be read.
    ground: Ground,
    settings: DescentSettings,
    lipschitz: Option<f64>,
    /// Height and slope at the start: the measure of what is large and small.
    origin: Slope,
    trace: Trace,
    last: State,
    /// Height and slope at `last`.
    here: Slope,
}

impl Descent {
    /// A descent on `expr` (in the variables x and y) that has not taken a step yet.
    #[must_use]
    pub fn new(expr: &Expr, settings: DescentSettings) -> Self {
        let last = State::start(settings.start);
        let mut ground = Ground::value_and_slopes(expr);
        let here = slope(&mut ground, last.position);
        let trace = Trace::new(&last);
        Self { expr: expr.clone(), ground, settings, lipschitz: None, origin: here, trace, last, here }
    }

    /// What it depends on.
    #[must_use]
    pub const fn settings(&self) -> &DescentSettings {
        &self.settings
    }

    /// The function it walks on.
    #[must_use]
    pub const fn expr(&self) -> &Expr {
        &self.expr
    }

    /// Gives the Lipschitz constant of the gradient, for [`Step::bound`]; what is not positive and
    /// finite counts as unknown.
    pub fn set_lipschitz(&mut self, lipschitz: Option<f64>) {
        self.lipschitz = lipschitz.filter(|bound| bound.is_finite() && *bound > 0.0);
    }

    /// The number of positions reached so far, the start included.
    #[must_use]
    pub const fn length(&self) -> usize {
        self.last.index + 1
    }

    /// The latest position.
    #[must_use]
    pub fn last(&self) -> Step {
        self.describe(&self.last, self.here)
    }

    /// One step on. Where no step exists (see [`Status::goes_on`]) the latest position once more.
    pub fn step(&mut self) -> Step {
        self.advance(1)
    }

    /// `count` steps on, of which only the last position is told. It stops early where no step exists.
    pub fn advance(&mut self, count: usize) -> Step {
        let mut ground = self.ground.clone();
        for _ in 0..count {
            if !self.forward(&mut ground) {
                break;
            }
        }
        self.last()
    }

    /// `count` steps on, all told; fewer where no step exists.
    pub fn run(&mut self, count: usize) -> Vec<Step> {
        let mut ground = self.ground.clone();
        let mut steps = Vec::new();
        for _ in 0..count {
            if !self.forward(&mut ground) {
                break;
            }
            steps.push(self.last());
        }
        steps
    }

    /// The position after `index` steps, if the descent has been there.
    #[must_use]
    pub fn at(&self, index: usize) -> Option<Step> {
        self.steps(index..index.saturating_add(1)).pop()
    }

    /// The positions after the numbers of steps in `range`, as far as the descent has been there.
    #[must_use]
    pub fn steps(&self, range: Range<usize>) -> Vec<Step> {
        let end = range.end.min(self.length());
        if range.start >= end {
            return Vec::new();
        }
        let mut ground = self.ground.clone();
        let (mut state, mut here) = self.state(range.start, &mut ground);
        let mut steps = Vec::with_capacity(end - range.start);
        loop {
            steps.push(self.describe(&state, here));
            if state.index + 1 == end {
                return steps;
            }
            here = step_on(&self.settings, &mut ground, &mut state, here);
        }
    }

    /// What the method remembers after `index` steps, if the descent has been there.
    #[must_use]
    pub fn memory(&self, index: usize) -> Option<Memory> {
        (index < self.length()).then(|| self.state(index, &mut self.ground.clone()).0.memory())
    }

    /// Index and position of every checkpoint, in order: the whole walk in at most 4096 points, to draw it by.
    pub fn trail(&self) -> impl Iterator<Item = (usize, [f64; 2])> {
        self.trace.kept()
    }

    /// What the last steps up to `index` have in common, looking back at most 16.
    #[must_use]
    pub fn trend(&self, index: usize) -> Trend {
        Trend::of(&self.steps(index.saturating_sub(16)..index.saturating_add(1)))
    }

    /// The inequalities of the step that led from `index` to the next position, in numbers; none if it
    /// has not been taken. Only of plain gradient steps without noise is anything proved.
    #[must_use]
    pub fn inequalities(&self, index: usize) -> Vec<Inequality> {
        let [before, after] = self.steps(index..index.saturating_add(2))[..] else {
            return Vec::new();
        };
        let plain = self.settings.method == Method::Gradient && self.settings.noise == 0.0;
        // Near a minimum f is often a difference of terms as large as f was at the start.
        let mut list = inequalities_at_scale(&before, after.value, self.lipschitz, self.origin.value);
        for inequality in &mut list {
            inequality.proved &= plain;
        }
        list
    }

    /// One step on without telling; `false` where none exists.
    fn forward(&mut self, ground: &mut Ground) -> bool {
        if !(self.here.is_finite() && finite(self.last.position)) {
            return false;
        }
        self.here = step_on(&self.settings, ground, &mut self.last, self.here);
        self.trace.record(&self.last);
        true
    }

    /// The state after `index` steps, which is at most the latest, and height and slope there.
    fn state(&self, index: usize, ground: &mut Ground) -> (State, Slope) {
        if index == self.last.index {
            return (self.last, self.here);
        }
        let mut state = self.trace.before(index);
        let mut here = slope(ground, state.position);
        while state.index < index {
            here = step_on(&self.settings, ground, &mut state, here);
        }
        (state, here)
    }

    /// Everything to say about a state.
    fn describe(&self, state: &State, here: Slope) -> Step {
        let rate = self.settings.schedule.rate_at(self.settings.rate, state.index);
        let square = here.square();
        Step {
            index: state.index,
            x: state.position[0],
            y: state.position[1],
            value: here.value,
            gradient: here.gradient,
            rate,
            predicted: here.value - rate * square,
            bound: self.lipschitz.map(|lipschitz| here.value - square / (2.0 * lipschitz)),
            status: self.status(state, here),
        }
    }

    /// What can be said of a state, by the rules written at [`Status`].
    fn status(&self, state: &State, here: Slope) -> Status {
        let lost = if !finite(state.position) {
            Some(Divergence::Position)
        } else if here.value.is_infinite() {
            let large = is_overflow(&self.expr, state.position);
            Some(if large { Divergence::Overflow } else { Divergence::Infinite })
        } else if here.value.is_nan() {
            Some(Divergence::Undefined)
        } else if !here.is_finite() {
            Some(Divergence::NoSlope)
        } else if self.has_run_away(state, here) {
            Some(Divergence::RanAway)
        } else {
            None
        };
        lost.map_or_else(|| self.rest(state, here), Status::Diverged)
    }

    fn has_run_away(&self, state: &State, here: Slope) -> bool {
        state.rises >= Status::RISES
            && here.value > self.origin.value
            && size(state.position) > Status::FAR * size(self.settings.start).max(1.0)
    }

    /// Whether the steps from a place that has a slope are no steps any more.
    fn rest(&self, state: &State, here: Slope) -> Status {
        let mut next = *state;
        go(&self.settings, &mut next, here);
        if !(state.remembers() && next.remembers()) {
            return Status::Diverged(Divergence::Memory);
        }
        let moved = |axis: usize| (next.position[axis] - state.position[axis]).abs();
        let last_digits = |axis: usize| 4.0 * f64::EPSILON * state.position[axis].abs();
        if (0..2).any(|axis| moved(axis) > last_digits(axis)) {
            return Status::Running;
        }
        if is_critical(&self.expr, state.position) {
            return Status::Converged(Convergence::Flat);
        }
        // A velocity may still be building up below the last digit.
        for _ in 0..PATIENCE {
            if next.position != state.position {
                return Status::Running;
            }
            go(&self.settings, &mut next, here);
        }
        let sure = Enclosure::of(&self.expr, state.position);
        if sure.has_jump() {
            Status::Stalled(Standstill::Jump)
        } else if sure.has_kink() {
            Status::Stalled(Standstill::Kink)
        } else if may_vanish_within(Status::NEAR, &self.expr, state.position) {
            Status::Converged(Convergence::Still)
        } else {
            Status::Stalled(Standstill::Short)
        }
    }
}

/// One step and the height and slope where it ends.
#[inline]
fn step_on(settings: &DescentSettings, ground: &mut Ground, state: &mut State, here: Slope) -> Slope {
    go(settings, state, here);
    let there = slope(ground, state.position);
    state.rises = if there.value > here.value { state.rises.saturating_add(1) } else { 0 };
    there
}

/// One step: the state moves by the slope found where it is. A function of its arguments alone.
#[inline]
fn go(settings: &DescentSettings, state: &mut State, here: Slope) {
    let mut gradient = here.gradient;
    if settings.noise != 0.0 {
        add_gaussian(settings.seed, state.index as u64, settings.noise, &mut gradient);
    }
    let rate = settings.schedule.rate_at(settings.rate, state.index);
    let State { position, first, second, powers, .. } = state;
    settings.method.apply(rate, position, &gradient, Moments { first, second, powers });
    state.index += 1;
}

fn finite(position: [f64; 2]) -> bool {
    position[0].is_finite() && position[1].is_finite()
}

/// The larger coordinate, without its sign.
fn size(vector: [f64; 2]) -> f64 {
    vector[0].abs().max(vector[1].abs())
}
