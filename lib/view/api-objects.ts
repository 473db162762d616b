import type { CheckResult, Snapshot, WatchedObject } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { formatInstant } from "./instant";
import type { Freshness } from "./judge";
import type { PublicNames } from "./public-names";
import type { Redact } from "./redact";

/** One row of `/api/hosts`, in the predecessor's shape. */
export interface HostRow {
  host_name: string;
  /** 0 UP, 1 DOWN, 2 UNREACHABLE; 3 when it is not known: never checked, frozen, or the data is too old. */
  current_state: number;
  state_name: string;
  plugin_output: string;
  last_check: string | null;
  is_problem: boolean;
}

/** One row of `/api/services`: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN. */
export interface ServiceRow extends HostRow {
  service_description: string;
}

/** The counts of `/api/status`. */
export interface StateCounts {
  total_hosts: number;
  hosts_up: number;
  hosts_down: number;
  hosts_unreachable: number;
  total_services: number;
  services_ok: number;
  services_warning: number;
  services_critical: number;
  services_unknown: number;
}

const CODES = {
  up: 0,
  ok: 0,
  down: 1,
  warning: 1,
  unreachable: 2,
  critical: 2,
  unknown: 3,
  pending: 3,
} satisfies Record<CheckResult, number>;

/** What programs are told of an object: the confirmed result, and `unknown` wherever it is not known. */
function resultOf(object: WatchedObject, freshness: Freshness): CheckResult {
  if (freshness !== "fresh" || !object.monitored || object.confirmed === "pending") return "unknown";
  return object.confirmed;
}

function isWell(result: CheckResult): boolean {
  return result === "up" || result === "ok" || result === "pending";
}

export interface RowOptions {
  freshness: Freshness;
  pluginOutput: boolean;
  /** Takes what is private out of the output. */
  redact: Redact;
}

/** The rows of one kind, as pieces of one JSON array; yields often, so that it can be run in slices. */
export function* renderRows(
  kind: "host" | "service",
  snapshot: Snapshot,
  names: PublicNames,
  options: RowOptions,
): Generator<string> {
  const sayInstant = createInstantCache();
  let isFirst = true;
  let piece = "[";
  for (const object of snapshot.objects.values()) {
    if (object.kind !== kind || !object.chosen) continue;
    const row = describeRow(object, names, options, sayInstant);
    if (row === null) continue;
    piece += (isFirst ? "" : ",") + JSON.stringify(row);
    isFirst = false;
    if (piece.length > PIECE_LENGTH) {
      yield piece;
      piece = "";
    }
  }
  yield `${piece}]`;
}

const PIECE_LENGTH = 64 * 1024;

/** Thousands of objects were checked in the same few hundred seconds. */
function createInstantCache(): (at: EpochMs) => string {
  const texts = new Map<EpochMs, string>();
  return (at) => {
    const text = texts.get(at) ?? formatInstant(at);
    texts.set(at, text);
    return text;
  };
}

function describeRow(
  object: WatchedObject,
  names: PublicNames,
  options: RowOptions,
  sayInstant: (at: EpochMs) => string,
): HostRow | ServiceRow | null {
  const name = names.ofObject(object.key);
  if (name === null) return null;
  const result = resultOf(object, options.freshness);
  const row: HostRow = {
    host_name: name.hostName,
    current_state: CODES[result],
    state_name: result.toUpperCase(),
    plugin_output: options.pluginOutput ? options.redact(object.output) : "",
    last_check: object.lastCheckAt === null ? null : sayInstant(object.lastCheckAt),
    is_problem: !isWell(object.confirmed),
  };
  return name.serviceDescription === null ? row : { ...row, service_description: name.serviceDescription };
}

/** Counts the chosen objects by what is known of them. A host of which nothing is known is in the total only. */
export function countStates(snapshot: Snapshot, freshness: Freshness): StateCounts {
  const counts = new Map<string, number>();
  for (const object of snapshot.objects.values()) {
    if (!object.chosen) continue;
    const bucket = `${object.kind} ${resultOf(object, freshness)}`;
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  const of = (kind: "host" | "service", ...results: CheckResult[]) =>
    results.reduce((sum, result) => sum + (counts.get(`${kind} ${result}`) ?? 0), 0);
  return {
    total_hosts: of("host", "up", "down", "unreachable", "unknown"),
    hosts_up: of("host", "up"),
    hosts_down: of("host", "down"),
    hosts_unreachable: of("host", "unreachable"),
    total_services: of("service", "ok", "warning", "critical", "unknown"),
    services_ok: of("service", "ok"),
    services_warning: of("service", "warning"),
    services_critical: of("service", "critical"),
    services_unknown: of("service", "unknown"),
  };
}
