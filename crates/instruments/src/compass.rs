//! [`Compass`]: the slope of a function at a point as a machine that answers steps, and the arrow that stands for it.

mod charts;
mod dial;
mod marks;
mod readout;
mod settings;
mod slope;

use std::any::Any;

use hillside_core::Expr;

use crate::direction::{angle, turned};
use crate::figure::{Answer, Figure, Grip, Numbers, OnMap, Record};
use crate::settings::{Table, Value, word};
use crate::sheet::{Picture, Sheet};
use crate::theme::Theme;
use crate::view::{Frame, View};
use settings::{MOST_ASKED, Settings, Show, rounded_stretch};
use slope::Slope;

/// A dial on which directions are asked, with all that follows from the answers.
///
/// Its places are steps from the point, not places of the plane: the middle of the dial is the step 0.
#[derive(Debug, Default)]
pub struct Compass {
    settings: Settings,
    /// The points are the knob of the dial, and the tips of the metric's ring on the axes.
    grip: Grip,
}

impl Compass {
    /// Where the hand may hold something, in steps: the knob, and the tips of the metric's ring in the west and the south.
    fn holds(&self) -> [[f64; 2]; 3] {
        let Settings { radius, metric, .. } = self.settings;
        let knob = self.dial().knob();
        [knob, [-radius / metric[0].sqrt(), 0.0], [0.0, -radius / metric[1].sqrt()]]
    }

    /// Whether there is such a thing to hold at present.
    fn has(&self, which: usize) -> bool {
        which == 0 || self.settings.shows(Show::Metric)
    }

    /// Takes one setting that is known to be sensible.
    fn give(&mut self, name: &str, value: Value) {
        self.assign(&[(name.to_owned(), value)]);
    }

    /// Makes a step along an axis so much longer in the metric.
    fn stretch(&mut self, axis: usize, metric: f64) {
        if let Some(metric) = rounded_stretch(metric) {
            self.settings.metric[axis] = metric;
        }
    }
}

impl Figure for Compass {
    fn table(&self) -> &dyn Table {
        &self.settings
    }

    fn table_mut(&mut self) -> &mut dyn Table {
        &mut self.settings
    }

    fn readout(&self, part: &str) -> Option<Record<'_>> {
        part.is_empty().then(|| Box::new(readout::read(&self.settings)) as Record<'_>)
    }

    /// `turn` by degrees; `face` a direction so many degrees from the arrow; `ask` the direction faced, `forget` what was
    /// asked; `toggle` what is shown; and what letters do.
    fn act(&mut self, action: &str, numbers: Numbers<'_>, text: &str) -> Option<Answer> {
        match action {
            "turn" => self.give("angle", Value::Number(self.settings.angle + numbers.at(0))),
            "face" => {
                if let Some(towards) = Slope::new(&self.settings).facing(numbers.at(0)) {
                    self.give("angle", Value::Number(towards));
                }
            }
            "ask" => {
                let mut asked = self.settings.asked.clone();
                asked.retain(|before| *before != self.settings.angle);
                asked.push(self.settings.angle);
                let surplus = asked.len().saturating_sub(MOST_ASKED);
                self.give("asked", Value::List(asked.split_off(surplus)));
            }
            "forget" => self.settings.asked.clear(),
            "toggle" => {
                let show = self.settings.toggled(text);
                self.give("show", word(&show));
            }
            _ => {
                let given = self.settings.formula.act(action, numbers, text)?;
                self.assign(&given);
            }
        }
        Some(Answer::Done(()))
    }

    /// `dial`; `cosine`: the answers all round over the angle; `slope`: the ground along the arrow.
    fn draw(&mut self, layer: &str, _: Numbers<'_>, sheet: &mut Sheet, theme: &Theme) -> bool {
        match layer {
            "dial" => self.draw_dial(sheet, theme),
            "cosine" => charts::cosine(&Slope::new(&self.settings), sheet, theme),
            "slope" => charts::slope(&Slope::new(&self.settings), sheet, theme),
            _ => return false,
        }
        true
    }

    fn picture(&mut self, theme: &Theme) -> Picture {
        let mut sheet = Sheet::new(self.grip.size[0], self.grip.size[1]);
        self.draw_dial(&mut sheet, theme);
        let (title, description) = (self.settings.formula.title(), readout::read(&self.settings).sentence);
        Picture { sheets: vec![sheet], paper: theme.paper, title, description }
    }

    fn map(&mut self) -> Option<&mut dyn OnMap> {
        Some(self)
    }

    fn any(&mut self) -> &mut dyn Any {
        self
    }
}

impl OnMap for Compass {
    fn grip(&mut self) -> Option<&mut Grip> {
        Some(&mut self.grip)
    }

    fn frame(&self) -> Frame {
        self.dial().frame()
    }

    fn function(&self) -> &Expr {
        self.settings.formula.function()
    }

    fn point(&self) -> [f64; 2] {
        self.holds()[self.grip.selected.min(2)]
    }

    fn lead(&mut self, at: [f64; 2]) {
        match self.grip.selected {
            0 => {
                if let Some(towards) = angle(at) {
                    self.settings.angle = turned(towards.round());
                }
            }
            which => {
                let axis = (which - 1).min(1);
                // Only the way out along the axis counts; past the middle there is no ring.
                let part = -at[axis] / self.settings.radius;
                if part > 0.0 {
                    self.stretch(axis, 1.0 / (part * part));
                }
            }
        }
    }

    /// The knob by a degree, 15 or a tenth; a tip of the ring by a tenth of its length, three tenths or a hundredth.
    fn nudge(&mut self, across: f64, up: f64, large: bool, fine: bool) {
        let pick = |usual: f64, far: f64, near: f64| match (large, fine) {
            (true, _) => far,
            (_, true) => near,
            _ => usual,
        };
        match self.grip.selected {
            // Counterclockwise is up, as the angle grows.
            0 => {
                let angle = self.settings.angle + (across + up) * pick(1.0, 15.0, 0.1);
                self.settings.angle = turned(crate::site::rounded(angle, 1.0));
            }
            which => {
                let (axis, outward) = if which == 1 { (0, up - across) } else { (1, across - up) };
                let factor = pick(1.1, 1.3, 1.01);
                let factor = if outward > 0.0 { factor } else { 1.0 / factor };
                self.stretch(axis, self.settings.metric[axis] / (factor * factor));
            }
        }
    }

    fn grabs(&self, pixel: [f64; 2]) -> bool {
        self.has(self.grip.selected) && self.frame().grabs(self.point(), pixel)
    }

    /// The dial lies round its point, wherever that is; what a hand sees nearer is a shorter step.
    fn look(&mut self, view: Option<View>) {
        if view.is_none() {
            self.settings.radius = Settings::default().radius;
        }
    }

    fn pan(&mut self, _: f64, _: f64) {}

    fn zoom(&mut self, factor: f64, _: [f64; 2]) {
        let radius = crate::site::rounded(self.settings.radius / factor, self.settings.radius / 100.0);
        self.give("radius", Value::Number(radius));
    }
}

#[cfg(test)]
mod tests;
