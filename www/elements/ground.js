// What the elements on a map share: the formula with its reading and its letters, the hand on the map, how heights are drawn.
import { part, reading } from '../core.js';
import { groups } from './choices.js';
import { Hand } from './hand.js';
import { Instrument, KEEP } from './instrument.js';
import { ROW, offerKeys } from './keys.js';
import { Letters } from './letters.js';

/** The formula, what is wrong with it, how it was read, and its letters. @param {string} of its variables @param {string} menu what else stands in its row */
export const formula = (of = 'x, y', menu = '<select id="landscape" aria-label="Landscapes"></select>') => `
  <form class="formula" id="formula-row">
    <label for="formula">f(${of}) =</label>
    <input type="text" id="formula" spellcheck="false" autocomplete="off" autocapitalize="off" aria-describedby="formula-problem reading">
    ${menu}
  </form>
  <div class="under">
    <p class="reading" id="reading-row">Read as <span id="reading"></span></p>
    <div class="wrong">
      <div class="problem" id="formula-problem" role="alert" hidden></div>
      <div class="problem" id="parameters-problem" role="alert" hidden></div>
    </div>
  </div>
  ${ROW}
  <div class="letters" id="parameters" role="group" aria-label="Letters of the formula" hidden></div>`;

/** The buttons on the map. */
export const ZOOM = `
        <div class="zoom">
          <button type="button" id="zoom-in" aria-label="Zoom in" title="Zoom in (+)">+</button>
          <button type="button" id="zoom-out" aria-label="Zoom out" title="Zoom out (−)">−</button>
          <button type="button" id="zoom-reset" aria-label="Reset view" title="Reset view (0)">⌂</button>
          ${KEEP}
        </div>
        <p class="hint" id="hint" hidden></p>`;

/** How the ground is drawn. */
export const DRAWING = `
            <div class="field"><label for="levels">Contour lines</label><input type="text" id="levels" inputmode="numeric" autocomplete="off"></div>
            <div class="field"><label for="heights">Heights</label><select id="heights"><option value="auto"></option><option value="linear">linear</option><option value="compressed">compressed</option></select></div>`;

/** How long a hand that types must rest before it is told what is wrong, in milliseconds. */
const PAUSE = 700;

/** What a landscape or an example brings along, and what was typed in vain for another. */
const BROUGHT = ['formula', 'parameters', 'view', 'start', 'point', 'angle', 'rate'];

/** The part of the plane that is seen, in words. @param {string | number | number[]} view */
function seen(view) {
  if (!Array.isArray(view)) return 'The map shows its first view.';
  const [x0, x1, y0, y1] = view.map(edge => String(Number(edge.toPrecision(3))).replace('-', '−'));
  return `The map shows x from ${x0} to ${x1}, y from ${y0} to ${y1}.`;
}

export class MapInstrument extends Instrument {
  /** The formula whose reading is shown; none where it is written as it is read. */
  #read = '';
  /** @type {HTMLElement[]} */ #handles = [...this.get('stage').querySelectorAll('.handle')];
  /** The pause that is waited for while somebody types. @type {ReturnType<typeof setTimeout> | undefined} */ #typing;
  /** What a hand has moved last, to be told. @type {'' | 'point' | 'view'} */ #acted = '';
  #hand = new Hand(this.get('stage'), this.#handles, this.get('hint'), this.model, (what, act) => {
    this.#acted = act ?? this.#acted;
    this.invalidate(what);
  });
  /** Where the figure is about one formula. @type {Letters | undefined} */ #letters = this.get('parameters') && new Letters(this.get('parameters'), this.model, () => this.#turned(), given => {
    this.assign(given);
    return !this.#refuses('parameters');
  });

  /**
   * @param {import('./instrument.js').Model} model
   * @param {{ settings: string[], landscapes?: import('./choices.js').Choice[] }} menu
   * @param {string} markup
   * @param {CSSStyleSheet[]} [sheets]
   */
  constructor(model, menu, markup, sheets) {
    super(model, menu.settings, markup, sheets);
    // Whatever is done next is told for itself.
    for (const act of ['keydown', 'pointerdown', 'input', 'change']) this.root.addEventListener(act, () => (this.#acted = ''), { capture: true });
    if (this.#letters) this.#listenToFormula();
    this.on('zoom-in', 'click', () => this.#hand.zoom(1.5));
    this.on('zoom-out', 'click', () => this.#hand.zoom(1 / 1.5));
    this.on('zoom-reset', 'click', () => this.#hand.resetView());
    if (!menu.landscapes) return;
    this.get('landscape').append(new Option('Landscapes…', ''), ...groups(menu.landscapes));
    this.on('landscape', 'change', ({ target }) => target.value && this.bring(() => this.model.act('choose', [], target.value)));
    this.on('levels', 'change', ({ target }) => this.assign({ levels: target.value }));
    this.on('heights', 'change', ({ target }) => this.assign({ heights: target.value }));
  }

  #listenToFormula() {
    offerKeys(this.get('formula'), this.get('keys'));
    this.on('formula', 'input', event => {
      this.#type();
      this.assign({ formula: event.target.value });
    });
    // What was left, or entered, is said to be wrong at once.
    this.on('formula', 'change', () => this.#type(0));
    this.on('formula', 'blur', () => this.#type(0));
    this.on('formula-row', 'submit', event => {
      event.preventDefault();
      this.#type(0);
    });
  }

  /** Says what a hand has done, and how things stand. @protected @param {string} sentence @param {string} point what a hand that moved the point is told first */
  sayActed(sentence, point) {
    if (this.#acted === 'point') this.voice.sayState(point + sentence);
    else if (this.#acted === 'view') this.voice.sayState(seen(this.settings.view));
    else this.voice.sayState(sentence);
  }

  /** Somebody types: half a formula is no error until the hand rests. */
  #type(pause = PAUSE) {
    clearTimeout(this.#typing);
    const rest = () => {
      this.#typing = undefined;
      if (this.draft !== null) this.invalidate('overlay');
    };
    if (pause) this.#typing = setTimeout(rest, pause);
    else if (this.#typing !== undefined) rest();
  }

  /** Takes what a menu or a button offers, and forgets what was typed in vain. @protected @param {() => void} take */
  bring(take) {
    this.forgive(({ setting }) => BROUGHT.includes(setting));
    this.draft = null;
    take();
    this.invalidate('ground');
  }

  pause() {
    this.#letters?.pause();
  }

  /** Before anybody types, what reads it is there. @protected */
  rested() {
    super.rested();
    reading().catch(() => undefined);
  }

  /** Letters that play. @protected @param {number} now */
  live(now) {
    return this.#letters?.live(now) ?? false;
  }

  /** @param {string} setting */
  #refuses(setting) {
    return this.refused.some(problem => problem.setting === setting);
  }

  /** A letter has been moved, or is to be. */
  #turned() {
    this.forgive(({ setting }) => setting === 'parameters');
    this.invalidate('ground');
  }

  /** Writes the formula and what belongs to it, and where the points are. @protected @param {any} readout @param {string[]} points what the handles are called */
  tellMap(readout, points) {
    const { settings } = this;
    if (this.#letters) this.#tellFormula(readout, this.#letters);
    for (const [index, handle] of this.#handles.entries()) {
      const { 0: x, 1: y } = this.model.handle(index);
      handle.style.left = `${x}px`;
      handle.style.top = `${y}px`;
      handle.setAttribute('aria-label', points[index]);
    }
    if (!this.get('landscape')) return;
    this.get('landscape').value = this.draft === null ? readout.landscape ?? '' : '';
    this.field('levels', String(settings.levels));
    const heights = this.get('heights'), auto = `automatic: ${readout.heights ?? 'linear'}`;
    heights.value = settings.heights;
    if (heights.options[0].text !== auto) heights.options[0].text = auto;
  }

  /** Writes the formula and its letters. @param {any} readout @param {Letters} letters */
  #tellFormula(readout, letters) {
    const { formula } = this.settings;
    this.field('formula', this.draft ?? String(formula));
    if (this.#typing === undefined || this.draft === null) this.explain('formula');
    else this.unexplain('formula');
    letters.tell(readout.letters, this.root.activeElement, this.#refuses('parameters'));
    this.tellProblems('parameters-problem', problem => problem.setting === 'parameters');
    this.#tellReading(String(formula), readout.plain || this.draft !== null);
  }

  /** Shows how a formula was read, unless it is written so. @param {string} formula @param {boolean} plain */
  async #tellReading(formula, plain) {
    const read = plain ? '' : formula;
    if (read === this.#read) return;
    this.#read = read;
    if (!plain) {
      try {
        await part('extras');
      } catch {
        // Without it the formula is taken all the same; the next one asks again.
        this.#read = '';
        return;
      }
      if (read !== this.#read) return;
      this.formula('reading', this.model.formulas(0)[0]);
    }
    this.get('reading-row').classList.toggle('shown', !plain);
  }
}
