//! The history of a descent, kept small enough to keep for ever.

use super::method::Memory;

/// The most checkpoints kept. Each is 72 bytes, so a trace stays under 300 kB.
const CAPACITY: usize = 4096;

/// Where a descent is: enough to go on from, bit for bit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct State {
    /// The number of steps taken.
    pub(super) index: usize,
    /// `x, y`.
    pub(super) position: [f64; 2],
    /// What the method remembers.
    pub(super) memory: Memory,
}

impl State {
    /// The state before the first step.
    pub(super) fn start(position: [f64; 2]) -> Self {
        Self { index: 0, position, memory: Memory::new() }
    }
}

/// A [`State`] without its index, in numbers of fixed size.
#[derive(Clone, Copy, Debug)]
struct Checkpoint {
    position: [f64; 2],
    first: [f64; 2],
    second: [f64; 2],
    powers: [f64; 2],
    remembers: bool,
}

/// States at every `stride`-th index from 0; any other follows by stepping on from the one before.
#[derive(Clone, Debug)]
pub(super) struct Trace {
    checkpoints: Vec<Checkpoint>,
    stride: usize,
}

impl Trace {
    pub(super) fn new(start: &State) -> Self {
        let mut trace = Self { checkpoints: Vec::new(), stride: 1 };
        trace.record(start);
        trace
    }

    /// Keeps `state` if its index is due. When the trace is full every second checkpoint goes, and
    /// from then on half as many come.
    #[inline]
    pub(super) fn record(&mut self, state: &State) {
        if state.index == self.checkpoints.len() * self.stride {
            self.push(state);
        }
    }

    fn push(&mut self, state: &State) {
        if self.checkpoints.len() == CAPACITY {
            let mut index = 0;
            self.checkpoints.retain(|_| {
                index += 1;
                index % 2 == 1
            });
            self.stride *= 2;
            // CAPACITY is even, so the state that found the trace full is still due.
        }
        let pair = |values: &[f64]| match *values {
            [a, b] => [a, b],
            _ => [0.0; 2],
        };
        self.checkpoints.push(Checkpoint {
            position: state.position,
            first: pair(&state.memory.first),
            second: pair(&state.memory.second),
            powers: state.memory.powers,
            remembers: !state.memory.first.is_empty(),
        });
    }

    /// The last kept state at or before `index`.
    pub(super) fn before(&self, index: usize) -> State {
        let nearest = (index / self.stride).min(self.checkpoints.len() - 1);
        let kept = self.checkpoints[nearest];
        let index = nearest * self.stride;
        let list = |pair: [f64; 2]| if kept.remembers { pair.to_vec() } else { Vec::new() };
        let memory = Memory {
            first: list(kept.first),
            second: list(kept.second),
            powers: kept.powers,
            steps: index as u64,
        };
        State { index, position: kept.position, memory }
    }

    /// Index and position of every kept state, in order.
    pub(super) fn kept(&self) -> impl Iterator<Item = (usize, [f64; 2])> {
        self.checkpoints.iter().enumerate().map(|(n, kept)| (n * self.stride, kept.position))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_trace_stays_small_and_evenly_spaced() {
        let state = |index: usize| State { index, position: [index as f64, 0.0], memory: Memory::new() };
        let mut trace = Trace::new(&state(0));
        for index in 1..100_000 {
            trace.record(&state(index));
        }
        let kept: Vec<_> = trace.kept().collect();
        assert!(kept.len() <= CAPACITY && kept.len() > CAPACITY / 2, "{}", kept.len());
        assert!(kept.iter().all(|(index, at)| *index as f64 == at[0]));
        assert!(kept.windows(2).all(|pair| pair[1].0 - pair[0].0 == trace.stride));
        for index in [0, 1, 31, 32, 33, 99_999] {
            let before = trace.before(index);
            assert!(before.index <= index && index - before.index < trace.stride);
            assert_eq!(before.position[0], before.index as f64);
        }
    }
}
