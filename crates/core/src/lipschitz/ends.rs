//! [`Ends`]: two doubles between which a number lies, for arithmetic in bulk.

use crate::{Interval, Number};

/// Everything from `lower` to `upper`.
///
/// An [`Interval`] without its decoration and without the cases that keep exact results exact:
/// nothing branches, and every result is widened by 1 to 2 units in the last place (and by the
/// smallest double), where rounding takes half of one. Ends that have overflowed say nothing, and
/// what is made of them says nothing either: whoever lets numbers get large asks
/// [`is_finite`](Self::is_finite).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ends {
    pub(super) lower: f64,
    pub(super) upper: f64,
}

/// At least the last place of a rounded result of this size.
#[inline]
fn last_place(value: f64) -> f64 {
    value.abs() * f64::EPSILON + 5e-324
}

/// The smaller one; cheaper than [`f64::min`], which looks for NaN.
#[inline]
fn less(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

#[inline]
fn more(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

impl Ends {
    pub(super) const ZERO: Self = Self::point(0.0);

    pub(super) const fn point(value: f64) -> Self {
        Self { lower: value, upper: value }
    }

    /// Everything up to `size` on either side of 0.
    pub(super) fn around(size: f64) -> Self {
        Self { lower: -size, upper: size }
    }

    pub(super) fn of(interval: &Interval) -> Self {
        Self { lower: interval.lower(), upper: interval.upper() }
    }

    /// The same as an interval: all numbers, if an end is none.
    pub(super) fn interval(self) -> Interval {
        Interval::new(self.lower, self.upper)
    }

    #[inline]
    fn widened(lower: f64, upper: f64) -> Self {
        Self { lower: lower - last_place(lower), upper: upper + last_place(upper) }
    }

    /// Whether both ends are numbers.
    #[inline]
    pub(super) fn is_finite(self) -> bool {
        self.upper - self.lower < f64::INFINITY
    }

    pub(super) fn middle(self) -> f64 {
        0.5 * self.lower + 0.5 * self.upper
    }

    /// The largest size of a number in it.
    #[inline]
    pub(super) fn size(self) -> f64 {
        more(-self.lower, self.upper)
    }

    #[inline]
    pub(super) fn plus(self, other: Self) -> Self {
        Self::widened(self.lower + other.lower, self.upper + other.upper)
    }

    #[inline]
    pub(super) fn minus(self, other: Self) -> Self {
        self.plus(other.negative())
    }

    #[inline]
    pub(super) fn times(self, other: Self) -> Self {
        let (a, b) = (self.lower * other.lower, self.lower * other.upper);
        let (c, d) = (self.upper * other.lower, self.upper * other.upper);
        Self::widened(less(less(a, b), less(c, d)), more(more(a, b), more(c, d)))
    }

    /// Its square, which is never negative.
    #[inline]
    pub(super) fn squared(self) -> Self {
        let least = more(more(self.lower, -self.upper), 0.0);
        let square = Self::widened(least * least, self.size() * self.size());
        Self { lower: more(square.lower, 0.0), upper: square.upper }
    }

    #[inline]
    pub(super) fn negative(self) -> Self {
        Self { lower: -self.upper, upper: -self.lower }
    }

    /// Twice as much, exactly.
    #[inline]
    pub(super) fn doubled(self) -> Self {
        Self { lower: 2.0 * self.lower, upper: 2.0 * self.upper }
    }

    /// Half as much.
    pub(super) fn halved(self) -> Self {
        self.times(Self::point(0.5))
    }

    pub(super) fn over(self, other: Self) -> Self {
        Self::of(&self.interval().div(&other.interval()))
    }
}

/// The sum of three numbers, each times its weight.
pub(super) fn mixed([a, b, c]: &[Ends; 3], [p, q, r]: &[Ends; 3]) -> Ends {
    a.times(*p).plus(b.times(*q)).plus(c.times(*r))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of many sizes and either sign, with their neighbours.
    fn numbers() -> Vec<f64> {
        let mut numbers: Vec<f64> =
            vec![0.0, 1.0, 1.0 / 3.0, 0.1, 3.0, 7e11, 1e-160, 5e-324, 1e-310, 2e149, 1e-17];
        numbers.extend(numbers.clone().iter().map(|number| number.next_up()));
        numbers.extend(numbers.clone().iter().map(|number| -number));
        numbers
    }

    /// Rounding to nearest takes at most half of the last place: the true result is strictly
    /// between the neighbours of the rounded one.
    #[test]
    fn results_are_wider_than_rounding() {
        for a in numbers() {
            for b in numbers() {
                let (p, q) = (Ends::point(a), Ends::point(b));
                for (op, got, rounded) in
                    [("+", p.plus(q), a + b), ("-", p.minus(q), a - b), ("*", p.times(q), a * b)]
                {
                    assert!(
                        got.lower <= rounded.next_down(),
                        "{a:e} {op} {b:e}: {got:?} begins after {rounded:e}"
                    );
                    assert!(
                        got.upper >= rounded.next_up(),
                        "{a:e} {op} {b:e}: {got:?} ends before {rounded:e}"
                    );
                    let width = 6.0 * f64::EPSILON * rounded.abs() + 2e-323;
                    assert!(got.upper - got.lower <= width, "{a:e} {op} {b:e}: {got:?} is too wide");
                }
            }
            let square = Ends::point(a).squared();
            assert!(square.lower >= 0.0 && square.lower <= (a * a).next_down().max(0.0), "{a:e}: {square:?}");
            assert!(square.upper >= (a * a).next_up(), "{a:e}: {square:?}");
        }
    }

    #[test]
    fn products_and_squares_hold_those_of_every_number() {
        let ends = [-3.0, -0.5, 0.0, 0.25, 2.0];
        for (i, &al) in ends.iter().enumerate() {
            for &ah in &ends[i..] {
                let a = Ends { lower: al, upper: ah };
                let inside = |t: f64| al + t * (ah - al);
                for t in [0.0, 0.3, 0.5, 1.0].map(inside) {
                    let square = a.squared();
                    assert!(square.lower <= t * t && t * t <= square.upper, "{t} in {a:?}: {square:?}");
                }
                for (j, &bl) in ends.iter().enumerate() {
                    for &bh in &ends[j..] {
                        let b = Ends { lower: bl, upper: bh };
                        let product = a.times(b);
                        for (s, t) in [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0), (0.4, 0.7)] {
                            let value = inside(s) * (bl + t * (bh - bl));
                            assert!(
                                product.lower <= value && value <= product.upper,
                                "{a:?} * {b:?}: {value}"
                            );
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn what_overflowed_is_seen() {
        let huge = Ends::point(1e200);
        assert!(!huge.times(huge).is_finite());
        assert!(!huge.times(huge).times(Ends::ZERO).is_finite());
        assert!(!huge.times(huge).minus(huge.times(huge)).is_finite());
        assert_eq!(huge.times(huge).times(Ends::ZERO).interval().upper(), f64::INFINITY);
        assert!(huge.is_finite());
    }
}
