// All that a writer's page includes: registers the elements once the module runs.
import { loaded } from './core.js';

/** The elements and where each is written. */
const ELEMENTS = { 'hillside-descent': './elements/descent.js' };

try {
  await loaded;
  for (const [name, path] of Object.entries(ELEMENTS)) {
    if (!customElements.get(name)) customElements.define(name, (await import(path)).default);
  }
} catch (error) {
  // Whoever reads the page sees a sentence in the figure's place, not an empty box.
  const reason = error instanceof Error ? error.message : String(error);
  for (const name of Object.keys(ELEMENTS)) {
    for (const element of document.querySelectorAll(name)) {
      element.textContent = `This figure could not be loaded (${reason}). It needs a browser with WebAssembly; reloading the page may help.`;
    }
  }
  throw error;
}
