import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { judgeHealth } from "@/lib/domain/judge-health";
import { REASON_PARTS } from "@/lib/domain/reason";
import { sampleHealthFacts } from "@/lib/domain/sample-health";
import { createMetrics } from "./create-metrics";

const AT = Date.UTC(2026, 10, 23, 14, 0, 0);

/** Names of samples, as they stand before their labels. */
let names: Set<string>;
/** Names of metrics with their types. */
let families: string[];

beforeAll(async () => {
  const facts = sampleHealthFacts(AT);
  const metrics = createMetrics();
  metrics.onPoll({ at: AT, durationMs: 40, bytes: 1000, dataAgeMs: 5000, result: "good" });
  const { body } = await metrics.render(
    {
      at: AT,
      facts,
      health: judgeHealth(facts, AT),
      components: [{ slug: "website", state: "operational" }],
      openIncidents: 0,
      history: null,
      restarts: 0,
      logLinesDropped: 0,
      queriesRefused: 0,
      version: "1.2.3",
    },
    null,
  );
  names = new Set([...body.matchAll(/^([a-z]\w*)/gm)].map(([, name]) => name ?? ""));
  families = [...body.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name ?? "");
});

const read = (path: string) => readFile(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");

/** Names of the metrics in some text of expressions: each has its labels behind it. */
const namesIn = (text: string) => [...text.matchAll(/\b([a-z]\w*)\{/g)].map(([, name]) => name ?? "");

/** `up` is Prometheus' own. */
const unknownOf = (text: string) => namesIn(text).filter((name) => name !== "up" && !names.has(name));

describe("what deploy/ says of metrics", () => {
  it("is true of the dashboard: every metric that it draws exists", async () => {
    const { panels, templating } = JSON.parse(await read("deploy/grafana/vitrine.json")) as {
      panels: { targets: { expr: string }[] }[];
      templating: { list: { definition?: string }[] };
    };
    const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    const variables = templating.list.flatMap(({ definition }) => definition ?? []);
    const text = [...expressions, ...variables].join("\n");
    expect(namesIn(text).length).toBeGreaterThan(30);
    expect(unknownOf(text)).toEqual([]);
  });

  it("is true of the alert rules: every metric and every reason that they name exists", async () => {
    const text = await read("deploy/prometheus/vitrine.rules.yml");
    expect(unknownOf(text)).toEqual([]);
    const reasons = [...text.matchAll(/reason="(\w+)"/g)].map(([, reason]) => reason ?? "");
    expect(reasons.sort()).toEqual(Object.keys(REASON_PARTS).sort());
  });
});

it("docs/monitoring.md explains every metric that is ours", async () => {
  const text = await read("docs/monitoring.md");
  const ours = families.filter((name) => !/^(process_(?!restarts)|nodejs_)/.test(name));
  for (const name of ours) expect(text, name).toContain(`\`${name}`);
  expect(ours.length).toBeGreaterThan(20);
});
