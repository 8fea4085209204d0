//! [`Rows`]: examples laid out for a sweep, two to a number and 32 to a block.

use super::block::{Block, ROW, block, lanes};
use super::data::{Encoding, Examples};
use super::pattern::{CELLS, PATTERNS, Target};
use crate::Lanes;

/// How many cells tell the patterns of one block apart; the others tell the blocks apart.
pub(super) const LOW_CELLS: usize = 5;

/// Examples laid out for a sweep.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    pub(super) inputs: Inputs,
    /// For each example 1 where the answer should be no, -1 where it should be yes, and 1 for what fills
    /// up the last block.
    pub(super) signs: Vec<Block>,
    /// For each example the sign times its weight, a whole number; 0 for what fills up the last block.
    pub(super) weights: Vec<Block>,
    /// What sums over all examples are divided by.
    pub(super) total: f64,
}

/// Where the inputs of the examples come from.
#[derive(Clone, Debug)]
pub(super) enum Inputs {
    /// All 512 patterns in order, each cell at one of two levels: block `b` holds those whose cells 5 to 8 are the bits of
    /// `b`, and nothing need be kept.
    Screen([f64; 2]),
    /// One block an input, block after block.
    Listed(Vec<Block>),
}

impl Default for Inputs {
    fn default() -> Self {
        Self::Listed(Vec::new())
    }
}

impl Rows {
    /// All 512 patterns.
    pub(super) fn screen(target: &Target, encoding: Encoding, balanced: bool) -> Self {
        let labels: Vec<bool> = (0..PATTERNS).map(|pattern| target.label(pattern)).collect();
        Self { inputs: Inputs::Screen(encoding.levels()), ..Self::labelled(&labels, balanced) }
    }

    /// Any examples of so many inputs each.
    pub(super) fn new(examples: &Examples, inputs: usize, balanced: bool) -> Self {
        let rows = Self::labelled(&examples.labels, balanced);
        let listed = (0..rows.signs.len() * inputs)
            .map(|index| {
                let (first, input) = (index / inputs * ROW, index % inputs);
                block(|place| examples.inputs.get((first + place) * inputs + input).copied().unwrap_or(0.0))
            })
            .collect();
        Self { inputs: Inputs::Listed(listed), ..rows }
    }

    /// What follows from the labels alone.
    ///
    /// The weights are whole numbers, and the one division comes last. So sums that should cancel do: from zero
    /// weights, half of 511 small gradients against half of one large one leave exactly nothing.
    fn labelled(labels: &[bool], balanced: bool) -> Self {
        let yes = labels.iter().filter(|label| **label).count() as f64;
        let no = labels.len() as f64 - yes;
        let ([of_no, of_yes], total) = if balanced && yes > 0.0 && no > 0.0 {
            // Half for each class: 1/(2 no) and 1/(2 yes), both over 2 yes no.
            ([yes, no], 2.0 * yes * no)
        } else {
            ([1.0; 2], labels.len() as f64)
        };
        let blocks = |value: &dyn Fn(Option<&bool>) -> f64| {
            (0..labels.len().div_ceil(ROW))
                .map(|b| block(|place| value(labels.get(b * ROW + place))))
                .collect()
        };
        Self {
            inputs: Inputs::default(),
            signs: blocks(&|label| if label == Some(&true) { -1.0 } else { 1.0 }),
            weights: blocks(&|label| match label {
                Some(true) => -of_yes,
                Some(false) => of_no,
                None => 0.0,
            }),
            total,
        }
    }

    /// How many blocks there are.
    pub(super) fn blocks(&self) -> usize {
        self.signs.len()
    }
}

/// The sums over the five low cells for the 32 patterns of any block, `base` included: entry `p` adds the
/// weights of the cells that are on in `p` at the high level, the others at the low.
pub(super) fn low_sums(weights: &[f64], base: f64, [off, on]: [f64; 2]) -> Block {
    let mut sums = [base; ROW];
    for (cell, weight) in weights.iter().take(LOW_CELLS).enumerate() {
        for (place, sum) in sums.iter_mut().enumerate() {
            *sum += weight * if place >> cell & 1 == 1 { on } else { off };
        }
    }
    block(|place| sums[place])
}

/// The sum over the four high cells for block `b`.
pub(super) fn high_sum(weights: &[f64], b: usize, [off, on]: [f64; 2]) -> f64 {
    weights
        .iter()
        .skip(LOW_CELLS)
        .enumerate()
        .fold(0.0, |sum, (cell, weight)| sum + weight * if b >> cell & 1 == 1 { on } else { off })
}

/// From the sum of a quantity over all blocks (`columns`, one number a place) and the sums within each block
/// (`totals`), its sums against each cell and its plain sum: what a unit's weights and its bias learn.
pub(super) fn cell_sums(columns: &Block, totals: &[Lanes], [off, on]: [f64; 2]) -> ([f64; CELLS], f64) {
    let mut sums = [0.0; CELLS];
    let mut total = 0.0;
    for (k, lanes) in lanes(columns).iter().enumerate() {
        let values = lanes.to_array();
        for (lane, value) in values.iter().enumerate() {
            let place = k * Lanes::WIDTH + lane;
            total += value;
            for (cell, sum) in sums.iter_mut().take(LOW_CELLS).enumerate() {
                if place >> cell & 1 == 1 {
                    *sum += value;
                }
            }
        }
    }
    for (b, total) in totals.iter().enumerate() {
        let value = total.total();
        for (cell, sum) in sums.iter_mut().skip(LOW_CELLS).enumerate() {
            if b >> cell & 1 == 1 {
                *sum += value;
            }
        }
    }
    // Off cells count, too, where off is not 0.
    (sums.map(|lit| off * total + (on - off) * lit), total)
}
