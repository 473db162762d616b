import { renameSync, writeFileSync } from "node:fs";
import { XMLValidator } from "fast-xml-parser";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { HEALTHY_SITE, pause, type Stage, setStage } from "@/tests/chaos/stage";
import { nowSeconds, type SiteObject } from "@/tests/support/site";
import { waitUntil } from "@/tests/support/vitrine-server";

let stage: Stage;

const LOGIN = { name: "writer", password: "a-test-alone" };
const CONFIG = `
public:
  object_names: true
  plugin_output: true
api:
  basic_auth_username: ${LOGIN.name}
  basic_auth_password: ${LOGIN.password}
`;

beforeAll(async () => {
  stage = await setStage({ config: CONFIG });
  stage.pause();
});

afterAll(() => stage.dispose());

interface ServiceRow {
  host_name: string;
  service_description: string;
  state_name: string;
  plugin_output: string;
}

const listServices = () => stage.server.json<ServiceRow[]>("/api/services");
const isWell = { has_been_checked: 1, current_state: 0, state_type: 1 };

function block(type: string, fields: Record<string, string | number>): string {
  return `${type} {\n${Object.entries(fields)
    .map(([key, value]) => `\t${key}=${value}\n`)
    .join("")}\t}\n\n`;
}

const host = (name: string, more: Record<string, string | number> = {}) =>
  block("hoststatus", { host_name: name, ...isWell, last_check: nowSeconds(), ...more });
const service = (name: string, what: string, more: Record<string, string | number> = {}) =>
  block("servicestatus", { host_name: name, service_description: what, ...isWell, last_check: nowSeconds(), ...more });
const head = () => block("info", { created: nowSeconds(), version: "4.4.6" });
const others = () => host("web1") + host("mail1") + service("mail1", "SMTP");

/** Puts a status file of latin-1 text, and polls it. */
async function say(text: string): Promise<void> {
  writeFileSync(`${stage.statusPath}.tmp`, Buffer.from(text, "latin1"));
  renameSync(`${stage.statusPath}.tmp`, stage.statusPath);
  // Writing a large file takes a while: the server may have closed what was left open.
  await pause(50);
  await poll();
}

async function poll(): Promise<{ results: { errors: string[] } }> {
  const Authorization = `Basic ${btoa(`${LOGIN.name}:${LOGIN.password}`)}`;
  const response = await stage.server.get("/api/poll", { method: "POST", headers: { Authorization } });
  expect(response.status).toBe(200);
  return (await response.json()) as { results: { errors: string[] } };
}

describe("what stands in the status file", () => {
  chaosRow(
    {
      id: "S10",
      fault: "bytes that are no text in a plugin's output: invalid UTF-8, ESC, a byte order mark, CR LF",
      expected: "that text alone is affected, read as Latin-1; the poll is good; page, JSON and feed are valid",
    },
    async () => {
      const raw = "\xff\xe9\x1b[31m\x07\xed\xa0\x80 red";
      const problem = { current_state: 2, current_problem_id: 9, last_hard_state: 2, plugin_output: raw };
      await say(`\xef\xbb\xbf${(head() + others()).replaceAll("\n", "\r\n")}${service("web1", "HTTP", problem)}`);
      expect((await poll()).results.errors).toEqual([]);
      const row = (await listServices()).find(({ host_name }) => host_name === "web1");
      expect(row).toMatchObject({ state_name: "CRITICAL", plugin_output: expect.stringContaining("red") });
      await waitUntil(async () => (await stage.incidents()).length === 1);
      for (const path of ["/feed/rss", "/", "/api/page", "/api/incidents"]) {
        const bytes = new Uint8Array(await (await stage.server.get(path)).arrayBuffer());
        const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
        expect(path.startsWith("/api") ? "" : text).not.toMatch(/[\x00-\x08\x0b\x0c\x0e-\x1f]/);
        if (path === "/feed/rss") expect(XMLValidator.validate(text)).toBe(true);
        if (path.startsWith("/api")) JSON.parse(text);
      }
      await say(head() + others() + service("web1", "HTTP"));
      return { observed: `shown as ${JSON.stringify(row?.plugin_output)}; all answers valid`, recoveredMs: null };
    },
  );

  chaosRow(
    {
      id: "S11",
      fault: "text that looks like the format: ends in {, }, =, #; ², 1e400, __proto__, a host `constructor`",
      expected: "exact strings; no host disappears; nothing of the program is changed",
    },
    async () => {
      const hostile = ["a {", "\\t}", "}", "x=", "#", "\xb2", "1e400", "servicestatus {", "<script>alert(1)</script>"];
      for (const output of hostile) {
        const odd = { plugin_output: output, ["__proto__"]: 1, _TOSTRING: "1;{" };
        await say(head() + others() + host("constructor", odd) + service("web1", "HTTP", odd));
        const rows = await listServices();
        expect(rows).toHaveLength(2);
        expect(rows.find(({ host_name }) => host_name === "web1")?.plugin_output).toBe(output);
        expect((await poll()).results.errors).toEqual([]);
      }
      expect(await stage.page()).not.toContain("<script>alert(1)");
      return { observed: `${hostile.length} texts exact, all objects there`, recoveredMs: null };
    },
  );

  chaosRow(
    {
      id: "S12",
      fault: "blocks said twice, without keys, of no known kind, with a state 9",
      expected: "the last one counts and the log says so; state 9 is unknown; the others are as they are",
    },
    async () => {
      await say(
        [
          head(),
          others(),
          "newkindofblock {\n\tx=1\n\t}\n",
          "servicestatus {\n\tcurrent_state=2\n\t}\n",
          service("web1", "HTTP", { current_state: 2 }),
          service("web1", "HTTP", { plugin_output: "the second" }),
        ].join(""),
      );
      const rows = await listServices();
      expect(rows.find(({ host_name }) => host_name === "web1")).toMatchObject({
        state_name: "OK",
        plugin_output: "the second",
      });
      expect(stage.server.output()).toMatch(/says web1;HTTP again|has no name and was skipped/);
      await say(head() + others() + service("web1", "HTTP", { current_state: 9 }));
      expect(await stage.page()).toContain("We cannot confirm the status of Website");
      return { observed: "the last block counts; state 9 is unknown; said once in the log", recoveredMs: null };
    },
  );

  chaosRow(
    {
      id: "S13",
      fault: "one line of 100 MB",
      expected: "cut at 64 KiB, the rest passed over; the poll is good; memory below 250 MB more; the page answers",
    },
    async () => {
      const before = (await stage.health()).process.rss_bytes;
      const slowest = await slowestDuring(() =>
        say(head() + others() + service("web1", "HTTP", { plugin_output: "A".repeat(1e8) }) + host("last")),
      );
      const grownMb = ((await stage.health()).process.rss_bytes - before) / 1024 ** 2;
      const row = (await listServices()).find(({ host_name }) => host_name === "web1");
      expect(row?.state_name).toBe("OK");
      expect(row?.plugin_output).toHaveLength(65_536);
      expect(grownMb).toBeLessThan(250);
      expect(slowest).toBeLessThan(1000);
      const observed = `64 KiB kept, poll good, memory +${Math.max(0, grownMb).toFixed(0)} MB, slowest answer ${slowest.toFixed(0)} ms`;
      await say(head() + others() + service("web1", "HTTP"));
      return { observed, recoveredMs: null };
    },
  );

  chaosRow(
    {
      id: "S21",
      fault: "all hosts down in one poll, as when the monitoring's network is cut",
      expected:
        "shown at once and truthfully, nothing held back; hosts speak for their services; over when they are up",
    },
    async () => {
      const all = Array.from({ length: 200 }, (_, index) => `host${index}`);
      const objects = (state: number): SiteObject[] => [
        ...HEALTHY_SITE.map(
          (object): SiteObject => ({ ...object, state: object.service ? state * 2 : state, problemId: 20 }),
        ),
        ...all.map((name) => ({ host: name, state, problemId: 21 })),
      ];
      stage.show(objects(1));
      stage.feed();
      await waitUntil(async () => (await stage.page()).includes("All services have a major outage"));
      const open = (await stage.incidents()).filter(({ ended_at }) => ended_at === null);
      expect(open.map(({ host_name }) => host_name).sort()).toEqual(["mail1", "web1"]);
      stage.show(objects(0));
      const endedAt = performance.now();
      await waitUntil(async () => (await stage.page()).includes("All services are operational"));
      const recoveredMs = performance.now() - endedAt;
      expect((await stage.incidents()).filter(({ ended_at }) => ended_at === null)).toEqual([]);
      stage.show(HEALTHY_SITE);
      stage.pause();
      return { observed: "major outage of all services; one incident for each of the chosen hosts", recoveredMs };
    },
  );

  chaosRow(
    {
      id: "S22",
      fault: "the file is replaced a hundred times a second",
      expected: "each reading is one file: never a part of two",
    },
    async () => {
      const filler = "x".repeat(400);
      const many = Array.from({ length: 2000 }, (_, index) => `host${index}`);
      const version = (sign: string) =>
        head() +
        [...HEALTHY_SITE, ...many.map((name): SiteObject => ({ host: name }))]
          .map((object) => {
            const output = { plugin_output: sign + filler };
            return object.service === undefined
              ? host(object.host, output)
              : service(object.host, object.service, output);
          })
          .join("");
      const [a, b] = ["a", "b"].map(version);
      let writes = 0;
      const writing = setInterval(() => {
        writeFileSync(`${stage.statusPath}.tmp`, writes % 2 === 0 ? (a ?? "") : (b ?? ""));
        renameSync(`${stage.statusPath}.tmp`, stage.statusPath);
        writes += 1;
      }, 10);
      let readings = 0;
      const signs = new Set<string>();
      try {
        // A poll that was under way already has read the file of before.
        await waitUntil(async () =>
          (await listServices()).every(({ plugin_output }) => plugin_output.endsWith(filler)),
        );
        for (const endsAt = Date.now() + 2500; Date.now() < endsAt; readings += 1) {
          await poll();
          const outputs = (await listServices()).map(({ plugin_output }) => plugin_output[0] ?? "");
          expect(new Set(outputs).size).toBe(1);
          signs.add(outputs[0] ?? "");
        }
      } finally {
        clearInterval(writing);
      }
      expect([...signs].filter((sign) => sign !== "a" && sign !== "b")).toEqual([]);
      return {
        observed: `${writes} files, ${readings} readings, each of one file (${[...signs].join(", ")})`,
        recoveredMs: null,
      };
    },
  );
});

/** Asks for the page while something goes on; the slowest answer in milliseconds. */
async function slowestDuring(action: () => Promise<unknown>): Promise<number> {
  let isOver = false;
  const running = action().finally(() => {
    isOver = true;
  });
  running.catch(() => undefined);
  let slowest = 0;
  while (!isOver) {
    const startedAt = performance.now();
    expect((await stage.server.get("/")).status).toBe(200);
    slowest = Math.max(slowest, performance.now() - startedAt);
    await pause(20);
  }
  await running;
  return slowest;
}
