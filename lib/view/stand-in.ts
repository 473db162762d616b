import type { EpochMs } from "@/lib/domain/time";
import { sayMinutes } from "./duration-words";
import { formatMoment, formatNear } from "./format-time";
import { isWatched } from "./incident-course";
import { type JudgedComponent, type JudgedGroup, type JudgedPage, judgePage } from "./judge";
import { limitPage } from "./limit-page";
import { sayTitle } from "./page-title";
import type { IncidentView, PageView } from "./page-view";
import { escapeHtml, renderSign, renderSignSprite } from "./stand-in-parts";
import { STAND_IN_STYLE } from "./stand-in-style";
import { STATE_WORDS, STATUS_WORDS } from "./state-words";
import { UNKNOWN_PAGE } from "./unknown-page";
import { ENGLISH } from "./words/words-of";

export { STAND_IN_STYLE };

/** After so many seconds the browser asks again by itself. */
const REFRESH_SECONDS = 5;

/**
 * The page that answers while the service restarts: what was last published, judged by its age at `at`, without a
 * script, a font or anything else that would have to be served. Null: nothing was ever published.
 */
export function renderStandIn(page: PageView | null, at: EpochMs): string {
  const view = page ?? UNKNOWN_PAGE;
  const judged = judgePage(view, at, ENGLISH);
  const age = view.asOf === null ? "" : `, ${sayMinutes(at - view.asOf)} ago`;
  return renderDocument({ view, judged, at, age, note: RESTARTING, refreshSeconds: REFRESH_SECONDS });
}

/**
 * The page that a browser keeps for when it cannot reach the server: nothing in it is called current, whenever it is
 * shown. How old it is then, the browser writes in place of `OFFLINE_AGE`.
 */
export function renderOffline(view: PageView, at: EpochMs): string {
  const judged = { ...judgePage(view, at, ENGLISH, "lost"), ...OFFLINE_WORDS };
  return renderDocument({
    view,
    judged,
    at,
    age: OFFLINE_AGE,
    note: OFFLINE_NOTE,
    refreshSeconds: OFFLINE_REFRESH_SECONDS,
  });
}

export const OFFLINE_AGE = "<!--age-->";
const OFFLINE_REFRESH_SECONDS = 30;
const OFFLINE_WORDS = {
  sentence: "We cannot reach the status page",
  lede: "You may be offline, or the page may be. Below is what was known last; it may have changed since.",
};
const OFFLINE_NOTE = "This page tries again by itself every half a minute.";

interface DocumentInput {
  view: PageView;
  judged: JudgedPage;
  at: EpochMs;
  /** How long ago the data was true, as HTML behind its time. */
  age: string;
  note: string;
  refreshSeconds: number;
}

function renderDocument({ view, judged, at, age, note, refreshSeconds }: DocumentInput): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${refreshSeconds}">
<meta name="robots" content="noindex">
<title>${escapeHtml(sayTitle(judged, view.name, ENGLISH))}</title>
<style>${STAND_IN_STYLE}</style>
</head>
<body>
${renderSignSprite()}
${renderHeader(view)}
<main>
${renderBanner({ view, judged, age, note })}
${renderIncidents(view, judged, at)}
${renderServices(judged)}
</main>
<footer><p class="wrap">Published with Vitrine</p></footer>
</body>
</html>
`;
}

const RESTARTING = "The status service is restarting. This page tries again by itself every few seconds.";
const DEMO =
  '<p class="demo"><span class="wrap"><strong>Demonstration:</strong> simulated data, no Nagios was found.</span></p>';

function renderHeader({ name, demo }: PageView): string {
  return `<header><p class="wrap brand"><a href="/">${escapeHtml(name)}</a></p>${demo ? DEMO : ""}</header>`;
}

function renderBanner({ view, judged, age, note }: Pick<DocumentInput, "view" | "judged" | "age" | "note">): string {
  const { state, sentence, lede } = judged;
  return [
    `<div class="${state === "unknown" ? "band" : "calm"}"><section class="wrap banner" aria-labelledby="headline">`,
    state === null ? "" : `<div class="exhibit">${renderSign(state)}</div>`,
    `<div><h1 id="headline">${escapeHtml(sentence)}</h1>`,
    lede === null ? "" : `<p class="lede">${escapeHtml(lede)}</p>`,
    renderAge(view, judged, age),
    `<p class="note" role="status">${note}</p>`,
    "</div></section></div>",
  ].join("");
}

function renderAge({ asOf, timeZone }: PageView, { freshness }: JudgedPage, age: string): string {
  if (asOf === null) return "";
  const said = `${freshness === "fresh" ? "True at" : "Last true at"} ${timeTag(asOf, formatMoment(asOf, timeZone))}`;
  return `<p class="age">${said}${age}</p>`;
}

function renderIncidents(view: PageView, judged: JudgedPage, at: EpochMs): string {
  const { activeIncidents, moreIncidents, timeZone, asOf } = limitPage(view);
  if (activeIncidents.length === 0) return "";
  const seenAt = judged.freshness === "fresh" ? null : asOf;
  const cards = activeIncidents.map((incident) => renderIncident(incident, { timeZone, seenAt, at }));
  if (moreIncidents) cards.push(`<p class="note">${moreIncidents.underWay + moreIncidents.watched} more incidents</p>`);
  return `<section class="wrap" aria-labelledby="incidents"><h2 id="incidents">Incidents</h2>${cards.join("")}</section>`;
}

interface IncidentContext {
  timeZone: string;
  /** When it was last seen to last, while nothing can be confirmed; else null. */
  seenAt: EpochMs | null;
  at: EpochMs;
}

function renderIncident(incident: IncidentView, { timeZone, seenAt, at }: IncidentContext): string {
  const { title, startedAt, endedAt, updates } = incident;
  const near = (then: EpochMs) => timeTag(then, escapeHtml(formatNear(then, at, timeZone)));
  const confirmed = seenAt === null ? "" : `. Last confirmed ${near(seenAt)}`;
  const [newest] = updates;
  return [
    `<article class="case incident">${renderPlate(incident)}`,
    `<h3>${escapeHtml(title)}</h3>`,
    `<p class="facts">Began ${near(startedAt)}${endedAt === null ? confirmed : `. Ended ${near(endedAt)}`}</p>`,
    newest === undefined ? "" : `<p>${escapeHtml(newest.text)}</p>`,
    "</article>",
  ].join("");
}

/** Of what is over and watched the plate says only that: its impact is past. */
function renderPlate(incident: IncidentView): string {
  const { impact, status } = incident;
  if (isWatched(incident)) return `<p class="plate"><span>${STATUS_WORDS[status]}</span></p>`;
  const words = `${STATE_WORDS[impact]} <span class="quiet">· ${STATUS_WORDS[status]}</span>`;
  return `<p class="plate ${impact}">${renderSign(impact)}<span>${words}</span></p>`;
}

function renderServices({ groups }: JudgedPage): string {
  if (groups.every(({ components }) => components.length === 0)) return "";
  return `<section class="wrap" aria-labelledby="services"><h2 id="services">Services</h2><div class="case">${groups.map(renderGroup).join("")}</div></section>`;
}

function renderGroup({ name, components }: JudgedGroup): string {
  const heading = name === null ? "" : `<h3 class="group">${escapeHtml(name)}</h3>`;
  return `<div>${heading}<ul>${components.map(renderComponent).join("")}</ul></div>`;
}

function renderComponent({ name, state, lastKnown }: JudgedComponent): string {
  const before =
    lastKnown === null ? "" : `<span class="quiet">last known: ${STATE_WORDS[lastKnown].toLowerCase()}</span>`;
  return `<li><span class="name">${escapeHtml(name)}</span><span class="state"><span class="label ${state}">${renderSign(state)}${STATE_WORDS[state]}</span>${before}</span></li>`;
}

function timeTag(at: EpochMs, text: string): string {
  return `<time datetime="${new Date(at).toISOString()}">${text}</time>`;
}
