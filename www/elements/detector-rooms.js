// What <hillside-detector> shows when asked: what is selected, the backward pass, the truth table, the spectrum, files.

import { fill } from './markup.js';

/** @typedef {import('../pkg/figures.js').Figure} Model */
/** @typedef {{ index: number, origin: number, weightCount: number, pattern: number }} Readout */

/** How many spectra of the history are found in a frame. */
const DEEPENED = 1;

export class Rooms {
  #model;
  #root;
  #changed;
  #say;
  /** Where the keyboard is in the truth table. @type {number | undefined} */ #looked;
  /** What was drawn last, to draw no more than is needed. */
  #drawn = { patterns: '', rule: '', frames: 0 };

  /**
   * @param {Model} model
   * @param {ShadowRoot} root
   * @param {(what: 'drawing' | 'run') => void} changed
   * @param {(text: string) => void} say to who hears the page
   */
  constructor(model, root, changed, say) {
    this.#model = model;
    this.#root = root;
    this.#changed = changed;
    this.#say = say;
    this.#listenToNetwork();
    this.#listenToBackward();
    this.#listenToTable();
    this.#listenToSpectrum();
    this.#listenToFiles();
  }

  /** @param {string} id @returns {any} */
  #get(id) {
    return this.#root.getElementById(id);
  }

  /** @param {string} id @param {string} text */
  #write(id, text) {
    const element = this.#get(id);
    if (element.textContent !== text) element.textContent = text;
  }

  /** Writes a sentence that an act has brought, and says it. @param {string} id @param {string} text */
  #tell(id, text) {
    this.#write(id, text);
    if (text) this.#say(text);
  }

  /** @param {string} id */
  #open(id) {
    return this.#get(id).open;
  }

  /** Shows a sentence as a problem, or none. @param {string} id @param {string} message */
  #refuse(id, message) {
    this.#get(id).hidden = !message;
    this.#write(id, message);
  }

  /**
   * Paints what is open.
   * @param {string} scheme
   * @param {boolean} playing
   * @param {(canvas: HTMLCanvasElement, width: number, height: number) => number} fit
   * @param {() => void} again asks for another frame
   */
  paint(scheme, playing, fit, again) {
    this.#drawn.frames += 1;
    if (this.#open('table-room')) this.#paintTable(scheme, playing, fit);
    if (this.#open('spectrum-room')) this.#paintSpectrum(scheme, playing, fit, again);
  }

  /** @param {string} scheme @param {boolean} playing @param {(canvas: HTMLCanvasElement, width: number, height: number) => number} fit */
  #paintTable(scheme, playing, fit) {
    const table = this.#get('table'), width = table.clientWidth;
    if (!(width > 0)) return;
    const height = this.#model.act('tableHeight', [width]);
    table.style.height = `${height}px`;
    // While it plays every second frame shows enough.
    if (!playing || this.#drawn.frames % 2 === 0) {
      const answers = this.#get('answers');
      const looked = this.#root.activeElement === table ? this.#looked : undefined;
      this.#model.paint('table', answers, fit(answers, width, height), scheme, [width, looked ?? -1]);
    }
    const ratio = devicePixelRatio || 1, drawn = [width, ratio, scheme].join();
    if (drawn !== this.#drawn.patterns) {
      this.#drawn.patterns = drawn;
      for (const layer of ['squares', 'patterns']) {
        const canvas = this.#get(layer);
        this.#model.paint(layer, canvas, fit(canvas, width, height), scheme, [width]);
      }
    }
  }

  /** @param {string} scheme @param {boolean} playing @param {(canvas: HTMLCanvasElement, width: number, height: number) => number} fit @param {() => void} again */
  #paintSpectrum(scheme, playing, fit, again) {
    // Its numbers take a while: while it plays they are found now and then, or when it rests.
    if (playing && !this.#model.act('hasQuickSpectrum')) return;
    const turn = this.#drawn.frames % 6, left = !playing || turn === 3 ? this.#model.act('deepen', [DEEPENED]) : 0;
    if (playing && turn !== 0) return;
    const values = this.#get('eigenvalues'), vector = this.#get('eigenvector');
    const [width, height] = [values.clientWidth, values.clientHeight];
    if (width > 0) this.#model.paint('spectrum', values, fit(values, width, height), scheme, [width, height]);
    const [w, h] = [vector.clientWidth, vector.clientHeight];
    if (w > 0) this.#model.paint('mode', vector, fit(vector, w, h), scheme, [w, h]);
    const spectrum = this.#model.readout('spectrum');
    this.#write('spectrum-said', spectrum.sentence);
    this.#write('mode-said', spectrum.modeSentence);
    values.setAttribute('aria-label', `Eigenvalues over the steps. ${spectrum.sentence}`);
    vector.setAttribute('aria-label', spectrum.modeSentence || 'No eigenvector');
    const mode = this.#get('mode');
    mode.max = Math.max(0, spectrum.eigenvalues.length - 1);
    mode.value = spectrum.mode;
    mode.setAttribute('aria-valuetext', spectrum.modeSentence);
    if (left > 0) again();
  }

  /** @param {Readout} readout */
  tell(readout) {
    this.#tellChosen();
    if (this.#open('backward-room')) this.#tellBackward();
    this.#write('weights-said', `${readout.weightCount} weights after ${readout.origin + readout.index} steps. A file holds settings, weights and loss curve as JSON; the page’s address holds the settings, which lead to the same digits.`);
  }

  #tellChosen() {
    const inspect = this.#model.readout('inspect'), chosen = inspect.kind !== 'none';
    this.#get('chosen').hidden = !chosen;
    if (!chosen) return;
    this.#write('chosen-title', inspect.title);
    this.#get('edit').hidden = inspect.kind !== 'weight';
    const weight = this.#get('weight');
    if (inspect.kind === 'weight' && this.#root.activeElement !== weight) weight.value = String(inspect.value);
    this.#get('chosen-lines').replaceChildren(...inspect.lines.flatMap((/** @type {[string, string]} */ [name, value]) => {
      const dt = document.createElement('dt'), dd = document.createElement('dd');
      dt.textContent = name;
      dd.textContent = value;
      return [dt, dd];
    }));
    this.#get('paths-part').hidden = inspect.pathCount === 0;
    const count = inspect.pathCount, shown = inspect.paths.length;
    const title = count === 1 ? 'One path carries it to the loss of this drawing:' : `${count} paths carry it to the loss of this drawing${shown < count ? `, the first ${shown}` : ''}; they sum to ${inspect.sum.toPrecision(6)}:`;
    this.#write('paths-title', title);
    this.#get('paths').replaceChildren(...inspect.paths.map((/** @type {{ factors: string, text: string }} */ path) => {
      const row = document.createElement('tr');
      for (const text of [path.factors, path.text]) row.append(Object.assign(document.createElement('td'), { textContent: text }));
      return row;
    }));
  }

  #tellBackward() {
    const backward = this.#model.readout('backward');
    if (this.#get('phase-title').textContent !== backward.title && backward.phase) this.#say([backward.title, ...backward.lines.slice(0, 3)].join('. '));
    this.#write('phase-title', backward.title);
    if (this.#drawn.rule !== backward.rule) fill(this.#get('phase-rule'), (this.#drawn.rule = backward.rule));
    this.#write('phase-place', backward.phase ? `phase ${backward.phase} of ${backward.phases}` : '');
    this.#get('phase-back').disabled = this.#get('phase-end').disabled = backward.phase === 0;
    this.#get('phase-lines').replaceChildren(...backward.lines.map((/** @type {string} */ line) => Object.assign(document.createElement('li'), { textContent: line })));
  }

  #listenToNetwork() {
    const stage = this.#get('stage');
    const place = (/** @type {MouseEvent} */ event) => {
      const box = stage.getBoundingClientRect();
      return /** @type {const} */ ([event.clientX - box.left, event.clientY - box.top]);
    };
    stage.addEventListener('pointermove', (/** @type {PointerEvent} */ event) => stage.classList.toggle('aims', this.#model.act('hasPart', place(event))));
    stage.addEventListener('click', (/** @type {MouseEvent} */ event) => {
      if (/** @type {Element} */ (event.target).closest('.zoom')) return;
      this.#model.act('selectAt', place(event));
      this.#refuse('weight-problem', '');
      this.#changed('run');
    });
    stage.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
      if (['ArrowRight', 'ArrowDown'].includes(event.key)) this.#model.act('selectNext', [0]);
      else if (['ArrowLeft', 'ArrowUp'].includes(event.key)) this.#model.act('selectNext', [1]);
      else if (event.key === 'Escape') this.#model.act('select');
      else return;
      event.preventDefault();
      this.#changed('run');
    });
    this.#get('let-go').addEventListener('click', () => {
      this.#model.act('select');
      stage.focus();
      this.#changed('run');
    });
    this.#get('edit').addEventListener('submit', (/** @type {Event} */ event) => {
      event.preventDefault();
      const { weight } = this.#model.readout('inspect');
      const problem = weight === null ? null : this.#model.act('edit', [weight], this.#get('weight').value);
      this.#get('weight').setAttribute('aria-invalid', String(Boolean(problem)));
      this.#refuse('weight-problem', problem?.message ?? '');
      this.#changed('run');
    });
  }

  #listenToBackward() {
    const act = (/** @type {string} */ id, /** @type {() => void} */ what) => this.#get(id).addEventListener('click', () => {
      what();
      this.#changed('run');
    });
    act('phase-next', () => this.#model.act('nextPhase'));
    act('phase-back', () => this.#model.act('goToPhase', [Math.max(0, this.#model.readout('backward').phase - 1)]));
    act('phase-end', () => {
      this.#model.act('goToPhase', [0]);
      this.#get('phase-next').focus();
    });
    // Closed, the network is itself again.
    this.#get('backward-room').addEventListener('toggle', () => {
      if (!this.#open('backward-room')) this.#model.act('goToPhase', [0]);
      this.#changed('run');
    });
  }

  #listenToTable() {
    const table = this.#get('table');
    const load = (/** @type {number} */ pattern) => {
      this.#looked = pattern;
      this.#model.act('draw', [pattern]);
      this.#tell('table-said', this.#model.act('describe', [pattern]));
      this.#changed('drawing');
    };
    table.addEventListener('click', (/** @type {MouseEvent} */ event) => {
      const box = table.getBoundingClientRect();
      const pattern = this.#model.act('patternAt', [event.clientX - box.left, event.clientY - box.top, table.clientWidth]);
      if (pattern >= 0) load(pattern);
    });
    table.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
      const moves = /** @type {Record<string, [number, number]>} */ ({ ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] });
      const at = this.#looked ?? this.#model.readout().pattern;
      if (event.key in moves) {
        const beside = this.#model.act('patternBeside', [at, ...moves[event.key], table.clientWidth]);
        this.#looked = beside;
        this.#tell('table-said', this.#model.act('describe', [beside]));
        this.#changed('run');
      } else if (event.key === 'Enter' || event.key === ' ') load(at);
      else return;
      event.preventDefault();
    });
    for (const event of ['focus', 'blur']) table.addEventListener(event, () => this.#changed('run'));
    this.#get('table-room').addEventListener('toggle', () => this.#changed('run'));
  }

  #listenToSpectrum() {
    this.#get('mode').addEventListener('input', (/** @type {any} */ { target }) => {
      this.#model.act('chooseMode', [target.valueAsNumber]);
      this.#changed('run');
    });
    this.#get('spectrum').addEventListener('click', (/** @type {MouseEvent} */ event) => {
      const values = this.#get('eigenvalues'), box = values.getBoundingClientRect();
      this.#model.act('chooseModeAt', [event.clientX - box.left, event.clientY - box.top, values.clientWidth, values.clientHeight]);
      this.#changed('run');
    });
    this.#get('spectrum-room').addEventListener('toggle', () => this.#changed('run'));
  }

  #listenToFiles() {
    this.#get('save').addEventListener('click', () => {
      const address = URL.createObjectURL(new Blob([this.#model.act('save')], { type: 'application/json' }));
      Object.assign(document.createElement('a'), { href: address, download: 'detector.json' }).click();
      setTimeout(() => URL.revokeObjectURL(address), 1000);
      this.#tell('file-said', 'Saved as detector.json.');
    });
    this.#get('file').addEventListener('change', async (/** @type {any} */ { target }) => {
      const [file] = target.files;
      if (!file) return;
      // No detector's file is larger; what is would freeze the page before it can be refused.
      const text = file.size > 4e6 ? ' '.repeat(2e6) : await file.text();
      // The same file may be chosen again once it is mended.
      target.value = '';
      this.load(text);
    });
    for (const [id, settings] of /** @type {[string, () => any][]} */ ([['link', () => this.#model.changed()], ['link-weights', () => this.#model.readout('withWeights')]])) {
      this.#get(id).addEventListener('click', async () => {
        const host = /** @type {HTMLElement} */ (this.#root.host), search = new URLSearchParams();
        for (const [name, value] of Object.entries(settings())) search.set(`${host.id || 'detector'}.${name}`, String(value));
        const address = `${location.href.split('#')[0]}#${search.toString().replaceAll('%2C', ',')}`;
        try {
          await navigator.clipboard.writeText(address);
          this.#tell('file-said', `Copied, ${address.length} characters.`);
        } catch {
          this.#tell('file-said', address);
        }
      });
    }
  }

  /** Takes a run from the text of a file; gives the sentence why not, or nothing. @param {string} text @returns {string} */
  load(text) {
    const problem = this.#model.act('load', [], text);
    this.#refuse('file-problem', problem?.message ?? '');
    this.#tell('file-said', problem ? '' : 'Loaded.');
    this.#changed('run');
    return problem?.message ?? '';
  }
}
