//! The history of a descent, kept small enough to keep for ever.

use super::method::Memory;

/// The most checkpoints kept. Each is 80 bytes, so a trace stays under 350 kB.
const CAPACITY: usize = 4096;

/// Where a descent is: enough to go on from, bit for bit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct State {
    /// The number of steps taken.
    pub(super) index: usize,
    /// `x, y`.
    pub(super) position: [f64; 2],
    /// What the method remembers; see [`Memory`].
    pub(super) first: [f64; 2],
    pub(super) second: [f64; 2],
    pub(super) powers: [f64; 2],
    /// How many steps in a row f has risen, up to now.
    pub(super) rises: usize,
}

impl State {
    /// The state before the first step.
    pub(super) const fn start(position: [f64; 2]) -> Self {
        Self { index: 0, position, first: [0.0; 2], second: [0.0; 2], powers: [1.0; 2], rises: 0 }
    }

    /// Whether everything the method remembers is still a number.
    pub(super) fn remembers(&self) -> bool {
        self.first.iter().chain(&self.second).all(|number| number.is_finite())
    }

    /// What the method remembers, as for any number of weights.
    pub(super) fn memory(&self) -> Memory {
        Memory {
            first: self.first.to_vec(),
            second: self.second.to_vec(),
            powers: self.powers,
            steps: self.index as u64,
        }
    }
}

/// States at every `stride`-th index from 0; any other follows by stepping on from the one before.
#[derive(Clone, Debug)]
pub(super) struct Trace {
    checkpoints: Vec<State>,
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
        self.checkpoints.push(*state);
    }

    /// The last kept state at or before `index`.
    pub(super) fn before(&self, index: usize) -> State {
        self.checkpoints[(index / self.stride).min(self.checkpoints.len() - 1)]
    }

    /// Index and position of every kept state, in order.
    pub(super) fn kept(&self) -> impl Iterator<Item = (usize, [f64; 2])> {
        self.checkpoints.iter().map(|kept| (kept.index, kept.position))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_trace_stays_small_and_evenly_spaced() {
        let state = |index: usize| State { index, ..State::start([index as f64, 0.0]) };
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
