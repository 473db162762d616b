"use client";

import type { EpochMs } from "@/lib/domain/time";
import { sayTitle } from "@/lib/view/page-title";
import type { PageView } from "@/lib/view/page-view";
import { ActiveIncidents } from "./active-incidents";
import { Announcer } from "./announcer";
import { Banner } from "./banner";
import { Board } from "./board";
import { Ledger } from "./ledger";
import { Maintenances } from "./maintenances";
import { PageIcon } from "./page-icon";
import { PastDays } from "./past-days";
import { useLivePage } from "./use-live-page";

/**
 * Everything on the page that changes by itself. The server draws it first with `initial` as it was at `renderedAt`;
 * in a browser it refreshes, and turns grey by itself when its data gets too old or the server is gone.
 */
export function LivePage({ initial, renderedAt }: { initial: PageView; renderedAt: EpochMs }) {
  const { view, judged, at, readNow } = useLivePage(initial, renderedAt);
  const isFresh = judged.freshness === "fresh";
  const incidents = <ActiveIncidents view={view} at={at} isFresh={isFresh} />;
  return (
    <>
      <title>{sayTitle(judged, view.name)}</title>
      <PageIcon state={judged.state} />
      <Announcer text={judged.sentence} />
      {/* A confirmed outage outranks not knowing. */}
      {!isFresh && incidents}
      <Banner view={view} judged={judged} at={at} readNow={readNow} />
      <Board groups={judged.groups} isFresh={isFresh} />
      {isFresh && incidents}
      <Maintenances view={view} at={at} isFresh={isFresh} />
      <Ledger groups={judged.groups} history={view.history} isFresh={isFresh} zone={view.timeZone} at={at} />
      <PastDays view={view} isFresh={isFresh} at={at} />
    </>
  );
}
