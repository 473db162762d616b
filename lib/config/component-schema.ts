import * as z from "zod";
import type { Rule, ServiceName } from "@/lib/domain/policy";
import { choice, describeSetting, list, percent, text, wholeNumber } from "./setting";
import { isSlug } from "./slug";

const names = (what: string) => list(text("a name, or a pattern with * and ?"), `a list of ${what}`);

/**
 * A service, as `{host_name, service_description}` (`{host, service}` for short) or as one text, `host;service` or
 * `host:service`. Which colon divides a text only Nagios' own names can tell, so it stays a text here.
 */
export const SERVICE = z
  .unknown()
  .transform((value, context): ServiceName | string => {
    const parsed = typeof value === "string" ? readServiceText(value) : readServiceMap(value);
    if (parsed !== null) return parsed;
    context.addIssue("not a service");
    return z.NEVER;
  })
  .describe("a service: {host_name: web1, service_description: HTTP}, or a text like web1;HTTP or web1:HTTP");

const SERVICE_MAP = z.union([
  z.strictObject({ host_name: text(), service_description: text() }),
  z.strictObject({ host: text(), service: text() }),
]);

function readServiceText(value: string): string | null {
  return /^\s*[^;:/\s].*[;:/].*\S\s*$/.test(value) ? value.trim() : null;
}

function readServiceMap(value: unknown): ServiceName | null {
  const parsed = SERVICE_MAP.safeParse(value);
  if (!parsed.success) return null;
  return "host_name" in parsed.data
    ? { host: parsed.data.host_name, service: parsed.data.service_description }
    : parsed.data;
}

/** `worst`, `best`, `{at_least: 2}` or the text `at_least: 2`. */
const RULE = z
  .unknown()
  .transform((value, context): Rule => {
    const rule = readRule(value);
    if (rule !== null) return rule;
    context.addIssue("not a rule");
    return z.NEVER;
  })
  .describe('worst, best or "at_least: N" with N from 1 to 100000');

function readRule(value: unknown): Rule | null {
  if (typeof value === "object" && value !== null) {
    const [[key, count] = [], ...others] = Object.entries(value);
    return others.length === 0 && key === "at_least" ? readRule(`at_least: ${String(count)}`) : null;
  }
  const [, word, digits] = /^\s*(worst|best|at[_ -]least)\s*(?::?\s*(\d{1,6}))?\s*$/i.exec(String(value)) ?? [];
  if (word === undefined) return null;
  const kind = word.toLowerCase();
  if (kind === "worst" || kind === "best") return digits === undefined ? { kind } : null;
  const count = Number(digits);
  return count >= 1 && count <= 100_000 ? { kind: "at_least", count } : null;
}

export const COMPONENT = z.strictObject({
  name: describeSetting(text(), { meaning: "Name on the page. Required." }),
  slug: describeSetting(
    text("lower-case letters and digits with single hyphens between them").refine(isSlug).optional(),
    {
      meaning: "Name in addresses; unique. Links, feeds and badges hold it, so keep it when you change the name.",
      fallback: "made of the name",
    },
  ),
  group: describeSetting(text().optional(), { meaning: "Heading under which it stands.", fallback: "none" }),
  description: describeSetting(text().optional(), { meaning: "One sentence for visitors.", fallback: "none" }),
  hosts: describeSetting(names("host names").optional(), {
    meaning: "Hosts that it is made of; `*` and `?` are allowed.",
  }),
  services: describeSetting(list(SERVICE, "a list of services").optional(), {
    meaning: "Services that it is made of: `{host_name, service_description}` or `host;service`; patterns are allowed.",
  }),
  hostgroups: describeSetting(names("host groups").optional(), { meaning: "Every host of these groups." }),
  servicegroups: describeSetting(names("service groups").optional(), { meaning: "Every service of these groups." }),
  sla: describeSetting(percent().optional(), {
    meaning: "The availability that you promise, in percent of a month: makes an error budget and a monthly report.",
    fallback: "none",
  }),
  incidents: z
    .strictObject({
      publish: describeSetting(choice(["auto", "review", "off"]).optional(), {
        meaning: "As `incidents.publish`, for this component.",
        fallback: "`incidents.publish`",
      }),
      delay_seconds: describeSetting(wholeNumber(0, 604_800).optional(), {
        meaning: "As `incidents.delay_seconds`, for this component.",
        fallback: "`incidents.delay_seconds`",
      }),
    })
    .optional(),
  rule: describeSetting(RULE.optional(), {
    meaning:
      "How its state is made: `worst`: as bad as its worst member. `best`: as good as its best. `at_least: N`: as good as the state that N members reach.",
    fallback: "worst",
  }),
  at_least: describeSetting(
    z
      .unknown()
      .transform((value, context): number => {
        const rule = readRule(`at_least: ${String(value)}`);
        if (rule?.kind === "at_least") return rule.count;
        context.addIssue("not a count");
        return z.NEVER;
      })
      .describe("a whole number from 1 to 100000")
      .optional(),
    { meaning: "Short for `rule: {at_least: N}`.", fallback: "none" },
  ),
});

export type ComponentInput = z.output<typeof COMPONENT>;
