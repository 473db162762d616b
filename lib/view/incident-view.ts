import {
  type AffectedComponent,
  type ComponentImpact,
  type Incident,
  type IncidentRecord,
  type IncidentStatus,
  type IncidentUpdate,
  isPublic,
  mergedIntoOf,
  statusOf,
  timesOf,
  UNTOUCHED,
} from "@/lib/domain/incident";
import { isDisrupted, type PublicState, rankOf } from "@/lib/domain/public-state";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time";
import type { AffectedView, IncidentSeverity, IncidentView, UpdateView } from "./page-view";
import type { PublicNames } from "./public-names";
import type { Redact } from "./redact";
import { renderMarkdown } from "./render-markdown";
import { isSound, isSoundUpdate } from "./sound-record";
import { type PlaceholderValues, say, type Wording } from "./words/say";

export interface IncidentViewOptions {
  names: PublicNames;
  /** Takes what is private out of words that came from Nagios. */
  redact: Redact;
  /** The present states, by slug. */
  states: ReadonlyMap<string, PublicState>;
  wording: Wording;
  /** IANA zone in which times are written. */
  timeZone: string;
  /** The instant for which it is told. */
  at: EpochMs;
  /** Whether the public may see another incident, by its id. */
  isShown: (id: number) => boolean;
}

/** `short` names the first components and the newest updates only, as the page of everything needs it. */
export type IncidentForm = "whole" | "short";

/** So many components are named on the page of everything, and so many updates told. */
const MOST_COMPONENTS = 20;
const MOST_UPDATES = 3;

/** An incident in the visitor's words; null when it may not be shown, or cannot be. */
export function describeIncident(
  record: IncidentRecord,
  options: IncidentViewOptions,
  form: IncidentForm = "whole",
): IncidentView | null {
  const { incident } = record;
  if (!isPublic(incident) || mergedIntoOf(incident) !== null || !isSound(incident)) return null;
  const shown = options.names.componentsOf(incident);
  if (shown.length === 0) return null;

  const { person, followsId, impact: worst } = incident;
  const { startedAt, endedAt } = timesOf(incident);
  const impact = person.impact ?? worst;
  const updates = listUpdates(record, shown, options);
  const components = describeComponents(record, shown, options);
  const values = valuesOf(incident, shown, endedAt ?? options.at, options.timeZone);
  const isShort = form === "short";
  return {
    id: incident.id,
    title: person.title ?? say("title", { ...values, impact }, options.wording),
    status: statusOf(incident),
    severity: SEVERITIES[impact],
    impact,
    startedAt,
    endedAt,
    resolvedAt: resolvedAtOf(record),
    components: isShort ? components.slice(0, MOST_COMPONENTS) : components,
    count: components.length,
    updates: isShort ? pickNewest(updates) : updates,
    updateCount: updates.length,
    still: sayStill(record, values, options),
    seen: findSeen(record, components),
    isBackdated: person.isBackdated,
    followsId: followsId !== null && options.isShown(followsId) ? followsId : null,
    reviewUrl: person.reviewUrl,
    reviewHtml: isShort || person.reviewText === null ? null : renderMarkdown(person.reviewText).html,
  };
}

/** Degraded is minor, partial is major, major is critical, as other status pages count (Statuspage's `impact`). */
export const SEVERITIES = {
  operational: "none",
  under_maintenance: "none",
  unknown: "none",
  degraded_performance: "minor",
  partial_outage: "major",
  major_outage: "critical",
} satisfies Record<PublicState, IncidentSeverity>;

/** What a person called resolved is told so from then on, also while Nagios sees it last. */
function resolvedAtOf({ incident, updates }: IncidentRecord): EpochMs | null {
  if (incident.resolvedAt !== null || incident.person.status !== "resolved") return incident.resolvedAt;
  const said = updates.findLast(({ kind, status }) => kind === "person" && status === "resolved");
  return said?.at ?? timesOf(incident).endedAt ?? incident.startedAt;
}

/** As they are while it lasts, as they were at their worst afterwards. Under the names that they have today. */
function describeComponents(
  { incident, updates }: IncidentRecord,
  shown: readonly AffectedComponent[],
  { states }: IncidentViewOptions,
): AffectedView[] {
  const isPresent = incident.endedAt === null && incident.origin === "nagios";
  const worst = isPresent ? new Map<string, PublicState>() : findWorst([incident, ...updates]);
  return shown.map(({ slug, name }) => {
    return { slug, name, state: isPresent ? (states.get(slug) ?? "unknown") : (worst.get(slug) ?? incident.impact) };
  });
}

function findWorst(told: readonly { components: readonly ComponentImpact[] }[]): Map<string, PublicState> {
  const worst = new Map<string, PublicState>();
  for (const { slug, state } of told.flatMap(({ components }) => components)) {
    const known = worst.get(slug);
    if (isDisrupted(state) && (known === undefined || rankOf(state) > rankOf(known))) worst.set(slug, state);
  }
  return worst;
}

function valuesOf(
  { startedAt }: Pick<Incident, "startedAt">,
  named: readonly AffectedComponent[],
  until: EpochMs,
  timeZone: string,
): PlaceholderValues {
  const names = named.map(({ name }) => name);
  return { names, durationMs: until - startedAt, from: startedAt, to: until, timeZone };
}

/** Everything that was said, newest first. What cannot be worded is left out. */
function listUpdates(
  { incident, updates }: IncidentRecord,
  shown: readonly AffectedComponent[],
  options: IncidentViewOptions,
): UpdateView[] {
  const names = new Map(shown.map((component) => [component.slug, component]));
  return updates
    .filter(isSoundUpdate)
    .map((update) => describeUpdate(update, incident, names, options))
    .sort((a, b) => b.at - a.at || TURNS[b.status] - TURNS[a.status]);
}

/** Of what was said for the same instant, the later step of an incident's life stands above. */
const TURNS = { investigating: 0, identified: 1, monitoring: 2, resolved: 3 } satisfies Record<IncidentStatus, number>;

function describeUpdate(
  update: IncidentUpdate,
  incident: Incident,
  names: ReadonlyMap<string, AffectedComponent>,
  options: IncidentViewOptions,
): UpdateView {
  const { at, status, author, editedAt, kind } = update;
  const components = update.components.flatMap(({ slug, state }) => {
    const name = names.get(slug)?.name;
    return name === undefined || state === "operational" ? [] : [{ slug, name, state }];
  });
  const by = kind === "nagios" ? "monitoring" : kind;
  return {
    id: nameUpdate(update),
    at,
    status,
    ...wordUpdate(update, incident, names, options),
    by,
    author: by === "person" ? author : null,
    editedAt,
    components,
  };
}

/** Names an update within its incident, also after a restart or a lost database. */
function nameUpdate({ id, kind, code, at, reference }: IncidentUpdate): string {
  if (kind === "person") return String(id);
  const name = `${code ?? "note"}-${at}`;
  return reference === 0 ? name : `${name}-${reference}`;
}

/** A person's Markdown, plain text from Nagios, or what our own words say of it. */
function wordUpdate(
  { kind, code, at, text, components }: IncidentUpdate,
  incident: Incident,
  names: ReadonlyMap<string, AffectedComponent>,
  { redact, wording, timeZone }: IncidentViewOptions,
): Pick<UpdateView, "text" | "html"> {
  if (kind === "person") return renderMarkdown(text ?? "");
  if (code === null) return { text: redact(text ?? ""), html: null };
  const touched = components.filter(({ slug }) => names.has(slug));
  const affected = touched.filter(({ state }) => isDisrupted(state));
  const named = (affected.length > 0 ? affected : touched).flatMap(({ slug }) => names.get(slug) ?? []);
  const values = valuesOf(incident, named.length > 0 ? named : [...names.values()], at, timeZone);
  const impact = affected.reduce<PublicState>((worst, { state }) => {
    return rankOf(state) > rankOf(worst) ? state : worst;
  }, "operational");
  return { text: say(code, { ...values, impact }, wording), html: null };
}

/** The newest few, and what somebody wrote last where they are all automatic. */
function pickNewest(updates: readonly UpdateView[]): UpdateView[] {
  const newest = updates.slice(0, MOST_UPDATES);
  const said = newest.every(({ by }) => by === "automatic") ? updates.find(({ by }) => by !== "automatic") : undefined;
  return [...newest, ...(said === undefined ? [] : [said])].map((update) => ({ ...update, components: [] }));
}

/** That it still lasts is said anew each quarter of an hour in which nobody says anything else. */
const STILL_EVERY_MS = 15 * MINUTE_MS;

function sayStill(
  { incident, updates }: IncidentRecord,
  values: PlaceholderValues,
  { at, wording }: IncidentViewOptions,
): string | null {
  const status = statusOf(incident);
  if (timesOf(incident).endedAt !== null || (status !== "investigating" && status !== "identified")) return null;
  const saidAt = Math.max(incident.startedAt, ...updates.map((update) => update.at));
  if (at - saidAt < STILL_EVERY_MS) return null;
  const durationMs = Math.floor(values.durationMs / STILL_EVERY_MS) * STILL_EVERY_MS;
  return say(status === "identified" ? "still_identified" : "still", { ...values, durationMs }, wording);
}

const OVER: readonly IncidentStatus[] = ["monitoring", "resolved"];

/** What Nagios sees, where a person says that it is over, or how bad it is, and Nagios does not agree. */
function findSeen({ incident }: IncidentRecord, components: readonly AffectedView[]): IncidentView["seen"] {
  const { person, origin } = incident;
  if (origin === "person") return null;
  const status = statusOf({ ...incident, person: UNTOUCHED });
  const impact = incident.endedAt === null ? (findPresent(components) ?? incident.impact) : incident.impact;
  const isOtherImpact = person.impact !== null && person.impact !== impact;
  const isOtherEnd = OVER.includes(status) !== OVER.includes(statusOf(incident));
  return isOtherImpact || isOtherEnd ? { status, impact } : null;
}

function findPresent(components: readonly AffectedView[]): PublicState | null {
  return components.reduce<PublicState | null>((worst, { state }) => {
    return isDisrupted(state) && (worst === null || rankOf(state) > rankOf(worst)) ? state : worst;
  }, null);
}
