// <hillside-guess>: the reader is asked first and then shown. Nothing is recorded.
//
//   <hillside-guess figure="tangent" of="gap"><p>How far apart are they after this step?</p></hillside-guess>
//     asks for a number; the truth is what the read-out of that figure has under `gap` at that moment, and follows it.
//   <hillside-guess figure="nudge" of="actual"><p>Will f rise?</p><ul><li data-from="0">rise</li><li data-to="0">fall</li></ul></hillside-guess>
//     offers a choice: one holds where the number lies from `data-from` to `data-to`, the first that fits counts. The page
//     without its scripts shows question and choices as a list. `unit` stands behind the numbers, `digits` is how many they have.
import { follow } from './follow.js';
import { at, read, write } from './number.js';

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { display: block; border-inline-start: 3px solid var(--accent, currentColor); padding: 2px 0 2px 18px; margin: 1.4em 0; }
.ask { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin: 0; }
.name { font-weight: 600; display: block; color: var(--accent, inherit); font-size: 0.875em; }
::slotted(p) { margin: 0 0 8px !important; }
::slotted(ul) { display: none; }
label { color: var(--quiet, inherit); font-size: 0.9em; }
input, button {
  font: inherit; color: inherit; background: var(--card, transparent); border: 1px solid var(--line, currentColor); border-radius: 8px;
  padding: 6px 14px; min-height: 44px; box-sizing: border-box;
}
button { cursor: pointer; border-radius: 22px; }
button:hover { border-color: var(--quiet, currentColor); }
button[aria-pressed='true'] { border-color: var(--accent, currentColor); color: var(--accent, inherit); font-weight: 600; }
input { width: 8em; }
input[aria-invalid='true'] { border-color: var(--accent, currentColor); }
:focus-visible { outline: 2px solid var(--accent, currentColor); outline-offset: 2px; }
.truth { margin: 8px 0 0; min-height: 1.5em; }
@media print { .ask, .truth { display: none; } }
`);

export default class Guess extends HTMLElement {
  #root = this.attachShadow({ mode: 'open' });
  #gone = new AbortController();
  /** What the figure has now. @type {number} */ #truth = NaN;
  /** What the reader has said: a number, or which choice. @type {number | null} */ #said = null;
  /** @type {HTMLLIElement[]} */ #choices = [];

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    this.#gone = new AbortController();
    this.#choices = [...this.querySelectorAll('li')];
    if (!this.#root.firstChild) this.#ask();
    follow(this.getAttribute('figure'), figure => {
      this.#truth = Number(at(figure.readout, this.getAttribute('of') ?? ''));
      this.#answer();
    }, this.#gone.signal);
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  #ask() {
    const choices = this.#choices.length > 0;
    this.#root.innerHTML = `<span class="name">Before you look</span><slot></slot>${
      choices ? '<div class="ask" role="group" aria-label="Your guess"></div>' : '<form class="ask"><label for="guess">Your guess</label><input id="guess" type="text" inputmode="text" autocomplete="off"><button>See</button></form>'
    }<p class="truth" role="status"></p>`;
    const ask = /** @type {HTMLElement} */ (this.#root.querySelector('.ask'));
    if (choices) {
      ask.append(...this.#choices.map((choice, index) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = choice.textContent;
        button.addEventListener('click', () => this.#say(index));
        return button;
      }));
    } else {
      ask.addEventListener('submit', event => {
        event.preventDefault();
        this.#say(read(/** @type {HTMLInputElement} */ (this.#root.getElementById('guess')).value));
      });
    }
  }

  /** @param {number} said */
  #say(said) {
    this.#said = said;
    this.#answer();
  }

  /** Shows the truth beside what was said, once something was. */
  #answer() {
    const said = this.#said;
    if (said === null) return;
    const digits = Number(this.getAttribute('digits')) || undefined, unit = this.getAttribute('unit') ?? '';
    const number = (/** @type {number} */ value) => write(value, digits) + (unit && ` ${unit}`);
    let text;
    if (!Number.isFinite(this.#truth)) text = 'The figure this is about has no number here, so there is nothing to compare with.';
    else if (this.#choices.length) {
      for (const [index, button] of this.#root.querySelectorAll('button').entries()) button.setAttribute('aria-pressed', String(index === said));
      const right = this.#choices.findIndex(({ dataset: { from, to } }) => this.#truth >= Number(from ?? -Infinity) && this.#truth <= Number(to ?? Infinity));
      const truth = right < 0 ? '' : `, “${this.#choices[right].textContent}”`;
      text = `${right === said ? 'Yes' : 'No'}: it is ${number(this.#truth)}${truth}.`;
    } else if (Number.isNaN(said)) text = 'That is not a number: type one, such as 0.5.';
    else {
      const apart = Math.abs(said - this.#truth);
      text = `You said ${number(said)}; it is ${number(this.#truth)}. ${apart === 0 ? 'Exactly.' : `That is ${number(apart)} away.`}`;
    }
    this.#root.getElementById('guess')?.setAttribute('aria-invalid', String(Number.isNaN(said)));
    const box = /** @type {HTMLElement} */ (this.#root.querySelector('.truth'));
    if (box.textContent !== text) box.textContent = text;
  }
}
