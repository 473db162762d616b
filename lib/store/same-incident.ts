import type { Incident, NewIncident } from "@/lib/domain/incident";
import { StoreError } from "./store-error";

/**
 * An id that is taken is fine when it stands for the same incident: the round that opened it is committed again,
 * because its success was not heard. Throws `already_open` when it stands for another one.
 */
export function requireSame(there: Pick<Incident, "id" | "key" | "startedAt">, opened: NewIncident): void {
  if (there.key === opened.key && there.startedAt === opened.startedAt) return;
  throw new StoreError("already_open", `The id ${there.id} is taken by an incident of ${there.key}.`);
}
