// A setting that was not taken, explained beside its field.

/** @typedef {{ setting: string, message: string, start: number | null, end: number | null, suggestions: string[], unread: boolean }} Problem */

/** How much of a long text is shown round its fault, and of the fault itself. */
const AROUND = 40, FAULT = 80;

/**
 * Shows the fault in the field's text, what is wrong with it, and what to write instead.
 * @param {HTMLElement} box
 * @param {HTMLInputElement} field
 * @param {Problem | undefined} problem
 * @param {(text: string) => void} take takes a suggestion
 */
export function explain(box, field, problem, take) {
  field.setAttribute('aria-invalid', String(Boolean(problem)));
  const key = problem ? JSON.stringify([problem, field.value]) : '';
  if ((box.dataset.key ?? '') === key) return;
  box.dataset.key = key;
  box.hidden = !problem;
  box.replaceChildren();
  if (!problem) return;
  const { start, end } = problem, text = field.value;
  if (start !== null && end !== null && text.trim()) {
    const code = document.createElement('code'), mark = document.createElement('mark');
    const from = Math.max(0, start - AROUND), to = end + AROUND;
    mark.textContent = text.slice(start, Math.min(end, start + FAULT)) || ' ';
    code.append((from > 0 ? '…' : '') + text.slice(from, start), mark, text.slice(end, to) + (to < text.length ? '…' : ''));
    box.append(code);
  }
  const sentence = document.createElement('span');
  sentence.append(...prose(problem.message));
  box.append(sentence);
  if (!problem.suggestions.length) return;
  const offers = document.createElement('span');
  for (const [index, suggestion] of problem.suggestions.entries()) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = suggestion;
    button.addEventListener('click', () => {
      field.value = suggestion;
      take(suggestion);
      field.focus();
    });
    offers.append(index ? ' or ' : 'Write instead: ', button);
  }
  box.append(offers);
}

/** A message with what it quotes set as code. @param {string} message @returns {(string | HTMLElement)[]} */
export function prose(message) {
  const parts = message.split('`');
  // A quoted backtick would leave one over.
  if (parts.length % 2 === 0) return [message];
  return parts.map((part, index) => (index % 2 ? Object.assign(document.createElement('code'), { textContent: part }) : part));
}
