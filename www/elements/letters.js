// The letters of a formula: each with a slider, a number and a button that plays it through its range.

/** @typedef {{ name: string, symbol: string, value: number, low: number, high: number, step: number }} Letter */

export class Letters {
  #box;
  #model;
  #turned;
  #setting;
  #assign;
  /** @type {Letter[]} */ #letters = [];
  /** The letter that plays, and when it was last moved. */
  #playing = '';
  #clock = 0;
  /** The letter in whose field something stands that could not be taken. */
  #wrong = '';

  /**
   * @param {HTMLElement} box where the rows are made
   * @param {import('./instrument.js').Model} model
   * @param {() => void} turned has it drawn, and asks for another frame
   * @param {string} setting which has their values
   * @param {(given: Record<string, string>) => boolean} assign takes what was typed, or says that it cannot
   */
  constructor(box, model, turned, setting, assign) {
    this.#box = box;
    this.#setting = setting;
    this.#model = model;
    this.#turned = turned;
    this.#assign = assign;
  }

  /**
   * Shows the letters there are.
   * @param {Letter[]} letters
   * @param {Element | null} active what the reader is at
   * @param {boolean} refused whether something could not be taken
   */
  tell(letters, active, refused) {
    if (!refused) this.#wrong = '';
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
      number.setAttribute('aria-invalid', String(this.#wrong === name));
      if (active !== number && this.#wrong !== name) number.value = String(value);
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
    number.setAttribute('aria-describedby', 'parameters-problem');
    number.addEventListener('change', () => {
      this.#play('');
      this.#wrong = this.#assign({ [this.#setting]: `${name}=${number.value}` }) ? '' : name;
    });
    // When it is left, it is written as it was taken.
    number.addEventListener('blur', () => {
      if (this.#wrong !== name) number.value = String(this.#letters.find(letter => letter.name === name)?.value ?? '');
    });
    play.type = 'button';
    play.addEventListener('click', () => this.#play(this.#playing === name ? '' : name));
    row.append(label, slider, number, play);
    return row;
  }
}
