// The bare module, as a worker or Node uses it: no page, no browser.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const folder = new URL('../dist/pkg/', import.meta.url);
const { Descent, Surface, contourLevels, contourLines, initSync } = await import(new URL('hillside.js', folder).href);
initSync({ module: await readFile(new URL('hillside_bg.wasm', folder)) });

test('a surface is read as value, gradient and Hessian', () => {
  const surface = new Surface('x^2 + 10*y^2');
  assert.equal(surface.value(3, 1), 19);
  assert.deepEqual([...surface.gradient(3, 1)], [6, 20]);
  assert.deepEqual([...surface.hessian(3, 1)], [2, 0, 20]);
});

test('many points give the same digits as one', () => {
  const surface = new Surface('x^2*y - 3*x');
  const [fx, fy, fxx, fxy, fyy] = surface.derivatives(Float64Array.of(2), Float64Array.of(5));
  assert.deepEqual([fx, fy, fxx, fxy, fyy], [17, 4, 10, 4, 0]);
});

test('a bad formula says what, where and of which kind', () => {
  assert.throws(() => new Surface('x + log(y)'), (error) => {
    assert.equal(typeof error.kind, 'string');
    assert.deepEqual([error.start, error.end], [4, 7]);
    assert.match(error.message, /log/);
    return true;
  });
});

test('a descent goes down', () => {
  const surface = new Surface('x^2 + y^2');
  const descent = new Descent(surface, { start: [1, 0], method: 'gradient', rate: 0.25 });
  assert.equal(descent.step().x, 0.5);
  assert.equal(descent.advance(1).value, 0.0625);
  assert.equal(descent.at(0).value, 1);
});

test('contour lines are joined', () => {
  const surface = new Surface('x^2 + y^2');
  const values = surface.sample(-1, 1, -1, 1, 33, 33);
  assert.equal(contourLevels(values, 5).length > 0, true);
  const lines = contourLines(values, 33, 33, Float64Array.of(0.5));
  assert.equal(lines.starts.length, 1, 'one circle');
});
