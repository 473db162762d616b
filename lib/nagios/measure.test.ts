import { describe, expect, it } from "vitest";
import { type MetricSpec, metricId } from "@/lib/domain/metric";
import { asLatin1, CREATED_AT, hostBlock, INFO, serviceBlock } from "@/tests/fixtures/nagios/blocks";
import { RUNNING, readFixture } from "@/tests/fixtures/nagios/read-fixture";
import { findUnmatchedMetrics, measureAll } from "./measure";
import { createStatusScanner } from "./status-scanner";

const CREATED_SECONDS = CREATED_AT / 1000;

function makeMetric(key: string, label: string): MetricSpec {
  return { name: "Response time", key, label, unit: null, factor: 1, slowFrom: null };
}

function scan(text: string, metrics: readonly MetricSpec[]) {
  const scanner = createStatusScanner(undefined, { measuredKeys: new Set(metrics.map(({ key }) => key)) });
  scanner.push(text);
  const reading = scanner.end();
  if (reading.kind === "incomplete") throw new Error(reading.reason);
  return reading.status;
}

const TIME = makeMetric("web1;HTTP", "time");

/** What is measured of a service with some fields. */
function measure(fields: Record<string, string | number>, metric = TIME) {
  const text = INFO + hostBlock("web1") + serviceBlock("web1", "HTTP", { last_check: CREATED_SECONDS - 20, ...fields });
  return measureAll(scan(text, [metric]), [metric]).get(metricId(metric));
}

describe("what checks measured", () => {
  it("is the value of the label, at the time of the check", () => {
    expect(measure({ performance_data: "time=0.38s;3;8 size=18B" })).toEqual({
      checkedAt: CREATED_AT - 20_000,
      value: 0.38,
      uom: "s",
      isPresent: true,
    });
  });

  it("is read of the objects that metrics name, and of no others", () => {
    const text = INFO + hostBlock("a", { performance_data: "x=1" }) + hostBlock("b", { performance_data: "x=2" });
    const metric = makeMetric("b", "x");
    const status = scan(text, [metric]);
    expect([...status.measured.keys()]).toEqual(["b"]);
    expect(measureAll(status, [metric]).get(metricId(metric))?.value).toBe(2);
    expect(scan(text, []).measured.size).toBe(0);
  });

  it("is nothing where the plugin knew nothing, has no such label, or the check was never made", () => {
    expect(measure({ performance_data: "time=U" })?.value).toBeNull();
    expect(measure({ performance_data: "" })?.value).toBeNull();
    expect(measure({})?.value).toBeNull();
    const never = { has_been_checked: 0, last_check: 0, performance_data: "time=1s" };
    expect(measure(never)).toMatchObject({ checkedAt: null, value: null });
    expect(measure({}, makeMetric("web2;HTTP", "time"))).toMatchObject({ checkedAt: null, isPresent: false });
  });

  it("tells nothing of the present when three checks and a minute are missing", () => {
    const ago = (seconds: number, more = {}) =>
      measure({ performance_data: "time=1s", last_check: CREATED_SECONDS - seconds, ...more })?.isPresent;
    expect(ago(240, { check_interval: "1.000000" })).toBe(true);
    expect(ago(241, { check_interval: "1.000000" })).toBe(false);
    expect(ago(960)).toBe(true);
    expect(ago(961)).toBe(false);
  });

  it("has no unit that is longer than units are", () => {
    expect(measure({ performance_data: `time=1${"x".repeat(5000)}` })).toMatchObject({ value: 1, uom: "x".repeat(12) });
  });

  it("has labels in any alphabet", () => {
    const text = asLatin1("'Zeit für Anfrage'=3ms");
    expect(measure({ performance_data: text }, makeMetric("web1;HTTP", "Zeit für Anfrage"))?.value).toBe(3);
  });

  it("is found in files of a real Nagios", () => {
    const [snapshot = ""] = RUNNING;
    const text = readFixture(snapshot, "status.dat");
    const keys = new Set(scan(text, []).objects.keys());
    const scanner = createStatusScanner(undefined, { measuredKeys: keys });
    scanner.push(text);
    const reading = scanner.end();
    const measured = reading.kind === "complete" ? [...reading.status.measured.values()] : [];
    expect(measured).toHaveLength(keys.size);
    expect(measured.filter(({ performanceData }) => performanceData !== "").length).toBeGreaterThan(10);
    expect(measured.every(({ checkInterval }) => checkInterval !== null)).toBe(true);
  });
});

describe("metrics that nothing answers to", () => {
  const find = (fields: Record<string, string | number>, metric = TIME) =>
    findUnmatchedMetrics(scan(INFO + hostBlock("web1") + serviceBlock("web1", "HTTP", fields), [metric]), [metric]);

  it("are told with what they name", () => {
    expect(find({}, makeMetric("web9", "rta"))).toMatchObject([
      { lacks: "object", sentence: "Response time: host web9 is unknown to Nagios" },
    ]);
    expect(find({}, makeMetric("web1;FTP", "time"))[0]?.sentence).toContain("service web1;FTP is unknown");
  });

  it("are told with the labels that there are", () => {
    expect(find({ performance_data: "Time=1s size=2B" })).toMatchObject([
      { lacks: "label", labels: ["Time", "size"], sentence: expect.stringContaining('has no value "time"') },
    ]);
    expect(find({ performance_data: "time=U" })).toEqual([]);
  });

  it("are not found in a check that reports a problem, or was never made", () => {
    expect(find({ current_state: 2 })).toEqual([]);
    expect(find({ has_been_checked: 0 })).toEqual([]);
  });
});
