//! [`Formulas`]: one formula for each output, of the same inputs, with letters.

use hillside_core::{Expr, FormulaParameter, VectorFunction, slopes};

use crate::letters::{Letter, Letters};
use crate::settings::{Problem, Value};

/// The most inputs and the most outputs a table of slopes is shown of.
pub(super) const MOST: usize = 8;

/// The formulas as typed, and what they say at the values of their letters.
#[derive(Clone, Debug)]
pub(super) struct Formulas {
    inputs: Vec<String>,
    /// As typed; always such that it can be read.
    text: String,
    pub(super) letters: Letters,
    function: VectorFunction,
}

impl Formulas {
    /// Formulas of x and y.
    ///
    /// # Panics
    ///
    /// If they cannot be read.
    pub(super) fn new(text: &str) -> Self {
        let (inputs, letters) = (["x", "y"].map(str::to_owned).to_vec(), Letters::default());
        let function = VectorFunction::parse_list(text, &["x", "y"]).expect("the first formulas can be read");
        Self { inputs, text: text.to_owned(), letters, function }
    }

    /// What the inputs are called.
    pub(super) fn inputs(&self) -> &[String] {
        &self.inputs
    }

    /// As typed.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// What they say, at the letters' values.
    pub(super) fn function(&self) -> &VectorFunction {
        &self.function
    }

    /// The letters, in the order in which the formulas name them.
    pub(super) fn letters(&self) -> &[Letter] {
        self.letters.present()
    }

    /// Whether they are a matrix of the letters a, b, c and d.
    pub(super) fn has_matrix(&self) -> bool {
        self.letters().iter().map(|letter| letter.name.as_str()).eq(["a", "b", "c", "d"])
    }

    /// The first of the formulas.
    pub(super) fn first(&self) -> &Expr {
        &self.function.formulas()[0]
    }

    /// What a picture of them is called: `(x, y) ↦ (x^2-y^2, 2*x*y)`.
    pub(super) fn title(&self) -> String {
        let outputs: Vec<String> = self.function.formulas().iter().map(ToString::to_string).collect();
        format!("({}) ↦ ({}){}", self.inputs.join(", "), outputs.join(", "), self.letters.title())
    }

    /// Takes formulas, or says why they cannot be read.
    pub(super) fn read(&mut self, setting: &str, value: &Value) -> Result<(), Problem> {
        self.take(setting, self.inputs.clone(), value.text())
    }

    /// Takes other inputs: letters, with commas between them.
    pub(super) fn name(&mut self, setting: &str, value: &Value) -> Result<(), Problem> {
        let text = value.text();
        let names: Vec<String> = text.split(',').map(|name| name.trim().to_owned()).collect();
        let distinct = names.iter().enumerate().all(|(at, name)| !names[..at].contains(name));
        if names.len() > MOST || !distinct || !names.iter().all(|name| is_letter(name)) {
            let say =
                format!("inputs are one to {MOST} different letters with commas between them, such as x,y.");
            return Err(Problem::new(setting, say));
        }
        self.take(setting, names, self.text.clone())
    }

    /// Takes values of letters.
    pub(super) fn turn(&mut self, setting: &str, value: &Value) -> Result<(), Problem> {
        self.letters.set(setting, value)?;
        self.apply();
        Ok(())
    }

    fn take(&mut self, setting: &str, inputs: Vec<String>, text: String) -> Result<(), Problem> {
        let names: Vec<&str> = inputs.iter().map(String::as_str).collect();
        let function = VectorFunction::parse_list(&text, &names)
            .map_err(|error| Problem::formula(setting, &text, &error))?;
        if function.shape()[0] > MOST {
            return Err(Problem::new(
                setting,
                format!("There are more than {MOST} formulas: leave some out."),
            ));
        }
        (self.inputs, self.text, self.function) = (inputs, text, function);
        let mut parameters: Vec<FormulaParameter> = Vec::new();
        for parameter in self.function.formulas().iter().flat_map(|formula| formula.parameters()) {
            if !parameters.iter().any(|known| known.name == parameter.name) {
                parameters.push(parameter.clone());
            }
        }
        self.letters.follow(&parameters, &[]);
        self.apply();
        Ok(())
    }

    /// Lets the letters have their values.
    fn apply(&mut self) {
        self.function = self.function.map(|formula| self.letters.applied(formula));
    }
}

/// Whether a text is one letter that can be a variable, such as `x` or `w_1`.
fn is_letter(name: &str) -> bool {
    let read = VectorFunction::parse(&[name], &[name]);
    let is_itself = |function: &VectorFunction| {
        function.formulas().iter().all(|formula| slopes(formula, &[0.5]) == (0.5, vec![1.0]))
    };
    name.chars().all(|sign| sign.is_alphanumeric() || sign == '_') && read.as_ref().is_ok_and(is_itself)
}
