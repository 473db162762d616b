import { describe, expect, it } from "vitest";
import { type Incident, UNTOUCHED } from "@/lib/domain/incident";
import { SAMPLE_AT, sampleComponent } from "@/lib/domain/sample-snapshot";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import { makeOperatorFacts, SAMPLE_SECRET } from "@/tests/fixtures/operator-facts";
import { describeOperatorIncidents } from "./operator-incidents";
import { sampleProblem, sampleRecord, sampleUpdate } from "./sample-incident";

const AT = SAMPLE_AT;
const WEBSITE = sampleComponent("website", []);
const CONTEXT = { at: AT, timeZone: "UTC", components: [WEBSITE] };
const FACTS = makeOperatorFacts(AT).healthy;

function publicityOf(incident: Partial<Incident>, components = [WEBSITE]): string | undefined {
  return describeOperatorIncidents([sampleRecord(incident)], { ...CONTEXT, components }).lasting[0]?.publicity;
}

describe("the incidents of the operator", () => {
  const { lasting, merged } = describeOperatorIncidents(FACTS.incidents, { ...CONTEXT, components: FACTS.components });

  it("are those that are not resolved and drafts that nobody published, newest first", () => {
    expect(lasting.map(({ id, name, href }) => [id, name, href])).toEqual([
      [42, "Image archive", null],
      [41, "Website", "/incidents/41"],
      [43, "Laboratory orders", null],
    ]);
  });

  it("carry a reason with each problem and each update, and a root that is none of them", () => {
    expect(lasting[1]).toMatchObject({
      root: "sw-cellar",
      sign: "major_outage",
      status: "Identified, since 13:35:00, for 25 min",
      problems: [
        { key: "website1;HTTPS", facts: "Root, CRITICAL since 13:35:00" },
        {
          facts: "Behind the root, CRITICAL since 13:36:00",
          reason: "HARD CRITICAL behind sw-cellar, same root sw-cellar",
        },
      ],
      updates: [
        { word: "identified", reason: "acknowledged in Nagios", moment: "13:45:00" },
        { word: "opened", reason: "HARD CRITICAL on website: 2 of 3 out, rule worst" },
      ],
    });
  });

  it("tell what was merged within a day, and where it is now", () => {
    const text = "Incident 40 of Mail: merged into incident 41: same root sw-cellar";
    expect(merged).toEqual([{ id: 40, href: "/incidents/41", text }]);
    const later = { ...CONTEXT, at: AT + DAY_MS };
    expect(describeOperatorIncidents(FACTS.incidents, later).merged).toEqual([]);
  });

  it("name only the first of very many, the root before what lies behind it, and say how many there are", () => {
    const begin = (index: number) => ({ key: `web${index}`, startedAt: AT - HOUR_MS + index });
    const problems = Array.from({ length: 50 }, (_, index) => sampleProblem({ ...begin(index), role: "behind" }));
    const updates = Array.from({ length: 30 }, (_, index) => sampleUpdate({ id: index, at: AT - HOUR_MS + index }));
    const root = sampleProblem({ key: "router", startedAt: AT, role: "root" });
    const records = Array.from({ length: 30 }, (_, index) =>
      sampleRecord({ id: index + 1 }, { problems: [...problems, root], updates }),
    );
    const view = describeOperatorIncidents(records, CONTEXT);
    expect([view.lasting.length, view.moreLasting]).toEqual([20, 10]);
    expect(view.lasting[0]).toMatchObject({ moreProblems: 41, moreUpdates: 20 });
    expect(view.lasting[0]?.problems[0]?.key).toBe("router");
    expect(view.lasting[0]?.updates[0]?.id).toContain("29-");
  });

  it("show no secret that somebody wrote where it does not belong", () => {
    const reason = `password=${SAMPLE_SECRET}`;
    const record = sampleRecord({}, { problems: [sampleProblem({ reason })], updates: [sampleUpdate({ reason })] });
    expect(JSON.stringify(describeOperatorIncidents([record], CONTEXT))).not.toContain(SAMPLE_SECRET);
  });
});

describe("whether the public sees an incident", () => {
  const telling = (mode: "auto" | "review" | "off", delayMs = 0) =>
    sampleComponent("website", [], { telling: { mode, delayMs } });
  const begun = { startedAt: AT - 10 * MINUTE_MS, publicAt: null };

  it.each([
    ["since when", { ...begun, publicAt: AT - 5 * MINUTE_MS }, telling("auto"), "Public since 13:55:00."],
    [
      "who decided it",
      { ...begun, person: { ...UNTOUCHED, publishedAt: AT } },
      telling("review"),
      "Public: published by a person at 14:00:00.",
    ],
    ["that a person has to decide", { ...begun, isDraft: true }, telling("review"), /^Not public: a draft/],
    ["until when it waits", begun, telling("auto", 15 * MINUTE_MS), /the delay lasts until 14:05:00/],
    [
      "that it was too short",
      { ...begun, endedAt: AT },
      telling("auto", 15 * MINUTE_MS),
      /over before it had lasted for 15 min/,
    ],
    ["that nothing is told", begun, telling("off"), /incidents of Website are not told/],
    ["that nothing is on show", begun, sampleComponent("mail", []), /on the page any more/],
  ])("is told with %s", (_, incident, component, words) => {
    expect(publicityOf(incident, [component])).toMatch(words);
  });
});
