//! [`SymmetricEigen2`]: eigenvalues and eigenvectors of a symmetric 2×2 matrix in closed form.

/// The spectrum of a symmetric 2×2 matrix.
///
/// For a Hessian: the eigenvectors are the axes of the level ellipse, the eigenvalues how sharply
/// the surface bends along them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SymmetricEigen2 {
    /// The eigenvalues, ascending.
    pub eigenvalues: [f64; 2],
    /// The unit eigenvectors in the same order, at right angles. Of the two signs, the one whose
    /// first component is positive (whose second is, where the first is within 1e-9 of 0).
    pub eigenvectors: [[f64; 2]; 2],
}

impl SymmetricEigen2 {
    /// The spectrum of the matrix `[[a, b], [b, c]]`.
    ///
    /// One Jacobi rotation diagonalises it: with `t` the tangent of the angle, chosen of at most
    /// 45 degrees, the eigenvalues are `a - t b` and `c + t b`. Nothing large is subtracted from
    /// anything large to get `t`, so nearly equal eigenvalues and ones 1e16 apart both come out
    /// right: each to a few units in the last place of the larger, and the smaller to a few of its
    /// own wherever the entries determine it so well. No entry is squared, so none overflows.
    ///
    /// A matrix with NaN or infinite entries has NaN eigenvalues and eigenvectors.
    ///
    /// Source: G. H. Golub and C. F. Van Loan, *Matrix Computations*, 4th ed., Johns Hopkins 2013,
    /// algorithm 8.5.1.
    #[must_use]
    pub fn new(a: f64, b: f64, c: f64) -> Self {
        if !(a.is_finite() && b.is_finite() && c.is_finite()) {
            return Self { eigenvalues: [f64::NAN; 2], eigenvectors: [[f64::NAN; 2]; 2] };
        }
        let tangent = if b == 0.0 {
            0.0
        } else {
            // The cotangent of twice the angle; halved before subtracting, lest the difference overflow.
            let cotangent = (0.5 * c - 0.5 * a) / b;
            1.0f64.copysign(cotangent) / (cotangent.abs() + (1.0 + cotangent * cotangent).sqrt())
        };
        let cos = 1.0 / (1.0 + tangent * tangent).sqrt();
        let sin = tangent * cos;
        let first = (a - tangent * b, oriented([cos, -sin]));
        let second = (c + tangent * b, oriented([sin, cos]));
        let (low, high) = if second.0 < first.0 { (second, first) } else { (first, second) };
        Self { eigenvalues: [low.0, high.0], eigenvectors: [low.1, high.1] }
    }
}

/// The vector or its opposite, whichever points right (up, if neither does).
fn oriented([x, y]: [f64; 2]) -> [f64; 2] {
    let leading = if x.abs() > 1e-9 { x } else { y };
    // Adding 0 makes -0 a plain 0.
    if leading < 0.0 { [0.0 - x, 0.0 - y] } else { [x + 0.0, y + 0.0] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: f64, b: f64, c: f64) {
        let SymmetricEigen2 { eigenvalues: [low, high], eigenvectors: [u, v] } =
            SymmetricEigen2::new(a, b, c);
        let size = a.abs().max(b.abs()).max(c.abs());
        assert!(low <= high, "[[{a}, {b}], [{b}, {c}]]: {low} above {high}");
        for (value, [x, y]) in [(low, u), (high, v)] {
            let rest = [(a - value) * x + b * y, b * x + (c - value) * y];
            for rest in rest {
                assert!(rest.abs() <= 4e-16 * size, "[[{a}, {b}], [{b}, {c}]]: residual {rest} of {value}");
            }
            assert!((x * x + y * y - 1.0).abs() < 5e-16, "[[{a}, {b}], [{b}, {c}]]: length of {x}, {y}");
        }
        let across = u[0] * v[0] + u[1] * v[1];
        assert!(across.abs() < 3e-16, "[[{a}, {b}], [{b}, {c}]]: not at right angles by {across}");
    }

    #[test]
    fn every_shape_of_matrix() {
        let entries =
            [0.0, -0.0, 1.0, -1.0, 1.0 + f64::EPSILON, 2.0, -3.5, 1e-16, 1e16, -1e16, 1e-300, 1e150, 1e300];
        for a in entries {
            for b in entries {
                for c in entries {
                    check(a, b, c);
                }
            }
        }
    }

    #[test]
    fn far_apart() {
        let near_singular = SymmetricEigen2::new(1e16, 1.0, 1.0);
        // 1 - 1/1e16, which is 1 to the last bit but one.
        assert!((near_singular.eigenvalues[0] - 1.0).abs() <= f64::EPSILON);
        assert_eq!(near_singular.eigenvalues[1], 1e16);
        let axes = SymmetricEigen2::new(2.0, 0.0, -1000.0);
        assert_eq!(
            axes,
            SymmetricEigen2 { eigenvalues: [-1000.0, 2.0], eigenvectors: [[0.0, 1.0], [1.0, 0.0]] }
        );
    }

    #[test]
    fn huge_entries() {
        let huge = SymmetricEigen2::new(8e307, -8e307, 8e307);
        assert_eq!(huge.eigenvalues, [0.0, 1.6e308]);
        let half = std::f64::consts::FRAC_1_SQRT_2;
        for component in huge.eigenvectors.concat() {
            assert!((component.abs() - half).abs() < 2e-16, "{component}");
        }
    }

    #[test]
    fn nothing_from_nothing() {
        assert!(SymmetricEigen2::new(f64::NAN, 0.0, 1.0).eigenvalues[0].is_nan());
        assert!(SymmetricEigen2::new(f64::INFINITY, 0.0, 1.0).eigenvectors[0][0].is_nan());
    }
}
