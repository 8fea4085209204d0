//! What a 2×2 matrix does to the plane, in words chosen by its numbers.

use hillside_core::{Matrix, Number};

use crate::digits;

/// Numbers that differ by less, beside the largest entry, are taken for equal: matrices of sines and cosines that are
/// rounded are still turns.
const SAME: f64 = 1e-9;

/// How far it stretches at most and at least: its singular values.
pub(super) fn stretches(matrix: &Matrix) -> [f64; 2] {
    let &[a, b, c, d] = matrix.entries() else { return [f64::NAN; 2] };
    // Half of what turns and half of what mirrors: their lengths add and subtract (Blinn 1996).
    let turns = Number::hypot(&(a + d), &(c - b)) / 2.0;
    let mirrors = Number::hypot(&(a - d), &(b + c)) / 2.0;
    [turns + mirrors, (turns - mirrors).abs()]
}

/// What it does, after "J ": `turns by 26.57°, multiplies all lengths by 2.236 and multiplies areas by 5`.
pub(super) fn deed(matrix: &Matrix) -> String {
    let &[a, b, c, d] = matrix.entries() else { return "is not of the plane".to_owned() };
    if ![a, b, c, d].iter().all(|entry| entry.is_finite()) {
        return "has entries that are no numbers".to_owned();
    }
    format!(
        "{} and {}",
        of_lengths([a, b, c, d], stretches(matrix)),
        of_areas(matrix.determinant().unwrap_or(f64::NAN))
    )
}

fn of_lengths([a, b, c, d]: [f64; 4], [most, least]: [f64; 2]) -> String {
    let largest = [a, b, c, d].iter().fold(0.0f64, |most, entry| most.max(entry.abs()));
    let same = |p: f64, q: f64| (p - q).abs() <= SAME * largest;
    let short = |number: f64| digits::short(number, 4);
    let degrees = |y: f64, x: f64| format!("{}°", short(Number::atan2(&y, &x).to_degrees()));
    let by = |size: f64| match same(size, 1.0) && largest < 2.0 {
        true => "keeps all lengths".to_owned(),
        false => format!("multiplies all lengths by {}", short(size)),
    };
    let size = Number::hypot(&a, &c);
    if largest == 0.0 {
        "presses everything onto one point".to_owned()
    } else if same(least, 0.0) {
        format!("presses the plane onto one line, stretching by {} at most", short(most))
    } else if same(b, 0.0) && same(c, 0.0) && same(a, d) && a > 0.0 {
        if same(a, 1.0) { "leaves everything as it is".to_owned() } else { by(a) }
    } else if same(a, d) && same(b, -c) {
        format!("turns by {}, {}", degrees(c, a), by(size))
    } else if same(a, -d) && same(b, c) {
        // A mirror's line lies at half the angle to which it takes the first axis.
        let line = Number::atan2(&c, &a).to_degrees() / 2.0;
        format!("mirrors in the line at {}°, {}", short(line), by(size))
    } else if same(b, 0.0) && same(c, 0.0) {
        format!("stretches by {} along the first axis, by {} along the second", short(a), short(d))
    } else if same(a, 1.0) && same(d, 1.0) && (same(b, 0.0) || same(c, 0.0)) {
        format!("shears by {}", short(b + c))
    } else {
        format!("stretches by {} one way, by {} across it", short(most), short(least))
    }
}

/// What becomes of areas: `multiplies areas by 5`.
fn of_areas(determinant: f64) -> String {
    let size = determinant.abs();
    let turned = if determinant < 0.0 { ", turned over" } else { "" };
    match () {
        () if !size.is_finite() => "says nothing of areas".to_owned(),
        () if size <= SAME => "leaves no area".to_owned(),
        () if (size - 1.0).abs() <= SAME => format!("keeps areas{turned}"),
        () => format!("multiplies areas by {}{turned}", digits::short(size, 4)),
    }
}
