//! What the detector says: every number on screen, and one sentence for people who hear the page.

use hillside_core::{CELLS, Confusion, PATTERNS, Stall, TrainingStatus, pattern_cells, wrong_cells};
use serde::Serialize;

use super::{DetectorInstrument, spectrum, words};
use crate::digits;

/// How many patterns are answered how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ConfusionRecord {
    /// Yes where it should be yes.
    pub tp: usize,
    /// Yes where it should be no.
    pub fp: usize,
    /// No where it should be no.
    pub tn: usize,
    /// No where it should be yes.
    #[serde(rename = "fn")]
    pub fn_: usize,
}

/// The numbers as the page writes them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DetectorWords {
    /// The probability in per cent.
    pub probability: String,
    /// What the network makes of the drawing.
    pub verdict: &'static str,
    /// Whether that is what the target asks for.
    pub judgement: String,
    /// How far the drawing is from the nearest X.
    pub distance: String,
    /// The loss.
    pub loss: String,
    /// `‖∇L‖`
    pub gradient_norm: String,
    /// How many X were found and others refused.
    pub score: String,
    /// What that is to be measured against.
    pub baseline: String,
}

/// Everything the detector tells.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DetectorReadout {
    /// The pattern on the grid.
    pub pattern: usize,
    /// Its nine cells, row by row.
    pub cells: [bool; CELLS],
    /// How sure the network is that it is an X.
    pub probability: f64,
    /// The sum of the output unit.
    pub logit: f64,
    /// Whether the target counts the drawing as an X.
    pub label: bool,
    /// Whether the network says so.
    pub right: bool,
    /// How many cells differ from the X.
    pub wrong_cells: u32,
    /// The steps so far, from the origin of the weights on.
    pub index: usize,
    /// How many steps the history has.
    pub length: usize,
    /// How many steps came before the weights the run began with.
    pub origin: usize,
    /// How many steps are still to be taken to where the run was asked to go.
    pub owed: usize,
    /// The loss over all examples.
    pub loss: f64,
    /// The size of its gradient.
    pub gradient_norm: f64,
    /// How all 512 patterns are answered.
    pub confusion: ConfusionRecord,
    /// How many of them right.
    pub correct: usize,
    /// Whether all are right, and by a wide margin: the end of a lesson.
    pub confident: bool,
    /// `running`, `stalled`, `oscillating` or `diverged`.
    pub status: &'static str,
    /// Why, or what else deserves attention; else empty.
    pub notice: String,
    /// Whether further steps exist.
    pub goes_on: bool,
    /// How many weights there are.
    pub weight_count: usize,
    /// How many patterns count as X.
    pub positives: usize,
    /// The rate's place on its slider, 0 to 1.
    pub rate_place: f64,
    /// One sentence of state.
    pub sentence: String,
    /// The numbers as the page writes them.
    pub words: DetectorWords,
}

/// Outputs beyond which an answer is wide of the middle: a yes above, a no below. One cell from the X the
/// network stays in doubt for long.
const SURE: [f64; 2] = [0.9, 0.35];

/// How much less the loss must become in a thousand steps not to be called a plateau.
const PLATEAU: f64 = 0.01;

impl DetectorInstrument {
    /// Everything there is to tell.
    #[must_use]
    pub fn readout(&self) -> DetectorReadout {
        let training = self.training();
        let settings = &self.settings;
        let (outputs, logits) = (training.truth_table(), training.logits());
        let confusion = self.confusion(&logits);
        let pattern = settings.pattern;
        let label = settings.target.label(pattern);
        let probability = outputs[pattern];
        let (loss, gradient) = (training.loss(), training.gradient());
        let gradient_norm = gradient.iter().map(|slope| slope * slope).sum::<f64>().sqrt();
        let (status, goes_on) = self.status();
        let all_right = confusion.correct() == PATTERNS;
        let notice = self.notice(status, !all_right && self.creeps(loss, gradient_norm));
        let confident = outputs.iter().enumerate().all(|(pattern, output)| {
            if settings.target.label(pattern) { *output > SURE[0] } else { *output < SURE[1] }
        });
        let words = DetectorWords {
            probability: words::percent(probability),
            verdict: words::verdict(probability),
            judgement: words::judgement(probability, label),
            distance: words::distance(pattern, &settings.target),
            loss: digits::write(loss, 5),
            gradient_norm: digits::write(gradient_norm, 3),
            score: words::score(&confusion),
            baseline: words::baseline(&confusion),
        };
        let mut sentence = format!(
            "Step {}: loss {}. {} Your drawing: {}, {}.",
            settings.origin + self.index(),
            digits::short(loss, 3),
            words.score,
            words.verdict,
            words.probability
        );
        if !notice.is_empty() {
            sentence.push(' ');
            sentence.push_str(&notice);
        }
        DetectorReadout {
            pattern,
            cells: pattern_cells(pattern),
            probability,
            logit: logits[pattern],
            label,
            right: (probability > 0.5) == label && !probability.is_nan(),
            wrong_cells: wrong_cells(pattern),
            index: self.index(),
            length: self.length(),
            origin: settings.origin,
            owed: self.owed(),
            loss,
            gradient_norm,
            confusion: ConfusionRecord {
                tp: confusion.tp,
                fp: confusion.fp,
                tn: confusion.tn,
                fn_: confusion.fn_,
            },
            correct: confusion.correct(),
            confident,
            status: status.name(),
            notice,
            goes_on,
            weight_count: training.weights().len(),
            positives: settings.target.positives(),
            rate_place: self.rate_place(),
            sentence,
            words,
        }
    }

    /// How all patterns are answered, from their logits.
    fn confusion(&self, logits: &[f64]) -> Confusion {
        let mut confusion = Confusion::default();
        for (pattern, logit) in logits.iter().enumerate() {
            let count = match (*logit > 0.0, self.settings.target.label(pattern)) {
                (true, true) => &mut confusion.tp,
                (true, false) => &mut confusion.fp,
                (false, false) => &mut confusion.tn,
                (false, true) => &mut confusion.fn_,
            };
            *count += 1;
        }
        confusion
    }

    /// Whether the run goes on, seen by trying: what is lost is lost at the step, not before.
    fn status(&self) -> (TrainingStatus, bool) {
        let mut ahead = self.training().clone();
        if ahead.step(1) == 0 {
            let status = ahead.status();
            return (status, status.goes_on());
        }
        (self.training().status(), true)
    }

    /// What deserves attention, in plain sentences.
    fn notice(&self, status: TrainingStatus, creeps: bool) -> String {
        let mut notice = status.reason().unwrap_or_default().to_owned();
        match status {
            TrainingStatus::Stalled(Stall::Critical) => {
                notice.push_str(&spectrum::way_out(self).unwrap_or_default());
            }
            TrainingStatus::Oscillating => notice.push_str(&spectrum::too_long(self).unwrap_or_default()),
            TrainingStatus::Running if creeps => {
                notice = format!(
                    "A plateau: at this slope a thousand steps bring the loss down by less than {} %. A hidden unit may be saturated, or the class-balanced loss may help.",
                    digits::short(100.0 * PLATEAU, 2)
                );
            }
            _ => {}
        }
        notice
    }

    /// Whether plain steps hardly bring the loss down although not all is right.
    fn creeps(&self, loss: f64, gradient_norm: f64) -> bool {
        let plain = matches!(self.method(), hillside_core::Method::Gradient);
        let fall = 1000.0 * self.settings.rate * gradient_norm * gradient_norm;
        plain
            && self.index() >= 200
            && fall < PLATEAU * loss
            && self.training().confusion().correct() < PATTERNS
    }

    /// What the network answers to a pattern, as a sentence for who walks through the truth table by keys.
    #[must_use]
    pub fn describe(&self, pattern: usize) -> String {
        let pattern = pattern % PATTERNS;
        let output = self.training().output(pattern);
        let cells = pattern_cells(pattern);
        let lit: Vec<&str> =
            (0..CELLS).filter(|cell| cells[*cell]).map(|cell| words::CELL_NAMES[cell]).collect();
        let drawn = if lit.is_empty() { "no cell".to_owned() } else { lit.join(", ") };
        let wrong = wrong_cells(pattern);
        format!(
            "Pattern {pattern}: {drawn}. {wrong} {} from the X. {}, {}. {}",
            if wrong == 1 { "cell" } else { "cells" },
            words::verdict(output),
            words::percent(output),
            words::judgement(output, self.settings.target.label(pattern))
        )
    }
}
