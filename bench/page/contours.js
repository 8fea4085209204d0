// Figure 3: the contour lines of a grid of values.
import { hillside, script } from './peers.js';
import { PROBLEMS, closure, evenLevels, grid } from './problems.js';

const LEVELS = 24;

export async function cases() {
  const { contourLines } = await hillside();
  await script('d3-array/dist/d3-array.min.js');
  await script('d3-contour/dist/d3-contour.min.js');
  const { d3 } = /** @type {any} */ (globalThis);

  return ['peaks', 'rastrigin'].flatMap(name => [256, 1024].map(side => {
    const problem = PROBLEMS[name];
    const values = grid(closure(problem), problem.domain, side, side), levels = evenLevels(values, LEVELS);
    const thresholds = Array.from(levels);
    return {
      name: `${name} on ${side}², ${LEVELS} levels`,
      contestants: [
        { name: 'hillside', run: () => contourLines(values, side, side, levels) },
        { name: 'd3-contour', run: () => d3.contours().size([side, side]).thresholds(thresholds)(values) },
      ],
      check({ hillside }) {
        const wrong = linesAreWrong(hillside, values, side);
        return wrong ? { hillside: wrong } : {};
      },
      notes({ hillside, 'd3-contour': polygons }) {
        const rings = polygons.flatMap(polygon => polygon.coordinates.flat());
        const points = rings.reduce((sum, ring) => sum + ring.length, 0);
        return {
          hillside: `${hillside.levels.length} joined lines, ${hillside.points.length / 2} points`,
          'd3-contour': `${rings.length} rings of filled polygons, ${points} points`,
        };
      },
    };
  }));
}

/** Whether every point lies on a grid edge where linear interpolation gives its level, and lines hold together. */
function linesAreWrong({ points, starts, levels }, values, side) {
  if (levels.length === 0) return 'there are no lines';
  for (let line = 0; line < levels.length; line += 1) {
    const first = starts[line] / 2, end = (line + 1 < levels.length ? starts[line + 1] : points.length) / 2;
    if (end - first < 2) return `line ${line} has ${end - first} points`;
    for (let k = first; k < end; k += 1) {
      const x = points[2 * k], y = points[2 * k + 1];
      const column = Math.min(Math.floor(x), side - 2), row = Math.min(Math.floor(y), side - 2);
      const u = x - column, v = y - row, at = row * side + column;
      const south = values[at] * (1 - u) + values[at + 1] * u;
      const north = values[at + side] * (1 - u) + values[at + side + 1] * u;
      const height = south * (1 - v) + north * v;
      if (!(Math.abs(height - levels[line]) <= 1e-9 * (1 + Math.abs(levels[line])))) return `a point of level ${levels[line]} lies at ${height}`;
      if (k > first && !(Math.abs(x - points[2 * k - 2]) <= 1.000001 && Math.abs(y - points[2 * k - 1]) <= 1.000001)) return `line ${line} jumps`;
    }
  }
  return '';
}
