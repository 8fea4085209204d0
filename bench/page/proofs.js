// Critical points and Lipschitz constants, proved from text.
import { hillside } from './peers.js';

const ROSENBROCK = ['(1-x)^2+100*(y-x^2)^2', [-2, 2, -1, 3]];
const HIMMELBLAU = ['(x^2+y-11)^2+(x+y^2-7)^2', [-5, 5, -5, 5]];

/** A case of ours alone. @param {string} name @param {() => any} run @param {(result: any) => string} wrong */
const alone = (name, run, wrong) => ({
  name,
  contestants: [{ name: 'hillside', run }],
  check: ({ hillside: result }) => (wrong(result) ? { hillside: wrong(result) } : {}),
});

async function surfaces() {
  const { Surface } = await hillside();
  return (formula, use) => {
    const surface = new Surface(formula);
    try {
      return use(surface);
    } finally {
      surface.free();
    }
  };
}

/** Himmelblau's nine points. */
export async function nine() {
  const on = await surfaces();
  return [alone("Himmelblau's nine critical points", () => on(HIMMELBLAU[0], surface => surface.criticalPoints(...HIMMELBLAU[1])),
    ({ points, complete }) => (complete && points.length === 9 ? '' : `${points.length} points, complete: ${complete}`))];
}

/** Every surface of the reference, one after the other: the median of a call is what counts. */
export async function every() {
  const on = await surfaces();
  const { surfaces: list } = await (await fetch('/golden/critical_points.json')).json();
  return list.map(({ name, expr, box, count }) => alone(name, () => on(expr, surface => surface.criticalPoints(...box)),
    ({ points, complete }) => (complete && points.length === count ? '' : `${points.length} of ${count} points, complete: ${complete}`)));
}

/** L of Rosenbrock's function on its domain, to a thousandth. */
export async function bound() {
  const on = await surfaces();
  return [alone("Rosenbrock's L to 1e-3", () => on(ROSENBROCK[0], surface => surface.lipschitz(...ROSENBROCK[1], 1e-3)),
    ({ lower, upper }) => (lower <= 5326.84 && upper >= 5326.82 && upper <= lower * 1.001 ? '' : `${lower} to ${upper}`))];
}
