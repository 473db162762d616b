import { notFound } from "next/navigation";
import { HistoryArticle } from "@/app/(status)/_components/history-article";
import { ShareMeta } from "@/app/(status)/_components/share-meta";
import { StatusFrame } from "@/app/(status)/_components/status-frame";
import { readIncidentMonth } from "@/lib/server/incident-month";

export const dynamic = "force-dynamic";

interface HistoryPageProps {
  searchParams: Promise<{ month?: string | string[]; component?: string | string[] }>;
}

/** Every incident of one month. */
export default async function HistoryPage({ searchParams }: HistoryPageProps) {
  const { month, component } = await searchParams;
  const isPlain = !Array.isArray(month) && !Array.isArray(component);
  const reading = isPlain ? await readIncidentMonth({ month, component }) : null;
  if (reading === null) notFound();
  return (
    <StatusFrame view={reading.view} at={reading.at}>
      <title>{`${reading.month.title} · ${reading.view.name}`}</title>
      <ShareMeta
        view={reading.view}
        path="/history"
        words={{ title: `History · ${reading.view.name}`, description: "Every incident that was shown, by month." }}
      />
      <HistoryArticle reading={reading} />
    </StatusFrame>
  );
}
