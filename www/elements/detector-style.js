// The look of <hillside-detector>, beside what all instruments wear.
const css = `
.floor { display: grid; gap: 16px 26px; grid-template-columns: minmax(0, 1fr); }
.detector h2 { margin: 0; font-size: 0.9375em; font-weight: 600; color: var(--ink); }
.quiet { color: var(--quiet); margin: 4px 0 0; font-size: 0.9375em; }
.detector .middle { min-width: 0; }

.grid { display: grid; grid-template-columns: repeat(3, 1fr); gap: 6px; width: min(100%, 264px); margin: 0 auto; touch-action: none; user-select: none; -webkit-user-select: none; }
.cell { aspect-ratio: 1; padding: 0; min-height: 44px; border-radius: 10px; border: 1.5px solid var(--line); background: var(--card); cursor: pointer; touch-action: none; }
.cell:hover:not(:disabled) { border-color: var(--ink); }
.cell[aria-pressed='true'] { background: var(--ink); border-color: var(--ink); }
.strokes { display: flex; flex-wrap: wrap; gap: 6px; justify-content: center; margin: 10px 0 0; }
.strokes button { padding: 4px 11px; }
.answer { margin: 12px auto 0; width: min(100%, 300px); }
.answer-line { margin: 0; display: flex; justify-content: space-between; align-items: baseline; gap: 6px 10px; flex-wrap: wrap; }
.answer-line strong { font-size: 1.3em; line-height: 1.2; letter-spacing: -0.01em; }
.probability { font-size: 1.2em; font-variant-numeric: tabular-nums; }
.meter { position: relative; height: 10px; margin: 8px 0; border-radius: 5px; background: var(--line); overflow: hidden; }
.meter span { display: block; height: 100%; width: 100%; transform-origin: left; transform: scaleX(var(--share, 0)); background: var(--gradient); }
.meter::after { content: ''; position: absolute; left: 50%; top: 0; bottom: 0; width: 2px; margin-left: -1px; background: var(--ink); }
.judgement { margin: 0; font-weight: 600; color: var(--good); }
.judgement.wrong { color: var(--accent); }

.net { aspect-ratio: auto; height: clamp(300px, 52vh, 540px); max-height: none; cursor: default; touch-action: pan-x pan-y; }
.net.aims { cursor: pointer; }
.net .zoom { top: auto; bottom: 6px; right: 6px; }
.net .keep span { top: auto; bottom: 0; }
.detector .transport { margin-top: 6px; }
.detector .transport button { padding: 6px 12px; }
.invitation { margin: 8px 0 0; padding: 8px 12px; border-left: 3px solid var(--good); background: var(--card); border-radius: 0 8px 8px 0; }
.invitation[hidden] { display: none; }
.chosen { margin-top: 10px; }
.chosen[hidden] { display: none; }
.chosen .head button { min-height: 30px; padding: 0 10px; }
.edit { display: flex; gap: 8px; align-items: center; margin: 6px 0; }
.edit[hidden] { display: none; }
.edit input { width: 12em; }
.pairs { display: grid; grid-template-columns: auto auto; justify-content: start; gap: 2px 18px; margin: 6px 0 0; font-variant-numeric: tabular-nums; }
.pairs dt { color: var(--quiet); }
.pairs dd { margin: 0; text-align: right; }
.paths { max-height: 168px; overflow: auto; margin-top: 4px; }
.paths td { padding: 1px 0; font-size: 0.9375em; white-space: nowrap; }
.paths td:last-child { text-align: right; padding-left: 16px; font-weight: 600; }

.score { margin: 0; font-weight: 600; }
.number { font-variant-numeric: tabular-nums; font-weight: 400; margin-left: 6px; }
.detector .card > .head { margin-top: 8px; }
.detector .loss { height: 132px; }
.fields.two { grid-template-columns: 1fr 1fr; margin: 0; }
.detector .panel select, .detector .panel input[type='text'] { padding-inline: 8px; }
.detector .line { margin: 8px 0; }
.detector .rate { grid-template-columns: auto minmax(0, 1fr) 5.5em; }
.labels { margin-top: 10px; }

.rooms { margin-top: 18px; }
.room { border-top: 1px solid var(--line); margin: 0; padding: 8px 0 10px; }
.room > summary { font-size: 1.0625em; font-weight: 600; color: var(--ink); min-height: 32px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin: 10px 0 0; }
#backward { min-height: 11em; margin-top: 10px; }
.rule-line { font-size: 1.15em; margin: 8px 0; min-height: 2.2em; overflow-x: auto; }
.lines { margin: 4px 0 0; padding-left: 1.2em; font-variant-numeric: tabular-nums; }
.table { position: relative; margin-top: 8px; cursor: pointer; max-width: 1180px; }
.table canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
.pair { display: grid; gap: 14px 26px; margin-top: 8px; }
.spectrum { position: relative; height: 320px; cursor: pointer; }
.spectrum canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
.mode { position: relative; height: 230px; margin-top: 8px; }
.mode canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
.button { display: inline-flex; align-items: center; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 6px 13px; min-height: 38px; cursor: pointer; color: var(--ink); font-size: 1em; position: relative; }
.button:focus-within { outline: 2px solid var(--accent); outline-offset: 2px; }
.button input { position: absolute; inset: 0; opacity: 0; width: 100%; cursor: pointer; }

@media (forced-colors: active) {
  .cell, .cell[aria-pressed='true'] { forced-color-adjust: none; background: Canvas; border: 2px solid CanvasText; outline: none; }
  .cell[aria-pressed='true'] { background: CanvasText; }
  .cell:hover:not(:disabled) { border-color: Highlight; }
  .cell:focus-visible { outline: 3px solid Highlight; }
  .meter { border: 1px solid CanvasText; height: 14px; }
  .meter span { forced-color-adjust: none; background: Highlight; }
  .meter::after { background: none; border-left: 2px solid CanvasText; }
}
@container (min-width: 700px) { .floor { grid-template-columns: 270px minmax(0, 1fr); } .detector .panel { grid-column: 1 / -1; grid-template-columns: 1fr 1fr; } .pair { grid-template-columns: 1.2fr 1fr; } }
@container (min-width: 1080px) { .floor { grid-template-columns: 270px minmax(0, 1fr) 336px; } .detector .panel { grid-column: auto; grid-template-columns: minmax(0, 1fr); } }
@container (max-width: 520px) { .fields.two { grid-template-columns: 1fr 1fr; } .net { height: 330px; } .spectrum { height: 260px; } }
`;

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

export default sheet;
