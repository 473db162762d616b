"use client";

import type { EpochMs } from "@/lib/domain/time";
import type { IncidentView, Truth } from "@/lib/view/page-view";
import type { Place } from "@/lib/view/words/speak";
import { IncidentArticle } from "./incident-article";
import { useWords } from "./use-words";
import { useZone } from "./zone-store";

interface IncidentInZoneProps {
  incident: IncidentView;
  /** When the page is true, and its zone. */
  truth: Truth;
  at: EpochMs;
  place: Place;
}

/** One incident with its times as the visitor reads them. */
export function IncidentInZone({ incident, truth, at, place }: IncidentInZoneProps) {
  const words = useWords(place);
  const timeZone = useZone(truth.timeZone);
  return <IncidentArticle incident={incident} view={{ ...truth, timeZone }} at={at} words={words} />;
}
