// The characters of a formula that a telephone's keyboard hides, in a row above it while somebody types by finger.

/** What the row offers. */
const KEYS = ['^', '*', '(', ')', 'x', 'y'];

/** The row, for the markup of an element. Nothing in it takes the focus: the keyboard would go away. */
export const ROW = `<div class="keys" id="keys" role="group" aria-label="Characters of a formula" popover="manual">${KEYS.map(key => `<button type="button" tabindex="-1">${key}</button>`).join('')}</div>`;

const coarse = matchMedia('(pointer: coarse)');

/** Shows the row while a field has the focus. @param {HTMLInputElement} field @param {HTMLElement} row */
export function offerKeys(field, row) {
  const view = window.visualViewport;
  // The keyboard covers the window's lower part: what is left ends where it begins.
  const place = () => {
    const below = view ? view.offsetTop + view.height : innerHeight;
    row.style.top = `${below - row.offsetHeight}px`;
  };
  field.addEventListener('focus', () => {
    if (!coarse.matches || !row.showPopover || row.matches(':popover-open')) return;
    row.showPopover();
    place();
    for (const change of ['resize', 'scroll']) view?.addEventListener(change, place);
  });
  field.addEventListener('blur', () => {
    if (!row.hidePopover || !row.matches(':popover-open')) return;
    row.hidePopover();
    for (const change of ['resize', 'scroll']) view?.removeEventListener(change, place);
  });
  row.addEventListener('pointerdown', event => event.preventDefault());
  row.addEventListener('click', ({ target }) => {
    const key = target instanceof Element ? target.closest('button')?.textContent : null;
    if (!key) return;
    field.setRangeText(key, field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  });
}
