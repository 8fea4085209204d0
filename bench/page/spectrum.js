// Eigenvalues and eigenvectors of dense symmetric matrices.
import { hillside, script } from './peers.js';
import { randomPoints } from './problems.js';

/** @param {number} n */
function symmetric(n) {
  const { xs } = randomPoints(n * n, [-1, 1, -1, 1]);
  return Float64Array.from({ length: n * n }, (_, k) => {
    const row = Math.floor(k / n), column = k % n;
    return xs[Math.max(row, column) * n + Math.min(row, column)];
  });
}

export async function cases() {
  const { symmetricEigen } = await hillside();
  await script('ml-matrix/matrix.umd.js');
  const { EVD, Matrix } = /** @type {any} */ (globalThis).mlMatrix;
  return [45, 177].map(n => {
    const matrix = symmetric(n);
    const rows = Array.from({ length: n }, (_, row) => Array.from(matrix.subarray(row * n, row * n + n)));
    return {
      name: `${n} × ${n}`,
      contestants: [
        { name: 'hillside', run: () => symmetricEigen(matrix, n).slice(0, n) },
        { name: 'ml-matrix', run: () => new EVD(new Matrix(rows), { assumeSymmetric: true }).realEigenvalues },
      ],
      check(results) {
        const theirs = Float64Array.from(results['ml-matrix']).sort();
        const worst = theirs.reduce((most, value, k) => Math.max(most, Math.abs(value - results.hillside[k])), 0);
        return worst < 1e-9 ? {} : { hillside: `eigenvalues differ by ${worst}` };
      },
    };
  });
}
