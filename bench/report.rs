//! What came out, as a table and as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::figure::{Bar, Figure};

/// Who is measured; everyone else is a peer.
const OURS: &str = "hillside";

/// Several runs of the same work.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Spread {
    pub(crate) median: f64,
    pub(crate) min: f64,
    pub(crate) max: f64,
    pub(crate) runs: usize,
}

impl Spread {
    /// Of at least one run.
    pub(crate) fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let runs = values.len();
        let at = |index: usize| values.get(index).copied().unwrap_or(f64::NAN);
        let median = f64::midpoint(at(runs.saturating_sub(1) / 2), at(runs / 2));
        Self { median, min: at(0), max: at(runs.saturating_sub(1)), runs }
    }
}

/// What one contestant did in a case. The part `time` counts, in milliseconds; others explain it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Contestant {
    pub(crate) name: String,
    pub(crate) parts: BTreeMap<String, Spread>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wrong: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

impl Contestant {
    fn time(&self) -> Option<Spread> {
        self.parts.get("time").copied()
    }
}

/// One piece of work, done by everyone.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) contestants: Vec<Contestant>,
}

impl Case {
    fn ours(&self) -> Option<&Contestant> {
        self.contestants.iter().find(|one| one.name == OURS)
    }

    /// How many times as long a contestant takes, by medians and by minima.
    fn ratios(&self, peer: &Contestant) -> Option<(f64, f64)> {
        let (ours, theirs) = (self.ours()?.time()?, peer.time()?);
        Some((theirs.median / ours.median, theirs.min / ours.min))
    }

    fn peers(&self) -> impl Iterator<Item = &Contestant> {
        self.contestants.iter().filter(|one| one.name != OURS)
    }
}

/// A figure with all that came out.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Outcome {
    number: u32,
    title: &'static str,
    cases: Vec<Case>,
    /// In words.
    required: Option<String>,
    /// The worst of all cases, in words.
    reached: String,
    met: Option<bool>,
    /// How many processes wanted the machine, on average over a minute, before and after.
    load: [Option<f64>; 2],
}

impl Outcome {
    pub(crate) fn new(figure: &Figure, cases: Vec<Case>, load: [Option<f64>; 2]) -> Self {
        let right = cases.iter().all(|case| case.ours().is_some_and(|ours| ours.wrong.is_none()));
        let worst = |values: Vec<f64>| values.into_iter().fold(f64::INFINITY, f64::min);
        let (required, reached, met) = match figure.bar {
            Bar::Faster(times) => {
                let ratio = worst(
                    cases
                        .iter()
                        .flat_map(|case| case.peers().filter_map(|peer| Some(case.ratios(peer)?.0)))
                        .collect(),
                );
                (
                    Some(format!("at least {times} times faster")),
                    format!("{ratio:.1} times"),
                    Some(ratio >= times),
                )
            }
            Bar::ShareOfFrames(share) => {
                let reached = worst(
                    cases.iter().filter_map(|case| Some(case.ours()?.parts.get("share")?.median)).collect(),
                );
                (
                    Some(format!("{:.0} % of frames under 8 ms of script", 100.0 * share)),
                    format!("{:.1} %", 100.0 * reached),
                    Some(reached >= share),
                )
            }
            Bar::Bytes(most) => {
                let sum = cases
                    .iter()
                    .filter_map(|case| Some(case.ours()?.parts.get("gzip")?.median))
                    .fold(0.0, f64::max);
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "a page of 2^52 bytes would have other troubles"
                )]
                let most = most as f64;
                (
                    Some(format!("at most {:.0} KiB", most / 1024.0)),
                    format!("{:.1} KiB", sum / 1024.0),
                    Some(sum <= most),
                )
            }
            Bar::Within(most) => {
                let medians = cases.iter().filter_map(|case| Some(case.ours()?.time()?.median)).collect();
                let middle = Spread::of(medians).median;
                (Some(format!("at most {most} ms")), format!("{} ms", digits(middle)), Some(middle <= most))
            }
            Bar::None => (None, String::new(), None),
        };
        Self {
            number: figure.number,
            title: figure.title,
            cases,
            required,
            reached: if right { reached } else { format!("{reached}, but with wrong results") },
            met: met.map(|met| met && right),
            load,
        }
    }

    /// Prints the cases.
    pub(crate) fn print(&self) {
        println!("\n{}. {}", self.number, self.title);
        for case in &self.cases {
            println!("   {}", case.name);
            for contestant in &case.contestants {
                let mut line = format!("      {:<12}", contestant.name);
                if let Some(time) = contestant.time() {
                    line.push_str(&format!(
                        "{:>11} ms  ({} to {}, {} runs)",
                        digits(time.median),
                        digits(time.min),
                        digits(time.max),
                        time.runs
                    ));
                }
                if contestant.name != OURS
                    && let Some((median, least)) = case.ratios(contestant)
                {
                    line.push_str(&format!("  {}× (of minima {}×)", digits(median), digits(least)));
                }
                println!("{line}");
                let parts: Vec<String> = contestant
                    .parts
                    .iter()
                    .filter(|(part, _)| *part != "time")
                    .map(|(part, spread)| format!("{part} {}", digits(spread.median)))
                    .collect();
                for text in [parts.join(", "), contestant.note.clone().unwrap_or_default()] {
                    if !text.is_empty() {
                        println!("         {text}");
                    }
                }
                if let Some(wrong) = &contestant.wrong {
                    println!("         WRONG: {wrong}");
                }
            }
        }
    }

    /// Prints one line: asked, reached, met.
    pub(crate) fn print_verdict(&self) {
        let Some(required) = &self.required else { return };
        let word = if self.met == Some(true) { "met   " } else { "MISSED" };
        println!("{word} {}. {required}: {}", self.number, self.reached);
    }
}

/// Three digits of meaning.
fn digits(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::FIGURES;

    fn contestant(name: &str, times: &[f64]) -> Contestant {
        let parts = BTreeMap::from([("time".to_owned(), Spread::of(times.to_vec()))]);
        Contestant { name: name.to_owned(), parts, wrong: None, note: None }
    }

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(Spread::of(vec![3.0, 1.0, 2.0]), Spread { median: 2.0, min: 1.0, max: 3.0, runs: 3 });
        assert!((Spread::of(vec![4.0, 1.0, 2.0, 3.0]).median - 2.5).abs() < 1e-15);
    }

    #[test]
    fn the_worst_case_decides() {
        let case = |ours: f64, theirs: f64| Case {
            name: String::new(),
            contestants: vec![contestant(OURS, &[ours]), contestant("closure", &[theirs])],
        };
        let outcome = |cases| Outcome::new(&FIGURES[0], cases, [None; 2]);
        assert_eq!(outcome(vec![case(1.0, 3.0), case(2.0, 5.0)]).met, Some(true));
        assert_eq!(outcome(vec![case(1.0, 3.0), case(2.0, 3.0)]).met, Some(false));
        let mut wrong = case(1.0, 9.0);
        wrong.contestants[0].wrong = Some("off".to_owned());
        assert_eq!(outcome(vec![wrong]).met, Some(false), "wrong results are not fast");
    }
}
