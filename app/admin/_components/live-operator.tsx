"use client";

import { Announcer } from "@/app/(status)/_components/announcer";
import type { HealthStatus } from "@/lib/domain/health";
import { forgetStates } from "@/lib/view/operator-lost";
import type { OperatorView } from "@/lib/view/operator-view";
import { Actions } from "./actions";
import { ChartPanel } from "./chart-panel";
import { ConfigPanel } from "./config-panel";
import { FactList } from "./fact-list";
import { FlowStrip } from "./flow-strip";
import { IncidentPanel } from "./incident-panel";
import { LogPanel } from "./log-panel";
import { MaintenancePanel } from "./maintenance-panel";
import { Panel } from "./panel";
import { SchedulerPanel } from "./scheduler-panel";
import { TroubleList } from "./trouble-list";
import { useOperator } from "./use-operator";

const STATUS_WORDS = {
  healthy: "Healthy",
  degraded: "Degraded",
  critical: "Critical",
} satisfies Record<HealthStatus, string>;

/** The whole dashboard. The server draws it first; in a browser it refreshes by itself. */
export function LiveOperator({ initial }: { initial: OperatorView }) {
  const { view: heard, lostAt, refresh } = useOperator(initial);
  const view = lostAt === null ? heard : forgetStates(heard, lostAt);
  const status = lostAt === null ? STATUS_WORDS[view.status] : "Connection lost";
  return (
    <>
      <title>{`${status} · Operator’s view · ${view.name}`}</title>
      <Announcer text={view.headline} />
      <Headline view={view} isLost={lostAt !== null} />
      <FlowStrip stations={view.stations} />
      <Actions onDone={refresh} />
      <div className={`mt-10 grid gap-6 ${lostAt === null ? "" : "grayscale"}`}>
        <TroubleList needsPerson={view.needsPerson} mendsItself={view.mendsItself} />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 md:grid-cols-[repeat(2,minmax(0,1fr))]">
          <IncidentPanel incidents={view.incidents} />
          <MaintenancePanel maintenances={view.maintenances} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6 md:grid-cols-[repeat(2,minmax(0,1fr))]">
          {view.charts.map((chart) => (
            <ChartPanel key={chart.id} chart={chart} />
          ))}
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 md:grid-cols-[repeat(2,minmax(0,1fr))]">
          <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
            <LogPanel log={view.log} />
            <Panel id="content" title="Read and shown">
              <FactList rows={view.content} />
            </Panel>
            <Panel id="database" title="Database">
              <FactList rows={view.database} />
            </Panel>
          </div>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
            <SchedulerPanel scheduler={view.scheduler} />
            <Panel id="process" title="Process">
              <FactList rows={[...view.process, ...view.versions]} />
            </Panel>
          </div>
        </div>
        <ConfigPanel config={view.config} />
      </div>
      <p className="mt-8 text-s text-ink-3">
        Times are {view.zone}. Errors are those of the last 24 hours. This page refreshes itself every 5 seconds while
        it is looked at.
      </p>
    </>
  );
}

function Headline({ view, isLost }: { view: OperatorView; isLost: boolean }) {
  return (
    <header className={isLost ? "band-unknown -mx-4 mb-6 px-4 py-4" : "pb-7"}>
      <p className="text-s text-ink-3 tabular-nums">
        {isLost && "Last heard: "}
        {view.moment}
        {view.demo && " · Demonstration with simulated data"}
      </p>
      <h1 className="mt-1 max-w-[34ch] font-serif text-display-long font-[430] tracking-[-0.018em]">{view.headline}</h1>
    </header>
  );
}
