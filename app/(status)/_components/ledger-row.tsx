import { DAY_MS, type EpochMs } from "@/lib/domain/time";
import { formatNear, readDay } from "@/lib/view/format-time";
import type { JudgedComponent } from "@/lib/view/judge";
import type { HistoryFrame } from "@/lib/view/page-view";
import { STATE_WORDS } from "@/lib/view/state-words";
import { Bar } from "./bar";
import { Share } from "./share";
import { StateLabel } from "./state-label";
import { Time } from "./time";

interface LedgerRowProps {
  component: JudgedComponent;
  history: HistoryFrame | null;
  isFresh: boolean;
  zone: string;
  at: EpochMs;
}

/** One service: its name, what it is for and its state in words; its days; and how much of them it was up. */
export function LedgerRow({ component, history, isFresh, zone, at }: LedgerRowProps) {
  const { slug, name, description, lastKnown, bars } = component;
  return (
    <li className="row ledger-row min-h-16 border-t border-line py-2.5">
      <div className="ledger-name">
        <p className="leading-snug">
          <a className="ledger-link" href={`/components/${slug}`}>
            {name}
          </a>
          {description && <span className="block text-s leading-snug text-ink-3">{description}</span>}
        </p>
        <p className="ledger-state">
          <State component={component} />
          {isFresh && <Since component={component} zone={zone} at={at} />}
          {lastKnown && <span className="ledger-since">last known: {STATE_WORDS[lastKnown].toLowerCase()}</span>}
        </p>
      </div>
      {history !== null && bars !== null && (
        <div className="ledger-bar">
          <Bar bars={bars} dates={history.dates} today={readDay(at, zone)} name={name} slug={slug} />
        </div>
      )}
      {bars !== null && <Share bars={bars} />}
    </li>
  );
}

/** The state in words; while somebody works on it they lead to what is done. */
function State({ component: { state, maintenanceId } }: Pick<LedgerRowProps, "component">) {
  if (state !== "under_maintenance" || maintenanceId === undefined) return <StateLabel state={state} />;
  return (
    <a className="ledger-way" href={`/maintenance/${maintenanceId}`}>
      <StateLabel state={state} />
    </a>
  );
}

/** Since when. A quiet service stays quiet, unless it has only just come back. */
function Since({ component: { state, since }, zone, at }: Pick<LedgerRowProps, "component" | "zone" | "at">) {
  if (since === null || (state === "operational" && at - since > DAY_MS)) return null;
  return (
    <span className="ledger-since">
      since <Time at={since} zone={zone} format={(then) => formatNear(then, at, zone)} />
    </span>
  );
}
