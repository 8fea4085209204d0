//! The graph: a value in each letter, a slope on each edge, and the path that is lit.

use super::draw::{LETTERS, Taken, along, colour, fitting, label, number, rough, signed, width};
use super::plan::Plan;
use super::{Now, Paths};
use crate::sheet::{Anchor, Ink, Sheet};
use crate::theme::Theme;
use crate::trail::{arrow, dashed};

/// The most edges that are all labelled.
const MOST_LABELS: usize = 14;
/// Where on its edge a slope may stand, in order of preference.
const PLACES: [f64; 9] = [0.3, 0.38, 0.24, 0.5, 0.62, 0.44, 0.7, 0.18, 0.8];

impl Paths {
    pub(super) fn draw_graph(&self, now: &Now<'_>, sheet: &mut Sheet, theme: &Theme) {
        let plan = Plan::new(now.graph, sheet.size());
        let edges = now.graph.edges();
        let closed = self.settings.closed();
        let lit: &[usize] = now.lit.map_or(&[], |lit| &now.paths[lit]);
        let matters = now.matters();
        let sizes = now.pass.partials().iter().zip(&matters).filter(|(_, matters)| **matters);
        let largest = sizes.map(|(slope, _)| slope.abs()).filter(|size| size.is_finite()).fold(0.0, f64::max);
        // Those that matter lie above the others, and the path that is lit above all.
        let rank = |edge: &usize| usize::from(matters[*edge]) + 2 * usize::from(lit.contains(edge));
        let mut order: Vec<usize> = (0..edges.len()).collect();
        order.sort_by_key(rank);
        for &edge in &order {
            let slope = now.pass.partials()[edge];
            let bold = if largest > 0.0 { (slope.abs() / largest).min(1.0) } else { 0.0 };
            let bold = 1.3 + 2.4 * if bold.is_nan() { 0.0 } else { bold };
            let way = &plan.ways[edge];
            let Some((&tip, body)) = way.split_last() else { continue };
            if rank(&edge) > 1 {
                sheet.line(way.iter().copied(), Ink::new(theme.trail, 0.28, bold + 9.0));
            }
            let ink = match rank(&edge) {
                0 => Ink::new(theme.ink, 0.22, 1.2),
                _ if slope == 0.0 || slope.is_nan() => Ink::new(theme.ink, 0.6, 1.2),
                _ => Ink::new(
                    colour(slope, theme),
                    if lit.is_empty() || rank(&edge) > 1 { 1.0 } else { 0.5 },
                    bold,
                ),
            };
            if slope <= 0.0 {
                dashed(body).for_each(|dash| sheet.line(dash, ink));
            } else {
                sheet.line(body.iter().copied(), ink);
            }
            if let Some(&from) = body.last() {
                arrow(sheet, from, tip, Ink { width: ink.width.min(2.4), ..ink });
            }
            if closed.contains(&edge) {
                let [x, y] = along(way, 0.5);
                for side in [-4.0, 4.0] {
                    sheet.line([[x + side, y - 9.0], [x + side, y + 9.0]], Ink::new(theme.trail, 1.0, 2.6));
                }
            }
        }
        let mut taken = Taken::default();
        for letter in 0..plan.at.len() {
            self.draw_letter(now, letter, &plan, &mut taken, sheet, theme);
        }
        let few = edges.len() <= MOST_LABELS;
        let some = matters.iter().filter(|matters| **matters).count() <= MOST_LABELS;
        for &edge in order.iter().rev() {
            if !(few || some && matters[edge] || lit.contains(&edge)) {
                continue;
            }
            let slope = now.pass.partials()[edge];
            let size = if matters[edge] { LETTERS } else { LETTERS - 2.0 };
            let text = if closed.contains(&edge) { "×0".to_owned() } else { number(slope) };
            let half = [width(&text, size) / 2.0 + 3.0, size * 0.62];
            let way = &plan.ways[edge];
            if let Some(at) = taken.place(PLACES.iter().map(|part| along(way, *part)), half) {
                let ink = if matters[edge] && slope != 0.0 { colour(slope, theme) } else { theme.ink };
                sheet.block(
                    [at[0] - half[0], at[1] - half[1]],
                    [at[0] + half[0], at[1] + half[1]],
                    Ink::fill(theme.paper, 0.86),
                );
                label(sheet, &text, at, size, ink, theme);
            }
        }
    }

    fn draw_letter(
        &self,
        now: &Now<'_>,
        letter: usize,
        plan: &Plan,
        taken: &mut Taken,
        sheet: &mut Sheet,
        theme: &Theme,
    ) {
        let (at, [half_x, half_y]) = (plan.at[letter], plan.half);
        let [x, y] = at;
        if now.graph.letters()[letter].formula.is_none() {
            self.draw_knob(now, letter, at, plan.radius, sheet, theme);
            taken.take(at, [plan.radius; 2]);
            let [value, step] = Self::knob_words(now, letter);
            let right = x - plan.radius - 8.0;
            let two = !step.is_empty() && plan.radius >= 14.0;
            let rise = if two { 8.0 } else { 0.0 };
            sheet.label(&value, [right, y - rise], fitting(&value, right - 4.0), theme.ink, Anchor::Right);
            if two {
                let ink = if now.steps[letter] == 0.0 { theme.ink } else { theme.trail };
                sheet.label(&step, [right, y + rise], LETTERS - 1.0, ink, Anchor::Right);
            }
            return;
        }
        let corners = [[x - half_x, y - half_y], [x + half_x, y + half_y]];
        let asked = letter == now.output;
        sheet.block(corners[0], corners[1], Ink::fill(theme.paper, 1.0));
        sheet.block(corners[0], corners[1], Ink::fill(theme.model, if asked { 0.16 } else { 0.05 }));
        sheet.frame(
            corners[0],
            corners[1],
            Ink::new(if asked { theme.model } else { theme.ink }, 0.9, if asked { 2.2 } else { 1.2 }),
        );
        taken.take(at, plan.half);
        let change = now.change(letter);
        let two = change != 0.0 && half_y >= 17.0;
        let rise = if two { 8.5 } else { 0.0 };
        let value = format!("{} = {}", now.symbol(letter), rough(now.pass.value(letter), half_x));
        sheet.label(&value, [x, y - rise], fitting(&value, 2.0 * half_x - 6.0), theme.ink, Anchor::Middle);
        if two {
            let change = signed(change);
            sheet.label(
                &change,
                [x, y + rise],
                fitting(&change, 2.0 * half_x - 6.0),
                theme.trail,
                Anchor::Middle,
            );
        }
    }

    /// The edge a hand at a place means.
    pub(super) fn edge_near(&self, now: &Now<'_>, [x, y]: [f64; 2]) -> Option<usize> {
        const REACH: f64 = 14.0;
        let plan = Plan::new(now.graph, self.grip.size);
        let apart = |way: &Vec<[f64; 2]>| {
            way.iter().map(|[px, py]| (px - x) * (px - x) + (py - y) * (py - y)).fold(f64::INFINITY, f64::min)
        };
        let near = plan.ways.iter().map(apart).zip(0..).filter(|(apart, _)| *apart <= REACH * REACH);
        near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, edge)| edge)
    }
}
