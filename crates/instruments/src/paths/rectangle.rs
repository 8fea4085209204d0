//! The rectangle: a product of two letters as an area, which grows two strips and a corner.

use serde::Serialize;

use super::draw::{LETTERS, Taken, colour, excuse, label, number, width};
use super::hand::{Handle, Holds};
use super::{Now, Paths};
use crate::sheet::{Ink, Sheet};
use crate::theme::Theme;
use crate::trail::handle;
use crate::view::{Frame, View};

/// Room at the left, the right, above and below, in CSS pixels.
const EDGES: [f64; 4] = [84.0, 92.0, 44.0, 74.0];
const KNOB: f64 = 17.0;
/// Sides that differ more than so many times are drawn in scales of their own.
const UNLIKE: f64 = 4.0;

/// A product as a rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Rectangle {
    #[serde(skip)]
    letters: [usize; 2],
    pub(super) sides: [f64; 2],
    /// How far the sides grow.
    grown: [f64; 2],
    /// What the growth of each side adds, the other held.
    pub(super) strips: [f64; 2],
    pub(super) corner: f64,
}

impl Rectangle {
    /// The output as a product of two letters, if it is one.
    pub(super) fn new(now: &Now<'_>) -> Option<Self> {
        let formula = now.graph.letters()[now.output].formula.as_ref()?;
        let [a, b] = formula.variables() else { return None };
        if formula.to_string() != format!("{a}*{b}") {
            return None;
        }
        let letters = [now.graph.letter(a)?, now.graph.letter(b)?];
        let [sides, grown] =
            [letters.map(|letter| now.pass.value(letter)), letters.map(|letter| now.change(letter))];
        let strips = [grown[0] * sides[1], sides[0] * grown[1]];
        let found = Self { letters, sides, grown, strips, corner: grown[0] * grown[1] };
        [sides, grown].iter().flatten().all(|number| number.is_finite()).then_some(found)
    }

    fn ends(&self, side: usize) -> [f64; 2] {
        let [at, to] = [self.sides[side], self.sides[side] + self.grown[side]];
        [at.min(to).min(0.0), at.max(to).max(0.0)]
    }
}

impl Paths {
    pub(super) fn rectangle_view(&self, now: &Now<'_>) -> Option<View> {
        let found = Rectangle::new(now)?;
        let [across, up] = [0, 1].map(|side| found.ends(side));
        let [left, right, top, bottom] = EDGES;
        let room =
            [(self.grip.size[0] - left - right).max(40.0), (self.grip.size[1] - top - bottom).max(40.0)];
        let mut units = [across, up].map(|[low, high]| high - low);
        for side in [0, 1] {
            if units[side] <= 0.0 {
                units[side] = if units[1 - side] > 0.0 { units[1 - side] } else { 1.0 };
            }
        }
        let mut scale = [units[0] / room[0], units[1] / room[1]];
        if scale[0].max(scale[1]) <= UNLIKE * scale[0].min(scale[1]) {
            scale = [scale[0].max(scale[1]); 2];
        }
        View::new(across[0], across[0] + scale[0] * room[0], up[0], up[0] + scale[1] * room[1])
    }

    fn rectangle_frame(view: View, [width, height]: [f64; 2]) -> Frame {
        let [left, right, top, bottom] = EDGES;
        Frame {
            view,
            left,
            top,
            width: (width - left - right).max(40.0),
            height: (height - top - bottom).max(40.0),
        }
    }

    pub(super) fn rectangle_handles(&self, now: &Now<'_>, size: [f64; 2]) -> Vec<Handle> {
        let (Some(found), Some(view)) = (Rectangle::new(now), self.view(now)) else { return Vec::new() };
        let frame = Self::rectangle_frame(view, size);
        let [a, b] = found.sides;
        let [per_x, per_y] = frame.pixel();
        let mut knobs = 0.0;
        let mut handles: Vec<Handle> = now
            .graph
            .inputs()
            .into_iter()
            .map(|input| match found.letters.iter().position(|&letter| letter == input) {
                Some(0) => Handle {
                    holds: Holds::Input(input),
                    at: frame.to_pixel([a, b / 2.0]),
                    gain: [per_x, 0.0],
                },
                Some(_) => Handle {
                    holds: Holds::Input(input),
                    at: frame.to_pixel([a / 2.0, b]),
                    gain: [0.0, -per_y],
                },
                None => {
                    knobs += 1.0;
                    self.knob(now, input, [KNOB + 8.0 + (knobs - 1.0) * 118.0, size[1] - KNOB - 5.0])
                }
            })
            .collect();
        let step = now.input.map_or(0.0, |input| now.steps[input]);
        if let Some(input) = now.input {
            // Along the way on which the corner goes with the step.
            let slopes = now.pass.forward(input);
            let way = found.letters.map(|letter| slopes[letter]);
            let pixels = [way[0] / per_x, -way[1] / per_y];
            let square = pixels[0] * pixels[0] + pixels[1] * pixels[1];
            if step != 0.0 && square > 0.0 && square.is_finite() {
                let at = frame.to_pixel([a + found.grown[0], b + found.grown[1]]);
                handles.push(Handle { holds: Holds::Step, at, gain: pixels.map(|part| part / square) });
            }
        }
        handles
    }

    pub(super) fn draw_rectangle(&self, now: &Now<'_>, sheet: &mut Sheet, theme: &Theme) {
        let (Some(found), Some(view)) = (Rectangle::new(now), self.view(now)) else {
            let name = now.symbol(now.output);
            let text = format!(
                "A rectangle is a product of two letters that have values: write {name} as one, such as {name} = f*g; f = t^2; g = sin(t)."
            );
            return excuse(sheet, &text, theme);
        };
        let frame = Self::rectangle_frame(view, sheet.size());
        let ([a, b], [da, db]) = (found.sides, found.grown);
        let at = |x: f64, y: f64| frame.to_pixel([x, y]);
        let names = found.letters.map(|letter| now.symbol(letter));
        let parts = [
            ([0.0, 0.0], [a, b], a * b, 0.16),
            ([a, 0.0], [a + da, b], found.strips[0], 0.5),
            ([0.0, b], [a, b + db], found.strips[1], 0.5),
            ([a, b], [a + da, b + db], found.corner, 0.85),
        ];
        for (from, to, area, opacity) in parts {
            let (from, to) = (at(from[0], from[1]), at(to[0], to[1]));
            sheet.block(from, to, Ink::fill(colour(area, theme), opacity));
            sheet.frame(from, to, Ink::new(colour(area, theme), 1.0, 1.2));
            if area < 0.0 {
                hatch(sheet, from, to, Ink::new(theme.hill, 0.8, 1.0));
            }
        }
        let mut taken = Taken::default();
        for hold in self.handles(now) {
            taken.take(hold.at, [12.0, 12.0]);
        }
        let product = format!("{}·{} = {}", names[0], names[1], number(a * b));
        let change = |side: usize| format!("Δ{}", names[side]);
        let texts = [
            (product, vec![at(a / 2.0, b / 2.0), at(a / 2.0, b * 0.3), at(a * 0.5, b * 0.75)], theme.ink),
            (
                format!("{}·{} = {}", change(0), names[1], number(found.strips[0])),
                vec![at(a + da / 2.0, b * 0.25), at(a + da / 2.0, b * 0.12), at(a + da / 2.0, b * 0.75)],
                theme.ink,
            ),
            (
                format!("{}·{} = {}", names[0], change(1), number(found.strips[1])),
                vec![at(a * 0.25, b + db / 2.0), at(a * 0.25, b.max(b + db)), at(a * 0.75, b + db / 2.0)],
                theme.ink,
            ),
            (
                format!("{}·{} = {}", change(0), change(1), number(found.corner)),
                vec![[at(a + da, 0.0)[0], at(0.0, b.max(b + db))[1] - 24.0]],
                theme.ink,
            ),
        ];
        let [wide, high] = sheet.size();
        for (text, places, ink) in texts {
            let half = [width(&text, LETTERS) / 2.0 + 2.0, 9.0];
            let inside = |[x, y]: [f64; 2]| {
                [x.min(wide - half[0] - 2.0).max(half[0] + 2.0), y.min(high - 10.0).max(10.0)]
            };
            let tries = places
                .iter()
                .flat_map(|[x, y]| [0.0, -20.0, 20.0, -40.0, 40.0].map(|dy| inside([*x, y + dy])));
            if let Some(spot) = taken.place(tries, half) {
                label(sheet, &text, spot, LETTERS, ink, theme);
            }
        }
        for (side, spot) in
            [(0, [at(a / 2.0, 0.0)[0], at(0.0, 0.0)[1] + 14.0]), (1, [at(0.0, 0.0)[0], at(0.0, b / 2.0)[1]])]
        {
            let text = format!("{} = {}", names[side], number(found.sides[side]));
            let half = width(&text, LETTERS) / 2.0;
            let spot = if side == 1 { [(spot[0] - half - 8.0).max(half + 2.0), spot[1]] } else { spot };
            label(sheet, &text, spot, LETTERS, theme.ink, theme);
        }
        for (index, hold) in self.handles(now).into_iter().enumerate() {
            let held = self.held.is_some() && self.grip.selected == index;
            match hold.holds {
                Holds::Input(input) if !found.letters.contains(&input) => {
                    self.draw_knob(now, input, hold.at, KNOB, sheet, theme);
                    let [value, step] = Self::knob_words(now, input);
                    let words = [hold.at[0] + KNOB + 6.0, hold.at[1]];
                    let second = if step.is_empty() { 0.0 } else { 8.0 };
                    sheet.label(
                        &value,
                        [words[0], words[1] - second],
                        LETTERS - 1.0,
                        theme.ink,
                        crate::sheet::Anchor::Left,
                    );
                    sheet.label(
                        &step,
                        [words[0], words[1] + second],
                        LETTERS - 1.0,
                        theme.trail,
                        crate::sheet::Anchor::Left,
                    );
                }
                _ => handle(
                    sheet,
                    hold.at,
                    held,
                    Frame { left: 0.0, top: 0.0, width: wide, height: high, ..frame },
                    theme,
                ),
            }
        }
    }
}

/// Lines that rise through a box, to tell an area that counts as negative.
fn hatch(sheet: &mut Sheet, from: [f64; 2], to: [f64; 2], ink: Ink) {
    const APART: f64 = 9.0;
    let (x0, x1) = (from[0].min(to[0]), from[0].max(to[0]));
    let (y0, y1) = (from[1].min(to[1]), from[1].max(to[1]));
    let mut sum = x0 + y0 + APART;
    let mut count = 0;
    while sum < x1 + y1 && count < 400 {
        // The points where x + y is that sum.
        let left = x0.max(sum - y1);
        let right = x1.min(sum - y0);
        if left < right {
            sheet.line([[left, sum - left], [right, sum - right]], ink);
        }
        sum += APART;
        count += 1;
    }
}
