import { describe, expect, it } from "vitest";
import { makeLargeIncident, makePageViews, makeResolvedIncident } from "@/tests/fixtures/page-views";
import { MOST_ACTIVE } from "./limit-page";
import { writeLlmsText } from "./llms-text";
import { writeMarkdownIncident } from "./markdown-incident";
import { writeMarkdownPage } from "./markdown-page";
import type { IncidentView, PageView } from "./page-view";
import { writePlainPage } from "./plain-page";
import { escapeMarkdown, toLine } from "./plain-text";
import { UNKNOWN_PAGE } from "./unknown-page";

const AT = Date.UTC(2026, 10, 23, 13, 32);
const VIEWS = makePageViews(AT);
const ADDRESS = "https://status.example.com";
const WRITERS = [
  ["plain text", writePlainPage],
  ["Markdown", writeMarkdownPage],
] as const;

/** Words that may be said of nothing while it is not known. */
const CALM = /(?<!last known: )\boperational\b/i;

describe.each(WRITERS)("the page as %s", (_, write) => {
  it("says what is wrong, since when, and when that was true", () => {
    const text = write(VIEWS.major, AT, ADDRESS);
    expect(text).toContain("Example University Hospital");
    expect(text).toMatch(/major outage/i);
    expect(text).toContain("True at 14:31 CET, 23 Nov 2026, less than a minute ago");
    expect(text).toContain(`${ADDRESS}/incidents/1`);
    expect(text).toMatch(/Patient portal:? +\**Major outage, since 12:41 CET|Patient portal.*since/);
  });

  it("tells some incidents of very many, and how many more there are", () => {
    const [incident] = VIEWS.major.activeIncidents as [IncidentView];
    const activeIncidents = Array.from({ length: 90 }, (_, id) => ({ ...incident, id: id + 1000 }));
    const text = write({ ...VIEWS.major, activeIncidents }, AT, ADDRESS);
    expect(text.match(/incidents\/1\d{3}\b/g)).toHaveLength(MOST_ACTIVE);
    expect(text).toContain(`${90 - MOST_ACTIVE} more incidents are not told here`);
  });

  it("says that all is well where it is", () => {
    const text = write(VIEWS.operational, AT, ADDRESS);
    expect(text).toContain("All services are operational");
    expect(text).toMatch(/Campus network:? +Operational/);
  });

  it("calls nothing operational once its data is too old, however it was when it was made", () => {
    const later = (VIEWS.operational.freshUntil ?? 0) + 1;
    const text = write(VIEWS.operational, later, ADDRESS);
    expect(text).toContain("We cannot confirm the status right now");
    expect(text).toContain("Last true at");
    expect(text).not.toMatch(CALM);
    expect(text).toMatch(/Campus network:? +Unknown, last known: operational/);
  });

  it("calls nothing operational before anything is known", () => {
    expect(write(UNKNOWN_PAGE, AT, ADDRESS)).not.toMatch(CALM);
  });

  it("tells what was measured, and only what was last when nothing is confirmed", () => {
    expect(write(VIEWS.measured, AT, ADDRESS)).toMatch(/Patient portal, response time: 0\\?\.38\ss/);
    const later = AT + 3_600_000;
    expect(write(VIEWS.measured, later, ADDRESS)).toMatch(/Patient portal, response time: Unknown, last 0\\?\.38/);
  });

  it("calls no incident or maintenance present while nothing is confirmed", () => {
    const later = AT + 3_600_000;
    expect(write(VIEWS.major, later, ADDRESS)).toContain("(last seen at 14:31 CET)");
    expect(write(VIEWS.maintenance, later, ADDRESS)).not.toContain("under way");
  });

  it("lets no name speak to a terminal", () => {
    const name = "Mail\u001b[31m\u0007\u009b2J\r\nAll services are fine\u202etxt";
    const view: PageView = { ...VIEWS.operational, name, groups: [{ name, components: [], bars: null }] };
    const text = write(view, AT, ADDRESS);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(text).not.toMatch(/^All services are fine/m);
  });

  it("names its own paths where no address is configured", () => {
    expect(write(VIEWS.operational, AT, "")).toMatch(/[ (]\/history/);
  });
});

it("no line of the plain page that could be broken is wider than a terminal", () => {
  const wide = writePlainPage(VIEWS.many, AT, ADDRESS)
    .split("\n")
    .filter((line) => [...line].length > 90);
  expect(wide).toEqual([]);
});

describe("an incident as Markdown", () => {
  it("tells its course, its components and every update, newest first", () => {
    const text = writeMarkdownIncident(makeResolvedIncident(AT), VIEWS.major, AT, ADDRESS);
    expect(text).toMatch(/^# Sign-in to the patient portal was refused$/m);
    expect(text).toContain("**Resolved**, at its worst:");
    expect(text.indexOf("### Resolved")).toBeLessThan(text.indexOf("### Identified"));
    expect(text).toContain("(automatic)");
    expect(text).toContain("after 1 h 45 min.");
  });

  it("that lasts is called unknown once the data is too old", () => {
    const incident = makeLargeIncident(AT);
    expect(writeMarkdownIncident(incident, VIEWS.major, AT, "")).toContain("**Major outage**, investigating");
    const old = writeMarkdownIncident(incident, VIEWS.major, AT + 3_600_000, "");
    expect(old).toContain("**Unknown**, last known: major outage");
    expect(old).toContain("- Service 1: Unknown, last known: major outage");
    expect(old).toContain("- and 480 more");
  });
});

describe("text from outside", () => {
  it("becomes one harmless line", () => {
    expect(toLine(" a\u0000b\n\tc\u2028d\u200f ")).toBe("a b c d");
  });

  it("is nothing but text to Markdown", () => {
    expect(escapeMarkdown("*a* [b](c) <d> `e`")).toBe("\\*a\\* \\[b\\](c) \\<d\\> \\`e\\`");
    expect(escapeMarkdown("1. one")).toBe("1\\. one");
    expect(escapeMarkdown("- one")).toBe("\\- one");
  });
});

it("the text for language models has the form of llmstxt.org, and absolute links where an address is known", () => {
  const text = writeLlmsText("Example", ADDRESS);
  expect(text).toMatch(/^# Example\n\n> .+\n/);
  expect(text).toContain("- [Status now](https://status.example.com/index.md): ");
  expect(writeLlmsText("Example", "")).toContain("](/index.md)");
});
