//! Exact fractions, for the numbers in a formula that people read.

/// Whole numbers up to here are doubles.
const WHOLE: i64 = 1 << 53;

/// An exact fraction in lowest terms, the denominator positive.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ratio {
    pub(super) numerator: i64,
    pub(super) denominator: i64,
    /// Whether it came from a number written with a point, and wants to be written so.
    decimal: bool,
}

/// How it is written makes no difference.
impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        (self.numerator, self.denominator) == (other.numerator, other.denominator)
    }
}

impl Ratio {
    pub(super) const ZERO: Self = Self::whole(0);
    pub(super) const ONE: Self = Self::whole(1);
    pub(super) const MINUS_ONE: Self = Self::whole(-1);

    pub(super) const fn whole(value: i64) -> Self {
        Self { numerator: value, denominator: 1, decimal: false }
    }

    fn new(numerator: i64, denominator: i64, decimal: bool) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let common = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        let common = i64::try_from(common).ok()?.max(1) * denominator.signum();
        let (numerator, denominator) = (numerator / common, denominator / common);
        let fits = numerator.abs() <= WHOLE && denominator <= WHOLE;
        fits.then_some(Self { numerator, denominator, decimal })
    }

    /// The decimal fraction that `value`, not negative, is the nearest double to.
    pub(super) fn of(value: f64) -> Option<Self> {
        if !(1e-9..=1e15).contains(&value) && value != 0.0 {
            return None;
        }
        let text = value.to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let numerator = [whole, fraction].concat().parse().ok()?;
        let denominator = 10_i64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
        Self::new(numerator, denominator, !fraction.is_empty())
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        let numerator = self.numerator.checked_mul(other.numerator)?;
        let denominator = self.denominator.checked_mul(other.denominator)?;
        Self::new(numerator, denominator, self.decimal || other.decimal)
    }

    pub(super) fn over(self, other: Self) -> Option<Self> {
        let inverse = Self::new(other.denominator, other.numerator, other.decimal)?;
        self.times(inverse)
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        let denominator = self.denominator.checked_mul(other.denominator)?;
        Self::new(left.checked_add(right)?, denominator, self.decimal || other.decimal)
    }

    pub(super) fn power(self, exponent: i64) -> Option<Self> {
        let size = u32::try_from(exponent.unsigned_abs()).ok()?;
        let numerator = self.numerator.checked_pow(size)?;
        let denominator = self.denominator.checked_pow(size)?;
        let (over, under) = if exponent < 0 { (denominator, numerator) } else { (numerator, denominator) };
        Self::new(over, under, self.decimal)
    }

    pub(super) fn is_negative(self) -> bool {
        self.numerator < 0
    }

    pub(super) fn is_whole(self) -> bool {
        self.denominator == 1
    }

    pub(super) fn negated(self) -> Self {
        Self { numerator: -self.numerator, ..self }
    }

    /// Whether it is written with a point: it came so, and its digits come to an end soon.
    pub(super) fn is_written_decimal(self) -> bool {
        let mut rest = self.denominator;
        while rest % 2 == 0 {
            rest /= 2;
        }
        while rest % 5 == 0 {
            rest /= 5;
        }
        self.decimal && rest == 1 && !self.is_whole()
    }
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// A whole number as the double it is.
#[expect(clippy::cast_precision_loss, reason = "a Ratio holds whole numbers up to 2^53 only")]
pub(super) fn double(whole: i64) -> f64 {
    whole as f64
}
