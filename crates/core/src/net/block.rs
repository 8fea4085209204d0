//! [`Block`]: 32 examples side by side, and the few loops that all training spends its time in.
//!
//! Written in plain counted loops over arrays of known size, four lanes at a time: so they stay in
//! registers also in a build that is made to be small.

use crate::{Lanes, Number};

/// How many examples a block holds.
pub(super) const ROW: usize = FOURS * 4 * Lanes::WIDTH;

/// How many quadruples of lanes a block holds.
const FOURS: usize = 4;

/// One number for each of 32 examples.
pub(super) type Block = [Four; FOURS];

/// Four lanes that go through an operation together, so that none waits for the one before.
type Four = [Lanes; 4];

/// Zeros: what a block is before it is anything.
pub(super) const NOTHING: Block = [[Lanes::ZERO; 4]; FOURS];

/// The numbers `value(0)`, `value(1)` and so on.
pub(super) fn block(value: impl Fn(usize) -> f64) -> Block {
    let mut made = NOTHING;
    for (index, lanes) in made.as_flattened_mut().iter_mut().enumerate() {
        *lanes = Lanes::from_fn(|lane| value(index * Lanes::WIDTH + lane));
    }
    made
}

/// The same number for all.
pub(super) fn constant(value: f64) -> Block {
    [[Lanes::constant(value); 4]; FOURS]
}

/// `a + factor b`. Factors are single lanes: four equal ones would be stored and loaded again.
#[inline(always)]
fn add4_multiple(a: &Four, b: &Four, factor: Lanes) -> Four {
    [
        a[0].add(&b[0].mul(&factor)),
        a[1].add(&b[1].mul(&factor)),
        a[2].add(&b[2].mul(&factor)),
        a[3].add(&b[3].mul(&factor)),
    ]
}

#[inline(always)]
fn add4(a: &Four, b: &Four) -> Four {
    [a[0].add(&b[0]), a[1].add(&b[1]), a[2].add(&b[2]), a[3].add(&b[3])]
}

#[inline(always)]
fn mul4(a: &Four, b: &Four) -> Four {
    [a[0].mul(&b[0]), a[1].mul(&b[1]), a[2].mul(&b[2]), a[3].mul(&b[3])]
}

#[inline(always)]
fn sum4(a: &Four) -> Lanes {
    a[0].add(&a[1]).add(&a[2].add(&a[3]))
}

/// `base + Σ_i weight(i) blocks[i]`.
#[inline(always)]
pub(super) fn combine(base: f64, blocks: &[Block], weight: impl Fn(usize) -> f64) -> Block {
    let base = Lanes::constant(base);
    let mut made = NOTHING;
    for k in 0..FOURS {
        let mut sums = [base, base, base, base];
        for (i, block) in blocks.iter().enumerate() {
            sums = add4_multiple(&sums, &block[k], Lanes::constant(weight(i)));
        }
        made[k] = sums;
    }
    made
}

/// `a + b`, `b` the same for all.
#[inline]
pub(super) fn raised(a: &Block, b: f64) -> Block {
    let b = Lanes::constant(b);
    let mut made = NOTHING;
    for k in 0..FOURS {
        let a = &a[k];
        made[k] = [a[0].add(&b), a[1].add(&b), a[2].add(&b), a[3].add(&b)];
    }
    made
}

/// `a b`.
#[inline]
pub(super) fn product(a: &Block, b: &Block) -> Block {
    let mut made = NOTHING;
    for k in 0..FOURS {
        made[k] = mul4(&a[k], &b[k]);
    }
    made
}

/// `into += a`.
#[inline]
pub(super) fn gather(into: &mut Block, a: &Block) {
    for k in 0..FOURS {
        into[k] = add4(&into[k], &a[k]);
    }
}

/// `Σ a_p b_p` over the examples, two sums to a number.
#[inline]
pub(super) fn dot(a: &Block, b: &Block) -> Lanes {
    let mut sums = mul4(&a[0], &b[0]);
    for k in 1..FOURS {
        sums = add4(&sums, &mul4(&a[k], &b[k]));
    }
    sum4(&sums)
}

/// `Σ a_p` over the examples, two sums to a number.
#[inline]
pub(super) fn total(a: &Block) -> Lanes {
    let mut sums = a[0];
    for four in &a[1..] {
        sums = add4(&sums, four);
    }
    sum4(&sums)
}

/// The numbers in order.
pub(super) fn lanes(a: &Block) -> &[Lanes] {
    a.as_flattened()
}

/// `f` of each number and those of the other blocks at the same place.
#[inline(always)]
pub(super) fn map<const N: usize>(blocks: [&Block; N], f: impl Fn([Lanes; N]) -> Lanes) -> Block {
    let mut made = NOTHING;
    for k in 0..FOURS {
        for q in 0..4 {
            let mut at = [Lanes::ZERO; N];
            for n in 0..N {
                at[n] = blocks[n][k][q];
            }
            made[k][q] = f(at);
        }
    }
    made
}

/// Two functions of each number at once.
#[inline(always)]
pub(super) fn map_two(a: &Block, first: &mut Block, second: &mut Block, f: impl Fn(Lanes) -> (Lanes, Lanes)) {
    for k in 0..FOURS {
        for q in 0..4 {
            (first[k][q], second[k][q]) = f(a[k][q]);
        }
    }
}
