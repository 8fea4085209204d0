// <hillside-plane>: a map of the plane before and after, its Jacobian as parallelogram, rows, columns and entries; layers
// with a line through them; the shapes of a network's Jacobians.
import { ZOOM } from '../elements/ground.js';
import { figure } from '../figure/figure.js';

const row = (/** @type {string} */ term, /** @type {string} */ name, /** @type {string} */ when = 'table') => `<dt data-if="shows.${when}">${term}</dt><dd data-if="shows.${when}" data-say="words.${name}"></dd>`;
const field = (/** @type {string} */ label, /** @type {string} */ name, /** @type {string} */ when = '') =>
  `<div class="field"${when && ` data-if="shows.${when}"`}><label for="${name}">${label}</label><input type="text" id="${name}" data-set="${name}" autocomplete="off" spellcheck="false" autocapitalize="off"></div>`;
const cell = (of = '') => `<button type="button" data-act="pick" data-text="${of}pick" data-pressed="${of}lit" data-say="${of}text"></button>`;
const make = (/** @type {string} */ what, /** @type {string} */ name) => `<button type="button" data-act="make" data-text="${what}">${name}</button>`;

export default await figure('plane', `
<div class="formulas" data-if="shows.formulas">
  <label for="formulas">Formulas, one an output, with ; between</label>
  <input type="text" id="formulas" data-set="formulas" spellcheck="false" autocomplete="off" autocapitalize="off">
</div>
<div class="problem" data-problem="formulas inputs" role="alert" hidden></div>
<div class="letters" id="parameters" role="group" aria-label="Letters of the formulas" hidden></div>
<div class="problem" id="parameters-problem" role="alert" hidden></div>
<div class="makes" data-if="shows.matrix" role="group" aria-label="Simple matrices">${make('turn', 'Turn')}${make('stretch', 'Stretch')}${make('mirror', 'Mirror')}${make('shear', 'Shear')}${make('keep', 'Keep')}</div>
<div class="columns">
  <div>
    <div class="stage" id="stage" data-lit="shows.plane" tabindex="0" role="application" aria-label="The plane before and after" aria-describedby="help">
      <canvas data-layer="plane" aria-hidden="true"></canvas>
      <div class="handle" tabindex="0" role="application" aria-roledescription="draggable point"></div>
      <div class="handle" tabindex="0" role="application" aria-roledescription="draggable point"></div>
      ${ZOOM}
    </div>
    <p class="spoken" id="help">Arrow keys move the plane before, plus and minus zoom, zero resets the view. On a point, arrow keys move it: Shift moves further, Alt finer.</p>
    <p class="key" data-if="shows.square"><span class="square">the square and its image</span> <span class="model">what the table makes of it</span></p>
    <p class="key" data-if="shows.bars"><span class="arrow">what the table says</span> <span class="ring">what is so</span></p>
    <p class="key" data-if="shows.layers"><span class="way">the line and its image</span> <span class="model">straight between the ends</span></p>
    <p class="sentence" data-say="sentence" role="status"></p>
  </div>
  <div class="panel">
    <section class="card" role="group" aria-label="The table of slopes" data-if="shows.table">
      <h2>J: <output data-say="words.shape"></output>, outputs by inputs</h2>
      <div class="scroll" tabindex="0" role="group" aria-label="Rows and columns to pick">
      <table class="slopes">
        <thead><tr data-rows="table.columns"><td></td><template><th scope="col">${cell()}</th></template></tr></thead>
        <tbody data-rows="table.rows"><template><tr data-rows="entries"><th scope="row">${cell('head.')}</th><template><td data-lit="lit">${cell()}</td></template></tr></template></tbody>
      </table>
      </div>
      <p class="product" data-say="words.product"></p>
    </section>
    <section class="card" data-if="shows.slice"><h2>One output along one input; the entry is the slope</h2><div class="loss"><canvas data-layer="slice" role="img" aria-label="The slice with its tangent"></canvas></div></section>
    <section class="card" role="group" aria-label="Read-out" data-if="shows.table">
      <dl class="numbers">${row('f', 'value')}${row('f + J h', 'linear')}${row('f after h', 'actual')}${row('apart', 'error')}${row('apart / h²', 'bend')}${row('det', 'determinant', 'plane')}${row('area ×', 'area', 'square')}${row('middle off', 'apart', 'layers')}</dl>
    </section>
    <section class="card">
      <div class="fields">${field('Point', 'point', 'table')}${field('Step h', 'step', 'table')}${field('A matrix in the slot of J', 'slot', 'table')}${field('Layers', 'layers', 'layers')}
        <div class="field" data-if="shows.layers"><label for="bend">Between them</label><select id="bend" data-set="bend"><option value="off">nothing</option><option value="tanh">tanh</option></select></div>
        ${field('Seed', 'seed', 'layers')}${field('Units in each layer', 'sizes', 'network')}</div>
      <div class="problem" data-problem="point step slot layers bend seed sizes pick show view" role="alert" hidden></div>
    </section>
  </div>
</div>`, `
[hidden] { display: none !important; }
.formulas { display: grid; gap: 2px; }
.formulas input { width: 100%; font: 1.05em ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace; }
.makes { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 8px; }
.stage { aspect-ratio: 11 / 6; height: auto; max-height: 80vh; }
.zoom { grid-auto-flow: column; top: 3px; right: calc(50% + 10px); }
.keep span { right: 0; top: 38px; }
.stage:not(.lit) .zoom > button { display: none; }
.key { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 6px 0 0; font-size: 0.875em; color: var(--quiet); }
.key span::before { content: ''; display: inline-block; width: 16px; height: 10px; margin: 0 7px -1px 0; border: 2px solid var(--accent); background: color-mix(in srgb, var(--accent) 26%, transparent); }
.key .way::before { height: 3px; border: 0; margin-bottom: 3px; background: var(--accent); }
.key .model::before { border: 2px dashed var(--model); background: none; }
.key .arrow::before { height: 3px; border: 0; margin-bottom: 3px; background: var(--model); }
.key .ring::before { width: 12px; height: 12px; border-radius: 50%; background: none; }
.sentence { margin: 6px 0 0; min-height: 4.4em; max-width: 46em; }
.scroll { overflow-x: auto; }
.slopes { width: auto; margin: 0 auto; }
.slopes td, .slopes th { padding: 0; font-weight: normal; text-align: center; }
.slopes button { min-width: 4.4em; min-height: 44px; width: 100%; border-color: transparent; background: none; font-variant-numeric: tabular-nums; }
.slopes th button { color: var(--quiet); font: italic 1.05em Georgia, 'Times New Roman', serif; }
.slopes button:hover { border-color: var(--line); }
.slopes .lit button, .slopes button[aria-pressed='true'] { background: color-mix(in srgb, var(--model) 14%, transparent); color: var(--ink); font-weight: 600; }
.slopes tbody td:first-of-type { border-left: 2px solid var(--ink); }
.slopes tbody td:last-of-type { border-right: 2px solid var(--ink); }
.product { margin: 8px 0 0; white-space: pre-line; font-variant-numeric: tabular-nums; overflow-x: auto; }
.numbers { grid-template-columns: auto 1fr; }
@container (max-width: 640px) { .stage { aspect-ratio: 10 / 17; max-height: none; } .zoom { right: 10px; } }
@container (min-width: 860px) { .stage { aspect-ratio: 11 / 6; height: auto; } }
`, 'plane');
