//! The rows of an optimiser's settings, the same in every figure that has one.

use hillside_core::{Method, Parameter};

use super::{Problem, Setting, Settings, Value, one_of, word};

/// A method with its parameters.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MethodSettings {
    pub(crate) method: Method,
    /// Parameters by name as last given, also those of methods that are not running: attributes come in any order.
    waiting: Vec<(&'static str, f64)>,
}

impl From<Method> for MethodSettings {
    fn from(method: Method) -> Self {
        Self { method, waiting: Vec::new() }
    }
}

impl MethodSettings {
    fn choose(&mut self, value: &Value) -> Result<(), Problem> {
        let text = value.text();
        let method = Method::named(text.trim()).ok_or_else(|| {
            one_of("method", &Method::kinds().iter().map(|kind| kind.name).collect::<Vec<_>>())
        })?;
        // Choosing the method that runs already keeps its parameters.
        if method.kind() != self.method.kind() {
            let given =
                |method: Method, (name, number): &(&str, f64)| method.with(name, *number).unwrap_or(method);
            self.method = self.waiting.iter().fold(method, given);
        }
        Ok(())
    }

    fn set(&mut self, name: &'static str, value: &Value) -> Result<(), Problem> {
        let number = value.number(name)?;
        if let Some(known) = self.known(name) {
            self.method = self.method.with(name, number).ok_or_else(|| out_of_range(known))?;
        }
        self.waiting.retain(|(known, _)| *known != name);
        self.waiting.push((name, number));
        Ok(())
    }

    /// The parameter of this name, if the present method has it.
    fn known(&self, name: &str) -> Option<&'static Parameter> {
        self.method.kind().parameters.iter().find(|known| known.name == name)
    }
}

/// Settings among which there is a method.
pub(crate) trait HasMethod: Settings {
    /// The method.
    fn method(&self) -> &MethodSettings;
    /// The method, to be changed.
    fn method_mut(&mut self) -> &mut MethodSettings;

    /// Which method.
    const METHOD: &'static [Setting<Self>] = &[Setting::new(
        "method",
        |s, _| Some(word(s.method().method.kind().name)),
        |s, _, value| s.method_mut().choose(value),
    )];

    /// What the methods have parameters for.
    const PARAMETERS: &'static [Setting<Self>] = &[
        parameter("momentum"),
        parameter("decay"),
        parameter("beta1"),
        parameter("beta2"),
        parameter("epsilon"),
        parameter("weightDecay"),
    ];
}

const fn parameter<S: HasMethod>(name: &'static str) -> Setting<S> {
    Setting::<S>::new(
        name,
        |s, name| s.method().method.parameter(name).map(Value::Number),
        |s, name, value| s.method_mut().set(name, value),
    )
    .usually(|s, name| s.method().known(name).map(|known| Value::Number(known.default)))
}

/// What is wrong with a parameter that is too small or too large.
pub(crate) fn out_of_range(known: &Parameter) -> Problem {
    let [low, high] = known.range;
    Problem::new(known.name, format!("{} ({}) must lie between {low} and {high}.", known.title, known.symbol))
}
