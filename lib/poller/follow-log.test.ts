import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LogEvent } from "@/lib/nagios/log-event";
import { createWantedNames } from "@/lib/nagios/log-names";
import type { LogPosition } from "@/lib/store/store";
import { createCarefulFiles } from "./careful-files";
import { type Followed, followLog } from "./follow-log";
import { type LogFolder, makeLogFolder } from "./log-folder.testing";

const files = createCarefulFiles({ operationMs: 3000, mostHanging: 1 });
const wanted = createWantedNames(["web1"]);
const T = 1_750_000_000;

let log: LogFolder;
let events: LogEvent[];
let position: LogPosition | null;

beforeEach(() => {
  log = makeLogFolder();
  events = [];
  position = null;
});

afterEach(() => log.drop());

async function follow(): Promise<Followed> {
  events = [];
  const onEvent = (event: LogEvent) => void events.push(event);
  const followed = await followLog(files, { path: log.logPath, position, wanted, notAfter: 1e15, onEvent });
  if (followed.kind === "unavailable") throw new Error(followed.message);
  position = followed.position;
  return followed;
}

const seen = () =>
  events.map((event) => (event.kind === "state" ? `${event.at / 1000 - T} ${event.result}` : event.kind));
const down = (at: number) => log.say(T + at, "HOST ALERT: web1;DOWN;HARD;3;gone");
const up = (at: number) => log.say(T + at, "HOST ALERT: web1;UP;HARD;1;back");

describe("following the log", () => {
  it("begins at its end, whatever stands there", async () => {
    down(1);
    expect((await follow()).how).toBe("begun");
    expect(seen()).toEqual([]);
    expect(position).toMatchObject({ lineAt: (T + 1) * 1000 });
    up(2);
    expect((await follow()).how).toBe("resumed");
    expect(seen()).toEqual(["2 up"]);
    await follow();
    expect(seen()).toEqual([]);
  });

  it("waits for the end of a line", async () => {
    down(1);
    log.append(`[${T + 2}] HOST ALERT: web1;UP;`);
    await follow();
    await follow();
    expect(seen()).toEqual([]);
    log.append("HARD;1;back\n");
    await follow();
    expect(seen()).toEqual(["2 up"]);
  });

  it("reads a new log from its beginning when the old one was rotated away", async () => {
    down(1);
    await follow();
    log.rotate("06-15-2025-00", T + 5);
    up(6);
    expect((await follow()).how).toBe("lost");
    expect(seen()).toEqual(["program", "6 up"]);
    down(7);
    expect((await follow()).how).toBe("resumed");
    expect(seen()).toEqual(["7 down"]);
  });

  it("notices a log that was emptied in place, also when it has grown beyond where it was", async () => {
    down(1);
    up(2);
    await follow();
    log.truncate();
    up(4);
    expect((await follow()).how).toBe("lost");
    expect(seen()).toEqual(["4 up"]);
    log.truncate();
    for (let at = 10; at < 20; at += 1) down(at);
    expect((await follow()).how).toBe("lost");
    expect(seen()).toHaveLength(10);
  });

  it("goes on in a copy with another inode that begins alike and is longer", async () => {
    for (let at = 0; at < 9; at += 1) down(at);
    await follow();
    log.copyAndTruncate("06-15-2025-00");
    log.remove();
    const { readFileSync, writeFileSync } = await import("node:fs");
    writeFileSync(log.logPath, readFileSync(`${log.archivePath}/nagios-06-15-2025-00.log`));
    up(10);
    expect((await follow()).how).toBe("resumed");
    expect(seen()).toEqual(["10 up"]);
  });

  it("goes on where it was when the log was away for a while", async () => {
    down(1);
    await follow();
    log.remove();
    await expect(follow()).rejects.toThrow("does not exist");
    log.bringBack();
    up(3);
    expect((await follow()).how).toBe("resumed");
    expect(seen()).toEqual(["3 up"]);
  });

  it("follows a log that is empty at first", async () => {
    log.append("");
    expect((await follow()).how).toBe("begun");
    down(1);
    expect((await follow()).how).toBe("resumed");
    expect(seen()).toEqual(["1 down"]);
  });

  it("passes over a line that never ends", async () => {
    down(1);
    await follow();
    log.append("x".repeat(1_500_000));
    expect((await follow()).behind).toBe(0);
    log.append("\n");
    up(2);
    await follow();
    expect(seen()).toEqual(["2 up"]);
  });
});

it("a log is left alone while other reads hang", async () => {
  let others = 1;
  const careful = createCarefulFiles({ operationMs: 3000, mostHanging: 1, othersHanging: () => others });
  const input = { path: log.logPath, position: null, wanted, notAfter: 1e15, onEvent: () => undefined };
  up(1);
  expect(await followLog(careful, input)).toMatchObject({ kind: "unavailable", code: "source_hanging" });
  others = 0;
  expect(await followLog(careful, input)).toMatchObject({ kind: "followed" });
});
