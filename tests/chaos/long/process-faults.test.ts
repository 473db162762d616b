import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import {
  createSupervisedSite,
  describeWatched,
  readReasons,
  type SupervisedSite,
  timeUntil,
  watchAnswers,
} from "@/tests/support/supervised-site";
import type { Fault, SupervisedVitrine } from "@/tests/support/supervised-vitrine";
import { waitUntil } from "@/tests/support/vitrine-server";

let site: SupervisedSite;

beforeEach(() => {
  site = createSupervisedSite();
});

afterEach(() => site.dispose());

async function isLive(server: SupervisedVitrine): Promise<boolean> {
  const answer = await server.ask("/");
  return !answer.isStandIn && answer.body.includes("Website is operational");
}

chaosRow(
  {
    id: "P5",
    variant: "the built server",
    fault: "the scheduler's timer is gone",
    expected: "a new scheduler after two intervals, in the same process; polls again within 2 intervals + 5 s",
  },
  async () => {
    const intervalMs = 3_000;
    const server = await site.startAndPublish({ env: { POLL_INTERVAL_SECONDS: String(intervalMs / 1000) } });
    const before = server.serverPid();
    server.inject("stop timers");
    const recoveredMs = await timeUntil(() => server.output().includes("Scheduler recovery successful"));
    expect(recoveredMs).toBeLessThan(2 * intervalMs + 5_000);
    await waitUntil(async () => (await readReasons(server)).length === 0);
    expect(server.output()).toContain("forcing a restart");
    expect(server.serverPid()).toBe(before);
    return { observed: "scheduler_silent, one recovery, healthy after two good polls", recoveredMs };
  },
);

chaosRow(
  {
    id: "P6",
    variant: "the built server",
    fault: "no scheduler can be made any more",
    expected: "exit 75 after three recoveries that failed, a new process, no connection refused",
  },
  async () => {
    const server = await site.startAndPublish({ env: { POLL_INTERVAL_SECONDS: "3" } });
    const end = watchAnswers(server, 50);
    server.inject("break timers");
    await waitUntil(() => server.output().includes("exit code 75"), 30_000);
    const recoveredMs = await timeUntil(async () => server.serverPid() !== null && (await isLive(server)));
    const watched = await end();
    expect(watched.counts.ECONNREFUSED).toBeUndefined();
    expect(server.output().match(/Failed to recover scheduler: no timers left/g)?.length).toBeGreaterThanOrEqual(3);
    return { observed: `exit 75; ${describeWatched(watched)}`, recoveredMs };
  },
);

for (const [variant, stall] of [
  ["it spins", (server: SupervisedVitrine) => server.inject("spin")],
  ["it is stopped", (server: SupervisedVitrine) => void process.kill(server.serverPid() ?? 0, "SIGSTOP")],
] as const) {
  chaosRow(
    {
      id: "P10",
      variant,
      fault: "the event loop stands still for ever",
      expected: "the stand-in after 5 s; without a sign of life for 15 s killed and replaced; no connection refused",
    },
    async () => {
      const server = await site.startAndPublish();
      const before = server.serverPid();
      const end = watchAnswers(server, 100);
      stall(server);
      const recoveredMs = await timeUntil(
        async () => ![before, null].includes(server.serverPid()) && (await isLive(server)),
        60_000,
      );
      const watched = await end();
      expect(server.output()).toContain("it gave no sign of life for 15 seconds");
      expect(watched.counts.ECONNREFUSED).toBeUndefined();
      expect(watched.counts["stand-in"]).toBeGreaterThan(0);
      expect(recoveredMs).toBeLessThan(30_000);
      return { observed: `from the stall on: ${describeWatched(watched)}`, recoveredMs };
    },
  );
}

const LEAKS: [Fault, Record<string, string>, RegExp][] = [
  ["leak", { PROCESS_MEMORY_LIMIT_MB: "400" }, /MiB of memory are used; the limit is 400 MiB/],
  [
    "heap leak",
    { NODE_OPTIONS: "--max-old-space-size=160" },
    /% of the JavaScript heap are used|MiB of memory are used/,
  ],
];

for (const [fault, env, words] of LEAKS) {
  chaosRow(
    {
      id: "P11",
      variant: fault === "leak" ? "outside of the heap" : "within the heap",
      fault: "a leak fills the memory",
      expected: "it drains and ends with 72 before the kernel or V8 ends it, and is started again; none refused",
    },
    async () => {
      const server = await site.startAndPublish({ env });
      const before = server.serverPid();
      const end = watchAnswers(server, 50);
      server.inject(fault);
      await waitUntil(() => server.output().includes("it used too much memory (exit code 72)"), 60_000);
      const recoveredMs = await timeUntil(
        async () => ![before, null].includes(server.serverPid()) && (await isLive(server)),
        60_000,
      );
      const watched = await end();
      expect(server.output()).toMatch(words);
      const { server: _s, "stand-in": _i, ECONNRESET: reset = 0, ...others } = watched.counts;
      expect(others).toEqual({});
      expect(reset).toBeLessThanOrEqual(2);
      return { observed: `exit 72; ${describeWatched(watched)}`, recoveredMs };
    },
  );
}

chaosRow(
  {
    id: "P13",
    fault: "the server ends again and again soon after its start",
    expected: "the last page with its age, readiness 503, liveness 200, pauses that grow; it never gives up",
  },
  async () => {
    const server = await site.startAndPublish();
    writeFileSync(join(site.folder, "fault"), "crash loop");
    const end = watchAnswers(server, 50);
    process.kill(server.serverPid() ?? 0, "SIGKILL");
    await waitUntil(() => server.output().includes("(restart 5)"), 60_000);
    expect((await server.ask("/api/readyz")).status).toBe(503);
    expect((await server.ask("/api/livez")).status).toBe(200);
    const health = await server.ask("/api/health");
    expect(JSON.parse(health.body)).toMatchObject({ status: "stale", scheduler_status: { health_status: "critical" } });
    const page = await server.ask("/");
    expect(page.isStandIn).toBe(true);
    expect(page.body).toMatch(/(True|Last true) at <time/);
    expect((await server.ask("/api/page")).headers["retry-after"]).toBe("5");
    expect(await server.ask("/", { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
    const pauses = [...server.output().matchAll(/started again in (\d+) ms/g)].map(([, ms]) => Number(ms));
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    rmSync(join(site.folder, "fault"));
    const recoveredMs = await timeUntil(() => isLive(server), 60_000);
    const watched = await end();
    expect(watched.counts.ECONNREFUSED).toBeUndefined();
    return { observed: `pauses of ${pauses.join(", ")} ms; ${describeWatched(watched)}`, recoveredMs };
  },
);

chaosRow(
  {
    id: "P14",
    fault: "more connections than the process may have open files",
    expected: "those above the limit are closed at once, polls and the database keep theirs; no restart",
  },
  async () => {
    const server = await site.startAndPublish({ wrapper: ["prlimit", "--nofile=160:160", "--"] });
    const before = server.serverPid();
    const crowd = openMany(server.port, 300);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const { length: polls } = server.output().match(/Poll completed with errors/g) ?? [];
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const held = crowd.filter((socket) => !socket.closed && !socket.destroyed).length;
    for (const socket of crowd) socket.destroy();
    const recoveredMs = await timeUntil(async () => (await isLive(server)) && (await readReasons(server)).length === 0);
    expect(held).toBeLessThan(160);
    expect(held).toBeGreaterThan(40);
    expect(polls ?? 0).toBe(0);
    expect(server.output()).not.toMatch(/EMFILE|Poll completed with errors/);
    expect(server.serverPid()).toBe(before);
    return { observed: `${held} of 300 connections held, no poll failed, the same process`, recoveredMs };
  },
);

function openMany(port: number, count: number): Socket[] {
  return Array.from({ length: count }, () => {
    const socket = connect(port, "127.0.0.1");
    return socket.on("error", () => undefined).resume();
  });
}

chaosRow(
  {
    id: "P15",
    variant: "the log's folder is gone",
    fault: "the log's folder is deleted, and the process is told to open its log anew",
    expected: "said once on standard output, log_dropped, the page and the polls go on; written again when it is back",
  },
  async () => {
    const logs = join(site.folder, "logs");
    mkdirSync(logs);
    const server = await site.startAndPublish({ env: { LOG_FILE: join(logs, "vitrine.log") } });
    rmSync(logs, { recursive: true });
    server.parent.kill("SIGHUP");
    await waitUntil(() => server.output().includes("The log file cannot be written"));
    rmSync(join(site.folder, "status.dat"));
    await waitUntil(async () => (await readReasons(server)).includes("log_dropped"));
    expect((await server.ask("/")).status).toBe(200);
    mkdirSync(logs);
    const recoveredMs = await timeUntil(() => isLive(server));
    return { observed: "said once, log_dropped, served on", recoveredMs };
  },
);

const isRoot = process.getuid?.() === 0;
if (isRoot) {
  chaosRow(
    {
      id: "P15",
      variant: "the log's disk is full",
      fault: "the file system of the log has no space left",
      expected: "log_dropped, the page and the polls go on, no restart; written again when there is space",
    },
    async () => {
      const logs = join(site.folder, "logs");
      mkdirSync(logs);
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", logs]);
      try {
        const server = await site.startAndPublish({ env: { LOG_FILE: join(logs, "vitrine.log") } });
        const before = server.serverPid();
        try {
          writeFileSync(join(logs, "filler"), Buffer.alloc(1 << 20));
        } catch {
          // It takes what there is room for.
        }
        let said = 0;
        async function sayMore(): Promise<void> {
          said += 1;
          server.inject("rejection");
          await waitUntil(() => server.output().includes(`rejections=${said}`));
        }
        // The last page of the file has room for some lines.
        while (!server.output().includes("The log file cannot be written") && said < 40) await sayMore();
        await waitUntil(async () => (await readReasons(server)).includes("log_dropped"));
        expect(await isLive(server)).toBe(true);
        rmSync(join(logs, "filler"));
        await sayMore();
        const read = () => readFileSync(join(logs, "vitrine.log"), "utf8");
        const recoveredMs = await timeUntil(() => read().includes(`rejections=${said}`));
        expect(server.serverPid()).toBe(before);
        await server.stop();
        return { observed: "ENOSPC said once, log_dropped, served on, written again", recoveredMs };
      } finally {
        execFileSync("umount", ["-l", logs]);
      }
    },
  );
}

chaosRow(
  {
    id: "P16",
    variant: "it takes the process along",
    fault: "the database's addon crashes the process as it is loaded",
    expected: "the supervisor says so, starts it again ever more rarely, and shows the last page; well when mended",
  },
  async () => {
    const first = await site.startAndPublish();
    await first.stop();
    const server = await site.start({ env: { ADDON_FAULT: "crash" } });
    await waitUntil(() => server.output().includes("(restart 3)"), 60_000);
    expect(server.output()).toContain("ended by SIGSEGV");
    expect((await server.ask("/api/livez")).status).toBe(200);
    const page = await server.ask("/");
    expect(page.status).toBe(200);
    expect(page.body).toContain("Website");
    await server.stop();
    const mended = await site.start();
    const recoveredMs = await timeUntil(() => isLive(mended), 60_000);
    return { observed: "ended by SIGSEGV, started again and again, the last page", recoveredMs };
  },
);
