import { monthOf, windowOfMonth } from "@/lib/domain/zone-days";
import { answerRefusal, refuse } from "@/lib/http/problem";
import { isMonth } from "@/lib/view/month-view";
import { answerReport, describeReport, renderReportCsv, type SlaReport } from "@/lib/view/sla-report";
import { answerBusy, answerNoPast, answerTable, readFormat } from "./answer-table";
import { readPast } from "./publication";
import { createTurns } from "./take-turns";

/** The report of a month, or why there is none: nobody may ask for it, or nothing of the past is known. */
export type ReportReading = { kind: "ok"; report: SlaReport } | { kind: "no_such_month" | "nothing_known" | "busy" };

const takeTurn = createTurns(20);

/** The report of a month (`YYYY-MM`, null for the present one) in the page's zone. */
export async function readReport(asked: string | null): Promise<ReportReading> {
  const past = readPast();
  if (past === null) return { kind: "nothing_known" };
  const { history, components, at } = past;
  const { since, timeZone, weights } = history;
  const present = monthOf(timeZone, at);
  const month = asked ?? present;
  if (!isMonth(month, present)) return { kind: "no_such_month" };
  const window = windowOfMonth(timeZone, month);
  const counted = { from: window.from, to: Math.min(window.to, at) };
  const rows = await takeTurn(() => history.availability(null, counted, { byDay: false, at }));
  if (rows === null) return { kind: "busy" };
  const seconds = new Map(rows.map((row) => [row.slug, row.seconds]));
  const reported = components.flatMap(({ slug, name, group, sla }) => {
    const counts = seconds.get(slug);
    return counts === undefined ? [] : [{ slug, name, group, sla, seconds: counts }];
  });
  return { kind: "ok", report: describeReport({ month, timeZone, window, at, since, weights, components: reported }) };
}

/** `/api/report`: what was promised for a month, and what became of it. */
export async function answerReportRequest(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const format = readFormat(request, url);
  if (format.kind === "refused") return answerRefusal(format);
  const reading = await readReport(url.searchParams.get("month"));
  switch (reading.kind) {
    case "no_such_month":
      return answerRefusal(refuse(400, "month must be written 2026-11, and not be in the future."));
    case "nothing_known":
      return answerNoPast();
    case "busy":
      return answerBusy();
    case "ok": {
      const answer = answerReport(reading.report);
      const body = format.value === "csv" ? renderReportCsv(answer) : JSON.stringify(answer);
      return answerTable(request, format.value, `report-${answer.month}`, body);
    }
  }
}
