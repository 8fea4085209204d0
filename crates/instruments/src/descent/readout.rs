//! What the descent instrument says: every number on screen, and one sentence for people who hear the page.

use hillside_core::{Enclosure, Memory, Method, Step, Trend, add_gaussian};
use serde::Serialize;

use super::{Bound, DescentInstrument, Statement};
use crate::digits;
use crate::heights::Heights;
use crate::letters::Letter;
use crate::rule::Update;

/// Where the next step leads.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Next {
    /// The first coordinate.
    pub x: f64,
    /// The second coordinate.
    pub y: f64,
    /// f there: what happens.
    pub value: f64,
}

/// The numbers as the page writes them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Words {
    /// `x`
    pub x: String,
    /// `y`
    pub y: String,
    /// `f`
    pub value: String,
    /// `∂f/∂x`
    pub fx: String,
    /// `∂f/∂y`
    pub fy: String,
    /// `‖∇f‖`
    pub norm: String,
    /// The rate of the next step.
    pub rate: String,
    /// `f - α‖∇f‖²`
    pub predicted: String,
    /// f after the next step.
    pub happened: String,
    /// How the promise and what happened compare, in a few words.
    pub verdict: String,
}

/// Everything the descent instrument tells.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Readout {
    /// The step looked at.
    pub index: usize,
    /// How many steps the history has.
    pub length: usize,
    /// The position's first coordinate.
    pub x: f64,
    /// The position's second coordinate.
    pub y: f64,
    /// f there.
    pub value: f64,
    /// `[∂f/∂x, ∂f/∂y]` there.
    pub gradient: [f64; 2],
    /// `‖∇f‖` there.
    pub gradient_norm: f64,
    /// The rate of the next step.
    pub rate: f64,
    /// `f - α‖∇f‖²`: what the slope promises of a plain step.
    pub predicted: f64,
    /// `f - ‖∇f‖²/(2L)`: what a step of rate `1/L` is proved to reach, where `L` is known.
    pub bound: Option<f64>,
    /// What is known of `L` over the box of the settings, once it is proved.
    pub lipschitz: Option<Bound>,
    /// What is stated of the next step, the promise first; nothing where there is none.
    pub statements: Vec<Statement>,
    /// What the next step does; nothing where there is none.
    pub next: Option<Next>,
    /// Whether f after the next step is at most what was promised.
    pub kept: Option<bool>,
    /// `running`, `converged` or `diverged`.
    pub status: &'static str,
    /// Why it has converged or diverged.
    pub reason: Option<String>,
    /// Whether further steps exist from the end of the history.
    pub goes_on: bool,
    /// One sentence of state.
    pub sentence: String,
    /// What deserves attention: a reason, a rising f, a leap across the valley; else empty.
    pub notice: String,
    /// Whether the function has a value anywhere in view, if the ground has been drawn.
    pub has_ground: Option<bool>,
    /// Whether its heights are drawn `linear` or `compressed`, if it has been drawn.
    pub heights: Option<&'static str>,
    /// The update rule in MathML, with the live numbers in it.
    pub rule: String,
    /// The rate's place on its slider, 0 to 1.
    pub rate_place: f64,
    /// The name of the landscape, if the formula is one.
    pub landscape: Option<&'static str>,
    /// The letters of the formula, with their sliders.
    pub letters: Vec<Letter>,
    /// Whether the formula is written as it is read.
    pub plain: bool,
    /// The numbers as the page writes them.
    pub words: Words,
}

impl DescentInstrument {
    /// Everything there is to tell.
    #[must_use]
    pub fn readout(&self) -> Readout {
        let index = self.index();
        let step = self.descent.at(index).unwrap_or_else(|| self.descent.last());
        let after = self.descent.at(index + 1);
        let next = after.map(|after| Next { x: after.x, y: after.y, value: after.value });
        let [fx, fy] = step.gradient;
        let gradient_norm = (fx * fx + fy * fy).sqrt();
        let landing = next.map(|next| [next.x, next.y]);
        let statements = self.statements(&step, landing);
        let trend = self.descent.trend(index);
        let sure = Enclosure::of(self.descent.expr(), [step.x, step.y]);
        let (kink, jump) = (sure.has_kink(), sure.has_jump());
        let nowhere = self.ground.drawn().and_then(super::Map::without_ground);
        let mut notice = step.reason().or_else(|| trend.sentence()).unwrap_or_default();
        if kink && notice.is_empty() {
            notice = "f has a kink here and no slope; the step takes the one between those on either side."
                .to_owned();
        }
        if jump && notice.is_empty() {
            notice = "f jumps here and has no slope; the step takes the one of either side.".to_owned();
        }
        if let Some(too_fine) = self.ground.drawn().and_then(super::Map::too_fine)
            && notice.is_empty()
        {
            notice = too_fine.to_owned();
        }
        if let Some(nowhere) = nowhere {
            notice = nowhere.to_owned();
        } else if index == 0 && !step.value.is_finite() {
            notice.push_str(" Drag the start to where there is ground.");
        }
        // At a kink or a jump there is no slope, whatever the step takes for it.
        let slope = |slope: f64| if kink || jump { "none".to_owned() } else { digits::write(slope, 6) };
        let plain = matches!(self.descent.settings().method, Method::Gradient);
        let words = Words {
            x: digits::write(step.x, 6),
            y: digits::write(step.y, 6),
            value: digits::write(step.value, 6),
            fx: slope(fx),
            fy: slope(fy),
            norm: slope(gradient_norm),
            rate: digits::short(step.rate, 4),
            predicted: digits::write(step.predicted, 6),
            happened: next.map_or_else(|| "–".to_owned(), |next| digits::write(next.value, 6)),
            verdict: verdict(&step, next.as_ref(), plain),
        };
        Readout {
            index,
            length: self.length(),
            x: step.x,
            y: step.y,
            value: step.value,
            gradient: step.gradient,
            gradient_norm,
            rate: step.rate,
            predicted: step.predicted,
            bound: step.bound,
            lipschitz: self.bound(&step, landing),
            kept: statements.first().map(|promise| promise.holds),
            statements,
            next,
            status: step.status.name(),
            reason: step.reason(),
            goes_on: step.status.goes_on(),
            sentence: sentence(&step, &trend),
            notice,
            heights: self.ground.drawn().and_then(super::Map::heights).map(Heights::name),
            has_ground: self.ground.drawn().map(|map| map.without_ground().is_none()),
            rule: self.rule(&step, after.as_ref()),
            rate_place: self.rate_place(),
            landscape: self.landscape(),
            letters: self.settings.site.formula.letters().to_vec(),
            plain: self.settings.site.formula.is_plain(),
            words,
        }
    }

    /// The update rule with the numbers of the step from `step` on.
    fn rule(&self, step: &Step, after: Option<&Step>) -> String {
        let (Some(after), Some(before), Some(memory)) =
            (after, self.descent.memory(step.index), self.descent.memory(step.index + 1))
        else {
            return String::new();
        };
        self.update(step, after, &before, &memory).mathml()
    }

    fn update<'a>(&self, step: &Step, after: &Step, before: &'a Memory, memory: &'a Memory) -> Update<'a> {
        let settings = self.descent.settings();
        let mut slope = step.gradient;
        if settings.noise > 0.0 {
            add_gaussian(settings.seed, step.index as u64, settings.noise, &mut slope);
        }
        Update {
            method: settings.method,
            rate: step.rate,
            from: [step.x, step.y],
            slope,
            noisy: settings.noise > 0.0,
            before,
            after: memory,
            to: [after.x, after.y],
        }
    }
}

/// How the promise and what happened compare, in a few words.
fn verdict(step: &Step, next: Option<&Next>, plain: bool) -> String {
    let Some(next) = next else { return String::new() };
    let fall = step.value - next.value;
    let promised = step.value - step.predicted;
    if !fall.is_finite() {
        "off the map".to_owned()
    } else if fall < 0.0 {
        format!("rose by {}", digits::short(-fall, 3))
    } else if promised > 0.0 && promised.is_finite() {
        let share = fall / promised;
        let share = if share < 1.0 {
            super::bound::share(share)
        } else if share < 10.0 {
            format!("{} %", digits::short(100.0 * share, 3))
        } else {
            format!("{} times", digits::short(share, 3))
        };
        if plain {
            format!("{share} of what was promised")
        } else {
            format!("{share} of what a plain step is promised")
        }
    } else if fall == 0.0 {
        "no change".to_owned()
    } else {
        format!("fell by {}", digits::short(fall, 3))
    }
}

/// The state in one sentence.
fn sentence(step: &Step, trend: &Trend) -> String {
    let mut text = format!(
        "Step {}: x = {}, y = {}, f = {}.",
        step.index,
        digits::short(step.x, 4),
        digits::short(step.y, 4),
        digits::short(step.value, 4)
    );
    if let Some(more) = step.reason().or_else(|| trend.sentence()) {
        text.push(' ');
        text.push_str(match step.status.name() {
            "converged" => "Converged: ",
            "diverged" => "Diverged: ",
            _ => "",
        });
        text.push_str(&more);
    }
    text
}
