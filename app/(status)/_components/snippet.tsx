import type { Words } from "@/lib/view/words/speak";
import { CopyButton } from "./copy-button";

/**
 * A text to be copied as it is, `what` in words. It is broken for the eye only: what is copied by hand has no breaks of
 * ours.
 */
export function Snippet({ text, what, words }: { text: string; what: string; words: Words }) {
  return (
    <div className="mt-2 flex flex-wrap items-start gap-2">
      <pre
        className="min-w-0 flex-[1_1_13rem] rounded-plate border border-line bg-sunk px-3 py-2.5 font-mono text-s leading-normal whitespace-pre-wrap"
        dir="ltr"
      >
        <code>{text}</code>
      </pre>
      <CopyButton
        text={text}
        before={{ said: words.say("subscribe.copy"), label: words.say("subscribe.copyOf", { what }) }}
        after={{ said: words.say("subscribe.copied"), label: words.say("subscribe.copiedOf", { what }) }}
      />
    </div>
  );
}
