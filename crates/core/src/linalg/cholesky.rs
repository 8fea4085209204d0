//! The root of a symmetric positive definite matrix, and equations solved with it.

/// The lower triangle `L`, row-major with zeros above, with `L Lᵀ` the symmetric `n`×`n` matrix; `None` unless that is
/// positive definite, as far as doubles can tell. Only the diagonal and what is below it are read.
///
/// Source: G. H. Golub and C. F. Van Loan, *Matrix Computations*, 4th ed., Johns Hopkins 2013, section 4.2.5.
pub(crate) fn cholesky(n: usize, matrix: &[f64]) -> Option<Vec<f64>> {
    let mut lower = vec![0.0; n * n];
    for i in 0..n {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| lower[i * n + k] * lower[j * n + k]).sum();
            let rest = matrix[i * n + j] - known;
            lower[i * n + j] = if i == j {
                // What is left of a diagonal entry by rounding alone is no sign of being positive.
                if rest.is_nan() || rest <= n as f64 * f64::EPSILON * matrix[i * n + i].abs() {
                    return None;
                }
                rest.sqrt()
            } else {
                rest / lower[j * n + j]
            };
        }
    }
    Some(lower)
}

/// The `x` of `L Lᵀ x = right`.
pub(crate) fn by_cholesky(lower: &[f64], right: &[f64]) -> Vec<f64> {
    let n = right.len();
    let mut x = right.to_vec();
    for i in 0..n {
        let known: f64 = (0..i).map(|k| lower[i * n + k] * x[k]).sum();
        x[i] = (x[i] - known) / lower[i * n + i];
    }
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|k| lower[k * n + i] * x[k]).sum();
        x[i] = (x[i] - known) / lower[i * n + i];
    }
    x
}
