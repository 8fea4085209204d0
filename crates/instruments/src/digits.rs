//! Numbers as a reader should see them: with as many digits as mean something, and rounded outward where they
//! are bounds.

use hillside_core::{Number, superscript};

/// Which way a number goes when its digits are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rounding {
    Nearest,
    Down,
    Up,
}

/// `value` with up to `significant` digits, trailing zeros dropped: `0.25`, `−1.5`,
/// `6.0221 × 10²³` written as `6.0221×10²³`; words for what is no number.
#[must_use]
pub(crate) fn short(value: f64, significant: usize) -> String {
    trimmed(&written(value, significant, Rounding::Nearest))
}

/// As [`short`], and no less than `value`: an upper bound as it may be printed.
#[must_use]
pub(crate) fn at_most(value: f64, significant: usize) -> String {
    trimmed(&written(value, significant, Rounding::Up))
}

/// As [`short`], and no more than `value`: a lower bound as it may be printed.
#[must_use]
pub(crate) fn at_least(value: f64, significant: usize) -> String {
    trimmed(&written(value, significant, Rounding::Down))
}

/// One over an upper bound, as a lower bound with up to `significant` digits: no more than the exact quotient.
///
/// The nearest decimal is taken where it is not too large, which is decided in whole numbers, so that one over 20
/// is 0.05 and not 0.0499.
#[must_use]
pub(crate) fn one_over(bound: f64, significant: usize) -> String {
    let quotient = 1.0 / bound;
    let nearest = format!("{quotient:.*e}", significant.saturating_sub(1));
    if is_at_most_one(&nearest, bound) {
        short(quotient, significant)
    } else {
        at_least(one_over_below(bound), significant)
    }
}

/// The largest double not above one over `bound`, or the one below it.
#[must_use]
pub(crate) fn one_over_below(bound: f64) -> f64 {
    let quotient = 1.0 / bound;
    if quotient == f64::INFINITY && bound > 0.0 {
        return f64::MAX;
    }
    // The rest of the division, exactly.
    if quotient.is_finite() && quotient.mul_add(bound, -1.0) > 0.0 { quotient.next_down() } else { quotient }
}

/// Whether a decimal such as `3.33e-1` times a positive double is at most 1, decided exactly; `false` also where the
/// whole numbers for that would be too long.
fn is_at_most_one(decimal: &str, factor: f64) -> bool {
    let exact = || {
        let (mantissa, power) = decimal.split_once('e')?;
        let digits: u128 = mantissa.replace('.', "").parse().ok()?;
        let places = mantissa.len().saturating_sub(2);
        // digits * m * 2^e * 10^-tens is to be at most 1.
        let tens = i32::try_from(places).ok()? - power.parse::<i32>().ok()?;
        let bits = factor.to_bits();
        let exponent = i32::try_from(bits >> 52).ok()?;
        let (m, e) = ((bits & ((1 << 52) - 1)) | 1 << 52, exponent - 1075);
        let normal = factor > 0.0 && (1..2047).contains(&exponent);
        let left = digits.checked_mul(m.into()).filter(|_| normal)?;
        let fives = 5u128.checked_pow(u32::try_from(tens).ok()?)?;
        let shift = e - tens;
        let raised = |number: u128, by: i32| {
            let by = u32::try_from(by).ok()?;
            (by <= number.leading_zeros()).then(|| number << by)
        };
        // Too long a shift decides by itself.
        Some(if shift >= 0 {
            raised(left, shift).is_some_and(|left| left <= fives)
        } else {
            raised(fives, -shift).is_none_or(|right| left <= right)
        })
    };
    exact().unwrap_or(false)
}

/// Trailing zeros dropped, and the 1 before a power.
fn trimmed(text: &str) -> String {
    let (mantissa, power) = match text.split_once('×') {
        Some((mantissa, power)) => (mantissa, Some(power)),
        None => (text, None),
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
    written(value, significant, Rounding::Nearest)
}

/// As [`write`], and no less than `value`.
#[must_use]
pub(crate) fn write_at_most(value: f64, significant: usize) -> String {
    written(value, significant, Rounding::Up)
}

/// `value` with up to `significant` digits, and no more than are sure where it may be off by `error`: then that
/// follows it, `0.94 ± 0.003`. A number no larger than its error is 0.
#[must_use]
pub(crate) fn within(value: f64, error: f64, significant: usize) -> String {
    if value.abs() <= error && error < 1e-9 {
        return "0".to_owned();
    }
    let exponent = |value: f64| scientific(value, 1, Rounding::Down).1;
    if error == 0.0 || !value.is_finite() || value == 0.0 {
        return short(value, significant);
    }
    let sure = exponent(value) - exponent(error);
    match usize::try_from(sure) {
        Ok(sure) if sure >= significant => short(value, significant),
        sure => {
            let sure = sure.unwrap_or(1).max(1);
            // What is printed may be off by half of its last digit, too.
            let last = exponent(value) - i32::try_from(sure - 1).unwrap_or(0);
            let half = 0.5 * Number::powi(&10.0, last);
            format!("{} ± {}", short(value, sure), at_most(error + half, 1))
        }
    }
}

fn written(value: f64, significant: usize, rounding: Rounding) -> String {
    if value.is_nan() {
        return "undefined".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "∞".to_owned() } else { "−∞".to_owned() };
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    // Zeros before the point would be read as digits, so all of a number below a million is written.
    let (_, size) = scientific(value, 17, Rounding::Nearest);
    let before = if size < 6 { usize::try_from(size + 1).unwrap_or(0) } else { 0 };
    let (mantissa, exponent) = scientific(value, significant.max(before).max(1), rounding);
    let text = if (-4..6).contains(&exponent) {
        plain(&mantissa, exponent)
    } else {
        format!("{mantissa}×10{}", superscript(exponent))
    };
    text.replace('-', "−")
}

/// A mantissa of so many digits, such as `-1.25`, and the power of ten it is to be multiplied by.
fn scientific(value: f64, significant: usize, rounding: Rounding) -> (String, i32) {
    let split = |text: String| {
        let (mantissa, power) = text.split_once('e').unwrap_or((&text, "0"));
        (mantissa.to_owned(), power.parse().unwrap_or(0))
    };
    let away = match rounding {
        Rounding::Nearest => return split(format!("{value:.*e}", significant - 1)),
        Rounding::Up => value > 0.0,
        Rounding::Down => value < 0.0,
    };
    // So many more digits than a double has tell whether anything is left behind those that are kept.
    let (mantissa, exponent) = split(format!("{value:.*e}", significant + 60));
    let (kept, rest) = mantissa.split_at(mantissa.len() - 61 - usize::from(significant == 1));
    let mut digits: Vec<char> = kept.chars().collect();
    if !away || rest.chars().all(|digit| matches!(digit, '0' | '.')) {
        return (kept.to_owned(), exponent);
    }
    // One more in the last place, carried as far as it goes.
    for digit in digits.iter_mut().rev() {
        match digit {
            '9' => *digit = '0',
            '0'..='8' => {
                *digit = char::from(*digit as u8 + 1);
                return (digits.into_iter().collect(), exponent);
            }
            _ => {}
        }
    }
    // Nines all along: a one, and the zeros that they have become.
    let first = digits.iter().position(char::is_ascii_digit).unwrap_or(0);
    digits[first] = '1';
    (digits.into_iter().collect(), exponent + 1)
}

/// A mantissa such as `-1.25` times ten to a small power, without an exponent.
fn plain(mantissa: &str, exponent: i32) -> String {
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits = mantissa.replace('.', "");
    let before = usize::try_from(exponent + 1).unwrap_or(0);
    if exponent < 0 {
        let zeros = "0".repeat(usize::try_from(-exponent - 1).unwrap_or(0));
        format!("{sign}0.{zeros}{digits}")
    } else if digits.len() <= before {
        format!("{sign}{digits}{}", "0".repeat(before - digits.len()))
    } else {
        format!("{sign}{}.{}", &digits[..before], &digits[before..])
    }
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
        assert_eq!(short(123_456.7, 3), "123457");
        assert_eq!(within(0.123_456_7, 1e-12, 5), "0.12346");
        assert_eq!(within(0.937_16, 0.002, 5), "0.94 ± 0.008");
        assert_eq!((within(1e-16, 1e-15, 5), within(0.25, 0.0, 5)), ("0".into(), "0.25".into()));
        assert_eq!(write(10.64, 6), "10.6400");
    }

    /// What was printed, as an exact decimal: whole digits and how many of them are behind the point.
    fn read(text: &str) -> (i128, i32) {
        let raised = |c: char| "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c);
        let (sign, text) = text.strip_prefix('−').map_or((1, text), |text| (-1, text));
        let (mantissa, power) = match text.split_once("×10") {
            Some(parts) => parts,
            None if text.ends_with(raised) => ("1", &text[2..]),
            None => (text, ""),
        };
        let power: String = power
            .chars()
            .map(|c| match "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == c) {
                Some(digit) => char::from_digit(u32::try_from(digit).unwrap(), 10).unwrap(),
                None => '-',
            })
            .collect();
        let places = mantissa.split_once('.').map_or(0, |(_, places)| places.len());
        let digits: i128 = mantissa.replace('.', "").parse().unwrap();
        (sign * digits, i32::try_from(places).unwrap() - power.parse().unwrap_or(0))
    }

    /// Whether a printed number is less than, equal to or more than a double, exactly: by its first 70 digits.
    fn compare(text: &str, value: f64) -> std::cmp::Ordering {
        let (digits, places) = read(text);
        let exact = format!("{value:.70e}");
        let (mantissa, power) = exact.split_once('e').unwrap();
        let mut ours = digits.abs().to_string();
        let mut theirs = mantissa.replace(['-', '.'], "");
        // Both as digits behind the same power of ten.
        let ours_power = i32::try_from(ours.len()).unwrap() - 1 - places;
        let theirs_power: i32 = power.parse().unwrap();
        ours.extend(std::iter::repeat_n('0', theirs.len() - ours.len()));
        let sizes = ours_power.cmp(&theirs_power).then_with(|| ours.cmp(&std::mem::take(&mut theirs)));
        if value < 0.0 { sizes.reverse() } else { sizes }
    }

    #[test]
    fn printed_bounds_bound() {
        let mut seed = 1u64;
        for _ in 0..20_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let value = f64::from_bits(seed ^ (seed >> 29));
            let tame = (seed >> 40) as f64 / 1000.0 - 4000.0;
            let round = (tame / 16.0).round() / 8.0;
            for value in [value, tame, round, 9.999_999_6 * round.signum(), 1.0 / 3.0, -0.1] {
                if !value.is_finite() || value == 0.0 {
                    continue;
                }
                for significant in 1..8 {
                    let (above, below) = (at_most(value, significant), at_least(value, significant));
                    assert!(compare(&above, value).is_ge(), "{value:e} printed as at most {above}");
                    assert!(compare(&below, value).is_le(), "{value:e} printed as at least {below}");
                    let nearest = short(value, significant);
                    assert!(nearest == above || nearest == below, "{below} {nearest} {above}");
                }
            }
        }
    }

    #[test]
    fn one_over_a_bound_is_no_more_than_that() {
        for (bound, want) in [
            (20.0, "0.05"),
            (3.0, "0.333"),
            (1.0 / 3.0, "3"),
            ((1.0f64 / 3.0).next_up(), "2.99"),
            (6.0, "0.166"),
            (4096.0, "0.000244"),
            (0.5, "2"),
            (1e-7, "10⁷"),
            // Beyond the largest double, yet not without end.
            (5e-324, "1.79×10³⁰⁸"),
        ] {
            assert_eq!(one_over(bound, 3), want, "1/{bound}");
            assert!(one_over_below(bound).mul_add(bound, -1.0) <= 0.0);
        }
    }
}
