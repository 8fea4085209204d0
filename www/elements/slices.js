// Long work in slices, so that a page never freezes while something is proved.

/** How long a slice may take, in milliseconds: half of what a frame at 120 a second has. */
const SLICE = 4;
/** The first slice, before anybody knows how long one takes. */
const FIRST = 16;

/** Lets everything else have its turn. @returns {Promise<void>} */
const turn = () => new Promise(resolve => setTimeout(resolve));

/**
 * Works until there is nothing left to do or nobody wants it any more; says whether it has finished.
 * @param {(budget: number) => boolean} work does some work, of about a given size; says whether there is more
 * @param {AbortSignal} signal
 * @param {() => void} told hears of it after every slice
 */
export async function inSlices(work, signal, told) {
  for (let budget = FIRST; ; ) {
    await turn();
    if (signal.aborted) return false;
    const start = performance.now(), more = work(budget);
    const took = performance.now() - start;
    // At most twice as much as before: what comes may be harder than what was.
    budget = Math.max(1, Math.min(2 * budget, Math.round(budget * SLICE / Math.max(took, 0.01))));
    told();
    if (!more) return true;
  }
}
