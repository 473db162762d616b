import { notFound } from "next/navigation";
import { ReportArticle } from "@/app/(status)/_components/report-article";
import { ReportMissing } from "@/app/(status)/_components/report-missing";
import { StatusFrame } from "@/app/(status)/_components/status-frame";
import { readPage } from "@/lib/server/publication";
import { readReport } from "@/lib/server/report";

export const dynamic = "force-dynamic";

/** One month of all services beside what was promised, to be printed. */
export default async function ReportPage({ params }: { params: Promise<{ month: string }> }) {
  const { month } = await params;
  const reading = await readReport(month);
  if (reading.kind === "no_such_month") notFound();
  const { view, at } = readPage();
  return (
    <StatusFrame view={view} at={at}>
      {reading.kind === "ok" ? (
        <>
          <title>{`Availability, ${reading.report.title} · ${view.name}`}</title>
          <ReportArticle report={reading.report} at={at} />
        </>
      ) : (
        <>
          <title>{`Availability · ${view.name}`}</title>
          <ReportMissing kind={reading.kind} />
        </>
      )}
    </StatusFrame>
  );
}
