// The work: functions with their domains, points, grids and levels. Every contestant gets the same.

/**
 * A function as a reader types it, its domain, and the body of the fastest closure one would write by hand for it:
 * powers multiplied out, what occurs twice computed once.
 * @typedef {{ formula: string, domain: [number, number, number, number], body: string }} Problem
 */

/** @type {Record<string, Problem>} */
export const PROBLEMS = {
  rastrigin: {
    formula: '20+x^2-10*cos(2*pi*x)+y^2-10*cos(2*pi*y)',
    domain: [-5.12, 5.12, -5.12, 5.12],
    body: 'return 20 + x * x - 10 * Math.cos(6.283185307179586 * x) + y * y - 10 * Math.cos(6.283185307179586 * y);',
  },
  ackley: {
    formula: '-20*exp(-0.2*sqrt((x^2+y^2)/2))-exp((cos(2*pi*x)+cos(2*pi*y))/2)+e+20',
    domain: [-5, 5, -5, 5],
    body: `return -20 * Math.exp(-0.2 * Math.sqrt(0.5 * (x * x + y * y)))
      - Math.exp(0.5 * (Math.cos(6.283185307179586 * x) + Math.cos(6.283185307179586 * y))) + 22.718281828459045;`,
  },
  peaks: {
    formula: '3*(1-x)^2*exp(-x^2-(y+1)^2)-10*(x/5-x^3-y^5)*exp(-x^2-y^2)-1/3*exp(-(x+1)^2-y^2)',
    domain: [-3, 3, -3, 3],
    body: `const left = 1 - x, up = y + 1, right = x + 1, x2 = x * x, y2 = y * y;
      return 3 * left * left * Math.exp(-x2 - up * up) - 10 * (x * 0.2 - x2 * x - y2 * y2 * y) * Math.exp(-x2 - y2)
        - 0.3333333333333333 * Math.exp(-right * right - y2);`,
  },
};

/** The function as a closure made from text. @param {Problem} problem @returns {(x: number, y: number) => number} */
export const closure = problem => /** @type {any} */ (new Function('x', 'y', problem.body));

/** Calls f at every node of a grid: row-major, row 0 at y0, nodes at both ends. */
export function grid(f, [x0, x1, y0, y1], nx, ny) {
  const values = new Float64Array(nx * ny), dx = (x1 - x0) / (nx - 1), dy = (y1 - y0) / (ny - 1);
  let at = 0;
  for (let row = 0; row < ny; row += 1) {
    const y = y0 + row * dy;
    for (let column = 0; column < nx; column += 1) values[at++] = f(x0 + column * dx, y);
  }
  return values;
}

/** Heights evenly between the lowest and the highest value, both excluded. */
export function evenLevels(values, count) {
  let low = Infinity, high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return Float64Array.from({ length: count }, (_, k) => low + (high - low) * (k + 1) / (count + 1));
}

/** Points at random in a domain, the same at every run: a 32-bit xorshift (Marsaglia, 2003). */
export function randomPoints(count, [x0, x1, y0, y1]) {
  let state = 2463534242;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
  const xs = new Float64Array(count), ys = new Float64Array(count);
  for (let k = 0; k < count; k += 1) {
    xs[k] = x0 + (x1 - x0) * next();
    ys[k] = y0 + (y1 - y0) * next();
  }
  return { xs, ys };
}

/** The largest difference of two lists, relative to 1 + |b|; infinite where one of them is no number. */
export function difference(a, b) {
  if (a.length !== b.length) return Infinity;
  let worst = 0;
  for (let k = 0; k < b.length; k += 1) {
    const gap = Math.abs(a[k] - b[k]) / (1 + Math.abs(b[k]));
    if (!(gap <= worst)) worst = Number.isNaN(gap) ? Infinity : gap;
  }
  return worst;
}
