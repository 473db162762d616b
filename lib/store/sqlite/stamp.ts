import type { EpochMs } from "@/lib/domain/time";

/** An instant for names of files: `20260314T120000.000Z`. */
export function formatStamp(at: EpochMs): string {
  return new Date(at).toISOString().replaceAll(/[-:]/g, "");
}

/** The instant of such a name; null when it is none. */
export function parseStamp(stamp: string): EpochMs | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d\.\d{3}Z)$/.exec(stamp);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, rest] = parts;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${rest}`);
  return Number.isNaN(at) ? null : at;
}

/** An instant for people: `2026-03-14 12:00:00 UTC`. */
export function sayInstant(at: EpochMs): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
