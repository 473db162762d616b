import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PageView } from "@/lib/view/page-view";
import { nowSeconds, writeSite } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

const HTML = { accept: "text/html" };

let nagios: string;
let server: VitrineServer;

beforeAll(async () => {
  nagios = mkdtempSync(join(tmpdir(), "vitrine-languages-"));
  const objects = [{ host: "web1" }, { host: "web1", service: "HTTP", state: 2 }];
  writeSite(nagios, { objects, createdAt: nowSeconds() });
  const config = `nagios:\n  status_dat_path: ${nagios}/status.dat\npage:\n  language: fr\ncomponents:\n  - name: Website\n    services: [web1/HTTP]\n`;
  server = await startVitrine({ config });
  await waitUntil(async () => (await titleIn("")) !== undefined);
});

afterAll(async () => {
  await server.dispose();
  rmSync(nagios, { recursive: true, force: true });
});

async function titleIn(base: string): Promise<string | undefined> {
  return (await server.json<PageView>(`${base}/api/page`)).activeIncidents[0]?.title;
}

const ask = async (path: string, headers: Record<string, string> = {}) => {
  const response = await server.get(path, { headers: { ...HTML, ...headers } });
  const text = await response.text();
  return {
    status: response.status,
    vary: response.headers.get("vary") ?? "",
    text,
    lang: /<html lang="(\w+)"/.exec(text)?.[1],
  };
};

describe("what the program says by itself", () => {
  it("is worded in each language, and in the operator's for programs", async () => {
    expect(await titleIn("")).toMatch(/^Website\s: panne majeure$/);
    expect(await titleIn("/de")).toMatch(/^Website: .*Ausfall/);
    expect(await titleIn("/en")).toBe("Website: major outage");
    expect(await (await server.get("/feed/rss.xml")).text()).toMatch(/Website\s: panne majeure/);
  });

  it("is worded so on the page of the incident, too", async () => {
    const { id } = (await server.json<PageView>("/api/page")).activeIncidents[0] ?? { id: 0 };
    expect((await ask(`/en/incidents/${id}`)).text).toContain("We noticed a problem with Website");
    expect((await ask(`/en/history`)).text).toContain("Website: major outage");
  });
});

describe("the language of a page", () => {
  it("is the address's, else the browser's, else the operator's", async () => {
    expect((await ask("/")).lang).toBe("fr");
    expect((await ask("/", { "accept-language": "tlh, pl;q=0.5" })).lang).toBe("pl");
    expect((await ask("/uk", { "accept-language": "pl" })).lang).toBe("uk");
    expect(await ask("/uk/lost", { "accept-language": "pl" })).toMatchObject({ status: 404, lang: "uk" });
  });

  it("is told to caches where it depends on who asks", async () => {
    expect((await ask("/")).vary).toContain("Accept-Language");
    expect((await ask("/history?month=2026-01")).vary).toContain("Accept-Language");
    expect((await ask("/de")).vary).not.toContain("Accept-Language");
  });

  it("cannot be set by headers that are ours", async () => {
    const { lang, text } = await ask("/history?component=website", {
      "x-vitrine-language": "ja",
      "x-vitrine-base": "//evil.example",
    });
    expect(lang).toBe("fr");
    expect(text).not.toContain("evil.example");
  });

  it("does not change what is for programs or for the operator", async () => {
    for (const path of ["/de/api/health", "/de/feed/rss.xml", "/de/admin", "/de/metrics", "/de/status.txt"]) {
      expect([path, (await server.get(path, { headers: HTML })).status]).toEqual([path, 404]);
    }
  });
});
