import { and, eq, sql } from "drizzle-orm";
import type { NewNagiosComment } from "@/lib/store/store";
import type { SqliteDatabase } from "./connection";
import { nagiosComments } from "./schema";

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
        .set({ ...comment, seal: null })
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
    .values({
      incidentId: sql.placeholder("incidentId"),
      commentId: sql.placeholder("commentId"),
      enteredAt: sql.placeholder("enteredAt"),
      author: sql.placeholder("author"),
      text: sql.placeholder("text"),
      hostName: sql.placeholder("hostName"),
      serviceDescription: sql.placeholder("serviceDescription"),
    })
    .prepare();
}
