// What the essay's small elements have to do with a figure: they follow it by its id.

/** @typedef {HTMLElement & { settings: Record<string, unknown>, readout: any, problems: { setting: string, message: string }[], ready: Promise<unknown> }} Figure */

/**
 * Calls `tell` with the figure of that id now, if it is there, and whenever it changes, until the signal says to stop.
 * @param {string | null} id @param {(figure: Figure) => void} tell @param {AbortSignal} signal
 */
export async function follow(id, tell, signal) {
  const figure = /** @type {Figure | null} */ (document.getElementById(id ?? ''));
  if (!figure) return;
  await customElements.whenDefined(figure.localName);
  if (signal.aborted) return;
  figure.addEventListener('change', () => tell(figure), { signal });
  // A figure out of sight is read as well: its numbers do not wait for its picture.
  tell(figure);
}
