/** The one style sheet of the stand-in, alone so that a Content-Security-Policy can name its hash. The page's own colours. */
export const STAND_IN_STYLE = `
:root {
  color-scheme: light dark;
  --wall: light-dark(#f7f6f2, #0d1117);
  --glass: light-dark(#fffefc, #131921);
  --sunk: light-dark(#efede7, #0a0e13);
  --ink: light-dark(#17191d, #eceef1);
  --ink-2: light-dark(#474c55, #b6bec8);
  --ink-3: light-dark(#5f656f, #949da8);
  --line: light-dark(#e3e0d8, #232b35);
  --line-2: light-dark(#cbc7bc, #364150);
  --line-3: light-dark(#8b8a85, #6d7885);
  --accent: light-dark(#573a8e, #bfa9f5);
  --on-sign: light-dark(#fffefc, #0d1117);
  --serif: "Iowan Old Style", Charter, "Source Serif 4", Georgia, serif;
}
* { box-sizing: border-box; margin: 0; padding: 0; }
body { background: var(--wall); color: var(--ink); font: 0.9375rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
.wrap { display: block; width: 100%; max-width: 70rem; margin-inline: auto; padding-inline: 1rem; }
.brand { padding-block: 1rem; font-weight: 600; }
.brand a { display: inline-flex; min-height: 2.75rem; align-items: center; color: inherit; text-decoration: none; }
.demo { border-block: 1px solid var(--line); background: var(--sunk); padding-block: 0.5rem; color: var(--ink-2); font-size: 0.8125rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
h1 { max-width: 26ch; font: 430 clamp(1.75rem, 1.2rem + 2.4vw, 2.75rem)/1.12 var(--serif); letter-spacing: -0.018em; text-wrap: balance; }
h2 { margin-bottom: 1.25rem; font: 440 clamp(1.5rem, 1.3rem + 0.8vw, 1.75rem)/1.2 var(--serif); letter-spacing: -0.012em; }
h3 { font: 450 1.4375rem/1.22 var(--serif); }
.band { border-block: 1px dashed var(--line-3); background: repeating-linear-gradient(135deg, transparent 0 9px, light-dark(rgb(87 96 106 / 0.07), rgb(154 164 175 / 0.07)) 9px 10px); }
.band, .calm { margin-bottom: 2.5rem; }
.banner { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 1.25rem; padding-block: 1.75rem; }
.exhibit .sign { width: 2.75rem; height: 2.75rem; margin-top: 0.1rem; }
.lede { max-width: 56ch; margin-top: 0.75rem; color: var(--ink-2); font-size: 1.0625rem; line-height: 1.55; }
.age { margin-top: 0.9rem; color: var(--ink-2); }
.age time { color: var(--ink); font-weight: 500; font-variant-numeric: tabular-nums; }
.note { display: inline-block; margin-top: 0.9rem; border-inline-start: 3px solid var(--accent); padding: 0.15rem 0 0.15rem 0.75rem; }
section.wrap { margin-bottom: 3rem; }
.band section.wrap, .calm section.wrap { margin-bottom: 0; }
.case { border: 1px solid var(--line-2); border-radius: 10px; background: var(--glass); }
.incident { position: relative; margin-top: 1.75rem; padding: 2rem 1.125rem 1.125rem; }
.plate { position: absolute; top: 0; inset-inline-start: 1.125rem; display: flex; align-items: center; gap: 0.5rem; transform: translateY(-50%); border: 1px solid var(--line-2); border-radius: 5px; background: var(--glass); padding: 0.25rem 0.625rem; font-size: 0.8125rem; font-weight: 550; line-height: 1.25; }
.facts, .quiet { color: var(--ink-3); font-size: 0.8125rem; font-weight: 400; }
.facts { margin: 0.25rem 0 0.5rem; color: var(--ink-2); }
.group { border-top: 1px solid var(--line-2); padding: 1rem 1rem 0.5rem; font: 600 1rem/1.4 system-ui, sans-serif; }
.case > div:first-child > .group { border-top: 0; }
ul { list-style: none; }
li { display: grid; grid-template-columns: minmax(0, 1fr); align-items: center; gap: 0.15rem 2rem; min-height: 3.25rem; border-top: 1px solid var(--line); padding: 0.6rem 1rem; }
.case > div:first-child > ul:first-child > li:first-child { border-top: 0; }
.name { font-weight: 500; line-height: 1.4; }
.state { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.75rem; }
.label { display: inline-flex; align-items: center; gap: 0.5rem; font-size: 0.8125rem; }
.sprite { position: absolute; width: 0; height: 0; }
.sign { flex: none; width: 1rem; height: 1rem; fill: none; stroke: var(--on-sign); stroke-linecap: round; stroke-linejoin: round; }
.operational { color: light-dark(#1a7f4b, #3fb950); }
.degraded_performance { color: light-dark(#8f5f00, #d29922); }
.partial_outage { color: light-dark(#b54800, #f0883e); }
.major_outage { color: light-dark(#c1121f, #ff7b72); }
.under_maintenance { color: light-dark(#0b5bc7, #58a6ff); }
.unknown { color: light-dark(#57606a, #9aa4af); }
footer { border-top: 1px solid var(--line-2); padding-block: 1.5rem; color: var(--ink-3); font-size: 0.8125rem; }
@media (width >= 40.0625rem) {
  .wrap { padding-inline: 1.5rem; }
  .banner { gap: 0 2.25rem; padding-block: 2.75rem; }
  .exhibit .sign { width: 4.5rem; height: 4.5rem; }
  li { grid-template-columns: minmax(0, 1fr) 15rem; padding-inline: 1.5rem; }
  .group { padding-inline: 1.5rem; }
  .state { flex-direction: column; }
}
`;
