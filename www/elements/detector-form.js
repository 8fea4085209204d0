// What <hillside-detector> is made of: its controls, and the choices they offer.
import { part } from '../core.js';
import { KEEP } from './instrument.js';

/** @typedef {{ name: string, title: string, note: string, parameters: { name: string, title: string, symbol: string, range: [number, number] }[] }} Method */
/** @typedef {{ settings: string[], methods: Method[], targets: string[], activations: string[], losses: string[], encodings: string[], fullSpeed: number }} Menu */

export const { Figure } = await part('detector');

/** The settings there are, and what they can be. */
export const menu = /** @type {Menu} */ (new Figure('detector').menu());

const CELLS = ['top left', 'top middle', 'top right', 'middle left', 'centre', 'middle right', 'bottom left', 'bottom middle', 'bottom right'];

/** What a menu calls the choices that have names for programs. @type {Record<string, string>} */
const TITLES = {
  exact: 'exactly the X', near: 'at most 1 cell wrong', loose: 'at most 2 cells wrong', either: 'the X or its negative',
  'cross-entropy': 'cross-entropy', squared: 'squared error', '01': '0 and 1', pm1: '−1 and +1',
};

/** @param {string[]} names */
const choices = names => names.map(name => `<option value="${name}">${TITLES[name] ?? name}</option>`).join('');

/** @param {string} id @param {string} label @param {string} [mode] */
const textField = (id, label, mode = 'text') =>
  `<div class="field"><label for="${id}">${label}</label><input type="text" id="${id}" inputmode="${mode}" autocomplete="off" spellcheck="false"></div>`;

/** @param {string} id @param {string} label @param {string} inside */
const choiceField = (id, label, inside) => `<div class="field"><label for="${id}">${label}</label><select id="${id}">${inside}</select></div>`;

const cells = CELLS.map((name, cell) => `<button type="button" class="cell" data-cell="${cell}" aria-pressed="false" aria-label="${name}"></button>`).join('');

/** The inside of the element. */
export const markup = `
<div class="instrument detector" part="instrument">
  <div class="floor">
    <section class="drawing" aria-label="Your drawing">
      <div class="grid" id="grid" role="group" aria-label="Nine cells to draw on">${cells}</div>
      <div class="strokes" role="group" aria-label="Drawings">
        <button type="button" id="clear">Clear</button><button type="button" id="x">X</button><button type="button" id="random">Random</button><button type="button" id="invert">Invert</button>
      </div>
      <div class="answer" id="answer">
        <p class="answer-line"><strong id="verdict"></strong> <span id="probability" class="probability"></span></p>
        <div class="meter" aria-hidden="true"><span id="meter"></span></div>
        <p id="judgement" class="judgement"></p>
        <p id="distance" class="quiet"></p>
      </div>
    </section>

    <section class="middle" aria-label="The network">
      <div class="stage net" id="stage" tabindex="0" role="application" aria-label="The network" aria-describedby="net-help">
        <canvas id="network" aria-hidden="true"></canvas>
        <div class="zoom">${KEEP}</div>
      </div>
      <p class="spoken" id="net-help">Right and left arrow go through the weights, Escape lets go. What is selected is told below the drawing.</p>
      <div class="transport" role="group" aria-label="Training">
        <button type="button" id="reset" title="Back to the start; the steps are forgotten">Reset</button>
        <button type="button" id="back">Back</button>
        <button type="button" id="step">Step</button>
        <button type="button" id="step-10">10</button>
        <button type="button" id="step-100">100</button>
        <button type="button" id="play" class="play main" aria-pressed="false">Play</button>
        <select id="speed" aria-label="Speed"><option value="5">5 steps a second</option><option value="30">30 a second</option><option value="150">150 a second</option><option value="1000">1000 a second</option><option value="${menu.fullSpeed}">full speed</option></select>
        <div class="scrub"><input type="range" id="scrubber" min="0" step="1" aria-label="Step looked at"><span class="place" id="place"></span></div>
      </div>
      <p class="notice" id="notice"></p>
      <p class="invitation" id="invitation" hidden>All 512 patterns are right. Now draw on the nine cells: is it an X?</p>
      <section class="card chosen" id="chosen" hidden aria-label="What is selected">
        <div class="head"><h2 id="chosen-title"></h2><button type="button" id="let-go" aria-label="Let go">×</button></div>
        <form class="edit" id="edit" hidden><label for="weight">Value</label><input type="text" id="weight" inputmode="decimal" autocomplete="off" aria-describedby="weight-problem"><button type="submit">Set</button></form>
        <div class="problem" id="weight-problem" role="alert" hidden></div>
        <dl class="pairs" id="chosen-lines"></dl>
        <div id="paths-part"><p class="quiet" id="paths-title"></p>
        <div class="paths" tabindex="0" role="region" aria-label="Paths"><table><tbody id="paths"></tbody></table></div></div>
      </section>
      <p class="spoken" id="spoken" role="status"></p>
    </section>

    <div class="panel">
      <section class="card" aria-label="How well it does">
        <p class="score" id="score"></p>
        <p class="quiet" id="baseline"></p>
        <div class="head"><h2>Loss <span class="number" id="loss-number"></span></h2><select id="scale" aria-label="Scale of the loss"><option value="log">logarithmic</option><option value="linear">linear</option></select></div>
        <div class="loss"><canvas id="loss-curve" role="img" aria-label="Loss over the steps"></canvas></div>
      </section>
      <section class="card" aria-label="What and how it learns">
        <div class="fields two">
          ${choiceField('target', 'Counts as X', `${choices(menu.targets)}<option value="labels" disabled>your own labels</option>`)}
          ${textField('layers', 'Layers')}
          ${choiceField('loss', 'Loss', choices(menu.losses))}
          ${choiceField('balanced', 'Classes weigh', '<option value="yes">half and half</option><option value="no">as they come</option>')}
          ${choiceField('start', 'Start', '<option value="random">random</option><option value="zero">zero</option><option value="nudge">zero + 10⁻⁸</option><option value="weights" disabled>given</option>')}
          ${textField('seed', 'Seed', 'numeric')}
        </div>
        <div class="line"><label for="method">Method</label><select id="method">${menu.methods.map(method => `<option value="${method.name}">${method.title}</option>`).join('')}</select></div>
        <div class="rate"><label for="rate">Rate α</label><input type="range" id="rate-slider" min="0" max="1" step="0.005" aria-label="Rate, logarithmic"><input type="text" id="rate" inputmode="decimal" autocomplete="off" aria-describedby="rate-problem"></div>
        <div class="problem" id="rate-problem" role="alert" hidden></div>
        <div class="problem" id="settings-problem" role="alert" hidden></div>
        <details id="more"><summary>More settings</summary>
          <div class="fields" id="method-fields"></div>
          <div class="fields">
            ${choiceField('activation', 'Activation', choices(menu.activations))}
            ${choiceField('encoding', 'Off and on are', choices(menu.encodings))}
            ${textField('batch', 'Batch (or all)')}
          </div>
          <div class="fields">
            ${choiceField('data', 'Trained on', '<option value="all">all 512</option><option value="sample">a sample</option>')}
            ${textField('count', 'Examples', 'numeric')}
            ${textField('noise', 'Noise on cells', 'decimal')}
            ${choiceField('share', 'Sample is', '<option value="no">as it comes</option><option value="yes">half X</option>')}
          </div>
          <div class="labels"><button type="button" id="counts">Count this drawing as an X</button></div>
        </details>
      </section>
    </div>
  </div>

  <div class="rooms">
    <details class="room" id="backward-room"><summary>Backward pass</summary>
      <p class="quiet">The chain rule for your drawing, step by step: from the loss back to every weight. The network above shows each phase.</p>
      <div class="row"><button type="button" id="phase-next" class="main">Next phase</button><button type="button" id="phase-back">Back one</button><button type="button" id="phase-end">End</button><span class="quiet" id="phase-place"></span></div>
      <div id="backward"><h2 id="phase-title"></h2><p class="rule-line" id="phase-rule"></p><ul class="lines" id="phase-lines"></ul></div>
    </details>

    <details class="room" id="table-room"><summary>Truth table</summary>
      <p class="quiet">All 512 patterns, those most like the X first. The bluer, the surer of a yes; framed blue: counts as X; struck through red: wrong. Choose one to draw it.</p>
      <div class="table" id="table" tabindex="0" role="application" aria-label="Truth table" aria-describedby="table-said">
        <canvas id="squares" aria-hidden="true"></canvas><canvas id="answers" aria-hidden="true"></canvas><canvas id="patterns" aria-hidden="true"></canvas>
      </div>
      <p class="quiet" id="table-said">Arrow keys walk through the patterns, Enter draws one.</p>
    </details>

    <details class="room" id="spectrum-room"><summary>Spectrum</summary>
      <p class="quiet">Every eigenvalue of the exact Hessian of the loss, over the steps. The dashed line is 2/α: along a direction that bends more, plain steps grow.</p>
      <p id="spectrum-said"></p>
      <div class="pair">
        <div class="spectrum" id="spectrum"><canvas id="eigenvalues" role="img" aria-label="Eigenvalues over the steps"></canvas></div>
        <div>
          <div class="rate"><label for="mode">Eigenvector</label><input type="range" id="mode" min="0" max="0" step="1"></div>
          <p class="quiet" id="mode-said"></p>
          <div class="mode"><canvas id="eigenvector" role="img" aria-label="The eigenvector as pictures"></canvas></div>
        </div>
      </div>
    </details>

    <details class="room" id="file-room"><summary>Weights and files</summary>
      <p class="quiet" id="weights-said"></p>
      <div class="row">
        <button type="button" id="save">Save as a file</button>
        <label class="button" for="file">Load a file<input type="file" id="file" accept=".json,application/json"></label>
        <button type="button" id="link">Copy link</button>
        <button type="button" id="link-weights">Copy link with weights</button>
      </div>
      <p class="quiet" id="file-said"></p>
      <div class="problem" id="file-problem" role="alert" hidden></div>
    </details>
  </div>
</div>`;
