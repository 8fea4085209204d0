// How long scripts run in a frame, whoever asked for it.
import { Timed } from './bench.js';

const ask = requestAnimationFrame.bind(globalThis);
/** Waits for the next frame, uncounted. */
export const frame = () => new Promise(ask);

/** Milliseconds of the page's own callbacks since the frame began. */
let script = 0;

/** Counts the time of every callback the element asks for from now on. */
export function watch() {
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


/**
 * Frames of `seconds` seconds, each with what `act` does in it and what the page does because of that.
 * @param {number} seconds
 * @param {(k: number) => void} act
 * @param {() => string} state where things are, to tell frames in which nothing happened
 */
export async function frames(seconds, act, state) {
  const times = [], gaps = [], states = new Set();
  const end = performance.now() + 1000 * seconds;
  let before = await frame();
  script = 0;
  for (let k = 1; performance.now() < end; k += 1) {
    // What ran since the last frame began is that frame's: our moves, and the drawing they asked for.
    const began = performance.now();
    act(k);
    script += performance.now() - began;
    const now = await frame();
    gaps.push(now - before);
    before = now;
    times.push(script);
    script = 0;
    states.add(state());
  }
  return { times, gaps, states: states.size };
}

/** Moves a mouse over an element's stage: down, move, up. @param {Element} stage */
export const mouse = stage => (/** @type {string} */ type, /** @type {number} */ x, /** @type {number} */ y) => stage.dispatchEvent(new PointerEvent(type, {
  pointerId: 1, pointerType: 'mouse', isPrimary: true, button: type === 'pointermove' ? -1 : 0, buttons: type === 'pointerup' ? 0 : 1,
  clientX: x, clientY: y, bubbles: true, cancelable: true, composed: true,
}));

/** An element of 800 by 800 pixels with these settings, drawn. @param {string} name @param {object} settings */
export async function element(name, settings, height = '800px') {
  const place = /** @type {HTMLElement} */ (document.getElementById('place'));
  const made = /** @type {any} */ (document.createElement(name));
  made.settings = settings;
  made.style.cssText = `display: block; width: 800px; height: ${height}`;
  place.replaceChildren(made);
  await customElements.whenDefined(name);
  await made.ready;
  for (let k = 0; k < 20; k += 1) await frame();
  return made;
}

const sorted = list => Float64Array.from(list).sort();
const quantile = (list, part) => sorted(list)[Math.min(list.length - 1, Math.floor(part * list.length))];


/** What is told of frames. @param {{ times: number[], gaps: number[] }} measured */
export const told = ({ times, gaps }, result) => new Timed({
  time: quantile(times, 0.95), median: quantile(times, 0.5), slowest: quantile(times, 1),
  share: times.filter(time => time < 8).length / times.length,
  frames: times.length, gap: quantile(gaps, 0.5), gap95: quantile(gaps, 0.95),
}, result);
