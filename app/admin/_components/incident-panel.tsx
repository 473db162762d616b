import { Chevron } from "@/app/(status)/_components/chevron";
import { colorOf, Sign } from "@/app/(status)/_components/sign";
import type { OperatorIncident, OperatorIncidents } from "@/lib/view/operator-incidents";
import { Panel } from "./panel";
import { ReasonList } from "./reason-list";

/** Incidents that are not resolved, public or not, with why everything about them is as it is. */
export function IncidentPanel({ incidents: { lasting, moreLasting, merged } }: { incidents: OperatorIncidents }) {
  return (
    <Panel id="incidents" title="Incidents" note={lasting.length > 0 && `${lasting.length + moreLasting}`}>
      {lasting.length === 0 && <p className="text-ink-2">None lasts.</p>}
      <ul className="divide-y divide-line">
        {lasting.map((incident) => (
          <IncidentItem key={incident.id} incident={incident} />
        ))}
      </ul>
      {moreLasting > 0 && <p className="pt-2 text-s text-ink-3">{moreLasting} older ones are not shown.</p>}
      {merged.length > 0 && (
        <ul className="mt-2 border-t border-line pt-2 text-s text-ink-2" aria-label="Merged within a day">
          {merged.map(({ id, text, href }) => (
            <li key={id} className="py-1">
              <a className="inline-flex min-h-11 items-center sm:min-h-0" href={href}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function IncidentItem({ incident }: { incident: OperatorIncident }) {
  const { id, href, name, sign, status, publicity, root, problems, moreProblems, updates, moreUpdates } = incident;
  return (
    <li className="py-3 text-[0.875rem] first:pt-0">
      <h3 className="flex items-baseline gap-2 text-m font-[550]">
        {sign !== null && <Sign state={sign} className={`relative top-[0.14em] size-4 shrink-0 ${colorOf(sign)}`} />}
        <span className="min-w-0">
          {href === null ? name : <a href={href}>{name}</a>} <span className="text-s font-normal text-ink-3">{id}</span>
        </span>
      </h3>
      <p className="text-ink-2">{status}.</p>
      <p className={href === null ? "font-medium" : "text-ink-2"}>{publicity}</p>
      <details>
        <summary className="inline-flex min-h-11 items-center gap-2 text-s text-ink-2">
          <Chevron />
          Why: {problems.length + moreProblems} {problems.length + moreProblems === 1 ? "problem" : "problems"},{" "}
          {updates.length + moreUpdates} {updates.length + moreUpdates === 1 ? "update" : "updates"}
        </summary>
        {root !== null && (
          <p className="pb-1">
            Root: <code className="font-mono text-s">{root}</code>
          </p>
        )}
        <ul className="divide-y divide-line border-t border-line" aria-label="Problems">
          {problems.map(({ key, facts, reason }) => (
            <li key={`${key} ${facts}`} className="py-2">
              <code className="font-mono text-s break-words">{key}</code>
              <p className="text-s text-ink-3">{facts}</p>
              <p>{reason}</p>
            </li>
          ))}
        </ul>
        {moreProblems > 0 && <p className="text-s text-ink-3">{moreProblems} more are not shown.</p>}
        <ReasonList lines={updates} label="Updates" />
        {moreUpdates > 0 && <p className="text-s text-ink-3">{moreUpdates} older ones are not shown.</p>}
      </details>
    </li>
  );
}
