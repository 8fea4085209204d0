//! [`Interval`]: a value known to lie between two doubles, whatever was rounded on the way.

use std::f64::consts::{E, FRAC_2_PI, FRAC_2_SQRT_PI, FRAC_PI_2, LN_2, LN_10, PI};

use super::{Number, elementary};
use crate::Unary;

/// What is known of a function on the box it was read over; the weakest part decides.
///
/// Source: IEEE Std 1788-2015, section 11.2, decorations ill, trv, def and dac.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decoration {
    /// It has no value at any point of the box.
    Nowhere,
    /// It may have no value at some points; the interval holds the values it has.
    Partial,
    /// It has a value at every point, and may jump.
    Defined,
    /// It has a value at every point and is continuous.
    Continuous,
}

/// All values a function takes over a box: a proof in two doubles.
///
/// An expression read in intervals gives bounds that hold for **every** point of the box: each
/// operation rounds outward, so neither rounding nor a point nobody sampled can escape. The bounds
/// are seldom the tightest, because an interval does not remember that it is the same `x` twice;
/// they tighten as the box shrinks.
///
/// Literals, `pi`, `e` and folded constants are the doubles that every other reading uses.
///
/// Widening, beyond the rounded ends:
///
/// | operation | by |
/// |---|---|
/// | `+ - * /`, `sqrt` | 1 unit in the last place, none where the result is known exactly: of two doubles whose sum, product, quotient or root is one |
/// | whole powers up to the 64th | 1 unit a multiplication |
/// | `exp ln log10 sin cos tan asin acos atan`, other powers, these and 1 a unit of `p ln u` more | 2 units: 1 the scalar function may be off, 1 for the scalar reading itself to lie inside |
/// | `cbrt exp_m1 ln_1p erf` | 2 units likewise |
/// | `hypot log2 sigmoid softplus` | 4 units: 2 and 2 |
/// | `atan2` | the quotient and the inverse tangent, and the sum with pi or its half |
/// | `sinh cosh tanh asinh acosh atanh` | 6 units: as far as the scalar function of the ends and that of the reading may be off together |
/// | `abs signum step relu max min` | nothing: they do not round |
///
/// A part of the box outside a function's domain is left out of the interval and said in the
/// [`decoration`](Self::decoration). Infinite ends bound nothing; values are finite.
///
/// Source: R. E. Moore, R. B. Kearfott and M. J. Cloud, *Introduction to Interval Analysis*, SIAM
/// 2009, chapters 2 and 5.
///
/// ```
/// use hillside_core::{Decoration, Expr, Interval};
/// let x = Interval::new(-1.0, 2.0);
/// let square = Expr::parse("x^2")?.read(&[x]);
/// assert!(square.lower() == 0.0 && square.upper() >= 4.0 && square.upper() < 4.0 + 1e-14);
/// let root = Expr::parse("sqrt(x)")?.read(&[x]);
/// assert_eq!(root.decoration(), Decoration::Partial);
/// # Ok::<(), hillside_core::FormulaError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Never `inf`, never NaN.
    lower: f64,
    /// Never `-inf`, never NaN, never below `lower`.
    upper: f64,
    decoration: Decoration,
}

/// How far elementary functions are widened, in units in the last place.
const ELEMENTARY: f64 = 2.0;
/// How far functions are widened that are made of two.
const COMPOSED: f64 = 4.0;
/// How far hyperbolic functions and their inverses are widened.
const HYPERBOLIC: f64 = 6.0;

/// Beyond this size sine, cosine and tangent are not told apart from anything they can be.
const LARGEST_ANGLE: f64 = 1e9;

/// At least `ulps` units in the last place below `value`.
#[inline]
fn below(value: f64, ulps: f64) -> f64 {
    if value == f64::INFINITY {
        // It overflowed, perhaps a few units early.
        return f64::MAX * (1.0 - 16.0 * f64::EPSILON);
    }
    (value - (value.abs() * (ulps * f64::EPSILON) + ulps * 5e-324)).next_down()
}

/// At least `ulps` units in the last place above `value`.
fn above(value: f64, ulps: f64) -> f64 {
    -below(-value, ulps)
}

/// A lower bound of the product of two ends; 0 times an end that bounds nothing is 0.
#[inline]
fn times_down(a: f64, b: f64) -> f64 {
    if a == 0.0 || b == 0.0 { 0.0 } else { (a * b).next_down() }
}

#[inline]
fn times_up(a: f64, b: f64) -> f64 {
    if a == 0.0 || b == 0.0 { 0.0 } else { (a * b).next_up() }
}

#[inline]
fn over_down(a: f64, b: f64) -> f64 {
    if a == 0.0 { 0.0 } else { (a / b).next_down() }
}

#[inline]
fn over_up(a: f64, b: f64) -> f64 {
    if a == 0.0 { 0.0 } else { (a / b).next_up() }
}

/// A sum is exact where it vanishes: it is never too small for a double.
#[inline]
fn plus_down(a: f64, b: f64) -> f64 {
    let sum = a + b;
    if sum == 0.0 || b == 0.0 || a == 0.0 { sum } else { sum.next_down() }
}

#[inline]
fn plus_up(a: f64, b: f64) -> f64 {
    let sum = a + b;
    if sum == 0.0 || b == 0.0 || a == 0.0 { sum } else { sum.next_up() }
}

/// `sum` of two doubles and what rounding left out of it, exactly.
///
/// Source: D. E. Knuth, *The Art of Computer Programming*, vol. 2, section 4.2.2, theorem B.
fn sum_and_rest(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let part = sum - a;
    (sum, (a - (sum - part)) + (b - part))
}

/// The product of two doubles and what rounding left out of it, exactly; `None` where the parts of it might be too
/// large or too small for a double.
///
/// Source: T. J. Dekker, A floating-point technique for extending the available precision, Numer. Math. 18,
/// 1971.
fn product_and_rest(a: f64, b: f64) -> Option<(f64, f64)> {
    let product = a * b;
    let tame = |value: f64| value == 0.0 || (1e-140..1e140).contains(&value.abs());
    if !(tame(a) && tame(b)) {
        return None;
    }
    let halves = |value: f64| {
        let large = 134_217_729.0 * value;
        let high = large - (large - value);
        (high, value - high)
    };
    let ((ah, al), (bh, bl)) = (halves(a), halves(b));
    Some((product, ((ah * bh - product) + ah * bl + al * bh) + al * bl))
}

/// What lies between a rounded number and the exact one, of which the sign of `rest` says on which side it is.
fn rounded(value: f64, rest: f64, decoration: Decoration) -> Interval {
    let lower = if rest < 0.0 { value.next_down() } else { value };
    let upper = if rest > 0.0 { value.next_up() } else { value };
    Interval::ends(lower, upper, decoration)
}

impl Interval {
    /// Everything from `lower` to `upper`; nothing at all where that is no interval (an end is
    /// NaN, or they are the wrong way round).
    #[must_use]
    pub fn new(lower: f64, upper: f64) -> Self {
        if lower <= upper {
            Self::ends(lower.min(f64::MAX), upper.max(f64::MIN), Decoration::Continuous)
        } else {
            Self::NOWHERE
        }
    }

    /// The one number `value`.
    #[must_use]
    pub fn point(value: f64) -> Self {
        if value.is_finite() {
            Self::ends(value, value, Decoration::Continuous)
        } else if value.is_nan() {
            Self::NOWHERE
        } else {
            Self { decoration: Decoration::Partial, ..Self::new(value, value) }
        }
    }

    /// What a function without any value gives.
    const NOWHERE: Self = Self::whole(Decoration::Nowhere);

    const fn whole(decoration: Decoration) -> Self {
        Self::ends(f64::NEG_INFINITY, f64::INFINITY, decoration)
    }

    const fn ends(lower: f64, upper: f64, decoration: Decoration) -> Self {
        Self { lower, upper, decoration }
    }

    /// The lower end: no value is below it.
    #[must_use]
    pub fn lower(&self) -> f64 {
        self.lower
    }

    /// The upper end: no value is above it.
    #[must_use]
    pub fn upper(&self) -> f64 {
        self.upper
    }

    /// Whether there was a value, and continuity, everywhere on the way here.
    #[must_use]
    pub fn decoration(&self) -> Decoration {
        self.decoration
    }

    /// Whether the function had a value at every point and was continuous.
    #[must_use]
    pub fn is_continuous(&self) -> bool {
        self.decoration == Decoration::Continuous
    }

    /// Whether there is no value at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.decoration == Decoration::Nowhere
    }

    /// Whether `value` is one of those the function may take.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        !self.is_empty() && self.lower <= value && value <= self.upper
    }

    /// Whether both lie within `other`, and touch none of its ends.
    #[must_use]
    pub fn is_interior_to(&self, other: &Self) -> bool {
        other.lower < self.lower && self.upper < other.upper
    }

    /// Whether `other` has every number this has.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        other.lower <= self.lower && self.upper <= other.upper
    }

    /// The numbers both have, `None` where there are none.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let (lower, upper) = (self.lower.max(other.lower), self.upper.min(other.upper));
        (lower <= upper).then(|| Self::ends(lower, upper, self.decoration.min(other.decoration)))
    }

    /// A double in the middle, finite whatever the ends are.
    #[must_use]
    pub fn midpoint(&self) -> f64 {
        let (lower, upper) = (self.lower.max(f64::MIN), self.upper.min(f64::MAX));
        (0.5 * lower + 0.5 * upper).clamp(lower, upper)
    }

    /// At least the distance between the ends.
    #[must_use]
    pub fn width(&self) -> f64 {
        plus_up(self.upper, -self.lower)
    }

    /// The largest size of a number it has.
    #[must_use]
    pub fn magnitude(&self) -> f64 {
        self.upper.max(-self.lower)
    }

    /// The smallest size of a number it has.
    #[must_use]
    pub fn mignitude(&self) -> f64 {
        self.lower.max(-self.upper).max(0.0)
    }

    /// The sum of two points; where it overflows, what is not finite is no rest to go by.
    fn point_sum(&self, other: f64, decoration: Decoration) -> Self {
        let decoration = self.decoration.min(decoration);
        let (sum, rest) = sum_and_rest(self.lower, other);
        if rest.is_finite() {
            rounded(sum, rest, decoration)
        } else {
            Self::ends(plus_down(self.lower, other), plus_up(self.lower, other), decoration)
        }
    }

    /// The same numbers with no more trust than `decoration`.
    #[must_use]
    pub(crate) fn at_most(self, decoration: Decoration) -> Self {
        Self { decoration: self.decoration.min(decoration), ..self }
    }

    /// The part within a function's closed domain, `None` if there is none.
    #[inline(never)]
    fn restricted(&self, lowest: f64, highest: f64) -> Option<Self> {
        let outside = self.lower < lowest || self.upper > highest;
        let inside = self.intersection(&Self::ends(lowest, highest, Decoration::Continuous))?;
        Some(if outside { inside.at_most(Decoration::Partial) } else { inside })
    }

    /// The part that is not negative, `None` if there is none.
    ///
    /// An end that touches 0 from below is taken a little further, so that a slope which grows beyond
    /// all bounds there, one over the root, is known to be large and not merely to have no value.
    fn not_negative(&self) -> Option<Self> {
        let part = self.restricted(0.0, f64::INFINITY)?;
        let touching = self.lower < 0.0 && part.upper == 0.0;
        Some(if touching { Self { upper: 5e-324, ..part } } else { part })
    }

    /// `f` of it, for `f` that never falls, with values in `lowest..=highest`.
    #[inline(never)]
    fn rising(&self, f: fn(f64) -> f64, ulps: f64, lowest: f64, highest: f64) -> Self {
        let (lower, upper) = (below(f(self.lower), ulps), above(f(self.upper), ulps));
        Self::ends(lower.max(lowest), upper.min(highest), self.decoration)
    }

    /// A function that never falls over its domain, at whose ends it may have a pole.
    #[inline(never)]
    fn monotone(&self, function: Unary) -> Self {
        const HALF: [f64; 2] = [0.0, f64::INFINITY];
        const ALL: [f64; 2] = [f64::NEG_INFINITY, f64::INFINITY];
        const UNIT: [f64; 2] = [-1.0, 1.0];
        const QUARTERS: [f64; 2] = [-PI_2_UP, PI_2_UP];
        let (ulps, [from, to], [lowest, highest]) = match function {
            Unary::Ln | Unary::Log10 => (ELEMENTARY, HALF, ALL),
            Unary::Log2 => (COMPOSED, HALF, ALL),
            Unary::Log1p => (ELEMENTARY, [-1.0, f64::INFINITY], ALL),
            Unary::Expm1 => (ELEMENTARY, ALL, [-1.0, f64::INFINITY]),
            Unary::Cbrt => (ELEMENTARY, ALL, ALL),
            Unary::Asin => (ELEMENTARY, UNIT, QUARTERS),
            Unary::Atan => (ELEMENTARY, ALL, QUARTERS),
            Unary::Sinh => (HYPERBOLIC, ALL, ALL),
            Unary::Tanh => (HYPERBOLIC, ALL, UNIT),
            Unary::Asinh => (HYPERBOLIC, ALL, ALL),
            Unary::Acosh => (HYPERBOLIC, [1.0, f64::INFINITY], HALF),
            Unary::Atanh => (HYPERBOLIC, UNIT, ALL),
            Unary::Sigmoid => (COMPOSED, ALL, [0.0, 1.0]),
            Unary::Softplus => (COMPOSED, ALL, HALF),
            Unary::Erf => (ELEMENTARY, ALL, UNIT),
            _ => return Self::NOWHERE,
        };
        let f = if function == Unary::Tanh { elementary::rising_tanh } else { elementary::scalar(function) };
        let Some(part) = self.restricted(from, to) else { return Self::NOWHERE };
        let is_pole = |end: f64, at: f64| end == at && end.is_finite() && f(end).is_infinite();
        if is_pole(part.upper, from) || is_pole(part.lower, to) {
            return Self::NOWHERE;
        }
        let all = part.rising(f, ulps, lowest, highest);
        if is_pole(part.lower, from) || is_pole(part.upper, to) {
            all.at_most(Decoration::Partial)
        } else {
            all
        }
    }

    /// The sizes of the numbers it has.
    fn sizes(&self) -> Self {
        Self::ends(self.mignitude(), self.magnitude(), self.decoration)
    }

    /// A whole power, positive, of bounds of which `power` gives for one number.
    fn whole_power(&self, odd: bool, power: impl Fn(f64) -> Self) -> Self {
        let base = if odd { *self } else { self.sizes() };
        let (lower, upper) = (power(base.lower).lower, power(base.upper).upper);
        let lower = if base.lower >= 0.0 { lower.max(0.0) } else { lower };
        let upper = if base.upper <= 0.0 { upper.min(0.0) } else { upper };
        Self::ends(lower.min(f64::MAX), upper.max(f64::MIN), self.decoration)
    }

    /// One number to a positive power by the scalar function.
    ///
    /// The exponent may stand for one that no double is, as 0.1 - 1 in the slope of `x^0.1`: its last digit is worth
    /// one of the result's for each unit of `exponent * ln base`.
    fn power_of(base: f64, exponent: f64) -> Self {
        if base == 0.0 {
            return Self::point(0.0);
        }
        let power = elementary::pow(base, exponent);
        let open = if exponent.fract() == 0.0 { 0.0 } else { (exponent * elementary::ln(base)).abs() };
        let ulps = if open.is_finite() { ELEMENTARY + open } else { ELEMENTARY };
        Self::ends(below(power, ulps), above(power, ulps), Decoration::Continuous)
    }

    /// The quarter turns whose beginnings lie in it, first and last, if it is small and near enough.
    ///
    /// The quotient by pi/2 is off by at most 2 units in the last place; a turn that close counts.
    fn quarter_turns(&self) -> Option<(i64, i64)> {
        if self.magnitude() > LARGEST_ANGLE {
            return None;
        }
        let first = below(self.lower * FRAC_2_PI, 2.0).ceil();
        let last = above(self.upper * FRAC_2_PI, 2.0).floor();
        #[expect(clippy::cast_possible_truncation, reason = "whole, and below 1e9 in size")]
        let turns = (first as i64, last as i64);
        Some(turns)
    }

    /// A wave with the values `at` at the ends, a crest where a quarter turn is `crest` modulo 4
    /// and a trough two further on.
    fn wave(&self, at: [f64; 2], (first, last): (i64, i64), crest: i64) -> Self {
        // The first quarter turn at or after `first` that is `phase` modulo 4.
        let meets = |phase: i64| first + (phase - first).rem_euclid(4) <= last;
        let lower = if meets(crest + 2) { -1.0 } else { below(at[0].min(at[1]), ELEMENTARY).max(-1.0) };
        let upper = if meets(crest) { 1.0 } else { above(at[0].max(at[1]), ELEMENTARY).min(1.0) };
        Self::ends(lower, upper, self.decoration)
    }
}

/// Just above pi/2 and pi, which their doubles are just below.
const PI_2_UP: f64 = FRAC_PI_2.next_up();
const PI_UP: f64 = PI.next_up();

impl Number for Interval {
    /// The natural logarithms of 10 and 2 and two over the root of pi, which no doubles are, are widened to hold them:
    /// slopes of `log10` and `log2` divide by them, that of `erf` has it for a factor.
    #[inline(never)]
    fn constant(value: f64) -> Self {
        if value == LN_10 || value == LN_2 || value == FRAC_2_SQRT_PI {
            return Self::ends(value.next_down(), value.next_up(), Decoration::Continuous);
        }
        Self::point(value)
    }

    #[inline]
    fn add(&self, other: &Self) -> Self {
        if self.lower == self.upper && other.lower == other.upper {
            return self.point_sum(other.lower, other.decoration);
        }
        Self::ends(
            plus_down(self.lower, other.lower),
            plus_up(self.upper, other.upper),
            self.decoration.min(other.decoration),
        )
    }

    #[inline]
    fn sub(&self, other: &Self) -> Self {
        if self.lower == self.upper && other.lower == other.upper {
            return self.point_sum(-other.lower, other.decoration);
        }
        Self::ends(
            plus_down(self.lower, -other.upper),
            plus_up(self.upper, -other.lower),
            self.decoration.min(other.decoration),
        )
    }

    #[inline]
    fn mul(&self, other: &Self) -> Self {
        let decoration = self.decoration.min(other.decoration);
        let (al, ah, bl, bh) = (self.lower, self.upper, other.lower, other.upper);
        // Exact, and every slope begins as 1.
        if al == ah {
            if al == 1.0 {
                return Self { decoration, ..*other };
            }
            if bl == bh
                && let Some((product, rest)) = product_and_rest(al, bl)
            {
                return rounded(product, rest, decoration);
            }
        }
        if bl == 1.0 && bh == 1.0 {
            return Self { decoration, ..*self };
        }
        let (lower, upper) = if al >= 0.0 {
            if bl >= 0.0 {
                (times_down(al, bl).max(0.0), times_up(ah, bh))
            } else if bh <= 0.0 {
                (times_down(ah, bl), times_up(al, bh).min(0.0))
            } else {
                (times_down(ah, bl), times_up(ah, bh))
            }
        } else if ah <= 0.0 {
            if bl >= 0.0 {
                (times_down(al, bh), times_up(ah, bl).min(0.0))
            } else if bh <= 0.0 {
                (times_down(ah, bh).max(0.0), times_up(al, bl))
            } else {
                (times_down(al, bh), times_up(al, bl))
            }
        } else if bl >= 0.0 {
            (times_down(al, bh), times_up(ah, bh))
        } else if bh <= 0.0 {
            (times_down(ah, bl), times_up(al, bl))
        } else {
            (times_down(al, bh).min(times_down(ah, bl)), times_up(al, bl).max(times_up(ah, bh)))
        };
        Self::ends(lower, upper, decoration)
    }

    fn div(&self, other: &Self) -> Self {
        let decoration = self.decoration.min(other.decoration);
        let (al, ah, bl, bh) = (self.lower, self.upper, other.lower, other.upper);
        if al == ah && bl == bh && bl != 0.0 && product_and_rest(al / bl, bl) == Some((al, 0.0)) {
            return Self::ends(al / bl, al / bl, decoration);
        }
        if bl > 0.0 {
            let lower = if al >= 0.0 { over_down(al, bh).max(0.0) } else { over_down(al, bl) };
            let upper = if ah <= 0.0 { over_up(ah, bh).min(0.0) } else { over_up(ah, bl) };
            return Self::ends(lower, upper, decoration);
        }
        if bh < 0.0 {
            return self.neg().div(&other.neg());
        }
        if bl == 0.0 && bh == 0.0 {
            return Self::NOWHERE;
        }
        // Somewhere the divisor is 0: there is no value there, and all sizes near it.
        let decoration = decoration.min(Decoration::Partial);
        if bl == 0.0 && al >= 0.0 {
            Self::ends(over_down(al, bh).max(0.0), f64::INFINITY, decoration)
        } else if bl == 0.0 && ah <= 0.0 {
            Self::ends(f64::NEG_INFINITY, over_up(ah, bh).min(0.0), decoration)
        } else if bh == 0.0 && (al >= 0.0 || ah <= 0.0) {
            self.neg().div(&other.neg())
        } else {
            Self::whole(decoration)
        }
    }

    #[inline]
    fn neg(&self) -> Self {
        Self::ends(-self.upper, -self.lower, self.decoration)
    }

    fn abs(&self) -> Self {
        self.sizes()
    }

    /// At a kink of [`abs`](Self::abs) every slope from -1 to 1, and a jump.
    fn signum(&self) -> Self {
        if self.lower > 0.0 {
            Self::ends(1.0, 1.0, self.decoration)
        } else if self.upper < 0.0 {
            Self::ends(-1.0, -1.0, self.decoration)
        } else {
            Self::ends(-1.0, 1.0, self.decoration.min(Decoration::Defined))
        }
    }

    /// At the jump everything between, too, as for [`signum`](Self::signum).
    fn step(&self) -> Self {
        let sign = self.signum();
        Self { lower: sign.lower.max(0.0), upper: sign.upper.max(0.0), ..sign }
    }

    fn relu(&self) -> Self {
        Self::ends(self.lower.max(0.0), self.upper.max(0.0), self.decoration)
    }

    fn max(&self, other: &Self) -> Self {
        let decoration = self.decoration.min(other.decoration);
        Self::ends(self.lower.max(other.lower), self.upper.max(other.upper), decoration)
    }

    /// What is not looked at need not exist.
    fn gated(&self, gate: &Self) -> Self {
        if gate.lower == 0.0 && gate.upper == 0.0 { *gate } else { self.mul(gate) }
    }

    fn powi(&self, exponent: i32) -> Self {
        match exponent {
            0 => return Self::point(1.0),
            1 => return *self,
            2 => {
                if self.lower == self.upper {
                    return self.mul(self);
                }
                let size = self.sizes();
                return Self::ends(
                    times_down(size.lower, size.lower).max(0.0),
                    times_up(size.upper, size.upper),
                    self.decoration,
                );
            }
            _ => {}
        }
        let size = f64::from(exponent).abs();
        let power = self.whole_power(exponent % 2 != 0, |base| {
            i32::try_from(exponent.unsigned_abs())
                .ok()
                .and_then(|size| elementary::by_squaring(&Self::point(base), size))
                .filter(|_| base.is_finite())
                .unwrap_or_else(|| Self::power_of(base, size))
        });
        if exponent < 0 { Self::point(1.0).div(&power) } else { power }
    }

    fn powf(&self, exponent: f64) -> Self {
        if exponent == 0.0 {
            return Self::point(1.0);
        }
        if !exponent.is_finite() {
            return Self::whole(self.decoration.min(Decoration::Partial));
        }
        let size = exponent.abs();
        let power = if exponent.fract() == 0.0 {
            self.whole_power((0.5 * exponent).fract() != 0.0, |base| Self::power_of(base, size))
        } else {
            let Some(base) = self.not_negative() else { return Self::NOWHERE };
            base.whole_power(false, |base| Self::power_of(base, size))
        };
        if exponent < 0.0 { Self::point(1.0).div(&power) } else { power }
    }

    /// Of a base that may be negative all that can be said is that a power may not exist.
    fn pow(&self, exponent: &Self) -> Self {
        let decoration = self.decoration.min(exponent.decoration);
        if self.lower < 0.0 {
            return Self::whole(decoration.min(Decoration::Partial));
        }
        // Rising or falling along either argument: the extremes are at the corners. A zero without
        // its sign, lest a negative power of it be read as minus infinity.
        let lowest = self.lower + 0.0;
        let corners = [
            (lowest, exponent.lower),
            (lowest, exponent.upper),
            (self.upper, exponent.lower),
            (self.upper, exponent.upper),
        ]
        .map(|(base, exponent)| elementary::pow(base, exponent));
        let lower = below(corners.into_iter().fold(f64::INFINITY, f64::min), ELEMENTARY).max(0.0);
        let upper = above(corners.into_iter().fold(0.0, f64::max), ELEMENTARY);
        let trust = if self.lower > 0.0 || exponent.lower > 0.0 {
            Decoration::Continuous
        } else if exponent.lower == 0.0 {
            // 0^0 is 1, and 0 beside it.
            Decoration::Defined
        } else {
            Decoration::Partial
        };
        Self::ends(lower, upper, decoration.min(trust))
    }

    /// Between base 0 and 1 the size is greatest at `ln u = -times / v`, where it is `(times / (e v))^times`.
    fn pow_ln(&self, exponent: &Self, times: u8) -> Self {
        if self.lower != 0.0 || exponent.lower <= 0.0 {
            return elementary::pow_ln(self, exponent, times, false);
        }
        let decoration = self.decoration.min(exponent.decoration);
        let hump = Self::constant(times.into())
            .div(&Self::point(E.next_down()).mul(&Self::point(exponent.lower)))
            .powi(times.into());
        let beyond = if self.upper > 1.0 {
            elementary::pow_ln(&Self { lower: 1.0, ..*self }, exponent, times, false).upper
        } else {
            0.0
        };
        let lowest = if times.is_multiple_of(2) { 0.0 } else { -hump.upper };
        Self::ends(lowest, hump.upper.max(beyond), decoration)
    }

    fn sqrt(&self) -> Self {
        let Some(base) = self.not_negative() else { return Self::NOWHERE };
        let root = |end: f64| {
            let root = end.sqrt();
            let exact = end == 0.0 || product_and_rest(root, root) == Some((end, 0.0));
            if exact { (root, root) } else { (root.next_down(), root.next_up()) }
        };
        Self::ends(root(base.lower).0, root(base.upper).1, base.decoration)
    }

    fn hypot(&self, other: &Self) -> Self {
        let (a, b) = (self.sizes(), other.sizes());
        let lower = below(elementary::hypot(a.lower, b.lower), COMPOSED).max(0.0);
        let upper = above(elementary::hypot(a.upper, b.upper), COMPOSED);
        Self::ends(lower, upper, a.decoration.min(b.decoration))
    }

    fn exp(&self) -> Self {
        // Not by way of a pointer: it is asked for often.
        let (lower, upper) = (elementary::exp(self.lower), elementary::exp(self.upper));
        Self::ends(below(lower, ELEMENTARY).max(0.0), above(upper, ELEMENTARY), self.decoration)
    }

    fn ln(&self) -> Self {
        self.monotone(Unary::Ln)
    }

    fn log10(&self) -> Self {
        self.monotone(Unary::Log10)
    }

    fn sin(&self) -> Self {
        self.sin_cos().0
    }

    fn cos(&self) -> Self {
        self.sin_cos().1
    }

    fn sin_cos(&self) -> (Self, Self) {
        let Some(turns) = self.quarter_turns() else {
            let any = Self::ends(-1.0, 1.0, self.decoration);
            return (any, any);
        };
        let (low, high) = (elementary::sin_cos(self.lower), elementary::sin_cos(self.upper));
        (self.wave([low.0, high.0], turns, 1), self.wave([low.1, high.1], turns, 0))
    }

    fn tan(&self) -> Self {
        // The poles are the odd quarter turns.
        match self.quarter_turns() {
            Some((first, last)) if first + (1 - first).rem_euclid(2) > last => {
                self.rising(elementary::tan, ELEMENTARY, f64::NEG_INFINITY, f64::INFINITY)
            }
            _ => Self::whole(self.decoration.min(Decoration::Partial)),
        }
    }

    fn asin(&self) -> Self {
        self.monotone(Unary::Asin)
    }

    fn acos(&self) -> Self {
        let Some(cosine) = self.restricted(-1.0, 1.0) else { return Self::NOWHERE };
        cosine.neg().rising(|x| elementary::acos(-x), ELEMENTARY, 0.0, PI_UP)
    }

    fn atan(&self) -> Self {
        self.monotone(Unary::Atan)
    }

    /// The angle to an axis that is not met, by the quotient, each of whose arguments it has once.
    fn atan2(&self, x: &Self) -> Self {
        let half = Self::ends(FRAC_PI_2, PI_2_UP, Decoration::Continuous);
        if x.lower > 0.0 {
            return self.div(x).atan();
        }
        if self.lower > 0.0 {
            return half.sub(&x.div(self).atan());
        }
        if self.upper < 0.0 {
            return half.neg().sub(&x.div(self).atan());
        }
        let decoration = self.decoration.min(x.decoration);
        if self.lower == self.upper && x.lower == x.upper && x.lower == 0.0 {
            return Self::NOWHERE;
        }
        // Next to the seam, too, nobody on it can say that nothing jumps; about the origin there is every angle.
        let trust = if x.upper < 0.0 { Decoration::Defined } else { Decoration::Partial };
        let lowest = if self.lower < 0.0 { -PI_UP } else { 0.0 };
        Self::ends(lowest, PI_UP, decoration.min(trust))
    }

    fn sinh(&self) -> Self {
        self.monotone(Unary::Sinh)
    }

    fn cosh(&self) -> Self {
        self.sizes().rising(elementary::cosh, HYPERBOLIC, 1.0, f64::INFINITY)
    }

    fn tanh(&self) -> Self {
        self.monotone(Unary::Tanh)
    }

    fn special(&self, function: Unary) -> Self {
        self.monotone(function)
    }
}
