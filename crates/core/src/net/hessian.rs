//! The exact Hessian of a network's loss, from how the deltas answer to the sums.

use super::block::{Block, block, combine, constant, dot, map, product, total};
use super::rows::{Inputs, LOW_CELLS, Rows};
use super::sweep::{Layer, Sweep, carry_back};
use crate::Number;

impl Sweep {
    /// The Hessian of the mean loss: row-major, symmetric, as many rows as weights.
    ///
    /// Write `R` for the derivative along the sum `a_u` of one unit. It goes through both passes by the
    /// rules of the calculus:
    ///
    /// ```text
    /// R a_u = 1,   R a_v = Σ_j w_vj R h_j         in the layers after u
    /// R h_v = φ'(a_v) R a_v
    /// R δ   = E''(z) R z                          of the output unit
    /// R δ_j = φ'(a_j) Σ_v R δ_v w_vj  +  φ''(a_j) R a_j Σ_v δ_v w_vj
    /// ```
    ///
    /// A weight into `u` moves `a_u` by what it carries, and nothing else; so the second derivative along the
    /// weights `w_ui` and `w_vj`, where `v` is not in an earlier layer than `u`, is `h_i R(δ_v h_j)`, summed over the examples. One such pass a
    /// unit, not one a weight, is all it takes.
    ///
    /// Source: B. A. Pearlmutter, "Fast exact multiplication by the Hessian", Neural Computation 6, 1994, section 3;
    /// C. M. Bishop, "Exact calculation of the Hessian matrix for the multilayer perceptron", Neural Computation 4,
    /// 1992.
    pub(super) fn hessian(&mut self, rows: &Rows, weights: &[f64]) -> Vec<f64> {
        let n = weights.len();
        let mut hessian = vec![0.0; n * n];
        let mut answer =
            Answer { sums: self.deltas.clone(), outputs: self.deltas.clone(), deltas: self.deltas.clone() };
        self.prepare(rows, weights);
        for b in 0..rows.blocks() {
            let logits = self.forward(rows, weights, b);
            self.backward(rows, weights, b, &logits);
            if let Inputs::Screen(levels) = rows.inputs {
                for (cell, inputs) in self.inputs.iter_mut().enumerate() {
                    *inputs = cell_levels(cell, b, levels);
                }
            }
            let bend = map([&logits, &rows.signs[b], &rows.weights[b]], |[logit, sign, weight]| {
                // Along the logit, u runs backwards where the sign is -1; twice backwards is forwards.
                let (s, rest) = logit.mul(&sign).shares();
                self.loss.bend_of_wrongness(&s, &rest).mul(&weight.mul(&sign))
            });
            for index in 0..self.layers.len() {
                for unit in 0..self.layers[index].units {
                    self.respond(weights, index, unit, &bend, &mut answer);
                    self.gather(index, unit, &answer, &mut hessian, n);
                }
            }
        }
        for row in 0..n {
            for column in row..n {
                let entry = hessian[row * n + column] / rows.total;
                hessian[row * n + column] = entry;
                hessian[column * n + row] = entry;
            }
        }
        hessian
    }

    /// How everything in the layers from `index` on answers to the sum of one unit of that layer.
    fn respond(&self, weights: &[f64], index: usize, unit: usize, bend: &Block, answer: &mut Answer) {
        let last = self.layers.len() - 1;
        // Forward.
        let layer = self.layers[index];
        for other in 0..layer.units {
            answer.sums[layer.first + other] = constant(if other == unit { 1.0 } else { 0.0 });
        }
        for later in index..last {
            let Layer { first, units, .. } = self.layers[later];
            for place in first..first + units {
                answer.outputs[place] = product(&self.slopes[place], &answer.sums[place]);
            }
            let next = self.layers[later + 1];
            for unit in 0..next.units {
                let row = &weights[next.matrix + unit * next.inputs..][..next.inputs];
                let before = &answer.outputs[first..first + units];
                answer.sums[next.first + unit] = combine(0.0, before, |i| row[i]);
            }
        }
        // Back.
        let output = self.layers[last].first;
        answer.deltas[output] = product(bend, &answer.sums[output]);
        for later in (index + 1..=last).rev() {
            let layer = self.layers[later];
            let before = self.layers[later - 1].first;
            for from in 0..layer.inputs {
                let place = before + from;
                let deltas = &answer.deltas[layer.first..layer.first + layer.units];
                let through = product(&carry_back(weights, layer, from, deltas), &self.slopes[place]);
                let bends = product(&self.bends(place), &self.reached[place]);
                let turned = product(&bends, &answer.sums[place]);
                answer.deltas[place] = map([&through, &turned], |[a, b]| a.add(&b));
            }
        }
    }

    /// Adds this block's part of the rows of the Hessian that belong to one unit of layer `index`, from the diagonal on.
    fn gather(&self, index: usize, unit: usize, answer: &Answer, hessian: &mut [f64], n: usize) {
        let layer = self.layers[index];
        let carried = self.carried(index);
        let row = |i: usize| {
            if i < layer.inputs { layer.matrix + unit * layer.inputs + i } else { layer.biases + unit }
        };
        let mut put = |a: usize, b: usize, value: f64| hessian[a.min(b) * n + a.max(b)] += value;
        for (later, into) in self.layers.iter().enumerate().skip(index) {
            let column = |v: usize, j: usize| {
                if j < into.inputs { into.matrix + v * into.inputs + j } else { into.biases + v }
            };
            for v in 0..into.units {
                let deltas = &answer.deltas[into.first + v];
                if later == index {
                    // The same sums serve w_ui, w_vj and w_uj, w_vi; and the units in either order.
                    if v < unit {
                        continue;
                    }
                    for i in 0..=layer.inputs {
                        let weighed = carried.get(i).map_or(*deltas, |carried| product(deltas, carried));
                        for j in i..=layer.inputs {
                            let value =
                                carried.get(j).map_or_else(|| total(&weighed), |c| dot(&weighed, c)).total();
                            put(row(i), column(v, j), value);
                            if i != j && v != unit {
                                put(row(j), column(v, i), value);
                            }
                        }
                    }
                    continue;
                }
                let before = self.carried(later);
                let answers = &answer.outputs[self.layers[later - 1].first..][..into.inputs];
                for j in 0..=into.inputs {
                    let changed: Block = match (before.get(j), answers.get(j)) {
                        (Some(before), Some(answers)) => map(
                            [deltas, before, &self.deltas[into.first + v], answers],
                            |[r, h, delta, rh]| r.mul(&h).add(&delta.mul(&rh)),
                        ),
                        _ => *deltas,
                    };
                    for i in 0..=layer.inputs {
                        let value =
                            carried.get(i).map_or_else(|| total(&changed), |c| dot(&changed, c)).total();
                        put(row(i), column(v, j), value);
                    }
                }
            }
        }
    }

    /// What the weights of a layer carry.
    fn carried(&self, index: usize) -> &[Block] {
        match index.checked_sub(1) {
            None => &self.inputs,
            Some(before) => &self.outputs[self.layers[before].first..][..self.layers[before].units],
        }
    }
}

/// How sums, outputs and deltas of every unit answer to one sum, for the examples of one block.
struct Answer {
    sums: Vec<Block>,
    outputs: Vec<Block>,
    deltas: Vec<Block>,
}

/// The inputs of one cell in block `b` of the screen.
fn cell_levels(cell: usize, b: usize, levels: [f64; 2]) -> Block {
    match cell.checked_sub(LOW_CELLS) {
        Some(high) => constant(levels[b >> high & 1]),
        None => block(|place| levels[place >> cell & 1]),
    }
}
