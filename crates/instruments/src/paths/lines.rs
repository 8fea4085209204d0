//! Linked number lines: one for each letter of a chain, and how many times further each goes than the one before.

use super::draw::{LETTERS, colour, excuse, fitting, label, number, signed};
use super::hand::{Handle, Holds};
use super::{Now, Paths};
use crate::axes::ticks;
use crate::map::tick;
use crate::sheet::{Anchor, Ink, Sheet};
use crate::theme::Theme;
use crate::trail::{handle, visible};
use crate::view::{Frame, View};

/// Room at the left, the right, above and below, in CSS pixels.
const EDGES: [f64; 4] = [128.0, 20.0, 50.0, 40.0];
const KNOB: f64 = 17.0;

/// A chain of letters, where each stands, and how far each goes when the first goes its step and all others are held.
struct Chain {
    letters: Vec<usize>,
    factors: Vec<f64>,
    values: Vec<f64>,
    moves: Vec<f64>,
    /// What the slopes foretell.
    told: Vec<f64>,
}

impl Chain {
    fn new(now: &Now<'_>) -> Option<Self> {
        let path = now.paths.get(now.lit.unwrap_or(0)).filter(|path| !path.is_empty())?;
        let letters = now.letters_of(path);
        let factors: Vec<f64> = path.iter().map(|&edge| now.pass.partials()[edge]).collect();
        let step = now.steps[letters[0]];
        let (mut moves, mut told) = (vec![step], vec![step]);
        for (index, pair) in letters.windows(2).enumerate() {
            let formula = now.graph.letters()[pair[1]].formula.as_ref()?;
            let moved: Vec<f64> = formula
                .variables()
                .iter()
                .map(|name| {
                    now.graph.letter(name).map_or(f64::NAN, |used| {
                        now.pass.value(used) + if used == pair[0] { moves[index] } else { 0.0 }
                    })
                })
                .collect();
            moves.push(formula.read(&moved) - now.pass.value(pair[1]));
            told.push(told[index] * factors[index]);
        }
        let values = letters.iter().map(|&letter| now.pass.value(letter)).collect();
        Some(Self { letters, factors, values, moves, told })
    }

    /// From where to where the lines reach, counted from where each letter stands.
    fn reach(&self) -> Option<[f64; 2]> {
        let all = self.moves.iter().chain(&self.told);
        let [low, high] = all.fold([0.0f64, 0.0], |[low, high], way| [low.min(*way), high.max(*way)]);
        let room = 0.12 * (high - low);
        let seen = |ends: &[f64; 2]| ends[1] > ends[0] && ends.iter().all(|end| end.is_finite());
        Some([low - room, high + room]).filter(seen)
    }
}

impl Paths {
    /// What is seen of lines or of the rectangle: while something is held, what was seen before.
    pub(super) fn view(&self, now: &Now<'_>) -> Option<View> {
        if self.held.is_some_and(|held| held.view.is_some()) {
            return self.held.and_then(|held| held.view);
        }
        match self.settings.show {
            super::Show::Lines => {
                let [x0, x1] = Chain::new(now)?.reach()?;
                View::new(x0, x1, 0.0, 1.0)
            }
            super::Show::Rectangle => self.rectangle_view(now),
            _ => None,
        }
    }

    fn lines_frame(view: View, [width, height]: [f64; 2]) -> Frame {
        let [left, right, top, bottom] = EDGES;
        let (width, height) = ((width - left - right).max(40.0), (height - top - bottom).max(40.0));
        Frame { view, left, top, width, height }
    }

    pub(super) fn line_handles(&self, now: &Now<'_>, size: [f64; 2]) -> Vec<Handle> {
        let (Some(chain), Some(input)) = (Chain::new(now), now.input) else { return Vec::new() };
        let mut handles = vec![self.knob(now, input, [KNOB + 5.0, EDGES[2]])];
        if let Some(view) = self.view(now) {
            let frame = Self::lines_frame(view, size);
            let [x, y] = frame.to_pixel([chain.moves[0], 1.0]);
            handles.push(Handle { holds: Holds::Step, at: [x, y], gain: [frame.pixel()[0], 0.0] });
        }
        handles
    }

    pub(super) fn draw_lines(&self, now: &Now<'_>, sheet: &mut Sheet, theme: &Theme) {
        let Some(chain) = Chain::new(now) else { return excuse(sheet, &self.no_paths(now), theme) };
        let Some(view) = self.view(now) else {
            return excuse(
                sheet,
                "With a step of 0 nothing moves, or where it leads nothing is defined: choose another step or value.",
                theme,
            );
        };
        let frame = Self::lines_frame(view, sheet.size());
        let last = chain.letters.len() - 1;
        let row = |index: usize| 1.0 - index as f64 / last as f64;
        let at = |way: f64, index: usize| frame.to_pixel([way, row(index)]);
        let loose = Frame { top: frame.top - 20.0, height: frame.height + 40.0, ..frame };
        for index in 0..last {
            let corners = [
                at(0.0, index),
                at(chain.moves[index], index),
                at(chain.moves[index + 1], index + 1),
                at(0.0, index + 1),
            ];
            if corners.iter().flatten().all(|number| number.is_finite()) {
                sheet.shape(corners, Ink::fill(colour(chain.factors[index], theme), 0.13));
                for side in [[corners[0], corners[3]], [corners[1], corners[2]]] {
                    for part in visible(&side, loose) {
                        sheet.line(part, Ink::new(colour(chain.factors[index], theme), 0.7, 1.2));
                    }
                }
            }
        }
        for (index, &letter) in chain.letters.iter().enumerate() {
            let (value, way) = (chain.values[index], chain.moves[index]);
            let [left, y] = at(view.x0, index);
            let [right, _] = at(view.x1, index);
            sheet.line([[left, y], [right, y]], Ink::new(theme.ink, 0.8, 1.2));
            let stops =
                if value.is_finite() { ticks(value + view.x0, value + view.x1, 4) } else { Vec::new() };
            for stop in stops {
                let [x, y] = at(stop - value, index);
                sheet.line([[x, y - 4.0], [x, y + 4.0]], Ink::new(theme.ink, 0.8, 1.0));
                label(sheet, &tick(stop, view.width()), [x, y + 15.0], LETTERS - 2.0, theme.ink, theme);
            }
            if way.is_finite() {
                let ink = colour(way * chain.moves[0], theme);
                for part in visible(&[at(0.0, index), at(way, index)], loose) {
                    sheet.line(part, Ink::new(ink, 1.0, 5.0));
                }
                sheet.disc(at(0.0, index), 4.5, Ink::fill(theme.ink, 1.0));
                for (place, is_told) in [(way, false), (chain.told[index], true)] {
                    let spot = at(place, index);
                    if loose.contains_pixel(spot) && is_told {
                        sheet.ring(spot, 7.0, Ink::new(theme.model, 1.0, 2.0));
                    } else if loose.contains_pixel(spot) {
                        sheet.disc(spot, 4.5, Ink::fill(ink, 1.0));
                    }
                }
            }
            let words = format!("{} = {}", now.symbol(letter), number(value));
            let from = if index == 0 { 2.0 * KNOB + 14.0 } else { 8.0 };
            sheet.label(
                &words,
                [from, y - 8.0],
                fitting(&words, EDGES[0] - from - 8.0),
                theme.ink,
                Anchor::Left,
            );
            sheet.label(&signed(way), [from, y + 9.0], LETTERS - 1.0, theme.trail, Anchor::Left);
        }
        for (index, &factor) in chain.factors.iter().enumerate() {
            let [x, y] = at(0.0, index);
            let [_, next] = at(0.0, index + 1);
            let text = format!("×{}", number(factor));
            label(
                sheet,
                &text,
                [x, f64::midpoint(y, next) + 3.0],
                LETTERS + 3.0,
                colour(factor, theme),
                theme,
            );
        }
        let [width, height] = sheet.size();
        let [x, y] = [width - 12.0, height - 10.0];
        sheet.label("what the slopes foretell", [x, y], LETTERS - 1.0, theme.model, Anchor::Right);
        sheet.ring([x - 160.0, y], 5.0, Ink::new(theme.model, 1.0, 1.8));
        if let Some(input) = now.input {
            self.draw_knob(now, input, [KNOB + 5.0, EDGES[2]], KNOB, sheet, theme);
        }
        handle(sheet, at(chain.moves[0], 0), self.held.is_some() && self.grip.selected == 1, loose, theme);
    }
}
