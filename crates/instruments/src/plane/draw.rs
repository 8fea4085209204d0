//! The plane before and after, side by side: a grid, an F, the square at the point with its image and the Jacobian's
//! parallelogram, or a line on its way through layers.

use hillside_core::{contour_lines, even_levels};

use super::clip::{image, line, pointer, shape};
use super::panels::Panels;
use super::pick::Pick;
use super::reading::{Reading, length, output};
use super::transform::square;
use super::{Plane, bars, shapes};
use crate::axes::Axes;
use crate::map::tick;
use crate::sheet::{Anchor, Ink, Sheet};
use crate::theme::Theme;
use crate::trail::{dashed, handle, visible};
use crate::view::{Frame, View};

/// The corners of an F, in parts of the way from the middle of the plane before to its left and upper edge.
const F: [[f64; 2]; 10] = [
    [-0.68, 0.16],
    [-0.56, 0.16],
    [-0.56, 0.36],
    [-0.36, 0.36],
    [-0.36, 0.47],
    [-0.56, 0.47],
    [-0.56, 0.57],
    [-0.3, 0.57],
    [-0.3, 0.68],
    [-0.68, 0.68],
];
/// How finely level lines are sampled.
const NODES: usize = 60;
/// How many level lines there are, about.
const LEVELS: usize = 12;
/// Points on the rim of a square whose image is drawn, for each side.
const RIM: u32 = 32;

/// What is drawn in a plane: through `place` a point of the plane before comes to the sheet.
struct Pane<'a> {
    frame: Frame,
    reading: &'a Reading<'a>,
    is_image: bool,
    /// How strongly the grid is drawn, 0 to 1.
    grid: f64,
    theme: &'a Theme,
}

impl Pane<'_> {
    /// A straight line of the plane before, as it is here.
    fn path(&self, ends: [[f64; 2]; 2]) -> Vec<Vec<[f64; 2]>> {
        match self.is_image {
            true => image(&self.reading.transform, ends, self.frame),
            false => vec![ends.map(|end| self.frame.to_pixel(end)).to_vec()],
        }
    }

    /// A polygon of the plane before, as it is here.
    fn polygon(&self, corners: &[[f64; 2]]) -> Vec<[f64; 2]> {
        let place = |at: &[f64; 2]| match self.is_image {
            true => self.frame.to_pixel(self.reading.transform.image(*at)),
            false => self.frame.to_pixel(*at),
        };
        corners.iter().map(place).collect()
    }

    fn stroke(&self, sheet: &mut Sheet, ends: [[f64; 2]; 2], ink: Ink) {
        for piece in self.path(ends) {
            line(sheet, &piece, self.frame, ink);
        }
    }

    /// Numbers, the grid's lines, and the F.
    fn ground(&self, sheet: &mut Sheet, title: &str, grid: &[Vec<f64>; 2], before: View) {
        let Frame { view, left, top, width, .. } = self.frame;
        let axes = Axes {
            frame: self.frame,
            most: [if width < 260.0 { 5 } else { 7 }, 7],
            label_x: &|value| tick(value, view.width()),
            label_y: &|value| tick(value, view.height()),
            size: 11.0,
            graticule: if self.is_image { 0.09 } else { 0.0 },
        };
        axes.draw(sheet, self.theme);
        let View { x0, x1, y0, y1 } = before;
        let strong = |value: f64| if value == 0.0 { [2.0 * self.grid, 2.0] } else { [self.grid, 1.0] };
        for &x in &grid[0] {
            let [opacity, width] = strong(x);
            self.stroke(sheet, [[x, y0], [x, y1]], Ink::new(self.theme.gradient, opacity, width));
        }
        for &y in &grid[1] {
            let [opacity, width] = strong(y);
            self.stroke(sheet, [[x0, y], [x1, y]], Ink::new(self.theme.hill, opacity, width));
        }
        let [x, y] = [f64::midpoint(x0, x1), f64::midpoint(y0, y1)];
        let half = before.width().min(before.height()) / 2.0;
        let corners = F.map(|[across, up]| [x + across * half, y + up * half]);
        let rim: Vec<[f64; 2]> = (0..corners.len())
            .flat_map(|index| {
                let (from, to) = (corners[index], corners[(index + 1) % corners.len()]);
                (0..8).map(move |k| {
                    [0, 1].map(|axis| from[axis] + f64::from(k) / 8.0 * (to[axis] - from[axis]))
                })
            })
            .collect();
        shape(sheet, &self.polygon(&rim), self.frame, Ink::fill(self.theme.sign, 0.3));
        sheet.label(title, [left, top - 21.0], 13.0, self.theme.ink, Anchor::Left);
    }

    /// The level lines of an output: through the plane before as they run, in the plane after straight.
    fn levels(
        &self,
        sheet: &mut Sheet,
        row: usize,
        heights: &[f64],
        levels: &[f64],
        here: f64,
        before: View,
    ) {
        let inks = [Ink::new(self.theme.bowl, 0.75, 1.6), Ink::new(self.theme.bowl, 1.0, 3.4)];
        if self.is_image {
            let View { x0, x1, y0, y1 } = self.frame.view;
            for (level, ink) in levels.iter().map(|level| (*level, inks[0])).chain([(here, inks[1])]) {
                let ends = if row == 0 { [[level, y0], [level, y1]] } else { [[x0, level], [x1, level]] };
                line(sheet, &ends.map(|end| self.frame.to_pixel(end)), self.frame, ink);
            }
            return;
        }
        let most = (NODES - 1) as f64;
        for (levels, ink) in [(levels, inks[0]), (&[here][..], inks[1])] {
            for (_, points) in contour_lines(heights, NODES, NODES, levels).iter() {
                let place = |at: &[f64]| {
                    let (x, y) = (at[0] / most, at[1] / most);
                    self.frame.to_pixel([before.x0 + x * before.width(), before.y0 + y * before.height()])
                };
                let points: Vec<[f64; 2]> = points.chunks_exact(2).map(place).collect();
                line(sheet, &points, self.frame, ink);
            }
        }
    }
}

/// The heights of an output over a view.
fn heights(reading: &Reading<'_>, row: usize, view: View) -> Vec<f64> {
    let most = (NODES - 1) as f64;
    let at = |k: usize| {
        let (x, y) = ((k % NODES) as f64 / most, (k / NODES) as f64 / most);
        reading.transform.value(&[view.x0 + x * view.width(), view.y0 + y * view.height()])[row]
    };
    (0..NODES * NODES).map(at).collect()
}

impl Plane {
    /// The layer `plane`.
    pub(super) fn draw_plane(&self, sheet: &mut Sheet, theme: &Theme) {
        let (reading, size) = (Reading::new(&self.settings), sheet.size());
        if let Some(network) = &reading.readout().network {
            return shapes::draw(network, sheet, theme);
        }
        let Some([at, step]) = reading.planar() else {
            return bars::draw(&reading, &self.settings, sheet, theme);
        };
        let panels = Panels::new(&self.settings, &reading, size);
        let (grid, view) = (panels.grid(), panels.before.view);
        // Level lines are to be told apart from the grid.
        let strength = if matches!(self.settings.pick, Some(Pick::Row(_))) { 0.18 } else { 0.45 };
        let panes = [(panels.before, false), (panels.after, true)].map(|(frame, is_image)| Pane {
            frame,
            reading: &reading,
            is_image,
            grid: strength,
            theme,
        });
        let [x, y] = [0, 1].map(|axis| reading.inputs[axis].clone());
        let after = match self.settings.layers {
            0 => format!("after: {}, {}", output(0, 2), output(1, 2)),
            1 => "after 1 layer".to_owned(),
            layers => format!("after {layers} layers"),
        };
        for (pane, title) in panes.iter().zip([format!("before: {x}, {y}"), after]) {
            pane.ground(sheet, &title, &grid, view);
        }
        if let Some(Pick::Row(row)) = self.settings.pick {
            let heights = heights(&reading, row, view);
            let mut seen: Vec<f64> = heights.iter().copied().filter(|height| height.is_finite()).collect();
            seen.sort_by(f64::total_cmp);
            let ends = seen.first().zip(seen.last());
            let mut levels = ends.map_or_else(Vec::new, |(low, high)| even_levels(*low, *high, LEVELS));
            let (here, apart) = (reading.value[row], levels.windows(2).map(|pair| pair[1] - pair[0]).next());
            // Two lines side by side would be taken for one.
            levels.retain(|level| (level - here).abs() > 0.3 * apart.unwrap_or(0.0));
            for pane in &panes {
                pane.levels(sheet, row, &heights, &levels, here, view);
            }
        }
        match self.settings.layers {
            0 => self.draw_square(sheet, &panes, [at, step]),
            _ => self.draw_line(sheet, &panes, &panels, [at, step]),
        }
        if let Some(Pick::Column(column)) = self.settings.pick {
            draw_poke(sheet, &panes, column, [at, step]);
        }
    }

    /// Whether a hand holds that point.
    fn holds(&self, point: usize) -> bool {
        self.grip.held && self.grip.selected == point
    }

    /// The square and its image, with the parallelogram that the matrix makes of it.
    fn draw_square(&self, sheet: &mut Sheet, [before, after]: &[Pane<'_>; 2], [at, step]: [[f64; 2]; 2]) {
        let (theme, reading) = (before.theme, before.reading);
        let end = [at[0] + step[0], at[1] + step[1]];
        for pane in [before, after] {
            let mut rim = pane.polygon(&square(at, step, RIM));
            shape(sheet, &rim, pane.frame, Ink::fill(theme.trail, 0.28));
            rim.extend(rim.first().copied());
            line(sheet, &rim, pane.frame, Ink::new(theme.trail, 1.0, 2.0));
        }
        let [from, to] = [at, end].map(|at| before.frame.to_pixel(at));
        pointer(sheet, from, to, before.frame, Ink::new(theme.trail, 1.0, 2.4));
        corner(sheet, to, self.holds(1), before.frame, theme);
        handle(sheet, from, self.holds(0), before.frame, theme);
        let (&[u, v], &[a, b, c, d]) = (&reading.value[..], reading.matrix.entries()) else { return };
        let made = |[x, y]: [f64; 2]| after.frame.to_pixel([u + a * x + b * y, v + c * x + d * y]);
        let [dx, dy] = step;
        let mut corners = [[0.0, 0.0], step, [dx - dy, dy + dx], [-dy, dx]].map(made).to_vec();
        shape(sheet, &corners, after.frame, Ink::fill(theme.model, 0.14));
        corners.push(corners[0]);
        for part in visible(&corners, after.frame) {
            for dash in dashed(&part) {
                sheet.line(dash, Ink::new(theme.model, 1.0, 2.2));
            }
        }
        pointer(sheet, corners[0], corners[1], after.frame, Ink::new(theme.model, 1.0, 2.4));
        let is = after.frame.to_pixel(reading.transform.image(end));
        line(sheet, &[is, corners[1]], after.frame, Ink::new(theme.trail, 1.0, 2.0));
        spot(sheet, corners[0], after.frame, theme.ink, theme);
        spot(sheet, is, after.frame, theme.trail, theme);
    }

    /// The line, its image, and what it is after each layer.
    fn draw_line(
        &self,
        sheet: &mut Sheet,
        panes: &[Pane<'_>; 2],
        panels: &Panels,
        [at, step]: [[f64; 2]; 2],
    ) {
        let (theme, reading) = (panes[0].theme, panes[0].reading);
        let on = |share: f64| [at[0] + share * step[0], at[1] + share * step[1]];
        for pane in panes {
            pane.stroke(sheet, [on(0.0), on(1.0)], Ink::new(theme.rim, 0.9, 5.0));
            pane.stroke(sheet, [on(0.0), on(1.0)], Ink::new(theme.trail, 1.0, 2.6));
            for end in [0.0, 1.0] {
                spot(sheet, pane.polygon(&[on(end)])[0], pane.frame, theme.ink, theme);
            }
            spot(sheet, pane.polygon(&[on(0.5)])[0], pane.frame, theme.trail, theme);
        }
        for (which, share) in [(1, 1.0), (0, 0.0)] {
            handle(sheet, panes[0].frame.to_pixel(on(share)), self.holds(which), panes[0].frame, theme);
        }
        let frame = panes[1].frame;
        let ends = [0.0, 1.0].map(|share| panes[1].polygon(&[on(share)])[0]);
        for part in visible(&ends, frame) {
            for dash in dashed(&part) {
                sheet.line(dash, Ink::new(theme.model, 1.0, 1.8));
            }
        }
        let middle = [0, 1].map(|axis| f64::midpoint(ends[0][axis], ends[1][axis]));
        if frame.contains_pixel(middle) {
            sheet.ring(middle, 8.0, Ink::new(theme.rim, 1.0, 4.2));
            sheet.ring(middle, 8.0, Ink::new(theme.model, 1.0, 2.2));
        }
        for (layer, &frame) in panels.between.iter().enumerate() {
            let Frame { left, top, width, height, .. } = frame;
            sheet.frame([left, top], [left + width, top + height], Ink::new(theme.graticule, 0.25, 1.0));
            let place = |k: u32| {
                let way = reading.transform.way(on(f64::from(k) / 40.0));
                frame.to_pixel(way.get(layer + 1).copied().unwrap_or([f64::NAN; 2]))
            };
            let points: Vec<[f64; 2]> = (0..=40).map(place).collect();
            line(sheet, &points, frame, Ink::new(theme.trail, 1.0, 2.0));
            let name = if width < 60.0 { format!("{}", layer + 1) } else { format!("layer {}", layer + 1) };
            let at = [left + width / 2.0, top + height + 4.0];
            sheet.label(&name, at, 11.0, theme.ink, Anchor::Top);
        }
    }
}

/// A poke of one input, and how all outputs answer: its column as an arrow.
fn draw_poke(sheet: &mut Sheet, panes: &[Pane<'_>; 2], column: usize, [at, step]: [[f64; 2]; 2]) {
    let [before, after] = panes;
    let (theme, reading) = (before.theme, before.reading);
    let poke = length(step);
    let poke = if poke > 0.0 { poke } else { 0.1 * before.frame.view.width() };
    let mut end = at;
    end[column] += poke;
    let name = &reading.inputs[column];
    let (&[u, v], slopes) = (&reading.value[..], reading.matrix.column(column)) else { return };
    let ways = [
        (before, [at, end], name.clone()),
        (after, [[u, v], [u + poke * slopes[0], v + poke * slopes[1]]], format!("column {}", column + 1)),
    ];
    for (pane, ends, name) in ways {
        let [from, to] = ends.map(|end| pane.frame.to_pixel(end));
        for (colour, width) in [(theme.rim, 6.0), (theme.bowl, 3.2)] {
            pointer(sheet, from, to, pane.frame, Ink::new(colour, 1.0, width));
        }
        let way = [to[0] - from[0], to[1] - from[1]];
        let share =
            (14.0 + 3.2 * name.len() as f64 * (way[0].abs() / length(way).max(1e-9))) / length(way).max(1e-9);
        let place = [0, 1].map(|axis| to[axis] + share * way[axis]);
        if pane.frame.contains_pixel(place) {
            sheet.word(&name, place, 12.0, theme.bowl, Some(theme.paper));
        }
    }
}

/// A point that is no handle.
fn spot(sheet: &mut Sheet, at: [f64; 2], frame: Frame, colour: crate::theme::Colour, theme: &Theme) {
    if frame.contains_pixel(at) {
        sheet.disc(at, 5.5, Ink::fill(theme.rim, 1.0));
        sheet.disc(at, 4.0, Ink::fill(colour, 1.0));
    }
}

/// What a hand takes the square's corner by: square where the point's handle is round.
fn corner(sheet: &mut Sheet, at: [f64; 2], held: bool, frame: Frame, theme: &Theme) {
    let opacity = if frame.contains_pixel(at) { 1.0 } else { 0.45 };
    let [x, y] =
        [at[0].clamp(frame.left, frame.left + frame.width), at[1].clamp(frame.top, frame.top + frame.height)];
    if held {
        sheet.disc([x, y], 18.0, Ink::fill(theme.trail, 0.22));
    }
    for (half, colour) in [(8.0, theme.trail), (5.0, theme.rim), (2.0, theme.trail)] {
        sheet.block([x - half, y - half], [x + half, y + half], Ink::fill(colour, opacity));
    }
}
