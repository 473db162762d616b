"use client";

import type { IncidentView, MaintenanceView } from "@/lib/view/page-view";
import type { Place } from "@/lib/view/words/speak";
import { MoreIncidents } from "./more-incidents";
import { PastIncidents } from "./past-incidents";
import { PastMaintenances } from "./past-maintenances";
import { useWords } from "./use-words";
import { useZone } from "./zone-store";

interface PastOfDayProps {
  incidents: readonly IncidentView[];
  maintenances: readonly MaintenanceView[];
  /** Incidents of the day that are not among these. */
  moreIncidents?: number;
  /** The page's. */
  zone: string;
  place: Place;
}

/** What happened on a day, with its times as the visitor reads them. */
export function PastOfDay({ incidents, maintenances, moreIncidents = 0, zone: pageZone, place }: PastOfDayProps) {
  const words = useWords(place);
  const zone = useZone(pageZone);
  return (
    <>
      <PastIncidents incidents={incidents} zone={zone} words={words} />
      <MoreIncidents count={moreIncidents} words={words} />
      <PastMaintenances maintenances={maintenances} zone={zone} words={words} />
    </>
  );
}
