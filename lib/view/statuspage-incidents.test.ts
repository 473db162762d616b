import { describe, expect, it } from "vitest";
import { v2Incident, v2Summary } from "@/lib/api-schema/statuspage";
import { INCIDENT_STATUSES } from "@/lib/domain/incident";
import { makePageViews, makeResolvedIncident } from "@/tests/fixtures/page-views";
import type { IncidentView, UpdateView } from "./page-view";
import { SAMPLE_IDS as ids, sampleFrame } from "./statuspage.testing";
import { answerIncidents, answerSummary, answerUnresolved, MOST_LISTED } from "./statuspage-answers";
import { describeV2Incident } from "./statuspage-incidents";
import { V2_INCIDENT_STATUSES } from "./statuspage-shape";

const AT = Date.UTC(2026, 10, 23, 13, 32, 30);
const FRAME = sampleFrame(makePageViews(AT).major, AT);
const RESOLVED = makeResolvedIncident(AT);
const describeIt = (incident: IncidentView) => v2Incident.parse(describeV2Incident(incident, FRAME));
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

const portal = { slug: "patient-portal", name: "Patient portal" };
function update(id: string, at: number, more: Partial<UpdateView> = {}): UpdateView {
  const plain = { text: id, html: null, by: "automatic", author: null, editedAt: null } as const;
  return { id, at, status: "investigating", ...plain, components: [], ...more };
}

describe("an incident", () => {
  it("tells its life with its times, its updates newest first, and its components as they are now", () => {
    const told = describeIt(RESOLVED);
    const [resolved, recovered] = RESOLVED.updates;
    expect(told).toMatchObject({
      id: ids.incident(RESOLVED.id),
      name: RESOLVED.title,
      impact: "critical",
      started_at: iso(RESOLVED.startedAt),
      created_at: iso(RESOLVED.startedAt),
      monitoring_at: iso(recovered?.at ?? null),
      resolved_at: iso(RESOLVED.resolvedAt),
      updated_at: iso(resolved?.at ?? null),
      shortlink: `https://status.example.org/incidents/${RESOLVED.id}`,
    });
    expect(told.incident_updates.map(({ body }) => body)).toEqual(RESOLVED.updates.map(({ text }) => text));
    expect(told.components.map(({ name, status }) => [name, status])).toEqual([
      ["Patient portal", "major_outage"],
      ["Patient sign-in", "major_outage"],
      ["Online appointments", "partial_outage"],
    ]);
  });

  it("can have every status that the API has: resolved with a review is past that", () => {
    const plain = { reviewUrl: null, reviewHtml: null };
    const shown = INCIDENT_STATUSES.map((status) => describeIt({ ...RESOLVED, ...plain, status }).status);
    expect(shown).toEqual(INCIDENT_STATUSES);
    expect([...shown, describeIt(RESOLVED).status]).toEqual(V2_INCIDENT_STATUSES);
    expect(describeIt({ ...RESOLVED, status: "monitoring" }).status).toBe("monitoring");
  });

  it("that broke again is not watched any more", () => {
    const updates = [
      update("again", AT),
      update("over", AT - 60_000, { status: "monitoring" }),
      update("opened", AT - 120_000),
    ];
    expect(describeIt({ ...RESOLVED, updates }).monitoring_at).toBeNull();
    expect(describeIt({ ...RESOLVED, updates: updates.slice(1) }).monitoring_at).toBe(iso(AT - 60_000));
  });

  it("tells what each update changed, and that it is not recorded where it is not", () => {
    const updates = [
      update("over", AT, { status: "monitoring" }),
      update("words", AT - 1000),
      update("worse", AT - 2000, {
        components: [
          { ...portal, state: "major_outage" },
          { slug: "e-mail", name: "E-mail", state: "unknown" },
        ],
      }),
      update("opened", AT - 3000, { components: [{ ...portal, state: "partial_outage" }] }),
    ];
    const changes = describeIt({ ...RESOLVED, updates }).incident_updates.map(({ affected_components: affected }) =>
      affected?.map(({ name, old_status, new_status }) => `${name}: ${old_status} → ${new_status}`),
    );
    expect(changes).toEqual([
      ["Patient portal: major_outage → operational", "E-mail: degraded_performance → operational"],
      undefined,
      ["Patient portal: partial_outage → major_outage", "E-mail: operational → degraded_performance"],
      ["Patient portal: operational → partial_outage"],
    ]);
    expect(describeIt({ ...RESOLVED, updates }).incident_updates[0]?.affected_components?.[0]?.code).toBe(
      ids.component(portal.slug),
    );
  });
});

describe("lists of incidents", () => {
  const many = Array.from({ length: 60 }, (_, id) => ({ ...RESOLVED, id: id + 1, startedAt: AT - id * 1000 }));

  it("hold the newest, and those that are not resolved whole", () => {
    const { incidents } = answerIncidents(FRAME, { incidents: [...many].reverse(), maintenances: [] });
    expect(incidents.map(({ id }) => id)).toEqual(many.slice(0, MOST_LISTED).map(({ id }) => ids.incident(id)));
    const lasting = many.map((incident) => ({ ...incident, resolvedAt: null }));
    expect(answerUnresolved(FRAME, { incidents: lasting, maintenances: [] }).incidents).toHaveLength(60);
    expect(answerUnresolved(FRAME, { incidents: many, maintenances: [] }).incidents).toEqual([]);
  });

  it("and all else of the summary have the shape of the API for every sample page", () => {
    for (const view of Object.values(makePageViews(AT))) {
      const told = { incidents: [...view.activeIncidents, RESOLVED], maintenances: view.maintenances };
      const summary = v2Summary.parse(answerSummary(sampleFrame(view, AT), told));
      expect(summary.incidents).toHaveLength(view.activeIncidents.length);
      expect(summary.scheduled_maintenances).toHaveLength(view.maintenances.length);
    }
  });
});
