// <hillside-value>: a number of a figure, in the prose.
//
//   <hillside-value figure="tangent" of="words.gap">0.00517</hillside-value>
//     is what the read-out of the figure with that id has under `words.gap`, and follows it. `digits="4"` is how many a number
//     has, where the read-out has one and no text. What stands between the tags is read until the figure is there.
//   <hillside-value figure="tangent" setting="step" by="0.05" label="step h">0.1</hillside-value>
//     is a setting: dragged left and right, stepped by `by` with arrow keys (Shift ten times as far, Alt a tenth), or typed.
//     `point.0` is the first number of a list, `at.u` and `parameters.a` that of a letter in a text like `u=1,v=2`.
import { follow } from './follow.js';
import { at, read, write } from './number.js';

/** A drag of so many CSS pixels is one step. */
const STRIDE = 6;
/** A hand that moves less than this has clicked. */
const STILL = 4;

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { white-space: nowrap; }
.says { color: var(--follow, inherit); font-weight: 600; font-variant-numeric: tabular-nums; }
/* The field is as wide as its text: a copy of it, unseen, holds the place. */
.field { display: inline-grid; cursor: ew-resize; touch-action: pan-y; user-select: none; font-weight: 600; font-variant-numeric: tabular-nums; }
.copy { visibility: hidden; grid-area: 1 / 1; white-space: pre; min-width: 1ch; }
input {
  all: unset; grid-area: 1 / 1; width: 0; min-width: 100%; color: var(--accent, inherit);
  border-bottom: 2px dotted currentColor; text-align: center;
}
/* A text field takes a finger's sideways way for its own: until it is typed in, what holds it is what is touched. */
input:not(:focus) { pointer-events: none; }
input:focus-visible { outline: 2px solid var(--accent, currentColor); outline-offset: 2px; }
input[aria-invalid='true'] { border-bottom-style: wavy; text-decoration: line-through; }
.wrong { white-space: normal; color: var(--accent, inherit); font-size: 0.875em; margin-inline-start: 0.4em; }
[hidden] { display: none; }
@media print { input { border: 0; color: inherit; } }
`);

/** A setting that is a list or a text of letters, with one number in it changed. @param {unknown} whole @param {string} part @param {string} text */
function changed(whole, part, text) {
  if (!part) return text;
  if (Array.isArray(whole)) return whole.map((old, index) => (String(index) === part ? text : String(old))).join(',');
  const letters = letter(String(whole ?? ''));
  letters.set(part, text);
  return [...letters].map(([name, value]) => `${name}=${value}`).join(',');
}

/** The letters of a text like `u=1,v=2`. @param {string} text */
const letter = text => new Map(text.split(',').filter(Boolean).map(pair => /** @type {[string, string]} */ (pair.split('=').map(side => side.trim()))));

export default class Value extends HTMLElement {
  #root = this.attachShadow({ mode: 'open' });
  #gone = new AbortController();
  /** @type {import('./follow.js').Figure | undefined} */ #figure;
  /** @type {HTMLInputElement | undefined} */ #field;
  /** The hand that drags: where it began, from what number, and whether it has moved. @type {{ x: number, from: number, moved: boolean } | null} */ #held = null;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.innerHTML = '<slot></slot>';
  }

  connectedCallback() {
    this.#gone = new AbortController();
    follow(this.getAttribute('figure'), figure => this.#tell(figure), this.#gone.signal);
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  /** The setting and the part of it: `point` and `0`. */
  get #name() {
    const [name, part = ''] = (this.getAttribute('setting') ?? '').split('.');
    return { name, part };
  }

  /** The number the figure has now. */
  get #now() {
    const { name, part } = this.#name, whole = this.#figure?.settings[name];
    if (!part) return Number(whole);
    return Number(Array.isArray(whole) ? whole[Number(part)] : letter(String(whole ?? '')).get(part) ?? this.#figure?.readout.letters?.find((/** @type {{ name: string }} */ one) => one.name === part)?.value);
  }

  /** @param {import('./follow.js').Figure} figure */
  #tell(figure) {
    this.#figure = figure;
    if (this.hasAttribute('setting')) this.#tellSetting(figure);
    else {
      const text = write(at(figure.readout, this.getAttribute('of') ?? ''), Number(this.getAttribute('digits')) || undefined);
      if (!this.#root.querySelector('.says')) this.#root.innerHTML = '<span class="says"></span>';
      const span = /** @type {HTMLElement} */ (this.#root.firstElementChild);
      if (span.textContent !== text) span.textContent = text;
    }
  }

  /** @param {import('./follow.js').Figure} figure */
  #tellSetting(figure) {
    const field = (this.#field ??= this.#make()), now = this.#now;
    const wrong = figure.problems.find(({ setting }) => setting === this.#name.name);
    const box = /** @type {HTMLElement} */ (this.#root.querySelector('.wrong'));
    field.setAttribute('aria-invalid', String(Boolean(wrong)));
    if (box.textContent !== (wrong?.message ?? '')) box.textContent = wrong?.message ?? '';
    box.hidden = !wrong;
    // What is not there yet, such as a letter of a formula that has not been read, keeps the number of the text.
    if (wrong || !Number.isFinite(now)) return;
    field.setAttribute('aria-valuenow', String(now));
    // Not under the hand that types in it.
    if (this.#root.activeElement !== field || this.#held?.moved || !this.#typing) field.value = write(now, 6);
    this.#fit(field);
  }

  /** Makes the field as wide as its text. @param {HTMLInputElement} field */
  #fit(field) {
    /** @type {HTMLElement} */ (field.previousElementSibling).textContent = field.value;
  }

  /** Whether something was typed that has not been taken yet. */
  #typing = false;

  #make() {
    this.#root.innerHTML = '<span class="field"><span class="copy" aria-hidden="true"></span><input type="text" role="spinbutton" inputmode="text" autocomplete="off" spellcheck="false"></span><span class="wrong" role="alert" hidden></span>';
    const field = /** @type {HTMLInputElement} */ (this.#root.querySelector('input'));
    field.setAttribute('aria-label', this.getAttribute('label') ?? this.getAttribute('setting') ?? '');
    /** @type {HTMLElement} */ (field.parentElement).title = 'Drag, press arrow keys, or type';
    field.addEventListener('input', () => {
      this.#typing = true;
      this.#fit(field);
    });
    field.addEventListener('change', () => this.#take(field.value.trim().replace('−', '-')));
    field.addEventListener('keydown', event => {
      const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!way) return;
      event.preventDefault();
      this.#step(this.#now, way * (event.shiftKey ? 10 : event.altKey ? 0.1 : 1));
    });
    const grip = /** @type {HTMLElement} */ (field.parentElement);
    grip.addEventListener('pointerdown', event => {
      if (event.button === 0) this.#held = { x: event.clientX, from: this.#now, moved: false };
      // A mouse that is dragged would mark the text; one that clicks is to type.
      if (event.pointerType === 'mouse' && this.#root.activeElement !== field) event.preventDefault();
    });
    grip.addEventListener('pointermove', event => {
      if (!this.#held) return;
      const by = event.clientX - this.#held.x;
      if (!this.#held.moved && Math.abs(by) < STILL) return;
      if (!this.#held.moved) grip.setPointerCapture(event.pointerId);
      this.#held.moved = true;
      this.#step(this.#held.from, Math.round(by / STRIDE));
    });
    const letGo = () => {
      const { moved } = this.#held ?? { moved: true };
      this.#held = null;
      if (!moved) {
        field.focus();
        field.select();
      }
    };
    grip.addEventListener('pointerup', letGo);
    grip.addEventListener('pointercancel', () => (this.#held = null));
    return field;
  }

  /** @param {number} from @param {number} count of steps */
  #step(from, count) {
    const by = Number(this.getAttribute('by')) || 0.1;
    // Sums of decimals are rounded to a thousandth of a step, or 0.1 + 0.2 would show.
    const to = Math.round((from + count * by) / by * 1000) / 1000 * by;
    if (Number.isFinite(to)) this.#take(String(Number(to.toPrecision(12))));
  }

  /** Hands a number on to the figure, which takes it or says why not. @param {string} text */
  #take(text) {
    this.#typing = false;
    const figure = this.#figure, { name, part } = this.#name;
    // Of a list or of letters one number is replaced: what is none would spoil the others.
    if (!figure) return;
    figure.settings = { [name]: changed(figure.settings[name], part, part && Number.isNaN(read(text)) ? 'NaN' : text) };
    this.#tell(figure);
  }
}
