import { DAY_MS, type EpochMs } from "@/lib/domain/time";
import { formatNear } from "@/lib/view/format-time";
import type { JudgedComponent } from "@/lib/view/judge";
import { STATE_WORDS } from "@/lib/view/state-words";
import { StateLabel } from "./state-label";
import { Time } from "./time";

interface LedgerRowProps {
  component: JudgedComponent;
  isFresh: boolean;
  zone: string;
  at: EpochMs;
}

/** One service: its name, what it is for, and its state in words. The middle of the row is the place of its history. */
export function LedgerRow({ component, isFresh, zone, at }: LedgerRowProps) {
  const { name, description, state, lastKnown } = component;
  return (
    <li className="row ledger-grid min-h-13 border-t border-line py-2.5">
      <span className="ledger-name min-w-0 leading-snug font-medium">{name}</span>
      {description && <span className="ledger-slot min-w-0 text-s leading-snug text-ink-3">{description}</span>}
      <span className="ledger-state">
        <StateLabel state={state} />
        {isFresh && <Since component={component} zone={zone} at={at} />}
        {lastKnown && <span className="ledger-since">last known: {STATE_WORDS[lastKnown].toLowerCase()}</span>}
      </span>
    </li>
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
