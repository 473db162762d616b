import { readPage } from "@/lib/server/publication";
import { LivePage } from "./_components/live-page";
import { StatusFrame } from "./_components/status-frame";

export const dynamic = "force-dynamic";

/** The public page. */
export default function StatusPage() {
  const { view, at } = readPage();
  return (
    <StatusFrame view={view} at={at}>
      <LivePage initial={view} renderedAt={at} />
    </StatusFrame>
  );
}
