// What became of a claim, for a reader: every comparison with its numbers.
import { write } from './number.js';

/** @typedef {import('../pkg/hillside.js').Evidence} Evidence */
/** @typedef {import('../pkg/hillside.js').CheckedClaim} CheckedClaim */

/** Whether two numbers differ by no more than they may; what is not a number never does. @param {Evidence} one */
export const agrees = ({ got, want, tolerance }) => Math.abs(got - want) <= tolerance;

/** In a sentence. @param {CheckedClaim} checked */
export function sum({ holds, evidence }) {
  const agree = evidence.filter(agrees).length, of = `${agree} of ${evidence.length} ${evidence.length === 1 ? 'comparison agrees' : 'comparisons agree'}`;
  return holds ? `Holds here: ${of}.` : evidence.length ? `Does not hold here: ${of}.` : 'Does not hold here: nothing was compared.';
}

/** A table of what was compared with what. @param {Evidence[]} evidence */
export function table(evidence) {
  const box = document.createElement('div'), table = document.createElement('table');
  box.className = 'evidence';
  box.tabIndex = 0;
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', 'What was compared with what');
  const head = table.createTHead().insertRow();
  for (const name of ['What was compared', 'Worked out', 'Held against', 'May differ by']) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = name;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const one of evidence) {
    const row = body.insertRow(), { what, got, want, tolerance } = one;
    if (!agrees(one)) row.className = 'differs';
    for (const text of [agrees(one) ? what : `Differs: ${what}`, write(got, 10), write(want, 10), write(tolerance, 3)]) row.insertCell().textContent = text;
  }
  box.append(table);
  return box;
}

/** How that looks. */
export const LOOK = `
.evidence { overflow-x: auto; margin: 6px 0; }
table { border-collapse: collapse; font-size: 0.875rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
th { text-align: start; font-weight: 600; color: var(--quiet, inherit); }
th, td { padding: 3px 14px 3px 0; vertical-align: top; border-bottom: 1px solid var(--line, currentColor); }
td:first-child { min-width: 12em; }
td:not(:first-child) { white-space: nowrap; }
.differs td { color: var(--accent, inherit); font-weight: 600; }
`;
