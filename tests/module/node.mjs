// The module in Node: `node node.mjs PKG FILE NAME INPUT` prints what a check gives, as JSON.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';

const [folder, file, name, input] = argv.slice(2);
const hillside = await import(pathToFileURL(join(folder, 'hillside.js')).href);
hillside.initSync({ module: await readFile(join(folder, 'hillside_bg.wasm')) });
const checks = await import(file);
console.log(JSON.stringify(checks[name](hillside, JSON.parse(await readFile(input, 'utf8')))));
