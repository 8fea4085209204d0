//! [`Tables`]: what a unit of the first layer makes of all 512 patterns, from far fewer numbers.

use super::Activation;
use super::block::{Block, NOTHING, ROW, block, map, map_two, raised};
use super::pattern::PATTERNS;
use super::rows::{LOW_CELLS, pattern_sums};
use crate::{Lanes, Number};

/// How many blocks the screen's patterns make.
const BLOCKS: usize = PATTERNS / ROW;

/// A unit's sum is a sum over five cells and one over the other four: 32 and 16 numbers make 512.
///
/// More than that: `e^(a+b) = e^a e^b`, so 48 exponentials make 512, and with them the outputs
///
/// ```text
/// tanh a = 1 - 2r,  slope 4 E r r,   where E = e^2a and r = 1 / (E + 1)
/// σ(a) = E r,       slope E r r,     where E = e^a
/// ```
///
/// are right to a few units of 1e-16. Where all sums of a unit are so small that this is many of *their* last digits,
/// or so large that an exponential could overflow, the plain functions take over.
#[derive(Clone, Debug)]
pub(super) struct Tables {
    /// Of the 32 patterns of the low cells: the sums with the bias, or the exponentials of those.
    low: Block,
    /// Of the 16 patterns of the high cells: the sums, or their exponentials.
    high: [f64; BLOCKS],
    /// What the exponentials are for; `None` where there are sums.
    of: Option<Activation>,
}

impl Default for Tables {
    fn default() -> Self {
        Self { low: NOTHING, high: [0.0; BLOCKS], of: None }
    }
}

impl Tables {
    /// The tables of a unit with these nine weights and this bias, for inputs at two levels. `hidden` is what bends its
    /// sums, if anything does.
    pub(super) fn new(weights: &[f64], bias: f64, levels: [f64; 2], hidden: Option<Activation>) -> Self {
        let (of_low, of_high) = weights.split_at(LOW_CELLS);
        let (mut low, mut high) = ([0.0; ROW], [0.0; BLOCKS]);
        pattern_sums(of_low, bias, levels, &mut low);
        pattern_sums(of_high, 0.0, levels, &mut high);
        let size = |sums: &[f64]| sums.iter().fold(0.0, |size: f64, sum| size.max(sum.abs()));
        let of = hidden.filter(|activation| {
            matches!(activation, Activation::Tanh | Activation::Sigmoid)
                && (SMALLEST..LARGEST).contains(&(size(&low) + size(&high)))
        });
        let low = block(|place| low[place]);
        if of.is_none() {
            return Self { low, high, of };
        }
        let twice = Lanes::constant(if of == Some(Activation::Tanh) { 2.0 } else { 1.0 });
        for pair in high.chunks_exact_mut(Lanes::WIDTH) {
            let sums = Lanes::from_fn(|lane| pair[lane]);
            pair.copy_from_slice(&sums.mul(&twice).exp().to_array());
        }
        Self { low: map([&low], |[sum]| sum.mul(&twice).exp()), high, of }
    }

    /// The unit's sums for block `b`, where there are sums.
    pub(super) fn sums(&self, b: usize) -> Block {
        raised(&self.low, self.high[b])
    }

    /// The unit's outputs and slopes for block `b`, where there are exponentials; `false` where there are not.
    pub(super) fn activate(&self, b: usize, outputs: &mut Block, slopes: &mut Block) -> bool {
        let (one, high) = (Lanes::constant(1.0), Lanes::constant(self.high[b]));
        match self.of {
            Some(Activation::Tanh) => map_two(&self.low, outputs, slopes, |low| {
                let e = low.mul(&high);
                let r = one.div(&e.add(&one));
                let twice = r.add(&r);
                (one.sub(&twice), e.mul(&twice).mul(&twice))
            }),
            Some(Activation::Sigmoid) => map_two(&self.low, outputs, slopes, |low| {
                let e = low.mul(&high);
                let r = one.div(&e.add(&one));
                let output = e.mul(&r);
                (output, output.mul(&r))
            }),
            _ => return false,
        }
        true
    }
}

/// Sums below this are better known by themselves than by their exponentials.
const SMALLEST: f64 = 1.0 / 64.0;
/// Sums up to this have exponentials, twice over, whose products with each other are numbers.
const LARGEST: f64 = 150.0;
