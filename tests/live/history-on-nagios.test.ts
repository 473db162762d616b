import { appendFile, copyFile, mkdtemp, readdir, readFile, rename, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";
import { fetchNagios } from "./fetch-nagios";
import { type NagiosLab, startNagios } from "./nagios-lab";

const program = await fetchNagios();
const missing = program.kind === "unavailable" ? program.reason : null;
/** So seldom that nothing is polled unless the test asks for it. */
const SELDOM = {
  POLL_INTERVAL_SECONDS: "3600",
  API_BASIC_AUTH_USERNAME: "ops",
  API_BASIC_AUTH_PASSWORD: "for this test",
};
const LOGIN = { Authorization: `Basic ${Buffer.from("ops:for this test").toString("base64")}` };

const CONFIG = `
components:
  - name: Website
    services: [www1/HTTPS]
polling:
  staleness_threshold_seconds: 10800
incidents:
  reopening_window_seconds: 0
  grouping_window_seconds: 0
  monitoring_seconds: 0
`;

interface ApiIncident {
  host_name: string;
  started_at: string;
  ended_at: string | null;
}

interface Seconds {
  operational: number;
  major_outage: number;
  unknown: number;
}

describe.skipIf(missing !== null)(
  missing === null ? "the history of a real Nagios" : `the history (skipped: ${missing})`,
  () => {
    let folder: string;
    let lab: NagiosLab;
    let server: VitrineServer;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "vitrine-live-"));
      const start = await startNagios({ folder });
      if (start.kind === "unavailable") throw new Error(start.reason);
      lab = start.lab;
    });

    afterAll(async () => {
      await server?.dispose();
      await lab?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    async function startServer(): Promise<void> {
      await server?.stop();
      const env = { ...SELDOM, NAGIOS_CFG_PATH: lab.configPath };
      server = await startVitrine({ config: CONFIG, env, folder });
      await waitUntil(async () => (await (await server.get("/")).text()).includes("Website is operational"));
    }

    const poll = () =>
      waitUntil(async () => (await server.get("/api/poll", { method: "POST", headers: LOGIN })).status === 200);
    const incidents = () => server.json<ApiIncident[]>("/api/incidents?hours=1");

    /** The service fails until it is HARD, and recovers. Answers what Nagios logged of it: begin, confirmation, end (seconds). */
    async function breakShortly(): Promise<{ from: number; hard: number; to: number }> {
      const seen = (await alerts()).length;
      await lab.setState("www1", "HTTPS", 2, "refused");
      await lab.waitForObject(
        "www1",
        "HTTPS",
        (fields) => fields.get("current_state") === "2" && fields.get("state_type") === "1",
      );
      await lab.setState("www1", "HTTPS", 0, "fine");
      await lab.waitForObject("www1", "HTTPS", (fields) => fields.get("current_state") === "0");
      const own = (await alerts()).slice(seen);
      const at = (word: string) => Number(own.find((line) => line.includes(word))?.slice(1, 11));
      return { from: at(";CRITICAL;SOFT;1;"), hard: at(";CRITICAL;HARD;"), to: at(";OK;HARD;") };
    }

    async function alerts(): Promise<string[]> {
      const folderOfArchives = join(dirname(lab.logPath), "archives");
      const archives = await readdir(folderOfArchives);
      const paths = [...archives.sort().map((name) => join(folderOfArchives, name)), lab.logPath];
      const texts = await Promise.all(paths.map((path) => readFile(path, "utf8")));
      return texts
        .join("")
        .split("\n")
        .filter((line) => line.includes("SERVICE ALERT: www1;HTTPS;"));
    }

    function toIncident({ from, to }: { from: number; to: number }) {
      const write = (seconds: number) => new Date(seconds * 1000).toISOString();
      return { host_name: "Website", started_at: write(from), ended_at: write(to) };
    }

    async function secondsBetween(from: number, to: number): Promise<Seconds> {
      const answer = await server.json<{ components: { seconds: Seconds }[] }>(
        `/api/availability?component=website&from=${from}&to=${to}`,
      );
      return answer.components[0]?.seconds as Seconds;
    }

    test("an outage from before the first start is told, with Nagios' times", async () => {
      const outage = await breakShortly();
      await startServer();
      await waitUntil(() => server.output().includes("The past is read"));
      await poll();
      expect(await incidents()).toMatchObject([toIncident(outage)]);
      expect(await secondsBetween(outage.from, outage.to + 1)).toMatchObject({
        major_outage: outage.to - outage.hard,
        operational: outage.hard - outage.from + 1,
      });
    });

    test("so is an outage of seconds between two polls", async () => {
      const outage = await breakShortly();
      expect(await incidents()).toHaveLength(1);
      await poll();
      expect((await incidents())[0]).toMatchObject(toIncident(outage));
      expect((await secondsBetween(outage.hard, outage.to)).major_outage).toBe(outage.to - outage.hard);
      await poll();
      expect(await incidents()).toHaveLength(2);
    });

    test("one is not lost when the log is rotated, nor when it is copied and emptied", async () => {
      const archives = join(dirname(lab.logPath), "archives");
      const first = await breakShortly();
      await lab.stop();
      await rename(lab.logPath, join(archives, "nagios-01-01-2026-00.log"));
      await lab.restart();
      const second = await breakShortly();
      await copyFile(lab.logPath, join(archives, "nagios-01-02-2026-00.log"));
      await truncate(lab.logPath);
      const third = await breakShortly();
      await poll();
      await waitUntil(() => server.output().includes("The rest is read"));
      await poll();
      expect((await incidents()).slice(0, 3)).toMatchObject([third, second, first].map(toIncident));
      expect(await server.json("/api/health")).toMatchObject({ status: "healthy" });
    });

    test("and nothing is told twice, or lost, when Vitrine was off meanwhile", async () => {
      await server.stop();
      const outage = await breakShortly();
      // Half a line, as Nagios writes it while it is read.
      await appendFile(lab.logPath, "[17");
      await startServer();
      await poll();
      expect(await incidents()).toHaveLength(6);
      expect((await incidents())[0]).toMatchObject(toIncident(outage));
      expect((await secondsBetween(outage.from, outage.to)).unknown).toBe(0);
    });
  },
);
