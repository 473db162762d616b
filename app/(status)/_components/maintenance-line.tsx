import { MAINTENANCE_WORDS, sayAhead, sayLeft, sayWindow } from "@/lib/view/maintenance-words";
import type { MaintenanceProps } from "./maintenance-card";
import { StateLabel } from "./state-label";

/** One maintenance of many: what it is, when, and how far that is. */
export function MaintenanceLine({ maintenance, zone, at, isFresh }: MaintenanceProps) {
  const { id, title, status } = maintenance;
  const isUnderWay = status === "in_progress";
  return (
    <li className="card grid gap-x-5 gap-y-0.5 border-t border-line px-4 py-2.5 first:border-t-0 sm:grid-cols-[minmax(0,1fr)_9rem_18rem] sm:items-baseline sm:px-6">
      <a
        className="-my-1 py-1 leading-snug font-medium decoration-transparent hover:decoration-current"
        href={`/maintenance/${id}`}
      >
        {title}
      </a>
      <StateLabel state="under_maintenance">{MAINTENANCE_WORDS[isFresh ? status : "scheduled"]}</StateLabel>
      <p className="text-s text-ink-2 sm:text-end">
        {sayWindow(maintenance, zone)}
        {isFresh && (
          <span className="block text-ink-3">{isUnderWay ? sayLeft(maintenance, at) : sayAhead(maintenance, at)}</span>
        )}
      </p>
    </li>
  );
}
