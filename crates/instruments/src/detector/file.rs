//! A run as a file: settings, weights and loss curve as JSON, written whole and read with suspicion.

use super::json::Json;
use super::run::Run;
use super::settings::{Settings, problem};
use super::{AT_ONCE, DetectorInstrument};
use crate::figure::Figure;
use crate::settings::{Problem, Settings as _, Value};

/// The largest file that is read, in bytes; the largest run takes a tenth of it.
const LARGEST_FILE: usize = 1 << 20;

/// What a file says it is.
const KIND: &str = "hillside-detector";

impl DetectorInstrument {
    /// The run as JSON: the settings that lead to it, the weights as they are, and the loss on the way.
    #[must_use]
    pub fn save(&self) -> String {
        let text = |text: &str| {
            let escaped: String = text
                .chars()
                .map(|c| match c {
                    '"' => "\\\"".to_owned(),
                    '\\' => "\\\\".to_owned(),
                    c if c < ' ' => " ".to_owned(),
                    c => c.to_string(),
                })
                .collect();
            format!("\"{escaped}\"")
        };
        let list = |numbers: &[f64]| {
            format!("[{}]", numbers.iter().map(f64::to_string).collect::<Vec<_>>().join(", "))
        };
        let value = |value: &Value| match value {
            Value::Text(words) => text(words),
            // JSON has no word for what is no number; no setting is such.
            Value::Number(number) => number.to_string(),
            Value::List(numbers) => list(numbers),
        };
        let settings: Vec<String> = self
            .settings()
            .iter()
            .map(|(name, item)| format!("    {}: {}", text(name), value(item)))
            .collect();
        let curve: Vec<String> = self
            .run
            .curve()
            .filter(|(_, loss)| loss.is_finite())
            .map(|(step, loss)| format!("[{step}, {loss}]"))
            .collect();
        format!(
            "{{\n  \"kind\": \"{KIND}\",\n  \"version\": 1,\n  \"settings\": {{\n{}\n  }},\n  \"step\": {},\n  \"weights\": {},\n  \"curve\": [{}]\n}}\n",
            settings.join(",\n"),
            self.index(),
            list(self.training().weights()),
            curve.join(", ")
        )
    }

    /// Takes a run from a file that [`save`](Self::save) wrote.
    ///
    /// The steps are taken again if that is the work of a moment, so that one can go back in them; a longer run
    /// goes on from its weights.
    ///
    /// # Errors
    ///
    /// One sentence: why the file cannot be taken. Nothing is changed then.
    pub fn load(&mut self, text: &str) -> Result<(), Problem> {
        let refuse = |message: String| Problem::new("file", message);
        if text.len() > LARGEST_FILE {
            return Err(refuse("The file is larger than a megabyte: no detector's file is.".to_owned()));
        }
        let file = Json::read(text).map_err(refuse)?;
        if file.member("kind") != Some(&Json::Text(KIND.to_owned())) {
            return Err(refuse(format!(
                "The file is JSON, but no detector's: it does not say \"kind\": \"{KIND}\"."
            )));
        }
        if file.member("version") != Some(&Json::Number(1.0)) {
            return Err(refuse("The file is of another version; this page reads version 1.".to_owned()));
        }
        let settings = read_settings(&file)?;
        let Some(weights) = file.member("weights").and_then(Json::numbers) else {
            return Err(refuse("The file has no list of numbers named \"weights\".".to_owned()));
        };
        let begin = |settings: &Settings| {
            Run::new(settings.base(), settings.changes())
                .map_err(|error| refuse(format!("The file cannot be taken: {}", problem(&error).message)))
        };
        // The weights must fit, whether or not they are what the steps lead to.
        let settled = settings.settled(weights.clone(), settings.walk.step);
        let from_weights = begin(&settled)?;
        let mut loaded = Self::of(settings.clone(), begin(&settings)?);
        if loaded.effort().saturating_mul(settings.walk.length) / AT_ONCE < 8 {
            loaded.run.advance(settings.walk.length);
            loaded.run.seek(settings.walk.step);
        }
        if loaded.run.index() != settings.walk.step || loaded.training().weights() != weights {
            loaded = Self::of(settled, from_weights);
        }
        loaded.goal = loaded.index();
        loaded.version = self.version + 1;
        loaded.settle();
        *self = loaded;
        Ok(())
    }
}

/// The settings a file gives, all others at their defaults.
fn read_settings(file: &Json) -> Result<Settings, Problem> {
    let refuse = |message: String| Problem::new("file", message);
    let mut settings = Settings::default();
    let members = match file.member("settings") {
        Some(Json::Record(members)) => members,
        _ => return Err(refuse("The file has no record named \"settings\".".to_owned())),
    };
    let mut given = Vec::new();
    for (name, item) in members {
        let value = match item {
            Json::Text(text) => Value::Text(text.clone()),
            Json::Number(number) => Value::Number(*number),
            item => match item.numbers() {
                Some(numbers) => Value::List(numbers),
                None => {
                    return Err(refuse(format!(
                        "The file’s setting {name} is no text, number or list of numbers."
                    )));
                }
            },
        };
        given.push((name.clone(), value));
    }
    match settings.take_all(&given).first() {
        Some(problem) => Err(refuse(format!("The file’s settings cannot be taken: {}", problem.message))),
        None => Ok(settings),
    }
}
