//! [`Lanes`]: a number that is several numbers, read at once.

use wide::{f64x2, u64x2};

use super::{Number, elementary};
use crate::Unary;

/// Two doubles that go through an expression together, one instruction for both.
///
/// Two is what the vector instructions of every browser hold. [`sample`](crate::sample) and
/// [`derivatives`](crate::derivatives) take each step of an expression for a row of them before the
/// next.
///
/// Accuracy: **each lane holds, to the last bit, what `f64` would hold**, whatever its neighbour
/// holds. The scalar `exp` and `tanh` are a lane of these. `ln`, `sin`, `cos`, `hypot` and `sigmoid` take the steps of
/// the scalar function in the same order. A lane that needs a special case (tiny, huge, infinite, NaN, near a
/// multiple of pi/2, or within 1e-5 of where the reduction changes its step) is computed by the
/// scalar function itself.
/// Arithmetic and `sqrt` are exact in either, and the remaining functions are scalar in every lane.
#[derive(Clone, Copy, Debug)]
pub struct Lanes(f64x2);

impl Lanes {
    /// How many numbers are in one.
    pub const WIDTH: usize = 2;

    /// Zero in every lane.
    pub(crate) const ZERO: Self = Self(f64x2::ZERO);

    /// The numbers `value(0)` and `value(1)`.
    #[must_use]
    pub fn from_fn(mut value: impl FnMut(usize) -> f64) -> Self {
        Self(f64x2::new([value(0), value(1)]))
    }

    /// These numbers.
    #[inline(always)]
    pub(crate) fn new(numbers: [f64; Self::WIDTH]) -> Self {
        Self(f64x2::new(numbers))
    }

    /// The numbers in order.
    #[inline(always)]
    #[must_use]
    pub fn to_array(&self) -> [f64; Self::WIDTH] {
        self.0.to_array()
    }

    /// The hyperbolic tangent and its slope together.
    #[inline(always)]
    pub(crate) fn tanh_and_slope(self) -> (Self, Self) {
        let (value, slope) = tanh(self.0);
        (Self(value), Self(slope))
    }

    /// The logistic function `1 / (1 + e^-x)` of `x` and of `-x`: two shares of 1, the smaller as exact as
    /// the larger.
    #[inline(always)]
    pub(crate) fn shares(self) -> (Self, Self) {
        let (small, large) = shares(self.0);
        let negative = self.0.simd_lt(splat(0.0));
        (Self(negative.select(small, large)), Self(negative.select(large, small)))
    }

    /// Whether one of many numbers is infinite.
    #[inline]
    pub(crate) fn any_infinite(numbers: &[Self]) -> bool {
        let found = |any: f64x2, lanes: &Self| any | lanes.0.abs().simd_eq(splat(f64::INFINITY));
        numbers.iter().fold(f64x2::ZERO, found).any()
    }

    /// Whether one of many numbers is 0.
    #[inline]
    pub(crate) fn any_zero(numbers: &[Self]) -> bool {
        let found = |any: f64x2, lanes: &Self| any | lanes.0.simd_eq(splat(0.0));
        numbers.iter().fold(f64x2::ZERO, found).any()
    }

    /// Whether all of many numbers are finite.
    #[inline]
    pub(crate) fn all_finite(numbers: &[Self]) -> bool {
        // Only infinities and NaN times 0 are not 0.
        let found = |any: f64x2, lanes: &Self| any | (lanes.0 * splat(0.0)).simd_ne(splat(0.0));
        !numbers.iter().fold(f64x2::ZERO, found).any()
    }

    /// The sum of the lanes.
    #[inline(always)]
    pub(crate) fn total(self) -> f64 {
        let [first, second] = self.to_array();
        first + second
    }

    /// A function that is scalar in every lane.
    #[inline(never)]
    pub(crate) fn each(self, f: fn(f64) -> f64) -> Self {
        Self(f64x2::new(self.0.to_array().map(f)))
    }

    /// A function of two numbers that is scalar in every lane.
    #[inline(never)]
    fn each_pair(self, other: Self, f: fn(f64, f64) -> f64) -> Self {
        let (a, b) = (self.to_array(), other.to_array());
        Self::from_fn(|lane| f(a[lane], b[lane]))
    }

    /// The result of a fast path: its values, and as a mask the lanes it has no right to, which
    /// `scalar` computes.
    #[inline]
    fn repaired(self, (value, outside): (f64x2, f64x2), scalar: fn(f64) -> f64) -> Self {
        Self(if outside.any() { mend(self.0, value, outside, scalar) } else { value })
    }
}

/// `value` with the lanes marked `outside` computed by `scalar` from `x`.
#[cold]
#[inline(never)]
fn mend(x: f64x2, value: f64x2, outside: f64x2, scalar: fn(f64) -> f64) -> f64x2 {
    let (x, value, outside) = (x.to_array(), value.to_array(), outside.to_bits().to_array());
    f64x2::new(std::array::from_fn(|lane| if outside[lane] == 0 { value[lane] } else { scalar(x[lane]) }))
}

#[inline(always)]
fn splat(value: f64) -> f64x2 {
    f64x2::splat(value)
}

/// 1.5 * 2^52: adding it rounds to a whole number and leaves that number in the low bits.
const ROUNDER: f64 = 6_755_399_441_055_744.0;

/// How near to the middle between two whole numbers counts as undecided. The scalar functions
/// decide there by the upper half of the argument's bits, about 1e-6 away from the middle.
const UNDECIDED: f64 = 0.5 - 1e-5;

/// `e^x` of one number, `None` near overflow and underflow.
pub(super) fn exp_of_one(x: f64) -> Option<f64> {
    let (value, outside) = exp(splat(x));
    (!outside.any()).then(|| value.to_array()[0])
}

/// `e^x` where neither it nor its inverse is near overflow, by the method of FreeBSD's `e_exp.c` (Sun
/// Microsystems, 1993): x = k ln 2 + r with k whole and r at most half of ln 2, then a rational
/// approximation in r. There is no branch in it: k is found by rounding, also for tiny x. Within 0.9
/// units in the last place.
#[inline(always)]
fn exp(x: f64x2) -> (f64x2, f64x2) {
    let outside = !x.abs().simd_le(splat(708.0));
    let Reduced { high, low, c, scale } = reduce(x);
    let r = high - low;
    let y = splat(1.0) + (r * c / (splat(2.0) - c) - low + high);
    (y * scale, outside)
}

/// What `x` is made of to find its exponential: `x = k ln 2 + r`, `r = high - low`, `scale = 2^k`, and
/// `e^r` is close to `1 + r + r c / (2 - c)`.
struct Reduced {
    high: f64x2,
    low: f64x2,
    c: f64x2,
    scale: f64x2,
}

#[inline(always)]
fn reduce(x: f64x2) -> Reduced {
    const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
    const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    const P: [f64; 5] = [
        1.666_666_666_666_660_2e-1,
        -2.777_777_777_701_559_3e-3,
        6.613_756_321_437_934e-5,
        -1.653_390_220_546_525_2e-6,
        4.138_136_797_057_238_5e-8,
    ];

    let shifted = x * splat(std::f64::consts::LOG2_E) + splat(ROUNDER);
    let k = shifted - splat(ROUNDER);

    let high = x - k * splat(LN2_HIGH);
    let low = k * splat(LN2_LOW);
    let r = high - low;
    let rr = r * r;
    let poly = splat(P[3]) + rr * splat(P[4]);
    let poly = splat(P[2]) + rr * poly;
    let poly = splat(P[1]) + rr * poly;
    let c = r - rr * (splat(P[0]) + rr * poly);
    let scale = (shifted.to_bits() << 52) + u64x2::splat(1023 << 52);
    Reduced { high, low, c, scale: f64x2::from_bits(scale) }
}

/// `tanh x` of one number.
pub(super) fn tanh_of_one(x: f64) -> f64 {
    tanh(splat(x)).0.to_array()[0]
}

/// `tanh x` and its slope `1 - tanh² x`, of any `x`: both within 3 units in the last place, also where one
/// is tiny or the other nearly 1.
///
/// With `y = 2|x| = k ln 2 + r` and the rational approximation of [`exp`], which can be written
/// `e^r = 1 + 2r / d`, `d = 2 - c`, one has `e^y - 1 = n / d` with `n = 2^k 2r + (2^k - 1) d`, where nothing
/// cancels. So `tanh |x| = (e^y - 1) / (e^y + 1) = n / (n + 2d)` and `1 - tanh |x| = 2d / (n + 2d)`, by one
/// division; the slope is the latter times `1 + tanh |x|`. Past 350 the slope stays at 1e-303.
#[inline(always)]
fn tanh(x: f64x2) -> (f64x2, f64x2) {
    let size = x.abs();
    let (n, d, inverse) = growth(size + size);
    let missing = (d + d) * inverse;
    // Where the tangent is large it is better known by what it lacks to 1, and is 1 where that is nothing.
    let tanh = size.simd_gt(splat(1.0)).select(splat(1.0) - missing, n * inverse);
    let slope = missing * (splat(1.0) + tanh);
    let sign = x & splat(-0.0);
    (tanh | sign, slope)
}

/// For `y >= 0`, written `e^y - 1 = n / d`: `n`, `d` and `1 / (n + 2d)`. What is larger than 700 counts as 700,
/// beyond which 2^k would overflow.
#[inline(always)]
fn growth(y: f64x2) -> (f64x2, f64x2, f64x2) {
    const LARGEST: f64 = 700.0;
    let y = y.simd_gt(splat(LARGEST)).select(splat(LARGEST), y);
    let Reduced { high, low, c, scale } = reduce(y);
    let r = high - low;
    let d = splat(2.0) - c;
    let n = scale * (r + r) + (scale - splat(1.0)) * d;
    (n, d, splat(1.0) / (n + (d + d)))
}

/// `1 / (1 + e^|x|)` and the rest to 1.
#[inline(always)]
fn shares(x: f64x2) -> (f64x2, f64x2) {
    let (_, d, inverse) = growth(x.abs());
    let small = d * inverse;
    (small, splat(1.0) - small)
}

/// `ln x`, step by step as `libm::log` (Sun Microsystems, `e_log.c`, 1993): x = 2^k m with m
/// between sqrt(1/2) and sqrt(2), then a series in (m-1)/(m+1).
#[inline(always)]
fn ln(x: f64x2) -> (f64x2, f64x2) {
    const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
    const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    const G: [f64; 7] = [
        6.666_666_666_666_735e-1,
        3.999_999_999_940_942e-1,
        2.857_142_874_366_239e-1,
        2.222_219_843_214_978_4e-1,
        1.818_357_216_161_805e-1,
        1.531_383_769_920_937_3e-1,
        1.479_819_860_511_658_6e-1,
    ];
    const ROOT_HALF: u64 = 0x3fe6_a09e << 32;
    const ONE: u64 = 0x3ff0_0000 << 32;
    // The bits of 2^52: a whole number put into its low bits counts from there.
    const COUNTER: u64 = 0x4330_0000 << 32;

    let outside = !(x.simd_ge(splat(f64::MIN_POSITIVE)) & x.simd_lt(splat(f64::INFINITY)));
    let bits = x.to_bits() + u64x2::splat(ONE - ROOT_HALF);
    let k = f64x2::from_bits((bits >> 52) | u64x2::splat(COUNTER)) - splat(4_503_599_627_370_496.0 + 1023.0);
    let m = f64x2::from_bits((bits & u64x2::splat((1 << 52) - 1)) + u64x2::splat(ROOT_HALF));

    let f = m - splat(1.0);
    let half_square = splat(0.5) * f * f;
    let s = f / (splat(2.0) + f);
    let z = s * s;
    let w = z * z;
    let even = w * (splat(G[1]) + w * (splat(G[3]) + w * splat(G[5])));
    let odd = z * (splat(G[0]) + w * (splat(G[2]) + w * (splat(G[4]) + w * splat(G[6]))));
    let r = odd + even;
    let value = s * (half_square + r) + k * splat(LN2_LOW) - half_square + f + k * splat(LN2_HIGH);
    (value, outside)
}

/// Sine and cosine, step by step as `libm::sincos` (Sun Microsystems, `k_sin.c`, `k_cos.c` and
/// `e_rem_pio2.c`, 1993): x = n pi/2 + y, with y to 85 bits, then a polynomial in y.
#[inline(always)]
fn sin_cos(x: f64x2) -> (f64x2, f64x2, f64x2) {
    const HALF_PI_HIGH: f64 = 1.570_796_326_734_125_6;
    const HALF_PI_LOW: f64 = 6.077_100_506_506_192e-11;
    const S: [f64; 6] = [
        -1.666_666_666_666_663_2e-1,
        8.333_333_333_322_49e-3,
        -1.984_126_982_985_795e-4,
        2.755_731_370_707_006_8e-6,
        -2.505_076_025_340_686_3e-8,
        1.589_690_995_211_55e-10,
    ];
    const C: [f64; 6] = [
        4.166_666_666_666_66e-2,
        -1.388_888_888_887_411e-3,
        2.480_158_728_947_673e-5,
        -2.755_731_435_139_066_3e-7,
        2.087_572_321_298_175e-9,
        -1.135_964_755_778_819_5e-11,
    ];

    let turns = x * splat(std::f64::consts::FRAC_2_PI);
    let shifted = turns + splat(ROUNDER);
    let n = shifted - splat(ROUNDER);
    let rest = x - n * splat(HALF_PI_HIGH);
    let low = n * splat(HALF_PI_LOW);
    let y = rest - low;
    let tail = (rest - y) - low;
    let size = x.abs();
    // Past 16 cancelled bits the scalar function reduces with more digits of pi; below 2^-27 it
    // answers x and 1.
    let outside = !size.simd_lt(splat(1e6))
        | (turns - n).abs().simd_gt(splat(UNDECIDED))
        | y.abs().simd_lt(size * splat(1.0 / 65536.0))
        | size.simd_lt(splat(3e-8));

    let z = y * y;
    let w = z * z;
    let v = z * y;
    let r = splat(S[1]) + z * (splat(S[2]) + z * splat(S[3])) + z * w * (splat(S[4]) + z * splat(S[5]));
    let reduced = y - ((z * (splat(0.5) * tail - v * r) - tail) - v * splat(S[0]));
    let direct = y + v * (splat(S[0]) + z * r);
    let sine = n.simd_eq(splat(0.0)).select(direct, reduced);

    let r = z * (splat(C[0]) + z * (splat(C[1]) + z * splat(C[2])))
        + w * w * (splat(C[3]) + z * (splat(C[4]) + z * splat(C[5])));
    let half = splat(0.5) * z;
    let near = splat(1.0) - half;
    let cosine = near + (((splat(1.0) - near) - half) + (z * r - y * tail));

    // Quarter turns: odd ones swap the two, and two of the four change a sign.
    let quarter = shifted.to_bits();
    let one = u64x2::splat(1);
    let two = u64x2::splat(2);
    let swap = f64x2::from_bits(u64x2::splat(0) - (quarter & one));
    let sine_sign = f64x2::from_bits((quarter & two) << 62);
    let cosine_sign = f64x2::from_bits(((quarter + one) & two) << 62);
    let sin = swap.select(cosine, sine) ^ sine_sign;
    let cos = swap.select(sine, cosine) ^ cosine_sign;
    (sin, cos, outside)
}

impl Number for Lanes {
    #[inline(always)]
    fn constant(value: f64) -> Self {
        Self(splat(value))
    }
    #[inline(always)]
    fn add(&self, other: &Self) -> Self {
        Self(self.0 + other.0)
    }
    #[inline(always)]
    fn sub(&self, other: &Self) -> Self {
        Self(self.0 - other.0)
    }
    #[inline(always)]
    fn mul(&self, other: &Self) -> Self {
        Self(self.0 * other.0)
    }
    #[inline(always)]
    fn div(&self, other: &Self) -> Self {
        Self(self.0 / other.0)
    }
    #[inline(always)]
    fn neg(&self) -> Self {
        Self(self.0 ^ splat(-0.0))
    }
    #[inline(always)]
    fn abs(&self) -> Self {
        Self(self.0.abs())
    }
    #[inline]
    fn signum(&self) -> Self {
        // 1 with the sign of the number; the number itself where it has none (0) or is none (NaN).
        let one = splat(1.0) | (self.0 & splat(-0.0));
        let sign = self.0.abs().simd_gt(splat(0.0)).select(one, self.0);
        // -0 has the sign 0.
        Self(sign + splat(0.0))
    }
    #[inline(always)]
    fn relu(&self) -> Self {
        // NaN is not below 0, and stays.
        Self(self.0.simd_le(splat(0.0)).select(splat(0.0), self.0))
    }
    #[inline(always)]
    fn max(&self, other: &Self) -> Self {
        let (a, b) = (self.0, other.0);
        Self(a.simd_ge(b).select(a, a.simd_lt(b).select(b, a + b)))
    }
    #[inline(always)]
    fn gated(&self, gate: &Self) -> Self {
        Self((self.0 * gate.0) & gate.0.simd_ne(splat(0.0)))
    }
    fn powi(&self, exponent: i32) -> Self {
        elementary::by_squaring(self, exponent).unwrap_or_else(|| self.powf(f64::from(exponent)))
    }
    #[inline(never)]
    fn powf(&self, exponent: f64) -> Self {
        Self(f64x2::new(self.to_array().map(|base| elementary::pow(base, exponent))))
    }
    fn pow(&self, exponent: &Self) -> Self {
        self.each_pair(*exponent, elementary::pow)
    }
    fn pow_ln(&self, exponent: &Self, times: u8) -> Self {
        let (base, exponent) = (self.to_array(), exponent.to_array());
        Self::from_fn(|lane| base[lane].pow_ln(&exponent[lane], times))
    }
    #[inline(always)]
    fn sqrt(&self) -> Self {
        Self(self.0.sqrt())
    }
    #[inline]
    fn hypot(&self, other: &Self) -> Self {
        let squares = self.0 * self.0 + other.0 * other.0;
        let [least, most] = elementary::TAME_SQUARES;
        let tame = squares.simd_ge(splat(least)) & squares.simd_le(splat(most));
        if tame.all() { Self(squares.sqrt()) } else { self.each_pair(*other, elementary::hypot) }
    }
    #[inline]
    fn exp(&self) -> Self {
        self.repaired(exp(self.0), elementary::exp)
    }
    #[inline]
    fn ln(&self) -> Self {
        self.repaired(ln(self.0), elementary::ln)
    }
    fn log10(&self) -> Self {
        self.each(elementary::log10)
    }
    #[inline]
    fn sin(&self) -> Self {
        let (sin, _, outside) = sin_cos(self.0);
        self.repaired((sin, outside), elementary::sin)
    }
    #[inline]
    fn cos(&self) -> Self {
        let (_, cos, outside) = sin_cos(self.0);
        self.repaired((cos, outside), elementary::cos)
    }
    #[inline]
    fn sin_cos(&self) -> (Self, Self) {
        let (sin, cos, outside) = sin_cos(self.0);
        (self.repaired((sin, outside), elementary::sin), self.repaired((cos, outside), elementary::cos))
    }
    fn tan(&self) -> Self {
        self.each(elementary::tan)
    }
    fn asin(&self) -> Self {
        self.each(elementary::asin)
    }
    fn acos(&self) -> Self {
        self.each(elementary::acos)
    }
    fn atan(&self) -> Self {
        self.each(elementary::atan)
    }
    fn atan2(&self, x: &Self) -> Self {
        self.each_pair(*x, elementary::atan2)
    }
    fn sinh(&self) -> Self {
        self.each(elementary::sinh)
    }
    fn cosh(&self) -> Self {
        self.each(elementary::cosh)
    }
    #[inline]
    fn tanh(&self) -> Self {
        Self(tanh(self.0).0)
    }
    #[inline]
    fn sigmoid(&self) -> Self {
        let (power, outside) = exp(-self.0.abs());
        let whole = splat(1.0) + power;
        let share = self.0.simd_lt(splat(0.0)).select(power, splat(1.0)) / whole;
        self.repaired((share, outside), elementary::sigmoid)
    }
    fn special(&self, function: Unary) -> Self {
        if function == Unary::Sigmoid { self.sigmoid() } else { self.each(elementary::scalar(function)) }
    }
}
