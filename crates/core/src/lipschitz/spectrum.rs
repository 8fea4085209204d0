//! The spectrum of matrices whose entries are known in intervals.

use crate::{Interval, Number};

/// The power of two at or below a size; the smallest normal one below that.
pub(super) fn binade(size: f64) -> f64 {
    f64::from_bits(size.to_bits() & (0x7ff << 52)).max(f64::MIN_POSITIVE)
}

/// The larger eigenvalue of `[[a, b], [b, c]]`: `(a + c)/2 + sqrt(((a - c)/2)^2 + b^2)`.
fn largest(a: f64, b: f64, c: f64) -> Interval {
    let size = a.abs().max(b.abs()).max(c.abs());
    if size == 0.0 {
        return Interval::point(0.0);
    }
    if size == f64::INFINITY {
        return Interval::new(f64::NEG_INFINITY, f64::INFINITY);
    }
    // As multiples of a power of two: the squares of large or small entries would not fit.
    let unit = binade(size);
    let inverse = Interval::point(1.0 / unit);
    let [a, b, c] = [a, b, c].map(|entry| Interval::point(entry).mul(&inverse));
    let half = Interval::point(0.5);
    let (mean, apart) = (a.add(&c).mul(&half), a.sub(&c).mul(&half));
    mean.add(&apart.powi(2).add(&b.powi(2)).sqrt()).mul(&Interval::point(unit))
}

/// What the larger eigenvalue of the matrices `[[a, b], [b, c]]`, and the smaller one with its sign
/// turned, do not exceed.
///
/// The larger eigenvalue grows with `a`, with `c` and with the size of `b`, so it is greatest where
/// they are; the smaller one likewise, with every sign turned.
///
/// Source: J. Rohn, Bounds on eigenvalues of interval matrices, ZAMM 78, 1998.
pub(super) fn extremes([a, b, c]: &[Interval; 3]) -> [f64; 2] {
    let bend = b.magnitude();
    [largest(a.upper(), bend, c.upper()).upper(), largest(-a.lower(), bend, -c.lower()).upper()]
}

/// A size the spectral radius of none of the matrices exceeds.
pub(super) fn greatest(matrices: &[Interval; 3]) -> f64 {
    let [high, low] = extremes(matrices);
    high.max(low).max(0.0)
}

/// A size the spectral radius of all the matrices has.
pub(super) fn smallest([a, b, c]: &[Interval; 3]) -> f64 {
    let bend = b.mignitude();
    let high = largest(a.lower(), bend, c.lower()).lower();
    let low = largest(-a.upper(), bend, -c.upper()).lower();
    high.max(low).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SymmetricEigen2;

    #[test]
    fn a_matrix_of_any_size_has_its_spectrum_enclosed() {
        for scale in [1.0, 1e-160, 1e160, 1e-250, 1e250, 3e-308, 1e307] {
            for [a, b, c] in
                [[2.0, 0.0, 1.0], [1.0, 2.0, -3.0], [1.0, 1.0, 1.0], [0.0, 1.0, 0.0], [-5.0, 1e-9, -5.0]]
            {
                let [a, b, c] = [a, b, c].map(|entry| entry * scale);
                let [low, high] = SymmetricEigen2::new(a, b, c).eigenvalues;
                let (radius, matrix) = (high.max(-low), [a, b, c].map(Interval::point));
                let [above, below] = extremes(&matrix);
                let slack = 1e-14 * radius;
                assert!(above >= high - slack && above <= high + slack, "{high:e}: {above:e}");
                assert!(below >= -low - slack && below <= -low + slack, "{low:e}: {below:e}");
                assert!(smallest(&matrix) <= radius && radius <= greatest(&matrix), "{radius:e}");
                assert!(greatest(&matrix) - smallest(&matrix) <= slack, "{radius:e}: {matrix:?}");
            }
        }
        let zero = [0.0; 3].map(Interval::point);
        assert_eq!((smallest(&zero), greatest(&zero)), (0.0, 0.0));
        let large = [f64::MAX; 3].map(Interval::point);
        assert_eq!(greatest(&large), f64::INFINITY);
        let any = [Interval::new(f64::NEG_INFINITY, 1.0); 3];
        assert_eq!((smallest(&any), greatest(&any)), (0.0, f64::INFINITY));
    }

    #[test]
    fn the_power_of_two_below() {
        for (size, want) in [
            (1.0, 1.0),
            (1.5, 1.0),
            (0.7, 0.5),
            (1e300, crate::Number::powi(&2.0, 996)),
            (f64::MAX, crate::Number::powi(&2.0, 1023)),
        ] {
            assert_eq!(binade(size), want, "{size:e}");
        }
        assert_eq!((binade(0.0), binade(1e-310)), (f64::MIN_POSITIVE, f64::MIN_POSITIVE));
    }
}
