import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crawlPublic, type PublicAnswer } from "@/lib/server/crawl-public";
import { createLeakSearch } from "@/lib/server/public-leaks";
import { PLANTED, PLANTED_WORDS, writePlantedSite } from "@/tests/support/planted-site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

const LINK = "https://status.example.org";
const LOGIN = `Basic ${Buffer.from("ops:s3cret-of-ops").toString("base64")}`;

const COMMON = `
public:
  plugin_output: true
polling:
  staleness_threshold_seconds: 3600
api:
  basic_auth_username: ops
  basic_auth_password: s3cret-of-ops
rss:
  link: ${LINK}
`;

const COMPONENTS = `
components:
  - name: Website
    group: Public services
    services: [web1/HTTP]
  - name: Mail
    group: Public services
    services: [web1/Mail]
  - name: Branch office
    hosts: [web2]
`;

const OBJECTS = `
  hosts: [web2]
  services:
    - {host_name: web1, service_description: HTTP}
    - {host_name: web1, service_description: Mail}
`;

let nagios: string;
let server: VitrineServer;

beforeAll(() => {
  nagios = mkdtempSync(join(tmpdir(), "vitrine-nagios-"));
  writePlantedSite(nagios);
});

afterAll(() => rmSync(nagios, { recursive: true, force: true }));

async function start(selection: string): Promise<void> {
  const paths = `nagios:\n  status_dat_path: ${nagios}/status.dat\n  object_cache_path: ${nagios}/objects.cache`;
  server = await startVitrine({ config: `${paths}${selection}${COMMON}` });
  await waitUntil(async () => {
    const told = JSON.stringify([await server.json("/api/incidents"), await server.json("/api/page")]);
    return told.includes("We move […]") && told.includes("maintenance");
  });
}

/** Every answer that a stranger gets. */
async function crawl(): Promise<PublicAnswer[]> {
  const answers: PublicAnswer[] = [];
  await crawlPublic({ url: server.url, link: LINK, onAnswer: (answer) => answers.push(answer) });
  return answers;
}

/** The addresses in whose answers something planted stands, by its sign and by the search of the command. */
function findPlanted(answers: readonly PublicAnswer[]): string[] {
  const search = createLeakSearch(PLANTED_WORDS, []);
  for (const answer of answers) search.take(answer);
  const { leaks } = search.report();
  const isMarked = ({ path, headers, body }: PublicAnswer) =>
    !path.startsWith("/_next/static/") && PLANTED.test(`${path} ${JSON.stringify(headers)} ${body}`);
  return [...new Set([...leaks.flatMap(({ places }) => places), ...answers.filter(isMarked).map(({ path }) => path)])];
}

function runLeaks(): Promise<{ code: number; output: string }> {
  const env = { ...process.env, CONFIG_PATH: join(server.folder, "config.yaml"), NO_COLOR: "1" };
  return new Promise((done) => {
    const words = ["bin/vitrine.mjs", "leaks", "--url", server.url];
    execFile(process.execPath, words, { env }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === "number" ? error.code : 0, output: stdout + stderr });
    });
  });
}

describe("of ten thousand names, people, addresses and secrets in Nagios' files", () => {
  beforeAll(() => start(COMPONENTS));
  afterAll(() => server.dispose());

  it("none is in anything that a stranger gets, though comments and outputs name them", async () => {
    expect(PLANTED_WORDS).toHaveLength(10_000);
    const answers = await crawl();
    expect(findPlanted(answers)).toEqual([]);
    const paths = answers.filter(({ status }) => status === 200).map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        "/",
        "/incidents/1",
        "/maintenance/1",
        "/components/website",
        "/history",
        "/api/incidents/1",
        "/api/services",
        "/api/v2/summary.json",
        "/feed/atom.xml?per=update",
        "/feed/group/public-services/rss.xml",
        "/feed/service/Website/Website/rss.xml",
        "/badge/website.svg",
        "/calendar.ics",
        "/embed?component=mail",
      ]),
    );
    const asked = answers
      .filter(({ status, path }) => status === 200 && path === "/incidents/1")
      .map((each) => each.asked);
    expect(asked).toEqual([null, expect.any(String), "as data of the page", ...asked.slice(3)]);
    expect(answers.every(({ status }) => status !== 500)).toBe(true);
  });

  it("what a comment says beside them is told", async () => {
    const text = JSON.stringify(await server.json("/api/incidents"));
    expect(text).toContain("We move […] ([…], […]) with […] and […]; see […]");
    const rows = await server.json<{ plugin_output: string }[]>("/api/services");
    expect(rows[0]?.plugin_output).toContain("http://[…]@shop.example.org/");
  });

  it("the command finds nothing, and says how much it asked for", async () => {
    const { code, output } = await runLeaks();
    expect(output).toContain("Nothing that was not put on show can be read");
    expect(output).toMatch(/for \d{2,} addresses: \d{2,} answers/);
    expect(code).toBe(0);
  });

  it("one that a person writes is found by the crawler and by the command, with where it stands", async () => {
    const written = await server.get("/api/incidents/1/comments", {
      method: "POST",
      headers: { Authorization: LOGIN, "Content-Type": "application/json" },
      body: JSON.stringify({ author: "Web team", comment_text: "It was zqplant-host-0042." }),
    });
    expect(written.status).toBe(201);
    await waitUntil(async () => (await (await server.get("/incidents/1")).text()).includes("zqplant-host-0042"));
    expect(findPlanted(await crawl())).toEqual(
      expect.arrayContaining(["/api/incidents/1", "/feed/atom.xml?per=update"]),
    );
    const { code, output } = await runLeaks();
    expect(output).toContain("the host zqplant-host-0042 can be read in /");
    expect(output).toContain("mend: reword");
    expect(code).toBe(1);
  });
});

describe("where names of chosen objects are public", () => {
  beforeAll(() => start(OBJECTS));
  afterAll(() => server.dispose());

  it("the others stay inside, with the authors of comments and what stands above an outage", async () => {
    const answers = await crawl();
    expect(JSON.stringify(await server.json("/api/services"))).toContain("web1");
    // The search holds this process so long that it does not hear of connections that the server ends meanwhile.
    expect(findPlanted(answers)).toEqual([]);
    const detail = answers.find(
      ({ path, body }) => path.startsWith("/api/incidents/") && body.includes('nagios_comments":[{'),
    );
    expect(detail?.body).toContain('"author":"[…]"');
  });
});
