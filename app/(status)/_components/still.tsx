import type { Words } from "@/lib/view/words/speak";

/** That it still lasts, said anew as time goes by; nothing where somebody has written lately. */
export function Still({ text, words }: { text: string | null; words: Words }) {
  if (text === null) return null;
  return (
    <p className="mb-4 flex flex-wrap items-baseline gap-x-3">
      {text} <span className="lozenge text-s text-ink-3">{words.say("update.automatic")}</span>
    </p>
  );
}
