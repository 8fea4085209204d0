// The page of all claims: listed by chapter, and worked out in the reader's browser, a few at a time.
import { mathematics } from '../core.js';
import { LOOK, sum, table } from './evidence.js';

/** What works out claims lets the page breathe this often, in milliseconds. */
const SLICE = 12;

/** The chapters, by number: where each is, and what it is called there. */
const CHAPTERS = [
  ['1-why.html', 'Straight is not enough'], ['2-recap.html', 'Three rules, three pictures'], ['3-partials.html', 'Freeze all letters but one'],
  ['4-chain.html', 'Count every path'], ['5-jacobian.html', 'One table for all slopes'], ['6-arrow.html', 'The machine and the arrow'],
  ['7-taylor.html', 'Every order buys a power'],
];

const get = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const button = /** @type {HTMLButtonElement} */ (get('check-all')), progress = /** @type {HTMLProgressElement} */ (get('progress'));

const sheet = new CSSStyleSheet();
sheet.replaceSync(LOOK);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

/** Where each claim stands in the list. @type {Map<string, HTMLElement>} */
const rows = new Map();

async function list() {
  const { claims } = await mathematics(), all = claims();
  const parts = CHAPTERS.map(([address, title], index) => {
    const part = document.createElement('section'), heading = document.createElement('h2'), link = document.createElement('a'), items = document.createElement('ol');
    link.href = address;
    link.textContent = `${index + 1}. ${title}`;
    heading.append(link);
    for (const { id, statement } of all.filter(({ chapter }) => chapter === index + 1)) {
      const item = document.createElement('li'), name = document.createElement('b'), text = document.createElement('span'), verdict = document.createElement('div');
      item.id = id;
      name.textContent = id;
      text.textContent = statement;
      verdict.className = 'verdict';
      item.append(name, text, verdict);
      items.append(item);
      rows.set(id, item);
    }
    part.append(heading, items);
    return part;
  });
  get('list').replaceChildren(...parts);
  get('count').textContent = `${all.length} claims, none checked yet`;
  // The list has come after the address was read.
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

async function checkAll() {
  button.disabled = true;
  try {
    if (!rows.size) await list();
    const { checkClaim } = await mathematics(), begun = performance.now();
    let done = 0, hold = 0, slice = begun;
    progress.hidden = false;
    progress.max = rows.size;
    for (const [id, item] of rows) {
      const checked = checkClaim(id);
      done += 1;
      hold += checked.holds ? 1 : 0;
      tell(item, checked);
      progress.value = done;
      if (performance.now() - slice > SLICE) {
        get('time').textContent = `${done} worked out so far`;
        await new Promise(go => setTimeout(go));
        slice = performance.now();
      }
    }
    get('count').textContent = `${hold} of ${done} hold`;
    get('time').textContent = `worked out in ${((performance.now() - begun) / 1000).toFixed(2)} s, here`;
  } catch (error) {
    fail(error);
  }
  button.disabled = false;
  button.textContent = 'Check them all again';
}

/** Writes under a claim what became of it. @param {HTMLElement} item @param {import('./evidence.js').CheckedClaim} checked */
function tell(item, checked) {
  const box = /** @type {HTMLElement} */ (item.lastElementChild), details = document.createElement('details'), summary = document.createElement('summary');
  box.classList.toggle('not', !checked.holds);
  summary.textContent = `${checked.holds ? '✓' : '✗'} ${sum(checked)}`;
  details.open = !checked.holds;
  // A table nobody opens need not be made.
  const fill = () => details.open && !details.querySelector('table') && details.append(table(checked.evidence));
  details.addEventListener('toggle', fill);
  details.append(summary);
  fill();
  box.replaceChildren(details);
}

/** @param {unknown} error */
function fail(error) {
  get('count').textContent = `The claims could not be loaded (${error instanceof Error ? error.message : error}). Pressing the button tries again.`;
}

button.addEventListener('click', checkAll);
await list().catch(fail);
