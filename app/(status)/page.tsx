import { readHealthNow } from "@/lib/server/health";
import { readPage } from "@/lib/server/publication";
import { sharePage } from "@/lib/view/share-words";
import { describePageData } from "@/lib/view/structured-data";
import { HealthLine } from "./_components/health-line";
import { LivePage } from "./_components/live-page";
import { ShareMeta } from "./_components/share-meta";
import { StatusFrame } from "./_components/status-frame";

export const dynamic = "force-dynamic";

/** The public page. */
export default function StatusPage() {
  const { view, at } = readPage();
  return (
    <StatusFrame
      view={view}
      at={at}
      hasOwnIcon
      health={<HealthLine initial={readHealthNow().status} everyMs={view.refreshMs} />}
    >
      <ShareMeta view={view} path="/" words={sharePage(view, at)} data={(link) => describePageData(view, at, link)} />
      <LivePage initial={view} renderedAt={at} />
    </StatusFrame>
  );
}
