import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { MaintenanceView, PageView } from "@/lib/view/page-view";
import { ENGLISH } from "@/lib/view/words/words-of";
import {
  makeMaintenanceUnderWay,
  makePageViews,
  makePastMaintenance,
  makeScheduledMaintenance,
} from "@/tests/fixtures/page-views";
import { MaintenanceArticle } from "./maintenance-article";
import { Maintenances } from "./maintenances";
import { PastMaintenances } from "./past-maintenances";

const AT = Date.UTC(2026, 10, 23, 13, 32);
const VIEWS = makePageViews(AT);

function readText(html: string): string {
  return html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
}

const readList = (view: PageView, isFresh = true) =>
  renderToStaticMarkup(<Maintenances view={view} at={AT} isFresh={isFresh} words={ENGLISH} />);
const readArticle = (maintenance: MaintenanceView, view: PageView) =>
  renderToStaticMarkup(<MaintenanceArticle maintenance={maintenance} view={view} at={AT} words={ENGLISH} />);

describe("maintenance on the page", () => {
  it("under way says how much of its window is left, in words and as a track", () => {
    const html = readList(VIEWS.maintenance);
    expect(readText(html)).toContain("Maintenance under way Imaging archive moves to new storage");
    expect(readText(html)).toContain("13:00 CET 1 h 28 min left 16:00 CET");
    expect(html).toContain('d="M0 6H204"');
    expect(html).toContain('href="/maintenance/1"');
  });

  it("to come says when, in how long, for how long and for whom", () => {
    const text = readText(readList(VIEWS.scheduled));
    expect(text).toContain("Scheduled maintenance Network renewal at the northern site");
    expect(text).toContain("Affects: Link to the northern site, Telephony");
    expect(text).toContain("26 Nov Thursday, 22:00 to 01:00 CET In 3 days, for 3 h");
  });

  it("is only what was announced while nothing can be confirmed", () => {
    const text = readText(readList(VIEWS.staleMaintenance, false));
    expect(text).not.toMatch(/under way|left|In 3 days|open slowly/i);
    expect(text).toContain("Monday, 13:00–16:00 CET");
  });

  it("has a line for each of more than two, and counts what is not listed", () => {
    const text = readText(readList(VIEWS.many));
    expect(text).toContain("Maintenance of Paging Scheduled Mon 23 Nov, 13:32–21:32 CET 30 minutes within this time");
    expect(text.match(/Affects:/g)).toHaveLength(2);
    expect(readText(readList(VIEWS.many))).toContain("4 more are scheduled within 30 days.");
    expect(readList(VIEWS.operational)).toBe("");
  });
});

describe("the page of a maintenance", () => {
  it("tells what is done, when, to what, and what was said", () => {
    const html = readArticle(makeScheduledMaintenance(AT), VIEWS.scheduled);
    const text = readText(html);
    expect(text).toContain(
      "Scheduled maintenance Network renewal at the northern site Thursday 26 November 2026, 22:00 CET",
    );
    expect(html).toContain('<a href="https://status.example/network">');
    expect(text).toContain("Scheduled We will work on Link to the northern site and Telephony. Automatic");
    expect(html).toContain('href="/components/telephony"');
  });

  it("of one that is over tells how long it took", () => {
    const text = readText(readArticle(makePastMaintenance(AT), VIEWS.maintenance));
    expect(text).toContain("Maintenance completed");
    expect(text).toContain("Wednesday 18 November 2026, 08:32–09:42 CET. It took 1 h 10 min.");
  });

  it("of one that was cancelled says that it did not take place", () => {
    const cancelled = { ...makeScheduledMaintenance(AT), status: "cancelled", endedAt: AT } as const;
    expect(readText(readArticle(cancelled, VIEWS.scheduled))).toContain("and did not take place.");
  });

  it("says its window only while nothing can be confirmed", () => {
    const text = readText(readArticle(makeMaintenanceUnderWay(AT), VIEWS.staleMaintenance));
    expect(text).toContain("We cannot confirm right now whether it is under way.");
    expect(text).not.toContain("Maintenance under way");
    expect(text).not.toContain("left");
  });
});

describe("maintenance of a past day", () => {
  it("says what it was, how long it took and whom it touched", () => {
    const past = makePastMaintenance(AT);
    const read = (maintenance: MaintenanceView) =>
      readText(
        renderToStaticMarkup(<PastMaintenances maintenances={[maintenance]} zone="Europe/Berlin" words={ENGLISH} />),
      ).trim();
    expect(read(past)).toBe(
      "New software for the study database Maintenance completed after 1 h 10 min 08:32–09:42 CET Study database",
    );
    expect(read({ ...past, status: "cancelled", beganAt: null })).toContain(
      "Announced for Wed 18 Nov, 08:32–10:32 CET",
    );
  });
});
