//! [`Run`]: a training that can be gone back in, with the changes a reader made on the way.

use std::cell::OnceCell;

use hillside_core::{Method, Training, TrainingError, TrainingSettings, TrainingState};

/// The most checkpoints kept. With its methods' memory the largest network takes 25 kB each.
const CAPACITY: usize = 256;

/// The most changes a run remembers; what a hand can do in an hour, and a link can still carry.
pub(super) const MOST_CHANGES: usize = 256;

/// Something changed in the middle of a run, without losing it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Change {
    Rate(f64),
    Method(Method),
    Batch(Option<usize>),
    /// The weight of that index, set by hand.
    Weight(usize, f64),
}

impl Change {
    /// Whether both change the same thing, so that the later one alone counts.
    fn replaces(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Weight(a, _), Self::Weight(b, _)) => a == b,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

/// A step of the history that is kept whole: what it was before any change made there.
#[derive(Debug)]
struct Kept {
    state: TrainingState,
    loss: f64,
    /// The eigenvalues of the Hessian there, once somebody has asked.
    spectrum: OnceCell<Vec<f64>>,
}

/// A training from its start on. The same start and the same changes give the same digits at every step,
/// however often one goes back and forth.
#[derive(Debug)]
pub(super) struct Run {
    /// What it begins with; what is changed later stands in `changes`.
    base: TrainingSettings,
    training: Training,
    /// In order of their steps; a change at a step comes before the step on from there.
    changes: Vec<(usize, Change)>,
    /// Every `stride`-th step from 0.
    kept: Vec<Kept>,
    stride: usize,
    length: usize,
}

impl Run {
    /// A run that has not taken a step.
    ///
    /// # Errors
    ///
    /// Where the settings make no training, or a change does not fit it.
    pub(super) fn new(base: TrainingSettings, changes: Vec<(usize, Change)>) -> Result<Self, TrainingError> {
        let training = Training::new(base.clone())?;
        let mut probe = training.clone();
        for (_, change) in &changes {
            apply(&mut probe, change)?;
        }
        let mut run = Self { base, training, changes, kept: Vec::new(), stride: 1, length: 0 };
        run.arrive()?;
        Ok(run)
    }

    /// The training where it is now.
    pub(super) fn training(&self) -> &Training {
        &self.training
    }

    /// What it began with.
    pub(super) fn base(&self) -> &TrainingSettings {
        &self.base
    }

    pub(super) fn changes(&self) -> &[(usize, Change)] {
        &self.changes
    }

    /// The step looked at.
    pub(super) fn index(&self) -> usize {
        self.training.steps()
    }

    /// The furthest step ever reached.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// `count` steps on; tells how many there were, fewer where none is left.
    pub(super) fn advance(&mut self, count: usize) -> usize {
        let begin = self.index();
        let end = begin.saturating_add(count);
        while self.index() < end {
            let here = self.index();
            let due = (here / self.stride + 1) * self.stride;
            let change = self.changes.iter().map(|(at, _)| *at).find(|at| *at > here).unwrap_or(usize::MAX);
            let stop = end.min(due).min(change);
            let taken = self.training.step(stop - here);
            if self.arrive().is_err() || taken < stop - here {
                break;
            }
        }
        self.index() - begin
    }

    /// Goes to a step of the history; beyond its end, to the end.
    pub(super) fn seek(&mut self, index: usize) {
        let index = index.min(self.length);
        let kept = (index / self.stride).min(self.kept.len() - 1);
        // A step back to a checkpoint must find the rate and the method that held there.
        let at = kept * self.stride;
        let mut settings = self.base.clone();
        for (_, change) in self.changes.iter().filter(|(when, _)| *when < at) {
            match *change {
                Change::Rate(rate) => settings.rate = rate,
                Change::Method(method) => settings.method = method,
                Change::Batch(batch) => settings.batch = batch,
                Change::Weight(..) => {}
            }
        }
        self.training.set_method(settings.method);
        // What has been taken once is taken again.
        let taken = self.training.set_rate(settings.rate).and(self.training.set_batch(settings.batch));
        debug_assert!(taken.is_ok(), "{taken:?}");
        self.training.restore(&self.kept[kept].state);
        if self.arrive().is_ok() {
            self.advance(index - at);
        }
    }

    /// Changes something here. What had been walked further on is forgotten.
    ///
    /// # Errors
    ///
    /// Where it cannot be; nothing is changed then.
    pub(super) fn change(&mut self, change: Change) -> Result<(), TrainingError> {
        apply(&mut self.training.clone(), &change)?;
        let here = self.index();
        self.changes.retain(|(at, old)| *at < here || (*at == here && !change.replaces(old)));
        match change {
            Change::Rate(rate) if here == 0 => self.base.rate = rate,
            Change::Method(method) if here == 0 => self.base.method = method,
            Change::Batch(batch) if here == 0 => self.base.batch = batch,
            change => self.changes.push((here, change)),
        }
        self.kept.truncate(here / self.stride + 1);
        self.length = here;
        // Taken as it will be when the run is walked again: from the checkpoint on.
        self.seek(here);
        Ok(())
    }

    /// Forgets all steps and the changes made on the way; what holds now holds from the start.
    pub(super) fn reset(&mut self) {
        let now = self.training.settings();
        self.base.rate = now.rate;
        self.base.method = now.method;
        self.base.batch = now.batch;
        self.changes.clear();
        self.kept.truncate(1);
        self.stride = 1;
        self.length = 0;
        self.seek(0);
    }

    /// Step and loss of every checkpoint, in order.
    pub(super) fn curve(&self) -> impl Iterator<Item = (usize, f64)> {
        self.kept.iter().map(|kept| (kept.state.steps(), kept.loss))
    }

    /// Step and eigenvalues of every checkpoint whose spectrum is known, in order.
    pub(super) fn spectra(&self) -> impl Iterator<Item = (usize, &[f64])> {
        self.kept.iter().filter_map(|kept| Some((kept.state.steps(), kept.spectrum.get()?.as_slice())))
    }

    /// Finds the spectrum of at most `count` checkpoints more; tells how many are still unknown. The
    /// widest gaps are filled first, so that the whole history is seen coarsely before it is seen finely; in the end
    /// every `finest`-th checkpoint has one.
    pub(super) fn deepen(&self, count: usize, finest: usize) -> usize {
        let mut probe = self.training.clone();
        let mut left = count;
        let mut unknown =
            self.kept.iter().step_by(finest).filter(|kept| kept.spectrum.get().is_none()).count();
        let mut spacing = CAPACITY;
        while spacing >= finest && left > 0 {
            for kept in self.kept.iter().step_by(spacing) {
                if left > 0 && kept.spectrum.get().is_none() && probe.restore(&kept.state) {
                    kept.spectrum.get_or_init(|| probe.hessian_eigenvalues());
                    left -= 1;
                    unknown -= 1;
                }
            }
            spacing /= 2;
        }
        unknown
    }

    /// Keeps the step just reached if it is due, and makes the changes that belong to it.
    fn arrive(&mut self) -> Result<(), TrainingError> {
        let here = self.index();
        if here == self.kept.len() * self.stride {
            if self.kept.len() == CAPACITY {
                let mut place = 0;
                self.kept.retain(|_| {
                    place += 1;
                    place % 2 == 1
                });
                self.stride *= 2;
                // CAPACITY is even, so the step that found the history full is still due.
            }
            let (state, loss) = (self.training.state().clone(), self.training.loss());
            self.kept.push(Kept { state, loss, spectrum: OnceCell::new() });
        }
        self.length = self.length.max(here);
        for (_, change) in self.changes.iter().filter(|(at, _)| *at == here) {
            apply(&mut self.training, change)?;
        }
        Ok(())
    }
}

fn apply(training: &mut Training, change: &Change) -> Result<(), TrainingError> {
    match *change {
        Change::Rate(rate) => training.set_rate(rate)?,
        Change::Method(method) => training.set_method(method),
        Change::Batch(batch) => training.set_batch(batch)?,
        Change::Weight(index, value) => {
            let mut weights = training.weights().to_vec();
            let found = weights.len();
            *weights.get_mut(index).ok_or(TrainingError::Weight(found))? = value;
            training.set_weights(&weights)?;
        }
    }
    Ok(())
}
