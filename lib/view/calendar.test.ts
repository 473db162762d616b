import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import type { Maintenance, MaintenanceUpdate } from "@/lib/domain/maintenance";
import { SAMPLE_AT } from "@/lib/domain/sample-snapshot";
import { HOUR_MS } from "@/lib/domain/time";
import { renderCalendar } from "./calendar";
import { describeMaintenance } from "./maintenance-view";
import { sampleMaintenance } from "./sample-maintenance";

const wording = { language: "en", templates: {} } as const;
const components = [{ slug: "website", name: "Website", group: null }];

function render(given: Partial<Maintenance> = {}, name = "Example"): string {
  const maintenance = sampleMaintenance(given);
  const view = describeMaintenance(maintenance, {
    components,
    redact: String,
    wording,
    timeZone: "UTC",
    form: "whole",
  });
  return renderCalendar({
    name,
    link: "https://status.example.org",
    guidBase: "https://status.example.com",
    path: "/calendar.ics",
    entries: view === null ? [] : [{ maintenance, view }],
  });
}

/** Reads a calendar with a parser that shares no code with the writer. */
function parse(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const event = calendar.getFirstSubcomponent("vevent");
  return {
    calendar,
    event,
    events: calendar.getAllSubcomponents("vevent"),
    value: (name: string) => String(event?.getFirstPropertyValue(name)),
  };
}

function update(code: MaintenanceUpdate["code"], at = SAMPLE_AT): MaintenanceUpdate {
  return { at, code, status: "scheduled", reason: "" };
}

describe("the calendar", () => {
  it("tells when a maintenance is, in UTC, under a name that stays", () => {
    const { value, calendar } = parse(render());
    expect(calendar.getFirstPropertyValue("x-wr-calname")).toBe("Example");
    expect(String(calendar.getFirstPropertyValue("refresh-interval"))).toBe("PT30M");
    expect(calendar.getFirstPropertyValue("x-published-ttl")).toBe("PT30M");
    expect(value("uid")).toBe("maintenance-1@status.example.com");
    expect(value("dtstart")).toBe("2026-11-23T13:00:00Z");
    expect(value("dtend")).toBe("2026-11-23T16:00:00Z");
    expect(value("dtstamp")).toBe("2026-11-23T13:00:00Z");
    expect(value("summary")).toBe("Maintenance of Website");
    expect(value("url")).toBe("https://status.example.org/maintenance/1");
    expect(value("status")).toBe("CONFIRMED");
    expect(value("transp")).toBe("TRANSPARENT");
    expect(value("sequence")).toBe("0");
  });

  it("holds nothing of Nagios': no author, no comment, no object", () => {
    expect(render()).not.toMatch(/jdoe|4711|web1/);
  });

  it("counts up with every change of the window", () => {
    const said = [update("scheduled"), update("moved"), update("forgotten"), update("extended")];
    expect(parse(render({ updates: said })).value("sequence")).toBe("2");
  });

  it("says that a maintenance was cancelled, and ends one that was over early at its end", () => {
    const cancelled = render({ status: "cancelled", endedAt: SAMPLE_AT, updates: [update("cancelled")] });
    expect(parse(cancelled).value("status")).toBe("CANCELLED");
    expect(parse(cancelled).value("sequence")).toBe("1");
    const early = render({ status: "completed", endedAt: SAMPLE_AT, updates: [update("ended_early")] });
    expect(parse(early).value("dtend")).toBe("2026-11-23T14:00:00Z");
    expect(parse(render({ endsAt: SAMPLE_AT - HOUR_MS })).value("dtend")).toBe("2026-11-23T13:01:00Z");
  });

  it("is the same text while nothing changes, and whole without entries", () => {
    expect(render()).toBe(render());
    expect(parse(render({ components: [] })).events).toEqual([]);
  });

  it("lets no text become a property of its own", () => {
    const title = "Nightly;\r\nATTENDEE:mailto:a@example.org\\, \u2028ORGANIZER:x\u0000";
    const { event, value, calendar } = parse(render({ person: { title, text: null } }, `Us, ${title}`));
    expect(event?.hasProperty("attendee")).toBe(false);
    expect(calendar.hasProperty("attendee")).toBe(false);
    expect(value("summary")).toBe("Nightly;\nATTENDEE:mailto:a@example.org\\, \nORGANIZER:x");
    expect(calendar.getFirstPropertyValue("x-wr-calname")).toBe(
      "Us\\, Nightly\\;\\nATTENDEE:mailto:a@example.org\\\\\\, \\nORGANIZER:x",
    );
  });

  it("keeps lines at 75 octets at most, splits no character, and is read back as it was", () => {
    const texts = fc.string({ unit: "binary", minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(texts, fc.nat(80), (text, pad) => {
        const title = `${"x".repeat(pad)}😀${text}`;
        const ics = render({ person: { title, text: null } });
        for (const line of ics.split("\r\n")) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(Buffer.from(line).toString()).toBe(line);
        }
        expect(
          parse(ics)
            .value("summary")
            .startsWith(`${"x".repeat(pad)}😀`),
        ).toBe(true);
        expect(parse(ics).events).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });

  it("reads back as it was what holds every sign that means something, in lines of five thousand octets", () => {
    const signs = 'a;b,c\\\\d\\n"e":f=\r\nBEGIN:VEVENT\r\n ATTACH:http://x\rMÜLLER 😀 ';
    const meant = signs.replace(/\r\n?/g, "\n").trim();
    for (const text of [signs, `${"x".repeat(74)}😀${"y".repeat(5000)}`, `${"😀ü".repeat(900)};,\\`]) {
      const ics = render({ person: { title: text.trim(), text: null }, publicText: text.trim() });
      const { value, events } = parse(ics);
      const told = text === signs ? meant : text;
      expect(events).toHaveLength(1);
      expect(value("summary")).toBe(told);
      expect(value("description")).toContain(told);
      expect(ics).not.toMatch(/^(?:ATTACH|ATTENDEE)/m);
      for (const line of ics.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    }
  });
});
