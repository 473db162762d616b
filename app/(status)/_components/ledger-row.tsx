import type { EpochMs } from "@/lib/domain/time";
import { tellsSince } from "@/lib/view/fold-ledger";
import type { JudgedComponent } from "@/lib/view/judge";
import type { HistoryFrame } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { Bar } from "./bar";
import { Fill } from "./fill";
import { Share } from "./share";
import { StateLabel } from "./state-label";
import { Time } from "./time";

interface LedgerRowProps {
  component: JudgedComponent;
  history: HistoryFrame | null;
  isFresh: boolean;
  /** Whether its days are drawn, or only their share. */
  hasDays: boolean;
  zone: string;
  today: string;
  at: EpochMs;
  words: Words;
}

/** One service: its name, what it is for and its state in words; its days; and how much of them it was up. */
export function LedgerRow({ component, history, isFresh, hasDays, zone, today, at, words }: LedgerRowProps) {
  const { slug, name, description, lastKnown, bars } = component;
  return (
    <li>
      <div>
        {/* A blank for browsers that know no style sheets. */}
        <a href={words.href(`/components/${slug}`)}>{name}</a>{" "}
        {description && (
          <small>
            <bdi>{description}</bdi>
          </small>
        )}
        <State component={component} words={words} />
        {isFresh && <Since component={component} zone={zone} at={at} words={words} />}
        {lastKnown && (
          <span className="ledger-since">
            {words.say("ledger.lastKnown", { state: words.say(`stateInside.${lastKnown}`) })}
          </span>
        )}
      </div>
      {hasDays && history !== null && bars !== null && bars.marks !== "" && (
        <Bar bars={bars} dates={history.dates} today={today} name={name} slug={slug} words={words} />
      )}
      {bars !== null && <Share bars={bars} words={words} />}
    </li>
  );
}

/** The state in words; while somebody works on it they lead to what is done. */
function State({ component: { state, maintenanceId }, words }: Pick<LedgerRowProps, "component" | "words">) {
  const label = <StateLabel state={state}>{words.say(`state.${state}`)}</StateLabel>;
  if (state !== "under_maintenance" || maintenanceId === undefined) return label;
  return <a href={words.href(`/maintenance/${maintenanceId}`)}>{label}</a>;
}

function Since({ component, zone, at, words }: Pick<LedgerRowProps, "component" | "zone" | "at" | "words">) {
  const { since } = component;
  if (since === null || !tellsSince(component, at)) return null;
  const time = <Time at={since} zone={zone} words={words} format={(then) => words.dates.formatNear(then, at, zone)} />;
  return (
    <span className="ledger-since">
      <Fill text={words.raw("ledger.since")} parts={{ time }} />
    </span>
  );
}
