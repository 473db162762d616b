import type { EpochMs } from "@/lib/domain/time";

/** Each knows the customary short names of its own part of the world; all others answer "GMT+1". */
const NAMING_LOCALES = ["en-GB", "en-US", "en-AU", "en-NZ", "en-IN", "en-ZA"] as const;
/** Who may know those of a part of the world, beside the first: asking all of them takes a browser long. */
const NAMING_IN: Readonly<Record<string, readonly string[]>> = {
  Africa: ["en-ZA"],
  America: ["en-US"],
  Antarctica: ["en-AU"],
  Asia: ["en-IN"],
  Atlantic: ["en-US"],
  Australia: ["en-AU"],
  Europe: [],
  Indian: ["en-ZA"],
  Pacific: ["en-US", "en-NZ"],
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** One formatter per use: making one costs more than a thousand formats. An unknown zone is read as UTC. */
export function findFormat(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${options.timeZoneName ?? options.dateStyle ?? "numbers"}`;
  const known = formats.get(key);
  if (known) return known;
  const format = makeFormat(locale, timeZone, options);
  formats.set(key, format);
  return format;
}

function makeFormat(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone });
  } catch (error) {
    if (error instanceof RangeError) return new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    throw error;
  }
}

/** An instant as a clock and a calendar on the wall show it. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  clock: string;
}

/** Reads an instant in a zone. */
export function readWallTime(at: EpochMs, timeZone: string): WallTime {
  const format = findFormat("en-GB", timeZone, {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const parts = Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
  return {
    year: Number(parts.year),
    month: Number(parts.month),
    day: Number(parts.day),
    clock: `${parts.hour}:${parts.minute}`,
  };
}

function nameZone(at: EpochMs, timeZone: string, locale: string, timeZoneName: "short" | "long"): string {
  const parts = findFormat(locale, timeZone, { timeZoneName }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "";
}

/** The short name of the zone at an instant: "CET", "EST", else the distance from UTC: "UTC+9". */
export function formatZone(at: EpochMs, timeZone: string): string {
  const first = nameZone(at, timeZone, NAMING_LOCALES[0], "short");
  if (isCustomary(first)) return first;
  const [region = ""] = timeZone.split("/", 1);
  for (const locale of NAMING_IN[region] ?? NAMING_LOCALES) {
    const name = nameZone(at, timeZone, locale, "short");
    if (isCustomary(name)) return name;
  }
  return first.replace("GMT", "UTC");
}

function isCustomary(name: string): boolean {
  return !/^(GMT|UTC)[+-]/.test(name);
}

/** The zone in full in a language, with its short name: "Central European Standard Time (CET)". */
export function formatLongZone(at: EpochMs, timeZone: string, locale = "en-GB"): string {
  const short = formatZone(at, timeZone);
  const long = nameZone(at, timeZone, locale, "long");
  return long === short ? short : `${long} (${short})`;
}

/** The day of an instant in a zone, as `YYYY-MM-DD`. */
export function readDay(at: EpochMs, timeZone: string): string {
  const { year, month, day } = readWallTime(at, timeZone);
  return `${String(year).padStart(4, "0")}-${pad(month)}-${pad(day)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
