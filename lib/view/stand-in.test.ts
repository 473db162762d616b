import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time";
import { LANGUAGES } from "@/lib/domain/words";
import { makePageViews } from "@/tests/fixtures/page-views";
import { MOST_ACTIVE } from "./limit-page";
import type { IncidentView } from "./page-view";
import { OFFLINE_AGE, renderOffline, renderStandIn } from "./stand-in";
import { describeStandInHealth } from "./stand-in-health";
import { escapeHtml } from "./stand-in-parts";
import { UNKNOWN_PAGE } from "./unknown-page";
import { ENGLISH, wordsOf } from "./words/words-of";

const AT = Date.UTC(2026, 10, 23, 13, 32);
const VIEWS = makePageViews(AT);

describe("the page that a browser keeps for when it cannot reach the server", () => {
  it("calls nothing current, although it was made while everything was", () => {
    const html = renderOffline(VIEWS.operational, AT, ENGLISH);
    expect(html).toContain("We cannot confirm the status right now");
    expect(html).toContain("This page cannot reach its server");
    expect(html).toContain("last known: operational");
    expect(html).not.toMatch(/class="(?:label|sign) operational"/);
    expect(html).toContain("Connection lost");
  });

  it("has one place for its age, where there is one", () => {
    expect(renderOffline(VIEWS.operational, AT, ENGLISH).split(OFFLINE_AGE)).toHaveLength(2);
    expect(renderOffline(UNKNOWN_PAGE, AT, ENGLISH)).not.toContain(OFFLINE_AGE);
  });
});

describe("the stand-in page", () => {
  it("says that the service restarts, what was last published, and when that was true", () => {
    const html = renderStandIn(VIEWS.operational, AT, ENGLISH);
    expect(html).toContain("The status service is restarting.");
    expect(html).toContain("All services are operational");
    expect(html).toContain("True at");
    expect(html.replaceAll(/<[^>]+>/g, "")).toContain("True at 14:31 CET, 23 Nov 2026 · less than a minute old");
    expect(html).toContain("Patient portal");
  });

  it("is never green on data that is too old", () => {
    const html = renderStandIn(VIEWS.operational, (VIEWS.operational.freshUntil ?? 0) + 1, ENGLISH);
    expect(html).toContain("We cannot confirm the status right now");
    expect(html).toContain("Last true at");
    expect(html).not.toContain('class="label operational"');
    expect(html).toContain("last known: operational");
  });

  it("without a kept page says that nothing is known", () => {
    const html = renderStandIn(null, AT, ENGLISH);
    expect(html).toContain("We cannot confirm the status right now");
    expect(html).toContain("The status service is restarting.");
    expect(html).not.toContain("Services</h2>");
  });

  it("shows the incidents under way with their last words", () => {
    const html = renderStandIn(VIEWS.staleOutage, AT, ENGLISH);
    expect(html).toContain("Sign-in to the patient portal is refused");
    expect(html).toContain("Last confirmed");
    expect(html).toContain("expect sign-in to work again within the hour");
  });

  it("tells some incidents of very many, and how many more there are", () => {
    const [incident] = VIEWS.major.activeIncidents as [IncidentView];
    const activeIncidents = Array.from({ length: 90 }, (_, id) => ({ ...incident, id }));
    const html = renderStandIn({ ...VIEWS.major, activeIncidents }, AT, ENGLISH);
    expect(html.split(incident.title)).toHaveLength(MOST_ACTIVE + 1);
    expect(html).toContain(`${90 - MOST_ACTIVE} more incidents`);
  });

  it("does not show an incident that is over and watched as bad as it was", () => {
    const html = renderStandIn(VIEWS.monitoring, AT, ENGLISH);
    expect(html).toContain('<p class="plate"><span>Monitoring</span></p>');
    expect(html).toMatch(/Began .*13:41 CET.*Ended .*14:29 CET/);
    expect(renderStandIn(VIEWS.major, AT, ENGLISH)).toMatch(
      /plate major_outage.*Major outage <span class="quiet">· Identified/,
    );
  });

  it.each(LANGUAGES)("speaks the language of its visitor: %s", (language) => {
    const words = wordsOf({ language, base: `/${language}` });
    const html = renderStandIn(VIEWS.staleOutage, AT, words) + renderOffline(VIEWS.monitoring, AT, words);
    expect(html).toContain(`<html lang="${language}" dir="${words.direction}">`);
    expect(html).toContain(`href="/${language}"`);
    expect(html).toContain(escapeHtml(words.say("standIn.restarting")));
    expect(html).not.toMatch(/\{\w+\}|undefined/);
    if (language !== "en") expect(html).not.toMatch(/True at|Began|Ended|Published with|operational<|restarting/);
  });

  it("needs nothing from elsewhere and asks again by itself", () => {
    for (const view of Object.values(VIEWS)) {
      const html = renderStandIn(view, AT, ENGLISH);
      expect(html).not.toMatch(/<script|<link|<img|src=|@import|url\(/);
      expect(html).toContain('<meta http-equiv="refresh" content="5">');
    }
  });

  it("writes whatever a name, a title or an update contains as text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (tail) => {
        const evil = `<script>alert(1)</script>"'&${tail}`;
        const [group] = VIEWS.major.groups;
        const [component] = group?.components ?? [];
        const [incident] = VIEWS.major.activeIncidents;
        if (!component || !incident) throw new Error("the sample has a component and an incident");
        const updates = incident.updates.map((update) => ({ ...update, text: evil }));
        const html = renderStandIn(
          {
            ...VIEWS.major,
            name: evil,
            groups: [{ name: evil, components: [{ ...component, name: evil }], bars: null }],
            activeIncidents: [{ ...incident, title: evil, updates }],
          },
          AT,
          ENGLISH,
        );
        expect(html).not.toContain("<script");
        expect(html).not.toContain("\"'&");
      }),
    );
  });
});

describe("health while the server is away", () => {
  it("is never healthy, even while the data is still current", () => {
    expect(describeStandInHealth(VIEWS.operational, AT)).toMatchObject({
      status: "stale",
      data_is_stale: false,
      status_dat_age_seconds: 21,
      database_accessible: false,
      scheduler_status: { is_running: false, health_status: "critical" },
    });
  });

  it("tells the age of old data, and none without data", () => {
    expect(describeStandInHealth(VIEWS.staleOutage, AT + MINUTE_MS)).toMatchObject({
      data_is_stale: true,
      status_dat_age_seconds: 600,
      active_incidents_count: 1,
    });
    expect(describeStandInHealth(null, AT)).toMatchObject({ status_dat_age_seconds: null, last_poll_time: null });
  });
});
