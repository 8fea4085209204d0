//! [`Site`]: which function an instrument looks at, on what part of the plane; [`Ground`]: what follows from it.

use hillside_core::{Expr, nearest_double};

use crate::heights::Heights;
use crate::map::{self, Map};
use crate::settings::formula::{Formula, HasFormula};
use crate::settings::{Problem, Setting, Settings, whole, word};
use crate::view::{Frame, View};

/// What is looked at of a function nobody knows.
const USUAL: [f64; 4] = [-5.0, 5.0, -5.0, 5.0];

/// How many characters a formula may have and still be drawn as finely as can be.
const LINE: f64 = 200.0;

/// How near a hand must come to a handle to hold it, in CSS pixels: half of 44, the smallest
/// target a finger hits.
const REACH: f64 = 22.0;

/// The settings of every instrument that lies on a map.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Site {
    /// The formula.
    pub(crate) formula: Formula,
    /// How many contour levels are asked for.
    pub(crate) levels: usize,
    /// How heights are to be drawn.
    pub(crate) heights: Heights,
}

impl Site {
    /// Of a formula, as a whole.
    ///
    /// # Panics
    ///
    /// If it cannot be read.
    pub(crate) fn new(formula: &str) -> Self {
        let formula = Formula::new(formula, &["x", "y"]);
        Self { formula, levels: 24, heights: Heights::Auto }
    }

    /// The landscape's domain, or ten units round the origin.
    fn usual(&self) -> View {
        let [x0, x1, y0, y1] = self.formula.landscape().map_or(USUAL, |landscape| landscape.domain);
        View { x0, x1, y0, y1 }
    }

    /// The box that is proved of: the chosen view, or what suits the formula. It follows from the settings alone and
    /// not from the shape of the map, so that a link gives the same proof in every window.
    pub(crate) fn area(&self) -> View {
        self.formula.view.unwrap_or_else(|| self.usual())
    }

    /// Whether `point` lies so far out that the usual view, widened to the shape of the map, does not show it.
    pub(crate) fn grown(&self, point: [f64; 2], aspect: f64) -> bool {
        self.formula.view.is_none() && !self.usual().with_aspect(aspect).contains(point)
    }

    /// What is looked at on a map of that shape: the chosen view, or the usual one, grown to hold `point`.
    fn visible(&self, point: [f64; 2], aspect: f64) -> View {
        let usual = self.usual();
        if !self.grown(point, aspect) {
            return self.formula.view.unwrap_or(usual);
        }
        let [x, y] = point;
        let grow = |low: f64, high: f64, at: f64| {
            let room = 0.1 * (at.max(high) - at.min(low));
            (if at < low { at - room } else { low }, if at > high { at + room } else { high })
        };
        let ((x0, x1), (y0, y1)) = (grow(usual.x0, usual.x1, x), grow(usual.y0, usual.y1, y));
        View::new(x0, x1, y0, y1).unwrap_or(usual)
    }
}

/// Settings among which there is a site.
pub(crate) trait HasSite: Settings {
    /// The site.
    fn site(&self) -> &Site;
    /// The site, to be changed.
    fn site_mut(&mut self) -> &mut Site;

    /// How it is drawn.
    const DRAWING: &'static [Setting<Self>] = &[
        Setting::new(
            "levels",
            |s, _| Some(whole(s.site().levels as u64)),
            |s, name, value| {
                s.site_mut().levels = usize::try_from(value.count(name, 200)?).unwrap_or(0);
                Ok(())
            },
        ),
        Setting::new(
            "heights",
            |s, _| Some(word(s.site().heights.name())),
            |s, name, value| {
                let heights = Heights::named(value.text().trim());
                s.site_mut().heights =
                    heights.ok_or_else(|| Problem::new(name, "heights is auto, linear or compressed."))?;
                Ok(())
            },
        ),
    ];
}

impl<S: HasSite> HasFormula for S {
    fn formula(&self) -> &Formula {
        &self.site().formula
    }

    fn formula_mut(&mut self) -> &mut Formula {
        &mut self.site_mut().formula
    }
}

/// The function of a site, and the map of it that is kept while nothing it depends on changes.
#[derive(Debug)]
pub(crate) struct Ground {
    /// The function.
    pub(crate) function: Expr,
    /// The size of the map on the page, in CSS pixels.
    size: [f64; 2],
    map: Option<Map>,
}

impl Ground {
    /// The ground of a site.
    pub(crate) fn new(site: &Site) -> Self {
        Self { function: site.formula.function().clone(), size: [640.0, 640.0], map: None }
    }

    /// The ground anew, on as large a map.
    pub(crate) fn anew(&self, site: &Site) -> Self {
        Self { size: self.size, ..Self::new(site) }
    }

    /// The size of the map on the page, in CSS pixels.
    pub(crate) fn size(&self) -> [f64; 2] {
        self.size
    }

    /// Follows a change of the site; whether the function is another one.
    pub(crate) fn follow(&mut self, before: &Site, now: &Site) -> bool {
        if before == now {
            return false;
        }
        self.map = None;
        self.function = now.formula.function().clone();
        !before.formula.same_function(&now.formula)
    }

    /// The size of the map on the page, in CSS pixels.
    pub(crate) fn resize(&mut self, width: f64, height: f64) {
        let size = [width.clamp(80.0, 8192.0), height.clamp(80.0, 8192.0)];
        // What is no number has no size to take.
        if size != self.size && size.iter().all(|side| side.is_finite()) {
            self.size = size;
            self.map = None;
        }
    }

    /// The map's width for each unit of its height.
    pub(crate) fn aspect(&self) -> f64 {
        map::aspect(self.size[0], self.size[1])
    }

    /// Where the map lies, and what it shows when the hand is at `point`.
    pub(crate) fn frame(&self, site: &Site, point: [f64; 2]) -> Frame {
        let [width, height] = self.size;
        map::frame(site.visible(point, self.aspect()), width, height)
    }

    /// The map as it was last drawn, if nothing has changed since.
    pub(crate) fn drawn(&self) -> Option<&Map> {
        self.map.as_ref()
    }

    /// Draws the map anew the next time.
    pub(crate) fn forget(&mut self) {
        self.map = None;
    }

    /// The map, sampled anew if what it depends on has changed, about every `grain` CSS pixels.
    ///
    /// A formula longer than a line is sampled more coarsely, so that typing a page-long one does
    /// not freeze the page: the work of a map stays about the same.
    pub(crate) fn map(&mut self, site: &Site, point: [f64; 2], grain: f64) -> &Map {
        self.function_and_map(site, point, grain).1
    }

    /// The function, and the map as [`map`](Self::map) gives it.
    pub(crate) fn function_and_map(&mut self, site: &Site, point: [f64; 2], grain: f64) -> (&Expr, &Map) {
        let frame = self.frame(site, point);
        #[expect(clippy::cast_precision_loss, reason = "a length in characters")]
        let lines = (site.formula.text().len() as f64 / LINE).max(1.0);
        let [grain, rough] = [grain, map::ROUGH].map(|grain| (grain * lines.sqrt()).clamp(0.25, 16.0));
        let function = &self.function;
        let map = match self.map.take().filter(|map| map.frame() == frame) {
            Some(map) if map.grain() <= grain => map,
            Some(map) => map.drawn_at(function, grain),
            None => Map::sampled(function, frame, [grain, rough], site.levels, site.heights),
        };
        (function, self.map.insert(map))
    }
}

// What hands do to a frame.

impl Frame {
    /// The place in the world under a hand at `pixel`: a pixel inside the border, so that rounding
    /// to short decimals cannot lead out of view.
    pub(crate) fn under(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        self.to_world([
            x.clamp(self.left + 1.0, self.left + self.width - 1.0),
            y.clamp(self.top + 1.0, self.top + self.height - 1.0),
        ])
    }

    /// `point` moved by a part of the view's width: a fiftieth each way, a tenth for `large`
    /// strides, a five-hundredth for `fine` ones. `across` and `up` are -1, 0 or 1.
    pub(crate) fn stride(&self, [x, y]: [f64; 2], across: f64, up: f64, large: bool, fine: bool) -> [f64; 2] {
        let part = stride_part(large, fine);
        [x + across * part * self.view.width(), y + up * part * self.view.height()]
    }

    /// `point` in the shortest decimals that lie within a tenth of a pixel of it; `None` for what
    /// is no place.
    pub(crate) fn rounded(&self, point: [f64; 2]) -> Option<[f64; 2]> {
        let unit = self.pixel();
        let rounded = [0, 1].map(|axis| rounded(point[axis], unit[axis]));
        rounded.iter().all(|v| v.is_finite()).then_some(rounded)
    }

    /// Where the handle of `point` is drawn: on the border if it is out of view.
    pub(crate) fn handle(&self, point: [f64; 2]) -> [f64; 2] {
        self.to_pixel(self.view.clamp(point))
    }

    /// Whether a hand at `pixel` is near enough to the handle of `point` to hold it.
    pub(crate) fn grabs(&self, point: [f64; 2], pixel: [f64; 2]) -> bool {
        let [x, y] = self.handle(point);
        let (dx, dy) = (pixel[0] - x, pixel[1] - y);
        dx * dx + dy * dy <= REACH * REACH
    }

    /// The view after the ground is moved by CSS pixels, as a hand that drags it does.
    pub(crate) fn panned(&self, dx: f64, dy: f64) -> View {
        let [unit_x, unit_y] = self.pixel();
        self.view.panned([-dx * unit_x, dy * unit_y])
    }

    /// The view after zooming in by `factor` (out below 1) about a place in CSS pixels.
    pub(crate) fn zoomed(&self, factor: f64, pixel: [f64; 2]) -> Option<View> {
        let sensible = factor.is_finite() && factor > 0.0;
        sensible.then(|| self.view.zoomed(factor, self.to_world(pixel)))
    }
}

/// Which part of a range an arrow key goes through: a fiftieth, a tenth for `large` strides, a five-hundredth for `fine` ones.
pub(crate) fn stride_part(large: bool, fine: bool) -> f64 {
    match (large, fine) {
        (true, _) => 0.1,
        (_, true) => 0.002,
        _ => 0.02,
    }
}

/// By how much a wheel zooms that is turned by `delta`. `mode` is the wheel's unit: pixels (0),
/// lines (1) or pages (2). A notch of a hundred pixels is a fifth.
pub(crate) fn wheel(delta: f64, mode: u32) -> f64 {
    let pixels = delta * [1.0, 33.0, 400.0][mode.min(2) as usize];
    hillside_core::Number::exp(&(-0.0018 * pixels.clamp(-400.0, 400.0)))
}

/// How two fingers that were in the places `before` and are now in `after`, in CSS pixels, move the
/// ground, and then zoom it about which place: what was between them stays between them.
pub(crate) fn pinch(before: [[f64; 2]; 2], after: [[f64; 2]; 2]) -> ([f64; 2], Option<(f64, [f64; 2])>) {
    let middle = |[a, b]: [[f64; 2]; 2]| [f64::midpoint(a[0], b[0]), f64::midpoint(a[1], b[1])];
    let apart =
        |[a, b]: [[f64; 2]; 2]| ((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])).sqrt();
    let (from, to) = (middle(before), middle(after));
    // Fingers on one spot have no distance to compare with.
    let zoom = (apart(before) >= 1.0 && apart(after) >= 1.0).then(|| (apart(after) / apart(before), to));
    ([to[0] - from[0], to[1] - from[1]], zoom)
}

/// `value` to the digits a pixel of `unit` world units can mean: the shortest decimal within a
/// tenth of a pixel.
pub(crate) fn rounded(value: f64, unit: f64) -> f64 {
    let mut step = 1.0;
    // Powers of ten by multiplication are exact up to 1e22; a view is never finer than 1e-100.
    let mut guard = 0;
    while step > unit * 0.1 && guard < 120 {
        step /= 10.0;
        guard += 1;
    }
    while step * 10.0 <= unit * 0.1 && guard < 120 {
        step *= 10.0;
        guard += 1;
    }
    let rounded = (value / step).round() * step;
    // Written and read back so that 0.1 + 0.2 does not become 0.30000000000000004.
    let decimals = usize::try_from(guard).unwrap_or(0);
    if step < 1.0 { nearest_double(&format!("{rounded:.decimals$}")).unwrap_or(rounded) } else { rounded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawn_numbers_are_short() {
        assert_eq!(rounded(1.234_567_89, 0.01), 1.235);
        assert_eq!(rounded(-0.300_000_04, 0.01), -0.3);
        assert_eq!(rounded(123_456.7, 250.0), 123_460.0);
        assert_eq!(rounded(1.0, 1e-9), 1.0);
    }
}
