import { describe, expect, it } from "vitest";
import { PUBLIC_STATES } from "@/lib/domain/public-state";
import { SAMPLE_AT } from "@/lib/domain/sample-snapshot";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { LANGUAGES, type Language, PLACEHOLDERS, TEMPLATE_CODES, type TemplateCode } from "@/lib/domain/words";
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

const inWords = (language: Language, title: string, values = VALUES) =>
  say("title", values, { language, templates: { [language]: { title } } });

const RIGHT_TO_LEFT: readonly Language[] = ["ar", "he"];

/** What a text may not leave out because its language words it another way. */
const TOLD = ["name", "impact", "duration", "from", "to"] as const;

/** A name between first strong isolate and pop directional isolate. */
const isolate = (name: string) => `\u2068${name}\u2069`;

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

  it("tell the same as the English ones: names, how bad it is, spans and times", () => {
    const told = (code: TemplateCode, spoken: Language) => {
      const text = say(code, VALUES, { language: spoken, templates: {} });
      return TOLD.filter((placeholder) => text.includes(inWords(spoken, `{${placeholder}}`)));
    };
    for (const code of TEMPLATE_CODES) expect(told(code, language), code).toEqual(told(code, "en"));
  });

  it("end with one full stop, also after a unit that is shortened by one", () => {
    for (const durationMs of [45 * MINUTE_MS, 105 * MINUTE_MS, 2 * HOUR_MS, DAY_MS + 5 * HOUR_MS]) {
      for (const code of TEMPLATE_CODES) {
        expect(say(code, { ...VALUES, durationMs }, { language, templates: {} }), code).not.toMatch(/[.。]{2}/);
      }
    }
  });

  it("hold their names in isolates where one writes from right to left, and nowhere else", () => {
    for (const names of [["Mail"], ["Mail", "דואר", "بريد"]]) {
      const values = { ...VALUES, names };
      for (const code of TEMPLATE_CODES) {
        const text = say(code, values, { language, templates: {} });
        const isBare = !text.includes("Mail") || !RIGHT_TO_LEFT.includes(language);
        expect(text.match(/[\u2066-\u2069]/g) ?? [], code).toEqual(isBare ? [] : ["\u2068", "\u2069"]);
        if (!isBare) expect(text, code).toContain(isolate("Mail"));
      }
      const listed = inWords(language, "{components}", values);
      for (const name of names) expect(listed.includes(isolate(name))).toBe(RIGHT_TO_LEFT.includes(language));
    }
  });
});

describe.each(LANGUAGES.filter((language) => language !== "en"))("automatic texts in %s", (language) => {
  it("are translated, every one and every state", () => {
    const [own, english] = [language, "en" as const].map((spoken) => {
      const wording = { language: spoken, templates: {} };
      const values = { ...VALUES, names: ["Mail"] };
      const states = PUBLIC_STATES.map((impact) => say("title", { ...values, impact }, wording));
      return [...TEMPLATE_CODES.map((code) => say(code, values, wording)), ...states];
    });
    expect(own?.filter((text) => english?.includes(text.replace(/[\u2068\u2069]/g, "")))).toEqual([]);
  });
});

/** A name and 1, 2, 5 and 21 more. */
const AND_MORE = {
  en: ["Mail and 1 more", "Mail and 2 more", "Mail and 5 more", "Mail and 21 more"],
  de: [
    "Mail und noch 1 Komponente",
    "Mail und noch 2 Komponenten",
    "Mail und noch 5 Komponenten",
    "Mail und noch 21 Komponenten",
  ],
  fr: [
    "Mail et 1 autre service",
    "Mail et 2 autres services",
    "Mail et 5 autres services",
    "Mail et 21 autres services",
  ],
  es: ["Mail y 1 servicio más", "Mail y 2 servicios más", "Mail y 5 servicios más", "Mail y 21 servicios más"],
  pt: ["Mail e mais 1 serviço", "Mail e mais 2 serviços", "Mail e mais 5 serviços", "Mail e mais 21 serviços"],
  it: ["Mail e 1 altro servizio", "Mail e altri 2 servizi", "Mail e altri 5 servizi", "Mail e altri 21 servizi"],
  nl: ["Mail en nog 1 dienst", "Mail en nog 2 diensten", "Mail en nog 5 diensten", "Mail en nog 21 diensten"],
  pl: ["Mail i jeszcze 1 usługa", "Mail i jeszcze 2 usługi", "Mail i jeszcze 5 usług", "Mail i jeszcze 21 usług"],
  uk: ["Mail та ще 1 сервіс", "Mail та ще 2 сервіси", "Mail та ще 5 сервісів", "Mail та ще 21 сервіс"],
  ja: ["Mailほか1件", "Mailほか2件", "Mailほか5件", "Mailほか21件"],
  zh: ["Mail及另外1项服务", "Mail及另外2项服务", "Mail及另外5项服务", "Mail及另外21项服务"],
  ar: [
    `${isolate("Mail")} وخدمة واحدة أخرى`,
    `${isolate("Mail")} و2 من الخدمات الأخرى`,
    `${isolate("Mail")} و5 خدمات أخرى`,
    `${isolate("Mail")} و21 خدمة أخرى`,
  ],
  he: [
    `${isolate("Mail")} ועוד שירות אחד`,
    `${isolate("Mail")} ועוד שני שירותים`,
    `${isolate("Mail")} ועוד 5 שירותים`,
    `${isolate("Mail")} ועוד 21 שירותים`,
  ],
} satisfies Record<Language, readonly string[]>;

describe("an automatic text", () => {
  it.each(LANGUAGES)("counts further names by the rules of its language: %s", (language) => {
    const texts = [1, 2, 5, 21].map((more) => {
      const names = ["Mail", ...Array.from({ length: more }, (_, index) => `Site ${index}`)];
      return inWords(language, "{name}", { ...VALUES, names });
    });
    expect(texts).toEqual(AND_MORE[language]);
  });

  it.each(LANGUAGES)("writes figures as the rest of the page does: %s", (language) => {
    const text = inWords(language, "{count} {duration} {from} {to}");
    expect(text).toContain("45");
    expect(text).toContain("14:00 CET");
    expect(text).not.toMatch(/(?![0-9])\p{Nd}/u);
  });

  it("joins names by what they are, not by what isolates them", () => {
    expect(inWords("he", "{components}", { ...VALUES, names: ["Mail", "דואר"] })).toBe(
      "\u2068Mail\u2069 ו\u2068דואר\u2069",
    );
  });

  it("says names, numbers, spans and instants as its language does", () => {
    const wording = "{name}|{components}|{count}|{impact}|{duration}|{from}|{to}";
    expect(inWords("en", wording)).toBe(
      "Mail and 2 more|Mail, Website and Telephony|3|partial outage|45 minutes|14:00 CET, 23 Nov 2026|15:00 CET, 23 Nov 2026",
    );
    expect(inWords("de", wording)).toBe(
      "Mail und noch 2 Komponenten|Mail, Website und Telephony|3|teilweiser Ausfall|45 Minuten|23.11.2026, 14:00 CET|23.11.2026, 15:00 CET",
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
  expect(createDurations("zh")(105 * MINUTE_MS)).toBe("1小时45分钟");
  expect(createDurations("he")(2 * DAY_MS + 2 * HOUR_MS)).toBe("יומיים שעתיים");
});
