import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { limitPage, MOST_ACTIVE } from "@/lib/view/limit-page";
import type { PageView } from "@/lib/view/page-view";
import { ENGLISH, wordsOf } from "@/lib/view/words/words-of";
import { makePageViews } from "@/tests/fixtures/page-views";
import { ActiveIncidents } from "./active-incidents";

const AT = Date.UTC(2026, 10, 23, 13, 32);
const VIEWS = makePageViews(AT);

function read(view: PageView, isFresh = true, words = ENGLISH): { html: string; text: string } {
  const html = renderToStaticMarkup(<ActiveIncidents view={view} at={AT} isFresh={isFresh} words={words} />);
  return { html, text: html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ") };
}

describe("the incidents of the present", () => {
  it("say who said what, and what was changed later", () => {
    const { text } = read(VIEWS.major);
    expect(text).toContain("Identified 14:18 CET 14 minutes ago IT operations Edited The certificate");
    expect(text).toContain("Investigating 13:44 CET 48 minutes ago Automatic Sign-in");
    expect(read(VIEWS.disputed).text).toContain("From the monitoring team The disk of one relay");
  });

  it("show what Nagios sees where a person says otherwise", () => {
    expect(read(VIEWS.disputed).text).toContain("Monitoring sees: partial outage");
    expect(read(VIEWS.disputed, false).text).toContain("Monitoring last saw: partial outage");
  });

  it("that are over and watched are not called under way, nor as bad as they were", () => {
    const { html, text } = read(VIEWS.monitoring);
    expect(text).toContain("1 incident is over and watched");
    expect(text).toContain("Lasted 48 minutes");
    expect(html).not.toContain("case-major");
    expect(read(VIEWS.many).text).toContain("3 incidents under way, 1 over and watched");
  });

  it("count those that are not told one by one, and lead to them", () => {
    const [incident] = VIEWS.major.activeIncidents;
    const many = Array.from(
      { length: 90 },
      (_, id) => ({ ...incident, id }) as (typeof VIEWS.major.activeIncidents)[0],
    );
    const { html, text } = read(limitPage({ ...VIEWS.major, activeIncidents: many }));
    expect(text).toContain("90 incidents under way");
    expect(html.match(/<details class="card/g)).toHaveLength(MOST_ACTIVE);
    expect(html).toContain(`<a href="/history">${90 - MOST_ACTIVE} more incidents</a>`);
  });

  it("name some services of many, and lead to the rest", () => {
    const { html, text } = read(VIEWS.site);
    expect(text).toContain("500 services affected");
    expect(text).toContain("14 more services");
    expect(text).toContain("All 500 affected services");
    expect(html.length).toBeLessThan(20_000);
  });

  it("link to each update that they tell, and stay in the language of the page", () => {
    const [incident] = VIEWS.major.activeIncidents;
    const { html } = read(VIEWS.major, true, wordsOf({ language: "en", base: "/en" }));
    for (const { id } of incident?.updates.slice(0, 3) ?? []) {
      expect(html).toContain(`href="/en/incidents/${incident?.id}#update-${id}"`);
    }
    expect(html).toContain('aria-label="Permalink to the update of 14:18 CET"');
    expect(html).not.toContain('href="/incidents');
  });

  it("say that it still lasts, and not while nobody can know", () => {
    expect(read(VIEWS.site).text).toContain("Still investigating, 45 minutes. Automatic");
    expect(read(VIEWS.site, false).text).not.toContain("Still investigating");
  });
});
