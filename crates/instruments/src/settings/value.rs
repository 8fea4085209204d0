//! Settings as a reader gives them: text, a number or a list, checked one by one.

use hillside_core::{Expr, FormulaError, FormulaErrorKind};
use serde::Serialize;

/// A setting's value as it comes from an attribute, a link, a field or a program.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// Words, or a number written out.
    Text(String),
    /// A number.
    Number(f64),
    /// Several numbers.
    List(Vec<f64>),
}

/// Settings as a record, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed(pub Vec<(&'static str, Value)>);

impl Serialize for Listed {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// Why a setting was not taken. What was set before stays.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Problem {
    /// The name of the setting.
    pub setting: String,
    /// What is wrong and what to do, as one sentence.
    pub message: String,
    /// Where in the text it lies, as UTF-16 offsets, if it lies somewhere.
    pub start: Option<usize>,
    /// Where that ends.
    pub end: Option<usize>,
    /// Whole texts that would be taken instead.
    pub suggestions: Vec<String>,
    /// Whether nothing is known to be wrong: what reads it has not been loaded.
    pub unread: bool,
}

impl Problem {
    /// A problem with the setting as a whole.
    pub(crate) fn new(setting: &str, message: impl Into<String>) -> Self {
        Self {
            setting: setting.to_owned(),
            message: message.into(),
            start: None,
            end: None,
            suggestions: Vec::new(),
            unread: false,
        }
    }

    /// A problem at a place of the text.
    pub(crate) fn formula(setting: &str, text: &str, error: &FormulaError) -> Self {
        let span = error.utf16_span(text);
        Self {
            setting: setting.to_owned(),
            message: sentence(&error.to_string()),
            start: Some(span.start),
            end: Some(span.end),
            suggestions: error.suggestions().to_vec(),
            unread: error.kind() == FormulaErrorKind::Unread,
        }
    }
}

/// A message that begins with a capital and ends with a full stop, unless it opens with code.
pub(crate) fn sentence(message: &str) -> String {
    let mut sentence = message.to_owned();
    // Messages are English.
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    if !message.ends_with(['.', '?', '!']) {
        sentence.push('.');
    }
    sentence
}

/// What is wrong with a word that is none of these.
pub(crate) fn one_of(setting: &str, words: &[&str]) -> Problem {
    Problem::new(setting, format!("{setting} is one of {}.", words.join(", ")))
}

/// A word as a value.
pub(crate) fn word(word: &str) -> Value {
    Value::Text(word.to_owned())
}

/// A count or a seed, at most 2^53, as a value.
#[expect(clippy::cast_precision_loss, reason = "at most 2^53")]
pub(crate) fn whole(count: u64) -> Value {
    Value::Number(count as f64)
}

impl Value {
    /// Which of two words it is: whether the first.
    pub(crate) fn is_first_of(&self, setting: &str, words: [&str; 2]) -> Result<bool, Problem> {
        let text = self.text();
        let place = words.iter().position(|word| *word == text.trim());
        place
            .map(|place| place == 0)
            .ok_or_else(|| Problem::new(setting, format!("{setting} is {} or {}.", words[0], words[1])))
    }

    /// One finite number. Text may be a formula without letters, such as `1/20` or `2*pi`.
    pub(crate) fn number(&self, setting: &str) -> Result<f64, Problem> {
        let value = match self {
            Self::Number(value) => *value,
            Self::List(list) if list.len() == 1 => list[0],
            Self::List(_) => return Err(Problem::new(setting, format!("{setting} is one number."))),
            Self::Text(text) => {
                let formula =
                    Expr::parse_with(text, &[]).map_err(|error| Problem::formula(setting, text, &error))?;
                formula.read(&[])
            }
        };
        if value.is_finite() {
            Ok(value)
        } else {
            Err(Problem::new(setting, format!("{setting} must be a finite number.")))
        }
    }

    /// `N` finite numbers; text separates them by commas.
    pub(crate) fn numbers<const N: usize>(&self, setting: &str) -> Result<[f64; N], Problem> {
        let wrong = || Problem::new(setting, format!("{setting} is {N} finite numbers separated by commas."));
        self.list(setting, N)?.try_into().map_err(|_| wrong())
    }

    /// So many finite numbers; text separates them by commas.
    pub(crate) fn list(&self, setting: &str, count: usize) -> Result<Vec<f64>, Problem> {
        let list: Vec<f64> = match self {
            Self::List(list) => list.clone(),
            Self::Number(value) => vec![*value],
            Self::Text(text) => text
                .split(',')
                .map(|part| Self::Text(part.trim().to_owned()).number(setting))
                .collect::<Result<_, _>>()
                .map_err(|problem| Problem { start: None, end: None, suggestions: Vec::new(), ..problem })?,
        };
        let fits = list.len() == count && list.iter().all(|value| value.is_finite());
        let each = if count == 1 {
            "one finite number".to_owned()
        } else {
            format!("{count} finite numbers separated by commas")
        };
        if fits { Ok(list) } else { Err(Problem::new(setting, format!("{setting} is {each}."))) }
    }

    /// A number between two bounds, both allowed.
    pub(crate) fn number_in(&self, setting: &str, low: f64, high: f64) -> Result<f64, Problem> {
        let value = self.number(setting)?;
        if (low..=high).contains(&value) {
            Ok(value)
        } else {
            Err(Problem::new(setting, format!("{setting} must lie between {low} and {high}.")))
        }
    }

    /// A whole number from 0 to `high`.
    pub(crate) fn count(&self, setting: &str, high: u64) -> Result<u64, Problem> {
        let value = self.number(setting)?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked to be whole and in range"
        )]
        #[expect(clippy::cast_precision_loss, reason = "bounds are at most 2^53")]
        if value.fract() == 0.0 && (0.0..=high as f64).contains(&value) {
            Ok(value as u64)
        } else {
            Err(Problem::new(setting, format!("{setting} must be a whole number from 0 to {high}.")))
        }
    }

    /// The text; a number is written out.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(value) => value.to_string(),
            Self::List(list) => list.iter().map(f64::to_string).collect::<Vec<_>>().join(","),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_may_be_written_as_formulas() {
        assert_eq!(Value::Text("1/20".into()).number("rate"), Ok(0.05));
        assert_eq!(Value::Text(" 1e-3 ".into()).number("rate"), Ok(0.001));
        assert_eq!(Value::Text("1, -2".into()).numbers("start"), Ok([1.0, -2.0]));
        assert_eq!(Value::Number(3.0).count("step", 10), Ok(3));
    }

    #[test]
    fn what_is_no_number_is_explained() {
        for text in ["", "abc", "1/0", "0/0", "1e999", "x"] {
            let problem = Value::Text(text.into()).number("rate").unwrap_err();
            assert!(problem.message.ends_with('.') && problem.setting == "rate", "{text}: {problem:?}");
        }
        assert!(Value::Text("1".into()).numbers::<2>("start").is_err());
        assert!(Value::List(vec![1.0, f64::NAN]).numbers::<2>("start").is_err());
        assert!(Value::Number(2.5).count("step", 10).is_err());
        assert!(Value::Number(-1.0).count("step", 10).is_err());
        assert!(Value::Number(11.0).number_in("speed", 1.0, 10.0).is_err());
    }
}
