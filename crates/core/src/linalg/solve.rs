//! Linear equations by elimination.

/// Brings the row-major `n`×`n` matrix `a` to steps, exchanging rows so that the largest entry of each column leads, and
/// does the same with `right`, one number a row (or none). Gives the determinant; where that is not 0, `right` then holds
/// the solution of `a x = right`.
///
/// Source: G. H. Golub and C. F. Van Loan, *Matrix Computations*, 4th ed., Johns Hopkins 2013, algorithm 3.4.1.
pub(crate) fn eliminate(n: usize, mut a: Vec<f64>, right: &mut [f64]) -> f64 {
    let mut determinant = 1.0;
    for column in 0..n {
        let size = |row: usize| a[row * n + column].abs();
        let lead = (column..n).fold(column, |lead, row| if size(row) > size(lead) { row } else { lead });
        if lead != column {
            for j in 0..n {
                a.swap(lead * n + j, column * n + j);
            }
            if !right.is_empty() {
                right.swap(lead, column);
            }
            determinant = -determinant;
        }
        let pivot = a[column * n + column];
        determinant *= pivot;
        if pivot == 0.0 {
            return determinant;
        }
        for row in column + 1..n {
            let share = a[row * n + column] / pivot;
            for j in column..n {
                a[row * n + j] -= share * a[column * n + j];
            }
            if !right.is_empty() {
                right[row] -= share * right[column];
            }
        }
    }
    if !right.is_empty() {
        for row in (0..n).rev() {
            let known: f64 = (row + 1..n).map(|j| a[row * n + j] * right[j]).sum();
            right[row] = (right[row] - known) / a[row * n + row];
        }
    }
    determinant
}
