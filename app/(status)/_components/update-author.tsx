import type { UpdateView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";

/** Whose words an update is; what nobody wrote says so. */
export function UpdateAuthor({ by, author, words }: Pick<UpdateView, "by" | "author"> & { words: Words }) {
  if (by === "automatic") return <span className="lozenge">{words.say("update.automatic")}</span>;
  if (by === "monitoring") return <span>{words.say("update.monitoring")}</span>;
  return author === null ? null : <span>{author}</span>;
}
