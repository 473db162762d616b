import type { IncidentRecord, IncidentUpdate, Problem } from "@/lib/domain/incident";
import { isOutage, type PublicState } from "@/lib/domain/public-state";
import { hostOf } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { endOf } from "./incident-course";
import { describeIncident, type IncidentViewOptions } from "./incident-view";
import { formatInstant } from "./instant";
import type { AffectedView, IncidentSeverity, IncidentView, UpdateView } from "./page-view";
import { findMainProblem, type PublicNames } from "./public-names";
import { isInstant, isSoundProblem } from "./sound-record";

/** An incident: the predecessor's fields, of the problem at its root, and what the whole of it is. */
export interface ApiIncident {
  id: number;
  incident_type: "host" | "service";
  host_name: string;
  service_description: string | null;
  state: string;
  started_at: string;
  ended_at: string | null;
  last_check: string | null;
  plugin_output: string;
  post_incident_review_url: string | null;
  acknowledged: boolean;
  is_active: boolean;
  title: string;
  status: IncidentView["status"];
  impact: IncidentSeverity;
  /** As they are while it lasts, as they were at their worst afterwards. */
  components: AffectedView[];
  /** What Nagios sees of it on objects that are on show, the root first; the first hundred. */
  problems: ApiProblem[];
  /** Newest first. */
  updates: ApiUpdate[];
  /** Its page; without a host where no address is configured (`rss.link`). */
  public_url: string;
}

interface ApiProblem {
  host_name: string;
  service_description: string | null;
  state: string;
  is_root: boolean;
  acknowledged: boolean;
  started_at: string;
  ended_at: string | null;
}

interface ApiUpdate {
  id: string;
  status: IncidentView["status"];
  text: string;
  by: UpdateView["by"];
  author: string | null;
  created_at: string;
  edited_at: string | null;
  components: AffectedView[];
}

/** A person's update in the predecessor's shape. */
export interface ApiComment {
  id: number;
  incident_id: number;
  author: string;
  comment_text: string;
  created_at: string;
}

interface ApiNagiosComment {
  id: number;
  incident_id: number;
  entry_time: string;
  author: string;
  comment_data: string;
  host_name: string;
  service_description: string | null;
}

export interface ApiIncidentDetail {
  incident: ApiIncident;
  comments: ApiComment[];
  nagios_comments: ApiNagiosComment[];
}

export interface DisclosureOptions {
  /** Whether Nagios' own names, and with them its comments, are public. */
  objectNames: boolean;
  pluginOutput: boolean;
  /** Address of the status page, without a slash at its end; null where none is configured. */
  link: string | null;
}

/** More problems than this are not listed one by one. */
const MOST_PROBLEMS = 100;

/** An incident as programs may see it; null when it may not be shown, or cannot be. */
export function describeApiIncident(
  record: IncidentRecord,
  options: IncidentViewOptions,
  { pluginOutput, link }: DisclosureOptions,
): ApiIncident | null {
  const { names } = options;
  const view = describeIncident(record, options);
  const name = names.ofIncident(record);
  if (view === null || name === null) return null;
  const problems = record.problems.filter(isSoundProblem);
  const main = findMainProblem(problems, (key) => names.ofObject(key) !== null);
  const endedAt = endOf(view);
  return {
    id: view.id,
    ...describeMain(main, view.impact),
    host_name: name.hostName,
    service_description: name.serviceDescription,
    started_at: formatInstant(view.startedAt),
    ended_at: formatOptional(endedAt),
    plugin_output: pluginOutput ? sayOutput(main, options) : "",
    post_incident_review_url: view.reviewUrl,
    acknowledged: record.incident.acknowledged,
    is_active: endedAt === null,
    title: view.title,
    status: view.status,
    impact: view.severity,
    components: view.components,
    problems: describeProblems(problems, names),
    updates: view.updates.map(describeUpdate),
    public_url: `${link ?? ""}/incidents/${view.id}`,
  };
}

/** Only of what is on show: the root of an outage may be something that is not. */
function sayOutput(main: Problem | undefined, { names, redact }: IncidentViewOptions): string {
  return main === undefined || names.ofObject(main.key) === null ? "" : redact(main.output);
}

function formatOptional(at: EpochMs | null): string | null {
  return at === null ? null : formatInstant(at);
}

/** What a person opened has no problem: it counts as a service, as bad as the person said. */
function describeMain(
  main: Problem | undefined,
  impact: PublicState,
): Pick<ApiIncident, "incident_type" | "state" | "last_check"> {
  if (main === undefined) {
    return { incident_type: "service", state: isOutage(impact) ? "CRITICAL" : "WARNING", last_check: null };
  }
  const incident_type = hostOf(main.key) === main.key ? "host" : "service";
  return { incident_type, state: main.state.toUpperCase(), last_check: formatOptional(main.lastCheckAt) };
}

function describeProblems(problems: readonly Problem[], names: PublicNames): ApiProblem[] {
  return [...problems.filter(({ role }) => role === "root"), ...problems.filter(({ role }) => role !== "root")]
    .flatMap((problem) => {
      const name = names.ofObject(problem.key);
      return name === null ? [] : [{ problem, name }];
    })
    .slice(0, MOST_PROBLEMS)
    .map(({ problem, name }) => ({
      host_name: name.hostName,
      service_description: name.serviceDescription,
      state: problem.state.toUpperCase(),
      is_root: problem.role === "root",
      acknowledged: problem.acknowledged,
      started_at: formatInstant(problem.startedAt),
      ended_at: formatOptional(problem.endedAt),
    }));
}

function describeUpdate({ id, status, text, by, author, at, editedAt, components }: UpdateView): ApiUpdate {
  const [created_at, edited_at] = [formatInstant(at), formatOptional(editedAt)];
  return { id, status, text, by, author, created_at, edited_at, components };
}

/** What a person said; the predecessor had no other updates. */
export function describeApiComment({ id, incidentId, author, text, at }: IncidentUpdate): ApiComment {
  return { id, incident_id: incidentId, author: author ?? "", comment_text: text ?? "", created_at: formatInstant(at) };
}

/** An incident with what was said about it. Nagios' own comments are internal unless object names are public. */
export function describeApiIncidentDetail(
  record: IncidentRecord,
  options: IncidentViewOptions,
  disclosure: DisclosureOptions,
): ApiIncidentDetail | null {
  const incident = describeApiIncident(record, options, disclosure);
  if (incident === null) return null;
  const said = record.updates.filter(({ kind, at }) => kind === "person" && isInstant(at));
  return {
    incident,
    comments: said.map(describeApiComment),
    nagios_comments: disclosure.objectNames ? describeNagiosComments(record, options) : [],
  };
}

/** Only of objects that are on show: an incident may hold words about its root, which is not. */
function describeNagiosComments(
  { nagiosComments }: IncidentRecord,
  { names, redact }: IncidentViewOptions,
): ApiNagiosComment[] {
  return nagiosComments
    .filter(({ enteredAt }) => isInstant(enteredAt))
    .filter(({ hostName, serviceDescription }) => {
      return names.has({ hostName, ...(serviceDescription !== null && { serviceDescription }) });
    })
    .map((comment) => ({
      id: comment.id,
      incident_id: comment.incidentId,
      entry_time: formatInstant(comment.enteredAt),
      author: redact(comment.author),
      comment_data: redact(comment.text),
      host_name: comment.hostName,
      service_description: comment.serviceDescription,
    }));
}
