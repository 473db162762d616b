import { memo } from "react";
import type { EpochMs } from "@/lib/domain/time";
import type { PageView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { MaintenanceCard } from "./maintenance-card";
import { MaintenanceLine } from "./maintenance-line";

/** What comes after so many cards is told in one line each, so that the services are not pushed off the screen. */
const MOST_CARDS = 2;

interface MaintenancesProps {
  view: PageView;
  at: EpochMs;
  isFresh: boolean;
  words: Words;
}

/** What is worked on, and what will be. While nothing can be confirmed it says what was announced. */
export const Maintenances = memo(function Maintenances({ view, at, isFresh, words }: MaintenancesProps) {
  const { maintenances, moreMaintenances, timeZone: zone } = view;
  const shared = { zone, at, isFresh, words };
  const lines = maintenances.slice(MOST_CARDS);
  if (maintenances.length === 0) return null;
  return (
    <section className="wrap mb-14 sm:mb-18" id="maintenance" aria-labelledby="maintenance-title">
      <h2 id="maintenance-title" className="sr-only">
        {words.say("maintenance.title")}
      </h2>
      <div className="pair">
        {maintenances.slice(0, MOST_CARDS).map((maintenance) => (
          <MaintenanceCard key={maintenance.id} maintenance={maintenance} {...shared} />
        ))}
      </div>
      {lines.length > 0 && (
        <ul className="case mt-6">
          {lines.map((maintenance) => (
            <MaintenanceLine key={maintenance.id} maintenance={maintenance} {...shared} />
          ))}
        </ul>
      )}
      {moreMaintenances > 0 && (
        <p className="mt-4 text-s text-ink-3">{words.count("maintenance.more", moreMaintenances)}</p>
      )}
    </section>
  );
});
