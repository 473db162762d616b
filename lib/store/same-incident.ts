import type { AutomaticSide } from "@/lib/domain/incident";
import { StoreError } from "./store-error";

/**
 * An id that is taken is fine when it stands for the same incident: one that was opened for the same problem. Throws
 * `already_open` when it stands for another one.
 */
export function requireSame(
  there: Pick<AutomaticSide, "id" | "anchorKey" | "anchorAt">,
  given: Pick<AutomaticSide, "anchorKey" | "anchorAt">,
): void {
  if (there.anchorKey === given.anchorKey && there.anchorAt === given.anchorAt) return;
  throw new StoreError(
    "already_open",
    `The id ${there.id} is taken by an incident of ${there.anchorKey ?? "a person"}.`,
  );
}
