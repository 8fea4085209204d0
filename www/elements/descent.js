// <hillside-descent>: type f(x, y), drag the start point, walk downhill step by step.
// State and its transitions live in Rust; here is only the document around them.
import { DescentInstrument } from '../core.js';
import sheet from './style.js';

/** @typedef {{ name: string, title: string, note: string, parameters: { name: string, title: string, symbol: string, default: number, range: [number, number] }[] }} Choice */
/** @typedef {{ setting: string, message: string, start: number | null, end: number | null, suggestions: string[] }} Problem */
/** @typedef {{ settings: string[], methods: Choice[], schedules: Choice[], landscapes: Choice[] }} Menu */
/** @typedef {Record<string, string | number | number[]>} Settings */

const menu = /** @type {Menu} */ (DescentInstrument.menu());
/** @param {string} name */
const attribute = name => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
const settingOf = new Map(menu.settings.map(name => [attribute(name), name]));

/** How finely the ground is sampled, in CSS pixels: while a hand moves it, and at rest. */
const COARSE = 3.5;
const FINE = 1.5;
/** How long the ground must rest before it is drawn finely, in milliseconds. */
const REST = 140;
/** How far a pointer may move in a tap, in CSS pixels. */
const TAP = 5;

/** @param {Choice[]} choices */
const options = choices => choices.map(choice => new Option(choice.title, choice.name));

/** @param {Choice[]} choices grouped by their note */
function groups(choices) {
  const made = new Map();
  for (const choice of choices) {
    if (!made.has(choice.note)) made.set(choice.note, Object.assign(document.createElement('optgroup'), { label: choice.note }));
    made.get(choice.note).append(new Option(choice.title, choice.name));
  }
  return [...made.values()];
}

const markup = `
<div class="instrument" part="instrument">
  <div class="formula-row">
  <form class="formula" id="formula-row">
    <label for="formula">f(x, y) =</label>
    <input type="text" id="formula" spellcheck="false" autocomplete="off" autocapitalize="off" aria-describedby="formula-problem">
    <select id="landscape" aria-label="Landscapes"></select>
  </form>
  <div class="problem" id="formula-problem" role="alert" hidden></div>
  </div>
  <div class="columns">
    <div>
      <div class="stage" id="stage" tabindex="0" role="application" aria-label="Map" aria-describedby="map-help">
        <canvas id="ground" aria-hidden="true"></canvas>
        <canvas id="trail" aria-hidden="true"></canvas>
        <div class="handle" id="handle" tabindex="0" role="application" aria-roledescription="draggable point" aria-label="Start point"></div>
        <div class="zoom">
          <button type="button" id="zoom-in" aria-label="Zoom in" title="Zoom in (+)">+</button>
          <button type="button" id="zoom-out" aria-label="Zoom out" title="Zoom out (−)">−</button>
          <button type="button" id="zoom-reset" aria-label="Reset view" title="Reset view (0)">⌂</button>
        </div>
        <p class="hint" id="hint" hidden></p>
      </div>
      <p class="spoken" id="map-help">Arrow keys move the map, plus and minus zoom, zero resets the view. On the start point, arrow keys move it: Shift moves further, Alt finer.</p>
      <div class="transport" role="group" aria-label="Steps">
        <button type="button" id="reset" title="Back to the start, history forgotten">Reset</button>
        <button type="button" id="back">Back</button>
        <button type="button" id="step" class="main">Step</button>
        <button type="button" id="play" class="play" aria-pressed="false">Play</button>
        <select id="speed" aria-label="Speed"><option value="2">2 a second</option><option value="8">8 a second</option><option value="30">30 a second</option><option value="120">120 a second</option></select>
        <button type="button" id="random" title="A start drawn from the view, by the seed">Random start</button>
        <div class="scrub"><input type="range" id="scrubber" min="0" step="1" aria-label="Step looked at"><output id="place"></output></div>
      </div>
      <p class="spoken" id="spoken" role="status"></p>
    </div>
    <div class="panel">
      <section class="card" aria-label="Read-out">
        <dl class="numbers">
          <dt>x</dt><dd id="x"></dd><dt>y</dt><dd id="y"></dd>
          <dt>f</dt><dd id="value"></dd><dt>‖∇f‖</dt><dd id="norm"></dd>
          <dt class="gradient">∂f/∂x</dt><dd id="fx"></dd><dt class="gradient">∂f/∂y</dt><dd id="fy"></dd>
        </dl>
        <details><summary>Formulas of f and ∇f</summary><div class="rule" id="function" tabindex="0" role="region" aria-label="The function"></div><div class="rule" id="gradient" tabindex="0" role="region" aria-label="The gradient"></div></details>
      </section>
      <section class="card">
        <h2>The next step</h2>
        <table class="promise"><tbody>
          <tr><th scope="row">Promised <span class="formula-of">f − α‖∇f‖²</span></th><td id="predicted"></td></tr>
          <tr class="happened"><th scope="row">Happens</th><td id="happened"></td></tr>
        </tbody></table>
        <p class="verdict" id="verdict"></p>
        <p class="notice" id="notice"></p>
        <div class="rule" id="rule" tabindex="0" role="region" aria-label="Update rule with its numbers"></div>
      </section>
      <section class="card" aria-label="Settings">
        <div class="rate"><label for="rate">Rate α</label><input type="range" id="rate-slider" min="0" max="1" step="0.005" aria-label="Rate, logarithmic"><input type="text" id="rate" inputmode="decimal" autocomplete="off" aria-describedby="rate-problem"></div>
        <div class="problem" id="rate-problem" role="alert" hidden></div>
        <div class="line"><label for="method">Method</label><select id="method"></select></div>
        <div class="fields" id="method-fields"></div>
        <details><summary>Schedule, noise, seed</summary>
          <div class="line"><label for="schedule">Schedule of α</label><select id="schedule"></select></div>
          <div class="fields" id="schedule-fields"></div>
          <div class="fields">
            <div class="field"><label for="noise">Noise on ∇f (σ)</label><input type="text" id="noise" inputmode="decimal" autocomplete="off"></div>
            <div class="field"><label for="seed">Seed</label><input type="text" id="seed" inputmode="numeric" autocomplete="off"></div>
            <div class="field"><label for="levels">Contour lines</label><input type="text" id="levels" inputmode="numeric" autocomplete="off"></div>
          </div>
        </details>
        <div class="problem" id="settings-problem" role="alert" hidden></div>
      </section>
      <section class="card">
        <div class="head"><h2>f over the steps</h2><select id="scale" aria-label="Scale of the curve"><option value="log">logarithmic</option><option value="linear">linear</option></select></div>
        <div class="loss"><canvas id="loss" role="img" aria-label="f over the steps"></canvas></div>
      </section>
    </div>
  </div>
</div>`;

/** Settings with a field of their own that is a plain text input. */
const FIELDS = ['rate', 'noise', 'seed', 'levels'];

export default class HillsideDescent extends HTMLElement {
  static observedAttributes = [...settingOf.keys(), 'theme'];

  #instrument = new DescentInstrument();
  #root = this.attachShadow({ mode: 'open' });
  #scratch = document.createElement('canvas');
  #scheme = 'light';
  #dark = matchMedia('(prefers-color-scheme: dark)');
  /** What must be drawn at the next frame. */
  #dirty = { ground: true, trail: true, changed: false };
  #frame = 0;
  #grain = FINE;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #resting;
  #reflecting = false;
  #playing = false;
  #seen = true;
  #owed = 0;
  #clock = 0;
  #spokenAt = 0;
  /** @type {Problem[]} */ #problems = [];
  /** The formula while it is being typed and cannot be read. @type {string | null} */ #draft = null;
  #shownMethod = '';
  #shownSchedule = '';
  /** @type {Map<number, { x: number, y: number, type: string }>} */ #pointers = new Map();
  /** @type {null | { kind: 'start', dx: number, dy: number } | { kind: 'tap' | 'pan', x: number, y: number } | { kind: 'pinch', fingers: number[] }} */ #gesture = null;
  /** @type {ResizeObserver | undefined} */ #resizes;
  /** @type {IntersectionObserver | undefined} */ #sights;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.innerHTML = markup;
    this.#get('landscape').append(new Option('Landscapes…', ''), ...groups(menu.landscapes));
    this.#get('method').append(...options(menu.methods));
    this.#get('schedule').append(...options(menu.schedules));
    this.#listen();
    // A property set before the element was known is taken now.
    if (Object.hasOwn(this, 'settings')) {
      const early = this.settings;
      delete (/** @type {any} */ (this).settings);
      this.settings = early;
    }
  }

  connectedCallback() {
    this.#resizes = new ResizeObserver(() => this.#invalidate('ground'));
    this.#resizes.observe(this.#get('stage'));
    this.#sights = new IntersectionObserver(entries => {
      this.#seen = entries[entries.length - 1].isIntersecting;
      this.#clock = 0;
      if (this.#seen) this.#request();
    });
    this.#sights.observe(this);
    this.#dark.addEventListener('change', this.#dress);
    this.#dress();
  }

  disconnectedCallback() {
    this.pause();
    this.#resizes?.disconnect();
    this.#sights?.disconnect();
    this.#dark.removeEventListener('change', this.#dress);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** @param {string} name @param {string | null} _ @param {string | null} value */
  attributeChangedCallback(name, _, value) {
    if (name === 'theme') this.#dress();
    else if (!this.#reflecting && value !== null) this.#assign({ [settingOf.get(name) ?? name]: value });
  }

  // What programs use.

  /** Every setting; assigning takes those given and leaves the others. */
  get settings() {
    return /** @type {Settings} */ (this.#instrument.settings());
  }
  set settings(given) {
    this.#assign(given);
  }

  /** The settings that are not at their defaults: what a link carries. */
  get changed() {
    return /** @type {Settings} */ (this.#instrument.changed());
  }

  /** Every number on screen. */
  get readout() {
    return this.#instrument.readout();
  }

  /** What was wrong with the settings last given. */
  get problems() {
    return this.#problems;
  }

  /** Drawn with its present settings. */
  get ready() {
    if (this.isConnected) this.#draw();
    return Promise.resolve(this);
  }

  /** World coordinates to CSS pixels of the viewport. @param {number} x @param {number} y */
  toClient(x, y) {
    this.#measure();
    const [px, py] = this.#instrument.toPixel(x, y);
    const box = this.#get('stage').getBoundingClientRect();
    return { x: box.left + px, y: box.top + py };
  }

  step(count = 1) {
    this.#instrument.step(whole(count));
    this.#invalidate('trail');
  }

  back(count = 1) {
    this.#instrument.back(whole(count));
    this.#invalidate('trail');
  }

  reset() {
    this.pause();
    this.#instrument.reset();
    this.#invalidate('trail');
  }

  play() {
    this.#playing = true;
    this.#owed = 0;
    this.#clock = 0;
    this.#invalidate('trail');
  }

  pause() {
    if (!this.#playing) return;
    this.#playing = false;
    this.#spokenAt = 0;
    this.#invalidate('trail');
  }

  // Inside.

  /** @param {string} id @returns {any} */
  #get(id) {
    return this.#root.getElementById(id);
  }

  #dress = () => {
    const asked = this.getAttribute('theme');
    this.#scheme = asked === 'light' || asked === 'dark' ? asked : this.#dark.matches ? 'dark' : 'light';
    /** @type {HTMLElement} */ (this.#root.firstElementChild).dataset.scheme = this.#scheme;
    this.#invalidate('ground');
  };

  /** Takes settings and shows what could not be taken beside its field. @param {Record<string, unknown>} given */
  #assign(given) {
    const problems = /** @type {Problem[]} */ (this.#instrument.assign(given));
    const names = Object.keys(given);
    this.#problems = [...this.#problems.filter(problem => !names.includes(problem.setting)), ...problems];
    if (names.includes('formula')) {
      const wrong = problems.some(problem => problem.setting === 'formula');
      this.#draft = wrong ? String(given.formula) : null;
    }
    this.#invalidate(names.some(name => name === 'formula' || name === 'view' || name === 'levels') ? 'ground' : 'trail');
  }

  /** @param {'ground' | 'trail'} what @param {boolean} [moving] whether a hand is moving it */
  #invalidate(what, moving = false) {
    this.#dirty.trail = true;
    this.#dirty.changed = true;
    if (what === 'ground') {
      this.#dirty.ground = true;
      if (moving) {
        this.#grain = COARSE;
        clearTimeout(this.#resting);
        this.#resting = setTimeout(() => {
          this.#grain = FINE;
          this.#dirty.ground = true;
          this.#request();
        }, REST);
      }
    }
    this.#request();
  }

  #request() {
    if (!this.#frame && this.isConnected) this.#frame = requestAnimationFrame(this.#tick);
  }

  /** @param {number} now */
  #tick = now => {
    this.#frame = 0;
    if (this.#playing && this.#seen) this.#walk(now);
    if (this.#seen || this.#dirty.ground) this.#draw();
    if (this.#playing && this.#seen) this.#request();
  };

  /** Steps as many times as the speed asks since the last frame. @param {number} now */
  #walk(now) {
    const { speed } = this.settings;
    if (this.#clock) this.#owed += Math.min(now - this.#clock, 250) * Number(speed) / 1000;
    this.#clock = now;
    const steps = Math.floor(this.#owed);
    if (steps < 1) return;
    this.#owed -= steps;
    this.#instrument.step(steps);
    this.#dirty.trail = true;
    this.#dirty.changed = true;
    const { goesOn, status } = this.readout;
    if (!goesOn || status === 'converged') this.pause();
  }

  /** Fits a canvas to its box and the screen. @param {HTMLCanvasElement} canvas @param {number} width @param {number} height */
  #fit(canvas, width, height) {
    const ratio = devicePixelRatio || 1;
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w) canvas.width = w;
    if (canvas.height !== h) canvas.height = h;
    return ratio;
  }

  #measure() {
    const { width, height } = this.#get('stage').getBoundingClientRect();
    if (width > 0 && height > 0) this.#instrument.resize(width, height);
    return { width, height };
  }

  #draw() {
    const { ground, trail, changed } = this.#dirty;
    if (!ground && !trail) return;
    const { width, height } = this.#measure();
    if (!(width > 0 && height > 0)) return;
    this.#dirty = { ground: false, trail: false, changed: false };
    if (ground) {
      const ratio = this.#fit(this.#get('ground'), width, height);
      this.#instrument.paintGround(this.#get('ground'), this.#scratch, ratio, this.#scheme, this.#grain);
    }
    const ratio = this.#fit(this.#get('trail'), width, height);
    this.#instrument.paintTrail(this.#get('trail'), ratio, this.#scheme);
    const loss = this.#get('loss');
    if (loss.clientWidth > 0) {
      this.#instrument.paintLoss(loss, this.#fit(loss, loss.clientWidth, loss.clientHeight), this.#scheme);
    }
    this.#tell();
    if (changed) {
      this.#reflect();
      this.dispatchEvent(new Event('change'));
    }
  }

  /** Writes every number on screen. */
  #tell() {
    const readout = this.readout, settings = this.settings, { words } = readout;
    for (const name of ['x', 'y', 'value', 'norm', 'fx', 'fy', 'predicted', 'happened', 'verdict']) this.#write(name, words[name]);
    this.#get('verdict').classList.toggle('kept', readout.kept === true);
    this.#write('notice', readout.hasGround === false ? 'f has no value anywhere in view. Try another view or formula.' : readout.notice);
    for (const [id, formula] of [['rule', readout.rule], ['function', readout.function], ['gradient', readout.gradientFormula]]) this.#formula(id, formula);

    const handle = this.#get('handle'), [hx, hy] = this.#instrument.handle();
    handle.style.left = `${hx}px`;
    handle.style.top = `${hy}px`;
    const start = /** @type {number[]} */ (settings.start);
    handle.setAttribute('aria-label', `Start point, x = ${start[0]}, y = ${start[1]}`);
    this.#get('loss').setAttribute('aria-label', `f over the steps: ${words.value} at step ${readout.index} of ${readout.length}`);

    this.#field('formula', this.#draft ?? String(settings.formula));
    for (const name of FIELDS) this.#field(name, String(settings[name]));
    this.#get('landscape').value = this.#draft === null ? readout.landscape ?? '' : '';
    this.#get('rate-slider').value = readout.ratePlace;
    this.#get('rate-slider').setAttribute('aria-valuetext', words.rate);
    this.#get('method').value = settings.method;
    this.#get('scale').value = settings.scale;
    this.#get('speed').value = String(settings.speed);
    this.#parameters(settings);

    const scrubber = this.#get('scrubber');
    scrubber.max = readout.length;
    scrubber.value = readout.index;
    scrubber.disabled = readout.length === 0;
    this.#write('place', readout.index === readout.length ? `step ${readout.index}` : `step ${readout.index} of ${readout.length}`);
    this.#get('back').disabled = readout.index === 0;
    this.#get('reset').disabled = readout.length === 0;
    const stuck = readout.next === null;
    this.#get('step').disabled = stuck;
    this.#get('play').disabled = stuck && !this.#playing;
    this.#write('play', this.#playing ? 'Pause' : 'Play');
    this.#get('play').setAttribute('aria-pressed', String(this.#playing));

    this.#explain('formula');
    this.#explain('rate');
    this.#explainOthers();

    // Who hears the page is told once a second at most while it plays.
    const now = performance.now();
    if (!this.#playing || now - this.#spokenAt > 1000) {
      this.#spokenAt = now;
      this.#write('spoken', readout.sentence);
    }
  }

  /** @param {string} id @param {string} text */
  #write(id, text) {
    const element = this.#get(id);
    if (element.textContent !== text) element.textContent = text;
  }

  /** @type {Record<string, string>} */ #formulas = {};
  /** @param {string} id @param {string} mathml */
  #formula(id, mathml) {
    if (this.#formulas[id] === mathml) return;
    this.#formulas[id] = mathml;
    this.#get(id).innerHTML = mathml;
  }

  /** Writes a field, but not under the hand that types in it. @param {string} id @param {string} text */
  #field(id, text) {
    const field = this.#get(id);
    if (this.#root.activeElement !== field && field.value !== text && !this.#problems.some(problem => problem.setting === id)) field.value = text;
    if (id === 'formula' && this.#root.activeElement !== field && field.value !== text) field.value = text;
  }

  /** Fields of the present method and schedule. @param {Settings} settings */
  #parameters(settings) {
    const method = menu.methods.find(choice => choice.name === settings.method);
    if (method && this.#shownMethod !== method.name) {
      this.#shownMethod = method.name;
      this.#get('method').title = method.note;
      this.#replaceFields('method-fields', method.parameters, (name, text) => this.#assign({ [name]: text }));
    }
    for (const { name } of method?.parameters ?? []) this.#field(`parameter-${name}`, String(settings[name]));
    const [name, ...pairs] = String(settings.schedule).split(' ');
    const schedule = menu.schedules.find(choice => choice.name === name);
    this.#get('schedule').value = name;
    if (schedule && this.#shownSchedule !== name) {
      this.#shownSchedule = name;
      this.#get('schedule').title = schedule.note;
      this.#replaceFields('schedule-fields', schedule.parameters, () => {
        const values = schedule.parameters.map(parameter => `${parameter.name}=${this.#get(`parameter-${parameter.name}`).value.replaceAll(' ', '')}`);
        this.#assign({ schedule: [name, ...values].join(' ') });
      });
    }
    for (const [key, value] of pairs.map(pair => pair.split('='))) this.#field(`parameter-${key}`, value);
  }

  /**
   * @param {string} id
   * @param {Choice['parameters']} parameters
   * @param {(name: string, text: string) => void} take
   */
  #replaceFields(id, parameters, take) {
    const row = this.#get(id);
    row.replaceChildren();
    for (const { name, title, symbol, range } of parameters) {
      const field = document.createElement('div'), label = document.createElement('label'), input = document.createElement('input');
      field.className = 'field';
      label.textContent = `${title} ${symbol}`;
      label.htmlFor = input.id = `parameter-${name}`;
      Object.assign(input, { type: 'text', inputMode: 'decimal', autocomplete: 'off', title: `${range[0]} to ${range[1]}` });
      input.addEventListener('change', () => take(name, input.value));
      field.append(label, input);
      row.append(field);
    }
  }

  /** Shows the problem with a setting under its field. @param {string} setting */
  #explain(setting) {
    const box = this.#get(`${setting}-problem`), problem = this.#problems.find(one => one.setting === setting);
    const field = this.#get(setting);
    field.setAttribute('aria-invalid', String(Boolean(problem)));
    const key = problem ? JSON.stringify([problem, field.value]) : '';
    if (box.dataset.key === key) return;
    box.dataset.key = key;
    box.hidden = !problem;
    box.replaceChildren();
    if (!problem) return;
    const text = setting === 'formula' ? this.#draft ?? '' : field.value;
    if (setting === 'formula' && problem.start !== null && problem.end !== null && text.trim()) {
      const code = document.createElement('code'), mark = document.createElement('mark');
      const from = Math.max(0, problem.start - 40), to = problem.end + 40;
      mark.textContent = text.slice(problem.start, Math.min(problem.end, problem.start + 80)) || ' ';
      code.append((from > 0 ? '…' : '') + text.slice(from, problem.start), mark, text.slice(problem.end, to) + (to < text.length ? '…' : ''));
      box.append(code, document.createElement('br'));
    }
    box.append(problem.message);
    for (const suggestion of problem.suggestions) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = suggestion;
      button.addEventListener('click', () => {
        field.value = suggestion;
        this.#assign({ [setting]: suggestion });
        field.focus();
      });
      box.append(document.createElement('br'), 'Write instead: ', button);
    }
  }

  #explainOthers() {
    const others = this.#problems.filter(problem => problem.setting !== 'formula' && problem.setting !== 'rate');
    const box = this.#get('settings-problem');
    box.hidden = others.length === 0;
    this.#write('settings-problem', others.map(problem => problem.message).join(' '));
  }

  /** Attributes are the settings: what was changed, and what somebody wrote out. */
  #reflect() {
    const settings = this.settings, changed = this.changed;
    this.#reflecting = true;
    for (const [name, setting] of settingOf) {
      if (setting in changed || this.hasAttribute(name)) {
        const value = settings[setting];
        if (value === undefined) this.removeAttribute(name);
        else if (this.getAttribute(name) !== String(value)) this.setAttribute(name, String(value));
      }
    }
    this.#reflecting = false;
  }

  #listen() {
    const on = (/** @type {string} */ id, /** @type {string} */ event, /** @type {(event: any) => void} */ act) => this.#get(id).addEventListener(event, act);
    on('formula', 'input', ({ target }) => {
      this.#assign({ formula: target.value });
      this.#invalidate('ground', true);
    });
    on('formula-row', 'submit', event => event.preventDefault());
    on('landscape', 'change', ({ target }) => {
      if (!target.value) return;
      this.#problems = this.#problems.filter(problem => problem.setting !== 'formula');
      this.#draft = null;
      this.#instrument.choose(target.value);
      this.#invalidate('ground');
    });
    on('reset', 'click', () => this.reset());
    on('back', 'click', () => this.back());
    on('step', 'click', () => this.step());
    on('play', 'click', () => (this.#playing ? this.pause() : this.play()));
    on('random', 'click', () => {
      this.#instrument.randomStart();
      this.#invalidate('trail');
    });
    on('speed', 'change', ({ target }) => this.#assign({ speed: target.value }));
    on('scale', 'change', ({ target }) => this.#assign({ scale: target.value }));
    on('scrubber', 'input', ({ target }) => {
      this.pause();
      this.#instrument.goTo(target.valueAsNumber);
      this.#invalidate('trail');
    });
    on('rate-slider', 'input', ({ target }) => {
      this.#problems = this.#problems.filter(problem => problem.setting !== 'rate');
      this.#instrument.slideRate(target.valueAsNumber);
      this.#invalidate('trail');
    });
    on('method', 'change', ({ target }) => this.#assign({ method: target.value }));
    on('schedule', 'change', ({ target }) => this.#assign({ schedule: target.value }));
    for (const name of FIELDS) on(name, 'change', ({ target }) => this.#assign({ [name]: target.value }));
    on('zoom-in', 'click', () => this.#zoomMiddle(1.5));
    on('zoom-out', 'click', () => this.#zoomMiddle(1 / 1.5));
    on('zoom-reset', 'click', () => this.#resetView());
    on('stage', 'keydown', this.#key);
    on('stage', 'pointerdown', this.#down);
    on('stage', 'pointermove', this.#move);
    for (const end of ['pointerup', 'pointercancel']) on('stage', end, this.#up);
    this.#get('stage').addEventListener('wheel', this.#wheel, { passive: false });
    // Two fingers belong to the map, one to the page: unless it holds the trailhead.
    for (const event of ['touchstart', 'touchmove']) {
      this.#get('stage').addEventListener(event, (/** @type {TouchEvent} */ touch) => {
        if (touch.cancelable && (touch.touches.length > 1 || this.#gesture?.kind === 'start')) touch.preventDefault();
      }, { passive: false });
    }
  }

  /** @param {number} factor */
  #zoomMiddle(factor) {
    const { width, height } = this.#measure();
    this.#instrument.zoom(factor, width / 2, height / 2);
    this.#invalidate('ground', true);
  }

  #resetView() {
    this.#instrument.resetView();
    this.#invalidate('ground');
  }

  #key = (/** @type {KeyboardEvent} */ event) => {
    const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (event.ctrlKey || event.metaKey) return;
    if (direction) {
      const [across, up] = direction;
      if (event.target === this.#get('handle')) {
        this.#instrument.nudge(across, up, event.shiftKey, event.altKey);
        this.#invalidate('trail');
      } else if (event.target === this.#get('stage')) {
        this.#instrument.pan(-across * 40, up * 40);
        this.#invalidate('ground', true);
      } else return;
    } else if (event.key === '+' || event.key === '=') this.#zoomMiddle(1.25);
    else if (event.key === '-' || event.key === '_') this.#zoomMiddle(1 / 1.25);
    else if (event.key === '0') this.#resetView();
    else return;
    event.preventDefault();
  };

  /** A pointer's place on the map, in CSS pixels. @param {MouseEvent} event */
  #at(event) {
    const box = this.#get('stage').getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  #down = (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0 || event.target instanceof HTMLButtonElement) return;
    const { x, y } = this.#at(event);
    this.#pointers.set(event.pointerId, { x, y, type: event.pointerType });
    if (this.#pointers.size === 2) {
      this.#release();
      this.#gesture = { kind: 'pinch', fingers: this.#fingers() };
    } else if (this.#pointers.size === 1) {
      if (this.#instrument.grabs(x, y)) {
        const [hx, hy] = this.#instrument.handle();
        this.#gesture = { kind: 'start', dx: hx - x, dy: hy - y };
        this.#instrument.hold(true);
        this.#get('handle').focus({ preventScroll: true });
        event.preventDefault();
      } else {
        this.#gesture = { kind: 'tap', x, y };
      }
      this.#get('stage').setPointerCapture(event.pointerId);
      this.#invalidate('trail');
    }
  };

  #move = (/** @type {PointerEvent} */ event) => {
    const pointer = this.#pointers.get(event.pointerId), gesture = this.#gesture;
    if (!pointer || !gesture) return;
    Object.assign(pointer, this.#at(event));
    const { x, y } = pointer;
    if (gesture.kind === 'start') {
      this.#instrument.place(x + gesture.dx, y + gesture.dy);
      this.#invalidate('trail');
    } else if (gesture.kind === 'pinch') {
      const fingers = this.#fingers();
      this.#instrument.pinch(Float64Array.from(gesture.fingers), Float64Array.from(fingers));
      this.#gesture = { kind: 'pinch', fingers };
      this.#invalidate('ground', true);
    } else if (gesture.kind === 'pan' || Math.abs(x - gesture.x) > TAP || Math.abs(y - gesture.y) > TAP) {
      this.#instrument.pan(x - gesture.x, y - gesture.y);
      this.#gesture = { kind: 'pan', x, y };
      this.#get('stage').classList.add('panning');
      this.#invalidate('ground', true);
    }
  };

  #up = (/** @type {PointerEvent} */ event) => {
    if (!this.#pointers.delete(event.pointerId)) return;
    if (event.type === 'pointerup' && this.#gesture?.kind === 'tap') {
      this.#instrument.place(this.#gesture.x, this.#gesture.y);
    }
    this.#release();
  };

  #release() {
    this.#gesture = null;
    this.#instrument.hold(false);
    this.#get('stage').classList.remove('panning');
    this.#invalidate('trail');
  }

  /** Where two fingers are: x, y, x, y. */
  #fingers() {
    return [...this.#pointers.values()].slice(0, 2).flatMap(({ x, y }) => [x, y]);
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */ #hinting;
  #wheel = (/** @type {WheelEvent} */ event) => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const { x, y } = this.#at(event);
      this.#instrument.wheel(event.deltaY, event.deltaMode, x, y);
      this.#invalidate('ground', true);
      return;
    }
    // The wheel alone scrolls the page; a reader who meant to zoom is told how.
    const hint = this.#get('hint');
    hint.textContent = /Mac/.test(navigator.platform) ? '⌘ and scroll zooms the map' : 'Ctrl and scroll zooms the map';
    hint.hidden = false;
    clearTimeout(this.#hinting);
    this.#hinting = setTimeout(() => (hint.hidden = true), 900);
  };
}

/** A count of steps, whatever was given. @param {number} count */
const whole = count => Math.max(0, Math.min(1e6, Math.trunc(Number(count)) || 0));
