//! The shapes of a network's Jacobians: how many numbers each takes and gives, and how many weights there are.

use serde::Serialize;

use crate::sheet::{Anchor, Ink, Sheet};
use crate::theme::Theme;

/// One layer: what it takes and gives, its Jacobian's slopes, and its weights with one bias a unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Layer {
    pub(super) inputs: f64,
    pub(super) outputs: f64,
    pub(super) slopes: f64,
    pub(super) parameters: f64,
}

/// A network with a loss at its end.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Network {
    pub(super) layers: Vec<Layer>,
    pub(super) parameters: f64,
    /// The shape of the loss's Jacobian along all parameters: one row.
    pub(super) loss: [f64; 2],
}

/// The network of layers with so many units, the inputs first.
pub(super) fn network(sizes: &[f64]) -> Network {
    let layer = |pair: &[f64]| {
        let [inputs, outputs] = [pair[0], pair[1]];
        Layer { inputs, outputs, slopes: outputs * inputs, parameters: outputs * inputs + outputs }
    };
    let layers: Vec<Layer> = sizes.windows(2).map(layer).collect();
    let parameters = layers.iter().map(|layer| layer.parameters).sum();
    Network { layers, parameters, loss: [1.0, parameters] }
}

pub(super) fn sentence(network: &Network) -> String {
    let layer = |(index, layer): (usize, &Layer)| {
        let Layer { inputs, outputs, slopes, parameters } = layer;
        format!(
            "Layer {} takes {inputs} and gives {outputs}, so its Jacobian is {outputs}×{inputs}, {slopes} slopes, and it has \
             {parameters} weights and biases.",
            index + 1
        )
    };
    let each: Vec<String> = network.layers.iter().enumerate().map(layer).collect();
    let all = network.parameters;
    format!(
        "{} In the end there is one loss: along all {all} weights and biases its Jacobian is one row, 1×{all}.",
        each.join(" ")
    )
}

/// The longest and the shortest side of a table that is drawn, in CSS pixels.
const SIDES: [f64; 2] = [10.0, 150.0];

/// How long a side of so many is drawn, where the most is `most`: longer for more, and shorter ones can still be seen.
fn side(count: f64, most: f64, room: f64) -> f64 {
    let [short, long] = SIDES;
    let long = long.min(room);
    short + (long - short) * ((count - 1.0) / (most - 1.0).max(1.0)).sqrt()
}

/// Draws the Jacobian of each layer, the last on the left as they are multiplied, and below them that of the loss.
pub(super) fn draw(network: &Network, sheet: &mut Sheet, theme: &Theme) {
    let [width, height] = sheet.size();
    let count = network.layers.len() as f64;
    let slot = width / count;
    let most = network.layers.iter().flat_map(|layer| [layer.inputs, layer.outputs]).fold(1.0, f64::max);
    let room = (0.82 * slot).min(0.44 * height);
    let size = if slot < 90.0 { 10.0 } else { 13.0 };
    for (index, layer) in network.layers.iter().rev().enumerate() {
        let middle = [slot * (index as f64 + 0.5), 0.4 * height];
        let [w, h] = [layer.inputs, layer.outputs].map(|count| side(count, most, room) / 2.0);
        let (from, to) = ([middle[0] - w, middle[1] - h], [middle[0] + w, middle[1] + h]);
        sheet.block(from, to, Ink::fill(theme.model, 0.18));
        for (axis, lines) in [layer.inputs, layer.outputs].into_iter().enumerate() {
            // As many cells as there are, where they can be told apart.
            let pitch = (to[axis] - from[axis]) / lines;
            let mut at = from[axis] + pitch;
            while pitch >= 4.0 && at < to[axis] - 1.0 {
                let line =
                    if axis == 0 { [[at, from[1]], [at, to[1]]] } else { [[from[0], at], [to[0], at]] };
                sheet.line(line, Ink::new(theme.model, 0.35, 1.0));
                at += pitch;
            }
        }
        sheet.frame(from, to, Ink::new(theme.model, 1.0, 1.6));
        let number = network.layers.len() - index;
        sheet.word(&format!("layer {number}"), [middle[0], 16.0], size, theme.ink, None);
        let shape = format!("{}×{}", layer.outputs, layer.inputs);
        sheet.label(&shape, [middle[0], to[1] + 8.0], size + 2.0, theme.ink, Anchor::Top);
        if index > 0 {
            sheet.word("·", [slot * index as f64, middle[1]], 22.0, theme.ink, None);
        }
    }
    let (left, right, at) = (0.06 * width, 0.94 * width, 0.82 * height);
    sheet.block([left, at - 7.0], [right, at + 7.0], Ink::fill(theme.trail, 0.18));
    sheet.frame([left, at - 7.0], [right, at + 7.0], Ink::new(theme.trail, 1.0, 1.6));
    let loss = format!("loss along all weights and biases: 1×{}", network.parameters);
    sheet.label(&loss, [width / 2.0, at + 14.0], size, theme.ink, Anchor::Top);
}
