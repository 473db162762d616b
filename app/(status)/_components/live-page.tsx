"use client";

import { useMemo } from "react";
import type { EpochMs } from "@/lib/domain/time";
import { type PackedPage, unpackPage } from "@/lib/view/pack-page";
import { sayTitle } from "@/lib/view/page-title";
import { readDay } from "@/lib/view/wall-time";
import type { Place } from "@/lib/view/words/speak";
import { ActiveIncidents } from "./active-incidents";
import { Announcer } from "./announcer";
import { Banner } from "./banner";
import { Board } from "./board";
import { Ledger } from "./ledger";
import { Maintenances } from "./maintenances";
import { Metrics } from "./metrics";
import { PageIcon } from "./page-icon";
import { PastDays } from "./past-days";
import { useLivePage } from "./use-live-page";
import { useWords } from "./use-words";

interface LivePageProps {
  initial: PackedPage;
  renderedAt: EpochMs;
  place: Place;
}

/**
 * Everything on the page that changes by itself. The server draws it first with `initial` as it was at `renderedAt`;
 * in a browser it refreshes, and turns grey by itself when its data gets too old or the server is gone.
 */
export function LivePage({ initial, renderedAt, place }: LivePageProps) {
  const words = useWords(place);
  const first = useMemo(() => unpackPage(initial), [initial]);
  const { view, told, judged, at, readNow } = useLivePage(first, renderedAt, words);
  const isFresh = judged.freshness === "fresh";
  const incidents = <ActiveIncidents view={told} at={at} isFresh={isFresh} words={words} />;
  return (
    <>
      <title>{sayTitle(judged, view.name, words)}</title>
      <PageIcon state={judged.state} />
      <Announcer text={judged.sentence} />
      {/* A confirmed outage outranks not knowing. */}
      {!isFresh && incidents}
      <Banner view={told} judged={judged} at={at} readNow={readNow} words={words} />
      <Board groups={judged.groups} isFresh={isFresh} words={words} />
      {isFresh && incidents}
      <Maintenances view={told} at={at} isFresh={isFresh} words={words} />
      <Ledger
        groups={judged.groups}
        history={view.history}
        isFresh={isFresh}
        isRefreshed={view !== first}
        zone={told.timeZone}
        today={readDay(at, view.timeZone)}
        at={at}
        words={words}
      />
      <Metrics view={told} isFresh={isFresh} at={at} words={words} />
      <PastDays view={view} isFresh={isFresh} at={at} words={words} />
    </>
  );
}
