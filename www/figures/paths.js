// <hillside-paths>: formulas that feed each other, and the paths along which a nudge travels through them.
import { KEEP } from '../elements/instrument.js';
import { figure } from '../figure/figure.js';

const HANDLES = 10;
const row = (/** @type {string} */ term, /** @type {string} */ name) => `<dt>${term}</dt><dd data-say="words.${name}"></dd>`;
const choice = (/** @type {string} */ label, /** @type {string} */ rows, /** @type {string} */ action) => `
  <div class="choice" role="group" aria-label="${label}" data-rows="${rows}"><span>${label}</span>
    <template><button type="button" data-act="${action}" data-with="index" data-pressed="chosen" data-say="name"></button></template>
  </div>`;

export default await figure('paths', `
<div class="top">
  <div class="field formulas"><label for="formulas">Formulas, or layers such as 9-4-1</label><input type="text" id="formulas" data-set="formulas" spellcheck="false" autocomplete="off" autocapitalize="off"></div>
  <div class="field"><label for="show">Show as</label><select id="show" data-set="show"><option value="graph">graph</option><option value="streams">streams</option><option value="rectangle">rectangle</option><option value="lines">number lines</option></select></div>
</div>
<div class="problem" data-problem="formulas show lit closed input output" role="alert" hidden></div>
<div class="columns">
  <div>
    <div class="stage" id="stage">
      <canvas data-layer="paths" aria-hidden="true"></canvas>
      ${'<div class="handle" tabindex="0" role="application" aria-roledescription="knob" aria-describedby="help"></div>'.repeat(HANDLES)}
      <div class="zoom">${KEEP}</div>
    </div>
    <p class="spoken" id="help">Arrow keys turn it: Shift turns further, Alt finer.</p>
    <p class="key"><span class="raises">raises</span> <span class="lowers">lowers</span> <span class="steps">goes with the step</span></p>
    <p class="sentence" data-say="sentence" role="status"></p>
    <div class="letters" id="parameters" data-setting="at" role="group" aria-label="Inputs" hidden></div>
    <div class="problem" id="parameters-problem" role="alert" hidden></div>
  </div>
  <div class="panel">
    <section class="card" role="group" aria-label="Paths">
      ${choice('Input', 'pokes', 'poke')}${choice('Output', 'outputs', 'follow')}
      <h2>Paths, each with the product of its slopes</h2>
      <ul class="paths" data-rows="paths"><template><li><button type="button" data-act="light" data-with="index" data-pressed="lit"><span data-say="way"></span> <span class="product" data-say="words"></span></button></li></template></ul>
      <p class="more" data-say="words.more"></p>
      <dl class="numbers"><dt>sum, <span data-say="words.name"></span></dt><dd class="sum" data-say="words.total"></dd><dt>direct</dt><dd data-say="words.direct"></dd></dl>
      <p class="composed" tabindex="0" role="group" aria-label="With everything put in" data-say="words.composed"></p>
    </section>
    <section class="card" role="group" aria-label="Step">
      <div class="field"><label for="step">Step of the input</label><input type="text" id="step" data-set="step" autocomplete="off"></div>
      <div class="problem" data-problem="step at" role="alert" hidden></div>
      <div class="scrolled" tabindex="0" role="group" aria-label="Before and after"><table>
        <thead><tr><th scope="col">letter</th><th scope="col">value</th><th scope="col">after</th><th scope="col">change</th><th scope="col">foretold</th></tr></thead>
        <tbody data-rows="letters"><template><tr><th scope="row" data-say="symbol"></th><td data-say="words.value"></td><td data-say="words.after"></td><td data-say="words.change"></td><td data-say="words.linear"></td></tr></template></tbody>
      </table></div>
      <dl class="numbers">${row('true', 'true')}${row('foretold', 'linear')}${row('left', 'remainder')}${row('÷ half step’s', 'ratio')}</dl>
    </section>
    <section class="card">
      <details><summary>Slopes: close one and see what is left</summary>
        <ul class="edges" data-rows="edges"><template><li><span data-say="name"></span> = <span data-say="words"></span> <button type="button" data-act="close" data-with="index" data-pressed="closed">closed</button></li></template></ul>
      </details>
      <details><summary>Why? Put in, multiply out, collect</summary>
        <div class="scrolled" tabindex="0" role="group" aria-label="The derivation"><ol class="why" data-rows="derivation"><template><li data-say=""></li></template></ol></div>
      </details>
    </section>
  </div>
</div>`, `
.top { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 8px 12px; }
.formulas input { font: 1.05em ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace; }
.stage { cursor: default; aspect-ratio: 8 / 5; height: auto; max-height: 70vh; min-height: 0; }
.paths + .more + .numbers { margin-top: 8px; }
.key { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 6px 0 0; font-size: 0.875em; color: var(--quiet); }
.key span::before { content: ''; display: inline-block; width: 22px; margin: 0 7px 3px 0; border-top: 3px solid var(--gradient); }
.key .lowers::before { border-top: 3px dashed var(--lowers); }
.key .steps::before { border-top-color: var(--accent); }
.instrument { --lowers: #8f3d0c; }
.instrument[data-scheme='dark'] { --lowers: #ffb37a; }
.sentence { margin: 6px 0 0; min-height: 4.4em; max-width: 46em; }
.choice { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; margin: 0 0 8px; }
.choice span { min-width: 4em; color: var(--quiet); font-size: 0.875em; }
.choice button { min-width: 44px; font: italic 1.05em Georgia, 'Times New Roman', serif; }
.choice:not(:has(button + button)) { display: none; }
[aria-pressed='true'] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.paths, .edges, .why { list-style: none; margin: 0; padding: 0; display: grid; gap: 4px; max-height: 260px; overflow-y: auto; }
.paths button { width: 100%; display: flex; flex-wrap: wrap; gap: 2px 12px; justify-content: space-between; text-align: left; }
.product, .edges, .why, td { font-variant-numeric: tabular-nums; }
.edges li { display: flex; gap: 6px; align-items: center; flex-wrap: wrap; }
.zoom { top: 0; right: 0; }
.edges button { margin-left: auto; min-height: 32px; padding: 2px 12px; }
.edges [aria-pressed='false'] { color: var(--quiet); }
.card details:not(:has([data-row])), .card:has(> details):not(:has([data-row])) { display: none; }
.why { max-height: none; overflow: visible; }
.why li { white-space: nowrap; }
.more, .composed { margin: 4px 0 0; color: var(--quiet); }
.composed { overflow-x: auto; white-space: nowrap; padding-bottom: 4px; }
.more:empty, .composed:empty { display: none; }
.sum { font-weight: 600; }
.scrolled { overflow: auto; max-height: 260px; margin: 8px 0; }
th { font-weight: normal; color: var(--quiet); text-align: right; padding: 1px 0 1px 10px; font-size: 0.875em; }
thead th:first-child { text-align: left; padding-left: 0; }
tbody th { text-align: left; padding-left: 0; font: italic 1em Georgia, 'Times New Roman', serif; color: var(--ink); }
td { text-align: right; padding: 1px 0 1px 10px; white-space: nowrap; }
@media (pointer: coarse) { .paths button, .choice button, .edges button { min-height: 44px; } }
@container (max-width: 520px) { .top { grid-template-columns: 1fr; } .stage { aspect-ratio: 1; } }
`, 'paths');
