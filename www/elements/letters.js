// The letters of a formula: each with a slider, a number and a button that plays it through its range.

/** @typedef {{ name: string, symbol: string, value: number, low: number, high: number, step: number }} Letter */

export class Letters {
  #box;
  #model;
  #turned;
  #assign;
  /** @type {Letter[]} */ #letters = [];
  /** The letter that plays, and when it was last moved. */
  #playing = '';
  #clock = 0;

  /**
   * @param {HTMLElement} box where the rows are made
   * @param {import('./instrument.js').Model} model
   * @param {() => void} turned has it drawn, and asks for another frame
   * @param {(given: { parameters: string }) => void} assign takes what was typed
   */
  constructor(box, model, turned, assign) {
    this.#box = box;
    this.#model = model;
    this.#turned = turned;
    this.#assign = assign;
  }

  /** Shows the letters there are. @param {Letter[]} letters @param {Element | null} active what the reader is at */
  tell(letters, active) {
    if (String(letters.map(letter => letter.name)) !== String(this.#letters.map(letter => letter.name))) {
      this.#playing = '';
      this.#box.replaceChildren(...letters.map(letter => this.#row(letter)));
      this.#box.hidden = letters.length === 0;
    }
    this.#letters = letters;
    for (const [index, { name, symbol, value, low, high, step }] of letters.entries()) {
      const [slider, number] = this.#box.children[index].getElementsByTagName('input');
      const play = this.#box.children[index].getElementsByTagName('button')[0], plays = this.#playing === name;
      Object.assign(slider, { min: low, max: high, step, value });
      slider.setAttribute('aria-valuetext', `${symbol} = ${value}`);
      if (active !== number) number.value = String(value);
      play.setAttribute('aria-pressed', String(plays));
      play.setAttribute('aria-label', `${plays ? 'Pause' : 'Play'} ${symbol}`);
      if (play.textContent !== (plays ? '❚❚' : '▶')) play.textContent = plays ? '❚❚' : '▶';
    }
  }

  /** Moves what plays; whether anything does. @param {number} now */
  live(now) {
    if (!this.#playing) return false;
    if (this.#clock) {
      this.#model.act('playLetter', [now - this.#clock], this.#playing);
      this.#turned();
    }
    this.#clock = now;
    return true;
  }

  /** Stops what plays. */
  pause() {
    this.#play('');
  }

  /** @param {string} name */
  #play(name) {
    if (this.#playing === name) return;
    this.#playing = name;
    this.#clock = 0;
    this.#turned();
  }

  /** @param {Letter} letter */
  #row({ name, symbol }) {
    const row = document.createElement('div'), label = document.createElement('label');
    const slider = document.createElement('input'), number = document.createElement('input'), play = document.createElement('button');
    row.className = 'letter';
    label.textContent = symbol;
    label.htmlFor = slider.id = `letter-${name}`;
    slider.type = 'range';
    slider.addEventListener('input', () => {
      this.#play('');
      this.#model.act('turnLetter', [slider.valueAsNumber], name);
      this.#turned();
    });
    Object.assign(number, { type: 'text', inputMode: 'decimal', autocomplete: 'off' });
    number.setAttribute('aria-label', `Value of ${symbol}`);
    number.addEventListener('change', () => {
      this.#play('');
      this.#assign({ parameters: `${name}=${number.value}` });
    });
    play.type = 'button';
    play.addEventListener('click', () => this.#play(this.#playing === name ? '' : name));
    row.append(label, slider, number, play);
    return row;
  }
}
