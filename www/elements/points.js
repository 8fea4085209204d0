// The list of critical points: one stop of Tab with arrow keys inside, and rows only where somebody can see them.
import { sign } from './curvature-form.js';
import { fill } from './markup.js';

/** @typedef {{ kind: string, words: string[], proved: boolean }} Point */

/** A list up to this long is made as a whole; of a longer one, what is in view and so many rows before and after. */
const WHOLE = 60;
const MORE = 20;
/** How many rows a page up or down passes. */
const PAGE = 8;

export class PointTable {
  #root;
  #body;
  #scroller;
  /** @type {Point[]} */ #points = [];
  /** Which rows are made: from, and up to before. */
  #from = 0;
  #to = 0;
  /** How high a row is, in CSS pixels, once one has been seen. */
  #height = 0;
  /** The row that Tab comes to. */
  #stop = 0;
  #selected = -1;

  /**
   * @param {ShadowRoot} root
   * @param {HTMLElement} body of the table
   * @param {HTMLElement} scroller what scrolls it
   * @param {(index: number) => void} choose takes a point
   */
  constructor(root, body, scroller, choose) {
    this.#root = root;
    this.#body = body;
    this.#scroller = scroller;
    scroller.addEventListener('scroll', () => this.#make(), { passive: true });
    body.addEventListener('click', ({ target }) => {
      const index = this.#index(target);
      if (index < 0) return;
      this.#halt(index);
      choose(index);
    });
    body.addEventListener('focusin', ({ target }) => this.#halt(this.#index(target)));
    body.addEventListener('keydown', event => {
      const at = this.#index(event.target), last = this.#points.length - 1;
      const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -last, End: last };
      const step = steps[/** @type {keyof typeof steps} */ (event.key)];
      if (at < 0 || step === undefined) return;
      event.preventDefault();
      this.#go(Math.max(0, Math.min(last, at + step)));
    });
  }

  /** Lists other points. @param {Point[]} points */
  show(points) {
    this.#points = points;
    this.#stop = Math.max(0, Math.min(this.#stop, points.length - 1));
    this.#scroller.hidden = points.length === 0;
    this.#body.parentElement?.setAttribute('aria-rowcount', String(points.length + 1));
    this.#make(true);
  }

  /** Marks the point that is stood on, and shows it. @param {number} index or none, below 0 */
  select(index) {
    if (index === this.#selected) return;
    this.#selected = index;
    for (const row of this.#rows()) this.#dress(row);
    if (index < 0 || index >= this.#points.length) return;
    this.#halt(index);
    this.#reveal(index);
  }

  /** Which point a part of the table belongs to, or −1. @param {EventTarget | null} part */
  #index(part) {
    const row = part instanceof Element ? /** @type {HTMLElement | null} */ (part.closest('tr[data-index]')) : null;
    return row ? Number(row.dataset.index) : -1;
  }

  #rows() {
    return /** @type {HTMLElement[]} */ ([...this.#body.querySelectorAll('tr[data-index]')]);
  }

  /** Lets Tab come to a row, and to no other. @param {number} index */
  #halt(index) {
    if (index < 0 || index === this.#stop) return;
    this.#stop = index;
    for (const row of this.#rows()) this.#dress(row);
  }

  /** Goes to a row by keys. @param {number} index */
  #go(index) {
    this.#reveal(index);
    this.#halt(index);
    this.#button(index)?.focus({ preventScroll: true });
  }

  /** @param {number} index */
  #button(index) {
    return /** @type {HTMLElement | null} */ (this.#body.querySelector(`tr[data-index='${index}'] button`));
  }

  /** Scrolls the table, and nothing around it, until a row can be seen. @param {number} index */
  #reveal(index) {
    const head = this.#body.parentElement?.querySelector('thead')?.offsetHeight ?? 0, room = this.#scroller.clientHeight - head;
    const height = this.#height || 1, above = index * height, { scrollTop } = this.#scroller;
    if (above < scrollTop) this.#scroller.scrollTop = above;
    else if (above + height > scrollTop + room) this.#scroller.scrollTop = above + height - room;
    this.#make();
  }

  /** Makes the rows that can be seen, unless they are there. */
  #make(anew = false) {
    const count = this.#points.length, height = this.#height || 38, { scrollTop, clientHeight } = this.#scroller;
    let [from, to] = [0, count];
    if (count > WHOLE) {
      const [first, last] = [Math.floor(scrollTop / height), Math.ceil((scrollTop + clientHeight) / height)];
      const near = (/** @type {number} */ row) => Math.max(0, Math.min(count, row));
      if (!anew && near(first - 2) >= this.#from && near(last + 2) <= this.#to) return;
      [from, to] = [near(first - MORE), near(Math.max(last, first + 1) + MORE)];
    } else if (!anew) return;
    const focused = this.#index(this.#root.activeElement);
    [this.#from, this.#to] = [from, to];
    const rows = this.#points.slice(from, to).map((point, index) => this.#row(point, from + index));
    this.#body.replaceChildren(...this.#room(from * height), ...rows, ...this.#room((count - to) * height));
    this.#height = rows[0]?.offsetHeight || this.#height;
    // A focus that would be lost goes to the row nearest to where it was.
    if (focused >= 0 && rows.length) this.#button(Math.max(from, Math.min(to - 1, focused)))?.focus({ preventScroll: true });
  }

  /** Room for rows that are not made. @param {number} height */
  #room(height) {
    if (!(height > 0)) return [];
    const row = document.createElement('tr');
    row.setAttribute('aria-hidden', 'true');
    row.className = 'room';
    row.insertCell().style.height = `${height}px`;
    return [row];
  }

  /** @param {Point} point @param {number} index */
  #row({ kind, words, proved }, index) {
    const row = document.createElement('tr'), head = row.insertCell(), button = document.createElement('button');
    row.dataset.index = String(index);
    row.setAttribute('aria-rowindex', String(index + 2));
    button.type = 'button';
    fill(button, sign(kind));
    button.append(Object.assign(document.createElement('span'), { className: 'word', textContent: kind }));
    head.append(button);
    for (const word of words) row.insertCell().textContent = word;
    const cell = row.insertCell();
    cell.textContent = proved ? '✓' : 'no';
    if (proved) cell.append(Object.assign(document.createElement('span'), { className: 'yes', textContent: ' yes' }));
    cell.classList.toggle('unproved', !proved);
    this.#dress(row);
    return row;
  }

  /** Marks a row where it is stood on, and where Tab comes to. @param {HTMLElement} row */
  #dress(row) {
    const index = Number(row.dataset.index), button = row.querySelector('button');
    row.toggleAttribute('data-selected', index === this.#selected);
    button?.setAttribute('aria-pressed', String(index === this.#selected));
    if (button) button.tabIndex = index === this.#stop ? 0 : -1;
  }
}
