import { afterAll, beforeAll, expect } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import {
  createSupervisedSite,
  describeWatched,
  readReasons,
  type SupervisedSite,
  timeUntil,
  watchAnswers,
} from "@/tests/support/supervised-site";
import type { SupervisedVitrine } from "@/tests/support/supervised-vitrine";
import { waitUntil } from "@/tests/support/vitrine-server";

// One service for all rows: each leaves it serving.

let site: SupervisedSite;
let server: SupervisedVitrine;

beforeAll(async () => {
  site = createSupervisedSite();
  server = await site.startAndPublish();
});

afterAll(() => site.dispose());

chaosRow(
  {
    id: "P8",
    fault: "a promise is rejected and nobody asked for it",
    expected: "logged and counted, the same process serves on: else a visitor who finds one could end the service",
  },
  async () => {
    const before = server.serverPid();
    const end = watchAnswers(server);
    server.inject("rejection");
    await waitUntil(() => server.output().includes("injected rejection"));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const watched = await end();
    expect(server.serverPid()).toBe(before);
    expect(Object.keys(watched.counts)).toEqual(["server"]);
    expect(server.output()).toContain("Nobody asked for the outcome of something that failed");
    return { observed: `the same process; ${describeWatched(watched)}`, recoveredMs: 0 };
  },
);

chaosRow(
  {
    id: "P9",
    fault: "an error that nobody catches",
    expected: "logged, exit 70, started again after a quarter of a second; the last page meanwhile, none refused",
  },
  async () => {
    const before = server.serverPid();
    const end = watchAnswers(server);
    server.inject("exception");
    await waitUntil(() => server.output().includes("an error that nobody caught (exit code 70)"));
    expect(server.output()).toContain("injected exception");
    await waitUntil(() => ![before, null].includes(server.serverPid()));
    await server.served();
    const watched = await end();
    expect(watched.counts.ECONNREFUSED).toBeUndefined();
    await waitUntil(async () => (await readReasons(server)).includes("process_restarted"));
    return { observed: `exit 70, process_restarted; ${describeWatched(watched)}`, recoveredMs: watched.backMs };
  },
);

chaosRow(
  {
    id: "P15",
    variant: "standard output closed",
    fault: "nobody reads what the service prints",
    expected: "it goes on, and even a crash then is survived",
  },
  async () => {
    server.parent.stdout?.destroy();
    server.parent.stderr?.destroy();
    const before = server.serverPid() ?? 0;
    process.kill(before, "SIGKILL");
    const recoveredMs = await timeUntil(
      async () => ![before, null].includes(server.serverPid()) && !(await server.ask("/")).isStandIn,
    );
    await waitUntil(async () => (await readReasons(server)).includes("process_restarted"));
    expect(server.parent.exitCode).toBeNull();
    return { observed: "serves on, a killed server came back", recoveredMs };
  },
);
