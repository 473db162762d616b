import { confirmStates, type HistoryMark } from "@/lib/domain/object-history";
import type { Account } from "@/lib/domain/report-difference";
import { hostOf, type ObjectKey } from "@/lib/domain/snapshot";
import { createSteps, type GrowingSteps, observe } from "@/lib/domain/steps";

/** What we hold of objects by our own rule, to be held against somebody else's account. */
export interface OwnAccounts {
  enter(mark: HistoryMark): void;
  accountOf(key: ObjectKey): Account;
}

/** Begins without any mark. */
export function createOwnAccounts(): OwnAccounts {
  const tracks = { state: new Map<ObjectKey, GrowingSteps>(), downtime: new Map<ObjectKey, GrowingSteps>() };

  function trackOf(track: keyof typeof tracks, key: ObjectKey): GrowingSteps {
    const steps = tracks[track].get(key) ?? createSteps();
    tracks[track].set(key, steps);
    return steps;
  }

  return {
    enter({ key, track, at, value }) {
      if (key !== null && track !== "source") observe(trackOf(track, key), at, value);
    },
    accountOf: (key) => ({
      results: confirmStates(trackOf("state", key), key.includes(";") ? "service" : "host"),
      downtimes: [...new Set([key, hostOf(key)])].map((name) => trackOf("downtime", name)),
      stops: createSteps(),
    }),
  };
}
