// The page around the instruments: the link in the address, and light or dark.
import './hillside.js';
import { read, write } from './link.js';

/** @typedef {import('./link.js').Instrument} Instrument */

const instruments = /** @type {Instrument[]} */ ([...document.querySelectorAll('[data-instrument]')]);
/** What this page shows before anybody touches it. */
const initial = new Map(instruments.map(instrument => [instrument, instrument.settings]));

/** What this page last wrote, to tell its own changes from the reader's. */
let written = '';
function restore() {
  if (location.hash === written) return;
  written = location.hash;
  const settings = read(location.hash);
  for (const [instrument, began] of initial) {
    // What the link says wrongly stays as the page began.
    instrument.restore(began);
    instrument.settings = settings.get(instrument.id) ?? {};
  }
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
function remember() {
  // Browsers refuse addresses that change too often.
  waiting ??= setTimeout(() => {
    waiting = undefined;
    written = write(initial);
    if (written !== location.hash) history.replaceState(null, '', written || location.pathname + location.search);
  }, 400);
}

if (location.hash) restore();
for (const instrument of instruments) instrument.addEventListener('change', remember);
addEventListener('hashchange', restore);

const theme = /** @type {HTMLSelectElement} */ (document.getElementById('theme'));
function dress() {
  const chosen = theme.value === 'auto' ? '' : theme.value;
  document.documentElement.dataset.theme = chosen;
  for (const instrument of instruments) {
    if (chosen) instrument.setAttribute('theme', chosen);
    else instrument.removeAttribute('theme');
  }
}
theme.addEventListener('change', () => {
  dress();
  try {
    localStorage.setItem('theme', theme.value);
  } catch {
    // A browser that keeps nothing still shows the theme chosen.
  }
});
try {
  theme.value = localStorage.getItem('theme') ?? 'auto';
} catch {
  theme.value = 'auto';
}
if (!theme.value) theme.value = 'auto';
dress();
