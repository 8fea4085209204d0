//! [`Backward`]: the chain rule carried back through a network, layer by layer, with all it meets.

use super::activation::sigmoid;
use super::{Loss, Network};
use crate::Number;

/// What the passes through one layer leave behind: one number a unit in each list.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerPass<N> {
    /// The sums `a_u = Σ_i w_ui h_i + b_u`.
    pub sums: Vec<N>,
    /// The outputs `h_u = φ(a_u)`; for the last layer the output `s = 1/(1+e^-z)`.
    pub outputs: Vec<N>,
    /// The slopes `φ'(a_u)`; for the last layer `s (1-s)`.
    pub slopes: Vec<N>,
    /// `δ_u = ∂E/∂a_u`: what the loss would gain if the sum grew by 1.
    pub deltas: Vec<N>,
}

/// One pattern's way through a network, forward to its loss and back to all weights.
///
/// Forward, for each layer `l` from 1 to the last:
///
/// ```text
/// a_u = Σ_i w_ui h_i + b_u        sums
/// h_u = φ(a_u)                    outputs
/// ```
///
/// Back, with E the loss, from the last layer to the first:
///
/// ```text
/// δ   = ∂E/∂z                     of the output unit
/// ∂E/∂w_ui = δ_u h_i              of every weight: what it carries times what it is worth
/// ∂E/∂b_u  = δ_u                  of every bias, which carries 1
/// ∂E/∂h_i  = Σ_u δ_u w_ui         what reaches the layer before: every path counted
/// δ_i      = ∂E/∂h_i φ'(a_i)
/// ```
///
/// Source: D. E. Rumelhart, G. E. Hinton and R. J. Williams, "Learning representations by back-propagating
/// errors", Nature 323, 1986, equations 4 to 8.
#[derive(Clone, Debug, PartialEq)]
pub struct Backward<N> {
    /// The inputs, one a cell.
    pub inputs: Vec<N>,
    /// The layers after the inputs, in order; the last is the output unit.
    pub layers: Vec<LayerPass<N>>,
    /// `∂E/∂x_i`: what the loss would gain if an input grew by 1.
    pub input_slopes: Vec<N>,
    /// `∂E/∂w` for every weight, in the order of the weights: the gradient of this pattern's loss.
    pub gradient: Vec<N>,
}

impl<N: Number> Backward<N> {
    /// The sum of the output unit.
    #[must_use]
    pub fn logit(&self) -> &N {
        &self.layers[self.layers.len() - 1].sums[0]
    }

    /// How sure the network is of a yes.
    #[must_use]
    pub fn output(&self) -> &N {
        &self.layers[self.layers.len() - 1].outputs[0]
    }

    /// The outputs of `layer`: of layer 0 the inputs.
    #[must_use]
    pub fn outputs(&self, layer: usize) -> &[N] {
        if layer == 0 { &self.inputs } else { &self.layers[layer - 1].outputs }
    }
}

impl Network {
    /// One pattern forward and back, in any numbers: in duals the gradient comes with its own slopes, the
    /// columns of the Hessian.
    ///
    /// # Panics
    ///
    /// As [`logit`](Self::logit).
    #[must_use]
    pub fn backward<N: Number>(&self, weights: &[N], inputs: &[N], loss: Loss, label: bool) -> Backward<N> {
        self.check(weights, inputs);
        let mut layers: Vec<LayerPass<N>> = Vec::with_capacity(self.depth());
        for layer in 1..=self.depth() {
            let before = layers.last().map_or(inputs, |before| &before.outputs);
            let sums = self.sums(weights, layer, before);
            let last = layer == self.depth();
            let each = |f: &dyn Fn(&N) -> N| sums.iter().map(f).collect::<Vec<N>>();
            let (outputs, slopes) = if last {
                (each(&sigmoid), each(&|sum| sigmoid(sum).mul(&sigmoid(&sum.neg()))))
            } else {
                let activation = self.activation();
                (each(&|sum| activation.output(sum)), each(&|sum| activation.slope(sum)))
            };
            layers.push(LayerPass { sums, outputs, slopes, deltas: Vec::new() });
        }

        let mut gradient = vec![N::constant(0.0); weights.len()];
        let logit = layers[self.depth() - 1].sums[0].clone();
        let mut deltas = vec![loss.slope(&logit, label)];
        for layer in (1..=self.depth()).rev() {
            let before = if layer == 1 { inputs } else { &layers[layer - 2].outputs };
            let mut reached = vec![N::constant(0.0); before.len()];
            for (unit, delta) in deltas.iter().enumerate() {
                for (from, (output, reached)) in before.iter().zip(&mut reached).enumerate() {
                    let weight = self.weight(layer, unit, from);
                    gradient[weight] = delta.mul(output);
                    *reached = reached.add(&delta.mul(&weights[weight]));
                }
                gradient[self.bias(layer, unit)] = delta.clone();
            }
            layers[layer - 1].deltas = deltas;
            if layer > 1 {
                let slopes = &layers[layer - 2].slopes;
                deltas = reached.iter().zip(slopes).map(|(reached, slope)| reached.mul(slope)).collect();
            } else {
                deltas = reached;
            }
        }
        // What came through the first layer has met no activation: it is the slope along the inputs.
        Backward { inputs: inputs.to_vec(), layers, input_slopes: deltas, gradient }
    }
}
