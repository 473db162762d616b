import type { ObjectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { Plan, PlannedDowntime, PlannedFlapping, Trouble } from "./plan";
import { findFrom, findLastIndex } from "./sorted";
import type { Life } from "./timeline";

/** A problem that somebody took on; it ends with the problem. */
export interface Acknowledged {
  key: ObjectKey;
  startAt: EpochMs;
  endAt: EpochMs;
  author: string;
  text: string;
}

export interface Downtime extends PlannedDowntime {
  downtimeId: number;
  commentId: number;
}

export type Flapping = PlannedFlapping;

/** A comment that Nagios holds from `startAt` until `endAt`. */
export interface DemoComment {
  key: ObjectKey;
  commentId: number;
  /** Nagios' `entry_type`: 2 downtime, 3 flapping, 4 acknowledgement. */
  entryType: 2 | 3 | 4;
  startAt: EpochMs;
  endAt: EpochMs;
  author: string;
  text: string;
}

export interface PeopleRecord {
  acknowledgements: Acknowledged[];
  downtimes: Downtime[];
  flappings: Flapping[];
  comments: DemoComment[];
}

/** What people entered and what Nagios noted because of it, with the numbers that Nagios gives, by time. */
export function recordPeople(plan: Plan, lives: ReadonlyMap<ObjectKey, Life>): PeopleRecord {
  const acknowledgements = plan.troubles.flatMap((trouble) => acknowledge(trouble, lives.get(trouble.key)));
  const drafts = [
    ...acknowledgements.map((entry) => ({ ...entry, entryType: 4 as const })),
    ...plan.flappings.map((flapping) => draftFlappingComment(flapping)),
    ...plan.downtimes.map((downtime) => draftDowntimeComment(downtime)),
  ];
  const comments = drafts.sort(byStart).map((draft, index) => ({ ...draft, commentId: index + 1 }));
  const commentIds = new Map(
    comments.map((comment) => [`${comment.entryType}/${comment.key}/${comment.startAt}`, comment.commentId]),
  );
  const downtimes = [...plan.downtimes]
    .sort((a, b) => a.enteredAt - b.enteredAt)
    .map((downtime, index) => ({
      ...downtime,
      downtimeId: index + 1,
      commentId: commentIds.get(`2/${downtime.key}/${downtime.enteredAt}`) ?? 0,
    }));
  return {
    acknowledgements: acknowledgements.sort(byStart),
    downtimes,
    flappings: [...plan.flappings].sort(byStart),
    comments,
  };
}

function byStart(a: { startAt: EpochMs }, b: { startAt: EpochMs }): number {
  return a.startAt - b.startAt;
}

/** Acknowledges the problem that a trouble led to; nothing when none was confirmed or it was over by then. */
function acknowledge(trouble: Trouble, life: Life | undefined): Acknowledged[] {
  const { acknowledgement } = trouble;
  if (acknowledgement === null || life === undefined) return [];
  const { changes } = life;
  const first = findLastIndex(changes, (change) => change.at < trouble.startAt) + 1;
  const confirmed = findFrom(changes, first, (change) => change.hard && change.state !== 0);
  if (confirmed === undefined || confirmed.at >= trouble.endAt) return [];
  const startAt = confirmed.at + acknowledgement.afterMs;
  const recovery = findFrom(changes, first, (change) => change.at > confirmed.at && change.state === 0);
  const endAt = recovery?.at ?? Number.POSITIVE_INFINITY;
  if (startAt >= Math.min(endAt, trouble.endAt)) return [];
  const { author, text } = acknowledgement;
  return [{ key: trouble.key, startAt: floorSecond(startAt), endAt, author, text }];
}

function floorSecond(at: EpochMs): EpochMs {
  return at - (at % 1000);
}

function nameKind(key: ObjectKey): "host" | "service" {
  return key.includes(";") ? "service" : "host";
}

/** ISO 8601 as `date_format=iso8601` writes it: `2026-11-23 18:59:35`. */
function formatDate(at: EpochMs): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}

function draftDowntimeComment(downtime: PlannedDowntime) {
  const kind = nameKind(downtime.key);
  const text = `This ${kind} has been scheduled for fixed downtime from ${formatDate(downtime.startAt)} to ${formatDate(downtime.endAt)}.  Notifications for the ${kind} will not be sent out during that time period.`;
  return {
    key: downtime.key,
    entryType: 2 as const,
    startAt: downtime.enteredAt,
    endAt: downtime.endAt,
    author: downtime.author,
    text,
  };
}

function draftFlappingComment({ key, startAt, endAt, percent }: PlannedFlapping) {
  const kind = nameKind(key);
  const text = `Notifications for this ${kind} are being suppressed because it was detected as having been flapping between different states (${percent.toFixed(1)}% change >= 20.0% threshold).  When the ${kind} state stabilizes and the flapping stops, notifications will be re-enabled.`;
  return { key, entryType: 3 as const, startAt, endAt, author: "(Nagios Process)", text };
}
