import { z } from "zod";
import { INCIDENT_STATUSES } from "@/lib/domain/incident";
import { PUBLIC_STATES } from "@/lib/domain/public-state";
import type { ApiComment, ApiIncident, ApiIncidentDetail } from "@/lib/view/api-incidents";
import type { AffectedView } from "@/lib/view/page-view";
import { INDICATORS } from "@/lib/view/statuspage-shape";
import { instant, matching, optionalInstant } from "./matching";

const id = z.int().min(1);
const status = z.enum(INCIDENT_STATUSES);
const named = { host_name: z.string(), service_description: z.string().nullable() };

const affected = matching<AffectedView>()(
  z.strictObject({ slug: z.string(), name: z.string(), state: z.enum(PUBLIC_STATES) }),
);

const problem = matching<ApiIncident["problems"][number]>()(
  z.strictObject({
    ...named,
    state: z.string(),
    is_root: z.boolean(),
    acknowledged: z.boolean(),
    started_at: instant,
    ended_at: optionalInstant,
  }),
);

const update = matching<ApiIncident["updates"][number]>()(
  z.strictObject({
    id: z.string(),
    status,
    text: z.string(),
    by: z.enum(["automatic", "monitoring", "person"]),
    author: z.string().nullable(),
    created_at: instant,
    edited_at: optionalInstant,
    components: z.array(affected),
  }),
);

export const apiIncident = matching<ApiIncident>()(
  z.strictObject({
    id,
    incident_type: z.enum(["host", "service"]),
    ...named,
    state: z.string(),
    started_at: instant,
    ended_at: optionalInstant,
    last_check: optionalInstant,
    plugin_output: z.string(),
    post_incident_review_url: z.string().nullable(),
    acknowledged: z.boolean(),
    is_active: z.boolean(),
    title: z.string(),
    status,
    impact: z.enum(INDICATORS),
    components: z.array(affected),
    problems: z.array(problem),
    updates: z.array(update),
    public_url: z.string(),
  }),
);

export const apiComment = matching<ApiComment>()(
  z.strictObject({ id, incident_id: id, author: z.string(), comment_text: z.string(), created_at: instant }),
);

const nagiosComment = matching<ApiIncidentDetail["nagios_comments"][number]>()(
  z.strictObject({
    id,
    incident_id: id,
    entry_time: instant,
    author: z.string(),
    comment_data: z.string(),
    ...named,
  }),
);

export const apiIncidentDetail = matching<ApiIncidentDetail>()(
  z.strictObject({
    incident: apiIncident,
    comments: z.array(apiComment),
    nagios_comments: z.array(nagiosComment),
  }),
);
