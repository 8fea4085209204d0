//! [`Curve`]: a function of one variable with its Taylor polynomial at a point, and how far a step leads it astray.

mod draw;

use std::any::Any;
use std::collections::BTreeMap;

use hillside_core::{Expr, MAX_ORDER, TaylorErrors, taylor, taylor_errors};
use serde::Serialize;

use crate::digits;
use crate::figure::{Answer, Figure, Grip, Numbers, OnMap, Record};
use crate::letters::Letter;
use crate::plot::convergence;
use crate::series;
use crate::settings::formula::{Formula, HasFormula};
use crate::settings::{Setting, Table, Value, whole};
use crate::sheet::{Picture, Sheet};
use crate::site::rounded;
use crate::theme::Theme;
use crate::view::{Frame, View};

#[derive(Debug)]
struct Settings {
    formula: Formula,
    /// Where the polynomial is made.
    point: f64,
    /// The way from there to where it is compared.
    step: f64,
    order: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { formula: Formula::new("exp(x)", &["x"]), point: 0.5, step: 1.5, order: 1 }
    }
}

impl HasFormula for Settings {
    fn formula(&self) -> &Formula {
        &self.formula
    }

    fn formula_mut(&mut self) -> &mut Formula {
        &mut self.formula
    }
}

/// How far out point and step may lie.
const FAR: f64 = 1e12;

impl crate::settings::Settings for Settings {
    const ROWS: &'static [&'static [Setting<Self>]] = &[
        Self::FORMULA,
        &[
            Setting::new(
                "point",
                |s, _| Some(Value::Number(s.point)),
                |s, name, value| value.number_in(name, -FAR, FAR).map(|it| s.point = it),
            ),
            Setting::new(
                "step",
                |s, _| Some(Value::Number(s.step)),
                |s, name, value| value.number_in(name, -FAR, FAR).map(|it| s.step = it),
            ),
            Setting::new(
                "order",
                |s, _| Some(whole(s.order)),
                |s, name, value| value.count(name, MAX_ORDER as u64).map(|it| s.order = it),
            ),
        ],
    ];
}

/// A curve, its tangent or a higher polynomial at a point, and a step away from it.
#[derive(Debug, Default)]
pub struct Curve {
    settings: Settings,
    /// The points are [`ends`](Self::ends).
    grip: Grip,
}

/// Every number on screen, and what it says in words.
#[derive(Debug, Serialize)]
struct Readout {
    order: u64,
    /// f, f′ and f″ at the point.
    derivatives: [f64; 3],
    /// Of the powers of the way from the point, the constant first.
    coefficients: Vec<f64>,
    /// What the polynomial says at the end of the step, what is so, and what the first lacks of the second.
    model: f64,
    actual: f64,
    gap: f64,
    /// The power of a short step with which the gap goes, where it can be measured.
    power: Option<f64>,
    letters: Vec<Letter>,
    plain: bool,
    words: BTreeMap<&'static str, String>,
    /// What a hand may hold.
    handles: [String; 2],
    sentence: String,
}

impl Curve {
    /// Where the point and the end of the step lie.
    fn ends(&self) -> [f64; 2] {
        [self.settings.point, self.settings.point + self.settings.step]
    }

    /// The gap after steps of many lengths, to the side of the step.
    fn errors(&self) -> TaylorErrors {
        let (settings, side) = (&self.settings, [1.0f64.copysign(self.settings.step), 0.0]);
        let order = usize::try_from(settings.order).unwrap_or(0);
        taylor_errors(settings.formula.function(), [settings.point, 0.0], side, order)
    }

    fn read(&self) -> Readout {
        let Settings { formula, point, step, order } = &self.settings;
        let (point, step, order) = (*point, *step, *order);
        let low = taylor(formula.function(), &[point], 2);
        let derivatives = [low[0], low[1], 2.0 * low[2]];
        let coefficients = taylor(formula.function(), &[point], usize::try_from(order).unwrap_or(0));
        let (model, actual) = (series::value(&coefficients, step), formula.at(point + step));
        let (gap, power) = (actual - model, self.errors().slope);
        let short = |number: f64| digits::short(number, 6);
        let way = match derivatives[1] {
            slope if !slope.is_finite() => "has no slope".to_owned(),
            0.0 => "is level".to_owned(),
            slope => format!("{} with slope {}", if slope > 0.0 { "climbs" } else { "falls" }, short(slope)),
        };
        let apart = if gap.is_finite() {
            let [says, is, by] = [model, actual, gap.abs()].map(short);
            format!(
                "A step of {step} on, the polynomial of order {order} says {says} and f is {is}: {by} apart."
            )
        } else {
            format!("A step of {step} on, there is nothing to compare.")
        };
        #[expect(clippy::cast_precision_loss, reason = "orders are small")]
        let goes = power.map(|power| match power - (order + 1) as f64 {
            more if more > 0.5 => "more than one above the order: the next term is 0",
            more if more < -0.5 => "less than a smooth function's",
            _ => "one above the order",
        });
        let short_steps = goes.zip(power).map_or_else(String::new, |(goes, power)| {
            format!(" In short steps the gap goes with the power {}, {goes}.", digits::write(power, 3))
        });
        let [value, slope, bend] = derivatives;
        let numbers = [value, slope, bend, model, actual, gap].map(short);
        let names = ["value", "slope", "bend", "model", "actual", "gap"];
        let words =
            names.into_iter().zip(numbers).chain([("series", series::write(&coefficients, "h"))]).collect();
        let sentence = format!("At x = {point} f {way}. {apart}{short_steps}");
        let handles = [format!("Point, x = {point}"), format!("Step, h = {step}")];
        let (letters, plain) = (formula.letters().to_vec(), formula.is_plain());
        Readout {
            order,
            derivatives,
            coefficients,
            model,
            actual,
            gap,
            power,
            letters,
            plain,
            words,
            handles,
            sentence,
        }
    }
}

impl Figure for Curve {
    fn table(&self) -> &dyn Table {
        &self.settings
    }

    fn table_mut(&mut self) -> &mut dyn Table {
        &mut self.settings
    }

    fn readout(&self, part: &str) -> Option<Record<'_>> {
        part.is_empty().then(|| Box::new(self.read()) as Record<'_>)
    }

    fn act(&mut self, action: &str, numbers: Numbers<'_>, text: &str) -> Option<Answer> {
        let given = self.settings.formula.act(action, numbers, text)?;
        self.assign(&given);
        Some(Answer::Done(()))
    }

    /// `curve`, and `error`: the gap after steps of many lengths.
    fn draw(&mut self, layer: &str, _: Numbers<'_>, sheet: &mut Sheet, theme: &Theme) -> bool {
        match layer {
            "curve" => self.draw_curve(sheet, theme),
            "error" => {
                let here = [self.settings.step.abs(), self.read().gap.abs()];
                convergence::draw(&self.errors(), here, sheet, theme);
            }
            _ => return false,
        }
        true
    }

    fn picture(&mut self, theme: &Theme) -> Picture {
        let mut sheet = Sheet::new(self.grip.size[0], self.grip.size[1]);
        self.draw_curve(&mut sheet, theme);
        let (title, description) = (self.settings.formula.title(), self.read().sentence);
        Picture { sheets: vec![sheet], paper: theme.paper, title, description }
    }

    fn map(&mut self) -> Option<&mut dyn OnMap> {
        Some(self)
    }

    fn any(&mut self) -> &mut dyn Any {
        self
    }
}

impl OnMap for Curve {
    fn grip(&mut self) -> Option<&mut Grip> {
        Some(&mut self.grip)
    }

    fn frame(&self) -> Frame {
        self.plot().frame()
    }

    fn function(&self) -> &Expr {
        self.settings.formula.function()
    }

    fn point(&self) -> [f64; 2] {
        let x = self.ends()[self.grip.selected.min(1)];
        [x, self.settings.formula.at(x)]
    }

    fn lead(&mut self, [x, _]: [f64; 2]) {
        let from = if self.grip.selected == 0 { 0.0 } else { self.settings.point };
        let way = rounded(x - from, self.frame().pixel()[0]).clamp(-FAR, FAR);
        if way.is_finite() {
            *[&mut self.settings.point, &mut self.settings.step][self.grip.selected.min(1)] = way;
        }
    }

    fn look(&mut self, view: Option<View>) {
        self.settings.formula.view = view;
    }
}

#[cfg(test)]
mod tests;
