import { describe, expect, test } from "vitest";
import { convertComment, convertIncident, convertUpdate, readInstant, supersedeRepeated } from "./predecessor-rows";

const OLD_INCIDENT = {
  id: 7,
  incident_type: "service",
  host_name: "web1",
  state: "CRITICAL",
  started_at: "2026-03-14 11:50:00.000000",
};

function convert(changes: Record<string, unknown> = {}) {
  const row = convertIncident({ ...OLD_INCIDENT, ...changes });
  if (row === null) throw new Error("the row is good");
  return row;
}

describe("the predecessor's times", () => {
  test.each([
    ["2026-03-14 11:50:00.000000", Date.UTC(2026, 2, 14, 11, 50)],
    ["2026-03-14 11:50:00.123456", Date.UTC(2026, 2, 14, 11, 50, 0, 123)],
    ["2026-03-14 11:50:00", Date.UTC(2026, 2, 14, 11, 50)],
    ["2026-03-14T11:50:00.5Z", Date.UTC(2026, 2, 14, 11, 50, 0, 500)],
    ["2026-03-14 11:50:00+00:00", Date.UTC(2026, 2, 14, 11, 50)],
    [1773489000, Date.UTC(2026, 2, 14, 11, 50)],
  ])("%s is understood as UTC", (text, at) => {
    expect(readInstant(text)).toBe(at);
  });

  test.each([null, undefined, "", "yesterday", "2026-13-45 99:00:00", "2026-03-14", Number.NaN])(
    "%s is none",
    (value) => {
      expect(readInstant(value)).toBeNull();
    },
  );
});

describe("an old incident", () => {
  test.each([
    ["UP", "up"],
    ["DOWN", "down"],
    ["UNREACHABLE", "unreachable"],
    ["OK", "ok"],
    ["WARNING", "warning"],
    ["Critical", "critical"],
    ["UNKNOWN", "unknown"],
    ["something else", "unknown"],
    [null, "unknown"],
  ])("in state %s is %s", (old, state) => {
    expect(convert({ state: old }).state).toBe(state);
  });

  test("of a host has no service, whether the column is empty or null", () => {
    for (const service_description of [null, "", undefined]) {
      expect(convert({ service_description })).toMatchObject({
        kind: "host",
        objectKey: "web1",
        serviceDescription: null,
      });
    }
  });

  test("with a name that became a number is the object of that name", () => {
    expect(convert({ host_name: 1, service_description: "HTTP" }).objectKey).toBe("1;HTTP");
  });

  test("whose end cannot be read has still ended, at the latest when it is known to have lasted", () => {
    const ended = convert({ ended_at: "garbage", last_check: "2026-03-14 11:55:00" });
    expect(ended).toMatchObject({ endedAt: Date.UTC(2026, 2, 14, 11, 55), endReason: "recovered" });
  });

  test("without a start began when it was first seen", () => {
    expect(convert({ started_at: null, last_check: "2026-03-14 11:55:00" }).startedAt).toBe(
      Date.UTC(2026, 2, 14, 11, 55),
    );
  });

  test.each([{ id: null }, { id: "seven" }, { host_name: null }, { started_at: "garbage" }])(
    "with %o is left out",
    (bad) => {
      expect(convertIncident({ ...OLD_INCIDENT, ...bad })).toBeNull();
    },
  );

  test("takes its words along, and gives its start to those without a time", () => {
    const incident = convert();
    expect(convertUpdate({ id: 3, author: "Ops", comment_text: "a\0b", created_at: null }, incident)).toEqual({
      id: 3,
      incidentId: 7,
      author: "Ops",
      text: "ab",
      createdAt: incident.startedAt,
    });
    expect(convertComment({ id: 4, entry_time: "2026-03-14 11:51:00", comment_data: "hm" }, incident)).toMatchObject({
      id: 4,
      commentId: -4,
      enteredAt: Date.UTC(2026, 2, 14, 11, 51),
      author: "",
      text: "hm",
      hostName: "web1",
      serviceDescription: null,
    });
  });
});

test("of several open incidents for one object the newest stays open, whatever their order", () => {
  const open = [1, 2, 3].map((id) => convert({ id, started_at: `2026-03-14 1${id % 3}:00:00` }));
  const other = convert({ id: 4, host_name: "web2" });
  const { rows, superseded } = supersedeRepeated([...open, other]);
  const noon = Date.UTC(2026, 2, 14, 12);
  expect(superseded).toBe(2);
  expect(rows.map(({ id, endedAt, endReason }) => [id, endedAt, endReason])).toEqual([
    [1, noon, "superseded"],
    [2, null, null],
    [3, noon, "superseded"],
    [4, null, null],
  ]);
});
