//! Measuring a figure's cases in the browser.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use hillside_page_tests::Page;
use serde::Deserialize;
use serde_json::json;

use crate::figure::Figure;
use crate::report::{Case, Contestant, Spread};

/// Rounds of a case go on for so long, unless there are enough.
const BUDGET: Duration = Duration::from_secs(8);
/// A case has at least so many rounds, slow as they may be,
const FEWEST: u32 = 3;
/// and at most so many.
const MOST: u32 = 9;

/// What the page says of a case before it is measured.
#[derive(Debug, Deserialize)]
struct Plan {
    name: String,
    contestants: Vec<String>,
}

/// What the page says of the results.
#[derive(Debug, Deserialize)]
struct Verdict {
    wrong: BTreeMap<String, String>,
    notes: BTreeMap<String, String>,
}

/// Measures every case of a figure on a page of its own.
pub(crate) fn figure(page: &Page, figure: &Figure, module: &str) -> Vec<Case> {
    page.go("/");
    page.until("the bench is loaded", || page.evaluate("return 'bench' in globalThis;", &[]));
    assert!(
        page.evaluate::<bool>("return bench.isolated;", &[]),
        "without isolation the clock is too coarse"
    );
    let plans: Vec<Plan> = page.evaluate("return bench.open(arguments[0]);", &[json!(module)]);
    plans.into_iter().enumerate().map(|(index, plan)| measure(page, figure, index, plan)).collect()
}

fn measure(page: &Page, figure: &Figure, index: usize, plan: Plan) -> Case {
    println!("  {}: {}", figure.number, plan.name);
    let warm = |who| page.evaluate("return bench.warm(...arguments);", &[json!(index), json!(who)]);
    let firsts: Vec<BTreeMap<String, f64>> = (0..plan.contestants.len()).map(warm).collect();
    let mut samples: Vec<Vec<BTreeMap<String, f64>>> = vec![Vec::new(); plan.contestants.len()];
    let start = Instant::now();
    for round in 0..MOST {
        if round >= FEWEST && start.elapsed() > BUDGET {
            break;
        }
        // Who was last is first next, or a collection of garbage would always fall to the same one.
        let order: Vec<usize> = (0..samples.len()).collect();
        let turns: Vec<usize> = if round % 2 == 0 { order } else { order.into_iter().rev().collect() };
        for who in turns {
            let taken: Vec<BTreeMap<String, f64>> =
                page.evaluate("return bench.turn(...arguments);", &[json!(index), json!(who)]);
            samples[who].extend(taken);
        }
    }
    let Verdict { mut wrong, mut notes } =
        page.evaluate("return bench.check(arguments[0]);", &[json!(index)]);
    let measured = firsts.into_iter().zip(samples);
    let contestants = plan.contestants.into_iter().zip(measured).map(|(name, (first, samples))| {
        // What a reader waits for once, before the browser has compiled anything well.
        let mut parts: BTreeMap<String, Vec<f64>> = BTreeMap::new();
        parts.extend(first.get("time").map(|time| ("first".to_owned(), vec![*time])));
        for (part, value) in samples.into_iter().flatten() {
            parts.entry(part).or_default().push(value);
        }
        Contestant {
            wrong: wrong.remove(&name),
            note: notes.remove(&name),
            parts: parts.into_iter().map(|(part, values)| (part, Spread::of(values))).collect(),
            name,
        }
    });
    Case { name: plan.name, contestants: contestants.collect() }
}
