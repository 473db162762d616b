import { notFound, permanentRedirect } from "next/navigation";
import { IncidentArticle } from "@/app/(status)/_components/incident-article";
import { RefreshPage } from "@/app/(status)/_components/refresh-page";
import { ShareMeta } from "@/app/(status)/_components/share-meta";
import { StatusFrame } from "@/app/(status)/_components/status-frame";
import { UnreadArticle } from "@/app/(status)/_components/unread-article";
import { readIncident } from "@/lib/server/incidents";
import { shareIncident } from "@/lib/view/share-words";
import { describeIncidentData } from "@/lib/view/structured-data";

export const dynamic = "force-dynamic";

/** One incident. Its address stays the same while it lasts and after. */
export default async function IncidentPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const found = /^[1-9]\d{0,14}$/.test(id) ? await readIncident(Number(id)) : null;
  if (found === null) notFound();
  const { view, incident, at } = found;
  if (incident === null) {
    return (
      <StatusFrame view={view} at={at}>
        <title>{`Incident · ${view.name}`}</title>
        <UnreadArticle title="This incident cannot be read right now" everyMs={view.refreshMs} />
      </StatusFrame>
    );
  }
  if (incident.id !== Number(id)) permanentRedirect(`/incidents/${incident.id}`);
  return (
    <StatusFrame view={view} at={at}>
      <title>{`${incident.title} · ${view.name}`}</title>
      <ShareMeta
        view={view}
        path={`/incidents/${incident.id}`}
        words={shareIncident(incident, view, at)}
        data={(link) => describeIncidentData(incident, view, link)}
      />
      {incident.resolvedAt === null && <RefreshPage everyMs={view.refreshMs} />}
      <IncidentArticle incident={incident} view={view} at={at} />
    </StatusFrame>
  );
}
