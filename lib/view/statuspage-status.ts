import type { PublicState } from "@/lib/domain/public-state";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import { endOf } from "./incident-course";
import { SEVERITIES } from "./incident-view";
import type { JudgedPage } from "./judge";
import type { PageView } from "./page-view";
import { type ComponentStatus, INDICATORS, type Indicator, type V2Status } from "./statuspage-shape";

/** The API has no word for a state that is not known: it is never `operational`. */
export const STATUS_OF = {
  operational: "operational",
  degraded_performance: "degraded_performance",
  partial_outage: "partial_outage",
  major_outage: "major_outage",
  under_maintenance: "under_maintenance",
  unknown: "degraded_performance",
} satisfies Record<PublicState, ComponentStatus>;

/** As severe as an incident of that state; not to know is never nothing. */
const INDICATOR_OF = { ...SEVERITIES, unknown: "minor" } satisfies Record<PublicState, Indicator>;

const DESCRIPTION_OF = {
  operational: "All Systems Operational",
  under_maintenance: "Service Under Maintenance",
  degraded_performance: "Partially Degraded Service",
  partial_outage: "Partial System Outage",
  major_outage: "Major System Outage",
} satisfies Record<Exclude<PublicState, "unknown">, string>;

/** Where people say that it is worse than the components look. */
const DESCRIPTION_BY_INCIDENT = {
  minor: "Minor Service Outage",
  major: DESCRIPTION_OF.partial_outage,
  critical: DESCRIPTION_OF.major_outage,
} satisfies Record<Exclude<Indicator, "none">, string>;

/** The status of the whole page: the worst of its components and of the incidents that last. */
export function describeStatus(view: PageView, judged: JudgedPage, at: EpochMs): V2Status {
  const { freshness, state } = judged;
  if (state === null) return { indicator: "minor", description: "Nothing is published yet" };
  const ofComponents = INDICATOR_OF[state];
  const lasting = view.activeIncidents.filter((incident) => endOf(incident) === null);
  const indicator = lasting.reduce<Indicator>((worst, { severity }) => findWorse(worst, severity), ofComponents);
  if (freshness !== "fresh") return { indicator, description: `Status Unknown — ${sayAge(view.asOf, at)}` };
  if (indicator !== ofComponents && indicator !== "none") {
    return { indicator, description: DESCRIPTION_BY_INCIDENT[indicator] };
  }
  const description = state === "unknown" ? `Status Unknown — ${sayUnknown(judged)}` : DESCRIPTION_OF[state];
  return { indicator, description };
}

function findWorse(a: Indicator, b: Indicator): Indicator {
  return INDICATORS.indexOf(a) >= INDICATORS.indexOf(b) ? a : b;
}

function sayAge(asOf: EpochMs | null, at: EpochMs): string {
  return asOf === null ? "no data yet" : `data ${sayShort(at - asOf)} old`;
}

function sayShort(spanMs: number): string {
  if (spanMs < MINUTE_MS) return "less than 1 min";
  if (spanMs < 2 * HOUR_MS) return `${Math.floor(spanMs / MINUTE_MS)} min`;
  return spanMs < 2 * DAY_MS ? `${Math.floor(spanMs / HOUR_MS)} h` : `${Math.floor(spanMs / DAY_MS)} days`;
}

function sayUnknown({ groups }: JudgedPage): string {
  const states = groups.flatMap(({ components }) => components.map(({ state }) => state));
  if (states.length === 0) return "the monitoring knows none of the components";
  const unknown = states.filter((state) => state === "unknown").length;
  return `${unknown} of ${states.length} components cannot be confirmed`;
}
