import { describe, expect, it } from "vitest";
import { type Incident, type IncidentRecord, type IncidentUpdate, UNTOUCHED } from "@/lib/domain/incident";
import type { PublicState } from "@/lib/domain/public-state";
import { SAMPLE_AT, sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { MINUTE_MS } from "@/lib/domain/time";
import { describeIncident, type IncidentForm, type IncidentViewOptions } from "./incident-view";
import { createPublicNames } from "./public-names";
import { sampleRecord, sampleUpdate, sampleViewOptions } from "./sample-incident";

const service = sampleObject("web1", "HTTP", "critical");
const components = [
  sampleComponent("website", [service], { group: "Public", name: "Our website" }),
  sampleComponent("mail", []),
];
const names = createPublicNames(sampleSnapshot([service], components), false);
const at = (minutes: number) => SAMPLE_AT + minutes * MINUTE_MS;
const impactOn = (slug: string, state: PublicState) => ({ slug, name: `Once ${slug}`, group: null, state });
const BOTH = [impactOn("website", "major_outage"), impactOn("mail", "partial_outage")];
const ENDED = { endedAt: at(-2), endReason: "recovered" } as const;

function show(
  incident: Partial<Incident> = {},
  record: Partial<IncidentRecord> = {},
  options: Partial<IncidentViewOptions> = {},
  form?: IncidentForm,
) {
  return describeIncident(sampleRecord(incident, record), sampleViewOptions(names, options), form);
}

const byPerson = (person: Partial<Incident["person"]>) => ({ person: { ...UNTOUCHED, ...person } });
const words = (text: string, more: Partial<IncidentUpdate> = {}) =>
  sampleUpdate({ id: 9, kind: "person", code: null, author: "Web team", text, at: SAMPLE_AT, ...more });

describe("an incident that is shown", () => {
  it("is named by what it touches, as that is called today", () => {
    expect(show()).toMatchObject({ title: "Our website: major outage", severity: "critical", count: 1 });
    expect(show({ components: BOTH })?.title).toBe("Our website and 1 more: major outage");
    expect(show({ components: [...BOTH, impactOn("gone", "major_outage")] })?.count).toBe(2);
    expect(JSON.stringify(show({ components: BOTH }))).not.toMatch(/Once|web1|HTTP/);
  });

  it("tells its components as they are while it lasts, and at their worst afterwards", () => {
    const worse = sampleUpdate({ id: 2, code: "impact", components: [impactOn("website", "major_outage")] });
    const components = [impactOn("website", "degraded_performance")];
    const states = new Map([["website", "partial_outage" as const]]);
    const stateOf = (incident: Partial<Incident>) =>
      show({ components, ...incident }, { updates: [worse] }, { states })?.components[0]?.state;
    expect(stateOf({})).toBe("partial_outage");
    expect(stateOf(ENDED)).toBe("major_outage");
  });

  it("is not there when nobody may see it, when it became part of another, or when nothing of it is on show", () => {
    expect(show({ publicAt: null })).toBeNull();
    expect(show({ publicAt: null, isDraft: true, ...byPerson({ publishedAt: at(0) }) })).not.toBeNull();
    expect(show({ mergedInto: 2 })).toBeNull();
    expect(show(byPerson({ mergedInto: 2 }))).toBeNull();
    expect(show({ components: [impactOn("gone", "major_outage")] })).toBeNull();
  });

  it("names what it follows only where that is shown", () => {
    expect(show({ followsId: 3 })?.followsId).toBe(3);
    expect(show({ followsId: 3 }, {}, { isShown: () => false })?.followsId).toBeNull();
  });
});

describe("what is said of an incident", () => {
  it("is everything, newest first, automatic or not, and each update has a name that stays", () => {
    const updates = [
      sampleUpdate({ at: at(-10) }),
      words("We **found** it.", { at: at(-5), status: "identified" }),
      sampleUpdate({ id: 3, kind: "nagios", code: null, text: "*Raw*", at: at(-4), author: "jdoe", reference: 77 }),
    ];
    expect(show({}, { updates })?.updates).toMatchObject([
      { id: `note-${at(-4)}-77`, text: "*Raw*", html: null, by: "monitoring", author: null },
      {
        id: "9",
        text: "We found it.",
        html: "<p>We <strong>found</strong> it.</p>\n",
        by: "person",
        author: "Web team",
      },
      { id: `opened-${at(-10)}`, by: "automatic", text: expect.stringContaining("Our website") },
    ]);
  });

  it("names in each update what was affected then", () => {
    const updates = [
      sampleUpdate({ components: [impactOn("mail", "partial_outage")] }),
      sampleUpdate({ id: 2, code: "impact", at: at(-4), components: BOTH }),
    ];
    expect(show({ components: BOTH }, { updates })?.updates.map(({ text }) => text)).toEqual([
      "This now affects Our website and 1 more: major outage.",
      "We noticed a problem with Mail and are looking into it.",
    ]);
  });

  it("is the newest few on the page of everything, and what somebody wrote last", () => {
    const updates = [
      words("Cable cut."),
      ...[1, 2, 3, 4].map((id) => sampleUpdate({ id, code: "impact", at: at(id) })),
    ];
    const view = show({}, { updates }, {}, "short");
    expect(view?.updates.map(({ by }) => by)).toEqual(["automatic", "automatic", "automatic", "person"]);
    expect(view?.updateCount).toBe(5);
  });
});

describe("that an incident still lasts", () => {
  const still = (incident: Partial<Incident>, minutes: number, updates?: IncidentUpdate[]) =>
    show(incident, updates ? { updates } : {}, { at: at(minutes) })?.still;

  it("is said anew each quarter of an hour in which nobody says anything else", () => {
    expect(still({}, 4)).toBeNull();
    expect(still({}, 5)).toBe("Still investigating, 15 minutes.");
    expect(still({}, 36)).toBe("Still investigating, 45 minutes.");
    expect(still({}, 36, [words("Soon.", { at: at(30) })])).toBeNull();
  });

  it("is said in other words once somebody is at it, and not of what is over", () => {
    expect(still({ acknowledged: true }, 36)).toBe("Still being worked on, 45 minutes.");
    expect(still(ENDED, 36)).toBeNull();
    expect(still(byPerson({ status: "resolved" }), 36)).toBeNull();
  });
});

describe("a person's word", () => {
  it("takes the place of the automatic one", () => {
    const person = byPerson({
      title: "Sign-in fails",
      impact: "partial_outage",
      startedAt: at(-30),
      isBackdated: true,
    });
    expect(show(person)).toMatchObject({
      title: "Sign-in fails",
      impact: "partial_outage",
      severity: "major",
      startedAt: at(-30),
      isBackdated: true,
      seen: { status: "investigating", impact: "major_outage" },
    });
  });

  it("that it is resolved counts from then on, and what Nagios sees stays visible", () => {
    const updates = [sampleUpdate(), words("Done.", { status: "resolved", at: at(-1) })];
    expect(show(byPerson({ status: "resolved" }), { updates })).toMatchObject({
      status: "resolved",
      endedAt: null,
      resolvedAt: at(-1),
      seen: { status: "investigating", impact: "major_outage" },
    });
  });

  it("with which Nagios agrees is nothing to compare", () => {
    expect(show(byPerson({ title: "x", status: "identified", impact: "major_outage" }))?.seen).toBeNull();
    expect(show({ origin: "person", ...byPerson({ status: "investigating" }) })?.seen).toBeNull();
  });

  it("of a review is shown on the incident's own page, in its form", () => {
    const person = byPerson({ reviewText: "# Why\n\nA *cable*." });
    expect(show(person)?.reviewHtml).toBe("<h4>Why</h4>\n<p>A <em>cable</em>.</p>\n");
    expect(show(person, {}, {}, "short")?.reviewHtml).toBeNull();
  });
});

describe("words from Nagios", () => {
  it("go through the wall; what a person typed here does not", () => {
    const redact = (text: string) => text.replaceAll("db-secret", "[…]");
    const told = (kind: IncidentUpdate["kind"]) =>
      show({}, { updates: [words("Moving db-secret.", { kind })] }, { redact })?.updates[0]?.text;
    expect(told("nagios")).toBe("Moving […].");
    expect(told("person")).toBe("Moving db-secret.");
  });
});
