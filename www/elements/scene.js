// The panel in three dimensions: made when it is opened, turned by mouse, touch and keys, drawn when something has
// changed and somebody can see it.

import { made } from './markup.js';

/** @typedef {import('../pkg/figures.js').SceneView} SceneView */

/**
 * What the panel asks of its instrument.
 * @typedef {object} Source
 * @property {(canvas: HTMLCanvasElement) => SceneView} make a view on a canvas; throws a sentence where there is no WebGL
 * @property {(view: SceneView, nodes: number) => void} ground hands over the ground, on so many nodes a side
 * @property {(view: SceneView) => void} point hands over the point, and what belongs to it
 * @property {() => string} sentence what can be seen, for people who hear the page
 */

/** Nodes along a side of the ground, where nobody says otherwise. */
const NODES = 128;
/** How far an arrow key turns, as a drag of so many CSS pixels; with Shift, further. */
const TURN = 12;
const FAR = 60;
/** How much a key or a button zooms. */
const ZOOM = 1.2;
/** How far a finger must move sideways before it turns the scene, in CSS pixels: until then it may mean to scroll. */
const TAP = 5;
/** How long a hint stays, in milliseconds. */
const HINT = 900;

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** What is in the panel when it is open. */
const markup = `
<div class="scene-stage" tabindex="0" role="application" aria-label="The ground in three dimensions">
  <canvas class="ground" aria-hidden="true"></canvas>
  <canvas class="words" aria-hidden="true"></canvas>
  <div class="zoom">
    <button type="button" class="nearer" aria-label="Come nearer" title="Come nearer (+)">+</button>
    <button type="button" class="farther" aria-label="Go back" title="Go back (−)">−</button>
    <button type="button" class="home" aria-label="Look from where you began" title="Look from where you began (0)">⌂</button>
  </div>
  <p class="hint" hidden></p>
</div>
<ul class="scene-legend">
  <li><span class="plane">Tangent plane</span> f + ∇fᵀδ</li>
  <li><span class="model">Quadratic model</span> f + ∇fᵀδ + ½ δᵀHδ</li>
  <li>Drag or use the arrow keys to turn. Heights are pressed as the map’s tints are, so where the scale bends, a plane does.</li>
</ul>
<p class="problem" hidden></p>
`;

export class ScenePanel {
  #panel;
  #source;
  /** @type {HTMLElement} */ #stage;
  /** @type {HTMLCanvasElement} */ #canvas;
  /** @type {HTMLCanvasElement} */ #words;
  /** @type {SceneView | undefined} */ #view;
  #dirty = { ground: true, point: true, picture: true };
  #nodes = NODES;
  #frame = 0;
  #seen = false;
  /** Where pointers are, and whether they turn the scene yet. @type {Map<number, { x: number, y: number, turns: boolean }>} */ #pointers = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #hinting;
  #resizes = new ResizeObserver(() => this.#ask('picture'));
  #sights = new IntersectionObserver(entries => {
    this.#seen = entries[entries.length - 1].isIntersecting;
    this.#request();
  });

  /** @param {HTMLDetailsElement} panel with nothing but its summary @param {Source} source */
  constructor(panel, source) {
    panel.append(made(markup));
    this.#panel = panel;
    this.#source = source;
    this.#stage = this.#part('.scene-stage');
    this.#canvas = /** @type {HTMLCanvasElement} */ (this.#part('.ground'));
    this.#words = /** @type {HTMLCanvasElement} */ (this.#part('.words'));
    this.#listen();
    this.connect();
  }

  /** The document has it: looks whether anybody sees it. */
  connect() {
    this.#resizes.observe(this.#stage);
    this.#sights.observe(this.#stage);
  }

  /** The document has it no more. */
  disconnect() {
    this.#resizes.disconnect();
    this.#sights.disconnect();
    this.#seen = false;
    clearTimeout(this.#hinting);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** The ground has changed, or its theme: it is made anew on so many nodes a side. */
  ground(nodes = NODES) {
    this.#nodes = nodes;
    this.#ask('ground');
  }

  /** The point has changed, or what belongs to it. */
  point() {
    this.#ask('point');
  }

  /** @param {'ground' | 'point' | 'picture'} what */
  #ask(what) {
    this.#dirty[what] = true;
    this.#request();
  }

  #request() {
    const { ground, point, picture } = this.#dirty;
    if (!this.#frame && this.#seen && this.#panel.open && (ground || point || picture)) this.#frame = requestAnimationFrame(this.#draw);
  }

  #draw = () => {
    this.#frame = 0;
    const { width, height } = this.#stage.getBoundingClientRect();
    if (!(width > 0 && height > 0)) return;
    try {
      this.#view ??= this.#source.make(this.#canvas);
      if (this.#dirty.ground) this.#source.ground(this.#view, this.#nodes);
      if (this.#dirty.ground || this.#dirty.point) {
        this.#source.point(this.#view);
        this.#stage.setAttribute('aria-label', `The ground in three dimensions. ${this.#source.sentence()} Arrow keys turn it, plus and minus zoom, zero turns it back.`);
      }
      this.#dirty = { ground: false, point: false, picture: false };
      const ratio = devicePixelRatio || 1;
      for (const canvas of [this.#canvas, this.#words]) {
        const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
        if (canvas.width !== w) canvas.width = w;
        if (canvas.height !== h) canvas.height = h;
      }
      this.#view.draw(this.#words, width, height, ratio);
    } catch (problem) {
      this.#say(`There is no picture: ${problem instanceof Error ? problem.message : problem}. The map shows the same ground.`);
    }
  };

  /** Shows a sentence in place of the picture; none brings the picture back. @param {string} sentence */
  #say(sentence) {
    const box = this.#part('.problem');
    box.textContent = sentence;
    box.hidden = sentence === '';
    this.#stage.hidden = this.#part('.scene-legend').hidden = sentence !== '';
  }

  /** @param {string} selector @returns {HTMLElement} */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.#panel.querySelector(selector));
  }

  #listen() {
    this.#panel.addEventListener('toggle', () => this.#request());
    this.#canvas.addEventListener('webglcontextlost', event => {
      // Only who says so gets it back.
      event.preventDefault();
      this.#say('The picture is gone for now: the browser took the graphics card away. It comes back by itself.');
    });
    this.#canvas.addEventListener('webglcontextrestored', () => {
      this.#view?.restore();
      this.#say('');
      this.#ask('picture');
    });
    const stage = this.#stage;
    stage.addEventListener('keydown', this.#key);
    stage.addEventListener('pointerdown', this.#down);
    stage.addEventListener('pointermove', this.#move);
    stage.addEventListener('pointerup', this.#up);
    stage.addEventListener('pointercancel', this.#up);
    stage.addEventListener('wheel', this.#wheel, { passive: false });
    const press = (/** @type {string} */ button, /** @type {() => void} */ act) => this.#part(button).addEventListener('click', act);
    press('.nearer', () => this.#zoom(ZOOM));
    press('.farther', () => this.#zoom(1 / ZOOM));
    press('.home', () => this.#home());
  }

  /** @param {number} dx @param {number} dy */
  #turn(dx, dy) {
    this.#view?.turn(dx, dy);
    this.#ask('picture');
  }

  /** @param {number} factor */
  #zoom(factor) {
    this.#view?.zoom(factor);
    this.#ask('picture');
  }

  #home() {
    this.#view?.resetCamera();
    this.#ask('picture');
  }

  #key = (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) {
      const far = event.shiftKey ? FAR : TURN;
      this.#turn(arrow[0] * far, arrow[1] * far);
    } else if (event.key === '+' || event.key === '=') this.#zoom(ZOOM);
    else if (event.key === '-' || event.key === '_') this.#zoom(1 / ZOOM);
    else if (event.key === '0') this.#home();
    else return;
    // What turns the scene must not turn the map as well.
    event.preventDefault();
    event.stopPropagation();
  };

  #down = (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0 || event.target instanceof HTMLButtonElement) return;
    const turns = event.pointerType !== 'touch' || this.#stage.matches(':focus');
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY, turns });
    this.#stage.setPointerCapture(event.pointerId);
  };

  #move = (/** @type {PointerEvent} */ event) => {
    const pointer = this.#pointers.get(event.pointerId);
    if (!pointer) return;
    if (event.buttons === 0) {
      // It was let go where nobody could tell.
      this.#up(event);
      return;
    }
    const other = [...this.#pointers.values()].find(one => one !== pointer);
    const fingers = () => (other ? Float64Array.of(pointer.x, pointer.y, other.x, other.y) : new Float64Array());
    const before = fingers(), dx = event.clientX - pointer.x, dy = event.clientY - pointer.y;
    if (!other && !pointer.turns && Math.abs(dx) <= TAP) return;
    pointer.turns = true;
    Object.assign(pointer, { x: event.clientX, y: event.clientY });
    if (!other) this.#turn(dx, dy);
    else {
      this.#view?.pinch(before, fingers());
      this.#ask('picture');
    }
  };

  #up = (/** @type {PointerEvent} */ event) => {
    this.#pointers.delete(event.pointerId);
  };

  #wheel = (/** @type {WheelEvent} */ event) => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.#view?.wheel(event.deltaY, event.deltaMode);
      this.#ask('picture');
      return;
    }
    // The wheel alone scrolls the page; a reader who meant to zoom is told how.
    const hint = this.#part('.hint');
    hint.textContent = /Mac/.test(navigator.platform) ? '⌘ and scroll comes nearer' : 'Ctrl and scroll comes nearer';
    hint.hidden = false;
    clearTimeout(this.#hinting);
    this.#hinting = setTimeout(() => (hint.hidden = true), HINT);
  };
}
