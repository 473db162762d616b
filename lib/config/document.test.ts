import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { describeConfig } from "./document";
import { listVariables } from "./environment";
import { loadConfig } from "./load";
import { CONFIG_SCHEMA } from "./schema";
import { listKeys } from "./schema-path";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const REFERENCE = `${ROOT}docs/configuration.md`;

/** The files that the example names beside itself. */
function besides(path: string): string | null {
  if (path.endsWith(".svg")) return '<svg xmlns="http://www.w3.org/2000/svg"/>';
  return path.endsWith(".css") ? "a { color: inherit }" : null;
}

async function loadExample(change: (text: string) => string) {
  const text = change(await readFile(`${ROOT}config.example.yaml`, "utf8"));
  return loadConfig({ env: { CONFIG_PATH: "x.yaml" }, cwd: ROOT, readFile: async (path) => besides(path) ?? text });
}

describe("docs/configuration.md", () => {
  it("says what the schema says (UPDATE_DOCS=1 writes it)", async () => {
    if (process.env.UPDATE_DOCS === "1") await writeFile(REFERENCE, describeConfig());
    expect(await readFile(REFERENCE, "utf8")).toBe(describeConfig());
  });

  it("names every variable once", () => {
    const variables = listVariables(CONFIG_SCHEMA).map((entry) => entry.variable);
    expect(new Set(variables).size).toBe(variables.length);
    for (const variable of variables) expect(describeConfig()).toContain(`\`${variable}\``);
  });
});

describe("config.example.yaml", () => {
  it("loads as it is, without a warning", async () => {
    const loaded = await loadExample((text) => text);
    expect(loaded).toMatchObject({ kind: "ok", warnings: [] });
    expect(loaded.kind === "ok" && loaded.config.selection).toMatchObject({
      kind: "components",
      components: [{ slug: "website" }, { slug: "e-mail" }, { slug: "database" }],
    });
  });

  it("loads with every commented key switched on too", async () => {
    const loaded = await loadExample((text) => text.replaceAll(/^( *)# ( *(?:[a-z_]+:(?: |$)|- \{).*)$/gm, "$1$2"));
    expect(loaded).toMatchObject({
      kind: "ok",
      config: {
        nagios: { statusPath: "/var/lib/nagios4/status.dat", archivePath: "/var/log/nagios4/archives" },
        api: { corsOrigins: ["https://www.example.com"], credentials: { username: "operator" } },
        page: { timeZone: "Europe/Berlin" },
        graph: { credentials: { username: "viewer" } },
      },
    });
  });

  it("shows every section and every key", async () => {
    const text = await readFile(`${ROOT}config.example.yaml`, "utf8");
    for (const [section, schema] of listKeys(CONFIG_SCHEMA)) {
      expect(text).toMatch(new RegExp(`^${section}:`, "m"));
      for (const [key] of listKeys(schema)) expect(text).toMatch(new RegExp(`\\b${key}:`));
    }
  });
});
