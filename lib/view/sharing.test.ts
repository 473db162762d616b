import { describe, expect, it } from "vitest";
import { makePageViews, makeResolvedIncident } from "@/tests/fixtures/page-views";
import { writeRobots, writeSitemap } from "./search-engines";
import { describePicture } from "./share-picture";
import { shareIncident, sharePage } from "./share-words";
import { describeIncidentData, describePageData, writeStructuredData } from "./structured-data";
import { UNKNOWN_PAGE } from "./unknown-page";
import { ENGLISH } from "./words/words-of";

const AT = Date.UTC(2026, 10, 23, 13, 32);
const VIEWS = makePageViews(AT);
const LINK = "https://status.example.com";
const LATER = AT + 3_600_000;

describe("what is shown of an address that somebody sent", () => {
  it("says the state with its time", () => {
    const { title, description } = sharePage(VIEWS.operational, AT, ENGLISH);
    expect(title).toBe("All operational · Example University Hospital");
    expect(description).toBe("All services are operational. True at 14:31 CET, 23 Nov 2026.");
  });

  it("says of simulated data that it is", () => {
    const view = { ...VIEWS.operational, demo: true };
    expect(sharePage(view, AT, ENGLISH).description).toContain("simulated data");
    expect(describePicture(view, AT).asOf).toContain("Simulated data");
  });

  it("is never green once the data is too old", () => {
    const { title, description } = sharePage(VIEWS.operational, LATER, ENGLISH);
    expect(title).toContain("Status unknown");
    expect(description).toContain("We cannot confirm the status right now.");
    expect(description).toContain("Last true at");
  });

  it("is the newest words of an incident, and stays short", () => {
    const incident = makeResolvedIncident(AT);
    expect(shareIncident(incident, VIEWS.major, AT, ENGLISH).description).toContain("This is resolved.");
    const [first] = incident.updates;
    const long = { ...incident, updates: first ? [{ ...first, text: "word ".repeat(200) }] : [] };
    expect(shareIncident(long, VIEWS.major, AT, ENGLISH).description).toHaveLength(300);
  });
});

describe("the picture of the page", () => {
  it("says the state with its time, and is grey when that is too long ago", () => {
    expect(describePicture(VIEWS.operational, AT)).toMatchObject({
      state: "operational",
      sentence: "All services are operational",
      asOf: "True at 14:31 CET, 23 Nov 2026",
    });
    expect(describePicture(VIEWS.operational, LATER)).toMatchObject({ state: "unknown" });
    expect(describePicture(VIEWS.operational, LATER).asOf).toMatch(/^Last true at/);
    expect(describePicture(UNKNOWN_PAGE, AT)).toMatchObject({ state: "unknown", asOf: "No data has been read yet" });
  });

  it("holds no letter for which a font would be asked of somebody else", () => {
    for (const name of ["大学病院", "مستشفى", "Status 🚑", "Example ©"]) {
      expect(describePicture({ ...VIEWS.operational, name }, AT).name).toBe("Service status");
    }
    for (const name of ["Universitätsklinik Łódź", "Больница"]) {
      expect(describePicture({ ...VIEWS.operational, name }, AT).name).toBe(name);
    }
  });
});

describe("structured data", () => {
  it("describes the page, with its address only where that is configured", () => {
    expect(describePageData(VIEWS.operational, AT, LINK, ENGLISH)).toMatchObject({
      "@type": "WebPage",
      url: `${LINK}/`,
      dateModified: new Date(VIEWS.operational.asOf ?? 0).toISOString(),
    });
    expect(describePageData(VIEWS.operational, AT, null, ENGLISH)).not.toHaveProperty("url");
  });

  it("describes an incident as a report with its updates", () => {
    const data = describeIncidentData(makeResolvedIncident(AT), VIEWS.major, LINK);
    expect(data).toMatchObject({ "@type": "LiveBlogPosting", url: `${LINK}/incidents/1` });
    expect(data).toHaveProperty("coverageEndTime");
    expect((data.liveBlogUpdate as unknown[]).length).toBeGreaterThan(3);
  });

  it("never ends the script that it stands in", () => {
    const text = writeStructuredData({ name: "</script><script>alert(1)</script><!--\u2028" });
    expect(text).not.toMatch(/[<>\u2028]/);
    expect(JSON.parse(text)).toEqual({ name: "</script><script>alert(1)</script><!--\u2028" });
  });
});

describe("what search engines are told", () => {
  it("leaves the operator's pages and the data out, and names the list of pages where there is one", () => {
    expect(writeRobots(null)).toBe("User-agent: *\nDisallow: /admin\nDisallow: /api/\nAllow: /api/docs\n");
    expect(writeRobots(LINK)).toContain(`\nSitemap: ${LINK}/sitemap.xml\n`);
  });

  it("lists what is on show with absolute addresses", () => {
    const xml = writeSitemap(VIEWS.major, LINK);
    expect(xml).toContain(`<loc>${LINK}/</loc>`);
    expect(xml).toContain(`<loc>${LINK}/components/patient-portal</loc>`);
    expect(xml).toContain(`<loc>${LINK}/incidents/1</loc><lastmod>`);
    expect(xml).not.toContain("/admin");
  });
});
