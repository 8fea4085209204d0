//! Numbers as a reader should see them: with as many digits as mean something.

/// `value` with up to `significant` digits, trailing zeros dropped: `0.25`, `−1.5`,
/// `6.0221 × 10²³` written as `6.0221×10²³`; words for what is no number.
#[must_use]
pub(crate) fn short(value: f64, significant: usize) -> String {
    let text = write(value, significant);
    let (mantissa, power) = match text.split_once('×') {
        Some((mantissa, power)) => (mantissa, Some(power)),
        None => (text.as_str(), None),
    };
    let mantissa =
        if mantissa.contains('.') { mantissa.trim_end_matches('0').trim_end_matches('.') } else { mantissa };
    match power {
        Some(power) if mantissa == "1" => power.to_owned(),
        Some(power) if mantissa == "−1" => format!("−{power}"),
        Some(power) => format!("{mantissa}×{power}"),
        None => mantissa.to_owned(),
    }
}

/// `value` with exactly `significant` digits, so that a column of such numbers keeps its width.
#[must_use]
pub(crate) fn write(value: f64, significant: usize) -> String {
    if value.is_nan() {
        return "undefined".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "∞".to_owned() } else { "−∞".to_owned() };
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    let scientific = format!("{value:.*e}", significant.saturating_sub(1));
    let (mantissa, power) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = power.parse().unwrap_or(0);
    let text = if (-4..6).contains(&exponent) {
        let decimals =
            i32::try_from(significant).unwrap_or(i32::MAX).saturating_sub(1).saturating_sub(exponent);
        format!("{value:.*}", usize::try_from(decimals).unwrap_or(0))
    } else {
        format!("{mantissa}×10{}", superscript(exponent))
    };
    text.replace('-', "−")
}

/// A whole power as raised digits.
fn superscript(power: i32) -> String {
    power
        .to_string()
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4' => '⁴',
            '5' => '⁵',
            '6' => '⁶',
            '7' => '⁷',
            '8' => '⁸',
            '9' => '⁹',
            _ => '⁰',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        for (value, want) in [
            (0.25, "0.25"),
            (-1.5, "−1.5"),
            (0.0, "0"),
            (-0.0, "0"),
            (123_456.0, "123456"),
            (1_234_567.0, "1.23457×10⁶"),
            (1e-7, "10⁻⁷"),
            (0.000_1, "0.0001"),
            (999_999.7, "10⁶"),
            (-1e8, "−10⁸"),
            (f64::NAN, "undefined"),
            (f64::NEG_INFINITY, "−∞"),
        ] {
            assert_eq!(short(value, 6), want, "{value}");
        }
        assert_eq!(write(0.5, 6), "0.500000");
        assert_eq!(write(10.64, 6), "10.6400");
    }
}
