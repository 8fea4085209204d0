// The page around the instruments: the link in the address.
import './hillside.js';
import './theme.js';
import { aim } from './aim.js';
import { read, write } from './link.js';

/** @typedef {import('./link.js').Instrument} Instrument */

const instruments = /** @type {Instrument[]} */ ([...document.querySelectorAll('[data-instrument]')]);
/** What this page shows before anybody touches it, of each instrument that is there. @type {Map<Instrument, import('./link.js').Settings>} */
const initial = new Map();

/** What this page last wrote, to tell its own changes from the reader's. */
let written = '';
/** Takes an instrument's settings from the address. @param {Instrument} instrument */
function restore(instrument) {
  // What the link says wrongly stays as the page began.
  instrument.restore(initial.get(instrument) ?? {});
  instrument.settings = read(location.hash).get(instrument.id) ?? {};
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
function remember() {
  // Browsers refuse addresses that change too often.
  waiting ??= setTimeout(() => {
    waiting = undefined;
    // What the address says of an instrument that is not there yet stays in it.
    written = write(initial, location.hash);
    if (written !== location.hash) history.replaceState(null, '', written || location.pathname + location.search);
  }, 400);
}

for (const instrument of instruments) {
  customElements.whenDefined(instrument.localName).then(() => {
    initial.set(instrument, instrument.settings);
    if (read(location.hash).has(instrument.id)) restore(instrument);
    instrument.addEventListener('change', remember);
  });
}
/** A link with settings of figures further down alone opens at the first of them. */
function open() {
  const told = read(location.hash), first = instruments.findIndex(({ id }) => told.has(id));
  if (first > 0) aim(instruments[first]);
}
addEventListener('hashchange', () => {
  if (location.hash === written) return;
  written = location.hash;
  for (const instrument of initial.keys()) restore(instrument);
  open();
});
// Who loads the page again, or comes back to it, is left where she was.
const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
if (visit?.type === 'navigate') open();

// The address holds settings, not places: a link to a part of the page goes there and leaves it alone.
document.querySelector('header')?.addEventListener('click', event => {
  const link = /** @type {Element} */ (event.target).closest('a[href^="#"]');
  const place = link && document.querySelector(link.getAttribute('href') ?? '');
  if (!place) return;
  event.preventDefault();
  aim(place, { smooth: true, focus: true });
});
