// Figure 5: the start point dragged with a path of 200 steps behind it. What counts is how long scripts run in a frame.
import { element, frames, mouse, told, watch } from './frames.js';
import { PROBLEMS } from './problems.js';

const STEPS = 200;
const SECONDS = 3;
const ROSENBROCK = { formula: '(1-x)^2+100*(y-x^2)^2', domain: [-2, 2, -1, 3] };

/** @param {{ formula: string, domain: number[] }} problem @param {string} rate */
async function drag({ formula, domain: [x0, x1, y0, y1] }, rate) {
  const start = [x0 + 0.3 * (x1 - x0), y0 + 0.6 * (y1 - y0)];
  const figure = await element('hillside-descent', { formula, view: [x0, x1, y0, y1], start, rate, step: STEPS });
  const point = mouse(figure.shadowRoot.getElementById('stage')), from = figure.toClient(...start);
  point('pointerdown', from.x, from.y);
  const measured = await frames(SECONDS, k => {
    const angle = k / 20;
    point('pointermove', from.x + 120 * Math.sin(angle), from.y + 90 * Math.sin(1.7 * angle));
  }, () => `${figure.settings.start}`);
  point('pointerup', from.x, from.y);
  const { length, index } = figure.readout;
  return { ...measured, length, index };
}

export async function cases() {
  watch();
  await import('/hillside/hillside.js');
  return [['rosenbrock', ROSENBROCK, '0.001'], ['rastrigin', PROBLEMS.rastrigin, '0.002'], ['peaks', PROBLEMS.peaks, '0.02']].map(([name, problem, rate]) => ({
    name: `${name}, a path of ${STEPS} steps`,
    contestants: [{
      name: 'hillside',
      async run() {
        const dragged = await drag(problem, rate);
        return told(dragged, dragged);
      },
    }],
    check({ hillside: { times, states, length, index } }) {
      if (length < STEPS && index < STEPS) return { hillside: `the path has ${length} steps` };
      return states > times.length / 2 ? {} : { hillside: `the start was in ${states} places only` };
    },
    notes: ({ hillside: { times, states, length, index } }) => ({ hillside: `${times.length} frames, ${states} starts, step ${index} of ${length}` }),
  }));
}
