import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConfig } from "@/lib/config/load";
import { nowSeconds, type Site, writeSite, writeStatus } from "@/tests/support/site";
import { runDoctor } from "./doctor";

const ROOT = resolve(import.meta.dirname, "../..");

const SITE: Omit<Site, "createdAt"> = {
  objects: [
    { host: "web1" },
    { host: "web1", service: "HTTP" },
    { host: "web2", state: 1 },
    { host: "web2", service: "HTTP", state: 2 },
    { host: "mail1", pending: true },
  ],
  hostgroups: { webservers: ["web1", "web2"] },
};

const COMPONENTS = `
components:
  - {name: Website, group: Public, services: ["*/HTTP"], rule: best}
  - {name: Machines, hostgroups: [webservers]}`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "doctor-"));
  writeSite(folder, { ...SITE, createdAt: nowSeconds() });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function configText(more: string, port = 65_431): string {
  return `
nagios: {status_dat_path: ${folder}/status.dat}
database: {path: ${folder}/data/status.db}
api: {host: 127.0.0.1, port: ${port}}
${more}`;
}

async function examine(more = COMPONENTS, port = 65_431) {
  const text = configText(more, port);
  const loaded = await loadConfig({ env: { CONFIG_PATH: "c.yaml" }, cwd: folder, readFile: async () => text });
  if (loaded.kind !== "ok") throw new Error(JSON.stringify(loaded.faults));
  const lines: string[] = [];
  const isWell = await runDoctor(loaded.config, ROOT, { write: (line) => lines.push(line) });
  return { isWell, text: lines.join("\n") };
}

describe("the doctor", () => {
  it("finds a good site well, and shows what a visitor will see", async () => {
    const { isWell, text } = await examine();
    expect(text).toContain("ok    Website: 2 services (best): Operational");
    expect(text).toContain("ok    Machines: 2 hosts (worst): Major outage");
    expect(text).toContain("“Machines has a major outage”");
    expect(text).toContain("Public:");
    expect(text).toContain("ok    None of Nagios' own names is public");
    expect(text).toContain("will be made at the first start");
    expect(isWell).toBe(true);
  });

  it("names the names that become public", async () => {
    const { text } = await examine(`public: {object_names: true}${COMPONENTS}`);
    expect(text).toContain("Names of Nagios' own that are public: hosts web1, web2; services HTTP");
  });

  it("warns when a component's name gives an internal name away", async () => {
    const { text } = await examine("components: [{name: web1, hosts: [web1]}]");
    expect(text).toContain("warn  Names of Nagios' own are public although public.object_names is false: hosts web1");
  });

  it("says what metrics measure, and what those may have meant that nothing answers to", async () => {
    const objects = SITE.objects.map((each) =>
      each.service === "HTTP" ? { ...each, performanceData: "time=0.38s;;; size=12B" } : each,
    );
    writeStatus(folder, { ...SITE, objects, createdAt: nowSeconds() });
    const { isWell, text } = await examine(`${COMPONENTS}
metrics:
  - {name: Response, host: web1, service: HTTP, value: time}
  - {name: Time, host: web1, service: HTTP, value: tme}
  - {name: Load, host: web9, value: load}
  - {name: Way, host: mail1, value: rta}`);
    expect(text).toContain("ok    Response: time=0.38s in the performance data of web1;HTTP");
    expect(text).toContain('FAIL  Time: the performance data of web1;HTTP has no value "tme"; it stays unknown');
    expect(text).toContain("mend: did you mean time?");
    expect(text).toContain("FAIL  Load: host web9 is unknown to Nagios; it stays unknown");
    expect(text).toMatch(/mend: did you mean web[12]\?/);
    expect(text).toContain("warn  Way: the last check of mail1 measured nothing");
    expect(isWell).toBe(false);
  });

  it("says what is missing and where", async () => {
    rmSync(join(folder, "status.dat"));
    const { isWell, text } = await examine();
    expect(text).toContain(`FAIL  ${folder}/status.dat does not exist`);
    expect(text).toContain("“We cannot confirm the status right now”");
    expect(isWell).toBe(false);
  });

  it("fails for data that is too old", async () => {
    writeStatus(folder, { ...SITE, createdAt: nowSeconds() - 3600 });
    const { isWell, text } = await examine();
    expect(text).toContain("FAIL  The data is 1 h old, more than 10 minutes: every state is shown as unknown");
    expect(isWell).toBe(false);
  });

  it("fails for a file that is cut off", async () => {
    writeFileSync(join(folder, "status.dat"), "info {\n\tcreated=1\n");
    const { text } = await examine();
    expect(text).toContain("status.dat is incomplete: its last block (info, line 1) is not closed");
  });

  it("tells a slip in a name from a pattern that covers nothing", async () => {
    const { isWell, text } = await examine(`
components:
  - {name: A, hostgroups: [webserver]}
  - {name: B, hosts: ["db*"]}
  - {name: C, hosts: [web1], at_least: 2}
  - {name: D, hosts: [mail1]}`);
    expect(text).toContain("FAIL  A: hostgroup webserver is unknown to Nagios");
    expect(text).toContain("did you mean webservers?");
    expect(text).toContain("warn  B: host db* matches nothing");
    expect(text).toContain("FAIL  C: 1 host (at least 2): Unknown. It needs 2 of 1");
    expect(text).toContain("warn  D: 1 host (worst): Unknown (1 never checked)");
    expect(isWell).toBe(false);
  });

  it("says that nothing is published when nothing is chosen", async () => {
    const { isWell, text } = await examine("");
    expect(text).toContain("Nothing is chosen, so nothing is published. Host groups here: webservers (2).");
    expect(text).toContain("“Nothing is published yet”");
    expect(isWell).toBe(true);
  });

  it("reports bad blocks with their lines", async () => {
    writeStatus(folder, { ...SITE, objects: [...SITE.objects, { host: "" }], createdAt: nowSeconds() });
    expect((await examine()).text).toMatch(/status\.dat, line \d+: hoststatus has no name and was skipped/);
  });

  it("finds a port that another program has", async () => {
    const server = createServer((socket) => socket.end());
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const { text } = await examine(COMPONENTS, port);
    server.close();
    expect(text).toContain(`FAIL  127.0.0.1:${port} is taken by another program`);
  });

  it("ends with an exit code, and with the command that opens a file that may not be read", () => {
    chmodSync(join(folder, "status.dat"), 0o000);
    writeFileSync(join(folder, "config.yaml"), configText(COMPONENTS));
    const words = [process.execPath, join(ROOT, "bin", "vitrine.mjs"), "doctor"];
    // Root without these capabilities is bound by file permissions, like any other user.
    const drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"];
    const [command = "", ...args] = process.getuid?.() === 0 ? [...drop, ...words] : words;
    const env = { ...process.env, CONFIG_PATH: join(folder, "config.yaml") };
    const { status, stdout } = spawnSync(command, args, { cwd: ROOT, env, encoding: "utf8" });
    expect(stdout).toContain("0000) may not be read by this user");
    expect(stdout).toContain(`mend: sudo chmod u+r ${folder}/status.dat`);
    expect(status).toBe(1);
  }, 30_000);
});
