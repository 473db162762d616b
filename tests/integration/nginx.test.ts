import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchNginx, type Nginx, startNginx } from "@/tests/support/nginx";
import { nowSeconds, writeSite } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

const program = await fetchNginx();
if (program.kind === "unavailable") console.log(`Skipped: ${program.reason}`);

let nagios: string;
let server: VitrineServer;
let nginx: Nginx;

const HTML = { accept: "text/html" };
const ask = async (path: string, headers: Record<string, string> = HTML) => {
  const answer = await fetch(nginx.url + path, { headers });
  return { answer, text: await answer.text(), cache: answer.headers.get("x-cache") };
};

describe.skipIf(program.kind === "unavailable")("behind nginx as deploy/nginx has it", () => {
  beforeAll(async () => {
    nagios = mkdtempSync(join(tmpdir(), "vitrine-nagios-"));
    writeSite(nagios, { createdAt: nowSeconds(), objects: [{ host: "web1" }, { host: "web1", service: "HTTP" }] });
    server = await startVitrine({
      config: `
nagios:
  status_dat_path: ${nagios}/status.dat
components:
  - {name: Website, services: [web1/HTTP]}
api: {basic_auth_username: ops, basic_auth_password: s3cret}
rss: {link: "https://status.example.org"}
`,
    });
    await waitUntil(async () => (await server.get("/", { headers: HTML })).ok);
    if (program.kind === "found") nginx = await startNginx(program.path, join(nagios, "nginx"), server.url);
  });

  afterAll(async () => {
    nginx?.stop();
    await server?.dispose();
    rmSync(nagios, { recursive: true, force: true });
  });

  it("a page is asked of us once and then sent from the cache, with everything that guards it", async () => {
    await ask("/");
    const { answer, text, cache } = await ask("/");
    expect(cache).toBe("HIT");
    expect(text).toContain("Website");
    expect(answer.headers.get("content-security-policy")).toMatch(/script-src 'self' 'sha256-/);
  });

  it("what a terminal or a script asks for is not sent to browsers, nor the other way round", async () => {
    await ask("/", { accept: "*/*", "user-agent": "curl/8.0" });
    await ask("/", { rsc: "1", accept: "*/*" });
    const page = await ask("/");
    expect(page.answer.headers.get("content-type")).toContain("text/html");
    expect(page.text).toMatch(/^<!DOCTYPE html>/);
    const data = await ask("/", { rsc: "1", accept: "*/*" });
    expect(data.answer.headers.get("content-type")).toContain("text/x-component");
  });

  it("the operator's view is kept by nobody", async () => {
    const login = { ...HTML, authorization: `Basic ${Buffer.from("ops:s3cret").toString("base64")}` };
    expect((await ask("/admin", login)).answer.status).toBe(200);
    const { answer, text } = await ask("/admin");
    expect(answer.status).toBe(401);
    expect(text).not.toContain("web1");
  });

  it("while our process is down the page is there for a minute at most, as Cache-Control says, and answers that say nothing of it are not", async () => {
    const { answer } = await ask("/");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=5, stale-if-error=60");
    await server.stop("SIGKILL");
    const kept = await ask("/");
    expect(kept.answer.status).toBe(200);
    expect(["HIT", "STALE", "UPDATING"]).toContain(kept.cache);
    expect((await ask("/api/health", {})).answer.status).toBe(502);
  });
});
