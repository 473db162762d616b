import type { Incident, IncidentRecord } from "@/lib/domain/incident";
import { SAMPLE_AT } from "@/lib/domain/sample-snapshot";

/** An incident for tests: web1's HTTP, ten minutes old, with one thing said and the rest usual. */
export function sampleRecord(incident: Partial<Incident> = {}, record: Partial<IncidentRecord> = {}): IncidentRecord {
  return {
    incident: {
      id: 1,
      key: "web1;HTTP",
      kind: "service",
      hostName: "web1",
      serviceDescription: "HTTP",
      components: [{ slug: "website", name: "Website", group: "Public" }],
      problemId: 7,
      state: "critical",
      startedAt: SAMPLE_AT - 600_000,
      lastCheckAt: SAMPLE_AT - 5000,
      output: "CRITICAL - web1.internal refused",
      acknowledged: false,
      endedAt: null,
      endReason: null,
      reviewUrl: null,
      ...incident,
    },
    updates: [],
    nagiosComments: [],
    ...record,
  };
}
