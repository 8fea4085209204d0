//! [`Letter`]: a parameter of a formula, which a slider turns.

use hillside_core::{Expr, FormulaParameter, Landscape};
use serde::Serialize;

use crate::figure::Numbers;
use crate::settings::{Problem, Value};
use crate::site::rounded;

/// How far a slider reaches at least, either side of 0.
const REACH: f64 = 5.0;

/// How many steps a slider has.
const STEPS: f64 = 1000.0;

/// A parameter of a formula: its value, and the slider's ends and step.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Letter {
    /// What formulas, links and programs call it: `a`, `alpha`, `w_1`.
    pub name: String,
    /// What readers see: `a`, `α`, `w₁`.
    pub symbol: String,
    /// Its value.
    pub value: f64,
    /// The lower end of its slider.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// From one place of the slider to the next.
    pub step: f64,
}

impl Letter {
    fn new(parameter: &FormulaParameter, value: f64) -> Self {
        let (name, symbol) = (parameter.name.clone(), parameter.symbol());
        let mut letter = Self { name, symbol, value, low: 0.0, high: 0.0, step: 0.0 };
        letter.reach(REACH);
        letter.turn(value);
        letter
    }

    /// Takes a value; the slider reaches on where it lies outside, and is finer where it lies between the first steps.
    fn turn(&mut self, value: f64) {
        self.value = value;
        let size = value.abs();
        if size > self.high || (size > 0.0 && size < self.step) {
            self.reach(2.0 * size);
        }
    }

    /// Lets the slider reach a round number that is no smaller than `size`.
    fn reach(&mut self, size: f64) {
        // By products and quotients of exact powers of ten; a slider has no use for what lies beyond.
        let size = size.clamp(1e-12, 1e300);
        let mut unit = 1.0;
        while unit > size {
            unit /= 10.0;
        }
        while unit * 10.0 <= size {
            unit *= 10.0;
        }
        let high = [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * unit).find(|high| *high >= size);
        self.high = high.unwrap_or(size);
        self.low = -self.high;
        self.step = (self.high - self.low) / STEPS;
    }
}

/// The letters of a formula and their values. Values of letters that are not in the formula wait for one that has them:
/// attributes come in any order, and a letter that is deleted and typed again is still what it was.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Letters {
    present: Vec<Letter>,
    waiting: Vec<(String, f64)>,
    playing: Option<Playing>,
}

/// A letter that goes up and down through its range by itself.
#[derive(Clone, Debug, PartialEq)]
struct Playing {
    name: String,
    /// Where it is between the places of the slider.
    value: f64,
    /// 1 upwards, -1 downwards.
    way: f64,
}

/// How long one way through a range takes, in milliseconds.
const WAY: f64 = 5000.0;

impl Letters {
    /// The letters of the present formula, in the order in which it names them.
    pub(crate) fn present(&self) -> &[Letter] {
        &self.present
    }

    /// Those of another function or several, at the values they had, at those it is known for, or at 1.
    pub(crate) fn follow(&mut self, parameters: &[FormulaParameter], known: &[(&str, f64)]) {
        let given =
            |name: &str| self.waiting.iter().find(|(waiting, _)| waiting == name).map(|(_, value)| *value);
        let usual = |name: &str| known.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        let value = |parameter: &FormulaParameter| given(&parameter.name).or_else(|| usual(&parameter.name));
        let letter = |parameter: &FormulaParameter| {
            // A slider that is there already keeps its ends.
            let there = self.present.iter().find(|letter| letter.name == parameter.name);
            there.cloned().unwrap_or_else(|| Letter::new(parameter, value(parameter).unwrap_or(1.0)))
        };
        self.present = parameters.iter().map(letter).collect();
    }

    /// The function with the present values.
    pub(crate) fn applied(&self, function: &Expr) -> Expr {
        if self.present.is_empty() {
            return function.clone();
        }
        let value =
            |name: &str| self.present.iter().find(|letter| letter.name == name).map(|letter| letter.value);
        function.with_parameters(value)
    }

    /// Takes values, such as `a=2,b=1/3`; letters that are not among them stay.
    pub(crate) fn set(&mut self, setting: &str, value: &Value) -> Result<(), Problem> {
        let say = "parameters are letters of the formula with their values, such as a=2,b=0.5.";
        for (name, value) in assignments(setting, value, name, say)? {
            self.put(&name, value);
        }
        Ok(())
    }

    /// Gives a letter a value; where there is no such letter, it waits for one.
    pub(crate) fn put(&mut self, name: &str, value: f64) {
        if let Some(letter) = self.present.iter_mut().find(|letter| letter.name == name) {
            letter.turn(value);
        }
        self.waiting.retain(|(known, _)| known != name);
        self.waiting.push((name.to_owned(), value));
    }

    /// A letter at a place of its slider, as a setting; none where there is no such letter.
    pub(crate) fn turned(&self, name: &str, value: f64) -> Option<(String, Value)> {
        let letter = self.present.iter().find(|letter| letter.name == name)?;
        let value = rounded(value.clamp(letter.low, letter.high), 2.0 * letter.step);
        value.is_finite().then(|| ("parameters".to_owned(), Value::Text(format!("{name}={value}"))))
    }

    /// Where a letter has come after some milliseconds more of going up and down, as a setting.
    pub(crate) fn played(&mut self, name: &str, milliseconds: f64) -> Option<(String, Value)> {
        let letter = self.present.iter().find(|letter| letter.name == name)?;
        let mut playing = match self.playing.take() {
            Some(playing) if playing.name == name && (playing.value - letter.value).abs() <= letter.step => {
                playing
            }
            // Somebody has moved it, or it begins.
            _ => Playing { name: name.to_owned(), value: letter.value, way: 1.0 },
        };
        playing.value += playing.way * (letter.high - letter.low) * milliseconds.clamp(0.0, 100.0) / WAY;
        if playing.value >= letter.high || playing.value <= letter.low {
            playing.way = if playing.value >= letter.high { -1.0 } else { 1.0 };
            playing.value = playing.value.clamp(letter.low, letter.high);
        }
        let turned = self.turned(name, playing.value);
        self.playing = Some(playing);
        turned
    }

    /// What an action on a letter sets: `turnLetter` to a value, or `playLetter` for milliseconds. `None` for another.
    pub(crate) fn act(
        &mut self,
        action: &str,
        numbers: Numbers<'_>,
        letter: &str,
    ) -> Option<Vec<(String, Value)>> {
        let given = match action {
            "turnLetter" => self.turned(letter, numbers.at(0)),
            "playLetter" => self.played(letter, numbers.at(0)),
            _ => return None,
        };
        Some(given.into_iter().collect())
    }

    /// The present values as a setting; none where there is no letter.
    pub(crate) fn value(&self) -> Option<Value> {
        self.written(|letter| letter.value)
    }

    /// What they are before anybody turns them.
    pub(crate) fn usual(&self, known: &[(&str, f64)]) -> Option<Value> {
        self.written(|letter| {
            known.iter().find(|(name, _)| *name == letter.name).map_or(1.0, |(_, value)| *value)
        })
    }

    fn written(&self, value: impl Fn(&Letter) -> f64) -> Option<Value> {
        let pairs: Vec<String> =
            self.present.iter().map(|letter| format!("{}={}", letter.name, value(letter))).collect();
        (!pairs.is_empty()).then(|| Value::Text(pairs.join(",")))
    }

    /// What a title says of them: ` with a = 2`, or nothing.
    pub(crate) fn title(&self) -> String {
        let pairs: Vec<String> =
            self.present.iter().map(|letter| format!("{} = {}", letter.symbol, letter.value)).collect();
        if pairs.is_empty() { String::new() } else { format!(" with {}", pairs.join(", ")) }
    }
}

/// The formula a landscape is chosen by: with its letters, where it has some.
pub(crate) fn formula(landscape: &Landscape) -> String {
    landscape.family().map_or(landscape.formula, |family| family.formula).to_owned()
}

/// The letters of a landscape at their usual values, as a setting.
pub(crate) fn parameters(landscape: &Landscape) -> Value {
    let known = landscape.family().map_or(&[][..], |family| family.parameters);
    Value::Text(known.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(","))
}

/// What text such as `a=2,b=1/3` gives to which letters: `name` tells how a letter is called, and `say` what is wrong
/// where there is none.
pub(crate) fn assignments(
    setting: &str,
    value: &Value,
    name: impl Fn(&str) -> Option<String>,
    say: &str,
) -> Result<Vec<(String, f64)>, Problem> {
    let mut given = Vec::new();
    for part in value.text().split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let wrong = || Problem::new(setting, say);
        let (letter, number) = part.split_once('=').ok_or_else(wrong)?;
        let name = name(letter.trim()).ok_or_else(wrong)?;
        let number = Value::Text(number.trim().to_owned()).number(setting).map_err(|problem| Problem {
            message: format!("{letter}: {}", problem.message),
            start: None,
            end: None,
            suggestions: Vec::new(),
            ..problem
        })?;
        given.push((name, number));
    }
    Ok(given)
}

/// The one name of a letter, however it is written: `α`, `alpha` and `Alpha` are one.
fn name(text: &str) -> Option<String> {
    let formula = Expr::parse(&format!("x*({text})+y")).ok()?;
    match formula.parameters() {
        [only] if formula.to_string() == format!("x*{}+y", only.name) => Some(only.name.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(formula: &str, given: &str) -> Letters {
        let mut letters = Letters::default();
        letters.set("parameters", &Value::Text(given.to_owned())).unwrap();
        letters.follow(Expr::parse(formula).unwrap().parameters(), &[("k", 10.0)]);
        letters
    }

    #[test]
    fn letters_begin_at_one_or_where_they_are_known_for() {
        let letters = of("a*x^2+k*y^2", "");
        assert_eq!(letters.value(), Some(Value::Text("a=1,k=10".to_owned())));
        assert_eq!(letters.usual(&[("k", 10.0)]), letters.value());
        assert_eq!(of("x^2", "a=2").value(), None);
        assert_eq!(letters.title(), " with a = 1, k = 10");
    }

    #[test]
    fn values_wait_and_are_written_in_any_way() {
        let mut letters = of("a*x^2+alpha*y", "α = 1/4, a=-3");
        assert_eq!(letters.value(), Some(Value::Text("a=-3,alpha=0.25".to_owned())));
        letters.follow(Expr::parse("x^2").unwrap().parameters(), &[]);
        letters.follow(Expr::parse("x^2+a").unwrap().parameters(), &[]);
        assert_eq!(letters.present()[0].value, -3.0);
        for wrong in ["a", "a=", "=2", "x=2", "sin=1", "2=2", "a*b=2", "a=b", "a=1/0"] {
            let before = letters.clone();
            let problem = letters.set("parameters", &Value::Text(wrong.to_owned())).unwrap_err();
            assert!(problem.message.ends_with('.'), "{wrong}: {problem:?}");
            assert_eq!(letters, before, "{wrong}");
        }
    }

    #[test]
    fn a_letter_plays_up_and_down_in_short_decimals() {
        let mut letters = of("a*x", "");
        let (mut highest, mut lowest) = (f64::MIN, f64::MAX);
        for _ in 0..900 {
            let next = letters.played("a", 16.7).unwrap();
            letters.set("parameters", &next.1).unwrap();
            let value = letters.present()[0].value;
            assert!(value.to_string().len() <= 6, "{value}");
            (highest, lowest) = (highest.max(value), lowest.min(value));
        }
        assert_eq!((lowest, highest), (-5.0, 5.0));
        assert_eq!(letters.played("b", 16.7), None);
        assert_eq!(letters.turned("a", f64::NAN), None);
    }

    #[test]
    fn a_slider_reaches_what_is_typed() {
        let reach = |value: &str| {
            let letter = of("a*x", &format!("a={value}")).present()[0].clone();
            (letter.low, letter.high)
        };
        assert_eq!(reach("2"), (-5.0, 5.0));
        assert_eq!(reach("0"), (-5.0, 5.0));
        assert_eq!(reach("100"), (-200.0, 200.0));
        assert_eq!(reach("-7"), (-20.0, 20.0));
        assert_eq!(reach("0.001").1, 0.002);
        let huge = reach("1e308");
        assert!(huge.1.is_finite() && huge.1 > 0.0);
    }
}
