// The point of the curvature dragged with everything drawn. What counts is how long scripts run in a frame.
import { element, frames, mouse, told, watch } from './frames.js';
import { PROBLEMS } from './problems.js';

const SECONDS = 3;
const HIMMELBLAU = { formula: '(x^2+y-11)^2+(x+y^2-7)^2', domain: [-6, 6, -6, 6] };

/** @param {{ formula: string, domain: number[] }} problem */
async function drag({ formula, domain: [x0, x1, y0, y1] }) {
  const at = [x0 + 0.3 * (x1 - x0), y0 + 0.6 * (y1 - y0)];
  const figure = await element('hillside-curvature', { formula, view: [x0, x1, y0, y1], point: at }, '1200px');
  const point = mouse(figure.shadowRoot.getElementById('stage')), from = figure.toClient(...at);
  point('pointerdown', from.x, from.y);
  const measured = await frames(SECONDS, k => {
    const angle = k / 20;
    point('pointermove', from.x + 120 * Math.sin(angle), from.y + 90 * Math.sin(1.7 * angle));
  }, () => `${figure.settings.point}`);
  point('pointerup', from.x, from.y);
  return measured;
}

export async function cases() {
  watch();
  await import('/hillside/hillside.js');
  return [['himmelblau', HIMMELBLAU], ['rastrigin', PROBLEMS.rastrigin], ['peaks', PROBLEMS.peaks]].map(([name, problem]) => ({
    name,
    contestants: [{
      name: 'hillside',
      async run() {
        const dragged = await drag(problem);
        return told(dragged, dragged);
      },
    }],
    check: ({ hillside: { times, states } }) => (states > times.length / 2 ? {} : { hillside: `the point was in ${states} places only` }),
    notes: ({ hillside: { times, states } }) => ({ hillside: `${times.length} frames, ${states} places` }),
  }));
}
