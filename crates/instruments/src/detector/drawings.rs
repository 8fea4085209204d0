//! What the detector draws: network, loss, truth table. (Spectrum and eigenvectors are drawn where they are found.)

use super::{DetectorInstrument, chart, diagram, table};
use crate::sheet::Sheet;
use crate::theme::Theme;

impl DetectorInstrument {
    /// Draws the network.
    pub fn draw_network(&self, sheet: &mut Sheet, theme: &Theme) {
        let training = self.training();
        let pass = self.pass();
        let label = self.settings.target.label(self.settings.pattern);
        let diagram = diagram::Diagram {
            network: training.network(),
            weights: training.weights(),
            loss: self.settings.loss.value(*pass.logit(), label),
            pass: &pass,
            phase: self.phase,
            selected: self.selected,
        };
        diagram.draw(sheet, self.size, theme)
    }

    /// Draws the loss over the steps.
    pub fn draw_loss(&self, sheet: &mut Sheet, theme: &Theme) {
        chart::loss(&self.run, self.settings.origin, self.settings.walk.logarithmic, sheet, theme)
    }

    /// Draws the answers to all 512 patterns on a canvas of that width. `looked_at` is the pattern the keyboard
    /// is at, if it is in the table.
    pub fn draw_table(&self, sheet: &mut Sheet, width: f64, looked_at: Option<usize>, theme: &Theme) {
        let table = table::Table {
            outputs: &self.training().truth_table(),
            target: &self.settings.target,
            drawn: self.settings.pattern,
            looked_at,
        };
        table.draw(sheet, width, theme)
    }

    /// Draws the small patterns of the truth table, which stay the same while the answers change.
    pub fn draw_table_patterns(&self, sheet: &mut Sheet, width: f64, theme: &Theme) {
        table::Layout::new(width).draw_patterns(sheet, theme)
    }

    /// Draws the squares of the truth table, under the answers; they, too, stay the same.
    pub fn draw_table_squares(&self, sheet: &mut Sheet, width: f64, theme: &Theme) {
        table::Layout::new(width).draw_squares(sheet, theme)
    }
}
