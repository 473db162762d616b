import type { Trouble } from "@/lib/domain/health";
import type { ReasonCode } from "@/lib/domain/reason";
import type { EpochMs } from "@/lib/domain/time";
import { type Effect, say } from "./effects";
import type { Failure } from "./failure";

/** What is wrong now, each since it began. */
export function followTroubles(before: readonly Trouble[], now: readonly Failure[], at: EpochMs): Trouble[] {
  return now.map(({ code, message }) => {
    const lasting = before.find((trouble) => trouble.code === code);
    return { code, message, sinceAt: lasting?.sinceAt ?? at };
  });
}

/** A trouble is told when it begins and when it is over; stale data at each poll, as its readers expect. */
export function sayTroubles(before: readonly Trouble[], now: readonly Trouble[], at: EpochMs): Effect[] {
  const isIn = (troubles: readonly Trouble[], code: ReasonCode) => troubles.some((trouble) => trouble.code === code);
  const begun = now.flatMap(({ code, message }): Effect[] => {
    if (!isIn(before, code)) return [say("warn", message, { kind: "failure", code })];
    return code === "source_stale" ? [say("warn", message)] : [];
  });
  const over = before
    .filter(({ code }) => !isIn(now, code))
    .map(({ code, sinceAt }) => {
      const seconds = Math.max(0, Math.round((at - sinceAt) / 1000));
      return say("info", `Over after ${seconds} seconds: ${code}`, { kind: "over", code });
    });
  return [...begun, ...over];
}
