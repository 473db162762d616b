import { Chevron } from "@/app/(status)/_components/chevron";
import { StateLabel } from "@/app/(status)/_components/state-label";
import type { SchedulerView } from "@/lib/view/operator-details";
import { CodeBlock } from "./code-block";
import { FactList } from "./fact-list";
import { Panel } from "./panel";

/** The scheduler in full, for people and as programs get it. */
export function SchedulerPanel({ scheduler: { isRunning, rows, json } }: { scheduler: SchedulerView }) {
  const label = (
    <StateLabel state={isRunning ? "operational" : "unknown"}>{isRunning ? "Running" : "Not running"}</StateLabel>
  );
  return (
    <Panel id="scheduler" title="Scheduler" note={label}>
      <FactList rows={rows} />
      <details className="mt-2 border-t border-line">
        <summary className="inline-flex min-h-11 items-center gap-2 text-s text-ink-2">
          <Chevron />
          As JSON
        </summary>
        <CodeBlock text={json} />
      </details>
    </Panel>
  );
}
