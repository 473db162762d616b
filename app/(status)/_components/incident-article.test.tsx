import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { IncidentView } from "@/lib/view/page-view";
import { ENGLISH } from "@/lib/view/words/words-of";
import { makeLargeIncident, makePageViews, makeResolvedIncident } from "@/tests/fixtures/page-views";
import { IncidentArticle } from "./incident-article";

const AT = Date.UTC(2026, 10, 23, 13, 32);
const VIEWS = makePageViews(AT);
const LASTING = VIEWS.major.activeIncidents[0] as IncidentView;

function read(incident: IncidentView, view = VIEWS.major): { html: string; text: string } {
  const html = renderToStaticMarkup(<IncidentArticle incident={incident} view={view} at={AT} words={ENGLISH} />);
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
    expect(text).toContain("Severity: critical");
  });

  it("says of one that lasted through a night when it was over", () => {
    const incident = { ...makeResolvedIncident(AT), startedAt: Date.UTC(2026, 10, 22, 22, 30) };
    expect(read(incident).text).toContain(
      "Major outage on Sunday 22 November 2026, 23:30 CET, to 15:26 CET, 23 Nov 2026. It lasted 15 h 56 min.",
    );
  });

  it("shows what people wrote in its form, their edits, and their review", () => {
    const { html, text } = read(makeResolvedIncident(AT));
    expect(html).toContain("<li>Sign-in works for new visitors.</li>");
    expect(text).toContain("IT operations Edited 14:21 CET Permalink");
    expect(html).toContain("<h4>What we change</h4>");
  });

  it("says of each update what it changed for the services that its text does not name", () => {
    const { text } = read(makeResolvedIncident(AT));
    expect(text).toContain("The team on call has been told. Patient portal Major outage Patient sign-in Major outage");
    expect(text).toContain("Online appointments Partial outage IT operations");
    expect(text).toContain(
      "Patient portal Degraded Patient sign-in Operational Online appointments Operational IT operations",
    );
  });

  it("says what Nagios sees where a person says otherwise, what came before, and that it was written down later", () => {
    const [incident] = VIEWS.disputed.activeIncidents;
    const { html, text } = read(incident as IncidentView, VIEWS.disputed);
    expect(text).toContain("Degraded · Identified");
    expect(text).toContain("Monitoring sees: partial outage");
    expect(text).toContain("From the monitoring team");
    expect(text).toContain("Written down afterwards");
    expect(html).toContain('href="/incidents/1"');
  });

  it("that is over and watched says so, and not how bad it was as if that were now", () => {
    const [incident] = VIEWS.monitoring.activeIncidents;
    const { text } = read(incident as IncidentView, VIEWS.monitoring);
    expect(text).toMatch(/All services Monitoring Telephony: major outage Major outage on Monday/);
    expect(text).toContain("It lasted 48 minutes.");
    expect(text).toContain("Affected services, at their worst");
  });

  it("names all services of a large one, most of them folded away", () => {
    const { html, text } = read(makeLargeIncident(AT, 500), VIEWS.site);
    expect(text).toContain("500 services affected Service 1 Major outage");
    expect(text).toContain("494 more services");
    expect(html.match(/Service 500</g)).toHaveLength(1);
    expect(text).toContain("Service 5 Major outage and 495 more");
    expect(text).toContain("Still investigating, 45 minutes. Automatic");
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
    expect(read(makeLargeIncident(AT, 500), VIEWS.staleOutage).text).not.toContain("Still investigating");
  });

  it("does not call one resolved less true when the data is old", () => {
    expect(read(makeResolvedIncident(AT), VIEWS.stale).text).toContain("Resolved");
  });
});
