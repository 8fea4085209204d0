//! [`Record`]: what has been worth the time in a search.

use super::function::Function;

/// How often something has been tried of late, and how often that paid.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Worth {
    tried: u32,
    paid: u32,
}

impl Worth {
    /// So many tries are free.
    const FREE: u32 = 8;
    /// When so many have been noted, all of them count half.
    const MANY: u32 = 64;

    pub(super) fn note(&mut self, paid: bool) {
        self.tried += 1;
        self.paid += u32::from(paid);
        if self.tried == Self::MANY {
            self.tried /= 2;
            self.paid /= 2;
        }
    }

    /// Whether one try in `tries` paid.
    fn paid_once_in(&self, tries: u32) -> bool {
        self.tried < Self::FREE || tries * self.paid >= self.tried
    }
}

/// Of the ways to bound a cell that take longer than to read second derivatives, how often each
/// was worth it. What settles one formula is a waste of time for another.
#[derive(Clone, Debug, Default)]
pub(super) struct Record {
    /// Second derivatives along other axes, or of the function with its waves apart.
    pub(super) views: [Worth; Function::VIEWS],
    /// Higher derivatives, by the [`class`](Self::class) of what second ones had to say.
    pub(super) higher: [Worth; Self::CLASSES],
    /// The bound for eigenvalues that may meet, likewise.
    pub(super) octagon: [Worth; Self::CLASSES],
    /// How many cells were not settled at once.
    pub(super) cells: usize,
}

impl Record {
    const CLASSES: usize = 24;

    /// At every cell of so many everything is tried: another part of the box may be of another kind.
    const AGAIN: usize = 32;

    /// The class of a bound: in which octave its excess over what is wanted lies, relative to that,
    /// from 2^-16 to 2^7.
    pub(super) fn class(bound: f64, wanted: f64) -> usize {
        let octave = (bound / wanted - 1.0).to_bits() >> 52;
        usize::try_from(octave).map_or(0, |octave| octave.saturating_sub(1023 - 16).min(Self::CLASSES - 1))
    }

    /// Whether to try what has paid once in so many `tries`.
    pub(super) fn is_worth_it(&self, worth: &Worth, tries: u32) -> bool {
        worth.paid_once_in(tries) || self.cells.is_multiple_of(Self::AGAIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_not_paid_is_left_until_everything_is_tried() {
        let mut record = Record { cells: 1, ..Record::default() };
        for _ in 0..8 {
            assert!(record.is_worth_it(&record.octagon[3], 4));
            record.octagon[3].note(false);
        }
        assert!(!record.is_worth_it(&record.octagon[3], 4));
        assert!(record.is_worth_it(&record.octagon[4], 4));
        record.cells = 64;
        assert!(record.is_worth_it(&record.octagon[3], 4));
        record.cells = 65;
        for _ in 0..3 {
            record.octagon[3].note(true);
        }
        assert!(record.is_worth_it(&record.octagon[3], 4) && !record.is_worth_it(&record.octagon[3], 3));
    }

    #[test]
    fn classes_go_with_the_excess() {
        for (bound, class) in [
            (1.0 + 1e-9, 0),
            (1.0 + crate::Number::powi(&2.0, -16), 0),
            (1.25, 14),
            (2.0, 16),
            (300.0, 23),
            (f64::INFINITY, 23),
        ] {
            assert_eq!(Record::class(bound, 1.0), class, "{bound}");
        }
        assert_eq!(Record::class(1.0, 0.0), 23);
    }
}
