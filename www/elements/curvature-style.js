// What <hillside-curvature> wears beside what all instruments do.
const css = `
.curvature { --bowl: #1758a6; --hill: #8f3d0c; --sign: #2b2620; --lit: #f2b705; }
.curvature[data-scheme='dark'] { --bowl: #8cc2ff; --hill: #ffb37a; --sign: #f6ecd6; --lit: #ffd257; }
h2, p, ul, figure { margin: 0; padding: 0; }
ul { list-style: none; }

.examples { display: flex; flex-wrap: wrap; gap: 6px; margin-bottom: 10px; }
.examples button { padding: 3px 12px; min-height: 32px; border-radius: 16px; font-size: 0.9em; white-space: nowrap; }
.examples button[aria-pressed='true'] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.see { color: var(--quiet); margin-top: 8px; max-width: 95ch; }
.see:empty { display: none; }
.ground-column { min-width: 0; display: grid; gap: 12px; align-content: start; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 18px; margin-top: -6px; padding-left: 48px; color: var(--quiet); font-size: 0.875em; }
.legend li { display: flex; gap: 6px; align-items: center; }
.sign { flex: none; vertical-align: -2px; color: var(--sign); }
.sign.minimum { color: var(--bowl); }
.sign.maximum { color: var(--hill); }

.critical .head, .safe .head { align-items: center; }
.walk { display: flex; gap: 4px; }
.walk button { width: 38px; padding: 0; font-size: 1.2em; line-height: 1; }
.proving { display: flex; gap: 6px 12px; align-items: baseline; justify-content: space-between; }
.found { font-weight: 600; min-height: 1.45em; }
.found.partial { font-weight: normal; }
.proving button { flex: none; padding: 2px 12px; min-height: 34px; }
.proving button[hidden] { display: none; }
progress { width: 100%; height: 6px; display: block; margin: 4px 0 8px; appearance: none; border: 0; border-radius: 3px; overflow: hidden; background: var(--line); }
progress::-webkit-progress-bar { background: var(--line); }
progress::-webkit-progress-value { background: var(--accent); }
progress::-moz-progress-bar { background: var(--accent); }
progress.idle { visibility: hidden; }
.scroller { overflow: auto; max-height: 340px; margin: 0 -16px -10px; border-radius: 0 0 12px 12px; }
.scroller[hidden] { display: none; }
.scroller:focus-visible { outline-offset: -2px; }
.points.stale tbody, .points.stale tbody * { color: var(--quiet); font-style: italic; }
.points th { position: sticky; top: 0; background: var(--card); padding: 0; text-align: right; font-weight: normal; box-shadow: 0 1px var(--line); z-index: 1; }
.points th button { border: 0; background: none; min-height: 34px; padding: 2px 10px; color: var(--quiet); font-size: 0.9em; white-space: nowrap; }
.points th button::after { content: '\\2195'; opacity: 0.35; margin-left: 4px; font-size: 0.85em; }
.points th[aria-sort='ascending'] button::after { content: '\\2191'; opacity: 1; }
.points th[aria-sort='descending'] button::after { content: '\\2193'; opacity: 1; }
.points th:first-child, .points td:first-child { text-align: left; padding-left: 6px; }
.points td { text-align: right; padding: 0 10px; white-space: nowrap; }
.points td:last-child, .points th:last-child { text-align: center; padding-right: 12px; }
tr.room td { padding: 0; border: 0; }
.points tbody tr { cursor: pointer; }
.points tbody tr:not(.room):hover { background: color-mix(in srgb, var(--accent) 7%, transparent); }
.points tbody tr[data-selected] { background: color-mix(in srgb, var(--accent) 13%, transparent); box-shadow: inset 3px 0 var(--accent); }
.points td button { border: 0; background: none; padding: 3px 8px; min-height: 32px; display: inline-flex; gap: 8px; align-items: center; }
.points td button:focus-visible { outline-offset: -2px; }
.unproved { color: var(--quiet); font-style: italic; }

.steps { display: grid; grid-template-columns: 1fr auto; gap: 2px 14px; margin: 6px 0 8px; font-variant-numeric: tabular-nums; }
.steps dd, .along dd { margin: 0; text-align: right; white-space: nowrap; font-weight: 600; }
.steps .quiet { color: var(--quiet); font-weight: normal; }
.formula-of { color: var(--quiet); font: italic 0.95em Georgia, serif; font-weight: normal; }
.switch { display: flex; gap: 6px; align-items: center; min-height: 34px; cursor: pointer; }
.told { color: var(--quiet); max-width: 75ch; }
.told:empty, .beyond:empty { display: none; }
.loose { display: grid; gap: 6px; margin-top: 10px; }
.loose:empty { display: none; }
.loose li { padding-left: 12px; border-left: 3px solid var(--line); color: var(--quiet); font-size: 0.93em; max-width: 78ch; }

.verdict-line { font-size: 1.08em; font-weight: 600; min-height: 1.45em; }
.lamps { display: grid; gap: 8px; margin: 8px 0 10px; }
.lamp { display: grid; grid-template-columns: 26px 1fr auto; gap: 0 8px; align-items: center; }
.bulb { grid-row: 1 / 3; width: 20px; height: 20px; border-radius: 50%; border: 2px solid var(--quiet); align-self: start; margin-top: 2px; }
.lamp[data-on='true'] .bulb { background: radial-gradient(circle at 50% 50%, var(--lit) 0 52%, transparent 56%); border-color: var(--ink); box-shadow: 0 0 10px color-mix(in srgb, var(--lit) 75%, transparent); }
.lamp .title { font-weight: 600; color: var(--quiet); }
.lamp[data-on='true'] .title { color: var(--ink); }
.lamp .state { color: var(--quiet); font-size: 0.9em; }
.lamp[data-on='true'] .state { color: var(--good); font-weight: 600; }
.lamp .reason { grid-column: 2 / 4; color: var(--quiet); font-size: 0.93em; min-height: 1.45em; font-variant-numeric: tabular-nums; }
.beyond { margin: 0 0 10px; padding-left: 12px; border-left: 3px solid var(--model); }

.dial-row { display: grid; grid-template-columns: 190px minmax(0, 1fr); gap: 8px 16px; align-items: center; }
.dial { position: relative; width: 190px; height: 190px; touch-action: none; cursor: grab; border-radius: 50%; user-select: none; -webkit-user-select: none; }
.dial:active { cursor: grabbing; }
.dial canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
.along { display: grid; gap: 0; margin: 0 0 10px; font-variant-numeric: tabular-nums; }
.along dt { color: var(--quiet); font-size: 0.93em; }
.along dd { text-align: left; margin-bottom: 4px; }
.axes { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; color: var(--quiet); font-size: 0.93em; }
.axes button { color: var(--ink); }
.axes button { padding: 3px 10px; min-height: 34px; }

.key { display: flex; gap: 4px 16px; flex-wrap: wrap; color: var(--quiet); font-size: 0.875em; }
.key li { display: flex; gap: 6px; align-items: center; }
.key li::before { content: ''; width: 20px; border-top: 2.4px solid var(--ink); }
.key .of-model::before { border-color: var(--model); }
.key .of-series::before { border-top: 2px dashed var(--sign); }
.key li[hidden] { display: none; }
.order { display: flex; gap: 6px; align-items: center; }
.order select { padding: 2px 6px; min-height: 30px; }
.slices { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 10px; margin-top: 6px; }
.slice { min-width: 0; }
.slice:first-child { grid-column: 1 / -1; }
.slice figcaption { color: var(--quiet); font-size: 0.875em; font-variant-numeric: tabular-nums; display: flex; justify-content: space-between; gap: 6px; }
.slice .is { color: var(--ink); }
.chart { position: relative; height: 124px; }
.slice:first-child .chart { height: 148px; }
.chart canvas { position: absolute; inset: 0; width: 100%; height: 100%; }

@container (max-width: 520px) {
  .examples { flex-wrap: nowrap; overflow-x: auto; margin-inline: -4px; padding: 4px; scrollbar-width: thin; }
  .legend { padding-left: 4px; }
  .scroller { margin-inline: -12px; }
  .points { font-size: 0.86em; }
  .points td, .points th button { padding-inline: 4px; }
  .points th button { min-width: 26px; }
  .points th button::after { margin-left: 1px; }
  .points td:first-child, .points th:first-child { padding-left: 2px; }
  .points td:last-child, .points th:last-child { padding-right: 6px; }
  .points .word { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .points .yes { display: none; }
  .dial-row { grid-template-columns: 160px minmax(0, 1fr); }
  .dial { width: 160px; height: 160px; }
}
@media (forced-colors: active) {
  .lamp .bulb { border-color: CanvasText; }
  .lamp[data-on='true'] .bulb { forced-color-adjust: none; background: Highlight; border-color: CanvasText; box-shadow: none; }
  .points tbody tr[data-selected] { outline: 2px solid Highlight; outline-offset: -2px; }
  .key li::before { forced-color-adjust: none; }
  progress { border: 1px solid CanvasText; }
  progress::-webkit-progress-value { forced-color-adjust: none; background: Highlight; }
}
@container (max-width: 859px) {
  .ground-column, .panel { display: contents; }
  .columns { grid-template-columns: minmax(0, 1fr); }
  .critical { order: 2; }
  .safe { order: 3; }
}
@container (max-width: 340px) { .dial-row { grid-template-columns: minmax(0, 1fr); } .slices { grid-template-columns: 1fr; } }
`;

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

export default sheet;
