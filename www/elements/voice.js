// What a figure says to who hears the page: in one place, once a second at most.

/** How long it is from one word to the next, at least, in milliseconds. */
const BREATH = 1000;

export class Voice {
  #place;
  /** What was last said of how things stand, and when anything was last said. */
  #state = '';
  #saidAt = -BREATH;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #saying;

  /** @param {HTMLElement} place a live region */
  constructor(place) {
    this.#place = place;
  }

  /** Says something: what comes sooner than a breath after the last word waits, and what comes meanwhile takes its place. @param {string} text */
  say(text) {
    this.rest();
    const speak = () => {
      if (this.#place.textContent === text) return;
      this.#saidAt = performance.now();
      this.#place.textContent = text;
    };
    const wait = this.#saidAt + BREATH - performance.now();
    if (wait > 0) this.#saying = setTimeout(speak, wait);
    else speak();
  }

  /** Says how things stand, unless that was said before. @param {string} text */
  sayState(text) {
    if (text === this.#state) return;
    this.#state = text;
    this.say(text);
  }

  /** Says nothing of what still waits. */
  rest() {
    clearTimeout(this.#saying);
  }
}
