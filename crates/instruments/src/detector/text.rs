//! How the settings that are more than a number or a name are written in a link: target, data, start, batch, history.

use hillside_core::{Data, MOST_EXAMPLES, Method, PATTERNS, Start, Target};

use super::run::{Change, MOST_CHANGES};
use super::settings::{MOST_TRAINING_STEPS, problem, rate};
use crate::settings::method::out_of_range;
use crate::settings::{Problem, Value};
use hillside_core::TrainingError;

/// Finite numbers; text separates them by commas.
pub(super) fn numbers(name: &str, value: &Value) -> Result<Vec<f64>, Problem> {
    let wrong = || Problem::new(name, format!("{name} are finite numbers separated by commas."));
    let list = match value {
        Value::List(list) => list.clone(),
        Value::Number(number) => vec![*number],
        Value::Text(text) => text
            .split(',')
            .map(|part| Value::Text(part.trim().to_owned()).number(name))
            .collect::<Result<_, _>>()
            .map_err(|_| wrong())?,
    };
    if list.iter().all(|number| number.is_finite()) { Ok(list) } else { Err(wrong()) }
}

/// A target by its name, as 512 labels, or as the numbers of the patterns that count.
pub(super) fn target(value: &Value) -> Result<Target, Problem> {
    if let Value::Text(text) = value
        && let Some(named) = Target::named(text.trim())
    {
        return Ok(named);
    }
    let wrong = || {
        Problem::new(
            "target",
            format!(
                "target is one of {}, or 512 labels that are 0 or 1, or the numbers (0 to 511) of the patterns that count as X.",
                Target::NAMES.join(", ")
            ),
        )
    };
    let given = numbers("target", value).map_err(|_| wrong())?;
    let labels = if given.len() == PATTERNS {
        given
    } else {
        let mut labels = vec![0.0; PATTERNS];
        for pattern in given {
            let place = (0..PATTERNS).find(|known| real(*known) == pattern);
            labels[place.ok_or_else(wrong)?] = 1.0;
        }
        labels
    };
    let target = Target::from_labels(&labels).ok_or_else(wrong)?;
    match target.positives() {
        0 => Err(problem(&TrainingError::OneClass(false))),
        PATTERNS => Err(problem(&TrainingError::OneClass(true))),
        _ => Ok(target),
    }
}

pub(super) fn target_text(target: &Target) -> String {
    if !matches!(target, Target::Labels(_)) {
        return target.name().to_owned();
    }
    let counted = (0..PATTERNS).filter(|pattern| target.label(*pattern));
    counted.map(|pattern| pattern.to_string()).collect::<Vec<_>>().join(",")
}

/// What a run is trained on: `all`, or such as `sample count=200 noise=0.5 balanced=no`.
pub(super) fn data(text: &str) -> Result<Data, Problem> {
    let wrong = || {
        Problem::new(
            "data",
            format!(
                "data is all, or sample count=200 noise=0.5 balanced=no, with a count from 1 to {MOST_EXAMPLES}."
            ),
        )
    };
    let mut words = text.split_whitespace();
    match words.next() {
        Some("all") if words.next().is_none() => Ok(Data::All),
        Some("sample") => {
            let (mut count, mut noise, mut balanced) = (512, 0.0, false);
            for word in words {
                let (key, given) = word.split_once('=').ok_or_else(wrong)?;
                let value = Value::Text(given.to_owned());
                match key {
                    "count" => {
                        let given = value.count("data", MOST_EXAMPLES as u64).map_err(|_| wrong())?;
                        count = usize::try_from(given).ok().filter(|count| *count > 0).ok_or_else(wrong)?;
                    }
                    "noise" => noise = value.number_in("data", 0.0, 100.0)?,
                    "balanced" => balanced = matches!(given, "yes" | "1" | "true"),
                    _ => return Err(wrong()),
                }
            }
            Ok(Data::Sample { count, noise, balanced })
        }
        _ => Err(wrong()),
    }
}

pub(super) fn data_text(data: &Data) -> String {
    match data {
        Data::All => "all".to_owned(),
        Data::Sample { count, noise, balanced } => {
            format!("sample count={count} noise={noise} balanced={}", if *balanced { "yes" } else { "no" })
        }
    }
}

/// What a run starts with: `random`, `zero` or `nudge`, the first and the last perhaps with a size.
pub(super) fn start(text: &str) -> Result<Start, Problem> {
    let wrong = || {
        Problem::new("start", "start is random, zero or nudge; such as random scale=0.5 or nudge size=1e-8.")
    };
    let mut words = text.split_whitespace();
    let mut start = words.next().and_then(Start::named).ok_or_else(wrong)?;
    for word in words {
        let (key, given) = word.split_once('=').ok_or_else(wrong)?;
        let number = Value::Text(given.to_owned()).number_in("start", 0.0, 1e3)?;
        match (&mut start, key) {
            (Start::Random { scale }, "scale") => *scale = number,
            (Start::Nudge { size }, "size") => *size = number,
            _ => return Err(wrong()),
        }
    }
    Ok(start)
}

pub(super) fn start_text(start: &Start) -> String {
    let usual = Start::named(start.name());
    match start {
        Start::Random { scale } if usual.as_ref() != Some(start) => format!("random scale={scale}"),
        Start::Nudge { size } if usual.as_ref() != Some(start) => format!("nudge size={size}"),
        start => start.name().to_owned(),
    }
}

/// How many examples a step sees: `all`, or a number.
pub(super) fn batch(value: &Value) -> Result<Option<usize>, Problem> {
    if matches!(value, Value::Text(text) if text.trim() == "all") {
        return Ok(None);
    }
    let wrong = || problem(&TrainingError::Batch(0));
    let count = value.count("batch", MOST_EXAMPLES as u64).map_err(|_| wrong())?;
    usize::try_from(count).ok().filter(|count| *count > 0).map(Some).ok_or_else(wrong)
}

pub(super) fn batch_text(batch: Option<usize>) -> String {
    batch.map_or_else(|| "all".to_owned(), |size| size.to_string())
}

/// What was changed on the way, such as `0:rate=1;120:rate=0.5;200:method=adam beta1=0.8;300:w12=-0.25`.
pub(super) fn history(text: &str) -> Result<Vec<(usize, Change)>, Problem> {
    let wrong = || {
        Problem::new(
            "history",
            format!(
                "history is changes by step, such as 120:rate=0.5;300:w12=-0.25, at most {MOST_CHANGES} of them."
            ),
        )
    };
    let mut changes: Vec<(usize, Change)> = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (at, what) = part.split_once(':').ok_or_else(wrong)?;
        let at =
            Value::Text(at.to_owned()).count("history", MOST_TRAINING_STEPS as u64).map_err(|_| wrong())?;
        let at = usize::try_from(at).map_err(|_| wrong())?;
        if changes.last().is_some_and(|(before, _)| *before > at) || changes.len() == MOST_CHANGES {
            return Err(wrong());
        }
        changes.push((at, change(what).map_err(|problem| Problem::new("history", problem.message))?));
    }
    Ok(changes)
}

fn change(text: &str) -> Result<Change, Problem> {
    let wrong = || {
        Problem::new("history", format!("“{text}” is no change: write rate=…, method=…, batch=… or w12=…."))
    };
    let (name, value) = text.split_once('=').ok_or_else(wrong)?;
    let given = Value::Text(value.to_owned());
    Ok(match name {
        "rate" => Change::Rate(rate(&given)?),
        "batch" => Change::Batch(batch(&given)?),
        "method" => {
            let mut words = value.split_whitespace();
            let mut method = words.next().and_then(Method::named).ok_or_else(wrong)?;
            for word in words {
                let (key, number) = word.split_once('=').ok_or_else(wrong)?;
                let known =
                    method.kind().parameters.iter().find(|known| known.name == key).ok_or_else(wrong)?;
                let number = Value::Text(number.to_owned()).number("history")?;
                method = method.with(key, number).ok_or_else(|| out_of_range(known))?;
            }
            Change::Method(method)
        }
        name => {
            let index = name.strip_prefix('w').and_then(|index| index.parse().ok()).ok_or_else(wrong)?;
            Change::Weight(index, given.number("history")?)
        }
    })
}

pub(super) fn history_text(changes: &[(usize, Change)]) -> String {
    let text = |change: &Change| match change {
        Change::Rate(rate) => format!("rate={rate}"),
        Change::Batch(batch) => format!("batch={}", batch_text(*batch)),
        Change::Weight(index, value) => format!("w{index}={value}"),
        Change::Method(method) => {
            let mut text = format!("method={}", method.kind().name);
            for known in method.kind().parameters {
                let value = method.parameter(known.name).unwrap_or(known.default);
                text.push_str(&format!(" {}={value}", known.name));
            }
            text
        }
    };
    changes.iter().map(|(at, change)| format!("{at}:{}", text(change))).collect::<Vec<_>>().join(";")
}

#[expect(clippy::cast_precision_loss, reason = "a pattern is at most 511")]
fn real(pattern: usize) -> f64 {
    pattern as f64
}
