// Figure 4: a map of 800 × 800 CSS pixels with 24 contour lines, again in the same page: from the call to the second
// animation frame after it, when it is on the screen.
import { Timed } from './bench.js';
import { script } from './peers.js';
import { PROBLEMS, closure, evenLevels, grid } from './problems.js';

const SIDE = 256;
const LEVELS = 24;

const frame = () => new Promise(requestAnimationFrame);

/** @param {(place: HTMLElement) => Promise<any>} draw */
async function paint(draw) {
  const place = /** @type {HTMLElement} */ (document.getElementById('place'));
  place.replaceChildren();
  place.removeAttribute('class');
  await frame();
  await frame();
  const start = performance.now();
  const drawing = draw(place);
  const called = performance.now();
  const drawn = await drawing;
  const ready = performance.now();
  await frame();
  await frame();
  return new Timed({ time: performance.now() - start, call: called - start, ready: ready - start }, drawn);
}

export async function cases() {
  await import('/hillside/hillside.js');
  await customElements.whenDefined('hillside-descent');
  await script('plotly.js-dist-min/plotly.min.js');
  const { Plotly } = /** @type {any} */ (globalThis);

  return ['peaks', 'rastrigin'].map(name => {
    const problem = PROBLEMS[name], { formula, domain: [x0, x1, y0, y1] } = problem;
    const levels = evenLevels(grid(closure(problem), problem.domain, SIDE, SIDE), LEVELS);
    const along = (from, to) => Array.from({ length: SIDE }, (_, k) => from + (to - from) * k / (SIDE - 1));
    return {
      name: `${name}, 800 × 800, ${LEVELS} levels`,
      contestants: [
        {
          name: 'hillside',
          run: () => paint(async place => {
            const element = /** @type {any} */ (document.createElement('hillside-descent'));
            element.settings = { formula, view: [x0, x1, y0, y1], levels: LEVELS };
            element.style.cssText = 'display: block; width: 800px; height: 800px';
            place.append(element);
            await element.ready;
            return element;
          }),
        },
        {
          name: 'plotly.js',
          run: () => paint(async place => {
            const values = grid(closure(problem), problem.domain, SIDE, SIDE);
            const z = Array.from({ length: SIDE }, (_, row) => Array.from(values.subarray(row * SIDE, (row + 1) * SIDE)));
            const contours = { start: levels[0], end: levels[LEVELS - 1], size: levels[1] - levels[0], coloring: 'heatmap' };
            const trace = { type: 'contour', x: along(x0, x1), y: along(y0, y1), z, autocontour: false, showscale: false, contours };
            await Plotly.newPlot(place, [trace], { width: 800, height: 800, margin: { l: 0, r: 0, t: 0, b: 0 } }, { displayModeBar: false });
            return place.querySelectorAll('.contourlevel').length;
          }),
        },
      ],
      check({ hillside: element, 'plotly.js': drawn }) {
        const wrong = {};
        if (element.settings.formula !== formula || element.settings.levels !== LEVELS) wrong.hillside = 'it shows something else';
        if (inks(element.shadowRoot.getElementById('ground')) < 100) wrong.hillside = 'its map is empty';
        if (drawn < LEVELS) wrong['plotly.js'] = `it drew ${drawn} levels`;
        return wrong;
      },
      notes({ hillside: element, 'plotly.js': drawn }) {
        const { width, height } = element.shadowRoot.getElementById('ground');
        return { hillside: `its map alone has ${width} × ${height} pixels`, 'plotly.js': `${drawn} levels drawn` };
      },
    };
  });
}

/** How many different colours a canvas shows. @param {HTMLCanvasElement} canvas */
function inks(canvas) {
  const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}
