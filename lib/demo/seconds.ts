import { type EpochMs, SECOND_MS } from "@/lib/domain/time";

/** An instant as Nagios writes it: whole seconds since the epoch. */
export function toSeconds(at: EpochMs): number {
  return Math.floor(at / SECOND_MS);
}
