//! What is looked at more closely: a phase of the backward pass, a part of the network, a pattern of the table.

use hillside_core::{Backward, CELLS, PATTERNS};

use super::plan::{Part, Plan};
use super::{DetectorInstrument, table};

impl DetectorInstrument {
    /// The way of the drawing through the network, there and back.
    pub(crate) fn pass(&self) -> Backward<f64> {
        let training = self.training();
        let label = self.settings.target.label(self.settings.pattern);
        let inputs = training.inputs(self.settings.pattern);
        training.network().backward(training.weights(), &inputs, self.settings.loss, label)
    }

    /// How many phases a backward pass has: loss, output, each hidden layer, weights.
    #[must_use]
    pub fn phases(&self) -> usize {
        self.training().network().depth() + 2
    }

    /// Shows the backward pass as far as phase `phase`; 0 for not at all.
    pub fn go_to_phase(&mut self, phase: usize) {
        self.phase = phase.min(self.phases());
    }

    /// The next phase of the backward pass; after the last none is shown.
    pub fn next_phase(&mut self) {
        self.phase = (self.phase + 1) % (self.phases() + 1);
    }

    pub(super) fn exists(&self, part: Part) -> bool {
        let network = self.training().network();
        match part {
            Part::Weight(index) => index < network.weight_count(),
            Part::Input(cell) => cell < CELLS,
            Part::Unit(layer, unit) => {
                layer > 0 && network.layers().get(layer).is_some_and(|units| unit < *units)
            }
        }
    }

    /// Selects a weight, a unit or a cell; `None`, or what does not exist, nothing.
    pub fn select(&mut self, part: Option<Part>) {
        self.selected = part.filter(|part| self.exists(*part));
    }

    /// What is selected.
    #[must_use]
    pub fn selected(&self) -> Option<Part> {
        self.selected
    }

    /// Selects the next weight in their order, or the one before; past the last, nothing.
    pub fn select_next(&mut self, back: bool) {
        let count = self.training().weights().len();
        let next = match (self.selected, back) {
            (Some(Part::Weight(index)), false) => index + 1,
            (Some(Part::Weight(index)), true) => index.wrapping_sub(1),
            (_, false) => 0,
            (_, true) => count - 1,
        };
        self.select(Some(Part::Weight(next)));
    }

    /// The size of the network's drawing on the page, in CSS pixels.
    pub fn resize(&mut self, width: f64, height: f64) {
        self.size = [width.clamp(80.0, 8192.0), height.clamp(80.0, 8192.0)];
    }

    fn plan(&self) -> Plan {
        Plan::new(self.training().network(), self.size)
    }

    /// Selects what lies at a place of the network's drawing, in CSS pixels; tells whether anything does.
    pub fn select_at(&mut self, pixel: [f64; 2]) -> bool {
        self.selected = self.part_at(pixel);
        self.selected.is_some()
    }

    /// What lies at a place of the network's drawing, in CSS pixels.
    #[must_use]
    pub fn part_at(&self, pixel: [f64; 2]) -> Option<Part> {
        self.plan().at(self.training().network(), pixel)
    }

    /// The middle of something in the network's drawing, in CSS pixels.
    #[must_use]
    pub fn place_of(&self, part: Part) -> Option<[f64; 2]> {
        if self.exists(part) { self.plan().middle(self.training().network(), part) } else { None }
    }

    /// The middle of the cell of a column and a row, in the network's drawing; outside the grid, of the nearest.
    #[must_use]
    pub fn cell_place(&self, column: f64, row: f64) -> [f64; 2] {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 2; NaN is 0")]
        let [column, row] = [column, row].map(|place| place.clamp(0.0, 2.0) as usize);
        self.place_of(Part::Input(3 * row + column)).unwrap_or_default()
    }

    /// The pattern at a place of the truth table, on a canvas of that width, in CSS pixels.
    #[must_use]
    pub fn pattern_at(&self, pixel: [f64; 2], width: f64) -> Option<usize> {
        table::Layout::new(width).at(pixel)
    }

    /// How high the truth table is on a canvas of that width, in CSS pixels.
    #[must_use]
    pub fn table_height(&self, width: f64) -> f64 {
        table::Layout::new(width).height()
    }

    /// The pattern beside `pattern` in the truth table as it is drawn on a canvas of that width: `across` and
    /// `down` are -1, 0 or 1. At the border the same.
    #[must_use]
    pub fn pattern_beside(&self, pattern: usize, across: i32, down: i32, width: f64) -> usize {
        table::Layout::new(width).beside(pattern % PATTERNS, across, down)
    }
}
