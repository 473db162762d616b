import { describe, expect, it } from "vitest";
import { sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { countStates, type RowOptions, renderRows, type ServiceRow } from "./api-objects";
import { createPublicNames } from "./public-names";

const objects = [
  sampleObject("web1", null, "up"),
  sampleObject("web2", null, "down"),
  sampleObject("gw", null, "unreachable", { chosen: false }),
  sampleObject("web1", "HTTP", "critical", { output: "refused" }),
  sampleObject("web1", "SMTP", "ok", { current: "critical" }),
  sampleObject("web1", "New", "pending"),
  sampleObject("web1", "Frozen", "ok", { monitored: false }),
];
const snapshot = sampleSnapshot(objects, [
  sampleComponent(
    "all",
    objects.filter((object) => object.chosen),
  ),
]);
const names = createPublicNames(snapshot, true);

function rows(kind: "host" | "service", options: Partial<RowOptions> = {}): ServiceRow[] {
  const pieces = [
    ...renderRows(kind, snapshot, names, { freshness: "fresh", pluginOutput: false, redact: String, ...options }),
  ];
  return JSON.parse(pieces.join("")) as ServiceRow[];
}

describe("the rows", () => {
  it("hold what is chosen, with the confirmed state", () => {
    expect(rows("host").map((row) => [row.host_name, row.state_name, row.current_state, row.is_problem])).toEqual([
      ["web1", "UP", 0, false],
      ["web2", "DOWN", 1, true],
    ]);
    expect(rows("service").map((row) => [row.service_description, row.state_name, row.is_problem])).toEqual([
      ["HTTP", "CRITICAL", true],
      ["SMTP", "OK", false],
      ["New", "UNKNOWN", false],
      ["Frozen", "UNKNOWN", false],
    ]);
  });

  it("call nothing OK or UP when the data is stale", () => {
    for (const kind of ["host", "service"] as const) {
      expect(new Set(rows(kind, { freshness: "stale" }).map((row) => row.state_name))).toEqual(new Set(["UNKNOWN"]));
    }
  });

  it("show the plugin's output only where the operator allowed it", () => {
    expect(rows("service")[0]?.plugin_output).toBe("");
    expect(rows("service", { pluginOutput: true })[0]?.plugin_output).toBe("refused");
  });

  it("are valid JSON in pieces however many there are", () => {
    const many = Array.from({ length: 3000 }, (_, index) => sampleObject(`host ${index} "{"`, null, "up"));
    const large = sampleSnapshot(many, [sampleComponent("all", many)]);
    const options = { freshness: "fresh", pluginOutput: false, redact: String } as const;
    const pieces = [...renderRows("host", large, createPublicNames(large, true), options)];
    expect(pieces.length).toBeGreaterThan(3);
    expect(JSON.parse(pieces.join(""))).toHaveLength(3000);
  });
});

describe("the counts", () => {
  it("add up, and what is not known is not counted as good", () => {
    expect(countStates(snapshot, "fresh")).toEqual({
      total_hosts: 2,
      hosts_up: 1,
      hosts_down: 1,
      hosts_unreachable: 0,
      total_services: 4,
      services_ok: 1,
      services_warning: 0,
      services_critical: 1,
      services_unknown: 2,
    });
    expect(countStates(snapshot, "stale")).toMatchObject({
      total_hosts: 2,
      hosts_up: 0,
      hosts_down: 0,
      total_services: 4,
      services_ok: 0,
      services_unknown: 4,
    });
  });
});
