import { describe, expect, it } from "vitest";
import { parseMainConfig, USUAL_CONFIG_PATHS } from "./main-config";

const SILENT = {
  statusFile: null,
  objectCacheFile: null,
  logFile: null,
  logArchivePath: null,
  tempFile: null,
  intervalLength: 60,
  statusUpdateInterval: 10,
  logRotationMethod: "none",
};

describe("nagios.cfg", () => {
  it("names files and times", () => {
    const config = parseMainConfig(`
# MAIN CONFIGURATION
log_file=/var/log/nagios4/nagios.log
cfg_dir=/etc/nagios4/conf.d
object_cache_file=/var/lib/nagios4/objects.cache
status_file=/var/lib/nagios4/status.dat
status_update_interval=15
interval_length=1
temp_file=/var/lib/nagios4/nagios.tmp
log_rotation_method=d
log_archive_path=/var/log/nagios4/archives
`);
    expect(config).toEqual({
      statusFile: "/var/lib/nagios4/status.dat",
      objectCacheFile: "/var/lib/nagios4/objects.cache",
      logFile: "/var/log/nagios4/nagios.log",
      logArchivePath: "/var/log/nagios4/archives",
      tempFile: "/var/lib/nagios4/nagios.tmp",
      intervalLength: 1,
      statusUpdateInterval: 15,
      logRotationMethod: "daily",
    });
  });

  it("that says nothing leaves Nagios' defaults", () => {
    expect(parseMainConfig("")).toEqual(SILENT);
    expect(parseMainConfig("status_file=\ninterval_length=\nstatus_update_interval=often\n")).toEqual(SILENT);
    expect(parseMainConfig("interval_length=0\nstatus_update_interval=-5")).toEqual(SILENT);
  });

  it("may hold comments of both kinds, blanks, a byte order mark and Windows line ends", () => {
    const text = "\ufeff  status_file = a b/status.dat \r\n;status_file=/other\r\n  # status_file=/third\r\n";
    expect(parseMainConfig(text).statusFile).toBe("a b/status.dat");
  });

  it("counts the last value of a key, and an equals sign belongs to the value", () => {
    expect(parseMainConfig("status_file=/a\nstatus_file=/b=c\n").statusFile).toBe("/b=c");
  });

  it("is not confused by keys that are properties of every object", () => {
    expect(parseMainConfig("__proto__=x\nconstructor=y\n=z\nnonsense\n")).toEqual(SILENT);
  });

  it.each([
    ["n", "none"],
    ["h", "hourly"],
    ["d", "daily"],
    ["w", "weekly"],
    ["m", "monthly"],
    ["x", "none"],
  ])("log_rotation_method=%s is %s", (letter, method) => {
    expect(parseMainConfig(`log_rotation_method=${letter}`).logRotationMethod).toBe(method);
  });

  it("may name the status file in the old way", () => {
    expect(parseMainConfig("xsddefault_status_file=/old/status.dat").statusFile).toBe("/old/status.dat");
  });
});

it("looks in places that are absolute and named once", () => {
  expect(new Set(USUAL_CONFIG_PATHS).size).toBe(USUAL_CONFIG_PATHS.length);
  expect(USUAL_CONFIG_PATHS.every((path) => /^\/.+\.cfg$/.test(path))).toBe(true);
});
