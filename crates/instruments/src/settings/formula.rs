//! The rows of a formula with its letters and of what is seen of it, the same in every figure that has one.

use hillside_core::{Expr, Landscape};

use super::{Problem, Setting, Settings, Value, word};
use crate::figure::Numbers;
use crate::letters::{Letter, Letters};
use crate::view::View;

/// A formula as typed, what it says at the values of its letters, and what is seen of it.
#[derive(Clone, Debug)]
pub(crate) struct Formula {
    /// Its variables, in the order in which the function takes them.
    variables: &'static [&'static str],
    /// As typed; always one that can be read.
    text: String,
    letters: Letters,
    function: Expr,
    /// The view the reader chose; without one, what suits the formula.
    pub(crate) view: Option<View>,
}

/// The function follows from the rest.
impl PartialEq for Formula {
    fn eq(&self, other: &Self) -> bool {
        self.same_function(other) && self.view == other.view
    }
}

impl Formula {
    /// The formula a figure begins with.
    ///
    /// # Panics
    ///
    /// If it cannot be read.
    pub(crate) fn new(text: &str, variables: &'static [&'static str]) -> Self {
        let function = Expr::parse_of(text, variables).expect("the first formula can be read");
        let mut letters = Letters::default();
        letters.follow(function.parameters(), &[]);
        Self { variables, text: text.to_owned(), letters, function, view: None }
    }

    /// Whether text and letters say the same.
    pub(crate) fn same_function(&self, other: &Self) -> bool {
        self.text == other.text && self.letters.value() == other.letters.value()
    }

    /// As typed.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// What it says, at the letters' values.
    pub(crate) fn function(&self) -> &Expr {
        &self.function
    }

    /// Its letters, in the order in which it names them.
    pub(crate) fn letters(&self) -> &[Letter] {
        self.letters.present()
    }

    /// Takes a formula, or says why it cannot be read.
    fn read(&mut self, setting: &str, value: &Value) -> Result<(), Problem> {
        let text = value.text();
        let function = Expr::parse_of(&text, self.variables)
            .map_err(|error| Problem::formula(setting, &text, &error))?;
        self.text = text;
        self.letters.follow(function.parameters(), self.known());
        self.function = self.letters.applied(&function);
        Ok(())
    }

    /// Takes values of letters.
    fn turn(&mut self, setting: &str, value: &Value) -> Result<(), Problem> {
        self.letters.set(setting, value)?;
        self.function = self.letters.applied(&self.function);
        Ok(())
    }

    /// What an action on a letter sets: `turnLetter` to a value, or `playLetter` for milliseconds. `None` for another.
    pub(crate) fn act(
        &mut self,
        action: &str,
        numbers: Numbers<'_>,
        letter: &str,
    ) -> Option<Vec<(String, Value)>> {
        self.letters.act(action, numbers, letter)
    }

    /// The landscape it is, if it is one.
    pub(crate) fn landscape(&self) -> Option<&'static Landscape> {
        Landscape::of(&self.text)
    }

    /// The letters the landscape is known for, with their usual values.
    fn known(&self) -> &'static [(&'static str, f64)] {
        self.landscape().and_then(Landscape::family).map_or(&[], |family| family.parameters)
    }

    /// What tells its function from others: the text, and the values of its letters.
    pub(crate) fn identity(&self) -> String {
        let value = self.letters.value();
        value.map_or_else(|| self.text.clone(), |value| format!("{}; {}", self.text, value.text()))
    }

    /// What a picture of it is called.
    pub(crate) fn title(&self) -> String {
        format!("f({}) = {}{}", self.variables.join(", "), self.text, self.letters.title())
    }

    /// Whether it is written as it is read, so that a reader need not be shown how.
    pub(crate) fn is_plain(&self) -> bool {
        self.function.is_plain()
    }
}

/// Settings among which there is a formula.
pub(crate) trait HasFormula: Settings {
    /// The formula.
    fn formula(&self) -> &Formula;
    /// The formula, to be changed.
    fn formula_mut(&mut self) -> &mut Formula;

    /// The formula, the values of its letters, and what is seen of it.
    const FORMULA: &'static [Setting<Self>] = &[
        Setting::new(
            "formula",
            |s, _| Some(word(s.formula().text())),
            |s, name, value| s.formula_mut().read(name, value),
        ),
        Setting::<Self>::new(
            "parameters",
            |s, _| s.formula().letters.value(),
            |s, name, value| s.formula_mut().turn(name, value),
        )
        .usually(|s, _| s.formula().letters.usual(s.formula().known())),
        Setting::new(
            "view",
            |s, _| Some(view_value(s.formula().view)),
            |s, _, value| view(value).map(|it| s.formula_mut().view = it),
        ),
    ];
}

/// A view as a value.
pub(crate) fn view_value(view: Option<View>) -> Value {
    view.map_or_else(|| word("auto"), |view| Value::List(<[f64; 4]>::from(view).to_vec()))
}

/// A view, or `None` for whatever suits the formula.
pub(crate) fn view(value: &Value) -> Result<Option<View>, Problem> {
    if matches!(value, Value::Text(text) if text.trim().is_empty() || text == "auto") {
        return Ok(None);
    }
    let [x0, x1, y0, y1] = value.numbers::<4>("view")?;
    let view = View::new(x0, x1, y0, y1);
    Ok(Some(view.ok_or_else(|| {
        Problem::new("view", "view is x0,x1,y0,y1 with x0 below x1 and y0 below y1, not too small or large.")
    })?))
}
