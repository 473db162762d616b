import { colorOf, Sign } from "@/app/(status)/_components/sign";
import type { TroubleView } from "@/lib/view/operator-troubles";
import { CodeText } from "./code-text";
import { Panel } from "./panel";

const SEVERITIES = {
  critical: { sign: "major_outage", word: "Critical" },
  degraded: { sign: "degraded_performance", word: "Degraded" },
} as const satisfies Record<TroubleView["severity"], object>;

/** What is wrong: what a person has to mend, with what to do, and what mends itself, with how. */
export function TroubleList(props: { needsPerson: readonly TroubleView[]; mendsItself: readonly TroubleView[] }) {
  const { needsPerson, mendsItself } = props;
  return (
    <>
      <Panel id="person" title="Needs a person">
        {needsPerson.length === 0 ? <p className="text-ink-2">Nothing.</p> : <Troubles troubles={needsPerson} />}
      </Panel>
      {mendsItself.length > 0 && (
        <Panel id="mending" title="Mends itself">
          <Troubles troubles={mendsItself} />
        </Panel>
      )}
    </>
  );
}

function Troubles({ troubles }: { troubles: readonly TroubleView[] }) {
  return (
    <ul className="divide-y divide-line">
      {troubles.map((trouble) => (
        <Trouble key={trouble.code} trouble={trouble} />
      ))}
    </ul>
  );
}

function Trouble({ trouble: { code, severity, title, message, since, advice, href } }: { trouble: TroubleView }) {
  const { sign, word } = SEVERITIES[severity];
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3 gap-y-1 py-3 sm:grid-cols-[1.25rem_minmax(0,1fr)_auto]">
      <Sign state={sign} className={`mt-[0.28rem] size-4 ${colorOf(sign)}`} />
      <div className="text-[0.875rem]">
        <h3 className="text-m font-[550]">
          {title} <span className={`text-s font-medium ${colorOf(sign)}`}>{word}</span>
        </h3>
        <p className="whitespace-pre-line text-ink-2">
          {message}
          {since !== null && <span className="text-ink-3"> {since}.</span>}
        </p>
        <p className="mt-1">
          <CodeText text={advice} />
        </p>
      </div>
      <a
        className="col-start-2 mt-1 inline-flex min-h-11 items-center self-start justify-self-start rounded-button border border-line-2 bg-glass px-4 text-[0.875rem] font-medium no-underline hover:bg-sunk sm:col-start-3 sm:mt-0"
        href={href}
      >
        Runbook<span className="sr-only">: {code}</span>
      </a>
    </li>
  );
}
