// What <hillside-curvature> is made of: its controls, and the choices they offer.
import { part } from '../core.js';
import { DRAWING, formula, ZOOM } from './ground.js';

/** @typedef {import('./choices.js').Choice} Choice */
/** @typedef {{ settings: string[], landscapes: Choice[], examples: Choice[] }} Menu */

export const { Figure } = await part('curvature');

/** The settings there are, and the landscapes and examples to choose from. */
export const menu = /** @type {Menu} */ (new Figure('curvature').menu());

/** The map signs, as on the map: a tarn, a summit, a pass, and a hollow square. @type {Record<string, string>} */
const SIGNS = {
  minimum: '<circle cx="8" cy="8" r="6.6" fill="currentColor"/><path d="M4.4 6.6q.9-1 1.8 0t1.8 0 1.8 0 1.8 0M4.4 10q.9-1 1.8 0t1.8 0 1.8 0 1.8 0" fill="none" stroke="var(--card)" stroke-width="1.2"/>',
  maximum: '<path d="M8 1 15 14H1z" fill="currentColor"/>',
  saddle: '<path d="M1.5 1.5Q8.6 8 1.5 14.5M14.5 1.5Q7.4 8 14.5 14.5" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"/>',
  degenerate: '<path d="M2.5 2.5h11v11h-11z" fill="none" stroke="currentColor" stroke-width="2"/>',
  undecided: '<path d="M1 9 9 1M1 15 15 1M7 15l8-8" fill="none" stroke="currentColor" stroke-width="1.3"/>',
};

/** A map sign. @param {string} kind */
export const sign = kind => `<svg class="sign ${kind}" viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">${SIGNS[kind] ?? ''}</svg>`;

/** The columns of the table of critical points: by what they sort, and their heads. */
export const COLUMNS = [['kind', 'Kind'], ['x', 'x'], ['y', 'y'], ['value', 'f'], ['low', 'λ₁'], ['high', 'λ₂'], ['proved', 'Proved']];

const legend = [['minimum', 'minimum'], ['maximum', 'maximum'], ['saddle', 'saddle'], ['degenerate', 'degenerate'], ['undecided', 'undecided']];

/** @param {string} id @param {string} caption */
const slice = (id, caption) => `
          <figure class="slice"><figcaption><span>${caption}</span> <span class="is" id="${id}-value"></span></figcaption><div class="chart"><canvas id="${id}" role="img" aria-label="${caption}"></canvas></div></figure>`;

/** The inside of the element. */
export const markup = `
<div class="instrument curvature" part="instrument">
  <div class="examples" id="examples" role="group" aria-label="Examples">${menu.examples.map(({ name, title }) => `<button type="button" data-example="${name}" aria-pressed="false">${title}</button>`).join('')}</div>
  ${formula()}
  <p class="see" id="see"></p>
  <div class="columns">
    <div class="ground-column">
      <div class="stage" id="stage" tabindex="0" role="application" aria-label="Map of critical points" aria-describedby="map-help">
        <canvas id="ground" aria-hidden="true"></canvas>
        <canvas id="signs" aria-hidden="true"></canvas>
        <canvas id="point" aria-hidden="true"></canvas>
        <div class="handle" id="handle" tabindex="0" role="application" aria-roledescription="draggable point" aria-label="Point"></div>
        ${ZOOM}
      </div>
      <p class="spoken" id="map-help">Arrow keys move the map, plus and minus zoom, zero resets the view. On the point, arrow keys move it: Shift moves further, Alt finer.</p>
      <p class="spoken" id="spoken" role="status"></p>
      <ul class="legend" aria-label="Signs on the map">${legend.map(([kind, word]) => `<li>${sign(kind)}${word}</li>`).join('')}</ul>
      <section class="card critical" aria-labelledby="critical-title">
        <div class="head"><h2 id="critical-title">Critical points</h2>
          <div class="walk"><button type="button" id="previous" aria-label="Previous critical point" title="Previous critical point">‹</button><button type="button" id="next" aria-label="Next critical point" title="Next critical point">›</button></div></div>
        <div class="proving"><p class="found" id="found"></p><button type="button" id="cancel">Cancel</button><button type="button" id="again">Prove again</button></div>
        <progress id="progress" max="1" value="0" aria-label="Proof"></progress>
        <div class="scroller" id="scroller" role="region" aria-label="Table of critical points">
          <table class="points"><thead><tr>${COLUMNS.map(([name, head]) => `<th scope="col" data-column="${name}"><button type="button" data-sort="${name}">${head}</button></th>`).join('')}</tr></thead><tbody id="points"></tbody></table>
        </div>
      </section>
      <section class="card safe" aria-labelledby="safe-title">
        <div class="head"><h2 id="safe-title">Safe steps</h2><label class="switch"><input type="checkbox" id="trail"> draw 60 of them</label></div>
        <dl class="steps">
          <dt>here <span class="formula-of">1/ρ(H)</span></dt><dd id="safe-step"></dd>
          <dt>everywhere in the box <span class="formula-of">1/L</span></dt><dd id="proved-step"></dd>
          <dt class="quiet">L, enclosed</dt><dd class="quiet" id="lipschitz"></dd>
        </dl>
        <p class="told" id="bound"></p>
        <ul class="loose" id="notes"></ul>
      </section>
    </div>
    <div class="panel">
      <section class="card"><details class="scene" id="scene"><summary>In three dimensions</summary></details>
        <details id="drawing"><summary>Drawing of the map</summary><div class="fields">${DRAWING}
        </div><div class="problem" id="levels-problem" role="alert" hidden></div></details></section>
      <section class="card" aria-label="The ground under the point">
        <p class="verdict-line" id="verdict"></p>
        <ul class="lamps" aria-label="Both conditions of a minimum"><li class="lamp" id="lamp-0"><span class="bulb" aria-hidden="true"></span><span class="title"></span><span class="state"></span><span class="reason"></span></li><li class="lamp" id="lamp-1"><span class="bulb" aria-hidden="true"></span><span class="title"></span><span class="state"></span><span class="reason"></span></li></ul>
        <p class="beyond" id="beyond"></p>
        <p class="notice" id="notice"></p>
        <dl class="numbers">
          <dt>x</dt><dd id="x"></dd><dt>y</dt><dd id="y"></dd>
          <dt>f</dt><dd id="value"></dd><dt>‖∇f‖</dt><dd id="norm"></dd>
          <dt>λ₁</dt><dd id="low"></dd><dt>λ₂</dt><dd id="high"></dd>
          <dt>ρ(H)</dt><dd id="radius"></dd><dt>1/ρ</dt><dd id="inverse"></dd>
        </dl>
        <details id="matrix-details"><summary>H and its eigenvalues, with these numbers</summary><div class="rule" id="matrix" tabindex="0" role="region" aria-label="The Hessian with its numbers"></div></details>
        <details id="formulas"><summary>Formulas of f and H</summary><div class="rule" id="function" tabindex="0" role="region" aria-label="The function"></div><div class="rule" id="hessian" tabindex="0" role="region" aria-label="The Hessian"></div></details>
      </section>
      <section class="card" aria-labelledby="dial-title">
        <h2 id="dial-title">Any direction</h2>
        <div class="dial-row">
          <div class="dial" id="dial" tabindex="0" role="slider" aria-label="Direction" aria-valuemin="0" aria-valuemax="360"><canvas id="dial-canvas" aria-hidden="true"></canvas></div>
          <div>
            <dl class="along">
              <dt>direction</dt><dd id="angle"></dd>
              <dt>slope <span class="formula-of">∇f·v</span></dt><dd id="slope"></dd>
              <dt>curvature <span class="formula-of">vᵀHv</span></dt><dd id="bend"></dd>
            </dl>
            <div class="axes"><span>turn to</span><button type="button" id="along-0">v₁</button><button type="button" id="along-1">v₂</button></div>
          </div>
        </div>
      </section>
      <section class="card" aria-labelledby="slices-title">
        <div class="head"><h2 id="slices-title">Slices through the point</h2><label class="order">Taylor order <select id="order">${[1, 2, 3, 4, 5, 6].map(order => `<option>${order}</option>`).join('')}</select></label></div>
        <ul class="key"><li class="of-f">f</li><li class="of-model">parabola</li><li class="of-series" id="series-key">Taylor</li></ul>
        <div class="slices">${slice('slice-2', 'Along the dial')}${slice('slice-0', 'Along v₁')}${slice('slice-1', 'Along v₂')}
        </div>
        <p class="told" id="error"></p>
        <div class="problem" id="settings-problem" role="alert" hidden></div>
      </section>
    </div>
  </div>
</div>`;
