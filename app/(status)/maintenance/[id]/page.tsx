import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { MaintenanceInZone } from "@/app/(status)/_components/maintenance-in-zone";
import { RefreshPage } from "@/app/(status)/_components/refresh-page";
import { ShareMeta } from "@/app/(status)/_components/share-meta";
import { StatusFrame } from "@/app/(status)/_components/status-frame";
import { UnreadArticle } from "@/app/(status)/_components/unread-article";
import { readMaintenance } from "@/lib/server/maintenance";
import { readPlace } from "@/lib/server/place";
import { truthOf } from "@/lib/view/page-view";
import { wordsOf } from "@/lib/view/words/words-of";

export const dynamic = "force-dynamic";

/** One maintenance. Its address stays the same before it begins and after its end. */
export default async function MaintenancePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const place = readPlace(await headers());
  const words = wordsOf(place);
  const found = /^[1-9]\d{0,14}$/.test(id) ? await readMaintenance(Number(id), place.language) : null;
  if (found === null) notFound();
  const { view, maintenance, at } = found;
  const path = `/maintenance/${id}`;
  if (maintenance === null) {
    return (
      <StatusFrame view={view} at={at} words={words} path={path}>
        <title>{`${words.say("maintenance.title")} · ${view.name}`}</title>
        <UnreadArticle title={words.say("maintenance.unread")} everyMs={view.refreshMs} words={words} />
      </StatusFrame>
    );
  }
  const title = `${maintenance.title} · ${view.name}`;
  return (
    <StatusFrame view={view} at={at} words={words} path={path}>
      <title>{title}</title>
      <ShareMeta view={view} path={path} share={{ title, description: maintenance.text }} words={words} />
      {maintenance.endedAt === null && <RefreshPage everyMs={view.refreshMs} />}
      <MaintenanceInZone maintenance={maintenance} truth={truthOf(view)} at={at} place={place} />
    </StatusFrame>
  );
}
