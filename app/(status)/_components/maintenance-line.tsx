import { sayAhead, sayLeft, sayWindow } from "@/lib/view/maintenance-words";
import type { MaintenanceProps } from "./maintenance-card";
import { StateLabel } from "./state-label";

/** One maintenance of many: what it is, when, and how far that is. */
export function MaintenanceLine({ maintenance, zone, at, isFresh, words }: MaintenanceProps) {
  const { id, title, status } = maintenance;
  const course = status === "in_progress" ? sayLeft(maintenance, at, words) : sayAhead(maintenance, at, words);
  return (
    <li className="card grid gap-x-5 gap-y-0.5 border-t border-line px-4 py-2.5 first:border-t-0 sm:grid-cols-[minmax(0,1fr)_9rem_18rem] sm:items-baseline sm:px-6">
      <a
        className="-my-1 py-1 leading-snug font-medium decoration-transparent hover:decoration-current"
        href={words.href(`/maintenance/${id}`)}
      >
        {title}
      </a>
      <StateLabel state="under_maintenance">
        {words.say(`maintenanceStatus.${isFresh ? status : "scheduled"}`)}
      </StateLabel>
      <p className="text-s text-ink-2 sm:text-end">
        {sayWindow(maintenance, zone, words)}
        {isFresh && <span className="block text-ink-3">{course}</span>}
      </p>
    </li>
  );
}
