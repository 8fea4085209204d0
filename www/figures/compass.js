// <hillside-compass>: the slope at a point as a machine that answers steps, and as the arrow that stands for it.
import { formula, ZOOM } from '../elements/ground.js';
import { figure } from '../figure/figure.js';

const row = (/** @type {string} */ term, /** @type {string} */ name) => `<dt>${term}</dt><dd data-say="words.${name}"></dd>`;
const line = (/** @type {string} */ term, /** @type {string} */ name) => `<p class="law"><span>${term}</span> <output data-say="words.${name}"></output></p>`;
const field = (/** @type {string} */ label, /** @type {string} */ name) =>
  `<div class="field"><label for="${name}">${label}</label><input type="text" id="${name}" data-set="${name}" inputmode="decimal" autocomplete="off"></div>`;
const face = (/** @type {string} */ word, /** @type {number} */ degrees) => `<button type="button" data-act="face" data-with="${degrees}">${word}</button>`;
const toggle = (/** @type {string} */ word, /** @type {string} */ name) =>
  `<button type="button" data-act="toggle" data-text="${name}" data-pressed="shown.${name}">${word}</button>`;
const chart = (/** @type {string} */ title, /** @type {string} */ name, /** @type {string} */ key) =>
  `<section class="card" data-if="shown.${name}"><h2>${title}</h2><div class="chart"><canvas data-layer="${name}" role="img" aria-label="${title}"></canvas></div>${key}</section>`;

export default await figure('compass', `
${formula('x, y', '')}
<div class="columns">
  <div>
    <div class="stage" id="stage" role="group" aria-label="Dial" aria-describedby="help">
      <canvas data-layer="dial" aria-hidden="true"></canvas>
      <div class="handle" tabindex="0" role="application" aria-roledescription="knob that turns"></div>
      <div class="handle" tabindex="0" role="application" aria-roledescription="end of the ring"></div>
      <div class="handle" tabindex="0" role="application" aria-roledescription="end of the ring"></div>
    </div>
    <div class="under">${ZOOM}</div>
    <p class="spoken" id="help">Arrow keys turn the knob, and move an end of the ring: Shift moves further, Alt finer. Plus makes the step shorter, minus longer, zero makes it 1.</p>
    <p class="key"><span class="step">step h</span><span class="arrow" data-if="shown.painted">arrow, the best step</span><span class="rises" data-if="shown.radar">answers that rise, +</span><span class="falls" data-if="shown.radar">that fall, −</span><span class="true" data-if="shown.ring">f rises, ○ f falls, ▲ most, ▼ least</span><span class="round" data-if="shown.metric">steps of one length</span><span class="plain" data-if="shown.stretched">arrow of the usual metric</span><span class="compass">east is x, north is y</span></p>
    <p class="sentence" data-say="sentence" role="status"></p>
    <p class="sentence" data-if="shown.ring" data-say="words.ring"></p>
  </div>
  <div class="panel">
    <section class="card" data-if="shown.machine">
      <h2>The machine: a row that answers steps</h2>
      <p class="law"><var>J</var> = <output class="row" data-say="words.row"></output></p>
      ${line('<var>J</var>·<var>h</var> =', 'product')}
      <dl class="numbers">${row('answer', 'answer')}${row('true Δf', 'actual')}</dl>
      <div class="buttons"><button type="button" class="main" data-act="ask">Ask this way</button><button type="button" data-act="forget">Forget</button></div>
      <p class="asked" data-say="words.asked"></p>
    </section>
    <section class="card" data-if="shown.painted">
      <h2>The arrow: a column painted on the ground</h2>
      <p class="law"><var>∇f</var> = <output class="column" data-say="words.column"></output></p>
      ${line('‖<var>∇f</var>‖ ‖<var>h</var>‖ cos <var>θ</var> =', 'law')}
      ${line('<var>J</var>·<var>h</var> − ⟨<var>∇f</var>, <var>h</var>⟩ =', 'difference')}
      <dl class="numbers">${row('θ', 'theta')}${row('cos θ', 'cosine')}${row('‖∇f‖', 'steepness')}${row('‖h‖', 'length')}</dl>
      <div class="buttons" role="group" aria-label="Turn the step">${face('Along', 0)}${face('Across', 90)}${face('Against', 180)}</div>
    </section>
    ${chart('Answers over the angle θ from the arrow, in degrees', 'cosine', '<p class="key"><span class="arrow">⟨∇f, h⟩</span><span class="dashes">true Δf</span></p>')}
    ${chart('The ground along the arrow', 'slope', '<p class="key"><span class="arrow">slope ‖∇f‖</span><span class="ground">f</span></p>')}
    <section class="card">
      <div class="fields">${field('Direction (degrees)', 'angle')}${field('Step length', 'radius')}${field('Point x, y', 'point')}${field('Metric', 'metric')}</div>
      <div class="problem" data-problem="angle radius point metric asked show" role="alert" hidden></div>
      <div class="buttons" role="group" aria-label="Shown">${toggle('machine', 'machine')}${toggle('all answers', 'radar')}${toggle('level lines', 'lines')}${toggle('true steps', 'ring')}${toggle('metric', 'metric')}${toggle('cosine', 'cosine')}${toggle('steepness', 'slope')}</div>
    </section>
  </div>
</div>`, `
.stage { aspect-ratio: 1; height: auto; max-height: min(70vh, 560px); cursor: default; }
.under { position: relative; min-height: 34px; }
.under .zoom { position: static; display: flex; justify-content: flex-end; }
.key { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 6px 0 0; font-size: 0.875em; color: var(--quiet); }
.key span::before { content: ''; display: inline-block; width: 20px; height: 3px; margin: 0 7px 3px 0; background: var(--ink); }
.key .step::before { background: var(--accent); }
.key .arrow::before { background: var(--gradient); }
.key .round::before { background: var(--model); }
.key .rises::before { height: 10px; margin-bottom: -1px; background: color-mix(in srgb, var(--gradient) 22%, transparent); border: 1px solid var(--gradient); }
.key .falls::before { height: 10px; margin-bottom: -1px; background: color-mix(in srgb, var(--falls) 22%, transparent); border: 1px solid var(--falls); }
.key .true::before { width: 8px; height: 8px; border-radius: 50%; margin-bottom: 1px; background: var(--gradient); }
.key .plain::before, .key .dashes::before { height: 0; background: none; border-top: 2px dashed var(--gradient); }
.key .dashes::before { border-color: var(--ink); }
.key .compass::before { display: none; }
.instrument { --falls: #8f3d0c; }
.instrument[data-scheme='dark'] { --falls: #ffb37a; }
.sentence { margin: 6px 0 0; min-height: 3em; max-width: 46em; }
.law { margin: 0 0 6px; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.law span, .law var { color: var(--quiet); font-family: Georgia, 'Times New Roman', serif; }
.law span { white-space: nowrap; }
.row { white-space: pre; }
.column { display: inline-block; vertical-align: middle; white-space: pre; padding: 0 8px; border: solid var(--ink); border-width: 0 1.5px; border-radius: 6px; text-align: right; }
.asked { margin: 8px 0 0; white-space: pre-line; font-variant-numeric: tabular-nums; }
.buttons { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 10px; }
.buttons [aria-pressed='true'] { background: var(--ink); color: var(--card); border-color: var(--ink); }
.chart { position: relative; height: 190px; }
.chart canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
@media (pointer: coarse) { .buttons button { min-height: 44px; } }
`, 'compass');
