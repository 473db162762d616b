import { memo } from "react";
import type { EpochMs } from "@/lib/domain/time";
import { formatNear } from "@/lib/view/format-time";
import { isWatched } from "@/lib/view/incident-course";
import type { IncidentView, PageView } from "@/lib/view/page-view";
import { IncidentCard } from "./incident-card";
import { IncidentFold } from "./incident-fold";

/** With more incidents than this each folds to one line, so that the overview stays on the first screen. */
const MOST_CARDS = 2;

interface ActiveIncidentsProps {
  view: PageView;
  at: EpochMs;
  isFresh: boolean;
}

/** What is going on now. While nothing can be confirmed it says when it was last seen. */
export const ActiveIncidents = memo(function ActiveIncidents({ view, at, isFresh }: ActiveIncidentsProps) {
  const { activeIncidents, timeZone: zone, asOf } = view;
  if (activeIncidents.length === 0) return null;
  const seenAt = isFresh ? null : asOf;
  const folds = activeIncidents.length > MOST_CARDS;
  const title = sayTitle(activeIncidents, seenAt === null ? null : formatNear(seenAt, at, zone));
  return (
    <section className={`wrap mb-14 sm:mb-18 ${isFresh ? "" : "pt-5 sm:pt-10"}`} aria-labelledby="active">
      <h2
        id="active"
        className={folds || !isFresh ? "mb-6 font-serif text-2xl font-[440] tracking-[-0.012em]" : "sr-only"}
      >
        {title}
      </h2>
      {folds ? (
        <div className="case">
          {activeIncidents.map((incident) => (
            <IncidentFold key={incident.id} incident={incident} zone={zone} at={at} seenAt={seenAt} />
          ))}
        </div>
      ) : (
        <div className="space-y-9">
          {activeIncidents.map((incident) => (
            <IncidentCard key={incident.id} incident={incident} zone={zone} at={at} seenAt={seenAt} />
          ))}
        </div>
      )}
    </section>
  );
});

/** What is over and watched is not called under way. */
function sayTitle(incidents: readonly IncidentView[], seen: string | null): string {
  const watched = incidents.filter(isWatched).length;
  const lasting = incidents.length - watched;
  const count = lasting === 1 ? "1 incident" : `${lasting} incidents`;
  const when = seen === null ? "" : ` at ${seen}`;
  if (lasting === 0)
    return watched === 1 ? "1 incident is over and watched" : `${watched} incidents are over and watched`;
  return `${count} under way${when}${watched > 0 ? `, ${watched} over and watched` : ""}`;
}
