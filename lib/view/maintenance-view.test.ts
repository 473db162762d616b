import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAINTENANCE_CODES, type Maintenance, type MaintenanceStatus } from "@/lib/domain/maintenance";
import { SAMPLE_AT } from "@/lib/domain/sample-snapshot";
import { HOUR_MS } from "@/lib/domain/time";
import { LANGUAGES } from "@/lib/domain/words";
import { describeMaintenance, type MaintenanceViewOptions } from "./maintenance-view";
import { sampleMaintenance } from "./sample-maintenance";

const SHOWN = [
  { slug: "mail", name: "Mail", group: null },
  { slug: "website", name: "Our website", group: "Public" },
];

function describeIt(maintenance: Partial<Maintenance> = {}, options: Partial<MaintenanceViewOptions> = {}) {
  return describeMaintenance(sampleMaintenance(maintenance), {
    redact: (text) => text,
    components: SHOWN,
    wording: { language: "en", templates: {} },
    timeZone: "Europe/Berlin",
    form: "whole",
    ...options,
  });
}

const affected = (...slugs: string[]) => slugs.map((slug) => ({ slug, name: `Once ${slug}`, group: null }));

describe("the words of a maintenance", () => {
  it("name its components as they are called today, in the order of the page", () => {
    const view = describeIt({ components: affected("website", "gone", "mail") });
    expect(view?.components).toEqual([
      { slug: "mail", name: "Mail" },
      { slug: "website", name: "Our website" },
    ]);
    expect(view?.count).toBe(2);
    expect(view?.title).toContain("Mail");
    expect(JSON.stringify(view)).not.toContain("Once");
  });

  it("are those of a person, in their form", () => {
    const view = describeIt({ person: { title: "New disks", text: "Images open *slowly*." }, publicText: "Disks." });
    expect(view?.title).toBe("New disks");
    expect(view?.text).toBe("Images open slowly.");
    expect(view?.html).toContain("<em>slowly</em>");
  });

  it("are else what somebody wrote in Nagios for the public, as plain text", () => {
    expect(describeIt({ publicText: "Disks are <b>swapped</b>." })).toMatchObject({
      text: "Disks are <b>swapped</b>.",
      html: null,
    });
  });

  it("are else made of the operator's templates, with times in the page's zone", () => {
    const templates = { en: { maintenance_title: "Work on {name}", maintenance_started: "{name}: {from} to {to}." } };
    const view = describeIt({}, { wording: { language: "en", templates } });
    expect(view?.title).toBe("Work on Our website");
    expect(view?.text).toMatch(/^Our website: .*CET.* to .*CET.*\.$/);
  });

  it("say of its end what its last update says, so that nobody takes them for an announcement of the work", () => {
    const begun = sampleMaintenance();
    for (const code of ["completed", "ended_early"] as const) {
      const end = { at: SAMPLE_AT, code, status: "completed" as const, reason: "" };
      const view = describeIt({ status: "completed", endedAt: SAMPLE_AT, updates: [...begun.updates, end] });
      expect(view?.text).toBe(view?.updates[0]?.text);
    }
  });

  it("tell what happened, the newest first", () => {
    const view = describeIt();
    expect(view?.updates.map(({ at, status }) => [at, status])).toEqual([
      [SAMPLE_AT - HOUR_MS, "in_progress"],
      [SAMPLE_AT - 2 * HOUR_MS, "scheduled"],
    ]);
    for (const { text } of view?.updates ?? []) expect(text).toContain("Our website");
  });

  it("exist for everything that can happen, in every language, without a placeholder left", () => {
    const updates = MAINTENANCE_CODES.map((code) => ({
      at: SAMPLE_AT,
      code,
      status: "scheduled" as const,
      reason: "",
    }));
    for (const language of LANGUAGES) {
      const view = describeIt({ updates }, { wording: { language, templates: {} } });
      expect(view?.updates).toHaveLength(updates.length);
      for (const { text } of view?.updates ?? []) expect(text).toMatch(/^[^{}]+$/);
    }
  });

  it("are short on the page of everything", () => {
    const many = Array.from({ length: 500 }, (_, index) => ({ slug: `s${index}`, name: `S ${index}`, group: null }));
    const view = describeIt({ components: many }, { components: many, form: "short" });
    expect(view).toMatchObject({ count: 500, updates: [{ status: "in_progress" }] });
    expect(view?.components).toHaveLength(20);
  });
});

describe("a maintenance that is not shown", () => {
  it("is one of which no component is on show any more", () => {
    expect(describeIt({ components: affected("gone") })).toBeNull();
  });

  it("is one whose row is damaged", () => {
    for (const damage of [
      { startsAt: Number.NaN },
      { endedAt: 1e300 },
      { status: "toString" as MaintenanceStatus },
      { updates: [{ at: 0, code: "nothing" as "started", status: "scheduled" as const, reason: "" }] },
      {
        updates: [{ at: Number.POSITIVE_INFINITY, code: "started" as const, status: "scheduled" as const, reason: "" }],
      },
    ]) {
      expect(describeIt(damage)).toBeNull();
    }
  });
});

it("nothing of Nagios leaves, whatever authors, comments, names and reasons are", () => {
  const secret = fc.stringMatching(/^[a-z]{3,9}$/).map((text) => `§${text}§`);
  fc.assert(
    fc.property(secret, fc.constantFrom("scheduled", "in_progress", "completed", "cancelled"), (text, status) => {
      const { downtimes, updates } = sampleMaintenance();
      const view = describeIt({
        status,
        author: text,
        comment: text,
        downtimes: downtimes.map((each) => ({ ...each, key: text })),
        updates: updates.map((each) => ({ ...each, reason: text })),
        components: [{ slug: "website", name: text, group: text }],
      });
      expect(JSON.stringify(view)).not.toContain("§");
    }),
  );
});
