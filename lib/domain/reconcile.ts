import { type Judgement, mapResult } from "./component-state";
import type { AffectedComponent, EndReason, Incident, IncidentPatch, NewIncident } from "./incident";
import type { StateMapping } from "./policy";
import { isDisrupted, isOutage } from "./public-state";
import type { ComponentMembers, ObjectComment, ObjectKey, Snapshot, WatchedObject } from "./snapshot";
import type { EpochMs } from "./time";

/** An incident that has not ended, with the comments that are kept for it already. */
export interface OpenIncident {
  incident: Incident;
  comments: readonly Pick<ObjectComment, "commentId" | "enteredAt">[];
}

/** What one snapshot changes. Every change says why, for the log and the operator. */
export interface Changes {
  opened: { incident: NewIncident; comments: ObjectComment[]; reason: string }[];
  updated: { id: number; patch: IncidentPatch; reason: string }[];
  closed: { id: number; endedAt: EpochMs; endReason: EndReason; reason: string }[];
  comments: { incidentId: number; comment: ObjectComment }[];
}

export interface ReconcileInput {
  open: readonly OpenIncident[];
  snapshot: Snapshot;
  mapping: StateMapping;
  /** The public states of the snapshot. */
  judgement: Judgement;
  /** Whether Nagios still knows an object that is no longer watched. */
  isKnown: (key: ObjectKey) => boolean;
}

/**
 * Compares what is open with what Nagios says now. Decides from the snapshot alone, so that running it twice
 * changes nothing and a missed round loses nothing. Opens for confirmed outages only; a recovery closes with
 * Nagios' own time.
 */
export function reconcile(input: ReconcileInput): Changes {
  const changes: Changes = { opened: [], updated: [], closed: [], comments: [] };
  const comments = groupComments(input.snapshot.comments);
  const stillOpen = new Set<ObjectKey>();
  for (const open of input.open) {
    const end = findEnd(open.incident, input);
    if (end === null) {
      stillOpen.add(open.incident.key);
      followIncident(open, input.snapshot, comments, changes);
    } else {
      changes.closed.push({ id: open.incident.id, ...end });
    }
  }
  for (const object of input.snapshot.objects.values()) {
    if (stillOpen.has(object.key)) continue;
    const reason = whyOpen(object, input);
    if (reason === null) continue;
    const incident = describeIncident(object, input.snapshot);
    changes.opened.push({ incident, comments: commentsSince(incident, comments), reason });
  }
  return changes;
}

/** The components that an object touches, as an incident remembers them. */
export function affectedOf(key: ObjectKey, { owners }: Pick<Snapshot, "owners">): AffectedComponent[] {
  return (owners.get(key) ?? []).map(({ slug, name, group }) => ({ slug, name, group }));
}

type End = Omit<Changes["closed"][number], "id">;

function findEnd(incident: Incident, { snapshot, isKnown }: ReconcileInput): End | null {
  const object = snapshot.objects.get(incident.key);
  if (object === undefined && snapshot.owners.has(incident.key)) return null;
  if (object === undefined) {
    return isKnown(incident.key)
      ? {
          endedAt: endAfter(incident, snapshot.createdAt),
          endReason: "unpublished",
          reason: "closed: no longer chosen",
        }
      : {
          endedAt: endAfter(incident, snapshot.createdAt),
          endReason: "removed",
          reason: "closed: removed from Nagios",
        };
  }
  if (object.current === "up" || object.current === "ok") {
    const endedAt = endAfter(incident, object.changedAt ?? snapshot.createdAt);
    return { endedAt, endReason: "recovered", reason: `closed: ${object.current.toUpperCase()} again` };
  }
  const isOther = object.problemId !== 0 && incident.problemId !== 0 && object.problemId !== incident.problemId;
  if (!isOther) return null;
  const endedAt = endAfter(incident, object.problemBeganAt ?? snapshot.createdAt);
  return {
    endedAt,
    endReason: "superseded",
    reason: `closed: problem ${object.problemId} took the place of ${incident.problemId}`,
  };
}

function endAfter(incident: Incident, at: EpochMs): EpochMs {
  return Math.max(incident.startedAt, at);
}

/** Says why an incident opens for an object, or null. */
function whyOpen(object: WatchedObject, { snapshot, mapping, judgement }: ReconcileInput): string | null {
  if (!isConfirmedOutage(object, mapping)) return null;
  const isFelt = ({ slug }: ComponentMembers) => isDisrupted(judgement.components.get(slug)?.state ?? "unknown");
  if (!snapshot.owners.get(object.key)?.some(isFelt)) return null;
  const host = object.kind === "service" ? snapshot.objects.get(object.hostName) : undefined;
  if (host !== undefined && isToldByHost(host, mapping)) return null;
  return `opened: HARD ${object.confirmed.toUpperCase()}`;
}

/** Whether an object is out, confirmed and outside of any downtime. */
export function isConfirmedOutage(
  object: Pick<WatchedObject, "inDowntime" | "monitored" | "current" | "confirmed">,
  mapping: StateMapping,
): boolean {
  if (object.inDowntime || !object.monitored || object.current === "up" || object.current === "ok") return false;
  return isOutage(mapResult(object.confirmed, mapping));
}

/** A host that is not up speaks for its services, from its first soft state on: they fail before it is confirmed. */
export function isToldByHost(host: Pick<WatchedObject, "monitored" | "current">, mapping: StateMapping): boolean {
  return host.monitored && isOutage(mapResult(host.current, mapping));
}

function describeIncident(object: WatchedObject, snapshot: Snapshot): NewIncident {
  return {
    key: object.key,
    kind: object.kind,
    hostName: object.hostName,
    serviceDescription: object.serviceDescription,
    components: affectedOf(object.key, snapshot),
    problemId: object.problemId,
    state: object.confirmed,
    startedAt: Math.min(object.problemBeganAt ?? snapshot.createdAt, snapshot.createdAt),
    lastCheckAt: object.lastCheckAt,
    output: object.output,
    acknowledged: object.acknowledged,
  };
}

type CommentsByObject = ReadonlyMap<ObjectKey, readonly ObjectComment[]>;

function groupComments(comments: readonly ObjectComment[]): CommentsByObject {
  const grouped = new Map<ObjectKey, ObjectComment[]>();
  for (const comment of comments) {
    const group = grouped.get(comment.key);
    if (group === undefined) grouped.set(comment.key, [comment]);
    else group.push(comment);
  }
  return grouped;
}

/** Older comments belong to earlier problems: those that Nagios keeps outlive their acknowledgement. */
function commentsSince(incident: Pick<Incident, "key" | "startedAt">, comments: CommentsByObject): ObjectComment[] {
  return (comments.get(incident.key) ?? []).filter((comment) => comment.enteredAt >= incident.startedAt);
}

function followIncident(open: OpenIncident, snapshot: Snapshot, comments: CommentsByObject, changes: Changes): void {
  const { incident } = open;
  const object = snapshot.objects.get(incident.key);
  if (object === undefined) return;
  const patch = findPatch(incident, object, affectedOf(object.key, snapshot));
  if (patch !== null) changes.updated.push({ id: incident.id, ...patch });
  for (const comment of commentsSince(incident, comments)) {
    const isKept = open.comments.some(
      (kept) => kept.commentId === comment.commentId && kept.enteredAt === comment.enteredAt,
    );
    if (!isKept) changes.comments.push({ incidentId: incident.id, comment });
  }
}

function findPatch(
  incident: Incident,
  object: WatchedObject,
  components: readonly AffectedComponent[],
): { patch: IncidentPatch; reason: string } | null {
  const patch: IncidentPatch = {};
  const reasons: string[] = [];
  if (object.confirmed !== incident.state && isWorse(object.confirmed)) {
    Object.assign(patch, { state: object.confirmed, output: object.output, lastCheckAt: object.lastCheckAt });
    reasons.push(`${incident.state} became ${object.confirmed}`);
  }
  if (object.acknowledged !== incident.acknowledged) {
    patch.acknowledged = object.acknowledged;
    reasons.push(object.acknowledged ? "acknowledged" : "acknowledgement withdrawn");
  }
  if (object.problemId !== 0 && incident.problemId === 0) {
    patch.problemId = object.problemId;
    reasons.push(`is problem ${object.problemId}`);
  }
  if (!haveSameSlugs(incident.components, components)) {
    patch.components = components;
    reasons.push("affects other components");
  }
  return reasons.length === 0 ? null : { patch, reason: `updated: ${reasons.join(", ")}` };
}

/** A pending or soft-recovering object says nothing new about a problem that lasts. */
function isWorse(result: WatchedObject["confirmed"]): boolean {
  return result !== "pending" && result !== "up" && result !== "ok";
}

function haveSameSlugs(a: readonly AffectedComponent[], b: readonly AffectedComponent[]): boolean {
  return a.length === b.length && a.every((component, index) => component.slug === b[index]?.slug);
}
