// The sole importer of the WebAssembly modules. Everything the page knows of mathematics comes through here: what every
// figure needs at once, the rest in parts, so that a page loads what it shows and no more.

/** @typedef {typeof import('./pkg/figures.js')} Figures */

/** @type {Promise<Figures> | undefined} */
let running;
/** What is fetched, by part. @type {Map<string, Promise<Figures>>} */
const parts = new Map();

/** The module, once it runs. @returns {Promise<Figures>} */
export function figures() {
  running ??= import('./pkg/figures.js').then(async module => {
    await module.default();
    return module;
  });
  // What could not be fetched may be asked for again.
  running.catch(() => (running = undefined));
  return running;
}

/** Lets formulas be read as people write them: until then those in plain notation are. */
export const reading = () => part('reading').then(module => module.learnToRead());

/** Lets plots over one axis be drawn: until then their canvases say that it has not come. */
export const plotting = () => part('plots').then(module => module.learnToPlot());

/**
 * The module with one of its parts: `reading`, `plots`, `paths`, `compass`, `plane`, `curvature`, `detector`, `proofs`, `scene`, or `extras` (formulas written out, files).
 * @param {string} name @returns {Promise<Figures>}
 */
export function part(name) {
  const known = parts.get(name);
  if (known) return known;
  const fetched = Promise.all([figures(), import('./pkg/figures_parts/parts.js')]).then(async ([module, { parts }]) => {
    await parts[name]();
    return module;
  });
  parts.set(name, fetched);
  fetched.catch(() => parts.delete(name));
  return fetched;
}

/** @type {Promise<typeof import('./pkg/hillside.js')> | undefined} */
let bare;

/** The bare mathematics, a module of its own that no figure needs: the essay's claims are worked out in it. */
export function mathematics() {
  bare ??= import('./pkg/hillside.js').then(async module => {
    await module.default();
    return module;
  });
  bare.catch(() => (bare = undefined));
  return bare;
}
