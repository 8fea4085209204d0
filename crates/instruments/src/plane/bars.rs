//! Inputs and outputs that make no plane: each a number line of its own, with the step and what becomes of it.

use super::pick::Pick;
use super::reading::{Reading, output};
use super::settings::Settings;
use crate::digits;
use crate::sheet::{Anchor, Ink, Sheet};
use crate::theme::Theme;
use crate::trail::arrow;

/// A number on its line: where it was, what the matrix says it becomes, what it becomes.
struct Line {
    name: String,
    from: f64,
    says: f64,
    is: f64,
    lit: bool,
}

/// Draws the inputs on the left with the step, and on the right what becomes of the outputs.
pub(super) fn draw(reading: &Reading<'_>, settings: &Settings, sheet: &mut Sheet, theme: &Theme) {
    let [width, height] = sheet.size();
    let (end, linear, actual) = (reading.end(), reading.linear(), reading.transform.value(&reading.end()));
    let outputs = reading.value.len();
    let input = |(index, name): (usize, &String)| Line {
        name: name.clone(),
        from: settings.point[index],
        says: end[index],
        is: end[index],
        lit: settings
            .pick
            .is_some_and(|pick| matches!(pick, Pick::Column(own) | Pick::Entry(_, own) if own == index)),
    };
    let answer = |index: usize| Line {
        name: output(index, outputs),
        from: reading.value[index],
        says: linear[index],
        is: actual[index],
        lit: settings
            .pick
            .is_some_and(|pick| matches!(pick, Pick::Row(own) | Pick::Entry(own, _) if own == index)),
    };
    let inputs: Vec<Line> = reading.inputs.iter().enumerate().map(input).collect();
    let answers: Vec<Line> = (0..outputs).map(answer).collect();
    let places = if width > 1.1 * height {
        [[0.0, 0.0, width / 2.0, height], [width / 2.0, 0.0, width / 2.0, height]]
    } else {
        [[0.0, 0.0, width, height / 2.0], [0.0, height / 2.0, width, height / 2.0]]
    };
    for ((title, lines), place) in
        [("before: the inputs", inputs), ("after: the outputs", answers)].iter().zip(places)
    {
        column(title, lines, place, sheet, theme);
    }
}

fn column(
    title: &str,
    lines: &[Line],
    [left, top, width, height]: [f64; 4],
    sheet: &mut Sheet,
    theme: &Theme,
) {
    sheet.label(title, [left + 16.0, top + 12.0], 13.0, theme.ink, Anchor::Left);
    let room = (height - 30.0) / lines.len().max(1) as f64;
    // One scale for all, so that what moves further is drawn further.
    let moved = |line: &Line| [line.says - line.from, line.is - line.from];
    let most = lines
        .iter()
        .flat_map(moved)
        .filter(|way| way.is_finite())
        .fold(0.0f64, |most, way| most.max(way.abs()));
    let reach = (width / 2.0 - 84.0).max(20.0);
    for (index, line) in lines.iter().enumerate() {
        let (middle, y) = (left + 44.0 + reach + 6.0, top + 30.0 + room * (index as f64 + 0.5));
        let place = |way: f64| middle + if most > 0.0 { way / most * reach } else { 0.0 };
        let ink = if line.lit { Ink::new(theme.bowl, 1.0, 2.0) } else { Ink::new(theme.ink, 0.4, 1.0) };
        sheet.line([[middle - reach, y], [middle + reach, y]], ink);
        sheet.line([[middle, y - 5.0], [middle, y + 5.0]], Ink::new(theme.ink, 0.8, 1.0));
        sheet.label(&line.name, [left + 16.0, y], 14.0, theme.ink, Anchor::Left);
        let [says, is] = moved(line);
        if says.is_finite() {
            let tip = place(says);
            if (tip - middle).abs() > 3.0 {
                arrow(sheet, [middle, y], [tip, y], Ink::new(theme.model, 1.0, 2.6));
            }
        }
        if is.is_finite() {
            sheet.ring([place(is), y], 6.5, Ink::new(theme.rim, 1.0, 4.0));
            sheet.ring([place(is), y], 6.5, Ink::new(theme.trail, 1.0, 2.2));
        }
        let numbers = format!("{} → {}", digits::short(line.from, 4), digits::short(line.is, 4));
        sheet.label(&numbers, [middle, y + 10.0], 11.0, theme.ink, Anchor::Top);
    }
}
