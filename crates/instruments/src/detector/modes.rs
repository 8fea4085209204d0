//! An eigenvector as pictures: what moves with what, laid out as the weights are.

use hillside_core::{CELLS, Network, SymmetricEigen, X_PATTERN, pattern_cells};

use super::DetectorInstrument;
use super::chart::real;
use super::plan::grid;
use super::signed::{cell, largest};
use crate::sheet::{Anchor, Sheet};
use crate::theme::Theme;

/// How nearly a picture must be the X's: the cosine of the angle between them.
const ALIKE: f64 = 0.999;

/// Whether the strongest picture of an eigenvector on the cells is the X, lit cells against dark ones.
pub(super) fn is_template(instrument: &DetectorInstrument, spectrum: &SymmetricEigen, mode: usize) -> bool {
    let network = instrument.training().network();
    let count = network.weight_count();
    let vector = &spectrum.eigenvectors[mode * count..(mode + 1) * count];
    let pictures = network.layers()[1];
    let size = |picture: &[f64]| picture.iter().map(|part| part * part).sum::<f64>();
    let strongest = (0..pictures)
        .map(|unit| &vector[network.weight(1, unit, 0)..network.weight(1, unit, 0) + CELLS])
        .max_by(|a, b| size(a).total_cmp(&size(b)));
    let Some(picture) = strongest.filter(|picture| size(picture) > 0.01) else { return false };
    let lit = pattern_cells(X_PATTERN);
    let product: f64 = picture.iter().zip(lit).map(|(part, lit)| if lit { *part } else { -part }).sum();
    product.abs() > ALIKE * (size(picture) * real(CELLS)).sqrt()
}

/// Draws one picture a unit, layer below layer: nine cells of the first layer as on the grid, beside them the bias.
pub(super) fn draw(
    network: &Network,
    vector: &[f64],
    sheet: &mut Sheet,
    [width, height]: [f64; 2],
    theme: &Theme,
) {
    let most = largest(vector.iter().copied());
    let layers = network.layers();
    let rows = real(network.depth());
    let band = height / rows;
    for layer in 1..layers.len() {
        let units = layers[layer];
        let (columns, lines) = grid(layers[layer - 1]);
        // Beside the picture of every unit stands its bias.
        let wide = real(columns) + 1.8;
        let side = ((width - 8.0) / (real(units) * wide)).min((band - 34.0) / real(lines)).clamp(3.0, 26.0);
        let top = band * real(layer - 1) + 18.0;
        let left = (width - side * wide * real(units)).max(0.0) / 2.0;
        let title = if layer == network.depth() {
            "into the output"
        } else {
            "into the hidden units, and their biases"
        };
        sheet.label(title, [width / 2.0, top - 9.0], 11.0, theme.ink, Anchor::Middle);
        for unit in 0..units {
            let corner = [left + side * wide * real(unit) + side * 0.2, top];
            for from in 0..layers[layer - 1] {
                let at = [corner[0] + side * real(from % columns), corner[1] + side * real(from / columns)];
                cell(sheet, at, side - 1.0, vector[network.weight(layer, unit, from)], most, theme);
            }
            let at = [corner[0] + side * (real(columns) + 0.35), corner[1] + side * (real(lines) - 1.0)];
            cell(sheet, at, side - 1.0, vector[network.bias(layer, unit)], most, theme);
            if side >= 9.0 {
                let below = corner[1] + side * real(lines) + 8.0;
                sheet.label("b", [at[0] + side / 2.0, below], 10.0, theme.ink, Anchor::Middle);
            }
        }
    }
}
