// What an element says, sets and draws is written at the parts of its markup and bound here, once:
//   data-say="words.slope"   its text is what the read-out has under that name
//   data-set="order"         a field, a slider or a menu for that setting
//   data-problem="point"     what is wrong with these settings, in words
//   data-layer="error"       a canvas on which that layer is drawn
//   data-rows="paths"        its template once for each record of that list, with data-say of the record
//   data-act="light"         a button for that action; data-with="index" hands it that number
//   data-pressed="lit"       a button that is pressed while that is so

/**
 * What is bound.
 * @typedef {object} Bound
 * @property {() => import('../elements/instrument.js').Settings} settings
 * @property {(given: Record<string, string>) => void} take
 * @property {(setting: string) => boolean} refuses
 * @property {(box: HTMLElement, settings: string[]) => void} complain
 * @property {(canvas: HTMLCanvasElement, layer: string) => void} paint
 * @property {(action: string, numbers: number[]) => void} act
 */

/** @param {unknown} record @param {string} path names with dots between them; none is the record itself */
const at = (record, path) => path === '' ? record : path.split('.').reduce((part, name) => /** @type {Record<string, unknown>} */ (part)?.[name], record);

/** Writes what a row says of its record, itself and its parts. @param {Element} row @param {unknown} record */
function say(row, record) {
  for (const element of /** @type {HTMLElement[]} */ ([row, ...row.querySelectorAll('*')])) {
    const { say: says, pressed } = element.dataset;
    if (says !== undefined) {
      const text = String(at(record, says) ?? '');
      if (element.textContent !== text) element.textContent = text;
    }
    if (pressed !== undefined) element.setAttribute('aria-pressed', String(Boolean(at(record, pressed))));
  }
}

export class Bindings {
  #bound;
  #says;
  #sets;
  #problems;
  /** The lists, each with what a row is made of. @type {Map<HTMLElement, HTMLTemplateElement>} */ #lists;
  /** What the rows of lists were last told. @type {WeakMap<Element, unknown>} */ #records = new WeakMap();
  /** The canvases, with the layers that are drawn on them. @type {Map<HTMLCanvasElement, string>} */ layers;

  /** @param {ShadowRoot} root @param {Bound} bound */
  constructor(root, bound) {
    this.#bound = bound;
    const all = (/** @type {string} */ name) => /** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll(`[data-${name}]`));
    this.#says = [...all('say')];
    this.#sets = [...all('set')];
    this.#problems = [...all('problem')];
    this.layers = new Map([.../** @type {NodeListOf<HTMLCanvasElement>} */ (root.querySelectorAll('canvas[data-layer]'))].map(canvas => [canvas, canvas.dataset.layer ?? '']));
    this.#lists = new Map([...all('rows')].map(list => [list, /** @type {HTMLTemplateElement} */ (list.querySelector('template'))]));
    root.addEventListener('click', event => {
      const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('[data-act]'));
      if (!button) return;
      const row = button.closest('[data-row]'), numbers = button.dataset.with?.split(' ').map(name => Number(at(row && this.#records.get(row), name)));
      bound.act(String(button.dataset.act), numbers ?? []);
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
    for (const [list, template] of this.#lists) this.#tellRows(list, template, /** @type {unknown[]} */ (at(readout, String(list.dataset.rows)) ?? []));
    for (const box of this.#problems) this.#bound.complain(box, String(box.dataset.problem).split(' '));
  }

  /** Writes a list: rows that are there stay, so that a button keeps the focus. @param {HTMLElement} list @param {HTMLTemplateElement} template @param {unknown[]} records */
  #tellRows(list, template, records) {
    const rows = [...list.querySelectorAll(':scope > [data-row]')];
    for (const row of rows.splice(records.length)) row.remove();
    for (const [index, record] of records.entries()) {
      if (!rows[index]) {
        const row = /** @type {Element} */ (/** @type {Element} */ (template.content.firstElementChild).cloneNode(true));
        row.setAttribute('data-row', '');
        list.append(row);
        rows.push(row);
      }
      this.#records.set(rows[index], record);
      say(rows[index], record);
    }
  }
}
