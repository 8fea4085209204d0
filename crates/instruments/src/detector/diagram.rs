//! The network drawn: lines for weights, a picture for every unit, and on request the way back.

use hillside_core::{Backward, Network};

use super::plan::{BIAS, Part, Plan};
use super::signed::{cell, colour, largest, mark, share};
use crate::digits;
use crate::sheet::{Anchor, Ink, Sheet};
use crate::theme::Theme;

/// What of a network is drawn.
#[derive(Debug)]
pub(super) struct Diagram<'a> {
    pub(super) network: &'a Network,
    pub(super) weights: &'a [f64],
    /// The drawn pattern's way through it.
    pub(super) pass: &'a Backward<f64>,
    /// The loss of that pattern.
    pub(super) loss: f64,
    /// How far the backward pass has come; 0 before it begins, then loss, output, each hidden layer, weights.
    pub(super) phase: usize,
    pub(super) selected: Option<Part>,
}

/// The width of a character in the widest of the page's fonts, as a part of its size.
const WIDE: f64 = 0.6;

/// How wide a line of text in the middle of a disc may be, clear of its rim.
fn inside(radius: f64) -> f64 {
    let half = 6.0;
    2.0 * (radius * radius - half * half).max(0.0).sqrt() - 6.0
}

impl Diagram<'_> {
    /// The phases of the backward pass: loss, output, each hidden layer, weights.
    fn weights_phase(&self) -> usize {
        self.network.depth() + 2
    }

    /// Whether the backward pass has reached the units of that layer.
    fn reached(&self, layer: usize) -> bool {
        self.phase >= 2 + self.network.depth() - layer
    }

    pub(super) fn draw(&self, sheet: &mut Sheet, size: [f64; 2], theme: &Theme) {
        let plan = Plan::new(self.network, size);
        self.draw_lines(sheet, &plan, theme);
        self.draw_inputs(sheet, &plan, theme);
        for layer in 1..=self.network.depth() {
            self.draw_layer(sheet, &plan, layer, theme);
        }
        self.draw_titles(sheet, &plan, theme)
    }

    /// What a line's width tells: the weight, and when the backward pass is through its gradient.
    fn strengths(&self) -> &[f64] {
        if self.phase >= self.weights_phase() { &self.pass.gradient } else { self.weights }
    }

    /// What comes into a line: the output of the unit it leaves, 1 for a bias.
    fn carried(&self, weight: usize) -> f64 {
        match self.network.place(weight) {
            Some(place) => place.from.map_or(1.0, |from| self.pass.outputs(place.layer - 1)[from]),
            None => 0.0,
        }
    }

    fn draw_lines(&self, sheet: &mut Sheet, plan: &Plan, theme: &Theme) {
        let strengths = self.strengths();
        let most = largest(strengths.iter().copied());
        let crowded = self.network.weight_count() > 90;
        let widest = if crowded { 4.0 } else { 6.0 };
        for (weight, strength) in strengths.iter().enumerate() {
            let Some([from, to]) = plan.ends(self.network, weight) else { continue };
            let part = share(*strength, most);
            // Nothing flows where nothing is lit: such a line is there, but pale.
            let flows = self.phase > 0 || self.carried(weight) != 0.0;
            let opacity = (0.16 + 0.74 * part) * if flows { 1.0 } else { 0.34 };
            let ink = Ink::new(colour(*strength, theme), opacity, 0.7 + widest * part);
            sheet.line([from, to], ink);
        }
        if let Some(Part::Weight(weight)) = self.selected
            && let Some([from, to]) = plan.ends(self.network, weight)
        {
            let strength = strengths.get(weight).copied().unwrap_or(0.0);
            let width = 0.7 + widest * share(strength, most);
            sheet.line([from, to], Ink::new(theme.ink, 1.0, width + 5.0));
            sheet.line([from, to], Ink::new(theme.rim, 1.0, width + 2.4));
            sheet.line([from, to], Ink::new(colour(strength, theme), 1.0, width));
        }
        for (weight, strength) in strengths.iter().enumerate() {
            let part = share(*strength, most);
            let chosen = self.selected == Some(Part::Weight(weight));
            if !chosen && part < if crowded { 0.7 } else { 0.3 } {
                continue;
            }
            let Some([from, to]) = plan.ends(self.network, weight) else { continue };
            let unit = self.network.place(weight).map_or(0, |place| place.unit);
            // Marks of lines that leave one place must not lie on one another.
            let along = [0.42, 0.58, 0.34, 0.50, 0.66, 0.38, 0.54, 0.62][unit % 8];
            let at = [from[0] + along * (to[0] - from[0]), from[1] + along * (to[1] - from[1])];
            sheet.disc(at, 6.5, Ink::new(colour(*strength, theme), 1.0, 1.0));
            mark(sheet, at, 3.4, *strength, Ink::new(theme.rim, 1.0, 1.7));
        }
    }

    fn draw_inputs(&self, sheet: &mut Sheet, plan: &Plan, theme: &Theme) {
        let column = &plan.columns[0];
        let half = column.side / 2.0;
        for (input, height) in column.heights.iter().enumerate() {
            let (from, to) = ([column.x - half, height - half], [column.x + half, height + half]);
            let on = self.pass.inputs[input] > 0.0;
            sheet.block(
                from,
                to,
                if on { Ink::new(theme.ink, 1.0, 1.0) } else { Ink::new(theme.void, 1.0, 1.0) },
            );
            sheet.frame(from, to, Ink::new(theme.ink, 0.55, 1.0));
            if half >= 8.0 {
                let text = digits::short(self.pass.inputs[input], 2);
                let ink = if on { theme.rim } else { theme.ink };
                sheet.label(&text, [column.x, *height], 11.0, ink, Anchor::Middle);
            }
            if self.selected == Some(Part::Input(input)) {
                self.draw_choice(sheet, from, to, theme);
            }
        }
        for column in &plan.columns {
            if let Some(height) = column.bias {
                let at = [column.x, height];
                let corner = |sign: f64| [at[0] + sign * BIAS, at[1] + sign * BIAS];
                sheet.block(corner(-1.0), corner(1.0), Ink::new(theme.rim, 1.0, 1.0));
                sheet.frame(corner(-1.0), corner(1.0), Ink::new(theme.ink, 0.8, 1.2));
                sheet.label("1", at, 11.0, theme.ink, Anchor::Middle);
                sheet.label("bias", [at[0], at[1] + 15.0], 10.0, theme.ink, Anchor::Middle);
            }
        }
    }

    /// The units of a layer: each a picture of what comes in, framed by what goes out.
    fn draw_layer(&self, sheet: &mut Sheet, plan: &Plan, layer: usize, theme: &Theme) {
        let column = &plan.columns[layer];
        let half = column.side / 2.0;
        let out = layer == self.network.depth();
        let passed = &self.pass.layers[layer - 1];
        let back = self.reached(layer);
        let inputs = self.network.layers()[layer - 1];
        let strengths = self.strengths();
        for (unit, &height) in column.heights.iter().enumerate() {
            let first = self.network.weight(layer, unit, 0);
            let incoming = &strengths[first..first + inputs];
            let most = largest(incoming.iter().copied());
            let (from, to) = ([column.x - half, height - half], [column.x + half, height + half]);
            if out && layer > 1 {
                self.draw_output(sheet, [column.x, height], half, theme);
            } else {
                sheet.block(from, to, Ink::new(theme.void, 1.0, 1.0));
                for (offset, value) in incoming.iter().enumerate() {
                    if let Some((corner, side)) = plan.cell(self.network, first + offset) {
                        cell(sheet, [corner[0] + 0.5, corner[1] + 0.5], side - 1.0, *value, most, theme);
                    }
                }
                let shown = if back { passed.deltas[unit] } else { passed.outputs[unit] };
                let frame = if out {
                    Ink::new(theme.ink, 0.8, 1.4)
                } else {
                    // A unit that answers strongly has a strong frame.
                    let part = share(shown, if back { largest(passed.deltas.iter().copied()) } else { 1.0 });
                    Ink::new(colour(shown, theme), 0.35 + 0.65 * part, 1.0 + 2.6 * part)
                };
                sheet.frame([from[0] - 2.0, from[1] - 2.0], [to[0] + 2.0, to[1] + 2.0], frame);
            }
            if self.selected == Some(Part::Unit(layer, unit)) {
                self.draw_choice(sheet, from, to, theme);
            }
            if column.side >= 22.0 {
                let text = if back {
                    format!("δ {}", digits::short(passed.deltas[unit], 2))
                } else if out {
                    String::new()
                } else {
                    digits::short(passed.outputs[unit], 2)
                };
                let ink = if back { theme.trail } else { theme.ink };
                sheet.label(&text, [column.x, to[1] + 11.0], 11.0, ink, Anchor::Middle);
            }
        }
    }

    /// The output: a disc that fills with certainty.
    fn draw_output(&self, sheet: &mut Sheet, at: [f64; 2], radius: f64, theme: &Theme) {
        let output = *self.pass.output();
        sheet.disc(at, radius, Ink::new(theme.void, 1.0, 1.0));
        if output > 0.0 {
            sheet.disc(at, radius, Ink::new(theme.gradient, 0.85 * output, 1.0));
        }
        sheet.ring(at, radius, Ink::new(theme.ink, 0.8, 1.4));
        let ink = if output > 0.55 { theme.rim } else { theme.ink };
        let text = super::words::percent(output);
        // Longer numbers are smaller, so that they stay within the disc.
        let size = (inside(radius) / (WIDE * text.chars().count() as f64)).clamp(8.0, 13.0);
        sheet.label(&text, at, size, ink, Anchor::Middle)
    }

    fn draw_choice(&self, sheet: &mut Sheet, [x0, y0]: [f64; 2], [x1, y1]: [f64; 2], theme: &Theme) {
        sheet.frame([x0 - 5.0, y0 - 5.0], [x1 + 5.0, y1 + 5.0], Ink::new(theme.ink, 1.0, 1.8))
    }

    fn draw_titles(&self, sheet: &mut Sheet, plan: &Plan, theme: &Theme) {
        let depth = self.network.depth();
        for (layer, column) in plan.columns.iter().enumerate() {
            let title = match layer {
                0 => "cells",
                layer if layer == depth => "output",
                _ => self.network.activation().name(),
            };
            sheet.label(title, [column.x, 10.0], 11.0, theme.ink, Anchor::Middle);
        }
        if self.phase >= 1 {
            let column = &plan.columns[depth];
            let text = format!("loss {}", digits::short(self.loss, 3));
            sheet.label(
                &text,
                [column.x, column.heights[0] - column.side / 2.0 - 12.0],
                12.0,
                theme.trail,
                Anchor::Middle,
            );
        }
    }
}
