// What <hillside-descent> is made of: its controls, and the choices they offer.
import { figures } from '../core.js';
import { DRAWING, formula, ZOOM } from './ground.js';

/** @typedef {{ name: string, title: string, note: string, parameters: { name: string, title: string, symbol: string, default: number, range: [number, number] }[] }} Choice */
/** @typedef {{ settings: string[], methods: Choice[], schedules: Choice[], landscapes: Choice[] }} Menu */

export const { Figure } = await figures();

/** The settings there are, and the methods, schedules and landscapes to choose from. */
export const menu = /** @type {Menu} */ (new Figure('descent').menu());

/** The inside of the element. */
export const markup = `
<div class="instrument" part="instrument">
  ${formula()}
  <div class="columns">
    <div>
      <div class="stage" id="stage" tabindex="0" role="application" aria-label="Map" aria-describedby="map-help">
        <canvas id="ground" aria-hidden="true"></canvas>
        <canvas id="trail" aria-hidden="true"></canvas>
        <div class="handle" id="handle" tabindex="0" role="application" aria-roledescription="draggable point" aria-label="Start point"></div>
        ${ZOOM}
      </div>
      <p class="spoken" id="map-help">Arrow keys move the map, plus and minus zoom, zero resets the view. On the start point, arrow keys move it: Shift moves further, Alt finer.</p>
      <div class="transport" role="group" aria-label="Steps">
        <button type="button" id="reset" title="Back to the start, history forgotten">Reset</button>
        <button type="button" id="back">Back</button>
        <button type="button" id="step" class="main">Step</button>
        <button type="button" id="play" class="play" aria-pressed="false">Play</button>
        <select id="speed" aria-label="Speed"><option value="2">2 a second</option><option value="8">8 a second</option><option value="30">30 a second</option><option value="120">120 a second</option></select>
        <button type="button" id="random" title="A start drawn from the view, by the seed">Random start</button>
        <div class="scrub"><input type="range" id="scrubber" min="0" step="1" aria-label="Step looked at"><span class="place" id="place"></span></div>
      </div>
      <p class="spoken" id="spoken" role="status"></p>
    </div>
    <div class="panel">
      <section class="card" aria-label="Settings">
        <div class="rate"><label for="rate">Rate α</label><span class="marked"><input type="range" id="rate-slider" min="0" max="1" step="0.005" aria-label="Rate, logarithmic" aria-describedby="lipschitz"><span class="mark" id="one-over-l" aria-hidden="true" hidden>1/L</span><span class="mark" id="two-over-l" aria-hidden="true" hidden>2/L</span></span><input type="text" id="rate" inputmode="decimal" autocomplete="off" aria-describedby="rate-problem"></div>
        <div class="bounded"><p class="verdict" id="lipschitz"></p><div class="problem" id="rate-problem" role="alert" hidden></div></div>
        <div class="line"><label for="method">Method</label><select id="method"></select></div>
        <div class="fields" id="method-fields"></div>
        <details><summary>Schedule, noise, seed, drawing</summary>
          <div class="line"><label for="schedule">Schedule of α</label><select id="schedule"></select></div>
          <div class="fields" id="schedule-fields"></div>
          <div class="fields">
            <div class="field"><label for="noise">Noise on ∇f (σ)</label><input type="text" id="noise" inputmode="decimal" autocomplete="off"></div>
            <div class="field"><label for="seed">Seed</label><input type="text" id="seed" inputmode="numeric" autocomplete="off"></div>
            ${DRAWING}
          </div>
        </details>
        <div class="problem" id="settings-problem" role="alert" hidden></div>
      </section>
      <section class="card" aria-label="Read-out">
        <dl class="numbers">
          <dt>x</dt><dd id="x"></dd><dt>y</dt><dd id="y"></dd>
          <dt>f</dt><dd id="value"></dd><dt>‖∇f‖</dt><dd id="norm"></dd>
          <dt class="gradient">∂f/∂x</dt><dd id="fx"></dd><dt class="gradient">∂f/∂y</dt><dd id="fy"></dd>
        </dl>
        <details id="formulas"><summary>Formulas of f and ∇f</summary><div class="rule" id="function" tabindex="0" role="region" aria-label="The function"></div><div class="rule" id="gradient" tabindex="0" role="region" aria-label="The gradient"></div></details>
      </section>
      <section class="card">
        <h2>The next step</h2>
        <table class="promise"><tbody>
          <tr id="promise-row"><th scope="row">Promised <span class="formula-of">f − α‖∇f‖²</span></th><td id="predicted"></td><td class="holds" id="promise-holds"></td></tr>
          <tr id="descent-row"><th scope="row">At most <span class="formula-of">f − α(1 − Lα/2)‖∇f‖²</span></th><td id="descent-bound"></td><td class="holds" id="descent-holds"></td></tr>
          <tr id="best-row"><th scope="row">By 1/L <span class="formula-of">f − ‖∇f‖²/(2L)</span></th><td id="best-bound"></td><td class="holds" id="best-holds"></td></tr>
          <tr class="happened"><th scope="row">Happens</th><td id="happened"></td><td></td></tr>
        </tbody></table>
        <p class="verdict" id="verdict"></p>
        <p class="notice" id="notice"></p>
        <details><summary>When a run has converged or diverged</summary>
          <p><b>Converged</b>: the slope is zero as far as doubles can say, here or, where the steps no longer change a digit, within ten digits of here.</p>
          <p><b>Standing still</b>: the steps change no digit although there is a slope, or a kink. That is no arrival.</p>
          <p><b>Diverged</b>: the position, f, its slope or what the method remembers is no finite number; or f has risen sixteen steps in a row, is higher than at the start, and the point is a million times as far out. However far out, a point whose f falls has not diverged.</p>
        </details>
        <div class="rule" id="rule" tabindex="0" role="region" aria-label="Update rule with its numbers"></div>
      </section>
      <section class="card">
        <div class="head"><h2>f over the steps</h2><select id="scale" aria-label="Scale of the curve"><option value="log">logarithmic</option><option value="linear">linear</option></select></div>
        <div class="loss"><canvas id="loss" role="img" aria-label="f over the steps"></canvas></div>
      </section>
    </div>
  </div>
</div>`;
