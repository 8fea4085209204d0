// <hillside-detector>: draw on nine cells, train a network to see an X, open every number of it.
// State and its transitions live in Rust; here is only the document around them.
import { Figure, markup, menu } from './detector-form.js';
import { Rooms } from './detector-rooms.js';
import style from './detector-style.js';
import { Instrument, attributes, whole } from './instrument.js';

/** @typedef {import('./instrument.js').Settings} Settings */

/** Settings with a field of their own. */
const FIELDS = ['target', 'layers', 'loss', 'balanced', 'method', 'start', 'rate', 'seed', 'activation', 'encoding', 'batch'];

/** How long a frame may take, in milliseconds, with training and drawing; and how long training may at most and at least. */
const FRAME = 6;
const MOST = 5;
const LEAST = 1.5;
/** On the way to a step asked for, how long training may take of a frame, and how often the way is shown, in milliseconds. */
const HURRY = 11;
const GLANCE = 120;

export default class HillsideDetector extends Instrument {
  static observedAttributes = attributes(menu.settings);

  #playing = false;
  #owed = 0;
  #clock = 0;
  /** How many steps were lately taken in a millisecond. */
  #pace = 8;
  /** How long drawing lately took, in milliseconds. */
  #drawing = 2;
  #began = 0;
  #shownAt = 0;
  #shownMethod = '';
  /** Attributes that came before the element was on the page: settings in any order mean the same. @type {Record<string, string> | null} */
  #early = {};
  /** Whether it plays by itself, for who sees it first. */
  #lesson = false;
  /** Whether it shows nothing but its first lesson: nobody has set or drawn anything. */
  #untouched = false;
  #still = matchMedia('(prefers-reduced-motion: reduce)');
  /** @type {HTMLButtonElement[]} */ #cells = [...this.root.querySelectorAll('button.cell')].map(cell => /** @type {HTMLButtonElement} */ (cell));
  #rooms = new Rooms(this.model, this.root, what => this.#changed(what), text => this.voice.say(text));

  constructor() {
    super(new Figure('detector'), menu.settings, markup, [style]);
    this.#listen();
    this.#listenToHands();
  }

  connectedCallback() {
    super.connectedCallback();
    const early = this.#early;
    this.#early = null;
    if (early && Object.keys(early).length) this.assign(early);
    if (this.hasAttribute('autoplay') && this.readout.index === 0 && this.readout.owed === 0) {
      this.#lesson = true;
      this.play();
      this.#untouched = true;
      const touch = () => (this.#untouched = false);
      for (const act of ['pointerdown', 'keydown']) this.addEventListener(act, touch, { capture: true, once: true });
    }
  }

  /** @param {string} name @param {string | null} before @param {string | null} value */
  attributeChangedCallback(name, before, value) {
    if (this.#early && name !== 'theme' && value !== null) {
      this.#early[name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase())] = value;
    } else super.attributeChangedCallback(name, before, value);
  }

  // What programs use.

  /** Whether nobody has set or drawn anything yet: what it shows then is its first lesson, which no link need carry. */
  get untouched() {
    return this.#untouched;
  }

  /** @param {Settings} given */
  restore(given) {
    this.#lesson = false;
    super.restore(given);
  }

  /** Drawn with its present settings, all steps taken. @returns {Promise<this>} */
  get ready() {
    return this.#catchUp().then(() => super.ready);
  }

  /** The middle of a cell of the grid, by column and row, in CSS pixels of the viewport. @param {number} x @param {number} y */
  toClient(x, y) {
    const box = this.#cells[3 * Math.min(2, whole(y)) + Math.min(2, whole(x))].getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }

  step(count = 1) {
    this.#untouched = false;
    this.model.act('step', [whole(count)]);
    this.invalidate('overlay');
  }

  back(count = 1) {
    this.#untouched = false;
    this.pause();
    this.model.act('back', [whole(count)]);
    this.invalidate('overlay');
  }

  reset() {
    this.#untouched = false;
    this.pause();
    this.model.act('reset');
    this.invalidate('overlay');
  }

  play() {
    this.#playing = true;
    this.#owed = 0;
    this.#clock = 0;
    this.invalidate('overlay');
  }

  pause() {
    this.#lesson = false;
    if (!this.#playing) return;
    this.#playing = false;
    this.invalidate('overlay');
  }

  /** The run as the text of a file. */
  save() {
    return this.model.act('save');
  }

  /** Takes a run from the text of a file; says what is wrong with it, or nothing. @param {string} text */
  load(text) {
    return this.#rooms.load(text);
  }

  // Inside.

  /** @protected @param {Record<string, unknown>} given */
  assign(given) {
    this.#untouched = false;
    super.assign(given);
  }

  /** @protected @param {number} ratio @param {() => HTMLCanvasElement} fresh @param {(layer: HTMLCanvasElement) => void} add */
  layers(ratio, fresh, add) {
    const network = fresh();
    this.model.paint('network', network, ratio, this.scheme);
    add(network);
  }

  /** Takes the steps it owes, slice by slice. */
  async #catchUp() {
    while (this.model.act('owed') > 0) {
      this.#train(this.model.act('owed'));
      await new Promise(resolve => setTimeout(resolve));
    }
  }

  /** @param {'drawing' | 'run'} what */
  #changed(what) {
    if (what === 'drawing') this.get('invitation').hidden = true;
    this.invalidate('overlay');
  }

  /** @protected */
  sighted() {
    this.#clock = 0;
    super.sighted();
  }

  /** Trains as many steps as fit into a frame; says how many they were. @param {number} count @param {number} [budget] in milliseconds */
  #train(count, budget = Math.max(LEAST, Math.min(MOST, FRAME - this.#drawing))) {
    const start = performance.now(), end = start + budget;
    let left = count;
    for (let now = start; left > 0 && now < end; ) {
      const slice = Math.max(1, Math.min(left, Math.floor(this.#pace / 2)));
      this.model.act('train', [slice]);
      left -= slice;
      const then = performance.now();
      // A slice is about half a millisecond, so that the budget is kept.
      if (then - now > 0.1) this.#pace = Math.max(1, slice / (then - now));
      else this.#pace *= 2;
      now = then;
    }
    return count - left;
  }

  /** @protected @param {number} now */
  live(now) {
    const owed = this.model.act('owed');
    if (owed > 0) {
      // Nobody looks at what is passed on a long way: it is drawn now and then.
      this.#train(owed, HURRY);
      if (this.model.act('owed') === 0 || now - this.#shownAt > GLANCE) {
        this.#shownAt = now;
        this.invalidate('overlay');
      }
    } else if (this.#playing) this.#walk(now);
    return this.#playing || this.model.act('owed') > 0;
  }

  /** Steps as many times as the speed asks since the last frame, or as the machine can. @param {number} now */
  #walk(now) {
    const speed = this.#lesson && this.#still.matches ? menu.fullSpeed : Number(this.settings.speed);
    if (this.#clock) this.#owed += Math.min(now - this.#clock, 100) * speed / 1000;
    this.#clock = now;
    const full = speed >= menu.fullSpeed, steps = full ? menu.fullSpeed : Math.floor(this.#owed);
    if (steps < 1) return;
    const taken = this.#train(steps);
    // A machine too slow for the speed asked for does not run after it.
    this.#owed = full ? 0 : Math.min(this.#owed - taken, speed / 10);
    // Who wants no motion sees the end alone.
    if (this.#lesson && this.#still.matches) this.#judge(this.readout);
    else this.invalidate('overlay');
  }

  /** Whether to go on playing: not at the end of the lesson, and not where there is no further step. @param {{ goesOn: boolean, confident: boolean }} readout */
  #judge({ goesOn, confident }) {
    const learnt = this.#lesson && confident;
    if (learnt || !goesOn) this.pause();
    if (learnt) this.get('invitation').hidden = false;
  }

  /** @protected @param {boolean} ground */
  paint(ground) {
    void ground;
    this.#began = performance.now();
    const { width, height } = this.stage.getBoundingClientRect();
    this.model.paint('network', this.get('network'), this.fit(this.get('network'), width, height), this.scheme);
    const loss = this.get('loss-curve');
    if (loss.clientWidth > 0) this.model.paint('loss', loss, this.fit(loss, loss.clientWidth, loss.clientHeight), this.scheme);
    this.#rooms.paint(this.scheme, this.#playing, (canvas, w, h) => this.fit(canvas, w, h), () => this.invalidate('overlay'));
  }

  /** Writes every number on screen. @protected */
  tell() {
    const { readout, settings } = this, { words } = readout;
    if (this.#playing) this.#judge(readout);
    for (const [index, cell] of this.#cells.entries()) cell.setAttribute('aria-pressed', String(readout.cells[index]));
    for (const name of ['verdict', 'probability', 'judgement', 'distance', 'score', 'baseline']) this.write(name, words[name]);
    this.get('judgement').classList.toggle('wrong', !readout.right);
    this.get('meter').style.setProperty('--share', String(Number.isFinite(readout.probability) ? readout.probability : 0));
    this.write('loss-number', words.loss);
    this.write('notice', readout.notice);
    const steps = readout.origin + readout.index;
    this.get('loss-curve').setAttribute('aria-label', `Loss over the steps: ${words.loss} at step ${steps}`);
    this.get('stage').setAttribute('aria-label', `The network ${String(settings.layers).replaceAll(',', '-')}, ${readout.weightCount} weights`);

    this.#tellSettings(settings, readout);
    const scrubber = this.get('scrubber');
    scrubber.max = readout.length;
    scrubber.value = readout.index;
    scrubber.disabled = readout.length === 0;
    const total = readout.origin + readout.length;
    const place = readout.owed > 0 ? `step ${steps}, on to ${steps + readout.owed}` : steps === total ? `step ${steps}` : `step ${steps} of ${total}`;
    this.write('place', place);
    scrubber.setAttribute('aria-valuetext', place);
    this.#enable('back', readout.index > 0);
    this.#enable('reset', readout.length > 0);
    for (const id of ['step', 'step-10', 'step-100']) this.#enable(id, readout.goesOn);
    this.#enable('play', readout.goesOn || this.#playing);
    this.write('play', this.#playing ? 'Pause' : 'Play');
    this.get('play').setAttribute('aria-pressed', String(this.#playing));
    this.write('counts', readout.label ? 'Do not count this drawing as an X' : 'Count this drawing as an X');
    this.#rooms.tell(readout);

    this.explain('rate');
    this.explainOthers('settings-problem', ['rate', 'weight', 'file']);
    this.voice.sayState(readout.sentence);
    // A slow frame counts at once, faster ones only little by little.
    const took = performance.now() - this.#began;
    this.#drawing = took > this.#drawing ? took : 0.9 * this.#drawing + 0.1 * took;
  }

  /** @param {Settings} settings @param {{ ratePlace: number }} readout */
  #tellSettings(settings, readout) {
    const known = (/** @type {string} */ name) => {
      const value = String(settings[name]);
      if (name === 'target') return menu.targets.includes(value) ? value : 'labels';
      return name === 'start' ? value.split(' ')[0] : value;
    };
    for (const name of FIELDS) this.field(name, known(name));
    this.get('rate-slider').value = readout.ratePlace;
    this.get('rate-slider').setAttribute('aria-valuetext', String(settings.rate));
    this.get('scale').value = settings.scale;
    const speed = this.get('speed');
    speed.value = String(settings.speed);
    if (!speed.value) speed.append(new Option(`${settings.speed} a second`, String(settings.speed), false, true));
    const [kind, ...pairs] = String(settings.data).split(' ');
    const sample = new Map(pairs.map(pair => /** @type {[string, string]} */ (pair.split('='))));
    this.get('data').value = kind;
    for (const [id, name] of [['count', 'count'], ['noise', 'noise'], ['share', 'balanced']]) {
      this.get(id).disabled = kind !== 'sample';
      this.field(id, sample.get(name) ?? (id === 'share' ? 'no' : ''), 'data');
    }
    const method = menu.methods.find(choice => choice.name === settings.method);
    if (method && this.#shownMethod !== method.name) {
      this.#shownMethod = method.name;
      this.get('method').title = method.note;
      this.get('method-fields').replaceChildren(...method.parameters.map(({ name, title, symbol, range }) => {
        const field = document.createElement('div'), label = document.createElement('label'), input = document.createElement('input');
        field.className = 'field';
        label.textContent = `${title} ${symbol}`;
        label.htmlFor = input.id = `parameter-${name}`;
        Object.assign(input, { type: 'text', inputMode: 'decimal', autocomplete: 'off', title: `${range[0]} to ${range[1]}` });
        input.addEventListener('change', () => this.assign({ [name]: input.value }));
        field.append(label, input);
        return field;
      }));
    }
    for (const { name } of method?.parameters ?? []) this.field(`parameter-${name}`, String(settings[name]), name);
  }

  /** A button that cannot be used hands the focus on, so that a keyboard never loses its place. @param {string} id @param {boolean} usable */
  #enable(id, usable) {
    const button = this.get(id), focused = this.root.activeElement === button;
    button.disabled = !usable;
    if (!usable && focused) (this.get('step').disabled ? this.get('reset') : this.get('step')).focus();
  }

  #listen() {
    const drawn = (/** @type {string} */ id, /** @type {() => void} */ act) => this.on(id, 'click', () => {
      act();
      this.#changed('drawing');
    });
    drawn('clear', () => this.model.act('clear'));
    drawn('x', () => this.model.act('drawX'));
    drawn('random', () => this.model.act('drawRandom'));
    drawn('invert', () => this.model.act('invert'));
    this.on('reset', 'click', () => this.reset());
    this.on('back', 'click', () => this.back());
    for (const [id, count] of /** @type {[string, number][]} */ ([['step', 1], ['step-10', 10], ['step-100', 100]])) {
      this.on(id, 'click', () => {
        this.pause();
        this.step(count);
      });
    }
    this.on('play', 'click', () => (this.#playing ? this.pause() : this.play()));
    for (const name of ['speed', 'scale', ...FIELDS]) this.on(name, 'change', ({ target }) => this.assign({ [name]: target.value }));
    this.on('scrubber', 'input', ({ target }) => {
      this.pause();
      this.model.act('goTo', [target.valueAsNumber]);
      this.invalidate('overlay');
    });
    this.on('rate-slider', 'input', ({ target }) => {
      this.forgive(({ setting }) => setting === 'rate');
      this.model.act('slideRate', [target.valueAsNumber]);
      this.invalidate('overlay');
    });
    for (const id of ['data', 'count', 'noise', 'share']) {
      this.on(id, 'change', () => {
        const [kind, count, noise, share] = ['data', 'count', 'noise', 'share'].map(name => this.get(name).value.replaceAll(' ', ''));
        this.assign({ data: kind === 'all' ? kind : `sample count=${count || 512} noise=${noise || 0} balanced=${share}` });
      });
    }
    this.on('counts', 'click', () => {
      const problem = this.model.act('label', [this.readout.label ? 0 : 1]);
      this.forgive(({ setting }) => setting === 'target');
      if (problem) this.refused.push(problem);
      this.invalidate('overlay');
    });
  }

  /** Mouse, touch and pen paint the cells; keys turn them over. */
  #listenToHands() {
    const grid = this.get('grid');
    const cellAt = (/** @type {PointerEvent} */ event) => {
      const found = this.root.elementFromPoint(event.clientX, event.clientY);
      return this.#cells.findIndex(cell => cell === found);
    };
    grid.addEventListener('pointerdown', (/** @type {PointerEvent} */ event) => {
      const cell = cellAt(event);
      if (cell < 0 || event.button !== 0) return;
      // A finger belongs to the cell it came down on until it is let go: the others want to hear of it.
      if (event.target instanceof Element) event.target.releasePointerCapture(event.pointerId);
      grid.setPointerCapture(event.pointerId);
      this.model.act('press', [cell]);
      this.#changed('drawing');
    });
    grid.addEventListener('pointermove', (/** @type {PointerEvent} */ event) => {
      if (!grid.hasPointerCapture(event.pointerId)) return;
      // A fast stroke leaves few events, but the browser remembers the places between.
      const places = event.getCoalescedEvents?.() ?? [];
      for (const place of places.length ? places : [event]) {
        const cell = cellAt(place);
        if (cell >= 0) this.model.act('over', [cell]);
      }
      this.#changed('drawing');
    });
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) grid.addEventListener(end, () => this.model.act('lift'));
    grid.addEventListener('click', (/** @type {MouseEvent} */ event) => {
      // A click without a pointer comes from a key, or from whoever reads the page aloud.
      const cell = this.#cells.findIndex(one => one === event.target);
      if (cell < 0 || (event instanceof PointerEvent && event.pointerType !== '' && event.detail > 0)) return;
      this.model.act('toggle', [cell]);
      this.#changed('drawing');
    });
    grid.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
      const at = this.#cells.findIndex(cell => cell === event.target);
      const moves = /** @type {Record<string, number>} */ ({ ArrowRight: at % 3 < 2 ? 1 : 0, ArrowLeft: at % 3 > 0 ? -1 : 0, ArrowDown: at < 6 ? 3 : 0, ArrowUp: at > 2 ? -3 : 0 });
      if (at < 0 || !(event.key in moves)) return;
      event.preventDefault();
      this.#cells[at + moves[event.key]].focus();
    });
  }
}
