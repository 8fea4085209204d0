//! [`Proofs`]: the critical points of a box and the gradient's Lipschitz constant over it, found in slices.

use hillside_core::{CriticalLine, CriticalPoints, CriticalSearch, Doubt, Expr, Lipschitz, LipschitzSearch};

use crate::proof::TOLERANCE;

/// After how many cells what is found is first shown; then each time twice as many.
const FIRST_LOOK: usize = 64;

/// The points' part of the whole work, for a bar that never goes back.
const POINTS_PART: f64 = 0.75;

/// What a proof is about: a function, and a box `[x0, x1, y0, y1]`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct About {
    pub(super) formula: String,
    pub(super) area: [f64; 4],
}

/// What is being done.
#[derive(Debug)]
enum Work {
    /// Nothing was asked for yet.
    Nothing,
    Points(Box<CriticalSearch>),
    Bound(Box<LipschitzSearch>),
    Finished,
    Cancelled,
}

/// The searches, and what they found last: kept until something newer is known.
#[derive(Debug)]
pub(super) struct Proofs {
    about: Option<About>,
    work: Work,
    cells: usize,
    share: f64,
    /// When to look at the points next, in cells.
    look: usize,
    found: Option<(About, CriticalPoints)>,
    bound: Option<(About, Lipschitz)>,
    /// Grows whenever other points are known.
    version: u64,
}

impl Proofs {
    pub(super) fn new() -> Self {
        Self {
            about: None,
            work: Work::Nothing,
            cells: 0,
            share: 0.0,
            look: FIRST_LOOK,
            found: None,
            bound: None,
            version: 0,
        }
    }

    /// Begins anew, also what was finished or cancelled. What is known stays until it is replaced.
    pub(super) fn begin(&mut self, function: &Expr, about: About) {
        self.work = Work::Points(Box::new(CriticalSearch::new(function, about.area)));
        self.about = Some(about);
        self.cells = 0;
        self.share = 0.0;
        self.look = FIRST_LOOK;
    }

    /// Looks at some `budget` cells more; begins anew where it is about something else.
    pub(super) fn step(&mut self, function: &Expr, about: About, budget: usize) {
        if self.about.as_ref() != Some(&about) {
            self.begin(function, about.clone());
        }
        match &mut self.work {
            Work::Points(search) => {
                let progress = search.step(budget);
                self.cells = progress.cells;
                self.share = POINTS_PART * progress.share;
                if progress.finished || progress.cells >= self.look {
                    self.look = 2 * progress.cells;
                    self.found = Some((about.clone(), search.found()));
                    self.version += 1;
                }
                if progress.finished {
                    self.work = Work::Bound(Box::new(LipschitzSearch::new(function, about.area, TOLERANCE)));
                    self.cells = 0;
                }
            }
            Work::Bound(search) => {
                let progress = search.step(budget);
                self.cells = progress.cells;
                self.share = self.share.max(POINTS_PART + (1.0 - POINTS_PART) * progress.share);
                self.bound = Some((about, search.enclosure()));
                if progress.finished {
                    self.share = 1.0;
                    self.work = Work::Finished;
                }
            }
            Work::Nothing | Work::Finished | Work::Cancelled => {}
        }
    }

    /// Stops; what is proved so far counts.
    pub(super) fn cancel(&mut self) {
        if let (Work::Points(search), Some(about)) = (&self.work, &self.about) {
            self.found = Some((about.clone(), search.found()));
            self.version += 1;
        }
        if self.is_running() {
            self.work = Work::Cancelled;
        }
    }

    /// Forgets what is known of another formula: it says nothing of this one.
    pub(super) fn forget_others(&mut self, formula: &str) {
        if self.found.as_ref().is_some_and(|(about, _)| about.formula != formula) {
            self.found = None;
            self.version += 1;
        }
        self.bound.take_if(|(about, _)| about.formula != formula);
        // Coming back to what was proved before finds nothing kept, and must prove it again.
        if self.about.take_if(|about| about.formula != formula).is_some() {
            self.work = Work::Nothing;
        }
    }

    /// Whether anything was asked for.
    pub(super) fn has_begun(&self) -> bool {
        self.about.is_some()
    }

    /// Whether a search goes on.
    pub(super) fn is_running(&self) -> bool {
        matches!(self.work, Work::Points(_) | Work::Bound(_))
    }

    /// Whether all that can be proved `about` this is, or somebody has stopped it.
    pub(super) fn is_over(&self, about: &About) -> bool {
        self.about.as_ref() == Some(about) && !self.is_running() && !matches!(self.work, Work::Nothing)
    }

    /// `waiting`, `points`, `bound`, `finished` or `cancelled`.
    pub(super) fn stage(&self, about: &About) -> &'static str {
        if self.about.as_ref() != Some(about) {
            return "waiting";
        }
        match self.work {
            Work::Nothing => "waiting",
            Work::Points(_) => "points",
            Work::Bound(_) => "bound",
            Work::Finished => "finished",
            Work::Cancelled => "cancelled",
        }
    }

    /// How many cells the present search has looked at.
    pub(super) fn cells(&self) -> usize {
        self.cells
    }

    /// How much of all the work is done, from 0 to 1.
    pub(super) fn share(&self) -> f64 {
        self.share
    }

    /// Grows whenever other points are known.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// The points known, and whether that is about something else than `about`.
    pub(super) fn found(&self, about: &About) -> Option<(&CriticalPoints, bool)> {
        self.found.as_ref().map(|(of, found)| (found, of != about))
    }

    /// The bound known, and whether that is about something else than `about`.
    pub(super) fn bound(&self, about: &About) -> Option<(Lipschitz, bool)> {
        self.bound.as_ref().map(|(of, bound)| (*bound, of != about))
    }

    /// The lines of critical points that are known.
    pub(super) fn lines(&self) -> impl Iterator<Item = &CriticalLine> {
        self.found.iter().filter_map(|(_, found)| found.lines.as_ref()).flat_map(|known| &known.lines)
    }

    /// The undecided regions to show: while the search goes on, not those it has yet to look at.
    pub(super) fn doubtful(&self) -> impl Iterator<Item = &hillside_core::Region> {
        let searching = matches!(self.work, Work::Points(_));
        let regions = self.found.iter().flat_map(|(_, found)| &found.undecided);
        regions.filter(move |region| !(region.settled || searching && region.doubt == Doubt::Unfinished))
    }
}
