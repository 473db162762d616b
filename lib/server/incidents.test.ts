import { afterEach, describe, expect, it } from "vitest";
import { UNKNOWN_PAGE } from "@/lib/view/unknown-page";
import { makeResolvedIncident } from "@/tests/fixtures/page-views";
import { readIncident } from "./incidents";
import type { Publication } from "./publish";
import { getRuntime, type Service } from "./runtime";

const AT = Date.UTC(2026, 10, 24);
const TOLD = { ...makeResolvedIncident(AT), id: 7 };

/** A store that says what it is told to say of every incident. */
function serve(findIncident: () => Promise<null>): void {
  const quiet = () => undefined;
  const page = { ...UNKNOWN_PAGE, pastDays: [{ date: "2026-11-24", incidents: [TOLD] }] };
  getRuntime().publication = { page } as unknown as Publication;
  getRuntime().service = { store: { findIncident }, log: { warn: quiet } } as unknown as Service;
}

function refuse(): Promise<null> {
  return Promise.reject(Object.assign(new Error("database is locked"), { name: "StoreError" }));
}

afterEach(() => {
  getRuntime().publication = null;
  getRuntime().service = null;
});

describe("the page of an incident", () => {
  it("tells what the last page told of it while the database refuses", async () => {
    serve(refuse);
    expect((await readIncident(7))?.incident).toBe(TOLD);
  });

  it("says that it cannot be read where nothing else tells of it", async () => {
    serve(refuse);
    expect(await readIncident(8)).toMatchObject({ incident: null });
  });

  it("is none where the database knows of none", async () => {
    serve(() => Promise.resolve(null));
    expect(await readIncident(7)).toBeNull();
  });

  it("hides no fault of our own", async () => {
    serve(() => Promise.reject(new TypeError("a bug")));
    await expect(readIncident(7)).rejects.toThrow("a bug");
  });
});
