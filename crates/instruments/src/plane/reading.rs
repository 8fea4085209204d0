//! What the plane's figure says: every number on screen, in words and in one sentence.

use std::collections::BTreeMap;

use hillside_core::{FormulaParameter, Matrix};
use serde::Serialize;

use super::pick::Pick;
use super::settings::{Settings, Show};
use super::shapes::Network;
use super::transform::{Transform, area, square};
use super::{kind, shapes};
use crate::digits;
use crate::letters::Letter;

/// Corners on each side of the square whose image is measured, and places on the line that is.
const PARTS: u32 = 64;
/// The step of a difference quotient, for a coordinate of about 1.
const QUOTIENT: f64 = 1e-5;

/// A line through the stack: what becomes of its middle.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    /// The image of the middle, and the middle of the images of both ends.
    pub(super) middle: [f64; 2],
    pub(super) between: [f64; 2],
    /// How far they are from each other, and how far the image is from a straight line at most.
    pub(super) apart: f64,
    pub(super) bent: f64,
}

/// One entry of the table, or its head.
#[derive(Debug, Serialize)]
struct Cell {
    text: String,
    /// What picks it.
    pick: String,
    /// Whether it belongs to what is picked.
    lit: bool,
}

/// An output: its name, and its slopes along all inputs.
#[derive(Debug, Serialize)]
struct Row {
    head: Cell,
    entries: Vec<Cell>,
}

#[derive(Debug, Serialize)]
struct Table {
    columns: Vec<Cell>,
    rows: Vec<Row>,
}

/// Every number on screen, and what it says in words.
#[derive(Debug, Serialize)]
pub(super) struct Readout {
    /// Outputs by inputs.
    pub(super) shape: [usize; 2],
    pub(super) value: Vec<f64>,
    /// Row by row.
    pub(super) jacobian: Vec<Vec<f64>>,
    /// Of a square table.
    pub(super) determinant: Option<f64>,
    /// What the table, or the matrix in the slot, says of the end of the step, and what is so.
    pub(super) linear: Vec<f64>,
    pub(super) actual: Vec<f64>,
    /// How far these are apart, and that beside the square of the step's length.
    pub(super) error: f64,
    pub(super) bend: f64,
    /// The area of the square's image over that of the square, turned over where negative; of the plane, and where
    /// rounding leaves any digits.
    pub(super) area: Option<f64>,
    pub(super) line: Option<Line>,
    /// The matrix in the slot.
    pub(super) slot: Option<Vec<Vec<f64>>>,
    /// Of the picked entry: the quotient of small differences.
    pub(super) quotient: Option<f64>,
    pub(super) network: Option<Network>,
    letters: Vec<Letter>,
    table: Table,
    /// Which parts of the page there are.
    shows: BTreeMap<&'static str, bool>,
    pub(super) words: BTreeMap<&'static str, String>,
    /// What a hand may hold.
    handles: Vec<String>,
    pub(super) sentence: String,
}

/// `(1, −0.5)`
pub(super) fn list(numbers: &[f64], significant: usize) -> String {
    let each: Vec<String> = numbers.iter().map(|number| digits::short(*number, significant)).collect();
    if let [one] = &each[..] { one.clone() } else { format!("({})", each.join(", ")) }
}

pub(super) fn length(numbers: impl IntoIterator<Item = f64>) -> f64 {
    numbers.into_iter().fold(0.0, |sum, number| hillside_core::Number::hypot(&sum, &number))
}

fn rows(matrix: &Matrix) -> Vec<Vec<f64>> {
    (0..matrix.shape()[0]).map(|row| matrix.row(row).to_vec()).collect()
}

/// What readers see of a letter: `w₁` of `w_1`.
fn symbol(name: &str) -> String {
    FormulaParameter { name: name.to_owned(), value: 0.0 }.symbol()
}

/// What an output is called: `f₂`, or `f` where there is one alone.
pub(super) fn output(index: usize, outputs: usize) -> String {
    if outputs == 1 { "f".to_owned() } else { symbol(&format!("f_{}", index + 1)) }
}

/// Point, step and what is read there.
pub(super) struct Reading<'a> {
    settings: &'a Settings,
    pub(super) transform: Transform,
    pub(super) value: Vec<f64>,
    pub(super) jacobian: Matrix,
    /// What is taken for the slopes: the table, or what lies in its slot.
    pub(super) matrix: Matrix,
    pub(super) inputs: Vec<String>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(settings: &'a Settings) -> Self {
        let transform = settings.transform();
        let (value, jacobian) = (transform.value(&settings.point), transform.jacobian(&settings.point));
        let matrix = settings.slot.clone().unwrap_or_else(|| jacobian.clone());
        let inputs = match settings.layers {
            0 => settings.formulas.inputs().iter().map(|name| symbol(name)).collect(),
            _ => vec!["x".to_owned(), "y".to_owned()],
        };
        Self { settings, transform, value, jacobian, matrix, inputs }
    }

    /// The end of the step.
    pub(super) fn end(&self) -> Vec<f64> {
        self.settings.point.iter().zip(&self.settings.step).map(|(at, step)| at + step).collect()
    }

    /// What the matrix makes of the step, put to the value.
    pub(super) fn linear(&self) -> Vec<f64> {
        let moved = self.matrix.apply(&self.settings.step).unwrap_or_default();
        self.value.iter().zip(moved).map(|(value, moved)| value + moved).collect()
    }

    /// The point and the step where these are of the plane.
    pub(super) fn planar(&self) -> Option<[[f64; 2]; 2]> {
        let (&[x, y], &[dx, dy]) = (&self.settings.point[..], &self.settings.step[..]) else { return None };
        (self.jacobian.shape() == [2, 2]).then_some([[x, y], [dx, dy]])
    }

    fn area(&self) -> Option<f64> {
        let [at, step] = self.planar()?;
        let image: Vec<[f64; 2]> =
            square(at, step, PARTS).into_iter().map(|corner| self.transform.image(corner)).collect();
        let size = step[0] * step[0] + step[1] * step[1];
        let far = image.iter().flatten().fold(0.0f64, |far, value| far.max(value.abs()));
        let grown = area(&image) / size;
        let long = length(self.jacobian.entries().iter().copied());
        // Each corner is off by its last digits, along the whole rim.
        let noise = 8.0 * f64::EPSILON * far * long * size.sqrt() / size;
        (grown.is_finite() && noise <= 1e-4 * grown.abs().max(1e-6)).then_some(grown)
    }

    fn line(&self) -> Option<Line> {
        let [[x, y], [dx, dy]] = self.planar()?;
        let at = |share: f64| self.transform.image([x + share * dx, y + share * dy]);
        let [from, to] = [0.0, 1.0].map(at);
        let chord = |share: f64| [0, 1].map(|axis| from[axis] + share * (to[axis] - from[axis]));
        let off = |share: f64| {
            let (is, straight) = (at(share), chord(share));
            length([is[0] - straight[0], is[1] - straight[1]])
        };
        let shares = (0..=PARTS).map(|k| f64::from(k) / f64::from(PARTS));
        let between = [0, 1].map(|axis| f64::midpoint(from[axis], to[axis]));
        let bent = shares.map(off).fold(0.0, f64::max);
        Some(Line { middle: at(0.5), between, apart: off(0.5), bent })
    }

    fn quotient(&self) -> Option<f64> {
        let Some(Pick::Entry(row, column)) = self.settings.pick else { return None };
        let [mut below, mut above] = [self.settings.point.clone(), self.settings.point.clone()];
        let small = QUOTIENT * above[column].abs().max(1.0);
        below[column] -= small;
        above[column] += small;
        let rise = self.transform.value(&above)[row] - self.transform.value(&below)[row];
        Some(rise / (above[column] - below[column]))
    }

    fn table(&self) -> Table {
        let (matrix, picked) = (&self.matrix, self.settings.pick);
        let [outputs, inputs] = matrix.shape();
        let cell = |text: String, pick: Pick| Cell { text, pick: pick.text(), lit: picked == Some(pick) };
        let columns = (0..inputs).map(|column| cell(self.inputs[column].clone(), Pick::Column(column)));
        let entry = |row: usize, column: usize| Cell {
            lit: picked.is_some_and(|pick| pick.has(row, column)),
            ..cell(digits::short(matrix.entry(row, column), 5), Pick::Entry(row, column))
        };
        let row = |row: usize| Row {
            head: cell(output(row, outputs), Pick::Row(row)),
            entries: (0..inputs).map(|column| entry(row, column)).collect(),
        };
        Table { columns: columns.collect(), rows: (0..outputs).map(row).collect() }
    }

    /// Each row times the step, written out: `f₁: 2·0.3 + (−1)·0 = 0.6`.
    fn product(&self) -> String {
        let moved = self.matrix.apply(&self.settings.step).unwrap_or_default();
        let short = |number: f64| digits::short(number, 4);
        let held = |number: f64| if number < 0.0 { format!("({})", short(number)) } else { short(number) };
        let line = |(row, sum): (usize, f64)| {
            let terms = self.matrix.row(row).iter().zip(&self.settings.step);
            let terms: Vec<String> =
                terms.map(|(slope, step)| format!("{}·{}", held(*slope), held(*step))).collect();
            let name = output(row, self.matrix.shape()[0]);
            format!("{name}: {} = {}", terms.join(" + "), short(sum))
        };
        moved.into_iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
    }

    pub(super) fn readout(&self) -> Readout {
        let settings = self.settings;
        let [outputs, inputs] = self.jacobian.shape();
        let (actual, linear) = (self.transform.value(&self.end()), self.linear());
        let error = length(actual.iter().zip(&linear).map(|(is, says)| is - says));
        let step = length(settings.step.iter().copied());
        let determinant = self.matrix.determinant().ok();
        let line = self.line();
        let network = (settings.show == Show::Shapes).then(|| shapes::network(&settings.sizes));
        let (area, quotient) = (self.area(), self.quotient());
        let short = |number: f64| digits::short(number, 5);
        let words = BTreeMap::from([
            ("value", list(&self.value, 5)),
            ("linear", list(&linear, 5)),
            ("actual", list(&actual, 5)),
            ("error", short(error)),
            ("bend", if step > 0.0 { short(error / (step * step)) } else { "no step".to_owned() }),
            ("determinant", determinant.map_or_else(|| "not square".to_owned(), short)),
            ("area", area.map_or_else(|| "too small to tell".to_owned(), short)),
            ("product", self.product()),
            ("shape", format!("{outputs}×{inputs}")),
            ("apart", line.as_ref().map_or_else(String::new, |line| short(line.apart))),
            ("quotient", quotient.map_or_else(String::new, |quotient| digits::short(quotient, 7))),
        ]);
        let sentence = match &network {
            Some(network) => shapes::sentence(network),
            None => self.sentence(&actual, &linear, error, line.as_ref(), quotient),
        };
        let handles = match self.planar() {
            _ if network.is_some() => Vec::new(),
            Some([at, step]) if settings.layers > 0 => {
                let to = [at[0] + step[0], at[1] + step[1]];
                vec![
                    format!("First end of the line, {}", list(&at, 5)),
                    format!("Other end of the line, {}", list(&to, 5)),
                ]
            }
            Some(_) => vec![
                format!("Point, {}", list(&settings.point, 5)),
                format!("Corner of the square, step {}", list(&settings.step, 5)),
            ],
            None => Vec::new(),
        };
        let (grid, layers) = (network.is_none(), settings.layers > 0);
        let (planar, formulas) = (grid && self.planar().is_some(), grid && !layers);
        let shows = BTreeMap::from([
            ("table", grid),
            ("plane", planar),
            ("bars", grid && !planar),
            ("square", planar && !layers),
            ("formulas", formulas),
            ("matrix", formulas && settings.formulas.has_matrix()),
            ("layers", grid && layers),
            ("slice", grid && matches!(settings.pick, Some(Pick::Entry(..)))),
            ("network", !grid),
        ]);
        Readout {
            shape: [outputs, inputs],
            jacobian: rows(&self.jacobian),
            determinant,
            bend: error / (step * step),
            error,
            area,
            line,
            slot: settings.slot.as_ref().map(rows),
            quotient,
            letters: if settings.layers == 0 { settings.formulas.letters().to_vec() } else { Vec::new() },
            table: self.table(),
            shows,
            network,
            words,
            handles,
            sentence,
            value: self.value.clone(),
            actual,
            linear,
        }
    }

    fn sentence(
        &self,
        actual: &[f64],
        linear: &[f64],
        error: f64,
        line: Option<&Line>,
        quotient: Option<f64>,
    ) -> String {
        let settings = self.settings;
        let mut said = match (settings.layers, line) {
            (layers @ 1.., Some(line)) => self.of_line(layers, line),
            _ => format!("{} {}", self.of_table(), self.of_step(actual, linear, error)),
        };
        if let Some(pick) = settings.pick {
            said.push(' ');
            said.push_str(&self.of_pick(pick, quotient));
        }
        said
    }

    fn of_table(&self) -> String {
        let called = if self.settings.slot.is_some() { "the matrix in the slot" } else { "J" };
        let at = list(&self.settings.point, 5);
        let [outputs, inputs] = self.matrix.shape();
        if self.planar().is_some() {
            return format!("At {at} {called} {}.", kind::deed(&self.matrix));
        }
        let counted =
            |count: usize, thing: &str| format!("{count} {thing}{}", if count == 1 { "" } else { "s" });
        format!(
            "At {at} {called} is a table of {}, one an output, and {}, one an input: {}.",
            counted(outputs, "row"),
            counted(inputs, "column"),
            counted(outputs * inputs, "slope")
        )
    }

    fn of_step(&self, actual: &[f64], linear: &[f64], error: f64) -> String {
        let step = list(&self.settings.step, 5);
        if !error.is_finite() {
            return format!("After the step {step} there is nothing to compare.");
        }
        let (is, says) = (list(actual, 5), list(linear, 5));
        let size = length(actual.iter().copied()).max(length(linear.iter().copied())).max(1e-300);
        let apart = if error <= 8.0 * f64::EPSILON * size {
            "the same".to_owned()
        } else {
            format!("{} away", digits::short(error, 4))
        };
        let by = if self.settings.slot.is_some() { "the slot's matrix" } else { "J" };
        format!("The step {step} leads to {is}, and {by} says {says}: {apart}.")
    }

    fn of_line(&self, layers: u64, line: &Line) -> String {
        if self.settings.step.iter().all(|step| *step == 0.0) {
            return "The line has no length: move one of its ends.".to_owned();
        }
        let stack = if layers == 1 { "One layer".to_owned() } else { format!("{layers} layers") };
        let how = match (layers, self.settings.bent) {
            (1, true) => ", with nothing to bend between,",
            (_, true) => " with tanh between them",
            (1, false) => "",
            (_, false) => " and nothing between them",
        };
        let size = length(line.between.iter().chain(&line.middle).copied()).max(1.0);
        let makes = if layers == 1 { "makes" } else { "make" };
        let short = |number: f64| digits::short(number, 4);
        if line.bent <= 1e-12 * size {
            let one = match (layers, self.settings.bent) {
                (2.., false) => ", and one matrix, their product, does the same at once",
                _ => "",
            };
            return format!(
                "{stack}{how} {makes} a straight line of the line: the image of its middle is the middle of the images of its ends, to \
                 within {}{one}.",
                short(line.apart.max(1e-16))
            );
        }
        let middle = if line.apart <= 1e-12 * size {
            "though its middle happens to stay between the ends".to_owned()
        } else {
            format!(
                "the image of its middle, {}, is {} from the middle of the images, {}",
                list(&line.middle, 4),
                short(line.apart),
                list(&line.between, 4)
            )
        };
        format!(
            "{stack}{how} {makes} a curve of the line, up to {} off the straight one: {middle}.",
            short(line.bent)
        )
    }

    fn of_pick(&self, pick: Pick, quotient: Option<f64>) -> String {
        let outputs = self.matrix.shape()[0];
        let short = |number: f64| digits::short(number, 5);
        match pick {
            Pick::Row(row) => {
                let (name, slopes) = (output(row, outputs), self.matrix.row(row));
                let number = row + 1;
                if slopes.iter().all(|slope| *slope == 0.0) {
                    return format!("Row {number} is all 0: to first order no input moves {name} here.");
                }
                let lines =
                    if self.inputs.len() == 2 { ", a step along its level line by nothing" } else { "" };
                let inputs = self.inputs.join(", ");
                format!(
                    "Row {number}, {}, is how {name} answers to {inputs}: to first order this step moves it by {}{lines}.",
                    list(slopes, 5),
                    short(self.matrix.apply(&self.settings.step).map_or(f64::NAN, |moved| moved[row]))
                )
            }
            Pick::Column(column) => {
                let name = &self.inputs[column];
                let moved: Vec<String> = (0..outputs)
                    .map(|row| {
                        format!("{} by {}", output(row, outputs), short(self.matrix.entry(row, column)))
                    })
                    .collect();
                format!(
                    "Column {}: a small poke of {name} moves {} for each unit.",
                    column + 1,
                    moved.join(", ")
                )
            }
            Pick::Entry(row, column) => format!(
                "Row {}, column {}: {} changes by {} for each unit of {}; the quotient of small differences is {}.",
                row + 1,
                column + 1,
                output(row, outputs),
                short(self.matrix.entry(row, column)),
                self.inputs[column],
                quotient.map_or_else(String::new, |quotient| digits::short(quotient, 7))
            ),
        }
    }
}
