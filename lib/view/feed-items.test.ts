import { describe, expect, it } from "vitest";
import type { Maintenance } from "@/lib/domain/maintenance";
import { SAMPLE_AT, sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import { type FeedGrain, listFeedItems } from "./feed-items";
import { describeIncident } from "./incident-view";
import { describeMaintenance } from "./maintenance-view";
import { createPublicNames } from "./public-names";
import { sampleRecord, sampleUpdate, sampleViewOptions } from "./sample-incident";
import { sampleMaintenance } from "./sample-maintenance";

const service = sampleObject("web1", "HTTP", "critical");
const names = createPublicNames(sampleSnapshot([service], [sampleComponent("website", [service])]), false);
const wording = { language: "en", templates: {} } as const;
const components = [{ slug: "website", name: "Website", group: null }];

function list(grain: FeedGrain, updates = [sampleUpdate()], maintenance: Partial<Maintenance>[] = [{}]) {
  const incident = describeIncident(sampleRecord({}, { updates }), sampleViewOptions(names));
  const planned = maintenance.map((each) => {
    return describeMaintenance(sampleMaintenance(each), {
      components,
      redact: String,
      wording,
      timeZone: "UTC",
      form: "whole",
    });
  });
  return listFeedItems(
    {
      incidents: incident === null ? [] : [incident],
      maintenances: planned.filter((each) => each !== null),
      timeZone: "UTC",
    },
    grain,
  );
}

const WRITTEN = sampleUpdate({
  id: 7,
  kind: "person",
  code: null,
  author: "Jo",
  text: "Found <it>",
  status: "identified",
  at: SAMPLE_AT - MINUTE_MS,
});

describe("the entries of a feed", () => {
  it("are one for each incident and each maintenance, newest first", () => {
    expect(list("incident").map(({ name, path }) => [name, path])).toEqual([
      ["/incidents/1", "/incidents/1"],
      ["/maintenance/1", "/maintenance/1"],
    ]);
  });

  it("date a maintenance by its announcement, and say its window and what it touches", () => {
    const startsAt = SAMPLE_AT + 20 * DAY_MS;
    const at = SAMPLE_AT - HOUR_MS;
    const updates = [{ at, code: "scheduled", status: "scheduled", reason: "" }] as const;
    const planned = { status: "scheduled", beganAt: null, startsAt, endsAt: startsAt + HOUR_MS, updates } as const;
    const item = list("incident", [], [planned]).at(-1);
    expect(item).toMatchObject({ publishedAt: at, title: "Maintenance of Website" });
    expect(item?.html).toContain("<p>Sun 13 Dec, 14:00–15:00 UTC: Website</p>");
    expect(item?.html).toContain("<strong>Scheduled maintenance</strong>");
  });

  it("are one for each update where that is asked for, each with a name of its own", () => {
    const items = list("update", [sampleUpdate(), WRITTEN]);
    expect(items.map(({ name }) => name)).toEqual([
      "/incidents/1#update-7",
      `/incidents/1#update-opened-${SAMPLE_AT - 600_000}`,
      "/maintenance/1#update-2",
      "/maintenance/1#update-1",
    ]);
    expect(items[0]).toMatchObject({ title: "Identified: Website: major outage", publishedAt: SAMPLE_AT - MINUTE_MS });
    expect(items[0]?.html).toBe("<p><strong>Identified</strong> (Jo): Found &#60;it&#62;</p>");
  });

  it("keep their names when more is said", () => {
    const names = (items: ReturnType<typeof list>) => items.map(({ name }) => name);
    const later = names(list("update", [sampleUpdate(), WRITTEN]));
    expect(later).toEqual(expect.arrayContaining(names(list("update", [sampleUpdate()]))));
    const before = names(list("update", [], [{ updates: sampleMaintenance().updates.slice(0, 1) }]));
    expect(names(list("update", []))).toEqual(expect.arrayContaining(before));
  });

  it("say when what was said was corrected", () => {
    const editedAt = SAMPLE_AT - 1000;
    const [item] = list("incident", [{ ...WRITTEN, editedAt }]);
    expect(item).toMatchObject({ publishedAt: SAMPLE_AT - 600_000, changedAt: editedAt });
  });
});
