//! What the reader sets on a compass.

use crate::direction::turned;
use crate::settings::formula::{Formula, HasFormula};
use crate::settings::{Problem, Setting, Value, word};

/// What a compass shows beside the dial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Show {
    /// The step asked, and the answer.
    Machine,
    /// The answers in all directions at once, with the best one painted.
    Radar,
    /// The level lines of the slope, which the step crosses.
    Lines,
    /// Steps of one length all round, marked by what the ground really does.
    Ring,
    /// The ring of equal steps under a metric, to be stretched.
    Metric,
    /// The answers over the angle from the arrow.
    Cosine,
    /// The ground along the arrow, and how steep it is.
    Slope,
}

impl Show {
    /// All of them by name.
    pub(super) const ALL: [(&'static str, Self); 7] = [
        ("machine", Self::Machine),
        ("radar", Self::Radar),
        ("lines", Self::Lines),
        ("ring", Self::Ring),
        ("metric", Self::Metric),
        ("cosine", Self::Cosine),
        ("slope", Self::Slope),
    ];
}

#[derive(Debug)]
pub(super) struct Settings {
    pub(super) formula: Formula,
    pub(super) point: [f64; 2],
    /// The direction asked, in degrees from east (x) to north (y), from 0 to below 360.
    pub(super) angle: f64,
    /// How long steps are.
    pub(super) radius: f64,
    /// The metric's diagonal: the square of how long a step of 1 along each axis is.
    pub(super) metric: [f64; 2],
    /// The directions asked before, in degrees.
    pub(super) asked: Vec<f64>,
    /// What is shown, by its place in [`Show::ALL`].
    show: [bool; 7],
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            formula: Formula::new("x^2*y", &["x", "y"]),
            point: [1.0, 2.0],
            angle: 0.0,
            radius: 1.0,
            metric: [1.0; 2],
            asked: Vec::new(),
            show: Show::ALL.map(|(_, it)| it == Show::Machine),
        }
    }
}

/// How far out the point may lie; how long steps may be; how far an axis may be stretched.
const FAR: f64 = 1e12;
const STEPS: [f64; 2] = [1e-6, 1e6];
const STRETCH: [f64; 2] = [0.1, 10.0];
/// How many directions are remembered.
pub(super) const MOST_ASKED: usize = 8;

/// A metric's entry in three digits, within what is allowed; `None` for what is no number.
pub(super) fn rounded_stretch(metric: f64) -> Option<f64> {
    let [low, high] = STRETCH;
    hillside_core::nearest_double(&format!("{:.2e}", metric.clamp(low, high))).filter(|it| it.is_finite())
}

impl Settings {
    pub(super) fn shows(&self, what: Show) -> bool {
        Show::ALL.iter().zip(self.show).any(|((_, it), shown)| *it == what && shown)
    }

    /// What is shown, as the setting has it.
    fn shown(&self) -> String {
        let shown = Show::ALL.iter().zip(self.show).filter(|(_, shown)| *shown);
        shown.map(|((name, _), _)| *name).collect::<Vec<_>>().join(",")
    }

    /// The same with one more or one less.
    pub(super) fn toggled(&self, what: &str) -> String {
        let after = Show::ALL.iter().zip(self.show).filter(|((name, _), shown)| *shown != (*name == what));
        after.map(|((name, _), _)| *name).collect::<Vec<_>>().join(",")
    }

    fn set_show(&mut self, setting: &str, value: &Value) -> Result<(), Problem> {
        let text = value.text();
        let mut show = [false; 7];
        for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let known = Show::ALL.iter().position(|(it, _)| *it == name).ok_or_else(|| {
                let names = Show::ALL.map(|(name, _)| name).join(", ");
                Problem::new(setting, format!("{setting} is one or several of {names}, with commas between."))
            })?;
            show[known] = true;
        }
        self.show = show;
        Ok(())
    }

    fn set_metric(&mut self, setting: &str, value: &Value) -> Result<(), Problem> {
        let [low, high] = STRETCH;
        let metric = value.numbers::<2>(setting)?;
        if metric.iter().any(|it| !(low..=high).contains(it)) {
            let wrong =
                format!("{setting} is two numbers from {low} to {high}, one for each axis, such as 1,4.");
            return Err(Problem::new(setting, wrong));
        }
        self.metric = metric;
        Ok(())
    }

    fn set_asked(&mut self, setting: &str, value: &Value) -> Result<(), Problem> {
        let text = value.text();
        let asked: Result<Vec<f64>, Problem> = text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| word(part).number_in(setting, -FAR, FAR).map(turned))
            .collect();
        let wrong = || {
            let wrong = format!("{setting} is up to {MOST_ASKED} angles in degrees, with commas between.");
            Problem::new(setting, wrong)
        };
        self.asked = asked.ok().filter(|asked| asked.len() <= MOST_ASKED).ok_or_else(wrong)?;
        Ok(())
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

impl crate::settings::Settings for Settings {
    const ROWS: &'static [&'static [Setting<Self>]] = &[
        // Without the view: a dial lies round its point.
        Self::FORMULA.split_at(2).0,
        &[
            Setting::new(
                "point",
                |s, _| Some(Value::List(s.point.to_vec())),
                |s, name, value| {
                    let point = value.numbers::<2>(name)?;
                    if point.iter().any(|it| it.abs() > FAR) {
                        let far = format!("{name} is two numbers from -{FAR} to {FAR}, such as 1,2.");
                        return Err(Problem::new(name, far));
                    }
                    s.point = point;
                    Ok(())
                },
            ),
            Setting::new(
                "angle",
                |s, _| Some(Value::Number(s.angle)),
                |s, name, value| value.number_in(name, -FAR, FAR).map(|it| s.angle = turned(it)),
            ),
            Setting::new(
                "radius",
                |s, _| Some(Value::Number(s.radius)),
                |s, name, value| value.number_in(name, STEPS[0], STEPS[1]).map(|it| s.radius = it),
            ),
            Setting::new("metric", |s, _| Some(Value::List(s.metric.to_vec())), Self::set_metric),
            Setting::new("asked", |s, _| Some(Value::List(s.asked.clone())), Self::set_asked),
            Setting::new("show", |s, _| Some(word(&s.shown())), Self::set_show),
        ],
    ];
}
