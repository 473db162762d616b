import { Chevron } from "@/app/(status)/_components/chevron";
import type { OperatorMaintenance, OperatorMaintenances } from "@/lib/view/operator-maintenances";
import { Panel } from "./panel";
import { ReasonList } from "./reason-list";

/** Maintenance as Nagios' downtimes make it, with why it is as it is. */
export function MaintenancePanel({ maintenances }: { maintenances: OperatorMaintenances }) {
  const { present, morePresent, past } = maintenances;
  return (
    <Panel id="maintenance" title="Maintenance" note={present.length > 0 && `${present.length + morePresent}`}>
      {present.length === 0 && <p className="text-ink-2">None is under way or announced.</p>}
      <Items maintenances={present} />
      {morePresent > 0 && <p className="pt-2 text-s text-ink-3">{morePresent} later ones are not shown.</p>}
      {past.length > 0 && (
        <details className="mt-2 border-t border-line">
          <summary className="inline-flex min-h-11 items-center gap-2 text-s text-ink-2">
            <Chevron />
            Over within a day: {past.length}
          </summary>
          <Items maintenances={past} />
        </details>
      )}
    </Panel>
  );
}

function Items({ maintenances }: { maintenances: readonly OperatorMaintenance[] }) {
  return (
    <ul className="divide-y divide-line">
      {maintenances.map(({ id, href, name, status, said, updates }) => (
        <li key={id} className="py-3 text-[0.875rem] first:pt-0">
          <h3 className="text-m font-[550]">
            <a href={href}>{name}</a> <span className="text-s font-normal text-ink-3">{id}</span>
          </h3>
          <p className="text-ink-2">{status}.</p>
          <p>{said}</p>
          <details>
            <summary className="inline-flex min-h-11 items-center gap-2 text-s text-ink-2">
              <Chevron />
              Why
            </summary>
            <ReasonList lines={updates} label="Updates" />
          </details>
        </li>
      ))}
    </ul>
  );
}
