// What a figure answers while its own file is still on the way: it keeps the settings it is given and remembers what it is
// told to do, in order. All of it lies on the tag itself, and is taken away when the figure comes.

/** What is told and answers nothing. */
const ACTS = ['step', 'back', 'reset', 'play', 'pause', 'restore'];

/** What each tag was told. @type {WeakMap<HTMLElement, [string, unknown[]][]>} */
const told = new WeakMap();

/** Lets a tag answer for the figure to come. @param {HTMLElement} figure */
export function answer(figure) {
  if (told.has(figure)) return;
  /** @type {[string, unknown[]][]} */
  const acts = [];
  told.set(figure, acts);
  const there = customElements.whenDefined(figure.localName).then(() => /** @type {any} */ (figure));
  /** What a program has set before this file came. */
  let settings = Object.hasOwn(figure, 'settings') ? /** @type {any} */ (figure).settings : {};
  const give = (/** @type {string} */ name, /** @type {PropertyDescriptor} */ what) =>
    Object.defineProperty(figure, name, { configurable: true, enumerable: false, ...what });
  give('settings', { get: () => settings, set: given => (settings = { ...settings, ...given }) });
  give('ready', { get: () => there.then(it => it.ready) });
  give('picture', { value: (/** @type {string} */ kind) => there.then(it => it.picture(kind)) });
  give('changed', { get: () => settings });
  give('problems', { value: [] });
  give('readout', { value: null });
  for (const act of ACTS) give(act, { value: (/** @type {unknown[]} */ ...how) => void acts.push([act, how]) });
}

/** Takes all that away again but the settings, which the figure takes itself; gives what it was told. @param {HTMLElement} figure */
export function handOver(figure) {
  const acts = told.get(figure);
  if (!acts) return [];
  told.delete(figure);
  for (const name of ['ready', 'picture', 'changed', 'problems', 'readout', ...ACTS]) delete (/** @type {any} */ (figure)[name]);
  return acts;
}
