import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { nowSeconds, writeSite } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

const PROGRAM = resolve("bin", "vitrine.mjs");
const LOGIN = {
  Authorization: `Basic ${Buffer.from("ops:s3cret").toString("base64")}`,
  "Content-Type": "application/json",
};

let nagios: string;
let server: VitrineServer;

const makeConfig = () => `
nagios:
  status_dat_path: ${nagios}/status.dat
components:
  - name: Website
    services: [web1/HTTP]
polling:
  staleness_threshold_seconds: 3600
api:
  basic_auth_username: ops
  basic_auth_password: s3cret
`;

async function start(folder?: string): Promise<void> {
  writeSite(nagios, {
    objects: [{ host: "web1" }, { host: "web1", service: "HTTP", state: 2, problemId: 3 }],
    createdAt: nowSeconds(),
  });
  server = await startVitrine({ config: makeConfig(), ...(folder === undefined ? {} : { folder }) });
  await waitUntil(async () => ((await server.json("/api/incidents")) as unknown as unknown[]).length === 1);
}

beforeAll(async () => {
  nagios = mkdtempSync(join(tmpdir(), "vitrine-nagios-"));
  await start();
});

afterAll(async () => {
  await server.dispose();
  rmSync(nagios, { recursive: true, force: true });
});

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a command of the command line over the configuration of the service. */
function vitrine(...words: string[]): Promise<Ended> {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    cwd: server.folder,
    env: {
      PATH,
      HOME,
      NODE_ENV: "production",
      CONFIG_PATH: join(server.folder, "config.yaml"),
      DATABASE_PATH: join(server.folder, "status.db"),
    },
  });
  const ended: Ended = { code: null, out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    ended.out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    ended.err += chunk.toString();
  });
  return new Promise((done) => {
    child.once("close", (code) => done({ ...ended, code }));
  });
}

async function say(text: string): Promise<void> {
  const body = JSON.stringify({ author: "Web team", comment_text: text });
  const answer = await server.get("/api/incidents/1/comments", { method: "POST", headers: LOGIN, body });
  expect(answer.status).toBe(201);
}

function readTexts(path = join(server.folder, "status.db")): string[] {
  const database = new Database(path, { readonly: true });
  try {
    return database.prepare("select text from incident_updates order by id").pluck().all().map(String);
  } finally {
    database.close();
  }
}

const listBackups = () => readdirSync(join(server.folder, "backups")).filter((name) => name.endsWith(".db"));
const findPath = (text: string) => /(\/\S+\.db) \(/.exec(text)?.[1] ?? "";

describe("vitrine backup", () => {
  it("beside the running service makes a backup that holds what was written before, and says where", async () => {
    await say("before the backup");
    const { code, out } = await vitrine("backup");
    expect(code).toBe(0);
    const path = findPath(out);
    expect(readTexts(path)).toContain("before the backup");
    expect(out).toContain(`(${statSync(path).size} bytes)`);
    await say("after the backup");
  });

  it("without a database fails with a sentence and leaves nothing behind", async () => {
    const { PATH = "", HOME = "" } = process.env;
    const folder = mkdtempSync(join(tmpdir(), "vitrine-none-"));
    writeFileSync(join(folder, "config.yaml"), `${makeConfig()}database:\n  path: ${folder}/status.db\n`);
    const env = { PATH, HOME, NODE_ENV: "production" as const, CONFIG_PATH: join(folder, "config.yaml") };
    const child = spawn(process.execPath, [PROGRAM, "backup"], { cwd: folder, env });
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    expect(await new Promise((done) => child.once("close", done))).toBe(1);
    expect(err).toContain(`${folder}/status.db`);
    expect(err).not.toMatch(/ at .*\.[jt]s/);
    expect(existsSync(join(folder, "status.db"))).toBe(false);
    rmSync(folder, { recursive: true });
  });

  it("with a faulty configuration ends with 78 and names the fault", async () => {
    writeFileSync(join(server.folder, "config.yaml"), "polling: [");
    const { code, err } = await vitrine("backup");
    writeFileSync(join(server.folder, "config.yaml"), makeConfig());
    expect(code).toBe(78);
    expect(err).toContain("config.yaml");
  });
});

describe("vitrine restore", () => {
  it("is refused while the service runs, which goes on", async () => {
    const { code, err } = await vitrine("restore");
    expect(code).toBe(1);
    expect(err).toMatch(/Another Vitrine uses/);
    await say("after the refused restore");
  });

  describe("while the service is stopped", () => {
    let before: string[];

    beforeEach(async () => {
      await say(`about ${new Date().toISOString()}`);
      before = readTexts();
      await server.stop();
    });

    // The service goes on with what stands there now.
    afterEach(async () => {
      await start(server.folder);
      await say("after the restore");
    });

    it("puts the newest backup with all later changes in the place of a damaged database, which is kept", async () => {
      const database = join(server.folder, "status.db");
      writeFileSync(database, Buffer.alloc(statSync(database).size, "x"));
      const { code, out } = await vitrine("restore");
      expect(code).toBe(0);
      expect(readTexts()).toEqual(before);
      const kept = /kept at (\S+quarantine\S+?)\.?(?:\s|$)/.exec(out)?.[1] ?? "";
      expect(existsSync(kept)).toBe(true);
      expect(out.match(/kept at/g)).toHaveLength(1);
    });

    it("without a database at all brings it back too", async () => {
      for (const name of readdirSync(server.folder)) {
        if (name.startsWith("status.db") && !name.includes("quarantine")) rmSync(join(server.folder, name));
      }
      expect((await vitrine("restore")).code).toBe(0);
      expect(readTexts()).toEqual(before);
    });

    it("with a FILE puts that one in place as it is, by a path from here, and the service goes on with it", async () => {
      const [oldest = ""] = listBackups().sort();
      const texts = readTexts(join(server.folder, "backups", oldest));
      const { code, out } = await vitrine("restore", join("backups", oldest));
      expect(code).toBe(0);
      expect(out).toContain(`${oldest} was put in place as it is`);
      expect(readTexts()).toEqual(texts);
    });

    it.each([
      ["is not there", null, /There is no file/],
      ["is no database", "a shopping list, which is long enough to be read as a page", /damaged|not an SQLite/],
      ["is empty", "", /not a database of this program|damaged|empty/],
    ])("with a FILE that %s fails with a sentence and changes nothing", async (_, text, words) => {
      const file = join(server.folder, "given");
      rmSync(file, { force: true });
      if (text !== null) writeFileSync(file, text);
      const { code, err } = await vitrine("restore", file);
      expect([code, err]).toEqual([1, expect.stringMatching(words)]);
      expect(readTexts()).toEqual(before);
    });

    it("with another program's database as FILE fails and changes nothing", async () => {
      const file = join(server.folder, "songs.db");
      new Database(file).exec("create table songs (title)").close();
      const { code, err } = await vitrine("restore", file);
      expect([code, err]).toEqual([1, expect.stringContaining("not a database of this program")]);
      expect(readTexts()).toEqual(before);
      rmSync(file);
    });
  });
});
