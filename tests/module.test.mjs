// The bare module, as a worker or Node uses it: no page, no browser.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const folder = new URL('../dist/pkg/', import.meta.url);
const { Descent, Detector, Surface, checkClaim, claims, contourLevels, contourLines, derivation, initSync, symmetricEigen } = await import(new URL('hillside.js', folder).href);
initSync({ module: await readFile(new URL('hillside_bg.wasm', folder)) });

test('a surface is read as value, gradient and Hessian', () => {
  const surface = new Surface('x^2 + 10*y^2');
  assert.equal(surface.value(3, 1), 19);
  assert.deepEqual([...surface.gradient(3, 1)], [6, 20]);
  assert.deepEqual([...surface.hessian(3, 1)], [2, 0, 20]);
});

test('letters of a formula are parameters', () => {
  const surface = new Surface('a*x^2+y', { a: 2 });
  assert.equal(surface.value(3, 1), 19);
  assert.deepEqual([...surface.gradient(3, 1)], [12, 1]);
  assert.deepEqual(surface.parameters, { a: 2 });
  assert.deepEqual(new Surface('a*x^2+w_1*y').parameters, { a: 1, w_1: 1 });
  assert.deepEqual(new Surface('x^2+y').parameters, {});
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

test('critical points are proved, and so is that there are no others', () => {
  const { points, complete } = new Surface('(x^2+y-11)^2+(x+y^2-7)^2').criticalPoints(-5, 5, -5, 5);
  assert.equal(complete, true);
  assert.deepEqual(points.map(({ kind }) => kind).sort(), [...Array(1).fill('maximum'), ...Array(4).fill('minimum'), ...Array(4).fill('saddle')]);
  assert.equal(points.every(({ proved }) => proved), true);
});

test('degenerate points are told by higher orders, and lines are lines', () => {
  const [flat] = new Surface('x^4+y^4').criticalPoints(-5, 5, -5, 5).points;
  assert.deepEqual([flat.kind, flat.proved, flat.nature], ['degenerate', false, 'minimum']);
  const [line] = new Surface('(x-2*y)^2').criticalPoints(-5, 5, -5, 5).lines;
  assert.deepEqual([line.normal, line.offset, line.kind], [[1, -2], 0, 'minimum']);
});

test('a Lipschitz constant is enclosed', () => {
  const { lower, upper } = new Surface('x^2 + 10*y^2').lipschitz(-5, 5, -5, 5, 1e-3);
  assert.ok(lower <= 20 && 20 <= upper && upper < 20.03);
  assert.throws(() => new Surface('x').lipschitz(0, 1, 0, 1, -1), RangeError);
});

test('a network learns to see an X', () => {
  const detector = new Detector({ layers: [9, 4, 1], loss: 'cross-entropy', target: 'exact', method: 'gradient', rate: 1, balanced: true, seed: 1 });
  const before = detector.predict(341);
  const { step, correct, confusion } = detector.step(3000);
  assert.deepEqual([step, correct], [3000, 512]);
  assert.deepEqual({ ...confusion }, { tp: 1, fp: 0, tn: 511, fn: 0 });
  assert.ok(detector.predict(341) > 0.5 && detector.predict(341) !== before);
  assert.throws(() => new Detector({ layers: [], loss: 'cross-entropy', target: 'exact', method: 'gradient', rate: 1 }), RangeError);
});

test('a symmetric matrix has its spectrum', () => {
  const [low, high, ...vectors] = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
  assert.ok(Math.abs(low - 1) < 1e-15 && Math.abs(high - 3) < 1e-15);
  assert.ok(Math.abs(Math.abs(vectors[0]) - Math.SQRT1_2) < 1e-15);
});

test('every claim of the essay holds here, too', () => {
  const all = claims();
  assert.ok(all.length >= 64 && new Set(all.map(({ id }) => id)).size === all.length);
  for (const { id, chapter, statement } of all) {
    assert.ok(id.startsWith(`S${chapter}.`) && statement.length > 40, id);
    const { holds, evidence } = checkClaim(id);
    assert.ok(evidence.length > 0, id);
    for (const { what, got, want, tolerance } of evidence) {
      assert.ok(Math.abs(got - want) <= tolerance, `${id}: ${what}: ${got}, not ${want} within ${tolerance}`);
    }
    assert.equal(holds, true, id);
  }
  for (const unknown of ['S0.0', '', 's4.1', '__proto__']) {
    assert.throws(() => checkClaim(unknown), (error) => error instanceof RangeError && /claims\(\) lists all/.test(error.message));
  }
});

test('a prediction is of a number or of nine cells, on, off or in between', () => {
  const detector = new Detector({ layers: [9, 4, 1], loss: 'cross-entropy', target: 'exact', method: 'gradient', rate: 1, seed: 1 });
  const x = [1, 0, 1, 0, 1, 0, 1, 0, 1], number = x.reduce((sum, cell, i) => sum + cell * 2 ** i, 0);
  assert.equal(detector.predict(x), detector.predict(number));
  assert.equal(detector.predict(Uint8Array.from(x)), detector.predict(number));
  const grey = detector.predict(x.map(cell => 0.5 * cell));
  assert.ok(grey > 0 && grey < 1 && grey !== detector.predict(number));
  for (const bad of [[1, 0], [...x, 1], x.map(() => 2), x.map(() => NaN), 'x', null, {}, 512, 1.5]) {
    assert.throws(() => detector.predict(bad), RangeError, JSON.stringify(bad));
  }
});

test('what the README says of Node runs as it stands', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const snippets = [...readme.matchAll(/^```js\n(.*?)^```$/gms)].map(([, text]) => text);
  const forNode = snippets.filter((text) => text.includes("'node:"));
  assert.equal(forNode.length, 1, 'one of the snippets is for Node');
  const root = new URL('..', import.meta.url);
  for (const input of forNode) {
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module'], { cwd: root, input, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  }
});

test('a derivation names its rules and its numbers', () => {
  const steps = derivation('x^2*y', 'x', { x: 3, y: 2 });
  assert.deepEqual(steps.map(({ rule, value }) => [rule, value]), [['power rule', 6], ['constant factor', 12]]);
  assert.ok(steps.every(({ of, gives }) => of.startsWith('<math>') && gives.endsWith('</math>')));
  const outer = derivation('exp(x^2)', 'x', { x: 1 }).find(({ inner }) => inner);
  assert.equal(outer.inner.letter, 'u');
  assert.ok(Math.abs(outer.value - Math.E) < 1e-14, outer.value);
  assert.throws(() => derivation('x^2', 'z', { x: 1 }), (error) => error instanceof RangeError && /no letter/.test(error.message));
  assert.throws(() => derivation('x^(', 'x', { x: 1 }), (error) => error.name === 'FormulaError');
});
