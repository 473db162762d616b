import { splitCode } from "@/lib/view/runbook-text";

/** A text of the runbook, with its code as code. */
export function CodeText({ text }: { text: string }) {
  return splitCode(text).map((part) =>
    part.isCode ? (
      <code key={part.at} className="font-mono text-[0.92em]">
        {part.text}
      </code>
    ) : (
      part.text
    ),
  );
}
