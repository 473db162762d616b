import type { AffectedComponent } from "@/lib/domain/incident";
import {
  MAINTENANCE_CODES,
  type Maintenance,
  type MaintenanceCode,
  type MaintenanceStatus,
} from "@/lib/domain/maintenance";
import type { MaintenanceView } from "./page-view";
import type { Redact } from "./redact";
import { renderMarkdown } from "./render-markdown";
import { isInstant } from "./sound-record";
import { type PlaceholderValues, say, type Wording } from "./words/say";

export interface MaintenanceViewOptions {
  /** The components on show, under the names that they have today. */
  components: readonly AffectedComponent[];
  /** Takes what is private out of words that came from Nagios. */
  redact: Redact;
  wording: Wording;
  /** IANA zone in which times are written. */
  timeZone: string;
  /** `short` names the first components and the newest update only, as the page of everything needs it. */
  form: "whole" | "short";
}

/** So many components are named on the page of everything. */
const MOST_COMPONENTS = 20;

/** A maintenance in the visitor's words; null when nothing of it is on show, or its row is damaged. */
export function describeMaintenance(
  maintenance: Maintenance,
  { components: shown, redact, wording, timeZone, form }: MaintenanceViewOptions,
): MaintenanceView | null {
  if (!isSound(maintenance)) return null;
  const slugs = new Set(maintenance.components.map(({ slug }) => slug));
  const components = shown.filter(({ slug }) => slugs.has(slug)).map(({ slug, name }) => ({ slug, name }));
  if (components.length === 0) return null;

  const { id, status, startsAt, endsAt, durationMs, beganAt, endedAt, person } = maintenance;
  const values = valuesOf(maintenance, components, timeZone);
  const sayCode = (code: MaintenanceCode) => say(`maintenance_${code}`, values, wording);
  const updates = maintenance.updates.map(({ at, code, status }) => ({ at, status, text: sayCode(code) })).reverse();
  const isShort = form === "short";
  return {
    id,
    title: person.title ?? say("maintenance_title", values, wording),
    status,
    startsAt,
    endsAt,
    durationMs,
    beganAt,
    endedAt,
    ...describeText(maintenance, redact, sayCode(codeOf(maintenance))),
    components: isShort ? components.slice(0, MOST_COMPONENTS) : components,
    count: components.length,
    updates: isShort ? updates.slice(0, 1) : updates,
  };
}

/** Somebody's words, else a sentence of our own. */
function describeText(
  { person, publicText }: Maintenance,
  redact: Redact,
  fallback: string,
): Pick<MaintenanceView, "text" | "html"> {
  if (person.text !== null) return renderMarkdown(person.text);
  return { text: publicText === null ? fallback : redact(publicText), html: null };
}

/** What is said of a maintenance where nobody has written about it: what brought its state, as its updates say it too. */
function codeOf({ status, updates }: Maintenance): MaintenanceCode {
  return updates.at(-1)?.code === "ended_early" ? "ended_early" : CODE_OF[status];
}

const CODE_OF = {
  scheduled: "scheduled",
  in_progress: "started",
  completed: "completed",
  cancelled: "cancelled",
} satisfies Record<MaintenanceStatus, MaintenanceCode>;

function valuesOf(
  { startsAt, endsAt, durationMs, beganAt, endedAt }: Maintenance,
  components: MaintenanceView["components"],
  timeZone: string,
): PlaceholderValues {
  const isOver = beganAt !== null && endedAt !== null;
  return {
    names: components.map(({ name }) => name),
    durationMs: isOver ? endedAt - beganAt : (durationMs ?? endsAt - startsAt),
    from: startsAt,
    to: endsAt,
    timeZone,
  };
}

/** Whether a maintenance of the store can be worded: a row that was damaged on the disk may hold anything. */
function isSound({ status, startsAt, endsAt, beganAt, endedAt, updates }: Maintenance): boolean {
  const instants = [startsAt, endsAt, beganAt, endedAt, ...updates.map(({ at }) => at)].filter((at) => at !== null);
  const statuses = [status, ...updates.map((update) => update.status)];
  return (
    instants.every(isInstant) &&
    statuses.every((each) => Object.hasOwn(CODE_OF, each)) &&
    updates.every(({ code }) => (MAINTENANCE_CODES as readonly string[]).includes(code))
  );
}
