import type { HealthStatus } from "@/lib/domain/health";
import type { EpochMs } from "@/lib/domain/time";
import { formatDay, formatLongZone, formatZone, readDay } from "./format-time";
import { type ChartView, describeCharts } from "./operator-charts";
import { type ConfigView, describeConfig } from "./operator-config";
import {
  describeContent,
  describeDatabase,
  describeProcess,
  describeScheduler,
  type FactRow,
  type SchedulerView,
} from "./operator-details";
import type { OperatorFacts } from "./operator-facts";
import { sayHeadline } from "./operator-headline";
import { describeOperatorIncidents, type OperatorIncidents } from "./operator-incidents";
import { describeLog, type LogView } from "./operator-log";
import { describeOperatorMaintenances, type OperatorMaintenances } from "./operator-maintenances";
import { describeStations, type StationView } from "./operator-stations";
import { sortTroubles, type TroubleView } from "./operator-troubles";
import { formatSecond } from "./operator-words";

/** The operator's dashboard: worded, ordered and formatted. Plain JSON; holds no secret. */
export interface OperatorView {
  at: EpochMs;
  /** "Mon 23 Nov 2026, 14:32:30 CET". */
  moment: string;
  /** "Central European Standard Time (CET)". */
  zone: string;
  timeZone: string;
  name: string;
  demo: boolean;
  status: HealthStatus;
  /** Whether the page is right, and whether it needs a person. */
  headline: string;
  stations: StationView[];
  /** What does not mend itself. The worst first. */
  needsPerson: TroubleView[];
  /** What is wrong and mends itself, as far as can be told. */
  mendsItself: TroubleView[];
  incidents: OperatorIncidents;
  maintenances: OperatorMaintenances;
  charts: ChartView[];
  log: LogView;
  scheduler: SchedulerView;
  content: FactRow[];
  database: FactRow[];
  process: FactRow[];
  versions: FactRow[];
  config: ConfigView;
}

/** The dashboard of some facts. Pure; all ages are those of `facts.at`. */
export function describeOperation(facts: OperatorFacts): OperatorView {
  const { at, page, components } = facts;
  const told = { at, timeZone: page.timeZone, components };
  const { needsPerson, mendsItself } = sortTroubles(facts);
  const year = readDay(at, page.timeZone).slice(0, 4);
  return {
    at,
    moment: `${formatDay(readDay(at, page.timeZone))} ${year}, ${formatSecond(at, at, page.timeZone)} ${formatZone(at, page.timeZone)}`,
    zone: formatLongZone(at, page.timeZone),
    timeZone: page.timeZone,
    name: page.name,
    demo: page.demo,
    status: facts.health.status,
    headline: sayHeadline(facts, needsPerson.length, mendsItself.length),
    stations: describeStations(facts),
    needsPerson,
    mendsItself,
    incidents: describeOperatorIncidents(facts.incidents, told),
    maintenances: describeOperatorMaintenances(facts.maintenances, told),
    charts: describeCharts(facts),
    log: describeLog(facts.record.events, at, page.timeZone),
    scheduler: describeScheduler(facts),
    content: describeContent(facts),
    database: describeDatabase(facts),
    process: describeProcess(facts),
    versions: facts.versions.map(({ name, version }) => ({ label: name, value: version })),
    config: describeConfig(facts.config),
  };
}
