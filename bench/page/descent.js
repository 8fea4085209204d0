// For information: steps of Adam on Rosenbrock's function.
import { hillside } from './peers.js';

const FORMULA = '(1-x)^2+100*(y-x^2)^2';
const STEPS = 100_000;
const START = [-1.5, 2];
const RATE = 1e-3;

/** The same steps written out by hand (Kingma and Ba, 2015, algorithm 1). */
function byHand(steps) {
  let [x, y] = START, mx = 0, my = 0, vx = 0, vy = 0, b1 = 1, b2 = 1;
  for (let k = 0; k < steps; k += 1) {
    const gap = y - x * x, fx = -2 * (1 - x) - 400 * x * gap, fy = 200 * gap;
    b1 *= 0.9;
    b2 *= 0.999;
    mx = 0.9 * mx + 0.1 * fx;
    my = 0.9 * my + 0.1 * fy;
    vx = 0.999 * vx + 0.001 * fx * fx;
    vy = 0.999 * vy + 0.001 * fy * fy;
    x -= RATE * (mx / (1 - b1)) / (Math.sqrt(vx / (1 - b2)) + 1e-8);
    y -= RATE * (my / (1 - b1)) / (Math.sqrt(vy / (1 - b2)) + 1e-8);
  }
  return [x, y];
}

export async function cases() {
  const { Surface, Descent } = await hillside();
  const walk = steps => {
    const surface = new Surface(FORMULA), descent = new Descent(surface, { start: START, method: 'adam', rate: RATE });
    const { x, y } = descent.advance(steps);
    descent.free();
    surface.free();
    return [x, y];
  };
  return [{
    name: `Adam on Rosenbrock, ${STEPS} steps`,
    contestants: [{ name: 'hillside', run: () => walk(STEPS) }, { name: 'by hand', run: () => byHand(STEPS) }],
    check() {
      // After many steps both stand in the minimum; on the way they tell more.
      const [x, y] = walk(500), [wantX, wantY] = byHand(500);
      return Math.abs(x - wantX) + Math.abs(y - wantY) < 1e-9 ? {} : { hillside: `after 500 steps at ${x}, ${y}, not at ${wantX}, ${wantY}` };
    },
  }];
}
