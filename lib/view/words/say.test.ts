import { describe, expect, it } from "vitest";
import { PUBLIC_STATES } from "@/lib/domain/public-state";
import { SAMPLE_AT } from "@/lib/domain/sample-snapshot";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { LANGUAGES, PLACEHOLDERS, TEMPLATE_CODES } from "@/lib/domain/words";
import { createDurations } from "./durations";
import { type PlaceholderValues, say } from "./say";

const VALUES: PlaceholderValues = {
  names: ["Mail", "Website", "Telephony"],
  impact: "partial_outage",
  durationMs: 45 * MINUTE_MS,
  from: SAMPLE_AT - HOUR_MS,
  to: SAMPLE_AT,
  timeZone: "Europe/Berlin",
};

const inWords = (language: (typeof LANGUAGES)[number], title: string) =>
  say("title", VALUES, { language, templates: { [language]: { title } } });

describe.each(LANGUAGES)("automatic texts in %s", (language) => {
  it("exist for everything that can happen, name what it is about, and leave no placeholder", () => {
    for (const code of TEMPLATE_CODES) {
      const text = say(code, VALUES, { language, templates: {} });
      expect(text, code).toMatch(/^[^{}]{3,}$/);
      if (!["merged", "still", "still_identified"].includes(code)) expect(text, code).toContain("Mail");
    }
  });

  it("differ from code to code, so that none was forgotten", () => {
    const texts = TEMPLATE_CODES.map((code) => say(code, VALUES, { language, templates: {} }));
    expect(new Set(texts).size).toBe(TEMPLATE_CODES.length);
  });

  it("fill every placeholder of an operator's own wording", () => {
    for (const name of PLACEHOLDERS) expect(inWords(language, `<{${name}}>`)).toMatch(/^<[^{}]+>$/);
  });

  it("have a word of their own for every state", () => {
    const words = PUBLIC_STATES.map((impact) => say("title", { ...VALUES, impact }, { language, templates: {} }));
    expect(new Set(words).size).toBe(PUBLIC_STATES.length);
  });
});

describe("an automatic text", () => {
  it("says names, numbers, spans and instants as its language does", () => {
    const wording = "{name}|{components}|{count}|{impact}|{duration}|{from}|{to}";
    expect(inWords("en", wording)).toBe(
      "Mail and 2 more|Mail, Website and Telephony|3|partial outage|45 minutes|14:00 CET, 23 Nov 2026|15:00 CET, 23 Nov 2026",
    );
    expect(inWords("de", wording)).toBe(
      "Mail und 2 weitere Dienste|Mail, Website und Telephony|3|teilweiser Ausfall|45 Minuten|23.11.2026, 14:00 CET|23.11.2026, 15:00 CET",
    );
  });

  it("takes the operator's wording of its own language only", () => {
    const templates = { de: { title: "Ausfall!" } };
    expect(say("title", VALUES, { language: "de", templates })).toBe("Ausfall!");
    expect(say("title", VALUES, { language: "en", templates })).toBe("Mail and 2 more: partial outage");
  });

  it("fills nothing twice: a name that looks like a placeholder stays a name", () => {
    const names = ["{duration} {constructor}"];
    expect(say("title", { ...VALUES, names }, { language: "en", templates: {} })).toBe(`${names[0]}: partial outage`);
  });
});

it("spans are said by their largest unit and the next", () => {
  const duration = createDurations("de");
  expect([21 * SECOND_MS, MINUTE_MS, 105 * MINUTE_MS, 2 * HOUR_MS, DAY_MS + 5 * HOUR_MS, -1].map(duration)).toEqual([
    "21 Sekunden",
    "1 Minute",
    "1 Std. 45 Min.",
    "2 Std.",
    "1 Tag 5 Std.",
    "0 Sekunden",
  ]);
});
