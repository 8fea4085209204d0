// The page's address: `#name.setting=value&…` holds the settings of what the reader changed.

/** @typedef {Record<string, string | number | number[]>} Settings */
/** @typedef {HTMLElement & { settings: Settings, changed: Settings }} Instrument */

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
 * The address that restores these instruments.
 * @param {Iterable<Instrument>} instruments each with an `id`
 */
export function write(instruments) {
  const search = new URLSearchParams();
  for (const instrument of instruments) {
    for (const [setting, value] of Object.entries(instrument.changed)) {
      search.set(`${instrument.id}.${setting}`, String(value));
    }
  }
  const text = search.toString().replaceAll('%2C', ',');
  return text ? `#${text}` : '';
}
