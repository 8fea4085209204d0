// Runs one figure's cases round by round. Whoever drives the browser calls `open`, then for each case `warm`, `round` as
// often as it likes, and `check`; contestants take turns within a round, so that a busy machine slows all of them alike.

/**
 * `run` is what is timed: it returns the milliseconds itself, or any other value, and then the whole call counts.
 * @typedef {{ name: string, run: () => any }} Contestant
 * @typedef {{ name: string, contestants: Contestant[], check?: (results: Record<string, any>) => Record<string, string>, notes?: (results: Record<string, any>) => Record<string, string> }} Case
 */

/** A contestant is repeated within its turn for so long, in milliseconds. */
const TURN = 40;
/** And warmed up for so long. */
const WARM = 120;

/** Marks a result that holds its own time. */
export class Timed {
  /** @param {Record<string, number>} parts milliseconds; `time` is what counts @param {any} [result] */
  constructor(parts, result) {
    this.parts = parts;
    this.result = result;
  }
}

/** @type {Case[]} */ let cases = [];
/** @type {Record<string, any>} */ let results = {};

/** @param {Contestant} contestant */
async function once({ name, run }) {
  const start = performance.now();
  let result = run();
  if (result instanceof Promise) result = await result;
  const time = performance.now() - start;
  const timed = result instanceof Timed;
  results[name] = timed ? result.result : result;
  return timed ? result.parts : { time };
}

/** @param {Contestant} contestant @param {number} least milliseconds */
async function repeat(contestant, least) {
  const samples = [];
  const start = performance.now();
  do samples.push(await once(contestant));
  while (performance.now() - start < least);
  return samples;
}

globalThis.bench = {
  isolated: crossOriginIsolated,

  /** @param {string} figure the name of its module, and after a point that of the function in it that gives its cases */
  async open(figure) {
    const [module, list = 'cases'] = figure.split('.');
    cases = await (await import(`./${module}.js`))[list]();
    return cases.map(({ name, contestants }) => ({ name, contestants: contestants.map(one => one.name) }));
  },

  /** Gives how long the very first call took. @param {number} index @param {number} who one contestant: a slow one takes a while */
  async warm(index, who) {
    if (who === 0) results = {};
    const [first] = await repeat(cases[index].contestants[who], WARM);
    return first;
  },

  /** A contestant's turn. @param {number} index @param {number} who */
  turn: (index, who) => repeat(cases[index].contestants[who], TURN),

  /** What is wrong with each contestant's last result, and what is worth knowing of it. @param {number} index */
  check(index) {
    const { check, notes } = cases[index];
    return { wrong: check?.(results) ?? {}, notes: notes?.(results) ?? {} };
  },
};
