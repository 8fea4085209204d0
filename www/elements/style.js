// The look of an instrument, inside its shadow: nothing outside can spoil it, nothing leaks out.
const css = `
:host { all: initial; display: block; container-type: inline-size; color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
:host([hidden]) { display: none; }
.instrument {
  --paper: #fbfaf7; --card: #ffffff; --ink: #26241f; --quiet: #625d54; --line: #ddd8cc; --accent: #a8241c; --on-accent: #ffffff;
  --gradient: #1d3f8f; --good: #1f6b3a; --mark: #f6d4cf; --model: #7a1f8a;
  color: var(--ink); accent-color: var(--accent);
}
.instrument[data-scheme='dark'] {
  --paper: #141718; --card: #1c2022; --ink: #e8e4da; --quiet: #a9a498; --line: #373c3e; --accent: #ff8a6e; --on-accent: #201310;
  --gradient: #9cc4ff; --good: #84d6a0; --mark: #6a2a20; --model: #e2b0ff;
  color-scheme: dark;
  /* Light words on somebody's white page could not be read. */
  background: var(--paper);
}
.instrument[data-scheme='light'] { color-scheme: light; }
* { box-sizing: border-box; }
label { color: var(--quiet); font-size: 0.875em; }
input, select, button { font: inherit; color: inherit; }
input[type='text'], select {
  background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 7px 10px; min-width: 0; min-height: 38px;
}
input[aria-invalid='true'] { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
input[type='range'] { width: 100%; min-width: 0; margin: 0; height: 28px; }
button {
  background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 6px 13px; min-height: 38px; cursor: pointer;
}
button:hover:not(:disabled) { border-color: var(--quiet); }
button:disabled { color: var(--quiet); opacity: 0.6; cursor: default; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }

.formula { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 8px 10px; align-items: center; margin: 0; }
.formula:not(:has(select)) { grid-template-columns: auto minmax(0, 1fr); }
.formula label { font: italic 1.1em Georgia, 'Times New Roman', serif; color: var(--ink); }
.formula input { font: 1.05em ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace; }
.formula select { max-width: 15em; }
/* Under the field is room for how the formula is read, and for what is wrong with it: neither moves anything. */
.under { position: relative; height: 3.9em; margin: 3px 0 0; }
.wrong { position: absolute; inset: 0; display: grid; align-content: start; gap: 2px; overflow: auto; pointer-events: none; }
.wrong .problem { margin: 0; padding: 0 12px; font-size: 0.93em; line-height: 1.35; pointer-events: auto; }
.under:has(.problem:not([hidden])) .reading { visibility: hidden; }
.reading { margin: 0; padding: 2px 0; color: var(--quiet); overflow-x: auto; overflow-y: hidden; visibility: hidden; }
.reading.shown { visibility: visible; }
.reading math { margin-left: 4px; color: var(--ink); font-size: 1.06em; math-style: normal; }
.letters { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr)); gap: 6px 28px; margin: 2px 0 0; }
.letters[hidden] { display: none; }
.letter { display: grid; grid-template-columns: minmax(1.4em, auto) minmax(0, 1fr) 5.5em 44px; gap: 10px; align-items: center; }
.letter label { font: italic 1.15em Georgia, 'Times New Roman', serif; color: var(--ink); }
.letter input[type=text] { text-align: right; font-variant-numeric: tabular-nums; }
.letter button { padding: 0; font-size: 0.8em; }
/* What is wrong where, why, and what to write instead: side by side where there is room. */
.problem { display: flex; flex-wrap: wrap; gap: 0 14px; align-items: baseline; margin: 6px 0 0; padding: 8px 12px; border-left: 3px solid var(--accent); background: var(--card); border-radius: 0 8px 8px 0; overflow-wrap: anywhere; }
.problem code { font: 0.95em ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; min-width: 0; }
.problem mark { background: var(--mark); color: inherit; border-radius: 3px; text-decoration: underline wavy var(--accent) 1px; text-underline-offset: 3px; }
.problem button { padding: 1px 10px; min-height: 26px; margin: 0 2px 0 0; font: 0.95em ui-monospace, Menlo, Consolas, monospace; }
.problem[hidden] { display: none; }

.columns { display: grid; gap: 14px 24px; margin-top: 4px; }
.stage { position: relative; width: 100%; aspect-ratio: 1; max-height: 100vh; min-height: 240px; touch-action: pan-x pan-y; user-select: none; -webkit-user-select: none; cursor: crosshair; border-radius: 6px; }
.stage.panning { cursor: grabbing; }
.stage canvas { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
.handle { position: absolute; left: 0; top: 0; width: 44px; height: 44px; margin: -22px 0 0 -22px; border-radius: 50%; cursor: grab; touch-action: none; }
.handle[hidden] { display: none; }
.handle:active { cursor: grabbing; }
.zoom { position: absolute; right: 18px; top: 16px; display: grid; gap: 4px; }
.zoom button { width: 34px; min-height: 34px; padding: 0; line-height: 1; font-size: 1.1em; background: color-mix(in srgb, var(--card) 86%, transparent); }
#zoom-reset { font-size: 0.95em; }
.keep { position: relative; border: 0; margin: 0; padding: 0; }
.keep summary { list-style: none; display: grid; place-items: center; width: 34px; min-height: 34px; font-size: 1.1em; color: var(--ink); background: color-mix(in srgb, var(--card) 86%, transparent); border: 1px solid var(--line); border-radius: 8px; }
.keep summary::-webkit-details-marker { display: none; }
.keep span { position: absolute; right: 38px; top: 0; display: flex; gap: 4px; }
.zoom .keep button { width: auto; padding: 0 10px; font-size: 0.9em; }
.hint { position: absolute; left: 50%; top: 45%; transform: translateX(-50%); margin: 0; padding: 8px 14px; border-radius: 8px; background: var(--card); border: 1px solid var(--line); pointer-events: none; }
.hint[hidden] { display: none; }
.transport { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin: 8px 0 0 0; }
.transport .scrub { flex: 1 1 140px; display: flex; align-items: center; gap: 10px; }
.transport .place { white-space: nowrap; min-width: 6.6em; font-variant-numeric: tabular-nums; color: var(--quiet); text-align: right; }
.play { min-width: 5em; }

.panel { display: grid; gap: 12px; align-content: start; min-width: 0; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 10px 16px; min-width: 0; }
.card h2 { margin: 0 0 6px; font-size: 0.875em; font-weight: 600; color: var(--quiet); }
.numbers { display: grid; grid-template-columns: auto 1fr auto 1fr; gap: 2px 12px; margin: 0; font-variant-numeric: tabular-nums; }
.numbers dt { color: var(--quiet); font-family: Georgia, 'Times New Roman', serif; font-style: italic; }
.numbers dd { margin: 0; text-align: right; white-space: nowrap; }
.gradient { color: var(--gradient) !important; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
.promise td, .promise th { padding: 2px 0; font-weight: normal; text-align: left; }
.promise td { text-align: right; white-space: nowrap; }
.promise tr.happened th, .promise tr.happened td { font-weight: 600; }
.promise .formula-of { color: var(--quiet); font: italic 0.95em Georgia, serif; }
.holds { padding-left: 10px !important; width: 7.4em; font-size: 0.875em; color: var(--quiet); }
[data-holds='true'] > .holds { color: var(--good); }
[data-holds='false'] > .holds { color: var(--accent); }
/* The labels of marks at its ends have room beside it. */
.marked { position: relative; display: block; padding-bottom: 13px; margin-inline: 14px; }
.mark { position: absolute; top: 21px; left: calc(8px + (100% - 16px) * var(--place)); padding: 4px 4px 0; font-size: 11px; line-height: 1; color: var(--quiet); white-space: nowrap; }
.mark::before { content: ''; position: absolute; left: -0.75px; top: -3px; width: 1.5px; height: 9px; background: var(--quiet); }
#one-over-l { transform: translateX(-100%); }
#one-over-l::before { left: auto; right: -0.75px; }
.mark[hidden] { display: none; }
.verdict:empty { display: none; }
.verdict { margin: 4px 0 0; color: var(--quiet); }
/* What is wrong with the rate is told where what bounds it stands, so that nothing moves. */
.bounded { position: relative; }
.bounded > .problem { position: absolute; inset: 0; margin: 0; padding: 2px 12px; align-content: start; overflow: auto; z-index: 1; }
#lipschitz { min-height: 4.35em; }
.verdict.kept { color: var(--good); }
.notice { margin: 8px 0 0; color: var(--accent); font-weight: 600; }
.notice.calm { color: var(--good); }
.notice:empty { display: none; }
.rule { overflow-x: auto; overflow-y: hidden; padding-bottom: 2px; }
#rule { max-height: 300px; overflow-y: auto; }
.rule math { font-size: 1.02em; }
.rule mtd.left { text-align: right; padding-inline: 0; }
.rule mtd.right { text-align: left; padding-inline: 0; }
.rule mtable.vector mtd { padding: 1.5px 3px; font-variant-numeric: tabular-nums; font-size: 0.92em; }
details { border-top: 1px solid var(--line); margin-top: 8px; padding-top: 6px; }
summary { cursor: pointer; color: var(--quiet); font-size: 0.875em; min-height: 28px; }
.rate { display: grid; grid-template-columns: auto minmax(0, 1fr) 6.5em; gap: 10px; align-items: center; }
.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(118px, 1fr)); gap: 8px 12px; margin-top: 8px; }
.line { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 12px; align-items: center; margin-top: 8px; }
.field { display: grid; gap: 2px; min-width: 0; align-content: start; }
.field input, .field select { width: 100%; }
.loss { position: relative; height: 156px; }
.loss canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
.head { display: flex; justify-content: space-between; align-items: baseline; gap: 8px; }
.head select { padding: 2px 6px; min-height: 30px; font-size: 0.875em; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

@container (max-width: 1100px) { .transport .scrub { flex-basis: 220px; } }
@container (min-width: 860px) {
  .columns { grid-template-columns: minmax(0, 1fr) minmax(340px, 400px); }
  .stage { aspect-ratio: auto; height: clamp(360px, calc(100vh - 200px), 900px); }
}
@container (max-width: 340px) {
  .zoom { right: 8px; top: 8px; gap: 3px; }
  .zoom button, .keep summary { width: 32px; min-height: 32px; }
  .transport { gap: 6px; }
  .numbers { grid-template-columns: auto 1fr; }
}
@container (max-width: 520px) {
  .formula { grid-template-columns: auto minmax(0, 1fr); }
  .formula select { grid-column: 1 / -1; max-width: none; }
  .card { padding: 10px 12px; }
}
.keys { display: none; position: fixed; inset: auto 0 auto 0; width: 100%; max-width: none; margin: 0; padding: 4px; border: 0; border-top: 1px solid var(--line); background: var(--paper); color: var(--ink); }
.keys:popover-open { display: flex; gap: 4px; }
.keys button { flex: 1 1 0; min-height: 44px; padding: 0; font: 18px ui-monospace, Menlo, Consolas, monospace; }
/* Smaller letters would have a telephone zoom into the page for each field. */
@container (max-width: 520px) { .instrument input, .instrument select { font-size: 16px; } }
@media (pointer: coarse) { .instrument input, .instrument select { font-size: 16px; } }
@media (pointer: coarse) { .letter input, .letter button, .problem button { min-height: 44px; } }
@media print {
  canvas { object-fit: contain; object-position: left top; }
  .stage { aspect-ratio: var(--shape, 1) !important; height: auto !important; min-height: 0; max-height: none; }
  .handle, .zoom, .hint { display: none; }
  .stage, .card, .loss { break-inside: avoid; }
}
/* In forced colours grounds and shadows are taken away: what they said is said by edges, and pictures keep their paper. */
@media (forced-colors: active) {
  canvas { forced-color-adjust: none; }
  canvas:first-child { background: var(--paper); }
  .mark::before { background: none; border-left: 2px solid CanvasText; height: 10px; }
  button.main { border: 2px solid Highlight; }
  button[aria-pressed='true'] { outline: 2px solid Highlight; outline-offset: -3px; }
  input[aria-invalid='true'] { border: 2px dashed CanvasText; }
  .problem { border: 1px solid CanvasText; border-left-width: 4px; }
  .handle:focus-visible { outline-width: 3px; }
}
@media (prefers-contrast: more) { .instrument { --quiet: var(--ink); --line: var(--ink); } }
`;

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** The style every instrument adopts. */
export default sheet;
