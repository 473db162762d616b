import { statusOf } from "@/lib/domain/incident";
import { findPublicText } from "@/lib/domain/public-text";
import type { ObjectComment, ObjectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { type Desk, type Draft, listLasting } from "./desk";
import type { Changes } from "./reconcile";
import type { Scene } from "./scene";

/** Takes over what somebody wrote in Nagios about what lasts. Older comments belong to earlier problems. */
export function takeComments(scene: Scene, desk: Desk): Changes["comments"] {
  const byObject = groupComments(scene.snapshot.comments);
  const taken: Changes["comments"] = [];
  if (byObject.size === 0) return taken;
  for (const draft of desk.drafts.values()) {
    const { rootKey, startedAt, endedAt, mergedInto } = draft.incident;
    if (endedAt !== null || mergedInto !== null) continue;
    const begins = new Map<ObjectKey, EpochMs>(rootKey === null ? [] : [[rootKey, startedAt]]);
    for (const problem of listLasting(draft)) begins.set(problem.key, problem.startedAt);
    for (const [key, beganAt] of begins) {
      for (const comment of byObject.get(key) ?? []) {
        if (comment.enteredAt >= beganAt) takeComment(comment, draft, scene, taken);
      }
    }
  }
  return taken;
}

function groupComments(comments: readonly ObjectComment[]): Map<ObjectKey, ObjectComment[]> {
  const grouped = new Map<ObjectKey, ObjectComment[]>();
  for (const comment of comments) {
    const group = grouped.get(comment.key);
    if (group === undefined) grouped.set(comment.key, [comment]);
    else group.push(comment);
  }
  return grouped;
}

function takeComment(comment: ObjectComment, draft: Draft, scene: Scene, taken: Changes["comments"]): void {
  const { commentId, enteredAt } = comment;
  // Of what is not on show only the words that were meant for the public come in.
  const isOnShow = scene.snapshot.objects.has(comment.key);
  const isKept = draft.before?.nagiosComments.some((kept) => {
    return kept.commentId === commentId && kept.enteredAt === enteredAt;
  });
  if (isOnShow && !isKept) taken.push({ incidentId: draft.incident.id, comment });
  const text = findPublicText(comment.text, scene.rules.publicPrefix);
  if (text !== null) sayPublicly(comment, text, draft);
}

/** An acknowledgement says that the cause is known. The same text on many objects is said once. */
function sayPublicly({ commentId, enteredAt, kind }: ObjectComment, text: string, draft: Draft): void {
  const { incident, person, before, updates } = draft;
  const isSaid = [...(before?.updates ?? []), ...updates].some((update) => {
    return update.kind === "nagios" && (update.reference === commentId || update.text === text);
  });
  if (isSaid) return;
  updates.push({
    incidentId: incident.id,
    kind: "nagios",
    code: null,
    status: kind === "acknowledgement" ? "identified" : statusOf({ ...incident, person }),
    at: enteredAt,
    author: null,
    text,
    components: incident.components,
    reason: `${kind} ${commentId} in Nagios is for the public`,
    reference: commentId,
  });
}
