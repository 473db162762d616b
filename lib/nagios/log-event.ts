import type { CheckResult, ObjectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";

/** What one line of nagios.log says, as far as it bears on history. */
export type LogEvent = ObjectEvent | ProgramEvent;

export type ObjectEvent =
  | {
      kind: "state";
      at: EpochMs;
      key: ObjectKey;
      /** `pending` for an object that the line lists as OK although it was never checked. */
      result: CheckResult;
      isHard: boolean;
      /** `alert`: it happened now. `listed`: it was so when the log turned (CURRENT) or Nagios started (INITIAL). */
      origin: "alert" | "listed";
    }
  /** Of the object's own downtime. `ended` and `cancelled` are alike to history. */
  | { kind: "downtime"; at: EpochMs; key: ObjectKey; isIn: boolean }
  | { kind: "flapping"; at: EpochMs; key: ObjectKey; isFlapping: boolean };

export interface ProgramEvent {
  kind: "program";
  at: EpochMs;
  /** `reloading` is followed by `started` a second later; nothing was down in between. */
  event: "started" | "reloading" | "stopping" | "rotated";
  /** Time of the line before it; null when what was read begins with it. */
  previousAt: EpochMs | null;
}
