//! [`Figure`]: what a reader operates, whichever it is; [`OnMap`]: what a hand can do to one that lies on a map.

mod menu;

use std::any::Any;
use std::collections::BTreeMap;

use hillside_core::Expr;
use serde::Serialize;

pub use menu::{Choice, ParameterRecord};
pub(crate) use menu::{landscape_choices, method_choices, schedule_choices};

use crate::curvature::CurvatureInstrument;
use crate::curve::Curve;
use crate::descent::DescentInstrument;
use crate::detector::DetectorInstrument;
use crate::map::GRAIN;
use crate::proof::NewBoundSearch;
use crate::settings::{Problem, Table, Value};
use crate::sheet::{Picture, Sheet};
use crate::site::{Ground, Site, pinch, wheel};
use crate::theme::Theme;
use crate::view::{Frame, View};

/// A record of any shape: an object for JavaScript, a map for a test.
pub type Record<'a> = Box<dyn erased_serde::Serialize + 'a>;

/// What an action tells whoever asked for it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// That it was done.
    Done(()),
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(f64),
    /// A place, in CSS pixels.
    Place([f64; 2]),
    /// A sentence, or a file.
    Text(String),
    /// Why it was not done.
    Problem(Problem),
}

impl From<Result<(), Problem>> for Answer {
    fn from(done: Result<(), Problem>) -> Self {
        done.map_or_else(Self::Problem, Self::Done)
    }
}

/// What a reader operates.
///
/// Every transition is total: what makes no sense leaves things as they are or returns a [`Problem`].
pub trait Figure {
    /// What its menus and controls offer: `settings`, the names of all settings in order, and lists of choices.
    fn menu(&self) -> Record<'static> {
        Box::new(BTreeMap::from([("settings", self.table().names())]))
    }

    /// What it is set to.
    fn table(&self) -> &dyn Table;

    /// What it is set to, to be changed by [`assign`](Self::assign) and [`forget`](Self::forget) alone.
    fn table_mut(&mut self) -> &mut dyn Table;

    /// Every setting there is at present, by name.
    fn settings(&self) -> Vec<(&'static str, Value)> {
        self.table().list()
    }

    /// The settings that are not what they usually are: what a link must carry.
    fn changed(&self) -> Vec<(&'static str, Value)> {
        self.table().changed()
    }

    /// Takes settings; each that cannot be taken is returned as a problem and stays as it was.
    fn assign(&mut self, given: &[(String, Value)]) -> Vec<Problem> {
        self.table_mut().take_all(given)
    }

    /// Puts one setting back to what it usually is.
    fn unset(&mut self, name: &str) {
        if let Some(value) = self.table().usual(name) {
            self.assign(&[(name.to_owned(), value)]);
        }
    }

    /// Puts every setting back to what it usually is.
    fn forget(&mut self) {
        self.table_mut().forget();
    }

    /// Every number on screen and the sentence of state; with a `part`, what is shown on demand, such as a list.
    /// `None` for a part it does not have.
    fn readout(&self, part: &str) -> Option<Record<'_>>;

    /// Does what a button, a key or a hand asks for; `None` for what it cannot do. Each figure lists its actions.
    fn act(&mut self, action: &str, numbers: Numbers<'_>, text: &str) -> Option<Answer>;

    /// Draws one of its layers; whether it has such a layer. What `numbers` mean is the layer's business.
    fn draw(&mut self, layer: &str, numbers: Numbers<'_>, sheet: &mut Sheet, theme: &Theme) -> bool;

    /// Its main drawing, as it is to be kept.
    fn picture(&mut self, theme: &Theme) -> Picture;

    /// The size of its main drawing on the page, in CSS pixels.
    fn resize(&mut self, width: f64, height: f64) {
        if let Some(map) = self.map() {
            map.fit(width, height);
        }
    }

    /// Where a place of the world is drawn, in CSS pixels of the main drawing.
    fn to_pixel(&mut self, at: [f64; 2]) -> [f64; 2] {
        self.map().map_or(at, |map| map.frame().to_pixel(at))
    }

    /// Works on what takes long, a proof say, as much as `budget` allows; whether there is more to do.
    fn work(&mut self, budget: usize) -> bool {
        let _ = budget;
        false
    }

    /// Whether there is nothing to work on, or somebody has stopped it.
    fn is_settled(&self) -> bool {
        true
    }

    /// Gives it what proves a bound of the gradient's Lipschitz constant, where that is not its own.
    fn equip(&mut self, search: NewBoundSearch) {
        let _ = search;
    }

    /// The function it is about, if it is about one.
    fn function(&mut self) -> Option<&Expr> {
        self.map().map(|map| map.function())
    }

    /// What a hand operates, if it lies on a map.
    fn map(&mut self) -> Option<&mut dyn OnMap> {
        None
    }

    /// Itself, to be told apart.
    fn any(&mut self) -> &mut dyn Any;
}

/// The figure of a name, with every setting at its default.
#[must_use]
pub fn figure(name: &str) -> Option<Box<dyn Figure>> {
    match name {
        "descent" => Some(Box::new(DescentInstrument::new())),
        "curvature" => Some(Box::new(CurvatureInstrument::new())),
        "curve" => Some(Box::new(Curve::default())),
        "detector" => Some(Box::new(DetectorInstrument::new())),
        _ => None,
    }
}

/// A map of a size with these layers over it, and its title and description, as it is to be kept.
pub(crate) fn map_picture(
    figure: &mut dyn Figure,
    [width, height]: [f64; 2],
    [title, description]: [String; 2],
    layers: &[&str],
    theme: &Theme,
) -> Picture {
    let mut sheet = Sheet::new(width, height);
    figure.draw("ground", Numbers(&[GRAIN]), &mut sheet, theme);
    for layer in layers {
        figure.draw(layer, Numbers(&[]), &mut sheet, theme);
    }
    Picture { sheets: vec![sheet], paper: theme.paper, title, description }
}

/// The numbers that come with an action or a layer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Numbers<'a>(pub &'a [f64]);

impl Numbers<'_> {
    /// The number at a place; what is not given is no number.
    #[must_use]
    pub fn at(self, index: usize) -> f64 {
        self.0.get(index).copied().unwrap_or(f64::NAN)
    }

    /// The number at a place as a count: whole, and 0 for what is not given or below 0.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, and NaN becomes 0"
    )]
    pub fn count(self, index: usize) -> usize {
        self.at(index) as usize
    }

    /// The number at a place, whole, of either sign.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and NaN becomes 0")]
    pub fn signed(self, index: usize) -> i32 {
        self.at(index) as i32
    }

    /// Two numbers from a place on.
    #[must_use]
    pub fn pair(self, index: usize) -> [f64; 2] {
        [self.at(index), self.at(index + 1)]
    }
}

/// What a figure says of the map it lies on; [`OnMap`] follows.
pub(crate) trait Mapped {
    /// The function and what is seen of it.
    fn site(&self) -> &Site;
    /// The same, to be changed, with the map that is kept.
    fn ground_mut(&mut self) -> (&mut Site, &mut Ground);
    /// The map that is kept.
    fn ground(&self) -> &Ground;
    /// The point that can be held, in world coordinates.
    fn point(&self) -> [f64; 2];
    /// Puts the point in short decimals where it was led.
    fn lead(&mut self, at: [f64; 2]);
    /// Shows that the point is held, or no longer.
    fn hold(&mut self, held: bool);

    /// Puts the point where the hand is, in CSS pixels of the map.
    fn place(&mut self, pixel: [f64; 2]) {
        let frame = self.ground().frame(self.site(), self.point());
        self.lead(frame.under(pixel));
    }
}

impl<T: Mapped> OnMap for T {
    fn frame(&self) -> Frame {
        self.ground().frame(self.site(), Mapped::point(self))
    }

    fn function(&self) -> &Expr {
        &self.ground().function
    }

    fn point(&self) -> [f64; 2] {
        Mapped::point(self)
    }

    fn lead(&mut self, at: [f64; 2]) {
        Mapped::lead(self, at);
    }

    fn look(&mut self, view: Option<View>) {
        let (site, ground) = self.ground_mut();
        site.formula.view = view;
        ground.forget();
    }

    fn fit(&mut self, width: f64, height: f64) {
        self.ground_mut().1.resize(width, height);
    }

    fn hold(&mut self, held: bool) {
        Mapped::hold(self, held);
    }

    fn place(&mut self, pixel: [f64; 2]) {
        Mapped::place(self, pixel);
    }
}

/// The size of a figure on the page, and which of its points a hand means and perhaps holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Grip {
    /// Width and height in CSS pixels.
    pub(crate) size: [f64; 2],
    /// The point meant, counted from 0.
    pub(crate) selected: usize,
    /// Whether it is held.
    pub(crate) held: bool,
}

/// A figure on a map, with a point a hand can hold, or several of which it means one. Places are CSS pixels of the map.
pub trait OnMap {
    /// Its size and its hold on the figure's points, where the figure leaves them to this trait.
    fn grip(&mut self) -> Option<&mut Grip> {
        None
    }

    /// Which of its points, counted from 0, a hand means.
    fn selected(&mut self) -> usize {
        self.grip().map_or(0, |grip| grip.selected)
    }

    /// Which it means from now on.
    fn select(&mut self, point: usize) {
        if let Some(grip) = self.grip() {
            grip.selected = point;
        }
    }

    /// Where the map lies and what it shows.
    fn frame(&self) -> Frame;

    /// The function it is a map of.
    fn function(&self) -> &Expr;

    /// The point that can be held, in world coordinates.
    fn point(&self) -> [f64; 2];

    /// Puts the point in short decimals where it was led, in world coordinates.
    fn lead(&mut self, at: [f64; 2]);

    /// Looks at another part of the world; `None` is what suits the formula.
    fn look(&mut self, view: Option<View>);

    /// The size of the map on the page.
    fn fit(&mut self, width: f64, height: f64) {
        if let Some(grip) = self.grip() {
            grip.size = [width, height];
        }
    }

    /// Shows that the point is held, or no longer.
    fn hold(&mut self, held: bool) {
        if let Some(grip) = self.grip() {
            grip.held = held;
        }
    }

    /// Puts the point where the hand is.
    fn place(&mut self, pixel: [f64; 2]) {
        self.lead(self.frame().under(pixel));
    }

    /// Moves the point by a part of the view's width: a fiftieth each way, a tenth for `large`
    /// strides, a five-hundredth for `fine` ones. `across` and `up` are -1, 0 or 1.
    fn nudge(&mut self, across: f64, up: f64, large: bool, fine: bool) {
        self.lead(self.frame().stride(self.point(), across, up, large, fine));
    }

    /// Whether a hand at `pixel` is near enough to the point to hold it.
    fn grabs(&self, pixel: [f64; 2]) -> bool {
        self.frame().grabs(self.point(), pixel)
    }

    /// Where the point is drawn; on the border if it is out of view.
    fn handle(&self) -> [f64; 2] {
        self.frame().handle(self.point())
    }

    /// Moves the ground, as a hand that drags it does.
    fn pan(&mut self, dx: f64, dy: f64) {
        self.look(Some(self.frame().panned(dx, dy)));
    }

    /// Zooms in by `factor` (out below 1) about a place.
    fn zoom(&mut self, factor: f64, pixel: [f64; 2]) {
        if let Some(view) = self.frame().zoomed(factor, pixel) {
            self.look(Some(view));
        }
    }

    /// Zooms as a wheel turned by `delta` asks, about a place. `mode` is the wheel's unit: pixels (0), lines (1) or
    /// pages (2).
    fn wheel(&mut self, delta: f64, mode: u32, pixel: [f64; 2]) {
        self.zoom(wheel(delta, mode), pixel);
    }

    /// Moves and zooms the ground as two fingers do that were in the places `before` and are now in `after`: what
    /// was between them stays between them.
    fn pinch(&mut self, before: [[f64; 2]; 2], after: [[f64; 2]; 2]) {
        let ([dx, dy], zoom) = pinch(before, after);
        self.pan(dx, dy);
        if let Some((factor, about)) = zoom {
            self.zoom(factor, about);
        }
    }
}
