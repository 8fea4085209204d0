// A network trained before the reader's eyes, everything drawn. What counts is how long scripts run in a frame.
import { element, frames, told, watch } from './frames.js';

const SECONDS = 3;

/** @param {string} layers */
async function train(layers) {
  const figure = await element('hillside-detector', { layers, rate: 0.1 }, '1600px');
  figure.reset();
  figure.play();
  const measured = await frames(SECONDS, () => {}, () => `${figure.readout.step ?? figure.readout.index}`);
  figure.pause();
  return measured;
}

export async function cases() {
  watch();
  await import('/hillside/hillside.js');
  return ['9,4,1', '9,16,1'].map(layers => ({
    name: `training ${layers.replaceAll(',', '-')}`,
    contestants: [{
      name: 'hillside',
      async run() {
        const trained = await train(layers);
        return told(trained, trained);
      },
    }],
    check: ({ hillside: { times, states } }) => (states > times.length / 3 ? {} : { hillside: `${states} different steps were seen only` }),
    notes: ({ hillside: { times, states } }) => ({ hillside: `${times.length} frames, ${states} different steps seen` }),
  }));
}
