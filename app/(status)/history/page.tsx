import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { HistoryArticle } from "@/app/(status)/_components/history-article";
import { ShareMeta } from "@/app/(status)/_components/share-meta";
import { StatusFrame } from "@/app/(status)/_components/status-frame";
import { readIncidentMonth } from "@/lib/server/incident-month";
import { readPlace } from "@/lib/server/place";
import { wordsOf } from "@/lib/view/words/words-of";

export const dynamic = "force-dynamic";

interface HistoryPageProps {
  searchParams: Promise<{ month?: string | string[]; component?: string | string[] }>;
}

/** Every incident of one month. */
export default async function HistoryPage({ searchParams }: HistoryPageProps) {
  const { month, component } = await searchParams;
  const place = readPlace(await headers());
  const words = wordsOf(place);
  const isPlain = !Array.isArray(month) && !Array.isArray(component);
  const reading = isPlain ? await readIncidentMonth({ month, component }, place.language) : null;
  if (reading === null) notFound();
  const { view, at } = reading;
  return (
    <StatusFrame view={view} at={at} words={words} path="/history">
      <title>{`${words.dates.formatMonth(reading.month.month)} · ${view.name}`}</title>
      <ShareMeta
        view={view}
        path="/history"
        share={{
          title: `${words.say("history.title")} · ${view.name}`,
          description: words.say("history.description"),
        }}
        words={words}
      />
      <HistoryArticle reading={reading} words={words} />
    </StatusFrame>
  );
}
