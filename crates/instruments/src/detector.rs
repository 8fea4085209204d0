//! [`DetectorInstrument`]: draw on nine cells, train a network to see an X, open every number of it.

mod chart;
mod choice;
mod diagram;
mod drawings;
mod figure;
mod file;
mod grid;
mod inspect;
mod json;
mod modes;
mod picture;
mod plan;
mod readout;
mod run;
mod settings;
mod signed;
mod spectrum;
mod table;
mod text;
mod words;

use std::cell::RefCell;

use hillside_core::{Method, SymmetricEigen, Training};

pub use inspect::{BackwardReadout, InspectReadout, PathRecord};
pub use plan::Part;
pub use readout::{ConfusionRecord, DetectorReadout, DetectorWords};
pub use settings::{FULL_SPEED, MOST_TRAINING_STEPS};
pub use spectrum::SpectrumReadout;

use crate::figure::Figure;
use crate::settings::walk::Walk;
use crate::settings::{Problem, Settings as _, Value};
use run::{Change, MOST_CHANGES, Run};
use settings::{SLIDER, Settings};

/// How much training may be done at once without a page being felt to stop: multiplications and additions.
const AT_ONCE: usize = 60_000_000;

/// The most weights whose spectrum is found while one waits: that of a 9-16-1 network takes a few frames.
pub const MOST_SPECTRUM_WEIGHTS: usize = 200;

/// The instrument: what the reader set and drew, and the training that follows from it.
///
/// Every transition is total: what makes no sense leaves things as they are or returns a [`Problem`].
/// A change of rate or method goes on from where the run is; a change of what is learnt, or with what,
/// walks as many steps anew.
#[derive(Debug)]
pub struct DetectorInstrument {
    settings: Settings,
    run: Run,
    /// The step asked for; the run may still be on its way there.
    goal: usize,
    /// The step to look at once the goal is reached, if it lies before.
    resting: Option<usize>,
    /// Whether the run cannot go further.
    ended: bool,
    /// What a hand that paints makes of the cells it meets.
    brush: Option<bool>,
    /// How often a random drawing was asked for: each time another one.
    throws: u64,
    /// How far the backward pass has come; 0 while it is not shown.
    phase: usize,
    selected: Option<Part>,
    /// Which eigenvector is shown, counted from the smallest eigenvalue.
    mode: usize,
    /// Counts the states of the weights, to know what was found for which.
    version: u64,
    eigen: RefCell<Option<(u64, SymmetricEigen)>>,
    /// The size of the network's drawing, in CSS pixels.
    size: [f64; 2],
}

impl Default for DetectorInstrument {
    fn default() -> Self {
        Self::new()
    }
}

impl DetectorInstrument {
    /// The instrument with every setting at its default.
    #[must_use]
    pub fn new() -> Self {
        let settings = Settings::default();
        let run = Run::new(settings.base(), Vec::new()).expect("the default settings make a training");
        Self::of(settings, run)
    }

    /// The instrument with these settings and the run that follows from them.
    fn of(settings: Settings, run: Run) -> Self {
        Self {
            settings,
            run,
            goal: 0,
            resting: None,
            ended: false,
            brush: None,
            throws: 0,
            phase: 0,
            selected: None,
            mode: 0,
            version: 0,
            eigen: RefCell::new(None),
            size: [620.0, 440.0],
        }
    }

    /// The training where it is now.
    #[must_use]
    pub fn training(&self) -> &Training {
        self.run.training()
    }

    // Settings.

    /// The same with the weights themselves in place of the steps that led to them: a longer link, and no
    /// way back beyond this step.
    #[must_use]
    pub fn changed_with_weights(&self) -> Vec<(&'static str, Value)> {
        self.settled().changed()
    }

    /// The settings of a run that begins here with the present weights.
    fn settled(&self) -> Settings {
        self.settings.settled(self.training().weights().to_vec(), self.index())
    }

    /// Begins a run anew and walks as far as asked.
    fn begin(&mut self, wanted: Settings, problems: &mut Vec<Problem>) {
        match Run::new(wanted.base(), wanted.changes()) {
            Ok(run) => {
                self.run = run;
                self.ended = false;
                self.goal = wanted.walk.length;
                self.resting = (wanted.walk.step < wanted.walk.length).then_some(wanted.walk.step);
                self.settings = wanted;
                self.selected = self.selected.filter(|part| self.exists(*part));
                self.phase = self.phase.min(self.phases());
                self.moved();
                self.catch_up();
            }
            Err(error) => problems.push(settings::problem(&error)),
        }
    }

    /// Takes settings that leave the run's beginning as it is.
    fn go_on(&mut self, wanted: Settings, moves: bool, problems: &mut Vec<Problem>) {
        let changes = [
            (wanted.method.method != self.method()).then_some(Change::Method(wanted.method.method)),
            (wanted.rate != self.settings.rate).then_some(Change::Rate(wanted.rate)),
            (wanted.batch != self.settings.batch).then_some(Change::Batch(wanted.batch)),
        ];
        let (step, length) = (wanted.walk.step, wanted.walk.length);
        self.settings = wanted;
        for change in changes.into_iter().flatten() {
            if let Err(problem) = self.change(change) {
                problems.push(problem);
            }
        }
        if moves {
            self.goal = length.max(step).max(self.length());
            self.run.seek(self.goal);
            self.resting = (step < self.goal).then_some(step);
            self.ended = false;
            self.moved();
            self.catch_up();
        } else {
            self.settle();
        }
    }

    // The run.

    /// `count` steps on from the step looked at; those that take long are left [owed](Self::owed).
    pub fn step(&mut self, count: usize) {
        self.goal = self.index().saturating_add(count).min(MOST_TRAINING_STEPS);
        self.resting = None;
        self.ended = false;
        self.catch_up();
    }

    /// `count` steps on at once, as one slice of a long training: at least those owed come first.
    pub fn train(&mut self, count: usize) {
        let count = count.min(MOST_TRAINING_STEPS - self.index());
        self.ended = self.run.advance(count) < count;
        self.goal = self.goal.max(self.index());
        if self.owed() == 0 {
            self.rest();
        }
        self.moved();
    }

    /// Goes back to the step that was asked to be looked at, if the run has been walked further.
    fn rest(&mut self) {
        if let Some(step) = self.resting.take() {
            self.look_at(step);
        }
    }

    /// How many steps are still to be taken to where the run was asked to go.
    #[must_use]
    pub fn owed(&self) -> usize {
        if self.ended { 0 } else { self.goal.saturating_sub(self.index()) }
    }

    /// Takes the steps owed, if they take no longer than a moment, or as many as do not.
    fn catch_up(&mut self) {
        let moment = (AT_ONCE / self.effort()).max(1);
        if self.owed() > 0 {
            self.train(self.owed().min(moment));
        } else {
            self.rest();
            self.settle();
        }
    }

    /// Takes all steps owed, however long that is.
    pub fn finish(&mut self) {
        let owed = self.owed();
        if owed > 0 {
            self.train(owed);
        }
    }

    /// How much work a step is: multiplications and additions, roughly.
    #[must_use]
    pub fn effort(&self) -> usize {
        let settings = self.training().settings();
        let examples = settings.batch.unwrap_or_else(|| self.training().examples().labels.len());
        4 * examples.max(1) * (self.training().weights().len() + 8)
    }

    /// `count` steps back from the step looked at. The way further on is kept.
    pub fn back(&mut self, count: usize) {
        self.look_at(self.index().saturating_sub(count));
    }

    /// Looks at the step `index` of the history; beyond its end, at the end.
    pub fn go_to(&mut self, index: usize) {
        self.look_at(index);
    }

    fn look_at(&mut self, index: usize) {
        self.run.seek(index);
        self.goal = self.index();
        self.resting = None;
        self.ended = false;
        self.moved();
    }

    /// Back to the start; the steps are forgotten, the rate and the method stay.
    pub fn reset(&mut self) {
        self.run.reset();
        self.goal = 0;
        self.resting = None;
        self.ended = false;
        self.moved();
    }

    /// The step looked at, counted from the run's beginning.
    #[must_use]
    pub fn index(&self) -> usize {
        self.run.index()
    }

    /// How many steps the history has.
    #[must_use]
    pub fn length(&self) -> usize {
        self.run.length()
    }

    /// Sets a weight by hand; the run goes on from there.
    ///
    /// # Errors
    ///
    /// Where there is no such weight, or the value is no finite number.
    pub fn edit(&mut self, weight: usize, value: &Value) -> Result<(), Problem> {
        let number = value.number("weight")?;
        self.change(Change::Weight(weight, number))
    }

    fn change(&mut self, change: Change) -> Result<(), Problem> {
        let done = self.run.change(change).map_err(|error| settings::problem(&error));
        self.goal = self.index();
        self.resting = None;
        self.ended = false;
        if self.run.changes().len() > MOST_CHANGES {
            // A history too long for a link begins here instead.
            let settled = self.settled();
            self.begin(settled, &mut Vec::new());
        }
        self.moved();
        done
    }

    /// The weights have changed, or may have.
    fn moved(&mut self) {
        self.version += 1;
        self.settle();
    }

    /// Copies into the settings what the run knows better.
    fn settle(&mut self) {
        let now = self.run.training().settings();
        let Settings { rate, method, batch, history, walk, .. } = &mut self.settings;
        let Walk { step, length, .. } = walk;
        (*rate, method.method, *batch) = (now.rate, now.method, now.batch);
        // A run on its way is where it is going, so that a link made meanwhile leads there.
        *length = if self.ended { self.run.length() } else { self.run.length().max(self.goal) };
        *step = match self.resting {
            Some(step) => step.min(*length),
            None if self.ended => self.run.index(),
            None => self.run.index().max(self.goal),
        };
        history.clear();
        let changes = self.run.changes();
        // What the run began with is told only where it is no longer what holds.
        let base = self.run.base();
        let has = |kind: fn(&Change) -> bool| changes.iter().any(|(_, change)| kind(change));
        if has(|change| matches!(change, Change::Rate(_))) {
            history.push((0, Change::Rate(base.rate)));
        }
        if has(|change| matches!(change, Change::Method(_))) {
            history.push((0, Change::Method(base.method)));
        }
        if has(|change| matches!(change, Change::Batch(_))) {
            history.push((0, Change::Batch(base.batch)));
        }
        history.extend_from_slice(changes);
    }

    // The rate's slider.

    /// The rate as a place on its slider from 0 to 1; the slider is logarithmic.
    #[must_use]
    pub fn rate_place(&self) -> f64 {
        SLIDER.place(self.settings.rate)
    }

    /// Takes the rate at a place of the slider from 0 to 1, to two digits.
    pub fn slide_rate(&mut self, place: f64) {
        if let Some(rate) = SLIDER.at(place) {
            self.assign(&[("rate".to_owned(), Value::Number(rate))]);
        }
    }

    fn method(&self) -> Method {
        self.settings.method.method
    }
}

#[cfg(test)]
mod tests;
