// What menus offer, as options.

/** @typedef {{ name: string, title: string, note: string }} Choice */

/** @param {Choice[]} choices */
export const options = choices => choices.map(choice => new Option(choice.title, choice.name));

/** @param {Choice[]} choices grouped by their note */
export function groups(choices) {
  const made = new Map();
  for (const choice of choices) {
    if (!made.has(choice.note)) made.set(choice.note, Object.assign(document.createElement('optgroup'), { label: choice.note }));
    made.get(choice.note).append(new Option(choice.title, choice.name));
  }
  return [...made.values()];
}
