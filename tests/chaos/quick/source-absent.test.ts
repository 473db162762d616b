import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { endure, pause, type Stage, setStage, turnsGrey } from "@/tests/chaos/stage";
import { writeStatus } from "@/tests/support/site";
import { waitUntil } from "@/tests/support/vitrine-server";

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});

afterAll(() => stage.dispose());

const remove = () => rmSync(stage.statusPath, { recursive: true, force: true });

/** Visitors are told nothing of paths and causes. */
async function tellsNoPath(): Promise<void> {
  for (const path of ["/", "/api/page", "/api/status", "/feed/rss"]) {
    const text = await (await stage.server.get(path)).text();
    expect(text).not.toContain(stage.nagios);
    expect(text).not.toMatch(/source_|status\.dat/);
  }
}

describe("what stands where the status file should be", () => {
  chaosRow(
    {
      id: "S1",
      fault: "status.dat is away for a moment and comes back, as while Nagios restarts",
      expected: "degraded (source_missing) at the first miss; the page stays as it is; no incident; one poll",
    },
    () =>
      endure(stage, {
        inject: () => renameSync(stage.statusPath, `${stage.statusPath}.x`),
        async check() {
          await stage.says("source_missing", "degraded");
          expect(await stage.page()).toContain("All services are operational");
          return "degraded (source_missing), page as before";
        },
        heal() {
          renameSync(`${stage.statusPath}.x`, stage.statusPath);
          stage.feed();
        },
      }),
  );

  chaosRow(
    {
      id: "S2",
      fault: "the directory of Nagios' files is deleted and made again",
      expected:
        "critical (source_missing) after three polls; grey when the data is too old; one rebuild of the scheduler at most; no exit; one poll by path",
    },
    () =>
      endure(stage, {
        inject: () => rmSync(stage.nagios, { recursive: true }),
        async check() {
          await stage.says("source_missing", "critical");
          await turnsGrey(stage);
          await tellsNoPath();
          const { scheduler_status } = await stage.health();
          expect(scheduler_status.recovery_attempts).toBeLessThanOrEqual(1);
          return "critical (source_missing), page grey, server lives";
        },
        heal() {
          mkdirSync(stage.nagios);
          stage.feed();
        },
      }),
  );

  chaosRow(
    {
      id: "S3",
      fault: "permission denied",
      variant: "the file",
      expected: "source_unreadable; no path in public; the page lives",
    },
    () =>
      endure(stage, {
        inject() {
          // The file that was read before may be looked at, and is the same one: a new one comes that may not be read.
          writeStatus(stage.nagios, stage.site());
          chmodSync(stage.statusPath, 0o000);
        },
        async check() {
          await stage.says("source_unreadable");
          await tellsNoPath();
          return "source_unreadable";
        },
      }),
  );

  chaosRow(
    {
      id: "S3",
      fault: "permission denied",
      variant: "the directory",
      expected: "source_unreadable; no path in public; the page lives",
    },
    () =>
      endure(stage, {
        inject: () => chmodSync(stage.nagios, 0o000),
        async check() {
          await stage.says("source_unreadable");
          await tellsNoPath();
          return "source_unreadable";
        },
        heal() {
          chmodSync(stage.nagios, 0o755);
          stage.feed();
        },
      }),
  );

  for (const [variant, inject] of [
    ["a directory", () => mkdirSync(stage.statusPath)],
    ["/dev/zero", () => symlinkSync("/dev/zero", stage.statusPath)],
  ] as const) {
    chaosRow(
      {
        id: "S4",
        fault: "no regular file",
        variant,
        expected: "refused (source_not_regular) without reading; memory as before",
      },
      () =>
        endure(stage, {
          inject() {
            remove();
            inject();
          },
          check: refusesWithoutReading,
        }),
    );
  }

  chaosRow(
    {
      id: "S4",
      fault: "no regular file",
      variant: "a socket",
      expected: "refused (source_not_regular) without reading; memory as before",
    },
    async () => {
      const socket = createServer();
      const outcome = await endure(stage, {
        inject() {
          remove();
          return new Promise<void>((resolve) => socket.listen(stage.statusPath, resolve));
        },
        check: refusesWithoutReading,
        async heal() {
          await new Promise((resolve) => socket.close(resolve));
          stage.restore();
        },
      });
      return outcome;
    },
  );

  async function refusesWithoutReading(): Promise<string> {
    await stage.says("source_not_regular");
    const before = (await stage.health()).process.rss_bytes;
    await pause(800);
    const grown = ((await stage.health()).process.rss_bytes - before) / 1024 ** 2;
    // The file would bring 2 MB a piece without end.
    expect(grown).toBeLessThan(50);
    return `source_not_regular, memory +${Math.max(0, grown).toFixed(0)} MB`;
  }

  chaosRow(
    {
      id: "S5",
      fault: "a FIFO, poll after poll",
      expected: "source_not_regular; everything that reads files or hashes goes on as ever",
    },
    () =>
      endure(stage, {
        inject() {
          remove();
          execFileSync("mkfifo", [stage.statusPath]);
        },
        async check() {
          await stage.says("source_not_regular", "critical");
          const first = (await stage.health()).last_poll_time;
          const times: number[] = [];
          for (let look = 0; look < 20; look += 1) {
            const startedAt = performance.now();
            expect((await stage.server.get("/fonts/inter.woff2")).status).toBe(200);
            times.push(performance.now() - startedAt);
          }
          await waitUntil(async () => (await stage.health()).last_poll_time !== first);
          const slowest = Math.max(...times);
          expect(slowest).toBeLessThan(1000);
          return `source_not_regular; 20 files served, the slowest in ${slowest.toFixed(0)} ms; polls go on`;
        },
      }),
  );

  chaosRow({ id: "S6", fault: "a loop of symbolic links", expected: "source_loop" }, () =>
    endure(stage, {
      inject() {
        remove();
        symlinkSync(`${stage.statusPath}.b`, stage.statusPath);
        symlinkSync(stage.statusPath, `${stage.statusPath}.b`);
      },
      async check() {
        await stage.says("source_loop");
        return "source_loop";
      },
      heal() {
        rmSync(`${stage.statusPath}.b`);
        stage.restore();
      },
    }),
  );

  chaosRow(
    {
      id: "S6",
      fault: "a symbolic link to /etc/shadow",
      expected: "there is no allowed root: refused as no status file, and nothing of it is shown or logged",
    },
    () =>
      endure(stage, {
        inject() {
          remove();
          symlinkSync("/etc/shadow", stage.statusPath);
        },
        async check() {
          await waitUntil(async () => (await stage.health()).reasons.some(({ code }) => code.startsWith("source_")));
          await pause(1500);
          const { reasons } = await stage.health();
          const shown = [stage.server.output(), JSON.stringify(reasons), await stage.page()].join("\n");
          const secrets = existsSync("/etc/shadow") ? readFileSync("/etc/shadow", "utf8").split("\n") : [];
          for (const line of secrets.filter((text) => text.length > 8)) expect(shown).not.toContain(line);
          const codes = reasons.map(({ code }) => code).filter((code) => code.startsWith("source_"));
          expect(codes.join()).toMatch(/source_(incomplete|unreadable)/);
          return codes.join(", ");
        },
      }),
  );
});
