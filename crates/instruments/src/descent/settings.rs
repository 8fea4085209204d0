//! The settings of the descent instrument.

use hillside_core::{DescentSettings, Method, Schedule};

use crate::settings::formula::HasFormula as _;
use crate::settings::method::{HasMethod, MethodSettings, out_of_range};
use crate::settings::walk::{HasWalk, Walk};
use crate::settings::{self, LARGEST_SEED, Problem, Setting, Settings as _, Slider, Value, whole};
use crate::site::{HasSite, Site};

use super::MOST_STEPS;

/// The rate's slider.
pub(super) const SLIDER: Slider = Slider { ends: [-5.0, 1.0], digits: 3 };

/// What the reader set.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Settings {
    /// The function and what is seen of it.
    pub(super) site: Site,
    pub(super) start: [f64; 2],
    pub(super) method: MethodSettings,
    pub(super) rate: f64,
    pub(super) schedule: Schedule,
    pub(super) noise: f64,
    pub(super) seed: u64,
    /// Where the walk is; the descent itself may have had to stop earlier.
    pub(super) walk: Walk,
    /// Whether the formula is new and nobody has chosen a rate for it: then 1/L will be taken.
    pub(super) open: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            site: Site::new("(x^2+y-11)^2+(x+y^2-7)^2"),
            start: [-0.5, -1.5],
            method: Method::Gradient.into(),
            rate: 0.004,
            schedule: Schedule::Constant,
            noise: 0.0,
            seed: 1,
            walk: Walk::new(8.0),
            open: false,
        }
    }
}

impl Settings {
    /// What the descent depends on.
    pub(super) fn descent(&self) -> DescentSettings {
        DescentSettings {
            start: self.start,
            method: self.method.method,
            rate: self.rate,
            schedule: self.schedule,
            noise: self.noise,
            seed: self.seed,
        }
    }

    fn set_rate(&mut self, name: &str, value: &Value) -> Result<(), Problem> {
        let rate = value.number(name)?;
        if rate <= 0.0 {
            return Err(Problem::new(
                name,
                "The rate must be above 0: a step against the gradient is a step down.",
            ));
        }
        self.rate = rate;
        Ok(())
    }

    fn set_noise(&mut self, name: &str, value: &Value) -> Result<(), Problem> {
        let noise = value.number(name)?;
        if noise < 0.0 {
            return Err(Problem::new(name, "The noise is a standard deviation: 0 or more."));
        }
        self.noise = noise;
        Ok(())
    }
}

impl HasSite for Settings {
    fn site(&self) -> &Site {
        &self.site
    }

    fn site_mut(&mut self) -> &mut Site {
        &mut self.site
    }
}

impl HasWalk for Settings {
    const MOST_STEPS: usize = MOST_STEPS;
    const FASTEST: f64 = 1000.0;

    fn walk(&self) -> &Walk {
        &self.walk
    }

    fn walk_mut(&mut self) -> &mut Walk {
        &mut self.walk
    }
}

impl HasMethod for Settings {
    fn method(&self) -> &MethodSettings {
        &self.method
    }

    fn method_mut(&mut self) -> &mut MethodSettings {
        &mut self.method
    }
}

impl settings::Settings for Settings {
    const ROWS: &'static [&'static [Setting<Self>]] = &[
        Self::FORMULA,
        &[Setting::new(
            "start",
            |s, _| Some(Value::List(s.start.to_vec())),
            |s, name, value| value.numbers::<2>(name).map(|it| s.start = it),
        )],
        Self::METHOD,
        // A rate chosen for another formula than the first must be carried, for without one 1/L would be taken.
        &[Setting::<Self>::new(
            "rate",
            |s, _| Some(Value::Number(s.rate)),
            |s, name, value| s.set_rate(name, value),
        )
        .usually(|s, _| {
            let first = Self::default();
            (s.open || s.site.formula.text() == first.site.formula.text())
                .then_some(Value::Number(first.rate))
        })],
        Self::PARAMETERS,
        &[
            Setting::new(
                "schedule",
                |s, _| Some(Value::Text(schedule_text(&s.schedule))),
                |s, _, value| schedule(&value.text()).map(|it| s.schedule = it),
            ),
            Setting::new(
                "noise",
                |s, _| Some(Value::Number(s.noise)),
                |s, name, value| s.set_noise(name, value),
            ),
            Setting::new(
                "seed",
                |s, _| Some(whole(s.seed)),
                |s, name, value| value.count(name, LARGEST_SEED).map(|it| s.seed = it),
            ),
        ],
        Self::PLACE,
        Self::DRAWING,
        Self::PLAYED,
    ];
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
        settings.take(name, value)?;
        if !known.contains(&name.as_str()) && settings.method.method.parameter(name).is_none() {
            return Err(Problem::new(name, format!("{name} is no setting of this descent.")));
        }
    }
    Ok(settings.descent())
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
