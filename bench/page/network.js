// Training on all 512 patterns, full batch, tanh, sigmoid, cross-entropy: against the same written out by hand, and against
// the network code of TensorFlow Playground where the one who measures has it.
import { hillside } from './peers.js';

const EPOCHS = { 4: 400, 16: 100 };
const RATE = 0.5;
/** A full row, column or diagonal. */
const LINES = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6]];
const LABELS = Float64Array.from({ length: 512 }, (_, p) => Number(LINES.some(line => line.every(cell => (p >> cell) & 1))));

/** The same start for all: a 32-bit xorshift (Marsaglia, 2003). @param {number} hidden */
function start(hidden) {
  let state = 2463534242;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296 - 0.5;
  };
  return Float64Array.from({ length: 11 * hidden + 1 }, next);
}

/** Every loop written out for nine inputs. */
function byHand(hidden, epochs) {
  const w = start(hidden), g = new Float64Array(w.length), h = new Float64Array(hidden);
  const b = 9 * hidden, v = 10 * hidden, last = 11 * hidden;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    g.fill(0);
    for (let p = 0; p < 512; p += 1) {
      const x0 = p & 1, x1 = (p >> 1) & 1, x2 = (p >> 2) & 1, x3 = (p >> 3) & 1, x4 = (p >> 4) & 1;
      const x5 = (p >> 5) & 1, x6 = (p >> 6) & 1, x7 = (p >> 7) & 1, x8 = (p >> 8) & 1;
      let z = w[last];
      for (let k = 0, r = 0; k < hidden; k += 1, r += 9) {
        const u = w[b + k] + w[r] * x0 + w[r + 1] * x1 + w[r + 2] * x2 + w[r + 3] * x3 + w[r + 4] * x4
          + w[r + 5] * x5 + w[r + 6] * x6 + w[r + 7] * x7 + w[r + 8] * x8;
        const t = 1 - 2 / (Math.exp(2 * u) + 1);
        h[k] = t;
        z += w[v + k] * t;
      }
      const d = 1 / (1 + Math.exp(-z)) - LABELS[p];
      g[last] += d;
      for (let k = 0, r = 0; k < hidden; k += 1, r += 9) {
        const t = h[k], s = d * w[v + k] * (1 - t * t);
        g[v + k] += d * t;
        g[b + k] += s;
        g[r] += s * x0;
        g[r + 1] += s * x1;
        g[r + 2] += s * x2;
        g[r + 3] += s * x3;
        g[r + 4] += s * x4;
        g[r + 5] += s * x5;
        g[r + 6] += s * x6;
        g[r + 7] += s * x7;
        g[r + 8] += s * x8;
      }
    }
    for (let i = 0; i < w.length; i += 1) w[i] -= (RATE / 512) * g[i];
  }
  return w;
}

/** Its own objects and links, driven as its page drives them. */
function playground(nn, hidden, epochs) {
  const { TANH, SIGMOID } = nn.Activations, net = nn.buildNetwork([9, hidden, 1], TANH, SIGMOID, null, [...'abcdefghi']);
  const crossEntropy = { der: (output, target) => (output - target) / (output * (1 - output)) };
  const each = visit => {
    net[1].forEach((node, k) => {
      node.inputLinks.forEach((link, j) => visit(link, 'weight', 9 * k + j));
      visit(node, 'bias', 9 * hidden + k);
    });
    net[2][0].inputLinks.forEach((link, k) => visit(link, 'weight', 10 * hidden + k));
    visit(net[2][0], 'bias', 11 * hidden);
  };
  const w = start(hidden);
  each((owner, key, i) => (owner[key] = w[i]));
  const patterns = Array.from({ length: 512 }, (_, p) => Array.from({ length: 9 }, (__, cell) => (p >> cell) & 1));
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let p = 0; p < 512; p += 1) {
      nn.forwardProp(net, patterns[p]);
      nn.backProp(net, LABELS[p], crossEntropy);
    }
    nn.updateWeights(net, RATE, 0);
  }
  each((owner, key, i) => (w[i] = owner[key]));
  return w;
}

function ours(Detector, hidden, epochs) {
  const detector = new Detector({ layers: [9, hidden, 1], loss: 'cross-entropy', target: LABELS, method: 'gradient', rate: RATE, weights: start(hidden) });
  detector.step(epochs);
  const w = detector.weights();
  detector.free();
  return w;
}

/** The largest difference of two runs of 20 epochs. */
const apart = (a, b) => a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);

async function against(name, run) {
  const { Detector } = await hillside();
  return [4, 16].map(hidden => ({
    name: `9-${hidden}-1, ${EPOCHS[hidden]} epochs`,
    contestants: [
      { name: 'hillside', run: () => ours(Detector, hidden, EPOCHS[hidden]) },
      { name, run: () => run(hidden, EPOCHS[hidden]) },
    ],
    check() {
      const gap = apart(ours(Detector, hidden, 20), run(hidden, 20));
      return gap < 1e-9 ? {} : { hillside: `weights differ by ${gap} after 20 epochs` };
    },
  }));
}

export const hand = () => against('by hand', byHand);

export async function objects() {
  const nn = await import('/playground/nn.js');
  return against('playground', (hidden, epochs) => playground(nn, hidden, epochs));
}
