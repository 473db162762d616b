"use client";

import type { EpochMs } from "@/lib/domain/time";
import type { MaintenanceView, Truth } from "@/lib/view/page-view";
import type { Place } from "@/lib/view/words/speak";
import { MaintenanceArticle } from "./maintenance-article";
import { useWords } from "./use-words";
import { useZone } from "./zone-store";

interface MaintenanceInZoneProps {
  maintenance: MaintenanceView;
  /** When the page is true, and its zone. */
  truth: Truth;
  at: EpochMs;
  place: Place;
}

/** One maintenance with its times as the visitor reads them. */
export function MaintenanceInZone({ maintenance, truth, at, place }: MaintenanceInZoneProps) {
  const words = useWords(place);
  const timeZone = useZone(truth.timeZone);
  return <MaintenanceArticle maintenance={maintenance} view={{ ...truth, timeZone }} at={at} words={words} />;
}
