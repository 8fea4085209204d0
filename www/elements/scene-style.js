// The look of the panel in three dimensions.
const css = `
.scene { border: 0; margin: 0; padding: 0; }
.scene summary { font-weight: 600; }
.scene-stage { position: relative; width: 100%; aspect-ratio: 6 / 5; max-height: min(72vh, 640px); min-height: 240px; margin-top: 6px; border-radius: 6px; cursor: grab; touch-action: pan-y; user-select: none; -webkit-user-select: none; }
.scene-stage:focus { touch-action: none; }
.scene-stage:active { cursor: grabbing; }
.scene-stage canvas { position: absolute; inset: 0; width: 100%; height: 100%; display: block; pointer-events: none; }
.scene-stage .zoom { grid-auto-flow: column; right: 0; top: 0; }
.scene-stage[hidden], .scene-legend[hidden] { display: none; }
.scene-legend { display: flex; flex-wrap: wrap; gap: 2px 16px; margin: 6px 0 0; padding: 0; list-style: none; color: var(--quiet); font-size: 0.875em; }
.scene-legend span { font-weight: 600; }
.scene-legend .plane { color: var(--gradient); }
.scene-legend .model { color: var(--model); }
`;

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** Adopted beside the style that every instrument wears. */
export default sheet;
