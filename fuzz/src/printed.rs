//! Printed bounds, read back as decimals.

use std::cmp::Ordering;

use hillside_core::Expr;
use hillside_instruments::{DescentInstrument, Figure as _, Value};

/// What the descent prints of an enclosure of L bounds L: no less than its upper end, and one over it no more than one
/// over that.
///
/// # Panics
///
/// Panics where it does not.
pub(crate) fn check_printed(expr: &Expr, area: [f64; 4], lower: f64, upper: f64) {
    let mut instrument = DescentInstrument::new();
    instrument.assign(&[("formula".into(), Value::Text(expr.to_string()))]);
    instrument.set_lipschitz(area, lower, upper);
    let Some(known) = instrument.readout().lipschitz else { return };
    let number = |after: &str| {
        let rest = known.sentence.split_once(after)?.1;
        let end = rest.find(|c: char| c == ',' || c == ';' || c == ' ').unwrap_or(rest.len());
        Some(rest[..end].trim_end_matches('.').to_owned())
    };
    if let Some(printed) = number("L ≤ ") {
        assert!(compare(&printed, upper).is_ge(), "{expr}: L ≤ {printed} is printed of {upper:e}");
    }
    if let Some(printed) = number("1/L = ") {
        let largest = 1.0 / upper;
        // The exact quotient lies within a digit of this.
        assert!(
            compare(&printed, largest.next_up()).is_le(),
            "{expr}: 1/L = {printed} is printed of {largest:e}"
        );
    }
}

/// A printed positive number beside a double, exactly: by the first 60 digits of both.
fn compare(text: &str, value: f64) -> Ordering {
    if text == "∞" || value == f64::INFINITY {
        return if text == "∞" { Ordering::Greater } else { Ordering::Less };
    }
    let raised = |c: char| "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c);
    let (mantissa, power) = match text.split_once("×10") {
        Some(parts) => parts,
        None if text.ends_with(raised) => ("1", &text[2..]),
        None => (text, ""),
    };
    let power: String = power
        .chars()
        .map(|c| match "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == c) {
            Some(digit) => char::from(b'0' + u8::try_from(digit).unwrap_or(0)),
            None => '-',
        })
        .collect();
    let (whole, places) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{places}");
    let ours = digits.trim_start_matches('0');
    let leading = digits.len() - ours.len();
    let first = |length: usize| i32::try_from(length).unwrap_or(0);
    let ours_power = first(whole.len()) - 1 - first(leading) + power.parse::<i32>().unwrap_or(0);
    let exact = format!("{value:.60e}");
    let (theirs, theirs_power) = exact.split_once('e').unwrap_or((&exact, "0"));
    let theirs = theirs.replace('.', "");
    let ours = format!("{ours:0<61}");
    ours_power.cmp(&theirs_power.parse().unwrap_or(0)).then_with(|| ours.as_str().cmp(&theirs))
}
