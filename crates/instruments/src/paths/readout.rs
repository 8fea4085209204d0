//! Every number on screen.

use std::collections::BTreeMap;

use hillside_core::slopes;
use serde::Serialize;

use super::rectangle::Rectangle;
use super::{Now, Paths};
use crate::digits;
use crate::letters::Letter;

/// The most letters or edges that are listed, and the longest formula written out, in characters.
const MOST_ROWS: usize = 40;
const LONGEST: usize = 200;
/// The most terms that are multiplied out.
const MOST_TERMS: usize = 8;

pub(super) fn short(value: f64) -> String {
    digits::short(value, 7)
}

/// A number as a factor: in brackets where it is negative.
pub(super) fn factor(value: f64) -> String {
    if value < 0.0 { format!("({})", short(value)) } else { short(value) }
}

#[derive(Debug, Serialize)]
pub(super) struct LetterRow {
    name: String,
    symbol: String,
    /// `None` for an input.
    formula: Option<String>,
    pub(super) value: f64,
    pub(super) after: f64,
    pub(super) change: f64,
    /// What the slopes foretell of the change.
    pub(super) linear: f64,
    words: BTreeMap<&'static str, String>,
}

#[derive(Debug, Serialize)]
pub(super) struct EdgeRow {
    index: usize,
    from: String,
    to: String,
    pub(super) partial: f64,
    closed: bool,
    name: String,
    words: String,
}

#[derive(Debug, Serialize)]
pub(super) struct PathRow {
    index: usize,
    pub(super) letters: Vec<String>,
    pub(super) factors: Vec<f64>,
    pub(super) product: f64,
    lit: bool,
    /// `u → x → z`, and `12 · 1 = 12`.
    way: String,
    words: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Choice {
    index: usize,
    name: String,
    chosen: bool,
}

/// How far the output goes.
#[derive(Debug, Serialize)]
pub(super) struct Poked {
    pub(super) input: String,
    pub(super) step: f64,
    #[serde(rename = "true")]
    pub(super) actual: f64,
    pub(super) linear: f64,
    pub(super) remainder: f64,
    /// The same after half the step, and how many times smaller it is; none where that is rounding.
    pub(super) half: f64,
    pub(super) ratio: Option<f64>,
}

#[derive(Debug, Serialize)]
pub(super) struct Readout {
    pub(super) letters: Vec<LetterRow>,
    pub(super) inputs: Vec<Letter>,
    pokes: Vec<Choice>,
    outputs: Vec<Choice>,
    pub(super) edges: Vec<EdgeRow>,
    pub(super) paths: Vec<PathRow>,
    /// How many there are, listed or not.
    #[serde(rename = "pathCount")]
    pub(super) path_count: f64,
    pub(super) total: f64,
    /// The slope of the one formula that has everything put in.
    pub(super) direct: f64,
    pub(super) poked: Poked,
    pub(super) rectangle: Option<Rectangle>,
    /// The differential put in, multiplied out and collected.
    pub(super) derivation: Vec<String>,
    pub(super) words: BTreeMap<&'static str, String>,
    pub(super) handles: Vec<String>,
    pub(super) sentence: String,
}

impl Paths {
    pub(super) fn read(&self) -> Readout {
        let now = self.now();
        let foretold = now.foretold();
        let poked = self.poked(&now, &foretold);
        let graph = now.graph;
        let letters: Vec<LetterRow> = graph
            .order()
            .iter()
            .take(MOST_ROWS)
            .map(|&letter| {
                let [value, after] = [now.pass.value(letter), now.after.value(letter)];
                let (change, linear) = (after - value, foretold[letter]);
                let known = &graph.letters()[letter];
                let names = ["value", "after", "change", "linear"];
                LetterRow {
                    name: known.name.clone(),
                    symbol: now.symbol(letter),
                    formula: known.formula.as_ref().map(ToString::to_string),
                    value,
                    after,
                    change,
                    linear,
                    words: names.into_iter().zip([value, after, change, linear].map(short)).collect(),
                }
            })
            .collect();
        let (closed, total, matters) = (self.settings.closed(), now.total(), now.matters());
        let edges =
            (0..graph.edges().len()).filter(|&edge| matters[edge]).take(MOST_ROWS).map(|edge| EdgeRow {
                index: edge,
                from: graph.letters()[graph.edges()[edge].from].name.clone(),
                to: graph.letters()[graph.edges()[edge].to].name.clone(),
                partial: now.pass.partials()[edge],
                closed: closed.contains(&edge),
                name: now.edge_name(edge),
                words: short(now.pass.partials()[edge]),
            });
        let paths: Vec<PathRow> =
            now.paths.iter().enumerate().map(|(index, path)| path_row(&now, index, path)).collect();
        let chosen = |letters: Vec<usize>, one: Option<usize>| {
            let choice = |(index, letter): (usize, usize)| Choice {
                index,
                name: now.symbol(letter),
                chosen: one == Some(letter),
            };
            letters.into_iter().enumerate().map(choice).collect::<Vec<_>>()
        };
        let (outputs, pokes) = (chosen(graph.outputs(), Some(now.output)), chosen(graph.inputs(), now.input));
        let direct = self.direct(&now);
        let mut words: BTreeMap<&'static str, String> = [
            ("total", short(total)),
            ("direct", short(direct)),
            ("name", now.total_name()),
            ("output", now.symbol(now.output)),
            ("true", short(poked.actual)),
            ("linear", short(poked.linear)),
            ("remainder", short(poked.remainder)),
            ("ratio", poked.ratio.map_or_else(|| "–".to_owned(), |ratio| digits::short(ratio, 4))),
            ("composed", self.composed(&now)),
        ]
        .into();
        let rectangle = Rectangle::new(&now);
        let more = now.count.saturating_sub(now.paths.len() as u64);
        words.insert("more", if more > 0 { format!("and {more} more") } else { String::new() });
        Readout {
            letters,
            inputs: self.settings.inputs.present().to_vec(),
            pokes,
            outputs,
            edges: edges.collect(),
            paths,
            path_count: now.count as f64,
            total,
            direct,
            rectangle,
            derivation: derivation(&now),
            words,
            handles: self.handle_names(&now),
            sentence: self.sentence(&now, &poked, total, direct),
            poked,
        }
    }

    /// The slope of the output by its one formula of all inputs, with nothing closed.
    fn direct(&self, now: &Now<'_>) -> f64 {
        let place = now.graph.inputs().iter().position(|input| now.input == Some(*input));
        let (_, slopes) = slopes(&self.settings.composed, &self.settings.values());
        place.and_then(|place| slopes.get(place).copied()).unwrap_or(0.0)
    }

    /// That formula, unless it is long.
    fn composed(&self, now: &Now<'_>) -> String {
        // What is put in may be put in again: the length is bounded before it is written.
        let mut lengths = vec![1usize; now.graph.letters().len()];
        for &letter in now.graph.order() {
            if let Some(formula) = &now.graph.letters()[letter].formula {
                let used = formula
                    .variables()
                    .iter()
                    .filter_map(|name| now.graph.letter(name))
                    .map(|used| lengths[used]);
                lengths[letter] = used.max().unwrap_or(1).saturating_mul(formula.to_string().len());
            }
        }
        let name = now.symbol(now.output);
        if lengths[now.output] > 40 * LONGEST {
            return format!("{name} with everything put in is too long to write");
        }
        let text = self.settings.composed.to_string();
        if text.len() > LONGEST {
            format!("{name} with everything put in is too long to write")
        } else {
            format!("{name} = {text}")
        }
    }

    fn poked(&self, now: &Now<'_>, foretold: &[f64]) -> Poked {
        let (actual, linear) = (now.change(now.output), foretold[now.output]);
        let remainder = actual - linear;
        let inputs = now.graph.inputs();
        let halfway: Vec<f64> =
            inputs.iter().map(|&input| now.pass.value(input) + 0.5 * now.steps[input]).collect();
        let value = now.pass.value(now.output);
        let half = now.graph.at(&halfway).value(now.output) - value - 0.5 * linear;
        let noise = 1e-11 * (value.abs() + actual.abs());
        let ratio = (half.abs() > noise && remainder.is_finite()).then_some(remainder / half);
        let moved: Vec<usize> = inputs.iter().copied().filter(|&input| now.steps[input] != 0.0).collect();
        Poked {
            input: moved.iter().map(|&input| now.symbol(input)).collect::<Vec<_>>().join(", "),
            step: now.input.map_or(0.0, |input| now.steps[input]),
            actual,
            linear,
            remainder,
            half,
            ratio,
        }
    }
}

fn path_row(now: &Now<'_>, index: usize, path: &[usize]) -> PathRow {
    let letters = now.letters_of(path);
    let factors: Vec<f64> = path.iter().map(|&edge| now.pass.partials()[edge]).collect();
    let product = now.pass.product(path);
    let written: Vec<String> = factors.iter().rev().map(|value| factor(*value)).collect();
    PathRow {
        index,
        letters: letters.iter().map(|&letter| now.graph.letters()[letter].name.clone()).collect(),
        product,
        lit: now.lit == Some(index),
        way: letters.iter().map(|&letter| now.symbol(letter)).collect::<Vec<_>>().join(" → "),
        words: if factors.len() > 1 {
            format!("{} = {}", written.join(" · "), short(product))
        } else {
            short(product)
        },
        factors,
    }
}

/// The differential of the output in four lines: by what its formula uses, with their differentials put in, multiplied
/// out into a term a path, and collected. Nothing where there are too many terms.
fn derivation(now: &Now<'_>) -> Vec<String> {
    let (graph, inputs) = (now.graph, now.graph.inputs());
    let uses = |letter: usize| -> Vec<(usize, f64)> {
        let edges = graph.edges().iter().zip(now.open.partials());
        edges.filter(|(edge, _)| edge.to == letter).map(|(edge, slope)| (edge.from, *slope)).collect()
    };
    let terms: Vec<(usize, Vec<Vec<usize>>)> = inputs
        .iter()
        .map(|&input| (input, graph.paths(input, now.output, MOST_TERMS + 1)))
        .filter(|(_, paths)| !paths.is_empty())
        .collect();
    let count: usize = terms.iter().map(|(_, paths)| paths.len()).sum();
    if count == 0 || count > MOST_TERMS {
        return Vec::new();
    }
    let d = |letter: usize| format!("d{}", now.symbol(letter));
    let sum = |letter: usize| {
        let parts: Vec<String> =
            uses(letter).iter().map(|(used, slope)| format!("{} {}", factor(*slope), d(*used))).collect();
        if parts.is_empty() { "0".to_owned() } else { parts.join(" + ") }
    };
    let name = d(now.output);
    let mut lines = vec![format!("{name} = {}", sum(now.output))];
    // From the output downwards each formula is put in once.
    let middles = graph.order().iter().rev().copied().filter(|&letter| {
        letter != now.output
            && graph.letters()[letter].formula.is_some()
            && graph.path_count(letter, now.output) > 0
    });
    lines.extend(middles.map(|letter| format!("with {} = {}", d(letter), sum(letter))));
    let product = |path: &Vec<usize>| {
        path.iter().rev().map(|&edge| factor(now.open.partials()[edge])).collect::<Vec<_>>().join("·")
    };
    let multiplied = terms
        .iter()
        .flat_map(|(input, paths)| paths.iter().map(|path| format!("{} {}", product(path), d(*input))));
    lines.push(format!("{name} = {}", multiplied.collect::<Vec<_>>().join(" + ")));
    let collected = terms.iter().map(|(input, paths)| {
        let inside = paths.iter().map(product).collect::<Vec<_>>().join(" + ");
        format!("({inside}) {}", d(*input))
    });
    lines.push(format!("{name} = {}", collected.collect::<Vec<_>>().join(" + ")));
    let totals = terms
        .iter()
        .map(|(input, _)| format!("{} {}", factor(now.open.reverse(now.output)[*input]), d(*input)));
    lines.push(format!("{name} = {}", totals.collect::<Vec<_>>().join(" + ")));
    lines
}
