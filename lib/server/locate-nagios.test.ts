import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NagiosPaths } from "@/lib/config/config";
import { fileAccess } from "./file-access";
import { type LocateDeps, locateNagios } from "./locate-nagios";

const NOTHING: NagiosPaths = {
  configPath: null,
  statusPath: null,
  objectCachePath: null,
  logPath: null,
  archivePath: null,
};

const DEBIAN = `# Debian
status_file=/var/lib/nagios4/status.dat
object_cache_file=/var/lib/nagios4/objects.cache
log_file=/var/log/nagios4/nagios.log
log_archive_path=/var/log/nagios4/archives
interval_length=30
status_update_interval=15
`;

let machine: string;

beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), "machine-"));
});

afterEach(() => rmSync(machine, { recursive: true }));

/** Looks at a folder as if it were the whole machine, so that the usual places can be filled. */
function locate(given: Partial<NagiosPaths> = {}) {
  const deps: LocateDeps = {
    config: { nagios: { ...NOTHING, ...given } },
    exists: (path) => fileAccess.exists(join(machine, path)),
    readFile: (path) => fileAccess.readFile(join(machine, path)),
    expand: async (pattern) =>
      (await fileAccess.expand(join(machine, pattern))).map((path) => path.slice(machine.length)),
  };
  return locateNagios(deps);
}

async function put(files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(machine, path)), { recursive: true });
    await writeFile(join(machine, path), text);
  }
}

describe("with nothing configured", () => {
  it("finds what the usual nagios.cfg names", async () => {
    await put({ "/etc/nagios4/nagios.cfg": DEBIAN });
    expect(await locate()).toEqual({
      kind: "found",
      how: "Found Nagios by /etc/nagios4/nagios.cfg.",
      configPath: "/etc/nagios4/nagios.cfg",
      statusPath: "/var/lib/nagios4/status.dat",
      objectCachePath: "/var/lib/nagios4/objects.cache",
      logPath: "/var/log/nagios4/nagios.log",
      archivePath: "/var/log/nagios4/archives",
      intervalLengthMs: 30_000,
      statusUpdateIntervalMs: 15_000,
    });
  });

  it("prefers an installation whose status file is there, and names the others", async () => {
    await put({
      "/etc/nagios4/nagios.cfg": DEBIAN,
      "/omd/sites/prod/etc/nagios/nagios.cfg": "status_file=/omd/sites/prod/tmp/nagios/status.dat\n",
      "/omd/sites/prod/tmp/nagios/status.dat": "",
    });
    expect(await locate()).toMatchObject({
      statusPath: "/omd/sites/prod/tmp/nagios/status.dat",
      how: "Found Nagios by /omd/sites/prod/etc/nagios/nagios.cfg. Not used: /etc/nagios4/nagios.cfg.",
    });
  });

  it("passes over a nagios.cfg that names no status file", async () => {
    await put({ "/etc/nagios4/nagios.cfg": "cfg_dir=x\n", "/etc/naemon/naemon.cfg": "status_file=/n/status.dat\n" });
    expect(await locate()).toMatchObject({ kind: "found", statusPath: "/n/status.dat" });
  });

  it("finds a status file without a nagios.cfg, as in containers", async () => {
    await put({ "/usr/local/nagios/var/status.dat": "" });
    expect(await locate()).toMatchObject({
      kind: "found",
      statusPath: "/usr/local/nagios/var/status.dat",
      objectCachePath: "/usr/local/nagios/var/objects.cache",
      configPath: null,
      logPath: "/usr/local/nagios/var/nagios.log",
      archivePath: "/usr/local/nagios/var/archives",
    });
  });

  it("finds none on a machine without Nagios, and tells where it looked", async () => {
    const located = await locate();
    expect(located.kind === "none" && located.looked).toContain("/etc/nagios4/nagios.cfg");
  });

  it("is broken, not none, when there is a Nagios that does not tell: a demo would hide it", async () => {
    await put({ "/etc/nagios4/nagios.cfg": "cfg_dir=x\n" });
    expect(await locate()).toEqual({ kind: "broken", reason: "/etc/nagios4/nagios.cfg names no status_file" });
    await mkdir(join(machine, "/etc/nagios3/nagios.cfg"), { recursive: true });
    rmSync(join(machine, "/etc/nagios4"), { recursive: true });
    expect(await locate()).toEqual({ kind: "broken", reason: "/etc/nagios3/nagios.cfg is a directory" });
  });

  it("lays single paths over what it finds", async () => {
    await put({ "/etc/nagios4/nagios.cfg": DEBIAN });
    expect(await locate({ logPath: "/elsewhere/nagios.log" })).toMatchObject({
      statusPath: "/var/lib/nagios4/status.dat",
      logPath: "/elsewhere/nagios.log",
    });
  });
});

describe("with a configured nagios.cfg", () => {
  it("takes it alone, relative paths beginning beside it", async () => {
    await put({
      "/etc/nagios4/nagios.cfg": DEBIAN,
      "/my/nagios.cfg": "status_file=var/status.dat\nlog_file=nagios.log\n",
    });
    expect(await locate({ configPath: "/my/nagios.cfg" })).toMatchObject({
      kind: "found",
      statusPath: "/my/var/status.dat",
      objectCachePath: "/my/var/objects.cache",
      logPath: "/my/nagios.log",
      archivePath: "/my/archives",
      intervalLengthMs: 60_000,
      statusUpdateIntervalMs: 10_000,
    });
  });

  it("lets a path given on its own win", async () => {
    await put({ "/my/nagios.cfg": DEBIAN });
    expect(await locate({ configPath: "/my/nagios.cfg", statusPath: "/copy/status.dat" })).toMatchObject({
      statusPath: "/copy/status.dat",
      objectCachePath: "/var/lib/nagios4/objects.cache",
    });
  });

  it("is broken when it is missing and nothing else names the status file", async () => {
    expect(await locate({ configPath: "/my/nagios.cfg" })).toEqual({
      kind: "broken",
      reason: "/my/nagios.cfg does not exist",
    });
    expect(await locate({ configPath: "/my/nagios.cfg", statusPath: "/s/status.dat" })).toMatchObject({
      kind: "found",
      statusPath: "/s/status.dat",
      how: "The status file is /s/status.dat, as configured; /my/nagios.cfg does not exist.",
    });
  });
});

describe("with a configured status file", () => {
  it("is found even when it is not there yet, with objects.cache beside it", async () => {
    expect(await locate({ statusPath: "/s/status.dat" })).toMatchObject({
      kind: "found",
      statusPath: "/s/status.dat",
      objectCachePath: "/s/objects.cache",
      configPath: null,
    });
  });

  it("takes the rest from the usual nagios.cfg that names the same file, and from no other", async () => {
    await put({ "/etc/nagios4/nagios.cfg": DEBIAN });
    expect(await locate({ statusPath: "/var/lib/nagios4/status.dat" })).toMatchObject({
      configPath: "/etc/nagios4/nagios.cfg",
      archivePath: "/var/log/nagios4/archives",
    });
    expect(await locate({ statusPath: "/s/status.dat" })).toMatchObject({ configPath: null, logPath: "/s/nagios.log" });
  });
});
