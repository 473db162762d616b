import { saySeen } from "@/lib/view/incident-course";
import { AffectedServices } from "./affected-services";
import type { ActiveIncidentProps } from "./incident-card";
import { UpdateThread } from "./update-thread";

/** What was said last, and whom it affects. */
export function IncidentDetails({ incident, zone, at, seenAt, words }: ActiveIncidentProps) {
  const isConfirmed = seenAt === null;
  const seen = saySeen(incident, isConfirmed, words);
  return (
    <div className="mt-5 grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,1fr)_19.5rem]">
      <UpdateThread incident={incident} zone={zone} at={at} isConfirmed={isConfirmed} words={words} />
      <aside
        className="border-t border-line pt-4 lg:border-s lg:border-t-0 lg:ps-6 lg:pt-0"
        aria-label={words.say("affected.by", { title: incident.title })}
      >
        <AffectedServices incident={incident} isConfirmed={isConfirmed} words={words} />
        {seen !== null && <p className="mt-3 text-s text-ink-3">{seen}</p>}
      </aside>
    </div>
  );
}
