//! [`Setting`]: one row of a figure's table of settings; [`Settings`]: what follows from the table.
//!
//! Links, attributes, fields, problems, menus and programs all read the same rows. What is the same in several figures
//! is written once, as rows of a trait: [`formula::HasFormula`], [`method::HasMethod`], [`walk::HasWalk`], [`crate::site::HasSite`].

pub(crate) mod formula;
pub(crate) mod method;
mod value;
pub(crate) mod walk;

use hillside_core::{Number, nearest_double};

pub use value::{Listed, Problem, Value};
pub(crate) use value::{one_of, sentence, whole, word};

/// A setting of `S`: its name, and how it is read and taken.
#[derive(Debug)]
pub(crate) struct Setting<S> {
    pub(crate) name: &'static str,
    /// Its value; `None` while there is no such setting, such as a parameter of another method.
    get: fn(&S, &'static str) -> Option<Value>,
    /// Takes a value, or says what is wrong with it and leaves everything as it was.
    set: fn(&mut S, &'static str, &Value) -> Result<(), Problem>,
    /// What it is before anybody sets it, given all others.
    usual: fn(&S, &'static str) -> Option<Value>,
}

impl<S: Settings> Setting<S> {
    /// A setting that is at first what it is in `S::default()`.
    pub(crate) const fn new(
        name: &'static str,
        get: fn(&S, &'static str) -> Option<Value>,
        set: fn(&mut S, &'static str, &Value) -> Result<(), Problem>,
    ) -> Self {
        Self { name, get, set, usual: |_, name| S::default().value(name) }
    }

    /// The same, but what it is at first depends on the other settings.
    pub(crate) const fn usually(self, usual: fn(&S, &'static str) -> Option<Value>) -> Self {
        Self { usual, ..self }
    }
}

/// The settings of a figure.
pub(crate) trait Settings: Default + 'static {
    /// The table, in the order in which links write settings and given ones are taken: what others depend on first.
    const ROWS: &'static [&'static [Setting<Self>]];

    /// The rows in order.
    fn rows() -> impl Iterator<Item = &'static Setting<Self>> {
        Self::ROWS.iter().copied().flatten()
    }

    /// The names of all settings, in order.
    fn names() -> Vec<&'static str> {
        Self::rows().map(|row| row.name).collect()
    }

    /// The value of one; `None` while there is no such setting.
    fn value(&self, name: &str) -> Option<Value> {
        Self::rows().find(|row| row.name == name).and_then(|row| (row.get)(self, row.name))
    }

    /// What one is before anybody sets it.
    fn usual(&self, name: &str) -> Option<Value> {
        Self::rows().find(|row| row.name == name).and_then(|row| (row.usual)(self, row.name))
    }

    /// Takes one setting.
    fn take(&mut self, name: &str, value: &Value) -> Result<(), Problem> {
        match Self::rows().find(|row| row.name == name) {
            Some(row) => (row.set)(self, row.name, value),
            None => {
                let names = Self::names().join(", ");
                Err(Problem::new(name, format!("{name} is not a setting: they are {names}.")))
            }
        }
    }

    /// Takes settings in the order of the table, whatever the order they are given in; each that cannot be taken
    /// is returned as a problem and stays as it was.
    fn take_all(&mut self, given: &[(String, Value)]) -> Vec<Problem> {
        let mut given: Vec<&(String, Value)> = given.iter().collect();
        given.sort_by_key(|(name, _)| Self::rows().position(|row| row.name == name));
        given.into_iter().filter_map(|(name, value)| self.take(name, value).err()).collect()
    }

    /// All settings there are at present.
    fn list(&self) -> Vec<(&'static str, Value)> {
        Self::rows().filter_map(|row| Some((row.name, (row.get)(self, row.name)?))).collect()
    }

    /// The settings that are not what they usually are: what a link must carry.
    fn changed(&self) -> Vec<(&'static str, Value)> {
        let mut list = self.list();
        list.retain(|(name, value)| self.usual(name).as_ref() != Some(value));
        list
    }
}

/// What follows from a table of settings, for a figure of any kind.
pub trait Table {
    /// The names of all settings, in order.
    fn names(&self) -> Vec<&'static str>;
    /// All settings there are at present.
    fn list(&self) -> Vec<(&'static str, Value)>;
    /// The settings that are not what they usually are: what a link must carry.
    fn changed(&self) -> Vec<(&'static str, Value)>;
    /// What one is before anybody sets it.
    fn usual(&self, name: &str) -> Option<Value>;
    /// Takes settings in the order of the table; each that cannot be taken is returned as a problem and stays as it was.
    fn take_all(&mut self, given: &[(String, Value)]) -> Vec<Problem>;
    /// Puts every setting back to what it is before anybody sets it.
    fn forget(&mut self);
}

impl<S: Settings> Table for S {
    fn names(&self) -> Vec<&'static str> {
        S::names()
    }

    fn list(&self) -> Vec<(&'static str, Value)> {
        Settings::list(self)
    }

    fn changed(&self) -> Vec<(&'static str, Value)> {
        Settings::changed(self)
    }

    fn usual(&self, name: &str) -> Option<Value> {
        Settings::usual(self, name)
    }

    fn take_all(&mut self, given: &[(String, Value)]) -> Vec<Problem> {
        Settings::take_all(self, given)
    }

    fn forget(&mut self) {
        *self = S::default();
    }
}

/// The largest whole number every link writes without loss.
pub(crate) const LARGEST_SEED: u64 = 1 << 53;

/// A logarithmic slider: the powers of ten at its ends, and how many digits it gives.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slider {
    pub(crate) ends: [f64; 2],
    pub(crate) digits: usize,
}

impl Slider {
    /// The place of a value, 0 to 1.
    pub(crate) fn place(self, value: f64) -> f64 {
        let [low, high] = self.ends;
        ((Number::log10(&value) - low) / (high - low)).clamp(0.0, 1.0)
    }

    /// The value at a place, 0 to 1; `None` for what is no place.
    pub(crate) fn at(self, place: f64) -> Option<f64> {
        let [low, high] = self.ends;
        let value = Number::pow(&10.0, &(low + place.clamp(0.0, 1.0) * (high - low)));
        let decimals = self.digits - 1;
        place.is_finite().then(|| nearest_double(&format!("{value:.decimals$e}")).unwrap_or(value))
    }
}
