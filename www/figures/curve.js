// <hillside-curve>: a function of one variable, its Taylor polynomial at a point, and how far a step leads it astray.
import { formula, ZOOM } from '../elements/ground.js';
import { figure } from '../figure/figure.js';

const row = (/** @type {string} */ term, /** @type {string} */ name) => `<dt>${term}</dt><dd data-say="words.${name}"></dd>`;
const field = (/** @type {string} */ label, /** @type {string} */ name) =>
  `<div class="field"><label for="${name}">${label}</label><input type="text" id="${name}" data-set="${name}" inputmode="decimal" autocomplete="off"></div>`;

export default await figure('curve', `
${formula('x', '')}
<div class="columns">
  <div>
    <div class="stage" id="stage" tabindex="0" role="application" aria-label="Graph" aria-describedby="help">
      <canvas data-layer="curve" aria-hidden="true"></canvas>
      <div class="handle" tabindex="0" role="application" aria-roledescription="draggable point"></div>
      <div class="handle" tabindex="0" role="application" aria-roledescription="draggable step"></div>
      ${ZOOM}
    </div>
    <p class="spoken" id="help">Arrow keys move the graph, plus and minus zoom, zero resets the view. On point and step, arrow keys move them: Shift moves further, Alt finer.</p>
    <p class="key"><span class="f">f</span> <span class="polynomial">polynomial of order <output data-say="order"></output></span> <span class="gap">the gap</span></p>
    <p class="sentence" data-say="sentence"></p>
  </div>
  <div class="panel">
    <div class="card" role="group" aria-label="Read-out">
      <dl class="numbers">${row('f(x)', 'value')}${row('f′(x)', 'slope')}${row('f″(x)', 'bend')}${row('f(x+h)', 'actual')}${row('polynomial', 'model')}${row('gap', 'gap')}</dl>
    </div>
    <section class="card">
      <div class="line"><label for="order">Order</label><input type="range" id="order" data-set="order" min="0" max="20"></div>
      <div class="fields">${field('Point x', 'point')}${field('Step h', 'step')}</div>
      <div class="problem" data-problem="point step order view" role="alert" hidden></div>
      <p class="series" tabindex="0" role="group" aria-label="The polynomial" data-say="words.series"></p>
    </section>
    <section class="card"><h2>The gap after a step, both logarithmic</h2><div class="loss"><canvas data-layer="error" role="img" aria-label="The gap over the step"></canvas></div></section>
  </div>
</div>`, `
.key { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 6px 0 0; min-height: 40px; padding-right: 165px; align-content: center; font-size: 0.875em; color: var(--quiet); }
.key span::before { content: ''; display: inline-block; width: 20px; height: 3px; margin: 0 7px 3px 0; background: var(--ink); }
.key .polynomial::before { background: var(--model); }
.key .gap::before { height: 10px; margin-bottom: -1px; background: color-mix(in srgb, var(--model) 22%, transparent); border-right: 2px solid var(--accent); }
.sentence { margin: 6px 0 0; min-height: 4.4em; max-width: 46em; }
.series { overflow-x: auto; white-space: nowrap; margin: 10px 0 0; padding-bottom: 4px; font-variant-numeric: tabular-nums; }
.zoom { top: auto; bottom: -46px; right: 0; grid-auto-flow: column; }
.stage { aspect-ratio: 3 / 2; height: auto; max-height: 70vh; }
.loss { height: 200px; }
`);
