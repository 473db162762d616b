import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { ShareMeta } from "@/app/(status)/_components/share-meta";
import { StatusFrame } from "@/app/(status)/_components/status-frame";
import { SubscribeArticle } from "@/app/(status)/_components/subscribe-article";
import { readSubscribe } from "@/lib/server/subscribe-page";
import { SUBSCRIBE_WORDS } from "@/lib/view/subscribe-words";

export const dynamic = "force-dynamic";

interface SubscribePageProps {
  searchParams: Promise<{ component?: string | string[] }>;
}

/** Every way to hear of what changes, and to show it elsewhere. */
export default async function SubscribePage({ searchParams }: SubscribePageProps) {
  const { component } = await searchParams;
  const reading = Array.isArray(component) ? null : readSubscribe(await headers(), component);
  if (reading === null) notFound();
  return (
    <StatusFrame view={reading.view} at={reading.at}>
      <title>{`${SUBSCRIBE_WORDS.tab} · ${reading.view.name}`}</title>
      <ShareMeta
        view={reading.view}
        path="/subscribe"
        words={{ title: `${SUBSCRIBE_WORDS.title} · ${reading.view.name}`, description: SUBSCRIBE_WORDS.lede }}
      />
      <SubscribeArticle reading={reading} />
    </StatusFrame>
  );
}
