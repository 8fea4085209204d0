// A setting that was not taken, explained beside its field.

import assert from 'node:assert/strict';
import { test } from 'node:test';

/** As much of an element as an explanation needs. */
class Element {
  dataset = {};
  hidden = true;
  textContent = '';
  value = '';
  /** @type {(string | Element)[]} */ children = [];
  attributes = new Map();
  /** @type {Map<string, () => void>} */ listeners = new Map();
  focused = false;

  constructor(name) {
    this.name = name;
  }
  setAttribute(name, value) {
    this.attributes.set(name, value);
  }
  append(...children) {
    this.children.push(...children);
  }
  replaceChildren(...children) {
    this.children = children;
  }
  addEventListener(event, act) {
    this.listeners.set(event, act);
  }
  focus() {
    this.focused = true;
  }
  /** Everything in it, code in `backquotes` and marks in [brackets]. */
  get text() {
    const inside = this.textContent + this.children.map(child => (typeof child === 'string' ? child : child.text)).join('');
    const shapes = { code: `\`${inside}\``, mark: `[${inside}]`, br: '\n', button: `<${inside}>` };
    return shapes[this.name] ?? inside;
  }
}
globalThis.document = { createElement: name => new Element(name) };
const { explain, prose } = await import('../../www/elements/problem.js');

const text = parts => parts.map(part => (typeof part === 'string' ? part : part.text)).join('');
const problem = (more = {}) => ({ setting: 'formula', message: 'Something is wrong.', start: null, end: null, suggestions: [], unread: false, ...more });

/** What is said of a problem with what was typed. */
function explained(typed, given, take = () => {}) {
  const box = new Element('div'), field = Object.assign(new Element('input'), { value: typed });
  explain(box, field, given, take);
  return { box, field };
}

test('what is quoted is code, and a stray quote is none', () => {
  assert.equal(text(prose('`y` is no number; write `2`.')), '`y` is no number; write `2`.');
  assert.equal(prose('`y` is one').length, 3);
  assert.deepEqual(prose('a ` alone'), ['a ` alone']);
  assert.deepEqual(prose('plain'), ['plain']);
});

test('the fault is marked in what was typed', () => {
  const { box, field } = explained('x^2 + foo', problem({ start: 6, end: 9 }));
  assert.equal(box.text, '`x^2 + [foo]`Something is wrong.');
  assert.deepEqual([box.hidden, field.attributes.get('aria-invalid')], [false, 'true']);
});

test('of a long text only what is round the fault is shown', () => {
  const { box } = explained(`${'a'.repeat(100)}!${'b'.repeat(100)}`, problem({ start: 100, end: 101 }));
  assert.equal(box.text, `\`…${'a'.repeat(40)}[!]${'b'.repeat(40)}…\`Something is wrong.`);
  const long = explained('c'.repeat(500), problem({ start: 0, end: 500 })).box.text;
  assert.ok(long.includes(`[${'c'.repeat(80)}]`) && !long.includes('c'.repeat(81)), long);
});

test('a fault at the end is marked as well, and nothing where nothing was typed', () => {
  assert.equal(explained('x+', problem({ start: 2, end: 2 })).box.text, '`x+[ ]`Something is wrong.');
  assert.equal(explained(' ', problem({ start: 0, end: 0 })).box.text, 'Something is wrong.');
});

test('a suggestion that is clicked is taken and the field is typed in again', () => {
  const taken = [];
  const { box, field } = explained('sinx', problem({ suggestions: ['sin(x)', 's*i*n*x'] }), choice => taken.push(choice));
  assert.equal(box.text, 'Something is wrong.Write instead: <sin(x)> or <s*i*n*x>');
  box.children.at(-1).children.at(-1).listeners.get('click')();
  assert.deepEqual([taken, field.value, field.focused], [['s*i*n*x'], 's*i*n*x', true]);
});

test('what is over is taken away, and what stays is not written anew', () => {
  const { box, field } = explained('x^', problem());
  const [before] = box.children;
  explain(box, field, problem(), () => {});
  assert.equal(box.children[0], before);
  explain(box, field, undefined, () => {});
  assert.deepEqual([box.hidden, box.children, field.attributes.get('aria-invalid')], [true, [], 'false']);
});
