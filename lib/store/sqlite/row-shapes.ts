import { getTableColumns } from "drizzle-orm";
import type { AutomaticSide, Incident, PersonalSide } from "@/lib/domain/incident";
import type { AutomaticMaintenance, Maintenance } from "@/lib/domain/maintenance";
import { AUTOMATIC_FIELDS, PERSONAL_FIELDS, pick } from "@/lib/store/fields";
import {
  incidentEdits,
  incidentProblems,
  type incidents,
  incidentUpdates,
  type maintenances,
  nagiosComments,
} from "./schema";

// Rows in the domain's words and back. What a table holds as the domain says it needs no word here.

const { id: _rowId, seal: _problemSeal, ...problemColumns } = getTableColumns(incidentProblems);
const { seal: _updateSeal, ...updateColumns } = getTableColumns(incidentUpdates);
const { seal: _commentSeal, ...commentColumns } = getTableColumns(nagiosComments);
const { seal: _editSeal, ...editColumns } = getTableColumns(incidentEdits);

/** The columns that make a problem, an update, a comment and a trace. */
export const COLUMNS = {
  problem: problemColumns,
  update: updateColumns,
  comment: commentColumns,
  edit: editColumns,
} as const;

type IncidentRow = typeof incidents.$inferSelect;
type PersonalRow = {
  [Name in keyof PersonalSide as `person${Capitalize<Name>}`]: PersonalSide[Name];
};

/** Where a field of a person's side stands in a row. */
function personalName<Name extends keyof PersonalSide>(name: Name): `person${Capitalize<Name>}` {
  return `person${name.charAt(0).toUpperCase()}${name.slice(1)}` as `person${Capitalize<Name>}`;
}

export const PERSONAL_COLUMNS = PERSONAL_FIELDS.map(personalName);

export function toIncident(row: IncidentRow): Incident {
  const person = PERSONAL_FIELDS.map((name) => [name, row[personalName(name)]]);
  return { ...(pick(row, AUTOMATIC_FIELDS) as AutomaticSide), person: Object.fromEntries(person) };
}

/** Both sides of an incident as a row. */
export function fromIncident({ person, ...side }: Incident): AutomaticSide & PersonalRow {
  const names = PERSONAL_FIELDS.map((name) => [personalName(name), person[name]]);
  return { ...side, ...(Object.fromEntries(names) as PersonalRow) };
}

export function toMaintenance(row: typeof maintenances.$inferSelect): Maintenance {
  const { details, personTitle, personText, seal: _, ...rest } = row;
  return { ...rest, ...details, person: { title: personTitle, text: personText } };
}

/** The side of a maintenance that rounds write, as a row. */
export function fromMaintenance(maintenance: AutomaticMaintenance) {
  const { id, status, startsAt, endsAt, endedAt, ...details } = maintenance;
  return { id, status, startsAt, endsAt, endedAt, details };
}
