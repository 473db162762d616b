import { CopyButton } from "./copy-button";

/** A text to be copied as it is. It is broken for the eye only: what is copied by hand has no breaks of ours. */
export function Snippet({ text, label }: { text: string; label: string }) {
  return (
    <div className="mt-2 flex flex-wrap items-start gap-2">
      <pre className="min-w-0 flex-[1_1_13rem] rounded-plate border border-line bg-sunk px-3 py-2.5 font-mono text-s leading-normal whitespace-pre-wrap">
        <code>{text}</code>
      </pre>
      <CopyButton text={text} label={label} />
    </div>
  );
}
