import type { UpdateView } from "@/lib/view/page-view";

/** Whose words an update is; what nobody wrote says so. */
export function UpdateAuthor({ by, author }: Pick<UpdateView, "by" | "author">) {
  if (by === "automatic") return <span className="lozenge">Automatic</span>;
  if (by === "monitoring") return <span>From the monitoring team</span>;
  return author === null ? null : <span>{author}</span>;
}
