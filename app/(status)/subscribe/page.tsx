import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { ShareMeta } from "@/app/(status)/_components/share-meta";
import { StatusFrame } from "@/app/(status)/_components/status-frame";
import { SubscribeArticle } from "@/app/(status)/_components/subscribe-article";
import { readPlace } from "@/lib/server/place";
import { readSubscribe } from "@/lib/server/subscribe-page";
import { wordsOf } from "@/lib/view/words/words-of";

export const dynamic = "force-dynamic";

interface SubscribePageProps {
  searchParams: Promise<{ component?: string | string[] }>;
}

/** Every way to hear of what changes, and to show it elsewhere. */
export default async function SubscribePage({ searchParams }: SubscribePageProps) {
  const { component } = await searchParams;
  const asked = await headers();
  const words = wordsOf(readPlace(asked));
  const reading = Array.isArray(component) ? null : readSubscribe(asked, component);
  if (reading === null) notFound();
  const { view, at } = reading;
  const share = { title: `${words.say("subscribe.title")} · ${view.name}`, description: words.say("subscribe.lede") };
  return (
    <StatusFrame view={view} at={at} words={words} path="/subscribe">
      <title>{`${words.say("subscribe.tab")} · ${view.name}`}</title>
      <ShareMeta view={view} path="/subscribe" share={share} words={words} />
      <SubscribeArticle reading={reading} words={words} />
    </StatusFrame>
  );
}
