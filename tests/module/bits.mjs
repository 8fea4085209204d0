// Everything `bits.json` names, read and walked: one line each, numbers as the bits they are made of.

const words = new DataView(new ArrayBuffer(8));

/** Not-a-number has many patterns that mean the same. */
function hex(value) {
  if (Number.isNaN(value)) return 'nan';
  words.setFloat64(0, value);
  return words.getBigUint64(0).toString(16).padStart(16, '0');
}

/** @returns {string[]} */
export function bits({ Surface, Descent, contourLevels, contourLines }, cases) {
  const lines = [];
  const tell = (what, values) => lines.push(`${what}: ${Array.from(values, hex).join(' ')}`);
  const [x0, x1, y0, y1] = cases.box, [nx, ny] = cases.nodes;
  cases.formulas.forEach((formula, number) => {
    const surface = new Surface(formula);
    cases.points.forEach(([x, y], at) => {
      const here = `formula ${number} at ${at}`;
      tell(`${here}, value`, [surface.value(x, y)]);
      tell(`${here}, gradient`, surface.gradient(x, y));
      tell(`${here}, Hessian`, surface.hessian(x, y));
      const { eigenvalues, eigenvectors, spectralRadius, safeStep } = surface.curvature(x, y);
      tell(`${here}, curvature`, [...eigenvalues, ...eigenvectors.flat(), spectralRadius, safeStep]);
      tell(`${here}, Taylor`, surface.taylor(x, y, 5));
    });
    const points = [0, 1].map((axis) => Float64Array.from(cases.points, (point) => point[axis]));
    tell(`formula ${number}, derivatives`, surface.derivatives(points[0], points[1]));
    const { points: found, complete } = surface.criticalPoints(x0, x1, y0, y1);
    const known = found.filter(({ proved }) => proved);
    tell(`formula ${number}, critical points, ${complete}`, known.flatMap(({ x, y, value, eigenvalues, error }) => [x, y, value, eigenvalues[0], error]));
    const { lower, upper } = surface.lipschitz(x0, x1, y0, y1, 1e-2);
    tell(`formula ${number}, Lipschitz`, [lower, upper]);
    const values = surface.sample(x0, x1, y0, y1, nx, ny);
    for (let row = 0; row < ny; row += 1) {
      tell(`formula ${number}, row ${row}`, values.subarray(row * nx, (row + 1) * nx));
    }
    const levels = contourLevels(values, 12);
    tell(`formula ${number}, levels`, levels);
    const contours = contourLines(values, nx, ny, levels);
    tell(`formula ${number}, contour points`, contours.points);
    tell(`formula ${number}, contour starts`, contours.starts);
    tell(`formula ${number}, contour levels`, contours.levels);
  });
  cases.runs.forEach(({ formula, steps, parameters, ...settings }, number) => {
    const descent = new Descent(new Surface(cases.formulas[formula]), { start: cases.points[0], ...parameters, ...settings });
    for (const step of [descent.at(0), ...descent.run(steps)]) {
      const { x, y, value, gradient, rate, predicted } = step;
      tell(`run ${number}, step ${step.index}, ${step.status}`, [x, y, value, ...gradient, rate, predicted]);
    }
  });
  return lines;
}
