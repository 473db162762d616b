import type { IncidentStatus } from "@/lib/domain/incident";
import type { EpochMs } from "@/lib/domain/time";
import type { AffectedView, IncidentView, UpdateView } from "./page-view";
import type { Words } from "./words/speak";

/** When the outage was over as it is told; null while it lasts. */
export function endOf({ endedAt, resolvedAt }: Pick<IncidentView, "endedAt" | "resolvedAt">): EpochMs | null {
  return endedAt ?? resolvedAt;
}

/** Whether it is over and still watched: told among those that last, and not as one that does. */
export function isWatched({ endedAt, resolvedAt }: Pick<IncidentView, "endedAt" | "resolvedAt">): boolean {
  return endedAt !== null && resolvedAt === null;
}

const OVER: readonly IncidentStatus[] = ["monitoring", "resolved"];

/**
 * What Nagios sees where a person says otherwise; null where they agree. While nothing can be confirmed it is what it
 * saw last.
 */
export function saySeen(
  incident: Pick<IncidentView, "seen" | "status">,
  isConfirmed: boolean,
  words: Words,
): string | null {
  if (incident.seen === null) return null;
  const { status, impact } = incident.seen;
  const state = words.say(`stateInside.${impact}`);
  if (!OVER.includes(status)) return words.say(isConfirmed ? "seen.now" : "seen.last", { state });
  return OVER.includes(incident.status) ? words.say("seen.before", { state }) : words.say("seen.recovered");
}

/**
 * What each update of an incident changed for its components, by the update's id: those that are another way than at the
 * update before. What its own text names already is left out, and so is everything once nothing is affected any more.
 */
export function listChanges(updates: readonly UpdateView[]): ReadonlyMap<string, AffectedView[]> {
  const changes = new Map<string, AffectedView[]>();
  let before: readonly AffectedView[] = [];
  for (const { id, text, components } of [...updates].reverse()) {
    const changed = components.length === 0 ? [] : compare(before, components);
    changes.set(
      id,
      changed.filter(({ name }) => !text.includes(name)),
    );
    before = components;
  }
  return changes;
}

/** Those that came or changed, then those that are well again. */
function compare(before: readonly AffectedView[], after: readonly AffectedView[]): AffectedView[] {
  const states = new Map(before.map(({ slug, state }) => [slug, state]));
  const slugs = new Set(after.map(({ slug }) => slug));
  const changed = after.filter(({ slug, state }) => states.get(slug) !== state);
  const well = before
    .filter(({ slug }) => !slugs.has(slug))
    .map((each) => ({ ...each, state: "operational" as const }));
  return [...changed, ...well];
}
