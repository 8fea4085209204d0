//! What the detector draws: network, loss, truth table. (Spectrum and eigenvectors are drawn where they are found.)

use plotters_backend::DrawingBackend;

use super::{DetectorInstrument, chart, diagram, table};
use crate::fine::Fine;
use crate::pen::Drawn;
use crate::theme::Theme;

impl DetectorInstrument {
    /// Draws the network.
    ///
    /// # Errors
    ///
    /// Passes on the backend's own error.
    pub fn draw_network<B: DrawingBackend>(&self, backend: Fine<B>, theme: &Theme) -> Drawn<B> {
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
        diagram.draw(backend, self.size, theme)
    }

    /// Draws the loss over the steps.
    ///
    /// # Errors
    ///
    /// Passes on the backend's own error.
    pub fn draw_loss<B: DrawingBackend>(&self, backend: Fine<B>, theme: &Theme) -> Drawn<B> {
        chart::loss(&self.run, self.settings.origin, self.settings.logarithmic, backend, theme)
    }

    /// Draws the answers to all 512 patterns on a canvas of that width. `looked_at` is the pattern the keyboard
    /// is at, if it is in the table.
    ///
    /// # Errors
    ///
    /// Passes on the backend's own error.
    pub fn draw_table<B: DrawingBackend>(
        &self,
        backend: Fine<B>,
        width: f64,
        looked_at: Option<usize>,
        theme: &Theme,
    ) -> Drawn<B> {
        let table = table::Table {
            outputs: &self.training().truth_table(),
            target: &self.settings.target,
            drawn: self.settings.pattern,
            looked_at,
        };
        table.draw(backend, width, theme)
    }

    /// Draws the small patterns of the truth table, which stay the same while the answers change.
    ///
    /// # Errors
    ///
    /// Passes on the backend's own error.
    pub fn draw_table_patterns<B: DrawingBackend>(
        &self,
        backend: Fine<B>,
        width: f64,
        theme: &Theme,
    ) -> Drawn<B> {
        table::Layout::new(width).draw_patterns(backend, theme)
    }

    /// Draws the squares of the truth table, under the answers; they, too, stay the same.
    ///
    /// # Errors
    ///
    /// Passes on the backend's own error.
    pub fn draw_table_squares<B: DrawingBackend>(
        &self,
        backend: Fine<B>,
        width: f64,
        theme: &Theme,
    ) -> Drawn<B> {
        table::Layout::new(width).draw_squares(backend, theme)
    }
}
