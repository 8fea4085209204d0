// Takes the reader to a part of the page, the focus with her, and keeps it in view while what lies above still grows.

/** How long a part is kept in its place at most, in milliseconds. */
const KEPT = 10_000;
/** What tells that the reader goes on by herself. */
const HANDS = ['wheel', 'touchmove', 'keydown', 'pointerdown'];

let letGo = () => {};

/**
 * @param {Element} place a figure, or another part of the page
 * @param {{ smooth?: boolean, focus?: boolean }} [how]
 */
export function aim(place, { smooth = false, focus = false } = {}) {
  letGo();
  // A figure is come to by its heading. The figure itself could not take the focus: a negative tabindex there would take
  // all its controls out of the order of Tab.
  const part = /** @type {HTMLElement} */ (place.closest('section') ?? place);
  if (focus) {
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
    part.addEventListener('blur', () => part.removeAttribute('tabindex'), { once: true });
  }
  const behavior = smooth && !matchMedia('(prefers-reduced-motion: reduce)').matches ? 'smooth' : 'instant';
  const go = () => part.scrollIntoView({ behavior });
  const growth = new ResizeObserver(go), kept = setTimeout(() => letGo(), KEPT);
  letGo = () => {
    growth.disconnect();
    clearTimeout(kept);
    for (const hand of HANDS) removeEventListener(hand, letGo, { capture: true });
  };
  for (const hand of HANDS) addEventListener(hand, letGo, { capture: true, passive: true });
  growth.observe(document.body);
  go();
}
