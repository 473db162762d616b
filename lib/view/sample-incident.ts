import type { Incident, IncidentRecord, IncidentUpdate, Problem } from "@/lib/domain/incident";
import { UNTOUCHED } from "@/lib/domain/incident";
import { SAMPLE_AT } from "@/lib/domain/sample-snapshot";
import type { IncidentViewOptions } from "./incident-view";
import type { PublicNames } from "./public-names";

/** How an incident is told in tests: in English, of the sample's present. */
export function sampleViewOptions(names: PublicNames, more: Partial<IncidentViewOptions> = {}): IncidentViewOptions {
  return {
    names,
    redact: (text) => text,
    states: new Map([["website", "major_outage"]]),
    wording: { language: "en", templates: {} },
    timeZone: "UTC",
    at: SAMPLE_AT,
    isShown: () => true,
    ...more,
  };
}

/** A problem for tests: web1's HTTP, ten minutes old. */
export function sampleProblem(problem: Partial<Problem> = {}): Problem {
  return {
    incidentId: 1,
    key: "web1;HTTP",
    startedAt: SAMPLE_AT - 600_000,
    confirmedAt: SAMPLE_AT - 500_000,
    problemId: 7,
    role: "root",
    state: "critical",
    endedAt: null,
    endReason: null,
    goneAt: null,
    lastCheckAt: SAMPLE_AT - 5000,
    output: "CRITICAL - web1.internal refused",
    acknowledged: false,
    reason: "HARD CRITICAL",
    isPinned: false,
    ...problem,
  };
}

/** An update for tests: the incident was opened, by itself. */
export function sampleUpdate(update: Partial<IncidentUpdate> = {}): IncidentUpdate {
  return {
    id: 1,
    incidentId: 1,
    kind: "automatic",
    code: "opened",
    status: "investigating",
    at: SAMPLE_AT - 600_000,
    author: null,
    text: null,
    components: [{ slug: "website", name: "Website", group: "Public", state: "major_outage" }],
    reason: "opened: HARD CRITICAL",
    reference: 0,
    editedAt: null,
    ...update,
  };
}

/** An incident for tests: web1's HTTP, ten minutes old, public, with one thing said and the rest usual. */
export function sampleRecord(incident: Partial<Incident> = {}, record: Partial<IncidentRecord> = {}): IncidentRecord {
  const id = incident.id ?? 1;
  return {
    incident: {
      id,
      origin: "nagios",
      rootKey: "web1;HTTP",
      anchorKey: "web1;HTTP",
      anchorAt: SAMPLE_AT - 600_000,
      startedAt: SAMPLE_AT - 600_000,
      endedAt: null,
      endReason: null,
      resolvedAt: null,
      acknowledged: false,
      unstable: false,
      components: [{ slug: "website", name: "Website", group: "Public", state: "major_outage" }],
      impact: "major_outage",
      publicAt: SAMPLE_AT - 600_000,
      isDraft: false,
      followsId: null,
      mergedInto: null,
      person: UNTOUCHED,
      ...incident,
    },
    problems: [sampleProblem({ incidentId: id })],
    updates: [sampleUpdate({ incidentId: id })],
    nagiosComments: [],
    edits: [],
    ...record,
  };
}
