// <hillside-descent>: type f(x, y), drag the start point, walk downhill step by step.
// State and its transitions live in Rust; here is only the document around them.
import { part } from '../core.js';
import { options } from './choices.js';
import { Figure, markup, menu } from './descent-form.js';
import { MapInstrument } from './ground.js';
import { attributes, whole } from './instrument.js';

/** @typedef {import('./descent-form.js').Choice} Choice */
/** @typedef {import('./instrument.js').Settings} Settings */


/** Settings with a field of their own that is a plain text input. */
const FIELDS = ['rate', 'noise', 'seed'];

export default class HillsideDescent extends MapInstrument {
  static observedAttributes = attributes(menu.settings);

  #playing = false;
  /** Why nothing is being proved. */
  #unproved = '';
  #owed = 0;
  #clock = 0;
  #shownMethod = '';
  #shownSchedule = '';

  constructor() {
    super(new Figure('descent'), menu, markup);
    this.get('method').append(...options(menu.methods));
    this.get('schedule').append(...options(menu.schedules));
    this.#listen();
  }

  // What programs use.

  step(count = 1) {
    this.model.act('step', [whole(count)]);
    this.invalidate('overlay');
  }

  back(count = 1) {
    this.model.act('back', [whole(count)]);
    this.invalidate('overlay');
  }

  reset() {
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
    super.pause();
    if (!this.#playing) return;
    this.#playing = false;
    this.invalidate('overlay');
  }

  // Inside.

  /** @protected */
  sighted() {
    this.#clock = 0;
    super.sighted();
  }

  /** Proves how fast the gradient may turn over the box of the settings. @protected */
  async work() {
    try {
      await part('proofs');
    } catch {
      // What cannot be loaded is asked for again whenever the map comes to rest.
      this.#unproved = 'What proves how fast the gradient may turn could not be loaded. Moving the map tries again.';
      this.invalidate('overlay');
      return;
    }
    this.#unproved = '';
    this.model.equip();
    await super.work();
  }

  /** Steps as many times as the speed asks since the last frame. @protected @param {number} now */
  live(now) {
    const turns = super.live(now);
    if (!this.#playing) return turns;
    const { speed } = this.settings;
    if (this.#clock) this.#owed += Math.min(now - this.#clock, 250) * Number(speed) / 1000;
    this.#clock = now;
    const steps = Math.floor(this.#owed);
    if (steps >= 1) {
      this.#owed -= steps;
      this.step(steps);
      const { goesOn, reason } = this.readout;
      if (!goesOn || reason !== null) this.pause();
    }
    return this.#playing || turns;
  }

  /** @protected @param {boolean} ground */
  paint(ground) {
    const { width, height } = this.stage.getBoundingClientRect();
    if (ground) {
      const ratio = this.fit(this.get('ground'), width, height);
      this.model.paint('ground', this.get('ground'), ratio, this.scheme, [this.grain]);
    }
    this.model.paint('trail', this.get('trail'), this.fit(this.get('trail'), width, height), this.scheme);
    const loss = this.get('loss');
    if (loss.clientWidth > 0) this.model.paint('loss', loss, this.fit(loss, loss.clientWidth, loss.clientHeight), this.scheme);
  }

  /** Writes every number on screen. @protected */
  tell() {
    const readout = this.readout, settings = this.settings, { words } = readout;
    for (const name of ['x', 'y', 'value', 'norm', 'fx', 'fy', 'predicted', 'happened', 'verdict']) this.write(name, words[name]);
    this.get('verdict').classList.toggle('kept', readout.kept === true);
    this.#bounds(readout);
    this.write('notice', readout.notice);
    this.get('notice').classList.toggle('calm', readout.status === 'converged');
    // A problem is over when its setting is gone.
    this.forgive(({ setting }) => menu.settings.includes(setting) && !(setting in settings));
    this.formula('rule', readout.rule);
    this.formulas('gradient', 1);

    const start = /** @type {number[]} */ (settings.start);
    this.tellMap(readout, [`Start point, x = ${start[0]}, y = ${start[1]}`]);
    this.get('loss').setAttribute('aria-label', `f over the steps: ${words.value} at step ${readout.index} of ${readout.length}`);

    for (const name of FIELDS) this.field(name, String(settings[name]));
    this.get('rate-slider').value = readout.ratePlace;
    this.get('rate-slider').setAttribute('aria-valuetext', String(settings.rate));
    this.get('method').value = settings.method;
    this.get('scale').value = settings.scale;
    const speed = this.get('speed');
    speed.value = String(settings.speed);
    if (!speed.value) speed.append(new Option(`${settings.speed} a second`, String(settings.speed), false, true));
    this.#parameters(settings);

    const scrubber = this.get('scrubber');
    scrubber.max = readout.length;
    scrubber.value = readout.index;
    scrubber.disabled = readout.length === 0;
    const place = readout.index === readout.length ? `step ${readout.index}` : `step ${readout.index} of ${readout.length}`;
    this.write('place', place);
    scrubber.setAttribute('aria-valuetext', place);
    const stuck = readout.next === null;
    this.#enable('back', readout.index > 0);
    this.#enable('reset', readout.length > 0);
    this.#enable('step', !stuck);
    this.#enable('play', !stuck || this.#playing);
    this.write('play', this.#playing ? 'Pause' : 'Play');
    this.get('play').setAttribute('aria-pressed', String(this.#playing));

    this.explain('rate');
    this.explainOthers('settings-problem', ['formula', 'parameters', 'rate']);
    this.sayActed(readout.sentence, `Start point, x = ${start[0]}, y = ${start[1]}. `);
  }

  /** @protected @param {number} ratio @param {() => HTMLCanvasElement} fresh @param {(layer: HTMLCanvasElement) => void} add */
  layers(ratio, fresh, add) {
    const ground = fresh(), trail = fresh();
    this.model.paint('ground', ground, ratio, this.scheme, [1 / ratio]);
    this.model.paint('trail', trail, ratio, this.scheme);
    add(ground);
    add(trail);
  }

  /** What is stated of the next step, what came of it, and where 1/L and 2/L lie. @param {any} readout */
  #bounds({ statements, lipschitz }) {
    for (const name of ['promise', 'descent', 'best']) {
      const stated = statements.find((/** @type {{ name: string }} */ one) => one.name === name), row = this.get(`${name}-row`);
      if (name !== 'promise') this.write(`${name}-bound`, stated?.words ?? '–');
      this.write(`${name}-holds`, stated?.said ?? '');
      row.dataset.holds = stated?.state ?? '';
    }
    // Its room is kept from the beginning, so that nothing moves under a hand when the proof is there.
    this.write('lipschitz', lipschitz?.sentence || this.#unproved || 'How fast the gradient may turn is being proved…');
    for (const [index, name] of ['one', 'two'].entries()) {
      const mark = this.get(`${name}-over-l`), place = lipschitz?.marks[index] ?? null;
      mark.hidden = place === null;
      mark.style.setProperty('--place', String(place ?? 0));
    }
  }

  /** A button that cannot be used hands the focus on, so that a keyboard never loses its place. @param {string} id @param {boolean} usable */
  #enable(id, usable) {
    const button = this.get(id), focused = this.root.activeElement === button;
    button.disabled = !usable;
    if (!usable && focused) (this.get('step').disabled ? this.get('handle') : this.get('step')).focus();
  }

  /** Fields of the present method and schedule. @param {Settings} settings */
  #parameters(settings) {
    const method = menu.methods.find(choice => choice.name === settings.method);
    if (method && this.#shownMethod !== method.name) {
      this.#shownMethod = method.name;
      this.get('method').title = method.note;
      this.#replaceFields('method-fields', method.parameters, (name, text) => this.assign({ [name]: text }));
    }
    for (const { name } of method?.parameters ?? []) this.field(`parameter-${name}`, String(settings[name]), name);
    const [name, ...pairs] = String(settings.schedule).split(' ');
    const schedule = menu.schedules.find(choice => choice.name === name);
    this.get('schedule').value = name;
    if (schedule && this.#shownSchedule !== name) {
      this.#shownSchedule = name;
      this.get('schedule').title = schedule.note;
      this.#replaceFields('schedule-fields', schedule.parameters, () => {
        const values = schedule.parameters.map(parameter => `${parameter.name}=${this.get(`parameter-${parameter.name}`).value.replaceAll(' ', '')}`);
        this.assign({ schedule: [name, ...values].join(' ') });
      });
    }
    for (const [key, value] of pairs.map(pair => pair.split('='))) this.field(`parameter-${key}`, value, 'schedule');
  }

  /**
   * @param {string} id
   * @param {Choice['parameters']} parameters
   * @param {(name: string, text: string) => void} take
   */
  #replaceFields(id, parameters, take) {
    const row = this.get(id);
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

  #listen() {
    this.on('formulas', 'toggle', () => this.formulas('gradient', 1));
    this.on('reset', 'click', () => this.reset());
    this.on('back', 'click', () => this.back());
    this.on('step', 'click', () => this.step());
    this.on('play', 'click', () => (this.#playing ? this.pause() : this.play()));
    this.on('random', 'click', () => {
      this.model.act('randomStart');
      this.invalidate('overlay');
    });
    this.on('speed', 'change', ({ target }) => this.assign({ speed: target.value }));
    this.on('scale', 'change', ({ target }) => this.assign({ scale: target.value }));
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
    this.on('method', 'change', ({ target }) => this.assign({ method: target.value }));
    this.on('schedule', 'change', ({ target }) => this.assign({ schedule: target.value }));
    for (const name of FIELDS) this.on(name, 'change', ({ target }) => this.assign({ [name]: target.value }));
  }
}

