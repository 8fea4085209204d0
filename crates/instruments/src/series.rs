//! A polynomial in powers of the way from a point: its value, and how it is written.

use hillside_core::superscript;

use crate::digits;

/// The value after a way, of the polynomial with these coefficients, the constant first.
pub(crate) fn value(coefficients: &[f64], way: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, term| sum * way + term)
}

/// The polynomial written out in powers of `name`, such as `1 − 0.5 h²`; terms of 0 are left out.
pub(crate) fn write(coefficients: &[f64], name: &str) -> String {
    let mut text = String::new();
    for (power, term) in coefficients.iter().enumerate().filter(|(_, term)| **term != 0.0) {
        let number = digits::short(term.abs(), 4);
        let factor = match power {
            0 => number,
            _ if number == "1" => name.to_owned(),
            _ => format!("{number} {name}"),
        };
        text.push_str(match (text.is_empty(), *term < 0.0) {
            (true, false) => "",
            (true, true) => "−",
            (false, true) => " − ",
            (false, false) => " + ",
        });
        text.push_str(&factor);
        if power > 1 {
            text.push_str(&superscript(i32::try_from(power).unwrap_or(i32::MAX)));
        }
    }
    if text.is_empty() { "0".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_polynomial_is_written_as_it_is_reckoned() {
        assert_eq!(write(&[1.0, -1.0, 0.0, 2.0 / 3.0], "h"), "1 − h + 0.6667 h³");
        assert_eq!(write(&[0.0, -0.5], "h"), "−0.5 h");
        assert_eq!(write(&[0.0, 0.0], "h"), "0");
        assert_eq!(value(&[1.0, -1.0, 0.0, 2.0], 3.0), 52.0);
    }
}
