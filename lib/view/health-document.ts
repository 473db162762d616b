import type { HealthFacts, HealthReason } from "@/lib/domain/health";
import { PARTS, type Part } from "@/lib/domain/reason";
import { ageInSeconds, type HealthReading } from "./health-answer";
import { formatInstant } from "./instant";
import { linkRunbook } from "./runbook";

export const HEALTH_DOCUMENT_TYPE = "application/health+json";

export type CheckStatus = "pass" | "warn" | "fail";

interface Check {
  componentType: "system" | "component" | "datastore";
  status: CheckStatus;
  time: string;
  observedValue?: number;
  observedUnit?: "s" | "bytes";
  /** Only where details are allowed. */
  output?: string;
  links?: Record<string, string>;
}

/** Health as draft-inadarei-api-health-check-06 has it. */
export interface HealthDocument {
  status: CheckStatus;
  description: string;
  notes?: string[];
  checks: Record<string, Check[]>;
}

/** Names of the checks: the part, and what is observed of it. */
const CHECKS = {
  process: { key: "process", componentType: "system" },
  boot: { key: "boot", componentType: "system" },
  config: { key: "config", componentType: "component" },
  source: { key: "nagios:dataAge", componentType: "datastore" },
  poll: { key: "poller:sinceLastPoll", componentType: "component" },
  store: { key: "database:size", componentType: "datastore" },
  page: { key: "page", componentType: "component" },
  alerts: { key: "alerts", componentType: "component" },
} as const satisfies Record<Part, { key: string; componentType: Check["componentType"] }>;

/**
 * What starting us again could not cure is a warning at worst: data that Nagios does not write. Everything else that
 * is critical is a failure.
 */
const CURED_ELSEWHERE: ReadonlySet<Part> = new Set<Part>(["source", "page"]);

/** Health for programs that know no status page. `withDetails` adds the reasons, which may name paths. */
export function writeHealthDocument(reading: HealthReading, withDetails: boolean): HealthDocument {
  const { reasons } = reading.health;
  const checks = PARTS.map((part): [string, Check[]] => [CHECKS[part].key, [checkPart(part, reading, withDetails)]]);
  return {
    status: statusOf(reasons),
    description: "Status page for Nagios",
    ...(withDetails && reasons.length > 0 ? { notes: reasons.map(({ code }) => code) } : {}),
    checks: Object.fromEntries(checks),
  };
}

/** The draft asks for 4xx or 5xx with `fail`, and for 2xx or 3xx with the others (section 3.1). */
export function statusCodeOf({ status }: HealthDocument): 200 | 503 {
  return status === "fail" ? 503 : 200;
}

function statusOf(reasons: readonly HealthReason[]): CheckStatus {
  if (reasons.length === 0) return "pass";
  return reasons.some(({ severity, part }) => severity === "critical" && !CURED_ELSEWHERE.has(part)) ? "fail" : "warn";
}

function checkPart(part: Part, { at, facts, health }: HealthReading, withDetails: boolean): Check {
  const reasons = health.reasons.filter((reason) => reason.part === part);
  const [first] = reasons;
  return {
    componentType: CHECKS[part].componentType,
    status: reasons.length === 0 && !isKnown(part, facts) ? "warn" : statusOf(reasons),
    time: formatInstant(at),
    ...observe(part, { at, facts }, withDetails),
    ...(withDetails && first !== undefined
      ? { output: reasons.map(({ message }) => message).join(" "), links: { runbook: linkRunbook(first.code) } }
      : {}),
  };
}

/** Nothing passes of which nothing is known. */
function isKnown(part: Part, { data, poller, store }: HealthFacts): boolean {
  if (part === "source") return data.asOf !== null;
  if (part === "poll") return poller !== null;
  return part !== "store" || store !== null;
}

function observe(
  part: Part,
  { at, facts }: Pick<HealthReading, "at" | "facts">,
  withDetails: boolean,
): Pick<Check, "observedValue" | "observedUnit"> {
  switch (part) {
    case "source":
      return say(ageInSeconds(facts.data.asOf, at), "s");
    case "poll":
      return say(facts.poller === null ? null : Math.floor(facts.poller.silentMs / 1000), "s");
    case "store":
      return say(withDetails ? (facts.store?.databaseBytes ?? null) : null, "bytes");
    default:
      return {};
  }
}

function say(value: number | null, unit: "s" | "bytes"): Pick<Check, "observedValue" | "observedUnit"> {
  return value === null ? {} : { observedValue: value, observedUnit: unit };
}
