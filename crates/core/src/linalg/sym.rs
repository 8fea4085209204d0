//! [`SymmetricEigen`]: eigenvalues and eigenvectors of a symmetric n×n matrix.

use crate::{Lanes, Number};

/// The spectrum of a symmetric matrix.
///
/// For a Hessian: the directions in which the function bends without twisting, and how sharply.
#[derive(Clone, Debug, PartialEq)]
pub struct SymmetricEigen {
    /// The eigenvalues, ascending.
    pub eigenvalues: Vec<f64>,
    /// The unit eigenvectors in the same order, one a row, row-major, at right angles. Of the two signs, the one
    /// whose first component larger than 1e-9 in size is positive.
    pub eigenvectors: Vec<f64>,
}

impl SymmetricEigen {
    /// The spectrum of the row-major `n`×`n` matrix. Only the diagonal and what is below it are read.
    ///
    /// - Each eigenvalue is right to a few units in the last place of the largest in size (small ones are not known
    ///   better than that), residuals and angles likewise.
    /// - A matrix with NaN or infinite entries, or of another length than `n * n`, has NaN eigenvalues and
    ///   eigenvectors. `n = 0` has none.
    /// - No entry is squared before the matrix is scaled to 1, so none overflows.
    ///
    /// The matrix is brought to three diagonals by Householder reflections, then to one by QL steps with
    /// implicit Wilkinson shifts; both kinds of orthogonal steps make up the eigenvectors.
    ///
    /// Source: G. H. Golub and C. F. Van Loan, *Matrix Computations*, 4th ed., Johns Hopkins 2013, algorithm 8.3.1
    /// and sections 8.3.3 to 8.3.5.
    #[must_use]
    pub fn new(matrix: &[f64], n: usize) -> Self {
        let mut vectors = vec![f64::NAN; n * n];
        let eigenvalues = decompose(matrix, n, Some(&mut vectors));
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|a, b| eigenvalues[*a].total_cmp(&eigenvalues[*b]));
        let mut eigenvectors = Vec::with_capacity(n * n);
        for &index in &order {
            let vector = &vectors[index * n..(index + 1) * n];
            let leading = vector.iter().find(|component| component.abs() > 1e-9);
            let sign = if leading.is_some_and(|component| *component < 0.0) { -1.0 } else { 1.0 };
            // Adding 0 makes -0 a plain 0.
            eigenvectors.extend(vector.iter().map(|component| sign * component + 0.0));
        }
        Self { eigenvalues: order.iter().map(|index| eigenvalues[*index]).collect(), eigenvectors }
    }
}

/// The eigenvalues alone, ascending, at a third of the work; see [`SymmetricEigen::new`].
#[must_use]
pub fn symmetric_eigenvalues(matrix: &[f64], n: usize) -> Vec<f64> {
    let mut eigenvalues = decompose(matrix, n, None);
    eigenvalues.sort_by(f64::total_cmp);
    eigenvalues
}

/// The eigenvalues in no order, and in `vectors`, if given, the eigenvectors, one a row.
fn decompose(matrix: &[f64], n: usize, mut vectors: Option<&mut Vec<f64>>) -> Vec<f64> {
    let largest = matrix.iter().fold(0.0, |size: f64, entry| size.max(entry.abs()));
    if matrix.len() != n * n || !matrix.iter().all(|entry| entry.is_finite()) {
        return vec![f64::NAN; n];
    }
    // A power of two near the largest entry: scaling by it loses no digit.
    let scale = power_of_two(largest);
    let mut work: Vec<f64> = matrix.iter().map(|entry| entry / scale).collect();
    let mut tridiagonal = tridiagonalise(&mut work, n);
    if let Some(vectors) = &mut vectors {
        **vectors = accumulate(&work, &tridiagonal.lengths, n);
    }
    if !diagonalise(&mut tridiagonal, n, vectors.as_mut().map(|vectors| &mut vectors[..])) {
        if let Some(vectors) = vectors {
            vectors.fill(f64::NAN);
        }
        return vec![f64::NAN; n];
    }
    tridiagonal.diagonal.iter().map(|value| value * scale).collect()
}

/// The power of two at or below a size, within what also its inverse can be; 1 for 0.
pub(crate) fn power_of_two(size: f64) -> f64 {
    if size == 0.0 {
        return 1.0;
    }
    let exponent = size.clamp(1e-300, 1e300).to_bits() >> 52;
    f64::from_bits(exponent << 52)
}

/// A symmetric matrix of three diagonals, similar to the one given.
struct Tridiagonal {
    diagonal: Vec<f64>,
    /// What stands beside the diagonal: entry `i` links `i` and `i + 1`; the last is 0.
    beside: Vec<f64>,
    /// The factor `2 / |v|²` of the reflection that cleared row `i`; 0 where there was nothing to clear.
    lengths: Vec<f64>,
}

/// Reflections from the last row up: each clears one row left of its last two entries. The vector of the
/// reflection that cleared row `i` stays in the first `i` places of that row.
fn tridiagonalise(a: &mut [f64], n: usize) -> Tridiagonal {
    let mut found = Tridiagonal { diagonal: vec![0.0; n], beside: vec![0.0; n], lengths: vec![0.0; n] };
    let mut p = vec![0.0; n];
    for i in (1..n).rev() {
        let (above, rest) = a.split_at_mut(i * n);
        let v = &mut rest[..i];
        let last = v[i - 1];
        // What is to be cleared, measured without squaring anything tiny.
        let size = v[..i - 1].iter().fold(0.0, |size: f64, entry| size.max(entry.abs()));
        if size == 0.0 {
            found.beside[i - 1] = last;
            continue;
        }
        let unit = power_of_two(size.max(last.abs()));
        for entry in v.iter_mut() {
            *entry /= unit;
        }
        let length = dot(v, v).sqrt();
        let head = v[i - 1];
        // Of the two reflections the one whose vector does not cancel.
        let image = if head > 0.0 { -length } else { length };
        v[i - 1] = head - image;
        found.beside[i - 1] = image * unit;
        let factor = 2.0 / dot(v, v);
        found.lengths[i] = factor;

        // p = factor A v, with A in the lower triangle: each row serves as a row and as a column.
        p[..i].fill(0.0);
        for (row, j) in above.chunks_exact(n).zip(0..i) {
            let (row, diagonal) = (&row[..j], row[j]);
            p[j] += dot(row, &v[..j]) + diagonal * v[j];
            add_multiple(&mut p[..j], v[j], row);
        }
        for p in &mut p[..i] {
            *p *= factor;
        }
        // A - v w' - w v' with w = p - (factor/2 p'v) v.
        let half = 0.5 * factor * dot(&p[..i], v);
        add_multiple(&mut p[..i], -half, v);
        for (row, j) in above.chunks_exact_mut(n).zip(0..i) {
            subtract_two(&mut row[..=j], v[j], &p[..=j], p[j], &v[..=j]);
        }
    }
    for (i, diagonal) in found.diagonal.iter_mut().enumerate() {
        *diagonal = a[i * n + i];
    }
    found
}

/// The product of all reflections, transposed: row `i` is where the `i`-th axis of the tridiagonal matrix points.
fn accumulate(a: &[f64], lengths: &[f64], n: usize) -> Vec<f64> {
    let mut q = vec![0.0; n * n];
    for i in 0..n {
        q[i * n + i] = 1.0;
    }
    // The reflection of row i moves the first i axes only, and those before it fewer still.
    for i in 1..n {
        if lengths[i] == 0.0 {
            continue;
        }
        let v = &a[i * n..i * n + i];
        for row in q.chunks_exact_mut(n).take(i) {
            let share = -lengths[i] * dot(&row[..i], v);
            add_multiple(&mut row[..i], share, v);
        }
    }
    q
}

/// The most QL steps an eigenvalue may take; three are usual.
const MOST_STEPS: usize = 60;

/// QL steps until nothing is left beside the diagonal; each plane rotation also turns two rows of `vectors`. `false`
/// if that does not come to an end, which has not been seen.
fn diagonalise(t: &mut Tridiagonal, n: usize, mut vectors: Option<&mut [f64]>) -> bool {
    let Tridiagonal { diagonal: d, beside: e, .. } = t;
    for first in 0..n {
        let mut steps = 0;
        loop {
            // The block from `first` up to the next entry beside the diagonal that vanishes.
            let last = (first..n - 1)
                .find(|&m| {
                    e[m].abs() <= f64::EPSILON * (d[m].abs() + d[m + 1].abs())
                        || e[m].abs() < f64::MIN_POSITIVE
                })
                .unwrap_or(n - 1);
            if last == first {
                break;
            }
            steps += 1;
            if steps > MOST_STEPS {
                return false;
            }
            // The eigenvalue of the leading 2x2 block nearer to its first entry.
            let half = (d[first + 1] - d[first]) / (2.0 * e[first]);
            let root = (half * half + 1.0).sqrt();
            let mut g = d[last] - d[first] + e[first] / (half + root.copysign(half));
            let (mut sine, mut cosine, mut shift) = (1.0, 1.0, 0.0);
            let mut broke = false;
            for i in (first..last).rev() {
                let (f, b) = (sine * e[i], cosine * e[i]);
                let length = (f * f + g * g).sqrt();
                e[i + 1] = length;
                if length < f64::MIN_POSITIVE {
                    // The matrix falls apart here.
                    d[i + 1] -= shift;
                    e[last] = 0.0;
                    broke = true;
                    break;
                }
                sine = f / length;
                cosine = g / length;
                let g2 = d[i + 1] - shift;
                let r = (d[i] - g2) * sine + 2.0 * cosine * b;
                shift = sine * r;
                d[i + 1] = g2 + shift;
                g = cosine * r - b;
                if let Some(vectors) = &mut vectors {
                    let (upper, lower) = vectors.split_at_mut((i + 1) * n);
                    rotate(&mut upper[i * n..(i + 1) * n], &mut lower[..n], cosine, sine);
                }
            }
            if broke {
                continue;
            }
            d[first] -= shift;
            e[first] = g;
            e[last] = 0.0;
        }
    }
    true
}

/// `Σ a_i b_i`. As the others below a counted loop over pairs, which stays one also in a build made to be small.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let (fours, rest) = a.as_chunks::<4>();
    let (others, other_rest) = b.as_chunks::<4>();
    let others = &others[..fours.len()];
    let [mut even, mut odd] = [Lanes::ZERO; 2];
    for i in 0..fours.len() {
        let ([a, b, c, d], [e, f, g, h]) = (fours[i], others[i]);
        even = even.add(&Lanes::new([a, b]).mul(&Lanes::new([e, f])));
        odd = odd.add(&Lanes::new([c, d]).mul(&Lanes::new([g, h])));
    }
    let mut sum = even.add(&odd).total();
    for i in 0..rest.len() {
        sum += rest[i] * other_rest[i];
    }
    sum
}

/// `a += factor b`.
fn add_multiple(a: &mut [f64], factor: f64, b: &[f64]) {
    let (pairs, rest) = a.as_chunks_mut::<2>();
    let (others, other_rest) = b.as_chunks::<2>();
    let others = &others[..pairs.len()];
    let factors = Lanes::constant(factor);
    for i in 0..pairs.len() {
        pairs[i] = Lanes::new(pairs[i]).add(&factors.mul(&Lanes::new(others[i]))).to_array();
    }
    if let ([a], [b]) = (rest, other_rest) {
        *a += factor * b;
    }
}

/// `a -= s b + t c`.
fn subtract_two(a: &mut [f64], s: f64, b: &[f64], t: f64, c: &[f64]) {
    let (pairs, rest) = a.as_chunks_mut::<2>();
    let ((bs, b_rest), (cs, c_rest)) = (b.as_chunks::<2>(), c.as_chunks::<2>());
    let (bs, cs) = (&bs[..pairs.len()], &cs[..pairs.len()]);
    let (ss, ts) = (Lanes::constant(s), Lanes::constant(t));
    for i in 0..pairs.len() {
        let taken = ss.mul(&Lanes::new(bs[i])).add(&ts.mul(&Lanes::new(cs[i])));
        pairs[i] = Lanes::new(pairs[i]).sub(&taken).to_array();
    }
    if let ([a], [b], [c]) = (rest, b_rest, c_rest) {
        *a -= s * b + t * c;
    }
}

/// A turn in the plane of two axes: `a` and `b` become `cosine a - sine b` and `sine a + cosine b`.
fn rotate(a: &mut [f64], b: &mut [f64], cosine: f64, sine: f64) {
    let (pairs, rest) = a.as_chunks_mut::<2>();
    let (others, other_rest) = b.as_chunks_mut::<2>();
    let others = &mut others[..pairs.len()];
    let (cosines, sines) = (Lanes::constant(cosine), Lanes::constant(sine));
    for i in 0..pairs.len() {
        let (old_a, old_b) = (Lanes::new(pairs[i]), Lanes::new(others[i]));
        pairs[i] = cosines.mul(&old_a).sub(&sines.mul(&old_b)).to_array();
        others[i] = sines.mul(&old_a).add(&cosines.mul(&old_b)).to_array();
    }
    if let ([a], [b]) = (rest, other_rest) {
        (*a, *b) = (cosine * *a - sine * *b, sine * *a + cosine * *b);
    }
}
