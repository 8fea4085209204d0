// Checks of the module against the independent reference, wherever it runs. Each takes the module
// and a file of the reference, and gives how much was compared and what differs.

/** What is compared, and the differences in words. */
class Tally {
  compared = 0;
  failures = [];

  near(what, got, want, tolerance) {
    this.compared += 1;
    const same = want === null ? !Number.isFinite(got) : Math.abs(got - want) <= tolerance;
    if (!same) this.failures.push(`${what} is ${got}, not ${want}`);
  }

  holds(what, condition) {
    this.compared += 1;
    if (!condition) this.failures.push(what);
  }
}

/** Values, gradients, Hessians, spectra and Taylor coefficients. */
export function surfaces({ Surface }, data) {
  const tally = new Tally();
  for (const { name, expr, points, taylor } of data.surfaces) {
    const surface = new Surface(expr);
    for (const { x, y, f, g, h, eig, vec, rho, scale } of points) {
      const near = (what, got, want, size) =>
        tally.near(`${name} at ${x}, ${y}: ${what}`, got, want, 1e-12 * Math.abs(want ?? 0) + 1e-13 * size);
      near('f', surface.value(x, y), f, scale[0]);
      surface.gradient(x, y).forEach((got, i) => near(`gradient ${i}`, got, g[i], scale[1]));
      surface.hessian(x, y).forEach((got, i) => near(`Hessian ${i}`, got, h[i], scale[2]));
      const many = surface.derivatives(Float64Array.of(x), Float64Array.of(y));
      [...g, ...h].forEach((want, i) => near(`derivative ${i}`, many[i], want, scale[i < 2 ? 1 : 2]));
      const curvature = surface.curvature(x, y);
      curvature.eigenvalues.forEach((got, i) => near(`eigenvalue ${i}`, got, eig[i], scale[2]));
      near('spectral radius', curvature.spectralRadius, rho, scale[2]);
      for (const [i, axis] of (vec ?? []).entries()) {
        const apart = (sign) => Math.max(...axis.map((want, k) => Math.abs(curvature.eigenvectors[i][k] - sign * want)));
        tally.near(`${name} at ${x}, ${y}: axis ${i} off by`, Math.min(apart(1), apart(-1)), 0, 1e-6);
      }
    }
    for (const { x, y, c, scale } of taylor) {
      const got = surface.taylor(x, y, 4);
      tally.holds(`${name}: ${got.length} coefficients`, got.length === c.length);
      c.forEach(([i, j, want], k) => {
        tally.near(`${name}: coefficient ${i}, ${j}`, got[k], want, 1e-12 * Math.abs(want) + 1e-13 * scale);
      });
    }
  }
  return tally;
}

/** A run's hyper-parameters, by the names of the module. */
function settings({ optimizer, hyper, start }) {
  const { lr, eps, alpha, betas, weight_decay: weightDecay, ...rest } = hyper;
  const method = optimizer === 'gd' ? 'gradient' : optimizer;
  return { start, method, rate: lr, epsilon: eps, decay: alpha, beta1: betas?.[0], beta2: betas?.[1], weightDecay, ...rest };
}

/** Every method's steps, as far as they can be compared. */
export function optimisers({ Surface, Descent }, data) {
  const tally = new Tally();
  for (const run of data.runs) {
    const name = `${run.function} ${run.optimizer} ${JSON.stringify(run.hyper)}`;
    const descent = new Descent(new Surface(run.expr), settings(run));
    descent.advance(run.compare_until);
    for (const [index, x, y] of run.points.filter(([index]) => index <= run.compare_until)) {
      const step = descent.at(index);
      for (const [what, got, want] of [['x', step?.x ?? NaN, x], ['y', step?.y ?? NaN, y]]) {
        tally.near(`${name}, step ${index}: ${what}`, got, want, run.rel_tol * (1 + Math.abs(want)));
      }
    }
    const last = descent.advance(200 - run.compare_until);
    const lost = run.first_nonfinite_step;
    tally.holds(
      `${name} ends ${last.status} at ${last.index}, not at ${lost ?? 200}`,
      lost === null ? last.index === 200 : last.status === 'diverged' && Math.abs(last.index - lost) <= 1,
    );
  }
  return tally;
}

/** What becomes of every published text. */
export function badInput({ Surface }, data) {
  const tally = new Tally();
  for (const { input, build, allow, at = [0, 0], value } of data.cases) {
    const text = input ?? build.map(([piece, times]) => piece.repeat(times)).join('');
    const short = text.length > 60 ? `${text.slice(0, 60)}… (${text.length})` : text;
    const start = performance.now();
    let kind, got = NaN;
    try {
      got = new Surface(text).value(...at);
      kind = Number.isNaN(got) ? 'nan' : got === Infinity ? 'posinf' : got === -Infinity ? 'neginf' : 'finite';
    } catch (error) {
      kind = error.kind;
      const range = 0 <= error.start && error.start <= error.end && error.end <= text.length;
      tally.holds(`${short}: points to ${error.start}…${error.end}`, range);
      tally.holds(`${short}: says ${error.message}`, error.name === 'FormulaError' && error.message.length > 8);
    }
    tally.holds(`${short} takes ${performance.now() - start} ms`, performance.now() - start < 1000);
    tally.holds(`${short} gives ${kind} ${got}, not ${allow}`, allow.includes(kind));
    if (kind === 'finite' && value !== undefined) tally.near(short, got, value, 1e-14 * (1 + Math.abs(value)));
  }
  return tally;
}

/** Every critical point, no other, of the right kind; degenerate sets honestly undecided. */
export function criticalPoints({ Surface }, data) {
  const tally = new Tally();
  for (const { name, expr, box, points: want } of data.surfaces) {
    const { points, complete } = new Surface(expr).criticalPoints(...box);
    tally.holds(`${name}: complete`, complete);
    tally.holds(`${name}: ${points.length} points, not ${want.length}`, points.length === want.length);
    for (const { x, y, f, eig, class: kind } of want) {
      const found = points.find((point) => Math.abs(point.x - x) <= 1e-9 && Math.abs(point.y - y) <= 1e-9);
      tally.holds(`${name}: a proved ${kind} at ${x}, ${y}`, found?.proved && found.kind === kind);
      if (!found) continue;
      tally.near(`${name} at ${x}, ${y}: f`, found.value, f, 1e-9 * (1 + Math.abs(f)));
      const larger = Math.max(...eig.map(Math.abs));
      found.eigenvalues.forEach((got, i) => tally.near(`${name} at ${x}, ${y}: eigenvalue ${i}`, got, eig[i], 1e-7 * larger));
    }
  }
  for (const { name, expr } of data.degenerate) {
    const { points, complete, undecided } = new Surface(expr).criticalPoints(-2, 2, -1.5, 1.5);
    tally.holds(`${name} is undecided`, !complete && undecided.length > 0 && points.every(({ proved }) => !proved));
  }
  return tally;
}

/** Enclosures that hold the reference's, and are narrow. */
export function lipschitz({ Surface, LipschitzSearch }, data) {
  const tally = new Tally();
  for (const { name, expr, box, L_lower: low, L_upper: high } of data.surfaces) {
    const surface = new Surface(expr), { lower, upper } = surface.lipschitz(...box, 1e-3);
    tally.holds(`${name}: ${lower} to ${upper} meets ${low} to ${high}`, lower <= high && low <= upper);
    tally.holds(`${name}: ${lower} to ${upper} is narrow`, upper <= lower * (1 + 1e-3));
    const search = new LipschitzSearch(surface, ...box, 1e-3);
    while (!search.step(997).finished);
    const slices = search.enclosure();
    tally.holds(`${name}: the same in slices`, slices.lower === lower && slices.upper === upper);
  }
  return tally;
}

/** Outputs, losses, gradients, spectra and training of networks. */
export function network({ Detector }, data) {
  const tally = new Tally();
  const near = (what, got, want, tolerance) => tally.near(what, got, want, tolerance * (1 + Math.abs(want)));
  const made = (layers, weights, labels, loss, more) =>
    new Detector({ layers, weights, target: labels, loss: loss === 'bce' ? 'cross-entropy' : 'squared', method: 'gradient', rate: 1, ...more });
  for (const { arch, theta, patterns, outputs, cases } of data.models) {
    const name = arch.join('-');
    for (const { labels, loss, value, grad, hessian_eig: eig, spectral_radius: rho, gd, adam } of cases) {
      const here = `${name}, ${labels}, ${loss}`, detector = made(arch, theta, labels, loss);
      const table = detector.truthTable();
      patterns.forEach((pattern, i) => {
        near(`${here}: output of ${pattern}`, table[pattern], outputs[i], 1e-12);
        tally.holds(`${here}: the table agrees with a prediction`, detector.predict(pattern) === table[pattern]);
      });
      near(`${here}: loss`, detector.step(0).loss, value, 1e-12);
      detector.gradient().forEach((got, i) => near(`${here}: gradient ${i}`, got, grad[i], 1e-12));
      detector.hessianEigenvalues().forEach((got, i) => tally.near(`${here}: eigenvalue ${i}`, got, eig[i], 1e-9 * rho));
      for (const [method, run] of [['gradient', gd], ['adam', adam]]) {
        const training = made(arch, theta, labels, loss, { method, rate: run.lr });
        let at = 0;
        run.steps.forEach((step, i) => {
          const told = training.step(step - at);
          at = step;
          near(`${here}, ${method}, step ${step}: loss`, told.loss, run.loss[i], run.rel_tol[i]);
          tally.holds(`${here}, ${method}, step ${step}: ${told.correct} right, not ${run.correct[i]}`, told.correct === run.correct[i]);
        });
        training.free();
      }
      detector.free();
    }
  }
  for (const { arch, labels, loss, encoding, optimizer, lr: rate, steps, theta, correct_at_end: correct, confusion } of data.settings) {
    const training = made(arch, theta, labels, loss, { encoding, rate, method: optimizer === 'gd' ? 'gradient' : optimizer });
    const told = training.step(steps);
    tally.holds(`${arch.join('-')}, ${labels}, ${loss}: ${told.correct} right, not ${correct}`, told.correct === correct);
    for (const cell of ['tp', 'fp', 'tn', 'fn']) tally.holds(`${arch.join('-')}: ${cell}`, told.confusion[cell] === confusion[cell]);
    training.free();
  }
  return tally;
}

/** Cases made after bug reports about other tools. */
export function reports({ Surface, Descent, contourLines }, data) {
  const tally = new Tally();
  for (const { id, op, input, want, tol, or = [] } of data.cases) {
    const surface = input.formula && new Surface(input.formula);
    const missing = or.includes('not finite');
    const agrees = (what, got, want, size = 0) => {
      if (want === null || want === undefined || (missing && !Number.isFinite(got))) return;
      tally.near(`${id}: ${what}`, got, want, (tol.abs ?? 0) + (tol.rel ?? 0) * Math.max(size, Math.abs(want)));
    };
    if (op === 'all') {
      agrees('f', surface.value(...input.at), want.value);
      want.gradient?.forEach((slope, i) => agrees(`slope ${i}`, surface.gradient(...input.at)[i], slope));
      want.hessian?.forEach((bend, i) => agrees(`second derivative ${i}`, surface.hessian(...input.at)[i], bend));
      const [fx, fy, ...bends] = surface.derivatives(Float64Array.of(input.at[0]), Float64Array.of(input.at[1]));
      want.gradient?.forEach((slope, i) => agrees(`slope ${i} of many`, [fx, fy][i], slope));
      want.hessian?.forEach((bend, i) => agrees(`second derivative ${i} of many`, bends[i], bend));
    } else if (op === 'curvature') {
      const got = surface.curvature(...input.at);
      tally.holds(`${id}: ${got.shape}`, !want.shape || want.shape.includes(got.shape));
      tally.holds(`${id}: ${got.critical}`, want.critical.includes(got.critical));
      want.eigenvalues.forEach((value, i) => agrees(`eigenvalue ${i}`, got.eigenvalues[i], value, got.spectralRadius));
    } else if (op === 'criticalPoints') {
      const { points, complete } = surface.criticalPoints(...input.box);
      tally.holds(`${id}: complete is ${complete}`, complete === want.complete);
      const proved = points.filter(point => point.proved);
      tally.holds(`${id}: ${proved.length} proved points, not ${want.points.length}`, proved.length === want.points.length);
      for (const { x, y, value, kind, eigenvalues } of want.points) {
        const near = proved.find(point => Math.hypot(point.x - x, point.y - y) <= tol.position);
        tally.holds(`${id}: a ${kind} at ${x}, ${y}`, near?.kind === kind && near.error <= tol.position);
        if (!near) continue;
        tally.near(`${id}: f`, near.value, value, tol.value.abs + tol.value.rel * Math.abs(value));
        const larger = Math.max(...eigenvalues.map(Math.abs));
        eigenvalues.forEach((eigenvalue, i) => tally.near(`${id}: eigenvalue ${i}`, near.eigenvalues[i], eigenvalue, tol.eigenvalue * larger));
      }
    } else if (op === 'lipschitz') {
      const { lower, upper } = surface.lipschitz(...input.box, input.tolerance), rounding = tol.rel * want;
      tally.holds(`${id}: ${lower} to ${upper} holds ${want}`, lower <= want + rounding && want - rounding <= upper);
      tally.holds(`${id}: ${lower} to ${upper} is narrow`, upper <= lower * (1 + input.tolerance) + rounding);
    } else if (op === 'descent') {
      const descent = new Descent(surface, input.settings);
      const steps = [descent.at(0), ...descent.run(input.steps)];
      for (const step of steps) tally.holds(`${id}: ${step.status} at step ${step.index}`, !want.never.includes(step.status));
      const lost = or.includes('diverged') ? steps.findIndex(step => step.status === 'diverged') : -1;
      for (const [index, x, y] of want.positions) {
        if (lost >= 0 && index >= lost) continue;
        agrees(`x after ${index}`, steps[index]?.x ?? NaN, x);
        agrees(`y after ${index}`, steps[index]?.y ?? NaN, y);
      }
    } else {
      const { points, starts } = contourLines(Float64Array.from(input.values), input.nx, input.ny, Float64Array.from(input.levels));
      tally.holds(`${id}: ${starts.length} lines`, starts.length === want.lines);
      const ends = [...want.paths.flat()].sort();
      for (const [column, row] of ends) {
        const there = Array.from(points.keys()).some(i => i % 2 === 0 && Math.abs(points[i] - column) <= tol.abs && Math.abs(points[i + 1] - row) <= tol.abs);
        tally.holds(`${id}: a point at ${column}, ${row}`, there);
      }
    }
  }
  return tally;
}
