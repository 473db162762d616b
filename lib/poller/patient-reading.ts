import { judgeAge } from "@/lib/domain/data-age";
import type { ReasonCode } from "@/lib/domain/reason";
import type { Snapshot } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { SiteReader, SiteReading } from "./read-site";

/** Nagios removes its status file for a moment when it restarts, and other programs copy it piece by piece. */
const PASSING: readonly ReasonCode[] = ["source_missing", "source_changed", "source_empty", "source_incomplete"];
const PAUSES_MS = [250, 1000];
/** An older file that moves on, so many readings long, is believed: then it is Nagios' clock that was set back. */
const OLDER_READINGS = 3;

/**
 * Reads again within one poll what is likely to pass by itself, and refuses a file that is older than the last one,
 * as a restored copy is; but one that is too old to be called current is told as that, and turns the page grey at once.
 * A trouble that lasts costs no pauses: only the first poll that meets it tries again.
 */
export function createPatientReading(
  site: SiteReader,
  { intervalMs, stalenessThresholdMs }: { intervalMs: number; stalenessThresholdMs: number },
  clock: Clock,
): SiteReader["read"] {
  const pauses = PAUSES_MS.filter((pauseMs) => pauseMs <= intervalMs / 4);
  let wasGood = true;
  let older: { createdAt: EpochMs; readings: number } | null = null;

  async function readAgain(previous: Snapshot | null, isCurrent: () => boolean): Promise<SiteReading> {
    let reading = await site.read(previous, isCurrent);
    for (const pauseMs of wasGood ? pauses : []) {
      if (reading.kind !== "unavailable" || !PASSING.includes(reading.code) || !isCurrent()) break;
      await new Promise<void>((resolve) => clock.after(pauseMs, resolve));
      reading = await site.read(previous, isCurrent);
    }
    return reading;
  }

  function refuseOlder(reading: SiteReading, previous: Snapshot | null): SiteReading {
    if (reading.kind !== "fresh") return reading;
    const { createdAt } = reading.snapshot;
    const isStale = clock.now() - createdAt > stalenessThresholdMs;
    if (previous === null || createdAt >= previous.createdAt || isStale || isAhead(previous)) {
      older = null;
      return reading;
    }
    if (older === null || createdAt > older.createdAt) older = { createdAt, readings: (older?.readings ?? 0) + 1 };
    if (older.readings >= OLDER_READINGS) return reading;
    site.forget();
    return { kind: "unavailable", code: "source_older", message: "status.dat is older than what was read before" };
  }

  /** What came from the future is no measure of what comes after it. */
  function isAhead({ createdAt }: Snapshot): boolean {
    return judgeAge(createdAt, clock.now(), 0).kind === "ahead";
  }

  return async (previous, isCurrent) => {
    const reading = refuseOlder(await readAgain(previous, isCurrent), previous);
    wasGood = reading.kind !== "unavailable";
    return reading;
  };
}
