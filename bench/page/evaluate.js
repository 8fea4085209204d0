// Figure 1: from the text of a formula to its values on a grid.
import { hillside } from './peers.js';
import { PROBLEMS, closure, difference, grid } from './problems.js';

const SIDE = 1024;

export async function cases() {
  const { Surface } = await hillside();
  return Object.entries(PROBLEMS).map(([name, problem]) => ({
    name: `${name} on ${SIDE}²`,
    contestants: [
      {
        name: 'hillside',
        run() {
          const surface = new Surface(problem.formula);
          const values = surface.sample(...problem.domain, SIDE, SIDE);
          surface.free();
          return values;
        },
      },
      { name: 'closure', run: () => grid(closure(problem), problem.domain, SIDE, SIDE) },
    ],
    check({ hillside, closure }) {
      const gap = difference(hillside, closure);
      return gap <= 1e-12 ? {} : { hillside: `differs from the closure by ${gap}` };
    },
  }));
}
