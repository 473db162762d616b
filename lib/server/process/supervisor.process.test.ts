import { type ChildProcess, spawn } from "node:child_process";
import { createServer, get, type Server } from "node:http";
import { type AddressInfo, createServer as createNetServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { createDoor, type Door } from "./door";
import { createNotifier } from "./notifier";
import type { RestartNote } from "./restart-note";
import { createSupervisor, type Supervisor } from "./supervisor";

/** A server in the smallest: it takes the socket, answers "real", and lives by its heartbeat. */
const SERVER = `
const server = require("node:http").createServer((_, response) => response.end("real"));
const tell = () => process.send({ type: "listening" }, server._handle);
process.on("message", (message, handle) => server.listening ? (handle.close(), tell()) : server.listen(handle, tell));
process.on("SIGTERM", () => server.close(() => process.exit(0)));
process.on("disconnect", () => process.exit(0));
setInterval(() => process.send({ type: "beat", roundAgeMs: 0, intervalMs: 1000, bootFailed: false, rssBytes: 1 }), 100);
process.send({ type: "ready" });
`;

const silent = () => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent };

let port: number;
let door: Door;
let supervisor: Supervisor;
let child: ChildProcess | null;
let notes: (RestartNote | null)[];
let ended: Promise<number>;

beforeEach(async () => {
  port = await findPort();
  notes = [];
  door = createDoor({
    host: "127.0.0.1",
    port,
    answer: (_, response) => void response.writeHead(200, { Connection: "close" }).end("stand-in"),
    onFault: silent,
  });
  await door.openFirst();
});

afterEach(async () => {
  supervisor.stop();
  expect(await ended).toBe(0);
  door.release();
});

function run(script: string): void {
  supervisor = createSupervisor({
    spawnServer(note) {
      notes.push(note);
      child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
      return child;
    },
    door,
    notifier: createNotifier({ NODE_ENV: "test" }, log),
    clock: systemClock,
    log,
    random: () => 0,
    onServing: silent,
  });
  ended = supervisor.run(true);
}

async function findPort(): Promise<number> {
  const probe = createNetServer();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const { port: free } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return free;
}

function ask(): Promise<string> {
  return new Promise((done) => {
    get({ host: "127.0.0.1", port, agent: false }, (response) => {
      let body = "";
      response
        .on("data", (chunk: Buffer) => {
          body += chunk.toString();
        })
        .once("end", () => done(body))
        .once("error", (error: NodeJS.ErrnoException) => done(error.code ?? "error"));
    }).once("error", (error: NodeJS.ErrnoException) => done(error.code ?? "error"));
  });
}

async function waitFor(answer: string): Promise<void> {
  const endsAt = Date.now() + 20_000;
  while ((await ask()) !== answer) {
    if (Date.now() > endsAt) throw new Error(`${answer} never answered`);
  }
}

/** Asks every 2 ms while something happens; answers who answered, and how often. */
async function countAnswers(during: () => Promise<void>): Promise<Record<string, number>> {
  const asked: Promise<string>[] = [];
  const timer = setInterval(() => asked.push(ask()), 2);
  await during();
  clearInterval(timer);
  const counts: Record<string, number> = {};
  for (const answer of await Promise.all(asked)) counts[answer] = (counts[answer] ?? 0) + 1;
  return counts;
}

describe("not one connection is refused", () => {
  it("while the socket goes from the stand-in to the server", async () => {
    const counts = await countAnswers(async () => {
      run(SERVER);
      await waitFor("real");
      await new Promise((done) => setTimeout(done, 200));
    });
    expect(Object.keys(counts).sort()).toEqual(["real", "stand-in"]);
  });

  it("while the server is killed three times and comes back", async () => {
    run(SERVER);
    await waitFor("real");
    const counts = await countAnswers(async () => {
      for (let kill = 0; kill < 3; kill++) {
        child?.kill("SIGKILL");
        await waitFor("stand-in");
        await waitFor("real");
      }
    });
    const { real = 0, "stand-in": standIn = 0, ...others } = counts;
    expect(real).toBeGreaterThan(0);
    expect(standIn).toBeGreaterThan(0);
    // What the server was answering when it died is lost, and nothing else.
    expect(Object.keys(others).filter((code) => code !== "ECONNRESET")).toEqual([]);
    expect(others.ECONNRESET ?? 0).toBeLessThanOrEqual(10);
    expect(notes.map((note) => note?.count ?? 0)).toEqual([0, 1, 2, 3]);
    expect(notes[1]).toMatchObject({ reason: "crash", detail: "ended by SIGKILL" });
  });

  it("while a server stands still for a moment: the stand-in answers, and the server gets its place back", async () => {
    run(SERVER);
    await waitFor("real");
    child?.kill("SIGSTOP");
    await waitFor("stand-in");
    child?.kill("SIGCONT");
    await waitFor("real");
    expect(notes).toEqual([null]);
  }, 30_000);
});

it("a server that ends at once leaves the stand-in answering, and is tried again and again", async () => {
  run("process.exit(1)");
  const endsAt = Date.now() + 10_000;
  while (notes.length < 3 && Date.now() < endsAt) expect(await ask()).toBe("stand-in");
  expect(notes.length).toBeGreaterThanOrEqual(3);
  expect(await ask()).toBe("stand-in");
});

it("a port that is taken is said", async () => {
  const other: Server = createServer();
  const taken = await findPort();
  await new Promise<void>((done) => other.listen(taken, "127.0.0.1", done));
  const second = createDoor({ host: "127.0.0.1", port: taken, answer: silent, onFault: silent });
  await expect(second.openFirst()).rejects.toThrow("EADDRINUSE");
  other.close();
  run(SERVER);
});
