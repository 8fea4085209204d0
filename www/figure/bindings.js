// What an element says, sets and draws is written at the parts of its markup and bound here, once:
//   data-say="words.slope"   its text is what the read-out has under that name
//   data-set="order"         a field, a slider or a menu for that setting
//   data-problem="point"     what is wrong with these settings, in words
//   data-layer="error"       a canvas on which that layer is drawn
//   data-act="face"          a button for that action; data-with="90" hands it numbers, data-text="radar" a word
//   data-pressed="shown.all" a button that is pressed while that is so
//   data-lit="shown.all"     a part that is of the class `lit` while that is so
//   data-if="shown.all"      a part that is there while that is so
//   data-rows="paths"        its template once for each record of that list, whose names count in it: of data-with and
//                            data-text, too, which are taken as they stand everywhere else

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

/** @param {unknown} record @param {string} path names with dots between them; none is the record itself */
const at = (record, path) => path === '' ? record : path.split('.').reduce((part, name) => /** @type {Record<string, unknown>} */ (part)?.[name], record);

/** @param {ParentNode} root @param {string} name @returns {HTMLInputElement[]} */
const all = (root, name) => [.../** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll(`[data-${name}]`))];

export class Bindings {
  #bound;
  #says;
  #sets;
  #problems;
  #pressed;
  #lit;
  #parts;
  #lists;
  #row;
  /** What the last read-out had for it. @type {unknown} */ #record;
  /** The canvases, with the layers that are drawn on them. @type {Map<HTMLCanvasElement, string>} */ layers;

  /** @param {ParentNode} root @param {Bound} bound @param {boolean} [row] whether its buttons name what is in the record */
  constructor(root, bound, row = false) {
    this.#bound = bound;
    this.#row = row;
    this.#says = all(root, 'say');
    this.#sets = all(root, 'set');
    this.#problems = all(root, 'problem');
    this.#pressed = all(root, 'pressed');
    this.#lit = all(root, 'lit');
    this.#parts = all(root, 'if');
    this.#lists = all(root, 'rows').map(list => new Rows(list, bound));
    this.layers = new Map([.../** @type {NodeListOf<HTMLCanvasElement>} */ (root.querySelectorAll('canvas[data-layer]'))].map(canvas => [canvas, canvas.dataset.layer ?? '']));
    for (const button of all(root, 'act')) button.addEventListener('click', () => this.#act(button.dataset));
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
    const settings = this.#bound.settings(), found = (/** @type {string | undefined} */ path) => at(readout, String(path));
    this.#record = readout;
    for (const element of this.#says) {
      const text = String(found(element.dataset.say) ?? '');
      if (element.textContent !== text) element.textContent = text;
    }
    for (const field of this.#sets) {
      const name = String(field.dataset.set), refused = this.#bound.refuses(name), value = String(settings[name]);
      field.setAttribute('aria-invalid', String(refused));
      // Not under the hand that types in it, and not over what could not be taken.
      if (field.value !== value && !refused && (active !== field || field.type === 'range')) field.value = value;
    }
    for (const button of this.#pressed) button.setAttribute('aria-pressed', String(Boolean(found(button.dataset.pressed))));
    for (const part of this.#lit) part.classList.toggle('lit', Boolean(found(part.dataset.lit)));
    for (const list of this.#lists) list.tell(/** @type {unknown[]} */ (found(list.name) ?? []), active);
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

  /** Does what a button is for. @param {DOMStringMap} asked */
  #act({ act, with: numbers = '', text = '' }) {
    const own = (/** @type {string} */ name) => (this.#row ? at(this.#record, name) : undefined) ?? name;
    this.#bound.act(String(act), numbers.split(' ').filter(Boolean).map(name => Number(own(name))), text && String(own(text)));
  }
}

/** A list of the page, with its template once for each record. */
class Rows {
  #box;
  #bound;
  #template;
  /** @type {{ bindings: Bindings, nodes: ChildNode[] }[]} */ #rows = [];

  /** @param {HTMLElement} box @param {Bound} bound */
  constructor(box, bound) {
    this.#box = box;
    this.#bound = bound;
    this.#template = /** @type {HTMLTemplateElement} */ (box.querySelector(':scope > template'));
  }

  get name() {
    return String(this.#box.dataset.rows);
  }

  /** Writes the list; rows that are there stay, so that a button keeps the focus. @param {unknown[]} records @param {Element | null} active */
  tell(records, active) {
    for (const { nodes } of this.#rows.splice(records.length)) nodes.forEach(node => node.remove());
    for (const [index, record] of records.entries()) {
      if (!this.#rows[index]) {
        const row = /** @type {DocumentFragment} */ (this.#template.content.cloneNode(true));
        // A style may tell a list with rows from an empty one.
        for (const element of row.children) element.setAttribute('data-row', '');
        this.#rows.push({ bindings: new Bindings(row, this.#bound, true), nodes: [...row.childNodes] });
        this.#box.append(row);
      }
      this.#rows[index].bindings.tell(record, active);
    }
  }
}
