// What the elements of all instruments share: settings and attributes, the frame, the theme, the words. State and its
// transitions live in Rust; here is only the document around them.
import { part, plotting, reading } from '../core.js';
import { handOver } from '../early.js';
import { fill } from './markup.js';
import { explain, prose } from './problem.js';
import { inSlices } from './slices.js';
import sheet from './style.js';
import { Voice } from './voice.js';

/** @typedef {import('./problem.js').Problem} Problem */
/** @typedef {Record<string, string | number | number[]>} Settings */

/** @typedef {import('../pkg/figures.js').Figure} Model */

/** How finely the ground is sampled, in CSS pixels: at once, and when it has come to rest. */
const COARSE = 3;
const FINE = 1.5;
/** How long the ground must rest before it is drawn finely, in milliseconds. */
const REST = 140;

/** Pixels a CSS pixel in pictures to keep. */
const PRINT = 2;

/** @param {string} name of a setting, as an attribute */
const attribute = name => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

/** What lets a reader keep the picture, for the markup of an element. */
export const KEEP = `<details class="keep"><summary aria-label="Save the picture" title="Save the picture">⤓</summary>
  <span><button type="button" id="keep-svg">SVG</button><button type="button" id="keep-png">PNG</button></span></details>`;

/** Attributes an element observes for these settings. @param {string[]} names */
export const attributes = names => [...names.map(attribute), 'theme'];

/** A count, whatever was given. @param {unknown} count */
export const whole = count => Math.max(0, Math.min(1e6, Math.trunc(Number(count)) || 0));

export class Instrument extends HTMLElement {
  /** The instrument in Rust. @protected @type {Model} */ model;
  /** @protected */ root = this.attachShadow({ mode: 'open' });
  /** Light or dark. @protected */ scheme = 'light';
  /** How finely the ground is to be sampled now. @protected */ grain = COARSE;
  /** Whether anybody can see it. @protected */ seen = true;
  /** What could not be taken. @protected @type {Problem[]} */ refused = [];
  /** The formula while it is being typed and cannot be read. @protected @type {string | null} */ draft = null;

  /** @type {Map<string, string>} */ #settingOf;
  #dark = matchMedia('(prefers-color-scheme: dark)');
  /** @type {MediaQueryList | undefined} */ #ratio;
  /** What must be drawn at the next frame. */
  #dirty = { ground: true, overlay: true, changed: false };
  #frame = 0;
  /** What is being worked on. */
  #working = new AbortController();
  #busy = false;
  /** The formula that is written out. */
  #written = '';
  /** What waits to be read, and until when. @type {Record<string, unknown> | null} */ #pending = null;
  #unread = Promise.resolve();
  /** Whether what draws plots has been asked for. */
  #plots = false;
  /** What was last drawn. */
  #size = { width: 0, height: 0, ratio: 0 };
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #resting;
  /** @type {ReturnType<typeof setInterval> | undefined} */ #looking;
  #reflecting = false;
  #printing = false;
  /** The settings that others know, and those that the attributes have. */
  #told = '';
  #reflected = '';
  /** Attributes that came before it was in a page. @type {Settings | null} */ #early = {};
  /** @type {ResizeObserver | undefined} */ #resizes;
  /** @type {IntersectionObserver | undefined} */ #sights;
  /** @type {Record<string, string>} */ #formulas = {};

  /**
   * @param {Model} model
   * @param {string[]} names of its settings
   * @param {string} markup the inside of the element
   * @param {CSSStyleSheet[]} [sheets] its own style, beside what all instruments wear
   */
  constructor(model, names, markup, sheets = []) {
    super();
    this.model = model;
    this.#settingOf = new Map(names.map(name => [attribute(name), name]));
    this.root.adoptedStyleSheets = [sheet, ...sheets];
    fill(this.root, markup);
    /** What speaks to who hears the page. @protected */
    this.voice = new Voice(this.get('spoken'));
    for (const kind of /** @type {const} */ (['svg', 'png'])) {
      this.root.getElementById(`keep-${kind}`)?.addEventListener('click', () => this.#keep(kind));
    }
  }

  connectedCallback() {
    this.#early = null;
    // A property set before the element was known is taken now.
    if (Object.hasOwn(this, 'settings')) {
      const early = this.settings;
      Reflect.deleteProperty(this, 'settings');
      this.settings = early;
    }
    // What it was told before it was known is done once it has its settings.
    const acts = handOver(this);
    if (acts.length) queueMicrotask(() => acts.forEach(([act, how]) => /** @type {any} */ (this)[act]?.(...how)));
    // What it begins with is no change.
    queueMicrotask(() => (this.#told ||= JSON.stringify(this.settings)));
    this.#resizes = new ResizeObserver(() => {
      // Its first word is of the size that was drawn already.
      const { width, height } = this.stage.getBoundingClientRect();
      const { width: w, height: h, ratio } = this.#size;
      if (width !== w || height !== h || devicePixelRatio !== ratio) this.invalidate('ground');
    });
    const canvas = this.stage.querySelector('canvas') ?? this.stage;
    try {
      // It also tells when the same box gets other pixels, on another screen.
      this.#resizes.observe(canvas, { box: 'device-pixel-content-box' });
    } catch {
      this.#resizes.observe(this.stage);
    }
    this.#sights = new IntersectionObserver(entries => {
      this.seen = entries[entries.length - 1].isIntersecting;
      this.sighted();
      if (this.seen) this.request();
    });
    this.#sights.observe(this);
    this.#dark.addEventListener('change', this.#dress);
    for (const event of ['beforeprint', 'afterprint']) addEventListener(event, this.#print);
    this.#dress();
    this.#watchRatio();
    // Not every browser tells of another screen each time: a look a second costs nothing.
    this.#looking = setInterval(() => devicePixelRatio !== this.#size.ratio && this.invalidate('ground'), 1000);
  }

  disconnectedCallback() {
    this.pause();
    this.#resizes?.disconnect();
    this.#sights?.disconnect();
    this.#dark.removeEventListener('change', this.#dress);
    for (const event of ['beforeprint', 'afterprint']) removeEventListener(event, this.#print);
    this.#ratio?.removeEventListener('change', this.#watchRatio);
    clearInterval(this.#looking);
    clearTimeout(this.#resting);
    this.voice.rest();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** @param {string} name @param {string | null} _ @param {string | null} value */
  attributeChangedCallback(name, _, value) {
    if (name === 'theme') this.#dress();
    else if (!this.#reflecting) {
      const setting = this.#settingOf.get(name) ?? name;
      // They come in any order, and a formula begins anew what does not come with it: each time, with all before it.
      if (this.#early && value !== null) this.#early[setting] = value;
      if (value !== null) this.assign(this.#early ?? { [setting]: value });
      else {
        delete this.#early?.[setting];
        this.model.unset(setting);
        this.assign({ [setting]: this.settings[setting] });
      }
    }
  }

  // What programs use.

  /** Every setting; assigning takes those given and leaves the others. */
  get settings() {
    return /** @type {Settings} */ (this.model.settings());
  }
  set settings(given) {
    for (const name of Object.keys(given ?? {})) delete this.#early?.[name];
    this.assign(given);
  }

  /** Begins anew with these settings, all others at their defaults. @param {Settings} given */
  restore(given) {
    this.pause();
    this.model.forget();
    this.refused = [];
    this.draft = null;
    this.#pending = null;
    this.assign(given);
    this.invalidate('ground');
  }

  /** The settings that are not at their defaults: what a link carries. */
  get changed() {
    return /** @type {Settings} */ (this.model.changed());
  }

  /** Every number on screen. @returns {any} */
  get readout() {
    return this.model.readout();
  }

  /** What was wrong with the settings last given. */
  get problems() {
    return this.refused;
  }

  /** Drawn with its present settings. @returns {Promise<this>} */
  get ready() {
    if (this.isConnected) this.draw();
    return this.#unread.then(() => {
      if (this.isConnected) this.draw();
      return this;
    });
  }

  /** World coordinates to CSS pixels of the viewport. @param {number} x @param {number} y */
  toClient(x, y) {
    this.#measure();
    const { 0: px, 1: py } = this.model.toPixel(x, y);
    const box = this.stage.getBoundingClientRect();
    return { x: box.left + px, y: box.top + py };
  }

  /** What it shows as a picture to keep. @param {'svg' | 'png'} kind @returns {Promise<Blob>} */
  async picture(kind) {
    await this.ready;
    if (kind !== 'png') return new Blob([await this.#svg()], { type: 'image/svg+xml' });
    const { width, height } = this.stage.getBoundingClientRect();
    const sheet = document.createElement('canvas');
    [sheet.width, sheet.height] = [Math.round(width * PRINT), Math.round(height * PRINT)];
    const context = sheet.getContext('2d');
    if (!context) throw new Error('This browser cannot draw.');
    context.fillStyle = getComputedStyle(/** @type {Element} */ (this.root.firstElementChild)).getPropertyValue('--paper');
    context.fillRect(0, 0, sheet.width, sheet.height);
    this.layers(PRINT, () => {
      const layer = document.createElement('canvas');
      [layer.width, layer.height] = [sheet.width, sheet.height];
      return layer;
    }, layer => context.drawImage(layer, 0, 0));
    return new Promise((resolve, reject) => {
      sheet.toBlob(blob => (blob ? resolve(blob) : reject(new Error('This picture is too large for the browser.'))), 'image/png');
    });
  }

  async #svg() {
    await part('extras');
    return this.model.picture(/** @type {HTMLCanvasElement} */ (this.stage.querySelector('canvas') ?? this.stage), this.scheme);
  }

  /** Hands the reader a picture as a file. @param {'svg' | 'png'} kind */
  async #keep(kind) {
    const link = document.createElement('a'), button = this.get(`keep-${kind}`);
    try {
      link.href = URL.createObjectURL(await this.picture(kind));
      button.textContent = kind.toUpperCase();
    } catch {
      button.textContent = `${kind.toUpperCase()}: not loaded, again?`;
      return;
    }
    link.download = `${this.localName}.${kind}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  /** Stops whatever goes on by itself. */
  pause() {}

  /** Works on what takes long, such as a proof, in slices and while anybody looks. @protected */
  async work() {
    if (this.#busy && !this.#working.signal.aborted || !this.seen || !this.isConnected) return;
    // What there is to prove follows from the size of the map, which is known when it has been drawn.
    await this.ready;
    if (this.#busy && !this.#working.signal.aborted || this.model.isSettled()) return;
    const working = (this.#working = new AbortController());
    this.#busy = true;
    await inSlices(budget => this.model.work(budget), working.signal, () => this.worked());
    if (this.#working !== working) return;
    this.#busy = false;
    this.invalidate('overlay');
  }

  /** Stops working on what takes long. @protected */
  stopWork() {
    this.#working.abort();
  }

  /** It has worked a little more. @protected */
  worked() {}

  /** Writes the formulas of f and of its derivative of an order, unless they are there. @protected @param {string} id of the derivative @param {number} order */
  async formulas(id, order) {
    const formula = String(this.settings.formula);
    if (!this.get('formulas').open || formula === this.#written) return;
    this.#written = formula;
    try {
      await part('extras');
    } catch {
      this.#written = '';
      this.formula('function', 'What writes formulas out could not be loaded. Closing and opening this tries again.');
      return;
    }
    const [f, derivative] = this.model.formulas(order);
    this.formula('function', f);
    this.formula(id, derivative);
  }

  // What an element of a kind adds.

  /** Paints what it shows; `ground` says that what lies below must be painted anew. @protected @param {boolean} ground */
  paint(ground) {
    void ground;
  }

  /**
   * Paints everything once more for a picture, layer over layer.
   * @protected @param {number} ratio @param {() => HTMLCanvasElement} fresh a layer to paint on @param {(layer: HTMLCanvasElement) => void} add
   */
  layers(ratio, fresh, add) {
    void [ratio, fresh, add];
  }


  /** Writes every number on screen. @protected */
  tell() {}

  /** What goes on by itself, once a frame; says whether it goes on. @protected @param {number} now @returns {boolean} */
  live(now) {
    void now;
    return false;
  }

  /** It came into view or left it: see `seen`. @protected */
  sighted() {
    if (this.seen) this.work();
    else this.stopWork();
  }

  // What an element of a kind uses.

  /** @protected @param {string} id @returns {any} */
  get(id) {
    return this.root.getElementById(id);
  }

  /** Its main picture. @protected @returns {HTMLElement} */
  get stage() {
    return this.get('stage');
  }

  /** Acts on an event of a part. @protected @param {string} id @param {string} event @param {(event: any) => void} act */
  on(id, event, act) {
    this.get(id).addEventListener(event, act);
  }

  /** Takes settings and shows what could not be taken beside its field. @protected @param {Record<string, unknown>} given */
  assign(given) {
    const names = Object.keys(given);
    if (this.#pending) {
      // What came later counts; with another formula, what came with the one before it no more.
      const waits = (/** @type {string} */ name) => !('formula' in given) || this.refused.some(({ setting, unread }) => unread && setting === name);
      this.#pending = { ...Object.fromEntries(Object.entries(this.#pending).filter(([name]) => waits(name))), ...given };
    }
    const problems = this.model.assign(given);
    if (problems.some(problem => problem.unread)) this.#readLater(given);
    this.refused = [...this.refused.filter(problem => !names.includes(problem.setting)), ...problems];
    if (names.includes('formula')) {
      const wrong = problems.some(problem => problem.setting === 'formula');
      this.draft = wrong ? String(given.formula) : null;
    }
    this.invalidate(names.some(name => ['formula', 'parameters', 'view', 'levels', 'heights'].includes(name)) ? 'ground' : 'overlay');
  }

  /** Takes settings again once what reads them is there. @param {Record<string, unknown>} given */
  #readLater(given) {
    this.#pending = { ...this.#pending, ...given };
    const read = reading().then(() => {
      const pending = this.#pending;
      this.#pending = null;
      if (pending) this.assign(pending);
    }, () => {
      this.#pending = null;
      const message = 'What reads this could not be loaded. Typing it again tries again.';
      this.refused = this.refused.map(problem => (problem.unread ? { ...problem, message } : problem));
      this.invalidate('overlay');
    });
    this.#unread = this.#unread.then(() => read);
  }

  /** Forgets the problems that are over. @protected @param {(problem: Problem) => boolean} over */
  forgive(over) {
    this.refused = this.refused.filter(problem => !over(problem));
  }

  /** Has it drawn at the next frame. @protected @param {'ground' | 'overlay'} what */
  invalidate(what) {
    // What is proved of a view that is going to change would be in vain.
    if (what === 'ground') this.#working?.abort();
    this.#dirty.overlay = true;
    this.#dirty.changed = true;
    if (what === 'ground') {
      this.#dirty.ground = true;
      this.grain = COARSE;
      clearTimeout(this.#resting);
      this.#resting = setTimeout(() => {
        this.grain = FINE;
        this.#dirty.ground = true;
        this.rested();
        this.request();
      }, REST);
    }
    this.request();
  }

  /** The ground has come to rest. @protected */
  rested() {
    this.work();
  }

  /** Asks for a frame. @protected */
  request() {
    if (!this.#frame && this.isConnected) this.#frame = requestAnimationFrame(this.#tick);
  }

  /** @param {number} now */
  #tick = now => {
    this.#frame = 0;
    const lives = this.seen && this.live(now);
    if (this.seen || this.#dirty.ground) this.draw();
    this.#announce();
    if (lives) this.request();
  };

  /** Fits a canvas to its box and the screen; gives device pixels a CSS pixel. @protected @param {HTMLCanvasElement} canvas @param {number} width @param {number} height */
  fit(canvas, width, height) {
    const ratio = devicePixelRatio || 1;
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w) canvas.width = w;
    if (canvas.height !== h) canvas.height = h;
    return ratio;
  }

  #measure() {
    const { width, height } = this.stage.getBoundingClientRect();
    if (width > 0 && height > 0) this.model.resize(width, height);
    return { width, height };
  }

  /** Draws what is to be drawn. @protected */
  draw() {
    if (!this.#dirty.ground && !this.#dirty.overlay) return;
    const { width, height } = this.#measure();
    if (!(width > 0 && height > 0)) return;
    const drawn = this.#size, size = { width, height, ratio: devicePixelRatio };
    const ground = this.#dirty.ground || width !== drawn.width || height !== drawn.height || size.ratio !== drawn.ratio;
    this.#size = size;
    // A sheet of paper is of another width, and is laid out when nobody can draw: pictures keep the shape they have.
    this.stage.style.setProperty('--shape', `${width} / ${height}`);
    this.#dirty.ground = this.#dirty.overlay = false;
    this.paint(ground);
    this.tell();
    this.#plot();
    this.#announce();
  }

  /** Has what draws plots fetched once the first picture is there; where it does not come, the next one asks again. */
  #plot() {
    if (this.#plots) return;
    this.#plots = true;
    plotting().then(() => this.invalidate('overlay'), () => (this.#plots = false));
  }

  /** Tells others which settings have changed, whether or not anybody sees it. */
  #announce() {
    if (!this.#dirty.changed) return;
    this.#dirty.changed = false;
    // A drawing may be another without a setting being so: on another screen, or further on with a proof.
    const told = JSON.stringify(this.settings);
    if (told !== this.#reflected) this.#reflect();
    this.#reflected = told;
    if (told === this.#told) return;
    this.#told = told;
    this.dispatchEvent(new Event('change'));
  }

  /** Attributes are the settings: what was changed, and what somebody wrote out. */
  #reflect() {
    const { settings, changed } = this;
    this.#reflecting = true;
    for (const [name, setting] of this.#settingOf) {
      if (setting in changed || this.hasAttribute(name)) {
        const value = settings[setting];
        if (value === undefined) this.removeAttribute(name);
        else if (this.getAttribute(name) !== String(value)) this.setAttribute(name, String(value));
      }
    }
    this.#reflecting = false;
  }

  /** @protected @param {string} id @param {string} text */
  write(id, text) {
    const element = this.get(id);
    if (element.textContent !== text) element.textContent = text;
  }

  /** @protected @param {string} id @param {string} mathml */
  formula(id, mathml) {
    if (this.#formulas[id] === mathml) return;
    this.#formulas[id] = mathml;
    fill(this.get(id), mathml);
  }

  /** Writes a field, but not under the hand that types in it, and not over what could not be taken. @protected @param {string} id @param {string} text @param {string} [setting] */
  field(id, text, setting = id) {
    const field = this.get(id), refused = this.refused.some(problem => problem.setting === setting);
    field.setAttribute('aria-invalid', String(refused));
    if (this.root.activeElement !== field && field.value !== text && (!refused || setting === 'formula')) field.value = text;
  }

  /** Shows the problem with a setting under its field. @protected @param {string} setting */
  explain(setting) {
    const problem = this.refused.find(one => one.setting === setting);
    explain(this.get(`${setting}-problem`), this.get(setting), problem, text => this.assign({ [setting]: text }));
  }

  /** Says nothing of the problem with a setting for the time being. @protected @param {string} setting */
  unexplain(setting) {
    explain(this.get(`${setting}-problem`), this.get(setting), undefined, () => undefined);
  }

  /** Shows the problems with all settings but those explained at their own fields. @protected @param {string} id @param {string[]} elsewhere */
  explainOthers(id, elsewhere) {
    this.tellProblems(id, problem => !elsewhere.includes(problem.setting));
  }

  /** Shows some of the problems in words. @protected @param {string | HTMLElement} where its id @param {(problem: Problem) => boolean} which */
  tellProblems(where, which) {
    const box = typeof where === 'string' ? this.get(where) : where, said = this.refused.filter(which).map(problem => problem.message).join(' ');
    if ((box.dataset.key ?? '') === said) return;
    box.dataset.key = said;
    box.hidden = !said;
    box.replaceChildren(...prose(said));
  }

  /** Draws anew when the window moves to a screen with other pixels. */
  #watchRatio = () => {
    this.#ratio?.removeEventListener('change', this.#watchRatio);
    this.#ratio = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    this.#ratio.addEventListener('change', this.#watchRatio);
    this.invalidate('ground');
  };

  /** On paper it is light, and drawn before the sheet is laid out, whether or not anybody has seen it. @param {Event} event */
  #print = event => {
    this.#printing = event.type === 'beforeprint';
    this.#dress();
    this.draw();
  };

  #dress = () => {
    const asked = this.#printing ? 'light' : this.getAttribute('theme');
    this.scheme = asked === 'light' || asked === 'dark' ? asked : this.#dark.matches ? 'dark' : 'light';
    /** @type {HTMLElement} */ (this.root.firstElementChild).dataset.scheme = this.scheme;
    this.invalidate('ground');
  };
}
