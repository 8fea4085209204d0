// The bare module, as a worker or Node uses it: no page, no browser.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const folder = new URL('../dist/pkg/', import.meta.url);
const hillside = await import(new URL('hillside.js', folder).href);
hillside.initSync({ module: await readFile(new URL('hillside_bg.wasm', folder)) });

test('the module says its version', () => {
  assert.match(hillside.version(), /^\d+\.\d+\.\d+$/);
});
