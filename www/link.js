// The page's address: `#name.setting=value&…` holds the settings of what the reader changed.

/** @typedef {Record<string, string | number | number[]>} Settings */
/** @typedef {HTMLElement & { settings: Settings, changed: Settings, untouched?: boolean, restore(settings: Settings): void }} Instrument */

/**
 * Settings written in an address, by the name of the instrument.
 * @param {string} hash
 * @returns {Map<string, Record<string, string>>}
 */
export function read(hash) {
  const found = new Map();
  for (const [key, value] of new URLSearchParams(hash.replace(/^#/, ''))) {
    const [name, setting] = key.split('.');
    if (!setting) continue;
    if (!found.has(name)) found.set(name, {});
    found.get(name)[setting] = value;
  }
  return found;
}

/**
 * The address that restores these instruments on a page that began with `initial` settings.
 * @param {Map<Instrument, Settings>} initial by instrument, each with an `id`
 * @param {string} hash the present address, whose settings of other instruments stay
 */
export function write(initial, hash) {
  const search = new URLSearchParams();
  for (const [instrument, began] of initial) {
    if (instrument.untouched) continue;
    const { changed } = instrument;
    for (const [setting, value] of Object.entries(instrument.settings)) {
      // What the page did not begin with, such as another method's numbers, counts from its default.
      const differs = setting in began ? String(value) !== String(began[setting]) : setting in changed;
      if (differs) search.set(`${instrument.id}.${setting}`, String(value));
    }
  }
  const here = new Set([...initial.keys()].map(({ id }) => id));
  for (const [name, settings] of read(hash)) {
    if (!here.has(name)) for (const [setting, value] of Object.entries(settings)) search.set(`${name}.${setting}`, value);
  }
  const text = search.toString().replaceAll('%2C', ',');
  return text ? `#${text}` : '';
}
