// Figure 2: from the text of a formula to gradient and Hessian at many points.
import { hillside, script } from './peers.js';
import { PROBLEMS, closure, difference, randomPoints } from './problems.js';

const COUNT = 65536;

/** Calls five functions at every point. */
function readAll(functions, { xs, ys }) {
  const [fx, fy, fxx, fxy, fyy] = functions;
  const out = new Float64Array(5 * xs.length);
  for (let k = 0, at = 0; k < xs.length; k += 1) {
    const x = xs[k], y = ys[k];
    out[at++] = fx(x, y);
    out[at++] = fy(x, y);
    out[at++] = fxx(x, y);
    out[at++] = fxy(x, y);
    out[at++] = fyy(x, y);
  }
  return out;
}

/** The largest gap between derivatives and central differences of the closure, which know nothing of either. */
function againstDifferences(found, problem, { xs, ys }) {
  const f = closure(problem), h = 1e-4;
  let worst = 0;
  for (let k = 0; k < xs.length; k += 61) {
    const x = xs[k], y = ys[k], f0 = f(x, y);
    const e = f(x + h, y), w = f(x - h, y), n = f(x, y + h), s = f(x, y - h);
    const cross = f(x + h, y + h) - f(x + h, y - h) - f(x - h, y + h) + f(x - h, y - h);
    const wanted = [(e - w) / (2 * h), (n - s) / (2 * h), (e - 2 * f0 + w) / (h * h), cross / (4 * h * h), (n - 2 * f0 + s) / (h * h)];
    worst = Math.max(worst, difference(found.subarray(5 * k, 5 * k + 5), wanted));
  }
  return worst;
}

export async function cases() {
  const { Surface } = await hillside();
  await script('nerdamer/nerdamer.core.js');
  for (const part of ['Algebra', 'Calculus']) await script(`nerdamer/${part}.js`);
  await script('mathjs/lib/browser/math.js');
  const { nerdamer, math } = /** @type {any} */ (globalThis);

  return Object.entries(PROBLEMS).map(([name, problem]) => {
    const { formula, domain } = problem, points = randomPoints(COUNT, domain);
    return {
      name: `${name} at ${COUNT} points`,
      contestants: [
        {
          name: 'hillside',
          run() {
            const surface = new Surface(formula);
            const found = surface.derivatives(points.xs, points.ys);
            surface.free();
            return found;
          },
        },
        {
          name: 'nerdamer',
          run() {
            const fx = nerdamer.diff(formula, 'x'), fy = nerdamer.diff(formula, 'y');
            const all = [fx, fy, nerdamer.diff(fx, 'x'), nerdamer.diff(fx, 'y'), nerdamer.diff(fy, 'y')];
            return readAll(all.map(one => one.buildFunction(['x', 'y'])), points);
          },
        },
        {
          name: 'mathjs',
          run() {
            const fx = math.derivative(formula, 'x'), fy = math.derivative(formula, 'y');
            const all = [fx, fy, math.derivative(fx, 'x'), math.derivative(fx, 'y'), math.derivative(fy, 'y')];
            // One scope for all calls, the quickest way its documentation offers.
            const scope = { x: 0, y: 0 };
            return readAll(all.map(one => {
              const code = one.compile();
              return (x, y) => {
                scope.x = x;
                scope.y = y;
                return code.evaluate(scope);
              };
            }), points);
          },
        },
      ],
      check(results) {
        const wrong = {};
        const far = againstDifferences(results.hillside, problem, points);
        const missing = name => results[name].filter(value => !Number.isFinite(value)).length;
        if (missing('hillside') > 0) wrong.hillside = `${missing('hillside')} values are no numbers`;
        else if (!(far <= 1e-3)) wrong.hillside = `differs from central differences by ${far}`;
        for (const peer of ['nerdamer', 'mathjs']) {
          const gap = difference(results[peer], results.hillside);
          if (missing(peer) > 0) wrong[peer] = `${missing(peer)} of ${results[peer].length} values are no numbers`;
          else if (!(gap <= 1e-9)) wrong[peer] = `differs from hillside by ${gap}, while hillside differs from central differences by ${far}`;
        }
        return wrong;
      },
    };
  });
}
