// All that a writer's page includes: registers each element once it is near, with all that it needs.

import { answer } from './early.js';

/** The elements, and where each is written. @type {Record<string, () => Promise<{ default: CustomElementConstructor }>>} */
const ELEMENTS = {
  'hillside-descent': () => import('./elements/descent.js'),
  'hillside-curvature': () => import('./elements/curvature.js'),
  'hillside-curve': () => import('./figures/curve.js'),
  'hillside-detector': () => import('./elements/detector.js'),
};
const NAMES = Object.keys(ELEMENTS);

/** A figure this near to the window is fetched before one that is further off. */
const NEAR = '40%';
/** And those further off so much later, in milliseconds. */
const LATER = 4000;

/** @type {Set<string>} */
const begun = new Set();

/** Registers an element, once. @param {string} name */
async function define(name) {
  if (begun.has(name)) return;
  begun.add(name);
  try {
    const { default: element } = await ELEMENTS[name]();
    if (!customElements.get(name)) customElements.define(name, element);
  } catch (error) {
    // Whoever reads the page sees a sentence in the figure's place, with its still if it has one, not an empty box.
    const reason = error instanceof Error ? error.message : String(error);
    for (const figure of document.querySelectorAll(name)) {
      const said = figure.querySelector('.loading') ?? figure.appendChild(document.createElement('p'));
      said.textContent = `This figure could not be loaded (${reason}). It needs a browser with WebAssembly; reloading the page may help.`;
    }
    throw error;
  }
}

const nearness = new IntersectionObserver(entries => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    nearness.unobserve(target);
    define(target.localName);
  }
}, { rootMargin: NEAR });

// A printed page has all its figures: those that nobody has come to are fetched at once, for this sheet or the next.
addEventListener('beforeprint', () => document.querySelectorAll(NAMES.join(',')).forEach(figure => define(figure.localName)));

/** Looks out for the figures in a part of the page. @param {ParentNode} part */
function watch(part) {
  const found = [...part.querySelectorAll(NAMES.join(',')), ...(part instanceof Element && NAMES.includes(part.localName) ? [part] : [])];
  for (const figure of found) if (!customElements.get(figure.localName)) answer(/** @type {HTMLElement} */ (figure));
  const unknown = found.filter(figure => !begun.has(figure.localName));
  for (const figure of unknown) nearness.observe(figure);
  if (unknown.length) setTimeout(() => unknown.forEach(figure => define(figure.localName)), LATER);
}

// Figures that a program adds later.
new MutationObserver(changes => {
  for (const { addedNodes } of changes) for (const node of addedNodes) if (node instanceof Element) watch(node);
}).observe(document, { childList: true, subtree: true });

// Where there is no figure yet, a program is about to make some: all elements are known once this module is.
if (document.querySelector(NAMES.join(','))) watch(document);
else await Promise.allSettled(NAMES.map(define));

export {};
