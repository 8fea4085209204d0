//! The 512 patterns of nine cells, the X among them, and which of them count as yes.

/// How many cells the screen has, three rows of three.
pub const CELLS: usize = 9;
/// How many patterns nine cells make.
pub const PATTERNS: usize = 512;
/// The X: the four corners and the middle.
pub const X_PATTERN: usize = 0b101_010_101;

/// The nine cells of a pattern, row by row: cell `i` is bit `i` of `pattern`.
#[must_use]
pub fn pattern_cells(pattern: usize) -> [bool; CELLS] {
    std::array::from_fn(|cell| pattern >> cell & 1 == 1)
}

/// The pattern of nine cells.
#[must_use]
pub fn pattern_of(cells: [bool; CELLS]) -> usize {
    cells.iter().rev().fold(0, |pattern, on| pattern << 1 | usize::from(*on))
}

/// How many cells of `pattern` differ from the X, from 0 to 9.
#[must_use]
pub fn wrong_cells(pattern: usize) -> u32 {
    ((pattern ^ X_PATTERN) & (PATTERNS - 1)).count_ones()
}

/// Which of the 512 patterns the network shall say yes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// The X alone: one pattern.
    #[default]
    Exact,
    /// At most one cell wrong: 10 patterns.
    Near,
    /// At most two cells wrong: 46 patterns.
    Loose,
    /// The X or its negative: two patterns that no linear score tells from the rest.
    Either,
    /// What the reader says: one label a pattern, pattern 0 first.
    Labels(Box<[bool; PATTERNS]>),
}

impl Target {
    /// The targets that have names, in the order of a menu.
    pub const NAMES: [&'static str; 4] = ["exact", "near", "loose", "either"];

    /// What settings call it; `labels` for the reader's own.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
            Self::Loose => "loose",
            Self::Either => "either",
            Self::Labels(_) => "labels",
        }
    }

    /// The target of that name; the reader's own labels have none.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Exact, Self::Near, Self::Loose, Self::Either].into_iter().find(|known| known.name() == name)
    }

    /// The target of 512 labels, each 0 or 1; `None` for anything else.
    #[must_use]
    pub fn from_labels(labels: &[f64]) -> Option<Self> {
        let mut taken = Box::new([false; PATTERNS]);
        if labels.len() != PATTERNS || labels.iter().any(|label| *label != 0.0 && *label != 1.0) {
            return None;
        }
        for (taken, label) in taken.iter_mut().zip(labels) {
            *taken = *label == 1.0;
        }
        Some(Self::Labels(taken))
    }

    /// Whether `pattern` counts as yes.
    #[must_use]
    pub fn label(&self, pattern: usize) -> bool {
        match self {
            Self::Exact => wrong_cells(pattern) == 0,
            Self::Near => wrong_cells(pattern) <= 1,
            Self::Loose => wrong_cells(pattern) <= 2,
            Self::Either => matches!(wrong_cells(pattern), 0 | 9),
            Self::Labels(labels) => labels[pattern & (PATTERNS - 1)],
        }
    }

    /// How many of the 512 patterns count as yes.
    #[must_use]
    pub fn positives(&self) -> usize {
        (0..PATTERNS).filter(|pattern| self.label(*pattern)).count()
    }
}

/// How many patterns are answered how: the count of right answers alone hides that saying no to
/// everything gets 511 of 512 right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confusion {
    /// Yes where it should be yes.
    pub tp: usize,
    /// Yes where it should be no.
    pub fp: usize,
    /// No where it should be no.
    pub tn: usize,
    /// No where it should be yes.
    pub fn_: usize,
}

impl Confusion {
    /// How many answers are right.
    #[must_use]
    pub const fn correct(&self) -> usize {
        self.tp + self.tn
    }

    /// How many answers there are.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.tp + self.fp + self.tn + self.fn_
    }

    /// Counts the answer to one pattern: yes means a logit above 0.
    pub(super) fn count(&mut self, logit: f64, label: bool) {
        match (logit > 0.0, label) {
            (true, true) => self.tp += 1,
            (true, false) => self.fp += 1,
            (false, false) => self.tn += 1,
            (false, true) => self.fn_ += 1,
        }
    }
}
