import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { checkCompleteness } from "@/lib/nagios/completeness";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { endure, pause, type Stage, setStage, TROUBLED_SITE } from "@/tests/chaos/stage";
import { parseModel, parseStatus, readStatus } from "@/tests/fixtures/nagios/read-fixture";
import { nowSeconds, writeSite, writeStatus } from "@/tests/support/site";
import { waitUntil } from "@/tests/support/vitrine-server";

let stage: Stage;

beforeAll(async () => {
  stage = await setStage({ objects: TROUBLED_SITE, config: "public:\n  object_names: true\n" });
  await waitUntil(async () => (await stage.incidents()).length === 1);
});

afterAll(() => stage.dispose());

/** Puts a text where the status file is, by rename as Nagios does. */
function replaceStatus(bytes: Buffer | string): void {
  writeFileSync(`${stage.statusPath}.tmp`, bytes);
  renameSync(`${stage.statusPath}.tmp`, stage.statusPath);
}

function currentStatus(): Buffer {
  writeStatus(stage.nagios, stage.site());
  return readFileSync(stage.statusPath);
}

/** One incident, that of the beginning, and it lasts. */
async function keepsIncident(): Promise<void> {
  const incidents = await stage.incidents();
  expect(incidents.map(({ host_name, ended_at }) => [host_name, ended_at])).toEqual([["mail1", null]]);
}

describe("a status file that is not whole", () => {
  for (const cut of [0.9]) {
    chaosRow(
      {
        id: "S7",
        fault: "status.dat cut off",
        variant: `after ${cut * 100} %`,
        expected: "source_incomplete; what was known stays; no incident ends",
      },
      () =>
        endure(stage, {
          inject() {
            const bytes = currentStatus();
            replaceStatus(bytes.subarray(0, Math.floor(bytes.length * cut)));
          },
          async check() {
            const why = await stage.says("source_incomplete");
            await keepsIncident();
            return why.replace(/^.*status\.dat /, "");
          },
        }),
    );
  }

  for (const [variant, code, spoil] of [
    ["empty", "source_empty", (path: string) => writeFileSync(path, "")],
    [
      "sparse",
      "source_incomplete",
      (path: string) => {
        writeFileSync(path, "");
        truncateSync(path, 5 * 1024 ** 2);
      },
    ],
    [
      "zeros in the middle",
      "source_incomplete",
      (path: string) => {
        writeFileSync(path, currentStatus());
        const zeros = ["if=/dev/zero", `of=${path}`, "bs=1", "seek=2300", "count=64", "conv=notrunc"];
        execFileSync("dd", zeros, { stdio: "ignore" });
      },
    ],
  ] as const) {
    chaosRow(
      {
        id: "S9",
        fault: "status.dat without its content",
        variant,
        expected: `${code}; what was known stays; no incident ends`,
      },
      () =>
        endure(stage, {
          inject() {
            spoil(`${stage.statusPath}.new`);
            renameSync(`${stage.statusPath}.new`, stage.statusPath);
          },
          async check() {
            const why = await stage.says(code);
            await keepsIncident();
            return why.replace(/^.*status\.dat /, "");
          },
        }),
    );
  }

  chaosRow(
    {
      id: "S8",
      fault: "status.dat copied piece by piece over the old one, as from another file system",
      variant: "for some seconds",
      expected: "no wrong transition; the page stays fresh",
    },
    () =>
      endure(stage, {
        inject: () => undefined,
        writtenAt: () => Date.now(),
        async check() {
          let copies = 0;
          for (const endsAt = Date.now() + 3000; Date.now() < endsAt; copies += 1) {
            await copyInPieces();
            await keepsIncident();
            expect((await stage.health()).data_is_stale).toBe(false);
            await pause(300);
          }
          return `${copies} copies in pieces, one incident as before, never stale`;
        },
      }),
  );

  async function copyInPieces(): Promise<void> {
    writeStatus(`${stage.nagios}`, stage.site());
    const bytes = readFileSync(stage.statusPath);
    rmSync(stage.statusPath);
    for (let from = 0; from < bytes.length; from += 1024) {
      writeFileSync(stage.statusPath, bytes.subarray(from, from + 1024), { flag: "a" });
      await pause(50);
    }
  }

  chaosRow(
    {
      id: "S19",
      fault: "an older copy of status.dat is put back",
      expected:
        "source_older until it is too old to be called current, then source_stale; no incident is opened or closed",
    },
    () => {
      const older = { ...stage.site(), objects: TROUBLED_SITE.map((object) => ({ ...object, state: 0 })) };
      return endure(stage, {
        inject: () => writeStatus(stage.nagios, { ...older, createdAt: nowSeconds() - 2 }),
        async check() {
          await stage.says("source_older");
          await keepsIncident();
          await stage.says("source_stale");
          await keepsIncident();
          return "source_older, then source_stale; one incident as before";
        },
      });
    },
  );

  chaosRow(
    {
      id: "S20",
      fault: "most objects vanish",
      variant: "from status.dat alone",
      expected: "source_incomplete; nothing ends",
    },
    () =>
      endure(stage, {
        inject: () => writeStatus(stage.nagios, { ...stage.site(), objects: TROUBLED_SITE.slice(0, 2) }),
        async check() {
          const why = await stage.says("source_incomplete");
          await keepsIncident();
          return why.replace(/^.*status\.dat /, "");
        },
      }),
  );

  for (const [variant, spoil] of [
    ["torn", (path: string) => truncateSync(path, 200)],
    ["gone", (path: string) => rmSync(path)],
  ] as const) {
    chaosRow(
      {
        id: "S24",
        fault: "objects.cache",
        variant,
        expected: "degraded (objects_stale); groups and names as last known; the page stays fresh",
      },
      () =>
        endure(stage, {
          inject: () => spoil(stage.objectsPath),
          writtenAt: () => Date.now(),
          async check() {
            const living = setInterval(() => writeStatus(stage.nagios, stage.site()), 500);
            try {
              await stage.says("objects_stale", "degraded");
              await pause(700);
              await keepsIncident();
              expect(await stage.page()).toContain("Mail has a major outage");
              expect((await stage.health()).data_is_stale).toBe(false);
              return "degraded (objects_stale), page fresh";
            } finally {
              clearInterval(living);
            }
          },
        }),
    );
  }

  chaosRow(
    {
      id: "S24",
      fault: "objects.cache",
      variant: "older than Nagios' last start",
      expected: "not believed in what it lacks or names too many; the page stays fresh",
    },
    () =>
      endure(stage, {
        inject() {
          writeSite(stage.nagios, { ...stage.site(), objects: [...TROUBLED_SITE, { host: "old1" }] });
          const before = new Date(Date.now() - 7200_000);
          utimesSync(stage.objectsPath, before, before);
        },
        writtenAt: () => Date.now(),
        async check() {
          const living = setInterval(() => writeStatus(stage.nagios, stage.site()), 500);
          try {
            await pause(1500);
            expect((await stage.health()).data_is_stale).toBe(false);
            await keepsIncident();
            return "page fresh, one incident as before";
          } finally {
            clearInterval(living);
          }
        },
      }),
  );

  chaosRow(
    {
      id: "S20",
      fault: "most objects vanish",
      variant: "from both files",
      expected: "accepted: what is gone is unknown, and its incident ends as removed, not as recovered",
    },
    async () => {
      const [before] = await stage.incidents();
      stage.show(TROUBLED_SITE.slice(0, 2));
      await waitUntil(async () => (await stage.incidents())[0]?.ended_at !== null);
      const page = await stage.page();
      expect(page).toContain("We cannot confirm the status of Mail");
      expect(page).not.toMatch(/Mail[^.]{0,40}recovered/);
      const [after] = await stage.incidents();
      expect(after?.id).toBe(before?.id);
      stage.show(TROUBLED_SITE);
      const startedAt = performance.now();
      await waitUntil(async () => (await stage.page()).includes("Mail has a major outage"));
      return { observed: "Mail unknown, incident ended as removed", recoveredMs: performance.now() - startedAt };
    },
  );
});

describe("the reader of status.dat", () => {
  chaosRow(
    {
      id: "S7",
      fault: "status.dat cut off",
      variant: "at every byte",
      expected: "refused, or all hosts and services as in the whole file",
    },
    async () => {
      const { text, model } = writeSmallSite();
      const whole = parseStatus(text);
      let refused = 0;
      let lacking = 0;
      for (let length = 0; length < text.length; length += 1) {
        const cut = readStatus(text.slice(0, length));
        if (cut.kind === "incomplete") {
          refused += 1;
          continue;
        }
        if (checkCompleteness(model, cut.status, null).kind === "incomplete") {
          lacking += 1;
          continue;
        }
        expect([cut.status.createdAt, cut.status.hosts, cut.status.services]).toEqual([
          whole.createdAt,
          whole.hosts,
          whole.services,
        ]);
      }
      expect(refused + lacking).toBeGreaterThan(0.9 * text.length);
      return {
        observed: `${refused} cuts refused as torn, ${lacking} as lacking objects, the rest whole`,
        recoveredMs: null,
      };
    },
  );
});

/** A site of about 20 KB. */
function writeSmallSite() {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-chaos-small-"));
  const hosts = Array.from({ length: 8 }, (_, index) => `host${index}`);
  const objects = hosts.flatMap((host) => [{ host }, { host, service: "HTTP" }, { host, service: "SSH" }]);
  writeSite(folder, { objects, createdAt: nowSeconds() });
  const [text, cache] = ["status.dat", "objects.cache"].map((name) => readFileSync(join(folder, name), "latin1"));
  rmSync(folder, { recursive: true });
  return { text: text ?? "", model: parseModel(cache ?? "") };
}
