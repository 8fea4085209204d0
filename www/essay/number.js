// How the essay's small elements write a number.

/**
 * A number in so many significant digits, as one writes it in a sentence; a text stays as it is.
 * @param {unknown} value @param {number} [digits]
 */
export function write(value, digits = 4) {
  if (typeof value === 'string') return value;
  if (typeof value !== 'number' || !Number.isFinite(value)) return '—';
  // Very large and very small ones keep their power of ten; zeros at the end say nothing.
  return String(Number(value.toPrecision(digits))).replace('-', '−');
}

/** What was typed, as a number: a comma or a proper minus sign may stand in it. @param {string} text */
export const read = text => (text.trim() ? Number(text.trim().replace('−', '-').replace(',', '.')) : NaN);

/** What a record has at the end of a path such as `words.gap` or `derivatives.1`. @param {unknown} record @param {string} path */
export const at = (record, path) => path.split('.').reduce((part, name) => /** @type {any} */ (part)?.[name], record);
