// <hillside-descent>: type f(x, y), drag the start point, walk downhill step by step.
// State and its transitions live in Rust; here is only the document around them.
import { DescentInstrument } from '../core.js';
import { groups, markup, menu, options } from './descent-form.js';
import { Hand } from './hand.js';
import { explain } from './problem.js';
import sheet from './style.js';

/** @typedef {import('./descent-form.js').Choice} Choice */
/** @typedef {import('./problem.js').Problem} Problem */
/** @typedef {Record<string, string | number | number[]>} Settings */

/** @param {string} name */
const attribute = name => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
const settingOf = new Map(menu.settings.map(name => [attribute(name), name]));

/** How finely the ground is sampled, in CSS pixels: at once, and when it has come to rest. */
const COARSE = 3;
const FINE = 1.5;
/** How long the ground must rest before it is drawn finely, in milliseconds. */
const REST = 140;

/** Settings with a field of their own that is a plain text input. */
const FIELDS = ['rate', 'noise', 'seed', 'levels'];

export default class HillsideDescent extends HTMLElement {
  static observedAttributes = [...settingOf.keys(), 'theme'];

  #instrument = new DescentInstrument();
  #root = this.attachShadow({ mode: 'open' });
  #scratch = document.createElement('canvas');
  #scheme = 'light';
  #dark = matchMedia('(prefers-color-scheme: dark)');
  /** @type {MediaQueryList | undefined} */ #ratio;
  /** What must be drawn at the next frame. */
  #dirty = { ground: true, trail: true, changed: false };
  #frame = 0;
  #grain = COARSE;
  /** What the ground was last drawn for. */
  #size = { width: 0, height: 0, ratio: 0 };
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #resting;
  /** @type {ReturnType<typeof setInterval> | undefined} */ #looking;
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
  /** @type {Hand} */ #hand;
  /** @type {ResizeObserver | undefined} */ #resizes;
  /** @type {IntersectionObserver | undefined} */ #sights;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.innerHTML = markup;
    this.#hand = new Hand(this.#get('stage'), this.#get('handle'), this.#get('hint'), this.#instrument, what => this.#invalidate(what));
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
    this.#resizes = new ResizeObserver(() => {
      // Its first word is of the size that was drawn already.
      const { width, height } = this.#get('stage').getBoundingClientRect();
      const { width: w, height: h, ratio } = this.#size;
      if (width !== w || height !== h || devicePixelRatio !== ratio) this.#invalidate('ground');
    });
    try {
      // It also tells when the same box gets other pixels, on another screen.
      this.#resizes.observe(this.#get('ground'), { box: 'device-pixel-content-box' });
    } catch {
      this.#resizes.observe(this.#get('stage'));
    }
    this.#sights = new IntersectionObserver(entries => {
      this.#seen = entries[entries.length - 1].isIntersecting;
      this.#clock = 0;
      if (this.#seen) this.#request();
    });
    this.#sights.observe(this);
    this.#dark.addEventListener('change', this.#dress);
    this.#dress();
    this.#watchRatio();
    // Not every browser tells of another screen each time: a look a second costs nothing.
    this.#looking = setInterval(() => devicePixelRatio !== this.#size.ratio && this.#invalidate('ground'), 1000);
  }

  disconnectedCallback() {
    this.pause();
    this.#resizes?.disconnect();
    this.#sights?.disconnect();
    this.#dark.removeEventListener('change', this.#dress);
    this.#ratio?.removeEventListener('change', this.#watchRatio);
    clearInterval(this.#looking);
    clearTimeout(this.#resting);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** @param {string} name @param {string | null} _ @param {string | null} value */
  attributeChangedCallback(name, _, value) {
    if (name === 'theme') this.#dress();
    else if (!this.#reflecting) {
      const setting = settingOf.get(name) ?? name;
      if (value !== null) this.#assign({ [setting]: value });
      else {
        this.#instrument.unset(setting);
        this.#assign({ [setting]: this.settings[setting] });
      }
    }
  }

  // What programs use.

  /** Every setting; assigning takes those given and leaves the others. */
  get settings() {
    return /** @type {Settings} */ (this.#instrument.settings());
  }
  set settings(given) {
    this.#assign(given);
  }

  /** Begins anew with these settings, all others at their defaults. @param {Settings} given */
  restore(given) {
    this.pause();
    this.#instrument.forget();
    this.#problems = [];
    this.#draft = null;
    this.#assign(given);
    this.#invalidate('ground');
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

  /** Draws anew when the window moves to a screen with other pixels. */
  #watchRatio = () => {
    this.#ratio?.removeEventListener('change', this.#watchRatio);
    this.#ratio = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    this.#ratio.addEventListener('change', this.#watchRatio);
    this.#invalidate('ground');
  };

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

  /** @param {'ground' | 'trail'} what */
  #invalidate(what) {
    this.#dirty.trail = true;
    this.#dirty.changed = true;
    if (what === 'ground') {
      this.#dirty.ground = true;
      this.#grain = COARSE;
      clearTimeout(this.#resting);
      this.#resting = setTimeout(() => {
        this.#grain = FINE;
        this.#dirty.ground = true;
        this.#request();
      }, REST);
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
    this.#announce();
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
    if (!goesOn || status !== 'running') this.pause();
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
    if (!this.#dirty.ground && !this.#dirty.trail) return;
    const { width, height } = this.#measure();
    if (!(width > 0 && height > 0)) return;
    const drawn = this.#size, size = { width, height, ratio: devicePixelRatio };
    const ground = this.#dirty.ground || width !== drawn.width || height !== drawn.height || size.ratio !== drawn.ratio;
    this.#size = size;
    this.#dirty.ground = this.#dirty.trail = false;
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
    this.#announce();
  }

  /** Tells others what has changed, whether or not anybody sees it. */
  #announce() {
    if (!this.#dirty.changed) return;
    this.#dirty.changed = false;
    this.#reflect();
    this.dispatchEvent(new Event('change'));
  }

  /** Writes every number on screen. */
  #tell() {
    const readout = this.readout, settings = this.settings, { words } = readout;
    for (const name of ['x', 'y', 'value', 'norm', 'fx', 'fy', 'predicted', 'happened', 'verdict']) this.#write(name, words[name]);
    this.#get('verdict').classList.toggle('kept', readout.kept === true);
    this.#write('notice', readout.notice);
    this.#get('notice').classList.toggle('calm', readout.status === 'converged');
    // A problem is over when its setting is gone.
    this.#problems = this.#problems.filter(problem => problem.setting in settings || !menu.settings.includes(problem.setting));
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
    this.#get('rate-slider').setAttribute('aria-valuetext', String(settings.rate));
    this.#get('method').value = settings.method;
    this.#get('scale').value = settings.scale;
    const speed = this.#get('speed');
    speed.value = String(settings.speed);
    if (!speed.value) speed.append(new Option(`${settings.speed} a second`, String(settings.speed), false, true));
    this.#parameters(settings);

    const scrubber = this.#get('scrubber');
    scrubber.max = readout.length;
    scrubber.value = readout.index;
    scrubber.disabled = readout.length === 0;
    this.#write('place', readout.index === readout.length ? `step ${readout.index}` : `step ${readout.index} of ${readout.length}`);
    const stuck = readout.next === null;
    this.#enable('back', readout.index > 0);
    this.#enable('reset', readout.length > 0);
    this.#enable('step', !stuck);
    this.#enable('play', !stuck || this.#playing);
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

  /** A button that cannot be used hands the focus on, so that a keyboard never loses its place. @param {string} id @param {boolean} usable */
  #enable(id, usable) {
    const button = this.#get(id), focused = this.#root.activeElement === button;
    button.disabled = !usable;
    if (!usable && focused) (this.#get('step').disabled ? this.#get('handle') : this.#get('step')).focus();
  }

  /** Writes a field, but not under the hand that types in it, and not over what could not be taken. @param {string} id @param {string} text @param {string} [setting] */
  #field(id, text, setting = id) {
    const field = this.#get(id), refused = this.#problems.some(problem => problem.setting === setting);
    field.setAttribute('aria-invalid', String(refused));
    if (this.#root.activeElement !== field && field.value !== text && (!refused || setting === 'formula')) field.value = text;
  }

  /** Fields of the present method and schedule. @param {Settings} settings */
  #parameters(settings) {
    const method = menu.methods.find(choice => choice.name === settings.method);
    if (method && this.#shownMethod !== method.name) {
      this.#shownMethod = method.name;
      this.#get('method').title = method.note;
      this.#replaceFields('method-fields', method.parameters, (name, text) => this.#assign({ [name]: text }));
    }
    for (const { name } of method?.parameters ?? []) this.#field(`parameter-${name}`, String(settings[name]), name);
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
    for (const [key, value] of pairs.map(pair => pair.split('='))) this.#field(`parameter-${key}`, value, 'schedule');
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
    const problem = this.#problems.find(one => one.setting === setting);
    explain(this.#get(`${setting}-problem`), this.#get(setting), problem, text => this.#assign({ [setting]: text }));
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
    });
    on('formula-row', 'submit', event => event.preventDefault());
    on('landscape', 'change', ({ target }) => {
      if (!target.value) return;
      this.#problems = this.#problems.filter(({ setting }) => !['formula', 'view', 'start', 'rate'].includes(setting));
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
    on('zoom-in', 'click', () => this.#hand.zoom(1.5));
    on('zoom-out', 'click', () => this.#hand.zoom(1 / 1.5));
    on('zoom-reset', 'click', () => this.#hand.resetView());
  }
}

/** A count of steps, whatever was given. @param {number} count */
const whole = count => Math.max(0, Math.min(1e6, Math.trunc(Number(count)) || 0));
