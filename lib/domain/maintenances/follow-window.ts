import type { AutomaticMaintenance } from "@/lib/domain/maintenance";
import type { Snapshot } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { addUpdate } from "./updates";

/**
 * What becomes of a maintenance of which Nagios lists no downtime any more. After its end it is completed. Before that,
 * somebody ended it; unless Nagios was started again meanwhile and may have lost it, or does not know its objects any
 * more: then nobody did, and it goes on as it was announced.
 */
export function followWindow(before: AutomaticMaintenance, snapshot: Snapshot): AutomaticMaintenance {
  const at = snapshot.createdAt;
  if (at >= before.endsAt) return finish(before);
  if (before.forgottenAt !== null) return begin(before, at);
  const loss = findLoss(before, snapshot);
  if (loss !== null) return begin(forget(before, at, loss), at);
  return endByHand(before, at);
}

function findLoss({ downtimes, seenUnder }: AutomaticMaintenance, snapshot: Snapshot): string | null {
  if (downtimes.every(({ key }) => !snapshot.objects.has(key))) return "its objects are not monitored any more";
  const { programStartedAt } = snapshot;
  const hasRestarted = programStartedAt !== null && seenUnder !== null && programStartedAt !== seenUnder;
  return hasRestarted ? "Nagios was started again and does not list its downtimes any more" : null;
}

function forget(before: AutomaticMaintenance, at: EpochMs, reason: string): AutomaticMaintenance {
  const update = {
    at,
    code: "forgotten",
    status: before.status,
    reason: `${reason}: it goes on as announced`,
  } as const;
  return addUpdate({ ...before, forgottenAt: at }, update);
}

/** Flexible downtimes begin with a problem and not with their window. */
function isFlexible({ durationMs }: AutomaticMaintenance): boolean {
  return durationMs !== null;
}

/** It begins with its window where nothing else tells. */
function begin(before: AutomaticMaintenance, at: EpochMs): AutomaticMaintenance {
  const { beganAt, startsAt } = before;
  if (beganAt !== null || isFlexible(before) || at < startsAt) return before;
  const status = "in_progress";
  const update = { at: startsAt, code: "started", status, reason: "its announced begin has come" } as const;
  return addUpdate({ ...before, status, beganAt: startsAt }, update);
}

function finish(before: AutomaticMaintenance): AutomaticMaintenance {
  const { endsAt } = before;
  const begun = begin(before, endsAt);
  if (begun.beganAt === null) {
    const status = "cancelled";
    const update = { at: endsAt, code: "cancelled", status, reason: "its window passed without a problem" } as const;
    return addUpdate({ ...begun, status, endedAt: endsAt }, update);
  }
  const status = "completed";
  const update = { at: endsAt, code: "completed", status, reason: "its end has come" } as const;
  return addUpdate({ ...begun, status, endedAt: endsAt }, update);
}

/** Its downtimes were deleted: before the begin that is a cancellation, after it an early end. */
function endByHand(before: AutomaticMaintenance, at: EpochMs): AutomaticMaintenance {
  const begun = begin(before, at);
  const reason = "its downtimes were deleted in Nagios";
  if (begun.beganAt === null) {
    return addUpdate(
      { ...begun, status: "cancelled", endedAt: at },
      { at, code: "cancelled", status: "cancelled", reason },
    );
  }
  return addUpdate(
    { ...begun, status: "completed", endedAt: at },
    { at, code: "ended_early", status: "completed", reason },
  );
}
