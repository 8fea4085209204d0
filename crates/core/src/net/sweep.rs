//! [`Sweep`]: a network's loss and gradient over many examples, 32 at a time.
//!
//! The mathematics is that of [`Backward`](super::Backward), which is written to be read; this is written to
//! be fast. Each block of examples goes forward and back while it lies in the nearest cache, and
//! what it adds to the gradient is kept two sums to a number until the end.

use super::block::{Block, NOTHING, ROW, combine, dot, gather, lanes, map, map_two, product, total};
use super::rows::{Inputs, Rows, cell_sums};
use super::screen::Tables;
use super::{Activation, Loss, Network};
use crate::{Lanes, Number};

/// Where one layer's numbers lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layer {
    /// How many units the layer before has.
    pub(super) inputs: usize,
    /// How many units it has.
    pub(super) units: usize,
    /// The index of its first weight.
    pub(super) matrix: usize,
    /// The index of its first bias.
    pub(super) biases: usize,
    /// The index of its first unit among all units after the inputs.
    pub(super) first: usize,
}

/// What a network needs beside its weights to go over examples, made once for any number of sweeps.
#[derive(Debug)]
pub(super) struct Sweep {
    activation: Activation,
    pub(super) loss: Loss,
    pub(super) layers: Vec<Layer>,
    /// The inputs of the block, where the examples list theirs or somebody asked for them.
    pub(super) inputs: Vec<Block>,
    /// Of every unit after the inputs, for the examples of one block: its output (for the output unit its sum),
    pub(super) outputs: Vec<Block>,
    /// its slope,
    pub(super) slopes: Vec<Block>,
    /// what the loss would gain if its output grew by 1,
    pub(super) reached: Vec<Block>,
    /// and what it would gain if its sum grew by 1.
    pub(super) deltas: Vec<Block>,
    /// For each unit of the first layer its share of the sums of the screen's patterns.
    tables: Vec<Tables>,
    /// For each unit of the first layer the deltas of all blocks, summed place by place,
    columns: Vec<Block>,
    /// and the sum of the deltas of each block.
    totals: Vec<Lanes>,
    /// For each weight what the blocks so far add to its slope.
    slope_sums: Vec<Lanes>,
}

impl Sweep {
    pub(super) fn new(network: &Network, loss: Loss) -> Self {
        let mut layers = Vec::with_capacity(network.depth());
        let mut first = 0;
        for layer in 1..=network.depth() {
            let [inputs, units] = [network.layers()[layer - 1], network.layers()[layer]];
            let (matrix, biases) = (network.weight(layer, 0, 0), network.bias(layer, 0));
            layers.push(Layer { inputs, units, matrix, biases, first });
            first += units;
        }
        let wide = layers[0].units;
        Self {
            activation: network.activation(),
            loss,
            inputs: vec![NOTHING; layers[0].inputs],
            outputs: vec![NOTHING; first],
            slopes: vec![NOTHING; first],
            reached: vec![NOTHING; first],
            deltas: vec![NOTHING; first],
            tables: vec![Tables::default(); wide],
            columns: vec![NOTHING; wide],
            totals: Vec::new(),
            slope_sums: vec![Lanes::ZERO; network.weight_count()],
            layers,
        }
    }

    /// The mean loss.
    pub(super) fn loss(&mut self, rows: &Rows, weights: &[f64]) -> f64 {
        self.prepare(rows, weights);
        let mut sum = Lanes::ZERO;
        for b in 0..rows.blocks() {
            let logits = self.forward(rows, weights, b);
            let losses = map([&logits, &rows.signs[b], &rows.weights[b]], |[logit, sign, weight]| {
                // The sign in the weight turns it positive again.
                self.loss.of_wrongness(&logit.mul(&sign)).mul(&weight.mul(&sign))
            });
            sum = sum.add(&total(&losses));
        }
        sum.total() / rows.total
    }

    /// The logits of all examples in order, and of what fills up the last block.
    pub(super) fn logits(&mut self, rows: &Rows, weights: &[f64]) -> Vec<f64> {
        self.prepare(rows, weights);
        let mut logits = Vec::with_capacity(rows.blocks() * ROW);
        for b in 0..rows.blocks() {
            logits.extend(lanes(&self.forward(rows, weights, b)).iter().flat_map(Lanes::to_array));
        }
        logits
    }

    /// The gradient of the mean loss, one slope a weight.
    pub(super) fn gradient(&mut self, rows: &Rows, weights: &[f64], gradient: &mut [f64]) {
        self.prepare(rows, weights);
        self.columns.fill(NOTHING);
        self.slope_sums.fill(Lanes::ZERO);
        self.totals.clear();
        self.totals.resize(rows.blocks() * self.layers[0].units, Lanes::ZERO);
        for b in 0..rows.blocks() {
            let logits = self.forward(rows, weights, b);
            self.backward(rows, weights, b, &logits);
            for layer in (1..self.layers.len()).rev() {
                let from = self.layers[layer - 1].first;
                self.learn(self.layers[layer], &LearnFrom::Units(from));
            }
            match rows.inputs {
                Inputs::Screen(_) => self.learn_screen(b, rows.blocks()),
                Inputs::Listed(_) => self.learn(self.layers[0], &LearnFrom::Inputs),
            }
        }

        for (slope, sum) in gradient.iter_mut().zip(&self.slope_sums) {
            *slope = sum.total();
        }
        if let Inputs::Screen(levels) = rows.inputs {
            let layer = self.layers[0];
            for unit in 0..layer.units {
                let totals = &self.totals[unit * rows.blocks()..(unit + 1) * rows.blocks()];
                let (sums, total) = cell_sums(&self.columns[unit], totals, levels);
                gradient[layer.matrix + unit * layer.inputs..][..layer.inputs].copy_from_slice(&sums);
                gradient[layer.biases + unit] = total;
            }
        }
        for slope in gradient {
            *slope /= rows.total;
        }
    }

    /// What all blocks have in common.
    pub(super) fn prepare(&mut self, rows: &Rows, weights: &[f64]) {
        let layer = self.layers[0];
        if let Inputs::Screen(levels) = rows.inputs {
            for (unit, tables) in self.tables.iter_mut().enumerate() {
                let row = &weights[layer.matrix + unit * layer.inputs..][..layer.inputs];
                let hidden = (self.layers.len() > 1).then_some(self.activation);
                *tables = Tables::new(row, weights[layer.biases + unit], levels, hidden);
            }
        }
    }

    /// Block `b` forward: outputs and slopes of all hidden units, and the logits.
    pub(super) fn forward(&mut self, rows: &Rows, weights: &[f64], b: usize) -> Block {
        let last = self.layers.len() - 1;
        for index in 0..=last {
            let layer = self.layers[index];
            for unit in 0..layer.units {
                let place = layer.first + unit;
                let sums = match &rows.inputs {
                    Inputs::Screen(_) if index == 0 => {
                        let tables = &self.tables[unit];
                        if tables.activate(b, &mut self.outputs[place], &mut self.slopes[place]) {
                            continue;
                        }
                        tables.sums(b)
                    }
                    inputs => {
                        let row = &weights[layer.matrix + unit * layer.inputs..][..layer.inputs];
                        let before = match inputs {
                            Inputs::Listed(listed) if index == 0 => &listed[b * layer.inputs..],
                            _ => &self.outputs[self.layers[index - 1].first..],
                        };
                        combine(weights[layer.biases + unit], &before[..layer.inputs], |i| row[i])
                    }
                };
                if index == last {
                    return sums;
                }
                activate(self.activation, &sums, &mut self.outputs[place], &mut self.slopes[place]);
            }
        }
        NOTHING
    }

    /// Block `b` back: what every unit's output and sum are worth to the loss, not yet divided by the total.
    pub(super) fn backward(&mut self, rows: &Rows, weights: &[f64], b: usize, logits: &Block) {
        if let Inputs::Listed(listed) = &rows.inputs {
            let count = self.inputs.len();
            self.inputs.copy_from_slice(&listed[b * count..(b + 1) * count]);
        }
        let last = self.layers.len() - 1;
        let output = self.layers[last].first;
        let loss = self.loss;
        self.deltas[output] = map([logits, &rows.signs[b], &rows.weights[b]], |[logit, sign, weight]| {
            let (s, rest) = logit.mul(&sign).shares();
            loss.slope_of_wrongness(&s, &rest).mul(&weight)
        });
        for index in (1..=last).rev() {
            let layer = self.layers[index];
            let before = self.layers[index - 1].first;
            let (earlier, later) = self.deltas.split_at_mut(layer.first);
            for from in 0..layer.inputs {
                let reached = carry_back(weights, layer, from, &later[..layer.units]);
                earlier[before + from] = product(&reached, &self.slopes[before + from]);
                self.reached[before + from] = reached;
            }
        }
    }

    /// Adds to the slopes of a layer's weights what this block says of them.
    fn learn(&mut self, layer: Layer, from: &LearnFrom) {
        for unit in 0..layer.units {
            let deltas = &self.deltas[layer.first + unit];
            let before = match *from {
                LearnFrom::Inputs => &self.inputs[..],
                LearnFrom::Units(first) => &self.outputs[first..first + layer.inputs],
            };
            let sums = &mut self.slope_sums[layer.matrix + unit * layer.inputs..][..layer.inputs];
            for (sum, outputs) in sums.iter_mut().zip(before) {
                *sum = sum.add(&dot(deltas, outputs));
            }
            let bias = &mut self.slope_sums[layer.biases + unit];
            *bias = bias.add(&total(deltas));
        }
    }

    /// Keeps this block's deltas of the first layer for the cells they are to be summed by.
    fn learn_screen(&mut self, b: usize, blocks: usize) {
        for (unit, columns) in self.columns.iter_mut().enumerate() {
            let deltas = &self.deltas[unit];
            gather(columns, deltas);
            self.totals[unit * blocks + b] = total(deltas);
        }
    }
}

/// What a layer's weights carry.
enum LearnFrom {
    /// The inputs.
    Inputs,
    /// The outputs of the units from this one on.
    Units(usize),
}

/// What reaches unit `from` of the layer before over all its weights.
pub(super) fn carry_back(weights: &[f64], layer: Layer, from: usize, deltas: &[Block]) -> Block {
    let column = &weights[layer.matrix + from..];
    combine(0.0, deltas, |unit| column[unit * layer.inputs])
}

/// A hidden unit's outputs and slopes for its sums.
fn activate(activation: Activation, sums: &Block, outputs: &mut Block, slopes: &mut Block) {
    match activation {
        Activation::Tanh => map_two(sums, outputs, slopes, Lanes::tanh_and_slope),
        Activation::Sigmoid => {
            // σ(a) = (1 + tanh(a/2)) / 2, and a quarter of the other's slope.
            let half = Lanes::constant(0.5);
            map_two(sums, outputs, slopes, |sum| {
                let (tanh, slope) = sum.mul(&half).tanh_and_slope();
                (half.add(&tanh.mul(&half)), slope.mul(&Lanes::constant(0.25)))
            });
        }
        Activation::Relu | Activation::Identity => {
            map_two(sums, outputs, slopes, |sum| (activation.output(&sum), activation.slope(&sum)));
        }
    }
}

impl Sweep {
    /// The slopes of the slopes of a hidden unit.
    pub(super) fn bends(&self, place: usize) -> Block {
        let (outputs, slopes) = (&self.outputs[place], &self.slopes[place]);
        match self.activation {
            Activation::Tanh => {
                map([outputs, slopes], |[tanh, slope]| tanh.mul(&slope).mul(&Lanes::constant(-2.0)))
            }
            // σ'' = σ' (1 - 2σ)
            Activation::Sigmoid => map([outputs, slopes], |[sigmoid, slope]| {
                slope.mul(&Lanes::constant(1.0).sub(&sigmoid.add(&sigmoid)))
            }),
            Activation::Relu | Activation::Identity => NOTHING,
        }
    }
}
