//! How long proofs take: every landscape and every surface of the reference, one line each.
//!
//! `cargo run --release -p hillside-core --example proofs`
//!
//! Milliseconds, cells looked at, and what was proved: for critical points how many were found,
//! of them degenerate or in doubt, and whether there are no others; for the Lipschitz constant its
//! enclosure.

use std::time::Instant;

use hillside_core::{CriticalSearch, Expr, LipschitzSearch, landscapes};
use serde_json::Value;

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}

/// The best of `runs` runs.
fn critical(name: &str, text: &str, area: [f64; 4], runs: usize) -> f64 {
    let Ok(expr) = Expr::parse(text) else { return f64::NAN };
    let mut best = f64::INFINITY;
    let mut line = String::new();
    for _ in 0..runs {
        let start = Instant::now();
        let mut search = CriticalSearch::new(&expr, area);
        let mut progress = search.step(1000);
        while !progress.finished {
            progress = search.step(1000);
        }
        let found = search.found();
        best = best.min(milliseconds(start));
        line = format!(
            "{:6} cells {:4} points {:2} suspects {:4} regions {}",
            progress.cells,
            found.points.len(),
            found.suspects.len(),
            found.undecided.len(),
            if found.complete { "complete" } else { "" }
        );
    }
    println!("{name:20} {best:9.2} ms {line}");
    best
}

fn steepest(name: &str, text: &str, area: [f64; 4], tolerance: f64, runs: usize) -> f64 {
    let Ok(expr) = Expr::parse(text) else { return f64::NAN };
    let mut best = f64::INFINITY;
    let mut line = String::new();
    for _ in 0..runs {
        let start = Instant::now();
        let mut search = LipschitzSearch::new(&expr, area, tolerance);
        let mut progress = search.step(1000);
        while !progress.finished {
            progress = search.step(1000);
        }
        best = best.min(milliseconds(start));
        let proved = search.enclosure();
        line = format!("{:6} cells {:e} .. {:e}", progress.cells, proved.lower, proved.upper);
    }
    println!("{name:20} {best:9.2} ms {line}");
    best
}

fn numbers(list: &Value) -> Option<[f64; 4]> {
    let numbers: Vec<f64> = list.as_array()?.iter().filter_map(Value::as_f64).collect();
    numbers.try_into().ok()
}

/// Name, formula and box of each surface of a file of the reference.
fn surfaces(file: &str) -> Vec<(String, String, [f64; 4])> {
    let Ok(file) = serde_json::from_str::<Value>(file) else { return Vec::new() };
    let surface = |row: &Value| {
        let text = |key: &str| Some(row[key].as_str()?.to_owned());
        Some((text("name")?, text("expr")?, numbers(&row["box"])?))
    };
    file["surfaces"].as_array().into_iter().flatten().filter_map(surface).collect()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

fn main() {
    println!("critical points, surfaces of the reference");
    let times = surfaces(include_str!("../tests/golden/critical_points.json"))
        .iter()
        .map(|(name, text, area)| critical(name, text, *area, 3))
        .collect();
    println!("median {:.2} ms", median(times));
    println!("\ncritical points, landscapes over their domains");
    for landscape in landscapes() {
        critical(landscape.name, landscape.formula, landscape.domain, 1);
    }
    println!("\nLipschitz constant to 1e-3, surfaces of the reference");
    let times = surfaces(include_str!("../tests/golden/lipschitz.json"))
        .iter()
        .map(|(name, text, area)| steepest(name, text, *area, 1e-3, 3))
        .collect();
    println!("median {:.2} ms", median(times));
    steepest("rosenbrock, domain", "(1-x)^2+100*(y-x^2)^2", [-2.0, 2.0, -1.0, 3.0], 1e-3, 9);
    println!("\nLipschitz constant to 1e-2, landscapes over their domains");
    for landscape in landscapes() {
        steepest(landscape.name, landscape.formula, landscape.domain, 1e-2, 1);
    }
}
