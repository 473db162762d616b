import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REASON_PARTS, type ReasonCode } from "@/lib/domain/reason";
import { MINUTE_MS } from "@/lib/domain/time";
import type { AlertMessage } from "./episodes";
import { saySpan } from "./say-time";
import { wordAlert } from "./word-alert";

const AT = Date.UTC(2026, 10, 23, 14, 32, 5);
const PAGE = { name: "Example", publicUrl: "https://status.example.org" };

function message(part: Partial<AlertMessage>): AlertMessage {
  return {
    id: "db_full_begun_1",
    kind: "begun",
    topic: "store",
    severity: "critical",
    at: AT,
    sinceAt: AT - 2 * MINUTE_MS,
    endedAt: null,
    reasons: [{ code: "db_full", severity: "critical", message: "No space left on /data", sinceAt: AT - MINUTE_MS }],
    follows: [],
    ...part,
  };
}

describe("a message that something began", () => {
  const { subject, text } = wordAlert(message({}), PAGE);

  it("says in its subject whose page it is, how bad and what", () => {
    expect(subject).toBe("[Vitrine Example] critical: The disk of the database is full");
  });

  it("says what is wrong, since when, what visitors see, what heals it, what is left to a person and where to read on", () => {
    expect(text).toBe(`The disk of the database is full, since 2026-11-23 14:30:05 UTC.

db_full (critical): No space left on /data
Since: 2026-11-23 14:31:05 UTC.
What visitors see: The page goes on and is current. History and incidents may
lag behind.
What heals it: Reserved space is freed at once; writing goes on when the disk
has space again.
What is left to you: Make space on the disk of the database.
Runbook: https://status.example.org/admin/runbook#db_full

Said by the status page "Example" at 2026-11-23 14:32:05 UTC. You hear of it
again when it is over.
Health: https://status.example.org/admin
`);
  });
});

it("a message that it is over says how long it lasted", () => {
  const { subject, text } = wordAlert(message({ kind: "over", endedAt: AT + 63 * MINUTE_MS }), PAGE);
  expect(subject).toBe("[Vitrine Example] over: The disk of the database is full");
  const words = text.replaceAll("\n", " ");
  expect(words).toContain("It lasted 1 h 5 min, from 2026-11-23 14:30:05 UTC to 2026-11-23 15:35:05 UTC.");
  expect(text).not.toContain("What heals it");
});

it("old data is named as that, whatever the codes are", () => {
  const reasons = [{ code: "page_stale", severity: "degraded", message: "grey", sinceAt: null }] as const;
  expect(wordAlert(message({ topic: "source", severity: "degraded", reasons }), PAGE).subject).toBe(
    "[Vitrine Example] degraded: Nagios' data is old",
  );
});

it("has words for every code, and no address when none is known", () => {
  for (const code of Object.keys(REASON_PARTS) as ReasonCode[]) {
    const reasons = [{ code, severity: "critical", message: "so it is", sinceAt: null }] as const;
    const { subject, text } = wordAlert(message({ topic: REASON_PARTS[code], reasons }), { ...PAGE, publicUrl: null });
    expect(subject).toMatch(/critical: [A-Z]/);
    expect(text).toMatch(/What visitors see: [A-Z][\s\S]*What heals it: [A-Z][\s\S]*What is left to you: [A-Z]/);
    expect(text).not.toContain("http");
  }
});

it("stays one line in the subject and plain text below, whatever a reason or a name holds", () => {
  const nasty = fc.oneof(fc.string({ unit: "binary" }), fc.constant("a\r\nBcc: x@example.org\u001b[31m\u202e"));
  fc.assert(
    fc.property(nasty, nasty, (name, words) => {
      const reasons = [{ code: "db_full", severity: "critical", message: words, sinceAt: null }] as const;
      const { subject, text } = wordAlert(message({ reasons }), { name, publicUrl: null });
      expect(subject).not.toMatch(/\p{Cc}/u);
      expect(subject.length).toBeLessThanOrEqual(300);
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
    }),
  );
});

it("spans are said in two units at most", () => {
  expect([0, 999, 1000, 59_999, 60_000, 3_600_000, 3_660_000, 86_400_000, 97_200_000, -5].map(saySpan)).toEqual([
    "0 seconds",
    "0 seconds",
    "1 second",
    "59 seconds",
    "1 minute",
    "1 h",
    "1 h 1 min",
    "1 day",
    "1 day 3 h",
    "0 seconds",
  ]);
});
