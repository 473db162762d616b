import { notFound } from "next/navigation";
import { Crumb } from "@/app/(status)/_components/crumb";
import { IncidentArticle } from "@/app/(status)/_components/incident-article";
import { PageHeading } from "@/app/(status)/_components/page-heading";
import { RefreshPage } from "@/app/(status)/_components/refresh-page";
import { StatusFrame } from "@/app/(status)/_components/status-frame";
import { readIncident } from "@/lib/server/incidents";

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
        <RefreshPage everyMs={view.refreshMs} />
        <article className="wrap pb-16">
          <Crumb />
          <PageHeading title="This incident cannot be read right now">
            <p>This page tries again by itself.</p>
          </PageHeading>
        </article>
      </StatusFrame>
    );
  }
  return (
    <StatusFrame view={view} at={at}>
      <title>{`${incident.title} · ${view.name}`}</title>
      {incident.endedAt === null && <RefreshPage everyMs={view.refreshMs} />}
      <IncidentArticle incident={incident} view={view} at={at} />
    </StatusFrame>
  );
}
