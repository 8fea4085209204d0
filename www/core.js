// The sole importer of the WebAssembly modules. Everything the page knows of mathematics comes through here, and each
// instrument has a module of its own, so that a page loads what it shows and no more.

/**
 * A module that is fetched when first asked for, and runs when its promise is kept.
 * @template {{ default: () => Promise<unknown> }} Module
 * @param {() => Promise<Module>} fetched
 * @returns {() => Promise<Module>}
 */
function once(fetched) {
  /** @type {Promise<Module> | undefined} */ let running;
  const run = async () => {
    const module = await fetched();
    await module.default();
    return module;
  };
  return () => (running ??= run());
}

/** The bare mathematics, with its proofs. */
export const mathematics = once(() => import('./pkg/hillside.js'));
/** What `<hillside-descent>` operates. */
export const descent = once(() => import('./pkg/descent.js'));
/** What `<hillside-curvature>` operates. */
export const curvature = once(() => import('./pkg/curvature.js'));
/** What `<hillside-detector>` operates. */
export const detector = once(() => import('./pkg/detector.js'));
