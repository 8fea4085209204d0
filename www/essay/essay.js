// The essay's pages: their small elements, light and dark, and the figures where there are some.
import '../theme.js';
import { aim } from '../aim.js';
import Claim from './claim.js';
import Guess from './guess.js';
import Value from './value.js';
import Why from './why.js';

/** @type {Record<string, CustomElementConstructor>} */
const ELEMENTS = { 'hillside-claim': Claim, 'hillside-guess': Guess, 'hillside-value': Value, 'hillside-why': Why };
for (const [name, element] of Object.entries(ELEMENTS)) if (!customElements.get(name)) customElements.define(name, element);

// The address holds what the figures show, so a link to a part of the page goes there and leaves it alone.
document.addEventListener('click', event => {
  const link = /** @type {Element} */ (event.target).closest?.('main a[href^="#"], .skip');
  const place = link && document.getElementById(/** @type {HTMLAnchorElement} */ (link).hash.slice(1));
  if (!place || event.defaultPrevented) return;
  event.preventDefault();
  aim(place, { smooth: true, focus: true });
});

if (document.querySelector('[data-instrument]')) await import('../page.js');
