// <hillside-claim row="S6.5">: a ✓ that opens what the claim was held against. It is worked out where the reader is, when
// she opens it and not before; what works it out is fetched then, once for all claims. What stands between the tags is read
// where there are no scripts.
import { mathematics } from '../core.js';
import { LOOK, sum, table } from './evidence.js';

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { display: inline-block; }
:host([open]) { display: block; width: 100%; flex-basis: 100%; }
button {
  font: inherit; font-size: 0.875rem; color: var(--good, inherit); background: none; border: 1px solid var(--line, currentColor);
  border-radius: 16px; padding: 2px 11px; min-height: 32px; cursor: pointer; font-variant-numeric: tabular-nums;
}
button:hover, button[aria-expanded='true'] { border-color: currentColor; }
:focus-visible { outline: 2px solid var(--accent, currentColor); outline-offset: 2px; }
.opened { font-size: 0.9375rem; line-height: 1.45; padding: 6px 0 14px; }
.opened p { margin: 6px 0; }
.verdict { font-weight: 600; color: var(--good, inherit); }
.verdict.not { color: var(--accent, inherit); }
[hidden] { display: none; }
@media (pointer: coarse) { button { min-height: 44px; min-width: 44px; border-radius: 22px; } }
@media print { :host { display: none; } }
${LOOK}`);

export default class Claim extends HTMLElement {
  #root = this.attachShadow({ mode: 'open' });

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    if (this.#root.firstChild) return;
    const row = this.getAttribute('row') ?? '';
    this.#root.innerHTML = '<button type="button" aria-expanded="false" aria-controls="opened"></button><div class="opened" id="opened" hidden></div>';
    const button = /** @type {HTMLButtonElement} */ (this.#root.firstElementChild);
    button.textContent = `✓ ${row}`;
    button.setAttribute('aria-label', `Check claim ${row}`);
    button.addEventListener('click', () => this.#open(button.getAttribute('aria-expanded') === 'false'));
  }

  /** @param {boolean} open */
  async #open(open) {
    const [button, box] = /** @type {HTMLElement[]} */ ([...this.#root.children]);
    button.setAttribute('aria-expanded', String(open));
    this.toggleAttribute('open', open);
    box.hidden = !open;
    if (!open) return;
    const row = this.getAttribute('row') ?? '';
    box.replaceChildren(paragraph('Working it out…'));
    try {
      const { claims, checkClaim } = await mathematics();
      const claim = claims().find(({ id }) => id === row);
      // What is being said is seen before the work begins.
      await new Promise(done => setTimeout(done));
      const checked = checkClaim(row);
      const verdict = paragraph(sum(checked), checked.holds ? 'verdict' : 'verdict not');
      verdict.setAttribute('role', 'status');
      box.replaceChildren(paragraph(claim?.statement ?? ''), verdict, table(checked.evidence));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      box.replaceChildren(paragraph(`This claim could not be checked here (${reason}). Closing and opening it tries again.`, 'verdict not'));
    }
  }
}

/** @param {string} text @param {string} [name] */
function paragraph(text, name = '') {
  const made = document.createElement('p');
  made.className = name;
  made.textContent = text;
  return made;
}
