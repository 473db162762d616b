import { type EpochMs, SECOND_MS } from "@/lib/domain/time";
import { sayActive } from "./active-words";
import { isWatched } from "./incident-course";
import { type JudgedComponent, type JudgedGroup, type JudgedPage, judgePage } from "./judge";
import { countActive, limitPage } from "./limit-page";
import { sayTitle } from "./page-title";
import type { IncidentView, PageView } from "./page-view";
import { escapeHtml, renderSign, renderSignSprite } from "./stand-in-parts";
import { STAND_IN_STYLE } from "./stand-in-style";
import { UNKNOWN_PAGE } from "./unknown-page";
import type { Words } from "./words/speak";

export { STAND_IN_STYLE };

/** After so long the browser asks again by itself. */
const RESTARTED_MS = 5 * SECOND_MS;
const REACHED_MS = 30 * SECOND_MS;

/**
 * The page that answers while the service restarts: what was last published, judged by its age at `at`, without a
 * script, a font or anything else that would have to be served. Null: nothing was ever published.
 */
export function renderStandIn(page: PageView | null, at: EpochMs, words: Words): string {
  const view = page ?? UNKNOWN_PAGE;
  const judged = judgePage(view, at, words);
  const age = view.asOf === null ? "" : ` · ${words.say("asOf.age", { span: words.minutes(at - view.asOf) })}`;
  return renderDocument({ view, judged, at, age, note: words.say("standIn.restarting"), againMs: RESTARTED_MS, words });
}

/**
 * The page that a browser keeps for when it cannot reach the server: nothing in it is called current, whenever it is
 * shown. How old it is then, the browser writes in place of `OFFLINE_AGE`.
 */
export function renderOffline(view: PageView, at: EpochMs, words: Words): string {
  const judged = judgePage(view, at, words, "lost");
  return renderDocument({ view, judged, at, age: OFFLINE_AGE, note: null, againMs: REACHED_MS, words });
}

export const OFFLINE_AGE = "<!--age-->";

interface DocumentInput {
  view: PageView;
  judged: JudgedPage;
  at: EpochMs;
  /** How long ago the data was true, as HTML behind its time. */
  age: string;
  /** What happens; null where the judgement says it. */
  note: string | null;
  againMs: number;
  words: Words;
}

function renderDocument(input: DocumentInput): string {
  const { view, judged, againMs, words } = input;
  return `<!doctype html>
<html lang="${words.language}" dir="${words.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${againMs / SECOND_MS}">
<meta name="robots" content="noindex">
<title>${escapeHtml(sayTitle(judged, view.name, words))}</title>
<style>${STAND_IN_STYLE}</style>
</head>
<body>
${renderSignSprite()}
${renderHeader(view, words)}
<main>
${renderBanner(input)}
${renderIncidents(input)}
${renderServices(judged, words)}
</main>
<footer><p class="wrap">${escapeHtml(words.say("footer.madeWith"))}</p></footer>
</body>
</html>
`;
}

function renderHeader({ name, demo }: PageView, words: Words): string {
  const home = `<p class="wrap brand"><a href="${words.href("/")}">${escapeHtml(name)}</a></p>`;
  const title = `<strong>${escapeHtml(words.say("frame.demo"))}</strong>`;
  const note = `<p class="demo"><span class="wrap">${title} ${escapeHtml(words.say("frame.demoNote"))}</span></p>`;
  return `<header>${home}${demo ? note : ""}</header>`;
}

function renderBanner({ view, judged, age, note, againMs, words }: DocumentInput): string {
  const { state, sentence, lede } = judged;
  const again = words.say("asOf.tries", { span: words.duration(againMs) });
  return [
    `<div class="${state === "unknown" ? "band" : "calm"}"><section class="wrap banner" aria-labelledby="headline">`,
    state === null ? "" : `<div class="exhibit">${renderSign(state)}</div>`,
    `<div><h1 id="headline">${escapeHtml(sentence)}</h1>`,
    lede === null ? "" : `<p class="lede">${escapeHtml(lede)}</p>`,
    renderAge(view, judged, age, words),
    `<p class="note" role="status">${[note, again]
      .filter((text) => text !== null)
      .map(escapeHtml)
      .join("<br>")}</p>`,
    "</div></section></div>",
  ].join("");
}

function renderAge({ asOf, timeZone }: PageView, { freshness }: JudgedPage, age: string, words: Words): string {
  if (asOf === null) return "";
  const said = fill(words.raw(freshness === "fresh" ? "asOf.fresh" : "asOf.last"), {
    time: timeTag(asOf, words.dates.formatClock(asOf, timeZone)),
    date: escapeHtml(words.dates.formatDate(asOf, timeZone)),
  });
  return `<p class="age">${said}${age}</p>`;
}

function renderIncidents({ view, judged, at, words }: DocumentInput): string {
  const { activeIncidents, moreIncidents, timeZone, asOf } = limitPage(view);
  if (activeIncidents.length === 0) return "";
  const seenAt = judged.freshness === "fresh" ? null : asOf;
  const cards = activeIncidents.map((incident) => renderIncident(incident, { timeZone, seenAt, at, words }));
  const more = moreIncidents && words.count("incidents.more", moreIncidents.underWay + moreIncidents.watched);
  if (more) cards.push(`<p class="note">${escapeHtml(more)}</p>`);
  const seen = seenAt === null ? null : words.dates.formatNear(seenAt, at, timeZone);
  const title = escapeHtml(sayActive(countActive(view), seen, words));
  return `<section class="wrap" aria-labelledby="incidents"><h2 id="incidents">${title}</h2>${cards.join("")}</section>`;
}

interface IncidentContext {
  timeZone: string;
  /** When it was last seen to last, while nothing can be confirmed; else null. */
  seenAt: EpochMs | null;
  at: EpochMs;
  words: Words;
}

function renderIncident(incident: IncidentView, { timeZone, seenAt, at, words }: IncidentContext): string {
  const { title, startedAt, endedAt, updates } = incident;
  const fact = (key: "incident.began" | "incident.ended" | "incident.lastConfirmed", then: EpochMs) =>
    `<span>${fill(words.raw(key), { time: timeTag(then, words.dates.formatNear(then, at, timeZone)) })}</span>`;
  const [newest] = updates;
  return [
    `<article class="case incident">${renderPlate(incident, words)}`,
    `<h3>${escapeHtml(title)}</h3>`,
    `<p class="facts">${fact("incident.began", startedAt)}`,
    endedAt === null ? "" : ` ${fact("incident.ended", endedAt)}`,
    endedAt === null && seenAt !== null ? ` ${fact("incident.lastConfirmed", seenAt)}` : "",
    `</p>${newest === undefined ? "" : `<p>${escapeHtml(newest.text)}</p>`}`,
    "</article>",
  ].join("");
}

/** Of what is over and watched the plate says only that: its impact is past. */
function renderPlate(incident: IncidentView, words: Words): string {
  const { impact } = incident;
  const status = escapeHtml(words.say(`status.${incident.status}`));
  if (isWatched(incident)) return `<p class="plate"><span>${status}</span></p>`;
  const state = escapeHtml(words.say(`state.${impact}`));
  const said = `${state} <span class="quiet">· ${status}</span>`;
  return `<p class="plate ${impact}">${renderSign(impact)}<span>${said}</span></p>`;
}

function renderServices({ groups }: JudgedPage, words: Words): string {
  if (groups.every(({ components }) => components.length === 0)) return "";
  const title = escapeHtml(words.say("ledger.title"));
  const list = groups.map((group) => renderGroup(group, words)).join("");
  return `<section class="wrap" aria-labelledby="services"><h2 id="services">${title}</h2><div class="case">${list}</div></section>`;
}

function renderGroup({ name, components }: JudgedGroup, words: Words): string {
  const heading = name === null ? "" : `<h3 class="group">${escapeHtml(name)}</h3>`;
  return `<div>${heading}<ul>${components.map((component) => renderComponent(component, words)).join("")}</ul></div>`;
}

function renderComponent({ name, state, lastKnown }: JudgedComponent, words: Words): string {
  const known = lastKnown && words.say("ledger.lastKnown", { state: words.say(`stateInside.${lastKnown}`) });
  const before = known ? `<span class="quiet">${escapeHtml(known)}</span>` : "";
  const label = `<span class="label ${state}">${renderSign(state)}${escapeHtml(words.say(`state.${state}`))}</span>`;
  return `<li><span class="name">${escapeHtml(name)}</span><span class="state">${label}${before}</span></li>`;
}

function timeTag(at: EpochMs, text: string): string {
  return `<time datetime="${new Date(at).toISOString()}">${escapeHtml(text)}</time>`;
}

/** A text with HTML in place of its placeholders. */
function fill(text: string, parts: Readonly<Record<string, string>>): string {
  return escapeHtml(text).replaceAll(/\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole);
}
