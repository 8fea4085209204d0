//! What all drawings of paths have in common: knobs, numbers with their sign, and labels that find room.

use super::{Now, Paths};
use crate::digits;
use crate::sheet::{Anchor, Ink, Sheet};
use crate::theme::{Colour, Theme};
use hillside_core::Number;

/// The size of letters, in CSS pixels, and the width of one beside it.
pub(super) const LETTERS: f64 = 13.0;
const CHARACTER: f64 = 0.56;

/// A number as it stands in a drawing.
pub(super) fn number(value: f64) -> String {
    digits::short(value, 4)
}

/// The same with fewer digits where there is little room, in CSS pixels either side.
pub(super) fn rough(value: f64, half: f64) -> String {
    digits::short(value, if half < 40.0 { 2 } else { 4 })
}

/// A change, with its sign.
pub(super) fn signed(value: f64) -> String {
    let text = digits::short(value, 3);
    if value > 0.0 { format!("+{text}") } else { text }
}

/// About how wide a text is, in CSS pixels.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().count() as f64 * CHARACTER * size
}

/// The size at which a text is no wider than that.
pub(super) fn fitting(text: &str, most: f64) -> f64 {
    (most / width(text, 1.0)).clamp(7.0, LETTERS)
}

/// The colour of what raises, and of what lowers.
pub(super) fn colour(value: f64, theme: &Theme) -> Colour {
    if value < 0.0 { theme.hill } else { theme.gradient }
}

/// A place on the way along a line, `part` from 0 to 1 of its points.
pub(super) fn along(line: &[[f64; 2]], part: f64) -> [f64; 2] {
    let place = part.clamp(0.0, 1.0) * (line.len().saturating_sub(1)) as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index of the line")]
    let index = (place as usize).min(line.len().saturating_sub(2));
    let rest = place - index as f64;
    match line.get(index..) {
        Some([[x, y], [to_x, to_y], ..]) => [x + (to_x - x) * rest, y + (to_y - y) * rest],
        Some([at]) => *at,
        _ => [0.0; 2],
    }
}

/// Boxes that are taken, for labels that must not lie over each other.
#[derive(Debug, Default)]
pub(super) struct Taken(Vec<[f64; 4]>);

impl Taken {
    pub(super) fn take(&mut self, [x, y]: [f64; 2], [half_x, half_y]: [f64; 2]) {
        self.0.push([x - half_x, x + half_x, y - half_y, y + half_y]);
    }

    fn is_free(&self, [x, y]: [f64; 2], [half_x, half_y]: [f64; 2]) -> bool {
        let apart = |&[x0, x1, y0, y1]: &[f64; 4]| {
            x + half_x < x0 || x - half_x > x1 || y + half_y < y0 || y - half_y > y1
        };
        self.0.iter().all(apart)
    }

    /// The first of these places where a label of a half size is free, which it then takes.
    pub(super) fn place(
        &mut self,
        places: impl IntoIterator<Item = [f64; 2]>,
        half: [f64; 2],
    ) -> Option<[f64; 2]> {
        let at = places.into_iter().find(|at| self.is_free(*at, half))?;
        self.take(at, half);
        Some(at)
    }
}

/// A label with a rim.
pub(super) fn label(sheet: &mut Sheet, text: &str, at: [f64; 2], size: f64, colour: Colour, theme: &Theme) {
    sheet.word(text, at, size, colour, Some(theme.paper));
}

impl Paths {
    /// An input as a knob: turned by its value within its slider's range.
    pub(super) fn draw_knob(
        &self,
        now: &Now<'_>,
        input: usize,
        at: [f64; 2],
        radius: f64,
        sheet: &mut Sheet,
        theme: &Theme,
    ) {
        let name = &now.graph.letters()[input].name;
        let letter = self.settings.inputs.present().iter().find(|letter| letter.name == *name);
        let share = letter.map_or(0.5, |letter| (letter.value - letter.low) / (letter.high - letter.low));
        let turn = (share.clamp(0.0, 1.0) - 0.5) * 1.5 * std::f64::consts::PI;
        let poked = now.steps[input] != 0.0 || now.input == Some(input);
        let ink = if poked { theme.trail } else { theme.ink };
        if self.held.is_some() && now.input == Some(input) {
            sheet.disc(at, radius + 9.0, Ink::fill(theme.trail, 0.22));
        }
        sheet.disc(at, radius, Ink::fill(theme.paper, 1.0));
        sheet.disc(at, radius, Ink::fill(ink, if poked { 0.16 } else { 0.06 }));
        sheet.ring(at, radius, Ink::new(ink, 1.0, if poked { 2.4 } else { 1.4 }));
        let (sin, cos) = Number::sin_cos(&turn);
        let tip = |part: f64| [at[0] + sin * radius * part, at[1] - cos * radius * part];
        sheet.line([tip(0.25), tip(0.92)], Ink::new(ink, 1.0, 2.6));
    }

    /// What stands beside a knob: its value, and how far it goes or that it is held still.
    pub(super) fn knob_words(now: &Now<'_>, input: usize) -> [String; 2] {
        let step = now.steps[input];
        let second = if step != 0.0 {
            signed(step)
        } else if now.input == Some(input) {
            String::new()
        } else {
            "held".to_owned()
        };
        [format!("{} = {}", now.symbol(input), number(now.pass.value(input))), second]
    }
}

/// A sentence over the whole sheet, in lines.
pub(super) fn excuse(sheet: &mut Sheet, text: &str, theme: &Theme) {
    let [wide, high] = sheet.size();
    let mut lines: Vec<String> = vec![String::new()];
    for part in text.split(' ') {
        let full = |line: &String| width(&format!("{line} {part}"), LETTERS + 1.0) > wide - 40.0;
        if lines.last().is_some_and(|line| !line.is_empty() && full(line)) {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(part);
        }
    }
    let first = high / 2.0 - (lines.len() as f64 - 1.0) * 10.0;
    for (index, line) in lines.iter().enumerate() {
        sheet.label(
            line,
            [wide / 2.0, first + 20.0 * index as f64],
            LETTERS + 1.0,
            theme.ink,
            Anchor::Middle,
        );
    }
}
