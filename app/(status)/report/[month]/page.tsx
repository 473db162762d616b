import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { ReportArticle } from "@/app/(status)/_components/report-article";
import { ReportMissing } from "@/app/(status)/_components/report-missing";
import { StatusFrame } from "@/app/(status)/_components/status-frame";
import { readPlace } from "@/lib/server/place";
import { readPage } from "@/lib/server/publication";
import { readReport } from "@/lib/server/report";
import { wordsOf } from "@/lib/view/words/words-of";

export const dynamic = "force-dynamic";

/** One month of all services beside what was promised, to be printed. */
export default async function ReportPage({ params }: { params: Promise<{ month: string }> }) {
  const { month } = await params;
  const reading = await readReport(month);
  if (reading.kind === "no_such_month") notFound();
  const place = readPlace(await headers());
  const words = wordsOf(place);
  const { view, at } = readPage(place.language);
  return (
    <StatusFrame view={view} at={at} words={words} path={`/report/${month}`}>
      {reading.kind === "ok" ? (
        <>
          <title>{`${words.say("report.title", { month: words.dates.formatMonth(reading.report.month) })} · ${view.name}`}</title>
          <ReportArticle report={reading.report} at={at} words={words} />
        </>
      ) : (
        <>
          <title>{`${words.say("report.bare")} · ${view.name}`}</title>
          <ReportMissing kind={reading.kind} words={words} />
        </>
      )}
    </StatusFrame>
  );
}
