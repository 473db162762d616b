import { notFound } from "next/navigation";
import { MaintenanceArticle } from "@/app/(status)/_components/maintenance-article";
import { RefreshPage } from "@/app/(status)/_components/refresh-page";
import { ShareMeta } from "@/app/(status)/_components/share-meta";
import { StatusFrame } from "@/app/(status)/_components/status-frame";
import { UnreadArticle } from "@/app/(status)/_components/unread-article";
import { readMaintenance } from "@/lib/server/maintenance";

export const dynamic = "force-dynamic";

/** One maintenance. Its address stays the same before it begins and after its end. */
export default async function MaintenancePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const found = /^[1-9]\d{0,14}$/.test(id) ? await readMaintenance(Number(id)) : null;
  if (found === null) notFound();
  const { view, maintenance, at } = found;
  if (maintenance === null) {
    return (
      <StatusFrame view={view} at={at}>
        <title>{`Maintenance · ${view.name}`}</title>
        <UnreadArticle title="This maintenance cannot be read right now" everyMs={view.refreshMs} />
      </StatusFrame>
    );
  }
  return (
    <StatusFrame view={view} at={at}>
      <title>{`${maintenance.title} · ${view.name}`}</title>
      <ShareMeta
        view={view}
        path={`/maintenance/${maintenance.id}`}
        words={{ title: `${maintenance.title} · ${view.name}`, description: maintenance.text }}
      />
      {maintenance.endedAt === null && <RefreshPage everyMs={view.refreshMs} />}
      <MaintenanceArticle maintenance={maintenance} view={view} at={at} />
    </StatusFrame>
  );
}
