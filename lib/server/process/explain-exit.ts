import { EXIT } from "@/lib/server/exit-codes";
import type { RestartReason } from "./restart-note";

/** Why the server ended, from how it ended. `killedFor`: what the supervisor killed it for, where it did. */
export function explainExit(
  { code, signal }: { code: number | null; signal: string | null },
  killedFor: string | null,
): { reason: RestartReason; detail: string } {
  if (killedFor !== null) return { reason: "stalled", detail: killedFor };
  if (signal !== null) return { reason: "crash", detail: `ended by ${signal}` };
  switch (code) {
    case EXIT.crashed:
      return { reason: "crash", detail: `an error that nobody caught (exit code ${code})` };
    case EXIT.memory:
      return { reason: "memory", detail: `it used too much memory (exit code ${code})` };
    case EXIT.pollerLost:
      return { reason: "exit", detail: `the poller could not be brought back (exit code ${code})` };
    case EXIT.ok:
      return { reason: "exit", detail: "somebody ended it (exit code 0)" };
    case null:
      return { reason: "crash", detail: "it could not be started" };
    default:
      return { reason: "crash", detail: `exit code ${code}` };
  }
}
