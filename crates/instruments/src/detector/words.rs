//! What the detector says in words: how sure, how far from an X, how many right.

use hillside_core::{CELLS, Confusion, PATTERNS, Place, Target, X_PATTERN, pattern_cells, wrong_cells};

use crate::digits;

/// The cells by name, row by row.
pub(super) const CELL_NAMES: [&str; CELLS] = [
    "top left",
    "top middle",
    "top right",
    "middle left",
    "centre",
    "middle right",
    "bottom left",
    "bottom middle",
    "bottom right",
];

/// A probability in per cent, never rounded to a certainty it does not have.
pub(super) fn percent(output: f64) -> String {
    let percent = 100.0 * output;
    if output.is_nan() {
        "undefined".to_owned()
    } else if percent < 0.01 {
        "< 0.01 %".to_owned()
    } else if percent > 99.99 {
        "> 99.99 %".to_owned()
    } else if !(1.0..=99.0).contains(&percent) {
        format!("{percent:.2} %")
    } else {
        format!("{percent:.1} %")
    }
}

/// What the network makes of the drawing, in a few words.
pub(super) fn verdict(output: f64) -> &'static str {
    match output {
        p if p.is_nan() => "No answer",
        p if p >= 0.99 => "An X, surely",
        p if p >= 0.9 => "An X, almost surely",
        p if p >= 0.7 => "An X, probably",
        p if p > 0.5 => "An X, perhaps",
        p if p > 0.3 => "Not an X, perhaps",
        p if p > 0.1 => "Not an X, probably",
        p if p > 0.01 => "Not an X, almost surely",
        _ => "Not an X, surely",
    }
}

/// Whether that is what the target asks for, as a sentence.
pub(super) fn judgement(output: f64, label: bool) -> String {
    let says = output > 0.5;
    let target = if label { "the target counts it as an X" } else { "the target does not count it as an X" };
    if output.is_nan() {
        format!("There is no answer; {target}.")
    } else if says == label {
        format!("Right: {target}.")
    } else {
        format!("Wrong: {target}.")
    }
}

/// How far the drawing is from the nearest X, cell by cell. Where the negative counts, too, it may be nearer.
pub(super) fn distance(pattern: usize, target: &Target) -> String {
    let wrong = wrong_cells(pattern);
    let negative = *target == Target::Either && wrong > 4;
    let (wanted, name) =
        if negative { (PATTERNS - 1 - X_PATTERN, "the X’s negative") } else { (X_PATTERN, "the X") };
    let wrong = if negative { 9 - wrong } else { wrong };
    let (drawn, wanted) = (pattern_cells(pattern), pattern_cells(wanted));
    if wrong == 0 {
        return format!("This is {name}, cell for cell.");
    }
    let named = |on: bool| {
        let cells = (0..CELLS).filter(|cell| drawn[*cell] != wanted[*cell] && drawn[*cell] == on);
        cells.map(|cell| CELL_NAMES[cell]).collect::<Vec<_>>()
    };
    let (missing, spare) = (named(false), named(true));
    let mut text = format!("{wrong} {} from {name}", if wrong == 1 { "cell" } else { "cells" });
    let verb = |count: usize| if count == 1 { "is" } else { "are" };
    // A list of nearly all cells helps nobody.
    if wrong <= 4 {
        text.push_str(": ");
        if !missing.is_empty() {
            text.push_str(&format!("{} {} missing", listed(&missing), verb(missing.len())));
        }
        if !spare.is_empty() {
            let joint = if missing.is_empty() { "" } else { ", " };
            text.push_str(&format!("{joint}{} {} too many", listed(&spare), verb(spare.len())));
        }
    }
    text.push('.');
    text
}

fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// How many X were found and others refused: the count of right answers alone would flatter who always says no.
pub(super) fn score(confusion: &Confusion) -> String {
    let Confusion { tp, fp, tn, fn_ } = *confusion;
    let total = confusion.total();
    let mut text = format!("{} of {total} right: ", confusion.correct());
    if fn_ == 0 {
        text.push_str(&format!("{tp} X found"));
    } else {
        text.push_str(&format!("{tp} of {} X found", tp + fn_));
    }
    if fp == 0 {
        text.push_str(&format!(", {tn} others refused."));
    } else {
        text.push_str(&format!(", {tn} of {} others refused.", tn + fp));
    }
    text
}

/// What the score is to be measured against.
pub(super) fn baseline(confusion: &Confusion) -> String {
    let others = confusion.tn + confusion.fp;
    let total = confusion.total();
    if confusion.tp == 0 && confusion.fp == 0 {
        format!("It says no to everything, which alone scores {others} of {total}.")
    } else {
        format!("Saying no to everything would score {others} of {total}.")
    }
}

/// A weight by where it stands, in words: `w from centre to hidden 2`.
pub(super) fn weight(place: Place, depth: usize) -> String {
    let into = unit(place.layer, place.unit, depth);
    match place.from {
        None => format!("bias of {into}"),
        Some(from) if place.layer == 1 => {
            format!("weight from {} to {into}", CELL_NAMES[from.min(CELLS - 1)])
        }
        Some(from) => format!("weight from {} to {into}", unit(place.layer - 1, from, depth)),
    }
}

/// A unit in words: `hidden unit 2`, with its layer where there are several.
pub(super) fn unit(layer: usize, unit: usize, depth: usize) -> String {
    if layer == depth {
        "the output".to_owned()
    } else if depth == 2 {
        format!("hidden unit {}", unit + 1)
    } else {
        format!("hidden unit {}.{}", layer, unit + 1)
    }
}

/// `value` with a sign, for sums of several.
pub(super) fn signed(value: f64, significant: usize) -> String {
    let text = digits::short(value, significant);
    if value > 0.0 { format!("+{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_from_the_x_is_said_cell_by_cell() {
        let say = |pattern| distance(pattern, &Target::Exact);
        assert_eq!(say(341), "This is the X, cell for cell.");
        assert_eq!(say(341 - 16), "1 cell from the X: centre is missing.");
        assert_eq!(say(341 - 16 + 2), "2 cells from the X: centre is missing, top middle is too many.");
        assert_eq!(say(341 + 2 + 8), "2 cells from the X: top middle and middle left are too many.");
        assert_eq!(say(511 - 341), "9 cells from the X.");
        assert_eq!(distance(511 - 341, &Target::Either), "This is the X’s negative, cell for cell.");
        assert_eq!(distance(341, &Target::Either), "This is the X, cell for cell.");
    }

    #[test]
    fn a_score_never_hides_what_was_missed() {
        let say = |tp, fp, tn, fn_| score(&Confusion { tp, fp, tn, fn_ });
        assert_eq!(say(1, 0, 511, 0), "512 of 512 right: 1 X found, 511 others refused.");
        assert_eq!(say(0, 0, 511, 1), "511 of 512 right: 0 of 1 X found, 511 others refused.");
        assert_eq!(say(8, 3, 499, 2), "507 of 512 right: 8 of 10 X found, 499 of 502 others refused.");
        let no = Confusion { tp: 0, fp: 0, tn: 511, fn_: 1 };
        assert_eq!(baseline(&no), "It says no to everything, which alone scores 511 of 512.");
    }

    #[test]
    fn no_probability_is_rounded_to_certainty() {
        assert_eq!(percent(1.0 - 1e-9), "> 99.99 %");
        assert_eq!(percent(1e-9), "< 0.01 %");
        assert_eq!(percent(0.9993), "99.93 %");
        assert_eq!(percent(0.5), "50.0 %");
        assert_eq!(percent(f64::NAN), "undefined");
    }
}
