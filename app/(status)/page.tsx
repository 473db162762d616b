import { readHealthNow } from "@/lib/server/health";
import { readPage } from "@/lib/server/publication";
import { HealthLine } from "./_components/health-line";
import { LivePage } from "./_components/live-page";
import { StatusFrame } from "./_components/status-frame";

export const dynamic = "force-dynamic";

/** The public page. */
export default function StatusPage() {
  const { view, at } = readPage();
  return (
    <StatusFrame view={view} at={at} health={<HealthLine initial={readHealthNow().status} everyMs={view.refreshMs} />}>
      <LivePage initial={view} renderedAt={at} />
    </StatusFrame>
  );
}
