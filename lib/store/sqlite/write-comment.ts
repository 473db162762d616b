import { and, eq, sql } from "drizzle-orm";
import { COMMENT_FIELDS } from "@/lib/store/fields";
import type { NewNagiosComment } from "@/lib/store/store";
import type { SqliteDatabase } from "./connection";
import { nagiosComments } from "./schema";
import { resealed, TO_SEAL } from "./seal-rows";
import { placeholdersOf } from "./upsert";

/**
 * Makes the function that keeps a comment of Nagios unless it is kept already. The foreign key refuses an unknown incident. An import
 * knows no ids of Nagios: an imported comment learns its id when Nagios says it again, so that it is not kept twice.
 */
export function createCommentWriter(database: SqliteDatabase): (incidentId: number, comment: NewNagiosComment) => void {
  const findRivals = prepareRivals(database);
  const insertComment = prepareInsert(database);

  return (incidentId, comment) => {
    const rivals = findRivals.all({ incidentId, enteredAt: comment.enteredAt });
    if (rivals.some(({ commentId }) => commentId === comment.commentId)) return;
    const imported = rivals.find(({ commentId, author }) => commentId < 0 && author === comment.author);
    if (imported !== undefined) {
      database
        .update(nagiosComments)
        .set({ ...comment, seal: resealed(nagiosComments) })
        .where(eq(nagiosComments.id, imported.id))
        .run();
      return;
    }
    insertComment.run({ ...comment, incidentId });
  };
}

/** The comments of one incident that were entered at one instant. */
function prepareRivals(database: SqliteDatabase) {
  const { id, commentId, author, incidentId, enteredAt } = nagiosComments;
  return database
    .select({ id, commentId, author })
    .from(nagiosComments)
    .where(and(eq(incidentId, sql.placeholder("incidentId")), eq(enteredAt, sql.placeholder("enteredAt"))))
    .orderBy(id)
    .prepare();
}

function prepareInsert(database: SqliteDatabase) {
  return database
    .insert(nagiosComments)
    .values({ ...placeholdersOf(["incidentId", ...COMMENT_FIELDS] as const), seal: TO_SEAL })
    .prepare();
}
