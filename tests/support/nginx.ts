import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { shortenError, unpackPackage } from "./debian-package";
import { findPort, waitUntil } from "./vitrine-server";

const run = promisify(execFile);

/** Where to find the program, or why there is none, as one sentence. */
export type NginxProgram = { kind: "found"; path: string } | { kind: "unavailable"; reason: string };

/** Finds Debian's nginx: installed on this machine, unpacked by an earlier run, or fetched now with apt-get. */
export async function fetchNginx(
  cacheFolder = resolve("node_modules", ".cache", "vitrine-nginx"),
): Promise<NginxProgram> {
  const places = ["/usr/sbin/nginx", join(cacheFolder, "usr", "sbin", "nginx")];
  const found = await findProgram(places);
  if (found !== null) return { kind: "found", path: found };
  try {
    await unpackPackage("nginx", cacheFolder);
  } catch (error) {
    return { kind: "unavailable", reason: `nginx cannot be fetched with apt-get: ${shortenError(error)}` };
  }
  const path = await findProgram(places);
  if (path !== null) return { kind: "found", path };
  return { kind: "unavailable", reason: "the nginx of Debian's package does not run on this machine" };
}

async function findProgram(places: readonly string[]): Promise<string | null> {
  for (const path of places) {
    const works = await run(path, ["-v"], { timeout: 20_000 }).then(
      () => true,
      () => false,
    );
    if (works) return path;
  }
  return null;
}

export interface Nginx {
  url: string;
  stop(): void;
}

/** Starts nginx with the example of `deploy/nginx`, with other ports and folders and nothing else changed. */
export async function startNginx(path: string, folder: string, upstream: string): Promise<Nginx> {
  const port = await findPort();
  mkdirSync(folder, { recursive: true, mode: 0o777 });
  const example = readFileSync("deploy/nginx/vitrine.conf", "utf8")
    .replace("/var/cache/nginx/vitrine", join(folder, "cache"))
    .replace("127.0.0.1:8000", new URL(upstream).host)
    .replace("listen 80", `listen 127.0.0.1:${port}`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => {
    return `${name}_temp_path ${join(folder, name)};`;
  });
  const main = [
    "daemon off; worker_processes 1; error_log stderr;",
    `pid ${join(folder, "nginx.pid")};`,
    ...(process.getuid?.() === 0 ? ["user root;"] : []),
    "events { worker_connections 256; }",
    `http { access_log off; ${temporary.join(" ")} ${example} }`,
  ];
  const conf = join(folder, "nginx.conf");
  writeFileSync(conf, main.join("\n"));
  const child: ChildProcess = spawn(path, ["-c", conf, "-e", "stderr"], { stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  await waitUntil(async () => (await fetch(`${url}/api/livez`)).ok);
  return { url, stop: () => void child.kill() };
}
