// <hillside-curvature>: what kind of ground is under the point, and what is proved of a whole box.
// State and its transitions live in Rust; here is only the document around them.
import { part } from '../core.js';
import { Figure, markup, menu } from './curvature-form.js';
import sheet from './curvature-style.js';
import { MapInstrument } from './ground.js';
import { attributes } from './instrument.js';
import { PointTable } from './points.js';
import sceneSheet from './scene-style.js';

/** How long at least from one word on a proof to the next, in milliseconds. */
const WORD = 120;

/** How many nodes a side of the ground in three dimensions has, times the grain of the map. */
const SCENE = 192;

/** What turns the dial, and by how many degrees. @type {Record<string, number>} */
const TURNS = { ArrowLeft: 1, ArrowUp: 1, ArrowRight: -1, ArrowDown: -1, PageUp: 15, PageDown: -15 };

export default class HillsideCurvature extends MapInstrument {
  static observedAttributes = attributes(menu.settings);

  #toldAt = 0;
  /** What of the proofs is drawn and listed. */
  #shown = '';
  #points = new PointTable(this.root, this.get('points'), this.get('scroller'), index => {
    this.model.act('select', [index]);
    this.invalidate('overlay');
  });
  /** The ground in three dimensions, once somebody wants to see it. @type {import('./scene.js').ScenePanel | undefined} */ #scene;

  constructor() {
    super(new Figure('curvature'), menu, markup, [sheet, sceneSheet]);
    this.#listen();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#scene?.connect();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#scene?.disconnect();
  }

  // What programs use.

  /** Every number on screen, and the critical points. @returns {any} */
  get readout() {
    return { ...this.model.readout(), ...this.model.readout('critical') };
  }

  /** Stops proving. */
  pause() {
    super.pause();
    this.stopWork();
  }

  /** Stands on the critical point so many further on in the list. */
  step(count = 1) {
    this.model.act('visit', [Math.trunc(Number(count)) || 0]);
    this.invalidate('overlay');
  }

  /** Stands on the critical point so many further back in the list. */
  back(count = 1) {
    this.step(-count);
  }

  // Inside.

  /** Tells of the proof now and then. @protected */
  worked() {
    const now = performance.now();
    if (now - this.#toldAt < WORD) return;
    this.#toldAt = now;
    this.#tellProof();
  }

  /** @protected @param {boolean} ground */
  paint(ground) {
    const { width, height } = this.stage.getBoundingClientRect();
    if (ground) {
      const ratio = this.fit(this.get('ground'), width, height);
      this.model.paint('ground', this.get('ground'), ratio, this.scheme, [this.grain]);
      this.#shown = '';
    }
    if (ground) this.#scene?.ground(Math.round(SCENE / this.grain));
    else this.#scene?.point();
    this.model.paint('point', this.get('point'), this.fit(this.get('point'), width, height), this.scheme);
    for (const which of [0, 1, 2]) {
      const chart = this.get(`slice-${which}`);
      if (chart.clientWidth > 0) this.model.paint('slice', chart, this.fit(chart, chart.clientWidth, chart.clientHeight), this.scheme, [which]);
    }
    const dial = this.get('dial-canvas');
    if (dial.clientWidth > 0) this.model.paint('dial', dial, this.fit(dial, dial.clientWidth, dial.clientHeight), this.scheme);
  }

  /** @protected @param {number} ratio @param {() => HTMLCanvasElement} fresh @param {(layer: HTMLCanvasElement) => void} add */
  layers(ratio, fresh, add) {
    const ground = fresh(), signs = fresh(), point = fresh();
    this.model.paint('ground', ground, ratio, this.scheme, [1 / ratio]);
    this.model.paint('signs', signs, ratio, this.scheme);
    this.model.paint('point', point, ratio, this.scheme);
    [ground, signs, point].forEach(add);
  }

  /** Opens the panel in three dimensions. */
  async #openScene() {
    if (this.#scene || !this.get('scene').open) return;
    const fetched = await Promise.all([part('scene'), import('./scene.js')]).catch(() => null);
    if (!fetched) {
      this.get('scene').open = false;
      return;
    }
    const [{ SceneView }, { ScenePanel }] = fetched;
    this.#scene ??= new ScenePanel(this.get('scene'), {
      make: canvas => new SceneView(canvas),
      ground: (view, nodes) => view.showGround(this.model, this.scheme, nodes),
      point: view => view.showPoint(this.model),
      sentence: () => {
        const { x, y, value } = this.model.readout().words;
        return `The point is at x = ${x}, y = ${y}, where f = ${value}.`;
      },
    });
  }

  #paintSigns() {
    const { width, height } = this.stage.getBoundingClientRect();
    this.model.paint('signs', this.get('signs'), this.fit(this.get('signs'), width, height), this.scheme);
  }

  /** Writes every number on screen. @protected */
  tell() {
    const readout = this.model.readout(), settings = this.settings, { words } = readout;
    for (const name of ['x', 'y', 'value', 'norm', 'low', 'high', 'radius', 'angle', 'slope', 'bend']) this.write(name, words[name]);
    this.write('inverse', words.safeStep);
    this.write('safe-step', words.safeStep);
    this.write('slice-2-value', `${words.angle}: ${words.bend}`);
    this.write('slice-0-value', `λ₁ = ${words.low}`);
    this.write('slice-1-value', `λ₂ = ${words.high}`);
    this.write('verdict', readout.verdict);
    for (const [index, { title, on, reason }] of readout.lamps.entries()) {
      const lamp = this.get(`lamp-${index}`);
      lamp.dataset.on = String(on);
      for (const [part, text] of [['title', title], ['state', on ? 'yes' : 'no'], ['reason', reason]]) {
        const element = lamp.querySelector(`.${part}`);
        if (element.textContent !== text) element.textContent = text;
      }
    }
    this.write('beyond', readout.beyond);
    this.write('notice', readout.notice);
    this.write('error', readout.errorSentence);
    this.write('see', readout.see);
    this.#notes(readout.notes);
    if (this.get('matrix-details').open) this.formula('matrix', readout.matrix);
    this.formulas('hessian', 2);

    this.tellMap(readout, [`Point, x = ${words.x}, y = ${words.y}`]);
    const dial = this.get('dial');
    dial.setAttribute('aria-valuenow', String(readout.angle));
    dial.setAttribute('aria-valuetext', `${words.angle}, curvature ${words.bend}, slope ${words.slope}`);
    for (const [which, along] of [[0, 'v₁'], [1, 'v₂'], [2, 'the dial']]) {
      this.get(`slice-${which}`).setAttribute('aria-label', `f along ${along} beside its parabola; curvature ${[words.low, words.high, words.bend][Number(which)]}`);
    }

    for (const button of this.get('examples').children) button.setAttribute('aria-pressed', String(button.dataset.example === readout.example));
    this.get('order').value = String(settings.order);
    this.get('series-key').hidden = readout.order === 2;
    this.write('series-key', `Taylor, order ${readout.order}`);
    this.get('trail').checked = settings.trail === 'on';
    this.explain('levels');
    this.explainOthers('settings-problem', ['formula', 'parameters', 'levels']);
    this.sayActed(readout.sentence, 'Point: ');
    this.#tellProof(readout);
  }

  /** Tells how far the proofs have come, and what they have found. */
  #tellProof(readout = this.model.readout()) {
    const { proof, selected } = readout;
    this.write('found', proof.sentence);
    this.get('found').classList.toggle('partial', proof.running);
    const progress = this.get('progress');
    progress.value = proof.share;
    progress.classList.toggle('idle', !proof.running);
    this.#offer('cancel', proof.running);
    this.#offer('again', proof.stage === 'finished' || proof.stage === 'cancelled');
    for (const id of ['previous', 'next']) this.get(id).disabled = proof.count === 0;
    this.write('lipschitz', readout.words.lipschitz);
    this.write('proved-step', readout.words.provedStep);
    this.write('bound', readout.boundSentence);
    const shown = [proof.version, proof.stale, proof.stage === 'points', this.scheme].join();
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#paintSigns();
      this.#list();
    }
    this.#points.select(selected ?? -1);
  }

  /** Shows a button, or hides it and hands the focus on. @param {string} id @param {boolean} offered */
  #offer(id, offered) {
    const button = this.get(id), focused = this.root.activeElement === button;
    button.hidden = !offered;
    if (!offered && focused) (this.get('cancel').hidden ? this.get('again').hidden ? this.get('handle') : this.get('again') : this.get('cancel')).focus();
  }

  /** Lists the critical points. */
  #list() {
    const { points, stale, by, descending } = this.model.readout('critical');
    this.#points.show(points);
    this.get('points').parentElement.classList.toggle('stale', stale);
    for (const head of this.root.querySelectorAll('[data-column]')) {
      const column = /** @type {HTMLElement} */ (head).dataset.column;
      head.setAttribute('aria-sort', column !== by ? 'none' : descending ? 'descending' : 'ascending');
    }
  }

  /** @param {string[]} notes */
  #notes(notes) {
    const list = this.get('notes');
    while (list.children.length > notes.length) list.lastElementChild.remove();
    for (const [index, note] of notes.entries()) {
      const item = list.children[index] ?? list.appendChild(document.createElement('li'));
      if (item.textContent !== note) item.textContent = note;
    }
  }

  #listen() {
    const overlay = (/** @type {() => void} */ act) => () => {
      act();
      this.invalidate('overlay');
    };
    this.on('examples', 'click', ({ target }) => {
      const name = target.closest('[data-example]')?.dataset.example;
      if (name) this.bring(() => this.model.act('show', [], name));
    });
    this.on('formulas', 'toggle', () => this.formulas('hessian', 2));
    this.on('scene', 'toggle', () => this.#openScene());
    this.on('matrix-details', 'toggle', () => this.invalidate('overlay'));
    this.on('order', 'change', ({ target }) => this.assign({ order: target.value }));
    this.on('trail', 'change', ({ target }) => this.assign({ trail: target.checked ? 'on' : 'off' }));
    this.on('previous', 'click', overlay(() => this.model.act('visit', [-1])));
    this.on('next', 'click', overlay(() => this.model.act('visit', [1])));
    for (const index of [0, 1]) this.on(`along-${index}`, 'click', overlay(() => this.model.act('align', [index])));
    this.on('cancel', 'click', () => {
      this.model.act('cancel');
      this.stopWork();
      this.invalidate('overlay');
    });
    this.on('again', 'click', () => {
      this.model.act('proveAgain');
      this.work();
      this.invalidate('overlay');
    });
    this.#listenToTable();
    this.#listenToDial();
  }

  #listenToTable() {
    for (const head of this.root.querySelectorAll('[data-sort]')) {
      head.addEventListener('click', () => {
        this.model.act('sort', [], /** @type {HTMLElement} */ (head).dataset.sort ?? '');
        this.#list();
        this.invalidate('overlay');
      });
    }
  }

  #listenToDial() {
    const dial = this.get('dial');
    const aim = (/** @type {PointerEvent} */ event) => {
      const box = dial.getBoundingClientRect();
      this.model.act('aim', [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2]);
      this.invalidate('overlay');
    };
    this.on('dial', 'pointerdown', event => {
      if (event.button !== 0) return;
      dial.setPointerCapture(event.pointerId);
      aim(event);
    });
    this.on('dial', 'pointermove', event => {
      if (dial.hasPointerCapture(event.pointerId)) aim(event);
    });
    this.on('dial', 'keydown', event => {
      const turn = TURNS[event.key];
      if (turn === undefined || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.model.act('turn', [turn * (event.shiftKey ? 15 : event.altKey ? 0.1 : 1)]);
      this.invalidate('overlay');
    });
  }
}
