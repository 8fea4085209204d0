//! What is looked at closely: a weight with its paths, a unit, a phase of the backward pass.

use hillside_core::{FactorKind, Loss, PathEnd, PathStart, paths};
use serde::Serialize;

use super::plan::Part;
use super::{DetectorInstrument, words};
use crate::digits;

/// How many paths are written out; a 9-16-16-16-1 network has thousands.
const MOST_PATHS: usize = 48;

/// The step of a central difference on a weight: the cube root of the rounding error.
const DIFFERENCE: f64 = 6e-6;

/// The rules of the phases, in MathML.
const LOSS_YES: &str = "<math><mi>L</mi><mo>=</mo><mo>−</mo><mi>ln</mi><mo>⁡</mo><mi>s</mi></math>";
const LOSS_NO: &str = "<math><mi>L</mi><mo>=</mo><mo>−</mo><mi>ln</mi><mo>(</mo><mn>1</mn><mo>−</mo><mi>s</mi><mo>)</mo></math>";
const LOSS_SQUARED: &str = "<math><mi>L</mi><mo>=</mo><msup><mrow><mo>(</mo><mi>s</mi><mo>−</mo><mi>y</mi><mo>)</mo></mrow><mn>2</mn></msup></math>";
const OUTPUT: &str = "<math><mi>δ</mi><mo>=</mo><mfrac><mrow><mo>∂</mo><mi>L</mi></mrow><mrow><mo>∂</mo><mi>z</mi></mrow></mfrac>\
    <mo>=</mo><mi>s</mi><mo>−</mo><mi>y</mi></math>";
const OUTPUT_SQUARED: &str = "<math><mi>δ</mi><mo>=</mo><mfrac><mrow><mo>∂</mo><mi>L</mi></mrow><mrow><mo>∂</mo><mi>z</mi></mrow></mfrac>\
    <mo>=</mo><mn>2</mn><mo>(</mo><mi>s</mi><mo>−</mo><mi>y</mi><mo>)</mo><mi>s</mi><mo>(</mo><mn>1</mn><mo>−</mo><mi>s</mi><mo>)</mo></math>";
const HIDDEN: &str = "<math><msub><mi>δ</mi><mi>i</mi></msub><mo>=</mo><mrow><mo stretchy=\"false\">(</mo><munder><mo>∑</mo><mi>u</mi></munder>\
    <msub><mi>δ</mi><mi>u</mi></msub><msub><mi>w</mi><mrow><mi>u</mi><mi>i</mi></mrow></msub><mo stretchy=\"false\">)</mo></mrow>\
    <msup><mi>φ</mi><mo>′</mo></msup><mo stretchy=\"false\">(</mo><msub><mi>a</mi><mi>i</mi></msub><mo stretchy=\"false\">)</mo></math>";
const WEIGHTS: &str = "<math><mfrac><mrow><mo>∂</mo><mi>L</mi></mrow><mrow><mo>∂</mo><msub><mi>w</mi><mrow><mi>u</mi><mi>i</mi></mrow></msub></mrow></mfrac>\
    <mo>=</mo><msub><mi>δ</mi><mi>u</mi></msub><msub><mi>h</mi><mi>i</mi></msub><mspace width=\"2em\"/>\
    <mfrac><mrow><mo>∂</mo><mi>L</mi></mrow><mrow><mo>∂</mo><msub><mi>b</mi><mi>u</mi></msub></mrow></mfrac>\
    <mo>=</mo><msub><mi>δ</mi><mi>u</mi></msub></math>";

/// One path and what it carries.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PathRecord {
    /// The factors in letters and numbers, from the start to the loss.
    pub factors: String,
    /// Their product.
    pub product: f64,
    /// The product as the page writes it.
    pub text: String,
}

/// Everything there is to tell of what is selected.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InspectReadout {
    /// `weight`, `unit` or `input`; nothing selected is `none`.
    pub kind: &'static str,
    /// The index of a weight among all of them.
    pub weight: Option<usize>,
    /// What it is, in words.
    pub title: String,
    /// A weight's value.
    pub value: Option<f64>,
    /// The slope of the drawing's loss along it, by the chain rule.
    pub slope: Option<f64>,
    /// The slope of the training loss along a weight: the mean over all examples.
    pub training_slope: Option<f64>,
    /// The same by a difference quotient.
    pub difference: Option<f64>,
    /// The paths from it to the drawing's loss.
    pub paths: Vec<PathRecord>,
    /// How many there are, also where not all are listed.
    pub path_count: usize,
    /// The sum of all their products.
    pub sum: f64,
    /// Lines of numbers, each a name and a value as the page writes them.
    pub lines: Vec<[String; 2]>,
}

/// A phase of the backward pass.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BackwardReadout {
    /// The phase: 0 is none.
    pub phase: usize,
    /// How many there are.
    pub phases: usize,
    /// What happens in it.
    pub title: String,
    /// The rule in letters, in MathML.
    pub rule: String,
    /// The numbers put in, line by line.
    pub lines: Vec<String>,
}

impl DetectorInstrument {
    /// Everything there is to tell of what is selected.
    #[must_use]
    pub fn inspect(&self) -> InspectReadout {
        let mut readout = InspectReadout {
            kind: "none",
            weight: None,
            title: String::new(),
            value: None,
            slope: None,
            training_slope: None,
            difference: None,
            paths: Vec::new(),
            path_count: 0,
            sum: 0.0,
            lines: Vec::new(),
        };
        let Some(part) = self.selected else { return readout };
        let training = self.training();
        let (network, pass) = (training.network(), self.pass());
        let depth = network.depth();
        match part {
            Part::Weight(index) => {
                let Some(place) = network.place(index) else { return readout };
                readout.kind = "weight";
                readout.weight = Some(index);
                readout.title = words::weight(place, depth);
                readout.value = training.weights().get(index).copied();
                readout.slope = Some(pass.gradient[index]);
                self.follow(&mut readout, PathStart::Weight(index), &pass);
                let slope = training.gradient()[index];
                let difference = self.difference(index);
                readout.training_slope = Some(slope);
                readout.difference = Some(difference);
                readout.lines = vec![
                    ["value".to_owned(), digits::write(training.weights()[index], 6)],
                    ["gradient, this drawing".to_owned(), digits::write(pass.gradient[index], 6)],
                    ["gradient, all examples".to_owned(), digits::write(slope, 6)],
                    ["by a difference quotient".to_owned(), digits::write(difference, 6)],
                ];
            }
            Part::Input(cell) => {
                readout.kind = "input";
                readout.title = format!("cell {}", words::CELL_NAMES[cell.min(8)]);
                readout.value = pass.inputs.get(cell).copied();
                readout.slope = pass.input_slopes.get(cell).copied();
                self.follow(&mut readout, PathStart::Input(cell), &pass);
                readout.lines = vec![
                    ["input".to_owned(), digits::short(pass.inputs[cell], 6)],
                    ["slope of the loss along it".to_owned(), digits::write(pass.input_slopes[cell], 6)],
                ];
            }
            Part::Unit(layer, unit) => {
                readout.kind = "unit";
                readout.title = words::unit(layer, unit, depth);
                let passed = &pass.layers[layer - 1];
                readout.value = Some(passed.outputs[unit]);
                readout.slope = Some(passed.deltas[unit]);
                let (sum, output) =
                    if layer == depth { ("sum z", "output s") } else { ("sum a", "output h") };
                readout.lines = vec![
                    [sum.to_owned(), digits::write(passed.sums[unit], 6)],
                    [output.to_owned(), digits::write(passed.outputs[unit], 6)],
                    ["slope of the unit".to_owned(), digits::write(passed.slopes[unit], 6)],
                    ["δ, slope of the loss along the sum".to_owned(), digits::write(passed.deltas[unit], 6)],
                ];
            }
        }
        readout
    }

    /// Writes out the paths from `start` to the drawing's loss.
    fn follow(&self, readout: &mut InspectReadout, start: PathStart, pass: &hillside_core::Backward<f64>) {
        let training = self.training();
        let found = paths(training.network(), training.weights(), pass, start, PathEnd::Loss);
        readout.path_count = found.len();
        readout.sum = found.iter().map(|path| path.product).sum();
        let write = |path: &hillside_core::Path| {
            let factors = path.factors.iter().map(|factor| {
                let name = match factor.kind {
                    FactorKind::Carried { layer: 0, .. } => "x",
                    FactorKind::Carried { .. } => "h",
                    FactorKind::One => "1",
                    FactorKind::Weight(_) => "w",
                    FactorKind::Slope { .. } => "φ′",
                    FactorKind::Loss => "∂L/∂z",
                };
                if factor.kind == FactorKind::One {
                    "1".to_owned()
                } else {
                    format!("{name} {}", digits::short(factor.value, 4))
                }
            });
            PathRecord {
                factors: factors.collect::<Vec<_>>().join(" × "),
                product: path.product,
                text: words::signed(path.product, 5),
            }
        };
        readout.paths = found.iter().take(MOST_PATHS).map(write).collect();
    }

    /// The slope of the training loss along a weight by a central difference: only to check the chain rule by.
    fn difference(&self, index: usize) -> f64 {
        let mut weights = self.training().weights().to_vec();
        let at = weights[index];
        let step = DIFFERENCE * at.abs().max(1.0);
        let mut loss = |value: f64| {
            weights[index] = value;
            self.training().loss_at(&weights)
        };
        // What is added must be what is divided by, to the last bit.
        let (above, below) = (at + step, at - step);
        (loss(above) - loss(below)) / (above - below)
    }

    /// The phase of the backward pass that is shown, with its numbers.
    #[must_use]
    pub fn backward(&self) -> BackwardReadout {
        let network = self.training().network();
        let (depth, phases) = (network.depth(), self.phases());
        let pass = self.pass();
        let label = self.settings.target.label(self.settings.pattern);
        let (s, z) = (*pass.output(), *pass.logit());
        let short = |value: f64| digits::short(value, 4);
        let y = u8::from(label);
        let (title, rule, lines) = match self.phase {
            0 => ("The backward pass, step by step".to_owned(), String::new(), Vec::new()),
            1 => {
                let loss = self.settings.loss.value(z, label);
                let (rule, line) = match self.settings.loss {
                    Loss::CrossEntropy if label => {
                        (LOSS_YES, format!("L = −ln {} = {}", short(s), short(loss)))
                    }
                    Loss::CrossEntropy => (LOSS_NO, format!("L = −ln(1 − {}) = {}", short(s), short(loss))),
                    Loss::Squared => (LOSS_SQUARED, format!("L = ({} − {y})² = {}", short(s), short(loss))),
                };
                let label_line =
                    format!("The label of this drawing is y = {y}, the output s = {}.", short(s));
                ("The loss: how wrong the answer is".to_owned(), rule.to_owned(), vec![label_line, line])
            }
            2 => {
                let delta = pass.layers[depth - 1].deltas[0];
                let (rule, line) = match self.settings.loss {
                    Loss::CrossEntropy => (OUTPUT, format!("δ = {} − {y} = {}", short(s), short(delta))),
                    Loss::Squared => (
                        OUTPUT_SQUARED,
                        format!("δ = 2 · ({0} − {y}) · {0} · (1 − {0}) = {1}", short(s), short(delta)),
                    ),
                };
                ("The output: which way its sum should go".to_owned(), rule.to_owned(), vec![line])
            }
            phase if phase < phases => {
                // Phase 3 is the last hidden layer.
                let layer = depth + 2 - phase;
                let passed = &pass.layers[layer - 1];
                let after = &pass.layers[layer].deltas;
                let line = |unit: usize| {
                    let terms = (0..after.len()).map(|next| {
                        let weight = self.training().weights()[network.weight(layer + 1, next, unit)];
                        format!("{} · {}", short(after[next]), short(weight))
                    });
                    // Sixteen products in a row would tell nobody anything.
                    let sum = if after.len() <= 3 {
                        format!("({})", terms.collect::<Vec<_>>().join(" + "))
                    } else {
                        let sum: f64 = (0..after.len())
                            .map(|next| {
                                after[next] * self.training().weights()[network.weight(layer + 1, next, unit)]
                            })
                            .sum();
                        format!("{} (sum of {})", short(sum), after.len())
                    };
                    format!(
                        "{}: δ = {sum} · {} = {}",
                        words::unit(layer, unit, depth),
                        short(passed.slopes[unit]),
                        short(passed.deltas[unit])
                    )
                };
                (
                    "A hidden layer: what reaches each unit, times its slope".to_owned(),
                    HIDDEN.to_owned(),
                    (0..passed.deltas.len()).map(line).collect(),
                )
            }
            _ => {
                let place = |index: &usize| network.place(*index);
                let mut order: Vec<usize> = (0..network.weight_count()).collect();
                order.sort_by(|a, b| pass.gradient[*b].abs().total_cmp(&pass.gradient[*a].abs()));
                let line = |index: usize| {
                    let Some(place) = place(&index) else { return String::new() };
                    let delta = pass.layers[place.layer - 1].deltas[place.unit];
                    let name = words::weight(place, depth);
                    match place.from {
                        None => format!("{name}: δ = {}", short(delta)),
                        Some(from) => {
                            let carried = pass.outputs(place.layer - 1)[from];
                            format!(
                                "{name}: {} · {} = {}",
                                short(delta),
                                short(carried),
                                short(pass.gradient[index])
                            )
                        }
                    }
                };
                let mut lines: Vec<String> = order.into_iter().take(6).map(line).collect();
                lines.push(format!(
                    "These are the largest of {}. The mean of such gradients over all examples makes a step.",
                    network.weight_count()
                ));
                (
                    "The weights: what each carries, times what it is worth".to_owned(),
                    WEIGHTS.to_owned(),
                    lines,
                )
            }
        };
        BackwardReadout { phase: self.phase, phases, title, rule, lines }
    }
}
