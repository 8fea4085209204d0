//! [`Map`]: the ground a descent walks on: tints, relief, contour lines, axes.

use std::borrow::Cow;

use hillside_core::{ContourLines, Expr, contour_levels, contour_lines_around, even_levels};

use crate::axes::Axes;
use crate::digits;
use crate::field::{Field, Scale};
use crate::heights::Heights;
use crate::jumps::{Jump, Jumps};
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

/// Every so many contour lines one is heavier and labelled.
const HEAVY: usize = 5;

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

/// The ground of one function in one frame, sampled once and drawn in any theme.
#[derive(Debug)]
pub struct Map {
    frame: Frame,
    field: Field,
    scale: Option<Scale>,
    lines: ContourLines,
    /// The edges of cliffs, cell by cell, in columns and rows.
    cliffs: Vec<f64>,
    levels: Vec<f64>,
    grain: f64,
}

/// How finely the ground of a picture to keep is sampled, in CSS pixels.
pub(crate) const GRAIN: f64 = 1.0;

impl Map {
    /// Samples `function` about every `grain` CSS pixels and finds up to `levels` contour levels, with `heights`
    /// as asked for.
    #[must_use]
    pub fn new(function: &Expr, frame: Frame, grain: f64, levels: usize, heights: Heights) -> Self {
        let nodes = |pixels: f64| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped first")]
            let nodes = (pixels / grain).ceil().clamp(2.0, 4096.0) as usize;
            nodes + 1
        };
        let field = Field::sample(function, frame.view, nodes(frame.width), nodes(frame.height));
        let scale = Scale::of(&field, heights);
        let jumps = Jumps::new(function, frame.view, field.columns, field.rows);
        let Contours { levels, lines, cliffs } = contours(&field, scale.as_ref(), levels, jumps);
        Self { frame, field, scale, lines, cliffs, levels, grain }
    }

    /// Where the map lies.
    #[must_use]
    pub fn frame(&self) -> Frame {
        self.frame
    }

    /// The heights that have a contour line, ascending.
    pub(crate) fn levels(&self) -> &[f64] {
        &self.levels
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
        relief::paint(&self.field, self.scale, self.spacing(), theme)
    }

    /// World units from node to node along x and y.
    fn spacing(&self) -> [f64; 2] {
        let view = self.frame.view;
        [view.width() / (self.field.columns - 1) as f64, view.height() / (self.field.rows - 1) as f64]
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

    /// The points of a contour line, from columns and rows of the samples to CSS pixels.
    fn pixels<'a>(&self, line: &'a [f64]) -> impl Iterator<Item = [f64; 2]> + 'a {
        let across = self.frame.width / (self.field.columns - 1) as f64;
        let up = self.frame.height / (self.field.rows - 1) as f64;
        let (left, bottom) = (self.frame.left, self.frame.top + self.frame.height);
        line.chunks_exact(2).map(move |at| [left + at[0] * across, bottom - at[1] * up])
    }

    /// The levels next to a height, below and above it; a level at that height is neither.
    pub(crate) fn levels_around(&self, height: f64) -> [Option<f64>; 2] {
        let below = self.levels.iter().rev().find(|level| **level < height);
        let above = self.levels.iter().find(|level| **level > height);
        [below, above].map(|level| level.copied())
    }

    /// Whether a level is one of the heavier ones.
    pub(crate) fn is_heavy(&self, level: f64) -> bool {
        self.levels.iter().position(|&l| l == level).is_some_and(|index| index % HEAVY == HEAVY / 2)
    }

    /// A level's height with the fewest digits, from four, that tell it from its neighbours.
    pub(crate) fn label(&self, level: f64) -> String {
        let index = self.levels.partition_point(|&l| l < level);
        let neighbours = [index.checked_sub(1), Some(index + 1)];
        (4..=12)
            .map(|digits| digits::short(level, digits))
            .find(|text| {
                let alike = |i: usize| {
                    self.levels
                        .get(i)
                        .is_some_and(|&l| digits::short(l, text.chars().count().max(4)) == *text)
                };
                !neighbours.iter().flatten().any(|&i| alike(i))
            })
            .unwrap_or_else(|| digits::short(level, 12))
    }

    fn draw_contours(&self, sheet: &mut Sheet, theme: &Theme) {
        for (level, line) in self.lines.iter() {
            let ink = if self.is_heavy(level) {
                Ink::new(theme.contour, 0.85, 1.15)
            } else {
                Ink::new(theme.contour, 0.55, 0.6)
            };
            sheet.line(self.pixels(line), ink);
        }
        for edge in self.cliffs.chunks_exact(4) {
            sheet.line(self.pixels(edge), Ink::new(theme.contour, 0.85, 1.6));
        }
    }

    /// Writes the height on heavy lines, where they run level and no other label stands.
    fn draw_labels(&self, sheet: &mut Sheet, theme: &Theme) {
        let mut taken: Vec<[f64; 2]> = Vec::new();
        let frame = self.frame;
        for (level, line) in self.lines.iter() {
            if !self.is_heavy(level) || taken.len() >= 14 {
                continue;
            }
            let points: Vec<[f64; 2]> = self.pixels(line).collect();
            let length: f64 = points.windows(2).map(|w| distance(w[0], w[1])).sum();
            if length < 130.0 {
                continue;
            }
            let text = self.label(level);
            let half = 3.6 * text.chars().count() as f64;
            let reach = (points.len() / 24).max(1);
            let place = (reach..points.len().saturating_sub(reach))
                .step_by(reach)
                .filter(|&i| {
                    let [x, y] = points[i];
                    x > frame.left + half + 6.0
                        && x < frame.left + frame.width - half - 6.0
                        && y > frame.top + 12.0
                        && y < frame.top + frame.height - 12.0
                        // The corner of the buttons stays free.
                        && (x < frame.left + frame.width - half - 52.0 || y > frame.top + 174.0)
                        && taken.iter().all(|&other| distance(other, points[i]) > 90.0)
                })
                .map(|i| {
                    let ([ax, ay], [bx, by]) = (points[i - reach], points[i + reach]);
                    (i, (by - ay).abs() / ((bx - ax).abs() + 1e-9))
                })
                .min_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((i, steepness)) = place
                && steepness < 0.6
            {
                taken.push(points[i]);
                sheet.word(&text, points[i], 10.5, theme.contour, Some(theme.halo));
            }
        }
    }
}

/// The most points all contour lines of a map may have together: more are a grey veil that takes
/// longer to draw than a hand waits.
const MOST_POINTS: usize = 80_000;

/// Levels, their lines, and the edges of cliffs.
struct Contours {
    levels: Vec<f64>,
    lines: ContourLines,
    cliffs: Vec<f64>,
}

/// Good levels and their lines. Where the ground is so rough that they would cover it, fewer; none where it jumps, for
/// a cliff is no bundle of lines.
fn contours(field: &Field, scale: Option<&Scale>, count: usize, mut jumps: Jumps<'_>) -> Contours {
    let mut levels = match scale.and_then(Scale::range) {
        Some([low, high]) => even_levels(low, high, count),
        None => contour_levels(&common(&field.values), count),
    };
    let (columns, rows) = (field.columns, field.rows);
    let trace =
        |levels: &[f64], broken: &[bool]| contour_lines_around(&field.values, columns, rows, levels, broken);
    if let Some(&middle) = levels.get(levels.len() / 2) {
        let points = trace(&[middle], &[]).points.len() / 2;
        let every = (points * levels.len()).div_ceil(MOST_POINTS).max(1);
        if points > 3 * MOST_POINTS {
            levels.clear();
        } else if every > 1 {
            levels = levels.into_iter().skip((every - 1) / 2).step_by(every).collect();
        }
    }
    let (mut broken, mut cliffs) = (Vec::new(), Vec::new());
    if !jumps.is_continuous() {
        broken = vec![false; field.values.len()];
        for (index, broken) in broken.iter_mut().enumerate().take((rows - 1) * columns) {
            let (column, row) = (index % columns, index / columns);
            if column + 1 == columns {
                continue;
            }
            let corners = [index, index + 1, index + columns, index + columns + 1].map(|i| field.values[i]);
            let [a, b, c, d] = corners;
            let (lowest, highest) = (a.min(b).min(c.min(d)), a.max(b).max(c.max(d)));
            let next = levels.partition_point(|level| *level <= lowest);
            if (a + b + c + d).is_finite()
                && levels.get(next).is_some_and(|level| *level <= highest)
                && let Some(jump) = jumps.unproved(column, row)
                && jumps.leaps(column, row)
            {
                *broken = true;
                if jump == Jump::Cliff {
                    let middle = f64::midpoint(lowest, highest);
                    cliffs.extend(edge(corners, middle, [column as f64, row as f64]));
                }
            }
        }
    }
    let lines = trace(&levels, &broken);
    Contours { levels, lines, cliffs }
}

/// Where the corners of a cell above its middle height are parted from those below, from and to, in columns and rows.
fn edge(corners: [f64; 4], middle: f64, [column, row]: [f64; 2]) -> [f64; 4] {
    // One segment, or the first of two where the corners lie crosswise.
    let points = contour_lines_around(&corners, 2, 2, &[middle], &[]).points;
    match points[..] {
        [x0, y0, x1, y1, ..] => [column + x0, row + y0, column + x1, row + y1],
        _ => [column, row, column, row],
    }
}

/// The values levels are chosen for: all of them, or where a few round a pole are far beyond the
/// rest, those that are not.
fn common(values: &[f64]) -> Cow<'_, [f64]> {
    let step = (values.len() / 4096).max(1) | 1;
    let mut seen: Vec<f64> = values.iter().copied().step_by(step).filter(|v| v.is_finite()).collect();
    seen.sort_unstable_by(f64::total_cmp);
    let Some(last) = seen.len().checked_sub(1) else { return Cow::Borrowed(values) };
    let (low, high) = (seen[last / 20], seen[last - last / 20]);
    let reach = high - low;
    if reach > 0.0 && seen[last] - seen[0] > 30.0 * reach {
        Cow::Owned(values.iter().copied().filter(|v| (low - reach..=high + reach).contains(v)).collect())
    } else {
        Cow::Borrowed(values)
    }
}

fn distance([ax, ay]: [f64; 2], [bx, by]: [f64; 2]) -> f64 {
    ((ax - bx) * (ax - bx) + (ay - by) * (ay - by)).sqrt()
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
        let [across, up] = map.spacing();
        let world = |from: &[f64], to: &[f64]| {
            [from[0] * across - 2.0, from[1] * up - 2.0, to[0] * across - 2.0, to[1] * up - 2.0]
        };
        let lines = map.lines.iter().flat_map(|(_, line)| {
            line.chunks_exact(2).zip(line.chunks_exact(2).skip(1)).map(|(from, to)| world(from, to))
        });
        let edges = map.cliffs.chunks_exact(4).map(|edge| world(&edge[..2], &edge[2..]));
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
                let cell = map.spacing()[0];
                let [lines, edges] = segments(&map);
                for [x0, y0, x1, y1] in lines {
                    let crosses = side(x0, y0) * side(x1, y1) < -1e-9 * cell;
                    assert!(!crosses, "{formula}: a line from {x0} {y0} to {x1} {y1}");
                }
                let mut total = 0.0;
                for [x0, y0, x1, y1] in edges {
                    let away = side(x0, y0).abs().min(side(x1, y1).abs());
                    assert!(away < 1.1 * cell, "{formula}: an edge at {x0} {y0}");
                    total += distance([x0, y0], [x1, y1]);
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
            assert!(map.cliffs.is_empty() && map.lines.iter().count() >= map.levels.len() / 2, "{formula}");
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
            assert!(!map.lines.levels.is_empty(), "{formula} has no line");
            let steps: Vec<f64> = map.levels.windows(2).map(|pair| pair[1] - pair[0]).collect();
            assert!(
                steps.iter().all(|step| (step - steps[0]).abs() < 1e-9 * steps[0]),
                "{formula}: {steps:?}"
            );
            let few = if formula.starts_with("sin") { 1 } else { 12 };
            assert!(map.levels.len() >= few, "{formula}: {:?}", map.levels);
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
