//! [`CurvatureInstrument`]: what kind of ground is under the point, and what is proved of a whole box.

mod beyond;
mod cross;
mod dial;
mod direction;
mod examples;
mod figure;
mod lamps;
mod list;
mod matrix;
mod proofs;
mod readout;
mod settings;
mod signs;
mod slice;
mod solid;

use hillside_core::{Critical, Curvature, Expr, Landscape, Nature, QuadraticModel, ground, nature};

pub use examples::{Example, examples};
pub use lamps::Lamp;
pub use list::{CriticalList, CriticalRow};
pub use readout::{CurvatureReadout, CurvatureWords, LipschitzBound, Proof};

use crate::figure::Figure;
use crate::letters::{formula, parameters};
use crate::map::Map;
use crate::settings::Value;
use crate::sheet::Sheet;
use crate::site::Ground;
use crate::theme::Theme;
use crate::view::Frame;
use direction::{angle, between_lines, direction};
use list::Order;
use proofs::{About, Proofs};
use settings::{Settings, turned};

/// How near the point must come to a critical point to snap to it, in CSS pixels.
const SNAP: f64 = 7.0;

/// How near the dial must come to an axis to snap to it, in degrees.
const CATCH: f64 = 2.0;

/// The instrument: what the reader set, what is read at the point, and what is proved of the box.
///
/// Every transition is total: what makes no sense leaves things as they are or returns a
/// [`Problem`](crate::Problem).
#[derive(Debug)]
pub struct CurvatureInstrument {
    settings: Settings,
    ground: Ground,
    proofs: Proofs,
    order: Order,
    held: bool,
}

impl Default for CurvatureInstrument {
    fn default() -> Self {
        Self::new()
    }
}

impl CurvatureInstrument {
    /// The instrument with every setting at its default.
    #[must_use]
    pub fn new() -> Self {
        let settings = Settings::default();
        let ground = Ground::new(&settings.site);
        Self { settings, ground, proofs: Proofs::new(), order: Order::default(), held: false }
    }

    /// The function looked at.
    #[must_use]
    pub fn function(&self) -> &Expr {
        &self.ground.function
    }

    /// Takes a landscape of the menu with its view. An unknown name changes nothing.
    pub fn choose(&mut self, name: &str) {
        if let Some(landscape) = Landscape::named(name) {
            self.go(&formula(landscape), parameters(landscape), landscape.domain, landscape.start);
        }
    }

    /// Takes one of the [`examples`], with its view, point and dial. An unknown name changes nothing.
    pub fn show(&mut self, name: &str) {
        if let Some(example) = examples().iter().find(|example| example.name == name) {
            self.go(example.formula, Value::Text(String::new()), example.view, example.point);
            self.settings.angle = example.angle;
        }
    }

    fn go(&mut self, formula: &str, parameters: Value, view: [f64; 4], point: [f64; 2]) {
        self.assign(&[
            ("formula".to_owned(), Value::Text(formula.to_owned())),
            ("parameters".to_owned(), parameters),
            ("view".to_owned(), Value::List(view.to_vec())),
            ("point".to_owned(), Value::List(point.to_vec())),
        ]);
    }

    /// The example the formula is, if it is one.
    #[must_use]
    pub fn example(&self) -> Option<&'static Example> {
        examples().iter().find(|example| example.formula == self.settings.site.formula.text())
    }

    // The point.

    /// Puts the point on the critical point number `index` of the list; beyond it, nowhere else.
    pub fn select(&mut self, index: usize) {
        if let Some(point) = self.known().get(index) {
            self.stand(*point);
        }
    }

    /// Goes `by` points on in the list (back, below 0), round at its ends; from nowhere, to the nearest.
    pub fn visit(&mut self, by: i32) {
        let known = self.known();
        let count = i64::try_from(known.len()).unwrap_or(0);
        if count == 0 {
            return;
        }
        let index = match self.selected() {
            Some(index) => {
                let next = (i64::try_from(index).unwrap_or(0) + i64::from(by)).rem_euclid(count);
                usize::try_from(next).unwrap_or(0)
            }
            None => self.nearest(&known),
        };
        self.select(index);
    }

    /// The number of the nearest of these points, as seen on the map.
    fn nearest(&self, points: &[[f64; 2]]) -> usize {
        let frame = self.frame();
        let [px, py] = frame.to_pixel(self.settings.point);
        let square = |point: &[f64; 2]| {
            let [x, y] = frame.to_pixel(*point);
            (x - px) * (x - px) + (y - py) * (y - py)
        };
        let nearest = points.iter().enumerate().min_by(|a, b| square(a.1).total_cmp(&square(b.1)));
        nearest.map_or(0, |(index, _)| index)
    }

    /// Puts the point in short decimals where it was led.
    fn stand_near(&mut self, at: [f64; 2]) {
        if let Some(point) = self.frame().rounded(at) {
            self.stand(point);
        }
    }

    /// Puts the point exactly there.
    fn stand(&mut self, point: [f64; 2]) {
        if self.settings.site.grown(self.settings.point, self.ground.aspect()) {
            // The ground must not shift when a hand brings the point back from far outside.
            self.settings.site.formula.view = Some(self.frame().view);
        }
        self.settings.point = point;
    }

    /// Where the map lies and what it shows.
    #[must_use]
    pub fn frame(&self) -> Frame {
        self.ground.frame(&self.settings.site, self.settings.point)
    }

    // The dial.

    /// Turns the dial by degrees, towards the y axis.
    pub fn turn(&mut self, by: f64) {
        let to = turned(self.settings.angle + by);
        if to.is_finite() {
            self.settings.angle = to;
        }
    }

    /// Turns the dial to where a hand is, in CSS pixels right of and below its middle: to a whole
    /// degree, or onto an eigenvector that is near.
    pub fn aim(&mut self, right: f64, below: f64) {
        let Some(towards) = angle([right, -below]) else { return };
        let axes = self.read().curvature.eigenvectors.map(angle);
        let near = axes.into_iter().flatten().find(|axis| between_lines(*axis, towards) <= CATCH);
        self.settings.angle = match near {
            // An axis has two ends.
            Some(axis) if (axis - towards).abs() <= CATCH || (axis - towards).abs() >= 360.0 - CATCH => axis,
            Some(axis) => turned(axis + 180.0),
            None => turned(towards.round()),
        };
    }

    /// Turns the dial along the eigenvector number `index`, 0 or 1; where there is none, nowhere.
    pub fn align(&mut self, index: usize) {
        let axes = self.read().curvature.eigenvectors;
        if let Some(angle) = axes.get(index).copied().and_then(angle) {
            self.settings.angle = angle;
        }
    }

    // The proofs.

    /// What there is to prove: of this function, over the box of the settings.
    fn about(&self) -> About {
        About { formula: self.settings.site.formula.identity(), area: self.settings.site.area().into() }
    }

    /// Looks at some `budget` cells of the box more: for all critical points, then for the
    /// gradient's Lipschitz constant. Begins anew where the function or the box is another one;
    /// what was found before stays until something newer is known. Whether there is more to do.
    pub fn prove(&mut self, budget: usize) -> bool {
        let about = self.about();
        self.proofs.step(&self.ground.function, about, budget);
        self.proofs.is_running()
    }

    /// Whether there is nothing to prove, or somebody has stopped the proof.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.proofs.is_over(&self.about())
    }

    /// Stops proving; what is proved so far counts.
    pub fn cancel(&mut self) {
        self.proofs.cancel();
    }

    /// Begins to prove anew.
    pub fn prove_again(&mut self) {
        let about = self.about();
        self.proofs.begin(&self.ground.function, about);
    }

    // The drawings.

    /// The ground, sampled anew if what it depends on has changed, about every `grain` CSS pixels.
    pub fn ground(&mut self, grain: f64) -> &Map {
        self.ground.map(&self.settings.site, self.settings.point, grain)
    }

    /// Draws what is known of the whole box: critical points as map signs, and hatched what is undecided.
    pub fn draw_signs(&self, sheet: &mut Sheet, theme: &Theme) {
        signs::draw(self, sheet, theme)
    }

    /// Draws the point with its axes, the model's level curves, the dial's direction and safe steps.
    pub fn draw_point(&self, sheet: &mut Sheet, theme: &Theme) {
        cross::draw(self, sheet, theme)
    }

    /// Draws the curvature in all directions round a dial.
    pub fn draw_dial(&self, sheet: &mut Sheet, theme: &Theme) {
        dial::draw(self, sheet, theme)
    }

    /// Draws f along a line through the point beside its models: along the first or the second
    /// eigenvector (0 or 1), or along the dial.
    pub fn draw_slice(&self, which: usize, sheet: &mut Sheet, theme: &Theme) {
        slice::draw(self, which, sheet, theme)
    }

    /// What is read at the point.
    fn read(&self) -> Reading {
        let (expr, at) = (self.function(), self.settings.point);
        let (model, curvature) = ground(expr, at);
        let silent = curvature.critical == Some(Critical::Degenerate);
        Reading { model, curvature, nature: if silent { nature(expr, at) } else { None } }
    }

    /// Where a slice leads: along the first or the second eigenvector (0 or 1), or along the dial.
    fn line(&self, which: usize, reading: &Reading) -> [f64; 2] {
        match reading.curvature.eigenvectors.get(which) {
            Some(axis) => *axis,
            None => direction(self.settings.angle),
        }
    }
}

/// What is read at the point: f, ∇f and H, and what they mean.
#[derive(Clone, Copy, Debug)]
struct Reading {
    model: QuadraticModel,
    curvature: Curvature,
    /// What the point is where the second derivatives cannot tell, if anything tells.
    nature: Option<Nature>,
}

impl Reading {
    /// What kind of critical point it is, if it is one: by the second derivatives or, proved, by higher orders.
    fn kind(&self) -> Option<Critical> {
        let told = self.nature.filter(|nature| nature.proved);
        told.map(|nature| nature.kind).or(self.curvature.critical)
    }
}

#[cfg(test)]
mod tests;
