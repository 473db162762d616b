import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { checkCompleteness } from "@/lib/nagios/completeness";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { HEALTHY_SITE, pause, type Stage, setStage, TROUBLED_SITE } from "@/tests/chaos/stage";
import { parseModel, parseStatus, readStatus } from "@/tests/fixtures/nagios/read-fixture";
import { nowSeconds, type Site, type SiteObject, writeSite, writeStatus } from "@/tests/support/site";
import { waitUntil } from "@/tests/support/vitrine-server";

const MEGABYTE = 1024 ** 2;
const FRESH_FOR_LARGE_MS = 180_000;

let stage: Stage;

beforeAll(async () => {
  stage = await setStage({
    objects: TROUBLED_SITE,
    freshMs: FRESH_FOR_LARGE_MS,
    config: "public:\n  object_names: true\n",
  });
});

afterAll(() => stage.dispose());

const megabytesUsed = async () => (await stage.health()).process.rss_bytes / MEGABYTE;

interface Watched {
  /** Of the pages that were asked for meanwhile, in order of time. */
  timesMs: number[];
  mostMb: number;
}

/** Asks for the page again and again while something lasts, with an eye on the memory. */
async function watchUntil(isOver: () => Promise<boolean>, limitMs: number): Promise<Watched> {
  const [timesMs, before] = [[] as number[], await megabytesUsed()];
  let mostMb = 0;
  for (const endsAt = Date.now() + limitMs; !(await isOver()); ) {
    if (Date.now() > endsAt) throw new Error(`not over in time: ${JSON.stringify(await stage.health())}`);
    const startedAt = performance.now();
    expect((await stage.server.get("/")).status).toBe(200);
    timesMs.push(performance.now() - startedAt);
    mostMb = Math.max(mostMb, (await megabytesUsed()) - before);
    await pause(100);
  }
  return { timesMs: timesMs.sort((a, b) => a - b), mostMb };
}

function sayWatched({ timesMs, mostMb }: Watched): string {
  const p95 = timesMs[Math.floor(timesMs.length * 0.95)] ?? 0;
  return `memory +${mostMb.toFixed(0)} MB, p95 of ${timesMs.length} pages ${p95.toFixed(0)} ms`;
}

/** Puts a status file in place that begins as Nagios would write it now, and goes on with what is given. */
function replaceStatus(objects: SiteObject[], addTo: (file: number) => void): void {
  stage.pause();
  const file = openSync(`${stage.statusPath}.new`, "w");
  writeSync(file, renderStatus({ ...stage.site(), objects }));
  addTo(file);
  closeSync(file);
  renameSync(`${stage.statusPath}.new`, stage.statusPath);
}

const isOperational = async () => (await stage.page()).includes("All services are operational");
const isTroubled = async () => (await stage.page()).includes("Mail has a major outage");

describe("large files", () => {
  chaosRow(
    {
      id: "S14",
      fault: "a status file of 600 MB",
      expected: "read in pieces: the poll is good, the page answers meanwhile, memory stays far below the file's size",
    },
    async () => {
      stage.show(TROUBLED_SITE);
      await waitUntil(isTroubled);
      const block = `contactstatus {\n\tcontact_name=nobody\n\t_NOTE=${"x".repeat(1000)}\n\t}\n\n`.repeat(1000);
      replaceStatus(HEALTHY_SITE, (file) => {
        for (let written = 0; written < 600 * MEGABYTE; ) written += writeSync(file, block);
      });
      const watched = await watchUntil(isOperational, 60_000);
      await waitUntil(stage.isWell);
      expect(watched.mostMb).toBeLessThan(400);
      stage.restore();
      return { observed: `poll good, ${sayWatched(watched)}`, recoveredMs: null };
    },
    300_000,
  );

  chaosRow(
    {
      id: "S14",
      fault: "a status file beyond 1 GiB",
      expected: "source_too_large, unread; what was known stays",
    },
    async () => {
      stage.feed();
      await waitUntil(stage.isWell);
      const before = await stage.incidents();
      stage.pause();
      writeFileSync(`${stage.statusPath}.new`, "");
      truncateSync(`${stage.statusPath}.new`, 1100 * MEGABYTE);
      renameSync(`${stage.statusPath}.new`, stage.statusPath);
      await stage.says("source_too_large");
      expect(await stage.incidents()).toEqual(before);
      stage.restore();
      const endedAt = performance.now();
      await waitUntil(stage.isWell);
      return { observed: "source_too_large", recoveredMs: performance.now() - endedAt };
    },
  );

  chaosRow(
    {
      id: "S15",
      fault: "100,000 hosts and a million services",
      expected:
        "the poll ends well or at its deadline (poll_timeout); pages answer meanwhile, if slowly; well again with a small file",
    },
    async () => {
      stage.show(TROUBLED_SITE);
      stage.feed();
      await waitUntil(isTroubled);
      const seconds = nowSeconds();
      const fields = `\tcheck_interval=5.000000\n\thas_been_checked=1\n\tcurrent_state=0\n\tlast_hard_state=0\n\tplugin_output=OK - ${"x".repeat(60)}\n\tlast_check=${seconds}\n\tstate_type=1\n\tlast_state_change=${seconds - 600}\n\tactive_checks_enabled=1\n\t}\n\n`;
      replaceStatus(HEALTHY_SITE, (file) => {
        for (let host = 0; host < 100_000; host += 1) {
          const name = `\thost_name=host${host}\n`;
          const services = Array.from(
            { length: 10 },
            (_, index) => `servicestatus {\n${name}\tservice_description=service${index}\n${fields}`,
          );
          writeSync(file, `hoststatus {\n${name}${fields}${services.join("")}`);
        }
      });
      let outcome = "";
      const watched = await watchUntil(async () => {
        if (await isOperational()) outcome = "poll good";
        else if ((await stage.health()).reasons.some(({ code }) => code === "poll_timeout")) outcome = "poll_timeout";
        return outcome !== "";
      }, 120_000);
      stage.show(TROUBLED_SITE);
      stage.restore();
      const endedAt = performance.now();
      await waitUntil(async () => (await stage.isWell()) && (await isTroubled()), 120_000);
      return { observed: `${outcome}, ${sayWatched(watched)}`, recoveredMs: performance.now() - endedAt };
    },
    600_000,
  );
});

describe("files that are torn again and again", () => {
  chaosRow(
    {
      id: "S7",
      fault: "status.dat cut off",
      variant: "10,000 random places of 5 MB",
      expected: "refused, or all hosts and services as in the whole file",
    },
    async () => {
      const { text, model, whole } = writeMiddlingSite();
      const counts = { torn: 0, lacking: 0, whole: 0 };
      for (let cut = 0; cut < 10_000; cut += 1) {
        const reading = readStatus(text.slice(0, Math.floor(Math.random() * text.length)));
        if (reading.kind === "incomplete") counts.torn += 1;
        else if (checkCompleteness(model, reading.status, null).kind === "incomplete") counts.lacking += 1;
        else {
          counts.whole += 1;
          expect(reading.status.hosts).toEqual(whole.hosts);
          expect(reading.status.services).toEqual(whole.services);
        }
      }
      return {
        observed: `${counts.torn} torn, ${counts.lacking} lacking objects, ${counts.whole} whole`,
        recoveredMs: null,
      };
    },
    600_000,
  );

  chaosRow(
    {
      id: "S8",
      fault: "status.dat copied piece by piece over the old one, as from another file system",
      variant: "for six minutes",
      expected: "no wrong transition in 300 polls; the page stays fresh",
    },
    async () => {
      const own = await setStage({ objects: TROUBLED_SITE, config: "public:\n  object_names: true\n" });
      try {
        await waitUntil(async () => (await own.incidents()).length === 1);
        const before = await own.incidents();
        own.pause();
        const filler: SiteObject[] = Array.from({ length: 1200 }, (_, index) => ({ host: `host${index}` }));
        const objects = [...filler, ...TROUBLED_SITE];
        writeSite(own.nagios, { ...own.site(), objects });
        const polls = new Set<string | null>();
        let copies = 0;
        for (const endsAt = Date.now() + 380_000; Date.now() < endsAt; copies += 1) {
          await copyInPieces(own, objects);
          await pause(900);
          const health = await own.health();
          polls.add(health.last_poll_time);
          expect(health.data_is_stale).toBe(false);
          expect(await own.incidents()).toEqual(before);
        }
        expect(polls.size).toBeGreaterThan(250);
        return {
          observed: `${copies} copies, ${polls.size} polls seen, one incident as before, never stale`,
          recoveredMs: null,
        };
      } finally {
        await own.dispose();
      }
    },
    600_000,
  );
});

/** The bytes of the status file that Nagios would write. */
function renderStatus(site: Site): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-chaos-copy-"));
  writeStatus(folder, site);
  const bytes = readFileSync(join(folder, "status.dat"));
  rmSync(folder, { recursive: true });
  return bytes;
}

async function copyInPieces({ statusPath, site }: Stage, objects: SiteObject[]): Promise<void> {
  const bytes = renderStatus({ ...site(), objects });
  rmSync(statusPath, { force: true });
  for (let from = 0; from < bytes.length; from += 128 * 1024) {
    writeFileSync(statusPath, bytes.subarray(from, from + 128 * 1024), { flag: "a" });
    await pause(50);
  }
}

/** A site of about 5 MB. */
function writeMiddlingSite() {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-chaos-middling-"));
  const hosts = Array.from({ length: 2500 }, (_, index) => `host${index}`);
  const objects = hosts.flatMap((host): SiteObject[] => [
    { host },
    { host, service: "HTTP" },
    { host, service: "SSH" },
  ]);
  writeSite(folder, { objects, createdAt: nowSeconds() });
  const [text, cache] = ["status.dat", "objects.cache"].map((name) => readFileSync(join(folder, name), "latin1"));
  rmSync(folder, { recursive: true });
  return { text: text ?? "", model: parseModel(cache ?? ""), whole: parseStatus(text ?? "") };
}
