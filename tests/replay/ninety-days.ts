import type { IncidentRecord } from "@/lib/domain/incident";
import { timesOf } from "@/lib/domain/incident";
import { type ComponentSpec, type Selection, TELL_ALL } from "@/lib/domain/policy";
import { MINUTE_MS } from "@/lib/domain/time";
import { parseModel } from "@/tests/fixtures/nagios/read-fixture";
import { HISTORY_90D, readPacked, readPackedJson } from "@/tests/fixtures/nagios/read-history";
import { type ReplayInput, replay } from "./replay";
import { createTruthNagios, type Truth } from "./truth-nagios";

const DAY_SECONDS = 86_400;

function component(
  slug: string,
  members: Partial<ComponentSpec["members"]>,
  more: Partial<ComponentSpec> = {},
): ComponentSpec {
  const nothing = { hosts: [], services: [], hostgroups: [], servicegroups: [] };
  return {
    ...{ slug, name: slug, group: null, description: null, rule: { kind: "worst" }, sla: null, telling: TELL_ALL },
    members: { ...nothing, ...members },
    ...more,
  };
}

const allOn = (host: string) => ({ host, service: "*" });

/** How long an outage of the office must last before it is told. */
export const OFFICE_DELAY_MS = 10 * MINUTE_MS;

/** The router, through which all is reached, is not on show; one host is in two components; one waits before it tells. */
const SELECTION: Selection = {
  kind: "components",
  components: [
    component("website", { services: [allOn("www1.example.com"), allOn("www2.example.com")] }),
    component("mail", { services: [allOn("mail.example.com")] }),
    component("databases", { services: [allOn("db-primary"), allOn("db-replica")] }),
    component("backup", { services: [allOn("nas backup")] }),
    component("cloud", { services: [allOn("cloud-api")] }),
    component("vpn", { services: [allOn("vpn.example.com")] }),
    component("network", { hosts: ["sw-core-01", "sw-access-02", "wifi-ap-07"] }),
    component(
      "office",
      { services: [allOn("B*"), allOn("wifi-ap-07")] },
      { telling: { mode: "auto", delayMs: OFFICE_DELAY_MS } },
    ),
  ],
};

export const TRUTH = readPackedJson<Truth>(HISTORY_90D, "truth.json.gz");
export const NAGIOS = createTruthNagios(TRUTH);

/** What ended longer ago cannot change any more: it neither comes back nor is joined with something else. */
export const SETTLED_SECONDS = 3600;

/** So many days are replayed where nothing else is said. */
export function daysOr(days: number): number {
  return Number(process.env.REPLAY_DAYS ?? days);
}

/** The end of a replay of the first so many days, in seconds. */
export function endOfDays(days: number): number {
  return Math.min(TRUTH.now, TRUTH.begin + 60 + days * DAY_SECONDS);
}

/** Replays the first days of the ninety as if they were now. */
export async function replayDays(
  days: number,
  everySeconds: number,
  more: Pick<ReplayInput, "diesAfter" | "onRound"> = {},
): Promise<{ records: IncidentRecord[]; rounds: number; ms: number }> {
  const startedAt = performance.now();
  const { store, rounds } = await replay({
    fileAt: NAGIOS.fileAt,
    model: parseModel(readPacked(HISTORY_90D, "objects.cache.gz")),
    selection: SELECTION,
    logs: HISTORY_90D,
    from: TRUTH.begin + 60,
    to: endOfDays(days),
    everySeconds,
    ...more,
  });
  const records = await store.listIncidents({ which: { kind: "all" }, limit: 100_000 });
  return { records: records.reverse(), rounds, ms: performance.now() - startedAt };
}

/** What is told of the incidents that were over by an instant (seconds), one line for each. What was merged is told with the other. */
export function tellOver(records: readonly IncidentRecord[], until: number): string[] {
  return records
    .filter(
      ({ incident: { endedAt, mergedInto } }) => mergedInto === null && endedAt !== null && endedAt < until * 1000,
    )
    .map(tell)
    .sort();
}

function tell({ incident, problems }: IncidentRecord): string {
  const { startedAt, endedAt } = timesOf(incident);
  const slugs = incident.components.map(({ slug }) => slug).join(", ");
  const at = (instant: number | null) => (instant === null ? "" : new Date(instant).toISOString().slice(0, 19));
  const cells = [
    at(startedAt),
    at(endedAt),
    incident.rootKey,
    slugs,
    incident.impact,
    incident.publicAt === null ? "no" : "yes",
    problems.length,
  ];
  return `| ${cells.join(" | ")} |`;
}
