//! [`Training`]: a network, its weights, and the steps that change them.

use super::data::{Data, Examples};
use super::pattern::{CELLS, Confusion, PATTERNS, Target, pattern_of};
use super::rows::Rows;
use super::settings::{TrainingError, TrainingSettings, check_batch, check_rate, check_weights};
use super::status::{Lost, Stall, TrainingStatus};
use super::sweep::Sweep;
use super::{Loss, Network};
use crate::descent::{Memory, Method, Schedule, whole_numbers};
use crate::linalg::sym::{SymmetricEigen, symmetric_eigenvalues};

/// Where a training is: what a step changes. Kept, it can be gone back to.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingState {
    weights: Vec<f64>,
    memory: Memory,
    steps: usize,
    /// The gradient of the step before, to see it turn round.
    before: Vec<f64>,
    /// How many steps in a row it has turned round.
    turns: usize,
    lost: Option<Lost>,
}

impl TrainingState {
    /// The weights.
    #[must_use]
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// How many steps it took to get here.
    #[must_use]
    pub const fn steps(&self) -> usize {
        self.steps
    }

    /// What the method remembers.
    #[must_use]
    pub const fn memory(&self) -> &Memory {
        &self.memory
    }
}

/// A network being trained.
///
/// ```
/// use hillside_core::{Training, TrainingSettings, X_PATTERN};
///
/// let mut training = Training::new(TrainingSettings::default())?;
/// training.step(700);
/// assert_eq!(training.confusion().correct(), 512);
/// assert!(training.output(X_PATTERN) > 0.5);
/// # Ok::<(), hillside_core::TrainingError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Training {
    settings: TrainingSettings,
    network: Network,
    examples: Examples,
    /// The examples, ready for a sweep.
    rows: Rows,
    /// All 512 patterns, ready for a sweep.
    screen: Rows,
    state: TrainingState,
}

/// A gradient none of whose slopes is larger counts as flat.
const FLAT: f64 = 1e-12;
/// A weight larger than this has run away.
const FAR: f64 = 1e6;
/// So many turns of the gradient in a row may be swinging.
const SWINGING: usize = 8;
/// It is, where two steps gain less than this share of what the slope promised of one.
const SHARE: f64 = 0.01;

impl Training {
    /// A training that has not taken a step yet.
    ///
    /// # Errors
    ///
    /// Where settings make no sense; see [`TrainingError`].
    pub fn new(settings: TrainingSettings) -> Result<Self, TrainingError> {
        let network = settings.network()?;
        let weights = settings.start.weights(network.weight_count(), settings.seed);
        check_weights(&network, &weights)?;

        let examples = Examples::new(settings.data, &settings.target, settings.encoding, settings.seed);
        let screen = Rows::screen(&settings.target, settings.encoding, settings.balanced);
        let rows = if settings.data == Data::All {
            screen.clone()
        } else {
            Rows::new(&examples, CELLS, settings.balanced)
        };
        let state = TrainingState {
            weights,
            memory: Memory::new(),
            steps: 0,
            before: Vec::new(),
            turns: 0,
            lost: None,
        };
        Ok(Self { settings, network, examples, rows, screen, state })
    }

    /// What it depends on, as changed since.
    #[must_use]
    pub const fn settings(&self) -> &TrainingSettings {
        &self.settings
    }

    /// The network's shape.
    #[must_use]
    pub const fn network(&self) -> &Network {
        &self.network
    }

    /// What it is trained on.
    #[must_use]
    pub const fn examples(&self) -> &Examples {
        &self.examples
    }

    /// The weights now.
    #[must_use]
    pub fn weights(&self) -> &[f64] {
        &self.state.weights
    }

    /// How many steps have been taken.
    #[must_use]
    pub const fn steps(&self) -> usize {
        self.state.steps
    }

    /// Where it is now, to go back to later.
    #[must_use]
    pub const fn state(&self) -> &TrainingState {
        &self.state
    }

    /// Goes to a state kept earlier, of a training of the same layers; a state of another shape is not taken and
    /// `false` returned.
    pub fn restore(&mut self, state: &TrainingState) -> bool {
        let fits = state.weights.len() == self.state.weights.len();
        if fits {
            self.state.clone_from(state);
        }
        fits
    }

    /// Puts other weights in place of the present ones. The steps count on; what the method remembers of
    /// the old weights is forgotten.
    ///
    /// # Errors
    ///
    /// Where their number is not the network's, or one is no finite number; nothing is changed then.
    pub fn set_weights(&mut self, weights: &[f64]) -> Result<(), TrainingError> {
        check_weights(&self.network, weights)?;
        self.state.weights.copy_from_slice(weights);
        self.forget();
        Ok(())
    }

    /// Changes the rate; the run goes on from where it is.
    ///
    /// # Errors
    ///
    /// Unless the rate is above 0 and at most [`LARGEST_RATE`](crate::LARGEST_RATE).
    pub fn set_rate(&mut self, rate: f64) -> Result<(), TrainingError> {
        check_rate(rate)?;
        self.settings.rate = rate;
        self.recover();
        Ok(())
    }

    /// Changes the method; the run goes on from where it is. A method of another kind begins with no memory.
    pub fn set_method(&mut self, method: Method) {
        if method.kind() != self.settings.method.kind() {
            self.forget();
        }
        self.settings.method = method;
        self.recover();
    }

    /// Changes the schedule; the run goes on from where it is.
    pub fn set_schedule(&mut self, schedule: Schedule) {
        self.settings.schedule = schedule;
        self.recover();
    }

    /// Changes the size of the mini-batches; the run goes on from where it is.
    ///
    /// # Errors
    ///
    /// Unless the size is from 1 to [`MOST_EXAMPLES`](crate::MOST_EXAMPLES).
    pub fn set_batch(&mut self, batch: Option<usize>) -> Result<(), TrainingError> {
        check_batch(batch)?;
        self.settings.batch = batch;
        self.state.turns = 0;
        Ok(())
    }

    /// Changes what is minimised; the weights stay and the run goes on from where it is.
    pub fn set_loss(&mut self, loss: Loss, balanced: bool) {
        self.settings.loss = loss;
        self.settings.balanced = balanced;
        self.prepare();
    }

    /// Changes what to say yes to; the weights stay and the run goes on from where it is.
    ///
    /// # Errors
    ///
    /// Where all labels are equal.
    pub fn set_target(&mut self, target: Target) -> Result<(), TrainingError> {
        let positives = target.positives();
        if positives == 0 || positives == PATTERNS {
            return Err(TrainingError::OneClass(positives != 0));
        }
        self.settings.target = target;
        self.prepare();
        Ok(())
    }

    /// Makes examples and rows anew after a change of what they follow from.
    fn prepare(&mut self) {
        let TrainingSettings { data, target, encoding, seed, balanced, .. } = &self.settings;
        self.examples = Examples::new(*data, target, *encoding, *seed);
        self.screen = Rows::screen(target, *encoding, *balanced);
        self.rows = if *data == Data::All {
            self.screen.clone()
        } else {
            Rows::new(&self.examples, CELLS, *balanced)
        };
        self.forget();
    }

    /// Forgets what was remembered of the steps before.
    fn forget(&mut self) {
        self.state.memory = Memory::new();
        self.state.before.clear();
        self.state.turns = 0;
        self.state.lost = None;
    }

    /// Makes steps possible again after a change of how they are taken.
    fn recover(&mut self) {
        self.state.turns = 0;
        if self.state.lost.is_some() {
            self.forget();
        }
    }

    /// `count` steps on; tells how many were taken, fewer where no further step exists.
    ///
    /// One step costs one sweep over the examples and no memory; the loss is not computed.
    pub fn step(&mut self, count: usize) -> usize {
        let Self { settings, network, examples, rows, state, .. } = self;
        let mut batch = settings.batch.map(|size| (size, Examples::default(), Rows::default()));
        let mut sweep = Sweep::new(network, settings.loss);
        let mut gradient = vec![0.0; state.weights.len()];
        let mut kept = state.weights.clone();
        for taken in 0..count {
            if state.lost.is_some() {
                return taken;
            }
            let rows = match &mut batch {
                None => &*rows,
                Some((size, drawn, of_drawn)) => {
                    draw(examples, settings.seed, state.steps, *size, drawn);
                    *of_drawn = Rows::new(drawn, CELLS, settings.balanced);
                    of_drawn
                }
            };
            sweep.gradient(rows, &state.weights, &mut gradient);
            if !gradient.iter().all(|slope| slope.is_finite()) {
                state.lost = Some(Lost::Gradient);
                return taken;
            }
            let across: f64 = gradient.iter().zip(&state.before).map(|(a, b)| a * b).sum();
            state.turns = if across < 0.0 { state.turns + 1 } else { 0 };
            state.before.clone_from(&gradient);

            kept.copy_from_slice(&state.weights);
            let rate = settings.schedule.rate_at(settings.rate, state.steps);
            settings.method.step(rate, &mut state.weights, &gradient, &mut state.memory);
            if !state.weights.iter().all(|weight| weight.is_finite()) {
                state.weights.copy_from_slice(&kept);
                state.lost = Some(Lost::Weights);
                return taken;
            }
            state.steps += 1;
        }
        count
    }

    /// The loss over all examples.
    #[must_use]
    pub fn loss(&self) -> f64 {
        self.loss_at(&self.state.weights)
    }

    /// The loss over all examples if the weights were these.
    ///
    /// # Panics
    ///
    /// Panics unless there are as many as the network has.
    #[must_use]
    pub fn loss_at(&self, weights: &[f64]) -> f64 {
        Sweep::new(&self.network, self.settings.loss).loss(&self.rows, weights)
    }

    /// The gradient of the loss over all examples, one slope a weight.
    #[must_use]
    pub fn gradient(&self) -> Vec<f64> {
        self.gradient_at(&self.state.weights)
    }

    /// The gradient of the loss over all examples if the weights were these.
    ///
    /// # Panics
    ///
    /// Panics unless there are as many as the network has.
    #[must_use]
    pub fn gradient_at(&self, weights: &[f64]) -> Vec<f64> {
        let mut gradient = vec![0.0; weights.len()];
        Sweep::new(&self.network, self.settings.loss).gradient(&self.rows, weights, &mut gradient);
        gradient
    }

    /// The Hessian of the loss over all examples: row-major, symmetric, as many rows as weights.
    #[must_use]
    pub fn hessian(&self) -> Vec<f64> {
        Sweep::new(&self.network, self.settings.loss).hessian(&self.rows, &self.state.weights)
    }

    /// The eigenvalues of the Hessian, ascending: how the loss bends in each of its own directions.
    #[must_use]
    pub fn hessian_eigenvalues(&self) -> Vec<f64> {
        symmetric_eigenvalues(&self.hessian(), self.state.weights.len())
    }

    /// The eigenvalues of the Hessian with their directions among the weights.
    #[must_use]
    pub fn spectrum(&self) -> SymmetricEigen {
        SymmetricEigen::new(&self.hessian(), self.state.weights.len())
    }

    /// The nine inputs of a pattern.
    #[must_use]
    pub fn inputs(&self, pattern: usize) -> [f64; CELLS] {
        self.settings.encoding.inputs(pattern)
    }

    /// How sure the network is of a yes to `pattern`: the same digits as in the [`truth_table`](Self::truth_table).
    #[must_use]
    pub fn output(&self, pattern: usize) -> f64 {
        self.truth_table()[pattern % PATTERNS]
    }

    /// How sure the network is of a yes to cells of any grey, 0 for off to 1 for on, row by row: for cells that
    /// are on or off the same digits as [`output`](Self::output).
    #[must_use]
    pub fn answer(&self, cells: [f64; CELLS]) -> f64 {
        if cells.iter().all(|cell| *cell == 0.0 || *cell == 1.0) {
            return self.output(pattern_of(cells.map(|cell| cell == 1.0)));
        }
        let [off, on] = self.settings.encoding.levels();
        self.network.output(&self.state.weights, &cells.map(|cell| off + (on - off) * cell))
    }

    /// The logits of all 512 patterns, pattern 0 first.
    #[must_use]
    pub fn logits(&self) -> Vec<f64> {
        let mut logits =
            Sweep::new(&self.network, self.settings.loss).logits(&self.screen, &self.state.weights);
        logits.truncate(PATTERNS);
        logits
    }

    /// The outputs of all 512 patterns, pattern 0 first.
    #[must_use]
    pub fn truth_table(&self) -> Vec<f64> {
        self.logits().iter().map(super::activation::sigmoid).collect()
    }

    /// How all 512 patterns are answered, also where the training saw only some of them.
    #[must_use]
    pub fn confusion(&self) -> Confusion {
        let mut confusion = Confusion::default();
        for (pattern, logit) in self.logits().iter().enumerate() {
            confusion.count(*logit, self.settings.target.label(pattern));
        }
        confusion
    }

    /// Whether there is a point in going on. It looks at the gradient, and where that swings two steps ahead.
    #[must_use]
    pub fn status(&self) -> TrainingStatus {
        if let Some(lost) = self.state.lost {
            return TrainingStatus::Diverged(lost);
        }
        let largest = |list: &[f64]| list.iter().fold(0.0, |size: f64, entry| size.max(entry.abs()));
        let gradient = self.gradient();
        if !gradient.iter().all(|slope| slope.is_finite()) {
            return TrainingStatus::Diverged(Lost::Gradient);
        }
        if largest(&self.state.weights) > FAR {
            return TrainingStatus::Diverged(Lost::RanAway);
        }
        // Of a mini-batch the gradient is another at every step, and a memory of earlier ones still moves.
        let still = largest(self.state.memory.first()) <= FLAT;
        let size = largest(&gradient);
        if self.settings.batch.is_none() && still && size <= FLAT {
            return TrainingStatus::Stalled(if size == 0.0 {
                Stall::Critical
            } else if self.confusion().correct() == PATTERNS {
                Stall::Learnt
            } else {
                Stall::Flat
            });
        }
        if self.settings.batch.is_none() && self.state.turns >= SWINGING {
            let mut ahead = self.clone();
            ahead.step(1);
            let moved = ahead.state.weights.iter().zip(&self.state.weights).map(|(new, old)| new - old);
            let promised: f64 = moved.zip(&gradient).map(|(moved, slope)| moved * slope).sum();
            ahead.step(1);
            if self.loss() - ahead.loss() < SHARE * promised.abs() {
                return TrainingStatus::Oscillating;
            }
        }
        TrainingStatus::Running
    }
}

/// Where the chance of mini-batches begins, one stream a step.
const STREAM: u64 = 1 << 37;

/// A mini-batch for the step after `steps`: `size` examples, each drawn from all.
fn draw(examples: &Examples, seed: u64, steps: usize, size: usize, into: &mut Examples) {
    into.inputs.clear();
    into.labels.clear();
    for example in whole_numbers(seed, STREAM + steps as u64, examples.labels.len()).take(size) {
        into.inputs.extend_from_slice(&examples.inputs[example * CELLS..(example + 1) * CELLS]);
        into.labels.push(examples.labels[example]);
    }
}
