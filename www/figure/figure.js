// A figure from its markup: everything else follows from its settings, its read-out and its layers.
import { part, plotting } from '../core.js';
import { MapInstrument } from '../elements/ground.js';
import { attributes } from '../elements/instrument.js';
import { Bindings } from './bindings.js';

/**
 * The element of a figure with a plot: `hillside-` and its name.
 * @param {string} name
 * @param {string} markup of its inside
 * @param {string} css
 * @param {string} [own] the part of the module it is in, unless that is the one that draws plots
 */
export async function figure(name, markup, css, own = 'plots') {
  const [{ Figure }] = await Promise.all([part(own), plotting()]);
  const { settings } = new Figure(name).menu(), sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return class extends MapInstrument {
    static observedAttributes = attributes(settings);

    #bindings = new Bindings(this.root, {
      settings: () => this.settings,
      take: given => this.assign(given),
      refuses: setting => this.refused.some(problem => problem.setting === setting),
      complain: (box, of) => this.tellProblems(box, problem => of.includes(problem.setting)),
      act: (action, numbers, text) => {
        this.model.act(action, numbers, text);
        this.invalidate('overlay');
      },
      paint: (canvas, layer) => {
        const { clientWidth, clientHeight } = canvas;
        if (clientWidth > 0) this.model.paint(layer, canvas, this.fit(canvas, clientWidth, clientHeight), this.scheme);
      },
    });

    constructor() {
      super(new Figure(name), { settings }, `<div class="instrument" part="instrument">${markup}</div>`, [sheet]);
    }

    /** @protected */
    paint() {
      this.#bindings.paint();
    }

    /** @protected @param {number} ratio @param {() => HTMLCanvasElement} fresh @param {(layer: HTMLCanvasElement) => void} add */
    layers(ratio, fresh, add) {
      for (const [canvas, layer] of this.#bindings.layers) {
        if (!this.stage.contains(canvas)) continue;
        const sheet = fresh();
        this.model.paint(layer, sheet, ratio, this.scheme);
        add(sheet);
      }
    }

    /** @protected */
    tell() {
      const readout = this.readout;
      this.tellMap(readout, readout.handles);
      this.#bindings.tell(readout, this.root.activeElement);
    }
  };
}
