import type { EpochMs } from "@/lib/domain/time";

/** An instant as programs read it: RFC 3339, UTC, `2026-11-23T14:32:05.000Z`. */
export function formatInstant(at: EpochMs): string {
  return new Date(at).toISOString();
}
