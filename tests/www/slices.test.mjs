// Long work in slices.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inSlices } from '../../www/elements/slices.js';

const never = () => new AbortController().signal;

test('it works until there is nothing left, and tells after every slice', async () => {
  let left = 5, told = 0;
  assert.equal(await inSlices(() => --left > 0, never(), () => told++), true);
  assert.deepEqual([left, told], [0, 5]);
});

test('it ends where nobody wants it any more', async () => {
  const working = new AbortController();
  let slices = 0;
  const finished = await inSlices(() => true, working.signal, () => ++slices === 3 && working.abort());
  assert.deepEqual([finished, slices], [false, 3]);
  let asked = false;
  assert.equal(await inSlices(() => (asked = true), AbortSignal.abort(), () => {}), false);
  assert.equal(asked, false);
});

test('slices of easy work grow, twofold at most', async () => {
  const budgets = [];
  await inSlices(budget => budgets.push(budget) < 8, never(), () => {});
  assert.ok(budgets.every((budget, index) => index === 0 || budget <= 2 * budgets[index - 1]), `${budgets}`);
  assert.ok(Math.max(...budgets) > budgets[0], `${budgets}`);
});

test('slices of hard work shrink to what takes four milliseconds', async () => {
  const budgets = [];
  const work = budget => {
    // Each unit of work takes two milliseconds.
    for (const end = performance.now() + 2 * budget; performance.now() < end; );
    return budgets.push(budget) < 5;
  };
  await inSlices(work, never(), () => {});
  assert.ok(budgets[0] > 4 && budgets.slice(1).every(budget => budget >= 1 && budget <= 2), `${budgets}`);
});

test('others have their turn between two slices', async () => {
  let slices = 0, turns = 0;
  const others = setInterval(() => turns++, 0);
  const work = () => {
    for (const end = performance.now() + 3; performance.now() < end; );
    return ++slices < 12;
  };
  await inSlices(work, never(), () => {});
  clearInterval(others);
  assert.ok(turns >= 4, `${turns} turns in ${slices} slices`);
});

test('what is thrown in a slice is passed on', async () => {
  const broken = () => {
    throw new RangeError('broken');
  };
  await assert.rejects(inSlices(broken, never(), () => {}), RangeError);
});
