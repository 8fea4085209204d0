//! [`Paths`]: formulas that feed each other, and along which paths a nudge of one letter travels to another.

mod draw;
mod graph;
mod hand;
mod lines;
mod network;
mod plan;
mod readout;
mod rectangle;
mod sentence;
mod settings;
mod streams;

use std::any::Any;

use hillside_core::{FormulaGraph, FormulaParameter, GraphPass};

use crate::figure::{Answer, Figure, Grip, Numbers, OnMap, Record};
use crate::settings::Table;
use crate::sheet::{Picture, Sheet};
use crate::theme::Theme;
use crate::view::View;

use plan::Plan;
use settings::{Settings, Show};

/// The most paths that are listed one by one.
const MOST_PATHS: usize = 24;

/// What readers see of a letter's name: `h_1` is `h₁`.
fn symbol(name: &str) -> String {
    FormulaParameter { name: name.to_owned(), value: 0.0 }.symbol()
}

/// Formulas as a graph of letters, with a slope on each edge and the paths from one letter to another.
#[derive(Debug, Default)]
pub struct Paths {
    settings: Settings,
    /// The points are [`handles`](Self::handles).
    grip: Grip,
    /// What is held: where its handle was, what its value, and what was seen then.
    held: Option<Held>,
}

/// What a hand took.
#[derive(Clone, Copy, Debug)]
struct Held {
    at: [f64; 2],
    value: f64,
    view: Option<View>,
}

/// What everything else is reckoned from.
struct Now<'g> {
    graph: &'g FormulaGraph,
    /// Where the inputs are, slopes on closed edges 0.
    pass: GraphPass<'g>,
    /// The same with nothing closed.
    open: GraphPass<'g>,
    /// Where they are after the step.
    after: GraphPass<'g>,
    /// How far each letter that is an input goes, and 0 of all others.
    steps: Vec<f64>,
    output: usize,
    input: Option<usize>,
    /// How many paths lead from the input to the output, and the first of them.
    count: u64,
    paths: Vec<Vec<usize>>,
    /// The path that is lit.
    lit: Option<usize>,
}

impl Now<'_> {
    /// What readers see of a letter.
    fn symbol(&self, letter: usize) -> String {
        symbol(&self.graph.letters()[letter].name)
    }

    fn change(&self, letter: usize) -> f64 {
        self.after.value(letter) - self.pass.value(letter)
    }

    /// What the slopes foretell of the change of each letter.
    fn foretold(&self) -> Vec<f64> {
        let mut told = vec![0.0; self.steps.len()];
        for (input, &step) in self.steps.iter().enumerate().filter(|(_, step)| **step != 0.0) {
            for (sum, slope) in told.iter_mut().zip(self.open.forward(input)) {
                *sum += slope * step;
            }
        }
        told
    }

    /// The slope of the output along the input: the sum over all paths.
    fn total(&self) -> f64 {
        let Some(input) = self.input else { return 0.0 };
        let sum = self.pass.sum_over_paths(input, self.output, MOST_PATHS);
        sum.unwrap_or_else(|| self.pass.reverse(self.output)[input])
    }

    /// The letters along a path.
    fn letters_of(&self, path: &[usize]) -> Vec<usize> {
        let edges = self.graph.edges();
        path.first()
            .map(|&edge| edges[edge].from)
            .into_iter()
            .chain(path.iter().map(|&edge| edges[edge].to))
            .collect()
    }

    /// Whether each edge lies on a path from the input to the output.
    fn matters(&self) -> Vec<bool> {
        let (edges, order) = (self.graph.edges(), self.graph.order());
        let [mut reached, mut leading] = [self.input, Some(self.output)].map(|from| {
            let mut found = vec![false; self.graph.letters().len()];
            if let Some(from) = from {
                found[from] = true;
            }
            found
        });
        for &letter in order {
            reached[letter] |= edges.iter().any(|edge| edge.to == letter && reached[edge.from]);
        }
        for &letter in order.iter().rev() {
            leading[letter] |= edges.iter().any(|edge| edge.from == letter && leading[edge.to]);
        }
        edges.iter().map(|edge| reached[edge.from] && leading[edge.to]).collect()
    }

    /// How a slope is written: `∂z/∂x`, or `dz/dx` where there is nothing else to be held still.
    fn slope_name(&self, to: usize, from: usize, alone: bool) -> String {
        let d = if alone { "d" } else { "∂" };
        format!("{d}{}/{d}{}", self.symbol(to), self.symbol(from))
    }

    /// The name of the slope on an edge.
    fn edge_name(&self, edge: usize) -> String {
        let edge = self.graph.edges()[edge];
        let formula = self.graph.letters()[edge.to].formula.as_ref();
        self.slope_name(edge.to, edge.from, formula.is_some_and(|formula| formula.variables().len() == 1))
    }

    /// The name of the slope of the output along the input.
    fn total_name(&self) -> String {
        self.input.map_or_else(String::new, |input| {
            self.slope_name(self.output, input, self.graph.inputs().len() == 1)
        })
    }
}

impl Paths {
    fn now(&self) -> Now<'_> {
        let Settings { graph, .. } = &self.settings;
        let values = self.settings.values();
        let [mut pass, after] = [0.0, 1.0].map(|part| {
            let moved: Vec<f64> = graph
                .inputs()
                .iter()
                .zip(&values)
                .map(|(&input, at)| at + part * self.settings.step_of(input))
                .collect();
            graph.at(&moved)
        });
        let open = pass.clone();
        for &edge in &self.settings.closed() {
            pass.set_partial(edge, 0.0);
        }
        let mut steps = vec![0.0; graph.letters().len()];
        for input in graph.inputs() {
            steps[input] = self.settings.step_of(input);
        }
        let (output, input) = (self.settings.output(), self.settings.input());
        let paths = input.map_or_else(Vec::new, |input| graph.paths(input, output, MOST_PATHS));
        let count = input.map_or(0, |input| graph.path_count(input, output));
        let lit = self.settings.lit();
        let lit = paths.iter().position(|path| lit.as_ref() == Some(path));
        Now { graph, pass, open, after, steps, output, input, count, paths, lit }
    }
}

impl Figure for Paths {
    fn table(&self) -> &dyn Table {
        &self.settings
    }

    fn table_mut(&mut self) -> &mut dyn Table {
        &mut self.settings
    }

    fn readout(&self, part: &str) -> Option<Record<'_>> {
        part.is_empty().then(|| Box::new(self.read()) as Record<'_>)
    }

    /// `light` and `close` a path or an edge of that number, or put it back; `poke` the input of that number among the
    /// inputs, `follow` the output of that number among the outputs; and what letters do.
    fn act(&mut self, action: &str, numbers: Numbers<'_>, text: &str) -> Option<Answer> {
        match action {
            "light" => self.light(numbers.count(0)),
            "close" => self.settings.toggle(numbers.count(0)),
            "poke" => self.settings.poke(self.settings.graph.inputs().get(numbers.count(0)).copied()),
            "follow" => self.settings.follow(self.settings.graph.outputs().get(numbers.count(0)).copied()),
            "turnLetter" | "playLetter" => {
                let letters = &mut self.settings.inputs;
                let turned = if action == "turnLetter" {
                    letters.turned(text, numbers.at(0))
                } else {
                    letters.played(text, numbers.at(0))
                };
                if let Some((_, value)) = turned {
                    self.assign(&[("at".to_owned(), value)]);
                }
            }
            _ => return None,
        }
        Some(Answer::Done(()))
    }

    /// `paths`: whatever is to be shown of them.
    fn draw(&mut self, layer: &str, _: Numbers<'_>, sheet: &mut Sheet, theme: &Theme) -> bool {
        if layer != "paths" {
            return false;
        }
        self.paint(sheet, theme);
        true
    }

    fn picture(&mut self, theme: &Theme) -> Picture {
        let mut sheet = Sheet::new(self.grip.size[0], self.grip.size[1]);
        self.paint(&mut sheet, theme);
        let (title, description) = (self.settings.text.clone(), self.read().sentence);
        Picture { sheets: vec![sheet], paper: theme.paper, title, description }
    }

    fn map(&mut self) -> Option<&mut dyn OnMap> {
        Some(self)
    }

    fn any(&mut self) -> &mut dyn Any {
        self
    }
}

impl Paths {
    /// Lights a path, or none if it is lit.
    fn light(&mut self, index: usize) {
        let now = self.now();
        let path = now.paths.get(index).filter(|_| now.lit != Some(index)).cloned();
        self.settings.light(path.as_deref());
    }

    /// Draws what is to be shown.
    fn paint(&self, sheet: &mut Sheet, theme: &Theme) {
        let now = self.now();
        match self.settings.show {
            Show::Graph => self.draw_graph(&now, sheet, theme),
            Show::Streams => self.draw_streams(&now, sheet, theme),
            Show::Rectangle => self.draw_rectangle(&now, sheet, theme),
            Show::Lines => self.draw_lines(&now, sheet, theme),
        }
    }
}

#[cfg(test)]
mod tests;
