import { headers } from "next/headers";
import { readHealthNow } from "@/lib/server/health";
import { readPlace } from "@/lib/server/place";
import { readPage } from "@/lib/server/publication";
import { limitPage } from "@/lib/view/limit-page";
import { packPage } from "@/lib/view/pack-page";
import { sharePage } from "@/lib/view/share-words";
import { describePageData } from "@/lib/view/structured-data";
import { wordsOf } from "@/lib/view/words/words-of";
import { HealthLine } from "./_components/health-line";
import { LivePage } from "./_components/live-page";
import { ShareMeta } from "./_components/share-meta";
import { StatusFrame } from "./_components/status-frame";

export const dynamic = "force-dynamic";

/** The public page. */
export default async function StatusPage() {
  const place = readPlace(await headers());
  const words = wordsOf(place);
  const { view, at } = readPage(place.language);
  return (
    <StatusFrame
      view={view}
      at={at}
      words={words}
      path="/"
      hasOwnIcon
      health={<HealthLine initial={readHealthNow().status} everyMs={view.refreshMs} place={place} />}
    >
      <ShareMeta
        view={view}
        path="/"
        share={sharePage(view, at, words)}
        words={words}
        data={(link) => describePageData(view, at, link, words)}
      />
      <LivePage initial={packPage(limitPage(view), at)} renderedAt={at} place={place} />
    </StatusFrame>
  );
}
