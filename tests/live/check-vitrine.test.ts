import { execFile } from "node:child_process";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchNagios } from "./fetch-nagios";

const run = promisify(execFile);
const program = await fetchNagios();
const missing = program.kind === "unavailable" ? program.reason : null;

if (missing !== null && process.env.CI === "true") {
  test("Nagios must be there when CI is true", () => {
    expect(missing).toBeNull();
  });
}

/** What every installation has around the definitions, as far as they name it. */
const AROUND = `
define timeperiod {
  timeperiod_name 24x7
  alias Always
  sunday 00:00-24:00
}
define command {
  command_name notify
  command_line /bin/true
}
define contact {
  contact_name nagiosadmin
  host_notification_period 24x7
  service_notification_period 24x7
  host_notification_commands notify
  service_notification_commands notify
}
define host {
  host_name localhost
  address 127.0.0.1
  max_check_attempts 3
  check_period 24x7
  notification_period 24x7
  notification_interval 60
  contacts nagiosadmin
}
`;

/** Nagios insists on a user and a group to run as: those of this process. */
async function nameOwner(): Promise<string[]> {
  const [user, group] = await Promise.all([run("id", ["-un"]), run("id", ["-gn"])]);
  return [`nagios_user=${user.stdout.trim()}`, `nagios_group=${group.stdout.trim()}`];
}

describe.skipIf(missing !== null)(
  `deploy/nagios/vitrine.cfg${missing === null ? "" : ` (skipped: ${missing})`}`,
  () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "vitrine-definitions-"));
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    test("is accepted by a real Nagios without a warning", async () => {
      if (program.kind === "unavailable") return;
      const inFolder = (name: string) => join(folder, name);
      await copyFile(resolve("deploy", "nagios", "vitrine.cfg"), inFolder("vitrine.cfg"));
      await writeFile(inFolder("around.cfg"), AROUND);
      await writeFile(inFolder("resource.cfg"), `$USER1$=${resolve("deploy")}\n`);
      const lines = [
        ...["around.cfg", "vitrine.cfg"].map((name) => `cfg_file=${inFolder(name)}`),
        `resource_file=${inFolder("resource.cfg")}`,
        `log_file=${inFolder("nagios.log")}`,
        `status_file=${inFolder("status.dat")}`,
        `object_cache_file=${inFolder("objects.cache")}`,
        `check_result_path=${folder}`,
        `temp_path=${folder}`,
        `temp_file=${inFolder("nagios.tmp")}`,
        `lock_file=${inFolder("nagios.pid")}`,
        "check_external_commands=0",
        "illegal_macro_output_chars=$&|<>",
        ...(await nameOwner()),
      ];
      await writeFile(inFolder("nagios.cfg"), `${lines.join("\n")}\n`);
      const { stdout } = await run(program.binaryPath, ["-v", inFolder("nagios.cfg")]);
      expect(stdout).toContain("Checked 1 services.");
      expect(stdout).toMatch(/Total Warnings: 0\s+Total Errors: +0/);
    });
  },
);
