import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { generateSite, replaceStatus } from "./generate-site";
import { mutateSite } from "./site-model";

/** Writes a site and the versions of its status file that follow, each with 0.5 % of the services changed. */
const [folder = "", services = "1000"] = process.argv.slice(2);
const VERSIONS = 6;
const STEP_MS = 10_000;

mkdirSync(folder, { recursive: true });
const count = Number(services);
const at = Date.now() - VERSIONS * STEP_MS;
const { site, files } = generateSite(folder, { hosts: count / 10, services: count, seed: "bench", at });
for (let version = 1; version <= VERSIONS; version += 1) {
  renameSync(files.statusPath, join(folder, `status.dat.${version}`));
  mutateSite(site, { share: 0.005, at: at + version * STEP_MS });
  replaceStatus(site, files);
}
console.log("[]");
