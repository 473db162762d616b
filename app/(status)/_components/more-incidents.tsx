import type { Words } from "@/lib/view/words/speak";

/** Where more happened than anybody reads one by one: how many, and the way to them. */
export function MoreIncidents({ count, words }: { count: number; words: Words }) {
  if (count === 0) return null;
  return (
    <p className="more-incidents">
      <a href={words.href("/history")}>{words.count("incidents.more", count)}</a>
    </p>
  );
}
