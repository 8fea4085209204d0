// The page's address holds the settings of what the reader changed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { read, write } from '../../www/link.js';

/** A figure as the address sees it. */
const figure = (id, settings, changed = settings, more = {}) => ({ id, settings, changed, ...more });

test('settings are read by the name of their figure', () => {
  const found = read('#descent.formula=x%5E2%2By&descent.start=1,2&curvature.point=0,0');
  assert.deepEqual([...found], [['descent', { formula: 'x^2+y', start: '1,2' }], ['curvature', { point: '0,0' }]]);
});

test('what names no setting is no setting', () => {
  for (const hash of ['', '#', '#descent', '#descent=1', '#=', '#descent.=1']) assert.equal(read(hash).size, 0, hash);
});

test('of two values the last counts, and what follows a second point is left out', () => {
  assert.deepEqual(read('#a.rate=1&a.rate=2').get('a'), { rate: '2' });
  assert.deepEqual(read('#a.rate.more=1').get('a'), { rate: '1' });
});

test('only what differs from the beginning is written', () => {
  const began = { formula: 'x', rate: 0.1, start: [1, 2] };
  const now = figure('descent', { formula: 'x', rate: 0.2, start: [1, 2] });
  assert.equal(write(new Map([[now, began]]), ''), '#descent.rate=0.2');
  assert.equal(write(new Map([[figure('descent', began), began]]), ''), '');
});

test('a setting the page did not begin with is written once it is changed', () => {
  const settings = { method: 'adam', beta1: 0.9, beta2: 0.5 };
  const now = figure('descent', settings, { method: 'adam', beta2: 0.5 });
  assert.equal(write(new Map([[now, { method: 'gradient' }]]), ''), '#descent.method=adam&descent.beta2=0.5');
});

test('a figure that nobody touched leaves no trace', () => {
  const now = figure('detector', { step: 90 }, { step: 90 }, { untouched: true });
  assert.equal(write(new Map([[now, { step: 0 }]]), ''), '');
});

test('what is said of a figure that is not there yet stays, what is said of one that is there is replaced', () => {
  const now = figure('descent', { rate: 3 });
  assert.equal(write(new Map([[now, { rate: 1 }]]), '#descent.rate=2&curvature.point=1,2'), '#descent.rate=3&curvature.point=1,2');
});

test('what is written is read again, whatever it is', () => {
  for (const formula of ['x^2 + 3*y', 'a&b=c', '100%', '\\frac{x}{y}', '2x² − |y|·x', '#,.?', ' ']) {
    const now = figure('descent', { formula, view: [-1.5, 1e-300, 0.1, 2] });
    const hash = write(new Map([[now, {}]]), '');
    assert.deepEqual(read(hash).get('descent'), { formula, view: '-1.5,1e-300,0.1,2' }, hash);
  }
});
