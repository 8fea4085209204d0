//! [`Map`]: the ground a descent walks on: tints, relief, contour lines, axes.

use hillside_core::Expr;

use crate::aliasing::is_aliased;
use crate::axes::Axes;
use crate::contours::{Contours, Levels};
use crate::digits;
use crate::field::{Field, Scale};
use crate::heights::Heights;
use crate::jumps::Jumps;
use crate::relief::{self, Raster};
use crate::sheet::{Ink, Sheet};
use crate::theme::Theme;
use crate::view::{Frame, View};

/// Room for the labels of the axes, in CSS pixels.
const LEFT: f64 = 48.0;
/// The usual width of a character of an axis label, in CSS pixels, and what else the label needs.
const CHARACTER: f64 = 6.2;
const BESIDE: f64 = 10.0;
const BOTTOM: f64 = 26.0;
const TOP: f64 = 8.0;
const RIGHT: f64 = 10.0;

/// The map's width for each unit of its height on a canvas of `width` by `height` CSS pixels.
pub(crate) fn aspect(width: f64, height: f64) -> f64 {
    (width - LEFT - RIGHT).max(16.0) / (height - TOP - BOTTOM).max(16.0)
}

/// How wide the labels of an axis may be, in CSS pixels.
fn label_width(low: f64, high: f64) -> f64 {
    let count = |at: f64| digits::write(at, tick_digits(at, high - low)).chars().count();
    #[expect(clippy::cast_precision_loss, reason = "a count of characters")]
    let characters = count(low).max(count(high)).max(count(f64::midpoint(low, high))) as f64;
    characters * CHARACTER
}

/// Where the map of `view` lies on a canvas of `width` by `height` CSS pixels. Circles are round:
/// the view is widened to the canvas's shape. Long labels take their room from the map.
pub(crate) fn frame(view: View, width: f64, height: f64) -> Frame {
    let wide = view.with_aspect(aspect(width, height));
    let left = (label_width(wide.y0, wide.y1) + BESIDE).clamp(LEFT, (width / 3.0).max(LEFT));
    let (w, h) = ((width - left - RIGHT).max(16.0), (height - TOP - BOTTOM).max(16.0));
    Frame { view: view.with_aspect(w / h), left, top: TOP, width: w, height: h }
}

/// How finely the ground is sampled to find its heights, its levels and the places of their labels, in CSS pixels, and
/// in how many nodes a side at least.
///
/// However finely a map is drawn, these are found alike, so that it looks the same while it moves, when it rests and
/// in a picture that is kept.
pub(crate) const ROUGH: f64 = 3.0;
const LEAST: f64 = 128.0;

/// So many nodes lie along a side of so many parts.
fn nodes(parts: f64, least: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped first")]
    let parts = parts.ceil().clamp(least.max(2.0), 4096.0) as usize;
    parts + 1
}

/// The ground of one function in one frame, sampled once and drawn in any theme.
#[derive(Debug)]
pub struct Map {
    frame: Frame,
    field: Field,
    scale: Option<Scale>,
    levels: Levels,
    contours: Contours,
    /// What is written beside heavy lines, and where, in CSS pixels.
    labels: Vec<(String, [f64; 2])>,
    /// Whether the function goes up and down faster than samples can follow.
    aliased: bool,
    grain: f64,
}

/// How finely the ground of a picture to keep is sampled, in CSS pixels.
pub(crate) const GRAIN: f64 = 1.0;

impl Map {
    /// Samples `function` about every `grain` CSS pixels and finds up to `levels` contour levels, with `heights`
    /// as asked for.
    #[must_use]
    pub fn new(function: &Expr, frame: Frame, grain: f64, levels: usize, heights: Heights) -> Self {
        Self::sampled(function, frame, [grain, ROUGH], levels, heights)
    }

    /// The same, with heights, levels and labels found on samples about every so many CSS pixels.
    pub(crate) fn sampled(
        function: &Expr,
        frame: Frame,
        [grain, rough]: [f64; 2],
        levels: usize,
        heights: Heights,
    ) -> Self {
        let [columns, rows] =
            [frame.width, frame.height].map(|side| nodes(side / rough, LEAST * ROUGH / rough));
        let field = Field::sample(function, frame.view, columns, rows);
        let scale = Scale::of(&field, heights);
        let aliased = is_aliased(&field, scale.as_ref(), field.spacing(frame.view));
        // Lines of what is chance would look like shapes of the ground.
        let levels = Levels::of(&field, frame, scale.as_ref(), if aliased { 0 } else { levels });
        let contours = Contours::trace(&field, &levels, Jumps::new(function, frame.view, columns, rows));
        let labels = levels.labels(&field, &contours, frame);
        Self { frame, field, scale, levels, contours, labels, aliased, grain: rough }
            .drawn_at(function, grain)
    }

    /// The same map on samples about every `grain` CSS pixels: the lines are as fine, all else is as it was.
    pub(crate) fn drawn_at(self, function: &Expr, grain: f64) -> Self {
        let [columns, rows] = [self.frame.width, self.frame.height].map(|side| nodes(side / grain, 2.0));
        if [columns, rows] == [self.field.columns, self.field.rows] {
            return Self { grain, ..self };
        }
        let view = self.frame.view;
        let field = Field::sample(function, view, columns, rows);
        let contours = Contours::trace(&field, &self.levels, Jumps::new(function, view, columns, rows));
        Self { field, contours, grain, ..self }
    }

    /// Where the map lies.
    #[must_use]
    pub fn frame(&self) -> Frame {
        self.frame
    }

    /// The heights that have a contour line, ascending.
    pub(crate) fn levels(&self) -> &[f64] {
        self.levels.heights()
    }

    /// How its heights are drawn; `None` where none is finite.
    pub(crate) fn scale(&self) -> Option<Scale> {
        self.scale
    }

    /// Whether its heights are drawn as they are, or compressed; `None` where none is finite.
    #[must_use]
    pub fn heights(&self) -> Option<Heights> {
        self.scale.as_ref().map(Scale::heights)
    }

    /// How many CSS pixels lie from sample to sample.
    #[must_use]
    pub fn grain(&self) -> f64 {
        self.grain
    }

    /// What to say where the function goes up and down faster than a map can show.
    #[must_use]
    pub fn too_fine(&self) -> Option<&'static str> {
        self.aliased.then_some(
            "f goes up and down faster than a map of this size can show: the pattern seen is chance. Zoom in.",
        )
    }

    /// What to say where the function has no finite value anywhere in view.
    #[must_use]
    pub fn without_ground(&self) -> Option<&'static str> {
        let values = &self.field.values;
        if values.iter().any(|value| value.is_finite()) {
            None
        } else if values.iter().any(|value| value.is_infinite()) {
            Some("f is too large for a number everywhere in view. Try another view or formula.")
        } else {
            Some("f has no value anywhere in view. Try another view or formula.")
        }
    }

    /// The ground as pixels; node `(0, 0)` is the lower left corner of the frame, so each pixel's
    /// middle lies on its node and the image overlaps the frame by half a pixel all round.
    #[must_use]
    fn ground(&self, theme: &Theme) -> Raster {
        relief::paint(&self.field, self.scale, self.field.spacing(self.frame.view), theme)
    }

    /// Draws the ground with graticule, contour lines, their labels and the axes over it.
    pub fn draw(&self, sheet: &mut Sheet, theme: &Theme) {
        sheet.image(self.ground(theme), self.frame);
        self.draw_axes(sheet, theme);
        self.draw_contours(sheet, theme);
        self.draw_labels(sheet, theme)
    }

    fn draw_axes(&self, sheet: &mut Sheet, theme: &Theme) {
        let view = self.frame.view;
        let most = |pixels: f64, room: f64| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped first")]
            let most = (pixels / room).clamp(2.0, 12.0) as usize;
            most
        };
        Axes {
            frame: self.frame,
            most: [
                most(self.frame.width, (label_width(view.x0, view.x1) + 24.0).max(72.0)),
                most(self.frame.height, 56.0),
            ],
            label_x: &|x| tick(x, view.width()),
            label_y: &|y| tick(y, view.height()),
            size: 11.5,
            graticule: 0.13,
        }
        .draw(sheet, theme)
    }

    /// The levels next to a height, below and above it; a level at that height is neither.
    pub(crate) fn levels_around(&self, height: f64) -> [Option<f64>; 2] {
        self.levels.around(height)
    }

    /// Whether a level is one of the heavier ones.
    pub(crate) fn is_heavy(&self, level: f64) -> bool {
        self.levels.is_heavy(level)
    }

    /// A level's height with the fewest digits, from four, that tell it from its neighbours.
    pub(crate) fn label(&self, level: f64) -> String {
        self.levels.label(level)
    }

    fn draw_contours(&self, sheet: &mut Sheet, theme: &Theme) {
        let pixels = self.field.pixels(self.frame);
        for (level, line) in self.contours.lines.iter() {
            let ink = if self.is_heavy(level) {
                Ink::new(theme.contour, 0.85, 1.15)
            } else {
                Ink::new(theme.contour, 0.55, 0.6)
            };
            sheet.line(line.chunks_exact(2).map(&pixels), ink);
        }
        for edge in self.contours.cliffs.chunks_exact(4) {
            sheet.line(edge.chunks_exact(2).map(&pixels), Ink::new(theme.contour, 0.85, 1.6));
        }
    }

    /// Writes the heights beside heavy lines.
    fn draw_labels(&self, sheet: &mut Sheet, theme: &Theme) {
        for (text, at) in &self.labels {
            sheet.word(text, *at, 10.5, theme.contour, Some(theme.halo));
        }
    }
}

/// A tick's number: as many digits as tell it from its neighbours, and no `0.30000000000000004`.
pub(crate) fn tick(value: f64, span: f64) -> String {
    let value = if value.abs() < span * 1e-9 { 0.0 } else { value };
    digits::short(value, tick_digits(value, span))
}

/// How many digits tell a number from its neighbours on an axis of that span.
pub(crate) fn tick_digits(value: f64, span: f64) -> usize {
    let mut significant = 3;
    let mut room = value.abs();
    while room > span && significant < 12 {
        significant += 1;
        room /= 10.0;
    }
    significant
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The map of a formula over `[-2, 2]^2`, on 101 by 101 nodes or 100 by 100.
    #[track_caller]
    fn map(formula: &str, nodes: f64) -> Map {
        let view = View::new(-2.0, 2.0, -2.0, 2.0).unwrap();
        let frame = Frame { view, left: 0.0, top: 0.0, width: nodes - 1.0, height: nodes - 1.0 };
        Map::new(&Expr::parse(formula).unwrap(), frame, 1.0, 20, Heights::Auto)
    }

    /// Points of contour lines and of edges in world coordinates: the lines' segments, and the edges.
    fn segments(map: &Map) -> [Vec<[f64; 4]>; 2] {
        let [across, up] = map.field.spacing(map.frame.view);
        let world = |from: &[f64], to: &[f64]| {
            [from[0] * across - 2.0, from[1] * up - 2.0, to[0] * across - 2.0, to[1] * up - 2.0]
        };
        let lines = map.contours.lines.iter().flat_map(|(_, line)| {
            line.chunks_exact(2).zip(line.chunks_exact(2).skip(1)).map(|(from, to)| world(from, to))
        });
        let edges = map.contours.cliffs.chunks_exact(4).map(|edge| world(&edge[..2], &edge[2..]));
        [lines.collect(), edges.collect()]
    }

    #[test]
    fn a_jump_is_a_cliff_and_no_bundle_of_lines() {
        // How far a point is beyond the jump, which has two sides, and how long the jump is.
        type Side = fn(f64, f64) -> f64;
        let jumps: [(&str, Side, f64); 6] = [
            ("sign(x)", |x, _| x, 4.0),
            ("step(x+y)+0.1*x", |x, y| (x + y) / 1.414, 5.65),
            ("atan2(y,x)", |x, y| if x < 0.0 { y } else { f64::INFINITY }, 2.0),
            ("sign(x^2+y^2-1)*(3+y)", |x, y| (x * x + y * y).sqrt() - 1.0, std::f64::consts::TAU),
            ("x^2+y^2+5*step(y-1)", |_, y| y - 1.0, 4.0),
            ("max(sign(x),y)", |x, y| if y < 1.05 { x } else { f64::INFINITY }, 3.0),
        ];
        for (formula, side, length) in jumps {
            for nodes in [101.0, 100.0] {
                let map = map(formula, nodes);
                let cell = map.field.spacing(map.frame.view)[0];
                let [lines, edges] = segments(&map);
                for [x0, y0, x1, y1] in lines {
                    let crosses = side(x0, y0) * side(x1, y1) < -1e-9 * cell;
                    assert!(!crosses, "{formula}: a line from {x0} {y0} to {x1} {y1}");
                }
                let mut total = 0.0;
                for [x0, y0, x1, y1] in edges {
                    let away = side(x0, y0).abs().min(side(x1, y1).abs());
                    assert!(away < 1.1 * cell, "{formula}: an edge at {x0} {y0}");
                    total += ((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0)).sqrt();
                }
                // Where nodes lie on the jump there is an edge on either side of them.
                assert!((0.9 * length..2.2 * length).contains(&total), "{formula}: {total}, not {length}");
            }
        }
    }

    #[test]
    fn steep_ground_keeps_its_lines() {
        for formula in
            ["tanh(40*x)", "relu(x)-relu(-9*y)", "cbrt(x)", "max(x,3*y)", "sqrt(x)", "x^2+y^2", "hypot(x,y)"]
        {
            let map = map(formula, 101.0);
            assert!(
                map.contours.cliffs.is_empty() && map.contours.lines.iter().count() >= map.levels().len() / 2,
                "{formula}"
            );
        }
        let steep = segments(&map("tanh(40*x)", 101.0))[0].len();
        assert!(steep > 5 * 100, "{steep}");
        // A pole has no edge, and nothing crosses it.
        let pole = map("1/x", 100.0);
        let [lines, edges] = segments(&pole);
        assert!(edges.is_empty() && !lines.is_empty());
        assert!(lines.iter().all(|[x0, _, x1, _]| x0 * x1 > 0.0));
    }

    fn wide(formula: &str, heights: Heights) -> Map {
        let view = View::new(-5.0, 5.0, -5.0, 5.0).unwrap();
        let frame = Frame { view, left: 0.0, top: 0.0, width: 600.0, height: 600.0 };
        Map::new(&Expr::parse(formula).unwrap(), frame, 1.0, 24, heights)
    }

    /// Neither poles nor waves leave a map without its lines, and equal steps are equal heights.
    #[test]
    fn every_ground_has_lines_at_equal_steps() {
        for formula in ["1/x+y", "tan(x)*y", "sin(10*x)*sin(10*y)", "exp(-(x^2+y^2))", "x^2+y^2", "x*y"] {
            let map = wide(formula, Heights::Auto);
            assert_eq!(map.heights(), Some(Heights::Linear), "{formula}");
            assert!(!map.contours.lines.levels.is_empty(), "{formula} has no line");
            let steps: Vec<f64> = map.levels().windows(2).map(|pair| pair[1] - pair[0]).collect();
            assert!(
                steps.iter().all(|step| (step - steps[0]).abs() < 1e-9 * steps[0]),
                "{formula}: {steps:?}"
            );
            let few = if formula.starts_with("sin") { 1 } else { 12 };
            assert!(map.levels().len() >= few, "{formula}: {:?}", map.levels());
        }
        assert_eq!(wide("(1-x)^2+100*(y-x^2)^2", Heights::Auto).heights(), Some(Heights::Compressed));
        assert_eq!(wide("x^2+y^2", Heights::Compressed).heights(), Some(Heights::Compressed));
        assert_eq!(wide("0/0", Heights::Auto).heights(), None);
    }

    /// The tints of poles' neighbourhood are spread, too: no nine tenths of the ground in one.
    #[test]
    fn tints_are_spread_beside_poles() {
        for formula in ["1/x+y", "tan(x)*y", "1/x", "sin(10*x)*sin(10*y)"] {
            let map = wide(formula, Heights::Auto);
            let scale = map.scale().unwrap();
            let mut tenths = [0usize; 10];
            for value in map.field.values.iter().filter(|value| value.is_finite()) {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped first")]
                let tenth = (scale.height(*value) * 10.0).clamp(0.0, 9.0) as usize;
                tenths[tenth] += 1;
            }
            let most = tenths.iter().max().unwrap();
            assert!(2 * most < map.field.values.len(), "{formula}: {tenths:?}");
        }
    }
}
