import type { AffectedComponent } from "@/lib/domain/incident";
import type { AutomaticMaintenance, KnownDowntime, MaintenanceCode, MaintenanceStatus } from "@/lib/domain/maintenance";
import { findPublicText } from "@/lib/domain/public-text";
import type { ObjectDowntime, Snapshot } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { ONE_WINDOW_MS } from "./group-downtimes";
import { nameOf, ownersOf } from "./match-groups";
import { addUpdate } from "./updates";

/** What a maintenance is while Nagios lists downtimes of it. */
export function followDowntimes(
  before: AutomaticMaintenance,
  downtimes: readonly ObjectDowntime[],
  snapshot: Snapshot,
  publicPrefix: string | null,
): AutomaticMaintenance {
  const beganAt = before.beganAt ?? findBegin(downtimes, snapshot.createdAt);
  const endsAt = Math.max(...downtimes.map((each) => each.endsAt));
  const flexible = beganAt === null && downtimes.every((each) => each.flexible);
  const status: MaintenanceStatus = beganAt === null ? "scheduled" : "in_progress";
  const after: AutomaticMaintenance = {
    ...before,
    status,
    startsAt: beganAt ?? Math.min(...downtimes.map((each) => each.startsAt)),
    endsAt,
    durationMs: flexible ? Math.max(...downtimes.map((each) => each.durationMs)) : null,
    beganAt,
    endedAt: null,
    components: joinComponents(before.components, downtimes, snapshot),
    publicText: sayForPublic(downtimes, publicPrefix),
    downtimes: joinDowntimes(before.downtimes, downtimes),
    seenUnder: snapshot.programStartedAt,
    forgottenAt: null,
  };
  return tellCourse(before, after, downtimes, snapshot.createdAt);
}

/** When the first of them began to be in effect; one that another one starts tells less about it than that one. */
function findBegin(downtimes: readonly ObjectDowntime[], at: EpochMs): EpochMs | null {
  const running = downtimes.filter(({ inEffect }) => inEffect);
  const leading = running.filter(({ triggeredBy }) => triggeredBy === 0);
  const begins = (leading.length > 0 ? leading : running).map(({ startsAt }) => startsAt);
  return begins.length === 0 ? null : Math.min(at, ...begins);
}

/** In the order of the page; those that its downtimes do not reach any more come last. */
function joinComponents(
  kept: readonly AffectedComponent[],
  downtimes: readonly ObjectDowntime[],
  snapshot: Snapshot,
): AffectedComponent[] {
  const reached = new Set(ownersOf(downtimes, snapshot).map(({ slug }) => slug));
  for (const { slug } of kept) reached.add(slug);
  const present = snapshot.components.filter(({ slug }) => reached.has(slug));
  const slugs = new Set(present.map(({ slug }) => slug));
  const gone = kept.filter(({ slug }) => !slugs.has(slug));
  return [...present, ...gone].map(({ slug, name, group }) => ({ slug, name, group }));
}

function joinDowntimes(kept: readonly KnownDowntime[], downtimes: readonly ObjectDowntime[]): KnownDowntime[] {
  const all = new Map(kept.map((each) => [nameOf(each), each]));
  for (const { key, downtimeId, enteredAt, startsAt, endsAt } of downtimes) {
    const known = { key, downtimeId, enteredAt, startsAt, endsAt };
    all.set(nameOf(known), known);
  }
  return [...all.values()];
}

function sayForPublic(downtimes: readonly ObjectDowntime[], prefix: string | null): string | null {
  for (const { text } of downtimes) {
    const said = findPublicText(text, prefix);
    if (said !== null) return said;
  }
  return null;
}

/** Adds what happened since: announced, begun, or another time. */
function tellCourse(
  before: AutomaticMaintenance,
  after: AutomaticMaintenance,
  downtimes: readonly ObjectDowntime[],
  at: EpochMs,
): AutomaticMaintenance {
  const count = downtimes.length === 1 ? "1 downtime" : `${downtimes.length} downtimes`;
  const isNew = before.updates.length === 0;
  const wasOver = before.endedAt !== null;
  const tell = (to: AutomaticMaintenance, code: MaintenanceCode, when: EpochMs, reason: string) =>
    addUpdate(to, { at: when, code, status: code === "scheduled" ? "scheduled" : after.status, reason });
  let told = after;
  if (isNew) {
    const enteredAt = Math.min(at, ...downtimes.map((each) => each.enteredAt));
    const isAnnounced = after.beganAt === null || after.beganAt - enteredAt > ONE_WINDOW_MS;
    if (isAnnounced) told = tell(told, "scheduled", enteredAt, `${count} with one author, comment and window`);
  } else if (wasOver && after.beganAt === null) {
    told = tell(told, "scheduled", at, `Nagios lists ${count} of it again`);
  }
  if (after.beganAt !== null && before.beganAt === null) {
    told = tell(told, "started", after.beganAt, `${count}, in effect`);
  } else if (wasOver && after.beganAt !== null) {
    told = tell(told, "started", at, `Nagios lists ${count} of it again`);
  } else if (!isNew) {
    const change = findMove(before, after);
    if (change !== null) told = tell(told, change, at, `${count}, with another window`);
  }
  return told;
}

/** Whether its window became another one: longer only, or moved. Seconds are no news. */
function findMove(before: AutomaticMaintenance, after: AutomaticMaintenance): MaintenanceCode | null {
  const isOther = (a: EpochMs, b: EpochMs) => Math.abs(a - b) > ONE_WINDOW_MS;
  if (before.beganAt === null && isOther(before.startsAt, after.startsAt)) return "moved";
  if (!isOther(before.endsAt, after.endsAt)) return null;
  return after.endsAt > before.endsAt ? "extended" : "moved";
}
