import { memo } from "react";
import type { EpochMs } from "@/lib/domain/time";
import { sayActive } from "@/lib/view/active-words";
import { countActive } from "@/lib/view/limit-page";
import type { PageView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { IncidentCard } from "./incident-card";
import { IncidentFold } from "./incident-fold";
import { MoreIncidents } from "./more-incidents";

/** With more incidents than this each folds to one line, so that the overview stays on the first screen. */
const MOST_CARDS = 2;

interface ActiveIncidentsProps {
  view: PageView;
  at: EpochMs;
  isFresh: boolean;
  words: Words;
}

/** What is going on now. While nothing can be confirmed it says when it was last seen. */
export const ActiveIncidents = memo(function ActiveIncidents({ view, at, isFresh, words }: ActiveIncidentsProps) {
  const { activeIncidents, moreIncidents, timeZone: zone, asOf } = view;
  if (activeIncidents.length === 0) return null;
  const seenAt = isFresh ? null : asOf;
  const shared = { zone, at, seenAt, words };
  const folds = activeIncidents.length > MOST_CARDS;
  const title = sayActive(countActive(view), seenAt === null ? null : words.dates.formatNear(seenAt, at, zone), words);
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
            <IncidentFold key={incident.id} incident={incident} {...shared} />
          ))}
          {moreIncidents && <MoreIncidents count={moreIncidents.underWay + moreIncidents.watched} words={words} />}
        </div>
      ) : (
        <div className="space-y-9">
          {activeIncidents.map((incident) => (
            <IncidentCard key={incident.id} incident={incident} {...shared} />
          ))}
        </div>
      )}
    </section>
  );
});
