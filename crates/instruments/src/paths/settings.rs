//! The settings of paths: formulas, where the inputs are, which of them is poked how far, and what is shown.

use hillside_core::{Expr, FormulaGraph, FormulaParameter, letter_name};

use super::network;
use crate::letters::{Letters, assignments};
use crate::settings::{self, Problem, Setting, Value, one_of, word};

/// The formulas before anybody sets them, and where their inputs are then.
const FIRST: &str = "z = x^2*y; x = u+v; y = u*v";
const FIRST_AT: &[(&str, f64)] = &[("u", 1.0), ("v", 2.0)];
/// How far out values and steps may lie.
const FAR: f64 = 1e12;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Show {
    Graph,
    Streams,
    Rectangle,
    Lines,
}

const SHOWS: [(&str, Show); 4] = [
    ("graph", Show::Graph),
    ("streams", Show::Streams),
    ("rectangle", Show::Rectangle),
    ("lines", Show::Lines),
];

/// How far the inputs go.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    /// The one that is poked.
    Alone(f64),
    /// Those of these names.
    Each(Vec<(String, f64)>),
}

#[derive(Clone, Debug)]
pub(super) struct Settings {
    /// As typed; always formulas that can be read.
    pub(super) text: String,
    pub(super) graph: FormulaGraph,
    /// The inputs with their values.
    pub(super) inputs: Letters,
    /// The output as one formula of all inputs.
    pub(super) composed: Expr,
    /// By name; the first where there is none of that name.
    output: String,
    input: String,
    pub(super) step: Step,
    /// The names along the path that is lit.
    lit: Vec<String>,
    /// The names at the ends of edges whose slope counts as 0.
    closed: Vec<[String; 2]>,
    pub(super) show: Show,
}

impl Default for Settings {
    fn default() -> Self {
        let graph = FormulaGraph::parse(FIRST).expect("the first formulas can be read");
        let mut first = Self {
            text: FIRST.to_owned(),
            composed: graph.composed(graph.outputs()[0]),
            graph,
            inputs: Letters::default(),
            output: String::new(),
            input: String::new(),
            step: Step::Alone(0.01),
            lit: Vec::new(),
            closed: Vec::new(),
            show: Show::Graph,
        };
        first.follow_formulas();
        first
    }
}

impl Settings {
    fn read(&mut self, name: &str, value: &Value) -> Result<(), Problem> {
        let text = value.text();
        let written = network::formulas(name, &text)?;
        let written = written.as_ref().unwrap_or(&text);
        let graph = FormulaGraph::parse(written).map_err(|error| Problem::formula(name, written, &error))?;
        self.text = text;
        self.graph = graph;
        self.follow_formulas();
        Ok(())
    }

    /// Has everything else follow other formulas.
    fn follow_formulas(&mut self) {
        let named = |name: &String| FormulaParameter { name: name.clone(), value: 1.0 };
        let inputs: Vec<FormulaParameter> =
            self.graph.inputs().iter().map(|&input| named(&self.graph.letters()[input].name)).collect();
        self.inputs.follow(&inputs, self.known());
        self.composed = self.graph.composed(self.output());
    }

    /// Where the inputs usually are.
    fn known(&self) -> &'static [(&'static str, f64)] {
        if self.text == FIRST { FIRST_AT } else { &[] }
    }

    /// The values of the inputs.
    pub(super) fn values(&self) -> Vec<f64> {
        self.inputs.present().iter().map(|letter| letter.value).collect()
    }

    /// How far an input goes.
    pub(super) fn step_of(&self, input: usize) -> f64 {
        match &self.step {
            Step::Alone(step) if self.input() == Some(input) => *step,
            Step::Alone(_) => 0.0,
            Step::Each(steps) => {
                let name = &self.graph.letters()[input].name;
                steps.iter().find(|(known, _)| known == name).map_or(0.0, |(_, step)| *step)
            }
        }
    }

    /// Has an input go that far.
    pub(super) fn set_step(&mut self, input: usize, step: f64) {
        let name = self.graph.letters()[input].name.clone();
        match &mut self.step {
            Step::Alone(alone) => *alone = step,
            Step::Each(steps) => {
                steps.retain(|(known, _)| *known != name);
                steps.push((name, step));
            }
        }
    }

    /// The letter whose slope is asked for.
    pub(super) fn output(&self) -> usize {
        let outputs = self.graph.outputs();
        let named =
            self.graph.letter(&self.output).filter(|&letter| self.graph.letters()[letter].formula.is_some());
        // There is always one: the last in the order is used nowhere.
        named.or_else(|| outputs.first().copied()).unwrap_or(0)
    }

    /// The letter along which it is asked for.
    pub(super) fn input(&self) -> Option<usize> {
        let inputs = self.graph.inputs();
        let named = self.graph.letter(&self.input).filter(|letter| inputs.contains(letter));
        named.or_else(|| inputs.first().copied())
    }

    pub(super) fn poke(&mut self, input: Option<usize>) {
        if let Some(input) = input {
            self.input.clone_from(&self.graph.letters()[input].name);
        }
    }

    pub(super) fn follow(&mut self, output: Option<usize>) {
        if let Some(output) = output {
            self.output.clone_from(&self.graph.letters()[output].name);
            self.composed = self.graph.composed(self.output());
        }
    }

    fn edge(&self, from: &str, to: &str) -> Option<usize> {
        let [from, to] = [self.graph.letter(from)?, self.graph.letter(to)?];
        self.graph.edges().iter().position(|edge| (edge.from, edge.to) == (from, to))
    }

    /// The edges of the path that is lit.
    pub(super) fn lit(&self) -> Option<Vec<usize>> {
        let path: Option<Vec<usize>> =
            self.lit.windows(2).map(|pair| self.edge(&pair[0], &pair[1])).collect();
        path.filter(|path| !path.is_empty())
    }

    pub(super) fn light(&mut self, path: Option<&[usize]>) {
        let (letters, edges) = (self.graph.letters(), self.graph.edges());
        let name = |letter: usize| letters[letter].name.clone();
        let path = path.unwrap_or(&[]);
        let first = path.first().map(|&edge| name(edges[edge].from));
        self.lit = first.into_iter().chain(path.iter().map(|&edge| name(edges[edge].to))).collect();
    }

    /// The edges that are closed.
    pub(super) fn closed(&self) -> Vec<usize> {
        self.closed.iter().filter_map(|[from, to]| self.edge(from, to)).collect()
    }

    /// Closes an edge, or opens it.
    pub(super) fn toggle(&mut self, edge: usize) {
        let Some(edge) = self.graph.edges().get(edge) else { return };
        let ends = [edge.from, edge.to].map(|letter| self.graph.letters()[letter].name.clone());
        let before = self.closed.len();
        self.closed.retain(|known| *known != ends);
        if self.closed.len() == before {
            self.closed.push(ends);
        }
    }

    fn take_at(&mut self, name: &str, value: &Value) -> Result<(), Problem> {
        let say = "at gives inputs their values, such as u=1,v=0.5.";
        let given = assignments(name, value, letter_name, say)?;
        let far = given.iter().find(|(_, value)| value.abs() > FAR);
        if let Some((letter, _)) = far {
            return Err(Problem::new(name, format!("{letter} must lie between {} and {FAR}.", -FAR)));
        }
        for (letter, value) in given {
            self.inputs.put(&letter, value);
        }
        Ok(())
    }

    fn take_step(&mut self, name: &str, value: &Value) -> Result<(), Problem> {
        if value.text().contains('=') {
            let say = "step is a number, or gives inputs one each, such as u=0.01,v=0.02.";
            let steps = assignments(name, value, letter_name, say)?;
            if steps.iter().any(|(_, step)| step.abs() > FAR) {
                return Err(Problem::new(name, format!("steps must lie between {} and {FAR}.", -FAR)));
            }
            self.step = Step::Each(steps);
        } else {
            self.step = Step::Alone(value.number_in(name, -FAR, FAR)?);
        }
        Ok(())
    }

    /// Takes the name of one of these letters.
    fn one(&self, setting: &str, value: &Value, letters: &[usize]) -> Result<usize, Problem> {
        let name = letter_name(value.text().trim());
        let letter = name.and_then(|name| self.graph.letter(&name)).filter(|letter| letters.contains(letter));
        letter.ok_or_else(|| {
            let names: Vec<&str> =
                letters.iter().map(|&letter| self.graph.letters()[letter].name.as_str()).collect();
            one_of(setting, &names)
        })
    }

    /// The letters that stand between hyphens, or none.
    fn names(text: &str) -> Vec<String> {
        text.split(['-', '>', '→', ' ']).filter(|part| !part.is_empty()).filter_map(letter_name).collect()
    }

    fn name(&self, letter: Option<usize>) -> Option<Value> {
        letter.map(|letter| word(&self.graph.letters()[letter].name))
    }
}

impl settings::Settings for Settings {
    const ROWS: &'static [&'static [Setting<Self>]] = &[&[
        Setting::new("formulas", |s, _| Some(word(&s.text)), |s, name, value| s.read(name, value)),
        Setting::<Self>::new("at", |s, _| s.inputs.value(), |s, name, value| s.take_at(name, value))
            .usually(|s, _| s.inputs.usual(s.known())),
        Setting::<Self>::new(
            "output",
            |s, _| s.name(Some(s.output())),
            |s, name, value| {
                let formulas =
                    s.graph.letters().iter().enumerate().filter(|(_, letter)| letter.formula.is_some());
                let letters: Vec<usize> = formulas.map(|(at, _)| at).collect();
                s.one(name, value, &letters).map(|it| s.follow(Some(it)))
            },
        )
        .usually(|s, _| s.name(s.graph.outputs().first().copied())),
        Setting::<Self>::new(
            "input",
            |s, _| s.name(s.input()),
            |s, name, value| s.one(name, value, &s.graph.inputs()).map(|it| s.poke(Some(it))),
        )
        .usually(|s, _| s.name(s.graph.inputs().first().copied())),
        Setting::new(
            "step",
            |s, _| {
                Some(match &s.step {
                    Step::Alone(step) => Value::Number(*step),
                    Step::Each(steps) => {
                        let steps: Vec<String> =
                            steps.iter().map(|(name, step)| format!("{name}={step}")).collect();
                        Value::Text(steps.join(","))
                    }
                })
            },
            |s, name, value| s.take_step(name, value),
        ),
        Setting::new(
            "lit",
            |s, _| Some(Value::Text(if s.lit().is_some() { s.lit.join("-") } else { String::new() })),
            |s, name, value| {
                let before = std::mem::replace(&mut s.lit, Self::names(&value.text()));
                if s.lit().is_some() || value.text().trim().is_empty() {
                    return Ok(());
                }
                s.lit = before;
                Err(Problem::new(
                    name,
                    "lit is a path by its letters, such as u-x-z, each used in the formula of the next.",
                ))
            },
        ),
        Setting::new(
            "closed",
            |s, _| {
                let there = s.closed.iter().filter(|[from, to]| s.edge(from, to).is_some());
                Some(Value::Text(there.map(|ends| ends.join("-")).collect::<Vec<_>>().join(",")))
            },
            |s, name, value| {
                let text = value.text();
                let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
                let ends: Option<Vec<[String; 2]>> = parts
                    .map(|part| {
                        let ends = <[String; 2]>::try_from(Self::names(part)).ok()?;
                        s.edge(&ends[0], &ends[1]).map(|_| ends)
                    })
                    .collect();
                let wrong = "closed is a list of edges, such as u-x,u-y, of which the first letter is used in the formula of the second.";
                s.closed = ends.ok_or_else(|| Problem::new(name, wrong))?;
                Ok(())
            },
        ),
        Setting::new(
            "show",
            |s, _| SHOWS.iter().find(|(_, show)| *show == s.show).map(|(name, _)| word(name)),
            |s, name, value| {
                let found = SHOWS.iter().find(|(known, _)| *known == value.text().trim());
                let names = SHOWS.map(|(name, _)| name);
                found.map(|(_, show)| s.show = *show).ok_or_else(|| one_of(name, &names))
            },
        ),
    ]];
}
