import { headers } from "next/headers";
import { notFound, permanentRedirect } from "next/navigation";
import { IncidentInZone } from "@/app/(status)/_components/incident-in-zone";
import { RefreshPage } from "@/app/(status)/_components/refresh-page";
import { ShareMeta } from "@/app/(status)/_components/share-meta";
import { StatusFrame } from "@/app/(status)/_components/status-frame";
import { UnreadArticle } from "@/app/(status)/_components/unread-article";
import { readIncident } from "@/lib/server/incidents";
import { readPlace } from "@/lib/server/place";
import { truthOf } from "@/lib/view/page-view";
import { shareIncident } from "@/lib/view/share-words";
import { describeIncidentData } from "@/lib/view/structured-data";
import { wordsOf } from "@/lib/view/words/words-of";

export const dynamic = "force-dynamic";

/** One incident. Its address stays the same while it lasts and after. */
export default async function IncidentPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const place = readPlace(await headers());
  const words = wordsOf(place);
  const found = /^[1-9]\d{0,14}$/.test(id) ? await readIncident(Number(id), place.language) : null;
  if (found === null) notFound();
  const { view, incident, at } = found;
  const path = `/incidents/${incident?.id ?? id}`;
  if (incident === null) {
    return (
      <StatusFrame view={view} at={at} words={words} path={path}>
        <title>{`${words.say("incident.tab")} · ${view.name}`}</title>
        <UnreadArticle title={words.say("incident.unread")} everyMs={view.refreshMs} words={words} />
      </StatusFrame>
    );
  }
  if (incident.id !== Number(id)) permanentRedirect(words.href(path));
  return (
    <StatusFrame view={view} at={at} words={words} path={path}>
      <title>{`${incident.title} · ${view.name}`}</title>
      <ShareMeta
        view={view}
        path={path}
        share={shareIncident(incident, view, at, words)}
        words={words}
        data={(link) => describeIncidentData(incident, view, link)}
      />
      {incident.resolvedAt === null && <RefreshPage everyMs={view.refreshMs} />}
      <IncidentInZone incident={incident} truth={truthOf(view)} at={at} place={place} />
    </StatusFrame>
  );
}
