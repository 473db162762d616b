import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { v2Incidents, v2Maintenances, v2Status } from "@/lib/api-schema/statuspage";
import { sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import type { Store } from "@/lib/store/store";
import { createPublicNames } from "@/lib/view/public-names";
import { sampleRecord, sampleViewOptions } from "@/lib/view/sample-incident";
import { sampleMaintenance } from "@/lib/view/sample-maintenance";
import { SAMPLE_IDS as ids } from "@/lib/view/statuspage.testing";
import { UNKNOWN_PAGE } from "@/lib/view/unknown-page";
import type { Publication } from "./publish";
import { getRuntime, type Service } from "./runtime";
import { missingFileRoute, statuspageRoute } from "./statuspage";
import { createWholeRound } from "./whole-round";

const WEB = sampleObject("web1", "HTTP", "critical");
const SNAPSHOT = sampleSnapshot([WEB], [sampleComponent("website", [WEB])]);
const WORDING = sampleViewOptions(createPublicNames(SNAPSHOT, false));
const { components } = SNAPSHOT;
const kept = [1, 2, 3].map((id) => sampleRecord({ id }));
let warned: string[];

type Lists = Pick<Store, "listIncidents" | "listMaintenances">;

/** A service whose round knows of the incidents 3 and 4, and of the maintenance 1. */
function serve(store: Lists): void {
  const incidents = [sampleRecord({ id: 3, acknowledged: true }), sampleRecord({ id: 4 })];
  const told = { incidents, maintenances: [sampleMaintenance()], components, wording: WORDING };
  const publication = { page: UNKNOWN_PAGE, wording: WORDING, components, whole: createWholeRound(told) };
  getRuntime().publication = publication as unknown as Publication;
  const log = { warn: (message: string) => warned.push(message) };
  getRuntime().service = { store, log } as unknown as Service;
}

function refuse(): Promise<never> {
  return Promise.reject(Object.assign(new Error("database is locked"), { name: "StoreError" }));
}

const answers: Lists = {
  listIncidents: async ({ limit }) => kept.slice(0, limit),
  listMaintenances: async () => [sampleMaintenance({ id: 2, status: "completed", endedAt: 5 })],
};

type File = Parameters<typeof statuspageRoute>[0];
const ask = (file: File, headers: Record<string, string> = {}) =>
  statuspageRoute(file)(new Request(`http://status.example.org/api/v2/${file}.json`, { headers }), {});
const listIncidents = async (file: File = "incidents") =>
  v2Incidents.parse(await (await ask(file)).json()).incidents.map(({ id, status }) => [id, status]);
const listMaintenances = async () =>
  v2Maintenances.parse(await (await ask("scheduled-maintenances")).json()).scheduled_maintenances.map(({ id }) => id);

beforeEach(() => {
  warned = [];
});
afterEach(() => {
  getRuntime().publication = null;
  getRuntime().service = null;
});

describe("all incidents and maintenance", () => {
  it("are those of the store, with what the round knows better or alone", async () => {
    serve(answers);
    expect(await listIncidents()).toEqual([
      [ids.incident(4), "investigating"],
      [ids.incident(3), "identified"],
      [ids.incident(2), "investigating"],
      [ids.incident(1), "investigating"],
    ]);
    expect(await listMaintenances()).toEqual([ids.maintenance(2), ids.maintenance(1)]);
  });

  it("are those of the round while the store refuses, and somebody is told why", async () => {
    serve({ listIncidents: refuse, listMaintenances: refuse });
    expect((await listIncidents()).map(([id]) => id)).toEqual([ids.incident(4), ids.incident(3)]);
    expect(await listMaintenances()).toEqual([ids.maintenance(1)]);
    expect(warned).toHaveLength(2);
  });

  it("are looked for further back where many are not on show", async () => {
    const hidden = Array.from({ length: 150 }, (_, id) => sampleRecord({ id: 1000 + id, publicAt: null }));
    serve({ ...answers, listIncidents: async ({ limit }) => [...hidden, ...kept].slice(0, limit) });
    expect(await listIncidents()).toHaveLength(4);
  });

  it("hide no fault of our own", async () => {
    serve({ ...answers, listIncidents: () => Promise.reject(new TypeError("a bug")) });
    getRuntime().service = { ...getRuntime().service, log: { error: () => undefined } } as unknown as Service;
    const answer = await ask("incidents");
    expect(answer.status).toBe(500);
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
    expect(await answer.text()).not.toContain("a bug");
  });
});

describe("what lasts", () => {
  it("needs no store", async () => {
    serve({ listIncidents: refuse, listMaintenances: refuse });
    expect(await listIncidents("incidents/unresolved")).toHaveLength(2);
    expect(warned).toEqual([]);
  });
});

describe("an answer", () => {
  it("exists before anything is known, is kept shortly, and may be read by scripts of every site", async () => {
    const answer = await ask("status", { Origin: "https://example.com" });
    expect(v2Status.parse(await answer.json())).toMatchObject({
      page: { url: "http://status.example.org", updated_at: "1970-01-01T00:00:00.000Z" },
      status: { indicator: "minor", description: "Status Unknown — no data yet" },
      x_data: { as_of: null, stale: true },
    });
    expect(answer.headers.get("Cache-Control")).toBe("public, max-age=30, s-maxage=10");
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(answer.headers.has("Access-Control-Allow-Credentials")).toBe(false);
  });

  it("is kept no longer than its data may be called current", async () => {
    const page = { ...UNKNOWN_PAGE, asOf: Date.now(), freshUntil: Date.now() + 7900 };
    getRuntime().publication = { page, whole: null } as unknown as Publication;
    expect((await ask("status")).headers.get("Cache-Control")).toBe("public, max-age=7, s-maxage=7");
  });

  it("is not sent again to whom has it", async () => {
    const etag = (await ask("summary")).headers.get("ETag") ?? "";
    const again = await ask("summary", { "If-None-Match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  it("is a problem document where there is no such file", async () => {
    const answer = await missingFileRoute(new Request("http://status.example.org/api/v2/subscribers.json"), {});
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({ type: "about:blank", title: "Not Found", status: 404 });
  });
});
