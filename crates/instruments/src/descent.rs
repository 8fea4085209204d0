//! [`DescentInstrument`]: type f(x, y), drag the start point, walk downhill step by step.

mod bound;
mod figure;
mod readout;
mod settings;

use hillside_core::{Descent, Expr, Landscape, height, random_point};

pub use bound::{Bound, Statement};
pub use readout::{Next, Readout, Words};
pub use settings::descent_settings;

use crate::figure::Figure;
use crate::letters::{formula, parameters};
use crate::loss::LossCurve;
use crate::map::Map;
use crate::proof::{NewBoundSearch, border};
use crate::settings::Value;
use crate::sheet::Sheet;
use crate::site::Ground;
use crate::theme::Theme;
use crate::trail::Trail;
use crate::view::Frame;
use bound::{Proved, Search};
use settings::{SLIDER, Settings};

/// The most steps a run may have.
///
/// A drag walks all of them anew at every move, so they must be walked within a frame or two.
pub const MOST_STEPS: usize = 100_000;

/// The instrument: what the reader set, and the descent that follows from it.
///
/// Every transition is total: what makes no sense leaves things as they are or returns a
/// [`Problem`](crate::Problem). Moving a slider never loses the run: as many steps are walked anew.
#[derive(Debug)]
pub struct DescentInstrument {
    settings: Settings,
    ground: Ground,
    descent: Descent,
    /// What is proved of the function, once somebody has.
    proved: Option<Proved>,
    /// What proves it, once it is there, and the search that is going on.
    prover: Option<NewBoundSearch>,
    search: Option<Search>,
    /// Whether the rate is the one that 1/L suggested, and nobody's choice.
    suggested: bool,
    held: bool,
    /// How often a random start was asked for: each time another one.
    throws: u64,
}

impl Default for DescentInstrument {
    fn default() -> Self {
        Self::new()
    }
}

impl DescentInstrument {
    /// The instrument with every setting at its default.
    #[must_use]
    pub fn new() -> Self {
        let settings = Settings::default();
        let ground = Ground::new(&settings.site);
        let descent = Descent::new(&ground.function, settings.descent());
        let mut instrument = Self {
            settings,
            ground,
            descent,
            proved: None,
            prover: None,
            search: None,
            suggested: false,
            held: false,
            throws: 0,
        };
        instrument.reach();
        instrument
    }

    /// The function walked on.
    #[must_use]
    pub fn function(&self) -> &Expr {
        &self.ground.function
    }

    /// Takes a landscape of the menu with its view, a good start and rate. An unknown name changes nothing.
    pub fn choose(&mut self, name: &str) {
        let Some(landscape) = Landscape::named(name) else { return };
        let [x0, x1, y0, y1] = landscape.domain;
        self.assign(&[
            ("formula".to_owned(), Value::Text(formula(landscape))),
            ("parameters".to_owned(), parameters(landscape)),
            ("view".to_owned(), Value::List(vec![x0, x1, y0, y1])),
            ("start".to_owned(), Value::List(landscape.start.to_vec())),
            ("rate".to_owned(), Value::Number(landscape.rate)),
        ]);
    }

    /// The name of the landscape the formula is, if it is one.
    #[must_use]
    pub fn landscape(&self) -> Option<&'static str> {
        self.settings.site.formula.landscape().map(|landscape| landscape.name)
    }

    // The walk.

    /// `count` steps on from the step looked at.
    pub fn step(&mut self, count: usize) {
        let index = self.index().saturating_add(count).min(MOST_STEPS);
        self.settings.walk.length = self.settings.walk.length.max(index);
        self.settings.walk.step = index;
        self.reach();
    }

    /// `count` steps back from the step looked at. The way further on is kept.
    pub fn back(&mut self, count: usize) {
        self.settings.walk.step = self.index().saturating_sub(count);
    }

    /// Looks at the step `index` of the history; beyond its end, at the end.
    pub fn go_to(&mut self, index: usize) {
        self.settings.walk.step = index.min(self.length());
    }

    /// Back to the start; the history is forgotten.
    pub fn reset(&mut self) {
        self.settings.walk.step = 0;
        self.settings.walk.length = 0;
        self.walk();
    }

    /// The step looked at.
    #[must_use]
    pub fn index(&self) -> usize {
        self.settings.walk.step.min(self.length())
    }

    /// How many steps the history has.
    #[must_use]
    pub fn length(&self) -> usize {
        self.settings.walk.length.min(self.descent.length() - 1)
    }

    /// Walks the whole history anew.
    fn walk(&mut self) {
        self.descent = Descent::new(&self.ground.function, self.settings.descent());
        self.descent.set_lipschitz(self.proved.map(|proved| proved.lipschitz.upper));
        self.reach();
    }

    /// Makes sure the walk is one step ahead of the history, for the promise to be compared with
    /// what happens.
    fn reach(&mut self) {
        let missing = (self.settings.walk.length + 2).saturating_sub(self.descent.length());
        self.descent.advance(missing);
    }

    // The start point.

    /// A start drawn at random from the view: the next one of the seed's sequence.
    pub fn random_start(&mut self) {
        let view = self.frame().view;
        let point = random_point(self.settings.seed, self.throws, view.into());
        self.throws += 1;
        self.start_at(point);
    }

    fn start_at(&mut self, at: [f64; 2]) {
        let frame = self.frame();
        if self.settings.site.grown(self.settings.start, self.ground.aspect()) {
            // The ground must not shift when a hand brings the start back from far outside.
            self.settings.site.formula.view = Some(frame.view);
        }
        if let Some(start) = frame.rounded(at) {
            self.settings.start = start;
            self.walk();
        }
    }

    /// Where the map lies and what it shows.
    #[must_use]
    pub fn frame(&self) -> Frame {
        self.ground.frame(&self.settings.site, self.settings.start)
    }

    // The rate's slider.

    /// The rate as a place on the slider from 0 to 1; the slider is logarithmic.
    #[must_use]
    pub fn rate_place(&self) -> f64 {
        SLIDER.place(self.settings.rate)
    }

    /// Takes the rate at a place of the slider from 0 to 1, to three digits.
    pub fn slide_rate(&mut self, place: f64) {
        if let Some(rate) = SLIDER.at(place) {
            self.settings.rate = rate;
            self.settings.open = false;
            self.suggested = false;
            self.walk();
        }
    }

    // The drawing.

    /// The ground, sampled anew if what it depends on has changed, about every `grain` CSS pixels.
    ///
    /// A formula longer than a line is sampled more coarsely, so that typing a page-long one does
    /// not freeze the page: the work of a map stays about the same.
    pub fn ground(&mut self, grain: f64) -> &Map {
        self.ground.map(&self.settings.site, self.settings.start, grain)
    }

    /// Draws the trail over the ground, and what is proved of where that is less than what is seen.
    pub fn draw_trail(&self, sheet: &mut Sheet, theme: &Theme) {
        if self.proved.is_some() || self.search.is_some() {
            border(sheet, self.settings.site.area(), self.frame(), theme);
        }
        let (length, index) = (self.length(), self.index());
        // The checkpoints, and exactly the step looked at among them.
        let mut points: Vec<(usize, [f64; 2])> =
            self.descent.trail().take_while(|(step, _)| *step <= length).collect();
        let here = self.descent.at(index);
        let place = points.partition_point(|(step, _)| *step < index);
        if let Some(step) = here
            && points.get(place).is_none_or(|(step, _)| *step != index)
        {
            points.insert(place, (index, [step.x, step.y]));
        }
        let points: Vec<[f64; 2]> = points
            .into_iter()
            .map(|(_, at)| at)
            .filter(|at| at[0].is_finite() && at[1].is_finite())
            .collect();
        let trail = Trail {
            here: place.min(points.len().saturating_sub(1)),
            points: &points,
            gradient: here.map_or([0.0; 2], |step| step.gradient),
            next: self.descent.at(index + 1).map(|step| [step.x, step.y]),
            held: self.held,
        };
        trail.draw(sheet, self.frame(), theme)
    }

    /// Draws f over the steps.
    pub fn draw_loss(&self, sheet: &mut Sheet, theme: &Theme) {
        let (length, index) = (self.length(), self.index());
        let value = |at: [f64; 2]| height(&self.ground.function, at);
        #[expect(clippy::cast_precision_loss, reason = "at most a million steps")]
        let points: Vec<(f64, f64)> = self
            .descent
            .trail()
            .take_while(|(step, _)| *step <= length)
            .map(|(step, at)| (step as f64, value(at)))
            .filter(|(_, value)| value.is_finite())
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "at most a million steps")]
        let here = (index as f64, self.descent.at(index).map_or(f64::NAN, |step| step.value));
        LossCurve { points: &points, here, logarithmic: self.settings.walk.logarithmic }.draw(sheet, theme)
    }
}

#[cfg(test)]
mod tests;
