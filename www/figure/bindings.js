// What an element says, sets and draws is written at the parts of its markup and bound here, once:
//   data-say="words.slope"   its text is what the read-out has under that name
//   data-set="order"         a field, a slider or a menu for that setting
//   data-problem="point"     what is wrong with these settings, in words
//   data-layer="error"       a canvas on which that layer is drawn
//   data-act="face"          a button for that action; data-with="90" hands it numbers, data-text="radar" a word
//   data-pressed="shown.all" a button that is pressed while that is so
//   data-if="shown.all"      a part that is there while that is so

/**
 * What is bound.
 * @typedef {object} Bound
 * @property {() => import('../elements/instrument.js').Settings} settings
 * @property {(given: Record<string, string>) => void} take
 * @property {(setting: string) => boolean} refuses
 * @property {(box: HTMLElement, settings: string[]) => void} complain
 * @property {(canvas: HTMLCanvasElement, layer: string) => void} paint
 * @property {(action: string, numbers: number[], text: string) => void} act
 */

/** @param {unknown} record @param {string} path names with dots between them */
const at = (record, path) => path.split('.').reduce((part, name) => /** @type {Record<string, unknown>} */ (part)?.[name], record);

export class Bindings {
  #bound;
  #says;
  #sets;
  #problems;
  #pressed;
  #parts;
  /** The canvases, with the layers that are drawn on them. @type {Map<HTMLCanvasElement, string>} */ layers;

  /** @param {ShadowRoot} root @param {Bound} bound */
  constructor(root, bound) {
    this.#bound = bound;
    const all = (/** @type {string} */ name) => /** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll(`[data-${name}]`));
    this.#says = [...all('say')];
    this.#sets = [...all('set')];
    this.#problems = [...all('problem')];
    this.#pressed = [...all('pressed')];
    this.#parts = [...all('if')];
    this.layers = new Map([.../** @type {NodeListOf<HTMLCanvasElement>} */ (root.querySelectorAll('canvas[data-layer]'))].map(canvas => [canvas, canvas.dataset.layer ?? '']));
    root.addEventListener('click', event => {
      const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('[data-act]'));
      if (button) bound.act(String(button.dataset.act), button.dataset.with?.split(' ').map(Number) ?? [], button.dataset.text ?? '');
    });
    for (const field of this.#sets) {
      const name = String(field.dataset.set);
      field.addEventListener(field.type === 'range' ? 'input' : 'change', () => bound.take({ [name]: field.value }));
    }
  }

  /** Draws every layer. */
  paint() {
    for (const [canvas, layer] of this.layers) this.#bound.paint(canvas, layer);
  }

  /** Writes what there is to tell. @param {unknown} readout @param {Element | null} active what the reader is at */
  tell(readout, active) {
    const settings = this.#bound.settings();
    for (const element of this.#says) {
      const text = String(at(readout, String(element.dataset.say)) ?? '');
      if (element.textContent !== text) element.textContent = text;
    }
    for (const field of this.#sets) {
      const name = String(field.dataset.set), refused = this.#bound.refuses(name), value = String(settings[name]);
      field.setAttribute('aria-invalid', String(refused));
      // Not under the hand that types in it, and not over what could not be taken.
      if (field.value !== value && !refused && (active !== field || field.type === 'range')) field.value = value;
    }
    for (const button of this.#pressed) button.setAttribute('aria-pressed', String(Boolean(at(readout, String(button.dataset.pressed)))));
    this.#tellParts(readout);
    for (const box of this.#problems) this.#bound.complain(box, String(box.dataset.problem).split(' '));
  }

  /** Shows the parts that are there. A canvas that was hidden has not been drawn. @param {unknown} readout */
  #tellParts(readout) {
    let shown = false;
    for (const part of this.#parts) {
      const hidden = !at(readout, String(part.dataset.if));
      shown ||= part.hidden && !hidden;
      part.hidden = hidden;
    }
    if (shown) this.paint();
  }
}
