//! The settings of the descent instrument: one table for links, attributes, fields and programs.

use hillside_core::{DescentSettings, Method, Number, Parameter, Schedule, nearest_double};

use crate::heights::Heights;
use crate::setting::{Problem, Value};
use crate::site::Site;

use super::MOST_STEPS;

/// The names of all settings, in the order a link writes them.
pub const NAMES: [&str; 20] = [
    "formula",
    "view",
    "start",
    "method",
    "rate",
    "momentum",
    "decay",
    "beta1",
    "beta2",
    "epsilon",
    "weightDecay",
    "schedule",
    "noise",
    "seed",
    "step",
    "length",
    "levels",
    "heights",
    "speed",
    "scale",
];

/// The ends of the rate's slider, as powers of ten.
const SLIDER: [f64; 2] = [-5.0, 1.0];

/// The largest whole number every link writes without loss.
const LARGEST_SEED: u64 = 1 << 53;

/// What the reader set.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Settings {
    /// The function and what is seen of it.
    pub(super) site: Site,
    pub(super) start: [f64; 2],
    pub(super) method: Method,
    /// Parameters by name as last given, also those of methods that are not running.
    parameters: Vec<(&'static str, f64)>,
    pub(super) rate: f64,
    pub(super) schedule: Schedule,
    pub(super) noise: f64,
    pub(super) seed: u64,
    /// The step looked at.
    pub(super) step: usize,
    /// How far the reader has walked, in steps; the walk itself may have had to stop earlier.
    pub(super) length: usize,
    /// Steps a second while playing.
    pub(super) speed: f64,
    /// Whether the loss curve is logarithmic.
    pub(super) logarithmic: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            site: Site {
                formula: "(x^2+y-11)^2+(x+y^2-7)^2".to_owned(),
                view: None,
                levels: 24,
                heights: Heights::Auto,
            },
            start: [-0.5, -1.5],
            method: Method::Gradient,
            parameters: Vec::new(),
            rate: 0.004,
            schedule: Schedule::Constant,
            noise: 0.0,
            seed: 1,
            step: 0,
            length: 0,
            speed: 8.0,
            logarithmic: true,
        }
    }
}

impl Settings {
    /// What the descent depends on.
    pub(super) fn descent(&self) -> DescentSettings {
        DescentSettings {
            start: self.start,
            method: self.method,
            rate: self.rate,
            schedule: self.schedule,
            noise: self.noise,
            seed: self.seed,
        }
    }

    /// Takes one setting.
    pub(super) fn set(&mut self, name: &str, value: &Value) -> Result<(), Problem> {
        if let Some(taken) = self.site.set(name, value) {
            return taken;
        }
        match name {
            "start" => self.start = value.numbers::<2>(name)?,
            "method" => {
                let text = value.text();
                let method = Method::named(text.trim()).ok_or_else(|| {
                    let names: Vec<&str> = Method::kinds().iter().map(|kind| kind.name).collect();
                    Problem::new(name, format!("method is one of {}.", names.join(", ")))
                })?;
                // Choosing the method that runs already keeps its parameters.
                if method.kind() != self.method.kind() {
                    self.method = self
                        .parameters
                        .iter()
                        .fold(method, |method, (name, number)| method.with(name, *number).unwrap_or(method));
                }
            }
            "rate" => {
                let rate = value.number(name)?;
                if rate <= 0.0 {
                    return Err(Problem::new(
                        name,
                        "The rate must be above 0: a step against the gradient is a step down.",
                    ));
                }
                self.rate = rate;
            }
            "momentum" | "decay" | "beta1" | "beta2" | "epsilon" | "weightDecay" => {
                let number = value.number(name)?;
                if let Some(known) = self.method.kind().parameters.iter().find(|known| known.name == name) {
                    self.method = self.method.with(name, number).ok_or_else(|| out_of_range(known))?;
                }
                // A parameter of another method waits for it: attributes come in any order.
                if let Some(name) = NAMES.iter().find(|known| **known == name) {
                    self.parameters.retain(|(known, _)| known != name);
                    self.parameters.push((name, number));
                }
            }
            "schedule" => self.schedule = schedule(&value.text())?,
            "noise" => {
                let noise = value.number(name)?;
                if noise < 0.0 {
                    return Err(Problem::new(name, "The noise is a standard deviation: 0 or more."));
                }
                self.noise = noise;
            }
            "seed" => self.seed = value.count(name, LARGEST_SEED)?,
            "step" => {
                self.step = usize::try_from(value.count(name, MOST_STEPS as u64)?).unwrap_or(0);
                self.length = self.step;
            }
            "length" => {
                let length = usize::try_from(value.count(name, MOST_STEPS as u64)?).unwrap_or(0);
                self.length = length.max(self.step);
            }
            "speed" => self.speed = value.number_in(name, 0.5, 1000.0)?,
            "scale" => {
                self.logarithmic = match value.text().trim() {
                    "log" => true,
                    "linear" => false,
                    _ => return Err(Problem::new(name, "scale is log or linear.")),
                };
            }
            _ => {
                return Err(Problem::new(
                    name,
                    format!("{name} is not a setting: they are {}.", NAMES.join(", ")),
                ));
            }
        }
        Ok(())
    }

    fn get(&self, name: &str) -> Option<Value> {
        Some(match name {
            "start" => Value::List(self.start.to_vec()),
            "method" => Value::Text(self.method.kind().name.to_owned()),
            "rate" => Value::Number(self.rate),
            "schedule" => Value::Text(schedule_text(&self.schedule)),
            "noise" => Value::Number(self.noise),
            "seed" => Value::Number(whole(self.seed)),
            "step" => Value::Number(whole(self.step as u64)),
            "length" => Value::Number(whole(self.length as u64)),
            "speed" => Value::Number(self.speed),
            "scale" => Value::Text(if self.logarithmic { "log" } else { "linear" }.to_owned()),
            _ => match self.site.get(name) {
                Some(value) => value,
                None => Value::Number(self.method.parameter(name)?),
            },
        })
    }

    /// What a setting is before anybody sets it; a parameter, of the method that runs.
    pub(super) fn usual_value(&self, name: &str) -> Option<Value> {
        let parameter = self.method.kind().parameters.iter().find(|known| known.name == name);
        parameter.map(|known| Value::Number(known.default)).or_else(|| Self::default().get(name))
    }

    /// All settings the present method has.
    pub(super) fn list(&self) -> Vec<(&'static str, Value)> {
        NAMES.iter().filter_map(|&name| Some((name, self.get(name)?))).collect()
    }

    /// The settings that differ from the defaults; a method's parameters from the method's own.
    ///
    /// Where the rate is `chosen`, one for another formula is always among them.
    pub(super) fn changed(&self, chosen: bool) -> Vec<(&'static str, Value)> {
        let plain =
            Self { method: Method::named(self.method.kind().name).unwrap_or(self.method), ..Self::default() };
        let mut list = self.list();
        list.retain(|(name, value)| match *name {
            "method" => self.method.kind() != Self::default().method.kind(),
            // A history ends where one looks, unless somebody has gone back.
            "length" => self.length != self.step,
            "rate" if chosen && self.site.formula != plain.site.formula => true,
            name => plain.get(name).as_ref() != Some(value),
        });
        list
    }
}

/// What a descent depends on, from settings a program gives: `start`, `method` and `rate`, and what
/// else the method, the schedule and the noise need.
///
/// # Errors
///
/// The first setting that is missing, unknown or cannot be taken.
pub fn descent_settings(given: &[(String, Value)]) -> Result<DescentSettings, Problem> {
    for needed in ["start", "method", "rate"] {
        if !given.iter().any(|(name, _)| name == needed) {
            return Err(Problem::new(needed, format!("A descent needs {needed}.")));
        }
    }
    let known = ["start", "method", "rate", "schedule", "noise", "seed"];
    let mut settings = Settings::default();
    let (first, rest): (Vec<_>, Vec<_>) = given.iter().partition(|(name, _)| name == "method");
    for (name, value) in first.into_iter().chain(rest) {
        settings.set(name, value)?;
        if !known.contains(&name.as_str()) && settings.method.parameter(name).is_none() {
            return Err(Problem::new(name, format!("{name} is no setting of this descent.")));
        }
    }
    Ok(settings.descent())
}

#[expect(clippy::cast_precision_loss, reason = "counts and seeds are at most 2^53")]
fn whole(count: u64) -> f64 {
    count as f64
}

fn out_of_range(known: &Parameter) -> Problem {
    let [low, high] = known.range;
    Problem::new(known.name, format!("{} ({}) must lie between {low} and {high}.", known.title, known.symbol))
}

/// Reads a schedule: its name, then its parameters, such as `cosine period=100 floor=0.1`.
fn schedule(text: &str) -> Result<Schedule, Problem> {
    let mut words = text.split_whitespace();
    let name = words.next().unwrap_or("constant");
    let mut schedule = Schedule::named(name).ok_or_else(|| {
        let names: Vec<&str> = Schedule::kinds().iter().map(|kind| kind.name).collect();
        Problem::new("schedule", format!("schedule begins with one of {}.", names.join(", ")))
    })?;
    for word in words {
        let (key, value) = word.split_once('=').unwrap_or((word, ""));
        let known = schedule.kind().parameters.iter().find(|known| known.name == key).ok_or_else(|| {
            let names: Vec<&str> = schedule.kind().parameters.iter().map(|known| known.name).collect();
            Problem::new(
                "schedule",
                format!("The schedule {name} has no {key}; it has: {}.", names.join(", ")),
            )
        })?;
        let number = Value::Text(value.to_owned()).number("schedule")?;
        schedule = schedule
            .with(key, number)
            .ok_or_else(|| Problem { setting: "schedule".to_owned(), ..out_of_range(known) })?;
    }
    Ok(schedule)
}

fn schedule_text(schedule: &Schedule) -> String {
    let mut text = schedule.kind().name.to_owned();
    for known in schedule.kind().parameters {
        let value = schedule.parameter(known.name).unwrap_or(known.default);
        text.push_str(&format!(" {}={value}", known.name));
    }
    text
}

/// The rate's place on its slider, 0 to 1.
pub(super) fn rate_place(rate: f64) -> f64 {
    ((Number::log10(&rate) - SLIDER[0]) / (SLIDER[1] - SLIDER[0])).clamp(0.0, 1.0)
}

/// The rate at a place of the slider, to three digits.
pub(super) fn rate_at(place: f64) -> f64 {
    let rate = Number::pow(&10.0, &(SLIDER[0] + place * (SLIDER[1] - SLIDER[0])));
    nearest_double(&format!("{rate:.2e}")).unwrap_or(rate)
}
