import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { nowSeconds, type Site, writeSite, writeStatus } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

const PLUGIN = resolve("deploy", "check_vitrine");
const TOKEN = 'a-token-with-"quotes"-and-\\-in-it';

interface Verdict {
  code: number;
  text: string;
}

/** What Nagios gets: the exit code and the output. */
function check(args: string[], env: Record<string, string> = {}): Promise<Verdict> {
  return new Promise((done) => {
    const environment = { NODE_ENV: "test", PATH: process.env.PATH ?? "", ...env } as const;
    execFile("/bin/sh", [PLUGIN, ...args], { env: environment }, (error, stdout) => {
      done({ code: typeof error?.code === "number" ? error.code : 0, text: stdout });
    });
  });
}

/** Output as Nagios takes it apart: one line, one bar, figures with units and limits. */
const FORM =
  /^VITRINE (OK|WARNING|CRITICAL) - [^|\n]+ \| age=(U|\d+s);\d*;\d*;0 incidents=\d+;;;0 failures=\d+;;\d+;0 recoveries=\d+c\n$/;

const folders: string[] = [];
function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-check-"));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe("check_vitrine against the built server", () => {
  const site: Omit<Site, "createdAt"> = { objects: [{ host: "web1" }, { host: "web1", service: "HTTP" }] };
  let nagios: string;
  let server: VitrineServer;
  let tokenFile: string;
  let writes: NodeJS.Timeout | undefined;

  const write = (ageSeconds = 0) => writeStatus(nagios, { ...site, createdAt: nowSeconds() - ageSeconds });
  const here = (...args: string[]) => check(["-u", server.url, ...args]);
  const becomes = (code: number, ...args: string[]) =>
    waitUntil(async () => (await here(...args)).code === code, 30_000);

  beforeAll(async () => {
    nagios = makeFolder();
    tokenFile = join(nagios, "token");
    writeFileSync(tokenFile, `${TOKEN}\n`);
    writeSite(nagios, { ...site, createdAt: nowSeconds() });
    writes = setInterval(write, 500);
    const config = `
nagios:
  status_dat_path: ${nagios}/status.dat
components:
  - name: Website
    services: [web1/HTTP]
polling:
  staleness_threshold_seconds: 30
  max_consecutive_failures: 6
health:
  token: '${TOKEN}'
`;
    server = await startVitrine({ config });
    await becomes(0);
  });

  afterAll(async () => {
    clearInterval(writes);
    await server?.dispose();
  });

  it("is OK while the service is well, whatever it has to report", async () => {
    const { code, text } = await here("-w", "300", "-c", "600");
    expect(text).toMatch(FORM);
    expect([code, text]).toEqual([
      0,
      expect.stringMatching(/^VITRINE OK - healthy, data \d+ s old \| age=\d+s;300;600;0/),
    ]);
    site.objects[1] = { host: "web1", service: "HTTP", state: 2, problemId: 5 };
    await waitUntil(async () => (await here()).text.includes("1 incident lasts"));
    expect((await here()).code).toBe(0);
  });

  it("finds it by name and port as well, and by its complete address", async () => {
    const { port } = new URL(server.url);
    expect((await check(["-H", "127.0.0.1", "-p", port])).code).toBe(0);
    expect((await check(["-p", port, "-u", "/api/health"])).code).toBe(0);
    expect((await check(["-u", `${server.url}/api/health`])).code).toBe(0);
  });

  it("follows the limits for the age of the data", async () => {
    clearInterval(writes);
    await waitUntil(async () => Number(/age=(\d+)s/.exec((await here()).text)?.[1]) >= 6);
    expect((await here("-w", "5", "-c", "600")).code).toBe(1);
    expect((await here("-w", "2", "-c", "5")).code).toBe(2);
  });

  it("warns when a poll failed, with the reason where it may know it, and is critical when many did", async () => {
    rmSync(join(nagios, "status.dat"), { force: true });
    await becomes(1);
    const { code, text } = await here();
    expect(text).toMatch(FORM);
    expect(text).toMatch(/degraded.*source_missing: /);
    expect(code).toBe(1);
    await becomes(2);
    expect((await here()).text).toMatch(/^VITRINE CRITICAL - critical/);
  });

  it("is well again when the file is back, and says so when the page is grey", async () => {
    write();
    await becomes(0);
    write(900);
    await waitUntil(async () => (await here()).text.includes("(the page is grey)"));
    expect([1, 2]).toContain((await here()).code);
    writes = setInterval(write, 500);
    await becomes(0);
  });

  it("works with wget where there is no curl", async () => {
    const folder = makeFolder();
    const tools = ["cat", "cut", "grep", "printf", "sed", "tail", "tr", "wget"];
    for (const tool of tools) symlinkSync(findTool(tool), join(folder, tool));
    const { code, text } = await check(["-u", server.url], { PATH: folder });
    expect(text).toMatch(FORM);
    expect(code).toBe(0);
    expect(await check(["-u", server.url, "-k", tokenFile], { PATH: folder })).toMatchObject({ code: 3 });
    expect((await check(["-u", "http://127.0.0.1:1"], { PATH: folder })).code).toBe(2);
  });

  it("is critical when nobody answers", async () => {
    const { code, text } = await check(["-u", "http://127.0.0.1:1"]);
    expect(text).toMatch(/^VITRINE CRITICAL - no answer from http:\/\/127\.0\.0\.1:1\/api\/health: /);
    expect(code).toBe(2);
  });
});

it("check_vitrine is critical while the service cannot start, and says why", async () => {
  const server = await startVitrine({ config: "polling:\n  staleness_threshold_seconds: potato\n" });
  try {
    await waitUntil(async () => (await server.get("/api/readyz")).status === 503);
    await waitUntil(async () => (await check(["-u", server.url])).text.includes("config_invalid: "));
    const { code, text } = await check(["-u", server.url]);
    expect(text).toMatch(FORM);
    expect(text).toMatch(/^VITRINE CRITICAL - critical, no data of Nagios was read yet.*boot_failed: .*potato/);
    expect(code).toBe(2);
  } finally {
    await server.dispose();
  }
});

describe("check_vitrine against what is no status page", () => {
  let other: Server | undefined;
  let authorization: string | undefined;

  async function answer(status: number, body: string | null): Promise<string> {
    other = createServer((request, response) => {
      authorization = request.headers.authorization;
      response.statusCode = status;
      if (body !== null) response.end(body);
    });
    const listening = other;
    await new Promise<void>((done) => listening.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  }

  afterEach(() => {
    other?.closeAllConnections();
    other?.close();
  });

  it("is unknown where something else answers, and critical where the server is broken", async () => {
    expect(await check(["-u", await answer(200, "<html>It works!</html>")])).toMatchObject({ code: 3 });
    other?.close();
    expect(await check(["-u", await answer(404, "no")])).toMatchObject({ code: 3 });
    other?.close();
    expect(await check(["-u", await answer(302, "")])).toMatchObject({ code: 3 });
    other?.close();
    expect(await check(["-u", await answer(200, '{"status":"healthy"}')])).toMatchObject({ code: 3 });
    other?.close();
    expect(await check(["-u", await answer(500, "broken")])).toMatchObject({ code: 2 });
  });

  it("hands the token over as it is, quotes and all", async () => {
    const tokenFile = join(makeFolder(), "token");
    writeFileSync(tokenFile, `${TOKEN}\n`);
    await check(["-u", await answer(200, ""), "-k", tokenFile]);
    expect(authorization).toBe(`Bearer ${TOKEN}`);
    other?.close();
    await check(["-u", await answer(200, "")]);
    expect(authorization).toBeUndefined();
  });

  it("waits no longer than it may", async () => {
    const startedAt = Date.now();
    const { code, text } = await check(["-u", await answer(200, null), "-t", "1"]);
    expect([code, text]).toEqual([2, expect.stringContaining("no answer")]);
    expect(Date.now() - startedAt).toBeLessThan(5000);
  });

  it("lets no text of the answer pass for performance data or for a second line", async () => {
    const health = {
      status_dat_age_seconds: 3,
      data_is_stale: false,
      active_incidents_count: 0,
      database_accessible: true,
      scheduler_status: {
        consecutive_failures: 0,
        max_consecutive_failures: 3,
        recovery_attempts: 0,
        health_status: "degraded",
      },
      reasons: [{ code: "backup_old", severity: "degraded", message: 'a | b\n"health_status":"healthy" \\ c' }],
    };
    const { code, text } = await check(["-u", await answer(200, JSON.stringify(health))]);
    expect(text).toMatch(FORM);
    expect(text).toContain('backup_old: a / b "health_status":"healthy" \\ c');
    expect(code).toBe(1);
  });

  it("is unknown with options that make no sense", async () => {
    const wrong = [
      ["-x"],
      ["-t"],
      ["-t", "soon"],
      ["-t", "0"],
      ["-w", "-5"],
      ["-k", "/nowhere"],
      ["-u", "page"],
      ["more"],
    ];
    for (const args of wrong)
      expect(await check(args)).toMatchObject({ code: 3, text: expect.stringMatching(/^VITRINE UNKNOWN/) });
    expect(await check(["-h"])).toMatchObject({ code: 3 });
  });
});

/** Where a program of this machine is. */
function findTool(name: string): string {
  const places = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));
  const found = places.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${name} is not there`);
  return found;
}
