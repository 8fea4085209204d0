// A hand on a map: mouse, touch, pen, wheel and keys, told to the instrument in CSS pixels of the stage.

/**
 * What a hand can do to an instrument with a map and points to hold, counted from 0.
 * @typedef {object} Held
 * @property {(point: number) => void} select which point is meant from now on
 * @property {(point: number, x: number, y: number) => boolean} grabs
 * @property {(point: number) => ArrayLike<number>} handle
 * @property {(held: boolean) => void} hold
 * @property {(x: number, y: number) => void} place
 * @property {(across: number, up: number, large: boolean, fine: boolean) => void} nudge
 * @property {(dx: number, dy: number) => void} pan
 * @property {(factor: number, x: number, y: number) => void} zoom
 * @property {(delta: number, mode: number, x: number, y: number) => void} wheel
 * @property {(before: Float64Array, after: Float64Array) => void} pinch
 * @property {() => void} resetView
 */

/** How far a pointer may move in a tap, in CSS pixels. */
const TAP = 5;
/** How far an arrow key moves the map, in CSS pixels. */
const PAN = 40;
/** How long a hint stays, in milliseconds: one for who scrolls by, and one that is said once. */
const HINT = 900;
const ONCE = 3000;
/** Whether who tried with one finger was told, on this page. */
let told = false;

/** @type {Record<string, [number, number]>} across, up */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class Hand {
  #stage;
  #handles;
  #hint;
  #held;
  #moved;
  /** Where the stage was last seen, unless the page has been scrolled since. @type {DOMRect | null} */ #box = null;
  /** @type {Map<number, { x: number, y: number }>} */ #pointers = new Map();
  /** @type {null | { kind: 'point', dx: number, dy: number } | { kind: 'tap' | 'pan', x: number, y: number } | { kind: 'pinch', fingers: number[] }} */ #gesture = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #hinting;

  /**
   * @param {HTMLElement} stage
   * @param {HTMLElement[]} handles
   * @param {HTMLElement | null} hint none where there is nothing to zoom
   * @param {Held} held
   * @param {(what: 'ground' | 'overlay', act?: 'point' | 'view') => void} moved told what is to be drawn, and what a hand has moved
   */
  constructor(stage, handles, hint, held, moved) {
    this.#stage = stage;
    this.#handles = handles;
    this.#hint = hint;
    this.#held = held;
    this.#moved = moved;
    stage.addEventListener('keydown', this.#key);
    stage.addEventListener('pointerdown', this.#down);
    stage.addEventListener('pointermove', this.#move);
    stage.addEventListener('pointerup', this.#up);
    stage.addEventListener('pointercancel', this.#up);
    stage.addEventListener('wheel', this.#wheel, { passive: false });
    // Two fingers belong to the map, one to the page: unless it holds the point.
    const keep = (/** @type {TouchEvent} */ event) => {
      if (event.cancelable && (event.touches.length > 1 && hint || this.#gesture?.kind === 'point')) event.preventDefault();
    };
    stage.addEventListener('touchstart', keep, { passive: false });
    stage.addEventListener('touchmove', keep, { passive: false });
  }

  /** Zooms about the middle. @param {number} factor */
  zoom(factor) {
    const { width, height } = this.#stage.getBoundingClientRect();
    this.#held.zoom(factor, width / 2, height / 2);
    this.#moved('ground', 'view');
  }

  /** The view the formula began with. */
  resetView() {
    this.#held.resetView();
    this.#moved('ground', 'view');
  }

  #key = (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.metaKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) {
      const [across, up] = arrow, point = this.#handles.indexOf(/** @type {HTMLElement} */ (event.target));
      if (point >= 0) {
        this.#held.select(point);
        this.#held.nudge(across, up, event.shiftKey, event.altKey);
        this.#moved('overlay', 'point');
      } else if (event.target === this.#stage) {
        this.#held.pan(-across * PAN, up * PAN);
        this.#moved('ground', 'view');
      } else return;
    } else if (event.key === '+' || event.key === '=') this.zoom(1.25);
    else if (event.key === '-' || event.key === '_') this.zoom(1 / 1.25);
    else if (event.key === '0') this.resetView();
    else return;
    event.preventDefault();
  };

  /** A pointer's place on the stage. @param {MouseEvent} event */
  #at(event) {
    // Asked at every move, a browser would lay out the page for each: it is asked anew once the page has been scrolled.
    if (event.type !== 'pointermove' || !this.#box) this.#box = this.#stage.getBoundingClientRect();
    return { x: event.clientX - this.#box.left, y: event.clientY - this.#box.top };
  }

  #scrolled = () => (this.#box = null);

  #down = (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0 || /** @type {Element} */ (event.target).closest('button, summary')) return;
    const { x, y } = this.#at(event);
    this.#pointers.set(event.pointerId, { x, y });
    addEventListener('scroll', this.#scrolled, { capture: true, passive: true });
    if (this.#pointers.size === 2) {
      this.#release();
      this.#gesture = { kind: 'pinch', fingers: this.#fingers() };
    } else if (this.#pointers.size === 1) {
      // The one above is the last.
      const point = this.#handles.findLastIndex((_, index) => this.#held.grabs(index, x, y));
      if (point >= 0) {
        this.#held.select(point);
        const { 0: hx, 1: hy } = this.#held.handle(point);
        this.#gesture = { kind: 'point', dx: hx - x, dy: hy - y };
        this.#held.hold(true);
        this.#handles[point].focus({ preventScroll: true });
        event.preventDefault();
      } else {
        this.#gesture = { kind: 'tap', x, y };
      }
      this.#stage.setPointerCapture(event.pointerId);
      this.#moved('overlay');
    }
  };

  #move = (/** @type {PointerEvent} */ event) => {
    const pointer = this.#pointers.get(event.pointerId), gesture = this.#gesture;
    if (!pointer || !gesture) return;
    if (event.buttons === 0) {
      // It was let go where nobody could tell.
      this.#up(event);
      return;
    }
    Object.assign(pointer, this.#at(event));
    const { x, y } = pointer;
    if (gesture.kind === 'point') {
      this.#held.place(x + gesture.dx, y + gesture.dy);
      this.#moved('overlay');
    } else if (gesture.kind === 'pinch') {
      const fingers = this.#fingers();
      this.#held.pinch(Float64Array.from(gesture.fingers), Float64Array.from(fingers));
      this.#gesture = { kind: 'pinch', fingers };
      this.#moved('ground');
    } else if (event.pointerType === 'touch') {
      // One finger scrolls the page; it is a tap only while it rests.
      if (Math.abs(x - gesture.x) > TAP || Math.abs(y - gesture.y) > TAP) {
        this.#gesture = null;
        if (!told) this.#tell('Two fingers move the map', ONCE);
        told = true;
      }
    } else if (gesture.kind === 'pan' || Math.abs(x - gesture.x) > TAP || Math.abs(y - gesture.y) > TAP) {
      this.#held.pan(x - gesture.x, y - gesture.y);
      this.#gesture = { kind: 'pan', x, y };
      this.#stage.classList.add('panning');
      this.#moved('ground');
    }
  };

  #up = (/** @type {PointerEvent} */ event) => {
    if (!this.#pointers.delete(event.pointerId)) return;
    if (this.#pointers.size === 0) removeEventListener('scroll', this.#scrolled, { capture: true });
    if (event.type === 'pointerup' && this.#gesture?.kind === 'tap') {
      this.#held.select(0);
      this.#held.place(this.#gesture.x, this.#gesture.y);
    }
    this.#release();
  };

  #release() {
    this.#gesture = null;
    this.#held.hold(false);
    this.#stage.classList.remove('panning');
    this.#moved('overlay');
  }

  /** Where two fingers are: x, y, x, y. */
  #fingers() {
    return [...this.#pointers.values()].slice(0, 2).flatMap(({ x, y }) => [x, y]);
  }

  #wheel = (/** @type {WheelEvent} */ event) => {
    const hint = this.#hint;
    if (!hint) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const { x, y } = this.#at(event);
      this.#held.wheel(event.deltaY, event.deltaMode, x, y);
      this.#moved('ground');
      return;
    }
    // The wheel alone scrolls the page; a reader who meant to zoom is told how.
    this.#tell(/Mac/.test(navigator.platform) ? '⌘ and scroll zooms the map' : 'Ctrl and scroll zooms the map', HINT);
  };

  /** Lays a sentence over the map for a moment. @param {string} sentence @param {number} stay in milliseconds */
  #tell(sentence, stay) {
    const hint = this.#hint;
    if (!hint) return;
    hint.textContent = sentence;
    hint.hidden = false;
    clearTimeout(this.#hinting);
    this.#hinting = setTimeout(() => (hint.hidden = true), stay);
  }
}
