// <hillside-why>: how a derivative of a figure's formula comes about, with the numbers of the point it stands at.
//
//   <hillside-why figure="slice" along="x">Why?</hillside-why>
//     opens the steps that lead to the derivative of that figure's formula along x: each with the rule it used, and with what
//     it comes to at the figure's point. While it is open it follows the figure. What works it out is fetched when it is opened.
import { mathematics } from '../core.js';
import { follow } from './follow.js';
import { write } from './number.js';

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { display: inline; }
button { all: unset; cursor: pointer; text-decoration: underline; text-underline-offset: 3px; text-decoration-thickness: 1px; }
button:hover { color: var(--accent, inherit); }
button:focus-visible { outline: 2px solid var(--accent, currentColor); outline-offset: 2px; }
.opened { display: block; border-inline-start: 3px solid var(--follow, currentColor); padding-inline-start: 18px; margin: 0.8em 0; overflow-x: auto; }
.opened:focus-visible { outline: 2px solid var(--accent, currentColor); outline-offset: 2px; }
ol { margin: 0; padding: 0; list-style: none; }
li { padding: 6px 0; }
li + li { border-top: 1px solid var(--line, currentColor); }
.rule { display: block; color: var(--quiet, inherit); font-size: 0.875em; line-height: 1.4; }
.value { color: var(--follow, inherit); font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
[hidden] { display: none; }
@media print { :host { display: none; } }
`);

export default class Why extends HTMLElement {
  #root = this.attachShadow({ mode: 'open' });
  #open = new AbortController();

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    if (this.#root.firstChild) return;
    this.#root.innerHTML = '<button type="button" aria-expanded="false"><slot></slot></button><span class="opened" role="group" aria-label="Derivation" tabindex="0" hidden></span>';
    const button = /** @type {HTMLButtonElement} */ (this.#root.firstElementChild);
    button.addEventListener('click', () => this.#toggle(button));
  }

  disconnectedCallback() {
    this.#open.abort();
  }

  /** @param {HTMLButtonElement} button */
  #toggle(button) {
    const open = button.getAttribute('aria-expanded') === 'false', box = /** @type {HTMLElement} */ (button.nextElementSibling);
    button.setAttribute('aria-expanded', String(open));
    box.hidden = !open;
    this.#open.abort();
    if (!open) return;
    this.#open = new AbortController();
    box.textContent = 'Working it out…';
    follow(this.getAttribute('figure'), figure => this.#tell(box, figure), this.#open.signal);
  }

  /** @param {HTMLElement} box @param {import('./follow.js').Figure} figure */
  async #tell(box, figure) {
    try {
      const { derivation } = await mathematics();
      if (this.#open.signal.aborted) return;
      const steps = derivation(String(figure.settings.formula), this.getAttribute('along') ?? 'x', letters(figure));
      const list = document.createElement('ol');
      list.append(...steps.map(step => line(step)));
      box.replaceChildren(steps.length ? list : 'This formula is too long for a derivation that anybody would read.');
    } catch (error) {
      box.textContent = `The derivation could not be worked out (${error instanceof Error ? error.message : error}). Closing and opening it tries again.`;
    }
  }
}

/** The letters of a figure's formula with their values. @param {import('./follow.js').Figure} figure @returns {Record<string, number>} */
function letters({ settings, readout }) {
  const [x, y] = [settings.point].flat().map(Number);
  const others = (readout.letters ?? []).map((/** @type {{ name: string, value: number }} */ { name, value }) => [name, value]);
  return Object.fromEntries([['x', x], ...(y === undefined ? [] : [['y', y]]), ...others]);
}

/** One step: the rule, what it made of what, and the number. @param {import('../pkg/hillside.js').DerivationStep} step */
function line({ rule, sentence, of, gives, value, inner }) {
  const item = document.createElement('li');
  // The formulas are written by our own module.
  item.innerHTML = `<span class="rule"></span>(${of})′ = ${gives}${inner ? ` with ${inner.letter} = ${inner.is}` : ''}, <span class="value"></span>`;
  /** @type {HTMLElement} */ (item.firstElementChild).textContent = `${rule}: ${sentence}`;
  /** @type {HTMLElement} */ (item.querySelector('.value')).textContent = `here ${write(value, 5)}`;
  return item;
}
