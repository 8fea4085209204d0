// The sole importer of the WebAssembly module. Everything the page knows of mathematics comes through here.
import init, { DescentInstrument } from './pkg/hillside.js';

/** Resolves when the module runs; rejects with what went wrong. */
export const loaded = init();

export { DescentInstrument };
