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

/// The sums over some cells for all their patterns, `base` included: entry `p` adds the weights of the cells
/// that are on in `p` at the high level, the others at the low. As many weights as `sums` has bits.
pub(super) fn pattern_sums(weights: &[f64], base: f64, [off, on]: [f64; 2], sums: &mut [f64]) {
    sums[0] = weights.iter().fold(base, |sum, weight| sum + weight * off);
    for (cell, weight) in weights.iter().enumerate() {
        // The patterns in which this is the last cell that is on: as without it, and it.
        let (known, new) = sums.split_at_mut(1 << cell);
        for (new, known) in new.iter_mut().zip(known) {
            *new = *known + weight * (on - off);
        }
    }
}

/// From one number for each pattern of some cells, the sums of those of the patterns in which a cell is on, one a
/// cell, and the sum of all. The numbers are used up.
fn cell_totals(numbers: &mut [f64], totals: &mut [f64]) -> f64 {
    for (cell, total) in totals.iter_mut().enumerate().rev() {
        // Half of the patterns have the last cell on; added to the others they leave patterns of one cell less.
        let (off, on) = numbers[..2 << cell].split_at_mut(1 << cell);
        *total = on.iter().sum();
        for (off, on) in off.iter_mut().zip(on) {
            *off += *on;
        }
    }
    numbers[0]
}

/// From the sum of a quantity over all blocks (`columns`, one number a place) and the sums within each block
/// (`totals`, 16 of them), its sums against each cell and its plain sum: what a unit's weights and its bias learn.
pub(super) fn cell_sums(columns: &Block, totals: &[Lanes], [off, on]: [f64; 2]) -> ([f64; CELLS], f64) {
    let mut lit = [0.0; CELLS];
    let (low, high) = lit.split_at_mut(LOW_CELLS);
    let mut places = [0.0; ROW];
    for (places, lanes) in places.chunks_exact_mut(Lanes::WIDTH).zip(lanes(columns)) {
        places.copy_from_slice(&lanes.to_array());
    }
    let mut blocks = [0.0; PATTERNS / ROW];
    for (block, total) in blocks.iter_mut().zip(totals) {
        *block = total.total();
    }
    let total = cell_totals(&mut places, low);
    cell_totals(&mut blocks, high);
    // Off cells count, too, where off is not 0.
    (lit.map(|lit| off * total + (on - off) * lit), total)
}
