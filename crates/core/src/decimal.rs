//! From decimal digits to the nearest double.

use std::cmp::Ordering;

/// Digits beyond these change the double only by being there at all: the decision between two
/// doubles needs at most 767.
const DIGITS: usize = 800;

/// The double nearest to a decimal number, of two equally near ones the even one.
///
/// The number is digits, perhaps with a point among them, perhaps with a sign before them and an
/// exponent after: `12`, `.5`, `-1.5e-3`. `None` for any other text. Beyond the largest double it
/// is infinite.
///
/// Long division in whole numbers of any size, exact by construction (W. D. Clinger, How to read
/// floating point numbers accurately, 1990, algorithm `AlgorithmM`). It is slower than a table of
/// powers and weighs a twentieth of one, and formulas have few numbers.
///
/// ```
/// # use hillside_core::nearest_double;
/// assert_eq!(nearest_double("-1.5e-3"), Some(-0.0015));
/// assert_eq!(nearest_double("1e999"), Some(f64::INFINITY));
/// assert_eq!(nearest_double("1,5"), None);
/// ```
#[must_use]
pub fn nearest_double(text: &str) -> Option<f64> {
    let (negative, text) = signed(text);
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], whole(&text[at + 1..])?),
        None => (text, 0),
    };
    let mut number = Whole::default();
    let mut kept = 0;
    let mut power = exponent;
    let (mut digits, mut point) = (false, false);
    for c in mantissa.bytes() {
        match c {
            b'.' if !point => {
                point = true;
                continue;
            }
            b'0'..=b'9' => digits = true,
            _ => return None,
        }
        let digit = u32::from(c - b'0');
        if kept < DIGITS {
            kept += usize::from(kept > 0 || digit > 0);
            number.times_plus(10, digit);
            power -= i64::from(point);
        } else {
            // Something is there: that is all the last kept digit has to tell.
            number.limbs[0] |= u32::from(digit > 0);
            power += i64::from(!point);
        }
    }
    digits.then(|| if negative { -scaled(number, kept, power) } else { scaled(number, kept, power) })
}

/// Whether there is a minus sign, and the text after the sign.
fn signed(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// An exponent; far beyond any double's it stays where it is.
fn whole(text: &str) -> Option<i64> {
    let (negative, digits) = signed(text);
    if digits.is_empty() || !digits.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let size = digits.bytes().fold(0, |size: i64, c| (10 * size + i64::from(c - b'0')).min(1 << 40));
    Some(if negative { -size } else { size })
}

/// The double nearest to `number * 10^power`; `number` has `digits` digits.
fn scaled(mut number: Whole, digits: usize, power: i64) -> f64 {
    // Half the smallest double is 2.5e-324, the largest 1.8e308.
    let magnitude = power.saturating_add(i64::try_from(digits).unwrap_or(i64::MAX));
    if digits == 0 || magnitude < -330 {
        return 0.0;
    }
    if magnitude > 310 {
        return f64::INFINITY;
    }
    let mut unit = Whole { limbs: vec![1] };
    let grown = if power < 0 { &mut unit } else { &mut number };
    for _ in 0..power.unsigned_abs() {
        grown.times_plus(10, 0);
    }

    // number / unit = rest / unit * 2^shift, with rest / unit from 1 to 2.
    let mut shift = number.bits() - unit.bits();
    if shift < 0 {
        number.double(-shift)
    } else {
        unit.double(shift)
    }
    if number.order(&unit).is_lt() {
        number.double(1);
        shift -= 1;
    }
    // Below 2^-1022 doubles have fewer bits.
    let bits = 53 + (shift + 1022).min(0);
    if bits < 0 {
        return 0.0;
    }
    let mut quotient: u64 = 0;
    for _ in 0..bits {
        quotient <<= 1;
        if number.order(&unit).is_ge() {
            number.minus(&unit);
            quotient |= 1;
        }
        number.double(1);
    }
    // What is left is number / (2 unit) of the last bit.
    let up = match number.order(&unit) {
        Ordering::Less => false,
        Ordering::Equal => quotient & 1 == 1,
        Ordering::Greater => true,
    };
    // The leading bit of a full mantissa counts one in the field of the exponent, and so does the
    // carry of rounding up, into infinity if need be.
    let exponent = u64::try_from(shift + 1022).unwrap_or(0).min(2046);
    f64::from_bits((quotient + (exponent << 52) + u64::from(up)).min(f64::INFINITY.to_bits()))
}

/// A whole number of any size: 32 bits a limb, the lowest first.
#[derive(Debug, Default)]
struct Whole {
    limbs: Vec<u32>,
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a limb is the lower half of a sum, the upper half is carried on"
)]
impl Whole {
    /// `self * factor + term`.
    fn times_plus(&mut self, factor: u32, term: u32) {
        let mut carry = u64::from(term);
        for limb in &mut self.limbs {
            carry += u64::from(*limb) * u64::from(factor);
            *limb = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.limbs.push(carry as u32);
        }
    }

    /// `self * 2^times`.
    fn double(&mut self, times: i32) {
        for _ in 0..times {
            self.times_plus(2, 0);
        }
    }

    /// `self - other`, which is not larger.
    fn minus(&mut self, other: &Self) {
        let mut borrowed = false;
        for (i, limb) in self.limbs.iter_mut().enumerate() {
            let less = other.limbs.get(i).copied().unwrap_or(0);
            let (first, one) = limb.overflowing_sub(less);
            let (second, two) = first.overflowing_sub(u32::from(borrowed));
            (*limb, borrowed) = (second, one || two);
        }
        while self.limbs.last() == Some(&0) {
            self.limbs.pop();
        }
    }

    /// How many bits it has.
    fn bits(&self) -> i32 {
        let Some(last) = self.limbs.last() else { return 0 };
        32 * self.limbs.len() as i32 - last.leading_zeros().cast_signed()
    }

    fn order(&self, other: &Self) -> Ordering {
        let upper = self.limbs.len().cmp(&other.limbs.len());
        upper.then_with(|| self.limbs.iter().rev().cmp(other.limbs.iter().rev()))
    }
}

/// A whole power as raised digits, such as `⁻⁸`.
#[must_use]
pub fn superscript(power: i32) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raised = |c: char| c.to_digit(10).map_or('⁻', |digit| RAISED[digit as usize]);
    power.to_string().chars().map(raised).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn same(text: &str) {
        let (ours, standard) = (nearest_double(text).unwrap(), text.parse::<f64>().unwrap());
        assert_eq!(ours.to_bits(), standard.to_bits(), "{text}: {ours:e} instead of {standard:e}");
    }

    #[test]
    fn edges_of_the_doubles() {
        for text in [
            "0",
            "-0",
            ".5",
            "5.",
            "00.50",
            "1e0",
            "9007199254740993",
            "9007199254740992.99999",
            "1e22",
            "1e23",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "1e309",
            "1e99999999999999999999",
            "2.2250738585072014e-308",
            "2.2250738585072011e-308",
            "4.9e-324",
            "2.4703282292062328e-324",
            "2.4703282292062327e-324",
            "2e-324",
            "1e-400",
            "1e-99999999999999999999",
            "0e99999999999999999999",
            "0.000000000000000000000000000000000000000000001e40",
        ] {
            same(text);
        }
        // Half way between 1 and the next double, decided by a digit far behind.
        let half = "1.00000000000000011102230246251565404236316680908203125";
        same(half);
        for zeros in [10, 500, 900, 2000] {
            same(&format!("{half}{}1", "0".repeat(zeros)));
            same(&format!("{half}{}", "0".repeat(zeros)));
            same(&format!("1{}e-{zeros}", "0".repeat(zeros)));
            same(&format!("0.{}1e{zeros}", "0".repeat(zeros)));
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in
            ["", ".", "-", "e5", "1e", "1e+", "1.2.3", "1,5", "inf", "NaN", " 1", "1e5.0", "0x10", "²"]
        {
            assert_eq!(nearest_double(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn as_the_standard_library_reads(text in r"-?[0-9]{1,30}(\.[0-9]{0,30})?(e-?[0-9]{1,3})?") {
            same(&text);
        }

        #[test]
        fn every_double_reads_back(bits: u64) {
            let value = f64::from_bits(bits);
            if value.is_finite() {
                same(&format!("{value:e}"));
                same(&format!("{value:.25e}"));
            }
        }
    }
}
