//! The spectrum of symmetric matrices: residuals, angles, order, and matrices that are hard on purpose.

use hillside_core::{SymmetricEigen, SymmetricEigen2, add_gaussian, symmetric_eigenvalues};

/// Row-major, from a function of row and column with `row >= column`.
fn symmetric(n: usize, entry: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    (0..n * n).map(|k| entry((k / n).max(k % n), (k / n).min(k % n))).collect()
}

fn random(n: usize, seed: u64) -> Vec<f64> {
    let mut values = vec![0.0; n * n];
    add_gaussian(seed, 0, 1.0, &mut values);
    symmetric(n, |i, j| values[i * n + j])
}

/// `Q diag(values) Q'` for a product of random reflections `Q`: a matrix whose eigenvalues are known.
fn with_eigenvalues(values: &[f64], seed: u64) -> Vec<f64> {
    let n = values.len();
    let mut matrix: Vec<f64> = (0..n * n).map(|k| if k / n == k % n { values[k / n] } else { 0.0 }).collect();
    for turn in 0..3 {
        let mut v = vec![0.0; n];
        add_gaussian(seed, turn, 1.0, &mut v);
        let square: f64 = v.iter().map(|v| v * v).sum();
        // Both sides of the product, one after the other.
        for transposed in [false, true] {
            let at = |i: usize, j: usize| if transposed { j * n + i } else { i * n + j };
            for j in 0..n {
                let along: f64 = (0..n).map(|i| v[i] * matrix[at(i, j)]).sum::<f64>() * 2.0 / square;
                for i in 0..n {
                    matrix[at(i, j)] -= along * v[i];
                }
            }
        }
    }
    symmetric(n, |i, j| matrix[i * n + j])
}

/// Checks order, residuals and angles, all relative to the largest entry, and returns the eigenvalues.
#[track_caller]
fn check(what: &str, matrix: &[f64], n: usize) -> Vec<f64> {
    let SymmetricEigen { eigenvalues, eigenvectors } = SymmetricEigen::new(matrix, n);
    assert_eq!((eigenvalues.len(), eigenvectors.len()), (n, n * n));
    let size = eigenvalues.iter().fold(0.0, |size: f64, value| size.max(value.abs()));
    assert!(eigenvalues.windows(2).all(|pair| pair[0] <= pair[1]), "{what}: not ascending");
    for i in 0..n {
        let v = &eigenvectors[i * n..(i + 1) * n];
        for (row, component) in matrix.chunks(n).zip(v) {
            let image: f64 = row.iter().zip(v).map(|(a, b)| (a / size) * b).sum();
            let rest = image - eigenvalues[i] / size * component;
            assert!(rest.abs() < 1e-13 || size == 0.0, "{what}: residual {rest:e} of eigenvalue {i}");
        }
        for j in 0..=i {
            let across: f64 = v.iter().zip(&eigenvectors[j * n..]).map(|(a, b)| a * b).sum();
            let want = if i == j { 1.0 } else { 0.0 };
            assert!((across - want).abs() < 1e-13, "{what}: vectors {i} and {j} at {across:e}");
        }
        let leading = v.iter().find(|component| component.abs() > 1e-9);
        assert!(leading.is_some_and(|component| *component > 0.0), "{what}: sign of vector {i}");
    }
    let alone = symmetric_eigenvalues(matrix, n);
    for (a, b) in alone.iter().zip(&eigenvalues) {
        assert!((a - b).abs() <= 1e-14 * size * n as f64, "{what}: {a:e} without vectors, {b:e} with");
    }
    eigenvalues
}

/// Checks, and that the eigenvalues are these, ascending, to `1e-14 n` of the largest.
#[track_caller]
fn check_values(what: &str, matrix: &[f64], want: &[f64]) {
    let size = want.iter().fold(0.0, |size: f64, value| size.max(value.abs()));
    for (got, want) in check(what, matrix, want.len()).iter().zip(want) {
        assert!(
            (got - want).abs() <= 1e-14 * size * (want.abs() / size + 5.0),
            "{what}: {got:e}, not {want:e}"
        );
    }
}

#[test]
fn nothing_and_one_number() {
    assert_eq!(SymmetricEigen::new(&[], 0), SymmetricEigen { eigenvalues: vec![], eigenvectors: vec![] });
    assert_eq!(
        SymmetricEigen::new(&[-3.5], 1),
        SymmetricEigen { eigenvalues: vec![-3.5], eigenvectors: vec![1.0] }
    );
    assert_eq!(symmetric_eigenvalues(&[0.0; 9], 3), [0.0; 3]);
    check("zeros", &[0.0; 16], 4);
}

#[test]
fn two_by_two_is_the_closed_form() {
    for (a, b, c) in
        [(1.0, 2.0, 3.0), (2.0, 0.0, -1000.0), (1.0, 1e-9, 1.0), (1e16, 1.0, 1.0), (-1.0, 1e-200, 1.0)]
    {
        let got = SymmetricEigen::new(&[a, b, b, c], 2);
        let want = SymmetricEigen2::new(a, b, c);
        let size = want.eigenvalues[0].abs().max(want.eigenvalues[1].abs());
        for (got, want) in got.eigenvalues.iter().zip(want.eigenvalues) {
            assert!((got - want).abs() <= 1e-15 * size, "[[{a}, {b}], [{b}, {c}]]: {got}, not {want}");
        }
        for (got, want) in got.eigenvectors.iter().zip(want.eigenvectors.concat()) {
            assert!((got - want).abs() <= 1e-14, "[[{a}, {b}], [{b}, {c}]]: {got}, not {want}");
        }
    }
}

#[test]
fn random_matrices_of_every_size() {
    for n in 1..40 {
        check(&format!("random {n}"), &random(n, n as u64), n);
    }
    for n in [45, 100, 177, 200] {
        let matrix = random(n, n as u64);
        let eigenvalues = check(&format!("random {n}"), &matrix, n);
        let trace: f64 = (0..n).map(|i| matrix[i * n + i]).sum();
        let squares: f64 = matrix.iter().map(|entry| entry * entry).sum();
        let sums = [eigenvalues.iter().sum::<f64>(), eigenvalues.iter().map(|value| value * value).sum()];
        assert!((sums[0] - trace).abs() < 1e-11 && (sums[1] - squares).abs() < 1e-13 * squares * n as f64);
    }
}

#[test]
fn eigenvalues_that_are_known() {
    // A string of beads: 2 beside -1.
    let n = 30;
    let beads = symmetric(n, |i, j| {
        if i == j {
            2.0
        } else if i == j + 1 {
            -1.0
        } else {
            0.0
        }
    });
    let cosine = |k: usize| hillside_core::Number::cos(&(std::f64::consts::PI * k as f64 / (n + 1) as f64));
    let want: Vec<f64> = (1..=n).map(|k| 2.0 - 2.0 * cosine(k)).collect();
    check_values("beads", &beads, &want);

    // Diagonal, in no order.
    let diagonal = symmetric(7, |i, j| if i == j { [3.0, -1.0, 0.0, 7.0, -1.0, 2.0, 1e-30][i] } else { 0.0 });
    assert_eq!(check("diagonal", &diagonal, 7), [-1.0, -1.0, 0.0, 1e-30, 2.0, 3.0, 7.0]);

    // Of rank one: v v'.
    let mut v = vec![0.0; 45];
    add_gaussian(1, 1, 1.0, &mut v);
    let mut want = vec![0.0; 45];
    want[44] = v.iter().map(|v| v * v).sum();
    check_values("rank one", &symmetric(45, |i, j| v[i] * v[j]), &want);

    // Clusters, as a network's Hessian has them: four of each sign, one apart, the others 0.
    let mut clustered = [vec![-0.375; 4], vec![0.0; 36], vec![0.25], vec![0.375; 4]].concat();
    check_values("clusters", &with_eigenvalues(&clustered, 3), &clustered);
    for (k, value) in clustered.iter_mut().enumerate() {
        *value += 1e-13 * k as f64;
    }
    check_values("near clusters", &with_eigenvalues(&clustered, 4), &clustered);

    // From 1 down to 1e-15, each to the digits the largest leaves it.
    let graded: Vec<f64> =
        (0..31).map(|k| hillside_core::Number::powf(&10.0, f64::from(k) / 2.0 - 15.0)).collect();
    check_values("graded", &with_eigenvalues(&graded, 5), &graded);
}

#[test]
fn huge_and_tiny_entries() {
    let plain = random(20, 9);
    let want = check("plain", &plain, 20);
    for scale in [1e-306, 1e-300, 1e-160, 1e160, 1e305] {
        let scaled: Vec<f64> = plain.iter().map(|entry| entry * scale).collect();
        for (got, want) in check(&format!("times {scale:e}"), &scaled, 20).iter().zip(&want) {
            assert!((got / scale - want).abs() < 1e-13, "times {scale:e}: {got:e}, not {want:e}");
        }
    }
    // Graded by rows, over the whole range of doubles.
    for n in [5, 12] {
        let steps =
            symmetric(n, |i, j| hillside_core::Number::powf(&10.0, 20.0 * (i + j) as f64 / n as f64 - 30.0));
        check("steep", &steps, n);
        let turned = symmetric(n, |i, j| steps[(n - 1 - i) * n + n - 1 - j]);
        check("steep the other way", &turned, n);
    }
    // Eigenvalues below the smallest normal number have few digits left; the vectors have all.
    let denormal = symmetric(6, |i, j| 5e-324 * ((i * 7 + j * 3) % 11) as f64);
    let (vectors, whole) =
        (SymmetricEigen::new(&denormal, 6).eigenvectors, symmetric(6, |i, j| ((i * 7 + j * 3) % 11) as f64));
    for (got, want) in vectors.iter().zip(SymmetricEigen::new(&whole, 6).eigenvectors) {
        assert!((got - want).abs() < 1e-13, "{got}, not {want}");
    }
}

#[test]
fn what_is_no_matrix_has_no_numbers() {
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let mut matrix = random(5, 2);
        matrix[7] = bad;
        let spectrum = SymmetricEigen::new(&matrix, 5);
        assert!(spectrum.eigenvalues.iter().chain(&spectrum.eigenvectors).all(|number| number.is_nan()));
        assert_eq!((spectrum.eigenvalues.len(), spectrum.eigenvectors.len()), (5, 25));
        assert!(symmetric_eigenvalues(&matrix, 5).iter().all(|number| number.is_nan()));
    }
    assert!(SymmetricEigen::new(&[1.0; 5], 2).eigenvalues.iter().all(|number| number.is_nan()));
}
