import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Health, HealthReason } from "@/lib/domain/health";
import { REASON_PARTS, type ReasonCode, type Severity } from "@/lib/domain/reason";
import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { ALERT_POLICY, type AlertMessage, type Episode, followEpisodes } from "./episodes";

const START = Date.UTC(2026, 10, 23, 14, 0, 0);

function reason(code: ReasonCode, severity: Severity = "critical", sinceAt: number | null = null): HealthReason {
  return { code, part: REASON_PARTS[code], severity, message: `${code} it is`, sinceAt };
}

function healthOf(reasons: readonly HealthReason[]): Health {
  if (reasons.length === 0) return { status: "healthy", reasons };
  return { status: reasons.some(({ severity }) => severity === "critical") ? "critical" : "degraded", reasons };
}

/** Lets a story happen, one look every ten seconds; each chapter is how long which reasons are there. */
function tellStory(chapters: readonly (readonly [minutes: number, ...reasons: HealthReason[]])[]) {
  let episodes: Episode[] = [];
  let at = START;
  const messages: AlertMessage[] = [];
  for (const [minutes, ...reasons] of chapters) {
    for (const endsAt = at + minutes * MINUTE_MS; at < endsAt; at += 10 * SECOND_MS) {
      const elapsedMs = at === START ? 0 : 10 * SECOND_MS;
      const followed = followEpisodes(episodes, { health: healthOf(reasons), at, elapsedMs }, ALERT_POLICY);
      episodes = followed.episodes;
      messages.push(...followed.messages);
    }
  }
  return { messages, episodes, told: messages.map(({ kind, topic, at }) => [kind, topic, (at - START) / MINUTE_MS]) };
}

describe("a critical reason", () => {
  it("is told once when it has lasted a minute, and once when it has been over for ten", () => {
    const { messages, told, episodes } = tellStory([[5], [30, reason("db_full")], [60]]);
    expect(told).toEqual([
      ["begun", "store", 6],
      ["over", "store", 45],
    ]);
    expect(messages[1]).toMatchObject({ sinceAt: START + 5 * MINUTE_MS, endedAt: START + 35 * MINUTE_MS });
    expect(messages[1]?.follows).toEqual([messages[0]?.id]);
    expect(episodes).toEqual([]);
  });

  it("that was a blip is told to nobody", () => {
    expect(tellStory([[1], [0.5, reason("db_full")], [60]]).told).toEqual([]);
  });

  it("that flaps is one episode, whose end is the last time that it went", () => {
    const { told, messages } = tellStory([
      [3, reason("poll_failed")],
      [9],
      [3, reason("poll_failed")],
      [9],
      [3, reason("poll_failed")],
      [30],
    ]);
    expect(told).toEqual([
      ["begun", "poll", 1],
      ["over", "poll", 37],
    ]);
    expect(messages[1]?.endedAt).toBe(START + 27 * MINUTE_MS);
  });

  it("that comes and goes without ever lasting is told when it has lasted a minute in all", () => {
    const chapters = Array.from({ length: 10 }, () => [[0.5, reason("db_locked")] as const, [2] as const]).flat();
    expect(tellStory(chapters).told).toEqual([["begun", "store", expect.closeTo(5, 0)]]);
  });

  it("that comes back after ten calm minutes is told again", () => {
    const story = [[2, reason("db_full")] as const, [11] as const];
    expect(tellStory([...story, ...story]).told.map(([kind]) => kind)).toEqual(["begun", "over", "begun", "over"]);
  });

  it("keeps the time since when it lasted before anybody looked", () => {
    const { messages } = tellStory([[2, reason("boot_failed", "critical", START - MINUTE_MS)]]);
    expect(messages[0]?.sinceAt).toBe(START - MINUTE_MS);
  });
});

describe("a degraded reason", () => {
  it("is told where a person should know of it, and else not", () => {
    const told = ["db_restored", "backup_old", "scheduler_recovered", "process_restarted", "config_invalid"] as const;
    for (const code of told) expect(tellStory([[2, reason(code, "degraded")]]).messages, code).toHaveLength(1);
    const silent = ["clock_skew", "objects_stale", "boot_pending", "db_locked", "alerts_failed", "wal_large"] as const;
    for (const code of silent) expect(tellStory([[60, reason(code, "degraded")]]).messages, code).toHaveLength(0);
  });

  it("that is soon over by its nature is told at once", () => {
    expect(tellStory([[0.2, reason("db_restored", "degraded")], [5]]).told).toEqual([["begun", "store", 0]]);
  });
});

describe("reasons of one part", () => {
  it("are one message when they fall due together", () => {
    const { messages } = tellStory([[5, reason("db_full"), reason("backup_failed", "degraded"), reason("db_backlog")]]);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.reasons.map(({ code }) => code)).toEqual(["db_full", "backup_failed", "db_backlog"]);
  });

  it("are told each when one comes while another lasts", () => {
    const old = reason("backup_old", "degraded");
    expect(tellStory([[60, old], [5, old, reason("db_full")], [11, old], [11]]).told).toEqual([
      ["begun", "store", 1],
      ["begun", "store", 61],
      ["over", "store", 75],
      ["over", "store", 86],
    ]);
  });
});

it("Nagios that stops is one matter, whatever codes it shows itself by", () => {
  const { told, messages } = tellStory([
    [1, reason("source_missing", "degraded")],
    [1, reason("source_missing"), reason("page_stale", "degraded")],
    [20, reason("source_stale"), reason("page_stale")],
    [11],
  ]);
  expect(told).toEqual([
    ["begun", "source", 1],
    ["over", "source", 32],
  ]);
  expect(messages[1]).toMatchObject({ severity: "critical" });
  expect(messages[1]?.reasons.map(({ code }) => code)).toEqual(["source_missing", "page_stale", "source_stale"]);
});

it("a wall clock that jumps neither hides nor repeats, and no span is negative", () => {
  const jumps = fc.array(fc.integer({ min: -400, max: 400 }), { minLength: 30, maxLength: 30 });
  fc.assert(
    fc.property(jumps, (days) => {
      let episodes: Episode[] = [];
      const messages: AlertMessage[] = [];
      for (const [index, jumped] of days.entries()) {
        const at = START + jumped * 24 * 60 * MINUTE_MS;
        const health = healthOf(index < 10 ? [reason("db_full")] : []);
        const followed = followEpisodes(episodes, { health, at, elapsedMs: MINUTE_MS }, ALERT_POLICY);
        episodes = followed.episodes;
        messages.push(...followed.messages);
      }
      expect(messages.map(({ kind }) => kind)).toEqual(["begun", "over"]);
      expect((messages[1]?.endedAt ?? 0) - (messages[1]?.sinceAt ?? 0)).toBeGreaterThanOrEqual(0);
    }),
  );
});

it("every told matter has one begin and one end, in this order, and ids are never used twice", () => {
  const codes = ["db_full", "backup_old", "source_stale", "poll_timeout", "scheduler_recovered"] as const;
  const look = fc.record({
    reasons: fc.uniqueArray(fc.constantFrom(...codes)),
    minutes: fc.integer({ min: 0, max: 30 }),
  });
  fc.assert(
    fc.property(fc.array(look, { maxLength: 60 }), (looks) => {
      let episodes: Episode[] = [];
      let at = START;
      const messages: AlertMessage[] = [];
      for (const { reasons, minutes } of [...looks, { reasons: [], minutes: 0 }, { reasons: [], minutes: 20 }]) {
        at += minutes * MINUTE_MS + 1;
        const observation = { health: healthOf(reasons.map((c) => reason(c))), at, elapsedMs: minutes * MINUTE_MS };
        const followed = followEpisodes(episodes, observation, ALERT_POLICY);
        episodes = followed.episodes;
        messages.push(...followed.messages);
      }
      expect(episodes).toEqual([]);
      expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
      const begun = messages.filter(({ kind }) => kind === "begun");
      const ended = messages.filter(({ kind }) => kind === "over").flatMap(({ follows }) => follows);
      for (const id of ended) expect(begun.some((message) => message.id === id)).toBe(true);
      for (const { id } of begun) expect(ended).toContain(id);
    }),
  );
});
