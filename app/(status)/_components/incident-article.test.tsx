import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { IncidentView } from "@/lib/view/page-view";
import { makePageViews, makeResolvedIncident } from "@/tests/fixtures/page-views";
import { IncidentArticle } from "./incident-article";

const AT = Date.UTC(2026, 10, 23, 13, 32);
const VIEWS = makePageViews(AT);
const LASTING = VIEWS.major.activeIncidents[0] as IncidentView;

function read(incident: IncidentView, view = VIEWS.major): { html: string; text: string } {
  const html = renderToStaticMarkup(<IncidentArticle incident={incident} view={view} at={AT} />);
  return { html, text: html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ") };
}

describe("the page of an incident", () => {
  it("tells a resolved one from begin to end, with an address for every update and the review", () => {
    const incident = makeResolvedIncident(AT);
    const { html, text } = read(incident);
    expect(text).toContain("Major outage on Monday 23 November 2026, 13:41–15:26 CET. It lasted 1 h 45 min.");
    for (const { id } of incident.updates) {
      expect(html).toContain(`id="update-${id}"`);
      expect(html).toContain(`href="#update-${id}"`);
    }
    expect(html).toContain('href="https://status.example/reviews/1"');
    expect(text).toContain("Automatic");
  });

  it("says how long a lasting one has lasted so far", () => {
    expect(read(LASTING).text).toContain(
      "since 13:41 CET on Monday 23 November 2026. It has lasted 51 minutes so far.",
    );
  });

  it("does not say that it lasts while nothing can be confirmed", () => {
    const { text } = read(LASTING, VIEWS.staleOutage);
    expect(text).not.toContain("so far");
    expect(text).toContain("last confirmed at 14:23 CET. We cannot confirm right now whether it still lasts.");
    expect(text).toContain("Last known: major outage");
  });

  it("does not call one resolved less true when the data is old", () => {
    expect(read(makeResolvedIncident(AT), VIEWS.stale).text).toContain("Resolved");
  });
});
