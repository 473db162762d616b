import type { EpochMs } from "@/lib/domain/time";

const REASONS = ["crash", "stalled", "memory", "exit"] as const;
export type RestartReason = (typeof REASONS)[number];

/** Why the server was started again, for its own record and health. */
export interface RestartNote {
  /** How often since the supervisor started. */
  count: number;
  reason: RestartReason;
  /** In words, for the operator. */
  detail: string;
  /** When the server before ended. */
  at: EpochMs;
}

const VARIABLE = "VITRINE_RESTART";

/** The environment that tells a server why it was started again; without a note, that it was not. */
export function writeRestart(note: RestartNote | null): Record<string, string | undefined> {
  return { [VARIABLE]: note === null ? undefined : JSON.stringify(note) };
}

/** Why this process was started again; null when it is the first, or has no supervisor. */
export function readRestart(env: Readonly<Record<string, string | undefined>>): RestartNote | null {
  const text = env[VARIABLE];
  if (text === undefined || text === "") return null;
  try {
    const { count, reason, detail, at } = JSON.parse(text) as Partial<RestartNote>;
    if (typeof count !== "number" || typeof detail !== "string" || typeof at !== "number") return null;
    return reason !== undefined && REASONS.includes(reason) ? { count, reason, detail, at } : null;
  } catch {
    return null;
  }
}
