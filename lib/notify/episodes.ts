import type { Health, HealthReason } from "@/lib/domain/health";
import type { Part, ReasonCode, Severity } from "@/lib/domain/reason";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time";
import { isHappening, isTellable, matterOf, topicOf } from "./matter";

export interface AlertPolicy {
  /** What has not lasted this long is told to nobody. */
  patienceMs: number;
  /** What is back sooner than this was never over. */
  calmMs: number;
}

export const ALERT_POLICY: AlertPolicy = { patienceMs: MINUTE_MS, calmMs: 10 * MINUTE_MS };

export interface AlertReason {
  code: ReasonCode;
  severity: Severity;
  message: string;
  sinceAt: EpochMs | null;
}

/** One matter from its beginning until it has been calm for a while. Plain data: it is kept over restarts. */
export interface Episode {
  matter: string;
  topic: Part;
  sinceAt: EpochMs;
  /** How long it was seen, without the gaps. */
  seenMs: number;
  /** Since when it is gone; null while it is here. */
  goneAt: EpochMs | null;
  goneMs: number;
  severity: Severity;
  /** Every reason that it showed, with its last words. */
  reasons: readonly AlertReason[];
  /** The message that told it; null while nobody was told. */
  toldBy: string | null;
}

/** What a person is told: that something began to be wrong, or that it is over. */
export interface AlertMessage {
  /** The same for all tries. */
  id: string;
  kind: "begun" | "over";
  topic: Part;
  severity: Severity;
  at: EpochMs;
  sinceAt: EpochMs;
  /** Null while it lasts. */
  endedAt: EpochMs | null;
  reasons: readonly AlertReason[];
  /** Messages that this one continues. */
  follows: readonly string[];
}

export interface Observation {
  health: Health;
  at: EpochMs;
  /** Since the observation before, from a clock that does not jump; 0 for the first one. */
  elapsedMs: number;
}

/**
 * Decides whom to tell what. Pure: each matter is told once when it has lasted, and once when it has been calm;
 * matters of one part that fall due together are one message.
 */
export function followEpisodes(
  open: readonly Episode[],
  { health, at, elapsedMs }: Observation,
  policy: AlertPolicy,
): { episodes: Episode[]; messages: AlertMessage[] } {
  const present = groupByMatter(health.reasons);
  const begun = [...present.keys()].filter((matter) => !open.some((episode) => episode.matter === matter));
  const aged = [
    ...open.map((episode) => age(episode, present.get(episode.matter) ?? [], at, elapsedMs)),
    ...begun.map((matter) => begin(matter, present.get(matter) ?? [], at)),
  ];
  const told = tell(aged, health.reasons, at, policy);
  const ended = endCalm(told.episodes, at, policy);
  return { episodes: ended.episodes, messages: [...told.messages, ...ended.messages] };
}

function groupByMatter(reasons: readonly HealthReason[]): Map<string, HealthReason[]> {
  const groups = new Map<string, HealthReason[]>();
  for (const reason of reasons.filter(isTellable)) {
    const matter = matterOf(reason);
    groups.set(matter, [...(groups.get(matter) ?? []), reason]);
  }
  return groups;
}

function begin(matter: string, reasons: readonly HealthReason[], at: EpochMs): Episode {
  return {
    matter,
    topic: topicOf(reasons[0]?.part ?? "process"),
    sinceAt: Math.min(at, ...reasons.map((reason) => reason.sinceAt ?? at)),
    seenMs: 0,
    goneAt: null,
    goneMs: 0,
    severity: worstOf(reasons),
    reasons: reasons.map(keepReason),
    toldBy: null,
  };
}

function age(episode: Episode, reasons: readonly HealthReason[], at: EpochMs, elapsedMs: number): Episode {
  const wasHere = episode.goneAt === null;
  if (reasons.length === 0) {
    return { ...episode, goneAt: episode.goneAt ?? at, goneMs: wasHere ? 0 : episode.goneMs + elapsedMs };
  }
  const seen = new Map(episode.reasons.map((reason) => [reason.code, reason]));
  for (const reason of reasons) seen.set(reason.code, keepReason(reason));
  return {
    ...episode,
    seenMs: wasHere ? episode.seenMs + elapsedMs : episode.seenMs,
    goneAt: null,
    goneMs: 0,
    severity: worstOf([episode, ...reasons]),
    reasons: [...seen.values()],
  };
}

function tell(
  episodes: readonly Episode[],
  reasons: readonly HealthReason[],
  at: EpochMs,
  policy: AlertPolicy,
): { episodes: Episode[]; messages: AlertMessage[] } {
  const due = episodes.filter(
    ({ toldBy, goneAt, seenMs, matter }) =>
      toldBy === null && goneAt === null && (seenMs >= policy.patienceMs || isHappening(matter)),
  );
  const messages = topicsOf(due).map((topic): AlertMessage => {
    const group = due.filter((episode) => episode.topic === topic);
    const here = reasons.filter((reason) => topicOf(reason.part) === topic);
    return {
      id: nameMessage("begun", group, at),
      kind: "begun",
      topic,
      severity: worstOf(here),
      at,
      sinceAt: Math.min(...group.map((episode) => episode.sinceAt)),
      endedAt: null,
      reasons: here.map(keepReason),
      follows: [],
    };
  });
  const idOf = new Map(messages.map(({ topic, id }) => [topic, id]));
  const marked = episodes.map((episode) =>
    due.includes(episode) ? { ...episode, toldBy: idOf.get(episode.topic) ?? null } : episode,
  );
  return { episodes: marked, messages };
}

function endCalm(
  episodes: readonly Episode[],
  at: EpochMs,
  policy: AlertPolicy,
): { episodes: Episode[]; messages: AlertMessage[] } {
  const calm = episodes.filter(({ goneAt, goneMs }) => goneAt !== null && goneMs >= policy.calmMs);
  const told = calm.filter(({ toldBy }) => toldBy !== null);
  const messages = topicsOf(told).map((topic): AlertMessage => {
    const group = told.filter((episode) => episode.topic === topic);
    const sinceAt = Math.min(...group.map((episode) => episode.sinceAt));
    return {
      id: nameMessage("over", group, at),
      kind: "over",
      topic,
      severity: worstOf(group),
      at,
      sinceAt,
      endedAt: Math.max(sinceAt, ...group.map((episode) => episode.goneAt ?? at)),
      reasons: group.flatMap((episode) => episode.reasons),
      follows: [...new Set(group.map((episode) => episode.toldBy ?? ""))],
    };
  });
  return { episodes: episodes.filter((episode) => !calm.includes(episode)), messages };
}

function topicsOf(episodes: readonly Episode[]): Part[] {
  return [...new Set(episodes.map((episode) => episode.topic))];
}

/** Unlike every other: no matter begins or ends twice at one instant. */
function nameMessage(kind: AlertMessage["kind"], group: readonly Episode[], at: EpochMs): string {
  return `${group[0]?.matter ?? "none"}_${kind}_${at.toString(36)}`;
}

function keepReason({ code, severity, message, sinceAt }: HealthReason): AlertReason {
  return { code, severity, message, sinceAt };
}

function worstOf(all: readonly { severity: Severity }[]): Severity {
  return all.some(({ severity }) => severity === "critical") ? "critical" : "degraded";
}
