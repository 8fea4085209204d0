// Figure 5: the start point dragged with a path of 200 steps behind it. What counts is how long scripts run in a frame.
import { Timed } from './bench.js';
import { PROBLEMS } from './problems.js';

const STEPS = 200;
const SECONDS = 3;
const ROSENBROCK = { formula: '(1-x)^2+100*(y-x^2)^2', domain: [-2, 2, -1, 3] };

const ask = requestAnimationFrame.bind(globalThis);
const frame = () => new Promise(ask);

/** Milliseconds of the page's own callbacks since the frame began. */
let script = 0;

/** Counts the time of every callback the element asks for from now on. */
function watch() {
  const counted = callback => (...given) => {
    const start = performance.now();
    try {
      return callback(...given);
    } finally {
      script += performance.now() - start;
    }
  };
  globalThis.requestAnimationFrame = callback => ask(counted(callback));
  const { setTimeout: later, ResizeObserver: Sizes, IntersectionObserver: Sights } = globalThis;
  globalThis.setTimeout = /** @type {any} */ ((callback, ...rest) => later(counted(callback), ...rest));
  globalThis.ResizeObserver = class extends Sizes {
    constructor(callback) {
      super(counted(callback));
    }
  };
  globalThis.IntersectionObserver = class extends Sights {
    constructor(callback, options) {
      super(counted(callback), options);
    }
  };
}

/** @param {{ formula: string, domain: number[] }} problem @param {string} rate */
async function drag({ formula, domain: [x0, x1, y0, y1] }, rate) {
  const place = /** @type {HTMLElement} */ (document.getElementById('place'));
  const element = /** @type {any} */ (document.createElement('hillside-descent'));
  const start = [x0 + 0.3 * (x1 - x0), y0 + 0.6 * (y1 - y0)];
  element.settings = { formula, view: [x0, x1, y0, y1], start };
  element.setAttribute('rate', rate);
  element.setAttribute('step', String(STEPS));
  element.style.cssText = 'display: block; width: 800px; height: 800px';
  place.replaceChildren(element);
  await element.ready;
  for (let k = 0; k < 20; k += 1) await frame();

  const stage = element.shadowRoot.getElementById('stage'), from = element.toClient(...start);
  const point = (type, x, y) => stage.dispatchEvent(new PointerEvent(type, {
    pointerId: 1, pointerType: 'mouse', isPrimary: true, button: type === 'pointermove' ? -1 : 0, buttons: type === 'pointerup' ? 0 : 1,
    clientX: x, clientY: y, bubbles: true, cancelable: true, composed: true,
  }));
  point('pointerdown', from.x, from.y);
  const frames = [], gaps = [];
  const places = new Set();
  const end = performance.now() + 1000 * SECONDS;
  let before = await frame();
  script = 0;
  for (let k = 1; performance.now() < end; k += 1) {
    // What ran since the last frame began is that frame's: our moves, and the drawing they asked for.
    const began = performance.now();
    const angle = k / 20;
    point('pointermove', from.x + 120 * Math.sin(angle), from.y + 90 * Math.sin(1.7 * angle));
    script += performance.now() - began;
    const now = await frame();
    gaps.push(now - before);
    before = now;
    frames.push(script);
    script = 0;
    places.add(`${element.settings.start}`);
  }
  point('pointerup', from.x, from.y);
  const { length, index } = element.readout;
  return { frames, gaps, places: places.size, length, index, step: element.settings.step };
}

const sorted = list => Float64Array.from(list).sort();
const quantile = (list, part) => sorted(list)[Math.min(list.length - 1, Math.floor(part * list.length))];

export async function cases() {
  watch();
  await import('/hillside/hillside.js');
  await customElements.whenDefined('hillside-descent');
  return [['rosenbrock', ROSENBROCK, '0.001'], ['rastrigin', PROBLEMS.rastrigin, '0.002'], ['peaks', PROBLEMS.peaks, '0.02']].map(([name, problem, rate]) => ({
    name: `${name}, a path of ${STEPS} steps`,
    contestants: [{
      name: 'hillside',
      async run() {
        const dragged = await drag(problem, rate);
        const { frames, gaps } = dragged;
        return new Timed({
          time: quantile(frames, 0.95), median: quantile(frames, 0.5), slowest: quantile(frames, 1),
          share: frames.filter(time => time < 8).length / frames.length,
          frames: frames.length, gap: quantile(gaps, 0.5), gap95: quantile(gaps, 0.95),
        }, dragged);
      },
    }],
    check({ hillside: { frames, places, length, index } }) {
      if (length < STEPS && index < STEPS) return { hillside: `the path has ${length} steps` };
      return places > frames.length / 2 ? {} : { hillside: `the start was in ${places} places only` };
    },
    notes: ({ hillside: { frames, places, length, index } }) => ({ hillside: `${frames.length} frames, ${places} starts, step ${index} of ${length}` }),
  }));
}
